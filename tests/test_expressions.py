"""Expressions: the trees that the core makes of symbols, and what renderings make of them."""

import json
import shutil
import subprocess

import numpy as np
import openpyxl
import pytest
from engines import Formualizer, Ironcalc
from hypothesis import given, settings
from hypothesis import strategies as st

from xlplanner.core import optimum
from xlplanner.core.law import Law
from xlplanner.expressions import operations, spreadsheet, tree
from xlplanner.expressions.operations import count_of, if_, joined, largest, look_up, smallest
from xlplanner.expressions.spreadsheet import render
from xlplanner.expressions.tree import (
    ConstantName,
    Literal,
    Name,
    Node,
    Reference,
    Step,
    on_symbols,
    steps,
)
from xlplanner.functions.records import laws
from xlplanner.workbook.cells import LawCells
from xlplanner.workbook.grid.book import Book


def cell(name, value):
    return Reference("S", name, np.float64(value))


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (lambda a, b: a + b * 2, "A1+B1*2"),
        (lambda a, b: (a + b) * 2, "(A1+B1)*2"),
        (lambda a, b: a - (b - 1), "A1-(B1-1)"),
        (lambda a, b: a - b - 1, "A1-B1-1"),
        (lambda a, b: a / (b * 2), "A1/(B1*2)"),
        (lambda a, b: a * (b / 2), "A1*(B1/2)"),
        (lambda a, b: np.power(a + 1, b), "(A1+1)^B1"),
        (lambda a, b: np.power(np.power(a, b), 2), "(A1^B1)^2"),
        (lambda a, b: np.power(-a, 2) + b * 0.5, "(-A1)^2+B1*0.5"),
        (lambda a, b: 1 / (1 + a) - np.exp(-b), "1/(1+A1)-EXP(-B1)"),
        (lambda a, b: np.log(a) + 0, "LN(A1)"),
        (lambda a, b: np.absolute(a - b) * 1.0, "ABS(A1-B1)"),
        (lambda a, b: np.float64(2) * a, "2*A1"),
    ],
)
def test_formulas_are_grouped_as_excel_groups_them(formula, text):
    made = formula(cell("A1", 3.0), cell("B1", 5.0))
    assert render(made, "S") == text
    assert made.value == formula(np.float64(3.0), np.float64(5.0))


@settings(max_examples=30, deadline=None)
@given(a=st.floats(0.1, 9), b=st.floats(0.1, 9), data=st.data())
@np.errstate(all="ignore")
def test_any_formula_has_the_value_an_engine_gives_it(tmp_path_factory, a, b, data):
    book = Book("test", "test")
    sheet = book.sheet("S", [10])
    parts = [sheet.put(1, 1, a, "data"), sheet.put(1, 2, b, "data"), 2]
    binary = [lambda x, y: x + y, lambda x, y: x - y, lambda x, y: x * y, lambda x, y: x / y]
    unary = [lambda x: -x, lambda x: np.exp(-np.absolute(x)), lambda x: np.log1p(np.absolute(x))]
    for _ in range(data.draw(st.integers(1, 6))):
        x, y = data.draw(st.sampled_from(parts)), data.draw(st.sampled_from(parts[:2]))
        operation = data.draw(st.sampled_from(binary))
        parts.append(data.draw(st.sampled_from(unary))(operation(x, y)))
    made = sheet.put(2, 1, parts[-1], "data")
    path = tmp_path_factory.mktemp("formula") / "formula.xlsx"
    book.save(path)
    for engine in (Ironcalc, Formualizer):
        opened = engine(path)
        opened.recalculate()
        value = opened.get("S", "A2")
        if np.isfinite(made.value) and abs(made.value) < 1e100:
            assert value == pytest.approx(made.value, rel=1e-9, abs=1e-9)


def test_names_of_other_sheets_are_quoted():
    far = Reference("Table 1", "$A$1", 1.0)
    assert render(far + cell("A1", 1), "S") == "'Table 1'!$A$1+A1"
    choice = if_(far, 'say "so"', cell("A1", 2))
    assert render(choice, "Q") == 'IF(\'Table 1\'!$A$1,"say ""so""",S!A1)'


@given(st.floats(1e-18, 1e18))
def test_log1p_as_a_formula_is_exact(x):
    rendered = np.arcsinh(x * (2 + x) / (2 * (1 + x)))
    assert rendered == pytest.approx(np.log1p(x), rel=4e-16)


def test_a_formula_of_the_core_becomes_a_formula_of_cells():
    cells = {n: cell(f"{c}1", 0.5) for n, c in zip(Law.__slots__, "CDEFG", strict=True)}
    made = on_symbols(optimum.training_only_tokens, cell("H1", 0.4), LawCells(cells, 2, 3))
    assert render(made, "S") == "(E1*(1+G1/F1)/H1)^(1/G1)"


@pytest.mark.parametrize("choose", [largest, smallest])
def test_extremes_take_numbers_and_pass_errors_on(choose):
    numbers = Reference("S", "A1:A3", [np.float64(2), "text", np.float64(-3)])
    assert choose(numbers).value == (2 if choose is largest else -3)
    assert choose(Reference("S", "A1:A2", [np.float64(2), "#NUM!"])).value == "#NUM!"


def test_only_the_seven_error_values_are_errors():
    plan = cell("A1", 1)
    plan.value = "#1 plan"
    assert joined(plan, "!").value == "#1 plan!"
    assert count_of(Reference("S", "A1:A2", ["#1 plan", "x"]), plan).value == 1
    assert look_up(plan, Reference("S", "A1", ["#1 plan"]), Reference("S", "B1", [7])).value == 7
    plan.value = "#N/A"
    assert joined(plan, "!").value == "#N/A"


# Steps, and renderings of them -------------------------------------------------------------------


def traced(law):
    """The steps of the optimum as symbols of a loss, a demand and a law."""
    constants = {name: Name(name, getattr(law, name)) for name in Law.__slots__}
    solve = optimum.optimum
    return solve(
        Name("loss", 2.13), Name("K", 1e11), LawCells(constants, law.halley_steps, law.budget_steps)
    )


def test_the_core_names_its_steps_once_and_a_number_passes_unnamed():
    law = laws()["chinchilla"]
    model = traced(law)
    names = [step.name for step in steps(*model)]
    assert names[:5] == ["r", "s", "D0", "m", "y_0"]
    assert names[-3:] == ["t", "N", "D"]
    assert len(names) == len(set(names)) == 8 + 4 * law.halley_steps + 1
    assert {name.split("_")[0] for name in names} == set(optimum.NOTATION)
    params, tokens = optimum.optimum(2.13, 1e11, law)
    assert type(params) is type(tokens) is float
    assert [part.value for part in model] == pytest.approx([params, tokens], rel=4e-15)


def test_a_step_that_has_a_cell_is_referred_to():
    step = Step("m", cell("A1", 2) * cell("B1", 3))
    assert render(step + 1, "S") == "A1*B1+1"
    sheet = Book("test", "test").sheet("S", [10])
    sheet.put(5, 3, step, "data")
    assert sheet.worksheet["C5"].value == "=A1*B1"
    assert render(step + 1, "S") == "C5+1"


def test_the_engine_of_every_law_has_columns_enough():
    for law in laws().values():
        assert len(steps(*traced(law))) <= len(steps(*traced(laws()["gadre-c4"])))


def let(model, result):
    """A rendering as LET: a module like this, with `spreadsheet`'s table, is all that it takes."""
    parts = []
    for step in steps(*model):
        name = f"v_{step.name}_"
        parts.append(f"_xlpm.{name},{render(step.operand, self_contained=True)}")
        step.symbol = Name(f"_xlpm.{name}")
    return f"_xlfn.LET({','.join(parts)},{render(result)})"


@pytest.mark.parametrize("name", ["chinchilla", "besiroglu", "gadre-c4"])
def test_the_steps_render_as_let(tmp_path, name):
    law = laws()[name]
    model = traced(law)
    book = openpyxl.Workbook()
    cells = {"loss": 2.3, "K": 4e12, **{n: getattr(law, n) for n in Law.__slots__}}
    for row, (key, value) in enumerate(cells.items(), start=1):
        book.active.cell(row, 2, value)
        reference = openpyxl.workbook.defined_name.DefinedName(key, attr_text=f"Sheet!$B${row}")
        book.defined_names[key] = reference
    for column, result in zip("CD", model, strict=True):
        book.active[f"{column}1"] = "=" + let(model, result)
        for step in steps(*model):
            step.symbol = None
    book.active.title = "Sheet"
    book.save(tmp_path / "let.xlsx")
    opened = Ironcalc(tmp_path / "let.xlsx")
    opened.recalculate()
    answers = [opened.get("Sheet", "C1"), opened.get("Sheet", "D1")]
    assert answers == pytest.approx(optimum.optimum(2.3, 4e12, law), rel=1e-13)


# All that another language takes: a table of the operations and how a step is written.
INFIX = {"add": "+", "subtract": "-", "multiply": "*", "divide": "/"}
CALLS = {"exp": "Math.exp", "log1p": "Math.log1p", "power": "Math.pow", "log": "Math.log"}


def javascript(expression):
    if isinstance(expression, Step):
        return javascript(expression.symbol or expression.operand)
    if isinstance(expression, Name) and not isinstance(expression, ConstantName):
        return expression.name
    if isinstance(expression, Literal | ConstantName):
        return repr(float(expression.value))
    assert isinstance(expression, Node)
    name, operands = expression.operation.name, [javascript(part) for part in expression.operands]
    if name in INFIX:
        return f"({INFIX[name].join(operands)})"
    if name == "negate":
        return f"(-{operands[0]})"
    return f"{CALLS[name]}({','.join(operands)})"


@pytest.mark.skipif(shutil.which("node") is None, reason="needs Node")
def test_the_steps_render_as_javascript():
    law = laws()["chinchilla"]
    model = traced(law)
    lines = []
    for step in steps(*model):
        lines.append(f"const {step.name} = {javascript(step.operand)};")
        step.symbol = Name(step.name)
    program = (
        f"const {{E,A,B,alpha,beta}} = {json.dumps({n: getattr(law, n) for n in Law.__slots__})};"
        f"function solve(loss,K){{{''.join(lines)} return [N,D];}}"
        "console.log(JSON.stringify([[2.0,0],[2.3,4e12],[1.7,1e20]].map(a => solve(...a))));"
    )
    done = subprocess.run(["node", "-e", program], capture_output=True, text=True, check=True)
    problems = [(2.0, 0.0), (2.3, 4e12), (1.7, 1e20)]
    for answer, problem in zip(json.loads(done.stdout), problems, strict=True):
        assert answer == pytest.approx(optimum.optimum(*problem, law), rel=1e-13)


def test_every_operation_of_a_tree_has_a_rendering():
    named = {value.name for value in vars(tree).values() if isinstance(value, tree.Operation)}
    named |= {v.name for v in vars(operations).values() if isinstance(v, tree.Operation)}
    table = {*spreadsheet.INFIX, *spreadsheet.FUNCTIONS, *spreadsheet.SPECIAL}
    assert named == table


def test_a_tree_takes_nothing_that_it_cannot_render():
    with pytest.raises(TypeError, match="got list"):
        cell("A1", 1) * [1]
    with pytest.raises(TypeError, match="cannot hold list"):
        render(Literal([1]))
    assert render(Literal(0.1)) == "0.1"


def test_numbers_of_any_size_are_rounded():
    for number in (1.7e308, 3e-300, 123456789.5):
        assert operations.rounded(number, 3).value == pytest.approx(number, abs=1e-3)
    assert operations.rounded(2.5, 0).value == 3
