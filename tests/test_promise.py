"""What Python code may rely on: the names and signatures in promised.txt.

A name or an optional last argument may be added, with a line here. Any other change of a line is a
change of the promise, for which the policy on top of CHANGELOG.md says what version it needs.
"""

import inspect
from pathlib import Path

import xlplanner

PROMISED = Path(__file__).with_name("promised.txt").read_text(encoding="utf-8").splitlines()


def promise(name):
    """A line: a function's parameters and defaults, a record's fields or an error's bases."""
    offered = getattr(xlplanner, name)
    if not inspect.isclass(offered):
        return (
            f"{name}{inspect.signature(offered).replace(return_annotation=inspect.Signature.empty)}"
        )
    if issubclass(offered, Exception):
        return f"{name}({', '.join(base.__name__ for base in offered.__bases__)})"
    fields = getattr(offered, "_fields", None) or offered.__slots__
    return f"{name}: {', '.join(fields)}"


def test_every_name_is_as_promised():
    offered = [promise(name) for name in xlplanner.__all__]
    missing = [line for line in offered if line not in PROMISED]
    assert not missing, "enter in tests/promised.txt:\n" + "\n".join(missing)
    surplus = [line for line in PROMISED if line not in offered]
    assert not surplus, "promised, but not there:\n" + "\n".join(surplus)
    assert offered == PROMISED, "tests/promised.txt has another order than xlplanner.__all__"
