"""What NOTES says, what it leaves alone, and where else it is said."""

import json
import warnings

import numpy as np
import pytest

import xlplanner
from xlplanner.cli import main
from xlplanner.errors import CatalogueError, NoteWarning
from xlplanner.functions.accepts import Number
from xlplanner.functions.calling import call
from xlplanner.functions.catalogue import CATALOGUE, find
from xlplanner.functions.entry import Argument, Condition, Example, Function
from xlplanner.functions.notes import notes_of
from xlplanner.functions.returns import Row
from xlplanner.units import Unit


def notes(name, *cells):
    return list(notes_of(find(name), cells).flat)


OTHER_GPU = {"training GPU": "H100", "inference GPU": "A100-40GB", "inference precision": "INT8"}


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (("LAW_LOSS", "2T", "10T"), "params 2.00T is 125 times the most that law chinchilla was"),
        (("LAW_LOSS", "1B", "6T"), "tokens 6.00T is 12 times the most that law chinchilla"),
        (("LAW_LOSS", "1M", "6B"), "params 1.00M is 0.0143 of the least that law chinchilla was"),
        (("OPT_PARAMS", "like 300B", 0), "params 300B is 18.7 times the most"),
        (("OPT_PLAN", "like 300B", 0), "chinchilla params 300B is 18.7 times the most"),
        (("COST_OPT", "like 300B", 0, None, None, "params"), "params 300B is 18.7 times"),
        (("LAW_LOSS", "10B", 4e14), "is more than the public text that people have written"),
        (("OPT_PARAMS", 11, 0), "loss 11 is above ln 50257 = 10.8"),
        (("TRAIN_COST", 1e9, 1e10, OTHER_GPU), "training MFU 0.5 is what the paper assumes for an"),
        (
            ("MODEL_PARAMS", "DeepSeek-V3"),
            "mixture of experts with 37.0B active params of 671B",
        ),
        (("IMPLIED_DEMAND", 405e9, 15.6e12), "under besiroglu"),
    ],
)
def test_what_is_doubtful_is_noted(call, words):
    assert words in "; ".join(notes(*call)[0])


@pytest.mark.parametrize(
    "call",
    [
        ("LAW_LOSS", "7B", "276B"),
        ("LAW_LOSS", "7B", "276B", {"E": 1.7}),
        ("LAW_LOSS", "150B", "4.9T"),
        ("OPT_PLAN", 2.13, "200B"),
        ("OPT_PARAMS", 2.13, "1e29"),
        ("COST_OPT", 2.13, 7e8),
        ("COST_OPT", 2.13, 7e8, {"training price": 9}),
        ("TRAIN_COST", 1e9, 1e10, OTHER_GPU | {"training MFU": 0.4}),
        ("MODEL_PARAMS", "Llama 2 70B"),
        ("COST_ROOFLINE", "like 3B", "10M", 32, 2000),
        ("COST_LIMITED", "like 3B", "10M", "10T", "100T"),
        ("DECODE_SPEED", "70B", "H100", 32, 2000, 8),
        ("GPU_HOUR_COST", 3e4, 4, None, None, 1.2),
        ("GPU_PRICE_TREND", "H100", "2024-01", "2024-12"),
        ("IMPLIED_DEMAND", 1e9, 2e11),
        ("LAW_INFO",),
        ("WHY", "OPT_PARAMS", 2, 2),
        ("XLPLANNER_VERSION",),
    ],
)
def test_what_is_in_order_has_no_note(call):
    assert set(notes(*call)) <= {()}


def test_each_cell_has_its_own_notes_and_an_error_none():
    cells = ([["like 7B"], [1.5], ["like 400B"], [2.5]], 0, [["chinchilla"]] * 3 + [["gadre-c4"]])
    fine, bad, far, other = notes("OPT_PARAMS", *cells)
    assert fine == bad == other == ()
    assert "law chinchilla" in far[0]
    grid = notes_of(find("LAW_LOSS"), ([[1e9], [1e12]], [[1e10, 9e12]]))
    assert [[len(cell) for cell in row] for row in grid] == [[0, 1], [1, 2]]


def test_the_function_joins_notes_and_gives_the_reason_of_an_error():
    both = call(find("NOTES"), ("LAW_LOSS", [[1e9], [2e12], ["x"]], 4e14)).values
    assert both.shape == (3, 1)
    assert both[0, 0].count("; ") == 1
    assert both[1, 0].count("; ") == 2
    assert both[2, 0].startswith("params must be a number")
    for name in ("NOTES", "WHY"):
        assert call(find(name), ("NOSUCH", 1)).values.startswith('there is no function "NOSUCH"')
        assert call(find(name), (None,)).values == "the name of one function is needed"
        assert call(find(name), (["A", "B"],)).values == "the name of one function is needed"
        assert "takes 2 to 3 arguments; got 0" in call(find(name), ("LAW_LOSS",)).values


@pytest.mark.parametrize("function", CATALOGUE.values(), ids=CATALOGUE)
def test_every_example_can_be_asked_about(function):
    for example in function.examples:
        texts = np.ravel(call(find("NOTES"), (function.name, *example.args)).values)
        assert all(isinstance(text, str) and text for text in texts)


def test_the_command_line_prints_notes_on_stderr_and_as_json(capsys):
    assert main(["call", "LAW_LOSS", "{2T,3T}", "10T"]) == 0
    printed = capsys.readouterr()
    assert printed.err.count("note: ") == 3
    assert len(printed.out.split()) == 2
    assert main(["call", "--json", "LAW_LOSS", "{7B;x;2T}", "{276B;276B;276B}"]) == 2
    answer = json.loads(capsys.readouterr().out)
    assert [len(cell) for cell in answer["notes"]] == [0, 0, 1]
    assert answer["status"][1] == ["value"]


def test_python_warns_only_when_asked():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        xlplanner.law_loss(2e12, 20e12)
    xlplanner.show_notes()
    try:
        with pytest.warns(NoteWarning, match="law chinchilla was fitted on") as caught:
            xlplanner.law_loss([2e12, 2e12, 7e9], 20e12)
        assert len(caught) == 2
        assert caught[0].filename == __file__
    finally:
        xlplanner.show_notes(False)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        xlplanner.law_loss(2e12, 20e12)


def test_a_function_may_have_notes_of_its_own():
    fields = {"cost": Unit.USD, "margin": Unit.USD}

    def body(params):
        """Something."""
        return params, params - 5

    loss = Condition(lambda margin: margin >= 0, lambda margin: f"the plan loses {-margin:g} USD")
    argument = Argument("params", "Parameters", Unit.PARAMS, Number(0, 9))
    details = ("test", (argument,), Row(fields), "none", (Example((1.0,), (1.0, 1.0), "none"),))
    function = Function("SOMETHING", *details, body, notes=(loss,))
    assert list(notes_of(function, ([1.0, 7.0, 10.0],))) == [("the plan loses 4 USD",), (), ()]
    odd = Condition(lambda surplus: surplus > 0, lambda surplus: "")
    with pytest.raises(CatalogueError, match="a note on what it does not have"):
        Function("SOMETHING", *details, body, notes=(odd,))


def test_a_field_alone_has_the_notes_of_its_row():
    row = notes("COST_ELASTIC", "like 30B", "4.2M", "30B", 0.5, 0.1)
    field = notes("COST_ELASTIC", "like 30B", "4.2M", "30B", 0.5, 0.1, None, None, "cost")
    assert row == field
    assert any("loses" in note for note in row[0])


def test_a_field_of_a_row_or_a_grid_of_cells_has_notes():
    """A row for each cell would not fit, but one field does."""
    grid = ([[2.0, 2.2]], [[1e9], [1e20]], None, None, None, None, None, "tokens")
    answer = call(find("COST_LIMITED"), grid)
    assert answer.errors is None
    found = notes_of(find("COST_LIMITED"), grid, answer)
    assert found.shape == answer.values.shape == (2, 2)
    for i, j in np.ndindex(2, 2):
        alone = (grid[0][0][j], grid[1][i][0], *grid[2:7], None)
        assert found[i, j] == notes_of(find("COST_LIMITED"), alone)[()]
    assert any("law" in note for note in found[1, 0])


def test_an_answer_that_another_law_does_not_give_is_noted():
    within = ("COST_LIMITED", "like 30B", "1B", None, "300B")
    assert "the answer has another sign, or there is none" in "; ".join(notes(*within)[0])
