"""The rows of the planner's results: each a formula on the cells of a design."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

from xlplanner.core.constants import PRICED_REQUESTS, SAME_LOSS
from xlplanner.expressions.operations import at_most, below, if_, is_blank
from xlplanner.expressions.tree import Expression
from xlplanner.units import Unit
from xlplanner.workbook.cells import DeploymentCells, GpuCells, LawCells, ModelCells
from xlplanner.workbook.editions import Edition

NONE, NEVER = "–", "never"
DESIGNS = ("Chinchilla", "Compute-optimal", "Cost-optimal", "Your own model")
CHINCHILLA, COMPUTE, CHEAPEST, OWN = range(len(DESIGNS))
# Within a sentence.
DESIGNS_IN_TEXT = ("Chinchilla", *(name.lower() for name in DESIGNS[1:]))


@dataclass
class Design:
    """A design being written: what it rests on, and its results so far by their keys.

    Attributes
    ----------
    model : ModelCells
        Its parameters and tokens as formulas.
    base : Design or None
        The Chinchilla design it is compared with; None for that one itself.
    own : bool
        Whether it is the user's own, which may miss the quality.
    """

    model: ModelCells
    law: LawCells
    deployment: DeploymentCells
    target: Expression
    requests: Expression
    inf_tokens: Expression
    gpus: Expression
    gpu: GpuCells
    bits: Expression
    base: Design | None = None
    own: bool = False
    results: dict[str, Expression] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Expression:
        results: dict[str, Expression] = self.__dict__.get("results", {})
        if name not in results:
            raise AttributeError(name)
        return results[name]


class Result(NamedTuple):
    """A row of the results: its key, title, unit and formula."""

    key: str
    title: str
    unit: Unit
    formula: Callable[[Design, Edition], Expression | str]


RESULTS = (
    Result("params", "Parameters", Unit.PARAMS, lambda d, _: d.model.params),
    Result("tokens", "Training tokens", Unit.TOKENS, lambda d, _: d.model.tokens),
    Result("ratio", "Tokens per parameter", Unit.TOKENS_PER_PARAM,
           lambda d, _: d.tokens / d.params),
    Result("loss", "Loss reached", Unit.LOSS,
           lambda d, e: e.call("LAW_LOSS", d.params, d.tokens, d.law)),
    Result("train_flops", "Training FLOPs", Unit.FLOPS,
           lambda d, e: e.call("TRAIN_FLOPS", d.params, d.tokens)),
    Result("inf_flops", "Inference FLOPs", Unit.FLOPS,
           lambda d, e: e.call("INF_FLOPS", d.params, d.inf_tokens)),
    Result("flops", "Total FLOPs", Unit.FLOPS, lambda d, _: d.train_flops + d.inf_flops),
    Result("flops_saved", "FLOP saving against Chinchilla", Unit.FRACTION,
           lambda d, _: _compared(d, lambda base: 1 - d.flops / base.flops)),
    Result("train_cost", "Training cost", Unit.USD,
           lambda d, e: e.call("TRAIN_COST", d.params, d.tokens, d.deployment)),
    Result("inf_cost", "Inference cost", Unit.USD,
           lambda d, e: e.call("INF_COST", d.params, d.requests, d.deployment)),
    Result("cost", "Total cost", Unit.USD, lambda d, _: d.train_cost + d.inf_cost),
    Result("saved", "Cost saving against Chinchilla", Unit.USD,
           lambda d, _: _compared(d, lambda base: base.cost - d.cost)),
    Result("saving", "Cost saving against Chinchilla", Unit.FRACTION,
           lambda d, _: _compared(d, lambda base: 1 - d.cost / base.cost)),
    Result("break_even", "Break-even demand against Chinchilla", Unit.REQUESTS,
           lambda d, e: NONE if d.base is None else _compared(d, lambda b: _break_even(d, b, e))),
    Result("gpu_hours", "GPU-hours of training", Unit.GPU_HOURS,
           lambda d, e: e.call("GPU_HOURS", d.params, d.tokens, d.deployment)),
    Result("days", "Calendar days of training", Unit.DAYS,
           lambda d, e: e.call("TRAIN_DAYS", d.params, d.tokens, d.gpus, d.deployment)),
    Result("kreq", "Serving cost per 1,000 requests", Unit.USD_PER_KREQ,
           lambda d, e: e.call("INF_COST", d.params, PRICED_REQUESTS, d.deployment)),
    Result("mtok", "Serving cost per million tokens", Unit.USD_PER_MTOK,
           lambda d, e: e.call("COST_PER_MTOK", d.params, d.deployment)),
    Result("all_in", "All-in cost per 1,000 requests", Unit.USD_PER_KREQ,
           lambda d, _: if_(below(0, d.requests), d.cost / d.requests * PRICED_REQUESTS, NONE)),
    Result("memory", "Weight memory", Unit.GB,
           lambda d, e: e.call("MODEL_MEMORY", d.params, d.bits)),
    Result("to_fit", "GPUs per copy of the model, weights only", Unit.GPUS,
           lambda d, e: if_(is_blank(d.gpu.reference), NONE,
                            e.call("GPUS_TO_FIT", d.params, d.gpu, d.bits))),
)  # fmt: skip
# What to look at first.
HEADLINES = {"params", "tokens", "cost", "saving"}


def _compared(d: Design, compare: Callable[[Design], Expression]) -> Expression:
    """A comparison with Chinchilla's design, unless a model of one's own misses the quality."""
    compared = compare(d.base or d)
    return if_(at_most(d.loss, d.target + SAME_LOSS), compared, NONE) if d.own else compared


def _break_even(d: Design, base: Design, edition: Edition) -> Expression:
    """Requests from which a design costs less than Chinchilla's."""
    demand = edition.call("BREAK_EVEN", d.params, d.tokens, base.params, base.tokens, d.deployment)
    return if_(below(d.params, base.params), demand, NEVER)
