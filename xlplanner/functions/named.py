"""What an argument takes by name: records of the data, or a range of labels and values."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, NamedTuple, TypeVar

from numpy.typing import NDArray

from xlplanner.core.quantities import Described, described_fields
from xlplanner.errors import DataError, Status, XlplannerError
from xlplanner.functions.accepts import Accepts, Number
from xlplanner.functions.cell_errors import CellError, cell_error, passed_on
from xlplanner.functions.numbers import is_blank, shown, to_float
from xlplanner.reference.folders import derived_from
from xlplanner.reference.names import name_key
from xlplanner.units import Unit, label_of

SHOWN_NAMES, SHOWN_NEAR = 12, 4
# Of 1: how much of two names must agree for one to be suggested for the other.
ALIKE = 0.72
# Constants of an equation are labelled by their symbols alone.
UNITS_OF_SYMBOLS = (Unit.RATIO, Unit.LOSS)
T = TypeVar("T")


class Field(NamedTuple):
    """One number of a record: its bounds, its unit, what it is and what else it is called.

    `in_costs` is False for one that no cost of training and inference depends on.
    """

    accepts: Number
    unit: Unit
    help: str
    aliases: tuple[str, ...] = ()
    in_costs: bool = True


def _field(described: Described) -> Field:
    (unit, low, high), meaning, aliases, in_costs = described
    return Field(Number(low, high), unit, meaning, aliases, in_costs)


def _no_aliases(record: object) -> Sequence[str]:
    return ()


@dataclass(frozen=True)
class Named(Generic[T]):
    """An argument that takes the name of a record in the data.

    Attributes
    ----------
    noun : str
        What a record is called in messages.
    load : callable
        Returns the records by name; for a kind with a default, it is the first.
    aliases : callable
        Returns other names of a record.
    elsewhere : callable
        Returns the names that only other arguments take, each with why.
    in_force : callable, optional
        Returns the records that a call may name even while `load` cannot read the user's.
    """

    noun: str
    load: Callable[[], Mapping[str, T]]
    aliases: Callable[[T], Sequence[str]] = field(default=_no_aliases, kw_only=True)
    elsewhere: Callable[[], Mapping[str, str]] = field(default=dict, kw_only=True)
    in_force: Callable[[], Mapping[str, T]] | None = field(default=None, kw_only=True)

    @cached_property
    def by_key(self) -> Callable[[], Mapping[str, T]]:
        """A loader of the records by the keys of their names and aliases."""
        return derived_from(self.load, self._by_key)

    def _by_key(self, records: Mapping[str, T]) -> Mapping[str, T]:
        aliases = ((alias, r) for r in records.values() for alias in self.aliases(r))
        return {name_key(name): record for name, record in (*aliases, *records.items())}

    def limits(self) -> str:
        """What the argument takes, in words."""
        return f"the name of a {self.noun}"

    def read(self, cell: object, name: str) -> T | CellError:
        """The record that a cell names, or what is wrong with the cell."""
        if isinstance(cell, str):
            record = self._find(name_key(cell))
            return self._unknown(cell, name) if record is None else record
        digits = _digits(cell)
        record = self._find(digits) if digits else None
        if record is None:
            return cell_error(Status.VALUE, f"{name} must be {self.limits()}; got {shown(cell)}")
        return record

    def _find(self, key: str) -> T | None:
        try:
            return self.by_key().get(key)
        except DataError:
            record = self._by_key(self.in_force()).get(key) if self.in_force else None
            if record is None:
                self.loaded()
            return record

    def loaded(self) -> Mapping[str, T]:
        """The records by name.

        Raises
        ------
        DataError
            If those of the user cannot be read; the message says what stays in force.
        """
        try:
            return self.load()
        except DataError as error:
            if self.in_force is None:
                raise
            kept = f"the shipped {self.noun}s stay in force for calls that name one"
            raise DataError(f"{error}\n{kept}") from None

    def named(self) -> Mapping[str, T]:
        """The records that a call may name."""
        return (self.in_force or self.load)()

    def _unknown(self, cell: str, name: str) -> CellError:
        for other, why in self.elsewhere().items():
            if name_key(other) == name_key(cell):
                return cell_error(Status.UNKNOWN, f"{name} {shown(cell)} {why}")
        known = {known.lower(): known for known in self.load()}
        # Names with the text in them come before names that look like it.
        holding = [name for lower, name in known.items() if name_key(cell) in name_key(lower)]
        from difflib import get_close_matches

        alike = get_close_matches(cell.lower(), known, n=3, cutoff=ALIKE)
        near = holding or [known[word] for word in alike]
        if near and name_key(cell):
            hint = f"did you mean {' or '.join(near[:SHOWN_NEAR])}?"
        else:
            hint = f"known are {_some(list(known.values()))}"
        return cell_error(
            Status.UNKNOWN, f"{name} {shown(cell)} is not a known {self.noun}; {hint}"
        )


def _nothing_derived(sources: dict[str, Any], fields: Collection[str]) -> dict[str, float]:
    return {}


@dataclass(frozen=True)
class RecordKind(Named[T]):
    """An argument that takes a record of numbers by its name, or as a label range.

    A label range has two columns, labels and values: the record's fields, and labels that name
    where fields come from, such as a GPU.

    Attributes
    ----------
    make : type
        The record's type, a dataclass whose fields are described quantities.
    remarks : tuple of str
        Labels that a label range may have besides, such as a source; they are passed over.
    reported : tuple of str
        Labels of what functions report beside a record; they are passed over too.
    sources : mapping
        Labels that name where fields come from, and what each takes.
    derive : callable
        From what the sources name, and the fields that have values of their own, to other fields.
    """

    make: type[T] = field(kw_only=True)
    remarks: tuple[str, ...] = field(default=(), kw_only=True)
    reported: tuple[str, ...] = field(default=(), kw_only=True)
    sources: Mapping[str, Accepts] = field(default_factory=dict, kw_only=True)
    derive: Callable[[dict[str, Any], Collection[str]], dict[str, float]] = field(
        default=_nothing_derived, kw_only=True
    )

    @cached_property
    def fields(self) -> Mapping[str, Field]:
        """The record's fields by name."""
        return {name: _field(item) for name, item in described_fields(self.make).items()}

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """The names of fields and sources by the keys of their labels."""
        return {name_key(label): name for label, name in self._labels()}

    def _labels(self) -> Iterator[tuple[str, str]]:
        for name, details in self.fields.items():
            yield from ((label, name) for label in (name, *details.aliases))
        yield from ((name, name) for name in (*self.sources, self.noun))

    def limits(self) -> str:
        """What the argument takes, in words."""
        return f"the name of a {self.noun} or a two-column range of labels and values"

    def read(self, cell: object, name: str) -> T | CellError:
        """The record that a cell names or is, or what is wrong with the cell."""
        if isinstance(cell, self.make):
            return self._checked(cell, name)
        return super().read(cell, name)

    def _checked(self, record: T, name: str) -> T | CellError:
        numbers: dict[str, float] = {}
        for known, details in self.fields.items():
            number = details.accepts.read(getattr(record, known), f"{name} {known}")
            if isinstance(number, CellError):
                return number
            numbers[known] = number
        return self.make(**numbers)

    def is_label_range(self, cells: NDArray[Any]) -> bool:
        """Whether a range is one record: it has two columns, the first with a known label.

        Numbers beside texts that name nothing are meant as a record too, and its message helps.
        """
        if cells.ndim != 2 or cells.shape[1] != 2:
            return False
        rows = [(name_key(label), cell) for label, cell in cells if isinstance(label, str)]
        if any(key in self.labels for key, _ in rows):
            return True
        names = self.by_key()
        return len(rows) == len(cells) and all(
            key and key not in names and isinstance(cell, float | int) for key, cell in rows
        )

    def read_label_range(self, cells: NDArray[Any], name: str) -> T | CellError:
        """The record in a label range.

        A value of a field's own counts before what a source names, and that before the fields of
        the record that the range names, or of the default one.
        """
        for cell in cells.flat:
            if error := passed_on(cell):
                return error
        values = self._read_rows(cells, name)
        if isinstance(values, CellError):
            return values
        base = values.pop(self.noun, None) or next(iter(self.loaded().values()))
        sources = {source: values.pop(source) for source in self.sources if source in values}
        try:
            derived = self.derive(sources, values)
        except XlplannerError as error:
            return CellError(error.status, error.code, f"{name}: {error}")
        return self.make(**{f: getattr(base, f) for f in self.fields} | derived | values)

    def _read_rows(self, cells: NDArray[Any], name: str) -> dict[str, Any] | CellError:
        """What a label range holds, by field and source; the named record by the noun."""
        remarks = {name_key(remark) for remark in (*self.remarks, *self.reported)}
        values: dict[str, Any] = {}
        for label, cell in cells:
            if is_blank(cell) or (isinstance(label, str) and name_key(label) in remarks):
                continue
            if is_blank(label):
                return cell_error(Status.VALUE, f"{name} gives {shown(cell)} without a label")
            known = self.labels.get(name_key(str(label)))
            if known is None:
                return self._unknown_label(str(label), name)
            if known in values:
                return cell_error(Status.VALUE, f"{name} gives {label_of(known)} twice")
            value = self._read_value(known, cell, name)
            if isinstance(value, CellError):
                return value
            values[known] = value
        return values

    def _read_value(self, known: str, cell: object, name: str) -> object:
        """The value of a field, a source or the noun, or what is wrong with it."""
        if known == self.noun:
            return self.read(cell, name)
        accepts = self.sources[known] if known in self.sources else self.fields[known].accepts
        return accepts.read(cell, f"{name} {label_of(known)}")

    def _unknown_label(self, label: str, name: str) -> CellError:
        known = [self.noun, *map(label_of, (*self.sources, *self.fields))]
        from difflib import get_close_matches

        as_typed = {name.lower(): name for name in known}
        near = get_close_matches(label.lower().replace("_", " "), as_typed, n=1)
        hint = f"did you mean {as_typed[near[0]]}?" if near else f"known are {', '.join(known[1:])}"
        return cell_error(Status.VALUE, f"{name} has no field {shown(label)}; {hint}")

    def label_range(self, record: T) -> list[list[str | float]]:
        """A record as a label range, with its name and its source if it is one of the data."""
        numbers = self._numbers(record)
        figures = zip(self.titles, numbers.values(), strict=True)
        rows: list[list[str | float]] = [[title, number] for title, number in figures]
        name = self.name_of(record)
        if name is None:
            return rows
        remarks = ([label_of(r), getattr(self.named()[name], r)] for r in self.remarks)
        return [[self.noun, name], *rows, *(row for row in remarks if row[1] is not None)]

    def name_of(self, record: T) -> str | None:
        """The name of the record of the data with the same numbers, if there is one."""
        numbers = self._numbers(record)
        same = (name for name, known in self.named().items() if self._numbers(known) == numbers)
        return next(same, None)

    def _numbers(self, record: T) -> dict[str, float]:
        return {name: getattr(record, name) for name in self.fields}

    @cached_property
    def titles(self) -> tuple[str, ...]:
        """The labels of the fields, with their units."""
        units = {name: field.unit for name, field in self.fields.items()}
        return tuple(
            label_of(name, None if unit in UNITS_OF_SYMBOLS else unit)
            for name, unit in units.items()
        )


def _digits(cell: object) -> str:
    """The digits of a whole number, such as the alias 4090 of a GPU; no text of anything else."""
    number = to_float(cell)
    return f"{number:.0f}" if number is not None and number >= 0 and number.is_integer() else ""


def _some(names: list[str]) -> str:
    """The first of many names."""
    return ", ".join(names[:SHOWN_NAMES]) + (", …" if len(names) > SHOWN_NAMES else "")
