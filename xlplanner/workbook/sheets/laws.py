"""Sheet "Laws": the scaling laws with their constants and sources."""

from __future__ import annotations

from xlplanner.expressions.tree import Expression
from xlplanner.functions.records import LAW_KIND, laws
from xlplanner.units import Unit
from xlplanner.workbook.cells import LawCells
from xlplanner.workbook.grid.lookup import Lookup
from xlplanner.workbook.plan import PlanSheet
from xlplanner.workbook.sheets.assumptions import FIRST, HEADER, write_header, write_sources

FITTED = {
    f"{end}_fitted_{what}": unit
    for what, unit in (("params", Unit.PARAMS), ("tokens", Unit.TOKENS))
    for end in ("least", "most")
}
SOURCES = tuple(remark for remark in LAW_KIND.remarks if remark not in FITTED)


class Laws(PlanSheet):
    """The sheet; the planner picks a law by its name."""

    title = "Laws"
    heading = "Scaling laws"
    widths = (17, *[10] * len(LAW_KIND.fields), *[11] * len(FITTED), 22, 16, 24, 28, 9, 11, 32)

    def prepare(self) -> None:
        """Name the newest row."""
        newest = max(record.date for record in laws().values())
        self.about = (
            "L(N, D) = E + A/N^alpha + B/D^beta, picked by name in the planner. "
            f"Newest row: {newest}."
        )

    def write(self) -> None:
        """Write a row for each law."""
        units = {name: field.unit for name, field in LAW_KIND.fields.items()} | FITTED
        write_header(self.sheet, LAW_KIND.noun, units, SOURCES)
        for row, (name, record) in enumerate(laws().items(), start=FIRST):
            self.sheet.put(row, 1, name, "fact")
            for column, (field, unit) in enumerate(units.items(), start=2):
                self.sheet.put(row, column, getattr(record, field), "figure", unit)
            write_sources(self.sheet, row, 2 + len(units), record, SOURCES)
        columns = 1 + len(units) + len(SOURCES)
        self.sheet.make_table(HEADER, FIRST + len(laws()) - 1, columns)
        self.halley_steps = max(law.halley_steps for law in laws().values())
        self.budget_steps = max(law.budget_steps for law in laws().values())
        self.lookup = Lookup(self.sheet, FIRST, [*units, *SOURCES], laws())

    def cells(
        self, constants: dict[str, Expression], reference: Expression | None = None
    ) -> LawCells:
        """A law in cells, whichever of the sheet's laws these hold."""
        return LawCells(constants, self.halley_steps, self.budget_steps, reference)
