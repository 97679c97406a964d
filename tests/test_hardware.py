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
        price(provider="Old", date="2023", usd=100),
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
    assert found.reason == (
        "the data do not give the INT8 peak of V100-SXM2-16GB; they give FP32, FP16"
    )
    assert cell_error("GPU_PEAK", "Gaudi1", "BF16").reason == (
        "the data do not give the BF16 peak of Gaudi1"
    )
    assert cell_error("GPU_BANDWIDTH", "nope").code == "#N/A"
    assert cell_error("REQUEST_TOKENS", "OpenRouter programming, late 2025").code == "#N/A"
    assert value("REQUEST_TOKENS", "OpenRouter programming, late 2025", "input_tokens") == 20000


def test_one_missing_figure_leaves_the_others():
    rows, problems = call(find("GPU_PEAK"), ([["V100"], ["A100-80GB"]], [["FP16", "INT8"]])).cells()
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
        ([["trainig gpu", "H100"], ["provider", "AWS"]], "#VALUE!", "did you mean training GPU"),
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
    rows, problems = call(find("MFU_DECODE"), ("70B", "TPU v4", 1, 0, [[4], [8], [32]])).cells()
    assert [row[0] == "#N/A" for row in rows] == [False, False, True]
    assert problems[2][0].reason == "the data do not give the 32-bit peak of TPU v4"
    # 32 bits compute in TF32 where there is one.
    wide = value("MFU_DECODE", "70B", "A100-80GB", 1, 0, 32)
    assert wide == pytest.approx(2 * 2.039e12 / 4 / 1.56e14, rel=1e-12)


@pytest.mark.parametrize(
    ("gpu", "bits", "precision", "bandwidth", "peak"),
    [
        # Weights of 4 bits: FP4 where there is one, else the format of 16 bits, or as asked for.
        ("B200", 4, None, 8e12, 9e15),
        ("B200", 4, "BF16", 8e12, 2.25e15),
        ("A100-80GB", 4, None, 2.039e12, 3.12e14),
        ("A100-80GB", 4, "INT8", 2.039e12, 6.24e14),
        # Of INT8 and FP8 the faster one.
        ("B300", 8, None, 8e12, 4.5e15),
        ("TPU v5p", 8, "", 2.765e12, 9.18e14),
        ("V100", 16, None, 0.9e12, 1.25e14),
        ("V100", 8, None, 0.9e12, 1.25e14),
    ],
)
def test_the_format_that_weights_are_computed_in(gpu, bits, precision, bandwidth, peak):
    mfu = value("MFU_DECODE", "70B", gpu, 1, 0, bits, None, precision)
    assert mfu == pytest.approx(2 * 8 / bits * bandwidth / peak, rel=1e-12)


def test_a_precision_without_a_peak_is_refused_for_decode():
    assert "BF16 peak of T4; they give" in cell_error(*DECODE_ON_T4, "BF16").reason
    assert value(*DECODE_ON_T4, "FP16") == value(*DECODE_ON_T4)


DECODE_ON_T4 = ("MFU_DECODE", "1B", "T4", 4, 0, 16, 0)


@pytest.mark.parametrize("gpu", ["B300", "GB300"])
def test_a_deployment_does_not_compute_in_a_format_slower_than_bf16(gpu):
    table = [["inference gpu", gpu], ["inference precision", "INT8"], ["inference price", 5]]
    found = cell_error("INF_COST", "70B", 1e9, table)
    assert found.code == "#VALUE!"
    assert f"INT8 on {gpu} does 1." in found.reason
    assert found.reason.endswith("choose FP8")
    assert value("GPU_PEAK", gpu, "INT8") < value("GPU_PEAK", gpu, "BF16")
    own = [*table, ["inference peak", 1e15]]
    fp8 = [table[0], ["inference precision", "FP8"], table[2]]
    assert 0 < value("INF_COST", "70B", 1e9, fp8) < value("INF_COST", "70B", 1e9, own)


@pytest.mark.parametrize("gpu", ["V100", "T4"])
def test_a_deployment_on_a_gpu_without_bf16_says_what_it_has(gpu):
    found = cell_error("TRAIN_COST", "7B", "1T", [["training gpu", gpu]])
    assert found.code == "#N/A"
    assert "do not give the BF16 peak" in found.reason
    assert "FP16" in found.reason
    half = [["training gpu", gpu], ["training precision", "FP16"]]
    assert value("TRAIN_COST", "7B", "1T", half) > 0


DEEPSEEK = "DeepSeek-V3 671B-A37B training on 2048x H800"


def test_an_mfu_of_the_bf16_peak_does_not_double_the_speed_of_fp8():
    reported = value("MFU_REF", DEEPSEEK)
    assert reported == 0.3894
    in_fp8 = value("MFU_REF", DEEPSEEK, "FP8")
    assert in_fp8 == pytest.approx(0.3894 * 9.89e14 / 1.979e15, rel=1e-12)
    costs = [
        value(
            "TRAIN_COST",
            "37B",
            "14.8T",
            [["training gpu", "H800"], ["training price", 2], *labels],
        )
        for labels in (
            [["training precision", "BF16"], ["training mfu", reported]],
            [["training precision", "FP8"], ["training mfu", in_fp8]],
        )
    ]
    assert costs[0] == pytest.approx(costs[1], rel=1e-12)
    # The report's 2.664 million hours at 2 dollars count no attention FLOPs, which the MFU does.
    assert costs[0] == pytest.approx(2 * 2.664e6, rel=0.13)


def test_an_mfu_says_nothing_of_a_format_of_another_width():
    # Its MFU is a share of the BF16 peak, and yet no run in BF16 is as fast.
    for wide in ("BF16", "FP16"):
        found = cell_error("MFU_REF", DEEPSEEK, wide)
        assert found.code == "#N/A"
        assert "ran in FP8, which says nothing of" in found.reason
    found = cell_error("MFU_REF", "PaLM 540B training on 6144x TPU v4", "FP8")
    assert found.code == "#N/A"
    assert "ran in BF16, which says nothing of FP8" in found.reason
    assert value("MFU_REF", "PaLM 540B training on 6144x TPU v4", "FP16") == 0.462
    # 12,288 GPUs of which the report names none.
    assert value("MFU_REF", "MegaScale 175B training", "BF16") == 0.552
    assert cell_error("MFU_REF", "MegaScale 175B training", "FP8").code == "#N/A"


def test_parameters_of_a_mixture_of_experts_are_total_or_active():
    assert value("MODEL_PARAMS", "DeepSeek-V3") == value("MODEL_PARAMS", "DeepSeek-V3", "total")
    assert value("MODEL_PARAMS", [["DeepSeek-V3"], ["Llama 2 70B"]], "active").tolist() == [
        [37e9],
        [69e9],
    ]
    assert cell_error("MODEL_PARAMS", "Grok-1", "active").reason == (
        "the data do not give the active params of Grok-1"
    )
    assert cell_error("MODEL_TOKENS", "Grok-1").code == "#N/A"
    assert cell_error("MODEL_PARAMS", "Grok-1", "all").code == "#VALUE!"


def test_an_assumed_price_is_no_offer():
    assert value("GPU_PRICE", "H800", "", "assumed") == 2
    assert "DeepSeek assumed from 2024-12" in cell_error("GPU_PRICE", "H800").reason
    assert value("GPU_PRICE", "H100", "Verda", "reserved-2y") == 1.6425
    assert value("GPU_PRICE", "H100", "Verda", "reserved-2y", "2024-02") == 2.4475


@pytest.mark.parametrize(("name", "near"), [("nope", None), ("Gophr", "Gopher"), ("qqq", None)])
def test_a_name_that_looks_like_none_is_not_suggested(name, near):
    reason = cell_error("MODEL_TOKENS", name).reason
    assert ("did you mean" in reason) == bool(near)
    if near:
        assert f"did you mean {near}" in reason
    else:
        assert "known are Gopher, GPT-3 175B" in reason


def test_the_commitment_of_a_deployment_counts():
    spot = [["training gpu", "H100"], ["commitment", "spot"]]
    table = dict(value("DEPLOYMENT_INFO", spot).tolist())
    assert table["training price [USD/GPU-hour]"] == value("GPU_PRICE", "H100", "", "spot")


def test_a_provider_a_year_behind_the_newest_still_counts_and_no_older():
    newest = price(provider="New", date="2026-01-01", usd=2)
    assert gpu_price([newest, price(provider="B", date="2025-01-01", usd=4)], "X") == 3
    assert gpu_price([newest, price(provider="B", date="2024-12-31", usd=4)], "X") == 2


def test_a_price_dated_by_its_year_counts_from_the_first_day_and_ages_from_the_last():
    prices = [
        price(provider="New", date="2026-10-10", usd=2),
        price(provider="B", date="2025", usd=4),
        price(provider="C", date="2025-09", usd=40),
    ]
    # Of 2025: still within a year of October 2026. Of September 2025: not.
    assert gpu_price(prices, "X") == 3
    assert gpu_price(prices, "X", as_of="2025-01-01") == 4
    with pytest.raises(UnknownNameError, match="up to 2024-12-31"):
        gpu_price(prices, "X", as_of="2024-12-31")
    later = [price(provider="New", date="2027-01-01", usd=2), *prices[1:]]
    assert gpu_price(later, "X") == 2
