# Made from the catalogue; install/regenerate writes it anew.
# Single cells fit the overload for ranges of cells too; the first that fits counts.
# mypy: disable-error-code="overload-overlap"
"""How large a language model to train, on how many tokens, and what it costs over its life."""

from typing import Generic, NamedTuple, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from xlplanner._version import __version__ as __version__
from xlplanner.core.cost import Deployment as Deployment
from xlplanner.core.law import Law as Law
from xlplanner.errors import CellValueError as CellValueError
from xlplanner.errors import DataError as DataError
from xlplanner.errors import DomainError as DomainError
from xlplanner.errors import FileError as FileError
from xlplanner.errors import PassedOnError as PassedOnError
from xlplanner.errors import UnknownFunctionError as UnknownFunctionError
from xlplanner.errors import UnknownNameError as UnknownNameError
from xlplanner.errors import XlplannerError as XlplannerError
from xlplanner.functions.cells import Cell, DayCell, DeploymentCell, Labels, LawCell, NumberCell, Range

__all__ = [
    "law_loss",
    "law_tokens",
    "law_params",
    "law_info",
    "chinchilla_params",
    "chinchilla_tokens",
    "chinchilla_flops",
    "chinchilla_loss",
    "chinchilla_quality",
    "opt_params",
    "opt_tokens",
    "opt_flops",
    "opt_savings",
    "opt_plan",
    "cost_opt",
    "cost_opt_params",
    "cost_opt_tokens",
    "cost_opt_total",
    "cost_opt_savings",
    "deployment_info",
    "train_flops",
    "inf_flops",
    "total_flops",
    "train_cost",
    "inf_cost",
    "total_cost",
    "gpu_hours",
    "train_days",
    "cost_per_mtok",
    "limited_params",
    "limited_tokens",
    "break_even",
    "gpu_price",
    "gpu_peak",
    "gpu_memory",
    "gpu_bandwidth",
    "model_memory",
    "gpus_to_fit",
    "mfu_decode",
    "mfu_ref",
    "request_tokens",
    "model_params",
    "model_tokens",
    "why",
    "xlplanner_version",
    "OptPlan",
    "CostOpt",
    "RequestTokens",
    "XlplannerError",
    "DomainError",
    "CellValueError",
    "UnknownNameError",
    "UnknownFunctionError",
    "PassedOnError",
    "FileError",
    "DataError",
    "Law",
    "Deployment",
    "law",
    "deployment",
]

_Value = TypeVar("_Value")

class OptPlan(NamedTuple, Generic[_Value]):
    params: _Value
    tokens: _Value
    tokens_per_param: _Value
    training_flops: _Value
    inference_flops: _Value
    total_flops: _Value
    chinchilla_params: _Value
    chinchilla_tokens: _Value
    chinchilla_flops: _Value
    saving: _Value

class CostOpt(NamedTuple, Generic[_Value]):
    params: _Value
    tokens: _Value
    cost: _Value
    chinchilla_cost: _Value
    saving: _Value

class RequestTokens(NamedTuple, Generic[_Value]):
    input_tokens: _Value
    output_tokens: _Value

def law(
    name: str = "chinchilla",
    *,
    E: NumberCell = ...,
    A: NumberCell = ...,
    B: NumberCell = ...,
    alpha: NumberCell = ...,
    beta: NumberCell = ...,
) -> Law:
    """A scaling law of the data, with constants of one's own."""

def deployment(
    name: str = "paper-stated",
    *,
    training_price: NumberCell = ...,
    inference_price: NumberCell = ...,
    training_peak: NumberCell = ...,
    inference_peak: NumberCell = ...,
    training_mfu: NumberCell = ...,
    input_mfu: NumberCell = ...,
    output_mfu: NumberCell = ...,
    input_tokens: NumberCell = ...,
    output_tokens: NumberCell = ...,
    training_gpu: str = ...,
    training_precision: str = ...,
    inference_gpu: str = ...,
    inference_precision: str = ...,
    provider: str = ...,
    commitment: str = ...,
    as_of: DayCell = ...,
    request_mix: str = ...,
) -> Deployment:
    """A deployment of the data, with figures of one's own."""

@overload
def law_loss(
    params: NumberCell,
    tokens: NumberCell,
    law: LawCell | None = "chinchilla",
) -> float:
    """Pre-training loss of a model of given size, trained on given tokens. [nats/token]"""
@overload
def law_loss(
    params: NumberCell | Range[NumberCell],
    tokens: NumberCell | Range[NumberCell],
    law: LawCell | Range[LawCell] | None = "chinchilla",
) -> NDArray[np.float64]: ...

@overload
def law_tokens(
    loss: NumberCell,
    params: NumberCell,
    law: LawCell | None = "chinchilla",
) -> float:
    """Training tokens that bring a model of given size to a loss. [tokens]"""
@overload
def law_tokens(
    loss: NumberCell | Range[NumberCell],
    params: NumberCell | Range[NumberCell],
    law: LawCell | Range[LawCell] | None = "chinchilla",
) -> NDArray[np.float64]: ...

@overload
def law_params(
    loss: NumberCell,
    tokens: NumberCell,
    law: LawCell | None = "chinchilla",
) -> float:
    """Parameters with which given training tokens reach a loss. [params]"""
@overload
def law_params(
    loss: NumberCell | Range[NumberCell],
    tokens: NumberCell | Range[NumberCell],
    law: LawCell | Range[LawCell] | None = "chinchilla",
) -> NDArray[np.float64]: ...

def law_info(
    law: LawCell | None = "chinchilla",
) -> dict[str, float | str]:
    """Constants of a scaling law with its fitted range and source, as labels and values; the two
    columns can be edited and given back as a law. [see fields]"""

@overload
def chinchilla_params(
    loss: NumberCell,
    law: LawCell | None = "chinchilla",
) -> float:
    """Parameters of the model that reaches a loss with the fewest training FLOPs. [params]"""
@overload
def chinchilla_params(
    loss: NumberCell | Range[NumberCell],
    law: LawCell | Range[LawCell] | None = "chinchilla",
) -> NDArray[np.float64]: ...

@overload
def chinchilla_tokens(
    loss: NumberCell,
    law: LawCell | None = "chinchilla",
) -> float:
    """Training tokens of the model that reaches a loss with the fewest training FLOPs. [tokens]"""
@overload
def chinchilla_tokens(
    loss: NumberCell | Range[NumberCell],
    law: LawCell | Range[LawCell] | None = "chinchilla",
) -> NDArray[np.float64]: ...

@overload
def chinchilla_flops(
    loss: NumberCell,
    law: LawCell | None = "chinchilla",
) -> float:
    """Fewest training FLOPs that reach a loss. [FLOPs]"""
@overload
def chinchilla_flops(
    loss: NumberCell | Range[NumberCell],
    law: LawCell | Range[LawCell] | None = "chinchilla",
) -> NDArray[np.float64]: ...

@overload
def chinchilla_loss(
    flops: NumberCell,
    law: LawCell | None = "chinchilla",
) -> float:
    """Lowest loss that a training budget can reach. [nats/token]"""
@overload
def chinchilla_loss(
    flops: NumberCell | Range[NumberCell],
    law: LawCell | Range[LawCell] | None = "chinchilla",
) -> NDArray[np.float64]: ...

@overload
def chinchilla_quality(
    params: NumberCell,
    law: LawCell | None = "chinchilla",
) -> float:
    """Loss of the training-only optimum of given size: what "as good as a 7B Chinchilla model"
    means. [nats/token]"""
@overload
def chinchilla_quality(
    params: NumberCell | Range[NumberCell],
    law: LawCell | Range[LawCell] | None = "chinchilla",
) -> NDArray[np.float64]: ...

@overload
def opt_params(
    loss: NumberCell,
    inf_tokens: NumberCell,
    law: LawCell | None = "chinchilla",
) -> float:
    """Parameters of the model that reaches a loss with the fewest FLOPs over its life. [params]"""
@overload
def opt_params(
    loss: NumberCell | Range[NumberCell],
    inf_tokens: NumberCell | Range[NumberCell],
    law: LawCell | Range[LawCell] | None = "chinchilla",
) -> NDArray[np.float64]: ...

@overload
def opt_tokens(
    loss: NumberCell,
    inf_tokens: NumberCell,
    law: LawCell | None = "chinchilla",
) -> float:
    """Training tokens of the model that reaches a loss with the fewest FLOPs over its life.
    [tokens]"""
@overload
def opt_tokens(
    loss: NumberCell | Range[NumberCell],
    inf_tokens: NumberCell | Range[NumberCell],
    law: LawCell | Range[LawCell] | None = "chinchilla",
) -> NDArray[np.float64]: ...

@overload
def opt_flops(
    loss: NumberCell,
    inf_tokens: NumberCell,
    law: LawCell | None = "chinchilla",
) -> float:
    """Fewest FLOPs of training and inference together that reach a loss. [FLOPs]"""
@overload
def opt_flops(
    loss: NumberCell | Range[NumberCell],
    inf_tokens: NumberCell | Range[NumberCell],
    law: LawCell | Range[LawCell] | None = "chinchilla",
) -> NDArray[np.float64]: ...

@overload
def opt_savings(
    loss: NumberCell,
    inf_tokens: NumberCell,
    law: LawCell | None = "chinchilla",
) -> float:
    """Share of lifetime FLOPs saved against the training-only (Chinchilla) model of equal loss.
    [fraction]"""
@overload
def opt_savings(
    loss: NumberCell | Range[NumberCell],
    inf_tokens: NumberCell | Range[NumberCell],
    law: LawCell | Range[LawCell] | None = "chinchilla",
) -> NDArray[np.float64]: ...

@overload
def opt_plan(
    loss: NumberCell,
    inf_tokens: NumberCell,
    law: LawCell | None = "chinchilla",
) -> OptPlan[float]:
    """The compute-optimal model beside the Chinchilla model of equal loss, as a labelled row.
    [see fields]"""
@overload
def opt_plan(
    loss: NumberCell | Range[NumberCell],
    inf_tokens: NumberCell | Range[NumberCell],
    law: LawCell | Range[LawCell] | None = "chinchilla",
) -> OptPlan[NDArray[np.float64]]: ...

@overload
def cost_opt(
    loss: NumberCell,
    requests: NumberCell,
    deployment: DeploymentCell | None = "paper-stated",
    law: LawCell | None = "chinchilla",
    field: None = None,
) -> CostOpt[float]:
    """The model that reaches a loss at the lowest cost of training and inference: a row of
    params, tokens, cost, the Chinchilla model's cost and the saving. [see fields]"""
@overload
def cost_opt(
    loss: NumberCell,
    requests: NumberCell,
    deployment: DeploymentCell | None = "paper-stated",
    law: LawCell | None = "chinchilla",
    *,
    field: str,
) -> float: ...
@overload
def cost_opt(
    loss: NumberCell,
    requests: NumberCell,
    deployment: DeploymentCell | None,
    law: LawCell | None,
    field: str,
) -> float: ...
@overload
def cost_opt(
    loss: NumberCell | Range[NumberCell],
    requests: NumberCell | Range[NumberCell],
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
    law: LawCell | Range[LawCell] | None = "chinchilla",
    field: None = None,
) -> CostOpt[NDArray[np.float64]]: ...
@overload
def cost_opt(
    loss: NumberCell | Range[NumberCell],
    requests: NumberCell | Range[NumberCell],
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
    law: LawCell | Range[LawCell] | None = "chinchilla",
    *,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def cost_opt(
    loss: NumberCell | Range[NumberCell],
    requests: NumberCell | Range[NumberCell],
    deployment: DeploymentCell | Range[DeploymentCell] | None,
    law: LawCell | Range[LawCell] | None,
    field: str | Range[str],
) -> NDArray[np.float64]: ...

@overload
def cost_opt_params(
    loss: NumberCell,
    requests: NumberCell,
    deployment: DeploymentCell | None = "paper-stated",
    law: LawCell | None = "chinchilla",
) -> float:
    """Parameters of the model that reaches a loss at the lowest cost over its life. [params]"""
@overload
def cost_opt_params(
    loss: NumberCell | Range[NumberCell],
    requests: NumberCell | Range[NumberCell],
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
    law: LawCell | Range[LawCell] | None = "chinchilla",
) -> NDArray[np.float64]: ...

@overload
def cost_opt_tokens(
    loss: NumberCell,
    requests: NumberCell,
    deployment: DeploymentCell | None = "paper-stated",
    law: LawCell | None = "chinchilla",
) -> float:
    """Training tokens of the model that reaches a loss at the lowest cost over its life.
    [tokens]"""
@overload
def cost_opt_tokens(
    loss: NumberCell | Range[NumberCell],
    requests: NumberCell | Range[NumberCell],
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
    law: LawCell | Range[LawCell] | None = "chinchilla",
) -> NDArray[np.float64]: ...

@overload
def cost_opt_total(
    loss: NumberCell,
    requests: NumberCell,
    deployment: DeploymentCell | None = "paper-stated",
    law: LawCell | None = "chinchilla",
) -> float:
    """Lowest cost of training and inference together that reaches a loss. [USD]"""
@overload
def cost_opt_total(
    loss: NumberCell | Range[NumberCell],
    requests: NumberCell | Range[NumberCell],
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
    law: LawCell | Range[LawCell] | None = "chinchilla",
) -> NDArray[np.float64]: ...

@overload
def cost_opt_savings(
    loss: NumberCell,
    requests: NumberCell,
    deployment: DeploymentCell | None = "paper-stated",
    law: LawCell | None = "chinchilla",
) -> float:
    """Share of lifetime cost saved against the training-only (Chinchilla) model of equal loss.
    [fraction]"""
@overload
def cost_opt_savings(
    loss: NumberCell | Range[NumberCell],
    requests: NumberCell | Range[NumberCell],
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
    law: LawCell | Range[LawCell] | None = "chinchilla",
) -> NDArray[np.float64]: ...

def deployment_info(
    deployment: DeploymentCell | None = "paper-stated",
) -> dict[str, float | str]:
    """Prices, peaks, utilisation and tokens per request of a deployment, as labels and values;
    the two columns can be edited and given back as a deployment. [see fields]"""

@overload
def train_flops(
    params: NumberCell,
    tokens: NumberCell,
) -> float:
    """FLOPs of training a model. [FLOPs]"""
@overload
def train_flops(
    params: NumberCell | Range[NumberCell],
    tokens: NumberCell | Range[NumberCell],
) -> NDArray[np.float64]: ...

@overload
def inf_flops(
    params: NumberCell,
    inf_tokens: NumberCell,
) -> float:
    """FLOPs of a model's lifetime inference. [FLOPs]"""
@overload
def inf_flops(
    params: NumberCell | Range[NumberCell],
    inf_tokens: NumberCell | Range[NumberCell],
) -> NDArray[np.float64]: ...

@overload
def total_flops(
    params: NumberCell,
    tokens: NumberCell,
    inf_tokens: NumberCell,
) -> float:
    """FLOPs of training and lifetime inference. [FLOPs]"""
@overload
def total_flops(
    params: NumberCell | Range[NumberCell],
    tokens: NumberCell | Range[NumberCell],
    inf_tokens: NumberCell | Range[NumberCell],
) -> NDArray[np.float64]: ...

@overload
def train_cost(
    params: NumberCell,
    tokens: NumberCell,
    deployment: DeploymentCell | None = "paper-stated",
) -> float:
    """Cost of training a model. [USD]"""
@overload
def train_cost(
    params: NumberCell | Range[NumberCell],
    tokens: NumberCell | Range[NumberCell],
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
) -> NDArray[np.float64]: ...

@overload
def inf_cost(
    params: NumberCell,
    requests: NumberCell,
    deployment: DeploymentCell | None = "paper-stated",
) -> float:
    """Cost of serving a model's lifetime requests. [USD]"""
@overload
def inf_cost(
    params: NumberCell | Range[NumberCell],
    requests: NumberCell | Range[NumberCell],
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
) -> NDArray[np.float64]: ...

@overload
def total_cost(
    params: NumberCell,
    tokens: NumberCell,
    requests: NumberCell,
    deployment: DeploymentCell | None = "paper-stated",
) -> float:
    """Cost of training a model and serving its lifetime requests. [USD]"""
@overload
def total_cost(
    params: NumberCell | Range[NumberCell],
    tokens: NumberCell | Range[NumberCell],
    requests: NumberCell | Range[NumberCell],
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
) -> NDArray[np.float64]: ...

@overload
def gpu_hours(
    params: NumberCell,
    tokens: NumberCell,
    deployment: DeploymentCell | None = "paper-stated",
) -> float:
    """GPU-hours of training a model. [GPU-hours]"""
@overload
def gpu_hours(
    params: NumberCell | Range[NumberCell],
    tokens: NumberCell | Range[NumberCell],
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
) -> NDArray[np.float64]: ...

@overload
def train_days(
    params: NumberCell,
    tokens: NumberCell,
    gpus: NumberCell,
    deployment: DeploymentCell | None = "paper-stated",
) -> float:
    """Calendar days of training a model on a cluster that runs without a break. [days]"""
@overload
def train_days(
    params: NumberCell | Range[NumberCell],
    tokens: NumberCell | Range[NumberCell],
    gpus: NumberCell | Range[NumberCell],
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
) -> NDArray[np.float64]: ...

@overload
def cost_per_mtok(
    params: NumberCell,
    deployment: DeploymentCell | None = "paper-stated",
) -> float:
    """Cost of serving a million tokens, input and output alike; training is not in it.
    [USD/million tokens]"""
@overload
def cost_per_mtok(
    params: NumberCell | Range[NumberCell],
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
) -> NDArray[np.float64]: ...

@overload
def limited_params(
    params: NumberCell,
    loss: NumberCell,
    max_params: NumberCell | None = 1e+60,
    max_tokens: NumberCell | None = 1e+60,
    law: LawCell | None = "chinchilla",
) -> float:
    """Parameters of the best model under limits, from those of the optimum without them.
    [params]"""
@overload
def limited_params(
    params: NumberCell | Range[NumberCell],
    loss: NumberCell | Range[NumberCell],
    max_params: NumberCell | Range[NumberCell] | None = 1e+60,
    max_tokens: NumberCell | Range[NumberCell] | None = 1e+60,
    law: LawCell | Range[LawCell] | None = "chinchilla",
) -> NDArray[np.float64]: ...

@overload
def limited_tokens(
    tokens: NumberCell,
    loss: NumberCell,
    max_params: NumberCell | None = 1e+60,
    max_tokens: NumberCell | None = 1e+60,
    law: LawCell | None = "chinchilla",
) -> float:
    """Training tokens of the best model under limits, from those of the optimum without them.
    [tokens]"""
@overload
def limited_tokens(
    tokens: NumberCell | Range[NumberCell],
    loss: NumberCell | Range[NumberCell],
    max_params: NumberCell | Range[NumberCell] | None = 1e+60,
    max_tokens: NumberCell | Range[NumberCell] | None = 1e+60,
    law: LawCell | Range[LawCell] | None = "chinchilla",
) -> NDArray[np.float64]: ...

@overload
def break_even(
    params: NumberCell,
    tokens: NumberCell,
    other_params: NumberCell,
    other_tokens: NumberCell,
    deployment: DeploymentCell | None = "paper-stated",
) -> float:
    """Requests over its life from which a model costs less than a larger one. [requests]"""
@overload
def break_even(
    params: NumberCell | Range[NumberCell],
    tokens: NumberCell | Range[NumberCell],
    other_params: NumberCell | Range[NumberCell],
    other_tokens: NumberCell | Range[NumberCell],
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
) -> NDArray[np.float64]: ...

@overload
def gpu_price(
    gpu: str,
    provider: str | None = None,
    commitment: str | None = "on-demand",
    as_of: DayCell | None = None,
) -> float:
    """Price of a GPU-hour: the latest, or as of a day; the median where several providers offer
    it. [USD/GPU-hour]"""
@overload
def gpu_price(
    gpu: str | Range[str],
    provider: str | Range[str] | None = None,
    commitment: str | Range[str] | None = "on-demand",
    as_of: DayCell | Range[DayCell] | None = None,
) -> NDArray[np.float64]: ...

@overload
def gpu_peak(
    gpu: str,
    precision: str,
) -> float:
    """Peak dense operations per second of a GPU at a precision. [op/s]"""
@overload
def gpu_peak(
    gpu: str | Range[str],
    precision: str | Range[str],
) -> NDArray[np.float64]: ...

@overload
def gpu_memory(
    gpu: str,
) -> float:
    """Memory of a GPU. [GB]"""
@overload
def gpu_memory(
    gpu: str | Range[str],
) -> NDArray[np.float64]: ...

@overload
def gpu_bandwidth(
    gpu: str,
) -> float:
    """Memory bandwidth of a GPU. [TB/s]"""
@overload
def gpu_bandwidth(
    gpu: str | Range[str],
) -> NDArray[np.float64]: ...

@overload
def model_memory(
    params: NumberCell,
    bits: NumberCell | None = 16,
) -> float:
    """Memory that a model's weights take. [GB]"""
@overload
def model_memory(
    params: NumberCell | Range[NumberCell],
    bits: NumberCell | Range[NumberCell] | None = 16,
) -> NDArray[np.float64]: ...

@overload
def gpus_to_fit(
    params: NumberCell,
    gpu: str,
    bits: NumberCell | None = 16,
) -> float:
    """Fewest GPUs whose memory together holds a model's weights. [GPUs]"""
@overload
def gpus_to_fit(
    params: NumberCell | Range[NumberCell],
    gpu: str | Range[str],
    bits: NumberCell | Range[NumberCell] | None = 16,
) -> NDArray[np.float64]: ...

@overload
def mfu_decode(
    params: NumberCell,
    gpu: str,
    batch: NumberCell,
    context: NumberCell | None = 0,
    bits: str | float | None = "16",
    kv_bytes: NumberCell | None = 131072,
) -> float:
    """Highest MFU that generation can reach, by the roofline of computing and memory bandwidth.
    [fraction]"""
@overload
def mfu_decode(
    params: NumberCell | Range[NumberCell],
    gpu: str | Range[str],
    batch: NumberCell | Range[NumberCell],
    context: NumberCell | Range[NumberCell] | None = 0,
    bits: str | float | Range[str | float] | None = "16",
    kv_bytes: NumberCell | Range[NumberCell] | None = 131072,
) -> NDArray[np.float64]: ...

@overload
def mfu_ref(
    reference: str,
) -> float:
    """A model FLOPs utilisation that was measured or reported, by name. [fraction]"""
@overload
def mfu_ref(
    reference: str | Range[str],
) -> NDArray[np.float64]: ...

@overload
def request_tokens(
    mix: str,
    field: None = None,
) -> RequestTokens[float]:
    """Mean input and output tokens of a workload's requests. [see fields]"""
@overload
def request_tokens(
    mix: str,
    *,
    field: str,
) -> float: ...
@overload
def request_tokens(
    mix: str,
    field: str,
) -> float: ...
@overload
def request_tokens(
    mix: str | Range[str],
    field: None = None,
) -> RequestTokens[NDArray[np.float64]]: ...
@overload
def request_tokens(
    mix: str | Range[str],
    *,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def request_tokens(
    mix: str | Range[str],
    field: str | Range[str],
) -> NDArray[np.float64]: ...

@overload
def model_params(
    model: str,
) -> float:
    """Parameters of a released model. [params]"""
@overload
def model_params(
    model: str | Range[str],
) -> NDArray[np.float64]: ...

@overload
def model_tokens(
    model: str,
) -> float:
    """Training tokens of a released model. [tokens]"""
@overload
def model_tokens(
    model: str | Range[str],
) -> NDArray[np.float64]: ...

@overload
def why(
    function_name: Cell | Labels,
    *cells: Cell | Labels,
) -> str:
    """Why a call gives an error, in words, or "OK": the name of a function, then its arguments.
    [text]"""
@overload
def why(
    function_name: Cell | Labels | Range[Cell | Labels],
    *cells: Cell | Labels | Range[Cell | Labels],
) -> str | NDArray[np.object_]: ...

def xlplanner_version() -> str:
    """Version of xlplanner that computes the cells. [text]"""
