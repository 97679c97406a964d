"""A loss to reach: as a number, or as that of a Chinchilla model of some size."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import overload

import numpy as np
from numpy.typing import NDArray

from xlplanner.core.law import Law, Values
from xlplanner.core.optimum import chinchilla_quality
from xlplanner.errors import Status
from xlplanner.functions.accepts import Number
from xlplanner.functions.cell_errors import CellError, late_error
from xlplanner.functions.numbers import ambiguity, shown, to_float
from xlplanner.functions.records import MODEL
from xlplanner.reference.names import name_key

LIKE = re.compile(r"\s*like\b(?P<size>.*)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Quality(Number):
    """An argument that takes a loss, or text such as "like 30B".

    That is the loss of a Chinchilla model of 30 billion parameters under the law in use, which is
    known only once the law is read. Until then the size stands as a negative number, which no
    loss is.

    Attributes
    ----------
    sizes : Number
        The bounds of the size.
    """

    sizes: Number = field(kw_only=True)

    def limits(self) -> str:
        """The bounds in words."""
        return f'{Number.limits(self)}, or text such as "like 30B"'

    def read(self, cell: object, name: str) -> float | CellError:
        """A cell's loss, less than nothing for a size, or what is wrong with the cell."""
        if not isinstance(cell, str):
            return Number.read(self, cell, name)
        like = LIKE.fullmatch(cell)
        text = like["size"].strip() if like else cell
        if to_float(text) is None:
            return late_error(Status.VALUE, lambda _: self._no_number(cell, text, name))
        if like is None:
            return Number.read(self, cell, name)
        size = self.sizes.read(text, f"{name}, the size after like,")
        return size if isinstance(size, CellError) else -size

    def _no_number(self, cell: str, text: str, name: str) -> str:
        """What is wrong with text that is no number, alone or after like."""
        if model := MODEL.by_key().get(name_key(text)):
            return (
                f"{name} takes no released model; the loss of {model.name} under a law is "
                f'LAW_LOSS(MODEL_PARAMS("{model.name}"), MODEL_TOKENS("{model.name}"))'
            )
        if text != cell:
            wanted = 'needs the size of a Chinchilla model, as "like 30B"'
            return f'{name} "like" {wanted}; got {shown(cell)}{ambiguity(text)}'
        return f"{name} must be a number, {self.limits()}; got {shown(cell)}{ambiguity(cell)}"

    @overload
    def resolve(self, loss: float, law: Law) -> float: ...

    @overload
    def resolve(self, loss: NDArray[np.float64], law: Law) -> NDArray[np.float64]: ...

    def resolve(self, loss: Values, law: Law) -> Values:
        """Losses, with those of sizes under a law."""
        if isinstance(loss, float):
            return chinchilla_quality(-loss, law) if loss < 0 else loss
        size = loss < 0
        return np.where(size, chinchilla_quality(abs(loss), law), loss) if size.any() else loss
