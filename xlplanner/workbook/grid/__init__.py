"""Workbooks as such: cells, looks, charts, files. Knows nothing of models."""
