"""Sheets "Figure 1" and "Figure 2": optimum over Chinchilla, across quality and demand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from openpyxl.formatting.rule import ColorScaleRule

from xlplanner.units import Unit
from xlplanner.workbook.editions import PARTS, Solved
from xlplanner.workbook.grid.book import Book, Sheet
from xlplanner.workbook.grid.charts import Axis, Line, add_lines
from xlplanner.workbook.grid.style import COUNT_TICKS
from xlplanner.workbook.sheets.planner import Planner

# Qualities, as sizes of Chinchilla models, and demands in tokens: half decades.
SIZES = (1e9, 3e9, 7e9, 13e9, 30e9, 70e9, 150e9, 300e9)
DEMANDS = tuple(10 ** (10 + 0.5 * step) for step in range(9))
# Rows of the charts, and where the grids stand below them.
CHART_ROWS = (5, 23, 41)
HEADS = 60
CHART_WIDTH = 24.0
RATIOS = ("Parameters", "Training tokens")
DRAWN = (1, 3, 5, 7)


class FigureSheet:
    """A figure: three ratios over quality and demand, as grids with colours and as lines."""

    def __init__(
        self,
        planner: Planner,
        sheet: Sheet,
        total: str,
        solve: Callable[[str, Any, Any], tuple[Solved, Callable[[Any, Any], Any]]],
    ) -> None:
        self.planner, self.sheet, self.solve = planner, sheet, solve
        qualities = self._qualities()
        first = HEADS + 2 + len(SIZES) + 1
        names = (total, *RATIOS)
        self.tops = {name: first + i * (len(SIZES) + 4) for i, name in enumerate(names)}
        demands, *_ = [self._frame(name, top) for name, top in self.tops.items()]
        for down, (loss, model) in enumerate(qualities):
            self._fill(down, loss, model, demands)
        for (name, top), row in zip(self.tops.items(), CHART_ROWS, strict=True):
            self._draw(name, top, row)

    def _qualities(self) -> list[tuple[Any, Solved]]:
        """Write each quality's loss and Chinchilla model."""
        put, call, law = self.sheet.put, self.planner.edition.call, self.planner.law
        put(HEADS, 1, "Qualities and their Chinchilla models", "section")
        heads = ["As good as", "Loss", "Parameters", "Training tokens"]
        self.sheet.row(HEADS + 1, 1, heads, "header")
        found = []
        for row, size in enumerate(SIZES, start=HEADS + 2):
            quality: Any = put(row, 1, size, "data", Unit.PARAMS)
            loss = call("CHINCHILLA_QUALITY", quality, law)
            loss = put(row, 2, loss, "calculation", Unit.LOSS)
            params, tokens = (call(f"CHINCHILLA_{part}", loss, law) for part in PARTS)
            model = Solved(
                put(row, 3, params, "calculation", Unit.PARAMS),
                put(row, 4, tokens, "calculation", Unit.TOKENS),
            )
            found.append((loss, model))
        return found

    def _fill(self, down: int, loss: Any, model: Solved, demands: list[Any]) -> None:
        """Write a row of each grid: the ratios at a quality for every demand."""
        for across, demand in enumerate(demands):
            what = f"{self.sheet.title}, {SIZES[down]:.0e}, {DEMANDS[across]:.0e}"
            solved, total = self.solve(what, loss, demand)
            ratios = (
                total(*solved) / total(*model),
                solved.params / model.params,
                solved.tokens / model.tokens,
            )
            for top, ratio in zip(self.tops.values(), ratios, strict=True):
                self.sheet.put(top + 2 + down, 2 + across, ratio, "calculation", Unit.TIMES)

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

    def _draw(self, name: str, top: int, chart_row: int) -> None:
        """Colour a grid and draw some of its rows."""
        grid = self.sheet.area(top + 2, 2, [DEMANDS] * len(SIZES)).render(self.sheet.title)
        self.sheet.worksheet.conditional_formatting.add(grid.replace("$", ""), around_one())
        x = self.sheet.across(top + 1, 2, DEMANDS)
        lines = [
            Line(
                f"as good as Chinchilla {SIZES[down] / 1e9:g}B",
                x,
                self.sheet.across(top + 2 + down, 2, DEMANDS),
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


def add_figures(book: Book, planner: Planner) -> list[FigureSheet]:
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
        figures.append(FigureSheet(planner, sheet, total, solve))
    return figures
