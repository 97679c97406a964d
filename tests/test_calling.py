"""The one calling rule: what cells may hold, and what a cell gets that holds something else."""

import datetime
import time
import tracemalloc
import warnings
from dataclasses import fields
from decimal import Decimal

import numpy as np
import pytest
from calls import cell_error, value
from hypothesis import example, given
from hypothesis import strategies as st

from xlplanner.core import blocks
from xlplanner.core.cost import Deployment
from xlplanner.core.law import Law
from xlplanner.errors import CellValueError, Status, XlplannerError
from xlplanner.functions.accepts import Number
from xlplanner.functions.calling import call
from xlplanner.functions.catalogue import CATALOGUE, find
from xlplanner.functions.cell_errors import CELL_ERRORS
from xlplanner.functions.entry import AnyCell, Argument, Condition, Example, Function
from xlplanner.functions.numbers import parse_number
from xlplanner.functions.records import deployments, laws
from xlplanner.functions.returns import Raw, Scalar, Table
from xlplanner.units import Unit

OPT = CATALOGUE["OPT_PARAMS"]
COST = CATALOGUE["COST_OPT_TOTAL"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("70B", 70e9),
        ("2T", 2e12),
        ("1.5e12", 1.5e12),
        (" 7,000 ", 7000.0),
        ("7,000,000.5", 7000000.5),
        ("1.1T", 1.1e12),
        ("3k", 3e3),
        ("5 m", 5e6),
        ("-5", -5.0),
        ("+5", 5.0),
        (".5", 0.5),
        ("5.", 5.0),
        ("50%", 0.5),
        ("$1.50", 1.5),
        ("1E+3", 1e3),
        ("1e400", float("inf")),
        ("", None),
        ("x", None),
        ("nan", None),
        ("inf", None),
        ("1,00", 1.0),
        ("1,5B", 1.5e9),
        ("-2,25 m", -2.25e6),
        (",5", 0.5),
        ("5,", 5.0),
        ("1,5e9", 1.5e9),
        ("12,5%", 0.125),
        ("1,2345", 1.2345),
        ("1,234", 1234.0),
        ("1,500,000B", 1.5e15),
        ("1,500.0B", 1.5e12),
        # 1.5B or 1500B; 0.375 or no number of thousands.
        ("1,500B", None),
        ("$1,500 m", None),
        ("1,500%", None),
        ("1,500e3", None),
        ("0,375", None),
        ("1234,500", None),
        (",500", None),
        (",", None),
        ("1,5,5", None),
        ("1.500,5", None),
        ("70BB", None),
        ("=1", None),
        ("1 2", None),
        ("0x10", None),
        ("1_000", None),
        ("1e5B", None),
        ("٣", None),
        ("--5", None),
    ],
)
def test_numbers_in_text(text, number):
    assert parse_number(text) == number


def test_text_numbers_are_the_numbers_they_name():
    wanted = value("OPT_PARAMS", 2.13, 2e11)
    for cells in (("2.13", "200B"), (" 2.13 ", "200,000,000,000"), (Decimal("2.13"), "2e11")):
        assert value("OPT_PARAMS", *cells) == wanted
    assert value("OPT_PARAMS", np.float64(2.13), 200_000_000_000) == wanted


@pytest.mark.parametrize("blank", [None, "", "  "])
def test_blank_optional_cells_take_their_defaults(blank):
    assert value("OPT_PARAMS", 2.13, 2e11, blank) == value("OPT_PARAMS", 2.13, 2e11, "chinchilla")
    assert value("COST_OPT_TOTAL", 2.13, 7e8, blank, blank) == value("COST_OPT_TOTAL", 2.13, 7e8)


BAD = [
    (
        ("=1+1", 1),
        Status.VALUE,
        "#VALUE!",
        'loss must be a number, above 0 and at most 100, or text such as "like 30B"; got "=1+1"',
    ),
    (("abc", 1), Status.VALUE, "#VALUE!", "loss must be a number"),
    (("nan", 1), Status.VALUE, "#VALUE!", 'got "nan"'),
    (("", 1), Status.VALUE, "#VALUE!", "the cell is empty"),
    ((None, 1), Status.VALUE, "#VALUE!", "the cell is empty"),
    ((True, 1), Status.VALUE, "#VALUE!", "got TRUE"),
    ((object(), 1), Status.VALUE, "#VALUE!", "got a object"),
    ((1.69, 1), Status.DOMAIN, "#NUM!", "above the law's irreducible loss E = 1.69; got 1.69"),
    ((1.2, 1), Status.DOMAIN, "#NUM!", "E = 1.69; got 1.2"),
    ((1.80, 1, "besiroglu"), Status.DOMAIN, "#NUM!", "E = 1.8172; got 1.8"),
    ((-2, 1), Status.DOMAIN, "#NUM!", "loss must be above 0"),
    (("1e400", 1), Status.DOMAIN, "#NUM!", '"like 30B"; got "1e400"'),
    ((10**400, 1), Status.DOMAIN, "#NUM!", '"like 30B"; got inf'),
    ((float("nan"), 1), Status.DOMAIN, "#NUM!", "got nan"),
    ((2.13, -1), Status.DOMAIN, "#NUM!", "inf_tokens must be at least 0 and at most 1e+30; got -1"),
    ((2.13, 1e31), Status.DOMAIN, "#NUM!", "got 1e+31"),
    ((2.13, 1, "chinchila"), Status.UNKNOWN, "#N/A", "did you mean chinchilla?"),
    ((2.13, 1, "zzz"), Status.UNKNOWN, "#N/A", "known are chinchilla, hoffmann-rounded"),
    ((2.13, 1, 5), Status.VALUE, "#VALUE!", "law must be the name of a law"),
    (("#DIV/0!", 1), Status.PASSED_ON, "#DIV/0!", "an argument cell holds #DIV/0!"),
    (("abc", "#REF!"), Status.PASSED_ON, "#REF!", "holds #REF!"),
    (("#N/A", "#REF!", "zzz"), Status.PASSED_ON, "#N/A", "holds #N/A"),
]


@pytest.mark.parametrize(("cells", "status", "code", "reason"), BAD)
def test_bad_cells(cells, status, code, reason):
    found = cell_error("OPT_PARAMS", *cells)
    assert (found.status, found.code) == (status, code)
    assert reason in found.reason
    assert value("WHY", "OPT_PARAMS", *cells) == found.reason


@pytest.mark.parametrize(("cells", "status", "code", "reason"), BAD)
def test_a_bad_cell_among_good_ones_spoils_only_itself(cells, status, code, reason):
    column = [[2.13, 2e11, "chinchilla"], [*cells, "", ""][:3]]
    table = [[row[i]] for i in range(3) for row in column]
    ranges = [table[0:2], table[2:4], table[4:6]]
    values, problems = call(OPT, tuple(ranges)).cells()
    assert values[0] == [value("OPT_PARAMS", 2.13, 2e11)]
    assert values[1] == [code]
    assert problems[1][0].status is status
    assert value("WHY", "OPT_PARAMS", *ranges)[0, 0] == "OK"


@pytest.mark.parametrize("code", sorted(CELL_ERRORS))
def test_every_error_value_is_passed_on(code):
    assert cell_error("OPT_PARAMS", code.lower(), 1).code == code


def test_a_row_against_a_column_gives_a_grid():
    losses, demands = [[2.0], [2.1], [2.2]], [[0, 1e9, 1e12, 1e15]]
    grid = value("OPT_PARAMS", losses, demands)
    assert grid.shape == (3, 4)
    for i, (loss,) in enumerate(losses):
        for j, demand in enumerate(demands[0]):
            assert grid[i, j] == pytest.approx(value("OPT_PARAMS", loss, demand), rel=1e-15)


def test_a_column_of_laws_and_a_row_of_deployments():
    names, presets = list(laws()), list(deployments())
    grid = value("COST_OPT_TOTAL", 2.5, 7e8, [presets], [[name] for name in names])
    for i, name in enumerate(names):
        for j, preset in enumerate(presets):
            alone = value("COST_OPT_TOTAL", 2.5, 7e8, preset, name)
            assert grid[i, j] == pytest.approx(alone, rel=1e-14)


def test_blank_cells_of_a_range_of_names_take_the_default():
    column = value("OPT_PARAMS", 2.5, 2e11, [["besiroglu"], [""], [None]])
    assert column[1] == column[2] == value("OPT_PARAMS", 2.5, 2e11)
    assert column[0] == value("OPT_PARAMS", 2.5, 2e11, "besiroglu")


@pytest.mark.parametrize(
    ("cells", "shape"),
    [
        ((2.13, 7e8), (5,)),
        (([[2.13]], 7e8), (1, 5)),
        (([[2.13], [2.2]], 7e8), (2, 5)),
        (([2.13, 2.2, 2.3], 7e8), (3, 5)),
    ],
)
def test_a_row_function_gives_a_row_for_each_cell(cells, shape):
    rows = value("COST_OPT", *cells)
    assert rows.shape == shape
    np.testing.assert_array_equal(rows.reshape(-1, 5)[0], value("COST_OPT", 2.13, 7e8))


def test_fields_pick_from_the_row():
    row = value("COST_OPT", 2.13, 7e8)
    fields = list(CATALOGUE["COST_OPT"].fields)
    assert [value("COST_OPT", 2.13, 7e8, "", "", field) for field in fields] == list(row)
    picked = value("COST_OPT", 2.13, 7e8, "", "", [fields])
    np.testing.assert_array_equal(picked, [row])
    assert value("COST_OPT", 2.13, 7e8, "", "", "Chinchilla Cost") == row[3]
    assert cell_error("COST_OPT", 2.13, 7e8, "", "", "price").code == "#VALUE!"
    assert "empty" in cell_error("COST_OPT", 2.13, 7e8, "", "", [["cost", ""]]).reason


def test_a_plan_is_labelled():
    rows = call(CATALOGUE["OPT_PLAN"], ([[2.13], [1.0]], 2e11)).cells()[0]
    assert rows[0] == list(CATALOGUE["OPT_PLAN"].fields)
    assert rows[1][0] == value("OPT_PARAMS", 2.13, 2e11)
    assert set(rows[2]) == {"#NUM!"}


def test_a_deployment_as_labels_and_values():
    base = deployments()["paper-stated"]
    table = [
        ["training price [USD/GPU-hour]", "$3"],
        ["Output MFU", "2%"],
        ["note", "mine"],
    ]
    mine = Deployment(
        **{f.name: getattr(base, f.name) for f in fields(Deployment)}
        | {"training_price": 3.0, "output_mfu": 0.02}
    )
    assert value("COST_OPT_TOTAL", 2.13, 7e8, table) == value("COST_OPT_TOTAL", 2.13, 7e8, mine)
    named = [["deployment", "paper-printed"], ["output_mfu", 0.01]]
    assert value("COST_OPT_TOTAL", 2.13, 7e8, named) == value(
        "COST_OPT_TOTAL", 2.13, 7e8, "paper-printed"
    )


@pytest.mark.parametrize(
    ("table", "code", "reason"),
    [
        ([["training price", 0]], "#NUM!", "deployment training price must be at least 1e-06"),
        ([["training price", "dear"]], "#VALUE!", "training price must be a number"),
        ([["training price", 1], ["training_price", 2]], "#VALUE!", "gives training price twice"),
        ([["training price", 1], ["trainig mfu", 2]], "#VALUE!", "did you mean training MFU?"),
        ([["training price", "#REF!"]], "#REF!", "holds #REF!"),
        ([["output mfu", 1.5]], "#NUM!", "at most 1; got 1.5"),
        ([["deployment", "paper-stated"], ["deployment", "paper-printed"]], "#VALUE!", "twice"),
        ([["training price", 1], ["", 2]], "#VALUE!", "gives 2 without a label"),
        ([["training price", "1e-310"]], "#NUM!", "at least 1e-06"),
        ([["deployment", "zzz"]], "#N/A", "known are paper-stated, paper-printed"),
    ],
)
def test_a_bad_deployment_table(table, code, reason):
    found = cell_error("COST_OPT_TOTAL", 2.13, 7e8, table)
    assert found.code == code
    assert reason in found.reason


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("COST_OPT", (2, "1B")), ("DEPLOYMENT_INFO", ()), ("TRAIN_COST", ("7B", "1T"))],
)
def test_numbers_beside_labels_unknown_alike_are_a_record_with_a_wrong_label(name, arguments):
    found = cell_error(name, *arguments, [["cached inputs", 0.5]])
    assert found.code == "#VALUE!"
    hint = 'has no field "cached inputs"; did you mean cached input?'
    assert found.reason == f"deployment {hint}"


def test_a_number_beside_a_name_does_not_spoil_it():
    answer = call(CATALOGUE["LAW_LOSS"], ("7B", "1T", [["chinchilla", 5.0]]))
    assert answer.values[0, 0] == value("LAW_LOSS", "7B", "1T")
    assert answer.errors[0, 0] is None
    assert "got 5" in answer.errors[0, 1].reason


def test_the_table_of_a_law_is_a_law():
    for name in laws():
        table = value("LAW_INFO", name)
        assert value("OPT_PARAMS", 2.5, 2e11, table) == value("OPT_PARAMS", 2.5, 2e11, name)
    edited = value("LAW_INFO").copy()
    edited[edited[:, 0] == "E", 1] = 1.8
    own = Law(E=1.8, A=406.4, B=410.7, alpha=0.336, beta=0.283)
    assert value("OPT_PARAMS", 2.5, 2e11, edited) == value("OPT_PARAMS", 2.5, 2e11, own)


def test_a_law_out_of_bounds_is_refused_however_it_comes():
    bad = Law(E=1.69, A=-1, B=410.7, alpha=0.336, beta=0.283)
    assert "law A must be at least 1e-06" in cell_error("OPT_PARAMS", 2.13, 2e11, bad).reason
    assert (
        "law A must be at least 1e-06" in cell_error("OPT_PARAMS", 2.13, 2e11, [["A", -1]]).reason
    )


@pytest.mark.parametrize(
    ("name", "cells", "reason"),
    [
        ("OPT_PARAMS", (2.13,), r"takes 2 to 3 arguments; got 1"),
        ("OPT_PARAMS", (1, 2, 3, 4), r"takes 2 to 3 arguments; got 4"),
        ("TRAIN_FLOPS", (), r"takes 2 arguments; got 0"),
        ("OPT_PARAMS", ([[2], [3]], [[1], [2], [3]]), "cannot pair ranges of 2×1 and 3×1"),
        ("OPT_PARAMS", ([[2, 3], [4]], 1), "rectangle"),
        ("COST_OPT", ([[2.13, 2.2]], 7e8), "one column; got 1×2"),
        ("LAW_INFO", ([["chinchilla", "besiroglu"]],), "single cells"),
    ],
)
def test_only_wrong_arity_or_shape_raises(name, cells, reason):
    with pytest.raises(CellValueError, match=reason):
        call(find(name), cells)


def test_no_solution_says_how_far_the_model_can_go():
    found = cell_error("LAW_TOKENS", 2.13, 1e6)
    assert found.code == "#NUM!"
    assert "with 1e+06 params no number of tokens reaches a loss of 5.607001152" in found.reason
    assert "tokens no number of params" in cell_error("LAW_PARAMS", 1.70, 1e9).reason


def test_an_answer_too_large_for_a_cell():
    tiny = [["E", 1], ["A", 1e12], ["B", 1e12], ["alpha", 0.01], ["beta", 0.01]]
    assert "largest number" in cell_error("CHINCHILLA_PARAMS", 1.5, tiny).reason


CELL = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=8),
    st.binary(max_size=3),
    st.sampled_from(["70B", "#N/A", "besiroglu", "paper-stated", "1e400", "=A1", "cost"]),
    st.decimals(),
    st.complex_numbers(),
)
RANGE = st.one_of(
    CELL,
    st.lists(st.lists(CELL, max_size=3), max_size=3),
    st.lists(CELL, max_size=3),
    st.just([["training price", "x"]]),
)


@given(st.sampled_from(list(CATALOGUE)), st.lists(RANGE, max_size=6))
@example("COST_OPT", [[[]], 1])
@example("COST_OPT", [2.13, 7e8, [[None, None]], None, [[None]]])
@example("CHINCHILLA_PARAMS", [[], []])
@example("LAW_INFO", [[[None]]])
@example("LAW_INFO", [[["besiroglu", "besiroglu"]]])
@example("WHY", [[["OPT_PARAMS"]], 1])
def test_nonsense_gives_an_answer_or_a_named_error(name, cells):
    try:
        answer = call(CATALOGUE[name], tuple(cells))
    except XlplannerError:
        return
    values, problems = answer.cells()
    assert len(values) == len(problems)
    for row, found in zip(values, problems, strict=True):
        for cell, reason in zip(row, found, strict=True):
            assert reason is not None or isinstance(cell, str) or np.isfinite(cell)
            assert reason is None or (cell == reason.code and reason.reason)


@pytest.mark.parametrize("loss", [1.5, 1.6, 2.13])
def test_single_numbers_with_a_range_of_names(loss):
    names = [["chinchilla"], ["besiroglu"], ["zzz"]]
    for function in ("OPT_PARAMS", "LAW_TOKENS"):
        rows = call(find(function), (loss, 2e11, names)).rows()
        for (name,), (together,) in zip(names, rows, strict=True):
            ((alone,),) = call(find(function), (loss, 2e11, name)).rows()
            wanted = pytest.approx(alone, rel=1e-14) if isinstance(alone, float) else alone
            assert together == wanted


def test_rows_of_different_length_for_a_table():
    with pytest.raises(CellValueError, match="must be a rectangle"):
        call(find("LAW_INFO"), ([[1], [2, 3]],))


@pytest.mark.parametrize(
    ("raised", "code", "reason"),
    [
        (ZeroDivisionError("float division by zero"), "#NUM!", "beyond the largest number"),
        (OverflowError("too large"), "#NUM!", "beyond the largest number"),
        (TypeError("bad operand"), "#VALUE!", "SOMETHING failed, which is a mistake in xlplanner"),
        (KeyError("N"), "#VALUE!", "mistake in xlplanner: KeyError('N')"),
        (RecursionError("deep"), "#VALUE!", "mistake in xlplanner"),
    ],
)
@pytest.mark.parametrize("returns", [Scalar(Unit.PARAMS), Table(), Raw(Unit.TEXT)])
def test_whatever_a_body_raises_becomes_an_error_value(raised, code, reason, returns):
    def body(params):
        """Something."""
        raise raised

    accepts = AnyCell() if isinstance(returns, Raw) else Number(0, 9)
    argument = Argument("params", "Parameters", Unit.PARAMS, accepts)
    example = (Example((1.0,), 1.0, "none"),)
    function = Function("SOMETHING", "test", (argument,), returns, "none", example, body)
    for cells in (1.0, [[1.0, 2.0]] if isinstance(returns, Scalar) else 1):
        answer = call(function, (cells,))
        assert {cell for row in answer.rows() for cell in row} <= {code, "#VALUE!"}
        assert all(error.reason for error in np.ravel(answer.errors))
    if not isinstance(returns, Table | Raw):
        assert reason in np.ravel(answer.errors)[0].reason
        assert np.ravel(answer.errors)[0].code == code


def test_a_condition_explains_what_a_body_cannot_compute():
    def body(params):
        """Something."""
        return 1 / (params - params)

    condition = Condition(lambda params: params > 5, lambda params: f"params {params:g} are few")
    argument = Argument("params", "Parameters", Unit.PARAMS, Number(0, 9))
    example = (Example((1.0,), 1.0, "none"),)
    function = Function(
        "SOMETHING", "test", (argument,), Scalar(Unit.PARAMS), "none", example, body, (condition,)
    )
    assert call(function, (1.0,)).errors.item().reason == "params 1 are few"
    assert "beyond the largest" in call(function, (6.0,)).errors.item().reason


def test_a_number_beside_a_name_leaves_the_name_as_it_is():
    both = call(find("LAW_LOSS"), (1e9, 1e10, [["besiroglu", 5]])).rows()
    assert both == [[call(find("LAW_LOSS"), (1e9, 1e10, "besiroglu")).values, "#VALUE!"]]
    row = call(find("TRAIN_COST"), (1e9, 1e10, [["paper-printed", "paper-stated"]])).rows()[0]
    assert row == call(find("TRAIN_COST"), (1e9, 1e10, [["paper-printed", 1.5]])).rows()[0][:1] * 2


class Column:
    """What turns into an array, as a pandas Series does."""

    def __init__(self, *cells):
        self.cells = cells

    def __array__(self, dtype=None, copy=None):
        return np.array(self.cells, dtype=dtype)


def test_what_turns_into_an_array_is_a_range():
    values = call(find("OPT_PARAMS"), (Column(2.1, 2.2), 1e11)).values
    assert values.tolist() == call(find("OPT_PARAMS"), ([2.1, 2.2], 1e11)).values.tolist()
    fields = Column(["alpha", "0.34"], ["E", "1.7"])
    own = call(find("LAW_INFO"), (np.asarray(fields),)).rows()
    assert call(find("LAW_INFO"), (fields,)).rows() == own


SPANS = [
    datetime.timedelta(days=3),
    np.timedelta64(3, "D"),
    np.timedelta64("NaT", "D"),
    np.datetime64("NaT", "D"),
    np.array([3], dtype="timedelta64[D]"),
    Decimal("sNaN"),
    datetime.time(3),
    object(),
]


@pytest.mark.parametrize("cell", SPANS, ids=lambda cell: type(cell).__name__)
@pytest.mark.parametrize(
    ("name", "before"), [("OPT_PARAMS", ()), ("GPU_PRICE", ("A100-80GB", None, None)), ("WHY", ())]
)
def test_a_cell_that_is_no_number_and_no_day_has_the_documented_error(name, before, cell):
    rest = (1e11,) if name == "OPT_PARAMS" else ()
    answer = call(find(name), (*before, cell, *rest))
    if name == "WHY":
        assert "function" in str(answer.values)
    else:
        assert {e.code for e in np.ravel(answer.errors)} == {"#VALUE!"}


@pytest.mark.parametrize("day", [np.datetime64("2023-05-01"), np.datetime64("2023-05-01T10:30")])
def test_numpys_days_are_days(day):
    text = call(find("GPU_PRICE"), ("A100-80GB", None, None, "2023-05-01"))
    assert call(find("GPU_PRICE"), ("A100-80GB", None, None, day)).values == text.values


@pytest.mark.parametrize("loss", [1.5, 1.69, 2.0])
@pytest.mark.parametrize("params", [None, "1M", "8B"])
def test_a_condition_that_cannot_be_computed_fails_quietly(loss, params):
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        alone = call(find("BREAK_EVEN_API"), (loss, 1.0, 1.0, params))
        column = call(find("BREAK_EVEN_API"), ([[loss], [2.0]], 1.0, 1.0, params))
    assert alone.rows()[0] == column.rows()[0]
    if loss < 2:
        assert "loss must be above the law's irreducible loss" in alone.errors.item().reason


def test_a_condition_that_raises_is_named_and_ends_nothing():
    def body(params):
        """Something."""
        return params

    def broken(params):
        raise KeyError("N")

    argument = Argument("params", "Parameters", Unit.PARAMS, Number(0, 9))
    details = ("test", (argument,), Scalar(Unit.PARAMS), "none", (Example((1.0,), 1.0, "none"),))
    few = Condition(lambda params: params > 5, lambda params: f"params {params:g} are few")
    function = Function("SOMETHING", *details, body, (few, Condition(broken, str)))
    assert call(function, (1.0,)).errors.item().reason == "params 1 are few"
    assert "mistake in xlplanner: KeyError('N')" in call(function, (6.0,)).errors.item().reason


def test_a_blank_in_a_range_of_choices_is_the_default():
    formats = [["BF16"], [None], ["FP8"]]
    column = call(find("DECODE_SPEED"), (7e9, "H100", 1, 0, 1, 8, None, formats, "total")).values
    alone = [
        call(find("DECODE_SPEED"), (7e9, "H100", 1, 0, 1, 8, None, cell[0], "total")).values
        for cell in formats
    ]
    assert np.ravel(column).tolist() == alone


def test_a_million_bad_cells_cost_little_more_than_good_ones():
    """Their reasons are words only where someone reads them."""
    bad, good = np.full(30_000, 1.5), np.full(30_000, 2.5)
    times = {}
    for name, losses in (("bad", bad), ("good", good), ("out of bounds", -good)):
        rounds = []
        for _ in range(3):
            start = time.process_time()
            answer = call(find("OPT_PARAMS"), (losses, 2e11))
            rounds.append(time.process_time() - start)
        times[name] = min(rounds)
        assert (answer.errors is None) == (name == "good")
    # With words at once they took 200 times as long, where good ones took twice what the fastest
    # processors take.
    assert max(times["bad"], times["out of bounds"]) < 150 * times["good"]


def test_a_reason_made_late_is_that_of_its_cell():
    answer = call(find("OPT_PARAMS"), ([[2.5, 1.5], [-3.0, "x"]], [[2e11, -1.0]]))
    (fine, loss), (negative, text) = answer.errors
    assert fine is None
    assert [loss.reason, negative.reason, text.reason] == [
        "inf_tokens must be at least 0 and at most 1e+30; got -1",
        'loss must be above 0 and at most 100, or text such as "like 30B"; got -3',
        'loss must be a number, above 0 and at most 100, or text such as "like 30B"; got "x"',
    ]
    assert tuple(negative) == (negative.status, "#NUM!", negative.reason)


@pytest.mark.parametrize("name", ["BREAK_EVEN", "COST_LIMITED"])
def test_a_call_of_many_rows_takes_less_than_four_times_their_memory(name):
    random = np.random.default_rng(0)
    rows = blocks.LARGE
    if name == "BREAK_EVEN":
        cells = (10 ** random.uniform(9, 10, rows), 1e12, 10 ** random.uniform(10, 11, rows), 1e11)
    else:
        cells = (random.uniform(1.9, 3, rows), 10 ** random.uniform(6, 11, rows), 5e9)
    arrays = sum(cell.nbytes for cell in cells if isinstance(cell, np.ndarray))
    tracemalloc.start()
    answer = call(find(name), cells)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert arrays + peak < 4 * (arrays + answer.values.nbytes)
