"""The records that an argument can name: scaling laws and deployments."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from xlplanner.core.cost import Deployment
from xlplanner.core.law import Law
from xlplanner.errors import CellValueError, UnknownNameError
from xlplanner.functions.accepts import Choice, Day, Number
from xlplanner.functions.named import Field, Named, RecordKind
from xlplanner.reference import records
from xlplanner.reference.folders import derived_from
from xlplanner.reference.market import gpu_price, peak_of
from xlplanner.units import Unit

DEFAULT_LAW = "chinchilla"
DEFAULT_DEPLOYMENT = "paper-stated"

PRICE = Number(*records.PRICE_LIMITS)
PEAK = Number(*records.PEAK_LIMITS)
MFU = Number(*records.MFU_LIMITS)
TOKENS_PER_REQUEST = Number(*records.REQUEST_LIMITS)


def law_of(record: records.LawRecord) -> Law:
    """The constants of a law's record."""
    return Law(E=record.E, A=record.A, B=record.B, alpha=record.alpha, beta=record.beta)


def deployment_of(record: records.DeploymentRecord) -> Deployment:
    """The figures of a deployment's record."""
    return Deployment(
        training_price=record.training_price_usd_per_gpu_hour,
        inference_price=record.inference_price_usd_per_gpu_hour,
        training_peak=record.training_peak_ops_per_s,
        inference_peak=record.inference_peak_ops_per_s,
        training_mfu=record.training_mfu,
        input_mfu=record.input_mfu,
        output_mfu=record.output_mfu,
        input_tokens=record.input_tokens_per_request,
        output_tokens=record.output_tokens_per_request,
    )


# Every law and deployment of the data by its id.
laws: Callable[[], dict[str, Law]] = derived_from(
    records.laws, lambda found: {name: law_of(record) for name, record in found.items()}
)
deployments: Callable[[], dict[str, Deployment]] = derived_from(
    records.deployments,
    lambda found: {name: deployment_of(record) for name, record in found.items()},
)


LAW_KIND = RecordKind(
    noun="law",
    make=Law,
    fields={
        "E": Field(Number(*records.IRREDUCIBLE_LIMITS), Unit.LOSS, "Irreducible loss"),
        "A": Field(Number(*records.FACTOR_LIMITS), Unit.LOSS, "Factor of the parameter term"),
        "B": Field(Number(*records.FACTOR_LIMITS), Unit.LOSS, "Factor of the token term"),
        "alpha": Field(Number(*records.EXPONENT_LIMITS), Unit.RATIO, "Exponent of the parameters"),
        "beta": Field(Number(*records.EXPONENT_LIMITS), Unit.RATIO, "Exponent of the tokens"),
    },
    load=laws,
    remarks=("label", "fitted on", "fitted range", "source", "date", "status", "note"),
)


GPU = Named("GPU", records.gpus, aliases=lambda gpu: gpu.aliases)
PROVIDER = Named(
    "provider",
    derived_from(records.prices, lambda prices: {p.provider: p.provider for p in prices}),
)
UTILISATION = Named("MFU reference", records.utilisations)
REQUEST_MIX = Named("request mix", records.request_mixes)
MODEL = Named("model", records.models)


DEPLOYMENT_SOURCES = {
    "training_gpu": GPU,
    "training_precision": Choice(records.PRECISIONS),
    "inference_gpu": GPU,
    "inference_precision": Choice(records.PRECISIONS),
    "provider": PROVIDER,
    "commitment": Choice(records.COMMITMENTS),
    "as_of": Day(),
    "request_mix": REQUEST_MIX,
}
DEFAULT_PRECISION, DEFAULT_COMMITMENT = "BF16", "on-demand"


def price_of(gpu: records.Gpu, provider: str | None, commitment: str, as_of: str | None) -> float:
    """The price of a GPU up to a day, or up to today."""
    day = as_of or datetime.date.today().isoformat()
    return gpu_price(
        records.prices(), gpu.name, provider=provider, commitment=commitment, as_of=day
    )


def _from_sources(told: dict[str, Any], given: Iterable[str]) -> dict[str, float]:
    """Peaks, prices and tokens of the GPUs and the request mix that a deployment names."""
    derived: dict[str, float] = {}
    if "training_gpu" not in told and "inference_gpu" not in told:
        for label in ("provider", "commitment", "as_of"):
            if label in told:
                raise CellValueError(f"{label} is given without training_gpu or inference_gpu")
    for use in ("training", "inference"):
        gpu, precision = told.get(f"{use}_gpu"), told.get(f"{use}_precision")
        if gpu is None:
            if precision is not None:
                raise CellValueError(f"{use}_precision is given without {use}_gpu")
            continue
        if f"{use}_peak" not in given:
            derived[f"{use}_peak"] = peak_of(gpu, precision or DEFAULT_PRECISION)
        if f"{use}_price" not in given:
            commitment = told.get("commitment", DEFAULT_COMMITMENT)
            price = price_of(gpu, told.get("provider"), commitment, told.get("as_of"))
            derived[f"{use}_price"] = price
    return derived | _tokens_of(told.get("request_mix"), given)


def _tokens_of(mix: records.RequestMix | None, given: Iterable[str]) -> dict[str, float]:
    if mix is None:
        return {}
    tokens = {
        "input_tokens": mix.input_tokens_per_request,
        "output_tokens": mix.output_tokens_per_request,
    }
    for field, figure in tokens.items():
        if figure is None and field not in given:
            raise UnknownNameError(f"the data do not give {field} of {mix.name}")
    return {field: figure for field, figure in tokens.items() if figure is not None}


DEPLOYMENT_KIND = RecordKind(
    noun="deployment",
    make=Deployment,
    fields={
        "training_price": Field(PRICE, Unit.USD_PER_GPU_HOUR, "Price of a training GPU"),
        "inference_price": Field(PRICE, Unit.USD_PER_GPU_HOUR, "Price of an inference GPU"),
        "training_peak": Field(PEAK, Unit.OPS_PER_SECOND, "Peak of a training GPU"),
        "inference_peak": Field(PEAK, Unit.OPS_PER_SECOND, "Peak of an inference GPU"),
        "training_mfu": Field(MFU, Unit.FRACTION, "Utilisation in training"),
        "input_mfu": Field(
            MFU, Unit.FRACTION, "Utilisation in prompt processing", ("prefill_mfu",)
        ),
        "output_mfu": Field(MFU, Unit.FRACTION, "Utilisation in generation", ("decode_mfu",)),
        "input_tokens": Field(TOKENS_PER_REQUEST, Unit.TOKENS_PER_REQUEST, "Prompt tokens"),
        "output_tokens": Field(TOKENS_PER_REQUEST, Unit.TOKENS_PER_REQUEST, "Generated tokens"),
    },
    load=deployments,
    remarks=("label", "source", "date", "status", "note"),
    sources=DEPLOYMENT_SOURCES,
    derive=_from_sources,
)


def law_table(law: Law) -> list[list[Any]]:
    """A law as labels and values, with its source where it is one of the data."""
    return _table(LAW_KIND, law, records.laws(), law_of)


def deployment_table(deployment: Deployment) -> list[list[Any]]:
    """A deployment as labels and values, with its source where it is one of the data."""
    return _table(DEPLOYMENT_KIND, deployment, records.deployments(), deployment_of)


def _table(
    kind: RecordKind, values: Any, found: Mapping[str, Any], make: Callable[[Any], Any]
) -> list[list[Any]]:
    record = next((record for record in found.values() if make(record) == values), None)
    name = [[kind.noun, record.id]] if record else []
    told = [[label, getattr(record, label.replace(" ", "_"))] for label in kind.remarks if record]
    return name + [[_label(kind, field), getattr(values, field)] for field in kind.fields] + told


def _label(kind: RecordKind, field: str) -> str:
    unit = kind.fields[field].unit
    return field if unit in (Unit.RATIO, Unit.LOSS) else f"{field.replace('_', ' ')} [{unit}]"


# What can be named, by the word a user asks for it with.
NAMES = {
    "laws": LAW_KIND,
    "deployments": DEPLOYMENT_KIND,
    "gpus": GPU,
    "providers": PROVIDER,
    "mfu": UTILISATION,
    "requests": REQUEST_MIX,
    "models": MODEL,
}
