"""Two editions of one description: plain formulas, or calls of the catalogue's functions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeAlias

from xlplanner.core import cost
from xlplanner.core.constants import INFERENCE_FLOPS, TRAINING_FLOPS
from xlplanner.expressions import operations
from xlplanner.expressions.tree import Expression, lift, on_symbols
from xlplanner.functions.calling import call
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.workbook.cells import (
    DeploymentCells,
    LawCells,
    ModelCells,
    RecordCells,
    as_argument,
)

NATIVE, ADDIN = "native", "addin"
EDITIONS = (NATIVE, ADDIN)
# The native edition with the catalogue's functions as names, for spreadsheets that have LAMBDA.
LAMBDA = "lambda"
BUILT = (*EDITIONS, LAMBDA)
# The programs for which the add-in edition is written. They call the same functions by the same
# names, which Excel keeps behind the number of the workbook's link to the add-in.
EXCEL, CALC = "excel", "calc"
PREFIXES = {EXCEL: "[1]!", CALC: ""}
MODEL = ("PARAMS", "TOKENS")


class Solver(Protocol):
    """The sheet on which the steps of the optima stand."""

    def solve(
        self, problem: str, loss: Expression, demand: Expression, law: LawCells
    ) -> ModelCells:
        """Add a problem; returns its optimum."""


class Native:
    """Plain formulas, made by running a function's body on cells.

    Attributes
    ----------
    lambdas : bool
        Whether the workbook has the catalogue's functions as names too.
    """

    name = NATIVE
    is_linked = False

    def __init__(self, solver: Callable[[], Solver], *, lambdas: bool = False) -> None:
        self.solver, self.lambdas = solver, lambdas

    def call(
        self, name: str, *args: object, native: Callable[[], Expression] | None = None
    ) -> Expression:
        """The function's body on cells."""
        return native() if native else on_symbols(CATALOGUE[name].body, *args)

    def fewest_flops(
        self, problem: str, loss: Expression, inf_tokens: Expression, law: LawCells
    ) -> ModelCells:
        """The compute-optimal model, by a row of the engine."""
        demand = on_symbols(cost.flops_demand, inf_tokens)
        return self.solver().solve(problem, loss, demand, law)

    def cheapest(
        self,
        problem: str,
        loss: Expression,
        requests: Expression,
        deployment: DeploymentCells,
        law: LawCells,
    ) -> ModelCells:
        """The cost-optimal model, by a row of the engine."""
        demand = on_symbols(cost.cost_demand, requests, deployment)
        return self.solver().solve(problem, loss, demand, law)


class Addin:
    """Calls of the catalogue's functions, live where xlplanner is installed.

    Parameters
    ----------
    host : str
        The program that it is for, one of `PREFIXES`.
    """

    name, lambdas = ADDIN, False

    def __init__(self, host: str) -> None:
        self.host = host
        self.is_linked = bool(PREFIXES[host])

    def formula(self, name: str, arguments: Sequence[object], value: object) -> Expression:
        """A call as the host stores it, with the value that it has."""
        return operations.call(f"{PREFIXES[self.host]}{name}", arguments, value)

    def call(
        self, name: str, *args: object, native: Callable[[], Expression] | None = None
    ) -> Expression:
        """The call, with the value that it has."""
        if any(isinstance(arg, RecordCells) and arg.reference is None for arg in args):
            # Figures that stand in no range of labels and values: no function takes them.
            return on_symbols(CATALOGUE[name].body, *args)
        arguments = [lift(as_argument(arg)) for arg in args]
        values: tuple[Any, ...] = tuple(arg.value for arg in arguments)
        return self.formula(name, arguments, call(CATALOGUE[name], values).rows()[0][0])

    def fewest_flops(
        self, problem: str, loss: Expression, inf_tokens: Expression, law: LawCells
    ) -> ModelCells:
        """The compute-optimal model."""
        return ModelCells(*(self.call(f"OPT_{part}", loss, inf_tokens, law) for part in MODEL))

    def cheapest(
        self,
        problem: str,
        loss: Expression,
        requests: Expression,
        deployment: DeploymentCells,
        law: LawCells,
    ) -> ModelCells:
        """The cost-optimal model; for figures that stand in no range, through their demand."""
        if deployment.reference is None:
            # K = inf_tokens/3 makes dollars of one model FLOPs of another.
            demand = on_symbols(cost.cost_demand, requests, deployment)
            return self.fewest_flops(problem, loss, demand * TRAINING_FLOPS / INFERENCE_FLOPS, law)
        return ModelCells(
            *(self.call(f"COST_OPT_{part}", loss, requests, deployment, law) for part in MODEL)
        )


Edition: TypeAlias = Native | Addin
