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
from xlplanner.expressions.tree import Expression, Reference
from xlplanner.functions.families.law_comparison import BAND_LAW
from xlplanner.functions.records import QUANTILES, laws
from xlplanner.reference.records import law_draws
from xlplanner.units import Unit
from xlplanner.workbook.grid.book import Sheet
from xlplanner.workbook.grid.charts import Axis, add_bars
from xlplanner.workbook.grid.style import SIZE_TICKS
from xlplanner.workbook.grid.tables import HEAD_ROWS, Table
from xlplanner.workbook.plan import Plan
from xlplanner.workbook.sheets.basis import Basis
from xlplanner.workbook.sheets.cases import LAW, QUALITY, Cases
from xlplanner.workbook.sheets.draws import FIELDS, Draws
from xlplanner.workbook.sheets.planner.results import NONE
from xlplanner.workbook.sheets.risk.ranges import Ranges
from xlplanner.workbook.sheets.workings.sheet import Workings

FIGURES = {
    "params0": ("As good as a Chinchilla model of", Unit.PARAMS),
    "params": ("Parameters", Unit.PARAMS),
    "tokens": ("Training tokens", Unit.TOKENS),
    "cost": ("Total cost", Unit.USD),
    "saving": ("Saving against Chinchilla", Unit.FRACTION),
}
ENDS = {"Lowest": smallest, "Highest": largest}
PLANNED = "As planned"
LAW_ROWS = HEAD_ROWS + len(ENDS) + 2
LAW_HEADING = "Every law: the plan that Planner shows once that law is picked"
CHART_SIZE = 10.2, 7.6
BAND_HEADING = (
    f"How surely one fit is known: refits of {BAND_LAW}, each as good as the same Chinchilla "
    "model, without limits"
)
BAND_COLUMNS: dict[str, Unit | None] = {
    f"{BAND_LAW}, without limits": None,
    **{f"{name} over the fit": Unit.FRACTION for name in QUANTILES},
    **dict.fromkeys(("P10", "The fit", "P90")),
}
LOW, FIT, HIGH = 4, 5, 6
BAND_ROWS = HEAD_ROWS + 1 + len(FIELDS) + 1
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
        Lowest and highest of each figure.
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
    table = Table(sheet, row, LAW_HEADING, columns)
    for name in laws():
        law = table.put(name, "data")
        quality = plan[Basis].as_good_as[name]
        case = plan[Cases].add(f"Law {name}", {LAW: law, QUALITY: quality})
        for figure in FIGURES:
            cell = getattr(case, figure)
            table.put(if_(is_number(case.cost), cell, NONE))
    places = {figure: place for place, figure in enumerate(FIGURES, start=1)}
    ranges = {figure: table.column(place) for figure, place in places.items()}
    names = table.column(0)
    ends: list[dict[str, Reference]] = []
    for label, end in ENDS.items():
        table.put(label, "label")
        ends.append({name: table.put(end(cells), "result") for name, cells in ranges.items()})
    table.put(PLANNED, "label")
    for figure in FIGURES:
        table.put(getattr(plan[Ranges].planned, figure))
    note = joined("Held fixed: the plan under each law is ", plan[Basis].held, ".")
    sheet.put(table.end, 1, note, "subtitle")
    add_bars(
        sheet,
        f"G{row + 1}",
        "Cost-optimal size under each law",
        Axis("Parameters", SIZE_TICKS),
        names,
        {"Parameters": ranges["params"]},
        size=CHART_SIZE,
    )
    count = count_cells(names)
    return OverLaws(
        {name: Span(ends[0][name], ends[1][name]) for name in FIGURES},
        count - count_of(ranges["cost"], NONE),
        count,
        table.end + 1,
    )


def write_band(plan: Plan, sheet: Sheet, row: int) -> None:
    """Write how surely a law with draws is known, as factors of its own plan."""
    table = Table(sheet, row, BAND_HEADING, BAND_COLUMNS)
    if BAND_LAW not in law_draws():
        sheet.put(table.first, 1, f"No draws: {BAND_LAW} is a law of your own data.")
        return
    table.put("Share of the refits below", "label")
    shares = [
        sheet.put(table.row, column, share, "data", Unit.FRACTION)
        for column, share in zip((LOW, HIGH), QUANTILES.values(), strict=True)
    ]
    for row, field in enumerate(FIELDS, start=table.first + 1):
        title, unit = FIGURES[field]
        sheet.put(row, 1, title)
        low, fit, high = (
            sheet.put(row, column, _band(plan, shares, field, end), "calculation", unit)
            for column, end in ((LOW, "_low"), (FIT, ""), (HIGH, "_high"))
        )
        for column, cell in enumerate((low, high), start=2):
            # Without demand there is no saving, and no factor of it.
            factor = if_(below(0, fit), cell / fit, NONE)
            sheet.put(row, column, factor, "result", Unit.FRACTION)
    law = plan[Workings].live.inputs[LAW]
    other = joined(
        f"The factors are those of {BAND_LAW} about its own plan: how far one fit may err. The law "
        "in force, ",
        law,
        ", has no draws.",
    )
    note = if_(equals(law, BAND_LAW), OWN_BAND, other)
    sheet.put(table.first + 1 + len(FIELDS), 1, note, "subtitle")


def _band(plan: Plan, shares: list[Reference], field: str, end: str) -> Expression:
    """An end of the band of a field, or the fit itself."""
    live = plan[Workings].live

    def native() -> Expression:
        draws = plan[Draws]
        if not end:
            return draws.fit[field]
        return draws.quantile(field, shares[end == "_high"])

    return plan.edition.call(
        "COST_BAND",
        plan[Basis].as_good_as[BAND_LAW],
        live.planned,
        *shares,
        live.deployment,
        field + end,
        BAND_LAW,
        native=native,
    )
