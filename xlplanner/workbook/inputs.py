"""What a user of a workbook may change: the form of an input, and what inputs take."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple, TypeAlias
from zlib import crc32

from xlplanner.errors import CellValueError
from xlplanner.expressions.operations import as_text, holds_number
from xlplanner.functions.accepts import Choice, Number
from xlplanner.functions.cell_errors import CellError
from xlplanner.functions.named import Named
from xlplanner.functions.numbers import is_blank, shown
from xlplanner.functions.records import DEFAULT_COMMITMENT, DEPLOYMENT_KIND
from xlplanner.numerals import COMMA_DIGITS, DIGITS
from xlplanner.reference import records
from xlplanner.reference.folders import derived_from
from xlplanner.units import Unit, readable

InputValue: TypeAlias = float | str | None
Inputs: TypeAlias = Mapping[str, InputValue]

MONTHS = Number(0.1, 60)
# Bounds beyond these say nothing to people.
SMALL, LARGE = 1e-3, 1e15
# From here on, bounds are shown with a letter.
THOUSANDS_OF_THOUSANDS = 1e6
# Texts that the planner's formulas read as numbers.
LETTERED = re.compile(
    rf" *(?:\$ *)?[+-]?(?:{DIGITS}|{COMMA_DIGITS}) *[kmbt]", re.ASCII | re.IGNORECASE
)
# What may be typed with a letter too, as 3B, in place of a number.
COUNTED = {Unit.PARAMS, Unit.TOKENS, Unit.REQUESTS, Unit.REQUESTS_PER_DAY, Unit.USD}
PRECISION = Choice(records.PRECISIONS)
# What the planner's costs rest on.
FIGURES = {name: field for name, field in DEPLOYMENT_KIND.fields.items() if field.in_costs}


# Who offers a GPU on the terms by which a planner takes prices.
SELLERS: Named[str] = Named(
    "provider",
    derived_from(
        records.prices,
        lambda prices: {
            p.provider: p.provider for p in prices if p.commitment == DEFAULT_COMMITMENT
        },
    ),
)


class Label(NamedTuple):
    """An input that takes a short text."""

    longest: int = 40

    def limits(self) -> str:
        """The limit in words."""
        return f"a text of at most {self.longest} characters"

    def read(self, cell: object, name: str) -> str:
        """The text; a number, such as a year, as it is typed."""
        if holds_number(cell):
            cell = as_text(cell)
        if not isinstance(cell, str) or len(cell) > self.longest:
            raise CellValueError(f"{name} must be {self.limits()}; got {str(cell)[:60]!r}")
        return cell


def utilisations_of(phase: str) -> Named[records.Utilisation]:
    """The reported MFUs of training, prefill or decode."""
    return Named(
        f"{phase} MFU",
        derived_from(
            records.utilisations,
            lambda rows: {name: row for name, row in rows.items() if row.phase == phase},
        ),
    )


class InputSpec(NamedTuple):
    """An input.

    Attributes
    ----------
    key : str
    label : str
    unit : Unit
    accepts : Number, Choice, Named or Label
        What it takes, with limits.
    default : float, str or None
    optional : bool
        Whether it may be empty.
    section : str
        The heading of the section that it begins, if it begins one.
    meaning : str
        What it is and what is usual, for its prompt.
    """

    key: str
    label: str
    unit: Unit
    accepts: Any
    default: InputValue
    optional: bool = False
    section: str = ""
    meaning: str = ""

    @property
    def name(self) -> str:
        """The name of its cell."""
        return f"in_{self.key}"

    @property
    def title(self) -> str:
        """The label where it stands alone."""
        plain = self.label.removeprefix("… ")
        return plain[:1].upper() + plain[1:]

    @property
    def options(self) -> list[str] | None:
        """The words or names to pick from, if it is picked from a list."""
        if isinstance(self.accepts, Choice):
            return list(self.accepts.options)
        return list(self.accepts.load()) if isinstance(self.accepts, Named) else None

    @property
    def allowed(self) -> str:
        """What it takes, in words."""
        return f"{self.title}: {self._limits('choose from the list')}"

    @property
    def required(self) -> str:
        """What it must be, in words; without what its label says of an empty one."""
        return f"{self.title.partition(';')[0]} must be {self._limits('one of the list')}"

    def _limits(self, listed: str) -> str:
        limits = listed
        if self.options is None:
            number = isinstance(self.accepts, Number)
            limits = _bounds(self.accepts) if number else self.accepts.limits()
        # A fraction is a number like any other.
        unit = f" {self.unit}" if self.unit.measures and self.unit is not Unit.FRACTION else ""
        return limits + unit + (", or empty" if self.optional else "")

    @property
    def prompt(self) -> str:
        """What it is, what is usual, and what it takes."""
        typed = ", or as 3B or 1.5M" if self.takes_letters else ""
        return f"{self.meaning}. {self.allowed}{typed}" if self.meaning else self.allowed + typed

    @property
    def takes_letters(self) -> bool:
        """Whether a number may be typed with a letter, as 3B, 1.5B or 1,5B."""
        return isinstance(self.accepts, Number) and self.unit in COUNTED

    def advice(self, *, number: bool) -> str:
        """How to type what is meant where a number, or a text, is not taken."""
        if not isinstance(self.accepts, Number):
            return ""
        if self.unit is Unit.FRACTION:
            return "; 8 % is typed as 8% or 0.08" if number else ", a text: type 8% or 0.08"
        if number:
            return ""
        typed = "2000000 or 2M" if self.takes_letters else "digits alone, with your decimal mark"
        return f", a text: type {typed}"

    def _refused(self, cell: object) -> str:
        text = isinstance(cell, str)
        return f"{self.required}; got {shown(cell)}{self.advice(number=not text)}"

    def read(self, cell: object) -> InputValue:
        """The value in a cell.

        Raises
        ------
        XlplannerError
            If the input does not take it.
        """
        if is_blank(cell):
            if self.optional:
                return None
            raise CellValueError(f"{self.required}; it is empty")
        picked = self.options is not None
        value = self._picked(cell) if picked else self.accepts.read(cell, self.title)
        if isinstance(value, CellError):
            if isinstance(self.accepts, Number):
                value = CellError(value.status, value.code, self._refused(cell))
            raise value.exception()
        return value if isinstance(value, str) else float(value)

    def read_listed(self, cell: object) -> InputValue:
        """The value in a cell of a planner, whose formulas find a name only as its list has it.

        Raises
        ------
        XlplannerError
            If the input does not take it, the list has it in other words, or it is a number as a
            text that formulas do not read.
        """
        value = self.read(cell)
        text = cell if isinstance(value, float) and isinstance(cell, str) else None
        if text is not None and not (self.takes_letters and LETTERED.fullmatch(text)):
            raise CellValueError(self._refused(cell))
        if isinstance(value, str) and self.options and str(cell).casefold() != value.casefold():
            raise CellValueError(f"{self.title} must be as in the list, {value}; got {shown(cell)}")
        return value

    def _picked(self, cell: object) -> str | CellError:
        """The word or name as the list has it, by which formulas look it up."""
        value = self.accepts.read(cell, self.title)
        if isinstance(value, CellError | str):
            return value
        return next(str(name) for name, item in self.accepts.load().items() if item is value)


def _bounds(accepts: Number) -> str:
    """The bounds in words; those that are there for arithmetic alone are left out."""
    least = 0.0 if 0 < accepts.low < SMALL else accepts.low
    at_least = "at least" if accepts.low_allowed and least == accepts.low else "above"
    parts = ["whole"] * accepts.whole
    if least > -LARGE:
        parts.append(f"{at_least} {_short(least)}")
    bounds = ", ".join(parts)
    most = f"at most {_short(accepts.high)}" if accepts.high < LARGE else ""
    return " and ".join(filter(None, (bounds, most))) or "any number of"


def _short(bound: float) -> str:
    return (
        f"{bound:g}" if abs(bound) < THOUSANDS_OF_THOUSANDS else readable(bound, Unit.ANY, digits=1)
    )


def by_key(specs: Iterable[InputSpec]) -> dict[str, InputSpec]:
    """Inputs by their keys.

    Raises
    ------
    ValueError
        If two have the same key.
    """
    keyed: dict[str, InputSpec] = {}
    for spec in specs:
        if spec.key in keyed:
            raise ValueError(f"two inputs have the key {spec.key}")
        keyed[spec.key] = spec
    return keyed


def schema_of(specs: Mapping[str, InputSpec]) -> int:
    """A number made from the inputs' keys and units: equal for inputs that mean the same."""
    lines = sorted(f"{key} {spec.unit.name}" for key, spec in specs.items())
    return crc32("\n".join(lines).encode())
