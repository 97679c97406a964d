"""Sheet "Summary": the decision on one page, to be signed."""

from __future__ import annotations

import numpy as np
from openpyxl.utils import get_column_letter

from xlplanner._version import __version__
from xlplanner.core.constants import SAME_SIZE
from xlplanner.expressions.operations import (
    at_most,
    below,
    equals,
    if_,
    is_blank,
    is_error_cell,
    is_number,
    joined,
)
from xlplanner.expressions.tree import Expression, Reference, on_symbols
from xlplanner.units import Unit
from xlplanner.workbook.grid.book import LINE_HEIGHT
from xlplanner.workbook.grid.charts import Axis, add_columns
from xlplanner.workbook.grid.style import CHECK, MONEY_TICKS
from xlplanner.workbook.inputs import InputSpec, Label
from xlplanner.workbook.plan import PlanSheet
from xlplanner.workbook.sheets.basis import LIMITS, Basis
from xlplanner.workbook.sheets.checks import Checks
from xlplanner.workbook.sheets.constants import Constants
from xlplanner.workbook.sheets.lists import Lists
from xlplanner.workbook.sheets.monthly import VALUE as PRESENT_VALUE
from xlplanner.workbook.sheets.monthly import Monthly
from xlplanner.workbook.sheets.planner.results import (
    CHEAPEST,
    DESIGNS,
    NONE,
    Design,
    is_comparable,
)
from xlplanner.workbook.sheets.planner.sheet import Planner
from xlplanner.workbook.sheets.risk.sheet import Risk

COLUMNS, HALF = 6, 3
REASONS = 4
CHART_ROWS, CHART_WIDTH = 9, 20.7
POINTS_PER_CM = 28.35
# Right of the page: what the chart shows.
CHARTED = COLUMNS + 2
NAME_WIDTH = 36.0
CHANGES = "Inputs that differ from the defaults, and those that they bring into use"
BEST = "The best model to train"
PARTS = ("Training", "Inference", "Fixed costs and contingency")


def _text(key: str, label: str) -> InputSpec:
    return InputSpec(key, label, Unit.TEXT, Label(), None, optional=True)


IDENTITY = (
    _text("project", "Project"),
    _text("owner", "Owner"),
    _text("decided_on", "Date"),
    _text("document_version", "Document version"),
)
SIGNED = (_text("approved_by", "Approved by"), _text("approved_on", "Approved on"))
DATES, DAY_FORMAT = {"decided_on", "approved_on"}, "yyyy-mm-dd"


class Summary(PlanSheet):
    """The sheet.

    Attributes
    ----------
    figures : dict of str to Reference
        The large figures, by the key of the planner's result.
    recommendation, range_over_laws, sizes, quality : Reference
        Sentences.
    prices : dict of str to tuple of Reference
        What each limit costs, in dollars and percent.
    bars : list of Bar
        What moves the cost most.
    reasons, changes : list of Reference
        What there is to look at, and the inputs that differ from the defaults.
    """

    title = "Summary"
    about = "What to decide, what it costs and what it rests on"
    widths = (18,) * COLUMNS
    inputs = (*IDENTITY, *SIGNED)
    landscape = False
    one_page = True
    in_pack = True
    looks_at_all = True

    def write_inputs(self) -> None:
        """Write who decides on what; the signature comes last on the page."""
        self.row = 3
        self._pairs(IDENTITY)

    def write(self) -> None:
        """Write the page from top to bottom."""
        self.planner, self.basis = self.plan[Planner], self.plan[Basis]
        self.words, self.verdict = self.plan[Constants], self.plan[Checks].verdict
        self._made_by()
        self._recommendation()
        self._figures()
        self._forecast()
        self._state()
        self._prices_and_bars()
        self._chart()
        self._changes()
        self._section("Sign-off")
        self._pairs(SIGNED)
        self.sheet.worksheet.print_area = f"A1:{get_column_letter(COLUMNS)}{self.row - 1}"

    def for_readers(self) -> None:
        """Hide the lines that are empty."""
        page = self.sheet.worksheet
        for line in (self.sizes, self.forecast, *self.reasons, *self.changes):
            if line.value == "":
                page.row_dimensions[page[line.address].row].hidden = True

    # Rows ----------------------------------------------------------------------------------------

    def _height(self, lines: float) -> None:
        self.sheet.worksheet.row_dimensions[self.row].height = lines * LINE_HEIGHT

    def _merge(self, column: int, columns: int) -> None:
        self.sheet.worksheet.merge_cells(
            start_row=self.row,
            end_row=self.row,
            start_column=column,
            end_column=column + columns - 1,
        )

    def _pairs(self, specs: tuple[InputSpec, ...]) -> None:
        """Inputs two a row, each beside its label."""
        for first in range(0, len(specs), 2):
            for column, spec in zip((1, 1 + HALF), specs[first : first + 2], strict=True):
                self.sheet.put(self.row, column, spec.label)
                self.plan[Lists].write_input(self.sheet, self.row, column + 1, spec)
                if spec.key in DATES:
                    # A day that is typed shows as in the sources, whatever the locale is.
                    self.sheet.worksheet.cell(self.row, column + 1).number_format = DAY_FORMAT
                self._merge(column + 1, HALF - 1)
            self._height(1.3)
            self.row += 1

    def _made_by(self) -> None:
        """Which program and which inputs made the file."""
        fingerprint = self.plan.fingerprint + ("" if self.plan.frozen else ", as built")
        pairs = (("Program version", f"xlplanner {__version__}"), ("Fingerprint", fingerprint))
        for column, (label, text) in zip((1, 1 + HALF), pairs, strict=True):
            self.sheet.put(self.row, column, label)
            self.sheet.put(self.row, column + 1, text)
        self.row += 1

    def _section(self, *titles: object) -> None:
        """Begin a section, or two side by side, after a narrow row."""
        self._height(0.5)
        self.row += 1
        for column, title in zip((1, 1 + HALF), titles, strict=False):
            self.sheet.put(self.row, column, title, "section")
        self._height(1.2)
        self.row += 1

    def _sentence(self, content: object, lines: float, kind: str = "paragraph") -> Reference:
        """A text across the page, with room for as many lines as it may take."""
        cell = self.sheet.put(self.row, 1, content, kind)
        self._merge(1, COLUMNS)
        self._height(lines)
        self.row += 1
        return cell

    def _sound(self, content: Expression, otherwise: str = NONE) -> Expression:
        """A result; a dash where it does not stand up to the checks, or there is none."""
        empty = if_(is_blank(content), otherwise, content)
        known = if_(is_error_cell(content), otherwise, empty)
        return if_(equals(self.verdict, CHECK), otherwise, known)

    # What to do ----------------------------------------------------------------------------------

    def _recommendation(self) -> None:
        self._section("Recommendation")
        self.sheet.put(self.row - 1, 1 + HALF, self.planner.which, "unit")
        self.recommendation = self._sentence(self.planner.answer, 3.9, "answer")
        over = joined(self.plan[Risk].sentences[0], ".")
        self.range_over_laws = self._sentence(self._sound(over, ""), 2)
        self.sizes = self._sentence(self._sound(self._near_best(), ""), 1)
        self.quality = self._sentence(self._sound(self._as_good(), ""), 2)

    def _near_best(self) -> Expression:
        """The sizes that cost little more."""
        near, readable = self.planner.near_best, self.words.readable
        said = joined(
            "Sizes of ", readable(near.low), " to ", readable(near.high), " parameters cost at ",
            "most ", self.words.percent(near.within), " more for GPUs than the best.",
        )  # fmt: skip
        # About a model at a limit they say nothing.
        free = self.planner.free[CHEAPEST].params
        apart = on_symbols(np.absolute, self.planner.designs[CHEAPEST].params / free - 1)
        return if_(at_most(apart, SAME_SIZE), said, "")

    def _as_good(self) -> Expression:
        """The quality, by models that people know."""
        live, near = self.planner.facts, self.basis.neighbours
        between = joined(
            "between the released models ", near.worse, " (less good) and ", near.better,
            " (at least as good)",
        )  # fmt: skip
        above = joined("better than every dense released model, the nearest being ", near.worse)
        under = joined("less good than every dense released model, the nearest being ", near.better)
        place = if_(is_blank(near.better), above, if_(is_blank(near.worse), under, between))
        return joined(
            "Quality: as good as a Chinchilla model of ", self.words.readable(live.as_good_as),
            " parameters; ", place, ", by law ", live.inputs["law"], ".",
        )  # fmt: skip

    def _figures(self) -> None:
        """The large figures side by side."""
        best, compared = self.planner.designs[CHEAPEST], self.planner.facts.inputs["compare_with"]
        large: dict[str, tuple[object, Unit]] = {
            "params": ("Parameters", Unit.PARAMS),
            "tokens": ("Training tokens", Unit.TOKENS),
            "cost": (self._cost_caption(), Unit.USD),
            "saving": (joined("Saving against ", compared), Unit.FRACTION),
            "all_in_mtok": ("All-in cost of a million tokens", Unit.USD_PER_MTOK),
            "days": ("Days of training", Unit.DAYS),
        }
        self._section(BEST)
        self.figures: dict[str, Reference] = {}
        for column, (key, (title, unit)) in enumerate(large.items(), start=1):
            self.sheet.put(self.row, column, title, "caption")
            figure = self._sound(getattr(best, key))
            cell = self.sheet.put(self.row + 1, column, figure, "headline figure", unit)
            self.figures[key] = cell
        self._height(3)
        self.row += 1
        self._height(2.4)
        self.row += 1

    def _forecast(self) -> None:
        """What the plan comes to with what was really spent, if anything is entered."""
        monthly, words = self.plan[Monthly], self.words
        cost = self.planner.designs[CHEAPEST].cost
        more = monthly.forecast / cost - 1
        text = joined(
            "Forecast to complete with actual costs of ", monthly.entered, " months: ",
            words.dollars(monthly.forecast), " (", if_(below(more, 0), "", "+"),
            words.percent(more), " of the lifetime cost)",
        )  # fmt: skip
        entered = if_(below(0, monthly.entered), self._sound(text, ""), "")
        self.forecast = self._sentence(entered, 1)

    def _cost_caption(self) -> Expression:
        """What the lifetime cost is, with its present value where a discount rate is filled."""
        rate = self.planner.facts.inputs["discount"]
        value = self.words.readable(self.plan[Monthly].sums[PRESENT_VALUE])
        return if_(
            is_blank(rate),
            "Lifetime cost",
            self._sound(
                joined("Lifetime cost; present value at ", self.words.percent(rate), ": $", value),
                "Lifetime cost",
            ),
        )

    def _state(self) -> None:
        self._section("State of the plan")
        self.state = self.sheet.put(self.row - 1, 2, self.verdict, "verdict")
        self.reasons = []
        for reason in self.plan[Checks].looked_at[:REASONS]:
            text = if_(is_blank(reason), "", joined("• ", reason))
            self.reasons.append(self._sentence(text, 2))

    # What it rests on ----------------------------------------------------------------------------

    def _prices_and_bars(self) -> None:
        """What each limit costs, beside what moves the cost most."""
        self._section("What each limit costs", "What moves the cost most, by the cases of Risk")
        heads = ("Limit", "More dollars", "More percent", "Input", "Low case", "High case")
        self.sheet.row(self.row, 1, heads, "header")
        self.row += 1
        first = self.row
        put, self.prices = self.sheet.put, {}
        for row, (key, title) in enumerate(LIMITS.items(), start=first):
            put(row, 1, title, "item")
            price = self.basis.prices[key]
            self.prices[key] = tuple(
                put(row, column, self._sound(cell), "calculation", unit)
                for column, (cell, unit) in enumerate(
                    zip(price, (Unit.USD, Unit.FRACTION), strict=True), start=2
                )
            )
        self.bars = []
        for row, bar in enumerate(self.plan[Risk].three_largest, start=first):
            name = put(row, 1 + HALF, self._sound(bar.name), "item")
            low, high = (
                put(row, column, self._sound(cell), "calculation", Unit.FRACTION)
                for column, cell in enumerate((bar.low, bar.high), start=2 + HALF)
            )
            self.bars.append((name, low, high))
        for _ in LIMITS:
            self._height(2)
            self.row += 1

    def _chart(self) -> None:
        """What the designs cost, side by side."""
        self._height(0.5)
        self.row += 1
        top, put = self.row, self.sheet.put
        self.sheet.worksheet.column_dimensions[get_column_letter(CHARTED)].width = NAME_WIDTH
        self.sheet.row(top, CHARTED, ["Shown in the chart", *PARTS], "header")
        rows = []
        # The quality of an API is not known.
        designs = [design for design in self.planner.designs if design.model is not None]
        for row, design in enumerate(designs, start=top + 1):
            cells = self._charted(design)
            name = put(row, CHARTED, cells[0])
            rows.append([name, *(put(row, CHARTED + at, cell, "calculation", Unit.USD)
                                 for at, cell in enumerate(cells[1:], start=1))])  # fmt: skip
        columns = [
            self.sheet.range(top + 1, CHARTED + at, [row[at].value for row in rows])
            for at in range(1 + len(PARTS))
        ]
        self.charted = rows
        for _ in range(CHART_ROWS):
            self._height(1)
            self.row += 1
        add_columns(
            self.sheet,
            f"A{top}",
            "Lifetime cost of the designs that reach the quality",
            Axis("USD over the life", MONEY_TICKS),
            columns[0],
            dict(zip(PARTS, columns[1:], strict=True)),
            size=(CHART_WIDTH, (CHART_ROWS - 0.5) * LINE_HEIGHT / POINTS_PER_CM),
        )

    def _charted(self, design: Design) -> list[Expression]:
        """The name of a design, and its costs if it reaches the quality."""
        name, answer = DESIGNS[design.number], is_number(design.cost)
        sound = if_(equals(self.verdict, CHECK), False, answer)
        shown = if_(sound, is_comparable(design.quality), False)
        why = if_(sound, " (misses the quality)", " (no answer)")
        label = if_(shown, name, joined(name, why))
        parts = (
            _or_zero(design.train_cost),
            design.inf_cost,
            _or_zero(design.fixed_cost) + _or_zero(design.contingency),
        )
        return [label, *(if_(shown, part, 0) for part in parts)]

    def _changes(self) -> None:
        self._section(CHANGES)
        self.changes = []
        for number, text in enumerate(self.basis.changes):
            shown = if_(is_blank(text), "None", text) if number == 0 else text
            self.changes.append(self._sentence(shown, 1))


def _or_zero(cell: Expression) -> Expression:
    return if_(is_number(cell), cell, 0)
