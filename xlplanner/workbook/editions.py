"""Two spellings of one description: plain formulas, or calls of the catalogue's functions."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, NamedTuple, Protocol, TypeAlias

from xlplanner.core import cost
from xlplanner.core.constants import INFERENCE_FLOPS, TRAINING_FLOPS
from xlplanner.expressions.formula import Formula, lift
from xlplanner.functions.calling import call
from xlplanner.functions.catalogue import CATALOGUE

NATIVE, ADDIN = "native", "addin"
EDITIONS = (NATIVE, ADDIN)
PARTS = ("PARAMS", "TOKENS")


class Record(SimpleNamespace):
    """A law or deployment in cells.

    Attributes
    ----------
    reference : Formula or None
        How a function of the catalogue takes it: a name, or a range of labels and values.
    """

    reference: Any = None


class Solved(NamedTuple):
    """Parameters and tokens of an optimum."""

    params: Any
    tokens: Any


class Solver(Protocol):
    """The sheet that holds the steps of the optima."""

    def solve(self, problem: str, loss: Any, demand: Any, law: Any) -> Any:
        """Add a problem; returns its cells."""


class Native:
    """Plain formulas: a function's body, given cells, spells itself."""

    name = NATIVE

    def __init__(self, engine: Any) -> None:
        self.engine = engine

    def call(self, name: str, *args: Any, native: Callable[[], Formula] | None = None) -> Formula:
        """The function's body on cells."""
        formula: Formula = native() if native else CATALOGUE[name].body(*args)
        return formula

    def fewest_flops(self, what: str, loss: Any, inf_tokens: Any, law: Any) -> Solved:
        """The compute-optimal model, by a row of the engine."""
        return self._solve(what, loss, cost.flops_demand(inf_tokens), law)

    def cheapest(self, what: str, loss: Any, requests: Any, deployment: Any, law: Any) -> Solved:
        """The cost-optimal model, by a row of the engine."""
        return self._solve(what, loss, cost.cost_demand(requests, deployment), law)

    def _solve(self, what: str, loss: Any, demand: Any, law: Any) -> Solved:
        cells = self.engine.solve(what, loss, demand, law)
        return Solved(cells.params, cells.tokens)


class Addin:
    """Calls of the catalogue's functions, live where xlplanner is installed."""

    name = ADDIN
    engine = None

    def call(self, name: str, *args: Any, native: Callable[[], Formula] | None = None) -> Formula:
        """The call, with the value that it has."""
        if any(isinstance(arg, Record) and arg.reference is None for arg in args):
            # Figures that stand in no range of labels and values: no function takes them.
            plain: Formula = CATALOGUE[name].body(*args)
            return plain
        given = [arg.reference if isinstance(arg, Record) else lift(arg) for arg in args]
        value = call(CATALOGUE[name], tuple(arg.value for arg in given)).rows()[0][0]
        return Formula(f"{name}({','.join(arg.text for arg in given)})", value)

    def fewest_flops(self, what: str, loss: Any, inf_tokens: Any, law: Any) -> Solved:
        """The compute-optimal model."""
        return Solved(*(self.call(f"OPT_{part}", loss, inf_tokens, law) for part in PARTS))

    def cheapest(self, what: str, loss: Any, requests: Any, deployment: Any, law: Any) -> Solved:
        """The cost-optimal model; for figures that stand in no range, through their demand."""
        if deployment.reference is None:
            # K = inf_tokens/3 makes dollars of one model FLOPs of another.
            demand = cost.cost_demand(requests, deployment)
            tokens = demand * TRAINING_FLOPS / INFERENCE_FLOPS
            return self.fewest_flops(what, loss, tokens, law)
        return Solved(
            *(self.call(f"COST_OPT_{part}", loss, requests, deployment, law) for part in PARTS)
        )


Edition: TypeAlias = Native | Addin
