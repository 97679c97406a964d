"""The sheets of the planner, one module per sheet."""
