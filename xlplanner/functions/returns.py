"""What a function of the catalogue returns: a value, a row of fields, a table, or raw cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from xlplanner.errors import CatalogueError
from xlplanner.units import Unit


@dataclass(frozen=True)
class Scalar:
    """One value for each cell to which the arguments broadcast."""

    unit: Unit


@dataclass(frozen=True)
class Row:
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
    unit: ClassVar[Unit] = Unit.MIXED

    def __post_init__(self) -> None:
        if not self.fields:
            raise CatalogueError("a row needs fields")


@dataclass(frozen=True)
class Table:
    """A table of labels and values, made from single cells."""

    unit: ClassVar[Unit] = Unit.MIXED


@dataclass(frozen=True)
class Raw:
    """Whatever the body makes of the cells, which it takes unread."""

    unit: Unit


Returns: TypeAlias = Scalar | Row | Table | Raw
