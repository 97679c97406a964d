"""GPU prices, peaks, fitting and the decode roofline."""

import datetime

import numpy as np
import pytest
from calls import cell_error, value
from hypothesis import given
from hypothesis import strategies as st

from xlplanner.errors import UnknownNameError
from xlplanner.functions.calling import call
from xlplanner.functions.catalogue import find
from xlplanner.reference import paper
from xlplanner.reference.market import gpu_price
from xlplanner.reference.records import Price, gpus

WITH_ROOFLINE = [g.name for g in gpus().values() if g.bf16_ops_per_s and g.bandwidth_tb_per_s]


def price(gpu="X", provider="P", commitment="on-demand", date="2026-01-01", usd=1.0, **other):
    return Price(
        gpu=gpu,
        provider=provider,
        commitment=commitment,
        date=date,
        price_usd_per_gpu_hour=usd,
        region="",
        instance="",
        source="s",
        status="primary",
        note="",
        **other,
    )


@pytest.mark.parametrize(
    "day",
    [
        "2023-12-31",
        "2023-08-16",
        "2023",
        2023,
        45291,
        "45291",
        datetime.date(2023, 9, 1),
        datetime.datetime(2023, 9, 1, 12),
    ],
)
def test_the_papers_prices_as_of_2023(day):
    assert value("GPU_PRICE", "A100-80GB", "Lambda", "", day) == 1.5
    assert value("GPU_PRICE", "a100 40g", "lambda", None, day) == 1.1


@pytest.mark.parametrize(
    ("day", "code"),
    [
        ("yesterday", "#VALUE!"),
        ("2023-13", "#VALUE!"),
        (True, "#VALUE!"),
        (12, "#NUM!"),
        (1e9, "#NUM!"),
        (float("nan"), "#NUM!"),
        ("1999", "#NUM!"),
        ("3000", "#NUM!"),
        ("2023-02-31", "#VALUE!"),
        ("\uff12\uff10\uff12\uff13", "#VALUE!"),
        (datetime.date(9999, 1, 1), "#NUM!"),
        ("2001", "#N/A"),
        ("#REF!", "#REF!"),
    ],
)
def test_what_is_no_day(day, code):
    assert cell_error("GPU_PRICE", "A100-80GB", "Lambda", "", day).code == code


def test_the_latest_price_counts_and_the_median_of_providers():
    prices = [
        price(provider="A", date="2025-06-01", usd=9),
        price(provider="A", date="2026-01-01", usd=2),
        price(provider="B", date="2025-12", usd=3),
        price(provider="C", usd=10),
        price(provider="Old", date="2024", usd=100),
        price(commitment="spot", usd=0.1),
    ]
    assert gpu_price(prices, "X") == 3
    assert gpu_price(prices, "X", provider="A") == 2
    assert gpu_price(prices, "X", provider="Old") == 100
    assert gpu_price(prices, "X", commitment="spot") == 0.1
    assert gpu_price(prices, "X", as_of="2025-07-01") == 9
    assert gpu_price(prices, "X", as_of="2024-12-31") == 100


def test_several_offers_of_one_provider_on_its_latest_day_give_their_median():
    assert gpu_price([price(usd=1), price(usd=2), price(usd=6)], "X") == 2


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"gpu": "Y"}, "the data have no price of Y"),
        ({"gpu": "X", "provider": "Q"}, "no on-demand price of X at Q; they have P on-demand"),
        ({"gpu": "X", "commitment": "spot"}, "no spot price of X"),
        ({"gpu": "X", "as_of": "2020-12-31"}, "up to 2020-12-31"),
    ],
)
def test_a_price_that_is_not_known_says_what_is(asked, words):
    with pytest.raises(UnknownNameError, match=words):
        gpu_price([price()], **asked)


def test_a_figure_nobody_knows_is_not_guessed():
    found = cell_error("GPU_PEAK", "V100", "INT8")
    assert found.code == "#N/A"
    assert found.reason == "the data do not give the INT8 peak of V100-SXM2-16GB"
    assert cell_error("GPU_MEMORY", "Trainium3").code == "#N/A"
    assert cell_error("REQUEST_TOKENS", "OpenRouter programming, late 2025").code == "#N/A"
    assert value("REQUEST_TOKENS", "OpenRouter programming, late 2025", "input_tokens") == 20000


def test_one_missing_figure_leaves_the_others():
    rows, problems = call(find("GPU_PEAK"), ([["V100"], ["A100-80GB"]], [["BF16", "INT8"]])).cells()
    assert rows == [[1.25e14, "#N/A"], [3.12e14, 6.24e14]]
    assert problems[1] == [None, None]


def test_unknown_names_suggest_near_ones():
    assert "did you mean" in cell_error("GPU_MEMORY", "A100-80GBB").reason
    assert cell_error("GPU_MEMORY", "abacus").code == "#N/A"
    assert cell_error("MODEL_PARAMS", 7).code == "#VALUE!"


@pytest.mark.parametrize(
    ("params", "bits", "count"),
    [
        ("70B", 16, 2),
        ("70B", 8, 1),
        ("40B", 16, 1),
        (40.0001e9, 16, 2),
        ("405B", 16, 11),
        ("1B", 4, 1),
    ],
)
def test_gpus_to_fit(params, bits, count):
    assert value("GPUS_TO_FIT", params, "A100-80GB", bits) == count


def test_decode_at_batch_one_is_bandwidth_over_peak():
    assert value("MFU_DECODE", "70B", "H100", 1) == pytest.approx(3.35e12 / 9.89e14, rel=1e-12)
    int8 = value("MFU_DECODE", "70B", "A100-40GB", 1, 0, 8)
    assert int8 == pytest.approx(2 * 1.555e12 / 6.24e14, rel=1e-12)


@given(
    st.sampled_from(WITH_ROOFLINE),
    st.floats(1e8, 1e13),
    st.floats(1, 1e5),
    st.floats(1.01, 100),
    st.floats(0, 1e6),
)
def test_decode_mfu_rises_with_batch_and_falls_with_context(gpu, params, batch, factor, context):
    mfu = value("MFU_DECODE", params, gpu, batch, context)
    assert 0 < mfu <= 1
    assert value("MFU_DECODE", params, gpu, batch * factor, context) >= mfu * (1 - 1e-12)
    assert value("MFU_DECODE", params, gpu, batch, context * factor) <= mfu * (1 + 1e-12)


PAPER = [
    ["training GPU", "A100 80GB"],
    ["training precision", "BF16"],
    ["inference GPU", "a100-40g"],
    ["inference precision", "INT8"],
    ["provider", "Lambda"],
    ["as of", 2023],
]


def test_the_papers_deployment_written_with_gpu_names_gives_table_2():
    for row in paper.paper_table2():
        loss = value("CHINCHILLA_QUALITY", row.chinchilla_params.value)
        named = value("COST_OPT", loss, row.requests.value, PAPER)
        np.testing.assert_array_equal(named, value("COST_OPT", loss, row.requests.value))
        printed = [*PAPER, ["deployment", "paper-printed"]]
        requests = row.inf_tokens.value / 285
        params, tokens, cost, _, _ = value("COST_OPT", loss, requests, printed)
        assert row.opt_params.agrees(params)
        assert row.opt_tokens.agrees(tokens)
        assert row.opt_cost_usd.agrees(cost) or row.row == 3


def test_own_prices_and_peaks_override_those_of_the_named_gpu():
    own = [*PAPER, ["training price", 9], ["inference peak", "1e15"]]
    table = dict(value("DEPLOYMENT_INFO", own).tolist())
    assert table["training price [USD/GPU-hour]"] == 9
    assert table["inference peak [op/s]"] == 1e15
    assert table["inference price [USD/GPU-hour]"] == 1.1


def test_an_own_price_serves_where_the_data_have_none():
    assert cell_error("COST_OPT_TOTAL", 2.13, 7e8, [["training gpu", "Gaudi3"]]).code == "#N/A"
    assert (
        value("COST_OPT_TOTAL", 2.13, 7e8, [["training gpu", "Gaudi3"], ["training price", 2]]) > 0
    )


def test_a_request_mix_gives_the_tokens():
    table = dict(value("DEPLOYMENT_INFO", [["request mix", "Azure 2023 code"]]).tolist())
    assert table["input tokens [tokens/request]"] == 2047.85
    partly = [["request mix", "OpenRouter programming, late 2025"], ["output tokens", 500]]
    assert dict(value("DEPLOYMENT_INFO", partly).tolist())["input tokens [tokens/request]"] == 20000


@pytest.mark.parametrize(
    ("table", "code", "words"),
    [
        ([["training gpu", "A1000"]], "#N/A", "not a known GPU"),
        ([["training gpu", "V100"], ["training precision", "INT8"]], "#N/A", "INT8 peak of V100"),
        ([["training precision", "INT8"]], "#VALUE!", "without training_gpu"),
        ([["provider", "AWS"]], "#VALUE!", "provider is given without training_gpu"),
        ([["as of", 2023]], "#VALUE!", "as_of is given without"),
        (
            [["training gpu", "H100"], ["provider", "Lambda"], ["as of", "2001"]],
            "#N/A",
            "up to 2001",
        ),
        (
            [["request mix", "OpenRouter programming, late 2025"]],
            "#N/A",
            "output_tokens of OpenRouter",
        ),
        ([["training gpu", "#REF!"]], "#REF!", "holds #REF!"),
        ([["trainig gpu", "H100"]], "#N/A", "not a known deployment"),
        ([["trainig gpu", "H100"], ["provider", "AWS"]], "#VALUE!", "did you mean training_gpu"),
    ],
)
def test_a_deployment_that_names_what_is_not_there(table, code, words):
    found = cell_error("COST_OPT_TOTAL", 2.13, 7e8, table)
    assert found.code == code
    assert words in found.reason


def test_decode_reads_the_cache_of_every_request_of_the_batch():
    """By hand: 32 requests of 4096 tokens at 131072 bytes beside 14 GB of weights on an H100."""
    reading = (7e9 * 2 + 32 * 4096 * 131072) / 3.35e12
    computing = 2 * 7e9 * 32 / 9.89e14
    assert value("MFU_DECODE", 7e9, "H100", 32, 4096) == pytest.approx(
        computing / reading, rel=1e-12
    )


@pytest.mark.parametrize("bad", ["#N/A", "x", "5", float("nan")])
def test_a_bad_width_spoils_its_own_cell_alone(bad):
    rows, problems = call(find("MFU_DECODE"), ("70B", "H100", 1, 0, [[16], [bad], [8]])).cells()
    assert problems[1][0] is not None
    assert [rows[0][0], rows[2][0]] == [
        value("MFU_DECODE", "70B", "H100", 1, 0, b) for b in (16, 8)
    ]


def test_a_width_without_a_peak_spoils_its_own_cell_alone():
    rows, problems = call(find("MFU_DECODE"), ("70B", "A100-80GB", 1, 0, [[4], [8], [32]])).cells()
    assert [row[0] == "#N/A" for row in rows] == [True, False, False]
    assert "FP4 peak" in problems[0][0].reason
    # 32 bits compute in TF32 where there is one.
    assert rows[2][0] == pytest.approx(2 * 2.039e12 / 4 / 1.56e14, rel=1e-12)


def test_the_commitment_of_a_deployment_counts():
    spot = [["training gpu", "H100"], ["commitment", "spot"]]
    table = dict(value("DEPLOYMENT_INFO", spot).tolist())
    assert table["training price [USD/GPU-hour]"] == value("GPU_PRICE", "H100", "", "spot")


def test_a_provider_a_year_behind_the_newest_still_counts_and_no_older():
    newest = price(provider="New", date="2026-01-01", usd=2)
    assert gpu_price([newest, price(provider="B", date="2025-01-01", usd=4)], "X") == 3
    assert gpu_price([newest, price(provider="B", date="2024-12-31", usd=4)], "X") == 2
