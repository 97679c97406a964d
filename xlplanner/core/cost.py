"""FLOPs and dollars of training and inference.

Training costs 6 FLOPs and inference 2 FLOPs per parameter and token (eq. 3). A dollar cost divides
the FLOPs by what a GPU really does, its peak times the model FLOPs utilisation (MFU), and
multiplies by its price (eqs. 5 and 6). Overhead, fine-tuning, caching, idle GPUs and peaks multiply
one of the two bills, so the life of a model costs token_cost*N*(D + K) in any deployment.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from xlplanner.core.blocks import blockwise
from xlplanner.core.constants import (
    HOURS_PER_DAY,
    INFERENCE_FLOPS,
    SECONDS_PER_HOUR,
    TOKENS_PER_MTOK,
    TRAINING_FLOPS,
)
from xlplanner.core.law import Values
from xlplanner.core.quantities import Quantity, described
from xlplanner.units import Unit

PRICE = Quantity(Unit.USD_PER_GPU_HOUR, 1e-6, 1e6)
PEAK = Quantity(Unit.OPS_PER_SECOND, 1e6, 1e24)
MFU = Quantity(Unit.FRACTION, 1e-6, 1)
REQUEST_TOKENS = Quantity(Unit.TOKENS_PER_REQUEST, 0, 1e12)
SHARE = Quantity(Unit.FRACTION, 0, 1)
SHARE_IN_USE = Quantity(Unit.FRACTION, 1e-6, 1)
OVERHEAD = Quantity(Unit.TIMES, 1, 1e6)
TUNING_TOKENS = Quantity(Unit.TOKENS, 0, 1e30)
BANDWIDTH = Quantity(Unit.TB_PER_SECOND, 0, 1e4)


@dataclass(frozen=True, slots=True)
class Deployment:
    """What training and inference run on, and what one request looks like.

    Prices are per hour of one GPU, peaks are dense operations per second of one GPU at the
    precision used, MFUs are fractions, and tokens are means per request. From `cached_input` on the
    figures multiply the costs and are neutral by default; `inference_bandwidth`, 0 if not known,
    counts on the roofline alone.
    """

    training_price: float = field(metadata=described("Price of a training GPU", PRICE))
    inference_price: float = field(metadata=described("Price of an inference GPU", PRICE))
    training_peak: float = field(metadata=described("Peak of a training GPU", PEAK))
    inference_peak: float = field(metadata=described("Peak of an inference GPU", PEAK))
    training_mfu: float = field(metadata=described("Training MFU", MFU))
    input_mfu: float = field(metadata=described("Input MFU (prefill)", MFU, "prefill_mfu"))
    output_mfu: float = field(metadata=described("Output MFU (decode)", MFU, "decode_mfu"))
    input_tokens: float = field(metadata=described("Input tokens", REQUEST_TOKENS))
    output_tokens: float = field(metadata=described("Output tokens", REQUEST_TOKENS))
    cached_input: float = field(
        default=0.0, metadata=described("Cached share of input tokens", SHARE, "cached_share")
    )
    cached_price_ratio: float = field(
        default=1.0, metadata=described("Price of a cached over a new input token", SHARE)
    )
    utilisation: float = field(
        default=1.0,
        metadata=described("Share of inference GPU-hours in use", SHARE_IN_USE, "utilization"),
    )
    peak_over_mean: float = field(
        default=1.0, metadata=described("Peak over mean demand", OVERHEAD)
    )
    training_overhead: float = field(
        default=1.0, metadata=described("Training overhead: all runs over the final one", OVERHEAD)
    )
    fine_tuning_tokens: float = field(
        default=0.0, metadata=described("Fine-tuning tokens", TUNING_TOKENS)
    )
    inference_bandwidth: float = field(
        default=0.0,
        metadata=described("Memory bandwidth of an inference GPU", BANDWIDTH, in_costs=False),
    )

    @property
    def tokens_per_request(self) -> float:
        """Input and output tokens of one request together."""
        return self.input_tokens + self.output_tokens

    @property
    def without_output(self) -> Deployment:
        """The same deployment with requests that ask for no output."""
        return replace(self, output_tokens=0.0)

    @property
    def training_rate(self) -> float:
        """Useful operations that one training GPU does in an hour."""
        return self.training_peak * self.training_mfu * SECONDS_PER_HOUR

    @property
    def token_cost(self) -> float:
        """Training dollars per parameter and token with overhead h, h*6*c_tr/MFU_tr (eq. 5)."""
        return self.training_overhead * TRAINING_FLOPS * self.training_price / self.training_rate

    @property
    def fine_tuning_demand(self) -> float:
        """Tokens of pre-training that cost as much as fine-tuning, D_ft/h."""
        return self.fine_tuning_tokens / self.training_overhead

    @property
    def effective_input_tokens(self) -> float:
        """Input tokens of a request with cached ones counted at their price ratio."""
        return self.input_tokens * (1 - self.cached_input * (1 - self.cached_price_ratio))

    @property
    def utilised_tokens(self) -> float:
        """Tokens that a request takes the time of at the peak, in/MFU_in + out/MFU_out."""
        prefill = self.effective_input_tokens / self.input_mfu
        return prefill + self.output_tokens / self.output_mfu

    @property
    def inference_hour(self) -> float:
        """Dollars of an hour of an inference GPU, in use or idle: all that multiplies its price."""
        return self.inference_price

    @property
    def serving_price(self) -> float:
        """Dollars of a GPU-hour in use at mean demand: it pays for idle GPUs and the peak too."""
        return self.inference_hour / self.utilisation * self.peak_over_mean

    @property
    def request_cost(self) -> float:
        """Inference dollars per parameter and request (eq. 6).

        2*c_inf*(in/MFU_in + out/MFU_out).
        """
        peak_price = self.serving_price / (self.inference_peak * SECONDS_PER_HOUR)
        return INFERENCE_FLOPS * peak_price * self.utilised_tokens


def flops_demand(inf_tokens: Values) -> Values:
    """Effective demand when FLOPs are minimised, K = D_inf/3 (eq. 3)."""
    return INFERENCE_FLOPS * inf_tokens / TRAINING_FLOPS


def inf_tokens_of_demand(demand: Values) -> Values:
    """Inference tokens that make an effective demand: the inverse of `flops_demand`."""
    return demand * (TRAINING_FLOPS / INFERENCE_FLOPS)


def train_flops(params: Values, tokens: Values) -> Values:
    """FLOPs of training, 6*N*D."""
    return TRAINING_FLOPS * params * tokens


def inf_flops(params: Values, inf_tokens: Values) -> Values:
    """FLOPs of lifetime inference, 2*N*D_inf."""
    return INFERENCE_FLOPS * params * inf_tokens


@blockwise(outputs=1)
def total_flops(params: Values, tokens: Values, inf_tokens: Values) -> Values:
    """FLOPs of training and lifetime inference, 6*N*D + 2*N*D_inf (eq. 3)."""
    return train_flops(params, tokens) + inf_flops(params, inf_tokens)


def cost_demand(requests: Values, deployment: Deployment) -> Values:
    """Effective demand when dollars are minimised, what follows training in training tokens.

    K = ((1/3)*(c_inf/c_tr)*MFU_tr*(D_inp/MFU_inp + D_out/MFU_out) + D_ft)/h (from eq. 6).
    """
    return serving_demand(requests, deployment) + deployment.fine_tuning_demand


def serving_demand(requests: Values, deployment: Deployment) -> Values:
    """The part of `cost_demand` that requests make: serving alone, without fine-tuning."""
    return requests * (deployment.request_cost / deployment.token_cost)


def requests_of_demand(demand: Values, deployment: Deployment) -> Values:
    """Requests that make an effective demand: the inverse of `cost_demand`."""
    serving = demand - deployment.fine_tuning_demand
    return serving * (deployment.token_cost / deployment.request_cost)


def trained_tokens(tokens: Values, deployment: Deployment) -> Values:
    """Tokens that a model is trained on in all: h*D, overhead included, and D_ft of fine-tuning."""
    return tokens * deployment.training_overhead + deployment.fine_tuning_tokens


@blockwise(outputs=1)
def gpu_hours(params: Values, tokens: Values, deployment: Deployment) -> Values:
    """GPU-hours of training, 6*N*(h*D + D_ft) over the useful operations of a GPU-hour."""
    return train_flops(params, trained_tokens(tokens, deployment)) / deployment.training_rate


@blockwise(outputs=1)
def train_days(params: Values, tokens: Values, gpus: Values, deployment: Deployment) -> Values:
    """Days that a training run takes on a cluster of given size."""
    return gpu_hours(params, tokens, deployment) / gpus / HOURS_PER_DAY


@blockwise(outputs=1)
def train_cost(params: Values, tokens: Values, deployment: Deployment) -> Values:
    """Dollars of training, 6*N*(h*D + D_ft)*c_tr/MFU_tr (eq. 5)."""
    return params * (tokens + deployment.fine_tuning_demand) * deployment.token_cost


@blockwise(outputs=1)
def inf_cost(params: Values, requests: Values, deployment: Deployment) -> Values:
    """Dollars of lifetime inference, 2*N*c_inf*(D_inp/MFU_inp + D_out/MFU_out) (eq. 6)."""
    return params * requests * deployment.request_cost


@blockwise(outputs=1)
def total_cost(params: Values, tokens: Values, requests: Values, deployment: Deployment) -> Values:
    """Dollars of training and lifetime inference (eq. 6)."""
    return train_cost(params, tokens, deployment) + inf_cost(params, requests, deployment)


@blockwise(outputs=1)
def cost_per_mtok(params: Values, deployment: Deployment) -> Values:
    """Serving dollars per million input and output tokens, training not included."""
    return params * deployment.request_cost / deployment.tokens_per_request * TOKENS_PER_MTOK
