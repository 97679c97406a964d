"""Sheet "Risk": the answer under every law, over the ranges of the inputs and of the demand."""

from __future__ import annotations

from typing import NamedTuple

from xlplanner.expressions.operations import largest, look_up, smallest
from xlplanner.expressions.tree import Expression, Reference
from xlplanner.functions.records import laws
from xlplanner.reference.records import input_ranges
from xlplanner.units import Unit
from xlplanner.workbook.grid.book import LINE_HEIGHT
from xlplanner.workbook.grid.charts import Axis, add_bars
from xlplanner.workbook.grid.tables import Table
from xlplanner.workbook.plan import PlanSheet
from xlplanner.workbook.sheets.basis import Basis
from xlplanner.workbook.sheets.cases import REQUESTS, Cases
from xlplanner.workbook.sheets.constants import Constants
from xlplanner.workbook.sheets.lists import Lists
from xlplanner.workbook.sheets.planner.results import CHEAPEST
from xlplanner.workbook.sheets.planner.sheet import Planner
from xlplanner.workbook.sheets.risk import sentences
from xlplanner.workbook.sheets.risk.demand import IN_FORCE, Plans, write_demand
from xlplanner.workbook.sheets.risk.over_laws import (
    BAND_ROWS,
    LAW_ROWS,
    write_band,
    write_laws,
)
from xlplanner.workbook.sheets.risk.ranges import HIGH, INPUTS, LABELS, LOW, UNITS, Ranges
from xlplanner.workbook.sheets.workings.sheet import Workings

SENTENCES, TOP = 3, 7
CASES: dict[str, Unit | None] = {
    "Input": None,
    "Low case": Unit.TIMES,
    "High case": Unit.TIMES,
    "Low": None,
    "Planned": None,
    "High": None,
    "Source": None,
}
# The columns of the bars, as the sheet Ranges heads them, and their ranks.
RANKED: dict[str, Unit | None] = {
    "Input": None,
    "Change, low case": Unit.FRACTION,
    "Change, high case": Unit.FRACTION,
    "Extra cost of the plan": Unit.FRACTION,
}
BARS = {**RANKED, "Rank": None}
CHART_SIZE = 13.0, 7.2
RANGES_NOTE = (
    "Multiples of the planned figure, about P10 and P90, not beyond what has been measured. Held "
    "fixed: the law, and the plan's quality; of a budget, what it buys as planned"
)


class Bar(NamedTuple):
    """An input with the changes of cost that its low and high case make."""

    name: Reference
    low: Reference
    high: Reference
    extra: Reference


class Risk(PlanSheet):
    """The sheet.

    Attributes
    ----------
    over_laws : OverLaws
        Lowest and highest figures over the laws.
    bars : list of Bar
        The inputs, the largest change of cost first.
    three_largest : list of Bar
    sentences : list of Reference
        What decides the answer, in words.
    """

    title = "Risk"
    about = "How far the answer depends on the scaling law, on every input and on the demand"
    widths = (31, *[11] * 8, 26)
    inputs = tuple(INPUTS.values())
    landscape = False
    one_page = True
    in_pack = True

    def write_inputs(self) -> None:
        """Write the low and high case of each input, below the laws and the band."""
        put = self.sheet.put
        row = TOP + LAW_ROWS + len(laws()) + 1 + BAND_ROWS + 1
        table = Table(self.sheet, row, "Low and high case of each input", CASES)
        blanks = [""] * (len(self.widths) - len(CASES))
        self.sheet.row(row + 1, 1 + len(CASES), blanks, "header")
        self.range_rows = dict(enumerate(input_ranges().values(), start=table.first))
        for row, item in self.range_rows.items():
            unit = UNITS[item.input].label
            put(row, 1, LABELS[item.input] + (f" [{unit}]" if unit else ""))
            for column, side in enumerate((LOW, HIGH), start=2):
                self.plan[Lists].write_input(self.sheet, row, column, INPUTS[item.input, side])
            put(row, len(CASES), item.basis, "unit")

    def write(self) -> None:
        """Write what the laws, the inputs and the demand make of the plan, and that in words."""
        self.over_laws = write_laws(self.plan, self.sheet, TOP)
        write_band(self.plan, self.sheet, self.over_laws.end + 1)
        row = self._write_ranges()
        row = self._write_bars(row + 1)
        self.plans: Plans = write_demand(self.plan, self.sheet, row + 1)
        self._write_sentences()

    @property
    def three_largest(self) -> list[Bar]:
        """The inputs that move the cost most."""
        return self.bars[:3]

    def _write_ranges(self) -> int:
        """Write the figures that the cases come to; returns the row after them."""
        ranges = self.plan[Ranges]
        for row, item in self.range_rows.items():
            sides, planned = ranges.sides[item.input], self.plan[Cases].base[item.input]
            values = (sides[LOW].value, planned, sides[HIGH].value)
            for column, value in enumerate(values, start=4):
                self.sheet.put(row, column, value, "calculation", UNITS[item.input])
        end = max(self.range_rows) + 1
        self.sheet.put(end, 1, RANGES_NOTE, "subtitle")
        return end + 1

    def _write_bars(self, row: int) -> int:
        """Write the inputs by their changes of cost, and the chart; returns the row after them."""
        ranges = self.plan[Ranges]
        table = Table(self.sheet, row, "What each case does to the cost, re-optimised", BARS)
        self.bars = []
        for number in range(1, len(input_ranges()) + 1):
            key = self.sheet.put(table.next_row, len(BARS), number, "data")
            cells = [
                table.put(ranges.ranked(key, title), "calculation" if unit else "label")
                for title, unit in RANKED.items()
            ]
            table.skip()
            self.bars.append(Bar(*cells))
        add_bars(
            self.sheet,
            f"F{row + 1}",
            "Change of total cost, low and high case",
            Axis("Change of total cost [%]", "0%"),
            table.column(0),
            {"low case": table.column(1), "high case": table.column(2)},
            size=CHART_SIZE,
        )
        extras = table.column(3)
        worst = largest(extras)
        name = look_up(worst, extras, table.column(0))
        text = sentences.on_model(name, worst, self.plan[Constants])
        self.sheet.put(table.end, 1, self._answered(text), "subtitle")
        return table.end + 1

    def _write_sentences(self) -> None:
        """Say on top what decides the answer."""
        words, live, ranges = self.plan[Constants], self.plan[Workings].live, self.plan[Ranges]
        basis, first = self.plan[Basis], self.bars[0]
        changes = self.sheet.across(
            self.sheet.worksheet[first.low.address].row, 2, [first.low.value, first.high.value]
        )
        low, high = (self.plan.inputs[INPUTS[REQUESTS, side].key] for side in (LOW, HIGH))
        texts = (
            sentences.on_laws(self.over_laws, basis, live.inputs["compare_with"], words),
            sentences.on_inputs(
                first.name,
                (smallest(changes), largest(changes)),
                self.over_laws,
                ranges.planned.cost,
                basis,
                words,
            ),
            sentences.on_demand(
                live.inputs["compare_with"],
                self.plan[Planner].designs[CHEAPEST].break_even,
                live.requests,
                (low, high),
                self.plans.regrets[IN_FORCE],
                words,
            ),
        )
        self.sentences = [
            self.sheet.paragraph(row, 1, len(self.widths), self._answered(text))
            for row, text in enumerate(texts, start=SENTENCES)
        ]
        # It is long where the plan is compared with something else than the laws are.
        self.sheet.worksheet.row_dimensions[SENTENCES].height = 2 * LINE_HEIGHT

    def _answered(self, sentence: Expression) -> Expression:
        return sentences.answered(sentence, self.plan[Ranges].planned.cost, self.over_laws)
