"""The records that an argument can name: scaling laws, deployments, GPUs and other facts."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Collection
from dataclasses import fields
from functools import wraps
from typing import Any

from numpy.typing import NDArray

from xlplanner.core.cost import Deployment
from xlplanner.core.law import Law
from xlplanner.errors import CellValueError, UnknownNameError
from xlplanner.functions.accepts import Choice, Day
from xlplanner.functions.cell_errors import CellError
from xlplanner.functions.kinds import NameKind
from xlplanner.functions.named import Named, RecordKind
from xlplanner.reference import records
from xlplanner.reference.folders import derived_from
from xlplanner.reference.market import gpu_price, working_peak
from xlplanner.reference.records import deployments as deployments
from xlplanner.reference.records import laws as laws

DEFAULT_LAW = "chinchilla"
DEFAULT_DEPLOYMENT = "paper-stated"
DEFAULT_PRECISION, DEFAULT_COMMITMENT = "BF16", "on-demand"
UNKNOWN_BANDWIDTH = 0.0


def _remarks(record_type: type[records.Sourced], kind: type) -> tuple[str, ...]:
    """The columns of a record besides its id and its numbers, where it comes from last."""
    sourced = [item.name for item in fields(records.Sourced)]
    others = {"id", *sourced, *(item.name for item in fields(kind))}
    return (*(item.name for item in fields(record_type) if item.name not in others), *sourced)


# What FIT_LAW gives besides the constants of the law.
QUANTILES = {"P10": 0.1, "P90": 0.9}
FIT_OBJECTIVE, FIT_RUNS = "objective", "runs used"
GROWTH_ONLY = (
    "gives exponents of growth with the budget alone: use it in GROWTH_PARAMS and GROWTH_TOKENS"
)

LAW_KIND = RecordKind(
    "law",
    records.laws,
    make=Law,
    remarks=_remarks(records.LawRecord, Law),
    reported=(
        FIT_OBJECTIVE,
        FIT_RUNS,
        *(f"{item.name} {quantile}" for item in fields(Law) for quantile in QUANTILES),
    ),
    elsewhere=lambda: dict.fromkeys(records.growth_exponents(), GROWTH_ONLY),
    in_force=records.laws_in_force,
)


class GrowthKind(RecordKind[Any]):
    """An argument that takes a law, or the exponents of a study that gives no law, by its name."""

    def read_label_range(self, cells: NDArray[Any], name: str) -> Law | CellError:
        """The law in a label range, which starts from no exponents alone."""
        return LAW_KIND.read_label_range(cells, name)


def _and_growth(laws: dict[str, records.LawRecord]) -> dict[str, Any]:
    return {**laws, **records.growth_exponents()}


GROWTH_KIND = GrowthKind(
    "law",
    derived_from(records.laws, _and_growth),
    make=Law,
    remarks=LAW_KIND.remarks,
    reported=LAW_KIND.reported,
    in_force=derived_from(records.laws_in_force, _and_growth),
)

GPU = Named("GPU", records.gpus, aliases=lambda gpu: gpu.aliases)
PROVIDER: Named[str] = Named(
    "provider",
    derived_from(records.prices, lambda prices: {p.provider: p.provider for p in prices}),
)
UTILISATION = Named("MFU reference", records.utilisations)
REQUEST_MIX = Named("request mix", records.request_mixes)
MODEL = Named("model", records.models)


def by_names(function: Callable[..., Any]) -> Callable[..., Any]:
    """Let symbols of names take part in a function: they look its value up in a table."""

    @wraps(function)
    def run(*args: Any) -> Any:  # noqa: ANN401 (whatever the function takes and gives)
        first = args[0]
        return first.tabulated(function, args) if hasattr(first, "tabulated") else function(*args)

    return run


def price_of(gpu: records.Gpu, provider: str | None, commitment: str, as_of: str | None) -> float:
    """The price of a GPU up to a day, or up to today."""
    day = as_of or datetime.date.today().isoformat()
    return gpu_price(
        records.prices(), gpu.name, provider=provider, commitment=commitment, as_of=day
    )


def _from_sources(sources: dict[str, Any], own: Collection[str]) -> dict[str, float]:
    """What a deployment takes from the GPUs and the request mix that it names."""
    if "training_gpu" not in sources and "inference_gpu" not in sources:
        for label in ("provider", "commitment", "as_of"):
            if label in sources:
                raise CellValueError(f"{label} is given without training_gpu or inference_gpu")
    derived: dict[str, float] = {}
    for use in ("training", "inference"):
        gpu, precision = sources.get(f"{use}_gpu"), sources.get(f"{use}_precision")
        if gpu is None:
            if precision is not None:
                raise CellValueError(f"{use}_precision is given without {use}_gpu")
            continue
        if f"{use}_peak" not in own:
            derived[f"{use}_peak"] = working_peak(gpu, precision or DEFAULT_PRECISION)
        if f"{use}_price" not in own:
            commitment = sources.get("commitment", DEFAULT_COMMITMENT)
            price = price_of(gpu, sources.get("provider"), commitment, sources.get("as_of"))
            derived[f"{use}_price"] = price
        if use == "inference":
            derived["inference_bandwidth"] = gpu.bandwidth_tb_per_s or UNKNOWN_BANDWIDTH
    mix = sources.get("request_mix")
    return derived if mix is None else derived | _tokens_of(mix, own)


def _tokens_of(mix: records.RequestMix, own: Collection[str]) -> dict[str, float]:
    tokens = {
        "input_tokens": mix.input_tokens_per_request,
        "output_tokens": mix.output_tokens_per_request,
    }
    for field, number in tokens.items():
        if number is None and field not in own:
            raise UnknownNameError(f"the data do not give {field} of {mix.name}")
    return {field: number for field, number in tokens.items() if number is not None}


DEPLOYMENT_KIND = RecordKind(
    "deployment",
    records.deployments,
    make=Deployment,
    remarks=_remarks(records.DeploymentRecord, Deployment),
    sources={
        "training_gpu": GPU,
        "training_precision": Choice(records.PRECISIONS),
        "inference_gpu": GPU,
        "inference_precision": Choice(records.PRECISIONS),
        "provider": PROVIDER,
        "commitment": Choice(records.COMMITMENTS),
        "as_of": Day(),
        "request_mix": REQUEST_MIX,
    },
    derive=_from_sources,
)

NAMES: dict[NameKind, Named[Any]] = {
    NameKind.LAWS: LAW_KIND,
    NameKind.DEPLOYMENTS: DEPLOYMENT_KIND,
    NameKind.GPUS: GPU,
    NameKind.PROVIDERS: PROVIDER,
    NameKind.MFU: UTILISATION,
    NameKind.REQUESTS: REQUEST_MIX,
    NameKind.MODELS: MODEL,
}
