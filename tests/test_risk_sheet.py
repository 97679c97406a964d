"""The sheet Risk: laws, ranges and plans against the catalogue, and ranges against the data."""

import effort
import numpy as np
import openpyxl
import pytest
from engines import Formualizer, Ironcalc
from plans import Opened, deployment_of

import xlplanner
from xlplanner.reference import records
from xlplanner.reference.market import price_trend
from xlplanner.reference.records import input_ranges
from xlplanner.units import label_of
from xlplanner.workbook.build import build, inputs
from xlplanner.workbook.editions import ADDIN, NATIVE
from xlplanner.workbook.grid.style import number_format
from xlplanner.workbook.inputs import FIGURES
from xlplanner.workbook.plan import InExport
from xlplanner.workbook.sheets.cases import QUALITY, REQUESTS
from xlplanner.workbook.sheets.draws import Draws
from xlplanner.workbook.sheets.planner.inputs import BY_BUDGET, BY_MODEL, QUALITY_BY
from xlplanner.workbook.sheets.planner.results import CHEAPEST, CHINCHILLA, NONE
from xlplanner.workbook.sheets.price_history import PriceHistory
from xlplanner.workbook.sheets.risk.demand import ABSOLUTE, AT_MEAN, BEST, IN_FORCE, NOTE, RELATIVE
from xlplanner.workbook.sheets.risk.over_laws import BAND_HEADING, LAW_HEADING, OWN_BAND
from xlplanner.workbook.sheets.risk.ranges import HIGH, INPUTS, LABELS, LOW, UNITS, Ranges
from xlplanner.workbook.sheets.risk.sentences import NO_ANSWER
from xlplanner.workbook.sheets.risk.sheet import Risk

CHANGES = [
    {},
    {"inf_tokens": 3e11, "law": "besiroglu"},
    {"inf_tokens": 2e14, "chinchilla_params": 13e9, "output_mfu": 0.2, "fine_tuning_tokens": 1e11},
]


class Plan:
    """A planner with inputs changed, and the same plan for the catalogue's functions."""

    def __init__(self, built, **changes):
        self.planner = built[NATIVE][0]
        self.risk, self.ranges = (self.planner.plan[kind] for kind in (Risk, Ranges))
        self.opened = Opened(*built[NATIVE]).enter(**changes)
        given = inputs(**changes)
        self.law, self.size = given["law"], given["chinchilla_params"]
        self.figures = deployment_of(given)
        self.loss = xlplanner.chinchilla_quality(self.size, self.law)
        tokens = self.figures["input tokens"] + self.figures["output tokens"]
        self.requests = given["inf_tokens"] / tokens
        self.inf_tokens = given["inf_tokens"]

    def get(self, cell):
        return self.opened.get(cell.sheet, cell.address)

    @property
    def band(self):
        """The band of a law in force or not, to eleven digits."""
        rows = list(self.rows("Risk", BAND_HEADING))[1:4]
        return tuple(f"{figure:.10e}" for row in rows for figure in row[1:6])

    @property
    def deployment(self):
        return self.deployment_with({})

    def deployment_with(self, changes):
        labels = {label_of(name): value for name, value in changes.items()}
        return [[label, value] for label, value in {**self.figures, **labels}.items()]

    def rows(self, title, heading, columns="ABCDEFGHIJ"):
        """The rows of a table below its heading, up to an empty one."""
        sheet = self.planner.book.workbook[title]
        top = next(r for r in range(1, 200) if sheet.cell(r, 1).value == heading) + 3
        while sheet.cell(top, 1).value is not None:
            yield [self.opened.get(title, f"{column}{top}") for column in columns]
            top += 1


@pytest.fixture(params=CHANGES, ids=lambda changes: ", ".join(changes) or "as shipped")
def plan(request, built):
    return Plan(built, **request.param)


# Laws --------------------------------------------------------------------------------------------


def test_every_law_has_the_plan_of_the_catalogue(plan):
    heading = LAW_HEADING
    rows = {row[0]: row[1:6] for row in plan.rows("Risk", heading)}
    laws = records.laws()
    for law in laws:
        loss = xlplanner.chinchilla_quality(plan.size, law)
        best = xlplanner.cost_opt(loss, plan.requests, plan.deployment, law)
        wanted = [plan.size, best.params, best.tokens, best.cost, best.saving]
        assert rows[law] == pytest.approx(wanted, rel=1e-11), law
    figures = np.array([rows[law] for law in laws])
    spans = plan.risk.over_laws.spans
    for place, name in enumerate(("params0", "params", "tokens", "cost", "saving")):
        low, high = map(plan.get, spans[name])
        assert (low, high) == (figures[:, place].min(), figures[:, place].max())
    assert rows["As planned"] == pytest.approx(rows[plan.law], rel=1e-12)


# Shipped, and changed in what a law's plan rests on beside the law.
SETTINGS = [
    {},
    {"inf_tokens": 3e11, "max_params": 6e10, "discount": 0.1, "staff": 1e6, "loss": 2.0},
    {"output_mfu": 0.2, "deadline": 200, "gpus": 20000, "model": "Llama 2 7B", "budget": 3e6,
     "chinchilla_params": 7e9, "loss_law": "besiroglu", "loss": 2.1, "fine_tuning_tokens": 1e11},
]  # fmt: skip


@pytest.mark.parametrize("by", QUALITY_BY.options)
@pytest.mark.parametrize("number", range(len(SETTINGS)))
def test_a_law_has_the_plan_that_planner_shows_once_it_is_picked(built, by, number):
    changes = SETTINGS[number] | {"quality_by": by}
    laws = list(records.laws())
    said = set()
    for law in laws if effort.proving else laws[number :: len(SETTINGS)]:
        plan = Plan(built, law=law, **changes)
        rows = {row[0]: row[1:6] for row in plan.rows("Risk", LAW_HEADING)}
        assert rows["As planned"] == pytest.approx(rows[law], rel=1e-11)
        best, chinchilla = (plan.planner.designs[at] for at in (CHEAPEST, CHINCHILLA))
        shown = [best.as_good, best.params, best.tokens, best.cost]
        assert rows[law][:4] == pytest.approx(list(map(plan.get, shown)), rel=1e-11)
        saving = 1 - plan.get(best.cost) / plan.get(chinchilla.cost)
        assert rows[law][4] == pytest.approx(saving, abs=1e-11)
        # What is true of every law does not depend on the one in force.
        said.add((plan.get(plan.risk.sentences[0]), plan.band))
    assert len(said) == 1


def test_no_law_asks_more_for_a_released_model_than_training_it_anew(built):
    plan = Plan(built, quality_by=BY_MODEL)
    highest = plan.get(plan.risk.over_laws.spans["cost"].high)
    model = records.models()[inputs()["model"]]
    cost = xlplanner.total_cost(model.params, model.training_tokens, plan.requests, plan.deployment)
    assert highest < cost
    said = plan.get(plan.risk.sentences[0])
    assert ", as good as Llama 3.1 70B: 35.6B to 61.8B parameters, $51.5M to $67.8M over" in said


def test_of_a_budget_the_laws_differ_in_what_it_buys(built):
    plan = Plan(built, quality_by=BY_BUDGET)
    low, high = map(plan.get, plan.risk.over_laws.spans["cost"])
    assert [low, high] == pytest.approx([inputs()["budget"]] * 2, rel=1e-12)
    on_laws, on_inputs, _ = map(plan.get, plan.risk.sentences)
    assert on_laws == (
        "Under each of the 9 scaling laws, for a lifetime budget of $20M: as good as a Chinchilla "
        "model of 50.9B to 132B, 16B to 20B parameters on 15.9T to 31.8T tokens, a saving of 52 % "
        "to 80 % against Chinchilla"
    )
    assert on_inputs.endswith("the law moves the quality that the budget buys, not the cost")


def test_a_law_without_an_answer_is_left_out_of_the_range(built):
    planner, path = built[NATIVE]
    risk = planner.plan[Risk]
    opened = Ironcalc(path)
    sheet = planner.book.workbook["Laws"]
    row = next(r for r in range(1, 30) if sheet.cell(r, 1).value == "gadre-c4")
    opened.set("Laws", f"F{row}", "unknown")
    opened.recalculate()
    sentence, *_ = (opened.get("Risk", cell.address) for cell in risk.sentences)
    assert sentence.startswith(
        "Under the 8 of 9 scaling laws that allow it, as good as a Chinchilla model of 70B "
        "parameters: 11B to 24.2B parameters"
    )
    cell = risk.over_laws.spans["params"].low
    assert opened.get("Risk", cell.address) == pytest.approx(11.0e9, rel=1e-2)


# The band ----------------------------------------------------------------------------------------


def test_the_band_is_that_of_the_catalogue(plan):
    heading = BAND_HEADING
    rows = [row[1:6] for row in plan.rows("Risk", heading)][1:4]
    # Dollars are FLOPs of three times the effective demand.
    demand = 3 * plan.get(plan.planner.facts.cost_demand)
    for band in (
        xlplanner.cost_band(plan.size, plan.requests, deployment=plan.deployment),
        xlplanner.opt_band(plan.size, demand),
    ):
        for row, name in zip(rows, ("params", "tokens", "saving"), strict=True):
            low, fit, high = (getattr(band, name + end) for end in ("_low", "", "_high"))
            assert row == pytest.approx([low / fit, high / fit, low, fit, high], rel=1e-9)


def test_the_band_is_never_said_to_be_that_of_another_law(built):
    heading = BAND_HEADING
    notes = [
        list(Plan(built, law=law).rows("Risk", heading))[4][0]
        for law in ("gadre-c4", "epoch-refit")
    ]
    assert notes[0].endswith("The law in force, gadre-c4, has no draws.")
    assert notes[1] == OWN_BAND


def test_a_law_of_ones_own_in_place_of_the_drawn_one_has_no_band(tmp_path):
    header = (records.DATA_FOLDER / "laws.csv").read_text().splitlines()[0]
    row = "epoch-refit,mine,1.8,400,2000,0.34,0.36,mine,,,,,mine,2026-11,primary,"
    (tmp_path / "laws.csv").write_text(f"{header}\n{row}\n")
    records.use_folder(tmp_path)
    try:
        planner = build()
    finally:
        records.use_folder(None)
    texts = {c.value for line in planner.book.workbook["Risk"].iter_rows() for c in line}
    assert "No draws: epoch-refit is a law of your own data." in texts
    assert len([key for key in planner.book.values if key[0] == "Draws"]) < 30


def test_the_draws_are_hidden_and_their_chain_is_short(built):
    planner, path = built[NATIVE]
    assert openpyxl.load_workbook(path)["Draws"].sheet_state == "hidden"
    formulas = [key for key in planner.book.values if key[0] == "Draws"]
    assert 3_000 < len(formulas) < 4_000
    assert planner.plan[Draws].steps == 2
    assert "Draws" not in built[ADDIN][0].book.titles
    assert any("COST_BAND(" in f for f in built[ADDIN][0].book.formulas.values())


# Ranges of the inputs ----------------------------------------------------------------------------


def test_every_case_is_the_plan_of_the_catalogue(plan):
    planned = xlplanner.cost_opt(plan.loss, plan.requests, plan.deployment, plan.law)
    for name, sides in plan.ranges.sides.items():
        for side in sides.values():
            value = plan.get(side.value)
            size = value if name == QUALITY else plan.size
            requests = value if name == REQUESTS else plan.requests
            loss = xlplanner.chinchilla_quality(size, plan.law)
            changed = plan.deployment_with({name: value} if name in FIGURES else {})
            best = xlplanner.cost_opt(loss, requests, changed, plan.law)
            assert plan.get(side.case.cost) == pytest.approx(best.cost, rel=1e-12), name
    bars = [[plan.get(cell) for cell in bar] for bar in plan.risk.bars]
    largest = [max(abs(low), abs(high)) for _, low, high, _ in bars]
    assert largest == sorted(largest, reverse=True)
    name, low, high, _ = next(bar for bar in bars if bar[0] == "Lifetime requests")
    cases = plan.ranges.sides[REQUESTS]
    for side, change in ((LOW, low), (HIGH, high)):
        cost = plan.get(cases[side].case.cost)
        assert change == pytest.approx(cost / planned.cost - 1, abs=1e-12)


def test_the_extra_cost_is_that_of_the_plan_where_a_case_comes_true(plan):
    planned = xlplanner.cost_opt(plan.loss, plan.requests, plan.deployment, plan.law)
    bars = {plan.get(bar.name): plan.get(bar.extra) for bar in plan.risk.bars}
    assert bars.pop("Quality, as a Chinchilla size") == NONE
    for name, sides in plan.ranges.sides.items():
        if name == QUALITY:
            continue
        extra = []
        for side in sides.values():
            value = plan.get(side.value)
            changed = plan.deployment_with({name: value} if name in FIGURES else {})
            requests = value if name == REQUESTS else plan.requests
            best = xlplanner.cost_opt(plan.loss, requests, changed, plan.law).cost
            cost = xlplanner.total_cost(planned.params, planned.tokens, requests, changed)
            extra.append(cost / best - 1)
        label = "Lifetime requests" if name == REQUESTS else label_of(name)
        assert bars[label[:1].upper() + label[1:]] == pytest.approx(max(extra), abs=1e-11)


def test_a_case_does_not_lead_beyond_what_has_been_measured(built):
    plan = Plan(built, output_mfu=0.2, training_overhead=1.1)
    sides = plan.ranges.sides["output_mfu"]
    assert [plan.get(side.value) for side in sides.values()] == pytest.approx([0.04, 0.3])
    sides = plan.ranges.sides["training_overhead"]
    assert [plan.get(side.value) for side in sides.values()] == pytest.approx([1, 1.76])
    # Nor does it change a plan that is there already.
    plan = Plan(built, output_mfu=0.5)
    sides = plan.ranges.sides["output_mfu"]
    assert [plan.get(side.value) for side in sides.values()] == pytest.approx([0.1, 0.5])


def test_a_wider_range_makes_a_larger_bar(built):
    plan = Plan(built, low_training_price=0.01, high_training_price=100)
    first = plan.risk.bars[0]
    assert plan.get(first.name) == "Training price"
    assert plan.get(first.high) > 10


def test_ranges_are_those_of_the_data():
    ranges = input_ranges()
    index, mfus = records.price_index(), records.utilisations().values()
    h100 = "H100-SXM-80GB"
    fall, slow_fall, rise = (
        1 + price_trend(index, h100, since=since, as_of=end).change
        for since, end in (("2024-01", "2024-12"), ("2024-01", "2025-10"), ("2025-10", "2026-09"))
    )
    assert (ranges["training_price"].low, ranges["training_price"].high) == pytest.approx(
        (fall, rise), abs=0.03
    )
    assert (ranges["inference_price"].low, ranges["inference_price"].high) == pytest.approx(
        (slow_fall**2, rise**2), abs=0.03
    )

    def spread(rows):
        shares = np.quantile([row.mfu for row in rows], [0.1, 0.5, 0.9])
        return shares[0] / shares[1], shares[2] / shares[1]

    low, high = zip(
        *(
            spread(
                row
                for row in mfus
                if (row.phase, row.gpu, row.peak_precision) == ("training", gpu, "BF16")
            )
            for gpu in (h100, "A100-80GB")
        ),
        strict=True,
    )
    assert min(low) <= ranges["training_mfu"].low <= max(low)
    assert min(high) <= ranges["training_mfu"].high <= max(high)
    prefill = [row for row in mfus if row.phase == "prefill"]
    assert spread(prefill) == pytest.approx(
        (ranges["input_mfu"].low, ranges["input_mfu"].high), abs=0.04
    )
    for name, phase in (("training_mfu", "training"), ("input_mfu", "prefill")):
        measured = [row.mfu for row in mfus if row.phase == phase]
        assert (ranges[name].least, ranges[name].most) == pytest.approx(
            (min(measured), max(measured)), abs=0.015
        )
    decode = [row.mfu for row in mfus if row.phase == "decode"]
    assert ranges["output_mfu"].least == pytest.approx(min(decode), abs=3e-4)
    assert ranges["output_mfu"].most == pytest.approx(np.quantile(decode, 0.9), abs=0.01)
    mixes = records.request_mixes()
    before, after = (mixes[f"OpenRouter all traffic, {end}"] for end in ("early 2024", "late 2025"))
    for name in ("input_tokens", "output_tokens"):
        grown = getattr(after, f"{name}_per_request") / getattr(before, f"{name}_per_request")
        assert ranges[name].high == pytest.approx(grown, rel=0.02)


def test_every_range_holds_the_planned_figure_and_says_where_it_comes_from():
    for name, row in input_ranges().items():
        assert row.low <= 1 <= row.high
        assert row.source
        assert row.note
        # A wider text would end outside the page.
        assert len(row.basis) <= 60, name
        assert number_format(UNITS[name])


def test_demands_cannot_come_so_close_that_no_plan_lies_between():
    low, high = (INPUTS[REQUESTS, side].accepts for side in (LOW, HIGH))
    assert high.low >= 2 * low.high


# Demand ------------------------------------------------------------------------------------------


def demand_rows(plan):
    rows = plan.rows("Risk", "Plans for an uncertain demand", "ABCDEFGH")
    return {row[0]: row[1:] for row in rows if row[0] != NOTE}


def test_plans_for_an_uncertain_demand_are_those_of_the_catalogue(plan):
    rows = demand_rows(plan)
    low, high = (input_ranges()[REQUESTS].low, input_ranges()[REQUESTS].high)
    p10, p90 = low * plan.requests, high * plan.requests
    common = (plan.deployment, plan.law)
    mean = xlplanner.demand_mean(p10, p90)
    assert rows["Lifetime requests"][2:5] == pytest.approx([p10, mean, p90], rel=1e-12)
    wanted = xlplanner.cost_quantiles(plan.loss, p10, p90, *common)
    assert rows[AT_MEAN][:5] == pytest.approx(list(wanted)[:5], rel=1e-11)
    for name, kind in ((RELATIVE, "relative"), (ABSOLUTE, "absolute")):
        wanted = xlplanner.minimax_plan(plan.loss, p10, p90, kind, *common)
        params, tokens, _, _, _, regret, dollars = rows[name]
        assert (params, tokens) == pytest.approx((wanted.params, wanted.tokens), rel=1e-9)
        assert regret == pytest.approx(wanted.regret, abs=1e-9)
        # The worst in dollars may be at the other end than the worst in percent.
        assert dollars >= wanted.regret_cost * (1 - 1e-6)
    regrets = [
        xlplanner.plan_regret(plan.loss, plan.requests, requests, *common)
        for requests in (p10, p90)
    ]
    assert rows[IN_FORCE][5] == pytest.approx(max(regrets), abs=1e-12)
    least = [
        xlplanner.cost_opt_total(plan.loss, requests, *common) for requests in (p10, mean, p90)
    ]
    assert rows[BEST][2:5] == pytest.approx(least, rel=1e-12)
    worst = {name: row[5] for name, row in rows.items() if isinstance(row[5], float)}
    assert min(worst, key=worst.get) == RELATIVE
    worst = {name: row[6] for name, row in rows.items() if isinstance(row[6], float)}
    assert min(worst, key=worst.get) == ABSOLUTE


WHOLE_BILLS = {
    "max_params": 20e9,
    "price_decline": 0.2,
    "discount": 0.1,
    "ramp_months": 6,
    "staff": 1e6,
    "contingency": 0.1,
    "fine_tuning_tokens": 1e11,
}


def test_with_limits_and_discounting_regrets_are_still_the_least(built):
    plan = Plan(built, **WHOLE_BILLS)
    rows = demand_rows(plan)
    best = rows.pop(BEST)[2:5]
    del rows["Lifetime requests"]
    regrets = {name: np.array(row[2:5]) / best - 1 for name, row in rows.items()}
    for name, row in rows.items():
        assert row[0] <= 20e9 * (1 + 1e-12)
        assert xlplanner.law_loss(row[0], row[1]) == pytest.approx(plan.loss, rel=1e-12)
        assert min(regrets[name]) > -1e-12
        assert max(regrets[name][::2]) == pytest.approx(row[5], abs=1e-12)
    low, _, high = regrets[RELATIVE]
    assert low == pytest.approx(high, abs=1e-9)
    low, _, high = np.array(rows[ABSOLUTE][2:5]) - best
    assert low == pytest.approx(high, rel=1e-9)
    assert low > 1e4
    for bar in plan.risk.bars:
        extra = plan.get(bar.extra)
        assert extra == NONE or extra > -1e-12


def test_changes_are_those_of_the_whole_bill(built):
    plan = Plan(built, **WHOLE_BILLS)
    live = plan.get(plan.planner.designs[CHEAPEST].cost)
    assert plan.get(plan.ranges.planned.cost) == pytest.approx(live, rel=1e-12)
    for name, sides in plan.ranges.sides.items():
        row = [cell.value for cell in plan.ranges.table.cells(0)].index(LABELS[name])
        for column, side in zip("LM", sides.values(), strict=True):
            change = plan.opened.get("Ranges", f"{column}{plan.ranges.table.first + row}")
            assert change == pytest.approx(plan.get(side.case.cost) / live - 1, abs=1e-12)


def test_limits_that_a_case_cannot_keep_leave_it_out(built):
    """Twice the quality takes more than these parameters, however long they are trained."""
    plan = Plan(built, max_params=7e9)
    bars = {plan.get(bar.name): (plan.get(bar.low), plan.get(bar.high)) for bar in plan.risk.bars}
    low, high = bars["Quality, as a Chinchilla size"]
    assert low < 0
    assert high == NONE
    assert plan.get(plan.risk.bars[0].name) in bars
    for cell in plan.risk.sentences:
        assert not plan.get(cell).startswith("No answer")


def test_a_scenario_in_force_is_the_plan_of_the_sheet(built):
    plan = Plan(built, scenario="Scenario 2")
    planned = plan.get(plan.planner.designs[CHEAPEST].cost)
    assert plan.get(plan.ranges.planned.cost) == pytest.approx(planned, rel=1e-12)
    assert planned != plan.planner.designs[CHEAPEST].cost.value


@pytest.mark.parametrize("engine", [Ironcalc, Formualizer])
@pytest.mark.parametrize("demand", [0, 1])
def test_without_demand_every_plan_is_the_same(built, engine, demand):
    opened = Opened(*built[NATIVE], engine).enter(inf_tokens=demand)
    risk = built[NATIVE][0].plan[Risk]
    for regret in risk.plans.regrets.values():
        assert opened.get("Risk", regret.address) == pytest.approx(0, abs=1e-12)
    for cell in risk.sentences:
        assert isinstance(opened.get("Risk", cell.address), str)


# In words ----------------------------------------------------------------------------------------


def test_what_decides_the_answer_is_said_in_three_lines(built):
    risk = built[NATIVE][0].plan[Risk]
    on_laws, on_inputs, on_demand = (cell.value for cell in risk.sentences)
    assert on_laws == (
        "Under each of the 9 scaling laws, as good as a Chinchilla model of 70B parameters: 9.4B "
        "to 24.2B parameters, $9.06M to $32.5M over the life, a saving of 46 % to 83 % against "
        "Chinchilla"
    )
    assert on_inputs == (
        "Output MFU moves the cost most, by -74 % to +198 % in its range; the choice of the law "
        "moves it by -64 % to +28 %, which is less"
    )
    assert on_demand == (
        "The break-even demand against Chinchilla is 4.87B requests, 14 % of the planned; if 0.3 "
        "to 3 times the planned comes, the plan costs at most 11 % more than the best model"
    )
    assert [bar.name.value for bar in risk.three_largest] == [
        "Output MFU",
        "Quality, as a Chinchilla size",
        "Lifetime requests",
    ]


def test_laws_that_disagree_more_than_inputs_are_said_to(built):
    narrow = {spec.key: 1 for (name, _), spec in INPUTS.items() if name != REQUESTS}
    plan = Plan(built, **narrow, inf_tokens=1e9)
    assert plan.get(plan.risk.sentences[1]).endswith(", which is more")


def test_a_planner_without_an_answer_says_so(built):
    opened = Opened(*built[NATIVE]).enter(quality_by="a loss", loss=1.2)
    for cell in built[NATIVE][0].plan[Risk].sentences:
        assert opened.get("Risk", cell.address) == NO_ANSWER


# Price history -----------------------------------------------------------------------------------


def test_prices_are_drawn_by_month_for_every_gpu(built):
    planner, path = built[NATIVE]
    sheet = openpyxl.load_workbook(path)["Price History"]
    (chart,) = planner.plan[PriceHistory].sheet.worksheet._charts
    drawn = {}
    for series in chart.series:
        years, prices = (
            [cell.value for (cell,) in sheet[reference.numRef.f.split("!")[1].replace("$", "")]]
            for reference in (series.xVal, series.yVal)
        )
        drawn[series.tx.v] = list(zip(years, prices, strict=True))
    index = records.price_index()
    assert drawn.keys() == {row.gpu for row in index}
    for gpu, points in drawn.items():
        rows = [row for row in index if row.gpu == gpu]
        assert points == [(row.year, row.median_usd_per_gpu_hour) for row in rows]
        assert [int(year) for year, _ in points] == [int(row.date[:4]) for row in rows]
    (table,) = sheet.tables.values()
    assert len(sheet[table.ref]) == 1 + len(index)


def test_a_note_on_risk_names_no_sheet_that_readers_do_not_see(built):
    planner = built[NATIVE][0]
    page = planner.book.workbook[Risk.title]
    texts = [cell.value for row in page.iter_rows() for cell in row if isinstance(cell.value, str)]
    kinds = planner.plan.kinds
    unseen = {s.title for s in kinds if planner.plan.in_export(s) is not InExport.SHOWN}
    named = {title for title in unseen for text in texts if f"sheet {title}" in text}
    assert Ranges.title in unseen
    assert named == set()
