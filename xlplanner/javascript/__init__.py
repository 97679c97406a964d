"""The catalogue as one JavaScript module, for programs that run JavaScript in place of Python.

`rule.js` is the calling rule of `functions.calling` and `notes.js` the walk of `functions.notes`,
both written by hand. What they go by is made here: `bodies` are the functions and their conditions,
from the core run on symbols, `notes` those of the rules, `table` is what they take and the data,
and `module` puts all together.
"""
