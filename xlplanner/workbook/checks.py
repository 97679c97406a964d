"""Sheet "Checks": what must hold in the workbook, and one verdict on top."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from xlplanner.core.law import params_term, tokens_term
from xlplanner.functions.arguments import DEMAND, LOSS_BOUNDS
from xlplanner.functions.records import DEPLOYMENT_KIND, LAW_KIND
from xlplanner.units import Unit
from xlplanner.workbook.assumptions import title
from xlplanner.workbook.book import Book, Sheet
from xlplanner.workbook.engine import FIRST as FIRST_PROBLEM
from xlplanner.workbook.engine import Engine
from xlplanner.workbook.formula import (
    Formula,
    at_most,
    below,
    both,
    count_of,
    equals,
    function,
    if_,
    is_number,
    look_up,
)
from xlplanner.workbook.paper_tables import PaperTable
from xlplanner.workbook.planner import Planner
from xlplanner.workbook.style import CHECK, DIFFERS, OK

TINY = 1e-12
VERDICT_ROW, HEADER, FIRST = 4, 6, 7


def add_checks(book: Book, planner: Planner, engine: Engine, tables: list[PaperTable]) -> Formula:
    """Add the sheet; returns a reference to the overall verdict."""
    sheet = book.sheet("Checks", [62, 16, 16, 16, 12], landscape=False)
    sheet.heading("Checks", f'What must hold in this workbook; every verdict must be "{OK}"')
    sheet.row(HEADER, 1, ["What must hold", "Value", "At least", "At most", "Verdict"], "header")
    checks = [*_residuals(engine), *_designs(planner), *_sums(planner), *_tables(tables)]
    verdicts = []
    for row, (what, value, high) in enumerate(checks, start=FIRST):
        sheet.put(row, 1, what)
        left = sheet.put(row, 2, value, "calculation", Unit.RESIDUAL)
        right = sheet.put(row, 4, high, "data", Unit.RESIDUAL)
        verdicts.append(sheet.put(row, 5, if_(at_most(left, right), OK, CHECK), "verdict"))
    for row, item in enumerate(_inputs(planner), start=FIRST + len(checks)):
        verdicts.append(_check_input(sheet, row, item))
    for row, (what, name, keys) in enumerate(_names(planner), start=FIRST + len(verdicts)):
        sheet.put(row, 1, what)
        cell = sheet.put(row, 2, name, "calculation")
        # A name with a wildcard finds a row, but not itself.
        found = equals(look_up(name, keys, keys), cell)
        verdicts.append(sheet.put(row, 5, if_(found, OK, CHECK), "verdict"))
    sheet.put(VERDICT_ROW, 1, "All of them", "section")
    cells = sheet.range(FIRST, 5, [verdict.value for verdict in verdicts])
    count = function("ROWS", lambda values: float(len(values)), cells)
    return sheet.put(VERDICT_ROW, 5, if_(equals(count_of(cells, OK), count), OK, CHECK), "verdict")


class Input(NamedTuple):
    """An input and its limits; the law's E is the low limit of the loss."""

    what: str
    value: Formula
    low: Formula | float
    high: float
    low_allowed: bool
    unit: Unit


def _inputs(planner: Planner) -> list[Input]:
    given, facts = planner.given, planner.facts
    loss = Input("Loss (above)", given.loss, facts.E, LOSS_BOUNDS.high, False, Unit.LOSS)
    demand = Input("Requests", given.requests, DEMAND.low, DEMAND.high, True, Unit.REQUESTS)
    inputs = [loss, demand]
    for name, field in DEPLOYMENT_KIND.fields.items():
        accepts = field.accepts
        what = f"Deployment: {title(name)}" + ("" if accepts.low_allowed else " (above)")
        value = planner.deployment_fields[name]
        inputs.append(
            Input(what, value, accepts.low, accepts.high, accepts.low_allowed, field.unit)
        )
    return inputs


def _names(planner: Planner) -> list[tuple[str, Formula, Formula]]:
    given = planner.given
    return [
        ("Law: a name of the sheet Laws", given.law, planner.law_names),
        ("Deployment: a name of the sheet Deployments", given.deployment, planner.deployment_names),
    ]


def _check_input(sheet: Sheet, row: int, item: Input) -> Formula:
    sheet.put(row, 1, f"{item.what} [{item.unit}]")
    value = sheet.put(row, 2, item.value, "calculation", item.unit)
    low = sheet.put(row, 3, item.low, "data", item.unit)
    high = sheet.put(row, 4, item.high, "data", Unit.RESIDUAL)
    within = at_most(low, value) if item.low_allowed else below(low, value)
    # A blank input counts as nil in arithmetic, but is no number.
    inside = both(is_number(item.value), within, at_most(value, high))
    return sheet.put(row, 5, if_(inside, OK, CHECK), "verdict")


Check = tuple[str, Formula, float]


def _residuals(engine: Engine) -> list[Check]:
    column = 4 + len(LAW_KIND.fields) + len(engine.chain)
    cells = engine.sheet.range(FIRST_PROBLEM, column, [cell.value for cell in engine.residuals])
    largest = function("MAX", lambda values: np.max(values), cells)
    smallest = function("MIN", lambda values: np.min(values), cells)
    worst = function("MAX", max, largest, -smallest)
    return [("Every design of the engine reaches its loss [nats/token]", worst, TINY)]


def _designs(planner: Planner) -> list[Check]:
    chinchilla, compute, cheapest = planner.designs
    checks = []
    for name, solved in planner.solved.items():
        law = solved.law
        # Stationarity, alpha*a = beta*b*(1 + K/D) (eq. 11).
        left = law.alpha * params_term(solved.params, law)
        right = law.beta * tokens_term(solved.tokens, law) * (1 + solved.demand / solved.tokens)
        what = f"alpha*a = beta*b*(1 + K/D) at the {name}-optimal design [relative]"
        checks.append((what, np.absolute(left / right - 1), TINY))
    return [
        *checks,
        (
            "The compute-optimal design needs no more FLOPs than Chinchilla's [relative]",
            compute.flops / chinchilla.flops - 1,
            TINY,
        ),
        (
            "The cost-optimal design costs no more than Chinchilla's [relative]",
            cheapest.cost / chinchilla.cost - 1,
            TINY,
        ),
        (
            "The cost-optimal design costs no more than the compute-optimal one [relative]",
            cheapest.cost / compute.cost - 1,
            TINY,
        ),
    ]


def _sums(planner: Planner) -> list[Check]:
    facts, design = planner.facts, planner.designs[-1]
    total = facts.token_cost * design.params * (design.tokens + facts.cost_demand)
    what = "Total cost is c*N*(D + K) at the cost-optimal design [relative]"
    return [(what, np.absolute(design.cost / total - 1), TINY)]


def _tables(tables: list[PaperTable]) -> list[Check]:
    return [
        (f"Figures of Table {t.number} that differ from print", count_of(t.verdicts, DIFFERS), 0.0)
        for t in tables
    ]
