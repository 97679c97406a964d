"""Sheet "Monthly": the months add up to the plan, and are those of loops in plain Python."""

from math import ceil

import numpy as np
import pytest
from effort import tries
from engines import Ironcalc
from openpyxl.formula.translate import Translator
from openpyxl.utils import get_column_letter
from plans import Opened

from xlplanner.expressions.operations import total
from xlplanner.expressions.tree import NA, Reference
from xlplanner.workbook.build import build, build_file, inputs
from xlplanner.workbook.sheets import monthly
from xlplanner.workbook.sheets.checks import Checks
from xlplanner.workbook.sheets.monthly import (
    CONTINGENCY,
    CUMULATIVE,
    DATE,
    FIXED,
    FORECAST,
    GPUS,
    INFERENCE,
    LATER,
    REQUESTS,
    SHARE,
    TOTAL,
    TRAINING,
    VALUE,
    VARIANCE,
    Monthly,
)
from xlplanner.workbook.sheets.planner.results import CHEAPEST
from xlplanner.workbook.sheets.summary import Summary
from xlplanner.workbook.sheets.workings.sheet import Workings

DAYS_PER_MONTH = 365.25 / 12
SHIPPED = {
    key: inputs()[key]
    for key in (
        *("months", "ramp_months", "demand_start", "price_decline", "discount", "gpus"),
        *("staff", "data", "storage", "contingency", "actual_1", "actual_2", "actual_4"),
        *("first_year", "first_month", "inf_tokens"),
    )
}
COSTS = {TRAINING: "train_cost", INFERENCE: "inf_cost", FIXED: "fixed_cost",
         CONTINGENCY: "contingency", TOTAL: "cost"}  # fmt: skip


class Months(Opened):
    """The planner in an engine, with its sheet Monthly."""

    def __init__(self, planner, path):
        super().__init__(planner, path)
        self.sheet = planner.plan[Monthly]
        self.best = planner.designs[CHEAPEST]
        self.live = planner.plan[Workings].live

    def month(self, number, column):
        return self(self.sheet.months[number - 1][column])

    def sum(self, column):
        return self(self.sheet.sums[column])

    def column(self, column):
        return [self(cells[column]) for cells in self.sheet.months]

    def later(self, column):
        return self.engine.get("Monthly", self.sheet.sheet.worksheet.cell(LATER, column).coordinate)

    def figure(self, label):
        return self(self.sheet.figures[label])


@pytest.fixture(scope="module")
def opened(built):
    return Months(*built["native"])


def assert_adds_up(opened):
    cost = opened(opened.best.cost)
    assert cost > 0
    for column, key in COSTS.items():
        whole = opened(getattr(opened.best, key))
        assert opened.sum(column) == pytest.approx(whole, rel=1e-12, abs=1e-12 * cost), key
        assert sum(opened.column(column)) == pytest.approx(whole, rel=1e-12, abs=1e-12 * cost), key
    assert opened.sum(REQUESTS) == pytest.approx(opened(opened.live.requests), rel=1e-12)
    assert opened.sum(SHARE) == pytest.approx(1, rel=1e-12)
    assert opened.later(CUMULATIVE) == pytest.approx(cost, rel=1e-12)
    assert min(opened.column(TOTAL)) >= 0


# Sums --------------------------------------------------------------------------------------------


def test_the_months_of_the_shipped_plan_add_up_to_it(opened):
    opened.enter()
    assert_adds_up(opened)
    # Nothing is left for later, and without a discount rate present value is nominal.
    assert opened.later(TOTAL) == 0
    assert opened.column(VALUE) == opened.column(TOTAL)
    assert opened.sum(VALUE) == opened.sum(TOTAL)


@pytest.mark.long
def test_the_months_of_any_plan_add_up_to_it(opened):
    random = np.random.default_rng(11)
    for _ in range(tries(10)):
        changes = {
            "months": random.choice([random.uniform(0.1, 60), random.integers(1, 61)]),
            "ramp_months": random.choice([0, random.uniform(0, 60)]),
            "demand_start": random.choice([random.uniform(0, 60), random.integers(0, 61)]),
            "price_decline": random.uniform(-0.5, 0.9),
            "discount": random.choice([None, random.uniform(0, 1)]),
            "gpus": int(10 ** random.uniform(1, 5)),
            "staff": random.choice([0, random.uniform(0, 1e8)]),
            "contingency": random.uniform(0, 1),
        }
        assert_adds_up(opened.enter(**changes))
        checks = [opened(cell) for cell in checks_of(opened)]
        assert max(checks) <= 1e-12, changes


def checks_of(opened):
    """The values of the checks of Monthly on the sheet Checks."""
    checked = {what for what, _ in opened.sheet.checks}
    sheet = opened.planner.book.workbook["Checks"]
    rows = [row for row in range(1, sheet.max_row + 1) if sheet.cell(row, 1).value in checked]
    assert len(rows) == len(checked) == 6
    return [Reference("Checks", f"B{row}") for row in rows]


@pytest.mark.parametrize(
    "changes",
    [{"demand_start": 58.25, "months": 60, "ramp_months": 12}, {"demand_start": 60, "months": 60}],
)
def test_what_comes_after_the_last_month_stands_in_the_row_later(opened, changes):
    assert_adds_up(opened.enter(**changes, staff=1e6, discount=0.1))
    assert opened.later(INFERENCE) > 0.9 * opened.sum(INFERENCE)
    shown = sum(opened.column(VALUE)[:60])
    assert opened.sum(VALUE) == pytest.approx(shown + opened.later(VALUE), rel=1e-12)


def test_training_of_centuries_adds_up(opened):
    assert_adds_up(opened.enter(gpus=1))
    assert opened.later(TRAINING) > 0.9 * opened.sum(TRAINING)


# By hand -----------------------------------------------------------------------------------------

SMALL = {
    "months": 4,
    "ramp_months": 2,
    "demand_start": 3.5,
    "price_decline": 0.3,
    "discount": 0.1,
    "staff": 4e5,
    "data": 1e5,
    "contingency": 0.2,
    "first_year": 2026,
    "first_month": 11,
}


def overlap(first, last, month):
    """Months that a time from the start of training has in common with a calendar month."""
    return max(0.0, min(last, month) - max(first, month - 1))


def by_hand(opened, plan):
    """Requests, dollars, present value and GPUs of each month, from the plan's model."""
    best, live, get = opened.best, opened.live, opened
    training = get(best.days) / DAYS_PER_MONTH
    end = max(training, plan["demand_start"] + plan["months"])
    full, priced = np.zeros(121), np.zeros(121)
    for served in range(ceil(plan["months"])):
        first = plan["demand_start"] + served
        last = plan["demand_start"] + min(served + 1, plan["months"])
        height = min((served + 1) / max(plan["ramp_months"], 1), 1)
        for month in range(1, 121):
            demand = height * overlap(first, last, month)
            full[month] += demand
            priced[month] += demand * (1 - plan["price_decline"]) ** (first / 12)
    today = get(best.params) * get(live.deployment.request_cost) * get(live.requests)
    hours = today / get(live.deployment.inference_hour)
    fixed = plan["staff"] + plan["data"]
    rows = []
    for month in range(1, 121):
        trained = overlap(0, training, month)
        parts = [
            get(best.train_cost) * trained / training,
            today * priced[month] / full.sum(),
            fixed * overlap(0, end, month) / end,
        ]
        spent = sum(parts) * (1 + plan["contingency"])
        fleet = ceil(hours * full[month] / full.sum() / DAYS_PER_MONTH / 24)
        rows.append(
            {
                SHARE: trained / training,
                TRAINING: parts[0],
                REQUESTS: get(live.requests) * full[month] / full.sum(),
                INFERENCE: parts[1],
                FIXED: parts[2],
                TOTAL: spent,
                VALUE: spent / (1 + plan["discount"]) ** ((month - 1) / 12),
                GPUS: fleet + (plan["gpus"] if trained else 0),
            }
        )
    return rows


@pytest.mark.parametrize(
    ("changes", "last"),
    [({}, 8), ({"demand_start": 3}, 7), ({"months": 3.4, "ramp_months": 0}, 7)],
)
def test_months_are_those_of_loops_by_hand(opened, changes, last):
    opened.enter(**SMALL | changes)
    # As many GPUs as train for three months, nearly.
    gpus = round(SHIPPED["gpus"] * opened(opened.best.days) / DAYS_PER_MONTH / 2.98)
    plan = SMALL | {"gpus": gpus} | changes
    opened.enter(**plan)
    rows = by_hand(opened, plan)
    assert [month for month, row in enumerate(rows, start=1) if row[TRAINING]] == [1, 2, 3]
    served = [month for month, row in enumerate(rows, start=1) if row[INFERENCE]]
    assert served == list(range(4, last + 1))
    for month, row in enumerate(rows, start=1):
        for column, wanted in row.items():
            shown = opened.month(month, column)
            assert shown == pytest.approx(wanted, rel=1e-12, abs=1e-6), (month, column)
    assert opened.figure("Training ends after") == pytest.approx(2.98, rel=1e-3)
    most = max(row[TOTAL] for row in rows)
    assert opened.figure("Most cash in a month") == pytest.approx(most, rel=1e-12)
    assert rows[int(opened.figure("… which is month")) - 1][TOTAL] == pytest.approx(most)
    assert opened.figure("GPUs at the peak") == max(row[GPUS] for row in rows)
    dates = [opened.month(month, DATE) for month in (1, 2, 3, 14, 15)]
    assert dates == ["2026-11", "2026-12", "2027-01", "2027-12", "2028-01"]


def test_present_value_of_inference_is_what_the_optimum_rests_on(opened):
    opened.enter(demand_start=7, months=30, ramp_months=5, price_decline=0.3, discount=0.12)
    live, get = opened.live, opened
    value = sum(cost / 1.12 ** (month / 12) for month, cost in enumerate(opened.column(INFERENCE)))
    today = get(opened.best.params) * get(live.deployment.request_cost)
    assert value == pytest.approx(today * get(live.planned), rel=1e-12)


def test_the_fleet_of_full_demand_is_the_planners(opened):
    opened.enter(demand_start=6, ramp_months=6, discount=0.2, price_decline=0.4)
    assert opened.month(20, GPUS) == opened(opened.best.fleet)
    assert 0 < opened.month(7, GPUS) < opened.month(12, GPUS) == opened.month(20, GPUS)


# Actual costs ------------------------------------------------------------------------------------


def test_actual_costs_shift_the_forecast(opened):
    planned = opened.enter()(opened.best.cost)
    assert opened.figure("Forecast to complete") == pytest.approx(planned, rel=1e-12)
    assert opened.month(1, VARIANCE) == opened.month(1, FORECAST) == ""
    opened.enter(actual_1=3e6, actual_2="2.5M", actual_4=0)
    totals = opened.column(TOTAL)
    spent = {1: 3e6, 2: 2.5e6, 4: 0.0}
    for month, dollars in spent.items():
        assert opened.month(month, VARIANCE) == pytest.approx(dollars - totals[month - 1])
    forecast = sum(spent.get(month, dollars) for month, dollars in enumerate(totals, start=1))
    assert opened.figure("Forecast to complete") == pytest.approx(forecast, rel=1e-12)
    assert opened.month(4, FORECAST) == pytest.approx(forecast, rel=1e-12)
    so_far = 3e6 + sum(totals[1:])
    assert opened.month(1, FORECAST) == pytest.approx(so_far, rel=1e-12)
    # The plan stays as it was.
    assert opened.sum(TOTAL) == pytest.approx(planned, rel=1e-12)


def test_an_actual_cost_that_is_no_number_is_skipped_and_named(opened):
    opened.enter(actual_1=3e6, actual_2="4,500M")
    assert (opened.month(2, VARIANCE), opened.month(2, FORECAST)) == ("no number", "type 4.5M")
    totals = opened.column(TOTAL)
    forecast = 3e6 + sum(totals[1:])
    assert opened.figure("Forecast to complete") == pytest.approx(forecast, rel=1e-12)
    assert opened.month(1, FORECAST) == pytest.approx(forecast, rel=1e-12)
    looked_at = [opened(cell) for cell in opened.planner.plan[Checks].looked_at]
    said = 'Actual cost of month 2 must be any number of USD, or empty; got "4,500M", a text: type '
    assert any(text.startswith(said) for text in looked_at)


def test_a_credit_is_a_cost_below_zero(opened):
    opened.enter(actual_1='="-1M"', actual_2=-2e6)
    totals = opened.column(TOTAL)
    assert opened.month(1, VARIANCE) == pytest.approx(-1e6 - totals[0])
    forecast = -3e6 + sum(totals[2:])
    assert opened.figure("Forecast to complete") == pytest.approx(forecast, rel=1e-12)


def test_summary_forecasts_beside_the_lifetime_cost(opened):
    line = opened.planner.plan[Summary].forecast
    assert opened.enter()(line) == ""
    opened.enter(actual_1=3e6, actual_2="2.5M")
    forecast, cost = opened.figure("Forecast to complete"), opened(opened.best.cost)
    more = round(100 * (forecast / cost - 1))
    assert opened(line) == (
        f"Forecast to complete with actual costs of 2 months: ${forecast / 1e6:.3g}M "
        f"({more:+d} % of the lifetime cost)"
    )


# The workbook ------------------------------------------------------------------------------------


def test_formulas_of_other_inputs_have_the_values_they_are_stored_with(tmp_path):
    path = tmp_path / "planner.xlsx"
    planner = build_file(path, inputs(**SMALL, actual_1="3M", actual_2=1.5e6))
    engine = Ironcalc(path)
    engine.recalculate()
    values = planner.book.values
    stored = {cell: value for cell, value in values.items() if cell[0] == "Monthly"}
    assert len(stored) > 121 * 14
    for (title, address), value in stored.items():
        shown = engine.get(title, address)
        if isinstance(value, str):
            assert shown == value, address
        else:
            assert shown == pytest.approx(value, rel=1e-12, abs=1e-9), address


def test_a_plan_without_an_answer_has_no_months(opened):
    opened.enter(inf_tokens="many")
    try:
        sums = [opened.sum(column) for column in (INFERENCE, TOTAL)]
        assert all(isinstance(value, str) and value.startswith("#") for value in sums)
    finally:
        opened.enter()


def test_a_sum_over_an_error_is_the_error():
    assert total(Reference("Sheet", "A1:A3", [1.0, NA, 2.0])).value == NA
    assert total(Reference("Sheet", "A1:A3", [1.0, "", 2.0])).value == 3


def test_all_months_are_printed_on_one_upright_page(opened):
    page = opened.sheet.sheet.worksheet
    assert Monthly.in_pack
    assert page.page_setup.orientation == "portrait"
    assert page.page_setup.fitToHeight == page.page_setup.fitToWidth == 1
    first, last = page.print_area.replace("$", "").split("!")[1].split(":")
    assert (first, last) == ("A1", f"O{monthly.AFTER - 1}")
    (chart,) = page._charts
    assert [series.tx.v for series in chart.series] == [
        "Training",
        "Inference",
        "Fixed costs",
        "Contingency",
    ]


def test_a_month_can_be_copied_down_over_the_next(opened):
    """Every cell of a month is the month before, copied: what stays put is fixed."""
    formulas = {
        address: f"={formula}"
        for (title, address), formula in opened.planner.book.formulas.items()
        if title == Monthly.title
    }
    first, second = monthly.FIRST + 1, monthly.FIRST + 2
    columns = [*range(1, FORECAST + 1), *range(monthly.RUNNING, monthly.WORKINGS - 1)]
    copied = 0
    for letter in map(get_column_letter, columns):
        if f"{letter}{first}" not in formulas:
            continue
        source = Translator(formulas[f"{letter}{first}"], origin=f"{letter}{first}")
        for row in range(second, LATER):
            address = f"{letter}{row}"
            assert formulas[address] == source.translate_formula(address)
            copied += 1
    assert copied > 15 * (LATER - second)


@pytest.mark.parametrize(
    ("changes", "last"), [({"months": 10, "demand_start": 3}, 13), ({"actual_20": 5}, 30)]
)
def test_a_frozen_copy_ends_with_the_last_month_that_costs_anything(changes, last):
    planner = build(inputs(**changes), frozen=True)
    page, sheet = planner.book.workbook[Monthly.title], planner.plan[Monthly]
    shown = [
        number
        for number, cells in enumerate(sheet.months, start=1)
        if not page.row_dimensions[page[cells[TOTAL].address].row].hidden
    ]
    assert shown == list(range(1, last + 1))
    assert page.row_dimensions[LATER].hidden
    spent = sum(cells[TOTAL].value for cells in sheet.months[:last])
    assert spent == pytest.approx(planner.designs[CHEAPEST].cost.value, rel=1e-12)
