"""The functions of the catalogue, one module per family."""
