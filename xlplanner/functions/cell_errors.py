"""Why a cell has no value."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, cast

from xlplanner.errors import (
    ERROR_CODES,
    ERROR_VALUES,
    CellValueError,
    DomainError,
    PassedOnError,
    Status,
    UnknownNameError,
    XlplannerError,
)

# Error values that a spreadsheet cell can hold.
CELL_ERRORS = ERROR_VALUES.union(
    "#GETTING_DATA #SPILL! #CALC! #FIELD! #BLOCKED! #CONNECT! #UNKNOWN! #BUSY! #EXTERNAL! "
    "#PYTHON!".split()
)


class CellError(NamedTuple):
    """Why a cell has no value: its status, the error value to show and the reason in words."""

    status: Status
    code: str
    reason: str

    def exception(self) -> XlplannerError:
        """The problem as an exception of the matching class."""
        match self.status:
            case Status.DOMAIN:
                return DomainError(self.reason)
            case Status.UNKNOWN:
                return UnknownNameError(self.reason)
            case Status.PASSED_ON:
                return PassedOnError(self.reason, self.code)
            case _:
                return CellValueError(self.reason)


class LateError(CellError):
    """A problem whose words are made when they are asked for, as few of a million are."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        return iter((self.status, self.code, self.reason))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, CellError) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"CellError{tuple(self)}"

    @property
    def reason(self) -> str:
        """The reason, from what gives it for a cell and the cell's index."""
        why, index = cast("tuple[Callable[[int], str], int]", self[2])
        return why(index)


def late_error(status: Status, why: Callable[[int], str], index: int = 0) -> LateError:
    """A problem with a cell of an array, by its index in the array laid flat."""
    return tuple.__new__(LateError, (status, ERROR_CODES[status], (why, index)))


def cell_error(status: Status, reason: str) -> CellError:
    """A problem that shows the error value of its status."""
    return CellError(status, ERROR_CODES[status], reason)


def passed_on(cell: object) -> CellError | None:
    """The problem of a cell that already holds an error value."""
    if isinstance(cell, str) and (code := cell.strip().upper()) in CELL_ERRORS:
        return CellError(Status.PASSED_ON, code, f"an argument cell holds {code}")
    return None
