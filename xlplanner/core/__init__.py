"""Pure formulas on NumPy arrays: scaling law, optimum, cost. No I/O, no spreadsheet words."""
