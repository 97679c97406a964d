"""What the numbers of a law or deployment are; each field says so where it is declared."""

from __future__ import annotations

from dataclasses import fields
from typing import NamedTuple

from xlplanner.units import Unit

KEY = "described"


class Quantity(NamedTuple):
    """A kind of number: its unit, and the lowest and highest value that is accepted."""

    unit: Unit
    low: float
    high: float


class Described(NamedTuple):
    """A field of a dataclass: the kind of number it holds, what it is and its other names.

    `in_costs` is False for a field that no cost of training and inference depends on.
    """

    quantity: Quantity
    meaning: str
    aliases: tuple[str, ...] = ()
    in_costs: bool = True


def described(
    meaning: str, quantity: Quantity, *aliases: str, in_costs: bool = True
) -> dict[str, Described]:
    """Metadata of a dataclass field that holds a number."""
    return {KEY: Described(quantity, meaning, aliases, in_costs)}


def described_fields(kind: type) -> dict[str, Described]:
    """The fields of a dataclass that are described, by name."""
    return {item.name: item.metadata[KEY] for item in fields(kind) if KEY in item.metadata}
