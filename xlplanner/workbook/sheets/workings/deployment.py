"""The deployment in use: the user's own figures first, then the lists', then a named one's."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeAlias

from xlplanner.core.constants import KV_PARAMS
from xlplanner.core.hardware import decode_mfu, speculative_speedup
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
from xlplanner.expressions.tree import Expression, Literal, Reference, lift, on_symbols
from xlplanner.functions.records import DEPLOYMENT_KIND, UNKNOWN_BANDWIDTH
from xlplanner.units import Unit, label_of
from xlplanner.workbook.cells import DeploymentCells
from xlplanner.workbook.inputs import FIGURES, PRECISION
from xlplanner.workbook.plan import Plan
from xlplanner.workbook.sheets.deployments import UNIT_COSTS, Deployments
from xlplanner.workbook.sheets.facts import Gpus, Mfus, Requests
from xlplanner.workbook.sheets.lists import Lists
from xlplanner.workbook.sheets.offers import Offers
from xlplanner.workbook.sheets.workings.column import PlanColumn

InputCells: TypeAlias = Mapping[str, Expression]
# A narrower format is worth computing in where it is no slower.
WIDE = "BF16"
COSTS = {
    "tokens_per_request": "Tokens per request",
    "token_cost": "Training cost per param and token",
    "request_cost": "Serving cost per param and request",
    "fine_tuning_demand": "Fine-tuning as pre-training tokens",
}
OUTPUT_MFU = "output_mfu"


def write_deployment(plan: Plan, inputs: InputCells, column: PlanColumn) -> DeploymentCells:
    """Write the figures in use with those they come from; returns them."""
    figures = DEPLOYMENT_KIND.fields
    column.section("From the deployment by name")
    row = plan[Deployments].lookup.row(inputs["deployment"], figures)
    named = {n: column.put(label_of(n), row[n], field.unit) for n, field in figures.items()}
    column.section("From the lists; empty where nothing is chosen")
    listed: dict[str, Expression] = {}
    for name, find in FROM_LISTS.items():
        choice, figure = find(plan, inputs)
        shown = if_(is_blank(choice), "", figure)
        listed[name] = column.put(label_of(name), shown, figures[name].unit)
    bits = plan[Lists].bits_of(inputs["inference_precision"])
    bits = column.put("Bits a parameter is served in", bits, Unit.BITS)
    roofline = column.put("Output MFU by the roofline", _roofline(inputs, named, listed, bits),
                          Unit.FRACTION)  # fmt: skip
    speedup = column.put("Speed-up by drafting", _speedup(inputs), Unit.TIMES)

    column.section("The deployment in use")
    first, record = column.row, DeploymentCells({})
    for name, field in figures.items():
        used: Expression = named[name]
        if name in listed:
            used = if_(is_blank(listed[name]), used, listed[name])
        if name == OUTPUT_MFU:
            used = if_(is_blank(roofline), used, roofline)
        if name in FIGURES:
            own = inputs[name]
            used = if_(is_blank(own), used, own)
        if name == OUTPUT_MFU:
            used = used * speedup
        record.cells[name] = column.put(label_of(name), used, field.unit)
    if column.labelled:
        cells = list(record.cells.values())
        area = column.area(first, list(map(label_of, figures)), cells)
        record.reference = column.sheet.name_area("deployment_in_use", area)
    record.cells |= {"drafting": speedup, "bits": bits}
    rate = column.put("Training rate", record.training_rate, Unit.OPS_PER_HOUR)
    record.cells["training_rate"] = rate
    for name, unit in UNIT_COSTS.items():
        record.cells[name] = column.put(COSTS[name], getattr(record, name), unit)
    return record


def _roofline(
    inputs: InputCells, named: InputCells, listed: InputCells, bits: Expression
) -> Expression:
    """The share that is reached of the roofline's MFU at 8B parameters; empty without a batch."""

    def used(name: str) -> Expression:
        figure = if_(is_blank(listed[name]), named[name], listed[name])
        return figure if name not in FIGURES else _or(inputs[name], figure)

    limit = on_symbols(
        decode_mfu,
        lift(KV_PARAMS),
        used("inference_peak"),
        known_bandwidth(used("inference_bandwidth")),
        inputs["batch"],
        inputs["context"],
        bits,
        inputs["kv_bytes"],
    )
    return if_(is_blank(inputs["batch"]), "", limit * inputs["roofline_efficiency"])


def known_bandwidth(bandwidth: Expression) -> Expression:
    """A bandwidth; #N/A where it is not known."""
    return if_(below(UNKNOWN_BANDWIDTH, bandwidth), bandwidth, not_available())


def _or(own: Expression, otherwise: Expression) -> Expression:
    return if_(is_blank(own), otherwise, own)


def _speedup(inputs: InputCells) -> Expression:
    """How much faster drafting makes generation; 1 without."""
    accepted = inputs["acceptance"]
    gain = on_symbols(speculative_speedup, accepted, inputs["draft_tokens"], inputs["draft_cost"])
    return if_(is_blank(accepted), 1, gain)


# Facts by name ----------------------------------------------------------------------------------


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


def worthwhile(plan: Plan, gpu: Expression, precision: Expression) -> Expression:
    """Whether a format is not narrow and slow; see `working_peak` of reference.market."""
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


def _gpu_price(plan: Plan, inputs: InputCells, use: str) -> Listed:
    gpu = inputs[f"{use}_gpu"]
    return gpu, price(plan, gpu, inputs["provider"])


def _gpu_peak(plan: Plan, inputs: InputCells, use: str) -> Listed:
    gpu, precision = inputs[f"{use}_gpu"], inputs[f"{use}_precision"]
    listed = peak(plan, gpu, precision)
    return gpu, if_(worthwhile(plan, gpu, precision), listed, not_available())


def _gpu_bandwidth(plan: Plan, inputs: InputCells, use: str) -> Listed:
    gpu = inputs[f"{use}_gpu"]
    return gpu, bandwidth(plan, gpu)


def _mfu_like(plan: Plan, inputs: InputCells, use: str) -> Listed:
    name = inputs[f"{use}_mfu_like"]
    phase = "training" if use == "training" else "inference"
    return name, mfu(plan, name, inputs[f"{phase}_precision"])


def _mix_tokens(plan: Plan, inputs: InputCells, use: str) -> Listed:
    mix = inputs["request_mix"]
    return mix, mix_tokens(plan, mix, f"{use}_tokens")


# The figures that a list can give: by field, the input that picks from it, and the figure.
FROM_LISTS: dict[str, Callable[[Plan, InputCells], Listed]] = {
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
