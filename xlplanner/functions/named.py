"""What an argument takes by name: records of the data, or a range of labels and values."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np

from xlplanner.errors import Status, XlplannerError
from xlplanner.functions.accepts import Number
from xlplanner.functions.cell_errors import CellError, cell_error, passed_on
from xlplanner.functions.numbers import is_blank, shown, to_float
from xlplanner.reference.folders import derived_from
from xlplanner.reference.names import name_key
from xlplanner.units import Unit

SHOWN_NAMES, SHOWN_NEAR = 12, 4


class Field(NamedTuple):
    """One field of a record: its bounds, its unit, what it is and what else it is called."""

    accepts: Number
    unit: Unit
    help: str
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Named:
    """An argument that takes the name of a record in the data.

    Attributes
    ----------
    noun : str
        What a record is called in messages.
    load : callable
        Returns the records by name; for a kind with a default, it is the first.
    aliases : callable
        Returns other names of a record.
    """

    noun: str
    load: Callable[[], Mapping[str, Any]]
    aliases: Callable[[Any], tuple[str, ...]] = field(default=lambda record: (), kw_only=True)

    @cached_property
    def named(self) -> Callable[[], Mapping[str, Any]]:
        """A loader of the records by simplified name."""
        return derived_from(self.load, self._simplified)

    def _simplified(self, records: Mapping[str, Any]) -> Mapping[str, Any]:
        other = ((alias, r) for r in records.values() for alias in self.aliases(r))
        return {name_key(name): record for name, record in (*other, *records.items())}

    def limits(self) -> str:
        """What the argument takes, in words."""
        return f"the name of a {self.noun}"

    def read(self, cell: Any, name: str) -> Any:
        """The record that a cell names, or what is wrong with the cell."""
        if not isinstance(cell, str):
            return cell_error(Status.VALUE, f"{name} must be {self.limits()}; got {shown(cell)}")
        record = self.named().get(name_key(cell))
        return self._unknown(cell, name) if record is None else record

    def _unknown(self, cell: str, name: str) -> CellError:
        known = {known.lower(): known for known in self.load()}
        # Names with the text in them come before names that look like it.
        holding = [name for lower, name in known.items() if name_key(cell) in name_key(lower)]
        near = holding or [known[word] for word in get_close_matches(cell.lower(), known, n=3)]
        if near and name_key(cell):
            hint = f"did you mean {' or '.join(near[:SHOWN_NEAR])}?"
        else:
            hint = f"known are {_some(list(known.values()))}"
        return cell_error(
            Status.UNKNOWN, f"{name} {shown(cell)} is not a known {self.noun}; {hint}"
        )


@dataclass(frozen=True)
class RecordKind(Named):
    """An argument that takes a record by its name, or as a table of labels and values.

    Attributes
    ----------
    make : callable
        Builds the record from its fields.
    fields : mapping
        The fields by name.
    remarks : tuple of str
        Labels that a table may carry besides, such as a source; they are passed over.
    sources : mapping
        Labels that name where fields come from, such as a GPU, and what each takes.
    derive : callable
        From what the sources name, and the names of the fields given outright, to other fields.
    """

    make: Callable[..., Any] = field(kw_only=True)
    fields: Mapping[str, Field] = field(kw_only=True)
    remarks: tuple[str, ...] = field(default=(), kw_only=True)
    sources: Mapping[str, Any] = field(default_factory=dict, kw_only=True)
    derive: Callable[[dict[str, Any], Iterable[str]], dict[str, float]] = field(
        default=lambda told, given: {}, kw_only=True
    )

    @cached_property
    def labels(self) -> Mapping[str, str]:
        """Field names by simplified label."""
        return {name_key(label): name for label, name in self._labels()}

    def _labels(self) -> Iterator[tuple[str, str]]:
        for name, details in self.fields.items():
            yield from ((label, name) for label in (name, *details.aliases))
        yield from ((name, name) for name in self.sources)

    def limits(self) -> str:
        """What the argument takes, in words."""
        return f"the name of a {self.noun} or a two-column range of labels and values"

    def read(self, cell: Any, name: str) -> Any:
        """The record that a cell names or is, or what is wrong with the cell."""
        if isinstance(cell, self.make):  # type: ignore[arg-type]
            return self._checked(cell, name)
        return super().read(cell, name)

    def is_table(self, cells: np.ndarray[Any, Any]) -> bool:
        """Whether a range is one record written as labels and values: it has numbers or labels."""
        if cells.ndim != 2 or cells.shape[1] != 2:
            return False
        labelled = any(isinstance(label, str) and self._known(label) for label in cells[:, 0])
        return labelled or any(to_float(cell) is not None for cell in cells[:, 1])

    def _known(self, label: str) -> bool:
        return name_key(label) in self.labels or name_key(label) == self.noun

    def read_table(self, cells: np.ndarray[Any, Any], name: str) -> Any:
        """The record in a two-column range.

        What a row gives outright counts before what a source names, and that before the fields of
        the record that the table names, or of the default one.
        """
        for cell in cells.flat:
            if found := passed_on(cell):
                return found
        base = next(iter(self.load().values()))
        remarks = {name_key(remark) for remark in self.remarks}
        given: dict[str, Any] = {}
        for label, cell in cells:
            if is_blank(cell) or (isinstance(label, str) and name_key(label) in remarks):
                continue
            if is_blank(label):
                return cell_error(Status.VALUE, f"{name} gives {shown(cell)} without a label")
            read = self._read_row(str(label), cell, name, given)
            if isinstance(read, CellError):
                return read
        base = given.pop(self.noun, base)
        told = {source: given.pop(source) for source in self.sources if source in given}
        try:
            derived = self.derive(told, given)
        except XlplannerError as error:
            return CellError(error.status, error.code, f"{name}: {error}")
        fields = {f: getattr(base, f) for f in self.fields}
        return self.make(**fields | derived | {f: float(value) for f, value in given.items()})

    def _read_row(self, label: str, cell: Any, name: str, given: dict[str, Any]) -> Any:
        """Read a row into the fields and sources given; a record's name, or a CellError."""
        known = self.noun if name_key(label) == self.noun else self.labels.get(name_key(label))
        if known is None:
            labels = [self.noun, *self.sources, *self.fields]
            near = get_close_matches(label.lower().replace(" ", "_"), labels, n=1)
            hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(labels[1:])}"
            return cell_error(Status.VALUE, f"{name} has no field {shown(label)}; {hint}")
        if known in given:
            return cell_error(Status.VALUE, f"{name} gives {known} twice")
        if known == self.noun:
            value = self.read(cell, name)
        elif known in self.sources:
            value = self.sources[known].read(cell, f"{name} {known}")
        else:
            value = self.fields[known].accepts.read(cell, f"{name} {known}")
        if not isinstance(value, CellError):
            given[known] = value
        return value

    def _checked(self, record: Any, name: str) -> Any:
        fields: dict[str, float] = {}
        for known, details in self.fields.items():
            value = details.accepts.read(getattr(record, known), f"{name} {known}")
            if isinstance(value, CellError):
                return value
            fields[known] = float(value)
        return self.make(**fields)


def _some(names: list[str]) -> str:
    """The first of many names."""
    return ", ".join(names[:SHOWN_NAMES]) + (", …" if len(names) > SHOWN_NAMES else "")
