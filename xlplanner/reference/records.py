"""The records that the product ships: scaling laws, deployments, GPUs, prices and other facts."""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from xlplanner.core.cost import PEAK, PRICE, REQUEST_TOKENS, Deployment
from xlplanner.core.law import Law
from xlplanner.core.quantities import described_fields
from xlplanner.errors import DataError, printable_path
from xlplanner.reference.dates import first_day
from xlplanner.reference.folders import (
    SETTING,
    read_rows,
    shown_file,
    user_file,
    user_folder,
)
from xlplanner.reference.names import name_key
from xlplanner.reference.table import (
    DATA_FOLDER,
    Row,
    between,
    column,
    date,
    fraction,
    lookup_name,
    names,
    needing,
    one_of,
    optional,
    optional_text,
    positive,
    read_table,
    status,
    text,
    whole,
    within,
)
from xlplanner.units import Unit, readable

# The number formats of operations, and the bits in which each stores a parameter.
BITS = {"FP32": 32, "TF32": 32, "BF16": 16, "FP16": 16, "INT8": 8, "FP8": 8, "FP4": 4}
PRECISIONS = tuple(BITS)
PRICE_KEY = ("gpu", "provider", "commitment", "region", "instance", "date")
PUBLIC_TEXT, VOCABULARY = "stock of public text", "vocabulary"
COMMITMENTS = (
    "on-demand",
    "community",
    "spot",
    "reserved-1y",
    "reserved-2y",
    "reserved-3y",
    "capacity-block",
    "instant-cluster",
    "marketplace",
    "list",
    # What an author reckons with, which nobody offers.
    "assumed",
)


@dataclass(frozen=True, kw_only=True, eq=False)
class Sourced:
    """A row that says where it comes from."""

    source: str = column(text)
    date: str = column(date)
    status: str = column(status)
    note: str = column(optional_text)


# eq=False: laws and deployments are compared by their numbers, wherever they come from.
@dataclass(frozen=True, kw_only=True, eq=False)
class LawRecord(Law, Sourced):
    """A scaling law with its name, the runs it was fitted on and where it comes from.

    None stands for an end of the fitted range that is not known.
    """

    id: str = column(lookup_name)
    label: str = column(text)
    fitted_on: str = column(text)
    least_fitted_params: float | None = column(optional(positive))
    most_fitted_params: float | None = column(optional(positive))
    least_fitted_tokens: float | None = column(optional(positive))
    most_fitted_tokens: float | None = column(optional(positive))

    @property
    def fitted_range(self) -> str:
        """The fitted range in words.

        >>> laws()["chinchilla"].fitted_range
        '70M to 16B parameters, 5.0B to 500B tokens'
        """
        params = _span(self.least_fitted_params, self.most_fitted_params, Unit.PARAMS)
        tokens = _span(self.least_fitted_tokens, self.most_fitted_tokens, Unit.TOKENS)
        return f"{params} parameters, {tokens} tokens"


def _span(least: float | None, most: float | None, unit: Unit) -> str:
    low, high = (end and readable(end, unit, 2) for end in (least, most))
    if low and high:
        return f"{low} to {high}"
    return f"at least {low}" if low else f"at most {high}" if high else "any number of"


@dataclass(frozen=True, kw_only=True, eq=False)
class LawDraw(Law):
    """A law as a refit to resampled runs gives it."""

    law: str = column(text)
    draw: int = column(whole)


@dataclass(frozen=True, kw_only=True, eq=False)
class GrowthExponents(Sourced):
    """How the training-only optimum grows with the budget, of a study that gives no law.

    Parameters grow as budget^params_share and tokens as budget^(1 - params_share).
    """

    id: str = column(lookup_name)
    label: str = column(text)
    params_share: float = column(fraction)


@dataclass(frozen=True, kw_only=True, eq=False)
class DeploymentRecord(Deployment, Sourced):
    """A deployment with its name and where it comes from."""

    id: str = column(lookup_name)
    label: str = column(text)


@dataclass(frozen=True, kw_only=True, eq=False)
class Gpu(Sourced):
    """One accelerator: peak dense operations per second by precision, memory and power.

    None stands for what is not known.
    """

    name: str = column(lookup_name)
    vendor: str = column(text)
    aliases: tuple[str, ...] = column(names)
    fp32_ops_per_s: float | None = column(optional(within(PEAK)))
    tf32_ops_per_s: float | None = column(optional(within(PEAK)))
    bf16_ops_per_s: float | None = column(optional(within(PEAK)))
    fp16_ops_per_s: float | None = column(optional(within(PEAK)))
    int8_ops_per_s: float | None = column(optional(within(PEAK)))
    fp8_ops_per_s: float | None = column(optional(within(PEAK)))
    fp4_ops_per_s: float | None = column(optional(within(PEAK)))
    memory_gb: float | None = column(optional(between(0.1, 1e5)))
    bandwidth_tb_per_s: float | None = column(optional(between(1e-3, 1e4)))
    power_w: float | None = column(optional(positive))


def known_gpu(cell: str) -> str:
    """A GPU by name or alias; the record has its name."""
    try:
        name = gpu_names().get(name_key(cell))
    except DataError:
        # The faults of gpus.csv are reported when it is read itself.
        return cell
    if name is None:
        raise ValueError("a GPU of gpus.csv, by name or alias")
    return name


@dataclass(frozen=True, kw_only=True, eq=False)
class Price(Sourced):
    """One price of one accelerator at one provider on one date."""

    gpu: str = column(known_gpu)
    provider: str = column(lookup_name)
    commitment: str = column(one_of(*COMMITMENTS))
    region: str = column(optional_text)
    instance: str = column(optional_text)
    price_usd_per_gpu_hour: float = column(within(PRICE))


@dataclass(frozen=True, kw_only=True, eq=False)
class PriceMonth(Sourced):
    """The on-demand list prices of an accelerator in one month, over several providers.

    The median is that of the prices as listed; the restated price is what the source makes of them
    for a machine of 8 GPUs.
    """

    gpu: str = column(known_gpu)
    median_usd_per_gpu_hour: float = column(within(PRICE))
    restated_usd_per_gpu_hour: float | None = column(optional(within(PRICE)))
    providers: int = column(whole)

    @property
    def year(self) -> float:
        """The middle of the month in years: 2023.71 is that of September 2023."""
        month = first_day(self.date)
        return month.year + (month.month - 0.5) / 12


@dataclass(frozen=True, kw_only=True, eq=False)
class Utilisation(Sourced):
    """One model FLOPs utilisation (MFU) that was measured or reported.

    The MFU is a share of the peak at `peak_precision`, which is mostly, not always, the precision
    of the run.
    """

    name: str = column(lookup_name)
    phase: str = column(one_of("training", "prefill", "decode"))
    workload: str = column(text)
    model: str = column(text)
    params: float | None = column(optional(positive))
    active_params: float | None = column(optional(positive))
    gpu: str | None = column(optional(known_gpu))
    gpus: int | None = column(optional(whole))
    precision: str = column(one_of(*PRECISIONS))
    peak_precision: str = column(one_of(*PRECISIONS))
    batch: int | None = column(optional(whole))
    mfu: float = column(fraction)


@dataclass(frozen=True, kw_only=True, eq=False)
class RequestMix(Sourced):
    """Mean tokens of the requests of one workload."""

    name: str = column(lookup_name)
    input_tokens_per_request: float | None = column(optional(within(REQUEST_TOKENS)))
    output_tokens_per_request: float | None = column(optional(within(REQUEST_TOKENS)))


@dataclass(frozen=True, kw_only=True, eq=False)
class Model(Sourced):
    """One released model; a dense one's active parameters are all that it has."""

    name: str = column(lookup_name)
    params: float = column(positive)
    active_params: float | None = column(optional(positive))
    training_tokens: float | None = column(optional(positive))
    gpu_hours: float | None = column(optional(positive))
    gpu: str | None = column(optional(known_gpu))


@dataclass(frozen=True, kw_only=True, eq=False)
class Yardstick(Sourced):
    """One figure that plans are held against."""

    name: str = column(lookup_name)
    value: float = column(positive)
    unit: str = column(one_of(*Unit))


@dataclass(frozen=True, kw_only=True, eq=False)
class InputRange(Sourced):
    """How far an input of a plan may lie from its planned figure: about P10 to P90.

    Attributes
    ----------
    input : str
        A figure of a deployment, the lifetime requests, or the size of the Chinchilla model that is
        as good.
    low, high : float
        As multiples of the planned figure.
    least, most : float or None
        What the multiples do not lead beyond: the ends of what has been measured, or of what there
        can be.
    basis : str
        Where they come from, in short.
    """

    input: str = column(one_of("chinchilla_params", "requests", *described_fields(Deployment)))
    low: float = column(fraction)
    high: float = column(between(1, 1000))
    least: float | None = column(optional(positive))
    most: float | None = column(optional(positive))
    basis: str = column(text)


@dataclass(frozen=True, kw_only=True, eq=False)
class Question:
    """A question that users ask, and the formula that answers it."""

    theme: str = column(text)
    question: str = column(text)
    formula: str = column(text)


def _by_name(file: str, row_type: type[Row], key: str) -> dict[str, Row]:
    return {getattr(row, key): row for row in read_rows(file, row_type, (key,))}


@cache
def laws() -> dict[str, LawRecord]:
    """Scaling laws by id; the first is the default."""
    rows = needing("laws.csv", _by_name("laws.csv", LawRecord, "id"), ["chinchilla"])
    for law in rows.values():
        for unit in ("params", "tokens"):
            least, most = (getattr(law, f"{end}_fitted_{unit}") for end in ("least", "most"))
            if least is not None and most is not None and least > most:
                raise DataError(
                    f"{shown_file('laws.csv')}: {law.id} has least_fitted_{unit} {least:g} above "
                    f"most_fitted_{unit} {most:g}"
                )
    return rows


@cache
def shipped_laws() -> dict[str, LawRecord]:
    """The shipped scaling laws by id, whatever a folder of the user's has."""
    return {law.id: law for law in read_table(DATA_FOLDER / "laws.csv", LawRecord, key=("id",))}


def laws_in_force() -> dict[str, LawRecord]:
    """The laws that a call may name: the shipped ones while the user's cannot be read."""
    try:
        return laws()
    except DataError:
        return shipped_laws()


@cache
def law_draws() -> dict[str, tuple[LawDraw, ...]]:
    """Draws of the uncertainty of a law, by its id; of none that a user's row replaces."""
    rows = read_table(DATA_FOLDER / "law_draws.csv", LawDraw, key=("law", "draw"))
    shipped, in_force = shipped_laws(), laws_in_force()
    drawn = {row.law for row in rows}
    return {
        law: tuple(row for row in rows if row.law == law)
        for law in drawn
        if all(getattr(in_force[law], n) == getattr(shipped[law], n) for n in described_fields(Law))
    }


@cache
def input_ranges() -> dict[str, InputRange]:
    """How far inputs may lie from the plan, by input; a planner asks for its own."""
    rows = read_table(DATA_FOLDER / "input_ranges.csv", InputRange, key=("input",))
    return {row.input: row for row in rows}


@cache
def growth_exponents() -> dict[str, GrowthExponents]:
    """Exponents of growth with the budget by id.

    Raises
    ------
    DataError
        If an id is that of a law too.
    """
    rows = _by_name("growth.csv", GrowthExponents, "id")
    if both := sorted(rows.keys() & laws_in_force().keys()):
        raise DataError(f"{shown_file('growth.csv')} and laws.csv both have {', '.join(both)}")
    return rows


@cache
def deployments() -> dict[str, DeploymentRecord]:
    """Deployments by id; the first is the default."""
    rows = _by_name("deployments.csv", DeploymentRecord, "id")
    return needing("deployments.csv", rows, ["paper-stated", "paper-printed"])


@cache
def gpus() -> dict[str, Gpu]:
    """Accelerators by name.

    Raises
    ------
    DataError
        If a name or alias stands for two of them.
    """
    by_name = _by_name("gpus.csv", Gpu, "name")
    owner: dict[str, str] = {}
    for gpu in by_name.values():
        for name in (gpu.name, *gpu.aliases):
            if owner.setdefault(name_key(name), gpu.name) != gpu.name:
                taken = owner[name_key(name)]
                raise DataError(
                    f'{shown_file("gpus.csv")}: "{name}" stands for {taken} and for {gpu.name}'
                )
    return by_name


@cache
def gpu_names() -> dict[str, str]:
    """Names of accelerators by the key of a name or alias."""
    return {name_key(n): gpu.name for gpu in gpus().values() for n in (gpu.name, *gpu.aliases)}


@cache
def prices() -> tuple[Price, ...]:
    """Every price, of all dates; a provider has one name."""
    names: dict[str, str] = {}
    rows = read_rows("prices.csv", Price, PRICE_KEY)
    for i, price in enumerate(rows):
        name = names.setdefault(name_key(price.provider), price.provider)
        if name != price.provider:
            rows[i] = replace(price, provider=name)
    return tuple(rows)


@cache
def price_index() -> tuple[PriceMonth, ...]:
    """Prices by GPU and month."""
    rows = read_rows("price_index.csv", PriceMonth, ("gpu", "date"))
    return tuple(sorted(rows, key=lambda row: (row.gpu, row.date)))


@cache
def utilisations() -> dict[str, Utilisation]:
    """Reported MFUs by name."""
    return _by_name("mfu.csv", Utilisation, "name")


@cache
def request_mixes() -> dict[str, RequestMix]:
    """Request mixes by name."""
    return _by_name("requests.csv", RequestMix, "name")


@cache
def models() -> dict[str, Model]:
    """Released models by name."""
    return _by_name("models.csv", Model, "name")


@cache
def yardsticks() -> dict[str, Yardstick]:
    """Figures that plans are held against, by name."""
    rows = _by_name("yardsticks.csv", Yardstick, "name")
    return needing("yardsticks.csv", rows, [PUBLIC_TEXT, VOCABULARY])


LOADERS: dict[str, Any] = {
    "laws.csv": laws,
    "growth.csv": growth_exponents,
    "deployments.csv": deployments,
    "gpus.csv": gpus,
    "prices.csv": prices,
    "price_index.csv": price_index,
    "mfu.csv": utilisations,
    "requests.csv": request_mixes,
    "models.csv": models,
    "yardsticks.csv": yardsticks,
}


def use_folder(folder: Path | None) -> None:
    """Let a folder of the user's add to the shipped data, or none; the setting for this process.

    Raises
    ------
    DataError
        If the folder is not there, holds no file that is known, or has cells that cannot be read;
        the message lists every one, of every file.
    """
    before = os.environ.get(SETTING)
    os.environ[SETTING] = "" if folder is None else str(folder)
    forget()
    try:
        if folder is not None:
            _read_all(folder)
    except DataError:
        os.environ.pop(SETTING)
        if before is not None:
            os.environ[SETTING] = before
        forget()
        raise


def _read_all(folder: Path) -> None:
    if user_folder() is None or not any(map(user_file, LOADERS)):
        raise DataError(
            f"the data folder {printable_path(folder)} has none of {', '.join(LOADERS)}"
        )
    faults = []
    for load in LOADERS.values():
        try:
            load()
        except DataError as error:
            faults.append(str(error))
    if faults:
        raise DataError("\n".join(dict.fromkeys(faults)))


def forget() -> None:
    """Forget what has been read, so that the next use reads it again."""
    for load in (*LOADERS.values(), gpu_names, law_draws, input_ranges):
        load.cache_clear()
