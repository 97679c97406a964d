"""Family "own or API": a model of one's own against an API, and what an owned GPU costs."""

from __future__ import annotations

import math

import numpy as np

from xlplanner.core import own_or_api as core
from xlplanner.core.constants import ELECTRICITY_PRICE, GRID_INTENSITY, PUE
from xlplanner.core.cost import Deployment
from xlplanner.core.elementary import power, select
from xlplanner.core.hardware import energy as energy_of
from xlplanner.core.law import Law, Values, least_params, reducible_loss
from xlplanner.functions.accepts import Number
from xlplanner.functions.arguments import (
    ABOVE_IRREDUCIBLE,
    COUNT,
    DEPLOYMENT,
    LAW,
    LOSS,
    PARAMS_SUFFICE,
    REQUESTS,
    SOME_TOKENS,
    one_field,
)
from xlplanner.functions.cells import Truths
from xlplanner.functions.entry import Argument, Condition, Example, Family
from xlplanner.functions.families.hardware import GPU_ARGUMENT, gpu_power_w
from xlplanner.functions.returns import Row, Scalar
from xlplanner.reference import records
from xlplanner.units import Unit

FAMILY = Family("own or API")
API_PRICE = Number(0, 1e6)
INPUT_PRICE = Argument(
    "input_price", "Price of a million input tokens", Unit.USD_PER_MTOK, API_PRICE
)
OUTPUT_PRICE = Argument(
    "output_price", "Price of a million output tokens", Unit.USD_PER_MTOK, API_PRICE
)
PUE_ARGUMENT = Argument(
    "pue",
    "Energy of the data centre over that of its computers; the default is the mean of Uptime "
    "Institute's survey of 2024",
    Unit.TIMES,
    Number(1, 10),
    optional=True,
    default=float(PUE),
)
REQUEST_PRICE = "p = (in*input_price + out*output_price)/1e6, cached tokens at cached_price_ratio"


@FAMILY.define(
    REQUESTS,
    INPUT_PRICE,
    OUTPUT_PRICE,
    DEPLOYMENT,
    returns=Scalar(Unit.USD),
    equation=f"requests*p, {REQUEST_PRICE}",
    examples=(Example(("1B", 0.15, 0.6), 139500.0, "computed"),),
)
def api_cost(
    requests: Values, input_price: Values, output_price: Values, deployment: Deployment
) -> Values:
    """Cost of lifetime requests at an API with a price a token; tokens per request and the cached
    share are the deployment's.
    """
    return core.api_cost(requests, input_price, output_price, deployment)


THE_BEST = 0.0


def _reaches(loss: Values, params: Values, law: Law) -> Truths:
    # No parameters stand for the best model, which reaches any loss.
    best = np.equal(params, THE_BEST)
    reached: Truths = best | (reducible_loss(loss, law) * power(params, law.alpha) > law.A)
    return reached


REACHES = Condition(_reaches, PARAMS_SUFFICE.reason)


def _smallest(loss: Values, params: Values, law: Law) -> Values:
    """The model's parameters, or those which the best models come down to."""
    smallest: Values = select(np.equal(params, THE_BEST), least_params(loss, law), params)
    return smallest


def _api_is_dearer(
    loss: Values,
    input_price: Values,
    output_price: Values,
    params: Values,
    deployment: Deployment,
    law: Law,
) -> Truths:
    price = core.api_price(input_price, output_price, deployment)
    return price > _smallest(loss, params, law) * deployment.request_cost


def _why_the_api_stays_cheaper(
    loss: float,
    input_price: float,
    output_price: float,
    params: float,
    deployment: Deployment,
    law: Law,
) -> str:
    price = core.api_price(input_price, output_price, deployment)
    size = _smallest(loss, params, law)
    own = size * deployment.request_cost
    any_model = "any model of the loss has more than"
    model = select(np.equal(params, THE_BEST), any_model, "the model has")
    return (
        f"the API stays cheaper at any demand: a request costs {price:.6g} USD there, and serving "
        f"it at least {own:.6g} USD, as {model} {size:.6g} params"
    )


API_IS_DEARER = Condition(_api_is_dearer, _why_the_api_stays_cheaper)


@FAMILY.define(
    LOSS,
    INPUT_PRICE,
    OUTPUT_PRICE,
    Argument(
        "params",
        "Parameters of the own model",
        Unit.PARAMS,
        Number(THE_BEST, COUNT.high),
        optional=True,
        default=THE_BEST,
        default_words="the best for the demand",
    ),
    DEPLOYMENT,
    LAW,
    returns=Scalar(Unit.REQUESTS),
    equation=(
        "requests*p = COST_OPT_TOTAL(loss, requests); with params TRAIN_COST/(p - INF_COST of a "
        f"request); {REQUEST_PRICE}"
    ),
    examples=(
        Example(("like 30B", 0.5, 1.5), 9054808580.617405, "computed"),
        Example(("like 30B", 0.5, 1.5, "8B"), 10063745651.395142, "computed"),
    ),
    conditions=(ABOVE_IRREDUCIBLE, SOME_TOKENS, REACHES, API_IS_DEARER),
)
def break_even_api(
    loss: Values,
    input_price: Values,
    output_price: Values,
    params: Values,
    deployment: Deployment,
    law: Law,
) -> Values:
    """Lifetime requests from which training and serving an own model cost less than an API of equal
    quality: the best model for such a demand, or one of a given size.
    """
    price = core.api_price(input_price, output_price, deployment)
    best = np.equal(params, THE_BEST)
    chosen = select(best, math.nan, params)
    of_size = core.break_even_of_model(loss, price, chosen, deployment, law)
    of_best = core.break_even_of_best(loss, price, deployment, law)
    requests: Values = select(best, of_best, of_size)
    return requests


@FAMILY.define(
    Argument(
        "purchase",
        "Price of a GPU with its share of server and network",
        Unit.USD,
        Number(0, 1e9),
    ),
    Argument("years", "Years until it is sold or scrapped", Unit.YEARS, Number(0.1, 100)),
    Argument(
        "residual",
        "Value left at the end, as a share of the purchase",
        Unit.FRACTION,
        Number(0, 1),
        optional=True,
        default=0.0,
    ),
    Argument(
        "utilisation",
        "Share of all hours in use; count it here or in the deployment, not twice",
        Unit.FRACTION,
        Number(1e-6, 1),
        optional=True,
        default=1.0,
    ),
    Argument(
        "power_kw",
        "Power in use with its share of the server; 0 leaves electricity out",
        Unit.KW,
        Number(0, 1e3),
        optional=True,
        default=0.0,
    ),
    PUE_ARGUMENT,
    Argument(
        "price_kwh",
        "Price of electricity; the default is the mean of US industry in 2023 (EIA)",
        Unit.USD_PER_KWH,
        Number(0, 100),
        optional=True,
        default=float(ELECTRICITY_PRICE),
    ),
    Argument(
        "overhead_share",
        "Staff, space and repairs of a year, as a share of the purchase",
        Unit.FRACTION,
        Number(0, 100),
        optional=True,
        default=0.0,
    ),
    returns=Scalar(Unit.USD_PER_GPU_HOUR),
    equation=(
        "(purchase*(1 - residual)/years + purchase*overhead_share)/(8766*utilisation) + "
        "power_kw*pue*price_kwh"
    ),
    examples=(
        Example((40000, 4, "10%", "60%", 1.3, 1.25, 0.08, "5%"), 2.221413795725911, "computed"),
    ),
    notes=(
        Condition(
            lambda power_kw: power_kw > 0,
            lambda power_kw: f"electricity is left out: power_kw is {power_kw:g}",
        ),
    ),
)
def gpu_hour_cost(
    purchase: Values,
    years: Values,
    residual: Values,
    utilisation: Values,
    power_kw: Values,
    pue: Values,
    price_kwh: Values,
    overhead_share: Values,
) -> Values:
    """Cost of an hour in use of a GPU that is bought, to put beside the price of a rented one or
    into a deployment: loss of value, overhead and electricity; interest is left out.
    """
    return core.gpu_hour_cost(
        purchase, years, residual, utilisation, power_kw, pue, price_kwh, overhead_share
    )


ENERGY = {"energy": Unit.MWH, "emissions": Unit.TONNES}


@FAMILY.define(
    Argument("hours", "GPU-hours, those of all GPUs together", Unit.GPU_HOURS, Number(0, 1e30)),
    GPU_ARGUMENT,
    PUE_ARGUMENT,
    Argument(
        "grid_intensity",
        "Emissions of a kilowatt-hour; the default is the world's mean of 2022 (Ember 2023)",
        Unit.KG_PER_KWH,
        Number(0, 10),
        optional=True,
        default=float(GRID_INTENSITY),
    ),
    one_field(ENERGY),
    returns=Row(ENERGY),
    equation="hours*power/1e6*pue in MWh, times grid_intensity in t CO2e",
    examples=(Example(("1M", "H100"), (1092.0, 476.112), "computed"),),
)
def energy(
    hours: Values,
    gpu: records.Gpu,
    pue: Values,
    grid_intensity: Values,
    field: str | None,
) -> tuple[Values, Values]:
    """Electricity and emissions of GPU-hours: a row of energy and emissions. At the GPU's full
    rated power; the rest of the server is not in it, nor is making the GPU.
    """
    used = energy_of(hours, gpu_power_w(gpu), pue)
    # A kilogram per kilowatt-hour is a tonne per megawatt-hour.
    return used, used * grid_intensity
