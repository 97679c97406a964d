"""Sheet "Engine": the optimum as a chain of plain formulas, one problem a row.

Each column is a function of the core, applied to the cells left of it.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, NamedTuple, cast

from xlplanner.core import optimum
from xlplanner.core.law import Law, law_loss, reducible_loss
from xlplanner.expressions.formula import Formula
from xlplanner.functions.records import LAW_KIND
from xlplanner.units import Unit
from xlplanner.workbook.grid.book import Book
from xlplanner.workbook.lookup import on_cells

# Three steps reach double precision from the start; one more is a margin.
HALLEY_STEPS = 4
TITLES, UNITS, WORDS, FIRST = 4, 5, 6, 7


class Column(NamedTuple):
    """A column of the chain: its key, title, unit, formula in words and formula on cells."""

    key: str
    title: str
    unit: Unit
    words: str
    formula: Callable[[Any], Any]


def params_share(law: Any) -> Any:
    """The law's property s, on cells."""
    return on_cells(Law.params_share, law)


def _chain() -> list[Column]:
    """Columns from the loss, demand and law of a problem to its designs; c is the row's cells."""
    start = [
        Column("r", "r", Unit.LOSS, "reducible loss", lambda c: reducible_loss(c.loss, c.law)),
        Column("share", "s", Unit.RATIO, "beta/(alpha + beta)", lambda c: params_share(c.law)),
        Column(
            "params0",
            "N0",
            Unit.PARAMS,
            "training-only params",
            lambda c: optimum.training_only_params(c.r, c.law),
        ),
        Column(
            "tokens0",
            "D0",
            Unit.TOKENS,
            "training-only tokens",
            lambda c: optimum.training_only_tokens(c.r, c.law),
        ),
        Column(
            "m",
            "m",
            Unit.RATIO,
            "relative demand, s*K/D0",
            lambda c: optimum.relative_demand(c.demand, c.tokens0, c.law),
        ),
        Column(
            "y", "y 0", Unit.RATIO, "left of the root", lambda c: optimum.growth_start(c.m, c.law)
        ),
    ]
    end = [
        Column("growth", "D/D0", Unit.RATIO, "exp(y)", lambda c: optimum.growth(c.y)),
        Column("t", "t", Unit.RATIO, "m/(D/D0)", lambda c: optimum.demand_at_root(c.m, c.growth)),
        Column(
            "params",
            "N",
            Unit.PARAMS,
            "optimal params",
            lambda c: optimum.params_at(c.r, c.t, c.law),
        ),
        Column(
            "tokens",
            "D",
            Unit.TOKENS,
            "optimal tokens",
            lambda c: optimum.tokens_at(c.tokens0, c.growth),
        ),
        Column(
            "residual",
            "L - loss",
            Unit.RESIDUAL,
            "L(N, D) less loss, nil",
            lambda c: law_loss(c.params, c.tokens, c.law) - c.loss,
        ),
    ]
    steps = [column for step in range(1, HALLEY_STEPS + 1) for column in _halley(step)]
    return [*start, *steps, *end]


def _halley(step: int) -> list[Column]:
    """One step of Halley's from y, y - 2*f*f'/(2*f'^2 - f*f'')."""
    return [
        Column(
            "t",
            f"t {step}",
            Unit.RATIO,
            "m*exp(-y)",
            lambda c: optimum.remaining_demand(c.m, c.y),
        ),
        Column("g", f"g {step}", Unit.RATIO, "t/(1 + t)", lambda c: optimum.demand_weight(c.t)),
        Column(
            "f",
            f"f {step}",
            Unit.RESIDUAL,
            "beta*y - ln(1 + t)",
            lambda c: optimum.residual(c.y, c.t, c.law),
        ),
        Column(
            "y",
            f"y {step}",
            Unit.RATIO,
            "Halley's step",
            lambda c: c.y - optimum.halley_step(c.f, c.g, c.law),
        ),
    ]


class Engine:
    """The sheet; `solve` adds a problem."""

    def __init__(self, book: Book) -> None:
        self.chain = _chain()
        given = ["problem", "loss", "K", "law", *LAW_KIND.fields]
        self.sheet = book.sheet("Engine", [34, 10, 12, 14, *[10] * 5, *[13] * len(self.chain)])
        self.sheet.heading(
            "Engine",
            "Minimise N*(D + K) on L(N, D) = loss: beta*y = ln(1 + m*exp(-y)), y = ln(D/D0), by "
            "Halley's steps. Nothing to change here.",
        )
        laws_units = [field.unit for field in LAW_KIND.fields.values()]
        self.sheet.row(TITLES, 1, [*given, *(column.title for column in self.chain)], "header")
        units = ["", Unit.LOSS, Unit.TOKENS, Unit.NAME, *laws_units, *(c.unit for c in self.chain)]
        self.sheet.row(UNITS, 1, units, "unit")
        words = [
            "",
            "to reach",
            "effective demand",
            "",
            *(f.help for f in LAW_KIND.fields.values()),
        ]
        self.sheet.row(WORDS, 1, [*words, *(column.words for column in self.chain)], "note")
        self.sheet.freeze(FIRST, 2)
        self.next_row = FIRST
        self.residuals: list[Formula] = []

    def solve(self, problem: str, loss: Any, demand: Any, law: Any) -> Any:
        """Add the row of a problem; returns its cells by the keys of the chain."""
        row, self.next_row = self.next_row, self.next_row + 1
        put = self.sheet.put
        put(row, 1, problem, "label")
        cells = SimpleNamespace(
            loss=put(row, 2, loss, "calculation", Unit.LOSS),
            demand=put(row, 3, demand, "calculation", Unit.TOKENS),
        )
        put(row, 4, law.reference, "calculation")
        cells.law = cast(Law, SimpleNamespace())
        for column, field in enumerate(LAW_KIND.fields, start=5):
            setattr(cells.law, field, put(row, column, getattr(law, field), "calculation"))
        for column, link in enumerate(self.chain, start=5 + len(LAW_KIND.fields)):
            setattr(
                cells, link.key, put(row, column, link.formula(cells), "calculation", link.unit)
            )
            cells.law.params_share = getattr(cells, "share", None)  # known from its column on
        self.residuals.append(cells.residual)
        return cells
