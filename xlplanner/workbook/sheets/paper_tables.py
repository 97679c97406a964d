"""Sheets "Table 1" and "Table 2": the paper's figures, printed and computed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from textwrap import wrap
from typing import Any, TypeAlias

import numpy as np
from openpyxl.utils import get_column_letter

from xlplanner import replication
from xlplanner.expressions.formula import Formula, at_most, below, both, equals, if_, reference
from xlplanner.functions.records import DEFAULT_LAW, LAW_KIND
from xlplanner.reference.records import paper_table1, paper_table2, print_exceptions
from xlplanner.reference.table import ROUNDING
from xlplanner.replication import PRINTED, STATED
from xlplanner.units import Unit
from xlplanner.workbook.editions import PARTS, Edition, Record, Solved
from xlplanner.workbook.grid.book import Book
from xlplanner.workbook.grid.style import DIFFERS
from xlplanner.workbook.lookup import Lookup
from xlplanner.workbook.sheets.assumptions import UNIT_COSTS, title
from xlplanner.workbook.sheets.engine import params_share

LAW_ROW, DEPLOYMENT_ROW, FIRST_BLOCK = 5, 8, 12
# The blocks from top to bottom; the two that verdicts rest on follow last.
PRINTED_BLOCK, COMPUTED_BLOCK, DISTANCES_BLOCK, VERDICTS_BLOCK = range(4)
CONTRAST_BLOCK, ABOVE_BLOCK = range(4, 6)
LINE_LENGTH = 120
EQUAL, EXCUSED = "equal", "excused"
GIVEN = {"requests": Unit.REQUESTS, "inf_tokens": Unit.TOKENS}

# Formulas by figure; the core, which computes with them, takes them for numbers.
Cells: TypeAlias = dict[str, Any]
Block: TypeAlias = list[Cells]


class PaperTable:
    """A sheet with blocks of the table's rows, one below the other."""

    def __init__(self, book: Book, number: int, about: str, laws: Lookup) -> None:
        self.number = number
        self.rows: Any = paper_table1() if number == 1 else paper_table2()
        self.given = [name for name in GIVEN if hasattr(self.rows[0], name)]
        self.figures = [name for name in replication.UNITS if hasattr(self.rows[0], name)]
        widths = [13, *[14] * (len(self.given) + len(self.figures))]
        self.sheet = book.sheet(f"Table {number}", widths, landscape=False)
        self.sheet.worksheet.page_setup.fitToHeight = 1
        self.sheet.heading(f"Table {number} of the paper", about)
        self.law = self._law(laws)
        self.first_row = FIRST_BLOCK if number == 2 else DEPLOYMENT_ROW - 1
        last = ABOVE_BLOCK if number == 2 else VERDICTS_BLOCK
        self.printed = self._block(PRINTED_BLOCK, "Printed", self._printed, "data")
        self.digits = self._block(
            last + 1,
            "For the verdict: one unit of the last printed digit",
            self._last_digits,
            "data",
            unit=Unit.RESIDUAL,
        )
        self.flags = self._block(
            last + 2,
            "For the verdict: 1 where print is known to be off by a unit",
            self._excused,
            "data",
            unit=Unit.RESIDUAL,
        )
        self.explanations = self.first_row + (last + 3) * (len(self.rows) + 3)

    def _law(self, laws: Lookup) -> Any:
        """Write the law's constants and the rounding that a verdict allows; returns the law."""
        put = self.sheet.put
        constants = {"law": DEFAULT_LAW, **dict.fromkeys(LAW_KIND.fields)}
        self.sheet.row(LAW_ROW - 1, 1, [*constants, "s", "units allowed"], "header")
        law = Record(reference=put(LAW_ROW, 1, DEFAULT_LAW, "data"))
        for column, (field, formula) in enumerate(
            laws.row(law.reference, LAW_KIND.fields).items(), start=2
        ):
            setattr(law, field, put(LAW_ROW, column, formula, "calculation"))
        share = params_share(law)
        law.params_share = put(LAW_ROW, len(constants) + 1, share, "calculation", Unit.RATIO)
        self.rounding = put(LAW_ROW, len(constants) + 2, ROUNDING, "data")
        return law

    def _printed(self, i: int) -> dict[str, Any]:
        return {name: getattr(self.rows[i], name).value for name in [*self.given, *self.figures]}

    def _last_digits(self, i: int) -> dict[str, Any]:
        return {name: getattr(self.rows[i], name).unit for name in self.figures}

    def _excused(self, i: int) -> dict[str, Any]:
        row = self.rows[i].row
        return {
            name: float((self.number, row, name) in print_exceptions()) for name in self.figures
        }

    def _block(
        self,
        place: int,
        heading: str,
        contents: Callable[[int], Mapping[str, Any]],
        kind: str,
        *,
        unit: Unit | None = None,
    ) -> Block:
        """Write a row for each of the table's rows, a column for each figure."""
        top = self.first_row + place * (len(self.rows) + 3)
        put, names = self.sheet.put, [*self.given, *self.figures]
        units = GIVEN | replication.UNITS
        put(top, 1, heading, "section")
        titles = [replication.TITLES.get(name, title(name)) for name in names]
        self.sheet.row(top + 1, 1, ["row", *titles], "header")
        block: Block = []
        for i, row in enumerate(self.rows):
            line = top + 2 + i
            put(line, 1, row.row, "data")
            made = contents(i)
            if place != PRINTED_BLOCK:
                made = {name: self.printed[i][name] for name in self.given} | dict(made)
            block.append(
                {
                    name: put(
                        line,
                        column,
                        made[name],
                        kind if name in self.figures else "data",
                        unit if unit and name in self.figures else units[name],
                    )
                    for column, name in enumerate(names, start=2)
                }
            )
        return block

    def compare(self, contents: Callable[[int], Cells]) -> None:
        """Write computed figures, their distance from print and a verdict on each."""
        computed = self._block(COMPUTED_BLOCK, "Computed", contents, "result")
        distances = self._block(
            DISTANCES_BLOCK,
            "Computed less printed, in units of the last printed digit",
            lambda i: {
                name: (computed[i][name] - self.printed[i][name]) / self.digits[i][name]
                for name in self.figures
            },
            "calculation",
            unit=Unit.UNITS_OFF,
        )
        verdicts = self._block(
            VERDICTS_BLOCK,
            "Verdict",
            lambda i: {
                name: _verdict(distances[i][name], self.rounding, self.flags[i][name])
                for name in self.figures
            },
            "verdict",
        )
        self.verdicts = self._area(verdicts)

    def contrast(self, contents: Callable[[int], Cells], heading: str) -> None:
        """Write computed figures and by how much they exceed print, without a verdict."""
        computed = self._block(CONTRAST_BLOCK, heading, contents, "result")
        self._block(
            ABOVE_BLOCK,
            "Above print",
            lambda i: {n: computed[i][n] / self.printed[i][n] - 1 for n in self.figures},
            "calculation",
            unit=Unit.FRACTION,
        )

    def _area(self, block: Block) -> Formula:
        """The figures of the block of verdicts, as a range."""
        first = get_column_letter(2 + len(self.given))
        last = get_column_letter(1 + len(self.given) + len(self.figures))
        bottom = self.first_row + VERDICTS_BLOCK * (len(self.rows) + 3) + 1 + len(self.rows)
        address = f"${first}${bottom - len(self.rows) + 1}:${last}${bottom}"
        values = [cells[name].value for cells in block for name in self.figures]
        return reference(self.sheet.title, address, values)

    def explain(self, texts: list[str]) -> None:
        """Write the known misprints and other explanations, a line each."""
        misprints = [
            f"Row {row}, {replication.TITLES[name]}: {reason}."
            for (table, row, name), reason in print_exceptions().items()
            if table == self.number
        ]
        notes = [f"Row {row.row}: {row.note}." for row in self.rows if row.note]
        top = self.explanations
        lines = [line for text in texts for line in wrap(text, LINE_LENGTH)]
        for row, text in enumerate(["Explanations", *misprints, *notes, *lines], start=top):
            self.sheet.put(row, 1, text, "section" if row == top else "label")


def _verdict(distance: Formula, rounding: Formula, flag: Formula) -> Formula:
    far = np.absolute(distance)
    excused = both(equals(flag, 1), below(far, 1))
    return if_(at_most(far, rounding), EQUAL, if_(excused, EXCUSED, DIFFERS))


def _computed(
    edition: Edition, table: PaperTable, i: int, solved: Solved, total: Callable[[Any, Any], Any]
) -> Cells:
    """A row's figures: its loss, the Chinchilla model, the optimum and what is saved."""
    loss = _loss(edition, table, i)
    model0 = [edition.call(f"CHINCHILLA_{part}", loss, table.law) for part in PARTS]
    total0, total1 = total(*model0), total(*solved)
    figures = (loss, *model0, total0, *solved, total1)
    return dict(zip(table.figures, (*figures, 1 - total1 / total0), strict=True))


def _loss(edition: Edition, table: PaperTable, i: int) -> Formula:
    """A row's loss, that of the Chinchilla model of the printed parameters."""
    return edition.call("CHINCHILLA_QUALITY", table.printed[i]["chinchilla_params"], table.law)


def add_table1(book: Book, edition: Edition, laws: Lookup) -> PaperTable:
    """Add Table 1, the compute-optimal designs."""
    about = "Compute-optimal; each row's loss is that of the Chinchilla model of the printed params"
    table = PaperTable(book, 1, about, laws)

    def compute(i: int) -> Cells:
        inf_tokens, loss = table.printed[i]["inf_tokens"], _loss(edition, table, i)
        solved = edition.fewest_flops(f"Table 1, row {i + 1}", loss, inf_tokens, table.law)
        return _computed(
            edition,
            table,
            i,
            solved,
            lambda params, tokens: edition.call("TOTAL_FLOPS", params, tokens, inf_tokens),
        )

    table.compare(compute)
    table.explain([])
    return table


def add_table2(book: Book, edition: Edition, laws: Lookup, deployments: Lookup) -> PaperTable:
    """Add Table 2, the cost-optimal designs, with both deployments."""
    table = PaperTable(book, 2, "Cost-optimal, with both deployments", laws)
    put = table.sheet.put
    table.sheet.row(DEPLOYMENT_ROW - 1, 1, ["deployment", *map(title, UNIT_COSTS)], "header")
    named: dict[str, Any] = {}
    for line, name in enumerate((PRINTED, STATED), start=DEPLOYMENT_ROW):
        reference = put(line, 1, name, "data")
        costs = deployments.row(reference, UNIT_COSTS)
        named[name] = Record(
            reference=reference,
            **{
                field: put(line, column, costs[field], "calculation", unit)
                for column, (field, unit) in enumerate(UNIT_COSTS.items(), start=2)
            },
        )

    def compute(i: int, name: str) -> Cells:
        given, deployment = table.printed[i], named[name]
        requests = given["requests"]
        if name == PRINTED:
            requests = given["inf_tokens"] / deployment.tokens_per_request
        loss, what = _loss(edition, table, i), f"Table 2, row {i + 1}, {name}"
        solved = edition.cheapest(what, loss, requests, deployment, table.law)
        return _computed(
            edition,
            table,
            i,
            solved,
            lambda params, tokens: edition.call("TOTAL_COST", params, tokens, requests, deployment),
        )

    table.compare(lambda i: compute(i, PRINTED))
    table.contrast(lambda i: compute(i, STATED), f"Computed with {STATED}")
    table.explain([replication.WHY_STATED_DIFFERS])
    return table
