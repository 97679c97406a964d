"""The cost-optimal model within limits, as steps that a sheet writes wherever it likes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from xlplanner.core import limits as core
from xlplanner.core.constants import HOURS_PER_DAY, INFERENCE_FLOPS, NO_LIMIT, TRAINING_FLOPS
from xlplanner.core.cost import cost_demand
from xlplanner.expressions.operations import below, if_, is_blank, not_available
from xlplanner.expressions.tree import Expression, Reference, on_symbols, steps
from xlplanner.units import Unit
from xlplanner.workbook.cells import DeploymentCells, LawCells, ModelCells
from xlplanner.workbook.editions import NATIVE, Edition

# Writes a figure by its label, and returns its cell.
Put = Callable[[str, object, Unit], Reference]


class Limits(NamedTuple):
    """Limits on N, D and N*D; NO_LIMIT where there is none."""

    max_params: Expression
    max_tokens: Expression
    max_product: Expression


def deadline_product(days: Expression, gpus: Expression, deployment: DeploymentCells) -> Expression:
    """Parameters times tokens that a cluster trains in so many days, all runs together."""
    hours = gpus * days * HOURS_PER_DAY
    work = TRAINING_FLOPS * deployment.training_overhead
    return if_(is_blank(days), NO_LIMIT, hours * deployment.training_rate / work)


class Optimum(NamedTuple):
    """The cost-optimal model without limits and within them, whether any is, and the best loss."""

    free: ModelCells
    best: ModelCells
    feasible: Expression
    lowest: Expression


def write_optimum(
    put: Put,
    edition: Edition,
    problem: str,
    loss: Expression,
    requests: Expression,
    limits: Limits,
    deployment: DeploymentCells,
    law: LawCells,
) -> Optimum:
    """Write the optimum of a problem in dollars."""
    free = edition.cheapest(problem, loss, requests, deployment, law)
    return _write(put, edition, loss, (requests, deployment), free, limits, law)


def write_flops_optimum(
    put: Put,
    edition: Edition,
    problem: str,
    loss: Expression,
    inf_tokens: Expression,
    limits: Limits,
    law: LawCells,
) -> Optimum:
    """Write the optimum of a problem in FLOPs."""
    free = edition.fewest_flops(problem, loss, inf_tokens, law)
    return _write(put, edition, loss, (inf_tokens, None), free, limits, law)


def _write(
    put: Put,
    edition: Edition,
    loss: Expression,
    demand: tuple[Expression, DeploymentCells | None],
    model: ModelCells,
    limits: Limits,
    law: LawCells,
) -> Optimum:
    free = ModelCells(
        put("parameters without limits", model.params, Unit.PARAMS),
        put("training tokens without limits", model.tokens, Unit.TOKENS),
    )
    lowest = put("lowest loss within the limits", on_symbols(core.lowest_loss, *limits, law),
                 Unit.LOSS)  # fmt: skip
    feasible = put("limits feasible", on_symbols(core.reaches, lowest, loss), Unit.TRUTH)
    if edition.name == NATIVE:
        within: tuple[Expression, ...] = _within(put, loss, free, limits, law)
    else:
        within = _called(edition, loss, demand, limits, law)
    params, tokens = (if_(feasible, part, not_available()) for part in within)
    best = ModelCells(
        put("parameters", params, Unit.PARAMS), put("training tokens", tokens, Unit.TOKENS)
    )
    return Optimum(free, best, feasible, lowest)


def _within(
    put: Put, loss: Expression, free: ModelCells, limits: Limits, law: LawCells
) -> tuple[Expression, Expression]:
    """The optimum moved along its curve until it keeps the limits."""
    # The core is typed for numbers.
    product, clamp = _any(core.within_product), _any(core.within_limits)
    # A loss that names the steps.
    params, tokens = product(free.params, free.tokens, loss, limits.max_product, law)
    for step in steps(params, tokens):
        symbol = core.NOTATION[step.name]
        put(f"{step.name}: {symbol.meaning}", step, symbol.unit)
    params = put("parameters within the deadline", params, Unit.PARAMS)
    tokens = put("training tokens within the deadline", tokens, Unit.TOKENS)
    params, tokens = clamp(params, tokens, loss, limits.max_params, limits.max_tokens, law)
    params = put("parameters within all limits", params, Unit.PARAMS)
    return params, on_symbols(np.minimum, tokens, limits.max_product / params)


def _called(
    edition: Edition,
    loss: Expression,
    demand: tuple[Expression, DeploymentCells | None],
    limits: Limits,
    law: LawCells,
) -> tuple[Expression, ...]:
    """The optimum within limits by the catalogue's functions."""
    amount, deployment = demand
    product = limits.max_product
    flops = if_(below(product, NO_LIMIT), product * TRAINING_FLOPS, NO_LIMIT)
    bounds = (limits.max_params, limits.max_tokens, flops)
    name: str
    arguments: tuple[object, ...]
    if deployment is None or deployment.reference is None:
        tokens = amount
        if deployment is not None:
            # K = inf_tokens/3 makes dollars of one model FLOPs of another.
            demand_in_tokens = on_symbols(cost_demand, amount, deployment)
            tokens = demand_in_tokens * TRAINING_FLOPS / INFERENCE_FLOPS
        name, arguments = "OPT_LIMITED", (loss, tokens, *bounds, law)
    else:
        name, arguments = "COST_LIMITED", (loss, amount, *bounds, deployment, law)
    return tuple(edition.call(name, *arguments, field) for field in ModelCells._fields)


def _any(formula: object) -> Any:  # noqa: ANN401 (whatever the core takes and gives)
    return formula
