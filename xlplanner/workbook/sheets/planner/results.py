"""The rows of the planner's results: each a formula on the cells of a design."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np

from xlplanner.core.constants import (
    DAYS_PER_MONTH,
    HOURS_PER_DAY,
    LEAST_SAVING,
    PRICED_REQUESTS,
    SAME_LOSS,
    SAME_SIZE,
    TOKENS_PER_MTOK,
)
from xlplanner.core.hardware import decode_speed, energy, gpus_to_fit
from xlplanner.core.own_or_api import api_price
from xlplanner.expressions.operations import (
    at_most,
    below,
    both,
    equals,
    if_,
    is_blank,
    is_number,
)
from xlplanner.expressions.tree import Expression, on_symbols
from xlplanner.units import Unit
from xlplanner.workbook.cells import GpuCells, ModelCells
from xlplanner.workbook.editions import Edition
from xlplanner.workbook.sheets.planner.inputs import (
    API,
    COMPUTE_OPTIMAL,
    OPEN_WEIGHTS,
    OWN_MODEL,
    RELEASED,
)
from xlplanner.workbook.sheets.planner.inputs import (
    CHINCHILLA as CHINCHILLA_NAME,
)
from xlplanner.workbook.sheets.workings.plan import SolvedPlan

NONE, NEVER = "–", "never"
EQUAL, BETTER, NOT_COMPARABLE, AS_STATED = "equal", "better", "not comparable", "not known"
DESIGNS = (
    "Cost-optimal",
    CHINCHILLA_NAME,
    COMPUTE_OPTIMAL,
    OWN_MODEL,
    RELEASED,
    OPEN_WEIGHTS,
    API,
)
CHEAPEST, CHINCHILLA, COMPUTE, OWN, TRAINED_ANEW, OPEN, CALLED = range(len(DESIGNS))
# Within a sentence.
DESIGNS_IN_TEXT = (
    "cost-optimal",
    "Chinchilla",
    "compute-optimal",
    "your own model",
    "the released model",
    "serving the open weights",
    "using the API",
)
# Of equal quality whatever the inputs are.
OPTIMA = (CHEAPEST, CHINCHILLA, COMPUTE)


@dataclass
class Design:
    """A design being written: what it rests on, and its results so far by their keys.

    Attributes
    ----------
    number : int
        Its place among `DESIGNS`.
    model : ModelCells or None
        Its parameters and tokens as formulas; None for an API.
    plan : SolvedPlan
        The plan in force.
    base : callable
        From the key of a result to that of the design compared with.
    """

    number: int
    model: ModelCells | None
    plan: SolvedPlan
    gpu: GpuCells
    powers: dict[str, Expression]
    base: Callable[[str], Expression]
    results: dict[str, Expression] = field(default_factory=dict)

    def __getattr__(self, name: str) -> Expression:
        results: dict[str, Expression] = self.__dict__.get("results", {})
        if name not in results:
            raise AttributeError(name)
        return results[name]

    @property
    def trained(self) -> bool:
        """Whether its training is paid for."""
        return self.model is not None and self.number != OPEN


Formula = Callable[[Design, Edition], "Expression | str"]


class Result(NamedTuple):
    """A row of the results: its key, title, unit and formula.

    `section` is the heading that it begins, if it begins one.
    """

    key: str
    title: str
    unit: Unit
    formula: Formula
    section: str = ""


def _of_model(formula: Formula) -> Formula:
    """Of a model alone: an API has none that is known."""
    return lambda d, e: NONE if d.model is None else formula(d, e)


def _of_training(formula: Formula) -> Formula:
    """Of a model that is trained."""
    return lambda d, e: formula(d, e) if d.trained else NONE


def _train_cost(d: Design, e: Edition) -> Expression | str:
    if not d.trained:
        return NONE
    return e.call("TRAIN_COST", d.params, d.tokens, d.plan.deployment)


def _inf_cost(d: Design, e: Edition) -> Expression:
    if d.model is None:
        inputs = d.plan.inputs
        # Prices of an API are not those of GPUs, and do not fall with them.
        known = if_(is_blank(inputs["api_input"]), False, is_number(inputs["api_output"]))
        return if_(known, d.plan.requests * _api_price(d), NONE)
    return e.call("INF_COST", d.params, d.plan.priced, d.plan.deployment)


def _fixed(d: Design, _: Edition) -> Expression | str:
    if d.model is None:
        return NONE
    return d.plan.fixed.trained if d.trained else d.plan.fixed.served


def _contingency(d: Design, _: Edition) -> Expression | str:
    if d.model is None:
        return NONE
    return (_paid_once(d) + d.inf_cost) * d.plan.fixed.contingency


def _paid_once(d: Design) -> Expression:
    """What does not grow with demand, without contingency."""
    return d.train_cost + d.fixed_cost if d.trained else d.fixed_cost


def _cost(d: Design, _: Edition) -> Expression:
    return d.inf_cost if d.model is None else _paid_once(d) + d.inf_cost + d.contingency


def _outlay(d: Design, _: Edition) -> Expression | str:
    """What is paid whatever the demand, contingency included."""
    if d.model is None:
        return if_(is_number(d.cost), 0, NONE)
    return _paid_once(d) * (1 + d.plan.fixed.contingency)


def _of_a_request(d: Design, e: Edition) -> Expression:
    """What 1,000 requests cost at the prices of their months, contingency included."""
    if d.model is None:
        return if_(is_number(d.cost), PRICED_REQUESTS * _api_price(d), NONE)
    months = d.plan.months
    today = e.call("INF_COST", d.params, PRICED_REQUESTS, d.plan.deployment)
    return today * (months.priced / months.running) * (1 + d.plan.fixed.contingency)


def _api_price(d: Design) -> Expression:
    inputs = d.plan.inputs
    return on_symbols(api_price, inputs["api_input"], inputs["api_output"], d.plan.deployment)


def _compared(
    d: Design, formula: Callable[[Callable[[str], Expression]], Expression]
) -> Expression:
    """A comparison, if neither design misses the quality."""
    both_reach = if_(is_comparable(d.quality), is_comparable(d.base("quality")), False)
    known = if_(is_number(d.cost), is_number(d.base("cost")), False)
    return if_(known, if_(both_reach, formula(d.base), NONE), NONE)


def _less(cost: Expression, base: Expression) -> Expression:
    """By how much a cost is less; nothing where the share is too small to be shown."""
    return _shown(base - cost, base, base - cost)


def _shown(less: Expression, base: Expression, saving: Expression) -> Expression:
    """A saving; 0 where it is too small a share."""
    apart = on_symbols(np.absolute, less)
    return if_(at_most(apart, base * LEAST_SAVING), 0, saving)


def _share_saved(own: Expression, base: Expression) -> Expression:
    """By which share something is less, if what it is compared with is more than nothing."""
    some = if_(is_number(base), below(0, base), False)
    return if_(some, _shown(base - own, base, 1 - own / base), NONE)


def _each(d: Design, count: Expression, dollars: Callable[[], Expression]) -> Expression:
    """Dollars of each request or token, if there are any and the cost is known."""
    return if_(is_number(d.cost), if_(below(0, count), dollars() / count, NONE), NONE)


def is_comparable(quality: Expression) -> Expression:
    """Whether a design is not of lower quality."""
    return if_(equals(quality, NOT_COMPARABLE), False, True)


def _break_even(d: Design, _: Edition) -> Expression:
    """Requests from which a design costs less than the one compared with."""

    def demand(base: Callable[[str], Expression]) -> Expression:
        more = d.outlay - base("outlay")
        less = base("per_request") - d.per_request
        return if_(below(0, less), on_symbols(np.maximum, more / less * PRICED_REQUESTS, 0), NEVER)

    return _compared(d, demand)


def _quality(d: Design, _: Edition) -> Expression | str:
    if d.model is None:
        return AS_STATED
    missed = on_symbols(np.absolute, d.loss - d.plan.loss)
    return if_(
        at_most(missed, SAME_LOSS), EQUAL, if_(below(d.loss, d.plan.loss), BETTER, NOT_COMPARABLE)
    )


def _inf_hours(d: Design) -> Expression:
    """GPU-hours of inference, idle ones included."""
    deployment = d.plan.deployment
    hours = deployment.request_cost / deployment.inference_hour
    return d.params * d.plan.requests * hours


def _energy(d: Design, _: Edition) -> Expression:
    pue = d.plan.inputs["pue"]
    inference = on_symbols(energy, _inf_hours(d), d.powers["inference"], pue)
    if not d.trained:
        return inference
    return on_symbols(energy, d.gpu_hours, d.powers["training"], pue) + inference


def mean_fleet(d: Design) -> Expression:
    """GPUs of inference at full demand, in parts of one too."""
    return _inf_hours(d) / d.plan.months.running / DAYS_PER_MONTH / HOURS_PER_DAY


def _fleet(d: Design, _: Edition) -> Expression:
    return on_symbols(np.ceil, mean_fleet(d))


def _speed(d: Design, _: Edition) -> Expression:
    inputs, deployment = d.plan.inputs, d.plan.deployment
    batch = inputs["batch"]

    def one(*args: object) -> object:
        speed: Callable[..., tuple[object, object]] = decode_speed
        return speed(*args)[0]

    speed = on_symbols(
        one,
        d.params,
        deployment.inference_peak,
        deployment.inference_bandwidth,
        if_(is_blank(batch), 1, batch),
        inputs["context"],
        deployment.bits,
        inputs["kv_bytes"],
    )
    return if_(below(0, deployment.inference_bandwidth), speed * deployment.drafting, NONE)


def _meets(d: Design, _: Edition) -> Expression | str:
    """Whether it keeps the limits."""
    limits = d.plan.limits
    if not d.trained:
        return at_most(d.params, limits.max_params)
    pairs = zip((d.params, d.tokens, d.params * d.tokens), limits, strict=True)
    return both(*(at_most(size, limit + limit * SAME_SIZE) for size, limit in pairs))


def _yes(formula: Formula) -> Formula:
    def words(d: Design, e: Edition) -> Expression:
        return if_(formula(d, e), "yes", "no")

    return words


RESULTS = (
    Result("params", "Parameters", Unit.PARAMS, _of_model(lambda d, _: d.model.params)),  # type: ignore[union-attr]
    Result("tokens", "Training tokens", Unit.TOKENS, _of_model(lambda d, _: d.model.tokens)),  # type: ignore[union-attr]
    Result("loss", "Loss reached", Unit.LOSS,
           _of_model(lambda d, e: e.call("LAW_LOSS", d.params, d.tokens, d.plan.law))),
    Result("quality", "Quality beside the one to reach", Unit.TEXT, _quality),
    Result("as_good", "As good as a Chinchilla model of", Unit.PARAMS,
           _of_model(lambda d, e: e.call("CHINCHILLA_PARAMS", d.loss, d.plan.law))),
    Result("train_cost", "Training cost", Unit.USD, _train_cost, "Dollars over the life"),
    Result("inf_cost", "Inference cost", Unit.USD, _inf_cost),
    Result("fixed_cost", "Staff, data and storage", Unit.USD, _fixed),
    Result("contingency", "Contingency", Unit.USD, _contingency),
    Result("cost", "Total lifetime cost", Unit.USD, _cost),
    Result("outlay", "Of that, whatever the demand", Unit.USD, _outlay),
    Result("per_request", "And for each 1,000 requests", Unit.USD_PER_KREQ,
           lambda d, e: _of_a_request(d, e)),
    Result("saved", "Saving in dollars", Unit.USD,
           lambda d, _: _compared(d, lambda base: _less(d.cost, base("cost"))), "Compared"),
    Result("saving", "Saving in percent", Unit.FRACTION,
           lambda d, _: _compared(d, lambda base: _share_saved(d.cost, base("cost")))),
    Result("break_even", "Break-even demand", Unit.REQUESTS, _break_even),
    Result("all_in_mtok", "All-in cost per million tokens", Unit.USD_PER_MTOK,
           lambda d, _: _each(d, d.plan.inf_tokens, lambda: d.cost * TOKENS_PER_MTOK),
           "Prices"),
    Result("all_in", "All-in cost per 1,000 requests", Unit.USD_PER_KREQ,
           lambda d, _: _each(d, d.plan.requests, lambda: d.cost * PRICED_REQUESTS)),
    Result("mtok", "Serving cost per million tokens, today", Unit.USD_PER_MTOK,
           _of_model(lambda d, e: e.call("COST_PER_MTOK", d.params, d.plan.deployment))),
    Result("kreq", "Serving cost per 1,000 requests, today", Unit.USD_PER_KREQ,
           _of_model(lambda d, e: e.call("INF_COST", d.params, PRICED_REQUESTS,
                                         d.plan.deployment))),
    Result("gpu_hours", "GPU-hours of training", Unit.GPU_HOURS,
           _of_training(lambda d, e: e.call("GPU_HOURS", d.params, d.tokens, d.plan.deployment)),
           "Hardware"),
    Result("days", "Calendar days of training", Unit.DAYS,
           _of_training(lambda d, e: e.call("TRAIN_DAYS", d.params, d.tokens,
                                            d.plan.inputs["gpus"], d.plan.deployment))),
    Result("meets", "Keeps the limits", Unit.TEXT, _of_model(_yes(_meets))),
    Result("fleet", "Inference GPUs at full demand", Unit.GPUS, _of_model(_fleet)),
    Result("speed", "Speed of generation, one GPU, by the roofline", Unit.TOKENS_PER_SECOND,
           _of_model(_speed)),
    Result("memory", "Weight memory", Unit.GB,
           _of_model(lambda d, e: e.call("MODEL_MEMORY", d.params, d.plan.deployment.bits))),
    Result("to_fit", "GPUs per copy of the model, weights only", Unit.GPUS,
           _of_model(lambda d, e: if_(
               is_blank(d.gpu.reference), NONE,
               e.call("GPUS_TO_FIT", d.params, d.gpu, d.plan.deployment.bits,
                      native=lambda: on_symbols(gpus_to_fit, d.params, d.gpu.memory_gb,
                                                d.plan.deployment.bits))))),
    Result("energy", "Energy over the life", Unit.MWH, _of_model(_energy)),
    Result("co2", "Emissions over the life", Unit.TONNES,
           _of_model(lambda d, _: d.energy * d.plan.inputs["grid_intensity"])),
    Result("ratio", "Tokens per parameter", Unit.TOKENS_PER_PARAM,
           _of_model(lambda d, _: d.tokens / d.params), "FLOPs"),
    Result("train_flops", "Training FLOPs", Unit.FLOPS,
           _of_training(lambda d, e: e.call("TRAIN_FLOPS", d.params, d.tokens))),
    Result("inf_flops", "Inference FLOPs", Unit.FLOPS,
           _of_model(lambda d, e: e.call("INF_FLOPS", d.params, d.plan.inf_tokens))),
    Result("flops", "Total FLOPs", Unit.FLOPS,
           _of_model(lambda d, _: d.train_flops + d.inf_flops if d.trained else d.inf_flops)),
    Result("flops_saved", "FLOP saving in percent", Unit.FRACTION,
           _of_model(lambda d, _: _compared(
               d, lambda base: _share_saved(d.flops, base("flops"))))),
)  # fmt: skip
# What to look at first.
HEADLINES = {"params", "tokens", "cost", "saved", "saving"}
