"""Sheet "Scenarios": up to six plans side by side, each with inputs of its own."""

from __future__ import annotations

from xlplanner.core.constants import MONTHS_PER_YEAR
from xlplanner.expressions.operations import equals, if_, is_blank, smallest
from xlplanner.expressions.tree import Expression, Reference
from xlplanner.functions.arguments import COUNT, DEMAND
from xlplanner.functions.records import LAW_KIND
from xlplanner.units import Unit
from xlplanner.workbook.grid.style import BEST
from xlplanner.workbook.inputs import FIGURES, MONTHS, InputSpec, InputValue, Label
from xlplanner.workbook.plan import PlanSheet
from xlplanner.workbook.sheets.cases import Case, Cases
from xlplanner.workbook.sheets.lists import Lists

TOP, FIRST_COLUMN, COUNT_OF_SCENARIOS = 5, 3, 6
SCENARIOS = range(1, COUNT_OF_SCENARIOS + 1)
# What a scenario leaves empty is the planner's.
FIELDS = {
    "name": ("Name", Unit.TEXT, Label()),
    "chinchilla_params": ("As good as a Chinchilla model of", Unit.PARAMS, COUNT),
    "requests": ("Lifetime requests", Unit.REQUESTS, DEMAND),
    "months": ("Months in service", Unit.MONTHS, MONTHS),
    "law": ("Scaling law", Unit.NAME, LAW_KIND),
    **{name: (field.help, field.unit, field.accepts) for name, field in FIGURES.items()},
}
DEFAULTS: dict[int, dict[str, InputValue]] = {
    1: {"name": "As planned"},
    2: {"name": "351B requests", "requests": 351e9},
    3: {"name": "Output at 5 % MFU", "output_mfu": 0.05},
    4: {"name": "As good as a 30B", "chinchilla_params": 30e9},
}
INPUTS = {
    (number, field): InputSpec(
        f"s{number}_{field}",
        f"Scenario {number}: {label[:1].lower()}{label[1:]}",
        unit,
        accepts,
        DEFAULTS.get(number, {}).get(field),
        optional=True,
    )
    for number in SCENARIOS
    for field, (label, unit, accepts) in FIELDS.items()
}
RESULTS = {
    "loss": ("Loss to reach", Unit.LOSS),
    "requests": ("Lifetime requests", Unit.REQUESTS),
    "params": ("Parameters", Unit.PARAMS),
    "tokens": ("Training tokens", Unit.TOKENS),
    "training": ("Training cost", Unit.USD),
    "inference": ("Inference cost", Unit.USD),
    "cost": ("Total cost", Unit.USD),
    "cost0": ("Total cost, Chinchilla", Unit.USD),
    "saving": ("Cost saving against Chinchilla", Unit.FRACTION),
}
NOTES = (
    "A plan without a name is left out, limits do not count, months only make the cost per year.",
    "The lowest cost is marked: compare loss and requests too, as plans may differ in them.",
)
PER_YEAR = "per_year"
ROWS = {key: number for number, key in enumerate([*RESULTS, PER_YEAR])}


class Scenarios(PlanSheet):
    """The sheet."""

    title = "Scenarios"
    about = (
        "Up to six plans, each cost-optimal; what a plan leaves empty is as on the sheet Planner"
    )
    widths = (34, 17, *[19] * COUNT_OF_SCENARIOS)
    inputs = tuple(INPUTS.values())
    one_page = True
    in_pack = True

    def write(self) -> None:
        """Write the inputs of the scenarios, side by side, and their results below."""
        for row, text in enumerate(NOTES, start=TOP - len(NOTES)):
            self.sheet.put(row, 1, text, "subtitle")
        self._write_inputs()
        self._results()

    def _write_inputs(self) -> None:
        put, write_input = self.sheet.put, self.plan[Lists].write_input
        numbers = [f"Scenario {number}" for number in SCENARIOS]
        self.sheet.row(TOP, 1, ["Inputs", "Unit", *numbers], "header")
        for row, (field, (label, unit, _)) in enumerate(FIELDS.items(), start=TOP + 1):
            put(row, 1, label)
            put(row, 2, unit.label, "unit")
            for column, number in enumerate(SCENARIOS, start=FIRST_COLUMN):
                write_input(self.sheet, row, column, INPUTS[number, field])

    def _input(self, number: int, field: str) -> Expression:
        return self.plan.inputs[INPUTS[number, field].key]

    def _or_planned(self, number: int, field: str, planned: Expression) -> Expression:
        value = self._input(number, field)
        return if_(is_blank(value), planned, value)

    def _case(self, number: int) -> Case:
        cases = self.plan[Cases]
        changes = {key: self._or_planned(number, key, base) for key, base in cases.base.items()}
        return cases.add(f"Scenario {number}", changes)

    def _results(self) -> None:
        top = TOP + len(FIELDS) + 2
        self.sheet.row(top, 1, ["Results", "Unit"], "header")
        rows = {key: top + 1 + number for key, number in ROWS.items()}
        for key, (label, unit) in RESULTS.items():
            self.sheet.put(rows[key], 1, label)
            self.sheet.put(rows[key], 2, unit.label, "unit")
        self.sheet.put(rows[PER_YEAR], 1, "Total cost per year in service")
        self.sheet.put(rows[PER_YEAR], 2, Unit.USD_PER_YEAR.label, "unit")
        self.results = [
            self._result(column, number, top, rows)
            for column, number in enumerate(SCENARIOS, start=FIRST_COLUMN)
        ]
        row = rows[PER_YEAR] + 1
        self._mark_lowest(row, "Lowest total cost", rows, "cost")
        self._mark_lowest(row + 1, "Lowest cost per year", rows, PER_YEAR)

    def _result(
        self, column: int, number: int, top: int, rows: dict[str, int]
    ) -> dict[str, Reference]:
        """Write the results of a scenario; empty where it has no name."""
        put, name = self.sheet.put, self._input(number, "name")
        put(top, column, if_(is_blank(name), "", name), "header")
        case, cells = self._case(number), {}
        for key, (_, unit) in RESULTS.items():
            kind = "result" if key == "cost" else "calculation"
            shown = if_(is_blank(name), "", getattr(case, key))
            cells[key] = put(rows[key], column, shown, kind, unit)
        months = self._or_planned(number, "months", self.plan.inputs["months"])
        per_year = cells["cost"] / months * MONTHS_PER_YEAR
        shown = if_(is_blank(name), "", per_year)
        cells[PER_YEAR] = put(rows[PER_YEAR], column, shown, "calculation", Unit.USD)
        return cells

    def _mark_lowest(self, row: int, label: str, rows: dict[str, int], key: str) -> None:
        self.sheet.put(row, 1, label)
        values = [cells[key].value for cells in self.results]
        lowest = smallest(self.sheet.across(rows[key], FIRST_COLUMN, values))
        for column, cells in enumerate(self.results, start=FIRST_COLUMN):
            self.sheet.put(row, column, if_(equals(cells[key], lowest), BEST, ""), "verdict")
