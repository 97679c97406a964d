"""The catalogue of functions and the one rule by which they are called."""
