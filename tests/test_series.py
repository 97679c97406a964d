"""Series of pandas: the same index out, aligned by label, missing values as NaN."""

import datetime
from decimal import Decimal

import numpy as np
import pandas as pd
import pytest

import xlplanner
from xlplanner.errors import CellValueError, UnknownNameError

LOSS = pd.Series([2.0, 2.1, 2.2], index=["a", "b", "c"], name="loss")
REQUESTS = pd.Series(["1B", "2B", "3B"], index=["a", "b", "c"])


def test_a_series_comes_back_with_its_index():
    params = xlplanner.opt_params(LOSS, 1e9)
    wanted = pd.Series(xlplanner.opt_params(LOSS.to_numpy(), 1e9), LOSS.index, name="opt_params")
    pd.testing.assert_series_equal(params, wanted)
    assert LOSS.tolist() == [2.0, 2.1, 2.2]


def test_a_row_comes_back_as_a_data_frame():
    plans = xlplanner.cost_opt(LOSS, REQUESTS)
    assert list(plans) == list(xlplanner.CostOpt._fields)
    assert plans.index.equals(LOSS.index)
    assert tuple(plans.loc["b"]) == pytest.approx(xlplanner.cost_opt(2.1, 2e9), rel=1e-14)
    costs = xlplanner.cost_opt(LOSS, requests=REQUESTS, field="cost")
    pd.testing.assert_series_equal(costs, plans["cost"], check_names=False)


def test_series_are_aligned_by_label():
    turned = REQUESTS.iloc[::-1]
    pd.testing.assert_frame_equal(
        xlplanner.cost_opt(LOSS, turned), xlplanner.cost_opt(LOSS, REQUESTS)
    )
    with pytest.warns(RuntimeWarning, match="2 of 3 cells are NaN; the first: inf_tokens"):
        params = xlplanner.opt_params(LOSS, REQUESTS.loc[["b"]])
    assert params.isna().to_dict() == {"a": True, "b": False, "c": True}


def test_repeated_labels_pair_only_with_themselves():
    twice = pd.Series([2.0, 2.1], index=[1, 1])
    assert xlplanner.opt_params(twice, twice * 1e9).index.equals(twice.index)
    with pytest.raises(CellValueError, match="cannot be paired: a label is repeated"):
        xlplanner.opt_params(twice, LOSS)


@pytest.mark.parametrize(
    ("series", "name"),
    [
        (pd.Series([2.1, np.nan]), "loss"),
        (pd.Series([2, None], dtype="Int64"), "loss"),
        (pd.Series([2.1, pd.NA], dtype="Float64"), "loss"),
        (pd.Series(["2.1", None]), "loss"),
        (pd.Series(["2.1", pd.NA], dtype="category"), "loss"),
        # None or blank text of an array would be a blank cell, which stands for the default.
        (pd.Series(["besiroglu", None], dtype=object), "law"),
        (pd.Series(["besiroglu", ""]), "law"),
        (pd.Series(["besiroglu", " "], dtype="string"), "law"),
    ],
    ids=lambda value: str(getattr(value, "dtype", value)),
)
def test_a_missing_value_gives_nan(series, name):
    arguments = {"loss": 2.1, "inf_tokens": 1e9} | {name: series}
    with pytest.warns(RuntimeWarning, match=f"1 of 2 cells are NaN; the first: {name}"):
        params = xlplanner.opt_params(**arguments)
    assert params.isna().tolist() == [False, True]


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ([1], "got a list"),
        (np.array([1, 2]), "got a ndarray"),
        (Decimal("sNaN"), "got a Decimal"),
        (1e9, r"got 1e\+09"),
    ],
    ids=str,
)
def test_a_bad_cell_spoils_no_other_and_raises_in_no_series(cell, reason):
    for good in ([2.1], []):
        with pytest.warns(RuntimeWarning, match=reason):
            params = xlplanner.opt_params(pd.Series([*good, cell], dtype=object), 1e9)
        assert params.isna().tolist() == [False] * len(good) + [True]


def test_equal_bad_texts_raise_in_no_array():
    for laws in (["x", "x"], ["x"]):
        with pytest.warns(RuntimeWarning, match='the first: law "x" is not a known law'):
            assert np.isnan(xlplanner.opt_params(2.1, 1e9, laws)).all()


def test_a_bad_single_cell_raises_beside_arrays_too():
    with pytest.raises(UnknownNameError, match=r'^law "x" is not a known law'):
        xlplanner.cost_opt(pd.Series([1e9]), 1e9, law="x")


def test_indexes_that_pandas_cannot_join_are_one_line():
    naive, aware = (
        pd.Series([2.1], pd.DatetimeIndex(["2026-01-01"], tz=zone)) for zone in (None, "UTC")
    )
    with pytest.raises(CellValueError, match=r"^Series whose indexes differ cannot be paired: Can"):
        xlplanner.opt_params(naive, aware)


def test_a_series_of_days():
    days = pd.Series(pd.to_datetime(["2024-05-01", "2025-01-01"]))
    prices = xlplanner.gpu_price("H100-SXM", as_of=days)
    assert prices[1] == xlplanner.gpu_price("H100-SXM", as_of=datetime.date(2025, 1, 1))
    assert prices[0] != prices[1]


def test_text_comes_back_as_a_series_too():
    reasons = xlplanner.why("OPT_PARAMS", LOSS - 0.4, 1e9)
    assert reasons.index.equals(LOSS.index)
    assert "1.69" in reasons["a"]


def test_what_is_no_column_stays_an_array():
    grid = xlplanner.opt_params(LOSS, [[1e9], [1e10]])
    assert isinstance(grid, np.ndarray)
    assert grid.shape == (2, 3)


def test_a_table_takes_series_and_stays_a_table():
    runs = pd.DataFrame({"params": np.geomspace(1e8, 1e10, 12), "tokens": 2e11})
    runs["tokens"] *= np.tile([1.0, 4.0], 6)
    loss = xlplanner.law_loss(runs["params"], runs["tokens"])
    fit = xlplanner.fit_law(runs["params"], runs["tokens"], loss)
    assert fit["alpha"] == pytest.approx(xlplanner.law().alpha, rel=1e-6)
