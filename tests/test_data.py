"""The shipped facts: within physical bounds, without twins, and known to one another."""

import re
import statistics

import pytest

from xlplanner.reference import records
from xlplanner.reference.market import gpu_price, peaks_of
from xlplanner.reference.table import STATUSES

GPUS = records.gpus()
PRECISIONS = [f"{precision.lower()}_ops_per_s" for precision in records.PRECISIONS]
SOURCED = [
    *records.laws().values(),
    *records.deployments().values(),
    *GPUS.values(),
    *records.prices(),
    *records.price_index(),
    *records.utilisations().values(),
    *records.request_mixes().values(),
    *records.models().values(),
]


def test_every_row_says_where_it_comes_from():
    for row in SOURCED:
        assert row.source
        assert row.status in STATUSES
        assert "2020" <= row.date[:4] <= "2026"


@pytest.mark.parametrize("gpu", GPUS.values(), ids=GPUS)
def test_a_gpu_is_within_physical_bounds(gpu):
    peaks = [getattr(gpu, name) for name in PRECISIONS]
    for peak in filter(None, peaks):
        assert 1e12 < peak < 1e17
    if gpu.memory_gb:
        assert 8 <= gpu.memory_gb <= 512
    if gpu.bandwidth_tb_per_s:
        assert 0.1 <= gpu.bandwidth_tb_per_s <= 20
        # Operations for each byte that memory delivers.
        assert (
            20 < gpu.bf16_ops_per_s / gpu.bandwidth_tb_per_s / 1e12 < 700
            if gpu.bf16_ops_per_s
            else True
        )
    if gpu.power_w and gpu.bf16_ops_per_s:
        assert 0.2 < gpu.bf16_ops_per_s / gpu.power_w / 1e12 < 3


def test_narrower_numbers_are_no_slower():
    for gpu in GPUS.values():
        for wide, narrow in (
            ("fp32", "tf32"),
            ("tf32", "bf16"),
            ("bf16", "fp8"),
            ("fp16", "fp8"),
            ("fp8", "fp4"),
        ):
            slow, fast = getattr(gpu, f"{wide}_ops_per_s"), getattr(gpu, f"{narrow}_ops_per_s")
            if slow and fast:
                assert fast >= 0.99 * slow, (gpu.name, wide, narrow)


def test_only_the_gpus_that_cut_int8_have_less_of_it_than_of_bf16():
    slow = {
        gpu.name
        for gpu in GPUS.values()
        if gpu.int8_ops_per_s and gpu.bf16_ops_per_s and gpu.int8_ops_per_s < gpu.bf16_ops_per_s
    }
    assert slow == {"B300", "GB300"}


def test_names_and_aliases_of_gpus_are_unambiguous():
    from xlplanner.reference.names import name_key

    owner = {}
    for gpu in GPUS.values():
        for name in {name_key(n) for n in (gpu.name, *gpu.aliases)}:
            assert owner.setdefault(name, gpu.name) == gpu.name
    assert owner[name_key("A100 80GB")] == owner[name_key("a100-80g")] == "A100-80GB"


def test_prices_are_of_known_gpus_and_between_a_nickel_and_fifty_dollars():
    for price in records.prices():
        assert price.gpu in GPUS
        assert 0.05 <= price.price_usd_per_gpu_hour <= 50
    assert len(records.prices()) > 500


def test_prices_of_one_offer_do_not_jump():
    by_offer = {}
    for price in records.prices():
        key = (price.gpu, price.provider, price.commitment)
        by_offer.setdefault(key, []).append(price.price_usd_per_gpu_hour)
    for offer, seen in by_offer.items():
        assert max(seen) / min(seen) < 5, offer


def test_utilisations_are_of_known_gpus():
    for row in records.utilisations().values():
        assert row.gpu is None or row.gpu in GPUS, row.name
        assert 0.001 < row.mfu < 0.8
        if row.gpu is not None:
            assert row.peak_precision in peaks_of(GPUS[row.gpu]), row.name


# "1635 model TFLOP/s per GPU / 5000 dense FP8 peak", and "6 x 37e9 x 14.8e12 / (2.664e6 x 3600 …)".
OVER_PEAK = re.compile(
    r"([\d.]+) (?:model )?TFLOP/s per (?:GPU|chip) / (\d+) (?:dense )?(\w+) peak"
)
PRODUCT = re.compile(r"[26] x [^;]*?(?=(?: = [\d.]+)?(?:;|$))")
UNITS = re.compile(r"\b(samples/s|tokens/s|tok/s|seq/s|output|chips|GPUs?|h)\b")


def recomputed(note):
    """The MFU that the arithmetic of a note gives, if it has some."""
    if found := OVER_PEAK.match(note):
        return float(found[1]) / float(found[2])
    if found := PRODUCT.match(note):
        return eval(UNITS.sub("", found[0].replace(",", "")).replace(" x ", "*"))
    return None


def test_the_arithmetic_of_the_notes_gives_the_mfus():
    checked = 0
    for row in records.utilisations().values():
        mfu = recomputed(row.note)
        if mfu is not None:
            assert mfu == pytest.approx(row.mfu, abs=6e-5), row.name
            checked += 1
        if over_peak := OVER_PEAK.match(row.note):
            peak = peaks_of(GPUS[row.gpu])[row.peak_precision]
            assert float(over_peak[2]) * 1e12 == pytest.approx(peak, rel=1e-3), row.name
            assert over_peak[3] == row.peak_precision
    assert checked > 115


def test_only_these_mfus_are_of_another_peak_than_that_of_the_run():
    rows = records.utilisations().values()
    other = {row.name for row in rows if row.precision != row.peak_precision}
    assert other == {
        "DeepSeek-V3 671B-A37B training on 2048x H800",
        "PaLM 540B prefill on 64x TPU v4, batch 1",
        "PaLM 540B decode on 64x TPU v4, batch 64",
    }


def test_a_price_is_that_of_the_instance_over_its_gpus():
    checked = 0
    for price in records.prices():
        if found := re.search(r"\$([\d.]+)/h over (\d+)", price.source):
            per_gpu = float(found[1]) / int(found[2])
            assert price.price_usd_per_gpu_hour == pytest.approx(per_gpu, rel=2e-4), price
            checked += 1
        if captured := re.search(r"capture of (\S+)", price.source):
            assert captured[1] == price.date
    assert checked > 70


def test_the_history_of_a_gpu_goes_back_years():
    dates = sorted(p.date for p in records.prices() if p.gpu == "A100-80GB")
    assert dates[0] < "2023"
    assert dates[-1] >= "2026-10"


def test_a_price_of_a_year_alone_still_counts_today():
    undated = [p for p in records.prices() if p.date == "2025" and p.provider == "Nebius"]
    assert {p.gpu for p in undated} == {"H100-SXM-80GB", "H200-SXM-141GB", "L40S"}
    (l40s,) = (p.price_usd_per_gpu_hour for p in undated if p.gpu == "L40S")
    prices = records.prices()
    everyone = gpu_price(prices, "L40S", as_of="2026-11-25")
    assert gpu_price(prices, "L40S", provider="Nebius", as_of="2026-11-25") == l40s
    others = (p for p in prices if p not in undated)
    assert gpu_price(others, "L40S", as_of="2026-11-25") != everyone


def test_gpus_without_bf16_have_their_peak_as_fp16():
    without = {gpu.name for gpu in GPUS.values() if gpu.fp16_ops_per_s and not gpu.bf16_ops_per_s}
    assert without == {"T4", *(name for name in GPUS if name.startswith("V100"))}
    both = [gpu for gpu in GPUS.values() if gpu.fp16_ops_per_s and gpu.bf16_ops_per_s]
    slower = {gpu.name for gpu in both if gpu.fp16_ops_per_s != gpu.bf16_ops_per_s}
    assert slower == {"Gaudi3"}


def test_training_runs_have_a_believable_mfu():
    reported = 0
    for model in records.models().values():
        assert model.gpu is None or model.gpu in GPUS
        if model.gpu_hours and model.training_tokens:
            useful = 6 * model.active_params * model.training_tokens
            peak = GPUS[model.gpu].bf16_ops_per_s
            assert 0.05 < useful / (model.gpu_hours * 3600 * peak) < 0.7, model.name
            reported += 1
    assert reported >= 20


def test_active_parameters_are_at_most_all_and_unknown_where_nobody_says():
    for model in records.models().values():
        assert model.active_params is None or model.active_params <= model.params
    assert [m.name for m in records.models().values() if m.active_params is None] == ["Grok-1"]
    assert records.models()["Llama 3.1 70B"].active_params == 70.6e9


def test_what_is_from_memory_says_so():
    statuses = {gpu.name: gpu.status for gpu in GPUS.values()}
    assert statuses["Gaudi1"] == "from memory"
    assert records.models()["Gopher"].status == "from memory"


def test_older_prices_are_kept_with_their_dates():
    lambda_a100 = [
        (p.date, p.price_usd_per_gpu_hour)
        for p in records.prices()
        if (p.gpu, p.provider) == ("A100-40GB", "Lambda")
    ]
    assert ("2023-08-16", 1.1) in lambda_a100
    assert len(lambda_a100) >= 3
    assert statistics.median(p for _, p in lambda_a100) > 1
