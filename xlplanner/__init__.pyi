# Made from the catalogue; install/regenerate writes it anew.
# Single cells fit the overload for ranges of cells too; the first that fits counts.
# mypy: disable-error-code="overload-overlap"
"""How large a language model to train, on how many tokens, and what it costs over its life."""

from typing import Any, Generic, NamedTuple, TypeVar, overload

import numpy as np
from numpy.typing import NDArray

from xlplanner._version import __version__ as __version__
from xlplanner.core.cost import Deployment as Deployment
from xlplanner.core.law import Law as Law
from xlplanner.errors import CellValueError as CellValueError
from xlplanner.errors import DataError as DataError
from xlplanner.errors import DomainError as DomainError
from xlplanner.errors import FileError as FileError
from xlplanner.errors import NoteWarning as NoteWarning
from xlplanner.errors import PassedOnError as PassedOnError
from xlplanner.errors import UnknownFunctionError as UnknownFunctionError
from xlplanner.errors import UnknownNameError as UnknownNameError
from xlplanner.errors import XlplannerError as XlplannerError
from xlplanner.functions.cells import Cell, DayCell, DeploymentCell, Labels, LawCell, NumberCell, Range, SeriesLike

__all__ = [
    "law_loss",
    "law_tokens",
    "law_params",
    "law_info",
    "chinchilla_params",
    "chinchilla_tokens",
    "chinchilla_flops",
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
    "budget_plan",
    "budget_loss",
    "cost_budget",
    "opt_limited",
    "cost_limited",
    "opt_regret",
    "cost_regret",
    "opt_range",
    "cost_range",
    "train_flops",
    "inf_flops",
    "total_flops",
    "train_cost",
    "inf_cost",
    "total_cost",
    "gpu_hours",
    "train_days",
    "cost_per_mtok",
    "implied_demand",
    "implied_requests",
    "break_even",
    "break_even_tokens",
    "demand_mean",
    "demand_pv",
    "demand_ramp",
    "cost_elastic",
    "plan_regret",
    "minimax_plan",
    "cost_quantiles",
    "cost_of_quality",
    "cost_sensitivity",
    "law_compare",
    "opt_band",
    "cost_band",
    "fit_law",
    "fit_check",
    "growth_params",
    "growth_tokens",
    "api_cost",
    "break_even_api",
    "gpu_hour_cost",
    "energy",
    "speculative_speedup",
    "decode_speed",
    "decode_params",
    "cost_roofline",
    "fleet_plan",
    "gpu_price",
    "gpu_price_trend",
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
    "notes",
    "xlplanner_version",
    "OptPlan",
    "CostOpt",
    "BudgetPlan",
    "CostBudget",
    "OptLimited",
    "CostLimited",
    "OptRange",
    "CostRange",
    "CostElastic",
    "MinimaxPlan",
    "CostQuantiles",
    "CostSensitivity",
    "LawCompare",
    "OptBand",
    "CostBand",
    "FitCheck",
    "Energy",
    "DecodeSpeed",
    "CostRoofline",
    "FleetPlan",
    "GpuPriceTrend",
    "RequestTokens",
    "XlplannerError",
    "DomainError",
    "CellValueError",
    "UnknownNameError",
    "UnknownFunctionError",
    "PassedOnError",
    "FileError",
    "DataError",
    "NoteWarning",
    "Law",
    "Deployment",
    "law",
    "deployment",
    "show_notes",
]

_Value = TypeVar("_Value")
_Series = TypeVar("_Series")
_Frame = TypeVar("_Frame")

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

class BudgetPlan(NamedTuple, Generic[_Value]):
    params: _Value
    tokens: _Value
    loss: _Value
    training_share: _Value
    unused: _Value

class CostBudget(NamedTuple, Generic[_Value]):
    params: _Value
    tokens: _Value
    loss: _Value
    training_share: _Value
    unused: _Value

class OptLimited(NamedTuple, Generic[_Value]):
    params: _Value
    tokens: _Value
    total_flops: _Value
    extra_flops: _Value
    extra_share: _Value

class CostLimited(NamedTuple, Generic[_Value]):
    params: _Value
    tokens: _Value
    cost: _Value
    extra_cost: _Value
    extra_share: _Value

class OptRange(NamedTuple, Generic[_Value]):
    low: _Value
    best: _Value
    high: _Value

class CostRange(NamedTuple, Generic[_Value]):
    low: _Value
    best: _Value
    high: _Value

class CostElastic(NamedTuple, Generic[_Value]):
    params: _Value
    tokens: _Value
    requests: _Value
    cost: _Value
    revenue: _Value
    profit: _Value

class MinimaxPlan(NamedTuple, Generic[_Value]):
    params: _Value
    tokens: _Value
    regret: _Value
    regret_cost: _Value

class CostQuantiles(NamedTuple, Generic[_Value]):
    params: _Value
    tokens: _Value
    cost_p10: _Value
    cost_mean: _Value
    cost_p90: _Value
    value_of_knowing: _Value

class CostSensitivity(NamedTuple):
    input: NDArray[np.str_]
    params: NDArray[np.float64]
    tokens: NDArray[np.float64]
    cost: NDArray[np.float64]

class LawCompare(NamedTuple):
    law: NDArray[np.str_]
    loss: NDArray[np.float64]
    chinchilla_tokens: NDArray[np.float64]
    params: NDArray[np.float64]
    tokens: NDArray[np.float64]
    saving: NDArray[np.float64]

class OptBand(NamedTuple, Generic[_Value]):
    params_low: _Value
    params: _Value
    params_high: _Value
    tokens_low: _Value
    tokens: _Value
    tokens_high: _Value
    saving_low: _Value
    saving: _Value
    saving_high: _Value

class CostBand(NamedTuple, Generic[_Value]):
    params_low: _Value
    params: _Value
    params_high: _Value
    tokens_low: _Value
    tokens: _Value
    tokens_high: _Value
    saving_low: _Value
    saving: _Value
    saving_high: _Value

class FitCheck(NamedTuple):
    warning: NDArray[np.str_]

class Energy(NamedTuple, Generic[_Value]):
    energy: _Value
    emissions: _Value

class DecodeSpeed(NamedTuple, Generic[_Value]):
    per_stream: _Value
    total: _Value

class CostRoofline(NamedTuple, Generic[_Value]):
    params: _Value
    tokens: _Value
    cost: _Value
    output_mfu: _Value
    speed: _Value

class FleetPlan(NamedTuple, Generic[_Value]):
    gpus: _Value
    params: _Value
    tokens: _Value
    cost: _Value

class GpuPriceTrend(NamedTuple, Generic[_Value]):
    change: _Value
    low: _Value
    high: _Value
    months: _Value

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
    cached_input: NumberCell = ...,
    cached_price_ratio: NumberCell = ...,
    utilisation: NumberCell = ...,
    peak_over_mean: NumberCell = ...,
    training_overhead: NumberCell = ...,
    fine_tuning_tokens: NumberCell = ...,
    inference_bandwidth: NumberCell = ...,
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

def show_notes(
    show: bool = True,
) -> None:
    """Let every call warn of what NOTES says of its answer, or be quiet again, as at first."""

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
def law_loss(
    params: NumberCell | SeriesLike[_Series, _Frame],
    tokens: NumberCell | SeriesLike[_Series, _Frame],
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
) -> _Series: ...

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
def law_tokens(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    params: NumberCell | SeriesLike[_Series, _Frame],
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
) -> _Series: ...

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
@overload
def law_params(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    tokens: NumberCell | SeriesLike[_Series, _Frame],
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
) -> _Series: ...

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
def chinchilla_params(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
) -> _Series: ...

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
def chinchilla_tokens(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
) -> _Series: ...

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
def chinchilla_flops(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
) -> _Series: ...

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
def chinchilla_quality(
    params: NumberCell | SeriesLike[_Series, _Frame],
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
) -> _Series: ...

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
def opt_params(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    inf_tokens: NumberCell | SeriesLike[_Series, _Frame],
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
) -> _Series: ...

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
def opt_tokens(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    inf_tokens: NumberCell | SeriesLike[_Series, _Frame],
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
) -> _Series: ...

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
def opt_flops(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    inf_tokens: NumberCell | SeriesLike[_Series, _Frame],
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
) -> _Series: ...

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
def opt_savings(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    inf_tokens: NumberCell | SeriesLike[_Series, _Frame],
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
) -> _Series: ...

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
def opt_plan(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    inf_tokens: NumberCell | SeriesLike[_Series, _Frame],
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
) -> _Frame: ...

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
def cost_opt(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    requests: NumberCell | SeriesLike[_Series, _Frame],
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
    field: None = None,
) -> _Frame: ...
@overload
def cost_opt(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    requests: NumberCell | SeriesLike[_Series, _Frame],
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
    *,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...
@overload
def cost_opt(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    requests: NumberCell | SeriesLike[_Series, _Frame],
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None,
    law: LawCell | SeriesLike[_Series, _Frame] | None,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...

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
def cost_opt_params(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    requests: NumberCell | SeriesLike[_Series, _Frame],
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
) -> _Series: ...

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
def cost_opt_tokens(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    requests: NumberCell | SeriesLike[_Series, _Frame],
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
) -> _Series: ...

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
def cost_opt_total(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    requests: NumberCell | SeriesLike[_Series, _Frame],
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
) -> _Series: ...

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
@overload
def cost_opt_savings(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    requests: NumberCell | SeriesLike[_Series, _Frame],
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
) -> _Series: ...

def deployment_info(
    deployment: DeploymentCell | None = "paper-stated",
) -> dict[str, float | str]:
    """Prices, peaks, utilisation and tokens per request of a deployment, as labels and values;
    the two columns can be edited and given back as a deployment. [see fields]"""

@overload
def budget_plan(
    flops: NumberCell,
    inf_tokens: NumberCell,
    max_params: NumberCell | None = 1e+60,
    max_tokens: NumberCell | None = 1e+60,
    law: LawCell | None = "chinchilla",
    field: None = None,
) -> BudgetPlan[float]:
    """The model of lowest loss that a budget of FLOPs pays for, inference included: params,
    tokens, loss, the share of training, and what is left if both limits bind. [see fields]"""
@overload
def budget_plan(
    flops: NumberCell,
    inf_tokens: NumberCell,
    max_params: NumberCell | None = 1e+60,
    max_tokens: NumberCell | None = 1e+60,
    law: LawCell | None = "chinchilla",
    *,
    field: str,
) -> float: ...
@overload
def budget_plan(
    flops: NumberCell,
    inf_tokens: NumberCell,
    max_params: NumberCell | None,
    max_tokens: NumberCell | None,
    law: LawCell | None,
    field: str,
) -> float: ...
@overload
def budget_plan(
    flops: NumberCell | Range[NumberCell],
    inf_tokens: NumberCell | Range[NumberCell],
    max_params: NumberCell | Range[NumberCell] | None = 1e+60,
    max_tokens: NumberCell | Range[NumberCell] | None = 1e+60,
    law: LawCell | Range[LawCell] | None = "chinchilla",
    field: None = None,
) -> BudgetPlan[NDArray[np.float64]]: ...
@overload
def budget_plan(
    flops: NumberCell | Range[NumberCell],
    inf_tokens: NumberCell | Range[NumberCell],
    max_params: NumberCell | Range[NumberCell] | None = 1e+60,
    max_tokens: NumberCell | Range[NumberCell] | None = 1e+60,
    law: LawCell | Range[LawCell] | None = "chinchilla",
    *,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def budget_plan(
    flops: NumberCell | Range[NumberCell],
    inf_tokens: NumberCell | Range[NumberCell],
    max_params: NumberCell | Range[NumberCell] | None,
    max_tokens: NumberCell | Range[NumberCell] | None,
    law: LawCell | Range[LawCell] | None,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def budget_plan(
    flops: NumberCell | SeriesLike[_Series, _Frame],
    inf_tokens: NumberCell | SeriesLike[_Series, _Frame],
    max_params: NumberCell | SeriesLike[_Series, _Frame] | None = 1e+60,
    max_tokens: NumberCell | SeriesLike[_Series, _Frame] | None = 1e+60,
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
    field: None = None,
) -> _Frame: ...
@overload
def budget_plan(
    flops: NumberCell | SeriesLike[_Series, _Frame],
    inf_tokens: NumberCell | SeriesLike[_Series, _Frame],
    max_params: NumberCell | SeriesLike[_Series, _Frame] | None = 1e+60,
    max_tokens: NumberCell | SeriesLike[_Series, _Frame] | None = 1e+60,
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
    *,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...
@overload
def budget_plan(
    flops: NumberCell | SeriesLike[_Series, _Frame],
    inf_tokens: NumberCell | SeriesLike[_Series, _Frame],
    max_params: NumberCell | SeriesLike[_Series, _Frame] | None,
    max_tokens: NumberCell | SeriesLike[_Series, _Frame] | None,
    law: LawCell | SeriesLike[_Series, _Frame] | None,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...

@overload
def budget_loss(
    flops: NumberCell,
    inf_tokens: NumberCell | None = 0.0,
    law: LawCell | None = "chinchilla",
) -> float:
    """Lowest loss that a budget of FLOPs can reach, inference included; without inf_tokens, that
    a training budget can reach. [nats/token]"""
@overload
def budget_loss(
    flops: NumberCell | Range[NumberCell],
    inf_tokens: NumberCell | Range[NumberCell] | None = 0.0,
    law: LawCell | Range[LawCell] | None = "chinchilla",
) -> NDArray[np.float64]: ...
@overload
def budget_loss(
    flops: NumberCell | SeriesLike[_Series, _Frame],
    inf_tokens: NumberCell | SeriesLike[_Series, _Frame] | None = 0.0,
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
) -> _Series: ...

@overload
def cost_budget(
    dollars: NumberCell,
    requests: NumberCell,
    max_params: NumberCell | None = 1e+60,
    max_tokens: NumberCell | None = 1e+60,
    deployment: DeploymentCell | None = "paper-stated",
    law: LawCell | None = "chinchilla",
    field: None = None,
) -> CostBudget[float]:
    """The model of lowest loss that money pays for, training and lifetime requests: params,
    tokens, loss, the share of training, and dollars left if both limits bind. [see fields]"""
@overload
def cost_budget(
    dollars: NumberCell,
    requests: NumberCell,
    max_params: NumberCell | None = 1e+60,
    max_tokens: NumberCell | None = 1e+60,
    deployment: DeploymentCell | None = "paper-stated",
    law: LawCell | None = "chinchilla",
    *,
    field: str,
) -> float: ...
@overload
def cost_budget(
    dollars: NumberCell,
    requests: NumberCell,
    max_params: NumberCell | None,
    max_tokens: NumberCell | None,
    deployment: DeploymentCell | None,
    law: LawCell | None,
    field: str,
) -> float: ...
@overload
def cost_budget(
    dollars: NumberCell | Range[NumberCell],
    requests: NumberCell | Range[NumberCell],
    max_params: NumberCell | Range[NumberCell] | None = 1e+60,
    max_tokens: NumberCell | Range[NumberCell] | None = 1e+60,
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
    law: LawCell | Range[LawCell] | None = "chinchilla",
    field: None = None,
) -> CostBudget[NDArray[np.float64]]: ...
@overload
def cost_budget(
    dollars: NumberCell | Range[NumberCell],
    requests: NumberCell | Range[NumberCell],
    max_params: NumberCell | Range[NumberCell] | None = 1e+60,
    max_tokens: NumberCell | Range[NumberCell] | None = 1e+60,
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
    law: LawCell | Range[LawCell] | None = "chinchilla",
    *,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def cost_budget(
    dollars: NumberCell | Range[NumberCell],
    requests: NumberCell | Range[NumberCell],
    max_params: NumberCell | Range[NumberCell] | None,
    max_tokens: NumberCell | Range[NumberCell] | None,
    deployment: DeploymentCell | Range[DeploymentCell] | None,
    law: LawCell | Range[LawCell] | None,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def cost_budget(
    dollars: NumberCell | SeriesLike[_Series, _Frame],
    requests: NumberCell | SeriesLike[_Series, _Frame],
    max_params: NumberCell | SeriesLike[_Series, _Frame] | None = 1e+60,
    max_tokens: NumberCell | SeriesLike[_Series, _Frame] | None = 1e+60,
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
    field: None = None,
) -> _Frame: ...
@overload
def cost_budget(
    dollars: NumberCell | SeriesLike[_Series, _Frame],
    requests: NumberCell | SeriesLike[_Series, _Frame],
    max_params: NumberCell | SeriesLike[_Series, _Frame] | None = 1e+60,
    max_tokens: NumberCell | SeriesLike[_Series, _Frame] | None = 1e+60,
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
    *,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...
@overload
def cost_budget(
    dollars: NumberCell | SeriesLike[_Series, _Frame],
    requests: NumberCell | SeriesLike[_Series, _Frame],
    max_params: NumberCell | SeriesLike[_Series, _Frame] | None,
    max_tokens: NumberCell | SeriesLike[_Series, _Frame] | None,
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None,
    law: LawCell | SeriesLike[_Series, _Frame] | None,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...

@overload
def opt_limited(
    loss: NumberCell,
    inf_tokens: NumberCell,
    max_params: NumberCell | None = 1e+60,
    max_tokens: NumberCell | None = 1e+60,
    max_training_flops: NumberCell | None = 1e+60,
    law: LawCell | None = "chinchilla",
    field: None = None,
) -> OptLimited[float]:
    """The model that reaches a loss with the fewest FLOPs within limits: params, tokens,
    total_flops, and the price of the limits as extra_flops and extra_share over the free
    optimum. [see fields]"""
@overload
def opt_limited(
    loss: NumberCell,
    inf_tokens: NumberCell,
    max_params: NumberCell | None = 1e+60,
    max_tokens: NumberCell | None = 1e+60,
    max_training_flops: NumberCell | None = 1e+60,
    law: LawCell | None = "chinchilla",
    *,
    field: str,
) -> float: ...
@overload
def opt_limited(
    loss: NumberCell,
    inf_tokens: NumberCell,
    max_params: NumberCell | None,
    max_tokens: NumberCell | None,
    max_training_flops: NumberCell | None,
    law: LawCell | None,
    field: str,
) -> float: ...
@overload
def opt_limited(
    loss: NumberCell | Range[NumberCell],
    inf_tokens: NumberCell | Range[NumberCell],
    max_params: NumberCell | Range[NumberCell] | None = 1e+60,
    max_tokens: NumberCell | Range[NumberCell] | None = 1e+60,
    max_training_flops: NumberCell | Range[NumberCell] | None = 1e+60,
    law: LawCell | Range[LawCell] | None = "chinchilla",
    field: None = None,
) -> OptLimited[NDArray[np.float64]]: ...
@overload
def opt_limited(
    loss: NumberCell | Range[NumberCell],
    inf_tokens: NumberCell | Range[NumberCell],
    max_params: NumberCell | Range[NumberCell] | None = 1e+60,
    max_tokens: NumberCell | Range[NumberCell] | None = 1e+60,
    max_training_flops: NumberCell | Range[NumberCell] | None = 1e+60,
    law: LawCell | Range[LawCell] | None = "chinchilla",
    *,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def opt_limited(
    loss: NumberCell | Range[NumberCell],
    inf_tokens: NumberCell | Range[NumberCell],
    max_params: NumberCell | Range[NumberCell] | None,
    max_tokens: NumberCell | Range[NumberCell] | None,
    max_training_flops: NumberCell | Range[NumberCell] | None,
    law: LawCell | Range[LawCell] | None,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def opt_limited(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    inf_tokens: NumberCell | SeriesLike[_Series, _Frame],
    max_params: NumberCell | SeriesLike[_Series, _Frame] | None = 1e+60,
    max_tokens: NumberCell | SeriesLike[_Series, _Frame] | None = 1e+60,
    max_training_flops: NumberCell | SeriesLike[_Series, _Frame] | None = 1e+60,
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
    field: None = None,
) -> _Frame: ...
@overload
def opt_limited(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    inf_tokens: NumberCell | SeriesLike[_Series, _Frame],
    max_params: NumberCell | SeriesLike[_Series, _Frame] | None = 1e+60,
    max_tokens: NumberCell | SeriesLike[_Series, _Frame] | None = 1e+60,
    max_training_flops: NumberCell | SeriesLike[_Series, _Frame] | None = 1e+60,
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
    *,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...
@overload
def opt_limited(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    inf_tokens: NumberCell | SeriesLike[_Series, _Frame],
    max_params: NumberCell | SeriesLike[_Series, _Frame] | None,
    max_tokens: NumberCell | SeriesLike[_Series, _Frame] | None,
    max_training_flops: NumberCell | SeriesLike[_Series, _Frame] | None,
    law: LawCell | SeriesLike[_Series, _Frame] | None,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...

@overload
def cost_limited(
    loss: NumberCell,
    requests: NumberCell,
    max_params: NumberCell | None = 1e+60,
    max_tokens: NumberCell | None = 1e+60,
    max_training_flops: NumberCell | None = 1e+60,
    deployment: DeploymentCell | None = "paper-stated",
    law: LawCell | None = "chinchilla",
    field: None = None,
) -> CostLimited[float]:
    """The model that reaches a loss at the lowest cost within limits: params, tokens, cost, and
    the price of the limits as extra_cost and extra_share over the free optimum. [see fields]"""
@overload
def cost_limited(
    loss: NumberCell,
    requests: NumberCell,
    max_params: NumberCell | None = 1e+60,
    max_tokens: NumberCell | None = 1e+60,
    max_training_flops: NumberCell | None = 1e+60,
    deployment: DeploymentCell | None = "paper-stated",
    law: LawCell | None = "chinchilla",
    *,
    field: str,
) -> float: ...
@overload
def cost_limited(
    loss: NumberCell,
    requests: NumberCell,
    max_params: NumberCell | None,
    max_tokens: NumberCell | None,
    max_training_flops: NumberCell | None,
    deployment: DeploymentCell | None,
    law: LawCell | None,
    field: str,
) -> float: ...
@overload
def cost_limited(
    loss: NumberCell | Range[NumberCell],
    requests: NumberCell | Range[NumberCell],
    max_params: NumberCell | Range[NumberCell] | None = 1e+60,
    max_tokens: NumberCell | Range[NumberCell] | None = 1e+60,
    max_training_flops: NumberCell | Range[NumberCell] | None = 1e+60,
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
    law: LawCell | Range[LawCell] | None = "chinchilla",
    field: None = None,
) -> CostLimited[NDArray[np.float64]]: ...
@overload
def cost_limited(
    loss: NumberCell | Range[NumberCell],
    requests: NumberCell | Range[NumberCell],
    max_params: NumberCell | Range[NumberCell] | None = 1e+60,
    max_tokens: NumberCell | Range[NumberCell] | None = 1e+60,
    max_training_flops: NumberCell | Range[NumberCell] | None = 1e+60,
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
    law: LawCell | Range[LawCell] | None = "chinchilla",
    *,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def cost_limited(
    loss: NumberCell | Range[NumberCell],
    requests: NumberCell | Range[NumberCell],
    max_params: NumberCell | Range[NumberCell] | None,
    max_tokens: NumberCell | Range[NumberCell] | None,
    max_training_flops: NumberCell | Range[NumberCell] | None,
    deployment: DeploymentCell | Range[DeploymentCell] | None,
    law: LawCell | Range[LawCell] | None,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def cost_limited(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    requests: NumberCell | SeriesLike[_Series, _Frame],
    max_params: NumberCell | SeriesLike[_Series, _Frame] | None = 1e+60,
    max_tokens: NumberCell | SeriesLike[_Series, _Frame] | None = 1e+60,
    max_training_flops: NumberCell | SeriesLike[_Series, _Frame] | None = 1e+60,
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
    field: None = None,
) -> _Frame: ...
@overload
def cost_limited(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    requests: NumberCell | SeriesLike[_Series, _Frame],
    max_params: NumberCell | SeriesLike[_Series, _Frame] | None = 1e+60,
    max_tokens: NumberCell | SeriesLike[_Series, _Frame] | None = 1e+60,
    max_training_flops: NumberCell | SeriesLike[_Series, _Frame] | None = 1e+60,
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
    *,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...
@overload
def cost_limited(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    requests: NumberCell | SeriesLike[_Series, _Frame],
    max_params: NumberCell | SeriesLike[_Series, _Frame] | None,
    max_tokens: NumberCell | SeriesLike[_Series, _Frame] | None,
    max_training_flops: NumberCell | SeriesLike[_Series, _Frame] | None,
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None,
    law: LawCell | SeriesLike[_Series, _Frame] | None,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...

@overload
def opt_regret(
    params: NumberCell,
    loss: NumberCell,
    inf_tokens: NumberCell,
    law: LawCell | None = "chinchilla",
) -> float:
    """FLOPs over its life of a model of given size above the fewest that reach the same loss, as
    a fraction of the fewest. [fraction]"""
@overload
def opt_regret(
    params: NumberCell | Range[NumberCell],
    loss: NumberCell | Range[NumberCell],
    inf_tokens: NumberCell | Range[NumberCell],
    law: LawCell | Range[LawCell] | None = "chinchilla",
) -> NDArray[np.float64]: ...
@overload
def opt_regret(
    params: NumberCell | SeriesLike[_Series, _Frame],
    loss: NumberCell | SeriesLike[_Series, _Frame],
    inf_tokens: NumberCell | SeriesLike[_Series, _Frame],
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
) -> _Series: ...

@overload
def cost_regret(
    params: NumberCell,
    loss: NumberCell,
    requests: NumberCell,
    deployment: DeploymentCell | None = "paper-stated",
    law: LawCell | None = "chinchilla",
) -> float:
    """Cost over its life of a model of given size above the lowest that reaches the same loss,
    as a fraction of the lowest. [fraction]"""
@overload
def cost_regret(
    params: NumberCell | Range[NumberCell],
    loss: NumberCell | Range[NumberCell],
    requests: NumberCell | Range[NumberCell],
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
    law: LawCell | Range[LawCell] | None = "chinchilla",
) -> NDArray[np.float64]: ...
@overload
def cost_regret(
    params: NumberCell | SeriesLike[_Series, _Frame],
    loss: NumberCell | SeriesLike[_Series, _Frame],
    requests: NumberCell | SeriesLike[_Series, _Frame],
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
) -> _Series: ...

@overload
def opt_range(
    loss: NumberCell,
    inf_tokens: NumberCell,
    within: NumberCell | None = 0.05,
    law: LawCell | None = "chinchilla",
    field: None = None,
) -> OptRange[float]:
    """Smallest, best and largest size that reach a loss with at most 5 % more FLOPs over their
    life than the fewest, or another share. [see fields]"""
@overload
def opt_range(
    loss: NumberCell,
    inf_tokens: NumberCell,
    within: NumberCell | None = 0.05,
    law: LawCell | None = "chinchilla",
    *,
    field: str,
) -> float: ...
@overload
def opt_range(
    loss: NumberCell,
    inf_tokens: NumberCell,
    within: NumberCell | None,
    law: LawCell | None,
    field: str,
) -> float: ...
@overload
def opt_range(
    loss: NumberCell | Range[NumberCell],
    inf_tokens: NumberCell | Range[NumberCell],
    within: NumberCell | Range[NumberCell] | None = 0.05,
    law: LawCell | Range[LawCell] | None = "chinchilla",
    field: None = None,
) -> OptRange[NDArray[np.float64]]: ...
@overload
def opt_range(
    loss: NumberCell | Range[NumberCell],
    inf_tokens: NumberCell | Range[NumberCell],
    within: NumberCell | Range[NumberCell] | None = 0.05,
    law: LawCell | Range[LawCell] | None = "chinchilla",
    *,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def opt_range(
    loss: NumberCell | Range[NumberCell],
    inf_tokens: NumberCell | Range[NumberCell],
    within: NumberCell | Range[NumberCell] | None,
    law: LawCell | Range[LawCell] | None,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def opt_range(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    inf_tokens: NumberCell | SeriesLike[_Series, _Frame],
    within: NumberCell | SeriesLike[_Series, _Frame] | None = 0.05,
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
    field: None = None,
) -> _Frame: ...
@overload
def opt_range(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    inf_tokens: NumberCell | SeriesLike[_Series, _Frame],
    within: NumberCell | SeriesLike[_Series, _Frame] | None = 0.05,
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
    *,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...
@overload
def opt_range(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    inf_tokens: NumberCell | SeriesLike[_Series, _Frame],
    within: NumberCell | SeriesLike[_Series, _Frame] | None,
    law: LawCell | SeriesLike[_Series, _Frame] | None,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...

@overload
def cost_range(
    loss: NumberCell,
    requests: NumberCell,
    within: NumberCell | None = 0.05,
    deployment: DeploymentCell | None = "paper-stated",
    law: LawCell | None = "chinchilla",
    field: None = None,
) -> CostRange[float]:
    """Smallest, best and largest size that reach a loss at most 5 % above the lowest cost over
    their life, or another share. [see fields]"""
@overload
def cost_range(
    loss: NumberCell,
    requests: NumberCell,
    within: NumberCell | None = 0.05,
    deployment: DeploymentCell | None = "paper-stated",
    law: LawCell | None = "chinchilla",
    *,
    field: str,
) -> float: ...
@overload
def cost_range(
    loss: NumberCell,
    requests: NumberCell,
    within: NumberCell | None,
    deployment: DeploymentCell | None,
    law: LawCell | None,
    field: str,
) -> float: ...
@overload
def cost_range(
    loss: NumberCell | Range[NumberCell],
    requests: NumberCell | Range[NumberCell],
    within: NumberCell | Range[NumberCell] | None = 0.05,
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
    law: LawCell | Range[LawCell] | None = "chinchilla",
    field: None = None,
) -> CostRange[NDArray[np.float64]]: ...
@overload
def cost_range(
    loss: NumberCell | Range[NumberCell],
    requests: NumberCell | Range[NumberCell],
    within: NumberCell | Range[NumberCell] | None = 0.05,
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
    law: LawCell | Range[LawCell] | None = "chinchilla",
    *,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def cost_range(
    loss: NumberCell | Range[NumberCell],
    requests: NumberCell | Range[NumberCell],
    within: NumberCell | Range[NumberCell] | None,
    deployment: DeploymentCell | Range[DeploymentCell] | None,
    law: LawCell | Range[LawCell] | None,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def cost_range(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    requests: NumberCell | SeriesLike[_Series, _Frame],
    within: NumberCell | SeriesLike[_Series, _Frame] | None = 0.05,
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
    field: None = None,
) -> _Frame: ...
@overload
def cost_range(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    requests: NumberCell | SeriesLike[_Series, _Frame],
    within: NumberCell | SeriesLike[_Series, _Frame] | None = 0.05,
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
    *,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...
@overload
def cost_range(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    requests: NumberCell | SeriesLike[_Series, _Frame],
    within: NumberCell | SeriesLike[_Series, _Frame] | None,
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None,
    law: LawCell | SeriesLike[_Series, _Frame] | None,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...

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
def train_flops(
    params: NumberCell | SeriesLike[_Series, _Frame],
    tokens: NumberCell | SeriesLike[_Series, _Frame],
) -> _Series: ...

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
def inf_flops(
    params: NumberCell | SeriesLike[_Series, _Frame],
    inf_tokens: NumberCell | SeriesLike[_Series, _Frame],
) -> _Series: ...

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
def total_flops(
    params: NumberCell | SeriesLike[_Series, _Frame],
    tokens: NumberCell | SeriesLike[_Series, _Frame],
    inf_tokens: NumberCell | SeriesLike[_Series, _Frame],
) -> _Series: ...

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
def train_cost(
    params: NumberCell | SeriesLike[_Series, _Frame],
    tokens: NumberCell | SeriesLike[_Series, _Frame],
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
) -> _Series: ...

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
def inf_cost(
    params: NumberCell | SeriesLike[_Series, _Frame],
    requests: NumberCell | SeriesLike[_Series, _Frame],
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
) -> _Series: ...

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
def total_cost(
    params: NumberCell | SeriesLike[_Series, _Frame],
    tokens: NumberCell | SeriesLike[_Series, _Frame],
    requests: NumberCell | SeriesLike[_Series, _Frame],
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
) -> _Series: ...

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
def gpu_hours(
    params: NumberCell | SeriesLike[_Series, _Frame],
    tokens: NumberCell | SeriesLike[_Series, _Frame],
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
) -> _Series: ...

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
def train_days(
    params: NumberCell | SeriesLike[_Series, _Frame],
    tokens: NumberCell | SeriesLike[_Series, _Frame],
    gpus: NumberCell | SeriesLike[_Series, _Frame],
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
) -> _Series: ...

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
def cost_per_mtok(
    params: NumberCell | SeriesLike[_Series, _Frame],
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
) -> _Series: ...

@overload
def implied_demand(
    params: NumberCell,
    tokens: NumberCell,
    law: LawCell | None = "chinchilla",
) -> float:
    """Lifetime inference tokens for which a model has the size of fewest FLOPs at its own loss;
    negative if it is too large even if never used. It varies with the law by a factor of 2 to
    8. [tokens]"""
@overload
def implied_demand(
    params: NumberCell | Range[NumberCell],
    tokens: NumberCell | Range[NumberCell],
    law: LawCell | Range[LawCell] | None = "chinchilla",
) -> NDArray[np.float64]: ...
@overload
def implied_demand(
    params: NumberCell | SeriesLike[_Series, _Frame],
    tokens: NumberCell | SeriesLike[_Series, _Frame],
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
) -> _Series: ...

@overload
def implied_requests(
    params: NumberCell,
    tokens: NumberCell,
    deployment: DeploymentCell | None = "paper-stated",
    law: LawCell | None = "chinchilla",
) -> float:
    """Lifetime requests for which a model has the size of lowest cost at its own loss; negative
    if it is too large even if never used. It varies with the law by a factor of 2 to 8.
    [requests]"""
@overload
def implied_requests(
    params: NumberCell | Range[NumberCell],
    tokens: NumberCell | Range[NumberCell],
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
    law: LawCell | Range[LawCell] | None = "chinchilla",
) -> NDArray[np.float64]: ...
@overload
def implied_requests(
    params: NumberCell | SeriesLike[_Series, _Frame],
    tokens: NumberCell | SeriesLike[_Series, _Frame],
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
) -> _Series: ...

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
def break_even(
    params: NumberCell | SeriesLike[_Series, _Frame],
    tokens: NumberCell | SeriesLike[_Series, _Frame],
    other_params: NumberCell | SeriesLike[_Series, _Frame],
    other_tokens: NumberCell | SeriesLike[_Series, _Frame],
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
) -> _Series: ...

@overload
def break_even_tokens(
    params: NumberCell,
    tokens: NumberCell,
    other_params: NumberCell,
    other_tokens: NumberCell,
) -> float:
    """Inference tokens over its life from which a model takes fewer FLOPs than a larger one.
    [tokens]"""
@overload
def break_even_tokens(
    params: NumberCell | Range[NumberCell],
    tokens: NumberCell | Range[NumberCell],
    other_params: NumberCell | Range[NumberCell],
    other_tokens: NumberCell | Range[NumberCell],
) -> NDArray[np.float64]: ...
@overload
def break_even_tokens(
    params: NumberCell | SeriesLike[_Series, _Frame],
    tokens: NumberCell | SeriesLike[_Series, _Frame],
    other_params: NumberCell | SeriesLike[_Series, _Frame],
    other_tokens: NumberCell | SeriesLike[_Series, _Frame],
) -> _Series: ...

@overload
def demand_mean(
    p10: NumberCell,
    p90: NumberCell,
) -> float:
    """Mean of an uncertain demand from its low and high case, for requests as for tokens. Plan
    with it: the plan at the mean costs the least on average, that at the middle case costs
    more. [requests]"""
@overload
def demand_mean(
    p10: NumberCell | Range[NumberCell],
    p90: NumberCell | Range[NumberCell],
) -> NDArray[np.float64]: ...
@overload
def demand_mean(
    p10: NumberCell | SeriesLike[_Series, _Frame],
    p90: NumberCell | SeriesLike[_Series, _Frame],
) -> _Series: ...

@overload
def demand_pv(
    first_month: NumberCell,
    months: NumberCell,
    growth: NumberCell | None = 0.0,
    price_decline: NumberCell | None = 0.0,
    discount: NumberCell | None = 0.0,
    delay: NumberCell | None = 0.0,
) -> float:
    """Lifetime requests of a demand that grows each month, in requests at the prices of the day
    training is paid: the number to give to COST_OPT. Without decline and discount it is the
    plain sum. [requests]"""
@overload
def demand_pv(
    first_month: NumberCell | Range[NumberCell],
    months: NumberCell | Range[NumberCell],
    growth: NumberCell | Range[NumberCell] | None = 0.0,
    price_decline: NumberCell | Range[NumberCell] | None = 0.0,
    discount: NumberCell | Range[NumberCell] | None = 0.0,
    delay: NumberCell | Range[NumberCell] | None = 0.0,
) -> NDArray[np.float64]: ...
@overload
def demand_pv(
    first_month: NumberCell | SeriesLike[_Series, _Frame],
    months: NumberCell | SeriesLike[_Series, _Frame],
    growth: NumberCell | SeriesLike[_Series, _Frame] | None = 0.0,
    price_decline: NumberCell | SeriesLike[_Series, _Frame] | None = 0.0,
    discount: NumberCell | SeriesLike[_Series, _Frame] | None = 0.0,
    delay: NumberCell | SeriesLike[_Series, _Frame] | None = 0.0,
) -> _Series: ...

@overload
def demand_ramp(
    full: NumberCell,
    ramp_months: NumberCell,
    months: NumberCell,
    price_decline: NumberCell | None = 0.0,
    discount: NumberCell | None = 0.0,
    delay: NumberCell | None = 0.0,
) -> float:
    """Lifetime requests of a demand that ramps up evenly and then stays, in requests at the
    prices of the day training is paid: the number to give to COST_OPT. [requests]"""
@overload
def demand_ramp(
    full: NumberCell | Range[NumberCell],
    ramp_months: NumberCell | Range[NumberCell],
    months: NumberCell | Range[NumberCell],
    price_decline: NumberCell | Range[NumberCell] | None = 0.0,
    discount: NumberCell | Range[NumberCell] | None = 0.0,
    delay: NumberCell | Range[NumberCell] | None = 0.0,
) -> NDArray[np.float64]: ...
@overload
def demand_ramp(
    full: NumberCell | SeriesLike[_Series, _Frame],
    ramp_months: NumberCell | SeriesLike[_Series, _Frame],
    months: NumberCell | SeriesLike[_Series, _Frame],
    price_decline: NumberCell | SeriesLike[_Series, _Frame] | None = 0.0,
    discount: NumberCell | SeriesLike[_Series, _Frame] | None = 0.0,
    delay: NumberCell | SeriesLike[_Series, _Frame] | None = 0.0,
) -> _Series: ...

@overload
def cost_elastic(
    loss: NumberCell,
    requests: NumberCell,
    at_params: NumberCell,
    elasticity: NumberCell,
    price_over_cost: NumberCell,
    deployment: DeploymentCell | None = "paper-stated",
    law: LawCell | None = "chinchilla",
    field: None = None,
) -> CostElastic[float]:
    """The model that earns the most when a smaller one attracts more requests: its params,
    tokens, requests, lifetime cost, revenue and profit. Profit is negative where even the
    best plan loses money. [see fields]"""
@overload
def cost_elastic(
    loss: NumberCell,
    requests: NumberCell,
    at_params: NumberCell,
    elasticity: NumberCell,
    price_over_cost: NumberCell,
    deployment: DeploymentCell | None = "paper-stated",
    law: LawCell | None = "chinchilla",
    *,
    field: str,
) -> float: ...
@overload
def cost_elastic(
    loss: NumberCell,
    requests: NumberCell,
    at_params: NumberCell,
    elasticity: NumberCell,
    price_over_cost: NumberCell,
    deployment: DeploymentCell | None,
    law: LawCell | None,
    field: str,
) -> float: ...
@overload
def cost_elastic(
    loss: NumberCell | Range[NumberCell],
    requests: NumberCell | Range[NumberCell],
    at_params: NumberCell | Range[NumberCell],
    elasticity: NumberCell | Range[NumberCell],
    price_over_cost: NumberCell | Range[NumberCell],
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
    law: LawCell | Range[LawCell] | None = "chinchilla",
    field: None = None,
) -> CostElastic[NDArray[np.float64]]: ...
@overload
def cost_elastic(
    loss: NumberCell | Range[NumberCell],
    requests: NumberCell | Range[NumberCell],
    at_params: NumberCell | Range[NumberCell],
    elasticity: NumberCell | Range[NumberCell],
    price_over_cost: NumberCell | Range[NumberCell],
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
    law: LawCell | Range[LawCell] | None = "chinchilla",
    *,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def cost_elastic(
    loss: NumberCell | Range[NumberCell],
    requests: NumberCell | Range[NumberCell],
    at_params: NumberCell | Range[NumberCell],
    elasticity: NumberCell | Range[NumberCell],
    price_over_cost: NumberCell | Range[NumberCell],
    deployment: DeploymentCell | Range[DeploymentCell] | None,
    law: LawCell | Range[LawCell] | None,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def cost_elastic(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    requests: NumberCell | SeriesLike[_Series, _Frame],
    at_params: NumberCell | SeriesLike[_Series, _Frame],
    elasticity: NumberCell | SeriesLike[_Series, _Frame],
    price_over_cost: NumberCell | SeriesLike[_Series, _Frame],
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
    field: None = None,
) -> _Frame: ...
@overload
def cost_elastic(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    requests: NumberCell | SeriesLike[_Series, _Frame],
    at_params: NumberCell | SeriesLike[_Series, _Frame],
    elasticity: NumberCell | SeriesLike[_Series, _Frame],
    price_over_cost: NumberCell | SeriesLike[_Series, _Frame],
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
    *,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...
@overload
def cost_elastic(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    requests: NumberCell | SeriesLike[_Series, _Frame],
    at_params: NumberCell | SeriesLike[_Series, _Frame],
    elasticity: NumberCell | SeriesLike[_Series, _Frame],
    price_over_cost: NumberCell | SeriesLike[_Series, _Frame],
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None,
    law: LawCell | SeriesLike[_Series, _Frame] | None,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...

@overload
def plan_regret(
    loss: NumberCell,
    planned_requests: NumberCell,
    actual_requests: NumberCell,
    deployment: DeploymentCell | None = "paper-stated",
    law: LawCell | None = "chinchilla",
) -> float:
    """Price of a wrong forecast: lifetime cost of the model planned for one demand if another
    comes, above that of the right model, as a fraction of the latter. [fraction]"""
@overload
def plan_regret(
    loss: NumberCell | Range[NumberCell],
    planned_requests: NumberCell | Range[NumberCell],
    actual_requests: NumberCell | Range[NumberCell],
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
    law: LawCell | Range[LawCell] | None = "chinchilla",
) -> NDArray[np.float64]: ...
@overload
def plan_regret(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    planned_requests: NumberCell | SeriesLike[_Series, _Frame],
    actual_requests: NumberCell | SeriesLike[_Series, _Frame],
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
) -> _Series: ...

@overload
def minimax_plan(
    loss: NumberCell,
    low_requests: NumberCell,
    high_requests: NumberCell,
    kind: str | None = "relative",
    deployment: DeploymentCell | None = "paper-stated",
    law: LawCell | None = "chinchilla",
    field: None = None,
) -> MinimaxPlan[float]:
    """The safest plan between a low and a high demand: the model whose worst extra cost, against
    the right model, is the least; its params, tokens and worst regret, as a fraction and in
    USD. [see fields]"""
@overload
def minimax_plan(
    loss: NumberCell,
    low_requests: NumberCell,
    high_requests: NumberCell,
    kind: str | None = "relative",
    deployment: DeploymentCell | None = "paper-stated",
    law: LawCell | None = "chinchilla",
    *,
    field: str,
) -> float: ...
@overload
def minimax_plan(
    loss: NumberCell,
    low_requests: NumberCell,
    high_requests: NumberCell,
    kind: str | None,
    deployment: DeploymentCell | None,
    law: LawCell | None,
    field: str,
) -> float: ...
@overload
def minimax_plan(
    loss: NumberCell | Range[NumberCell],
    low_requests: NumberCell | Range[NumberCell],
    high_requests: NumberCell | Range[NumberCell],
    kind: str | Range[str] | None = "relative",
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
    law: LawCell | Range[LawCell] | None = "chinchilla",
    field: None = None,
) -> MinimaxPlan[NDArray[np.float64]]: ...
@overload
def minimax_plan(
    loss: NumberCell | Range[NumberCell],
    low_requests: NumberCell | Range[NumberCell],
    high_requests: NumberCell | Range[NumberCell],
    kind: str | Range[str] | None = "relative",
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
    law: LawCell | Range[LawCell] | None = "chinchilla",
    *,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def minimax_plan(
    loss: NumberCell | Range[NumberCell],
    low_requests: NumberCell | Range[NumberCell],
    high_requests: NumberCell | Range[NumberCell],
    kind: str | Range[str] | None,
    deployment: DeploymentCell | Range[DeploymentCell] | None,
    law: LawCell | Range[LawCell] | None,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def minimax_plan(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    low_requests: NumberCell | SeriesLike[_Series, _Frame],
    high_requests: NumberCell | SeriesLike[_Series, _Frame],
    kind: str | SeriesLike[_Series, _Frame] | None = "relative",
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
    field: None = None,
) -> _Frame: ...
@overload
def minimax_plan(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    low_requests: NumberCell | SeriesLike[_Series, _Frame],
    high_requests: NumberCell | SeriesLike[_Series, _Frame],
    kind: str | SeriesLike[_Series, _Frame] | None = "relative",
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
    *,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...
@overload
def minimax_plan(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    low_requests: NumberCell | SeriesLike[_Series, _Frame],
    high_requests: NumberCell | SeriesLike[_Series, _Frame],
    kind: str | SeriesLike[_Series, _Frame] | None,
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None,
    law: LawCell | SeriesLike[_Series, _Frame] | None,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...

@overload
def cost_quantiles(
    loss: NumberCell,
    p10_requests: NumberCell,
    p90_requests: NumberCell,
    deployment: DeploymentCell | None = "paper-stated",
    law: LawCell | None = "chinchilla",
    field: None = None,
) -> CostQuantiles[float]:
    """The plan of lowest mean cost for an uncertain demand: params, tokens, the P10, mean and
    P90 of its cost as the demand alone varies, and the share that knowing the demand would
    save. [see fields]"""
@overload
def cost_quantiles(
    loss: NumberCell,
    p10_requests: NumberCell,
    p90_requests: NumberCell,
    deployment: DeploymentCell | None = "paper-stated",
    law: LawCell | None = "chinchilla",
    *,
    field: str,
) -> float: ...
@overload
def cost_quantiles(
    loss: NumberCell,
    p10_requests: NumberCell,
    p90_requests: NumberCell,
    deployment: DeploymentCell | None,
    law: LawCell | None,
    field: str,
) -> float: ...
@overload
def cost_quantiles(
    loss: NumberCell | Range[NumberCell],
    p10_requests: NumberCell | Range[NumberCell],
    p90_requests: NumberCell | Range[NumberCell],
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
    law: LawCell | Range[LawCell] | None = "chinchilla",
    field: None = None,
) -> CostQuantiles[NDArray[np.float64]]: ...
@overload
def cost_quantiles(
    loss: NumberCell | Range[NumberCell],
    p10_requests: NumberCell | Range[NumberCell],
    p90_requests: NumberCell | Range[NumberCell],
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
    law: LawCell | Range[LawCell] | None = "chinchilla",
    *,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def cost_quantiles(
    loss: NumberCell | Range[NumberCell],
    p10_requests: NumberCell | Range[NumberCell],
    p90_requests: NumberCell | Range[NumberCell],
    deployment: DeploymentCell | Range[DeploymentCell] | None,
    law: LawCell | Range[LawCell] | None,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def cost_quantiles(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    p10_requests: NumberCell | SeriesLike[_Series, _Frame],
    p90_requests: NumberCell | SeriesLike[_Series, _Frame],
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
    field: None = None,
) -> _Frame: ...
@overload
def cost_quantiles(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    p10_requests: NumberCell | SeriesLike[_Series, _Frame],
    p90_requests: NumberCell | SeriesLike[_Series, _Frame],
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
    *,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...
@overload
def cost_quantiles(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    p10_requests: NumberCell | SeriesLike[_Series, _Frame],
    p90_requests: NumberCell | SeriesLike[_Series, _Frame],
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None,
    law: LawCell | SeriesLike[_Series, _Frame] | None,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...

@overload
def cost_of_quality(
    loss: NumberCell,
    requests: NumberCell,
    deployment: DeploymentCell | None = "paper-stated",
    law: LawCell | None = "chinchilla",
) -> float:
    """Price of quality at the margin: dollars per nat by which the lowest cost over its life
    rises for a lower loss. For 0.01 nats take a hundredth; for larger steps compare two
    plans. [USD/(nat/token)]"""
@overload
def cost_of_quality(
    loss: NumberCell | Range[NumberCell],
    requests: NumberCell | Range[NumberCell],
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
    law: LawCell | Range[LawCell] | None = "chinchilla",
) -> NDArray[np.float64]: ...
@overload
def cost_of_quality(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    requests: NumberCell | SeriesLike[_Series, _Frame],
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
) -> _Series: ...

def cost_sensitivity(
    loss: NumberCell,
    requests: NumberCell,
    deployment: DeploymentCell | None = "paper-stated",
    law: LawCell | None = "chinchilla",
) -> CostSensitivity:
    """By how many percent params, tokens and cost of the cost-optimal model change for each
    percent of an input, at the margin: the largest effect on cost first, the law's constants,
    at this very loss, last. The loss counts above E. [see fields]"""

def law_compare(
    params: NumberCell,
    inf_tokens: NumberCell,
    deployment: DeploymentCell | None = None,
) -> LawCompare:
    """How far a plan depends on the law: for each law of the data the loss of a model as good as
    a Chinchilla model of given size, and the best size, training tokens and saving. [see
    fields]"""

@overload
def opt_band(
    params: NumberCell,
    inf_tokens: NumberCell,
    low: NumberCell | None = 0.1,
    high: NumberCell | None = 0.9,
    field: None = None,
    law: LawCell | None = "epoch-refit",
) -> OptBand[float]:
    """How surely the compute-optimal size, tokens and saving are known: P10, the fit itself and
    P90 over refits of epoch-refit. For another law: least, that law and greatest over all
    laws. [see fields]"""
@overload
def opt_band(
    params: NumberCell,
    inf_tokens: NumberCell,
    low: NumberCell | None = 0.1,
    high: NumberCell | None = 0.9,
    *,
    field: str,
    law: LawCell | None = "epoch-refit",
) -> float: ...
@overload
def opt_band(
    params: NumberCell,
    inf_tokens: NumberCell,
    low: NumberCell | None,
    high: NumberCell | None,
    field: str,
    law: LawCell | None = "epoch-refit",
) -> float: ...
@overload
def opt_band(
    params: NumberCell | Range[NumberCell],
    inf_tokens: NumberCell | Range[NumberCell],
    low: NumberCell | Range[NumberCell] | None = 0.1,
    high: NumberCell | Range[NumberCell] | None = 0.9,
    field: None = None,
    law: LawCell | Range[LawCell] | None = "epoch-refit",
) -> OptBand[NDArray[np.float64]]: ...
@overload
def opt_band(
    params: NumberCell | Range[NumberCell],
    inf_tokens: NumberCell | Range[NumberCell],
    low: NumberCell | Range[NumberCell] | None = 0.1,
    high: NumberCell | Range[NumberCell] | None = 0.9,
    *,
    field: str | Range[str],
    law: LawCell | Range[LawCell] | None = "epoch-refit",
) -> NDArray[np.float64]: ...
@overload
def opt_band(
    params: NumberCell | Range[NumberCell],
    inf_tokens: NumberCell | Range[NumberCell],
    low: NumberCell | Range[NumberCell] | None,
    high: NumberCell | Range[NumberCell] | None,
    field: str | Range[str],
    law: LawCell | Range[LawCell] | None = "epoch-refit",
) -> NDArray[np.float64]: ...
@overload
def opt_band(
    params: NumberCell | SeriesLike[_Series, _Frame],
    inf_tokens: NumberCell | SeriesLike[_Series, _Frame],
    low: NumberCell | SeriesLike[_Series, _Frame] | None = 0.1,
    high: NumberCell | SeriesLike[_Series, _Frame] | None = 0.9,
    field: None = None,
    law: LawCell | SeriesLike[_Series, _Frame] | None = "epoch-refit",
) -> _Frame: ...
@overload
def opt_band(
    params: NumberCell | SeriesLike[_Series, _Frame],
    inf_tokens: NumberCell | SeriesLike[_Series, _Frame],
    low: NumberCell | SeriesLike[_Series, _Frame] | None = 0.1,
    high: NumberCell | SeriesLike[_Series, _Frame] | None = 0.9,
    *,
    field: str | SeriesLike[_Series, _Frame],
    law: LawCell | SeriesLike[_Series, _Frame] | None = "epoch-refit",
) -> _Series: ...
@overload
def opt_band(
    params: NumberCell | SeriesLike[_Series, _Frame],
    inf_tokens: NumberCell | SeriesLike[_Series, _Frame],
    low: NumberCell | SeriesLike[_Series, _Frame] | None,
    high: NumberCell | SeriesLike[_Series, _Frame] | None,
    field: str | SeriesLike[_Series, _Frame],
    law: LawCell | SeriesLike[_Series, _Frame] | None = "epoch-refit",
) -> _Series: ...

@overload
def cost_band(
    params: NumberCell,
    requests: NumberCell,
    low: NumberCell | None = 0.1,
    high: NumberCell | None = 0.9,
    deployment: DeploymentCell | None = "paper-stated",
    field: None = None,
    law: LawCell | None = "epoch-refit",
) -> CostBand[float]:
    """How surely the cost-optimal size, tokens and saving are known: P10, the fit itself and P90
    over refits of epoch-refit. For another law: least, that law and greatest over all laws.
    [see fields]"""
@overload
def cost_band(
    params: NumberCell,
    requests: NumberCell,
    low: NumberCell | None = 0.1,
    high: NumberCell | None = 0.9,
    deployment: DeploymentCell | None = "paper-stated",
    *,
    field: str,
    law: LawCell | None = "epoch-refit",
) -> float: ...
@overload
def cost_band(
    params: NumberCell,
    requests: NumberCell,
    low: NumberCell | None,
    high: NumberCell | None,
    deployment: DeploymentCell | None,
    field: str,
    law: LawCell | None = "epoch-refit",
) -> float: ...
@overload
def cost_band(
    params: NumberCell | Range[NumberCell],
    requests: NumberCell | Range[NumberCell],
    low: NumberCell | Range[NumberCell] | None = 0.1,
    high: NumberCell | Range[NumberCell] | None = 0.9,
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
    field: None = None,
    law: LawCell | Range[LawCell] | None = "epoch-refit",
) -> CostBand[NDArray[np.float64]]: ...
@overload
def cost_band(
    params: NumberCell | Range[NumberCell],
    requests: NumberCell | Range[NumberCell],
    low: NumberCell | Range[NumberCell] | None = 0.1,
    high: NumberCell | Range[NumberCell] | None = 0.9,
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
    *,
    field: str | Range[str],
    law: LawCell | Range[LawCell] | None = "epoch-refit",
) -> NDArray[np.float64]: ...
@overload
def cost_band(
    params: NumberCell | Range[NumberCell],
    requests: NumberCell | Range[NumberCell],
    low: NumberCell | Range[NumberCell] | None,
    high: NumberCell | Range[NumberCell] | None,
    deployment: DeploymentCell | Range[DeploymentCell] | None,
    field: str | Range[str],
    law: LawCell | Range[LawCell] | None = "epoch-refit",
) -> NDArray[np.float64]: ...
@overload
def cost_band(
    params: NumberCell | SeriesLike[_Series, _Frame],
    requests: NumberCell | SeriesLike[_Series, _Frame],
    low: NumberCell | SeriesLike[_Series, _Frame] | None = 0.1,
    high: NumberCell | SeriesLike[_Series, _Frame] | None = 0.9,
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
    field: None = None,
    law: LawCell | SeriesLike[_Series, _Frame] | None = "epoch-refit",
) -> _Frame: ...
@overload
def cost_band(
    params: NumberCell | SeriesLike[_Series, _Frame],
    requests: NumberCell | SeriesLike[_Series, _Frame],
    low: NumberCell | SeriesLike[_Series, _Frame] | None = 0.1,
    high: NumberCell | SeriesLike[_Series, _Frame] | None = 0.9,
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
    *,
    field: str | SeriesLike[_Series, _Frame],
    law: LawCell | SeriesLike[_Series, _Frame] | None = "epoch-refit",
) -> _Series: ...
@overload
def cost_band(
    params: NumberCell | SeriesLike[_Series, _Frame],
    requests: NumberCell | SeriesLike[_Series, _Frame],
    low: NumberCell | SeriesLike[_Series, _Frame] | None,
    high: NumberCell | SeriesLike[_Series, _Frame] | None,
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None,
    field: str | SeriesLike[_Series, _Frame],
    law: LawCell | SeriesLike[_Series, _Frame] | None = "epoch-refit",
) -> _Series: ...

def fit_law(
    params: Range[NumberCell] | SeriesLike[Any, Any],
    tokens: Range[NumberCell] | SeriesLike[Any, Any],
    losses: Range[NumberCell] | SeriesLike[Any, Any],
    delta: NumberCell | None = 0.001,
    draws: NumberCell | None = 0,
) -> dict[str, float | str]:
    """A scaling law fitted to training runs of your own: 7 rows of labels and values, 17 with
    draws, to give on as a law. Outliers count less; runs with a blank cell are left out.
    FIT_CHECK says what the runs leave open. [see fields]"""

def fit_check(
    params: Range[NumberCell] | SeriesLike[Any, Any],
    tokens: Range[NumberCell] | SeriesLike[Any, Any],
    losses: Range[NumberCell] | SeriesLike[Any, Any],
    target_params: NumberCell | None = None,
    target_tokens: NumberCell | None = None,
) -> FitCheck:
    """What makes a law fitted to these runs doubtful, a warning a row, or "OK": too little
    spread, sizes and tokens that rise together, or a target far outside the runs. [see
    fields]"""

@overload
def growth_params(
    factor: NumberCell,
    law: LawCell | None = "chinchilla",
) -> float:
    """Times as many parameters that a training-only (Chinchilla) model should have when the
    training budget grows by a factor. [times]"""
@overload
def growth_params(
    factor: NumberCell | Range[NumberCell],
    law: LawCell | Range[LawCell] | None = "chinchilla",
) -> NDArray[np.float64]: ...
@overload
def growth_params(
    factor: NumberCell | SeriesLike[_Series, _Frame],
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
) -> _Series: ...

@overload
def growth_tokens(
    factor: NumberCell,
    law: LawCell | None = "chinchilla",
) -> float:
    """Times as many training tokens that a training-only (Chinchilla) model should see when the
    training budget grows by a factor. [times]"""
@overload
def growth_tokens(
    factor: NumberCell | Range[NumberCell],
    law: LawCell | Range[LawCell] | None = "chinchilla",
) -> NDArray[np.float64]: ...
@overload
def growth_tokens(
    factor: NumberCell | SeriesLike[_Series, _Frame],
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
) -> _Series: ...

@overload
def api_cost(
    requests: NumberCell,
    input_price: NumberCell,
    output_price: NumberCell,
    deployment: DeploymentCell | None = "paper-stated",
) -> float:
    """Cost of lifetime requests at an API with a price a token; tokens per request and the
    cached share are the deployment's. [USD]"""
@overload
def api_cost(
    requests: NumberCell | Range[NumberCell],
    input_price: NumberCell | Range[NumberCell],
    output_price: NumberCell | Range[NumberCell],
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
) -> NDArray[np.float64]: ...
@overload
def api_cost(
    requests: NumberCell | SeriesLike[_Series, _Frame],
    input_price: NumberCell | SeriesLike[_Series, _Frame],
    output_price: NumberCell | SeriesLike[_Series, _Frame],
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
) -> _Series: ...

@overload
def break_even_api(
    loss: NumberCell,
    input_price: NumberCell,
    output_price: NumberCell,
    params: NumberCell | None = 0.0,
    deployment: DeploymentCell | None = "paper-stated",
    law: LawCell | None = "chinchilla",
) -> float:
    """Lifetime requests from which training and serving an own model cost less than an API of
    equal quality: the best model for such a demand, or one of a given size. [requests]"""
@overload
def break_even_api(
    loss: NumberCell | Range[NumberCell],
    input_price: NumberCell | Range[NumberCell],
    output_price: NumberCell | Range[NumberCell],
    params: NumberCell | Range[NumberCell] | None = 0.0,
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
    law: LawCell | Range[LawCell] | None = "chinchilla",
) -> NDArray[np.float64]: ...
@overload
def break_even_api(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    input_price: NumberCell | SeriesLike[_Series, _Frame],
    output_price: NumberCell | SeriesLike[_Series, _Frame],
    params: NumberCell | SeriesLike[_Series, _Frame] | None = 0.0,
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
) -> _Series: ...

@overload
def gpu_hour_cost(
    purchase: NumberCell,
    years: NumberCell,
    residual: NumberCell | None = 0.0,
    utilisation: NumberCell | None = 1.0,
    power_kw: NumberCell | None = 0.0,
    pue: NumberCell | None = 1.56,
    price_kwh: NumberCell | None = 0.0806,
    overhead_share: NumberCell | None = 0.0,
) -> float:
    """Cost of an hour in use of a GPU that is bought, to put beside the price of a rented one or
    into a deployment: loss of value, overhead and electricity; interest is left out.
    [USD/GPU-hour]"""
@overload
def gpu_hour_cost(
    purchase: NumberCell | Range[NumberCell],
    years: NumberCell | Range[NumberCell],
    residual: NumberCell | Range[NumberCell] | None = 0.0,
    utilisation: NumberCell | Range[NumberCell] | None = 1.0,
    power_kw: NumberCell | Range[NumberCell] | None = 0.0,
    pue: NumberCell | Range[NumberCell] | None = 1.56,
    price_kwh: NumberCell | Range[NumberCell] | None = 0.0806,
    overhead_share: NumberCell | Range[NumberCell] | None = 0.0,
) -> NDArray[np.float64]: ...
@overload
def gpu_hour_cost(
    purchase: NumberCell | SeriesLike[_Series, _Frame],
    years: NumberCell | SeriesLike[_Series, _Frame],
    residual: NumberCell | SeriesLike[_Series, _Frame] | None = 0.0,
    utilisation: NumberCell | SeriesLike[_Series, _Frame] | None = 1.0,
    power_kw: NumberCell | SeriesLike[_Series, _Frame] | None = 0.0,
    pue: NumberCell | SeriesLike[_Series, _Frame] | None = 1.56,
    price_kwh: NumberCell | SeriesLike[_Series, _Frame] | None = 0.0806,
    overhead_share: NumberCell | SeriesLike[_Series, _Frame] | None = 0.0,
) -> _Series: ...

@overload
def energy(
    hours: NumberCell,
    gpu: str,
    pue: NumberCell | None = 1.56,
    grid_intensity: NumberCell | None = 0.436,
    field: None = None,
) -> Energy[float]:
    """Electricity and emissions of GPU-hours: a row of energy and emissions. At the GPU's full
    rated power; the rest of the server is not in it, nor is making the GPU. [see fields]"""
@overload
def energy(
    hours: NumberCell,
    gpu: str,
    pue: NumberCell | None = 1.56,
    grid_intensity: NumberCell | None = 0.436,
    *,
    field: str,
) -> float: ...
@overload
def energy(
    hours: NumberCell,
    gpu: str,
    pue: NumberCell | None,
    grid_intensity: NumberCell | None,
    field: str,
) -> float: ...
@overload
def energy(
    hours: NumberCell | Range[NumberCell],
    gpu: str | Range[str],
    pue: NumberCell | Range[NumberCell] | None = 1.56,
    grid_intensity: NumberCell | Range[NumberCell] | None = 0.436,
    field: None = None,
) -> Energy[NDArray[np.float64]]: ...
@overload
def energy(
    hours: NumberCell | Range[NumberCell],
    gpu: str | Range[str],
    pue: NumberCell | Range[NumberCell] | None = 1.56,
    grid_intensity: NumberCell | Range[NumberCell] | None = 0.436,
    *,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def energy(
    hours: NumberCell | Range[NumberCell],
    gpu: str | Range[str],
    pue: NumberCell | Range[NumberCell] | None,
    grid_intensity: NumberCell | Range[NumberCell] | None,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def energy(
    hours: NumberCell | SeriesLike[_Series, _Frame],
    gpu: str | SeriesLike[_Series, _Frame],
    pue: NumberCell | SeriesLike[_Series, _Frame] | None = 1.56,
    grid_intensity: NumberCell | SeriesLike[_Series, _Frame] | None = 0.436,
    field: None = None,
) -> _Frame: ...
@overload
def energy(
    hours: NumberCell | SeriesLike[_Series, _Frame],
    gpu: str | SeriesLike[_Series, _Frame],
    pue: NumberCell | SeriesLike[_Series, _Frame] | None = 1.56,
    grid_intensity: NumberCell | SeriesLike[_Series, _Frame] | None = 0.436,
    *,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...
@overload
def energy(
    hours: NumberCell | SeriesLike[_Series, _Frame],
    gpu: str | SeriesLike[_Series, _Frame],
    pue: NumberCell | SeriesLike[_Series, _Frame] | None,
    grid_intensity: NumberCell | SeriesLike[_Series, _Frame] | None,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...

@overload
def speculative_speedup(
    acceptance: NumberCell,
    draft_tokens: NumberCell,
    draft_cost: NumberCell,
) -> float:
    """How many times as fast a model generates with a small one that drafts for it. Multiply the
    output MFU by it, where memory bandwidth limits generation: small batches. [times]"""
@overload
def speculative_speedup(
    acceptance: NumberCell | Range[NumberCell],
    draft_tokens: NumberCell | Range[NumberCell],
    draft_cost: NumberCell | Range[NumberCell],
) -> NDArray[np.float64]: ...
@overload
def speculative_speedup(
    acceptance: NumberCell | SeriesLike[_Series, _Frame],
    draft_tokens: NumberCell | SeriesLike[_Series, _Frame],
    draft_cost: NumberCell | SeriesLike[_Series, _Frame],
) -> _Series: ...

@overload
def decode_speed(
    params: NumberCell,
    gpu: str,
    batch: NumberCell | None = 1,
    context: NumberCell | None = 0,
    gpus: NumberCell | None = 1,
    bits: str | float | None = "16",
    kv_bytes: NumberCell | None = 131072,
    precision: str | None = None,
    field: None = None,
) -> DecodeSpeed[float]:
    """Most tokens a second that a model can generate, by the roofline: a row of per_stream, what
    one user sees, and total. Whether it fits is GPUS_TO_FIT. [see fields]"""
@overload
def decode_speed(
    params: NumberCell,
    gpu: str,
    batch: NumberCell | None = 1,
    context: NumberCell | None = 0,
    gpus: NumberCell | None = 1,
    bits: str | float | None = "16",
    kv_bytes: NumberCell | None = 131072,
    precision: str | None = None,
    *,
    field: str,
) -> float: ...
@overload
def decode_speed(
    params: NumberCell,
    gpu: str,
    batch: NumberCell | None,
    context: NumberCell | None,
    gpus: NumberCell | None,
    bits: str | float | None,
    kv_bytes: NumberCell | None,
    precision: str | None,
    field: str,
) -> float: ...
@overload
def decode_speed(
    params: NumberCell | Range[NumberCell],
    gpu: str | Range[str],
    batch: NumberCell | Range[NumberCell] | None = 1,
    context: NumberCell | Range[NumberCell] | None = 0,
    gpus: NumberCell | Range[NumberCell] | None = 1,
    bits: str | float | Range[str | float] | None = "16",
    kv_bytes: NumberCell | Range[NumberCell] | None = 131072,
    precision: str | Range[str] | None = None,
    field: None = None,
) -> DecodeSpeed[NDArray[np.float64]]: ...
@overload
def decode_speed(
    params: NumberCell | Range[NumberCell],
    gpu: str | Range[str],
    batch: NumberCell | Range[NumberCell] | None = 1,
    context: NumberCell | Range[NumberCell] | None = 0,
    gpus: NumberCell | Range[NumberCell] | None = 1,
    bits: str | float | Range[str | float] | None = "16",
    kv_bytes: NumberCell | Range[NumberCell] | None = 131072,
    precision: str | Range[str] | None = None,
    *,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def decode_speed(
    params: NumberCell | Range[NumberCell],
    gpu: str | Range[str],
    batch: NumberCell | Range[NumberCell] | None,
    context: NumberCell | Range[NumberCell] | None,
    gpus: NumberCell | Range[NumberCell] | None,
    bits: str | float | Range[str | float] | None,
    kv_bytes: NumberCell | Range[NumberCell] | None,
    precision: str | Range[str] | None,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def decode_speed(
    params: NumberCell | SeriesLike[_Series, _Frame],
    gpu: str | SeriesLike[_Series, _Frame],
    batch: NumberCell | SeriesLike[_Series, _Frame] | None = 1,
    context: NumberCell | SeriesLike[_Series, _Frame] | None = 0,
    gpus: NumberCell | SeriesLike[_Series, _Frame] | None = 1,
    bits: str | float | SeriesLike[_Series, _Frame] | None = "16",
    kv_bytes: NumberCell | SeriesLike[_Series, _Frame] | None = 131072,
    precision: str | SeriesLike[_Series, _Frame] | None = None,
    field: None = None,
) -> _Frame: ...
@overload
def decode_speed(
    params: NumberCell | SeriesLike[_Series, _Frame],
    gpu: str | SeriesLike[_Series, _Frame],
    batch: NumberCell | SeriesLike[_Series, _Frame] | None = 1,
    context: NumberCell | SeriesLike[_Series, _Frame] | None = 0,
    gpus: NumberCell | SeriesLike[_Series, _Frame] | None = 1,
    bits: str | float | SeriesLike[_Series, _Frame] | None = "16",
    kv_bytes: NumberCell | SeriesLike[_Series, _Frame] | None = 131072,
    precision: str | SeriesLike[_Series, _Frame] | None = None,
    *,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...
@overload
def decode_speed(
    params: NumberCell | SeriesLike[_Series, _Frame],
    gpu: str | SeriesLike[_Series, _Frame],
    batch: NumberCell | SeriesLike[_Series, _Frame] | None,
    context: NumberCell | SeriesLike[_Series, _Frame] | None,
    gpus: NumberCell | SeriesLike[_Series, _Frame] | None,
    bits: str | float | SeriesLike[_Series, _Frame] | None,
    kv_bytes: NumberCell | SeriesLike[_Series, _Frame] | None,
    precision: str | SeriesLike[_Series, _Frame] | None,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...

@overload
def decode_params(
    speed: NumberCell,
    gpu: str,
    batch: NumberCell | None = 1,
    context: NumberCell | None = 0,
    gpus: NumberCell | None = 1,
    bits: str | float | None = "16",
    kv_bytes: NumberCell | None = 131072,
    precision: str | None = None,
) -> float:
    """Parameters of the largest model that can generate at a speed, by the roofline: a limit on
    size where users must not wait, for max_params. [params]"""
@overload
def decode_params(
    speed: NumberCell | Range[NumberCell],
    gpu: str | Range[str],
    batch: NumberCell | Range[NumberCell] | None = 1,
    context: NumberCell | Range[NumberCell] | None = 0,
    gpus: NumberCell | Range[NumberCell] | None = 1,
    bits: str | float | Range[str | float] | None = "16",
    kv_bytes: NumberCell | Range[NumberCell] | None = 131072,
    precision: str | Range[str] | None = None,
) -> NDArray[np.float64]: ...
@overload
def decode_params(
    speed: NumberCell | SeriesLike[_Series, _Frame],
    gpu: str | SeriesLike[_Series, _Frame],
    batch: NumberCell | SeriesLike[_Series, _Frame] | None = 1,
    context: NumberCell | SeriesLike[_Series, _Frame] | None = 0,
    gpus: NumberCell | SeriesLike[_Series, _Frame] | None = 1,
    bits: str | float | SeriesLike[_Series, _Frame] | None = "16",
    kv_bytes: NumberCell | SeriesLike[_Series, _Frame] | None = 131072,
    precision: str | SeriesLike[_Series, _Frame] | None = None,
) -> _Series: ...

@overload
def cost_roofline(
    loss: NumberCell,
    requests: NumberCell,
    batch: NumberCell,
    context: NumberCell,
    kv_bytes: NumberCell | None = 131072,
    deployment: DeploymentCell | None = "paper-stated",
    law: LawCell | None = "chinchilla",
    bits: NumberCell | None = 8,
    field: None = None,
) -> CostRoofline[float]:
    """COST_OPT with the output MFU that follows from each size: params, tokens, cost, output_mfu
    (1 if computing limits), speed of a stream. COST_OPT run again with MFU_DECODE comes to a
    wrong size. [see fields]"""
@overload
def cost_roofline(
    loss: NumberCell,
    requests: NumberCell,
    batch: NumberCell,
    context: NumberCell,
    kv_bytes: NumberCell | None = 131072,
    deployment: DeploymentCell | None = "paper-stated",
    law: LawCell | None = "chinchilla",
    bits: NumberCell | None = 8,
    *,
    field: str,
) -> float: ...
@overload
def cost_roofline(
    loss: NumberCell,
    requests: NumberCell,
    batch: NumberCell,
    context: NumberCell,
    kv_bytes: NumberCell | None,
    deployment: DeploymentCell | None,
    law: LawCell | None,
    bits: NumberCell | None,
    field: str,
) -> float: ...
@overload
def cost_roofline(
    loss: NumberCell | Range[NumberCell],
    requests: NumberCell | Range[NumberCell],
    batch: NumberCell | Range[NumberCell],
    context: NumberCell | Range[NumberCell],
    kv_bytes: NumberCell | Range[NumberCell] | None = 131072,
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
    law: LawCell | Range[LawCell] | None = "chinchilla",
    bits: NumberCell | Range[NumberCell] | None = 8,
    field: None = None,
) -> CostRoofline[NDArray[np.float64]]: ...
@overload
def cost_roofline(
    loss: NumberCell | Range[NumberCell],
    requests: NumberCell | Range[NumberCell],
    batch: NumberCell | Range[NumberCell],
    context: NumberCell | Range[NumberCell],
    kv_bytes: NumberCell | Range[NumberCell] | None = 131072,
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
    law: LawCell | Range[LawCell] | None = "chinchilla",
    bits: NumberCell | Range[NumberCell] | None = 8,
    *,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def cost_roofline(
    loss: NumberCell | Range[NumberCell],
    requests: NumberCell | Range[NumberCell],
    batch: NumberCell | Range[NumberCell],
    context: NumberCell | Range[NumberCell],
    kv_bytes: NumberCell | Range[NumberCell] | None,
    deployment: DeploymentCell | Range[DeploymentCell] | None,
    law: LawCell | Range[LawCell] | None,
    bits: NumberCell | Range[NumberCell] | None,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def cost_roofline(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    requests: NumberCell | SeriesLike[_Series, _Frame],
    batch: NumberCell | SeriesLike[_Series, _Frame],
    context: NumberCell | SeriesLike[_Series, _Frame],
    kv_bytes: NumberCell | SeriesLike[_Series, _Frame] | None = 131072,
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
    bits: NumberCell | SeriesLike[_Series, _Frame] | None = 8,
    field: None = None,
) -> _Frame: ...
@overload
def cost_roofline(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    requests: NumberCell | SeriesLike[_Series, _Frame],
    batch: NumberCell | SeriesLike[_Series, _Frame],
    context: NumberCell | SeriesLike[_Series, _Frame],
    kv_bytes: NumberCell | SeriesLike[_Series, _Frame] | None = 131072,
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
    bits: NumberCell | SeriesLike[_Series, _Frame] | None = 8,
    *,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...
@overload
def cost_roofline(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    requests: NumberCell | SeriesLike[_Series, _Frame],
    batch: NumberCell | SeriesLike[_Series, _Frame],
    context: NumberCell | SeriesLike[_Series, _Frame],
    kv_bytes: NumberCell | SeriesLike[_Series, _Frame] | None,
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None,
    law: LawCell | SeriesLike[_Series, _Frame] | None,
    bits: NumberCell | SeriesLike[_Series, _Frame] | None,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...

@overload
def fleet_plan(
    loss: NumberCell,
    peak_requests_per_s: NumberCell,
    years: NumberCell,
    deployment: DeploymentCell | None = "paper-stated",
    law: LawCell | None = "chinchilla",
    field: None = None,
) -> FleetPlan[float]:
    """Lowest-cost model and whole number of GPUs for peak requests, paid around the clock: a row
    of gpus, params, tokens, cost. Idle hours and peaks are in it, so utilisation and
    peak_over_mean are not counted. [see fields]"""
@overload
def fleet_plan(
    loss: NumberCell,
    peak_requests_per_s: NumberCell,
    years: NumberCell,
    deployment: DeploymentCell | None = "paper-stated",
    law: LawCell | None = "chinchilla",
    *,
    field: str,
) -> float: ...
@overload
def fleet_plan(
    loss: NumberCell,
    peak_requests_per_s: NumberCell,
    years: NumberCell,
    deployment: DeploymentCell | None,
    law: LawCell | None,
    field: str,
) -> float: ...
@overload
def fleet_plan(
    loss: NumberCell | Range[NumberCell],
    peak_requests_per_s: NumberCell | Range[NumberCell],
    years: NumberCell | Range[NumberCell],
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
    law: LawCell | Range[LawCell] | None = "chinchilla",
    field: None = None,
) -> FleetPlan[NDArray[np.float64]]: ...
@overload
def fleet_plan(
    loss: NumberCell | Range[NumberCell],
    peak_requests_per_s: NumberCell | Range[NumberCell],
    years: NumberCell | Range[NumberCell],
    deployment: DeploymentCell | Range[DeploymentCell] | None = "paper-stated",
    law: LawCell | Range[LawCell] | None = "chinchilla",
    *,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def fleet_plan(
    loss: NumberCell | Range[NumberCell],
    peak_requests_per_s: NumberCell | Range[NumberCell],
    years: NumberCell | Range[NumberCell],
    deployment: DeploymentCell | Range[DeploymentCell] | None,
    law: LawCell | Range[LawCell] | None,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def fleet_plan(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    peak_requests_per_s: NumberCell | SeriesLike[_Series, _Frame],
    years: NumberCell | SeriesLike[_Series, _Frame],
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
    field: None = None,
) -> _Frame: ...
@overload
def fleet_plan(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    peak_requests_per_s: NumberCell | SeriesLike[_Series, _Frame],
    years: NumberCell | SeriesLike[_Series, _Frame],
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None = "paper-stated",
    law: LawCell | SeriesLike[_Series, _Frame] | None = "chinchilla",
    *,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...
@overload
def fleet_plan(
    loss: NumberCell | SeriesLike[_Series, _Frame],
    peak_requests_per_s: NumberCell | SeriesLike[_Series, _Frame],
    years: NumberCell | SeriesLike[_Series, _Frame],
    deployment: DeploymentCell | SeriesLike[_Series, _Frame] | None,
    law: LawCell | SeriesLike[_Series, _Frame] | None,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...

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
def gpu_price(
    gpu: str | SeriesLike[_Series, _Frame],
    provider: str | SeriesLike[_Series, _Frame] | None = None,
    commitment: str | SeriesLike[_Series, _Frame] | None = "on-demand",
    as_of: DayCell | SeriesLike[_Series, _Frame] | None = None,
) -> _Series: ...

@overload
def gpu_price_trend(
    gpu: str,
    since: DayCell | None = None,
    as_of: DayCell | None = None,
    field: None = None,
) -> GpuPriceTrend[float]:
    """Yearly change of a GPU's list price with its 95 % range. No constant decline is
    defensible: the H100 fell 38 % in 2024, rose 2 % in 2025, and 32 % a year from October
    2025 on. [see fields]"""
@overload
def gpu_price_trend(
    gpu: str,
    since: DayCell | None = None,
    as_of: DayCell | None = None,
    *,
    field: str,
) -> float: ...
@overload
def gpu_price_trend(
    gpu: str,
    since: DayCell | None,
    as_of: DayCell | None,
    field: str,
) -> float: ...
@overload
def gpu_price_trend(
    gpu: str | Range[str],
    since: DayCell | Range[DayCell] | None = None,
    as_of: DayCell | Range[DayCell] | None = None,
    field: None = None,
) -> GpuPriceTrend[NDArray[np.float64]]: ...
@overload
def gpu_price_trend(
    gpu: str | Range[str],
    since: DayCell | Range[DayCell] | None = None,
    as_of: DayCell | Range[DayCell] | None = None,
    *,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def gpu_price_trend(
    gpu: str | Range[str],
    since: DayCell | Range[DayCell] | None,
    as_of: DayCell | Range[DayCell] | None,
    field: str | Range[str],
) -> NDArray[np.float64]: ...
@overload
def gpu_price_trend(
    gpu: str | SeriesLike[_Series, _Frame],
    since: DayCell | SeriesLike[_Series, _Frame] | None = None,
    as_of: DayCell | SeriesLike[_Series, _Frame] | None = None,
    field: None = None,
) -> _Frame: ...
@overload
def gpu_price_trend(
    gpu: str | SeriesLike[_Series, _Frame],
    since: DayCell | SeriesLike[_Series, _Frame] | None = None,
    as_of: DayCell | SeriesLike[_Series, _Frame] | None = None,
    *,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...
@overload
def gpu_price_trend(
    gpu: str | SeriesLike[_Series, _Frame],
    since: DayCell | SeriesLike[_Series, _Frame] | None,
    as_of: DayCell | SeriesLike[_Series, _Frame] | None,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...

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
def gpu_peak(
    gpu: str | SeriesLike[_Series, _Frame],
    precision: str | SeriesLike[_Series, _Frame],
) -> _Series: ...

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
def gpu_memory(
    gpu: str | SeriesLike[_Series, _Frame],
) -> _Series: ...

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
def gpu_bandwidth(
    gpu: str | SeriesLike[_Series, _Frame],
) -> _Series: ...

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
def model_memory(
    params: NumberCell | SeriesLike[_Series, _Frame],
    bits: NumberCell | SeriesLike[_Series, _Frame] | None = 16,
) -> _Series: ...

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
def gpus_to_fit(
    params: NumberCell | SeriesLike[_Series, _Frame],
    gpu: str | SeriesLike[_Series, _Frame],
    bits: NumberCell | SeriesLike[_Series, _Frame] | None = 16,
) -> _Series: ...

@overload
def mfu_decode(
    params: NumberCell,
    gpu: str,
    batch: NumberCell,
    context: NumberCell | None = 0,
    bits: str | float | None = "16",
    kv_bytes: NumberCell | None = 131072,
    precision: str | None = None,
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
    precision: str | Range[str] | None = None,
) -> NDArray[np.float64]: ...
@overload
def mfu_decode(
    params: NumberCell | SeriesLike[_Series, _Frame],
    gpu: str | SeriesLike[_Series, _Frame],
    batch: NumberCell | SeriesLike[_Series, _Frame],
    context: NumberCell | SeriesLike[_Series, _Frame] | None = 0,
    bits: str | float | SeriesLike[_Series, _Frame] | None = "16",
    kv_bytes: NumberCell | SeriesLike[_Series, _Frame] | None = 131072,
    precision: str | SeriesLike[_Series, _Frame] | None = None,
) -> _Series: ...

@overload
def mfu_ref(
    reference: str,
    precision: str | None = None,
) -> float:
    """A reported MFU, by name: a share of the peak that its report names, or of the peak at a
    precision; #N/A where the run was in a format of other width, which says nothing of it.
    [fraction]"""
@overload
def mfu_ref(
    reference: str | Range[str],
    precision: str | Range[str] | None = None,
) -> NDArray[np.float64]: ...
@overload
def mfu_ref(
    reference: str | SeriesLike[_Series, _Frame],
    precision: str | SeriesLike[_Series, _Frame] | None = None,
) -> _Series: ...

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
def request_tokens(
    mix: str | SeriesLike[_Series, _Frame],
    field: None = None,
) -> _Frame: ...
@overload
def request_tokens(
    mix: str | SeriesLike[_Series, _Frame],
    *,
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...
@overload
def request_tokens(
    mix: str | SeriesLike[_Series, _Frame],
    field: str | SeriesLike[_Series, _Frame],
) -> _Series: ...

@overload
def model_params(
    model: str,
    which: str | None = "total",
) -> float:
    """Parameters of a released model. The laws are of dense models: in them a mixture of experts
    counts with its total parameters, which is a rough guide alone. [params]"""
@overload
def model_params(
    model: str | Range[str],
    which: str | Range[str] | None = "total",
) -> NDArray[np.float64]: ...
@overload
def model_params(
    model: str | SeriesLike[_Series, _Frame],
    which: str | SeriesLike[_Series, _Frame] | None = "total",
) -> _Series: ...

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
def model_tokens(
    model: str | SeriesLike[_Series, _Frame],
) -> _Series: ...

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
@overload
def why(
    function_name: Cell | Labels | SeriesLike[_Series, _Frame],
    *cells: Cell | Labels | SeriesLike[_Series, _Frame],
) -> Any: ...

@overload
def notes(
    function_name: Cell | Labels,
    *cells: Cell | Labels,
) -> str:
    """What to know before an answer is relied on, such as a law used far outside the range that
    it was fitted on, or "OK": the name of a function, then its arguments. An error's reason
    too. [text]"""
@overload
def notes(
    function_name: Cell | Labels | Range[Cell | Labels],
    *cells: Cell | Labels | Range[Cell | Labels],
) -> str | NDArray[np.object_]: ...
@overload
def notes(
    function_name: Cell | Labels | SeriesLike[_Series, _Frame],
    *cells: Cell | Labels | SeriesLike[_Series, _Frame],
) -> Any: ...

def xlplanner_version() -> str:
    """Version of xlplanner that computes the cells. [text]"""
