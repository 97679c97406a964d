"""Sheet "Monthly": what the plan in force costs month by month, beside what was really spent."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from openpyxl.utils import get_column_letter

from xlplanner.core.constants import DAYS_PER_MONTH, MONTHS_PER_YEAR
from xlplanner.core.demand import even_share, monthly_log_factor, share_after
from xlplanner.core.elementary import exp
from xlplanner.expressions.operations import (
    below,
    count_numbers,
    equals,
    floor,
    if_,
    is_blank,
    is_number,
    joined,
    largest,
    last_letters,
    last_not_above,
    look_up,
    total,
)
from xlplanner.expressions.tree import Expression, Reference, is_error, on_symbols
from xlplanner.functions.accepts import Number
from xlplanner.units import Unit
from xlplanner.workbook.grid.charts import Axis, add_columns
from xlplanner.workbook.grid.style import MONEY_TICKS, words_for
from xlplanner.workbook.inputs import InputSpec
from xlplanner.workbook.plan import PlanSheet
from xlplanner.workbook.sheets.lists import Lists
from xlplanner.workbook.sheets.planner.results import CHEAPEST, mean_fleet
from xlplanner.workbook.sheets.planner.sheet import Planner
from xlplanner.workbook.sheets.workings.months import MONTHS, Months
from xlplanner.workbook.sheets.workings.sheet import LIVE_NAME, Workings

FIRST_YEAR = InputSpec(
    "first_year",
    "First month: year",
    Unit.ANY,
    Number(1900, 2200, whole=True),
    None,
    optional=True,
    meaning="The year in which training starts, for the dates",
)
FIRST_MONTH = InputSpec(
    "first_month",
    "First month: month",
    Unit.ANY,
    Number(1, 12, whole=True),
    None,
    optional=True,
    meaning="The month in which training starts, 1 for January",
)
SPENT = Number(-1e15, 1e15)
ACTUALS = tuple(
    InputSpec(
        f"actual_{month}",
        f"Actual cost of month {month}",
        Unit.USD,
        SPENT,
        None,
        optional=True,
        meaning="All that was spent in the month, below 0 for a credit; without it, the month "
        "counts as planned",
    )
    for month in MONTHS
)

COLUMNS = (
    ("Month", Unit.TEXT, 7),
    ("Date", Unit.TEXT, 9),
    ("Share of training", Unit.FRACTION, 9),
    ("Training", Unit.USD, 11),
    ("Requests", Unit.REQUESTS, 10),
    ("Inference", Unit.USD, 11),
    ("Fixed costs", Unit.USD, 11),
    ("Contingency", Unit.USD, 11),
    ("Total", Unit.USD, 11),
    ("Cumulative", Unit.USD, 11),
    ("Present value", Unit.USD, 11),
    ("GPUs needed", Unit.GPUS, 9),
    ("Actual cost", Unit.USD, 11),
    ("Actual over plan", Unit.USD, 11),
    ("Forecast to complete", Unit.USD, 11),
)
MONTH, DATE, SHARE, TRAINING, REQUESTS, INFERENCE, FIXED, CONTINGENCY, TOTAL = range(1, 10)
CUMULATIVE, VALUE, GPUS, ACTUAL, VARIANCE, FORECAST = range(10, 16)
COSTS = (TRAINING, INFERENCE, FIXED, CONTINGENCY)
SUMMED = (SHARE, *COSTS, REQUESTS, TOTAL, VALUE)
# To the right of the page: demand of the calendar months, then the months in service.
RUNNING = FORECAST + 2
PRICED, SERVICE, WORKINGS = RUNNING + 1, RUNNING + 3, RUNNING + 10

HEADS, NOTE_ROW, HEADER, UNITS, TOTALS, FIRST = 4, 9, 10, 11, 12, 13
# Columns of the labels and values on top.
COSTS_BLOCK, TIMES_BLOCK, DATES_BLOCK = (MONTH, REQUESTS), (FIXED, CUMULATIVE), (GPUS, VARIANCE)
MOST = "Most cash in a month"
LATER = FIRST + len(MONTHS)
CHART, CHART_WIDTH, CHART_HEIGHT, CHART_ROWS = LATER + 2, 29.5, 7.2, 14
AFTER = CHART + CHART_ROWS
# No plan is in service longer; the last month holds what is left of a training run.
LAST = 2 * len(MONTHS) + 1
ROW_HEIGHT, NOTHING = 13.0, "–"
# Of an actual cost that is no number, which counts as none.
UNREAD, AS_TYPED = "no number", "type 4.5M"
NOTE = (
    "Training is spread evenly over its days, fixed costs from the start of training to the end of "
    "service; contingency goes with each cost. Present value: each month at its start. A month "
    "without an actual cost counts as planned; the forecast is what was spent and the planned rest."
)


class Schedule(NamedTuple):
    """When things happen, in months from the start of training.

    Attributes
    ----------
    training, life : Expression
        Ends of training, and of all.
    whole, part : Expression
        Months before demand: whole ones, and the part of one besides.
    fall : Expression
        Logarithm of the present value of a dollar a month later.
    first : Expression
        The first month, counted from year 0; empty without a date.
    """

    training: Expression
    life: Expression
    whole: Expression
    part: Expression
    fall: Expression
    first: Expression


class Service(NamedTuple):
    """The months in service, 0 and one after the last among them, which are empty.

    Demand of each before and after the calendar month ends in which it begins, as it is and at
    its prices.
    """

    months: Reference
    running: tuple[Reference, Reference]
    priced: tuple[Reference, Reference]


class Monthly(PlanSheet):
    """The sheet.

    Attributes
    ----------
    months : list of dict
        The cells of each month by column, also of those after the last that is printed.
    sums : dict
        The sums of the columns.
    checks : list of (str, Expression)
        What must be at most 1e-12, for rounding.
    """

    title = "Monthly"
    about = (
        "Costs of the plan shown, month by month from the start of training. Enter in yellow what "
        "was spent."
    )
    about_frozen = "Costs of the plan shown, month by month from the start of training."
    widths = tuple(width for *_, width in COLUMNS)
    inputs = (FIRST_YEAR, FIRST_MONTH, *ACTUALS)
    landscape = False
    one_page = True
    in_pack = True

    def write(self) -> None:
        """Write the months, their sums, the figures on top and the chart."""
        self.live, self.best = self.plan[Workings].live, self.plan[Planner].designs[CHEAPEST]
        self._write_headers()
        self.schedule = self._schedule()
        self.service = self._service()
        self.fleet = self._work(6, "Inference GPUs at full demand, not rounded",
                                mean_fleet(self.best), Unit.RATIO)  # fmt: skip
        self.wholes = self._wholes()
        self.months: list[dict[int, Reference]] = []
        for row, month in enumerate(MONTHS, start=FIRST):
            self._month(row, month)
        for row, month in enumerate(range(len(MONTHS) + 1, LAST + 1), start=AFTER + 2):
            self._month(row, month)
        self.sums = self._sums()
        self.variances = [self._actual(number) for number in range(len(MONTHS))]
        self._write_figures()
        self._chart()
        self.checks = list(self._checks())
        self._set_up_page()

    def _write_headers(self) -> None:
        put = self.sheet.put
        titles = [title for title, *_ in COLUMNS]
        self.sheet.row(HEADER, 1, titles, "header")
        self.sheet.fit_height(HEADER, 1, titles)
        for column, (_, unit, _) in enumerate(COLUMNS, start=1):
            put(UNITS, column, unit.label, "unit")
        self.sheet.paragraph(NOTE_ROW, 1, len(COLUMNS), NOTE, "note")
        put(AFTER, 1, f"After month {len(MONTHS)}: the months of the row Later", "section")
        self.sheet.row(AFTER + 1, 1, titles, "header")
        put(HEADS - 1, RUNNING, "Workings of this sheet", "section")
        for row in (HEADER, AFTER + 1):
            self.sheet.row(row, RUNNING, ["Demand", "Priced"], "header")

    def _wholes(self) -> dict[int, Expression]:
        """What the months share out, as cells that stay put when a month is copied."""
        best, live = self.best, self.live
        cells: dict[int, Expression] = {
            TRAINING: best.train_cost,
            INFERENCE: best.inf_cost,
            FIXED: best.fixed_cost,
            REQUESTS: live.requests,
            CONTINGENCY: live.fixed.contingency,
            GPUS: live.inputs["gpus"],
            RUNNING: live.months.running,
            PRICED: live.months.priced,
        }
        return {column: fixed(cell) for column, cell in cells.items()}

    # When things happen --------------------------------------------------------------------------

    def _work(self, line: int, label: str, content: Expression, unit: Unit) -> Reference:
        """Write a figure that the months rest on, to the right of all."""
        self.sheet.put(FIRST + line, WORKINGS + 1, f"{label} [{unit}]")
        return self.sheet.put(FIRST + line, WORKINGS, content, "calculation", unit).fixed

    def _schedule(self) -> Schedule:
        inputs, work = self.live.inputs, self._work
        training = work(0, "Training", self.best.days / DAYS_PER_MONTH, Unit.MONTHS)
        start, rate = inputs["demand_start"], inputs["discount"]
        ends = on_symbols(np.maximum, training, start + inputs["months"])
        whole = work(2, "Whole months before demand", floor(start), Unit.MONTHS)
        fall = on_symbols(monthly_log_factor, 0, if_(is_blank(rate), 0, rate))
        return Schedule(
            training,
            work(1, "Training and service", ends, Unit.MONTHS),
            whole,
            work(3, "Part of a month besides", start - whole, Unit.MONTHS),
            work(4, "Logarithm of what a dollar is worth a month later", fall, Unit.RATIO),
            work(5, "First month, counted from year 0", self._first_month(), Unit.ANY),
        )

    def _first_month(self) -> Expression:
        year, month = (
            self.plan[Lists].write_input(self.sheet, HEADS + line, DATES_BLOCK[1], spec)
            for line, spec in enumerate((FIRST_YEAR, FIRST_MONTH))
        )
        counted = floor(year) * MONTHS_PER_YEAR + floor(month) - 1
        return if_(is_blank(year), "", if_(is_blank(month), "", counted))

    def _service(self) -> Service:
        """Write how each month in service falls into two calendar months."""
        titles = ["Month in service", "In the first", "Demand", "… and after",
                  "Priced", "… and after"]  # fmt: skip
        self.sheet.row(HEADER, SERVICE, titles, "header")
        plan = self.plan[Months].rows[LIVE_NAME]
        rows = [
            self._service_month(row, plan[month - 1] if month in MONTHS else None)
            for row, month in enumerate(range(len(MONTHS) + 2), start=FIRST)
        ]
        months, *demand = (
            self.sheet.range(FIRST, SERVICE + offset, [row[offset].value for row in rows])
            for offset in (0, 2, 3, 4, 5)
        )
        return Service(months, (demand[0], demand[1]), (demand[2], demand[3]))

    def _service_month(self, row: int, demand: Sequence[Expression] | None) -> list[Reference]:
        """Write a month in service: the part that falls into its first calendar month."""

        def put(offset: int, content: object) -> Reference:
            return self.sheet.put(row, SERVICE + offset, content, "calculation", Unit.RATIO)

        month = self.sheet.put(row, SERVICE, float(row - FIRST), "data")
        if demand is None:
            return [month, *(put(offset, 0.0) for offset in range(1, 6))]
        served = fixed(self.live.inputs["months"]) - (month - 1)
        left = on_symbols(np.minimum, served, 1)
        # The last month may end before the calendar month does.
        share = on_symbols(np.minimum, (1 - self.schedule.part) / left, 1)
        cells = [month, put(1, if_(below(0, served), share, 0))]
        for offset, amount in zip((2, 4), demand[:2], strict=True):
            cells.append(put(offset, amount * cells[1]))
            cells.append(put(offset + 1, amount - cells[-1]))
        return cells

    def _demand_of(self, month: Expression, parts: tuple[Reference, Reference]) -> Expression:
        """Demand of a calendar month: a month in service that begins in it, and one that ends."""
        begun = month - self.schedule.whole
        first, second = (
            last_not_above(on_symbols(np.maximum, number, 0), self.service.months, cells)
            for number, cells in zip((begun, begun - 1), parts, strict=True)
        )
        return first + second

    # The months ----------------------------------------------------------------------------------

    def _month(self, row: int, number: int) -> None:
        """Write a month of the plan."""
        whole, when = self.wholes, self.schedule
        cells: dict[int, Reference] = {}

        def put(column: int, content: Expression, unit: Unit | None = None) -> Expression:
            shown = unit or COLUMNS[column - 1][1]
            cells[column] = self.sheet.put(row, column, content, "calculation", shown)
            return cells[column]

        share_of = share_after if number == LAST else even_share
        cells[MONTH] = month = self.sheet.put(row, MONTH, float(number), "data")
        put(DATE, self._date(month))
        share = put(SHARE, on_symbols(share_of, month, when.training))
        running = put(RUNNING, self._demand_of(month, self.service.running), Unit.RATIO)
        priced = put(PRICED, self._demand_of(month, self.service.priced), Unit.RATIO)
        put(TRAINING, whole[TRAINING] * share)
        put(REQUESTS, whole[REQUESTS] * (running / whole[RUNNING]))
        put(INFERENCE, whole[INFERENCE] * (priced / whole[PRICED]))
        put(FIXED, whole[FIXED] * on_symbols(share_of, month, when.life))
        gpu_time_and_fixed = cells[TRAINING] + cells[INFERENCE] + cells[FIXED]
        put(CONTINGENCY, gpu_time_and_fixed * whole[CONTINGENCY])
        spent = put(TOTAL, gpu_time_and_fixed + cells[CONTINGENCY])
        put(CUMULATIVE, self.months[-1][CUMULATIVE] + spent if self.months else spent)
        put(VALUE, spent * on_symbols(exp, when.fall * (month - 1)))
        trained_on = if_(below(0, share), whole[GPUS], 0)
        put(GPUS, trained_on + on_symbols(np.ceil, self.fleet * running))
        self.months.append(cells)

    def _date(self, month: Expression) -> Expression:
        """Year and month, as 2027-01."""
        first = self.schedule.first
        counted = first + (month - 1)
        year = floor(counted / MONTHS_PER_YEAR)
        in_year = counted - year * MONTHS_PER_YEAR + 1
        return if_(is_blank(first), "", joined(year, "-", last_letters(joined("0", in_year), 2)))

    def _column(self, column: int) -> Reference:
        """The cells of the months that are printed."""
        values = [row[column].value for row in self.months[: len(MONTHS)]]
        return self.sheet.range(FIRST, column, values)

    def _after(self, column: int) -> Reference:
        """The cells of the months after these."""
        values = [row[column].value for row in self.months[len(MONTHS) :]]
        return self.sheet.range(AFTER + 2, column, values)

    def _sums(self) -> dict[int, Reference]:
        """Write the row of what comes later, and the sums on top."""
        put = self.sheet.put
        put(LATER, MONTH, "Later", "data")
        put(TOTALS, MONTH, "Total", "data")
        sums: dict[int, Reference] = {}
        for column in SUMMED:
            unit = COLUMNS[column - 1][1]
            later = put(LATER, column, total(self._after(column)), "calculation", unit)
            whole = total(self._column(column)) + later
            sums[column] = put(TOTALS, column, whole, "result", unit)
        put(LATER, CUMULATIVE, self.months[-1][CUMULATIVE], "calculation", Unit.USD)
        put(LATER, GPUS, largest(self._after(GPUS)), "calculation", Unit.GPUS)
        most = largest(self._column(GPUS), self._after(GPUS))
        sums[GPUS] = put(TOTALS, GPUS, most, "result", Unit.GPUS)
        return sums

    # What was spent ------------------------------------------------------------------------------

    def _actual(self, number: int) -> Reference:
        """Write what was spent in a month, and what follows; returns the variance."""
        row, spec = FIRST + number, ACTUALS[number]
        value = self.plan[Lists].write_input(self.sheet, row, ACTUAL, spec).value
        cell = Reference(self.title, f"{get_column_letter(ACTUAL)}{row}", value)
        spent = self.plan[Workings].typed(cell, spec)
        more = if_(is_number(spent), spent - self.months[number][TOTAL], UNREAD)
        variance = self.sheet.put(row, VARIANCE, if_(is_blank(cell), "", more), "calculation",
                                  Unit.USD)  # fmt: skip
        self.months[number][VARIANCE] = variance
        variances = [cells[VARIANCE].value for cells in self.months[: number + 1]]
        so_far = self.sums[TOTAL].fixed + total(self.sheet.down_to(FIRST, VARIANCE, variances))
        shown = if_(is_blank(cell), "", if_(equals(variance, UNREAD), AS_TYPED, so_far))
        self.months[number][FORECAST] = self.sheet.put(
            row, FORECAST, shown, "calculation", Unit.USD
        )
        return variance

    # The page ------------------------------------------------------------------------------------

    def _write_figures(self) -> None:
        """Write the figures on top, in three blocks."""
        put, when = self.sheet.put, self.schedule
        self.entered = count_numbers(self._column(VARIANCE))
        variance = put(TOTALS, VARIANCE, total(self._column(VARIANCE)), "result", Unit.USD)
        forecast = self.sums[TOTAL] + variance
        self.forecast = put(TOTALS, FORECAST, forecast, "result", Unit.USD)
        totals, months = self._column(TOTAL), self._column(MONTH)
        most = largest(totals)
        blocks: dict[tuple[int, int], tuple[tuple[str, Expression, Unit], ...]] = {
            COSTS_BLOCK: (
                ("Total cost", self.sums[TOTAL], Unit.USD),
                ("Present value", self.sums[VALUE], Unit.USD),
                ("Forecast to complete", self.forecast, Unit.USD),
                ("Actual over plan so far", variance, Unit.USD),
            ),
            TIMES_BLOCK: (
                ("Training ends after", when.training, Unit.MONTHS),
                ("Demand starts after", self.live.inputs["demand_start"], Unit.MONTHS),
                ("GPUs at the peak", self.sums[GPUS], Unit.GPUS),
                (MOST, most, Unit.USD),
            ),
        }
        self.figures: dict[str, Reference] = {}
        for block, figures in blocks.items():
            for line, figure in enumerate(figures):
                self._figure(HEADS + line, block, *figure)
        for line, spec in enumerate((FIRST_YEAR, FIRST_MONTH)):
            put(HEADS + line, DATES_BLOCK[0], spec.label)
        which = look_up(self.figures[MOST], totals, months)
        self._figure(HEADS + 3, DATES_BLOCK, "… which is month", which, Unit.ANY)

    def _figure(
        self, row: int, block: tuple[int, int], label: str, content: Expression, unit: Unit
    ) -> None:
        measure = f" [{unit}]" if unit.measures else ""
        self.sheet.put(row, block[0], label + measure)
        kind = "result" if unit is Unit.USD else "calculation"
        self.figures[label] = cell = self.sheet.put(row, block[1], content, kind, unit)
        if unit is Unit.MONTHS:
            self.sheet.worksheet[cell.address].number_format = "0.0"

    def for_readers(self) -> None:
        """Hide the months after the last in which anything is spent."""
        page, spent = self.sheet.worksheet, [cells[TOTAL].value for cells in self.months]
        if any(map(is_error, spent)):
            return
        entered = [self.plan.values[spec.key] for spec in ACTUALS]
        used = {month for month, dollars in enumerate(spent, start=1) if dollars}
        used |= {month for month, dollars in enumerate(entered, start=1) if dollars is not None}
        last = max(used, default=1)
        rows = [page[cells[MONTH].address].row for cells in self.months[last:]]
        if last <= len(MONTHS):
            rows += [LATER, AFTER, AFTER + 1]
        for row in rows:
            page.row_dimensions[row].hidden = True

    def _chart(self) -> None:
        parts = {COLUMNS[column - 1][0]: self._column(column) for column in COSTS}
        add_columns(
            self.sheet,
            f"A{CHART}",
            "Cost of each month",
            Axis("USD a month", MONEY_TICKS),
            self._column(MONTH),
            parts,
            across="Months from the start of training",
            size=(CHART_WIDTH, CHART_HEIGHT),
        )

    def _checks(self) -> list[tuple[str, Expression]]:
        """Whether the months add up to the plan."""
        best, live = self.best, self.live
        wholes = {
            TRAINING: ("training cost", best.train_cost),
            INFERENCE: ("inference cost", best.inf_cost),
            FIXED: ("fixed costs", best.fixed_cost),
            CONTINGENCY: ("contingency", best.contingency),
            TOTAL: ("total cost", best.cost),
        }
        checks = [
            (
                f"The months add up to the plan's {name} [relative to the total]",
                on_symbols(np.absolute, self.sums[column] - whole) / best.cost,
            )
            for column, (name, whole) in wholes.items()
        ]
        apart = on_symbols(np.absolute, self.sums[REQUESTS] - live.requests)
        missed = if_(below(0, live.requests), apart / live.requests, apart)
        return [*checks, ("The months add up to the plan's requests [relative]", missed)]

    def _set_up_page(self) -> None:
        """Print the months and the chart on one page; the workings beside them are not."""
        page = self.sheet.worksheet
        for row in range(FIRST, LATER + 1):
            page.row_dimensions[row].height = ROW_HEIGHT
        first, last = get_column_letter(SHARE), get_column_letter(GPUS)
        self.sheet.add_rule(f"{first}{FIRST}:{last}{LATER}", words_for("0", NOTHING))
        page.print_area = f"A1:{get_column_letter(FORECAST)}{AFTER - 1}"
        self.sheet.freeze(FIRST, MONTH + 1)


def fixed(cell: Expression) -> Expression:
    """A cell that stays put when a formula is copied."""
    return cell.fixed if isinstance(cell, Reference) else cell
