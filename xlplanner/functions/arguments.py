"""The arguments that functions share, each defined once, and the conditions between them."""

from __future__ import annotations

from xlplanner.core.constants import NO_LIMIT
from xlplanner.core.cost import Deployment
from xlplanner.core.law import Law, Values, params_term, reducible_loss, tokens_term
from xlplanner.functions.accepts import Choice, Number
from xlplanner.functions.cells import Truths
from xlplanner.functions.entry import FIELD, Argument, Condition
from xlplanner.functions.quality import Quality
from xlplanner.functions.records import (
    DEFAULT_DEPLOYMENT,
    DEFAULT_LAW,
    DEPLOYMENT_KIND,
    LAW_KIND,
)
from xlplanner.units import Unit

COUNT = Number(1, 1e30)
DEMAND = Number(0, 1e30)
LOSS_BOUNDS = Number(0, 100, low_allowed=False)
LIMIT = Number(1, float(NO_LIMIT))

LOSS = Argument(
    "loss",
    'Pre-training loss to reach, above the law\'s E; or "like 30B": as good as a Chinchilla model '
    "of that size",
    Unit.LOSS,
    Quality(LOSS_BOUNDS.low, LOSS_BOUNDS.high, low_allowed=False, sizes=COUNT),
)
PARAMS = Argument("params", "Parameters of the model", Unit.PARAMS, COUNT)
TOKENS = Argument("tokens", "Training tokens", Unit.TOKENS, COUNT)
FLOPS = Argument("flops", "Budget of training and lifetime inference", Unit.FLOPS, Number(1, 1e60))
INF_TOKENS = Argument(
    "inf_tokens", "Lifetime inference tokens, input and output together", Unit.TOKENS, DEMAND
)
REQUESTS = Argument("requests", "Lifetime requests", Unit.REQUESTS, DEMAND)
GPUS = Argument("gpus", "GPUs that train at the same time", Unit.GPUS, Number(1, 1e9))


def _limit(name: str, description: str, unit: Unit) -> Argument:
    """An optional upper limit."""
    return Argument(
        name,
        description,
        unit,
        LIMIT,
        optional=True,
        default=float(NO_LIMIT),
        default_words="no limit",
    )


MAX_PARAMS = _limit("max_params", "Most parameters allowed", Unit.PARAMS)
MAX_TOKENS = _limit("max_tokens", "Most training tokens allowed", Unit.TOKENS)
MAX_TRAINING_FLOPS = _limit(
    "max_training_flops",
    "Most FLOPs of training allowed; of a deadline GPUs*days*86400*peak*MFU",
    Unit.FLOPS,
)
LAW = Argument(
    "law",
    "Scaling law by id, or its constants as a two-column range of labels and values",
    Unit.NAME,
    LAW_KIND,
    optional=True,
    default=DEFAULT_LAW,
)
DEPLOYMENT = Argument(
    "deployment",
    "Prices, peaks, MFUs and tokens per request: a preset by name, or a two-column range of "
    "labels and values",
    Unit.NAME,
    DEPLOYMENT_KIND,
    optional=True,
    default=DEFAULT_DEPLOYMENT,
)


def one_field(row: dict[str, Unit]) -> Argument:
    """The optional argument that picks one field of a row."""
    return Argument(
        FIELD,
        f"One field of the row alone; blank gives the row: {', '.join(row)}",
        Unit.NAME,
        Choice(tuple(row)),
        optional=True,
    )


def _above_irreducible(loss: Values, law: Law) -> Truths:
    return loss > law.E


ABOVE_IRREDUCIBLE = Condition(
    _above_irreducible,
    lambda loss, law: (
        f"loss must be above the law's irreducible loss E = {law.E:.10g}; got {loss:.10g}"
    ),
)


def _params_suffice(loss: Values, params: Values, law: Law) -> Truths:
    return params_term(params, law) < reducible_loss(loss, law)


PARAMS_SUFFICE = Condition(
    _params_suffice,
    lambda loss, params, law: (
        f"with {params:.6g} params no number of tokens reaches a loss of "
        f"{law.E + params_term(params, law):.10g} or below; got {loss:.10g}"
    ),
)


def _tokens_suffice(loss: Values, tokens: Values, law: Law) -> Truths:
    return tokens_term(tokens, law) < reducible_loss(loss, law)


TOKENS_SUFFICE = Condition(
    _tokens_suffice,
    lambda loss, tokens, law: (
        f"with {tokens:.6g} tokens no number of params reaches a loss of "
        f"{law.E + tokens_term(tokens, law):.10g} or below; got {loss:.10g}"
    ),
)


def _some_tokens(deployment: Deployment) -> bool:
    return deployment.input_tokens + deployment.output_tokens > 0


SOME_TOKENS = Condition(
    _some_tokens,
    lambda deployment: "input_tokens and output_tokens of the deployment must not both be 0",
)


def _requests_cost(deployment: Deployment) -> bool:
    return deployment.utilised_tokens > 0


PAID_REQUESTS = Condition(
    _requests_cost,
    lambda deployment: (
        "a request of the deployment must cost something; got input_tokens = "
        f"{deployment.input_tokens:g}, of which {deployment.cached_input:.6g} cached at "
        f"{deployment.cached_price_ratio:.6g} of the price, and output_tokens = "
        f"{deployment.output_tokens:g}"
    ),
)
