"""What `templates/audit.md` says that the workbook holds of the standards for spreadsheets."""

import re
from collections import Counter, defaultdict
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from plans import at, sheet_of

from xlplanner.workbook.editions import EDITIONS, NATIVE
from xlplanner.workbook.grid.style import INPUT_FILL, INPUT_INK
from xlplanner.workbook.sheets.planner.inputs import SCENARIO_NAMES
from xlplanner.workbook.sheets.workings.column import FIRST_PLAN

AUDIT = Path(__file__).parent.parent / "templates" / "audit.md"
# What a formula refers to, without where that stands.
REFERRED = re.compile(r"in_s\d_\w+|(?:'[^']+'!|\w+!)?\$?[A-Z]{1,3}\$?\d+")
# Sheets that repeat one row.
REPEATED = ("Monthly", "Months", "Cases", "Engine", "Draws")


@pytest.fixture(scope="module")
def formulas(built):
    return built[NATIVE][0].book.formulas


def shape(formula):
    """A formula without the cells that it refers to."""
    return REFERRED.sub("@", formula)


def test_all_scenarios_have_the_same_formulas(formulas):
    first = FIRST_PLAN + 1
    letters = [get_column_letter(first + number) for number in range(len(SCENARIO_NAMES))]
    rows = defaultdict(set)
    for (title, address), formula in formulas.items():
        letter, row = re.match(r"([A-Z]+)(\d+)", address).groups()
        if title == "Workings" and letter in letters:
            rows[row].add(shape(formula))
    assert len(rows) > 200
    assert {row: shapes for row, shapes in rows.items() if len(shapes) > 1} == {}


@pytest.mark.parametrize("title", REPEATED)
def test_rows_repeat_one_formula_a_column(formulas, title):
    columns = defaultdict(Counter)
    for (sheet, address), formula in formulas.items():
        if sheet == title:
            columns[address.rstrip("0123456789")][shape(formula)] += 1
    alike = sum(max(shapes.values()) for shapes in columns.values())
    assert alike >= 0.97 * sum(shapes.total() for shapes in columns.values())


@pytest.mark.parametrize("edition", EDITIONS)
def test_inputs_alone_are_yellow_with_blue_figures(built, edition):
    planner, path = built[edition]
    book = openpyxl.load_workbook(path)
    inputs = {(sheet_of(key), at(planner, key).split(":")[0]) for key in planner.plan.specs}
    looks = {
        (sheet.title, cell.coordinate): (cell.fill.start_color.rgb, cell.font.color.rgb)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None or (sheet.title, cell.coordinate) in inputs
    }
    assert {looks[where] for where in inputs} == {(INPUT_FILL, INPUT_INK)}
    others = {title for title, address in looks.keys() - inputs
              if looks[title, address][0] == INPUT_FILL}  # fmt: skip
    # The legend of colours.
    assert others == {"Start"}


def test_the_audit_names_tests_and_sheets_that_are_there(built):
    text = AUDIT.read_text()
    tests = "".join(path.read_text() for path in AUDIT.parent.parent.glob("tests/test_*.py"))
    named = re.findall(r"`(test_\w+)`", text)
    assert len(set(named)) >= 4
    for name in named:
        assert f"def {name}(" in tests
    numbers = re.findall(r"^\| (\d+) \|", text, re.MULTILINE)
    assert list(map(int, numbers)) == list(range(1, 21))
    long = sum(len(formula) > 255 for formula in built[NATIVE][0].book.formulas.values())
    share = long / len(built[NATIVE][0].book.formulas)
    assert f"{100 * share:.0f} % of the formulas have more than 255 characters" in text
