"""Excel through xlwings, as far as it runs without Excel.

What is played in its stead is in excel_host (pywin32) and excel_vba (VBA and ranges).
"""

import contextlib
import datetime
import importlib.metadata
import math
import re
import subprocess
import sys
import types
import warnings
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import excel_host
import pyopenvba
import pytest
from excel_host import MISSING, call_udf, rows_of
from excel_vba import DISCONNECTED, FAILED, PYTHON, UNAVAILABLE, Excel, Linked, settings
from pyopenvba.cfb import CFB
from pyopenvba.exceptions import VBARuntimeError
from pyopenvba.interpreter import MISSING as VBA_MISSING
from pyopenvba.interpreter import VBAErrorValue, parse_module

from xlplanner import __version__, cost_opt, opt_params
from xlplanner.cli import main
from xlplanner.errors import FileError
from xlplanner.functions.catalogue import CATALOGUE, find
from xlplanner.functions.cell_errors import CELL_ERRORS
from xlplanner.functions.entry import VBA_KEYWORDS
from xlplanner.hosts.calc.office import Office
from xlplanner.hosts.evaluate import evaluate
from xlplanner.hosts.excel import addin, connection, install, registry, vba, wizard
from xlplanner.hosts.excel.errors import COM_BASE, ERROR_NUMBERS, error_text
from xlplanner.hosts.excel.names import FILE_NAME, REPAIR
from xlplanner.hosts.steps import Step, perform

EXAMPLES = [
    pytest.param(function.name, example.args, id=f"{function.name}-{number}")
    for function in CATALOGUE.values()
    for number, example in enumerate(function.examples)
]
COM_ERRORS = [(COM_BASE + number, text) for text, number in ERROR_NUMBERS.items()]


def expected(name, *cells):
    """The catalogue's answer, as rows."""
    return evaluate(find(name), cells)


def blank_as_text(rows):
    return [["" if cell is None else cell for cell in row] for row in rows]


# What arrives in Python -------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "args"), EXAMPLES)
def test_every_example_is_the_python_answer_to_the_last_bit(name, args):
    assert rows_of(call_udf(name, *args)) == blank_as_text(expected(name, *args))


LOSSES = ((2.13,), (2.0,), (1.5,))
DEMANDS = ((1e9, 1e12),)


@pytest.mark.parametrize(
    "cells",
    [
        (2.13, 2e11),
        (2, 10**11),
        ("2.13", " 200B "),
        (Decimal("2.13"), Decimal("2e11")),
        (((2.13,),), ((2e11,),)),
        (((2.13, 2.0),), 2e11),
        (LOSSES, 2e11),
        (LOSSES, DEMANDS),
        (2.13, 2e11, None),
        (2.13, 2e11, ""),
        (2.13, 2e11, (("E", 1.8), ("alpha", 0.34))),
        # And what a cell may hold that is no answer.
        (None, 2e11),
        ("", 2e11),
        ("many", 2e11),
        (True, 2e11),
        (((True,),), 2e11),
        (1.5, 2e11),
        (2.13, -1),
        (2.13, Decimal(-1)),
        (Decimal("NaN"), 2e11),
        (2.13, 1e308),
        (2.13, 2e11, "no such law"),
        (2.13, 2e11, 3.0),
        (2.13,),
        (2.13, 2e11, "chinchilla", 4),
        (((2.13, 2.0),), ((1e9, 1e9, 1e9),)),
        (((2.13, 2.0), (2.1,)), 2e11),
        (((None, ""), (2.1, "x")), 2e11),
        (datetime.datetime(2024, 5, 1), 2e11),
    ],
    ids=str,
)
def test_whatever_arrives_the_answer_is_that_of_the_catalogue(cells):
    def lists(cell):
        return [list(row) for row in cell] if isinstance(cell, tuple) else cell

    assert rows_of(call_udf("OPT_PARAMS", *cells)) == expected("OPT_PARAMS", *map(lists, cells))


def test_a_missing_argument_is_a_blank_cell():
    assert call_udf("OPT_PARAMS", 2.13, 2e11, MISSING) == opt_params(2.13, 2e11)
    assert call_udf("OPT_PARAMS", MISSING, 2e11) == "#VALUE!"
    assert call_udf("COST_OPT", 2.13, 7e8, MISSING, None, "cost") == cost_opt(2.13, 7e8).cost


@pytest.mark.parametrize(("integer", "text"), COM_ERRORS)
def test_an_error_value_is_passed_on(integer, text):
    assert text in CELL_ERRORS
    assert call_udf("OPT_PARAMS", integer, 2e11) == text
    assert call_udf("OPT_PARAMS", text, 2e11) == text
    assert rows_of(call_udf("OPT_PARAMS", ((2.13,), (integer,)), 2e11))[1] == [text]
    assert call_udf("WHY", "OPT_PARAMS", integer, 2e11) == f"an argument cell holds {text}"


def test_an_error_value_that_is_not_known_is_an_error():
    assert error_text(COM_BASE + 2222) == "#VALUE!"
    assert call_udf("OPT_PARAMS", COM_BASE + 2222, 2e11) == "#VALUE!"


def test_dates_arrive_as_dates_or_serial_numbers():
    day, serial = datetime.datetime(2024, 5, 31), 45443.0
    price = call_udf("GPU_PRICE", "H100-SXM", None, None, day)
    assert price == call_udf("GPU_PRICE", "H100-SXM", None, None, serial)
    assert price == call_udf("GPU_PRICE", "H100-SXM", None, None, "2024-05-31")


def test_why_takes_any_number_of_cells():
    assert call_udf("WHY", "OPT_PARAMS", 2.13, 2e11, None) == "OK"
    assert call_udf("WHY", "XLPLANNER_VERSION") == "OK"
    assert call_udf("WHY", "OPT_PARAMS", *range(9)).endswith("takes 2 to 3 arguments; got 9")


def test_a_call_costs_little_more_than_one_that_does_nothing(capsys):
    spent = excel_host.overhead(2.13, 2e11, None)
    ratio = spent["OPT_PARAMS"] / spent["noop"]
    with capsys.disabled():
        print(f"\nCallUDF: {ratio:.2f} times a call that does nothing", spent)
    assert ratio < 2


# "Import Functions" -----------------------------------------------------------------------------


def test_xlwings_knows_every_function():
    known = excel_host.described()
    assert set(known) == set(CATALOGUE)
    for name, function in CATALOGUE.items():
        about = known[name]
        assert about["category"] == vba.category(function.family)
        assert about["ret"]["doc"] == function.help_text
        assert [a["doc"] for a in about["args"]] == [a.help_text for a in function.arguments]
        assert [a["vararg"] for a in about["args"]] == [a.repeats for a in function.arguments]
        optional = [a.optional and not a.repeats for a in function.arguments]
        assert ["optional" in a for a in about["args"]] == optional


def test_import_functions_writes_vba():
    text = excel_host.wrapper()
    module = parse_module(text, name="xlwings_udfs")
    assert {procedure.name for procedure in module.procedures} == set(CATALOGUE)


def test_the_functions_import_without_windows():
    code = "from xlplanner.hosts.excel import udfs; print(udfs.OPT_PARAMS([[2.13]], [[2e11]]))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == f"[[{opt_params(2.13, 2e11)!r}]]\n"


# The add-in's VBA -------------------------------------------------------------------------------


def test_the_vba_keeps_the_limits_of_vba():
    source = vba.module()
    assert source.isascii()
    assert vba.this_workbook().isascii()
    lines = source.splitlines()
    assert max(map(len, lines)) <= 1023
    continued = 0
    for line in lines:
        continued = continued + 1 if line.endswith(" _") else 0
        assert continued <= 24
    for literal in re.findall(r'"((?:[^"]|"")*)"', source):
        assert len(literal) <= 255
    # A procedure may hold 64 KiB.
    procedures = re.split(r"^End (?:Sub|Function)$", source, flags=re.MULTILINE)
    assert max(map(len, procedures)) < 40_000


def test_the_vba_has_a_function_for_each_entry():
    module = parse_module(vba.module(), name=vba.MODULE_NAME)
    # Options come first, then declarations, then procedures.
    assert vba.module().startswith("Option Explicit\n")
    first = re.search(r"^(?:Public|Private) (?:Function|Sub)", vba.module(), re.M).start()
    declared = r"^ *(?:Public|Private) (?:Const|Declare|\w+ As)"
    assert not re.search(declared, vba.module()[first:], re.MULTILINE)
    public = {p.name: p for p in module.procedures if p.scope != "private"}
    # A cell can call functions alone, and of these no other.
    assert {p.name for p in public.values() if p.kind != "function"} == {"WarmUp", REPAIR}
    assert set(public) == {*CATALOGUE, "WarmUp", REPAIR}
    for name, function in CATALOGUE.items():
        parameters = public[name].params
        assert [p.name for p in parameters] == [a.name for a in function.arguments]
        assert [p.param_array for p in parameters] == [a.repeats for a in function.arguments]
        optional = [a.optional and not a.repeats for a in function.arguments]
        assert [p.optional for p in parameters] == optional


def test_no_name_of_the_vba_hides_another():
    module = parse_module(vba.module(), name=vba.MODULE_NAME)
    own = {p.name.lower() for p in module.procedures} | {"planner", "last_problem", "next_try"}
    assert len({p.name.lower() for p in module.procedures}) == len(module.procedures)
    arguments = {a.name for f in CATALOGUE.values() for a in f.arguments} | {"arguments"}
    assert not own & (arguments | VBA_KEYWORDS)
    for function in CATALOGUE.values():
        assert "arguments" not in {a.name for a in function.arguments}


@pytest.fixture(scope="module")
def xlam(tmp_path_factory):
    path = tmp_path_factory.mktemp("addin") / FILE_NAME
    addin.build_addin(path, PYTHON)
    return path


@pytest.fixture
def excel(xlam):
    excel = Excel(xlam)
    excel.open("Book1")
    return excel


@pytest.mark.parametrize(("name", "args"), EXAMPLES)
def test_every_example_through_vba(excel, name, args):
    assert rows_of(excel.call(name, *args)) == blank_as_text(expected(name, *args))


@pytest.mark.parametrize(
    ("cells", "answer"),
    [
        ((1.5, 2e11), VBAErrorValue(2036)),
        (("many", 2e11), VBAErrorValue(2015)),
        ((2.13, 2e11, "no such law"), VBAErrorValue(2042)),
        ((VBAErrorValue(2007), 2e11), VBAErrorValue(2007)),
        ((VBAErrorValue(2045), 2e11), VBAErrorValue(2045)),
        ((2.13, 2e11, VBA_MISSING), opt_params(2.13, 2e11)),
        ((2.13, 2e11), opt_params(2.13, 2e11)),
        (("2.13", "200B", ""), opt_params(2.13, 2e11)),
    ],
)
def test_errors_are_error_values_in_a_cell(excel, cells, answer):
    assert excel.call("OPT_PARAMS", *cells) == answer


@pytest.mark.parametrize(("text", "number"), ERROR_NUMBERS.items())
def test_every_error_value_comes_back_as_itself(excel, text, number):
    assert excel.call("OPT_PARAMS", VBAErrorValue(number), 1e9) == VBAErrorValue(number)
    assert excel.call("OPT_PARAMS", text, 1e9) == VBAErrorValue(number)


def test_ranges_give_rows_and_grids(excel):
    excel.fill("A1", [[2.13], [1.5], [None], [2.0]])
    excel.fill("D1", [[1e9, 1e12]])
    column = excel.call("OPT_PARAMS", excel.range("A1:A4"), 1e9)
    bad, blank = VBAErrorValue(2036), VBAErrorValue(2015)
    assert column == [[opt_params(2.13, 1e9)], [bad], [blank], [opt_params(2.0, 1e9)]]
    row = excel.call("OPT_PARAMS", 2.13, excel.range("D1:E1"))
    assert row == opt_params(2.13, [1e9, 1e12]).tolist()
    grid = excel.call("OPT_PARAMS", excel.range("A1:A3"), excel.range("D1:E1"))
    assert [len(row) for row in grid] == [2, 2, 2]
    assert grid[1] == [bad, bad]
    assert excel.call("OPT_PARAMS", excel.range("A1"), excel.range("D1")) == opt_params(2.13, 1e9)


def test_a_whole_column_ends_where_the_sheet_does(excel):
    excel.fill("B2", [[2.13], [2.0]])
    answer = excel.call("OPT_PARAMS", excel.range("B:B"), 1e9)
    wanted = [VBAErrorValue(2015), opt_params(2.13, 1e9), opt_params(2.0, 1e9)]
    assert answer == [[cell] for cell in wanted]
    row = excel.call("OPT_PARAMS", excel.range("2:2"), 1e9)
    assert row == wanted[:2]
    # Right of and below everything, one cell is left.
    assert excel.call("OPT_PARAMS", excel.range("Z:Z"), 1e9) == [[VBAErrorValue(2015)]] * 3


def test_a_range_of_several_areas_is_refused(excel):
    excel.fill("A1", [[2.13, 2.13]])
    assert excel.call("OPT_PARAMS", excel.range("A1,C1"), 1e9) == VBAErrorValue(2015)


def test_why_takes_any_number_of_arguments_in_vba(excel):
    excel.fill("A1", [[1.5]])
    assert excel.call("WHY", "OPT_PARAMS", 2.13, 1e9) == "OK"
    assert excel.call("WHY", "OPT_PARAMS", 2.13, 1e9, VBA_MISSING) == "OK"
    assert excel.call("WHY", "OPT_PARAMS", excel.range("A1"), 1e9).startswith("loss must be above")
    assert excel.call("WHY", "XLPLANNER_VERSION") == "OK"
    assert excel.call("WHY", "nothing").startswith("there is no function")


# The command line -------------------------------------------------------------------------------

COMMAND_LINE = (
    r'"C:\Users\me\venv\Scripts\pythonw.exe" -I -c "import faulthandler, os; '
    "faulthandler.dump_traceback_later(15, exit=True, file=open(os.devnull, 'w')); "
    "from xlplanner.hosts.excel import server; server.serve('$(CLSID)')\""
)
HOSTILE = [
    "Q3^&calc &.xlsx",
    "a;b;C:\\evil;.xlsx",
    'it\'s "quoted" & %PATH%.xlsx',
    "Q3 ＆calc＆ ＂x＂ ‘y’.xlsx",
    "$(CLSID) | calc > out.xlsx",
]


@pytest.mark.parametrize("name", HOSTILE)
def test_nothing_of_a_workbook_is_in_the_command_line(xlam, name):
    excel = Excel(xlam)
    book = excel.open(name, folder=f"C:\\{name}")
    assert excel.app.workbook is book
    excel.fill("A1", [[name, 2.13]])
    assert excel.call("OPT_PARAMS", excel.range("B1"), 1e9) == opt_params(2.13, 1e9)
    assert excel.call("OPT_PARAMS", excel.range("A1"), name) == VBAErrorValue(2015)
    excel.lose_connection()
    excel.app.interpreter.run(REPAIR, [])
    assert set(excel.commands) == {COMMAND_LINE}


def test_no_workbook_needs_to_be_active(xlam):
    excel = Excel(xlam)
    assert excel.call("OPT_PARAMS", 2.13, 1e9) == opt_params(2.13, 1e9)
    assert excel.commands == [COMMAND_LINE]


def test_one_python_serves_every_workbook(excel):
    for name in ("one.xlsx", "two.xlsx"):
        excel.open(name)
        assert excel.call("OPT_PARAMS", 2.13, 1e9) == opt_params(2.13, 1e9)
    assert excel.connections == 1


def test_the_command_line_is_the_one_that_the_package_states(xlam):
    assert connection.command_line(PYTHON) == COMMAND_LINE
    assert addin.read_addin(xlam).interpreter == PYTHON


def test_an_addin_built_for_no_python_says_so(tmp_path):
    addin.build_addin(tmp_path / FILE_NAME)
    assert addin.read_addin(tmp_path / FILE_NAME).interpreter == ""
    excel = Excel(tmp_path / FILE_NAME)
    assert excel.call("OPT_PARAMS", 2.13, 1e9) == VBAErrorValue(2015)
    assert excel.commands == []
    reason = "this add-in was built for no Python; xlplanner install excel builds it for one"
    assert excel.errors[-1].endswith(reason)


@pytest.mark.parametrize(
    "path",
    [
        "pythonw",
        "pythonw.exe",
        r"venv\pythonw.exe",
        r"\venv\pythonw.exe",
        "C:pythonw.exe",
        r"C:\pythonw.exe",
        'C:\\a" -c "x\\pythonw.exe',
        "C:\\a\nb\\pythonw.exe",
        r"C:\$(CLSID)\pythonw.exe",
    ],
)
def test_a_python_without_its_whole_path_is_refused(path, tmp_path):
    with pytest.raises(FileError, match="needs the whole path of a Python; got"):
        addin.build_addin(tmp_path / FILE_NAME, path)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("folder", ["C:\\Users\\Łukasz & Søn", "\\\\server\\share\\日本"])
def test_a_path_beyond_ascii_arrives_whole(folder, tmp_path):
    python = f"{folder}\\Scripts\\pythonw.exe"
    addin.build_addin(tmp_path / FILE_NAME, python)
    assert addin.read_addin(tmp_path / FILE_NAME).interpreter == python
    excel = Excel(tmp_path / FILE_NAME)
    excel.libraries = {f"{folder}\\Scripts\\{connection.library(64)}"}
    assert excel.call("OPT_PARAMS", 2.13, 1e9) == opt_params(2.13, 1e9)
    assert excel.commands == [connection.command_line(python)]


def run_server(code, folder):
    """Run what the command line runs, in a folder; a second for what hangs."""
    command = [sys.executable, "-I", "-c", code]
    return subprocess.run(command, capture_output=True, text=True, cwd=folder, timeout=60)


def test_the_folder_that_excel_is_in_does_not_decide_what_is_imported(tmp_path):
    for name in ("xlplanner", "xlwings", "faulthandler"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "__init__.py").write_text("print('taken over')\n")
    code = connection.SERVER.format(patience=connection.PATIENCE)
    shown = code.replace("; server.serve", "; print(server.__file__); server.serve")
    done = run_server(shown, tmp_path)
    assert "taken over" not in done.stdout
    assert Path(done.stdout.strip()).match("xlplanner/hosts/excel/server.py")
    if sys.platform != "win32":
        # There is no COM: a Python that cannot serve ends, and the library notices.
        assert done.returncode == 1
        assert "pywin32" in done.stderr


def test_a_python_that_hangs_ends_itself(tmp_path):
    code, _, _ = connection.SERVER.format(patience=0.2).partition("from xlplanner")
    done = run_server(f"{code}import threading; threading.Event().wait(50)", tmp_path)
    assert done.returncode == 1


def test_the_server_answers_to_its_number_and_imports_the_functions():
    served = excel_host.served("{7}")
    assert served == {"clsid": "{7}", "udfs imported": True, "folder": sys.prefix}


# The connection ---------------------------------------------------------------------------------


def test_python_that_cannot_be_reached_gives_errors_and_one_attempt(excel):
    excel.ends_after = 0.3
    for _ in range(3):
        assert excel.call("OPT_PARAMS", 2.13, 1e9) == VBAErrorValue(2015)
    assert excel.connections == 1
    (problem,) = excel.errors
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d Python process exited", problem)
    excel.ends_after = math.inf
    excel.wait(61)
    assert excel.call("OPT_PARAMS", 2.13, 1e9) == opt_params(2.13, 1e9)


def test_a_server_that_never_answers_holds_excel_up_once_and_not_for_minutes(excel):
    excel.answers_after = math.inf
    start = excel.now
    assert excel.call("OPT_PARAMS", 2.13, 1e9) == VBAErrorValue(2015)
    assert (excel.now - start).total_seconds() == pytest.approx(connection.PATIENCE, abs=0.2)
    # The pause begins after the attempt, however long that took.
    for _ in range(1000):
        assert excel.call("OPT_PARAMS", 2.13, 1e9) == VBAErrorValue(2015)
    excel.wait(59)
    assert excel.call("OPT_PARAMS", 2.13, 1e9) == VBAErrorValue(2015)
    assert excel.connections == 1
    assert (excel.now - start).total_seconds() < connection.PATIENCE + 60
    excel.answers_after = 0.5
    excel.wait(2)
    assert excel.call("OPT_PARAMS", 2.13, 1e9) == opt_params(2.13, 1e9)


def test_a_missing_library_is_named(excel):
    excel.libraries = set()
    assert excel.call("OPT_PARAMS", 2.13, 1e9) == VBAErrorValue(2015)
    assert excel.errors[-1].endswith(f"cannot load {connection.library(64)} near {PYTHON}")


@pytest.mark.parametrize("problem", [462, UNAVAILABLE, FAILED, DISCONNECTED])
def test_a_python_that_has_ended_is_connected_to_again_at_once(excel, problem):
    assert excel.call("OPT_PARAMS", 2.13, 1e9) == opt_params(2.13, 1e9)
    excel.lose_connection(problem)
    assert excel.call("OPT_PARAMS", 2.13, 1e9) == opt_params(2.13, 1e9)
    assert excel.connections == 2


def test_a_python_that_ends_with_every_call_is_left_alone_for_a_while(excel):
    excel.call_error = (462, "The remote server machine does not exist")
    for _ in range(100):
        assert excel.call("OPT_PARAMS", 2.13, 1e9) == VBAErrorValue(2015)
    assert excel.connections == 2


@pytest.mark.parametrize("number", [-2147352567, 70, 0x80010105 - 2**32])
def test_another_error_is_an_error_value_and_no_second_call(excel, number):
    excel.call_error = (number, "Unexpected Python Error")
    assert excel.call("OPT_PARAMS", 2.13, 1e9) == VBAErrorValue(2015)
    assert excel.errors[-1].endswith("Unexpected Python Error")
    assert len(excel.errors) == excel.connections == 1


def test_warming_up_spares_the_first_cell_the_wait(excel):
    excel.app.interpreter.run("Workbook_Open", [])
    # Excel's start does nothing but ask for it.
    assert excel.connections == 0
    (macro,) = excel.scheduled
    assert macro == f"'Book1'!{vba.MODULE_NAME}.WarmUp"
    excel.app.interpreter.run("WarmUp", [])
    start = excel.now
    assert excel.call("OPT_PARAMS", 2.13, 1e9) == opt_params(2.13, 1e9)
    assert excel.now == start
    assert excel.connections == 1


def test_an_excel_that_opens_an_attachment_starts_without_a_message(excel):
    excel.busy = True
    excel.app.interpreter.run("Workbook_Open", [])
    assert excel.scheduled == excel.app.dialogs == []
    assert excel.call("OPT_PARAMS", 2.13, 1e9) == opt_params(2.13, 1e9)


def test_a_first_cell_before_warming_up_is_answered_and_warming_up_is_over(excel):
    assert excel.call("OPT_PARAMS", 2.13, 1e9) == opt_params(2.13, 1e9)
    start = excel.now
    excel.app.interpreter.run("WarmUp", [])
    assert (excel.now, excel.connections) == (start, 1)


def test_warming_up_that_fails_is_noted_and_shows_nothing(excel):
    excel.ends_after = 0.3
    excel.app.interpreter.run("WarmUp", [])
    assert excel.errors[-1].endswith("Python process exited")
    assert excel.app.dialogs == []


# Repair -----------------------------------------------------------------------------------------

PROTECT = """
Public Sub Prepare()
    Dim i As Long
    ActiveWorkbook.Names.Add "built_by_version", "=Sheet1!$C$1"
    For i = 1 To 2
        With ActiveWorkbook.Worksheets(i)
            .Range("A1").Formula = "=OPT_PARAMS(2.13,1E+9)"
            .Range("A2").Formula = "=N(1)+opt_params(#REF!,1E+9)"
            .Range("A3").Formula = "=1/0"
            .Range("A4").Value = "#NAME?"
            .Range("A5").Formula = "=UNKNOWN_FUNCTION(1)"
            .Range("A6").Formula = "=1+#REF!"
        End With
    Next i
    ActiveWorkbook.Worksheets(1).Protect _
        DrawingObjects:=False, Scenarios:=False, AllowFiltering:=True
End Sub
"""
HERE = str(Path("C:\\Users\\me") / "Book1")
AUTOMATIC, MANUAL = -4105, -4135
# Calculation, drawing, events, alerts.
AS_BEFORE, QUIET = (AUTOMATIC, True, True, True), (MANUAL, False, False, False)


def prepared(excel, *, planner=True, mode=AUTOMATIC):
    excel.app.workbook.vba_get("Worksheets").vba_get("Add")
    excel.app.add_module(PROTECT, name="prepare")
    excel.app.interpreter.run("Prepare", [])
    # A value is computed when it is first read, unless calculation is manual.
    for sheet in (1, 2):
        excel.app.workbook.vba_get("Worksheets", [sheet]).vba_get("Range", ["A1:A6"]).vba_get(
            "Value"
        )
    excel.application.calculation = mode
    if not planner:
        excel.app.remove_named_range("built_by_version")
    excel.app.interpreter.run(REPAIR, [])
    (_, message, _, _) = excel.app.dialogs[-1]
    return message


def entered(excel, monkeypatch):
    """The formulas that are entered from now on, and in what state of Excel."""
    cell, found = type(excel.range("A1")), []
    real = cell.vba_set

    def noted(self, name, value, *args, **named):
        if name.lower() == "formula":
            found.append((value, *settings(excel.application)))
        real(self, name, value, *args, **named)

    monkeypatch.setattr(cell, "vba_set", noted)
    return found


def test_repair_enters_the_calls_on_a_planners_own_sheets_again(excel, monkeypatch):
    found = entered(excel, monkeypatch)
    assert prepared(excel) == "xlplanner is connected. Formulas entered again: 2."
    calls = ["=OPT_PARAMS(2.13,1000000000)", "=N(1)+OPT_PARAMS(#REF!,1000000000)"]
    # After the ten of the preparation.
    assert found[10:] == [(call, *QUIET) for call in calls]
    assert settings(excel.application) == AS_BEFORE
    assert (excel.connections, excel.rebuilds) == (1, 1)
    sheet = excel.app.workbook.vba_get("Worksheets", [1])
    assert sheet.vba_get("ProtectContents") is True
    assert sheet.vba_get("ProtectDrawingObjects") is False
    assert sheet.vba_get("ProtectScenarios") is False
    assert sheet.vba_get("Protection").vba_get("AllowFiltering") is True
    assert sheet.vba_get("Protection").vba_get("AllowSorting") is False


def test_repair_leaves_the_cells_and_links_of_other_workbooks_alone(excel):
    excel.app.workbook.links = STALE
    assert prepared(excel, planner=False) == "xlplanner is connected. Formulas entered again: 0."
    assert excel.app.workbook.changes == ()


STALE = ["C:\\Users\\you\\XLSTART\\XLPlanner.xlam", "xlplanner.xlam", "C:\\other.xlam"]


def test_repair_points_a_planners_links_at_this_addin_with_its_sheets_open(excel):
    book = excel.app.workbook
    book.links = STALE
    prepared(excel)
    assert book.changes == tuple((link, HERE, *QUIET) for link in STALE[:2])
    assert book.links == [HERE, HERE, STALE[2]]
    assert book.vba_get("Worksheets", [1]).vba_get("ProtectContents") is True
    assert settings(excel.application) == AS_BEFORE


def test_a_link_that_cannot_be_changed_is_left_and_the_rest_is_done(excel):
    book = excel.app.workbook
    book.links, book.refuses = STALE, True
    assert prepared(excel) == "xlplanner is connected. Formulas entered again: 2."
    assert book.links == STALE
    assert settings(excel.application) == AS_BEFORE


def test_a_repair_that_fails_gives_excel_its_settings_back(excel, monkeypatch):
    def fail(self, kind):
        raise VBARuntimeError(1004, "out of memory")

    monkeypatch.setattr(Linked, "links_of", fail)
    assert prepared(excel) == "xlplanner: out of memory"
    assert settings(excel.application) == AS_BEFORE
    assert excel.app.workbook.vba_get("Worksheets", [1]).vba_get("ProtectContents") is True
    assert excel.rebuilds == 0


def test_a_calculation_that_is_manual_stays_manual(excel):
    prepared(excel, mode=MANUAL)
    assert excel.application.calculation == MANUAL


def test_a_link_to_this_very_addin_is_not_changed(excel, monkeypatch):
    book = excel.app.workbook
    book.name, book.links = FILE_NAME, ["c:/users/ME/xlplanner.xlam"]
    prepared(excel)
    assert book.changes == ()


def test_repair_starts_python_anew_at_once(excel):
    excel.answers_after = math.inf
    assert excel.call("OPT_PARAMS", 2.13, 1e9) == VBAErrorValue(2015)
    excel.answers_after = 0.5
    excel.app.interpreter.run(REPAIR, [])
    assert excel.call("OPT_PARAMS", 2.13, 1e9) == opt_params(2.13, 1e9)
    assert excel.connections == 2


def test_repair_says_what_is_in_the_way(excel):
    excel.ends_after = 0.3
    excel.app.interpreter.run(REPAIR, [])
    assert excel.app.dialogs[-1][1] == "xlplanner: Python process exited"
    assert excel.rebuilds == 0


# The add-in's file ------------------------------------------------------------------------------


def test_the_addin_states_what_it_was_built_for(xlam):
    built = addin.read_addin(xlam)
    assert built == (__version__, importlib.metadata.version("xlwings"), PYTHON)


def test_the_addin_is_the_same_every_time(xlam, tmp_path):
    addin.build_addin(tmp_path / "again.xlam", PYTHON)
    assert (tmp_path / "again.xlam").read_bytes() == xlam.read_bytes()


def test_the_addin_is_sound(xlam):
    report = pyopenvba.check_file(xlam)
    assert report.ok
    assert not report.issues
    with pyopenvba.ExcelFile(xlam) as book:
        assert book.validate() == []
        assert book.vba_project().name == "xlplanner"
        source = book.get_module(vba.MODULE_NAME).replace("\r\n", "\n")
        assert vba.module(PYTHON) in source
        assert vba.this_workbook() in book.get_module("ThisWorkbook").replace("\r\n", "\n")
    with zipfile.ZipFile(xlam) as package:
        stream = CFB.from_bytes(package.read(addin.PROJECT)).get_stream("PROJECT").decode()
    assert 'Name="xlplanner"\r\n' in stream
    # Each window of the workspace in a line of its own.
    assert re.search(r"\[Workspace\]\r\n(\w+=[^\r\n]*\r\n){3}$", stream)


# What olevba calls suspicious in it. LoadLibrary and the library are how Python is started; the
# other words stand in helps and names, such as "open weights", or in `vba.ERROR_NUMBERS`.
SUSPICIOUS = {"environment", "open", "put", "output", "binary", "run", "call", "Lib", "virtual"}


def test_olevba_finds_no_more_than_it_must(xlam):
    with warnings.catch_warnings():
        # It imports old names of pyparsing.
        warnings.simplefilter("ignore")
        from oletools.olevba import VBA_Parser

    parser = VBA_Parser(str(xlam))
    sources = {name: source for _, _, name, source in parser.extract_macros()}
    findings = {(kind, word) for kind, word, _ in parser.analyze_macros()}
    parser.close()
    assert set(sources) == {f"{vba.MODULE_NAME}.bas", "ThisWorkbook.cls", "Sheet1.cls"}
    words = {word for kind, word in findings if kind == "Suspicious" and " " not in word}
    assert words == SUSPICIOUS
    assert {word for kind, word in findings if kind == "AutoExec"} == {"Workbook_Open"}
    assert not any("://" in word for _, word in findings)
    for name in CATALOGUE:
        assert f"Public Function {name}(" in sources[f"{vba.MODULE_NAME}.bas"]


def test_xlwings_licence_stands_in_the_addin(xlam):
    with pyopenvba.ExcelFile(xlam) as book:
        source = book.get_module(vba.MODULE_NAME)
    licence = importlib.metadata.distribution("xlwings").read_text("licenses/LICENSE.txt")
    assert "BSD 3-Clause" in licence.replace("-clause", "-Clause")
    comments = " ".join(line.lstrip("'").strip() for line in source.splitlines() if line[:1] == "'")
    for condition in ("Redistributions in binary form must", "Copyright (C) 2014-present, Zoomer"):
        assert condition in comments
    for name in ("LoadXLPyDLL", "XLPyDLLActivateAuto", "EndXLPy"):
        assert name in source


def test_the_wizard_is_stored_as_excel_stores_it(xlam):
    """The form is that of add-ins which Excel saved: see the schema x14 and [MS-OFFMACRO2]."""
    with zipfile.ZipFile(xlam) as package:
        book = ElementTree.fromstring(package.read("xl/workbook.xml"))
    tags = [child.tag.rpartition("}")[2] for child in book]
    assert tags[tags.index("sheets") + 1] == "functionGroups"
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    groups = book.find(f"{space}functionGroups")
    categories = [group.get("name") for group in groups]
    assert groups.get("builtInGroupCount") == "19"
    assert len(set(categories)) == len(categories) < 256
    assert max(map(len, categories)) <= 32
    assert book.find(f"{space}bookViews/{space}workbookView").get("visibility") == "veryHidden"
    extension = book.find(f"{space}extLst")[0]
    assert extension.get("uri") == wizard.EXTENSION
    described = {
        name.get("name"): [text.text for text in name.iter(f"{{{wizard.X14}}}argumentDescription")]
        for name in extension.iter(f"{{{wizard.X14}}}definedName")
    }
    counts = [d.get("count") for d in extension.iter(f"{{{wizard.X14}}}argumentDescriptions")]
    assert counts == [str(len(texts)) for texts in described.values()]
    with pyopenvba.ExcelFile(xlam) as file:
        source = file.get_module(vba.MODULE_NAME)
    for name, function in CATALOGUE.items():
        assert described.get(name, []) == [a.help_text for a in function.arguments]
        assert f"Attribute {name}.VB_Description = {vba.quoted(function.help_text)}\r\n" in source
        invoked = rf'Attribute {name}\.VB_ProcData\.VB_Invoke_Func = " \\n(\d+)"'
        (number,) = re.findall(invoked, source)
        # 20 is the first of a workbook's own.
        assert categories[int(number) - 20] == f"xlplanner: {function.family}"
    assert "MacroOptions" not in source
    assert "WithEvents" not in vba.this_workbook()


@pytest.mark.parametrize("content", [b"", b"no add-in", b"PK\x03\x04 broken"])
def test_a_foreign_file_is_recognised(tmp_path, content):
    path = tmp_path / "xlplanner.xlam"
    path.write_bytes(content)
    assert addin.read_addin(path) is None


def test_an_empty_addin_is_foreign(tmp_path):
    path = tmp_path / "xlplanner.xlam"
    pyopenvba.ExcelFile.create_new(path).close()
    assert addin.read_addin(path) is None


def test_an_addin_that_is_not_there(tmp_path):
    with pytest.raises(FileError, match="cannot read"):
        addin.read_addin(tmp_path / "none.xlam")


def test_libreoffice_loads_the_addin(xlam, tmp_path):
    office = replace(Office.find(), profile=tmp_path / "profile")
    # It does not know add-ins by their type.
    reading = "--infilter=Calc MS Excel 2007 VBA XML"
    writing = ["--convert-to", "ods", "--outdir", str(tmp_path)]
    office.run("soffice", "--headless", reading, *writing, str(xlam))
    with zipfile.ZipFile(tmp_path / "xlplanner.ods") as package:
        (name,) = (n for n in package.namelist() if n.endswith(f"{vba.MODULE_NAME}.xml"))
        assert b"OPT_PARAMS" in package.read(name)


# Installing -------------------------------------------------------------------------------------


@pytest.fixture
def paths(tmp_path):
    environment = tmp_path / "venv"
    (environment / "Scripts").mkdir(parents=True)
    for name in ("python.exe", "pythonw.exe"):
        (environment / "Scripts" / name).touch()
    for bits in connection.BITS:
        (environment / connection.library(bits)).touch()
    variables = {
        "USERPROFILE": str(tmp_path / "me"),
        "APPDATA": str(tmp_path / "me/AppData/Roaming"),
    }
    return install.Paths.of_user(variables, environment / "Scripts" / "python.exe")


def files(folder):
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "venv" not in path.parts
    }


def carry_out(steps):
    lines = []
    perform(steps, lines.append, dry_run=False)
    return lines


def test_the_places_are_those_of_windows(paths, tmp_path):
    assert paths.interpreter.name == "pythonw.exe"
    parts = paths.addin.relative_to(tmp_path).parts
    assert parts == ("me", "AppData", "Roaming", "Microsoft", "Excel", "XLSTART", "xlplanner.xlam")
    for bits in connection.BITS:
        assert install.find_dll(paths, bits) == tmp_path / "venv" / connection.library(bits)


def test_a_dry_run_reports_what_a_run_does(paths, tmp_path):
    before, lines = files(tmp_path), []
    install.install(paths, dry_run=True, report=lines.append)
    assert files(tmp_path) == before
    assert carry_out(install.installation(paths)) == lines
    assert all(str(path) in "\n".join(lines) for path in (paths.addin, paths.interpreter))
    assert addin.read_addin(paths.addin).interpreter == str(paths.interpreter)
    written = set(files(tmp_path)) - set(before)
    assert written == {str(paths.addin.relative_to(tmp_path))}


def test_installing_twice_changes_nothing(paths, tmp_path):
    carry_out(install.installation(paths))
    once = files(tmp_path)
    carry_out(install.installation(paths))
    assert files(tmp_path) == once


def test_uninstalling_takes_away_what_was_installed(paths, tmp_path):
    before, lines = files(tmp_path), []
    carry_out(install.installation(paths))
    installed = files(tmp_path)
    install.uninstall(paths, dry_run=True, report=lines.append)
    assert files(tmp_path) == installed
    assert carry_out(install.removal(paths)) == lines
    assert files(tmp_path) == before
    carry_out(install.removal(paths))


def test_a_foreign_addin_stays(paths):
    paths.addin.parent.mkdir(parents=True)
    paths.addin.write_bytes(b"somebody else's")
    with pytest.raises(FileError, match=r"was not built by xlplanner; move it elsewhere"):
        carry_out(install.installation(paths))
    with pytest.raises(FileError, match=r"was not built by xlplanner, so it is not deleted"):
        carry_out(install.removal(paths))
    assert paths.addin.read_bytes() == b"somebody else's"


@pytest.mark.parametrize("bits", connection.BITS)
def test_a_missing_dll_is_reported_before_anything_is_written(paths, tmp_path, bits):
    (tmp_path / "venv" / connection.library(bits)).unlink()
    before = files(tmp_path)
    with pytest.raises(FileError, match=r"\.dll is neither in .*Scripts nor in .*venv, where"):
        carry_out(install.installation(paths))
    assert files(tmp_path) == before


def test_a_folder_that_cannot_be_made_is_reported(paths):
    paths.addin.parents[2].mkdir(parents=True)
    paths.addin.parents[1].write_text("a file")
    with pytest.raises(FileError, match="cannot make the folder"):
        carry_out(install.installation(paths))


def test_off_windows_only_a_dry_run_goes(paths):
    if sys.platform == "win32":
        pytest.skip("this is Windows")
    for action in (install.install, install.uninstall):
        with pytest.raises(FileError, match=r"needs Excel on Windows.*--dry-run.*build --xlam"):
            action(paths)
    assert install.last_problem() is None


class Winreg(types.SimpleNamespace):
    """The registry, as a dictionary of keys to values."""

    HKEY_CURRENT_USER, HKEY_LOCAL_MACHINE = "HKEY_CURRENT_USER", "HKEY_LOCAL_MACHINE"
    KEY_READ, KEY_WOW64_64KEY = 0x20019, 0x100

    @contextlib.contextmanager
    def OpenKey(self, root, path, reserved, access):  # noqa: N802
        assert (reserved, access) == (0, 0x20119)
        if (root, path) not in self.kept:
            raise FileNotFoundError
        yield self.kept[root, path]

    def QueryInfoKey(self, key):  # noqa: N802
        return 0, len(key), 0

    def EnumValue(self, key, index):  # noqa: N802
        return (*list(key.items())[index], 1)

    def DeleteKey(self, root, path):  # noqa: N802
        if self.kept.pop((root, path), None) is None:
            raise FileNotFoundError


@pytest.fixture
def winreg(monkeypatch):
    played = Winreg(kept={})
    monkeypatch.setitem(sys.modules, "winreg", played)
    monkeypatch.setattr(sys, "platform", "win32")
    return played


def test_the_last_problem_is_read_from_the_registry(winreg):
    assert install.last_problem() is None
    key = r"Software\VB and VBA Program Settings\xlplanner\Excel"
    winreg.kept["HKEY_CURRENT_USER", key] = {"CellError": "no DLL"}
    assert install.last_problem() == "no DLL"
    registry.delete(install.PROBLEM_KEY)
    registry.delete(install.PROBLEM_KEY)
    assert install.last_problem() is None


def test_a_key_of_the_machine_is_read(winreg):
    winreg.kept["HKEY_LOCAL_MACHINE", r"SOFTWARE\Office"] = {"Platform": "x86", "Other": 1}
    assert registry.values(r"HKEY_LOCAL_MACHINE\SOFTWARE\Office") == {"platform": "x86", "other": 1}


def test_a_key_that_windows_keeps_is_reported(winreg, monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Access is denied")

    monkeypatch.setattr(Winreg, "OpenKey", refuse)
    monkeypatch.setattr(Winreg, "DeleteKey", refuse)
    assert registry.values(r"HKEY_CURRENT_USER\Software") == {}
    with pytest.raises(FileError, match=r"HKEY_CURRENT_USER\\Software: Access is denied"):
        registry.delete(r"HKEY_CURRENT_USER\Software")


def test_a_path_outside_the_code_page_is_refused_when_installing(paths, monkeypatch):
    odd = replace(paths, interpreter=paths.interpreter.with_name("\udcff.exe"))
    with pytest.raises(FileError, match="is not in this Windows' code page; install xlplanner in"):
        carry_out(install.installation(odd))
    assert not paths.addin.exists()


def test_a_step_is_reported_and_then_done():
    done = []
    steps = [Step("first", lambda: done.append(1)), Step("second", lambda: done.append(2))]
    perform(steps, done.append, dry_run=True)
    assert done == ["first", "second"]
    done.clear()
    perform(steps, done.append, dry_run=False)
    assert done == ["first", 1, "second", 2]


# The command line -------------------------------------------------------------------------------


def test_the_command_line_prints_the_steps(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.delenv("APPDATA", raising=False)
    assert main(["install", "excel", "--dry-run"]) == 0
    assert "write the add-in" in capsys.readouterr().out
    assert main(["install", "excel", "--uninstall", "--dry-run"]) == 0
    assert "delete the add-in" in capsys.readouterr().out
    assert not list(tmp_path.iterdir())
    if sys.platform != "win32":
        assert main(["install", "excel"]) == 1
        assert capsys.readouterr().err.startswith("xlplanner: the Excel add-in needs Excel on")


def test_the_command_line_builds_the_addin(capsys, tmp_path):
    path = tmp_path / "mine.xlam"
    assert main(["build", "--xlam", "-o", str(path)]) == 0
    assert capsys.readouterr().out.startswith(f"{path}: xlplanner {__version__} for xlwings ")
    assert addin.read_addin(path) is not None
    assert main(["build", "--xlam", "-o", str(tmp_path / "mine.xlsx")]) == 1
    assert "must end in .xlam" in capsys.readouterr().err
    assert main(["build", "-o", str(tmp_path / "mine.xlam")]) == 1
    assert "must end in .xlsx" in capsys.readouterr().err


def test_only_the_excel_host_imports_xlwings():
    package = Path(addin.__file__).parents[2]
    for path in package.rglob("*.py"):
        if path.parent != package / "hosts" / "excel":
            imported = re.search(r"^\s*(import|from) (xlwings|pyopenvba)", path.read_text(), re.M)
            assert imported is None, path


def test_a_damaged_addin_is_recognised(xlam, tmp_path):
    data = bytearray(xlam.read_bytes())
    damaged = tmp_path / "damaged.xlam"
    for offset in range(100, len(data), len(data) // 40):
        copy = bytearray(data)
        copy[offset : offset + 8] = b"\xff" * 8
        damaged.write_bytes(copy)
        assert addin.read_addin(damaged) in (None, addin.read_addin(xlam))
