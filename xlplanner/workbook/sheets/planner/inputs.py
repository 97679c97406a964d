"""The planner's inputs, in the order in which they stand."""

from __future__ import annotations

from xlplanner.functions.accepts import Choice
from xlplanner.functions.arguments import COUNT, DEMAND, GPUS, LIMIT, LOSS_BOUNDS
from xlplanner.functions.named import Named
from xlplanner.functions.records import (
    DEFAULT_LAW,
    DEFAULT_PRECISION,
    DEPLOYMENT_KIND,
    GPU,
    LAW_KIND,
    REQUEST_MIX,
)
from xlplanner.reference import records
from xlplanner.reference.folders import derived_from
from xlplanner.replication import PRINTED
from xlplanner.units import Unit
from xlplanner.workbook.inputs import (
    FIGURES,
    MONTHS,
    PRECISION,
    SELLERS,
    InputSpec,
    utilisations_of,
)

BY_LOSS, BY_CHINCHILLA, BY_MODEL = "a loss", "a Chinchilla model", "a released model"
BY_DAY, BY_REQUESTS, BY_TOKENS = (
    "requests per day",
    "lifetime requests",
    "lifetime inference tokens",
)
QUALITY_BY = Choice((BY_LOSS, BY_CHINCHILLA, BY_MODEL))
DEMAND_BY = Choice((BY_DAY, BY_REQUESTS, BY_TOKENS))
# A loss takes training tokens, which some models do not state.
WITH_TOKENS = Named(
    "model",
    derived_from(
        records.models,
        lambda models: {name: row for name, row in models.items() if row.training_tokens},
    ),
)
# Inputs that count only where another one names them; else they are shown in grey.
CHOSEN_BY = {
    "loss": ("quality_by", BY_LOSS),
    "chinchilla_params": ("quality_by", BY_CHINCHILLA),
    "model": ("quality_by", BY_MODEL),
    "requests_per_day": ("demand_by", BY_DAY),
    "requests": ("demand_by", BY_REQUESTS),
    "inf_tokens": ("demand_by", BY_TOKENS),
}

QUALITY = (
    InputSpec(
        "quality_by",
        "Quality as good as",
        Unit.NAME,
        QUALITY_BY,
        BY_CHINCHILLA,
        section="Target quality",
    ),
    InputSpec("loss", "… a loss of", Unit.LOSS, LOSS_BOUNDS, 1.9),
    InputSpec("chinchilla_params", "… a Chinchilla model of", Unit.PARAMS, COUNT, 70e9),
    InputSpec("model", "… the released model", Unit.NAME, WITH_TOKENS, "Llama 3.1 70B"),
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
    InputSpec("requests_per_day", "… requests per day", Unit.REQUESTS_PER_DAY, DEMAND, 48e6),
    InputSpec("months", "Months in service", Unit.MONTHS, MONTHS, 24),
    InputSpec("requests", "… lifetime requests", Unit.REQUESTS, DEMAND, 35.1e9),
    InputSpec("inf_tokens", "… lifetime inference tokens", Unit.TOKENS, DEMAND, 10e12),
)
ASSUMPTIONS = (
    InputSpec("law", "Scaling law", Unit.NAME, LAW_KIND, DEFAULT_LAW, section="Assumptions"),
    InputSpec("deployment", "Deployment to start from", Unit.NAME, DEPLOYMENT_KIND, PRINTED),
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
    ),
    InputSpec("training_precision", "Training precision", Unit.NAME, PRECISION, DEFAULT_PRECISION),
    InputSpec("inference_gpu", "Inference GPU", Unit.NAME, GPU, None, optional=True),
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
SECTIONS = {
    "training_price": "Your own figures, which override the rest",
    "cached_input": "Further cost factors; fill one for one effect",
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
    )
    for name, field in FIGURES.items()
)
CLUSTER = (
    InputSpec("gpus", "Training GPUs", Unit.GPUS, GPUS.accepts, 4096, section="Cluster and limits"),
    InputSpec("max_params", "Maximum parameters", Unit.PARAMS, LIMIT, None, optional=True),
    InputSpec("max_tokens", "Maximum training tokens", Unit.TOKENS, LIMIT, None, optional=True),
)
OWN_MODEL = (
    InputSpec(
        "own_params", "Parameters of your model", Unit.PARAMS, COUNT, 30e9, section="Your own model"
    ),
    InputSpec(
        "own_tokens",
        "Training tokens of your model; empty: as needed",
        Unit.TOKENS,
        COUNT,
        None,
        optional=True,
    ),
)
INPUTS = (
    *QUALITY,
    *LIFETIME_DEMAND,
    *ASSUMPTIONS,
    *FROM_LISTS,
    *OWN_FIGURES,
    *CLUSTER,
    *OWN_MODEL,
)
