"""The deployment in use: the user's own figures first, then the lists', then a named one's."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeAlias

from xlplanner.expressions.operations import (
    below,
    equals,
    if_,
    is_blank,
    is_number,
    known,
    look_up_both,
    not_available,
)
from xlplanner.expressions.tree import Expression, Literal, Reference
from xlplanner.functions.records import DEPLOYMENT_KIND, UNKNOWN_BANDWIDTH
from xlplanner.units import Unit, label_of
from xlplanner.workbook.cells import DeploymentCells
from xlplanner.workbook.inputs import FIGURES, PRECISION
from xlplanner.workbook.plan import Plan
from xlplanner.workbook.sheets.deployments import UNIT_COSTS, Deployments
from xlplanner.workbook.sheets.facts import Gpus, Mfus, Requests
from xlplanner.workbook.sheets.lists import Lists
from xlplanner.workbook.sheets.offers import Offers
from xlplanner.workbook.sheets.planner.column import FactColumn

# A narrower format is worth computing in where it is no slower.
WIDE = "BF16"
COSTS = {
    "tokens_per_request": "Tokens per request",
    "token_cost": "Training cost per param and token",
    "request_cost": "Serving cost per param and request",
    "fine_tuning_demand": "Fine-tuning as pre-training tokens",
}


def write_deployment(plan: Plan, column: FactColumn) -> DeploymentCells:
    """Write the figures in use with those they come from; returns them."""
    column.section("The deployment in use", ["in use", "from the lists", "from the deployment"])
    figures = DEPLOYMENT_KIND.fields
    named = plan[Deployments].lookup.row(plan.inputs["deployment"], figures)
    first = column.row
    record = DeploymentCells({})
    for name, field in figures.items():
        default: Expression = column.beside(2, named[name], field.unit)
        if name in FROM_LISTS:
            choice, listed = FROM_LISTS[name](plan)
            cell = column.beside(1, if_(is_blank(choice), "", listed), field.unit)
            default = if_(is_blank(choice), default, cell)
        own = plan.inputs[name] if name in FIGURES else None
        used = default if own is None else if_(is_blank(own), default, own)
        record.cells[name] = column.fact(label_of(name), used, field.unit)
    pairs = [[label_of(name), record.cells[name].value] for name in figures]
    area = column.area(first, pairs)
    record.reference = column.sheet.name_area("deployment_in_use", area)
    rate = column.fact("Training rate", record.training_rate, Unit.OPS_PER_HOUR)
    record.cells["training_rate"] = rate
    for name, unit in UNIT_COSTS.items():
        record.cells[name] = column.fact(COSTS[name], getattr(record, name), unit)
    return record


def price(plan: Plan, gpu: Expression, provider: Expression) -> Expression:
    """Price of a GPU-hour."""
    return _fact(plan, "GPU_PRICE", lambda: plan[Offers].price(gpu, provider), gpu, provider)


def peak(plan: Plan, gpu: Expression, precision: Expression) -> Expression:
    """Peak of a GPU at a precision."""

    def native() -> Expression:
        names: Reference = plan[Lists].of(PRECISION)
        lookup = plan[Gpus].lookup
        peaks = lookup.table([f"{name.lower()}_ops_per_s" for name in names.value])
        return known(look_up_both(gpu, lookup.names, precision, names, peaks))

    return _fact(plan, "GPU_PEAK", native, gpu, precision)


def worthwhile(plan: Plan, use: str) -> Expression:
    """Whether a use's format is not narrow and slow; see `working_peak` of reference.market."""
    gpu, precision = plan.inputs[f"{use}_gpu"], plan.inputs[f"{use}_precision"]
    wide, bits_of = peak(plan, gpu, Literal(WIDE)), plan[Lists].bits_of
    slower = if_(is_number(wide), below(peak(plan, gpu, precision), wide), False)
    narrow = below(bits_of(precision), bits_of(Literal(WIDE)))
    return if_(narrow, if_(slower, False, True), True)


def memory(plan: Plan, gpu: Expression) -> Expression:
    """Memory of a GPU."""
    return _fact(plan, "GPU_MEMORY", lambda: known(plan[Gpus].lookup.cell(gpu, "memory_gb")), gpu)


def bandwidth(plan: Plan, gpu: Expression) -> Expression:
    """Memory bandwidth of a GPU; 0 if it is not known."""

    def native() -> Expression:
        return known(plan[Gpus].lookup.cell(gpu, "bandwidth_tb_per_s"))

    listed = _fact(plan, "GPU_BANDWIDTH", native, gpu)
    return if_(is_number(listed), listed, UNKNOWN_BANDWIDTH)


def mfu(plan: Plan, name: Expression, precision: Expression) -> Expression:
    """A reported MFU as a share of the peak at a precision; see `mfu_at` of reference.market."""

    def native() -> Expression:
        row = plan[Mfus].lookup.row(name, ["mfu", "gpu", "precision", "peak_precision"])
        bits_of = plan[Lists].bits_of
        ratio = peak(plan, row["gpu"], row["peak_precision"]) / peak(plan, row["gpu"], precision)
        same_peak = equals(bits_of(row["peak_precision"]), bits_of(precision))
        share = if_(same_peak, row["mfu"], row["mfu"] * ratio)
        same_run = equals(bits_of(row["precision"]), bits_of(precision))
        return if_(same_run, share, not_available())

    return _fact(plan, "MFU_REF", native, name, precision)


def mix_tokens(plan: Plan, mix: Expression, field: str) -> Expression:
    """Input or output tokens of a request mix."""
    column = f"{field}_per_request"
    native = lambda: known(plan[Requests].lookup.cell(mix, column))  # noqa: E731
    return _fact(plan, "REQUEST_TOKENS", native, mix, field)


def _fact(
    plan: Plan, function: str, native: Callable[[], Expression], *arguments: object
) -> Expression:
    """A fact by name, in the edition's way."""
    return plan.edition.call(function, *arguments, native=native)


Listed: TypeAlias = tuple[Expression, Expression]


def _gpu_price(plan: Plan, use: str) -> Listed:
    gpu = plan.inputs[f"{use}_gpu"]
    return gpu, price(plan, gpu, plan.inputs["provider"])


def _gpu_peak(plan: Plan, use: str) -> Listed:
    gpu = plan.inputs[f"{use}_gpu"]
    listed = peak(plan, gpu, plan.inputs[f"{use}_precision"])
    return gpu, if_(worthwhile(plan, use), listed, not_available())


def _gpu_bandwidth(plan: Plan, use: str) -> Listed:
    gpu = plan.inputs[f"{use}_gpu"]
    return gpu, bandwidth(plan, gpu)


def _mfu_like(plan: Plan, use: str) -> Listed:
    name = plan.inputs[f"{use}_mfu_like"]
    phase = "training" if use == "training" else "inference"
    return name, mfu(plan, name, plan.inputs[f"{phase}_precision"])


def _mix_tokens(plan: Plan, use: str) -> Listed:
    mix = plan.inputs["request_mix"]
    return mix, mix_tokens(plan, mix, f"{use}_tokens")


# The figures that a list can give: by field, the input that picks from it, and the figure.
FROM_LISTS: dict[str, Callable[[Plan], Listed]] = {
    f"{use}_{figure}": partial(find, use=use)
    for figure, find, uses in (
        ("price", _gpu_price, ("training", "inference")),
        ("peak", _gpu_peak, ("training", "inference")),
        ("bandwidth", _gpu_bandwidth, ("inference",)),
        ("mfu", _mfu_like, ("training", "input", "output")),
        ("tokens", _mix_tokens, ("input", "output")),
    )
    for use in uses
}
