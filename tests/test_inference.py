"""Speed on the roofline, speculative decoding, and models planned for the GPUs they run on."""

from dataclasses import replace

import drawn
import highprecision
import numpy as np
import pytest
from calls import cell_error, value
from effort import tries
from mpmath import mpf

from xlplanner.core import cost, hardware
from xlplanner.core.fleet import fleet_plan
from xlplanner.core.law import Law, law_loss, law_tokens
from xlplanner.core.optimum import chinchilla, optimum
from xlplanner.core.roofline import roofline_optimum
from xlplanner.functions.records import deployments, laws
from xlplanner.reference import records

LOSS_30B = 1.9582533604758408
CHINCHILLA, PAPER = laws()["chinchilla"], deployments()["paper-stated"]
H100 = [["inference price", 2], ["inference peak", 1.979e15], ["inference bandwidth", 3.35]]


def relative(computed, exact):
    return max(float(abs(mpf(float(c)) / e - 1)) for c, e in zip(computed, exact, strict=True))


# Speed -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("acceptance", "draft_tokens", "draft_cost", "speedup"),
    [
        (0.8, 4, 0.05, 2.80133333333333),
        (0.7, 5, 0.1, 1.96078),
        (0.6, 3, 0.02, 2.05283018867925),
        (0, 5, 0, 1),
        (1, 5, 0, 6),
        (1, 5, 0.2, 3),
        (0.8, 0, 0.5, 1),
    ],
)
def test_speculative_speedup(acceptance, draft_tokens, draft_cost, speedup):
    got = value("SPECULATIVE_SPEEDUP", acceptance, draft_tokens, draft_cost)
    assert got == pytest.approx(speedup, rel=3e-15)


@pytest.mark.parametrize(("acceptance", "draft_cost", "best"), [(0.8, 0.05, 8), (0.6, 0.1, 3)])
def test_the_best_draft_length(acceptance, draft_cost, best):
    lengths = [[float(length)] for length in range(1, 41)]
    speedups = value("SPECULATIVE_SPEEDUP", acceptance, lengths, draft_cost)
    assert 1 + int(np.argmax(speedups)) == best


def test_sure_acceptance_is_the_limit_of_likely_acceptance():
    near = value("SPECULATIVE_SPEEDUP", 1 - 1e-13, 7, 0.1)
    assert near == pytest.approx(value("SPECULATIVE_SPEEDUP", 1, 7, 0.1), rel=1e-12)


def test_decode_speed_by_hand():
    """32 streams of 8000 tokens on four H100 in BF16: the cache of a 70B is 131072*(70/8)^0.42."""
    read = 70e9 * 2 + 32 * 8000 * 131072 * (70 / 8) ** 0.42
    per_stream = 4 * 3.35e12 / read
    got = value("DECODE_SPEED", "70B", "H100", 32, 8000, 4)
    assert got == pytest.approx([per_stream, 32 * per_stream], rel=1e-14)
    # Without reading to speak of, computing limits: a batch of a million.
    total = value("DECODE_SPEED", "70B", "H100", 1e6, 0, 4, "", "", "", "total")
    assert total == pytest.approx(4 * 9.89e14 / (2 * 70e9), rel=1e-14)


def test_decode_speed_and_decode_mfu_are_one_roofline():
    """At 8e9 parameters the cache is the one that is given."""
    for batch, context, bits in ((1, 0, 16), (64, 4000, 8), (4096, 100, 8)):
        total = value("DECODE_SPEED", 8e9, "H100", batch, context, 1, bits, "", "", "total")
        mfu = value("MFU_DECODE", 8e9, "H100", batch, context, bits)
        peak = 9.89e14 if bits == 16 else 1.979e15
        assert total * 2 * 8e9 / peak == pytest.approx(mfu, rel=1e-14)


def test_a_precision_of_its_own_sets_the_peak_alone():
    args = ("70B", "H100", 1e6, 0, 1)
    in_bf16 = value("DECODE_SPEED", *args, 4, "", "BF16", "total")
    assert in_bf16 == pytest.approx(9.89e14 / 140e9, rel=1e-14)
    assert cell_error("DECODE_SPEED", *args, 4, "", "FP4").code == "#N/A"


@pytest.mark.long
def test_decode_params_is_the_inverse_of_decode_speed():
    random = np.random.default_rng(41)
    for _ in range(tries(60)):
        params, peak = 10 ** random.uniform(7, 13), 10 ** random.uniform(13, 17)
        bandwidth, batch = 10 ** random.uniform(-1, 3), 10 ** random.uniform(0, 6)
        context = 0.0 if random.random() < 0.1 else 10 ** random.uniform(0, 7)
        kv_bytes = 0.0 if random.random() < 0.1 else 10 ** random.uniform(3, 6)
        bits = float(random.choice([4, 8, 16, 32]))
        rest = (peak, bandwidth, batch, context, bits, kv_bytes)
        speed, total = hardware.decode_speed(params, *rest)
        assert total == pytest.approx(speed * batch, rel=1e-15)
        # The error in ln N is that of ln t over its slope, which is at least 0.42.
        assert hardware.decode_params(speed, *rest) == pytest.approx(params, rel=5e-15)


def test_decode_params_of_columns_are_those_of_their_cells():
    speeds = [[10.0], [50.0], [200.0]]
    column = value("DECODE_PARAMS", speeds, "H100", 32, 8000, 4)
    alone = [value("DECODE_PARAMS", speed, "H100", 32, 8000, 4) for (speed,) in speeds]
    assert column.ravel() == pytest.approx(alone, rel=1e-15)
    assert sorted(alone, reverse=True) == alone


def test_a_gpu_of_unknown_bandwidth_has_no_speed():
    unknown = [g.name for g in records.gpus().values() if g.bandwidth_tb_per_s is None]
    for gpu in unknown:
        assert cell_error("DECODE_SPEED", "7B", gpu).code == "#N/A"


# The optimum on the roofline -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("batch", "context", "params", "tokens", "dollars"),
    [
        (1, 2000, 7484795886.4352, 18095626250885, 7022269.0935354),
        (32, 2000, 16430694651.948, 3259500099216.4, 1423959.8556482),
        (256, 2000, 21548181656.602, 2249321935181.3, 1107722.0997641),
        (256, 32000, 11024386368.914, 6639943902819.6, 4217145.4233355),
    ],
)
def test_cost_roofline_in_fp8_on_an_h100(batch, context, params, tokens, dollars):
    got = value("COST_ROOFLINE", LOSS_30B, 5e12 / 285, batch, context, "", H100)
    assert got[:3] == pytest.approx([params, tokens, dollars], rel=1e-12)


def test_rerunning_cost_opt_with_the_mfu_of_its_size_comes_to_a_wrong_one():
    """As said in the help: 14 % too small at a batch of 256, and dearer."""
    requests, size = 5e12 / 285, 20e9
    for _ in range(60):
        cache = 131072 * (size / 8e9) ** 0.42
        mfu = hardware.decode_mfu(size, 1.979e15, 3.35, 256.0, 2000.0, 8.0, cache)
        size = value("COST_OPT_PARAMS", LOSS_30B, requests, [*H100, ["output MFU", float(mfu)]])
    best = value("COST_ROOFLINE", LOSS_30B, requests, 256, 2000, "", H100)
    assert size / best[0] - 1 == pytest.approx(-0.14, abs=0.005)


def problems(seed, count):
    """Losses, requests, batches, contexts and caches with laws and deployments of every kind."""
    random = np.random.default_rng(seed)
    for _ in range(count):
        law, deployment = drawn.law(random), drawn.deployment(random)
        loss = law.E + 10 ** random.uniform(-2, 1)
        requests = 0.0 if random.random() < 0.05 else 10 ** random.uniform(3, 14)
        batch = 10 ** random.uniform(0, 4)
        context = 0.0 if random.random() < 0.1 else 10 ** random.uniform(0, 6)
        bits = float(random.choice([4, 8, 16]))
        yield loss, requests, batch, context, 10 ** random.uniform(3, 6), bits, deployment, law


@pytest.mark.long
def test_cost_roofline_against_a_search_at_fifty_digits():
    limits = {"reading": 0, "computing": 0, "both": 0}
    for loss, requests, batch, context, kv_bytes, bits, deployment, law in problems(42, tries(60)):
        got = roofline_optimum(loss, requests, batch, context, kv_bytes, bits, deployment, law)
        exact = highprecision.cost_roofline(
            mpf(loss), mpf(requests), batch, mpf(context), mpf(kv_bytes), deployment, law, bits
        )
        # The curve's ends are steep in the parameters where the loss is close to what they allow.
        assert relative(got, exact) < 1e-12, (loss, requests, batch, context, deployment, law)
        reads = 1 - got[3]
        kind = "both" if abs(reads) < 1e-12 and got[3] != 1 else "computing"
        limits["reading" if reads > 1e-12 else kind] += 1
    assert limits["reading"]
    assert limits["computing"]


def test_where_reading_and_computing_take_as_long_the_plan_follows_the_crossing():
    """Short contexts leave a batch to computing, long ones to reading; between, to neither."""
    requests, batch, price = 5e12 / 285, 3000, 2 / 3600
    contexts = np.linspace(100, 1000, 400)
    rows = value("COST_ROOFLINE", LOSS_30B, requests, batch, contexts[:, None], "", H100)
    params, tokens, dollars, mfu = rows[:, :4].T
    slope = np.gradient(np.log(params), contexts)
    crossing = (np.abs(mfu - 1) < 1e-13) & (slope > 0)
    assert crossing.sum() > 20
    assert (mfu[:5] == 1).all()
    assert (mfu[-5:] < 0.99).all()
    np.testing.assert_allclose(law_loss(params, tokens, CHINCHILLA), LOSS_30B, rtol=1e-13)
    # No neighbour on the curve of equal loss costs less.
    h100 = {"inference_price": 2.0, "inference_peak": 1.979e15, "inference_bandwidth": 3.35}
    prefill = replace(PAPER, **h100, output_tokens=0.0)
    for factor in (1, 1 - 1e-3, 1 + 1e-3):
        near = params * factor
        caches = batch * contexts * hardware.cache_bytes(near, 131072.0)
        step = np.maximum(
            hardware.computing_time(near, 1.979e15, batch),
            hardware.reading_time(near, 3.35, 8, caches),
        )
        bill = cost.total_cost(near, law_tokens(LOSS_30B, near, CHINCHILLA), requests, prefill)
        bill += requests * 215 / batch * step * price
        if factor == 1:
            np.testing.assert_allclose(bill, dollars, rtol=1e-13)
        else:
            assert (bill > dollars).all()


def test_without_a_cache_the_roofline_is_cost_opt_at_its_own_mfu():
    for batch in (1, 100, 1e5):
        row = value("COST_ROOFLINE", LOSS_30B, 1e10, batch, 0, "", H100)
        plain = value("COST_OPT", LOSS_30B, 1e10, [*H100, ["output MFU", float(row[3])]])
        assert row[:3] == pytest.approx(plain[:3], rel=1e-13)


def test_no_requests_are_chinchilla_on_the_roofline_too():
    row = value("COST_ROOFLINE", LOSS_30B, 0, 32, 2000)
    assert row[:2] == pytest.approx(chinchilla(LOSS_30B, CHINCHILLA), rel=1e-13)


def test_the_roofline_needs_a_bandwidth():
    error = cell_error("COST_ROOFLINE", 2, 1e9, 1, 0, "", [["inference bandwidth", 0]])
    assert error.code == "#NUM!"
    assert "inference_bandwidth of the deployment must be above 0" in error.reason
    assert "irreducible" in cell_error("COST_ROOFLINE", 1.69, 1e9, 1, 0).reason


def test_a_column_on_the_roofline_is_its_cells():
    random = np.random.default_rng(43)
    losses, batches = 1.7 + random.uniform(0.01, 2, 40), 10 ** random.uniform(0, 4, 40)
    column = value("COST_ROOFLINE", losses[:, None], 1e10, batches[:, None], 3000, "", H100)
    for loss, batch, row in zip(losses, batches, column, strict=True):
        alone = value("COST_ROOFLINE", loss, 1e10, batch, 3000, "", H100)
        assert row == pytest.approx(alone, rel=1e-13)


# Whole GPUs ------------------------------------------------------------------------------------


def bill(gpus, loss, peak, years, deployment, law):
    """Dollars of a fleet of so many GPUs with the best model that it serves."""
    served = deployment.inference_peak / (2 * peak * deployment.utilised_tokens)
    free = optimum(loss, deployment.fine_tuning_demand, law)[0]
    params = min(gpus * served, free)
    training = cost.train_cost(params, law_tokens(loss, params, law), deployment)
    return training + gpus * deployment.inference_hour * 8766 * years


def test_fleet_plan_of_the_mathematics():
    got = value("FLEET_PLAN", LOSS_30B, 50, 3)
    assert got == pytest.approx(
        [40, 11534195933.4566, 6047558730846.91, 2274960.19424157], rel=1e-12
    )
    assert bill(39, LOSS_30B, 50, 3, PAPER, CHINCHILLA) == pytest.approx(
        2276095.16187957, rel=1e-12
    )
    # Parts of GPUs: the core's answer for the same price of a parameter.
    demand = 39.8932978594959 / 11503427848.5792 * 1.1 * 8766 * 3 / PAPER.token_cost
    params, tokens = optimum(LOSS_30B, demand, CHINCHILLA)
    assert params == pytest.approx(11503427848.5792, rel=1e-12)
    assert PAPER.token_cost * params * (tokens + demand) == pytest.approx(
        2274944.48082345, rel=1e-12
    )


@pytest.mark.long
def test_no_whole_number_of_gpus_costs_less():
    random, compared = np.random.default_rng(44), 0
    for _ in range(tries(60)):
        law, deployment = drawn.law(random), drawn.deployment(random)
        loss, years = law.E + 10 ** random.uniform(-1.5, 0.5), random.uniform(0.5, 6)
        # A peak for which the training-only model needs 1 to 300 GPUs.
        largest = chinchilla(loss, law)[0]
        wanted = 10 ** random.uniform(-0.5, 2.5)
        peak = wanted * deployment.inference_peak / (2 * largest * deployment.utilised_tokens)
        gpus, params, tokens, dollars = fleet_plan(loss, peak, years, deployment, law)
        assert dollars == pytest.approx(bill(gpus, loss, peak, years, deployment, law), rel=1e-13)
        assert law_loss(params, tokens, law) == pytest.approx(loss, rel=1e-12)
        for other in range(1, int(wanted) + 3):
            try:
                assert bill(other, loss, peak, years, deployment, law) >= dollars * (1 - 1e-13)
            except ValueError:
                # A fleet too small for any model of the loss.
                assert other < gpus
                continue
            compared += 1
    assert compared > tries(1_000)


@pytest.mark.long
def test_fleet_plan_against_a_search_at_fifty_digits():
    random = np.random.default_rng(45)
    for _ in range(tries(100)):
        law, deployment = drawn.law(random), drawn.deployment(random)
        loss, years = law.E + 10 ** random.uniform(-1.5, 0.5), random.uniform(0.5, 6)
        peak = 10 ** random.uniform(-3, 6)
        got = fleet_plan(loss, peak, years, deployment, law)
        exact = highprecision.fleet_plan(mpf(loss), mpf(peak), mpf(years), deployment, law)
        if got[0] == exact[0]:
            # The tokens of a whole number of GPUs rest on a model near the least that can do.
            assert relative(got, exact) < 1e-11
        else:
            # Two fleets whose bills differ by less than rounding.
            assert float(abs(mpf(float(got[3])) / exact[3] - 1)) < 1e-13


def test_a_fleet_counts_nothing_twice():
    """Idle hours and the peak are in the GPUs that are paid around the clock."""
    plain = value("FLEET_PLAN", LOSS_30B, 50, 3)
    factors = [["utilisation", 0.3], ["peak over mean", 4]]
    np.testing.assert_array_equal(value("FLEET_PLAN", LOSS_30B, 50, 3, factors), plain)
    # Requests over three years at the mean cost the same by COST_OPT with those factors.
    mean = 50 / 4
    requests = mean * 3 * 8766 * 3600
    as_opt = value("COST_OPT", LOSS_30B, requests, [["peak over mean", 4]])
    assert as_opt[2] == pytest.approx(plain[3], rel=1e-3)
    assert as_opt[0] == pytest.approx(11503427848.5792, rel=1e-12)


def test_one_gpu_serves_little_demand_with_the_model_of_fewest_training_dollars():
    small = value("FLEET_PLAN", LOSS_30B, 0.001, 1)
    assert small[0] == 1
    assert small[1:3] == pytest.approx(chinchilla(LOSS_30B, CHINCHILLA), rel=1e-14)
    tuned = value("FLEET_PLAN", LOSS_30B, 0.001, 1, [["fine-tuning tokens", 1e12]])
    assert tuned[1] == pytest.approx(optimum(LOSS_30B, 1e12, CHINCHILLA)[0], rel=1e-14)


def test_a_fleet_needs_requests_with_tokens_and_a_reachable_loss():
    none = [["input tokens", 0], ["output tokens", 0]]
    assert "must cost something" in cell_error("FLEET_PLAN", 2, 50, 3, none).reason
    assert "irreducible" in cell_error("FLEET_PLAN", 1.5, 50, 3).reason
    assert "peak_requests_per_s must be at least" in cell_error("FLEET_PLAN", 2, 0, 3).reason


def test_a_law_as_an_object_plans_a_fleet():
    own = Law(E=1.69, A=406.4, B=410.7, alpha=0.336, beta=0.283)
    np.testing.assert_array_equal(
        value("FLEET_PLAN", LOSS_30B, 50, 3, None, own), value("FLEET_PLAN", LOSS_30B, 50, 3)
    )
