"""Responses to inputs: closed forms against the optimum solved again at fifty digits."""

import drawn
import highprecision
import numpy as np
import pytest
from calls import cell_error, value
from effort import tries
from mpmath import mpf

from xlplanner.core import cost
from xlplanner.core.law import Law
from xlplanner.core.optimum import optimum
from xlplanner.core.quantities import described_fields
from xlplanner.core.sensitivity import responses
from xlplanner.functions.records import deployments, laws

CHINCHILLA, PAPER = laws()["chinchilla"], deployments()["paper-stated"]
LOSS_30B = 1.9582533604758408
REDUCIBLE = LOSS_30B - CHINCHILLA.E
REQUESTS = 5e12 / 3 / cost.cost_demand(1.0, PAPER)


@pytest.mark.parametrize(
    ("name", "factor", "by"),
    [
        ("reducible_loss", REDUCIBLE, (-14.5891568816771, -7.8942383883062, -19.8155080216304)),
        ("A", 1, (2.97619047619048, 0, 2.97619047619048)),
        ("B", 1, (0.937399883828631, 2.11765597606052, 2.33938614014786)),
        ("alpha", 0.336, (-67.6676595429244, -3.52879533893706, -70.0038853616982)),
        ("beta", 0.283, (-29.7842485864007, -56.8290527619899, -67.4077114305247)),
        ("requests", 1, (-0.265284167123503, 0.400703358774872, 0.337953722338155)),
    ],
)
def test_slopes_for_five_trillion_tokens(name, factor, by):
    found = responses(LOSS_30B, REQUESTS, PAPER, CHINCHILLA)[name]
    assert np.divide(found, factor) == pytest.approx(by, rel=1e-12)


def test_the_price_of_quality_for_five_trillion_tokens():
    """In FLOPs the check is 9.62323639962655e24 for a cost of 4.85641669601502e23."""
    dollars = PAPER.token_cost / 6
    assert value("COST_OF_QUALITY", LOSS_30B, REQUESTS) == pytest.approx(
        9.62323639962655e24 * dollars, rel=1e-13
    )
    assert value("COST_OPT_TOTAL", LOSS_30B, REQUESTS) == pytest.approx(
        4.85641669601502e23 * dollars, rel=1e-13
    )


def test_the_price_of_quality_is_the_slope_of_the_lowest_cost():
    step = 1e-6
    for requests in (0, 1e6, 1e9, 1e13):
        around = [value("COST_OPT_TOTAL", 2.0 + h, requests) for h in (-step, step)]
        assert value("COST_OF_QUALITY", 2.0, requests) == pytest.approx(
            (around[0] - around[1]) / (2 * step), rel=1e-8
        )


def test_every_number_of_the_inputs_has_a_row():
    table = value("COST_SENSITIVITY", "like 30B", 1e9)
    inputs = [row[0] for row in table.tolist()]
    numbers = [f for kind in (Law, cost.Deployment) for f in described_fields(kind).values()]
    assert len(set(inputs)) == len(inputs) == sum(f.in_costs for f in numbers) + 2
    assert {"loss above E", "requests", "law alpha", "output MFU", "training price"} <= set(inputs)


def test_the_largest_effect_on_cost_comes_first():
    for requests in (0, 1e9, 1e13):
        rows = value("COST_SENSITIVITY", 2.1, requests).tolist()
        for constants in (False, True):
            effects = [abs(row[3]) for row in rows if row[0].startswith("law ") is constants]
            assert effects == sorted(effects, reverse=True)
        assert [row[0].startswith("law ") for row in rows] == [False] * (len(rows) - 5) + [True] * 5


def test_without_demand_serving_does_not_matter():
    rows = {row[0]: row[1:] for row in value("COST_SENSITIVITY", 2.1, 0).tolist()}
    assert rows["requests"] == rows["output MFU"] == rows["fine tuning tokens"] == [0, 0, 0]
    assert rows["training price"] == rows["training overhead"] == [0, 0, 1]
    free = [["input tokens", 0], ["output tokens", 0]]
    again = {row[0]: row[1:] for row in value("COST_SENSITIVITY", 2.1, 1e9, free).tolist()}
    assert again == rows
    cached = [["output tokens", 0], ["cached input", 1], ["cached price ratio", 0]]
    again = {row[0]: row[1:] for row in value("COST_SENSITIVITY", 2.1, 1e9, cached).tolist()}
    assert again == rows


def test_a_loss_at_or_below_e_is_reported():
    for name in ("COST_SENSITIVITY", "COST_OF_QUALITY"):
        error = cell_error(name, 1.69, 1e9)
        assert error.code == "#NUM!"
        assert error.reason == "loss must be above the law's irreducible loss E = 1.69; got 1.69"


@pytest.mark.long
def test_responses_are_those_of_the_optimum_solved_again():
    random = np.random.default_rng(21)
    for _ in range(tries(60)):
        law, deployment = drawn.law(random), drawn.deployment(random)
        loss = law.E + 10 ** random.uniform(-1.5, 0.8)
        tokens = optimum(loss, 0.0, law)[1]
        unit = cost.serving_demand(1.0, deployment)
        requests = min(tokens / unit * 10 ** random.uniform(-4, 5), 1e30)
        if random.random() < 0.1:
            requests = 0.0
        exact = highprecision.responses(loss, mpf(requests), deployment, law)
        found = responses(loss, requests, deployment, law)
        assert set(found) == set(exact)
        for name, response in found.items():
            # Of a difference of effects, 1e-12 of the larger one.
            size = max(1, *(float(abs(x)) for x in exact[name]))
            wanted = [float(x) for x in exact[name]]
            assert list(response) == pytest.approx(wanted, rel=1e-12, abs=1e-12 * size), name
        price = highprecision.cost_of_quality(loss, mpf(requests), deployment, law)
        assert value("COST_OF_QUALITY", loss, requests, deployment, law) == pytest.approx(
            float(price), rel=1e-12
        )


def test_the_largest_and_smallest_demand():
    for law in laws():
        for requests in (0, 1e-3, 1e30):
            table = value("COST_SENSITIVITY", "like 7B", requests, "", law).tolist()
            assert all(np.isfinite(row[1:]).all() for row in table)
            rows = {row[0]: row[3] for row in table}
            shares = rows["requests"] + rows["training price"]
            assert shares == pytest.approx(1, rel=1e-12)
