"""FLOPs and dollars of training and inference.

Training costs 6 FLOPs and inference 2 FLOPs per parameter and token (eq. 3). A dollar cost divides
the FLOPs by what a GPU really does, its peak times the model FLOPs utilisation (MFU), and
multiplies by its price (eqs. 5 and 6).
"""

from __future__ import annotations

from dataclasses import dataclass

from xlplanner.core.blocks import blockwise
from xlplanner.core.law import Values

TRAINING_FLOPS_PER_PARAM_TOKEN = 6
INFERENCE_FLOPS_PER_PARAM_TOKEN = 2
SECONDS_PER_HOUR = 3600
HOURS_PER_DAY = 24
TOKENS_PER_MTOK = 1e6


@dataclass(frozen=True, slots=True)
class Deployment:
    """What training and inference run on, and what one request looks like.

    Attributes
    ----------
    training_price, inference_price : float
        Price of one GPU [USD/GPU-hour].
    training_peak, inference_peak : float
        Peak dense operations per second of one GPU at the precision used [op/s].
    training_mfu, input_mfu, output_mfu : float
        Model FLOPs utilisation of training, prompt processing and generation [fraction].
    input_tokens, output_tokens : float
        Mean tokens per request [tokens/request].
    """

    training_price: float
    inference_price: float
    training_peak: float
    inference_peak: float
    training_mfu: float
    input_mfu: float
    output_mfu: float
    input_tokens: float
    output_tokens: float


def flops_demand(inf_tokens: Values) -> Values:
    """Effective demand when FLOPs are minimised, K = D_inf/3 (eq. 3)."""
    return inf_tokens * INFERENCE_FLOPS_PER_PARAM_TOKEN / TRAINING_FLOPS_PER_PARAM_TOKEN


def train_flops(params: Values, tokens: Values) -> Values:
    """FLOPs of training, 6*N*D."""
    return TRAINING_FLOPS_PER_PARAM_TOKEN * params * tokens


def inf_flops(params: Values, inf_tokens: Values) -> Values:
    """FLOPs of lifetime inference, 2*N*D_inf."""
    return INFERENCE_FLOPS_PER_PARAM_TOKEN * params * inf_tokens


@blockwise(outputs=1)
def total_flops(params: Values, tokens: Values, inf_tokens: Values) -> Values:
    """FLOPs of training and lifetime inference, 6*N*D + 2*N*D_inf (eq. 3)."""
    return train_flops(params, tokens) + inf_flops(params, inf_tokens)


def tokens_per_request(deployment: Deployment) -> float:
    """Input and output tokens of one request together."""
    return deployment.input_tokens + deployment.output_tokens


def training_rate(deployment: Deployment) -> float:
    """Useful operations that one training GPU does in an hour."""
    return deployment.training_peak * deployment.training_mfu * SECONDS_PER_HOUR


def token_cost(deployment: Deployment) -> float:
    """Training dollars per parameter and token, 6*c_tr/MFU_tr (eq. 5)."""
    return TRAINING_FLOPS_PER_PARAM_TOKEN * deployment.training_price / training_rate(deployment)


def request_cost(deployment: Deployment) -> float:
    """Inference dollars per parameter and request, 2*c_inf*(in/MFU_in + out/MFU_out) (eq. 6)."""
    utilised_tokens = (
        deployment.input_tokens / deployment.input_mfu
        + deployment.output_tokens / deployment.output_mfu
    )
    peak_price = deployment.inference_price / (deployment.inference_peak * SECONDS_PER_HOUR)
    return INFERENCE_FLOPS_PER_PARAM_TOKEN * peak_price * utilised_tokens


def cost_demand(requests: Values, deployment: Deployment) -> Values:
    """Effective demand when dollars are minimised, the inference bill in training tokens.

    K = (1/3)*(c_inf/c_tr)*MFU_tr*(D_inp/MFU_inp + D_out/MFU_out) (from eq. 6).
    """
    return requests * (request_cost(deployment) / token_cost(deployment))


@blockwise(outputs=1)
def gpu_hours(params: Values, tokens: Values, deployment: Deployment) -> Values:
    """GPU-hours of training, 6*N*D over the useful operations of a GPU-hour."""
    return train_flops(params, tokens) / training_rate(deployment)


@blockwise(outputs=1)
def train_days(params: Values, tokens: Values, gpus: Values, deployment: Deployment) -> Values:
    """Days that a training run takes on a cluster of given size."""
    return gpu_hours(params, tokens, deployment) / gpus / HOURS_PER_DAY


@blockwise(outputs=1)
def train_cost(params: Values, tokens: Values, deployment: Deployment) -> Values:
    """Dollars of training, 6*N*D*c_tr/MFU_tr (eq. 5)."""
    return params * tokens * token_cost(deployment)


@blockwise(outputs=1)
def inf_cost(params: Values, requests: Values, deployment: Deployment) -> Values:
    """Dollars of lifetime inference, 2*N*c_inf*(D_inp/MFU_inp + D_out/MFU_out) (eq. 6)."""
    return params * requests * request_cost(deployment)


@blockwise(outputs=1)
def total_cost(params: Values, tokens: Values, requests: Values, deployment: Deployment) -> Values:
    """Dollars of training and lifetime inference (eq. 6)."""
    return train_cost(params, tokens, deployment) + inf_cost(params, requests, deployment)


@blockwise(outputs=1)
def cost_per_mtok(params: Values, deployment: Deployment) -> Values:
    """Serving dollars per million input and output tokens, training not included."""
    return params * request_cost(deployment) / tokens_per_request(deployment) * TOKENS_PER_MTOK
