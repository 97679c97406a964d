"""The add-in that Calc calls: one method for each function of the catalogue."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

import unohelper
from com.sun.star.lang import XServiceInfo, XServiceName
from org.xlplanner import XFunctions

from xlplanner.functions.accepts import Number
from xlplanner.functions.calling import call_scalar
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.functions.entry import AnyCell, Function
from xlplanner.hosts.calc.names import ADD_IN, ERROR_NUMBERS, IMPLEMENTATION, SERVICES
from xlplanner.hosts.host import evaluate

__all__ = ["IMPLEMENTATION", "SERVICES", "AddIn"]

# A NaN whose low word is one of Calc's error numbers shows as that error.
QUIET_NAN = 0x7FF80000


def _error(number: int) -> float:
    value: float
    (value,) = struct.unpack("<d", struct.pack("<II", number, QUIET_NAN))
    return value


ERRORS = {code: _error(number) for code, number in ERROR_NUMBERS.items()}


def _shown(value: Any) -> Any:
    """A value as Calc shows it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return ERRORS.get(value, value)
    return value


def _method(function: Function) -> Callable[..., Any]:
    places = _named_places(function)
    repeats = bool(function.arguments) and function.arguments[-1].repeats

    def method(self: AddIn, *cells: Any) -> Any:
        number = call_scalar(function, cells)
        if number is not None:
            return ((number,),)
        cells = _asked(cells[0], cells[-1]) if repeats else _with_blanks(cells, places)
        rows = evaluate(function, cells)
        return tuple([tuple([v if type(v) is float else _shown(v) for v in row]) for row in rows])

    return method


def _asked(name: Any, cells: tuple[Any, ...]) -> tuple[Any, ...]:
    """The cells of WHY, read as the function that it asks about reads them."""
    function = CATALOGUE.get(str(name).strip().upper())
    return (name, *(_with_blanks(cells, _named_places(function)) if function else cells))


def _named_places(function: Function) -> frozenset[int]:
    """The places of the arguments that take no number: names, choices and days."""
    arguments = enumerate(function.arguments)
    return frozenset(i for i, a in arguments if not isinstance(a.accepts, Number | AnyCell))


def _with_blanks(cells: tuple[Any, ...], places: frozenset[int]) -> tuple[Any, ...]:
    """The cells with None for the noughts that stand where a name belongs.

    Calc hands an empty cell over as nought; where a number belongs, the two cannot be told apart.
    """
    return tuple(
        [
            None if i in places and type(cell) is float and cell == 0 else cell
            for i, cell in enumerate(cells)
        ]
    )


class AddIn(unohelper.Base, XFunctions, XServiceName, XServiceInfo):  # type: ignore[misc]
    """The add-in's object."""

    def __init__(self, context: Any) -> None:
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
