"""The planner's inputs, in the order in which they stand."""

from __future__ import annotations

from xlplanner.core.constants import GRID_INTENSITY, PUE
from xlplanner.functions.accepts import Choice, Number
from xlplanner.functions.arguments import COUNT, DEMAND, GPUS, LIMIT, LOSS_BOUNDS
from xlplanner.functions.named import Named
from xlplanner.functions.records import (
    DEFAULT_DEPLOYMENT,
    DEFAULT_LAW,
    DEFAULT_PRECISION,
    DEPLOYMENT_KIND,
    GPU,
    LAW_KIND,
    REQUEST_MIX,
)
from xlplanner.reference import records
from xlplanner.reference.folders import derived_from
from xlplanner.units import Unit
from xlplanner.workbook.inputs import (
    FIGURES,
    MONTHS,
    PRECISION,
    SELLERS,
    InputSpec,
    utilisations_of,
)

AS_PLANNED = "As planned"
# 70 typed for 70B is no language model.
SIZE, SIZE_LIMIT = Number(1e6, COUNT.high), Number(1e6, LIMIT.high)
COUNT_OF_SCENARIOS = 6
SCENARIO_NAMES = tuple(f"Scenario {number}" for number in range(1, COUNT_OF_SCENARIOS + 1))
PLAN_NAMES = (AS_PLANNED, *SCENARIO_NAMES)

BY_LOSS, BY_CHINCHILLA, BY_MODEL, BY_BUDGET = (
    "a loss",
    "a Chinchilla model",
    "a released model",
    "a lifetime budget",
)
BY_DAY, BY_REQUESTS, BY_TOKENS = (
    "requests per day",
    "lifetime requests",
    "lifetime inference tokens",
)
QUALITY_BY = Choice((BY_LOSS, BY_CHINCHILLA, BY_MODEL, BY_BUDGET))
DEMAND_BY = Choice((BY_DAY, BY_REQUESTS, BY_TOKENS))
# The designs beside the cost-optimal one, with which it can be compared.
CHINCHILLA, COMPUTE_OPTIMAL, OWN_MODEL, RELEASED, OPEN_WEIGHTS, API = (
    "Chinchilla",
    "Compute-optimal",
    "Your own model",
    "Released model",
    "Open weights",
    "API",
)
COMPARE_WITH = Choice((CHINCHILLA, COMPUTE_OPTIMAL, OWN_MODEL, RELEASED, OPEN_WEIGHTS, API))
# A loss takes training tokens, which some models do not state.
WITH_TOKENS = Named(
    "model",
    derived_from(
        records.models,
        lambda models: {name: row for name, row in models.items() if row.training_tokens},
    ),
)
MONEY = Number(0, 1e15)
SHARE = Number(0, 1)
WATTS = Number(1, 1e5)
# What any entry is.
FILLED = "filled"
# Inputs that count only where another one names them; else they are shown in grey.
CHOSEN_BY = {
    "loss": ("quality_by", BY_LOSS),
    "loss_law": ("quality_by", BY_LOSS),
    "chinchilla_params": ("quality_by", BY_CHINCHILLA),
    "model": ("quality_by", BY_MODEL),
    "budget": ("quality_by", BY_BUDGET),
    "requests_per_day": ("demand_by", BY_DAY),
    "requests": ("demand_by", BY_REQUESTS),
    "inf_tokens": ("demand_by", BY_TOKENS),
}
# The same, and inputs that count only once another one is filled, by what makes them count.
BROUGHT_IN: dict[str, tuple[tuple[str, str], ...]] = {
    **{key: (choice,) for key, choice in CHOSEN_BY.items()},
    "own_params": (("compare_with", OWN_MODEL),),
    "own_tokens": (("compare_with", OWN_MODEL),),
    "released": (("compare_with", RELEASED),),
    "open_model": (("compare_with", OPEN_WEIGHTS),),
    "api_input": (("compare_with", API),),
    "api_output": (("compare_with", API),),
    "training_precision": (("training_gpu", FILLED),),
    "inference_precision": (("inference_gpu", FILLED),),
    "context": (("batch", FILLED), ("min_speed", FILLED)),
    "kv_bytes": (("batch", FILLED), ("min_speed", FILLED)),
    "roofline_efficiency": (("batch", FILLED),),
    "draft_tokens": (("acceptance", FILLED),),
    "draft_cost": (("acceptance", FILLED),),
    "gpus": (("deadline", FILLED),),
}

SCENARIO = InputSpec(
    "scenario",
    "Plan shown",
    Unit.NAME,
    Choice(PLAN_NAMES),
    AS_PLANNED,
    section="Which plan",
    meaning="The plan that Planner, Summary, What-if, Risk and Monthly show",
)
QUALITY = (
    InputSpec(
        "quality_by",
        "Quality as good as",
        Unit.NAME,
        QUALITY_BY,
        BY_CHINCHILLA,
        section="Target quality",
        meaning="How the quality is stated; a budget buys the best it can",
    ),
    InputSpec(
        "loss",
        "… a loss of",
        Unit.LOSS,
        LOSS_BOUNDS,
        1.9,
        meaning="Pre-training loss, usually 1.8 to 2.3; it means something within its law alone",
    ),
    InputSpec(
        "loss_law",
        "… under the law",
        Unit.NAME,
        LAW_KIND,
        DEFAULT_LAW,
        meaning="The law that the loss is of; under another law the plan is as good as the same "
        "Chinchilla model",
    ),
    InputSpec(
        "chinchilla_params",
        "… a Chinchilla model of",
        Unit.PARAMS,
        SIZE,
        70e9,
        meaning="The size of a model trained for the fewest training FLOPs, usually 7B to 200B",
    ),
    InputSpec("model", "… the released model", Unit.NAME, WITH_TOKENS, "Llama 3.1 70B"),
    InputSpec(
        "budget",
        "… what a lifetime budget buys",
        Unit.USD,
        Number(1e3, 1e15),
        20e6,
        meaning="Dollars for training, inference and fixed costs over the whole life",
    ),
)
LIFETIME_DEMAND = (
    InputSpec(
        "demand_by",
        "Demand stated as",
        Unit.NAME,
        DEMAND_BY,
        BY_TOKENS,
        section="Demand over the model's life",
    ),
    InputSpec(
        "requests_per_day",
        "… requests per day",
        Unit.REQUESTS_PER_DAY,
        DEMAND,
        48e6,
        meaning="At full demand, after the ramp",
    ),
    InputSpec("requests", "… lifetime requests", Unit.REQUESTS, DEMAND, 35.1e9),
    InputSpec(
        "inf_tokens",
        "… lifetime inference tokens",
        Unit.TOKENS,
        DEMAND,
        10e12,
        meaning="Input and output tokens of all requests together",
    ),
    InputSpec("months", "Months in service", Unit.MONTHS, MONTHS, 24, meaning="Usually 12 to 36"),
    InputSpec(
        "ramp_months",
        "Months to full demand",
        Unit.MONTHS,
        Number(0, 60),
        0,
        meaning="A straight ramp; 0 for full demand from the start",
    ),
    InputSpec(
        "demand_start",
        "Demand starts in month",
        Unit.MONTHS,
        Number(0, 60),
        6,
        meaning="Months from the start of training; training must be over by then",
    ),
    InputSpec(
        "price_decline",
        "Fall of inference prices a year",
        Unit.FRACTION,
        Number(-2, 0.9),
        0,
        meaning="Negative for a rise; GPU prices fell 40 % in 2024 and rose 30 % in 2026",
    ),
    InputSpec(
        "discount",
        "Discount rate a year; empty for nominal dollars",
        Unit.FRACTION,
        Number(0, 1),
        None,
        optional=True,
        meaning="If filled, the plan has the lowest present value; usually 8 % to 15 %",
    ),
)
ASSUMPTIONS = (
    InputSpec("law", "Scaling law", Unit.NAME, LAW_KIND, DEFAULT_LAW, section="Assumptions"),
    InputSpec(
        "deployment", "Deployment to start from", Unit.NAME, DEPLOYMENT_KIND, DEFAULT_DEPLOYMENT
    ),
)
FROM_LISTS = (
    InputSpec(
        "training_gpu",
        "Training GPU",
        Unit.NAME,
        GPU,
        None,
        optional=True,
        section="Chosen from lists; empty keeps the deployment's",
        meaning="Brings its price and peak; its MFU must be set too",
    ),
    InputSpec("training_precision", "Training precision", Unit.NAME, PRECISION, DEFAULT_PRECISION),
    InputSpec(
        "inference_gpu",
        "Inference GPU",
        Unit.NAME,
        GPU,
        None,
        optional=True,
        meaning="Brings its price, peak and bandwidth; its MFUs must be set too",
    ),
    InputSpec("inference_precision", "Inference precision", Unit.NAME, PRECISION, "INT8"),
    InputSpec(
        "provider", "Provider; empty for the median", Unit.NAME, SELLERS, None, optional=True
    ),
    InputSpec("request_mix", "Request mix", Unit.NAME, REQUEST_MIX, None, optional=True),
    *(
        InputSpec(f"{use}_mfu_like", label, Unit.NAME, utilisations_of(phase), None, optional=True)
        for use, phase, label in (
            ("training", "training", "Training MFU as in"),
            ("input", "prefill", "Input MFU as in"),
            ("output", "decode", "Output MFU as in"),
        )
    ),
)
DECODE = (
    InputSpec(
        "batch",
        "Requests in a batch",
        Unit.REQUESTS,
        Number(1, 1e9),
        None,
        optional=True,
        section="How inference generates",
        meaning="Requests that a GPU generates for at the same time, usually 8 to 256; gives the "
        "output MFU by the roofline",
    ),
    InputSpec(
        "context",
        "Tokens of context",
        Unit.TOKENS,
        Number(0, 1e9),
        2000,
        meaning="Tokens before the one generated, whose cache is read, usually 1,000 to 32,000",
    ),
    InputSpec(
        "kv_bytes",
        "Cache for a token at 8B parameters",
        Unit.BYTES_PER_TOKEN,
        Number(0, 1e9),
        131072,
        meaning="131,072 as in Llama 3.1 8B; it grows as parameters^0.42",
    ),
    InputSpec(
        "roofline_efficiency",
        "Share of the roofline that is reached",
        Unit.FRACTION,
        Number(0.01, 1),
        0.6,
        meaning="Output MFU in practice over that of the roofline; usually 40 % to 80 %",
    ),
    InputSpec(
        "acceptance",
        "Drafted tokens accepted; empty: no drafting",
        Unit.FRACTION,
        Number(0.01, 0.99),
        None,
        optional=True,
        meaning="Speculative decoding: chance that a drafted token is accepted, usually 60 to 80 %",
    ),
    InputSpec("draft_tokens", "Tokens drafted at a time", Unit.TOKENS, Number(1, 100), 4),
    InputSpec(
        "draft_cost",
        "Cost of drafting a token over one of the model",
        Unit.FRACTION,
        SHARE,
        0.05,
    ),
)
SECTIONS = {
    "training_price": "Your own figures, which override the rest",
    "cached_input": "Further cost factors, each for one effect",
}
USUAL = {
    "training_price": "Usually $1 to $6",
    "inference_price": "Usually $1 to $6",
    "training_mfu": "Usually 25 % to 50 % of the peak at the training precision",
    "input_mfu": "Usually 25 % to 50 %",
    "output_mfu": "Usually 1 % for few requests at a time, to 30 % for large batches",
    "cached_input": "Usually 0 to 80 %; it needs the price of a cached token below",
    "cached_price_ratio": "Usually 10 %",
    "utilisation": "Usually 40 % to 80 %",
    "peak_over_mean": "Usually 1.5 to 3, for a fleet as large as the peak",
    "training_overhead": "Failed runs, sweeps and restarts: usually 1.2 to 2; see Back-test",
}
OWN_FIGURES = tuple(
    InputSpec(
        name,
        field.help,
        field.unit,
        field.accepts,
        None,
        optional=True,
        section=SECTIONS.get(name, ""),
        meaning=USUAL.get(name, ""),
    )
    for name, field in FIGURES.items()
)
FIXED_COSTS = (
    InputSpec(
        "staff",
        "Staff",
        Unit.USD,
        MONEY,
        0,
        section="Costs beside GPUs, over the model's life",
        meaning="Pay of those who train and run it; counted with every model that you run",
    ),
    InputSpec(
        "data", "Data", Unit.USD, MONEY, 0, meaning="Counted with every model that you train"
    ),
    InputSpec(
        "storage", "Storage", Unit.USD, MONEY, 0, meaning="Counted with every model that you run"
    ),
    InputSpec(
        "contingency",
        "Contingency",
        Unit.FRACTION,
        Number(0, 2),
        0,
        meaning="On all costs of models that you run, usually 10 % to 20 %",
    ),
)
LIMITS = (
    InputSpec(
        "gpus",
        "Training GPUs",
        Unit.GPUS,
        GPUS.accepts,
        4096,
        section="Cluster and limits; empty for no limit",
    ),
    InputSpec(
        "deadline",
        "Most days of training on them",
        Unit.DAYS,
        Number(0.01, 1e5),
        None,
        optional=True,
        meaning="All runs of pre-training together, usually 30 to 120 days",
    ),
    InputSpec("max_params", "Maximum parameters", Unit.PARAMS, SIZE_LIMIT, None, optional=True),
    InputSpec(
        "max_tokens", "Maximum training tokens", Unit.TOKENS, SIZE_LIMIT, None, optional=True
    ),
    InputSpec(
        "min_speed",
        "Least speed of generation, one GPU",
        Unit.TOKENS_PER_SECOND,
        Number(0.01, 1e5),
        None,
        optional=True,
        meaning="Tokens a second of one request, by the roofline; usually 20 to 100. The batch is "
        "1 if empty",
    ),
)
COMPARISON = (
    InputSpec(
        "compare_with",
        "Compare with",
        Unit.NAME,
        COMPARE_WITH,
        CHINCHILLA,
        section="Compare with",
        meaning="Savings and break-even demand are against this design",
    ),
    InputSpec("own_params", "Parameters of your own model", Unit.PARAMS, SIZE, 30e9),
    InputSpec(
        "own_tokens",
        "Its training tokens; empty: as needed",
        Unit.TOKENS,
        COUNT,
        None,
        optional=True,
    ),
    InputSpec(
        "released",
        "Released model, trained anew",
        Unit.NAME,
        WITH_TOKENS,
        "Llama 3.1 70B",
        meaning="Its parameters and training tokens, at your prices",
    ),
    InputSpec(
        "open_model",
        "Open weights, nothing to train",
        Unit.NAME,
        WITH_TOKENS,
        "Llama 3.1 70B",
        meaning="Inference alone is paid for",
    ),
    InputSpec(
        "api_input",
        "API price of input tokens",
        Unit.USD_PER_MTOK,
        Number(0, 1e6),
        None,
        optional=True,
        meaning="Cached input counts at the ratio above. Usually $0.1 to $5",
    ),
    InputSpec(
        "api_output",
        "API price of output tokens",
        Unit.USD_PER_MTOK,
        Number(0, 1e6),
        None,
        optional=True,
        meaning="Usually $0.3 to $25",
    ),
)
ENERGY = (
    InputSpec(
        "training_power",
        "Power of a training GPU; empty: of the list",
        Unit.WATTS,
        WATTS,
        None,
        optional=True,
        section="Energy",
        meaning="Without a GPU from the list that of an A100, 400 W",
    ),
    InputSpec(
        "inference_power",
        "Power of an inference GPU; empty: of the list",
        Unit.WATTS,
        WATTS,
        None,
        optional=True,
    ),
    InputSpec(
        "pue",
        "Energy of the data centre over its GPUs'",
        Unit.TIMES,
        Number(1, 5),
        float(PUE),
        meaning=f"{PUE.meaning}; new sites 1.1 to 1.3",
    ),
    InputSpec(
        "grid_intensity",
        "Emissions of the electricity",
        Unit.KG_PER_KWH,
        Number(0, 5),
        float(GRID_INTENSITY),
        meaning=GRID_INTENSITY.meaning,
    ),
)
# What a scenario may change: all but which plan is shown.
CHANGEABLE = (
    *QUALITY,
    *LIFETIME_DEMAND,
    *ASSUMPTIONS,
    *FROM_LISTS,
    *DECODE,
    *OWN_FIGURES,
    *FIXED_COSTS,
    *LIMITS,
    *COMPARISON,
    *ENERGY,
)
INPUTS = (SCENARIO, *CHANGEABLE)
