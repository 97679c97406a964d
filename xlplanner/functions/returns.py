"""What a function of the catalogue returns: a value, a row of fields, a table, or raw cells."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple, TypeAlias

from xlplanner.units import Unit


class Scalar(NamedTuple):
    """One value for each cell to which the arguments broadcast."""

    unit: Unit


class Row(NamedTuple):
    """A row of fields for each cell; an argument named `field` picks one of them.

    Attributes
    ----------
    fields : dict of str to Unit
        In order.
    header : bool
        Whether a row of the fields' names tops the cells.
    """

    fields: dict[str, Unit]
    header: bool = False

    @property
    def unit(self) -> Unit:
        """Each field has its own."""
        return Unit.MIXED


NO_COLUMNS: Mapping[str, Unit] = MappingProxyType({})


class Table(NamedTuple):
    """A table made from single cells or whole series: labels and values, or columns with headings.

    Attributes
    ----------
    columns : mapping of str to Unit
        In order; the body returns the rows below the headings. Without columns, the rows are
        labels and values.
    header : bool
        Whether the headings top the cells, where there are columns.
    """

    columns: Mapping[str, Unit] = NO_COLUMNS
    header: bool = True

    @property
    def unit(self) -> Unit:
        """Each cell has its own."""
        return Unit.MIXED


class Raw(NamedTuple):
    """Whatever the body makes of the cells, which it takes unread."""

    unit: Unit


Returns: TypeAlias = Scalar | Row | Table | Raw
