"""What the laws make of a plan: each law in turn, and how surely one of them is known."""

from __future__ import annotations

from typing import NamedTuple

from xlplanner.expressions.operations import (
    below,
    count_cells,
    count_of,
    equals,
    if_,
    is_number,
    joined,
    largest,
    smallest,
)
from xlplanner.expressions.tree import Expression, Reference, lift
from xlplanner.functions.families.law_comparison import BAND_LAW
from xlplanner.functions.records import QUANTILES, laws
from xlplanner.reference.records import law_draws
from xlplanner.units import Unit
from xlplanner.workbook.grid.book import Sheet
from xlplanner.workbook.grid.charts import Axis, add_bars
from xlplanner.workbook.grid.style import COUNT_TICKS
from xlplanner.workbook.grid.tables import Table
from xlplanner.workbook.plan import Plan
from xlplanner.workbook.sheets.cases import LAW, QUALITY, REQUESTS, Cases
from xlplanner.workbook.sheets.draws import FIELDS, Draws
from xlplanner.workbook.sheets.planner.results import CHEAPEST, NONE
from xlplanner.workbook.sheets.planner.sheet import Planner

FIGURES = {
    "loss": ("Loss", Unit.LOSS),
    "params": ("Parameters", Unit.PARAMS),
    "tokens": ("Training tokens", Unit.TOKENS),
    "cost": ("Total cost", Unit.USD),
    "saving": ("Saving against Chinchilla", Unit.FRACTION),
}
# A loss compares models of one law alone.
COMPARED = ("params", "tokens", "cost", "saving")
CHART_SIZE = 10.2, 7.6
OWN_BAND = "The band is that of the law in force: draws of its own uncertainty."


class Span(NamedTuple):
    """The lowest and the highest of a figure."""

    low: Reference
    high: Reference


class OverLaws(NamedTuple):
    """What the laws come to.

    Attributes
    ----------
    spans : dict
        Lowest and highest params, tokens, cost and saving.
    answers, laws : Expression
        How many laws have a plan, of how many.
    end : int
        The row after the table.
    """

    spans: dict[str, Span]
    answers: Expression
    laws: Expression
    end: int


def write_laws(plan: Plan, sheet: Sheet, row: int) -> OverLaws:
    """Write the plan under every law of the data, its ends, and a chart beside it."""
    columns: dict[str, Unit | None] = {"Law": None, **dict(FIGURES.values())}
    heading = "Every law at the plan's quality: as good as the same Chinchilla model under it"
    table = Table(sheet, row, heading, columns)
    for name in laws():
        law = table.put(name, "data")
        case = plan[Cases].add(f"Law {name}", {LAW: law})
        for figure in FIGURES:
            cell = getattr(case, figure)
            table.put(if_(is_number(case.cost), cell, NONE))
    places = {figure: place for place, figure in enumerate(FIGURES, start=1)}
    ranges = {figure: table.column(places[figure]) for figure in COMPARED}
    names = table.column(0)
    ends: list[dict[str, Reference]] = []
    for label, end in (("Lowest", smallest), ("Highest", largest)):
        table.put(label, "label")
        table.put("", "label")
        ends.append({name: table.put(end(cells), "result") for name, cells in ranges.items()})
    planned = plan[Planner].designs[CHEAPEST]
    table.put("As planned", "label")
    for figure in FIGURES:
        table.put(plan[Planner].facts.loss if figure == "loss" else getattr(planned, figure))
    add_bars(
        sheet,
        f"G{row + 1}",
        "Cost-optimal size under each law",
        Axis("Parameters", COUNT_TICKS),
        names,
        {"Parameters": ranges["params"]},
        size=CHART_SIZE,
    )
    count = count_cells(names)
    return OverLaws(
        {name: Span(ends[0][name], ends[1][name]) for name in COMPARED},
        count - count_of(ranges["cost"], NONE),
        count,
        table.end,
    )


def write_band(plan: Plan, sheet: Sheet, row: int) -> int:
    """Write how surely a law with draws is known, as factors of its own plan; returns the end."""
    (low_name, low), (high_name, high) = QUANTILES.items()
    table = Table(
        sheet,
        row,
        f"How surely one fit is known: refits of {BAND_LAW}, without limits",
        {
            f"{BAND_LAW}, without limits": None,
            f"{low_name} over the fit": Unit.FRACTION,
            f"{high_name} over the fit": Unit.FRACTION,
            low_name: None,
            "The fit": None,
            high_name: None,
        },
    )
    if BAND_LAW not in law_draws():
        sheet.put(table.first, 1, f"No draws: {BAND_LAW} is a law of your own data.")
        return table.first + 1
    table.put("Share of the refits below", "label")
    table.put("", "label")
    table.put("", "label")
    shares = {}
    shares["low"] = table.put(low, "data", Unit.FRACTION)
    table.put("", "label")
    shares["high"] = table.put(high, "data", Unit.FRACTION)
    for field in FIELDS:
        title, unit = FIGURES[field]
        table.put(title, "label")
        row = table.row
        values = {end: _band(plan, shares, field, end) for end in ("low", "", "high")}
        low_cell, fit, high_cell = (
            sheet.put(row, column, value, "calculation", unit)
            for column, value in enumerate(values.values(), start=4)
        )
        for cell in (low_cell, high_cell):
            # Without demand there is no saving, and no factor of it.
            table.put(if_(below(0, fit), cell / fit, NONE), "result")
        for _ in values:
            table.skip()
    law = plan.inputs[LAW]
    other = joined(
        f"The factors are those of {BAND_LAW} about its own plan: how far one fit may err. The law "
        "in force, ",
        law,
        ", has no draws.",
    )
    sheet.put(table.end, 1, if_(equals(law, BAND_LAW), OWN_BAND, other), "subtitle")
    return table.end + 1


def _band(plan: Plan, shares: dict[str, Reference], field: str, end: str) -> Expression:
    """An end of the band of a field, or the fit itself."""
    planner, base = plan[Planner], plan[Cases].base

    def native() -> Expression:
        draws = plan[Draws]
        return draws.quantile(field, shares[end]) if end else lift(draws.fit[field])

    return plan.edition.call(
        "COST_BAND",
        base[QUALITY],
        base[REQUESTS],
        shares["low"],
        shares["high"],
        planner.deployment,
        f"{field}_{end}" if end else field,
        BAND_LAW,
        native=native,
    )
