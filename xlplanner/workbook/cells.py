"""Laws, deployments and models in cells, as the core and the catalogue's functions take them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, NamedTuple

from xlplanner.core.cost import Deployment
from xlplanner.core.law import Law
from xlplanner.core.quantities import described_fields
from xlplanner.expressions.tree import Expression, lift, on_symbols


class ModelCells(NamedTuple):
    """Parameters and training tokens of a model."""

    params: Expression
    tokens: Expression


class RecordCells:
    """A value object of the core whose fields are cells.

    Its properties are computed from these by the core, until one gets a cell of its own.

    Attributes
    ----------
    cells : dict
        By the name of the field or property.
    reference : Expression or None
        How a function of the catalogue takes it: a name, or a range of labels and values.
    """

    kind: ClassVar[type]

    def __init__(
        self, cells: Mapping[str, Expression], reference: Expression | None = None
    ) -> None:
        self.cells, self.reference = dict(cells), reference

    def __getattr__(self, name: str) -> Expression:
        if name.startswith("__"):
            raise AttributeError(name)
        cell = self.cells.get(name)
        return on_symbols(getattr(self.kind, name).fget, self) if cell is None else cell


class LawCells(RecordCells):
    """A scaling law in cells.

    Attributes
    ----------
    halley_steps, budget_steps : int
        Enough for every law that the cells may come to hold.
    """

    kind = Law

    def __init__(
        self,
        cells: Mapping[str, Expression],
        halley_steps: int,
        budget_steps: int,
        reference: Expression | None = None,
    ) -> None:
        super().__init__(cells, reference)
        self.halley_steps, self.budget_steps = halley_steps, budget_steps

    @property
    def without_floor(self) -> LawCells:
        """The same law without its irreducible loss."""
        constants = {name: self.cells[name] for name in described_fields(Law)}
        return LawCells(constants | {"E": lift(0.0)}, self.halley_steps, self.budget_steps)


class DeploymentCells(RecordCells):
    """A deployment in cells, in full or in what follows from it for a token and a request."""

    kind = Deployment

    @property
    def without_output(self) -> DeploymentCells:
        """The same deployment with requests that ask for no output."""
        figures = {name: self.cells[name] for name in described_fields(Deployment)}
        return DeploymentCells(figures | {"output_tokens": lift(0.0)})


class GpuCells(NamedTuple):
    """A GPU in cells, as far as models are fitted into it."""

    reference: Expression
    memory_gb: Expression


def as_argument(cells: object) -> object:
    """What stands for an argument in a call of the catalogue: a record's reference, or itself."""
    return cells.reference if isinstance(cells, RecordCells | GpuCells) else cells
