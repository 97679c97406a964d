"""Sheets "Workings" and "Months": every plan in full, one a column, from inputs to costs."""
