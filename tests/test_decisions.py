"""What people decide with the planner, and what must not mislead them."""

import pytest
from plans import at, loss_of

import xlplanner
from xlplanner.core.constants import MOST_PASSES
from xlplanner.errors import CellValueError, XlplannerError
from xlplanner.expressions.tree import is_error
from xlplanner.reference import records
from xlplanner.workbook.build import INPUTS, SHEETS, inputs
from xlplanner.workbook.grid.style import CHECK, NOTE
from xlplanner.workbook.sheets.basis import released
from xlplanner.workbook.sheets.checks import Checks
from xlplanner.workbook.sheets.inputs import InputsInForce
from xlplanner.workbook.sheets.offers import quotes_of
from xlplanner.workbook.sheets.planner.inputs import CHANGEABLE
from xlplanner.workbook.sheets.planner.results import (
    CALLED,
    CHEAPEST,
    CHINCHILLA,
    NONE,
    NOT_COMPARABLE,
    OPEN,
    OWN,
)
from xlplanner.workbook.sheets.planner.sentences import BEYOND_ALL_TEXT
from xlplanner.workbook.sheets.planner.sheet import BEST_MARK, BEST_TO_TRAIN
from xlplanner.workbook.sheets.risk.sheet import Risk
from xlplanner.workbook.sheets.scenarios import Scenarios
from xlplanner.workbook.sheets.summary import Summary
from xlplanner.workbook.sheets.whatif import WhatIf
from xlplanner.workbook.sheets.workings.sheet import Workings

H100S = {
    "demand_by": "lifetime requests",
    "requests": 3e9,
    "training_price": 1.9,
    "inference_price": 1.6,
    "input_tokens": 800,
    "output_tokens": 300,
}


def test_twenty_million_dollars_buy_the_best_model_there_is(opened):
    # Tokens and prices of H100s at the paper's peaks would be another plan.
    h100 = {"training_peak": 9.89e14, "inference_peak": 1.979e15, "training_mfu": 0.5}
    h100 |= {"input_mfu": 0.5, "output_mfu": 0.01}
    opened.enter(quality_by="a lifetime budget", budget=20e6, **H100S, **h100)
    assert opened.headline.startswith(
        "Train a model of 115B parameters on 20.6T tokens, as good as a Chinchilla model of 175B: "
        "$20M over its life"
    )
    assert opened.of(CHEAPEST, "loss") == pytest.approx(1.838, abs=5e-4)
    assert opened.of(CHEAPEST, "train_cost") == pytest.approx(15.1e6, abs=5e4)
    assert opened.of(CHEAPEST, "cost") == pytest.approx(20e6, rel=1e-12)
    quality = opened(opened.planner.plan[Summary].quality)
    assert "between the released models" in quality


def test_fixed_costs_and_contingency_come_off_a_budget_first(opened):
    budget = {"quality_by": "a lifetime budget", "budget": 20e6, **H100S}
    opened.enter(**budget, staff=3e6, data=1e6, contingency=0.25)
    gpus = opened.of(CHEAPEST, "train_cost") + opened.of(CHEAPEST, "inf_cost")
    assert gpus == pytest.approx(20e6 / 1.25 - 4e6, rel=1e-12)
    assert opened.of(CHEAPEST, "cost") == pytest.approx(20e6, rel=1e-12)
    opened.enter(**budget, staff=30e6)
    assert opened.state == CHECK
    assert "The budget does not cover the fixed costs" in opened.headline


def test_a_budget_that_the_limits_leave_unused_is_noted(opened):
    budget = {"quality_by": "a lifetime budget", "budget": 20e6, "open_model": "LLaMA 7B"}
    opened.enter(**budget, deadline=30, inf_tokens=1e9)
    left = 20e6 - opened.of(CHEAPEST, "cost")
    listed = [opened(cell) for cell in opened.planner.plan[Checks].looked_at]
    assert f"the limits leave ${left / 1e6:.3g}M of the budget unused" in listed
    # A saving that nobody could see is none.
    assert opened.of(CHEAPEST, "saved") == opened.of(CHEAPEST, "saving") == 0
    assert ", a saving below 1 % against Chinchilla" in opened(
        opened.planner.plan[Summary].range_over_laws
    )
    opened.enter(**budget)
    listed = [opened(cell) for cell in opened.planner.plan[Checks].looked_at]
    assert "unused" not in " ".join(listed)


def test_a_plan_that_costs_more_keeps_its_minus_sign(opened):
    opened.enter(compare_with="Open weights", open_model="Llama 3.1 8B", chinchilla_params=30e9)
    saved = opened.of(CHEAPEST, "saved")
    assert saved < 0
    opened.enter(compare_with="Your own model", own_params=9e9, max_params=8.5e9)
    assert opened.of(CHEAPEST, "saved") < 0
    assert " % more than Your own model" in opened.headline


def marks(opened):
    """What stands above each design."""
    row = [f"{letter}6" for letter in "GHIJKLM"]
    return [opened.get("Planner", address) or "" for address in row]


def test_open_weights_that_are_good_enough_and_cost_less_are_recommended(opened):
    opened.enter(chinchilla_params=30e9)
    assert opened.headline.startswith("Train a model of ")
    assert marks(opened)[CHEAPEST] == BEST_MARK
    opened.enter(chinchilla_params=30e9, open_model="Llama 3.1 8B")
    assert opened.headline == (
        "Do not train: open weights of Llama 3.1 8B are as good or better, and cost $5.97M over "
        "the life; the best model to train, 7.26B parameters on 20T tokens, costs $7.72M"
    )
    assert (marks(opened)[CHEAPEST], marks(opened)[OPEN]) == (BEST_TO_TRAIN, BEST_MARK)
    # Weights that are too large for the limits are none to take.
    opened.enter(chinchilla_params=30e9, open_model="Llama 3.1 8B", max_params=7.5e9)
    assert opened.headline.startswith("Train a model of ")


def test_open_weights_that_cost_less_are_noted_by_name(opened):
    opened.enter(chinchilla_params=30e9, open_model="Llama 3.1 8B")
    listed = [opened(cell) for cell in opened.planner.plan[Checks].looked_at]
    assert (
        "serving the open weights of Llama 3.1 8B costs less than any model that you train: $5.97M"
    ) in listed


def test_released_weights_that_nobody_typed_are_noted_where_they_cost_less(opened):
    plan = {"quality_by": "a lifetime budget", "budget": 20e6, "months": 36}
    plan |= {"demand_by": "lifetime requests", "requests": 1.8e9}
    opened.enter(**plan)
    assert opened.headline.startswith("Train a model of ")
    said = "is at least as good by law chinchilla and would cost $"
    assert said in opened.note
    name, _, rest = opened.note.removeprefix("NOTE: ").partition(f" {said}")
    law, target = records.laws()["chinchilla"], opened.of(CHEAPEST, "loss")
    good = {
        model: records.models()[model].params
        for model in released()
        if loss_of(model, law) <= target
    }
    assert good[name] == min(good.values())
    opened.enter(**plan, open_model=name)
    cost = opened.of(OPEN, "cost")
    assert opened.headline.startswith(f"Do not train: open weights of {name} ")
    assert rest.startswith(f"{cost / 1e6:.3g}M to serve, if its weights may be used: ")
    assert said not in " ".join(opened(cell) for cell in opened.planner.plan[Checks].looked_at)
    opened.enter(**plan, max_params=good[name] - 1)
    assert said not in opened.note


def test_an_api_that_costs_less_is_said_beside_the_plan(opened):
    opened.enter(api_input=0.6, api_output=2.4)
    assert opened.headline.endswith("; an API costs $19.6M, if its quality will do")
    opened.enter(api_input=6, api_output=24)
    assert "API" not in opened.headline
    for given, missing in (({"api_input": 0.6}, "output"), ({"api_output": 2.4}, "input")):
        opened.enter(**given)
        remark = opened(opened.planner.remarks[CALLED])
        assert remark == f"Its price of {missing} tokens is missing"


def test_limits_that_are_too_tight_say_how_good_a_model_within_them_is(opened):
    opened.enter(deadline=30, gpus=8)
    best = xlplanner.budget_loss(8 * 30 * 86400 * 3.12e14 * 0.5)
    size = xlplanner.chinchilla_params(best)
    assert opened.headline == (
        "No answer: no model within the limits is as good as a Chinchilla model of 70B; the best "
        f"of them is as good as one of {size // 1e7 / 100:g}B"
    )


@pytest.mark.parametrize("limit", [{"max_params": 8e9}, {"deadline": 30, "gpus": 100}])
def test_the_quality_named_as_within_reach_can_be_had(opened, limit):
    opened.enter(**limit, chinchilla_params=200e9)
    by_size = ", on any number of training tokens; the best of them"
    assert (by_size in opened.headline) == ("max_params" in limit)
    named = opened.headline.rpartition(" ")[2]
    opened.enter(**limit, chinchilla_params=named)
    assert opened.headline.startswith("Train a model of ")


@pytest.mark.parametrize(
    ("changes", "first"),
    [
        ({"budget": 1e6, "staff": 2e6, "quality_by": "a lifetime budget"}, "The budget does not"),
        ({"chinchilla_params": 70}, "A Chinchilla model of must be"),
        ({"input_tokens": 0, "output_tokens": 0}, "A request has no tokens"),
        ({"training_gpu": "H100-SXM-80GB"}, "Enter the training MFU of the training GPU"),
    ],
)
def test_one_fault_is_listed_once(opened, changes, first):
    opened.enter(**changes)
    listed = [opened(cell) for cell in opened.planner.plan[Checks].looked_at]
    assert listed[0].startswith(first)
    assert set(listed[1:]) == {""}


def test_no_demand_is_no_note_without_words(opened):
    opened.enter(demand_by="lifetime requests", requests=0)
    assert opened.headline.endswith("it is the Chinchilla model")
    listed = [opened(cell) for cell in opened.planner.plan[Checks].looked_at]
    assert (opened.state == "NOTE") == any(listed)


def test_a_ramp_beyond_the_service_is_noted(opened):
    opened.enter(ramp_months=48)
    listed = [opened(cell) for cell in opened.planner.plan[Checks].looked_at]
    assert any(text.startswith("demand takes 48 months to full demand") for text in listed)


@pytest.mark.parametrize(
    "limit", [{"max_params": 8.5e9}, {"max_tokens": 9e12}, {"deadline": 40}, {"min_speed": 120}]
)
def test_a_limit_holds_on_every_sheet(opened, limit):
    opened.enter()
    free = opened.of(CHEAPEST, "cost")
    opened.enter(**limit)
    cost, plan = opened.of(CHEAPEST, "cost"), opened.planner.plan
    assert cost > free * 1.001
    for other in (
        plan[WhatIf].as_planned.cost,
        plan[Scenarios].results[0]["cost"],
        plan[Workings].live.bill.total,
    ):
        assert opened(other) == pytest.approx(cost, rel=1e-12)
    price = plan[Summary].basis.prices[next(iter(limit))]
    assert opened(price.extra) == pytest.approx(cost - free, rel=1e-9)


def test_far_beyond_a_laws_data_the_answer_is_noted(opened):
    opened.enter()
    # The shipped plan: 29.2T tokens under a law fitted on 0.5T.
    assert opened.state == NOTE
    assert opened.note == (
        "NOTE: training tokens 29.2T are far beyond what law chinchilla was fitted on, 500B at "
        "most: there the law extrapolates"
    )
    assert opened(opened.planner.plan[Summary].verdict) == NOTE


def test_a_design_that_misses_the_quality_is_not_compared(opened):
    opened.enter(own_params=3e9, own_tokens=1e12)
    assert opened.of(OWN, "quality") == NOT_COMPARABLE
    assert opened.of(OWN, "saved") == opened.of(OWN, "break_even") == "–"


def test_a_typed_loss_keeps_its_quality_when_the_law_changes(opened):
    opened.enter(quality_by="a loss", loss=1.9)
    size = opened.of(CHEAPEST, "as_good")
    assert size == pytest.approx(xlplanner.chinchilla_params(1.9), rel=1e-12)
    opened.enter(quality_by="a loss", loss=1.9, law="besiroglu")
    assert opened.of(CHEAPEST, "as_good") == pytest.approx(size, rel=1e-11)


def test_a_gpu_without_its_mfu_gets_no_answer(opened):
    gpu = {"inference_gpu": "H100-SXM-80GB", "inference_precision": "FP8", "input_mfu": 0.4}
    opened.enter(**gpu)
    assert opened.state == CHECK
    assert "Enter the output MFU of the inference GPU that is picked" in opened.headline
    opened.enter(**gpu, batch=64)
    assert opened.state != CHECK
    mfu = opened(opened.planner.deployment.cells["output_mfu"])
    reading = (8e9 + 64 * 2000 * 131072) / 3.35e12
    computing = 2 * 8e9 * 64 / opened(opened.planner.deployment.cells["inference_peak"])
    assert mfu == pytest.approx(0.6 * computing / reading, rel=1e-12)


def test_functions_and_workbook_start_from_one_deployment(opened):
    opened.enter()
    given = inputs()
    assert given["deployment"] == "paper-stated"
    loss = xlplanner.chinchilla_quality(given["chinchilla_params"])
    row = xlplanner.cost_opt(loss, given["inf_tokens"] / 285)
    assert opened.of(CHEAPEST, "cost") == pytest.approx(row.cost, rel=1e-12)


def test_open_weights_and_an_api_stand_beside_training(opened):
    opened.enter(
        chinchilla_params=30e9,
        open_model="Llama 3.1 8B",
        api_input=0.5,
        api_output=1.5,
        compare_with="API",
        staff=1e6,
        data=5e5,
    )
    requests = inputs()["inf_tokens"] / 285
    assert opened.of(OPEN, "train_cost") == "–"
    assert opened.of(OPEN, "cost") == pytest.approx(
        xlplanner.inf_cost(8.03e9, requests) + 1e6, rel=1e-12
    )
    api = xlplanner.api_cost(requests, 0.5, 1.5)
    assert opened.of(CALLED, "cost") == pytest.approx(api, rel=1e-12)
    best = opened.of(CHEAPEST, "cost")
    assert opened.of(CHEAPEST, "saving") == pytest.approx(1 - best / api, rel=1e-10)
    # At the break-even demand both bills are the same.
    even = opened.of(CHEAPEST, "break_even")
    size, tokens = opened.of(CHEAPEST, "params"), opened.of(CHEAPEST, "tokens")
    own = xlplanner.total_cost(size, tokens, even) + 1.5e6
    assert own == pytest.approx(xlplanner.api_cost(even, 0.5, 1.5), rel=1e-9)


def test_numbers_may_be_typed_with_letters(opened):
    opened.enter(demand_by="lifetime requests", requests=3e9)
    cost = opened.of(CHEAPEST, "cost")
    opened.enter(demand_by="lifetime requests", requests="3B")
    assert opened.of(CHEAPEST, "cost") == pytest.approx(cost, rel=1e-12)
    assert opened.state == NOTE
    opened.enter(demand_by="lifetime requests", requests="3X")
    assert opened.state == CHECK
    assert opened.headline.startswith("No answer: Lifetime requests must be ")
    assert opened.headline.endswith('; got "3X", a text: type 2000000 or 2M')
    assert INPUTS["requests"].read("3B") == 3e9


def test_a_later_start_of_demand_than_training_allows_is_noted(opened):
    opened.enter(gpus=512, law="epoch-refit", demand_start=6)
    days = opened.of(CHEAPEST, "days")
    assert days > 6 * 30.5
    said = [opened(cell) for cell in opened.planner.plan[Checks].looked_at]
    assert any(text.startswith("training takes") for text in said), said


def test_discounting_moves_the_plan_and_not_what_is_served(opened):
    ramp = {"ramp_months": 6, "price_decline": 0.2}
    opened.enter(**ramp)
    fleet, energy = opened.of(CHINCHILLA, "fleet"), opened.of(CHINCHILLA, "energy")
    nominal, size = opened.of(CHEAPEST, "cost"), opened.of(CHEAPEST, "params")
    opened.enter(**ramp, discount=0.3)
    assert opened.of(CHINCHILLA, "fleet") == fleet
    assert opened.of(CHINCHILLA, "energy") == energy
    assert opened.of(CHEAPEST, "params") > size
    # What costs least at present value costs more in nominal dollars.
    assert opened.of(CHEAPEST, "cost") > nominal


def test_a_discount_does_not_bend_the_regrets_of_a_budget(opened):
    budget = {"quality_by": "a lifetime budget", "budget": 20e6, "price_decline": 0.2}
    regrets = opened.planner.plan[Risk].plans.regrets
    opened.enter(**budget)
    nominal = {name: opened(cell) for name, cell in regrets.items()}
    opened.enter(**budget, discount=0.3)
    assert {name: opened(cell) for name, cell in regrets.items()} == nominal
    opened.enter(price_decline=0.2, discount=0.3)
    discounted = {name: opened(cell) for name, cell in regrets.items()}
    opened.enter(price_decline=0.2)
    assert {name: opened(cell) for name, cell in regrets.items()} != discounted


# Inputs that mislead --------------------------------------------------------------------------


def test_tokens_beyond_all_text_are_named_in_the_headline(opened):
    opened.enter()
    assert "public text" not in opened.headline
    opened.enter(max_params=8.5e9)
    tokens = opened.of(CHEAPEST, "tokens")
    stock = records.yardsticks()[records.PUBLIC_TEXT].value
    assert tokens > 10 * stock
    said = f"tokens, {tokens / stock:.3g} times the public text that exists: $"
    assert said in opened.headline
    assert opened(opened.planner.plan[Summary].recommendation) == opened.headline


def test_tokens_that_no_text_gives_leave_no_answer(opened):
    tight = {"max_params": 8e9, "chinchilla_params": 80e9, "requests": 1e10}
    tight |= {"demand_by": "lifetime requests"}
    opened.enter(**tight)
    most = MOST_PASSES * records.yardsticks()[records.PUBLIC_TEXT].value
    assert opened.of(CHEAPEST, "tokens") > most
    assert opened.state == CHECK
    assert opened.headline.startswith("No answer: The training tokens are more than 40 times the ")
    times = opened.of(CHEAPEST, "tokens") / most * MOST_PASSES
    assert opened.headline.endswith(
        f": {times / 1e3:.3g}K times its 300T; allow a larger model, or ask for less quality or "
        "demand"
    )
    opened.enter(s4_name="Tight", **{f"s4_{key}": value for key, value in tight.items()})
    assert state_of(opened, 4) == (CHECK, BEYOND_ALL_TEXT)
    assert state_of(opened, 0)[0] == NOTE


def test_a_lone_space_counts_as_nothing_entered(opened):
    opened.enter()
    state, headline = opened.state, opened.headline
    blank = ("max_params", "training_price", "discount", "training_gpu", "s1_requests", "s4_name")
    opened.enter(**dict.fromkeys(blank, " "))
    assert (opened.state, opened.headline) == (state, headline)
    for key in blank:
        assert INPUTS[key].read(" ") is None


@pytest.mark.parametrize("typed", ["3%B", "1/2B", "12:30B", "3", " "])
def test_what_is_no_number_with_a_letter_is_refused_in_the_cell_and_by_export(opened, typed):
    opened.enter(demand_by="lifetime requests", requests=typed)
    with_letter = typed[-1] == "B"
    assert opened.state == (NOTE if typed == "3" else CHECK)
    if typed != "3":
        got = f'"{typed}"' if with_letter else "nothing"
        assert f"; got {got}" in opened.headline
        with pytest.raises(CellValueError):
            INPUTS["requests"].read(typed)


def test_the_headline_shows_the_limits_and_what_was_entered(opened):
    opened.enter(output_mfu=2)
    assert opened.headline == (
        "No answer: Output MFU (decode) must be above 0 and at most 1, or empty; "
        "got 2; 8 % is typed as 8% or 0.08"
    )
    opened.enter(law="none such")
    assert opened.headline.endswith('Scaling law must be one of the list; got "none such"')


def test_a_scenario_picked_as_the_plan_that_changes_nothing_is_noted(opened):
    opened.enter(scenario="Scenario 5")
    assert opened.state == NOTE
    assert opened.note == (
        "NOTE: Scenario 5 is picked as the plan shown and changes nothing: fill its column on the "
        "sheet Scenarios, or pick another plan"
    )
    assert opened(opened.planner.shown) == "Scenario 5"
    opened.enter(scenario="Scenario 5", s5_gpus=1000)
    assert "changes nothing" not in opened.note


def test_an_api_without_its_prices_is_asked_for_them(opened):
    opened.enter(compare_with="API", api_input=1)
    assert opened.headline.endswith("; enter both prices of the API to compare with it")
    assert "enter its prices" in opened.note
    opened.enter(compare_with="API", api_input=1, api_output=4)
    assert " API" in opened.headline
    assert "enter" not in opened.headline + opened.note
    opened.enter(compare_with="Your own model", own_params=3e9, own_tokens=1e12)
    assert opened.headline.endswith("; Your own model misses the quality and is not compared")


@pytest.mark.parametrize("key", ["first_year", "first_month"])
def test_year_and_month_are_whole(opened, key):
    checks = opened.planner.plan[Checks]
    fine = {"first_year": 2027, "first_month": 2}
    opened.enter(**fine)
    assert not any("First month" in opened(cell) for cell in checks.looked_at)
    opened.enter(**fine | {key: fine[key] + 0.5})
    spec = INPUTS[key]
    said = f"{spec.required}; got {fine[key] + 0.5:g}"
    assert said in [opened(cell) for cell in checks.looked_at]
    with pytest.raises(XlplannerError, match="must be whole, at least"):
        spec.read(fine[key] + 0.5)
    sheet = opened.planner.book.workbook["Monthly"]
    kinds = {str(rule.sqref): rule.type for rule in sheet.data_validations.dataValidation}
    assert kinds[at(opened.planner, key)] == "whole"


def test_no_sheet_of_the_pack_shows_an_error_while_the_plan_stands(opened):
    """A scenario without a plan and an API without prices have a dash, and say why."""
    opened.enter(max_params=8.5e9, compare_with="API", s4_name="Another law", s4_law="besiroglu")
    assert opened.state == NOTE
    pack = {kind.title for kind in SHEETS if kind.in_pack}
    shown = {cell: opened.get(*cell) for cell in opened.planner.book.formulas if cell[0] in pack}
    errors = {cell for cell, value in shown.items() if is_error(value)}
    assert errors == set()
    result = opened.planner.plan[Scenarios].results[4]["cost"]
    assert opened(result) == NONE


# The state of each plan --------------------------------------------------------------------------


def state_of(opened, number):
    """The state of the plan as it stands (0) or of a scenario, and its first reason."""
    return tuple(map(opened, opened.planner.plan[Scenarios].states[number]))


def figures_of(opened, number):
    """The results of the plan as it stands (0) or of a scenario, by their keys."""
    cells = opened.planner.plan[Scenarios].results[number]
    return {key: opened(cell) for key, cell in cells.items()}


def test_a_scenario_without_an_answer_shows_the_reason_and_no_figure(opened):
    opened.enter(s4_name="On H100s", s4_inference_gpu="H100-SXM-80GB", s4_input_mfu=0.4)
    state, reason = state_of(opened, 4)
    assert (state, reason[:58]) == (
        CHECK,
        "Enter the output MFU of the inference GPU that is picked, ",
    )
    assert set(figures_of(opened, 4).values()) == {NONE}
    # The others stand.
    assert state_of(opened, 0)[0] == state_of(opened, 1)[0] == NOTE
    assert isinstance(figures_of(opened, 1)["cost"], float)


@pytest.mark.parametrize(
    "changes",
    [
        {"demand_start": 6, "gpus": 512},
        {"max_params": 1e9},
        {"quality_by": "a released model", "model": "DeepSeek V3"},
        {"compare_with": "API"},
        {"api_input": 0.01, "api_output": 0.02},
        {"open_model": "Qwen2.5 72B", "demand_by": "lifetime requests", "requests": 1e6},
        {"chinchilla_params": "70 billion"},
        {"quality_by": "a lifetime budget", "budget": 1e6, "staff": 2e6},
        {"training_precision": "FP4", "training_gpu": "A100-80GB", "training_mfu": 0.4},
        {"law": "besiroglu", "chinchilla_params": 1e9, "inf_tokens": 1e8},
    ],
)
def test_the_state_of_a_scenario_is_that_of_the_plan_once_it_is_picked(opened, changes):
    typed = {f"s4_{key}": value for key, value in changes.items()}
    opened.enter(s4_name="Tried", **typed)
    state, reason = state_of(opened, 4)
    opened.enter(scenario="Scenario 4", s4_name="Tried", **typed)
    assert opened.state == state
    said = opened.note if state == NOTE else opened(opened.planner.plan[Checks].first)
    # How good a model can be within the limits is said of the plan in force alone.
    start = reason.removesuffix(" asked for").casefold()
    assert start in said.casefold() or "Scenario 4:" in said
    opened.enter(**changes)
    assert state_of(opened, 0)[0] == opened.state


def test_the_sample_scenarios_are_what_their_names_say_whatever_the_plan_is(opened):
    opened.enter(quality_by="a lifetime budget", demand_by="requests per day")
    names = [INPUTS[f"s{number}_name"].default for number in (1, 2, 3)]
    assert names == ["351B requests over the life", "Output at 5 % MFU", "As good as a 30B"]
    assert figures_of(opened, 1)["requests"] == 351e9
    assert figures_of(opened, 3)["as_good_as"] == pytest.approx(30e9, rel=1e-12)


def test_a_scenario_that_changes_nothing_says_so(opened):
    opened.enter(s4_name="Empty")
    assert state_of(opened, 4) == (NOTE, "Nothing differs from the plan: fill what it changes")


def test_a_measured_mfu_of_another_gpu_is_noted_with_both(opened):
    measured = "Llama 3.1 405B training on 8192x H100-SXM-80GB"
    said = (
        "the training MFU in use was measured on H100-SXM-80GB, and the training GPU is {}: it may "
        "reach another share of its peak"
    )
    looked_at = opened.planner.plan[Checks].looked_at
    for gpu, shown in (("A100-80GB", "A100-80GB"), (None, "that of deployment paper-stated")):
        opened.enter(training_gpu=gpu, training_mfu_like=measured)
        assert said.format(shown) in list(map(opened, looked_at))
    for changes in ({"training_gpu": "H100-SXM-80GB"}, {"training_mfu": 0.4}):
        opened.enter(training_mfu_like=measured, **changes)
        assert not any("was measured on" in opened(cell) for cell in looked_at)


# What a plan rests on ----------------------------------------------------------------------------


def test_the_page_of_inputs_shows_what_is_in_force_and_where_it_comes_from(opened):
    page = opened.planner.plan[InputsInForce]
    opened.enter(training_gpu="H100-SXM-80GB", training_mfu=0.4, gpus=512)
    assert page.cells.keys() == {spec.key for spec in CHANGEABLE}
    assert opened(page.cells["gpus"]) == 512
    assert opened(page.cells["max_params"]) == NONE
    price = xlplanner.gpu_price("H100-SXM-80GB")
    assert opened(page.cells["training_price"]) == pytest.approx(price, rel=1e-12)
    quotes = quotes_of("H100-SXM-80GB")
    counted = [quote for quote in quotes if quote.counts]
    newest = max(quote.date for quote in counted)
    assert opened(page.sources["training_price"]).startswith(
        f"median of {len(counted)} on-demand quotes, newest {newest}"
    )
    assert opened(page.sources["training_peak"]) == "H100-SXM-80GB at BF16"
    assert opened(page.sources["training_mfu"]) == "your own figure"
    assert opened(page.sources["inference_price"]) == "deployment paper-stated"


def test_a_median_says_what_it_leaves_out(opened):
    sheet = opened.planner.book.workbook["Offers"]
    texts = {sheet.cell(row, 1).value: sheet.cell(row, 2).value for row in range(5, sheet.max_row)}
    old = {
        gpu: [quote for quote in quotes_of(gpu) if not quote.counts]
        for gpu in texts
        if gpu in records.gpus()
    }
    assert any(old.values())
    for gpu, left_out in old.items():
        if left_out:
            assert texts[gpu].endswith(f"; left out: {len(left_out)} over a year older")


def test_a_plan_compared_with_what_costs_nothing_has_no_percent(opened):
    opened.enter(demand_by="lifetime requests", requests=0, compare_with="Open weights")
    assert opened.of(CHEAPEST, "saving") == opened.of(CHEAPEST, "flops_saved") == NONE
    assert opened.of(CHEAPEST, "saved") < 0
    assert not is_error(opened.headline)
