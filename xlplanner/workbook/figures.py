"""Sheets "Figure 1" and "Figure 2": optimum over Chinchilla, across quality and demand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from openpyxl.formatting.rule import ColorScaleRule
from openpyxl.utils import get_column_letter

from xlplanner.units import Unit
from xlplanner.workbook.book import Book, Sheet
from xlplanner.workbook.charts import Axis, Line, add_lines
from xlplanner.workbook.editions import PARTS, Solved
from xlplanner.workbook.formula import Formula
from xlplanner.workbook.planner import Planner
from xlplanner.workbook.whatif import COUNT_TICKS

# Qualities, as sizes of Chinchilla models, and demands in tokens: half decades.
SIZES = (1e9, 3e9, 7e9, 13e9, 30e9, 70e9, 150e9, 300e9)
DEMANDS = tuple(10 ** (10 + 0.5 * step) for step in range(9))
# Rows of the charts, and where the grids stand below them.
CHART_ROWS = (5, 23, 41)
HEADS = 60
CHART_WIDTH = 24.0
RATIOS = ("Parameters", "Training tokens")
DRAWN = (1, 3, 5, 7)


class Figure:
    """A figure: three ratios over quality and demand, as grids with colours and as lines."""

    def __init__(
        self,
        planner: Planner,
        sheet: Sheet,
        total: str,
        solve: Callable[[str, Any, Any], tuple[Solved, Callable[[Any, Any], Any]]],
    ) -> None:
        self.planner, self.sheet, self.solve = planner, sheet, solve
        self.row = HEADS
        self.grids = self._grids(total)

    def _grids(self, total: str) -> dict[str, list[list[Formula]]]:
        put, call, law = self.sheet.put, self.planner.edition.call, self.planner.law
        put(self.row, 1, "Qualities and their Chinchilla models", "section")
        heads = ["As good as", "Loss", "Parameters", "Training tokens"]
        self.sheet.row(self.row + 1, 1, heads, "header")
        self.row += 2
        losses: list[Any] = []
        models: list[Solved] = []
        for size in SIZES:
            quality: Any = put(self.row, 1, size, "data", Unit.PARAMS)
            loss = put(
                self.row, 2, call("CHINCHILLA_QUALITY", quality, law), "calculation", Unit.LOSS
            )
            units = (Unit.PARAMS, Unit.TOKENS)
            cells = (
                put(self.row, column, call(f"CHINCHILLA_{part}", loss, law), "calculation", unit)
                for column, (part, unit) in enumerate(zip(PARTS, units, strict=True), start=3)
            )
            losses.append(loss)
            models.append(Solved(*cells))
            self.row += 1
        grids: dict[str, list[list[Formula]]] = {}
        first = self.row
        tops = {
            name: first + 1 + place * (len(SIZES) + 4)
            for place, name in enumerate((total, *RATIOS))
        }
        demands = {name: self._frame(name, top) for name, top in tops.items()}
        for down, (loss, model) in enumerate(zip(losses, models, strict=True)):
            for across in range(len(DEMANDS)):
                demand = demands[total][across]
                what = f"{self.sheet.title}, {SIZES[down]:.0e}, {DEMANDS[across]:.0e}"
                solved, cost = self.solve(what, loss, demand)
                ratios = (
                    cost(*solved) / cost(*model),
                    solved.params / model.params,
                    solved.tokens / model.tokens,
                )
                for (name, top), ratio in zip(tops.items(), ratios, strict=True):
                    cell = put(top + 2 + down, 2 + across, ratio, "calculation", Unit.TIMES)
                    grids.setdefault(name, [[] for _ in SIZES])[down].append(cell)
        for place, (name, top) in enumerate(tops.items()):
            self._finish(name, top, CHART_ROWS[place], grids[name])
        return grids

    def _frame(self, name: str, top: int) -> list[Any]:
        """Write a grid's heading, demands and qualities."""
        put = self.sheet.put
        put(top, 1, f"{name}, optimum over Chinchilla-style", "section")
        put(top + 1, 1, "As good as / inference tokens", "header")
        for row, size in enumerate(SIZES, start=top + 2):
            put(row, 1, size, "data", Unit.PARAMS)
        return [
            put(top + 1, column, demand, "data", Unit.TOKENS)
            for column, demand in enumerate(DEMANDS, start=2)
        ]

    def _finish(self, name: str, top: int, chart_row: int, grid: list[list[Formula]]) -> None:
        """Colour a grid and draw some of its rows."""
        last = get_column_letter(1 + len(DEMANDS))
        self.sheet.worksheet.conditional_formatting.add(
            f"B{top + 2}:{last}{top + 1 + len(SIZES)}", around_one()
        )
        x = self.sheet.across(top + 1, 2, DEMANDS)
        lines = [
            Line(
                f"as good as Chinchilla {SIZES[down] / 1e9:g}B",
                x,
                self.sheet.across(top + 2 + down, 2, [cell.value for cell in grid[down]]),
            )
            for down in DRAWN
        ]
        add_lines(
            self.sheet,
            f"A{chart_row}",
            f"{name}, optimum over Chinchilla-style",
            Axis("Inference tokens over the life", COUNT_TICKS, log=True),
            Axis("Ratio to Chinchilla-style", "0.0", log=name == RATIOS[-1]),
            lines,
            width=CHART_WIDTH,
        )


def around_one() -> Any:
    """Colours below and above one."""
    return ColorScaleRule(  # type: ignore[no-untyped-call]
        start_type="min",
        start_color="9DC3E6",
        mid_type="num",
        mid_value=1,
        mid_color="FFFFFF",
        end_type="max",
        end_color="F4B183",
    )


def add_figures(book: Book, planner: Planner) -> list[Figure]:
    """Add Figure 1, in FLOPs, and Figure 2, in dollars, with the planner's law and deployment."""
    edition, law, deployment = planner.edition, planner.law, planner.deployment
    widths = [32, *[11] * len(DEMANDS)]

    def fewest(what: str, loss: Any, tokens: Any) -> Any:
        solved = edition.fewest_flops(what, loss, tokens, law)
        return solved, lambda n, d: edition.call("TOTAL_FLOPS", n, d, tokens)

    def cheapest(what: str, loss: Any, tokens: Any) -> Any:
        requests: Any = tokens / deployment.tokens_per_request
        solved = edition.cheapest(what, loss, requests, deployment, law)
        return solved, lambda n, d: edition.call("TOTAL_COST", n, d, requests, deployment)

    figures = []
    for number, (what, total, solve) in enumerate(
        [("FLOPs", "Total FLOPs", fewest), ("dollars", "Total cost", cheapest)], start=1
    ):
        sheet = book.sheet(f"Figure {number}", widths, landscape=False)
        sheet.worksheet.page_setup.fitToHeight = 1
        sheet.heading(
            f"Figure {number} of the paper",
            f"The model of fewest {what} over its life beside the Chinchilla-style one of equal "
            "quality; live, with the law and deployment of the sheet Planner.",
        )
        figures.append(Figure(planner, sheet, total, solve))
    return figures
