"""The catalogue as LAMBDA names: what Excel allows, and the values that Python gives."""

import random
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from effort import tries
from engines import Ironcalc, Stored
from lambda_host import NAMES, Lambdas, mistaken
from node import findings, needs_node
from nudged import agree
from office import needs_office
from plans import assert_planner
from random_calls import argument
from test_every_function import arguments
from truth import CALLS, identity

from xlplanner.cli import main
from xlplanner.core.constants import ALL
from xlplanner.errors import ERROR_VALUES
from xlplanner.expressions.let import reads_as_reference
from xlplanner.functions.catalogue import CATALOGUE, find
from xlplanner.functions.entry import CELL_NAME, FIELD
from xlplanner.functions.tolerance import Tolerance
from xlplanner.hosts.evaluate import evaluate
from xlplanner.office import LibreOffice
from xlplanner.workbook.build import build_file, inputs
from xlplanner.workbook.editions import LAMBDA, NATIVE
from xlplanner.workbook.export import export, read_inputs
from xlplanner.workbook.grid.style import CHECK, OK
from xlplanner.workbook.lambdas.names import LEFT_OUT, functions_of, module_text
from xlplanner.workbook.lambdas.spelling import (
    LONGEST_COMMENT,
    LONGEST_STORED,
    MOST_VARIABLES,
    calls_in,
    variables_of,
)
from xlplanner.workbook.sheets.functions import Functions

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "install" / "excel-without-add-in.md").read_text(encoding="utf-8")
OFFERED = [function for function in CATALOGUE.values() if function.name in NAMES]
# Their loops take ironcalc a fifth of a second a call.
SLOW = {"COST_QUANTILES": 5}
# The tokens of a size near the least that reaches a loss: a rounding of it counts ten thousandfold.
STEEP = {"FLEET_PLAN": Tolerance(1e-11)}


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    """The planner of the edition and its file."""
    path = tmp_path_factory.mktemp("lambda") / "planner.xlsx"
    return build_file(path, None, LAMBDA), path


@pytest.fixture(scope="module")
def host(tmp_path_factory):
    return Lambdas(tmp_path_factory.mktemp("names"))


# What Excel allows -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_name_keeps_to_excels_limits(name):
    made = NAMES[name]
    assert len(made.stored) < LONGEST_STORED
    assert len(made.comment) <= LONGEST_COMMENT
    for text in re.findall('"((?:[^"]|"")*)"', made.definition):
        assert len(text) <= 255
    assert not CELL_NAME.fullmatch(name.upper())
    variables = variables_of(made.definition)
    assert not any(map(reads_as_reference, variables))
    # A variable hides no name of the workbook.
    assert not variables & {constant.name for constant in ALL}
    assert not any(variable.startswith("in_") for variable in variables)
    assert len({variable.lower() for variable in variables}) == len(variables)
    assert len(variables) <= MOST_VARIABLES


@pytest.mark.parametrize(
    ("name", "is_one"),
    [
        ("vah", True),
        ("r1", True),
        ("R1C1", True),
        ("c", True),
        ("x", True),
        ("law", True),
        ("p10", True),
        ("y_0", False),
        ("loss", False),
        ("law_", False),
        ("r_", False),
    ],
)
def test_what_reads_as_a_cell_or_column(name, is_one):
    assert reads_as_reference(name) == is_one


def test_the_names_call_one_another_and_nothing_else():
    plain = {name for made in NAMES.values() for name in calls_in(made.definition)} - NAMES.keys()
    assert all(name.isupper() or name.replace(".", "").isalnum() for name in plain)
    assert not any(name.startswith("xlp") or name in CATALOGUE for name in plain)
    shared = NAMES.keys() - CATALOGUE.keys()
    called = {name for made in NAMES.values() for name in calls_in(made.definition)}
    assert shared <= called
    assert all(name.startswith("xlp_") for name in shared)


def test_a_single_value_or_none_is_counted_without_an_error():
    counted = re.compile(r"(IFERROR\()?\b(ROWS|COLUMNS)\(")
    found = {guard for made in NAMES.values() for guard, _ in counted.findall(made.definition)}
    assert found == {"IFERROR("}


def test_what_formulas_cannot_have_is_listed():
    assert NAMES.keys() & CATALOGUE.keys() == CATALOGUE.keys() - LEFT_OUT.keys()
    assert LEFT_OUT.keys() < CATALOGUE.keys()
    assert all(LEFT_OUT.values())
    assert set(re.findall("`([A-Z_]+)`", PAGE)) == LEFT_OUT.keys()


# The same values and errors as Python ------------------------------------------------------------


@pytest.mark.parametrize("call", [c for c in CALLS if c.name in NAMES], ids=identity)
def test_the_calls_of_every_host(call, host):
    rows = evaluate(find(call.name), call.cells)
    expected = [["" if cell is None else cell for cell in row] for row in rows]
    asked = (call.name, call.cells, len(rows), len(rows[0]))
    (answer,) = host.answers([asked])
    assert find(call.name).tolerance.agrees(answer, expected)


def drawn(function, dice):
    """Cells for a call: half the time all good, else good, odd, bad and blank ones mixed."""
    if dice.random() < 0.5:
        return arguments(function, np.random.default_rng(dice.randrange(2**31)))
    return [argument(a, dice, bad=True) for a in function.arguments]


@pytest.mark.long
@pytest.mark.parametrize("function", [f for f in OFFERED if f.arguments], ids=lambda f: f.name)
def test_random_calls_have_pythons_values_and_errors(function, host):
    dice = random.Random(len(function.name))
    calls = [drawn(function, dice) for _ in range(tries(30) // SLOW.get(function.name, 1))]
    calls = [list(function.examples[0].args)] + [
        cells for cells in calls if not mistaken(function.name, cells)
    ]
    expected = [evaluate(function, tuple(cells)) for cells in calls]
    asked = [
        (function.name, cells, len(rows), len(rows[0]))
        for cells, rows in zip(calls, expected, strict=True)
    ]
    answers = host.answers(asked)
    for cells, answer, rows in zip(calls, answers, expected, strict=True):
        assert agree(function, cells, answer, rows, STEEP.get(function.name)), (
            function.name,
            cells,
            answer,
            rows,
        )
    if FIELD not in {argument.name for argument in function.arguments}:
        assert any(rows[-1][-1] not in ERROR_VALUES for rows in expected)


def test_an_argument_may_be_left_out_blank_or_given(host):
    calls = [("OPT_PARAMS", (2.13, 2e11, *rest), 1, 1) for rest in ((), ("",), ("chinchilla",))]
    calls.append(("OPT_PARAMS", (2.13, 2e11, None), 1, 1))
    for in_cells in (True, False):
        answers = host.answers(calls, in_cells)
        assert len({answer[0][0] for answer in answers}) == 1
        assert find("OPT_PARAMS").tolerance.agrees(
            answers[0], [list(row) for row in evaluate(find("OPT_PARAMS"), (2.13, 2e11))]
        )


# The workbook ------------------------------------------------------------------------------------


def test_no_cell_of_the_planner_depends_on_a_name(workbook, built):
    planner, _ = workbook
    native, _ = built[NATIVE]
    apart = {Functions.title}
    ours, theirs = (
        {key: text for key, text in book.formulas.items() if key[0] not in apart}
        for book in (planner.book, native.book)
    )
    assert ours == theirs
    assert not any(name in NAMES for text in ours.values() for name in calls_in(text))


def test_the_sheet_of_the_names_can_be_copied_into_another_workbook(workbook):
    planner, path = workbook
    texts = [text for (title, _), text in planner.book.formulas.items() if title == Functions.title]
    sheet = openpyxl.load_workbook(path)[Functions.title]
    texts += [
        formula
        for rules in sheet.conditional_formatting
        for rule in rules.rules
        for formula in rule.formula
    ]
    assert len(texts) > 2 * len(OFFERED)
    for text in texts:
        bare = re.sub(r'"[^"]*"|\$|#[A-Z/0]+[!?]|\d+E[+-]\d+', "", text)
        assert "!" not in bare
        names = set(re.findall(r"[A-Za-z_][\w.]*", bare)) - calls_in(bare) - {"TRUE", "FALSE"}
        assert all(CELL_NAME.fullmatch(name) for name in names), text


def test_microsofts_validator_finds_nothing(workbook):
    needs_node()
    assert findings(workbook[1]) == []


def test_the_names_and_their_tooltips_are_stored(workbook):
    names = openpyxl.load_workbook(workbook[1]).defined_names
    for name, made in NAMES.items():
        assert names[name].attr_text == made.stored
        assert (names[name].comment or "") == made.comment
    lower = [name.lower() for name in names]
    assert len(set(lower)) == len(lower)


def test_every_live_example_is_checked_against_its_stored_value(workbook):
    planner, path = workbook
    sheet = planner.plan[Functions]
    opened = Ironcalc(path)
    opened.recalculate()
    assert opened.get(Functions.title, sheet.verdict.address) == OK
    assert len(sheet.values) == len(OFFERED)
    for address, value in ((a, v) for (s, a), v in planner.book.values.items() if s == "Planner"):
        if not isinstance(value, str | bool):
            assert opened.get("Planner", address) == pytest.approx(float(value), rel=1e-12)
    opened.set(Functions.title, f"F{sheet.first}", 1)
    opened.recalculate()
    assert opened.get(Functions.title, sheet.verdict.address) == CHECK


def test_export_takes_a_planner_of_the_edition(workbook, tmp_path):
    planner, path = workbook
    assert read_inputs(path) == inputs()
    exported, _ = export(path, tmp_path / "theirs.xlsx")
    assert exported.headline() == planner.headline()
    assert not NAMES.keys() & openpyxl.load_workbook(tmp_path / "theirs.xlsx").defined_names.keys()


def test_libreoffice_shows_the_planner_whole(workbook, tmp_path):
    needs_office()
    planner, path = workbook
    office = replace(LibreOffice.find(), profile=tmp_path / "profile")
    into = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path / "saved")]
    office.run("soffice", "--headless", *into, str(path))
    saved = Stored(tmp_path / "saved" / path.name)
    assert_planner(saved, planner, inputs())
    sheet = planner.plan[Functions]
    for (title, address), value in planner.book.values.items():
        if title != Functions.title and not isinstance(value, str | bool):
            assert saved.get(title, address) == pytest.approx(float(value), rel=1e-12, abs=1e-12)
    # Without the extension it knows no such names; what Python gives stands beside.
    live, stored = f"H{sheet.first}", f"F{sheet.first}"
    assert saved.get(Functions.title, live) in ERROR_VALUES
    value = planner.book.values[Functions.title, live]
    assert saved.get(Functions.title, stored) == pytest.approx(value, rel=1e-12)


def test_the_command_line_builds_both(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["build", "--lambda-text"]) == 0
    text = (tmp_path / "xlplanner-lambda.txt").read_text()
    assert text == module_text(NAMES)
    assert "_xlfn" not in text
    assert f"{len(functions_of(NAMES))} functions" in capsys.readouterr().out
    statements = dict(re.findall(r"^(\w+) = (.*);$", text, re.MULTILINE))
    assert statements == {name: made.definition for name, made in NAMES.items()}
