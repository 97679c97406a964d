"""What a deployment holds beside prices, peaks and MFUs: factors of the two bills."""

from dataclasses import replace

import drawn
import highprecision
import numpy as np
import pytest
from calls import cell_error, value
from effort import tries
from mpmath import mpf

from xlplanner.core import cost
from xlplanner.core.fleet import fleet_plan
from xlplanner.core.optimum import optimum
from xlplanner.core.quantities import described_fields
from xlplanner.core.roofline import roofline_optimum
from xlplanner.functions.records import deployments, laws
from xlplanner.reference import records

PAPER, CHINCHILLA = deployments()["paper-stated"], laws()["chinchilla"]
TRAINING, INFERENCE = "TRAIN_COST", "INF_COST"


def bills(table):
    """Training and inference dollars, GPU-hours and days of one model."""
    return [
        value(TRAINING, "7B", "2T", table),
        value(INFERENCE, "7B", "1B", table),
        value("GPU_HOURS", "7B", "2T", table),
        value("TRAIN_DAYS", "7B", "2T", 512, table),
    ]


@pytest.mark.parametrize(
    ("rows", "training", "inference"),
    [
        ([], 1, 1),
        ([["cached input", "60%"]], 1, 1),
        ([["cached price ratio", "10%"]], 1, 1),
        ([["utilisation", "50%"]], 1, 2),
        ([["peak over mean", 3]], 1, 3),
        ([["utilisation", 0.5], ["peak over mean", 3]], 1, 6),
        ([["training overhead", 1.15]], 1.15, 1),
        ([["fine-tuning tokens", "1T"]], 1.5, 1),
        ([["training overhead", 2], ["fine-tuning tokens", "1T"]], 2.5, 1),
    ],
)
def test_a_factor_multiplies_its_own_bill(rows, training, inference):
    factors = np.divide(bills([["deployment", "paper-stated"], *rows]), bills("paper-stated"))
    assert factors == pytest.approx([training, inference, training, training], rel=1e-14)


def test_cached_input_counts_at_its_price_ratio():
    """MATHS: of 1000 input tokens 60 % are cached at a tenth of the price, which leaves 460."""
    cached = [["input tokens", 1000], ["cached input", 0.6], ["cached price ratio", 0.1]]
    assert value(INFERENCE, 1e9, 1e9, cached) == pytest.approx(
        value(INFERENCE, 1e9, 1e9, [["input tokens", 460]]), rel=1e-14
    )


def test_a_new_field_has_its_limits_and_its_neutral_default():
    for label, bad in [
        ("cached input", 1.1),
        ("cached price ratio", -0.1),
        ("utilisation", 0),
        ("peak over mean", 0.9),
        ("training overhead", 0.5),
        ("fine-tuning tokens", -1),
        ("inference bandwidth", -1),
    ]:
        error = cell_error(TRAINING, 1e9, 1e9, [[label, bad]])
        assert error.code == "#NUM!"
        assert f"deployment {label.replace('-', ' ')} must be" in error.reason
    plain = {name: getattr(PAPER, name) for name in list(PAPER.__slots__)[:9]}
    assert cost.Deployment(**plain) == replace(cost.Deployment(**plain), utilisation=1.0)
    assert value("COST_OPT", 2.13, 7e8, cost.Deployment(**plain)).tolist() == (
        value("COST_OPT", 2.13, 7e8).tolist()
    )


def test_an_inference_gpu_brings_its_bandwidth():
    def bandwidth(*rows):
        info = dict(value("DEPLOYMENT_INFO", list(rows)).tolist())
        return info["inference bandwidth [TB/s]"]

    h100 = ["inference GPU", "H100"], ["inference price", 2]
    assert bandwidth(["deployment", "paper-stated"], ["training price", 2]) == 1.555
    assert bandwidth(*h100) == records.gpus()["H100-SXM-80GB"].bandwidth_tb_per_s
    assert bandwidth(*h100, ["inference bandwidth", 3]) == 3
    for gpu in records.gpus().values():
        if gpu.bandwidth_tb_per_s is None and gpu.bf16_ops_per_s:
            assert bandwidth(["inference GPU", gpu.name], ["inference price", 2]) == 0


@pytest.mark.long
def test_costs_and_optima_of_any_deployment_hold_to_1e13():
    random = np.random.default_rng(31)
    for _ in range(tries(500)):
        law, deployment = drawn.law(random), drawn.deployment(random)
        exact_law, exact = highprecision.Law(law), highprecision.Deployment(deployment)
        loss = law.E + 10 ** random.uniform(-2, 1)
        requests = 0.0 if random.random() < 0.05 else 10 ** random.uniform(0, 14)
        demand = cost.cost_demand(requests, deployment)
        assert demand == pytest.approx(float(exact.demand(mpf(requests))), rel=1e-13)
        params, tokens = optimum(loss, demand, law)
        wanted = highprecision.optimum(
            highprecision.reducible(loss, exact_law), exact.demand(mpf(requests)), exact_law
        )
        assert float(abs(params / wanted[0] - 1)) < 1e-13
        assert float(abs(tokens / wanted[1] - 1)) < 1e-13
        n, d = mpf(params), mpf(tokens)
        total = exact.train_cost(n, d) + exact.inf_cost(n, mpf(requests))
        assert float(abs(cost.total_cost(params, tokens, requests, deployment) / total - 1)) < 1e-13
        # The life of a model costs P*N*(D + K), whatever the deployment holds.
        assert deployment.token_cost * params * (tokens + demand) == pytest.approx(
            float(total), rel=1e-13
        )


def test_requests_of_demand_is_the_inverse():
    random = np.random.default_rng(32)
    for _ in range(200):
        deployment, requests = drawn.deployment(random), 10 ** random.uniform(6, 14)
        again = cost.requests_of_demand(cost.cost_demand(requests, deployment), deployment)
        lost = cost.cost_demand(requests, deployment) / cost.cost_demand(
            requests, replace(deployment, fine_tuning_tokens=0.0)
        )
        assert again == pytest.approx(requests, rel=1e-14 * max(lost, 1))


def test_at_the_break_even_both_models_cost_the_same_in_any_deployment():
    random, crossed = np.random.default_rng(33), 0
    models = (4e9, 3e12), (8e9, 1e12)
    for _ in range(100):
        deployment = drawn.deployment(random)
        requests = value("BREAK_EVEN", *models[0], *models[1], deployment)
        if requests:
            crossed += 1
            both = [cost.total_cost(*model, requests, deployment) for model in models]
            assert both[0] == pytest.approx(both[1], rel=1e-12)
    assert crossed > 50


INFERENCE_FIELDS = (
    *("inference_price", "inference_peak", "input_mfu", "output_mfu", "input_tokens"),
    *("output_tokens", "cached_input", "cached_price_ratio", "utilisation", "peak_over_mean"),
    "inference_bandwidth",
)
# Answers in which every field counts, except for a reason.
BILLS = {
    "TOTAL_COST": (
        lambda d: cost.total_cost(7e9, 2e12, 1e9, d),
        {"only the roofline reads weights": ("inference_bandwidth",)},
    ),
    "COST_ROOFLINE": (
        lambda d: roofline_optimum(2.0, 1e9, 2.0, 1e4, 131072.0, 8.0, d, CHINCHILLA)[2],
        {"the roofline gives it": ("output_mfu",)},
    ),
    "COST_ROOFLINE, decode alone": (
        lambda d: roofline_optimum(
            2.0, 1e9, 2.0, 1e4, 131072.0, 8.0, replace(d, input_tokens=0.0), CHINCHILLA
        )[2],
        {
            "the roofline gives it": ("output_mfu",),
            "reading takes longer than computing": ("inference_peak",),
            "no input": ("input_tokens", "input_mfu", "cached_input", "cached_price_ratio"),
        },
    ),
    "FLEET_PLAN": (
        lambda d: fleet_plan(2.0, 1e4, 3.0, d, CHINCHILLA)[3],
        {
            "idle hours and the peak are in the GPUs": ("utilisation", "peak_over_mean"),
            "only the roofline reads weights": ("inference_bandwidth",),
        },
    ),
    "GPU_HOURS": (
        lambda d: cost.gpu_hours(7e9, 2e12, d),
        {"training alone": INFERENCE_FIELDS, "hours, not dollars": ("training_price",)},
    ),
}


@pytest.mark.parametrize("field", described_fields(cost.Deployment))
@pytest.mark.parametrize("name", BILLS)
def test_every_field_counts_in_every_bill_or_is_excepted(name, field):
    bill, reasons = BILLS[name]
    deployment = drawn.deployment(np.random.default_rng(5), neutral=0)
    changed = replace(deployment, **{field: 0.9 * getattr(deployment, field)})
    moves = bill(changed) != bill(deployment)
    assert moves != any(field in fields for fields in reasons.values()), (
        f"{field} {'moves' if moves else 'does not move'} {name}: let its formula use the field "
        f"(core/cost.py, core/roofline.py, core/fleet.py), or mend the exceptions in BILLS"
    )
