"""What each picture shows: panels of lines, marks and bands, and the same in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from xlplanner.core.law import law_tokens
from xlplanner.functions.families.law_comparison import BAND_LAW, has_draws
from xlplanner.plots.plan import Plan, ask, like, read_plan
from xlplanner.reference.paper import paper_table2
from xlplanner.units import MAGNITUDES, Unit, readable

Floats: TypeAlias = NDArray[np.float64]
POINTS = 91
# Lifetime inference tokens, as in the paper's figures and a decade more.
LEAST_DEMAND, MOST_DEMAND = 1e10, 1e14
# As many names as stand beside an axis.
MOST_LAWS = 24
# How much more than the least the dearest size of a picture takes.
DEAREST = 1.0
CHINCHILLA, COMPUTE_OPTIMAL = "Chinchilla (training only)", "compute-optimal"


def round_number(value: float, unit: Unit) -> str:
    """A number to three digits, without zeros behind it.

    >>> round_number(1e10, Unit.PARAMS), round_number(2.5e6, Unit.USD)
    ('10B', '$2.5M')
    >>> round_number(6.2234e10, Unit.PARAMS), round_number(1203.4, Unit.RATIO)
    ('62.2B', '1.2K')
    >>> round_number(0.4, Unit.FRACTION), round_number(5e22, Unit.FLOPS)
    ('40 %', '5e22')
    """
    value = float(f"{value:.3g}")
    if unit is Unit.FRACTION:
        return f"{100 * value:g} %"
    dollars = "$" * (unit is Unit.USD)
    for scale, letter in MAGNITUDES if unit is not Unit.FLOPS else ():
        if value >= scale:
            return f"{dollars}{value / scale:g}{letter}"
    return f"{dollars}{value:g}".replace("e+", "e")


class Axis(NamedTuple):
    """An axis; without a unit it has names in place of numbers."""

    title: str
    unit: Unit
    log: bool = False
    low: float | None = None


class Line(NamedTuple):
    """A line through points."""

    name: str
    x: Floats
    y: Floats


class Mark(NamedTuple):
    """A point, or points of one kind of model."""

    name: str
    x: Floats
    y: Floats
    kind: str = "optimum"


class Band(NamedTuple):
    """What lies between two lines."""

    name: str
    x: Floats
    low: Floats
    high: Floats


@dataclass(frozen=True)
class Panel:
    """One pair of axes and what stands in it; with `rows`, y counts these names from above."""

    x: Axis
    y: Axis
    lines: Sequence[Line] = ()
    marks: Sequence[Mark] = ()
    bands: Sequence[Band] = ()
    rows: Sequence[str] = ()


@dataclass(frozen=True)
class Picture:
    """Panels side by side under a title, the plan in a line, and what they show in words."""

    title: str
    plan: str
    panels: Sequence[Panel]
    words: str

    def parts(self) -> Iterator[object]:
        """All texts and numbers that it shows."""
        yield from (self.title, self.plan, self.words)
        for panel in self.panels:
            yield from (*panel.x, *panel.y, *panel.rows)
            for shown in (*panel.lines, *panel.marks, *panel.bands):
                for part in shown:
                    yield from [part] if isinstance(part, str) else part.tolist()


SIZE = Axis("Model size", Unit.PARAMS, log=True)
TOKENS = Axis("Training tokens", Unit.TOKENS, log=True)
DEMAND = Axis("Lifetime inference tokens", Unit.TOKENS, log=True)
SAVING = Axis("Saved against Chinchilla", Unit.FRACTION, low=0)


def cost(plan: Plan) -> Picture:
    """What models of equal quality take over their life, by size, with three of them marked."""
    demand = plan.inf_tokens
    models = {
        CHINCHILLA: (plan.size, ask("chinchilla_tokens", plan.target, plan.law)),
        COMPUTE_OPTIMAL: ask("opt_plan", plan.target, demand, plan.law)[:2],
        "cost-optimal": ask(
            "cost_opt", plan.target, plan.requests(demand), plan.deployment, plan.law
        )[:2],
    }
    marks = [
        Mark(
            _model_in_words(name, plan, params, tokens),
            np.array([params]),
            np.array([plan.total(params, tokens, demand)]),
            name,
        )
        for name, (params, tokens) in models.items()
    ]
    range_ = plan.sizes(DEAREST)
    known = [mark.x[0] for mark in marks]
    # Below `low` the cost rises without bound.
    sizes = np.geomspace(min(range_.low, *known), max(range_.high, *known), POINTS)
    tokens = law_tokens(plan.loss, sizes, plan.law)
    total, training = plan.total(sizes, tokens, demand), plan.training(sizes, tokens)
    lines = [
        Line("training and inference", sizes, total),
        Line("training", sizes, training),
        Line("inference", sizes, total - training),
    ]
    return Picture(
        f"{plan.title} over the life of models of equal quality",
        _plan_in_words(plan),
        [Panel(SIZE, Axis(f"{plan.title} over the life", plan.unit, low=0), lines, marks)],
        f"{plan.title} against model size, with three models marked. "
        f"{'; '.join(mark.name for mark in marks)}.",
    )


def _model_in_words(name: str, plan: Plan, params: float, tokens: float) -> str:
    total = readable(plan.total(params, tokens, plan.inf_tokens), plan.unit)
    total += f" {plan.unit}" * (plan.unit is not Unit.USD)
    sizes = f"{readable(params, Unit.PARAMS)} params, {readable(tokens, Unit.TOKENS)} tokens"
    return f"{name}: {sizes}, {total}"


def _plan_in_words(plan: Plan) -> str:
    quality = f"Loss {plan.loss:.4g} nats/token, {plan.quality}"
    return f"{quality}\n{_opened(plan.demand)}, {plan.basis}"


def _opened(text: str) -> str:
    """A text with a capital first."""
    return text[0].upper() + text[1:]


def _demands(plan: Plan) -> Floats:
    """Demands around the plan's own; none is no number on a log axis."""
    own = plan.inf_tokens or LEAST_DEMAND
    return np.geomspace(min(LEAST_DEMAND, own / 10), max(MOST_DEMAND, own * 10), POINTS)


def ratio(plan: Plan, *, own_loss: bool = False) -> Picture:
    """Figures 1 and 2 of the paper: the optimum over Chinchilla, across demand.

    Several qualities, those of the paper's tables; or the plan's own, with its demand marked.
    """
    demands = _demands(plan)
    rows = [row.chinchilla_params.value for row in paper_table2()]
    sizes = [plan.size] if own_loss else rows
    names = [f"as good as Chinchilla {round_number(size, Unit.PARAMS)}" for size in sizes]
    lines = [_ratios(plan, size, demands) for size in sizes]
    name = plan.title if plan.unit is Unit.FLOPS else plan.title.lower()
    points = np.array([plan.inf_tokens] if own_loss and plan.inf_tokens else [])
    marked = _ratios(plan, plan.size, points)
    axes = (
        Axis(f"Lifetime {name} over Chinchilla's", Unit.RATIO, low=0),
        Axis("Model size over Chinchilla's", Unit.RATIO, low=0),
        Axis("Training tokens over Chinchilla's", Unit.RATIO, log=True),
    )
    panels = [
        Panel(
            DEMAND,
            axis,
            [Line(like, demands, line[i]) for like, line in zip(names, lines, strict=True)],
            [Mark("this plan", points, marked[i])] if points.size else (),
        )
        for i, axis in enumerate(axes)
    ]
    return Picture(
        f"The {plan.optimal} model beside the Chinchilla model of equal quality",
        _plan_in_words(plan) if own_loss else _opened(plan.basis),
        panels,
        f"Ratios of the {plan.optimal} model to Chinchilla against lifetime inference tokens; at "
        f"{round_number(demands[-1], Unit.TOKENS)} tokens "
        + "; ".join(
            f"{like}: {line[0][-1]:.2g} of the {name}, {line[1][-1]:.2g} of the size, "
            f"{round_number(line[2][-1], Unit.RATIO)} times the training tokens"
            for like, line in zip(names, lines, strict=True)
        )
        + ".",
    )


def _ratios(plan: Plan, size: float, demands: Floats) -> Sequence[Floats]:
    """The optimum over Chinchilla: what it takes, parameters, tokens."""
    tokens0 = ask("chinchilla_tokens", like(size), plan.law)
    best = plan.optimum(like(size), demands)
    total = plan.total(best.params, best.tokens, demands) / plan.total(size, tokens0, demands)
    return total, best.params / size, best.tokens / tokens0


def bands(plan: Plan) -> Picture:
    """How surely the optimum is known, across demand: its size, tokens and saving."""
    demands, own = _demands(plan), np.array([plan.inf_tokens] if plan.inf_tokens else [])
    drawn, one = plan.band(demands), plan.band(plan.inf_tokens)
    between, middle = (
        ("P10 to P90", "the fit itself")
        if has_draws(plan.law)
        else ("least to greatest over all laws", "under the plan's law")
    )
    panels, words = [], []
    for field, axis in (("params", SIZE), ("tokens", TOKENS), ("saving", SAVING)):
        low, best, high = (field + end for end in ("_low", "", "_high"))
        panels.append(
            Panel(
                DEMAND,
                axis,
                [Line(middle, demands, getattr(drawn, best))],
                [Mark("this plan", own, np.array([getattr(one, best)]))] if own.size else (),
                [Band(between, demands, getattr(drawn, low), getattr(drawn, high))],
            )
        )
        least, most = (readable(getattr(one, end), axis.unit) for end in (low, high))
        words.append(f"{field} {readable(getattr(one, best), axis.unit)} ({least} to {most})")
    return Picture(
        f"How surely the {plan.optimal} model is known",
        _plan_in_words(plan),
        panels,
        f"Size, tokens and saving against lifetime inference tokens, with the range {between}. "
        f"At the plan's own demand: {', '.join(words)}.",
    )


def laws(plan: Plan) -> Picture:
    """The optimum under each law, beside the Chinchilla model that is as good under it."""
    table = plan.under_laws()
    known = table.law.tolist()
    drawn = [i for i, name in enumerate(known) if i < MOST_LAWS or name == plan.law_name]
    rows = [known[i] + " (this plan)" * (known[i] == plan.law_name) for i in drawn]
    params, tokens, tokens0, saving = (
        column[drawn]
        for column in (table.params, table.tokens, table.chinchilla_tokens, table.saving)
    )
    under = "each law" if len(rows) == len(known) else f"{len(rows)} of {len(known)} laws"
    at = np.arange(len(rows), dtype=np.float64)
    size0 = np.full(len(rows), plan.size)
    optimal = f"{plan.optimal} model"
    panels = [
        Panel(
            axis,
            Axis("Law", Unit.NAME),
            marks=[Mark(name, x, at, name) for name, x in shown.items()],
            rows=rows,
        )
        for axis, shown in (
            (SIZE, {optimal: params, CHINCHILLA: size0}),
            (TOKENS, {optimal: tokens, CHINCHILLA: tokens0}),
            (SAVING, {optimal: saving}),
        )
    ]
    return Picture(
        f"The {plan.optimal} model under {under}",
        f"{_opened(plan.quality)} under each law\n{_opened(plan.demand)}, {plan.basis}",
        panels,
        "; ".join(
            f"{law}: {readable(size, Unit.PARAMS)} params, {readable(count, Unit.TOKENS)} "
            f"tokens, {readable(share, Unit.FRACTION)} saved"
            for law, size, count, share in zip(rows, params, tokens, saving, strict=True)
        )
        + ".",
    )


def picture(kind: str, *, law: str | None = None, loss: str | None = None, **words: Any) -> Picture:  # noqa: ANN401
    """The picture of a kind, of a plan that `read_plan` reads; bands are those of BAND_LAW."""
    law = law or (BAND_LAW if kind == "bands" else None)
    plan = read_plan(loss=loss, law=law, **words)
    shown: dict[str, Callable[[Plan], Picture]] = {
        "cost": cost,
        "ratio": ratio if loss is None else partial(ratio, own_loss=True),
        "bands": bands,
        "laws": laws,
    }
    return shown[kind](plan)
