"""The pages about Excel say what the code does: every value, path and command line of theirs."""

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from pathlib import Path

import pytest

from xlplanner import gpu_memory, opt_params
from xlplanner.functions.calling import call
from xlplanner.functions.catalogue import CATALOGUE, find
from xlplanner.hosts.excel import connection, examine, vba
from xlplanner.hosts.excel.names import FILE_NAME, REPAIR
from xlplanner.workbook.build import build, inputs
from xlplanner.workbook.grid.style import OK
from xlplanner.workbook.lambdas.names import lambda_names

INSTALL = Path(__file__).parent.parent / "install"
CHECKLIST = (INSTALL / "excel-checklist.md").read_text(encoding="utf-8")
IT_PAGE = (INSTALL / "for-it-departments.md").read_text(encoding="utf-8")
ADDIN_PAGE = (INSTALL / "excel-windows.md").read_text(encoding="utf-8")
LOSS, DEMAND = 2.13, 2e11


@cache
def planner(**changes):
    return build(inputs(**changes))


def money(value):
    """A number with two decimals as Excel shows it, which rounds a half up at 15 digits."""
    return str(Decimal(f"{value:.15g}").quantize(Decimal("0.01"), ROUND_HALF_UP))


def error(*cells):
    """What a cell shows for a bad call of OPT_PARAMS."""
    return call(find("OPT_PARAMS"), cells).cells()[0][0][0]


def shown_by(name, *cells):
    return call(find(name), cells).cells()[0][0][0]


def headline(**changes):
    return planner(**changes).headline()


LAMBDAS = lambda_names()
LAMBDA = LAMBDAS["OPT_PARAMS"]
# By step: the values that the checklist expects, in their order.
FIRST = money(opt_params(LOSS, DEMAND))
EXPECTED = {
    "A2": lambda: [FIRST],
    "A3": lambda: [
        str(len(vba.families())),
        vba.category(vba.families()[0]),
        vba.category(vba.families()[-1]),
    ],
    "A4": lambda: [
        find("OPT_PARAMS").help_text,
        find("OPT_PARAMS").arguments[1].help_text,
    ],
    "A5": lambda: [
        error(1.5, DEMAND),
        error(LOSS, "two"),
        error(LOSS, DEMAND, "nolaw"),
        error("#DIV/0!", DEMAND),
    ],
    "A6": lambda: [shown_by("WHY", "OPT_PARAMS", 1.5, DEMAND)],
    "A7": lambda: [money(opt_params(LOSS, "200B", None))],
    "A8": lambda: [
        money(cell) for cell in opt_params([[2.0], [2.1], [2.2]], [[1e10, 1e12]]).ravel()
    ],
    "A9": lambda: [money(opt_params(2 + row / 10000, DEMAND)) for row in (2, 1001)],
    "B3": lambda: [str(connection.PATIENCE), error("x", "y")],
    "C1": lambda: [headline(), planner().verdict.value],
    "C2": lambda: [headline(inf_tokens=1e12)],
    "C5": lambda: [REPAIR],
    "C8": lambda: [REPAIR],
    "D2": lambda: [
        LAMBDA.comment,
        LAMBDA.definition.partition("(")[2].partition(",LET")[0],
        "=xlp",
        str(sum(name not in CATALOGUE for name in LAMBDAS)),
    ],
    "D4": lambda: [OK],
    "D5": lambda: [FIRST, FIRST, money(opt_params("like 30B", "5T", None))],
    "D6": lambda: [money(opt_params(LOSS, DEMAND, "Besiroglu")), money(gpu_memory("a100-80g"))],
    "D7": lambda: [
        error(1.5, DEMAND),
        error(LOSS, "two"),
        error(LOSS, DEMAND, "nolaw"),
        error("#DIV/0!", DEMAND),
    ],
    "D8": lambda: [money(opt_params(2.5, DEMAND, {"E": 1.8, "alpha": 0.34}))],
    "D9": lambda: [
        money(cell) for cell in opt_params([[2.0], [2.1], [2.2]], [[1e10, 1e12]]).ravel()
    ],
    "D10": lambda: [money(cell) for cell in call(find("COST_OPT"), (LOSS, 7.02e8)).rows()[0]],
    "D11": lambda: [FIRST],
    "D12": lambda: [FIRST],
    "E1": lambda: [r"%LOCALAPPDATA%\xlplanner\venv", r"%USERPROFILE%\.xlplanner\data"],
    "E2": lambda: ["#NAME?"],
}


def steps():
    """What each step of the checklist does and expects."""
    row = r"^\| (?:\*\*)?([A-Z]\d+)\b[^|]*\| ([^|]*) \| ([^|]*) \| \|$"
    rows = re.findall(row, CHECKLIST, re.MULTILINE)
    return {step: (do, expect) for step, do, expect in rows}


def test_the_steps_are_numbered_and_read():
    assert len(re.findall(r"^\| (?:\*\*)?[A-Z]\d+\b", CHECKLIST, re.MULTILINE)) == len(steps())
    assert list(steps()) == sorted(steps(), key=lambda step: (step[0], int(step[1:])))
    stated = {step for step, (_, expect) in steps().items() if "`" in expect}
    assert stated == EXPECTED.keys()


@pytest.mark.parametrize("step", EXPECTED)
def test_a_step_expects_what_the_code_gives(step):
    _, expect = steps()[step]
    assert re.findall("`([^`]+)`", expect) == EXPECTED[step]()


def test_the_steps_of_the_first_ten_minutes_are_marked():
    marked = re.findall(r"^\| \*\*([A-Z]\d+) [^|*]+\*\* \|", CHECKLIST, re.MULTILINE)
    assert marked == "A1 A2 A3 A4 A5 B1 C1 C2 D1 D2 D3 D4 D5".split()
    for page in (CHECKLIST, ADDIN_PAGE):
        assert {"an hour", "first ten minutes"} <= set(
            re.findall("an hour|first ten minutes", page.replace("\n", " "))
        )


def test_the_it_page_states_the_command_line():
    python = r"%LOCALAPPDATA%\xlplanner\venv\Scripts\pythonw.exe"
    assert connection.command_line(python) in IT_PAGE
    assert f"within {connection.PATIENCE} seconds" in IT_PAGE.replace("\n", " ").replace("   ", " ")


def test_the_it_page_builds_and_signs_once():
    sign, deploy = (IT_PAGE.partition(f"## {title}")[2] for title in ("Sign", "Deploy for all"))
    assert "xlplanner build --xlam" in sign.partition("\n## ")[0]
    assert "build --xlam" not in deploy
    assert "copy D:\\xlplanner.xlam" in deploy
    assert re.search(r'^    start /wait "" python-[\d.]+-amd64\.exe /quiet', deploy, re.MULTILINE)
    assert "/tr URL /td SHA256" in sign


def test_the_it_page_names_what_doctor_looks_for():
    table = IT_PAGE.partition("## What may keep it")[2].partition("## Sign")[0]
    for number, title in examine.RULES.items():
        assert f"`{number}` ({title})" in table
    assert "| setting | effect (not tried) | what to ask for (not tried) |" in table
    for setting in examine.SETTINGS:
        assert f"`{setting.name}`" in table
        assert str(setting.value) in table
    assert FILE_NAME in table
    assert REPAIR in IT_PAGE
    assert Path(examine.IT_PAGE) == Path("install/for-it-departments.md")


@pytest.mark.parametrize("page", [IT_PAGE, CHECKLIST, ADDIN_PAGE], ids=["IT", "checklist", "page"])
def test_each_page_says_that_excel_is_unverified(page):
    assert "**unverified**" in page
    assert "`xlplanner_Repair`" in page
