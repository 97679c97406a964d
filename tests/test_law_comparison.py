"""One quality under many laws: tables, bands and growth, against fifty-digit arithmetic."""

import highprecision
import numpy as np
import pytest
from calls import cell_error, value
from effort import tries
from mpmath import mpf
from problems import drawn_laws

import xlplanner
from xlplanner.core.bands import anchored_optima, anchored_optimum, quantile, shapes_of
from xlplanner.core.law import Law
from xlplanner.errors import Status
from xlplanner.functions.families.law_comparison import NO_BAND
from xlplanner.functions.records import deployments, laws
from xlplanner.reference.records import law_draws

# 30 billion parameters, 5e12 tokens: loss, D0, then N, D and saving in FLOPs and in dollars.
TABLE = """
chinchilla       1.95825336047584 1555901109357.64 16412440996.4344 3264975024200.73
                 0.162776561089914 8377359329.60929 12926093507607.1 0.592503533973058
hoffmann-rounded 1.93658470265807 2737774403977.72 18972614349.9315 4668982581353.75
                 0.0902831338404932 9536658988.99409 16224514434849.1 0.516825309455946
hoffmann-tex     1.94223412573985 1670827336448.44 16777973783.4927 3396625017949.96
                 0.151541295521099 8564214303.54582 13204448337606 0.582144445379025
besiroglu        2.03066388844341 576122996986.307 13664143820.4387 1727856773392.53
                 0.31063149852296 8045496092.41896 7586744295665.98 0.652742962228487
muennighoff      2.07945218108831 588390580932.387 13625312482.008 1763212726441.35
                 0.309209281250649 7940496997.20848 7797743236675.22 0.655104016765343
gadre-c4         2.16348609452885 100756522232.761 6731068477.28631 1074831659700.06
                 0.651975201694036 3926704182.49648 6602515182958.48 0.83258797256503
gadre-redpajama  2.2968614600522 222585372645.437 9076876831.6691 1327412841631.43
                 0.520499994079816 5189351482.22589 7291564216602.71 0.774818164729994
gadre-refinedweb 2.27526979938294 175354630328.697 8085576142.38207 1271609923544.58
                 0.570079905585521 4580341291.87095 7323034321438.04 0.800637858917442
""".split()
ROWS = {TABLE[i]: list(map(float, TABLE[i + 1 : i + 9])) for i in range(0, len(TABLE), 9)}
SIZE, TOKENS = 30e9, 5e12


def table(*cells):
    """The rows of LAW_COMPARE by law."""
    return {name: row for name, *row in value("LAW_COMPARE", *cells).tolist()}


def test_all_laws_give_the_table_of_the_mathematics():
    in_flops, in_dollars = table(SIZE, TOKENS), table(SIZE, TOKENS, "paper-stated")
    assert set(in_flops) == set(laws()) >= set(ROWS)
    for name, wanted in ROWS.items():
        assert in_flops[name] == pytest.approx(wanted[:5], rel=1e-12)
        assert in_dollars[name] == pytest.approx([*wanted[:2], *wanted[5:]], rel=1e-12)


def test_the_refit_gives_the_optimum_of_the_mathematics():
    # The printed figures come from constants that were found to ten digits.
    _, tokens0, params, tokens, saving = table(SIZE, TOKENS)["epoch-refit"]
    assert params == pytest.approx(13606800713.3, rel=2e-8)
    assert tokens == pytest.approx(1707359778665, rel=5e-8)
    assert tokens0 == pytest.approx(564204196859, rel=5e-8)
    assert saving == pytest.approx(0.31402415990, rel=5e-8)


def test_the_quality_is_that_of_like_in_every_law():
    for name, (loss, tokens0, params, tokens, saving) in table(SIZE, TOKENS).items():
        assert loss == xlplanner.chinchilla_quality(SIZE, name)
        plan = xlplanner.opt_plan("like 30B", TOKENS, name)
        theirs = (plan.params, plan.tokens, plan.chinchilla_tokens, plan.saving)
        assert (params, tokens, tokens0, saving) == pytest.approx(theirs, rel=1e-11)


def test_a_deployment_without_tokens_has_no_requests():
    error = cell_error("LAW_COMPARE", SIZE, TOKENS, [["input tokens", 0], ["output tokens", 0]])
    assert error.status is Status.DOMAIN
    assert "must not both be 0" in error.reason


def test_no_demand_saves_nothing():
    for name, (_, tokens0, params, tokens, saving) in table(SIZE, 0).items():
        assert (params, tokens) == pytest.approx((SIZE, tokens0), rel=1e-12), name
        assert saving == 0


@pytest.mark.long
def test_one_quality_under_any_law_holds_to_fifty_digits():
    random = np.random.default_rng(5)
    for law in drawn_laws(random, tries(60)):
        params = float(10 ** random.uniform(0, 15))
        demand = float(10 ** random.uniform(0, 25)) * (random.random() > 0.1)
        exact_law = highprecision.Law(law)
        exact = highprecision.laws_anchored(mpf(params), mpf(demand), exact_law)[1:]
        found = anchored_optimum(params, demand, law)
        assert list(found) == pytest.approx(list(map(float, exact)), rel=1e-12), law


@pytest.mark.long
def test_many_laws_at_once_are_each_law_alone():
    random = np.random.default_rng(6)
    many = list(drawn_laws(random, 40))
    params, demand = 10 ** random.uniform(6, 12, (3, 1)), 10 ** random.uniform(8, 15, 2)
    together = anchored_optima(params, demand, shapes_of(many))
    for number, law in enumerate(many):
        alone = anchored_optimum(params, demand, law)
        for found, wanted in zip(together, alone, strict=True):
            np.testing.assert_allclose(found[number], wanted, rtol=1e-13)


# Bands -----------------------------------------------------------------------------------------

# Of a thousand draws; the 200 that are shipped agree within their sampling error.
QUANTILES = {
    "params": {0.1: 1.230e10, 0.5: 1.350e10, 0.9: 1.491e10},
    "tokens": {0.1: 1.331e12, 0.5: 1.671e12, 0.9: 2.115e12},
    "saving": {0.1: 0.248, 0.5: 0.320, 0.9: 0.391},
}


def test_the_band_is_that_of_the_mathematics_within_sampling_error():
    band = xlplanner.opt_band(SIZE, TOKENS)
    median = xlplanner.opt_band(SIZE, TOKENS, 0.5, 0.5)
    for name, quantiles in QUANTILES.items():
        low, middle, high = (getattr(band, f"{name}{end}") for end in ("_low", "", "_high"))
        assert low == pytest.approx(quantiles[0.1], rel=0.02)
        assert high == pytest.approx(quantiles[0.9], rel=0.02)
        assert low < middle < high
        fits = getattr(median, f"{name}_low"), getattr(median, f"{name}_high")
        assert fits == (pytest.approx(quantiles[0.5], rel=0.02),) * 2
    table_row = table(SIZE, TOKENS)["epoch-refit"]
    assert [band.params, band.tokens, band.saving] == pytest.approx(table_row[2:], rel=1e-12)


def test_the_ends_are_the_extremes_of_the_draws():
    draws = law_draws()["epoch-refit"]
    assert len(draws) == 200
    optima = [xlplanner.opt_params("like 30B", TOKENS, law) for law in draws]
    band = xlplanner.opt_band(SIZE, TOKENS, 0, 1)
    assert (band.params_low, band.params_high) == pytest.approx((min(optima), max(optima)))
    np.testing.assert_allclose(
        [xlplanner.opt_band(SIZE, TOKENS, q, q).params_low for q in (0.1, 0.33, 0.9)],
        np.quantile(optima, (0.1, 0.33, 0.9)),
    )


def test_the_draws_surround_their_law():
    law = laws()["epoch-refit"]
    for name in ("E", "A", "B", "alpha", "beta"):
        values = [getattr(draw, name) for draw in law_draws()["epoch-refit"]]
        low, high = np.quantile(values, (0.35, 0.65))
        assert low < getattr(law, name) < high, name


@pytest.mark.parametrize("name", laws())
def test_the_band_of_another_law_is_the_range_over_laws(name):
    band = xlplanner.opt_band(SIZE, TOKENS, law=name)
    rows = np.array(list(table(SIZE, TOKENS).values()))[:, 2:]
    middle = table(SIZE, TOKENS)[name][2:]
    assert [band.params, band.tokens, band.saving] == pytest.approx(middle, rel=1e-12)
    if name != "epoch-refit":
        lows = [band.params_low, band.tokens_low, band.saving_low]
        highs = [band.params_high, band.tokens_high, band.saving_high]
        assert lows == pytest.approx(rows.min(axis=0), rel=1e-12)
        assert highs == pytest.approx(rows.max(axis=0), rel=1e-12)
        assert value("NOTES", "OPT_BAND", SIZE, TOKENS, "", "", "", name).count(NO_BAND) == 1


def test_a_law_of_ones_own_lies_within_its_range():
    own = Law(1.0, 1e4, 10.0, 0.2, 0.5)
    band = xlplanner.opt_band(SIZE, TOKENS, law=own)
    assert band.params_low <= band.params <= band.params_high
    assert band.params in (band.params_low, band.params_high)


def test_the_law_with_draws_is_known_by_its_numbers():
    by_name, numbers = xlplanner.opt_band(SIZE, TOKENS), xlplanner.law("epoch-refit")
    assert xlplanner.opt_band(SIZE, TOKENS, law=numbers) == by_name
    assert xlplanner.opt_band(SIZE, TOKENS, law=xlplanner.law_info("epoch-refit")) == by_name
    assert NO_BAND not in value("NOTES", "OPT_BAND", SIZE, TOKENS)


def test_ends_out_of_order_are_refused():
    assert cell_error("OPT_BAND", SIZE, TOKENS, 0.9, 0.1).reason == (
        "low must be at most high = 0.1; got 0.9"
    )
    assert cell_error("COST_BAND", SIZE, TOKENS, -1).status is Status.DOMAIN


def test_dollars_with_the_demand_of_flops_give_the_same_band():
    deployment = xlplanner.deployment()
    one_request = deployment.request_cost / deployment.token_cost
    in_dollars = xlplanner.cost_band(SIZE, TOKENS / 3 / one_request)
    assert in_dollars == pytest.approx(xlplanner.opt_band(SIZE, TOKENS), rel=1e-12)


@pytest.mark.long
def test_a_range_of_bands_is_each_band_alone():
    random = np.random.default_rng(9)
    shape = (7, 5)
    cells = 10 ** random.uniform(8, 12, shape), 10 ** random.uniform(9, 14, (7, 1))
    low, high = random.uniform(0, 0.5, shape), random.uniform(0.5, 1, 5)
    names = random.choice(list(laws()), shape)
    for field in ("params_low", "tokens", "saving_high"):
        together = xlplanner.opt_band(*cells, low, high, field, names)
        spread = np.broadcast_arrays(*cells, low, high, names)
        alone = [
            xlplanner.opt_band(*map(float, four), field, str(name))
            for *four, name in zip(*(part.flat for part in spread), strict=True)
        ]
        np.testing.assert_allclose(together.ravel(), alone, rtol=1e-13)


@pytest.mark.long
def test_bands_hold_to_fifty_digits():
    random = np.random.default_rng(10)
    for number in range(tries(5)):
        name = list(laws())[number % len(laws())] if number % 2 else "epoch-refit"
        params, demand = (float(10 ** random.uniform(*ends)) for ends in ((6, 13), (6, 16)))
        low, high = sorted(random.uniform(0, 1, 2).tolist())
        cells = (params, demand, low, high)
        preset = list(deployments())[number % 2]
        exact = highprecision.opt_band(*map(mpf, cells), "", name)
        assert list(value("OPT_BAND", *cells, "", name)) == pytest.approx(
            list(map(float, exact)), rel=1e-12
        )
        exact = highprecision.cost_band(*map(mpf, cells), preset, "", name)
        assert list(value("COST_BAND", *cells, preset, "", name)) == pytest.approx(
            list(map(float, exact)), rel=1e-12
        )


def test_many_cells_pass_through_in_blocks():
    params = np.geomspace(1e8, 1e12, 13_000)
    band = xlplanner.opt_band(params, 1e12)
    alone = xlplanner.opt_band(params[12_345], 1e12)
    assert [column[12_345] for column in band] == pytest.approx(alone, rel=1e-13)


@pytest.mark.parametrize("count", [1, 2, 9])
def test_a_quantile_is_numpys(count):
    values = np.sort(np.random.default_rng(count).normal(size=(count, 4)), axis=0)
    for share in (0.0, 0.1, 0.5, 1.0):
        found = quantile(values, np.full(4, share))
        np.testing.assert_allclose(found, np.quantile(values, share, axis=0), rtol=1e-13)
