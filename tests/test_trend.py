"""How the prices of GPUs moved, and the range of it."""

from dataclasses import replace

import numpy as np
import pytest
from calls import cell_error, value
from effort import tries
from highprecision import gpu_price_trend as exact_trend

from xlplanner.errors import UnknownNameError
from xlplanner.reference import records
from xlplanner.reference.market import FEWEST_MONTHS, price_trend
from xlplanner.reference.table import printed
from xlplanner.reference.trend import yearly_trend

# The changes in percent, as printed beside the collected months: fit, low and high.
PRINTED = [
    ("H100", "2023-09", "2026-09", "-4.2", "-13", "6"),
    ("H100", 2024, 2024, "-38", "-46", "-30"),
    ("H100", "2024-01", "2025-10", "-19.5", "-29", "-9"),
    ("H100", 2025, "2025", "2", "-4", "9"),
    ("H100", "2025-10", None, "32", "12", "55"),
    ("H200", None, None, "8.2", "-2", "20"),
    ("H200", "2025-10-31", "2026-09-01", "37", "16", "63"),
    ("B200", None, None, "30", "14", "48"),
    ("B200", "2025-10", "", "44", "22", "69"),
    ("A100-80GB", None, None, "-9.8", "-12.9", "-6.5"),
    ("A100-80GB", "2024", "2024", "-29", None, None),
    ("A100-80GB", "2024-01", "2025-10", "-10", None, None),
    ("A100-80GB", "2025-10", None, "-5.8", "-21", "12"),
]


@pytest.mark.parametrize(("gpu", "since", "as_of", "change", "low", "high"), PRINTED)
def test_the_trends_are_those_of_print(gpu, since, as_of, change, low, high):
    row = value("GPU_PRICE_TREND", gpu, since, as_of)
    for computed, text in zip(row, (change, low, high), strict=False):
        if text is not None:
            figure = printed(text.lstrip("-"))
            sign = -1 if text.startswith("-") else 1
            assert figure.agrees(100 * sign * computed), (text, computed)


def test_the_row_and_its_fields_are_those_of_fifty_digits():
    for gpu in ("H100", "H200", "B200", "A100-80GB"):
        for since in (None, "2025-08", "2025-11"):
            row = value("GPU_PRICE_TREND", gpu, since)
            exact = exact_trend(gpu, since)
            assert list(row) == pytest.approx(list(map(float, exact)), rel=1e-12)
            for field, number in zip(("change", "low", "high", "months"), row, strict=True):
                assert value("GPU_PRICE_TREND", gpu, since, None, field) == number


def test_rows_of_one_month_count_as_one_month():
    months = [row for row in records.price_index() if row.gpu == "H100-SXM-80GB"]
    newest = months[-1].date[:7]
    daily = [
        replace(months[-1], date=f"{newest}-{day:02}", median_usd_per_gpu_hour=price)
        for day, price in enumerate((2.0, 3.0, 2.5), start=1)
    ]
    with pytest.raises(UnknownNameError, match="have 1, "):
        price_trend(daily * 3, "H100-SXM-80GB")
    middle = replace(months[-1], median_usd_per_gpu_hour=2.5)
    assert price_trend(months[:-1] + daily, "H100-SXM-80GB") == price_trend(
        [*months[:-1], middle], "H100-SXM-80GB"
    )


def test_prices_that_move_evenly_have_a_trend_without_a_range():
    months = [3.0, 4, 5, 8, 13, 30]
    trend = yearly_trend(months, [2 * 0.7 ** (month / 12) for month in months])
    assert trend == pytest.approx((-0.3, -0.3, -0.3, 6), abs=1e-6)
    assert yearly_trend(months, [1.5] * 6) == pytest.approx((0, 0, 0, 6), abs=1e-12)


@pytest.mark.long
def test_random_trends_are_least_squares():
    random = np.random.default_rng(11)
    for _ in range(tries(50)):
        months = np.sort(random.choice(120, random.integers(6, 60), replace=False)).astype(float)
        prices = np.exp(np.cumsum(random.normal(0, 0.2, len(months))) + random.uniform(-3, 3))
        trend = yearly_trend(months.tolist(), prices.tolist())
        (slope, _), covariance = np.polyfit(months / 12, np.log(prices), 1, cov=True)
        assert trend.change == pytest.approx(np.expm1(slope), rel=1e-9, abs=1e-12)
        half = np.log((1 + trend.high) / (1 + trend.low)) / 2
        # Never narrower than with independent errors.
        assert half >= 1.95996 * np.sqrt(covariance[0, 0]) * (1 - 1e-9)
        assert trend.low < trend.change < trend.high
        assert trend.months == len(months)


def test_alike_errors_widen_the_range_and_alternating_ones_do_not():
    months = [float(month) for month in range(24)]
    noise = [0.1 * (-1) ** month for month in range(24)]
    runs = [0.1 * (-1) ** (month // 6) for month in range(24)]
    widths = []
    for errors in (noise, runs):
        trend = yearly_trend(months, [2.0 ** (1 + error) for error in errors])
        widths.append(np.log((1 + trend.high) / (1 + trend.low)))
    assert widths[1] > 2 * widths[0]


@pytest.mark.parametrize(
    ("cells", "code", "words"),
    [
        (("T4",), "#N/A", f"at least {FEWEST_MONTHS} months; of T4 the data have none"),
        (("H100", "2026-08"), "#N/A", "the data have 34, 2023-09 to 2026-09, and 2 of these fit"),
        (("H100", "2025", "2024"), "#NUM!", "as_of must not be before since, 2025-01-01; got 2024"),
        (("H100", "soon"), "#VALUE!", "since must be a date"),
        (("H101",), "#N/A", "not a known GPU"),
    ],
)
def test_where_there_is_no_trend_words_say_why(cells, code, words):
    error = cell_error("GPU_PRICE_TREND", *cells)
    assert error.code == code
    assert words in error.reason


def test_a_beginning_counts_from_the_first_day_and_an_end_to_the_last():
    year = value("GPU_PRICE_TREND", "H100", 2024, 2024)
    for since, as_of in (("2024", "2024"), ("2024-01", "2024-12"), ("2024-01-01", "2024-12-31")):
        np.testing.assert_array_equal(value("GPU_PRICE_TREND", "H100", since, as_of), year)
    assert year[3] == 12


def test_the_index_names_each_month_of_a_gpu_once_in_order():
    index = records.price_index()
    assert len(index) > 100
    assert [(row.gpu, row.date) for row in index] == sorted({(r.gpu, r.date) for r in index})
    assert all(len(row.date) == len("2024-01") and row.providers >= 3 for row in index)
