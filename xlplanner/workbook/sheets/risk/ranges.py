"""Sheet "Ranges": every input in its low and its high case, and what that does to the cost."""

from __future__ import annotations

from typing import NamedTuple

from xlplanner.core.constants import RANKED_DIGITS
from xlplanner.expressions.operations import (
    both,
    count_of,
    if_,
    is_number,
    largest,
    look_up,
    rank,
    rounded,
    smallest,
)
from xlplanner.expressions.tree import Expression, Reference
from xlplanner.functions.accepts import Number
from xlplanner.reference.records import InputRange, input_ranges
from xlplanner.units import Unit, label_of
from xlplanner.workbook.grid.tables import Table
from xlplanner.workbook.inputs import FIGURES, InputSpec
from xlplanner.workbook.plan import InExport, PlanSheet
from xlplanner.workbook.sheets.cases import QUALITY, REQUESTS, Case, Cases
from xlplanner.workbook.sheets.planner.results import NONE
from xlplanner.workbook.sheets.workings.sheet import Workings

TOP = 4
LOW, HIGH = "low", "high"
LABELS = {
    QUALITY: "Quality, as a Chinchilla size",
    REQUESTS: "Lifetime requests",
    **{name: label_of(name)[:1].upper() + label_of(name)[1:] for name in FIGURES},
}
UNITS = {
    QUALITY: Unit.PARAMS,
    REQUESTS: Unit.REQUESTS,
    **{name: field.unit for name, field in FIGURES.items()},
}
LIMITS = {LOW: Number(0.001, 1), HIGH: Number(1, 1000)}
# Demands that are apart, as a plan between them needs.
APART = {LOW: Number(0.001, 0.7), HIGH: Number(1.4, 1000)}
INPUTS = {
    (name, side): InputSpec(
        f"{side}_{name}",
        f"{LABELS[name]}: {side} case over planned",
        Unit.TIMES,
        (APART if name == REQUESTS else LIMITS)[side],
        getattr(row, side),
    )
    for name, row in input_ranges().items()
    for side in (LOW, HIGH)
}
COLUMNS: dict[str, Unit | None] = {
    "Input": None,
    "Unit": None,
    "Low case": Unit.TIMES,
    "High case": Unit.TIMES,
    "Least": None,
    "Most": None,
    "Low": None,
    "Planned": None,
    "High": None,
    "Cost, low case": Unit.USD,
    "Cost, high case": Unit.USD,
    "Change, low case": Unit.FRACTION,
    "Change, high case": Unit.FRACTION,
    "Largest change": Unit.FRACTION,
    "Extra cost of the plan": Unit.FRACTION,
    "Rank": None,
    "Source": None,
    "Date": None,
    "Status": None,
    "Note": None,
}
PLACES = {title: place for place, title in enumerate(COLUMNS)}


class Side(NamedTuple):
    """A case of an input: its value and the plan re-optimised for it."""

    value: Reference
    case: Case


class Ranges(PlanSheet):
    """The sheet, with the cases of every input."""

    title = "Ranges"
    heading = "Ranges of the inputs"
    about = (
        "Each case is a multiple of the planned figure, within least and most, and the plan is "
        "re-optimised for it. Extra cost: of GPUs, if the plan stays as it is."
    )
    widths = (30, 14, *[10] * 13, 7, 40, 10, 11, 60)
    in_export = InExport.HIDDEN

    def write(self) -> None:
        """Write a row for each input, then their ranks."""
        self.planned = self.plan[Cases].add("As planned", {})
        self.table = Table(self.sheet, TOP, "Low and high case of each input", COLUMNS)
        self.sheet.freeze(self.table.first, 2)
        self.sides = {name: self._write(name, row) for name, row in input_ranges().items()}
        self._write_ranks()

    def column(self, title: str) -> Reference:
        """The cells of a column."""
        return self.table.column(PLACES[title])

    def ranked(self, number: Expression, title: str) -> Expression:
        """The cell of a column in the row of a rank."""
        return look_up(number, self.ranks, self.column(title))

    def _write(self, name: str, row: InputRange) -> dict[str, Side]:
        put, unit = self.table.put, UNITS[name]
        put(LABELS[name], "label")
        put(unit.label, "unit")
        low, high = (put(self.plan.inputs[INPUTS[name, side].key]) for side in (LOW, HIGH))
        least, most = (
            put(end, "data", unit) if end is not None else put("", "data")
            for end in (row.least, row.most)
        )
        planned = self.plan[Cases].base[name]
        # An end that the plan is beyond already does not count.
        low_value, high_value = planned * low, planned * high
        if row.least is not None:
            low_value = smallest(planned, largest(low_value, least))
        if row.most is not None:
            high_value = largest(planned, smallest(high_value, most))
        values = [put(value, unit=unit) for value in (low_value, planned, high_value)]
        sides = {
            side: Side(value, self.plan[Cases].add(f"{LABELS[name]}, {side} case", {name: value}))
            for side, value in zip((LOW, HIGH), values[::2], strict=True)
        }
        costs = [put(_or_none(side.case.cost, side.case.cost)) for side in sides.values()]
        changes = [put(_or_none(cost, cost / self.planned.cost - 1)) for cost in costs]
        ends = self.sheet.across(self.table.row, 1 + PLACES["Change, low case"],
                                 [change.value for change in changes])  # fmt: skip
        # Inputs that act alike, such as price and requests, differ by rounding alone.
        put(rounded(largest(ends, -smallest(ends)), RANKED_DIGITS))
        put(self._extra(name, sides, values[1]))
        self.table.skip()
        for text in (row.source, row.date, row.status, row.note):
            put(text, "fact")
        self.sheet.fit_height(
            self.table.row, 17, [row.source, row.date, row.status, row.note], size=9
        )
        return sides

    def _extra(self, name: str, sides: dict[str, Side], planned: Reference) -> Expression | str:
        """The larger of what the plan costs in the two cases above the best one, as a share."""
        if name == QUALITY:
            # The plan is not of that quality.
            return NONE
        live, extra = self.plan[Workings].live, []
        model, worth = live.optimum.best, live.months.planned / live.months.priced
        for value, case in sides.values():
            tuning = live.deployment.fine_tuning_demand
            if name == "training_overhead":
                tuning = tuning * planned / value
            training = case.training * (model.tokens + tuning) / (case.tokens + tuning)
            inference = case.inference * worth
            cost = model.params / case.params * (training + inference)
            extra.append(cost / (case.training + inference) - 1)
        known = both(*(is_number(side.case.cost) for side in sides.values()))
        return if_(known, largest(*extra), NONE)

    def _write_ranks(self) -> None:
        """Rank the largest changes."""
        column = 1 + PLACES["Rank"]
        sizes, first = self.column("Largest change"), self.table.first
        ranks = []
        for row, size in enumerate(self.table.cells(PLACES["Largest change"]), start=first):
            # Ties take their ranks in turn.
            before = self.sheet.range(
                first, PLACES["Largest change"] + 1, sizes.value[: row - first]
            )
            ties = count_of(before, size) if row > first else 0
            ranks.append(self.sheet.put(row, column, rank(size, sizes) + ties, "calculation"))
        self.ranks = self.sheet.range(first, column, [cell.value for cell in ranks])


def _or_none(cell: Expression, content: Expression) -> Expression:
    """A figure, or a dash where there is no plan."""
    return if_(is_number(cell), content, NONE)
