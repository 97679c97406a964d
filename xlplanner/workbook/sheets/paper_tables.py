"""Sheets "Table 1" and "Table 2": the paper's figures, printed and computed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from textwrap import wrap
from typing import TypeAlias

import numpy as np
from openpyxl.utils import get_column_letter

from xlplanner import replication
from xlplanner.expressions.operations import at_most, below, both, equals, if_
from xlplanner.expressions.tree import Expression, Reference, on_symbols
from xlplanner.functions.records import DEFAULT_LAW, LAW_KIND
from xlplanner.reference.paper import (
    Table1Row,
    Table2Row,
    paper_table1,
    paper_table2,
    print_exceptions,
)
from xlplanner.reference.table import ROUNDING
from xlplanner.replication import PRINTED, STATED
from xlplanner.units import Unit, label_of
from xlplanner.workbook.cells import DeploymentCells, LawCells, ModelCells
from xlplanner.workbook.editions import MODEL
from xlplanner.workbook.grid.style import DIFFERS
from xlplanner.workbook.plan import PlanSheet
from xlplanner.workbook.sheets.deployments import UNIT_COSTS, Deployments
from xlplanner.workbook.sheets.laws import Laws

LAW_ROW, DEPLOYMENT_ROW, FIRST_BLOCK = 5, 8, 12
# The blocks from top to bottom; the two that verdicts rest on follow last.
PRINTED_BLOCK, COMPUTED_BLOCK, DISTANCES_BLOCK, VERDICTS_BLOCK = range(4)
CONTRAST_BLOCK, ABOVE_BLOCK = range(4, 6)
LINE_LENGTH = 120
EQUAL, EXCUSED = "equal", "excused"
DEMANDS = {"requests": Unit.REQUESTS, "inf_tokens": Unit.TOKENS}
TITLES = {"requests": "requests", "inf_tokens": "inference tokens"}

# Figures of a row of the table, by name.
Figures: TypeAlias = Mapping[str, Expression]
Block: TypeAlias = list[Mapping[str, Expression]]


class PaperTable(PlanSheet):
    """A sheet with blocks of the table's rows, one below the other.

    Attributes
    ----------
    number : int
        Of the table.
    last_block : int
        The last of the blocks that are looked at first.
    """

    number: int
    last_block: int
    first_row: int
    landscape = False
    one_page = True

    @staticmethod
    def load() -> Sequence[Table1Row] | Sequence[Table2Row]:
        """The printed rows."""
        raise NotImplementedError

    def figures(self, i: int, deployment: str) -> Figures:
        """The computed figures of a row, with a named deployment."""
        raise NotImplementedError

    def prepare(self) -> None:
        """Find the columns."""
        self.rows = list(self.load())
        self.demands = [name for name in DEMANDS if hasattr(self.rows[0], name)]
        self.names = [name for name in replication.COLUMNS if hasattr(self.rows[0], name)]
        self.widths = [13, *[14] * (len(self.demands) + len(self.names))]

    def write(self) -> None:
        """Write what is printed, what is computed, and a verdict on each figure."""
        self.law = self._law()
        self.printed = self._block(PRINTED_BLOCK, "Printed", self._printed, "data")
        self.digits = self._block(
            self.last_block + 1,
            "One unit of the last printed digit",
            self._last_digits,
            "data",
            unit=Unit.RESIDUAL,
        )
        self.flags = self._block(
            self.last_block + 2,
            "Accepted exceptions (1 = yes): print is known to be off by a unit",
            self._excused,
            "data",
            unit=Unit.TRUTH,
        )

    def _law(self) -> LawCells:
        """Write the law's constants and the rounding that a verdict allows; returns the law."""
        put, laws = self.sheet.put, self.plan[Laws]
        heads = [LAW_KIND.noun, *LAW_KIND.fields, "s", "tolerance, in units of the last digit"]
        self.sheet.row(LAW_ROW - 1, 1, heads, "header")
        name = put(LAW_ROW, 1, DEFAULT_LAW, "data")
        constants = laws.lookup.row(name, LAW_KIND.fields)
        law = laws.cells(
            {
                field: put(LAW_ROW, column, formula, "calculation")
                for column, (field, formula) in enumerate(constants.items(), start=2)
            },
            name,
        )
        column = 2 + len(constants)
        share = put(LAW_ROW, column, law.params_share, "calculation", Unit.RATIO)
        law.cells["params_share"] = share
        self.rounding = put(LAW_ROW, column + 1, ROUNDING, "data")
        return law

    def _printed(self, i: int) -> dict[str, float]:
        return {name: getattr(self.rows[i], name).value for name in [*self.demands, *self.names]}

    def _last_digits(self, i: int) -> dict[str, float]:
        return {name: getattr(self.rows[i], name).unit for name in self.names}

    def _excused(self, i: int) -> dict[str, float]:
        row = self.rows[i].row
        excused = print_exceptions()
        return {name: float((self.number, row, name) in excused) for name in self.names}

    def _block(
        self,
        position: int,
        heading: str,
        contents: Callable[[int], Mapping[str, object]],
        kind: str,
        *,
        unit: Unit | None = None,
    ) -> Block:
        """Write a row for each of the table's rows, a column for each figure."""
        top = self.first_row + position * (len(self.rows) + 3)
        titles = [
            *(TITLES[name] for name in self.demands),
            *(replication.COLUMNS[name].title for name in self.names),
        ]
        self.sheet.put(top, 1, heading, "section")
        self.sheet.row(top + 1, 1, ["row", *titles], "header")
        block: Block = []
        for i, row in enumerate(self.rows):
            self.sheet.put(top + 2 + i, 1, row.row, "data")
            cells = dict(contents(i))
            if position != PRINTED_BLOCK:
                cells |= {name: self.printed[i][name] for name in self.demands}
            block.append(self._row(top + 2 + i, cells, kind, unit))
        return block

    def _row(
        self, row: int, cells: Mapping[str, object], kind: str, unit: Unit | None
    ) -> Mapping[str, Expression]:
        put = self.sheet.put
        demands = {
            name: put(row, column, cells[name], "data", DEMANDS[name])
            for column, name in enumerate(self.demands, start=2)
        }
        return demands | {
            name: put(row, column, cells[name], kind, unit or replication.COLUMNS[name].unit)
            for column, name in enumerate(self.names, start=2 + len(self.demands))
        }

    def compare(self, deployment: str = "") -> None:
        """Write computed figures, their distance from print and a verdict on each."""
        computed = self._block(
            COMPUTED_BLOCK, "Computed", lambda i: self.figures(i, deployment), "result"
        )
        distances = self._block(
            DISTANCES_BLOCK,
            "Computed minus printed, in units of the last printed digit",
            lambda i: {
                name: (computed[i][name] - self.printed[i][name]) / self.digits[i][name]
                for name in self.names
            },
            "calculation",
            unit=Unit.UNITS_OFF,
        )
        verdicts = self._block(
            VERDICTS_BLOCK,
            "Verdict",
            lambda i: {
                name: _verdict(distances[i][name], self.rounding, self.flags[i][name])
                for name in self.names
            },
            "verdict",
        )
        self.verdicts = self._area(verdicts)

    def contrast(self, deployment: str) -> None:
        """Write computed figures and by how much they exceed print, without a verdict."""
        heading = f"Computed with {deployment}"
        computed = self._block(
            CONTRAST_BLOCK, heading, lambda i: self.figures(i, deployment), "result"
        )
        self._block(
            ABOVE_BLOCK,
            "Above print",
            lambda i: {n: computed[i][n] / self.printed[i][n] - 1 for n in self.names},
            "calculation",
            unit=Unit.FRACTION,
        )

    def _area(self, block: Block) -> Reference:
        """The figures of the block of verdicts, as a range."""
        first = get_column_letter(2 + len(self.demands))
        last = get_column_letter(1 + len(self.demands) + len(self.names))
        bottom = self.first_row + VERDICTS_BLOCK * (len(self.rows) + 3) + 1 + len(self.rows)
        address = f"${first}${bottom - len(self.rows) + 1}:${last}${bottom}"
        values = [cells[name].value for cells in block for name in self.names]
        return Reference(self.title, address, values)

    def explain(self, texts: Sequence[str] = ()) -> None:
        """Write the known misprints and other explanations, a line each."""
        misprints = [
            f"Row {row}, {replication.COLUMNS[name].title}: {reason}."
            for (table, row, name), reason in print_exceptions().items()
            if table == self.number
        ]
        notes = [f"Row {row.row}: {row.note}." for row in self.rows if row.note]
        lines = [line for text in texts for line in wrap(text, LINE_LENGTH)]
        top = self.first_row + (self.last_block + 3) * (len(self.rows) + 3)
        for row, text in enumerate(["Explanations", *misprints, *notes, *lines], start=top):
            self.sheet.put(row, 1, text, "section" if row == top else "label")

    def _loss(self, i: int) -> Expression:
        """A row's loss, that of the Chinchilla model of the printed parameters."""
        size = self.printed[i]["chinchilla_params"]
        return self.edition.call("CHINCHILLA_QUALITY", size, self.law)

    def _compared(
        self,
        loss: Expression,
        optimum: ModelCells,
        total: Callable[[Expression, Expression], Expression],
    ) -> Figures:
        call = self.edition.call
        chinchilla = [call(f"CHINCHILLA_{part}", loss, self.law) for part in MODEL]
        return replication.compared(self.names, loss, chinchilla, optimum, total)


def _verdict(distance: Expression, rounding: Expression, flag: Expression) -> Expression:
    far = on_symbols(np.absolute, distance)
    excused = both(equals(flag, 1), below(far, 1))
    return if_(at_most(far, rounding), EQUAL, if_(excused, EXCUSED, DIFFERS))


class Table1(PaperTable):
    """Table 1, the compute-optimal designs."""

    number = 1
    title = "Table 1"
    heading = "Table 1 of the paper"
    about = "Compute-optimal; each row's loss is that of the Chinchilla model of the printed params"
    first_row = DEPLOYMENT_ROW - 1
    last_block = VERDICTS_BLOCK
    load = staticmethod(paper_table1)

    def write(self) -> None:
        """Write the table and the verdicts."""
        super().write()
        self.compare()
        self.explain()

    def figures(self, i: int, deployment: str) -> Figures:
        """The computed figures of a row."""
        inf_tokens, loss = self.printed[i]["inf_tokens"], self._loss(i)
        optimum = self.edition.fewest_flops(f"Table 1, row {i + 1}", loss, inf_tokens, self.law)
        total = lambda n, d: self.edition.call("TOTAL_FLOPS", n, d, inf_tokens)  # noqa: E731
        return self._compared(loss, optimum, total)


class Table2(PaperTable):
    """Table 2, the cost-optimal designs, with both deployments."""

    number = 2
    title = "Table 2"
    heading = "Table 2 of the paper"
    about = "Cost-optimal, with both deployments"
    first_row = FIRST_BLOCK
    last_block = ABOVE_BLOCK
    load = staticmethod(paper_table2)

    def write(self) -> None:
        """Write the table with both deployments, and the verdicts on one."""
        super().write()
        self.deployments = self._deployments()
        self.compare(PRINTED)
        self.contrast(STATED)
        self.explain([replication.WHY_STATED_DIFFERS])

    def _deployments(self) -> dict[str, DeploymentCells]:
        put = self.sheet.put
        heads = ["deployment", *map(label_of, UNIT_COSTS)]
        self.sheet.row(DEPLOYMENT_ROW - 1, 1, heads, "header")
        deployments = {}
        for row, name in enumerate((PRINTED, STATED), start=DEPLOYMENT_ROW):
            reference = put(row, 1, name, "data")
            costs = self.plan[Deployments].lookup.row(reference, UNIT_COSTS)
            cells = {
                field: put(row, column, costs[field], "calculation", unit)
                for column, (field, unit) in enumerate(UNIT_COSTS.items(), start=2)
            }
            deployments[name] = DeploymentCells(cells, reference)
        return deployments

    def figures(self, i: int, deployment: str) -> Figures:
        """The computed figures of a row with a deployment."""
        printed, cells = self.printed[i], self.deployments[deployment]
        requests = replication.requests_of(
            printed["requests"], printed["inf_tokens"], deployment, cells.tokens_per_request
        )
        loss, problem = self._loss(i), f"Table 2, row {i + 1}, {deployment}"
        optimum = self.edition.cheapest(problem, loss, requests, cells, self.law)
        total = lambda n, d: self.edition.call("TOTAL_COST", n, d, requests, cells)  # noqa: E731
        return self._compared(loss, optimum, total)
