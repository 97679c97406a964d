"""Sheet "Draws": the optimum under each refit of a law to resampled runs, one a row."""

from __future__ import annotations

from typing import Any

from xlplanner.core.law import Law
from xlplanner.core.optimum import NOTATION, Symbol, chinchilla_quality, optimum
from xlplanner.expressions.operations import percentile
from xlplanner.expressions.tree import Expression, Reference, on_symbols, steps
from xlplanner.functions.families.law_comparison import BAND_LAW
from xlplanner.functions.records import LAW_KIND, laws
from xlplanner.reference.records import law_draws
from xlplanner.units import Unit
from xlplanner.workbook.cells import LawCells
from xlplanner.workbook.editions import NATIVE
from xlplanner.workbook.plan import InExport, PlanSheet
from xlplanner.workbook.sheets.basis import Basis
from xlplanner.workbook.sheets.workings.sheet import Workings

SIZE, DEMAND, TITLES, UNITS, MEANINGS, FIRST = 4, 5, 7, 8, 9, 10
# Its E does not count: see `core.bands`.
CONSTANTS = [name for name in LAW_KIND.fields if name != "E"]
SAVING = "saving"
# The columns of what a plan is, by the fields that COST_BAND gives.
FIELDS = {"params": "N", "tokens": "D", "saving": SAVING}


class Draws(PlanSheet):
    """The sheet; `quantile` and `fit` say what the draws come to."""

    title = "Draws"
    about = (
        f"The cost-optimal plan under {BAND_LAW} and under 200 refits of it to resampled runs, "
        "each as good as the same Chinchilla model, without limits. Nothing to change here."
    )
    widths = (24, *[12] * (len(CONSTANTS) + 24))
    editions = (NATIVE,)
    in_export = InExport.FOR_FORMULAS
    hidden = True

    def write(self) -> None:
        """Write the law itself, then each draw of it."""
        put, live = self.sheet.put, self.plan[Workings].live
        self.sheet.freeze(FIRST, 2)
        put(SIZE, 1, "As good as a Chinchilla model of")
        size = self.plan[Basis].as_good_as[BAND_LAW]
        self.size = put(SIZE, 2, size, "calculation", Unit.PARAMS)
        put(DEMAND, 1, "Effective demand K for dollars")
        self.demand = put(DEMAND, 2, live.cost_demand, "calculation", Unit.TOKENS)
        fit = laws()[BAND_LAW]
        draws = law_draws().get(BAND_LAW, ())
        self.steps = max(law.halley_steps for law in (fit, *draws))
        self.budget_steps = max(law.budget_steps for law in (fit, *draws))
        rows = [
            self._row(row, name, law)
            for row, (name, law) in enumerate(
                [(BAND_LAW, fit), *((f"draw {draw.draw}", draw) for draw in draws)], start=FIRST
            )
        ]
        self.fit = {field: rows[0][name] for field, name in FIELDS.items()}
        self._columns = {
            field: self.sheet.range(
                FIRST + 1,
                self.sheet.worksheet[cell.address].column,
                [row[FIELDS[field]].value for row in rows[1:]],
            )
            for field, cell in self.fit.items()
        }

    def quantile(self, field: str, share: Expression) -> Expression:
        """The value that a share of the draws lie below."""
        return percentile(self._columns[field], share)

    def _row(self, row: int, name: str, law: Law) -> dict[str, Reference]:
        """Write a law and the steps to its optimum; returns their cells by name."""
        self.sheet.put(row, 1, name, "data")
        cells: dict[str, Any] = {"E": 0.0}
        for column, constant in enumerate(CONSTANTS, start=2):
            cells[constant] = self.sheet.put(row, column, getattr(law, constant), "data")
        drawn = LawCells(cells, self.steps, self.budget_steps)
        # The core is typed for numbers.
        solve: Any = optimum
        model = solve(on_symbols(chinchilla_quality, self.size, drawn), self.demand, drawn)
        chain = {step.name: step for step in steps(*model)}
        symbols = {step: NOTATION[step.split("_")[0]] for step in chain}
        symbols[SAVING] = Symbol(Unit.FRACTION, "1 - N*(D + K)/(N0*(D0 + K))")
        if row == FIRST:
            self._head(symbols)
        start = 2 + len(CONSTANTS)
        put = self.sheet.put
        written = {
            step: put(row, column, formula, "calculation", symbols[step].unit)
            for column, (step, formula) in enumerate(chain.items(), start=start)
        }
        least = written["N"] * (written["D"] + self.demand)
        saving = 1 - least / (self.size * (written["D0"] + self.demand))
        column = start + len(chain)
        written[SAVING] = put(row, column, saving, "calculation", Unit.FRACTION)
        return written

    def _head(self, symbols: dict[str, Symbol]) -> None:
        self.sheet.row(TITLES, 1, ["law", *CONSTANTS, *symbols], "header")
        column = 2 + len(CONSTANTS)
        self.sheet.row(UNITS, column, [s.unit.label for s in symbols.values()], "unit")
        self.sheet.row(MEANINGS, column, [s.meaning for s in symbols.values()], "note")
