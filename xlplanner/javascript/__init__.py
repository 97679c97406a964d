"""The catalogue as one JavaScript module, for programs that run JavaScript in place of Python.

`rule.js` is the calling rule of `functions.calling`, written by hand. What it goes by is made here:
`bodies` are the functions and their conditions, from the core run on symbols, `table` is what they
take and the data, and `module` puts the three together.
"""
