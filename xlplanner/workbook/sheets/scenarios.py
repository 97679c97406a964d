"""Sheet "Scenarios": up to six plans side by side, each with inputs of its own."""

from __future__ import annotations

from typing import Any

import numpy as np

from xlplanner.core.constants import MONTHS_PER_YEAR
from xlplanner.expressions.formula import Formula, equals, function, if_, is_blank
from xlplanner.units import Unit
from xlplanner.workbook.grid.book import Book
from xlplanner.workbook.grid.style import BEST
from xlplanner.workbook.inputs import (
    INPUTS,
    SCENARIO,
    SCENARIO_SHEET,
    SCENARIOS,
    Inputs,
)
from xlplanner.workbook.sheets.cases import Cases
from xlplanner.workbook.sheets.planner import Planner

TOP, FIRST_COLUMN = 5, 3
RESULTS = {
    "loss": ("Loss to reach", Unit.LOSS),
    "requests": ("Requests in all", Unit.REQUESTS),
    "params": ("Parameters", Unit.PARAMS),
    "tokens": ("Training tokens", Unit.TOKENS),
    "training": ("Training cost", Unit.USD),
    "inference": ("Inference cost", Unit.USD),
    "cost": ("Total cost", Unit.USD),
    "cost0": ("Total cost, Chinchilla-style", Unit.USD),
    "saving": ("Saving against Chinchilla", Unit.FRACTION),
}


class Scenarios:
    """The sheet."""

    def __init__(self, book: Book, planner: Planner, cases: Cases, inputs: Inputs) -> None:
        self.planner, self.cases = planner, cases
        self.sheet = book.sheet(SCENARIO_SHEET, [34, 17, *[19] * SCENARIOS])
        self.sheet.worksheet.page_setup.fitToHeight = 1
        self.sheet.heading(
            SCENARIO_SHEET,
            "Up to six plans, each cost-optimal. What a plan leaves empty is as on the sheet "
            "Planner; a plan without a name is left out. The lowest cost is marked: compare the "
            "loss and the requests too, for plans may differ in what they achieve. Limits of the "
            "sheet Planner do not count here, and months only make the cost a year.",
        )
        self.given = self._inputs(inputs)
        self._results()

    def _inputs(self, inputs: Inputs) -> dict[str, Formula]:
        put, cells = self.sheet.put, {}
        numbers = [f"Scenario {number}" for number in range(1, SCENARIOS + 1)]
        self.sheet.row(TOP, 1, ["Inputs", "Unit", *numbers], "header")
        for row, (key, (label, unit, _)) in enumerate(SCENARIO.items(), start=TOP + 1):
            put(row, 1, label)
            put(row, 2, "" if unit in (Unit.NAME, Unit.TEXT) else unit, "unit")
            for number in range(1, SCENARIOS + 1):
                spec = INPUTS[f"s{number}_{key}"]
                column, value = FIRST_COLUMN + number - 1, inputs[spec.key]
                lists = self.planner.sources.lists
                cells[spec.key] = lists.write_input(self.sheet, row, column, spec, value)
        return cells

    def _results(self) -> None:
        put = self.sheet.put
        top = TOP + len(SCENARIO) + 2
        named = [self.given[f"s{number}_name"] for number in range(1, SCENARIOS + 1)]
        self.sheet.row(top, 1, ["Results", "Unit"], "header")
        for column, name in enumerate(named, start=FIRST_COLUMN):
            put(top, column, if_(is_blank(name), "", name), "header")
        found = [self._case(number) for number in range(1, SCENARIOS + 1)]
        rows = {key: top + 1 + place for place, key in enumerate([*RESULTS, "per_year"])}
        self.results: list[dict[str, Formula]] = [{} for _ in found]
        for key, (label, unit) in RESULTS.items():
            self._head(rows[key], label, unit)
            for place, (case, name) in enumerate(zip(found, named, strict=True)):
                kind = "result" if key == "cost" else "calculation"
                shown = if_(is_blank(name), "", getattr(case, key))
                self.results[place][key] = put(rows[key], FIRST_COLUMN + place, shown, kind, unit)
        self._head(rows["per_year"], "Total cost a year in service", Unit.USD_PER_YEAR)
        for place, (name, cells) in enumerate(zip(named, self.results, strict=True)):
            months = self._or_planned(place + 1, "months", self.planner.given["months"])
            per_year: Any = cells["cost"] / months * MONTHS_PER_YEAR
            shown = if_(is_blank(name), "", per_year)
            cells["per_year"] = put(
                rows["per_year"], FIRST_COLUMN + place, shown, "calculation", Unit.USD
            )
        for row, key in enumerate(("cost", "per_year"), start=rows["per_year"] + 1):
            put(row, 1, "Lowest total cost" if key == "cost" else "Lowest cost a year")
            values = [cells[key].value for cells in self.results]
            line = self.sheet.across(rows[key], FIRST_COLUMN, values)
            lowest = function("MIN", _least, line)
            for place, cells in enumerate(self.results):
                best = if_(equals(cells[key], lowest), BEST, "")
                put(row, FIRST_COLUMN + place, best, "verdict")

    def _head(self, row: int, label: str, unit: Unit) -> None:
        self.sheet.put(row, 1, label)
        self.sheet.put(row, 2, "%" if unit is Unit.FRACTION else unit, "unit")

    def _or_planned(self, number: int, key: str, planned: Formula) -> Formula:
        given = self.given[f"s{number}_{key}"]
        return if_(is_blank(given), planned, given)

    def _case(self, number: int) -> Any:
        changes = {
            key: self._or_planned(number, key, base) for key, base in self.cases.base.items()
        }
        return self.cases.add(f"Scenario {number}", changes)


def _least(values: Any) -> Any:
    """The least number; text does not count."""
    numbers = [value for value in values if not isinstance(value, str)]
    return np.float64(min(numbers, default=0.0))
