"""The plan that a picture shows, read by the rules of the catalogue, in dollars or in FLOPs."""

from __future__ import annotations

import warnings
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any, ClassVar

from xlplanner.core import cost as core
from xlplanner.core.cost import Deployment
from xlplanner.core.law import Law
from xlplanner.errors import CellValueError, DomainError
from xlplanner.functions.arguments import SOME_TOKENS
from xlplanner.functions.calling import read_cells
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.functions.cell_errors import CellError
from xlplanner.functions.python_api import offered
from xlplanner.functions.ranges import parse_cell
from xlplanner.functions.records import DEPLOYMENT_KIND, LAW_KIND
from xlplanner.plots import INF_TOKENS, LOSS
from xlplanner.units import Unit, readable


def ask(name: str, *args: object) -> Any:
    """What a function of the catalogue gives; NaN, which no line shows, where there is nothing."""
    function: Any = offered(name)
    with warnings.catch_warnings(action="ignore", category=RuntimeWarning):
        return function(*args)


def like(size: float) -> str:
    """The loss of a Chinchilla model of some size, as functions take it."""
    return f"like {size!r}"


@dataclass(frozen=True)
class Plan(ABC):
    """A quality and a demand under a law, on a deployment.

    Attributes
    ----------
    loss : float
    target : float or str
        The loss, or "like 30B", as functions take it: that of a small size is above their bounds.
    size : float
        Parameters of the Chinchilla model that is as good.
    inf_tokens : float
        Over the model's life.
    deployment : Deployment
    law : Law
    """

    loss: float
    target: float | str
    size: float
    inf_tokens: float
    deployment: Deployment
    law: Law

    title: ClassVar[str]
    unit: ClassVar[Unit]
    optimal: ClassVar[str]

    @abstractmethod
    def total(self, params: Any, tokens: Any, inf_tokens: Any) -> Any:
        """What a model takes over its life; of scalars or arrays, as all that follows."""

    @abstractmethod
    def training(self, params: Any, tokens: Any) -> Any:
        """What its training alone takes."""

    @abstractmethod
    def optimum(self, target: Any, inf_tokens: Any) -> Any:
        """The model that takes the least: a row with params and tokens."""

    @abstractmethod
    def sizes(self, within: float) -> Any:
        """The sizes that take at most a share more: a row with low and high."""

    @abstractmethod
    def band(self, inf_tokens: Any) -> Any:
        """How surely the optimum is known: a row of OPT_BAND or COST_BAND."""

    @abstractmethod
    def under_laws(self) -> Any:
        """The optimum under each law: the columns of LAW_COMPARE."""

    def requests(self, inf_tokens: Any) -> Any:
        """The requests that tokens are."""
        return inf_tokens / self.deployment.tokens_per_request

    @property
    def law_name(self) -> str:
        """The law's name, or that it is the user's own."""
        return LAW_KIND.name_of(self.law) or "of your own"

    @property
    def quality(self) -> str:
        """The quality in words."""
        return f"as good as a {readable(self.size, Unit.PARAMS)} Chinchilla model"

    @property
    def demand(self) -> str:
        """The demand in words."""
        if not self.inf_tokens:
            return "no inference"
        return f"{readable(self.inf_tokens, Unit.TOKENS)} inference tokens"

    @property
    def basis(self) -> str:
        """What the plan rests on, in words."""
        return f"law {self.law_name}"


class InDollars(Plan):
    """A plan for the lowest cost."""

    title = "Cost"
    unit = Unit.USD
    optimal = "cost-optimal"

    def total(self, params: Any, tokens: Any, inf_tokens: Any) -> Any:
        """Dollars of training and inference."""
        return core.total_cost(params, tokens, self.requests(inf_tokens), self.deployment)

    def training(self, params: Any, tokens: Any) -> Any:
        """Dollars of training."""
        return core.train_cost(params, tokens, self.deployment)

    def optimum(self, target: Any, inf_tokens: Any) -> Any:
        """The cost-optimal model."""
        return ask("cost_opt", target, self.requests(inf_tokens), self.deployment, self.law)

    def sizes(self, within: float) -> Any:
        """The range of COST_RANGE."""
        requests = self.requests(self.inf_tokens)
        return ask("cost_range", self.target, requests, within, self.deployment, self.law)

    def band(self, inf_tokens: Any) -> Any:
        """The row of COST_BAND."""
        requests = self.requests(inf_tokens)
        return ask("cost_band", self.size, requests, None, None, self.deployment, None, self.law)

    def under_laws(self) -> Any:
        """LAW_COMPARE in dollars."""
        return ask("law_compare", self.size, self.inf_tokens, self.deployment)

    @property
    def demand(self) -> str:
        """The demand in words, in requests too."""
        if not self.inf_tokens:
            return super().demand
        requests = readable(self.requests(self.inf_tokens), Unit.REQUESTS)
        return f"{requests} requests ({super().demand})"

    @property
    def basis(self) -> str:
        """The deployment and the law."""
        deployment = DEPLOYMENT_KIND.name_of(self.deployment) or "of your own"
        return f"deployment {deployment}, {super().basis}"


class InFlops(Plan):
    """A plan for the fewest FLOPs."""

    title = "FLOPs"
    unit = Unit.FLOPS
    optimal = "compute-optimal"

    def total(self, params: Any, tokens: Any, inf_tokens: Any) -> Any:
        """FLOPs of training and inference."""
        return core.total_flops(params, tokens, inf_tokens)

    def training(self, params: Any, tokens: Any) -> Any:
        """FLOPs of training."""
        return core.train_flops(params, tokens)

    def optimum(self, target: Any, inf_tokens: Any) -> Any:
        """The compute-optimal model."""
        return ask("opt_plan", target, inf_tokens, self.law)

    def sizes(self, within: float) -> Any:
        """The range of OPT_RANGE."""
        return ask("opt_range", self.target, self.inf_tokens, within, self.law)

    def band(self, inf_tokens: Any) -> Any:
        """The row of OPT_BAND."""
        return ask("opt_band", self.size, inf_tokens, None, None, None, self.law)

    def under_laws(self) -> Any:
        """LAW_COMPARE in FLOPs."""
        return ask("law_compare", self.size, self.inf_tokens)


def read_plan(
    *,
    loss: str | None = None,
    requests: str | None = None,
    inf_tokens: str | None = None,
    deployment: str | None = None,
    law: str | None = None,
    in_flops: bool = False,
) -> Plan:
    """A plan of words as they are typed, read as COST_OPT and OPT_PARAMS read their cells.

    Raises
    ------
    XlplannerError
        If one of them is refused, or names more than one law or deployment.
    """
    if requests is None and inf_tokens is None:
        inf_tokens = INF_TOKENS
    quality = LOSS if loss is None else loss
    scaling_law = parse_cell(law or "")
    asked = "0" if requests is None else requests
    cells = quality, asked, parse_cell(deployment or ""), scaling_law
    number, demand, hardware, known_law, _ = _read("COST_OPT", *cells)
    if not SOME_TOKENS.holds(hardware):
        raise DomainError(SOME_TOKENS.reason(hardware))
    if inf_tokens is None:
        tokens = demand * hardware.tokens_per_request
    else:
        tokens = _read("OPT_PARAMS", quality, inf_tokens, scaling_law)[1]
    kind = InFlops if in_flops else InDollars
    if number < 0:
        # A size, which stands as a negative loss.
        number, target, size = ask("chinchilla_quality", -number, known_law), like(-number), -number
    else:
        target, size = number, ask("chinchilla_params", number, known_law)
    return kind(number, target, size, tokens, hardware, known_law)


def _read(name: str, *cells: object) -> list[Any]:
    """The values of single cells, as a function of the catalogue reads them."""
    values, shape, errors = read_cells(CATALOGUE[name], cells)
    if shape:
        raise CellValueError("a picture shows one law and one deployment; got a range of them")
    if errors is not None:
        error: CellError = errors.item()
        raise error.exception()
    return values
