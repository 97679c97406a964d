"""Sheets "Figure 1" and "Figure 2": optimum over Chinchilla, across quality and demand."""

from __future__ import annotations

from openpyxl.formatting.rule import ColorScaleRule, Rule

from xlplanner.expressions.tree import Expression, Reference
from xlplanner.units import Unit
from xlplanner.workbook.cells import ModelCells
from xlplanner.workbook.editions import MODEL
from xlplanner.workbook.grid.charts import Axis, Line, add_lines
from xlplanner.workbook.grid.style import TOKEN_TICKS
from xlplanner.workbook.plan import PlanSheet
from xlplanner.workbook.sheets.planner.sheet import Planner

ABOUT = (
    "The model of {objective} over its life beside the Chinchilla one of equal quality; live, with "
    "the law and deployment of the sheet Planner."
)
# Qualities, as sizes of Chinchilla models, and demands in tokens: half decades.
SIZES = (1e9, 3e9, 7e9, 13e9, 30e9, 70e9, 150e9, 300e9)
DEMANDS = tuple(10 ** (10 + 0.5 * step) for step in range(9))
# Rows of the charts, and where the grids stand below them.
CHART_ROWS = (5, 23, 41)
HEADS = 60
CHART_WIDTH = 24.0
RATIOS = ("Parameters", "Training tokens")
DRAWN = (1, 3, 5, 7)
# The optimum has less of all than the Chinchilla model, but for tokens: of these often far more.
MORE_OF = RATIOS[-1]
LESS = Axis("Ratio to Chinchilla", "0.0", low=0, high=1)
MORE = Axis("Ratio to Chinchilla, log scale", "#,##0", log=True)


class FigureSheet(PlanSheet):
    """A figure: three ratios over quality and demand, as grids with colours and as lines.

    Attributes
    ----------
    total : str
        What the optimum has the least of.
    """

    total: str
    widths = (32, *[11] * len(DEMANDS))
    landscape = False

    def optimum(self, problem: str, loss: Expression, tokens: Expression) -> ModelCells:
        """The optimum at a loss and demand."""
        raise NotImplementedError

    def total_of(self, model: ModelCells, tokens: Expression) -> Expression:
        """What a model takes over its life."""
        raise NotImplementedError

    def write(self) -> None:
        """Write the qualities, the grids below them, and the charts above."""
        qualities = self._qualities()
        first = HEADS + 2 + len(SIZES) + 1
        names = (self.total, *RATIOS)
        self.tops = {name: first + i * (len(SIZES) + 4) for i, name in enumerate(names)}
        demands, *_ = [self._frame(name, top) for name, top in self.tops.items()]
        for down, (loss, model) in enumerate(qualities):
            self._fill(down, loss, model, demands)
        for (name, top), row in zip(self.tops.items(), CHART_ROWS, strict=True):
            self._draw(name, top, row)
        # The charts are a page, and the grids another.
        self.sheet.break_page(HEADS - 1)

    def _qualities(self) -> list[tuple[Reference, ModelCells]]:
        """Write each quality's loss and Chinchilla model."""
        put, call, law = self.sheet.put, self.edition.call, self.plan[Planner].law
        put(HEADS, 1, "Qualities and their Chinchilla models", "section")
        heads = ["As good as", "Loss", "Parameters", "Training tokens"]
        self.sheet.row(HEADS + 1, 1, heads, "header")
        qualities = []
        for row, size in enumerate(SIZES, start=HEADS + 2):
            quality = put(row, 1, size, "data", Unit.PARAMS)
            as_good = call("CHINCHILLA_QUALITY", quality, law)
            loss = put(row, 2, as_good, "calculation", Unit.LOSS)
            params, tokens = (call(f"CHINCHILLA_{part}", loss, law) for part in MODEL)
            model = ModelCells(
                put(row, 3, params, "calculation", Unit.PARAMS),
                put(row, 4, tokens, "calculation", Unit.TOKENS),
            )
            qualities.append((loss, model))
        return qualities

    def _fill(
        self, down: int, loss: Expression, model: ModelCells, demands: list[Reference]
    ) -> None:
        """Write a row of each grid: the ratios at a quality for every demand."""
        for across, tokens in enumerate(demands):
            problem = f"{self.title}, {SIZES[down]:.0e}, {DEMANDS[across]:.0e}"
            optimum = self.optimum(problem, loss, tokens)
            ratios = (
                self.total_of(optimum, tokens) / self.total_of(model, tokens),
                optimum.params / model.params,
                optimum.tokens / model.tokens,
            )
            for top, ratio in zip(self.tops.values(), ratios, strict=True):
                self.sheet.put(top + 2 + down, 2 + across, ratio, "calculation", Unit.TIMES)

    def _frame(self, name: str, top: int) -> list[Reference]:
        """Write a grid's heading, demands and qualities."""
        put = self.sheet.put
        put(top, 1, f"{name}, optimum over Chinchilla", "section")
        put(top + 1, 1, "As good as / inference tokens", "header")
        for row, size in enumerate(SIZES, start=top + 2):
            put(row, 1, size, "data", Unit.PARAMS)
        return [
            put(top + 1, column, demand, "data", Unit.TOKENS)
            for column, demand in enumerate(DEMANDS, start=2)
        ]

    def _draw(self, name: str, top: int, chart_row: int) -> None:
        """Colour a grid and draw some of its rows."""
        grid = self.sheet.area(top + 2, 2, [DEMANDS] * len(SIZES)).address
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
            f"{name}, optimum over Chinchilla",
            Axis("Inference tokens over the life, log scale", TOKEN_TICKS, log=True),
            MORE if name == MORE_OF else LESS,
            lines,
            width=CHART_WIDTH,
        )


class Figure1(FigureSheet):
    """Figure 1, in FLOPs."""

    title = "Figure 1"
    heading = "Figure 1 of the paper"
    about = ABOUT.format(objective="fewest FLOPs")
    total = "Total FLOPs"

    def optimum(self, problem: str, loss: Expression, tokens: Expression) -> ModelCells:
        """The compute-optimal model."""
        return self.edition.fewest_flops(problem, loss, tokens, self.plan[Planner].law)

    def total_of(self, model: ModelCells, tokens: Expression) -> Expression:
        """FLOPs of training and inference."""
        return self.edition.call("TOTAL_FLOPS", *model, tokens)


class Figure2(FigureSheet):
    """Figure 2, in dollars."""

    title = "Figure 2"
    heading = "Figure 2 of the paper"
    about = ABOUT.format(objective="lowest cost")
    total = "Total cost"

    def _requests(self, tokens: Expression) -> Expression:
        return tokens / self.plan[Planner].deployment.tokens_per_request

    def optimum(self, problem: str, loss: Expression, tokens: Expression) -> ModelCells:
        """The cost-optimal model."""
        planner, requests = self.plan[Planner], self._requests(tokens)
        return self.edition.cheapest(problem, loss, requests, planner.deployment, planner.law)

    def total_of(self, model: ModelCells, tokens: Expression) -> Expression:
        """Dollars of training and inference."""
        deployment, requests = self.plan[Planner].deployment, self._requests(tokens)
        return self.edition.call("TOTAL_COST", *model, requests, deployment)


def around_one() -> Rule:
    """Colours below and above one."""
    rule: Rule = ColorScaleRule(  # type: ignore[no-untyped-call]
        start_type="min",
        start_color="9DC3E6",
        mid_type="num",
        mid_value=1,
        mid_color="FFFFFF",
        end_type="max",
        end_color="F4B183",
    )
    return rule
