"""Sheet "Engine": the optima as chains of plain formulas, one problem a row.

The columns are the steps that the core names when it solves a problem.
"""

from __future__ import annotations

from typing import Any

from xlplanner.core.law import law_loss
from xlplanner.core.optimum import NOTATION, Symbol, optimum
from xlplanner.expressions.operations import if_, is_error_cell
from xlplanner.expressions.tree import Expression, Reference, Step, on_symbols, steps
from xlplanner.functions.records import LAW_KIND
from xlplanner.units import Unit
from xlplanner.workbook.cells import LawCells, ModelCells
from xlplanner.workbook.editions import NATIVE
from xlplanner.workbook.plan import PlanSheet
from xlplanner.workbook.sheets.laws import Laws

TITLES, UNITS, MEANINGS, FIRST = 4, 5, 6, 7
PROBLEM = {
    "problem": Symbol(Unit.TEXT, ""),
    "loss": Symbol(Unit.LOSS, "to reach"),
    "K": Symbol(Unit.TOKENS, "effective demand"),
    "law": Symbol(Unit.NAME, ""),
    **{name: Symbol(field.unit, field.help) for name, field in LAW_KIND.fields.items()},
}
CHECK = "L - loss", Symbol(Unit.RESIDUAL, "L(N, D) less the loss to reach, zero")


class Engine(PlanSheet):
    """The sheet; `solve` adds a problem."""

    title = "Engine"
    about = (
        "Minimise N*(D + K) on L(N, D) = loss: beta*y = ln(1 + m*exp(-y)), y = ln(D/D0), by "
        "Halley's steps y - 2*f*f'/(2*f'^2 - f*f''). Nothing to change here."
    )
    widths = (34, 10, 12, 14, *[10] * len(LAW_KIND.fields), *[13] * 24)
    editions = (NATIVE,)

    def write(self) -> None:
        """Write the heads of what a problem gives; those of the steps come with the first one."""
        self._head(1, PROBLEM)
        self.sheet.freeze(FIRST, 2)
        self.next_row = FIRST
        self.residuals: list[Reference] = []

    def _head(self, column: int, symbols: dict[str, Symbol]) -> None:
        self.sheet.row(TITLES, column, list(symbols), "header")
        self.sheet.row(UNITS, column, [s.unit.label for s in symbols.values()], "unit")
        self.sheet.row(MEANINGS, column, [s.meaning for s in symbols.values()], "note")

    def solve(
        self, problem: str, loss: Expression, demand: Expression, law: LawCells
    ) -> ModelCells:
        """Add the row of a problem; returns its optimum."""
        row, self.next_row = self.next_row, self.next_row + 1
        put = self.sheet.put
        put(row, 1, problem, "label")
        here = put(row, 2, loss, "calculation", Unit.LOSS)
        wanted = put(row, 3, demand, "calculation", Unit.TOKENS)
        put(row, 4, law.reference, "calculation")
        constants: dict[str, Expression] = {
            name: put(row, column, getattr(law, name), "calculation")
            for column, name in enumerate(LAW_KIND.fields, start=5)
        }
        own_law = self.plan[Laws].cells(constants)
        model = ModelCells(*_optimum(here, wanted, own_law))
        chain = steps(*model)
        cells = self._chain(row, chain)
        missed = on_symbols(law_loss, cells["N"], cells["D"], own_law) - here
        name, symbol = CHECK
        column = 1 + len(PROBLEM) + len(chain)
        # Where there is no answer, what asks for one says so.
        shown = if_(is_error_cell(missed), "", missed)
        self.residuals.append(put(row, column, shown, "calculation", symbol.unit))
        if row == FIRST:
            self._head(column, {name: symbol})
        return ModelCells(cells["N"], cells["D"])

    def _chain(self, row: int, chain: list[Step]) -> dict[str, Reference]:
        """Write the steps side by side; returns their cells by name."""
        start = 1 + len(PROBLEM)
        symbols = {step.name: NOTATION[step.name.split("_")[0]] for step in chain}
        if row == FIRST:
            self._head(start, symbols)
        return {
            step.name: self.sheet.put(row, column, step, "calculation", symbols[step.name].unit)
            for column, step in enumerate(chain, start=start)
        }

    @property
    def all_residuals(self) -> Reference:
        """The last column, by how much each optimum misses its loss."""
        last = self.residuals[0]
        column = self.sheet.worksheet[last.address].column
        return self.sheet.range(FIRST, column, [cell.value for cell in self.residuals])


def _optimum(loss: Expression, demand: Expression, law: LawCells) -> tuple[Any, Any]:
    # The core is typed for numbers.
    solve: Any = optimum
    params, tokens = solve(loss, demand, law)
    return params, tokens
