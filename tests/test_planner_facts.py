"""The planner takes a GPU's peak and a reported MFU as a careful reader of them would."""

from typing import NamedTuple

import pytest
from engines import Ironcalc
from plans import at

from xlplanner.errors import UnknownNameError
from xlplanner.reference import records
from xlplanner.workbook.build import INPUTS, build, inputs
from xlplanner.workbook.editions import ADDIN, EDITIONS, NATIVE
from xlplanner.workbook.grid.style import CHECK, NOTE, OK
from xlplanner.workbook.sheets.checks import FIRST, Checks
from xlplanner.workbook.sheets.planner.inputs import BY_REQUESTS
from xlplanner.workbook.sheets.planner.results import CHEAPEST, CHINCHILLA
from xlplanner.workbook.sheets.planner.sentences import NO_ANSWER

DEEPSEEK = "DeepSeek-V3 671B-A37B training on 2048x H800"
H800 = {"training_gpu": "H800", "training_price": 2, "training_mfu_like": DEEPSEEK}


class Answer(NamedTuple):
    verdict: str
    headline: str
    peak: float
    mfu: float


@pytest.fixture(params=EDITIONS)
def answer(request, built):
    """What the planner of an edition says, given some inputs: computed anew by an engine, or, in
    the other edition, as its functions say."""
    planner, path = built[NATIVE]

    def native(**changes):
        opened = Ironcalc(path)
        for key, value in changes.items():
            opened.set("Planner", at(planner, key), value)
        opened.recalculate()
        figures = planner.deployment
        cells = (planner.verdict, planner.answer, figures.training_peak, figures.training_mfu)
        return Answer(*(opened.get(cell.sheet, cell.address) for cell in cells))

    def addin(**changes):
        planner = build(inputs(**changes), ADDIN)
        figures = planner.deployment
        cells = (planner.verdict, planner.answer, figures.training_peak, figures.training_mfu)
        return Answer(*(cell.value for cell in cells))

    return native if request.param == NATIVE else addin


def test_training_is_as_fast_as_measured_in_the_precision_of_the_run(answer):
    given = answer(**H800, training_precision="FP8")
    assert given.peak * given.mfu == pytest.approx(0.3894 * 9.89e14, rel=1e-12)
    assert given.verdict == NOTE
    given = answer(**H800, training_precision="BF16")
    assert given.mfu == "#N/A"
    assert given.headline == (
        f"{NO_ANSWER}Training MFU: not known in the precision in use: choose one measured in it, "
        "or enter your own"
    )


def test_an_mfu_of_a_run_in_another_format_gives_no_answer(answer):
    other = H800 | {"training_mfu_like": "PaLM 540B training on 6144x TPU v4"}
    assert answer(**other).verdict == NOTE
    given = answer(**other, training_precision="FP8")
    assert given.mfu == "#N/A"
    assert given.headline.startswith(NO_ANSWER)


@pytest.mark.parametrize(
    ("changes", "verdict"),
    [
        # The planner's own precision of inference is INT8.
        ({"inference_gpu": "B300"}, CHECK),
        ({"inference_gpu": "GB300", "inference_price": 5}, CHECK),
        ({"inference_gpu": "B300", "inference_precision": "FP8"}, NOTE),
        ({"inference_gpu": "B300", "inference_peak": 4.5e15}, NOTE),
        ({"inference_gpu": "B200"}, NOTE),
        ({"inference_gpu": "T4"}, NOTE),
        ({"training_gpu": "V100-SXM2-16GB", "training_price": 1}, CHECK),
        (
            {"training_gpu": "V100-SXM2-16GB", "training_price": 1, "training_precision": "FP16"},
            NOTE,
        ),
    ],
)
def test_a_format_slower_than_bf16_gives_no_answer(answer, changes, verdict):
    # The MFUs of a GPU that is picked must be set.
    mfus = {"training_mfu": 0.4, "input_mfu": 0.4, "output_mfu": 0.2}
    given = answer(**changes, **mfus)
    assert given.verdict == verdict
    assert given.headline.startswith(NO_ANSWER) == (verdict == CHECK)


@pytest.mark.parametrize(
    ("use", "changes"),
    [
        ("inference", {"inference_gpu": "B300"}),
        ("training", {"training_gpu": "B300", "training_precision": "INT8"}),
    ],
)
def test_a_format_slower_than_bf16_leaves_no_figures(built, use, changes):
    """In the native edition computed anew by an engine, in the other as its functions say."""
    planner, path = built[NATIVE]
    opened = Ironcalc(path)
    for key, value in changes.items():
        opened.set("Planner", at(planner, key), value)
    opened.recalculate()
    other = build(inputs(**changes), ADDIN)
    for number in (CHEAPEST, CHINCHILLA):
        cost = planner.designs[number].cost.address
        assert opened.get("Planner", cost) == other.designs[number].cost.value == "#N/A"
    first = f"{use.title()} precision: slower on the GPU than BF16"
    listed = [opened.get("Checks", cell.address) for cell in planner.plan[Checks].looked_at]
    assert first in listed
    assert first in [cell.value for cell in other.plan[Checks].looked_at]


def test_without_demand_the_plan_is_the_chinchilla_model(answer):
    given = answer(demand_by=BY_REQUESTS, requests=0)
    assert given.headline.endswith("over its life; it is the Chinchilla model")


def test_the_check_names_the_precision_and_an_engine_agrees(built):
    planner, path = built[NATIVE]
    opened = Ironcalc(path)
    names = {
        planner.book.values.get(("Checks", row[0].coordinate), row[0].value): row[4].coordinate
        for row in planner.book.workbook["Checks"].iter_rows(min_row=FIRST)
    }
    cell = names["Inference precision: no slower on the GPU than BF16"]
    for gpu, precision, verdict in (
        ("B300", "INT8", CHECK),
        ("B300", "FP8", OK),
        ("T4", "INT8", OK),
        ("", "INT8", OK),
    ):
        opened.set("Planner", at(planner, "inference_gpu"), gpu)
        opened.set("Planner", at(planner, "inference_precision"), precision)
        opened.recalculate()
        assert opened.get("Checks", cell) == verdict
    for key, value in {**H800, "training_precision": "FP8"}.items():
        opened.set("Planner", at(planner, key), value)
    opened.recalculate()
    mfu = opened.get("Workings", planner.deployment.training_mfu.address)
    assert mfu == pytest.approx(0.3894 * 9.89e14 / 1.979e15, rel=1e-12)


def test_the_planner_offers_models_that_state_their_tokens():
    offered = INPUTS["model"].options
    assert "DeepSeek-V3" in offered
    assert "Mixtral 8x7B" in records.models().keys() - set(offered)
    with pytest.raises(UnknownNameError, match="not a known model"):
        inputs(model="Mixtral 8x7B")


def test_the_planner_offers_providers_that_sell_on_demand():
    offered = INPUTS["provider"].options
    assert {"AWS", "Lambda", "Scaleway"} <= set(offered)
    # An author's assumption, and a reserved cluster.
    assert not {"SemiAnalysis", "DeepSeek", "Together"} & set(offered)
