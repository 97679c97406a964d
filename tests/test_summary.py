"""Summary: what each limit costs, the range over laws, quality by known models, one page."""

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from plans import (
    at,
    demand_of,
    deployment_of,
    limits_of,
    loss_of,
    quality_of,
)

import xlplanner
from xlplanner._version import __version__
from xlplanner.reference import records
from xlplanner.workbook.build import INPUTS, build, inputs
from xlplanner.workbook.editions import ADDIN, NATIVE
from xlplanner.workbook.grid.style import CHECK, NOTE
from xlplanner.workbook.imprint import fingerprint
from xlplanner.workbook.sheets.basis import LIMITS, Basis, released
from xlplanner.workbook.sheets.checks import Checks
from xlplanner.workbook.sheets.monthly import VALUE, Monthly
from xlplanner.workbook.sheets.planner.results import CHEAPEST, DESIGNS, NONE
from xlplanner.workbook.sheets.planner.sheet import Planner
from xlplanner.workbook.sheets.risk.sheet import Risk
from xlplanner.workbook.sheets.summary import COLUMNS, IDENTITY, PARTS, SIGNED, Summary

TITLE = Summary.title
LIMITED = {
    "max_params": 17e9,
    "max_tokens": 80e12,
    "gpus": 4096,
    "deadline": 120,
    "min_speed": 25,
    "staff": 2e6,
    "contingency": 0.1,
}
BINDING = {"max_params": 17e9, "max_tokens": 15e12, "deadline": 50, "min_speed": 90}


@pytest.fixture(scope="module")
def planner(built):
    return built[NATIVE][0]


@pytest.fixture(scope="module")
def summary(planner):
    return planner.plan[Summary]


class Plan:
    """What the Python API makes of inputs."""

    def __init__(self, **changes):
        self.given = inputs(**changes)
        self.deployment = deployment_of(self.given)
        tokens = self.deployment["input tokens"] + self.deployment["output tokens"]
        self.demand = demand_of(self.given, tokens)
        self.fixed = self.given["staff"] + self.given["storage"] + self.given["data"]
        limits = limits_of(self.given, self.deployment)
        self.loss = quality_of(self.given, self.demand, self.deployment, limits, self.fixed)
        self.size = xlplanner.chinchilla_params(self.loss, self.given["law"])

    def best(self, without=None, law=None, deployment=None, size=None, requests=1.0):
        """The plan without one limit, or of another law or with another figure."""
        law, deployment = law or self.given["law"], deployment or self.deployment
        given = self.given if without is None else {**self.given, without: None}
        loss = xlplanner.chinchilla_quality(size or self.size, law)
        planned = self.demand["planned"] * requests
        limits = limits_of(given, deployment)
        return xlplanner.cost_limited(loss, planned, *limits, deployment, law)

    def whole(self, gpus):
        """A bill with what is paid beside GPUs."""
        return (gpus + self.fixed) * (1 + self.given["contingency"])


def in_letters(size):
    scale, letter = (1e9, "B") if size > 1e9 else (1e6, "M")
    return f"{size / scale:.3g}{letter}"


# What each limit costs ---------------------------------------------------------------------------


@pytest.mark.parametrize("key", LIMITS)
def test_a_limit_that_is_set_has_its_price_and_others_none(summary, opened, key):
    change = {key: BINDING[key]}
    shown, plan = opened.enter(**change), Plan(**change)
    wanted = plan.best()
    assert wanted.extra_cost > 1e3
    extra, share = map(shown, summary.prices[key])
    assert extra == pytest.approx(wanted.extra_cost, rel=1e-9)
    assert share == pytest.approx(wanted.extra_share, rel=1e-9)
    for other in LIMITS.keys() - {key}:
        assert list(map(shown, summary.prices[other])) == [NONE, NONE]


def test_a_limit_among_others_costs_what_the_plan_without_it_saves(summary, opened):
    shown, plan = opened.enter(**LIMITED), Plan(**LIMITED)
    cost, extras = plan.best().cost, {}
    for key in LIMITS:
        less = plan.best(without=key).cost
        extra, share = map(shown, summary.prices[key])
        near = 1e-12 * plan.whole(cost)
        assert extra == pytest.approx(plan.whole(cost) - plan.whole(less), rel=1e-9, abs=near)
        assert share == pytest.approx(extra / plan.whole(less), rel=1e-9, abs=1e-15)
        extras[key] = extra
    assert extras["max_params"] > 0
    assert extras["max_tokens"] == 0


# Over laws ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("changes", [{}, {"law": "besiroglu"}, {"chinchilla_params": 7e9}])
def test_the_range_over_laws_is_that_of_the_python_answers(summary, opened, changes):
    shown, plan = opened.enter(**changes), Plan(**changes)
    plans = [
        xlplanner.cost_opt(
            xlplanner.chinchilla_quality(plan.size, law),
            plan.demand["planned"],
            plan.deployment,
            law,
        )
        for law in records.laws()
    ]
    for figure, span in summary.plan[Risk].over_laws.spans.items():
        values = [plan.size if figure == "params0" else getattr(row, figure) for row in plans]
        assert list(map(shown, span)) == pytest.approx([min(values), max(values)], rel=1e-11)
    sentence = shown(summary.range_over_laws)
    assert sentence.startswith(f"Under each of the {len(plans)} scaling laws, as good as")
    low, high = (in_letters(choose(row.params for row in plans)) for choose in (min, max))
    assert f"{low} to {high} parameters, $" in sentence
    savings = [100 * row.saving for row in plans]
    assert f"a saving of {min(savings):.0f} % to {max(savings):.0f} % against" in sentence


@pytest.mark.parametrize(
    "changes",
    [{}, {"law": "besiroglu", "max_params": 25e9, "staff": 1e9}, {"inf_tokens": 0}, {"loss": 2.1}],
)
def test_the_sizes_that_cost_little_more_are_those_of_cost_range(summary, opened, changes):
    changes = {**changes, "quality_by": "a loss"} if "loss" in changes else changes
    shown, plan = opened.enter(**changes), Plan(**changes)
    demand, law = plan.demand["planned"], plan.given["law"]
    wanted = xlplanner.cost_range(plan.loss, demand, 0.05, plan.deployment, law)
    near = summary.plan[Planner].near_best
    ends = [shown(near.low), shown(near.high)]
    assert ends == pytest.approx([wanted.low, wanted.high], rel=1e-9)
    low, high = map(in_letters, ends)
    assert shown(summary.sizes).startswith(f"Sizes of {low} to {high} parameters cost at most 5 %")


def test_a_plan_at_a_limit_is_not_said_to_be_among_the_sizes_without_it(summary, opened):
    for changes in ({"max_params": 10e9}, {"max_tokens": 9e12}, {"deadline": 40}):
        assert opened.enter(**changes)(summary.sizes) == ""
    assert opened.enter(max_params=1e12)(summary.sizes).startswith("Sizes of ")


def test_laws_under_which_limits_leave_no_plan_are_counted_apart(summary, opened):
    shown, plan = opened.enter(max_params=8.5e9), Plan(max_params=8.5e9)
    possible = [
        law
        for law in records.laws()
        if xlplanner.chinchilla_quality(plan.size, law) > xlplanner.law_loss(8.5e9, 1e30, law)
    ]
    count = len(records.laws())
    assert 0 < len(possible) < count
    wanted = f"Under the {len(possible)} of {count} scaling laws that allow it"
    assert shown(summary.range_over_laws).startswith(wanted)
    costs = [plan.best(law=law).cost for law in possible]
    span = summary.plan[Risk].over_laws.spans["cost"]
    assert list(map(shown, span)) == pytest.approx([min(costs), max(costs)], rel=1e-9)


# What moves the cost -----------------------------------------------------------------------------


def test_the_inputs_that_move_the_cost_most_are_those_of_risk(summary, opened):
    shown = opened.enter(output_mfu=0.3, inf_tokens=1e11, staff=1e6)
    risk = summary.plan[Risk].three_largest
    bars = [tuple(map(shown, bar)) for bar in summary.bars]
    assert bars == [tuple(map(shown, bar[:3])) for bar in risk]
    sizes = [max(map(abs, both)) for _, *both in bars]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] > 0


def test_a_case_without_a_plan_does_not_hide_the_others(summary, opened):
    shown = opened.enter(max_params=17e9, deadline=100)
    bars = [tuple(map(shown, bar)) for bar in summary.bars]
    assert all(name not in ("", NONE) for name, *_ in bars)
    assert all(any(isinstance(cell, float) for cell in both) for _, *both in bars)


# Quality -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"law": "epoch-refit"},
        {"quality_by": "a released model", "model": "OLMo 2 13B"},
        {"chinchilla_params": 1e12},
        {"chinchilla_params": 1e8},
    ],
)
def test_quality_is_said_by_the_nearest_released_models(summary, opened, changes):
    shown, plan = opened.enter(**changes), Plan(**changes)
    losses = {name: loss_of(name, plan.given["law"]) for name in released()}
    good = {name: loss for name, loss in losses.items() if loss <= plan.loss}
    poor = {name: loss for name, loss in losses.items() if loss > plan.loss}
    better = max(good, key=good.get, default="")
    worse = min(poor, key=poor.get, default="")
    found = list(map(shown, summary.basis.neighbours))
    assert [losses.get(name) for name in found] == [losses.get(better), losses.get(worse)]
    sentence = shown(summary.quality)
    if better and worse:
        assert f"between the released models {found[1]} (less good) and {found[0]} (" in sentence
    else:
        nearest = better or worse
        kind = "less good" if better else "better"
        assert f"{kind} than every dense released model, the nearest being {nearest}" in sentence
    assert sentence.endswith(f", by law {plan.given['law']}.")


def test_mixtures_of_experts_are_no_neighbours():
    assert "Llama 3.1 70B" in released()
    assert not {"DeepSeek-V3", "Kimi K2", "Grok-1", "gpt-oss-20b"} & set(released())


# The page ----------------------------------------------------------------------------------------


def test_the_large_figures_are_those_of_planner(planner, summary, opened):
    shown = opened.enter(**LIMITED)
    best = planner.designs[CHEAPEST]
    for key, cell in summary.figures.items():
        assert shown(cell) == shown(getattr(best, key))
        assert isinstance(shown(cell), float)


@pytest.mark.parametrize("changes", [{"max_params": 1e8}, {"gpus": -1}, {"training_gpu": "H200"}])
def test_no_figure_is_shown_that_does_not_stand_up_to_the_checks(summary, opened, changes):
    shown = opened.enter(**changes)
    assert shown(summary.state) == CHECK
    figures = [*summary.figures.values(), *(cell for bar in summary.bars for cell in bar)]
    figures += [cell for price in summary.prices.values() for cell in price]
    assert {shown(cell) for cell in figures} == {NONE}
    assert shown(summary.range_over_laws) == shown(summary.sizes) == shown(summary.quality) == ""
    for _, *parts in summary.charted:
        assert [shown(part) for part in parts] == [0] * len(PARTS)
    assert shown(summary.reasons[0]).startswith("• ")


def test_what_is_not_ok_and_what_differs_stand_in_words(summary, opened):
    shown = opened.enter()
    assert shown(summary.changes[0]) == "None"
    assert "the law extrapolates" in shown(summary.reasons[0])
    shown = opened.enter(gpus=8192, law="besiroglu", training_mfu=0.355, staff="2.5M", discount=0.1)
    assert [shown(cell) for cell in summary.changes][:6] == [
        "Discount rate a year; empty for nominal dollars: 10 %",
        "Scaling law: besiroglu",
        f"{INPUTS['training_mfu'].title}: 35.5 %",
        "Staff: 2.5M USD",
        "Training GPUs: 8192 GPUs",
        "",
    ]


def test_the_chart_shows_designs_that_reach_the_quality(planner, summary, opened):
    shown = opened.enter(own_params=30e9, own_tokens=1e12, api_input=1, api_output=4, staff=1e6)
    rows = {shown(name): [shown(part) for part in parts] for name, *parts in summary.charted}
    assert len(rows) == len(DESIGNS) - 1
    assert rows["Your own model (misses the quality)"] == [0, 0, 0]
    # The quality of an API is not known.
    assert {*DESIGNS} - rows.keys() == {"Your own model", "API"}
    for design, parts in zip(planner.designs[:-1], rows.values(), strict=True):
        if any(parts):
            assert sum(parts) == pytest.approx(shown(design.cost), rel=1e-14)
    assert rows["Cost-optimal"][2] == 1e6


@pytest.mark.parametrize("edition", [NATIVE, ADDIN])
def test_it_is_one_page_that_says_whose_it_is(built, edition):
    planner, path = built[edition]
    page = openpyxl.load_workbook(path)[TITLE]
    assert planner.book.titles[1] == TITLE
    setup = page.page_setup
    assert (setup.orientation, setup.fitToWidth, setup.fitToHeight) == ("portrait", 1, 1)
    last = page.print_area.split("$")[-1]
    assert page.print_area.endswith(f"$A$1:${get_column_letter(COLUMNS)}${last}")
    # At 72 points an inch, the page is shrunk by little.
    heights = (page.row_dimensions[row].height or 15 for row in range(1, int(last) + 1))
    assert sum(heights) < (11.69 - 1.4) * 72 / 0.75
    for spec in (*IDENTITY, *SIGNED):
        cell = page[at(planner, spec.key)]
        assert not cell.protection.locked
        assert spec.label in [other.value for other in page[cell.row]]
    digest = planner.plan.fingerprint
    assert f"{digest}, as built" in [cell.value for row in page["A1:F10"] for cell in row]
    assert digest in page.oddFooter.right.text


def test_a_day_that_is_typed_shows_as_in_the_sources(planner):
    page = planner.book.workbook[TITLE]
    for key in ("decided_on", "approved_on"):
        assert page[at(planner, key)].number_format == "yyyy-mm-dd"


def test_the_fingerprint_is_of_every_input(planner):
    values = planner.plan.values
    known = fingerprint(values, __version__)
    assert known == planner.plan.fingerprint
    others = {fingerprint(values | {key: "another"}, __version__) for key in INPUTS}
    assert known not in others
    assert len(others) == len(INPUTS)


def test_a_frozen_copy_leaves_out_the_empty_lines(tmp_path):
    planner = build(inputs(staff=2e6, project="Assistant"), frozen=True)
    planner.book.save(tmp_path / "frozen.xlsx")
    book = openpyxl.load_workbook(tmp_path / "frozen.xlsx")
    page, summary = book[TITLE], planner.plan[Summary]
    assert Basis.title not in book.sheetnames
    shown = {
        page[line.address].value
        for line in (*summary.reasons, *summary.changes)
        if not page.row_dimensions[page[line.address].row].hidden
    }
    assert "Staff: 2M USD" in shown
    assert None not in shown
    assert len(shown) < len(summary.reasons) + len(summary.changes)
    assert planner.plan.fingerprint in [cell.value for row in page["A1:F10"] for cell in row]


def test_the_add_in_edition_shows_the_same(built):
    (native, _), (addin, _) = (built[edition] for edition in (NATIVE, ADDIN))
    cells = {key: value for key, value in native.book.values.items() if key[0] == TITLE}
    assert len(cells) > 60
    for key, value in cells.items():
        near = value if isinstance(value, str) else pytest.approx(value, rel=1e-9, abs=1e-9)
        assert addin.book.values[key] == near, key


# Money in time, comparisons and choices ----------------------------------------------------------


def caption(summary, opened):
    """The caption above the lifetime cost."""
    cell = summary.figures["cost"]
    column, row = cell.address[0], int(cell.address[1:])
    return opened.get(TITLE, f"{column}{row - 1}")


def test_a_discount_rate_puts_the_present_value_beside_the_cost(summary, opened):
    opened.enter()
    assert caption(summary, opened) == "Lifetime cost"
    opened.enter(discount=0.1, demand_start=12)
    value = opened(summary.plan[Monthly].sums[VALUE])
    assert value < 0.95 * opened(summary.figures["cost"])
    assert caption(summary, opened) == (
        f"Lifetime cost; present value at 10 %: ${value / 1e6:.3g}M"
    )
    opened.enter(discount=0.1, gpus=-1)
    assert caption(summary, opened) == "Lifetime cost"


def test_the_range_says_that_it_is_against_chinchilla_whatever_is_compared(summary, opened):
    opened.enter()
    assert opened(summary.range_over_laws).endswith(" against Chinchilla.")
    opened.enter(compare_with="Open weights")
    said = opened(summary.range_over_laws)
    assert said.endswith(" against Chinchilla, while the headline compares with Open weights.")
    assert said == opened(summary.plan[Risk].sentences[0]) + "."


@pytest.mark.parametrize(
    ("changes", "listed"),
    [
        ({"quality_by": "a loss"}, ["Quality as good as: a loss", "A loss of: 1.9 nats/token",
                                    "Under the law: chinchilla"]),
        ({"compare_with": "API"}, ["Compare with: API", "API price of input tokens: empty",
                                   "API price of output tokens: empty"]),
        ({"acceptance": 0.7}, ["Drafted tokens accepted; empty: no drafting: 70 %",
                               "Tokens drafted at a time: 4 tokens",
                               "Cost of drafting a token over one of the model: 5 %"]),
        ({"loss": 2.0}, ["A loss of: 2 nats/token"]),
    ],
)  # fmt: skip
def test_inputs_that_count_by_a_choice_are_listed_with_it(summary, opened, changes, listed):
    opened.enter(**changes)
    assert [text for cell in summary.changes if (text := opened(cell))] == listed


@pytest.mark.parametrize("key", ["requests", "budget"])
def test_a_text_in_an_input_that_is_left_out_is_listed(opened, key):
    opened.enter(**{key: "banana"})
    listed = [opened(cell) for cell in opened.planner.plan[Summary].changes]
    assert listed[0] == f"{INPUTS[key].title}: no number"
    noted = [opened(cell) for cell in opened.planner.plan[Checks].looked_at]
    assert any(text.startswith(INPUTS[key].required) and "banana" in text for text in noted)
    assert opened.state == NOTE
    assert set(listed[1:]) == {""}
