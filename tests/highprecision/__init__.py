"""Fifty-digit answers, written from the equations and not from the package's form of them.

One module a family or a group of them; a function of the catalogue has its twin under its own name.
"""

from importlib import import_module
from pathlib import Path

for _module in sorted(Path(__file__).parent.glob("[a-z]*.py")):
    _members = vars(import_module(f"{__name__}.{_module.stem}"))
    globals().update({name: x for name, x in _members.items() if not name.startswith("_")})
