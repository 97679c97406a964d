"""Workbooks: a sheet per module, one style sheet, formulas that know their values."""
