"""Statuses of a cell and the exceptions of the package."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """What became of one cell of an answer."""

    OK = "ok"
    DOMAIN = "domain"
    VALUE = "value"
    UNKNOWN = "unknown"
    PASSED_ON = "passed-on"


# The errors of spreadsheets; any other text is text, however it begins.
ERROR_VALUES = frozenset({"#NULL!", "#DIV/0!", "#VALUE!", "#REF!", "#NAME?", "#NUM!", "#N/A"})

# The error value a spreadsheet shows for a status; a passed-on cell keeps the one it came with.
ERROR_CODES = {Status.DOMAIN: "#NUM!", Status.VALUE: "#VALUE!", Status.UNKNOWN: "#N/A"}


def printable(text: str, longest: int = 40) -> str:
    """Text of others as a message quotes it: cut, without characters that steer a terminal."""
    cut = text if len(text) <= longest else text[: longest - 1] + "…"
    return "".join(c if c.isprintable() else "�" for c in cut)


def printable_path(path: object) -> str:
    """A path as a message names it: whole, without characters that steer a terminal."""
    text = str(path)
    return printable(text, len(text))


class XlplannerError(Exception):
    """Base of every error that xlplanner raises on purpose."""

    status = Status.VALUE
    code = ERROR_CODES[Status.VALUE]


class DomainError(XlplannerError, ValueError):
    """A number outside its bounds, or a question that has no solution."""

    status = Status.DOMAIN
    code = ERROR_CODES[Status.DOMAIN]


class CellValueError(XlplannerError, ValueError):
    """Text that is no number, or arguments of the wrong count or shape."""


class UnknownNameError(XlplannerError, LookupError):
    """A law, deployment or other name that is not in the data."""

    status = Status.UNKNOWN
    code = ERROR_CODES[Status.UNKNOWN]


class PassedOnError(XlplannerError):
    """An argument cell already held an error value, kept in `code`."""

    status = Status.PASSED_ON

    def __init__(self, message: str, code: str = "#VALUE!") -> None:
        super().__init__(message)
        self.code = code


class UnknownFunctionError(UnknownNameError):
    """A function name that is not in the catalogue."""

    code = "#NAME?"


class CatalogueError(XlplannerError):
    """A catalogue entry that breaks a rule of the catalogue."""


class NoteWarning(UserWarning):
    """What to know of an answer, as NOTES says it; see `xlplanner.show_notes`."""


class FileError(XlplannerError):
    """A file that cannot be written or read, or a program or library that is not there."""


class DataError(FileError):
    """A data file with cells that cannot be read; the message lists every one."""
