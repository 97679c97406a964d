"""The shipped facts: within physical bounds, without twins, and known to one another."""

import statistics

import pytest

from xlplanner.reference import records
from xlplanner.reference.table import STATUSES

GPUS = records.gpus()
PRECISIONS = [f"{precision.lower()}_ops_per_s" for precision in records.PRECISIONS]
SOURCED = [
    *records.laws().values(),
    *records.deployments().values(),
    *GPUS.values(),
    *records.prices(),
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
        for wide, narrow in (("fp32", "tf32"), ("tf32", "bf16"), ("bf16", "fp8"), ("fp8", "fp4")):
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
    assert len(records.prices()) > 150


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


def test_training_runs_have_a_believable_mfu():
    reported = 0
    for model in records.models().values():
        assert model.gpu is None or model.gpu in GPUS
        if model.gpu_hours:
            params = model.active_params or model.params
            useful = 6 * params * model.training_tokens
            peak = GPUS[model.gpu].bf16_ops_per_s
            assert 0.05 < useful / (model.gpu_hours * 3600 * peak) < 0.7, model.name
            reported += 1
    assert reported >= 7


def test_what_is_from_memory_says_so():
    statuses = {gpu.name: gpu.status for gpu in GPUS.values()}
    assert statuses["H800"] == statuses["Gaudi1"] == "from memory"
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
