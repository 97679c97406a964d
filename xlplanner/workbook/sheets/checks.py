"""Sheet "Checks": what must hold in the workbook, and one verdict on top."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from xlplanner.core.law import law_loss, params_term, tokens_term
from xlplanner.expressions.formula import (
    Formula,
    at_most,
    below,
    both,
    count_of,
    equals,
    function,
    if_,
    is_blank,
    is_error_cell,
    is_number,
    look_up,
)
from xlplanner.functions.arguments import COUNT, DEMAND, LOSS_BOUNDS
from xlplanner.functions.records import DEPLOYMENT_KIND, LAW_KIND
from xlplanner.units import Unit
from xlplanner.workbook.grid.book import Book, Sheet
from xlplanner.workbook.grid.style import CHECK, DIFFERS, OK
from xlplanner.workbook.inputs import InputSpec, Label
from xlplanner.workbook.lookup import Lists
from xlplanner.workbook.sheets.engine import FIRST as FIRST_PROBLEM
from xlplanner.workbook.sheets.paper_tables import PaperTable
from xlplanner.workbook.sheets.planner import CHEAPEST, COMPUTE, DESIGNS, OWN, Planner

TINY = 1e-12
VERDICT_ROW, HEADER, FIRST = 4, 6, 7


def add_checks(
    book: Book,
    planner: Planner,
    tables: list[PaperTable],
    inputs: Sequence[tuple[InputSpec, Formula]],
) -> Formula:
    """Add the sheet; returns a reference to the overall verdict."""
    sheet = book.sheet("Checks", [62, 22, 12, 12, 12], landscape=False)
    sheet.heading("Checks", f'What must hold in this workbook; every verdict must be "{OK}"')
    sheet.row(HEADER, 1, ["What must hold", "Value", "At least", "At most", "Verdict"], "header")
    checks = [*_residuals(planner), *_designs(planner), *_sums(planner), *_tables(tables)]
    verdicts = []
    for row, (what, value, high) in enumerate(checks, start=FIRST):
        sheet.put(row, 1, what)
        left = sheet.put(row, 2, value, "calculation", Unit.RESIDUAL)
        right = sheet.put(row, 4, high, "data", Unit.RESIDUAL)
        inside = if_(is_error_cell(left), False, at_most(left, right))
        verdicts.append(sheet.put(row, 5, if_(inside, OK, CHECK), "verdict"))
    facts = planner.facts
    truths = {
        **{
            f"{details.help} is known": is_number(getattr(planner.deployment, field))
            for field, details in DEPLOYMENT_KIND.fields.items()
        },
        "The loss to reach is above the law's irreducible loss": below(planner.law.E, facts.loss),
        "A model within the limits reaches the loss": facts.feasible,
        "A request has tokens": below(0, planner.deployment.tokens_per_request),
    }
    for row, (what, truth) in enumerate(truths.items(), start=FIRST + len(verdicts)):
        sheet.put(row, 1, what)
        certain = if_(is_error_cell(truth), False, truth)
        verdicts.append(sheet.put(row, 5, if_(certain, OK, CHECK), "verdict"))
    limited = [item for item in inputs if not isinstance(item[0].accepts, Label)]
    for row, (spec, cell) in enumerate(limited, start=FIRST + len(verdicts)):
        verdicts.append(_check_input(sheet, row, spec, cell, planner.sources.lists))
    sheet.put(VERDICT_ROW, 1, "All of them", "section")
    cells = sheet.range(FIRST, 5, [verdict.value for verdict in verdicts])
    count = function("ROWS", lambda values: float(len(values)), cells)
    return sheet.put(VERDICT_ROW, 5, if_(equals(count_of(cells, OK), count), OK, CHECK), "verdict")


def _check_input(sheet: Sheet, row: int, spec: InputSpec, cell: Formula, lists: Lists) -> Formula:
    """Whether an input is within its limits; validation does not see what is pasted."""
    unit = "" if spec.unit in (Unit.NAME, Unit.TEXT) else f" [{spec.unit}]"
    sheet.put(row, 1, spec.title + unit)
    shown = if_(is_blank(cell), "", cell) if spec.optional else cell
    sheet.put(row, 2, shown, "calculation", spec.unit)
    if spec.options:
        names = lists.of(spec.accepts)
        # A name with a wildcard finds a row, but not itself.
        found = look_up(cell, names, names)
        inside = if_(is_error_cell(found), False, equals(found, cell))
    else:
        accepts = spec.accepts
        low = sheet.put(row, 3, accepts.low, "data", Unit.RESIDUAL)
        high = sheet.put(row, 4, accepts.high, "data", Unit.RESIDUAL)
        above = at_most(low, cell) if accepts.low_allowed else below(low, cell)
        # A blank input counts as nil in arithmetic, but is no number.
        inside = both(is_number(cell), above, at_most(cell, high))
    verdict = if_(inside, OK, CHECK)
    if spec.optional:
        verdict = if_(is_blank(cell), OK, verdict)
    return sheet.put(row, 5, if_(is_error_cell(cell), CHECK, verdict), "verdict")


Check = tuple[str, Formula, float]


def _residuals(planner: Planner) -> list[Check]:
    engine = planner.edition.engine
    if engine is None:
        return []
    column = 4 + len(LAW_KIND.fields) + len(engine.chain)
    cells = engine.sheet.range(FIRST_PROBLEM, column, [cell.value for cell in engine.residuals])
    largest = function("MAX", lambda values: np.max(values), cells)
    smallest = function("MIN", lambda values: np.min(values), cells)
    worst = function("MAX", max, largest, -smallest)
    return [("Every design of the engine reaches its loss [nats/token]", worst, TINY)]


def _designs(planner: Planner) -> list[Check]:
    facts, law = planner.facts, planner.law
    demands = {COMPUTE: facts.flops_demand, CHEAPEST: facts.cost_demand}
    checks = []
    for place, solved in planner.solved.items():
        name = DESIGNS[place].lower()
        # Stationarity, alpha*a = beta*b*(1 + K/D) (eq. 11).
        left = law.alpha * params_term(solved.params, law)
        right = law.beta * tokens_term(solved.tokens, law) * (1 + demands[place] / solved.tokens)
        what = f"alpha*a = beta*b*(1 + K/D) at the {name} model without limits [relative]"
        checks.append((what, np.absolute(left / right - 1), TINY))
        missed = law_loss(solved.params, solved.tokens, law) - facts.loss
        checks.append(
            (f"The {name} model reaches the loss [nats/token]", np.absolute(missed), TINY)
        )
    return checks


def _sums(planner: Planner) -> list[Check]:
    """Without limits nothing beats the optima; with them the bill must still add up."""
    facts, deployment = planner.facts, planner.deployment
    chinchilla, compute, cheapest, _ = planner.designs
    total = deployment.token_cost * cheapest.params * (cheapest.tokens + facts.cost_demand)
    # Where the optimum is the design, no other design may be cheaper.
    free = equals(cheapest.params, planner.solved[CHEAPEST].params)
    free_flops = equals(compute.params, planner.solved[COMPUTE].params)
    reached = [("Loss to reach [nats/token]", facts.loss, LOSS_BOUNDS.high)]
    sizes = [
        (f"{title} of the {DESIGNS[place].lower()} model [{unit}]", cell, COUNT.high)
        for place, design in enumerate(planner.designs)
        for title, unit, cell in (
            ("Parameters", Unit.PARAMS, design.params),
            ("Training tokens", Unit.TOKENS, design.tokens),
        )
        if place != OWN
    ]
    return [
        *reached,
        *sizes,
        ("Requests in all [requests]", facts.requests, DEMAND.high),
        ("Inference tokens in all [tokens]", facts.inf_tokens, DEMAND.high),
        (
            "Total cost is c*N*(D + K) at the cost-optimal design [relative]",
            np.absolute(cheapest.cost / total - 1),
            TINY,
        ),
        (
            "The compute-optimal design needs no more FLOPs than Chinchilla's [relative]",
            if_(free_flops, compute.flops / chinchilla.flops - 1, 0),
            TINY,
        ),
        (
            "The cost-optimal design costs no more than Chinchilla's [relative]",
            if_(free, cheapest.cost / chinchilla.cost - 1, 0),
            TINY,
        ),
        (
            "The cost-optimal design costs no more than the compute-optimal one [relative]",
            if_(free, cheapest.cost / compute.cost - 1, 0),
            TINY,
        ),
    ]


def _tables(tables: list[PaperTable]) -> list[Check]:
    return [
        (f"Figures of Table {t.number} that differ from print", count_of(t.verdicts, DIFFERS), 0.0)
        for t in tables
    ]
