"""The add-in that Calc calls: one method for each function of the catalogue."""

from __future__ import annotations

import struct
from collections.abc import Callable
from typing import Any

import unohelper
from com.sun.star.lang import XServiceInfo, XServiceName
from org.xlplanner import XFunctions

from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.functions.entry import Function
from xlplanner.surfaces.calc.naming import ADD_IN, IMPLEMENTATION, SERVICES
from xlplanner.surfaces.host import evaluate

__all__ = ["IMPLEMENTATION", "SERVICES", "AddIn"]

# A NaN whose low word is one of Calc's error numbers shows as that error.
ERROR_NUMBERS = {
    "#NULL!": 521,
    "#DIV/0!": 532,
    "#VALUE!": 519,
    "#REF!": 524,
    "#NAME?": 525,
    "#NUM!": 503,
    "#N/A": 0x7FFF,
}
QUIET_NAN = 0x7FF80000


def _error(number: int) -> float:
    value: float
    (value,) = struct.unpack("<d", struct.pack("<II", number, QUIET_NAN))
    return value


ERRORS = {code: _error(number) for code, number in ERROR_NUMBERS.items()}


def _cell(value: Any) -> Any:
    """A value as Calc shows it."""
    if value is None:
        return ""
    if isinstance(value, str):
        return ERRORS.get(value, value)
    return value


def _method(function: Function) -> Callable[..., Any]:
    def method(self: AddIn, *cells: Any) -> Any:
        rows = evaluate(function, cells)
        return tuple([tuple(map(_cell, row)) for row in rows])

    return method


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
