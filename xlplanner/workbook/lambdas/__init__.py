"""The catalogue's functions as LAMBDA names of Excel 365: a workbook that needs no add-in.

`rule` is the calling rule of `functions.calling` as formulas, `tables` the data as array constants,
`names` makes a name of each function from these and the core's expressions, and `spelling` writes a
definition as a file stores it, or as a module of text.
"""
