"""Sheet "Planner": inputs on the left, four designs of one quality beside them."""
