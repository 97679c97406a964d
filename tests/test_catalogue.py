"""The catalogue: every example holds, every bad entry is refused."""

import doctest
from dataclasses import replace

import highprecision
import numpy as np
import pytest
from mpmath import mpf

import xlplanner
from xlplanner.errors import CatalogueError, UnknownFunctionError
from xlplanner.functions.accepts import Choice, Number
from xlplanner.functions.calling import call
from xlplanner.functions.catalogue import CATALOGUE, find
from xlplanner.functions.entry import (
    FIELD,
    MAX_HELP,
    AnyCell,
    Argument,
    Example,
    Function,
    reads_as_cell,
)
from xlplanner.functions.numbers import parse_number
from xlplanner.functions.registry import Registry
from xlplanner.functions.returns import Raw, Row, Scalar, Table
from xlplanner.functions.tolerance import ROUNDING, SAVING, Tolerance
from xlplanner.units import Unit

EXAMPLES = [
    pytest.param(function, example, id=f"{function.name}-{number}")
    for function in CATALOGUE.values()
    for number, example in enumerate(function.examples)
]
COMPUTED = [
    case
    for case in EXAMPLES
    if case.values[1].source == "computed" and not isinstance(case.values[1].value, str)
]


def flat(value):
    return list(np.ravel(np.asarray(value, dtype=float)))


def answer_of(function, example):
    answer = call(function, example.args)
    assert answer.errors is None
    return answer.rows()[answer.header :]


@pytest.mark.parametrize(("function", "example"), EXAMPLES)
def test_example(function, example):
    rows = answer_of(function, example)
    if isinstance(example.value, str):
        assert rows == [[example.value]]
    elif isinstance(function.returns, Table):
        shown = [row[: len(e)] for row, e in zip(rows, example.value, strict=False)]
        assert function.tolerance.agrees(shown, example.value), shown
    elif example.digits:
        (value,) = flat(rows)
        assert f"{value:.{example.digits}g}" == f"{example.value:.{example.digits}g}"
    else:
        assert function.tolerance.agrees(flat(rows), flat(example.value)), rows


@pytest.mark.parametrize(("function", "example"), COMPUTED)
def test_computed_example_is_the_fifty_digit_answer(function, example):
    def exact(cell):
        if isinstance(cell, tuple | list):
            return type(cell)(map(exact, cell))
        if isinstance(cell, str) and cell.startswith("like "):
            return highprecision.chinchilla_quality(exact(cell.removeprefix("like ")))
        number = parse_number(cell) if isinstance(cell, str) else cell
        return cell if number is None else mpf(number)

    value = getattr(highprecision, function.python_name)(*map(exact, example.args))
    if isinstance(function.returns, Table):
        for row, wanted in zip(example.value, value, strict=False):
            for cell, item in zip(row, wanted, strict=False):
                assert cell == (
                    item if isinstance(item, str) else pytest.approx(float(item), rel=1e-15)
                )
    else:
        assert flat(example.value) == pytest.approx(flat(value), rel=1e-15)


def test_every_function_that_computes_is_checked_at_fifty_digits():
    checked = {case.values[0].name for case in COMPUTED}
    quoted = {
        function.name
        for function in CATALOGUE.values()
        if all(example.source != "computed" for example in function.examples)
    }
    raw = {function.name for function in CATALOGUE.values() if isinstance(function.returns, Raw)}
    assert checked | quoted | raw == set(CATALOGUE)
    looked_up = {f.name for f in CATALOGUE.values() if f.family == "hardware"}
    one_product = {"TRAIN_FLOPS", "INF_FLOPS"}
    assert quoted - raw - looked_up == one_product | {"LAW_INFO", "DEPLOYMENT_INFO", "FIT_CHECK"}


@pytest.mark.parametrize("name", CATALOGUE)
def test_doctest(name):
    name = name.lower()
    tests = doctest.DocTestFinder().find(getattr(xlplanner, name), name, globs={})
    failed, attempted = 0, 0
    for found in tests:
        result = doctest.DocTestRunner().run(found)
        failed, attempted = failed + result.failed, attempted + result.attempted
    assert attempted >= 2
    assert failed == 0


def test_the_functions_asked_for_are_there():
    wanted = """LAW_LOSS LAW_TOKENS LAW_PARAMS LAW_INFO CHINCHILLA_PARAMS CHINCHILLA_TOKENS
    CHINCHILLA_FLOPS BUDGET_LOSS OPT_PARAMS OPT_TOKENS OPT_FLOPS OPT_SAVINGS OPT_PLAN COST_OPT
    COST_OPT_PARAMS COST_OPT_TOKENS COST_OPT_TOTAL COST_OPT_SAVINGS TRAIN_FLOPS INF_FLOPS
    TOTAL_FLOPS TRAIN_COST INF_COST TOTAL_COST GPU_HOURS TRAIN_DAYS COST_PER_MTOK GPU_PRICE
    GPU_PEAK GPU_MEMORY
    GPU_BANDWIDTH GPUS_TO_FIT MFU_REF MFU_DECODE REQUEST_TOKENS MODEL_PARAMS MODEL_TOKENS WHY
    XLPLANNER_VERSION""".split()
    assert set(wanted) <= set(CATALOGUE)


@pytest.mark.parametrize("function", CATALOGUE.values(), ids=CATALOGUE)
def test_help_fits_the_wizards(function):
    assert len(function.help_text) <= MAX_HELP
    assert function.help_text.endswith(f"[{function.unit}]")
    for argument in function.arguments:
        assert len(argument.help_text) <= MAX_HELP
        assert argument.help_text.endswith(f"[{argument.unit}]")


def good(**changes):
    def body(params):
        """Something."""
        return params

    details = {
        "name": "SOMETHING",
        "family": "test",
        "arguments": (Argument("params", "Parameters", Unit.PARAMS, Number(1, 2)),),
        "returns": Scalar(Unit.PARAMS),
        "equation": "N",
        "examples": (Example((1,), 1.0, "computed"),),
        "body": body,
    }
    return Function(**(details | changes))


def test_a_good_entry_is_taken():
    assert good().usage == "SOMETHING(params)"


def no_help(params):
    return params


def long_help(params):
    return params


long_help.__doc__ = "long " * 60


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"name": "LLM70"}, "reads as a cell"),
        ({"name": "R1C1"}, "reads as a cell"),
        ({"name": "REDIM"}, "VBA keyword"),
        ({"name": "lower"}, "must match"),
        ({"name": "WITH SPACE"}, "must match"),
        ({"examples": ()}, "no example"),
        ({"examples": (Example((), 1.0, "computed"),)}, "example of 0 arguments"),
        ({"body": lambda tokens: tokens}, "does not take"),
        ({"body": no_help}, "has no help"),
        ({"body": long_help}, "over 253"),
        (
            {"arguments": (Argument("tokens", "Tokens", Unit.TOKENS, Number(1, 2)),)},
            "does not take",
        ),
    ],
)
def test_a_bad_entry_is_refused(changes, reason):
    with pytest.raises(CatalogueError, match=reason):
        good(**changes)


ONE_OF_TWO = Choice(("params", "tokens"))
CONDITION = CATALOGUE["OPT_PARAMS"].conditions


def of_field(accepts, returns, **changes):
    """An entry with an argument that picks a field."""

    def body(field):
        """Something."""

    argument = Argument(FIELD, "One field", Unit.NAME, accepts, optional=True)
    return good(arguments=(argument,), returns=returns, body=body, **changes)


def of_any_cell(returns, **changes):
    """An entry that takes a cell as it is."""

    def body(cell):
        """Something."""

    argument = Argument("cell", "A cell", Unit.ANY, AnyCell(), **changes)
    return good(arguments=(argument,), returns=returns, body=body)


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: good(returns=Row({})), "a row without fields"),
        (lambda: good(returns=Unit.PARAMS), "lacks returns"),
        (lambda: good(returns=None), "lacks returns"),
        (lambda: good(returns=Table(), conditions=CONDITION), "conditions on cells it does not"),
        (lambda: good(returns=Raw(Unit.TEXT), conditions=CONDITION), "conditions on cells it does"),
        (lambda: of_field(ONE_OF_TWO, Scalar(Unit.PARAMS)), "selects what are not its fields"),
        (lambda: of_field(ONE_OF_TWO, Table()), "selects what are not its fields"),
        (lambda: of_field(ONE_OF_TWO, Row({"params": Unit.PARAMS})), "selects what are not"),
        (lambda: of_field(Number(0, 1), Row({"params": Unit.PARAMS})), "selects what are not"),
        (lambda: of_any_cell(Scalar(Unit.ANY)), "takes any cell but reads its cells"),
        (lambda: of_any_cell(Table(), optional=True, repeats=True), "takes any cell but reads"),
    ],
)
def test_a_wrong_combination_is_refused(make, reason):
    with pytest.raises(CatalogueError, match=reason):
        make()


def test_only_a_row_has_fields():
    fields = {"params": Unit.PARAMS, "tokens": Unit.TOKENS}
    row = of_field(ONE_OF_TWO, Row(fields))
    assert (row.fields, row.unit, row.cellwise) == (("params", "tokens"), Unit.MIXED, True)
    assert of_any_cell(Raw(Unit.TEXT)).fields == good().fields == good(returns=Table()).fields == ()
    with pytest.raises(TypeError, match="header"):
        Scalar(Unit.PARAMS, header=True)


def test_the_tolerance_of_a_function():
    assert Tolerance(relative=1e-12, absolute=0) == ROUNDING
    for name in ("OPT_PARAMS", "OPT_SAVINGS", "OPT_PLAN", "COST_OPT", "BUDGET_PLAN", "COST_RANGE"):
        assert CATALOGUE[name].tolerance == ROUNDING
    for function in CATALOGUE.values():
        # A wider one has its reason where the function is defined.
        relative, absolute = function.tolerance
        assert ROUNDING.relative <= relative <= 1e-8
        assert 0 <= absolute <= 1e-12


@pytest.mark.parametrize(
    ("answer", "expected", "agree"),
    [
        (7e9, 7e9 * (1 + 1e-13), True),
        (7e9, 7e9 * (1 + 1e-11), False),
        (0.0, 1e-300, False),
        (float("nan"), float("nan"), False),
        ("#NUM!", "#NUM!", True),
        ("#NUM!", "#N/A", False),
        (None, None, True),
        (1.0, "1.0", False),
        ([[1.0, "a"]], ((1.0 + 1e-13, "a"),), True),
        ([[1.0, 2.0]], [[1.0]], False),
        ([[1.0], [2.0]], [[1.0, 2.0]], False),
    ],
)
def test_answers_agree_within_the_tolerance(answer, expected, agree):
    assert ROUNDING.agrees(answer, expected) is agree
    assert ROUNDING.agrees(expected, answer) is agree


def test_near_zero_only_an_absolute_tolerance_helps():
    assert SAVING.agrees(1e-13, 0.0)
    assert not SAVING.agrees(1e-11, 0.0)
    assert not ROUNDING.agrees(1e-13, 0.0)


@pytest.mark.parametrize("name", ["next", "Loss", "a b", "date"])
def test_a_bad_argument_is_refused(name):
    with pytest.raises(CatalogueError, match="argument name"):
        Argument(name, "Something", Unit.ANY, Number(0, 1))


def test_a_required_argument_after_an_optional_one_is_refused():
    def body(params, tokens):
        """Something."""

    first = Argument("params", "Parameters", Unit.PARAMS, Number(1, 2), optional=True)
    second = Argument("tokens", "Tokens", Unit.TOKENS, Number(1, 2))
    with pytest.raises(CatalogueError, match="after an optional"):
        good(arguments=(first, second), body=body)


def test_a_condition_on_an_argument_that_is_not_there_is_refused():
    condition = CATALOGUE["OPT_PARAMS"].conditions[0]
    with pytest.raises(CatalogueError, match="condition"):
        good(conditions=(condition,))


def test_names_that_differ_in_case_alone_clash():
    twin = replace(good())
    object.__setattr__(twin, "name", "Something")
    registry = Registry()
    registry.add(good())
    with pytest.raises(CatalogueError, match="ignoring case"):
        registry.add(twin)


@pytest.mark.parametrize(
    ("name", "is_cell"),
    [
        ("A1", True),
        ("XFD1048576", True),
        ("XFE1", False),
        ("A1048577", False),
        ("RC", True),
        ("OPT_PARAMS", False),
        ("R2C", True),
        ("LOG10", True),
        ("COST1B", False),
    ],
)
def test_what_reads_as_a_cell(name, is_cell):
    assert reads_as_cell(name) is is_cell


def test_an_unknown_function_names_the_nearest():
    with pytest.raises(UnknownFunctionError, match="did you mean OPT_PARAMS"):
        find("OPT_PARAM")
    assert find(" opt_params ") is CATALOGUE["OPT_PARAMS"]


def test_the_python_api_is_the_catalogue():
    functions = {name.lower() for name in CATALOGUE}
    assert functions <= set(xlplanner.__all__) <= set(dir(xlplanner))
    for name in functions:
        assert getattr(xlplanner, name).__name__ == name
