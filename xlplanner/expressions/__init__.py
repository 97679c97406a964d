"""The core run on symbols: one tree of operations, and its renderings.

`tree` holds the symbols, `operations` what can be done with them, `spreadsheet` renders a tree as
a formula. Another rendering (LET and LAMBDA, JavaScript) is a module beside `spreadsheet`, with a
table of the same operations.
"""
