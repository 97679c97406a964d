"""The add-in that Calc calls: one method for each function of the catalogue."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import TypeAlias

import unohelper
from com.sun.star.lang import XServiceInfo, XServiceName
from org.xlplanner import XFunctions

from xlplanner.functions.accepts import Number
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.functions.entry import AnyCell, Function
from xlplanner.hosts.calc.names import ADD_IN, ERROR_NUMBERS, IMPLEMENTATION, SERVICES
from xlplanner.hosts.evaluate import Value, evaluate

__all__ = ["IMPLEMENTATION", "SERVICES", "AddIn"]

# A NaN whose low word is one of Calc's error numbers shows as that error.
QUIET_NAN = 0x7FF80000

Cells: TypeAlias = tuple[object, ...]
Rows: TypeAlias = tuple[tuple[float | str, ...], ...]


def _error(number: int) -> float:
    value: float
    (value,) = struct.unpack("<d", struct.pack("<II", number, QUIET_NAN))
    return value


ERRORS = {code: _error(number) for code, number in ERROR_NUMBERS.items()}


def _to_calc(value: Value) -> float | str:
    """A value in Calc's terms: blanks as empty text, error codes as NaNs."""
    if value is None:
        return ""
    if isinstance(value, str):
        return ERRORS.get(value, value)
    return value


def _method(function: Function) -> Callable[..., Rows]:
    indices = _named_indices(function)
    repeats = bool(function.arguments) and function.arguments[-1].repeats

    def method(self: AddIn, *cells: object) -> Rows:
        if repeats:
            cells = _flat(cells)
        elif 0.0 in cells:
            cells = _restore_blanks(cells, indices)
        rows = evaluate(function, cells)
        return tuple([tuple([v if type(v) is float else _to_calc(v) for v in row]) for row in rows])

    return method


def _flat(cells: Cells) -> Cells:
    """The arguments of WHY, blanks restored as in a call of the function it asks about."""
    name, arguments = cells
    assert isinstance(arguments, tuple)
    function = CATALOGUE.get(str(name).strip().upper())
    if function is not None:
        arguments = _restore_blanks(arguments, _named_indices(function))
    return (name, *arguments)


def _named_indices(function: Function) -> frozenset[int]:
    """Indices of the arguments that take no number: names, choices and days."""
    arguments = enumerate(function.arguments)
    return frozenset(i for i, a in arguments if not isinstance(a.accepts, Number | AnyCell))


def _restore_blanks(cells: Cells, indices: frozenset[int]) -> Cells:
    """The cells with None instead of 0 at some indices.

    Calc passes an empty cell as 0. Only where an argument takes no number can this be undone.
    """
    return tuple(
        [
            None if i in indices and type(cell) is float and cell == 0 else cell
            for i, cell in enumerate(cells)
        ]
    )


class AddIn(unohelper.Base, XFunctions, XServiceName, XServiceInfo):  # type: ignore[misc]
    """The add-in's object."""

    def __init__(self, context: object) -> None:
        self.context = context

    def getServiceName(self) -> str:  # noqa: D102, N802
        return ADD_IN

    def getImplementationName(self) -> str:  # noqa: D102, N802
        return IMPLEMENTATION

    def supportsService(self, name: str) -> bool:  # noqa: D102, N802
        return name in SERVICES

    def getSupportedServiceNames(self) -> tuple[str, ...]:  # noqa: D102, N802
        return SERVICES


for function in CATALOGUE.values():
    setattr(AddIn, function.name, _method(function))
