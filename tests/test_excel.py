"""Excel through xlwings, as far as it runs without Excel.

What is played in its stead is in excel_host (pywin32) and excel_vba (VBA and ranges).
"""

import datetime
import importlib.metadata
import re
import shutil
import subprocess
import sys
import types
import warnings
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import excel_host
import pyopenvba
import pytest
from excel_host import MISSING, call_udf, rows_of
from excel_vba import Excel
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
from xlplanner.hosts.excel import addin, install, registry, vba
from xlplanner.hosts.excel.errors import COM_BASE, ERROR_NUMBERS, error_text
from xlplanner.hosts.excel.names import FILE_NAME
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
        assert about["category"] == vba.category(function)
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


def test_the_workbook_module_describes_the_functions():
    # The interpreter does not know WithEvents.
    source = vba.this_workbook().replace("WithEvents ", "")
    module = parse_module(source, name="ThisWorkbook", kind="document")
    assert [p.name for p in module.procedures] == ["Workbook_Open", "host_WorkbookActivate"]
    assert source.count(f"{vba.MODULE_NAME}.DescribeFunctions") == 2


def test_the_vba_has_a_function_for_each_entry():
    module = parse_module(vba.module(), name=vba.MODULE_NAME)
    assert vba.module().startswith("Option Explicit\n")
    public = {p.name: p for p in module.procedures if p.scope != "private"}
    assert set(public) == {*CATALOGUE, "DescribeFunctions"}
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


@pytest.fixture
def excel():
    return Excel()


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


def test_python_that_cannot_be_reached_gives_errors_and_one_attempt(excel):
    excel.connect_error = "Could not load xlwings64.dll"
    for _ in range(3):
        assert excel.call("OPT_PARAMS", 2.13, 1e9) == VBAErrorValue(2015)
    assert excel.connections == 1
    (problem,) = excel.errors
    assert re.fullmatch(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d Could not load xlwings64.dll", problem)
    excel.connect_error = None
    excel.wait(11)
    assert excel.call("OPT_PARAMS", 2.13, 1e9) == opt_params(2.13, 1e9)


def test_python_that_was_restarted_is_connected_to_again(excel):
    assert excel.call("OPT_PARAMS", 2.13, 1e9) == opt_params(2.13, 1e9)
    excel.lose_connection()
    assert excel.call("OPT_PARAMS", 2.13, 1e9) == opt_params(2.13, 1e9)
    assert excel.connections == 2


def test_an_exception_in_python_is_an_error_value(excel):
    excel.call_error = "Unexpected Python Error"
    assert excel.call("OPT_PARAMS", 2.13, 1e9) == VBAErrorValue(2015)
    assert excel.errors[-1].endswith("Unexpected Python Error")


def test_the_wizard_describes_every_function(excel):
    excel.app.run("DescribeFunctions")
    assert [d["Macro"].split("!")[1] for d in excel.described] == list(CATALOGUE)
    for about, function in zip(excel.described, CATALOGUE.values(), strict=True):
        assert about["Description"] == function.help_text
        assert about["Category"] == vba.category(function)
        assert about["ArgumentDescriptions"] == [a.help_text for a in function.arguments]


# The add-in's file ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def xlam(tmp_path_factory):
    path = tmp_path_factory.mktemp("addin") / FILE_NAME
    addin.build_addin(path)
    return path


def test_the_addin_states_its_versions(xlam):
    assert addin.read_addin(xlam) == (__version__, importlib.metadata.version("xlwings"))


def test_the_addin_is_the_same_every_time(xlam, tmp_path):
    addin.build_addin(tmp_path / "again.xlam")
    assert (tmp_path / "again.xlam").read_bytes() == xlam.read_bytes()


def test_the_addin_is_sound(xlam):
    report = pyopenvba.check_file(xlam)
    assert report.ok
    assert not report.issues
    with pyopenvba.ExcelFile(xlam) as book:
        assert book.validate() == []
        assert vba.module() in book.get_module(vba.MODULE_NAME).replace("\r\n", "\n")
        assert "Workbook_Open" in book.get_module("ThisWorkbook")


def test_olevba_lists_the_addin(xlam):
    with warnings.catch_warnings():
        # It imports old names of pyparsing.
        warnings.simplefilter("ignore")
        from oletools.olevba import VBA_Parser

    parser = VBA_Parser(str(xlam))
    sources = {name: source for _, _, name, source in parser.extract_macros()}
    parser.close()
    assert set(sources) == {
        f"{vba.MODULE_NAME}.bas",
        "xlwings.bas",
        "ThisWorkbook.cls",
        "Sheet2.cls",
        "Dictionary.cls",
    }
    for name in CATALOGUE:
        assert f"Public Function {name}(" in sources[f"{vba.MODULE_NAME}.bas"]
    dll = f"xlwings64-{importlib.metadata.version('xlwings')}.dll"
    assert dll in sources["xlwings.bas"]
    assert install.dll_name() == dll


def test_nothing_of_the_template_is_left(xlam):
    with zipfile.ZipFile(xlam) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = b"".join(data for name, data in parts.items() if name.endswith((".xml", ".rels")))
    assert b"myaddin" not in text.lower()
    assert b"felix" not in text.lower()
    assert b".conf" not in text
    assert b"<dc:title>xlplanner</dc:title>" in parts["docProps/core.xml"]
    with pyopenvba.ExcelFile(xlam) as book:
        xlwings = book.get_module("xlwings")
    assert "myaddin" not in xlwings
    assert 'Public Const PROJECT_NAME As String = "xlplanner"' in xlwings


def test_only_xlpy_of_xlwings_can_be_called_from_a_cell(xlam):
    with pyopenvba.ExcelFile(xlam) as book:
        lines = book.get_module("xlwings").splitlines()
    callable_ = re.compile(r"\s*(?:Public |Friend |Static )*(?:Declare|Function|Sub|Property)\b")
    assert [line for line in lines if callable_.match(line)] == ["Public Function XLPy()"]


def test_settings_come_from_the_users_own_file_alone(xlam):
    with pyopenvba.ExcelFile(xlam) as book:
        xlwings = book.get_module("xlwings")
    assert 'Optional source As String = "user") As Variant' in xlwings
    calls = re.findall(r"GetConfig\(([^()]*)\)", xlwings)
    assert len(calls) > 20
    assert all(call.count(",") <= 1 for call in calls if "As String" not in call)


def test_an_unknown_template_is_refused():
    with pytest.raises(
        FileError, match=r"not supported: its quickstart_addin\.xlam has no PROJECT"
    ):
        addin._own("Sub Other()\nEnd Sub\n")


@pytest.mark.parametrize("content", [b"", b"no add-in", b"PK\x03\x04 broken"])
def test_a_foreign_file_is_recognised(tmp_path, content):
    path = tmp_path / "xlplanner.xlam"
    path.write_bytes(content)
    assert addin.read_addin(path) is None


def test_the_template_itself_is_foreign(tmp_path):
    path = tmp_path / "xlplanner.xlam"
    shutil.copy(addin._template(), path)
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
    (environment / install.dll_name()).touch()
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
    assert paths.settings == tmp_path / "me" / ".xlplanner" / "xlplanner.conf"
    assert install.find_dll(paths) == tmp_path / "venv" / install.dll_name()


def test_a_dry_run_reports_what_a_run_does(paths, tmp_path):
    before, lines = files(tmp_path), []
    install.install(paths, dry_run=True, report=lines.append)
    assert files(tmp_path) == before
    assert carry_out(install.installation(paths)) == lines
    assert all(str(path) in "\n".join(lines) for path in (paths.addin, paths.settings))
    assert addin.read_addin(paths.addin) is not None
    assert install.read_settings(paths.settings) == paths.own_settings()
    written = set(files(tmp_path)) - set(before)
    assert written == {str(p.relative_to(tmp_path)) for p in (paths.addin, paths.settings)}


def test_installing_twice_changes_nothing(paths, tmp_path):
    carry_out(install.installation(paths))
    once = files(tmp_path)
    carry_out(install.installation(paths))
    assert files(tmp_path) == once


def test_the_settings_are_lines_that_vba_reads(paths):
    carry_out(install.installation(paths))
    lines = paths.settings.read_text().splitlines()
    assert f'"INTERPRETER_WIN","{paths.interpreter}"' in lines
    assert '"ADD_WORKBOOK_TO_PYTHONPATH","False"' in lines


def test_uninstalling_takes_away_what_was_installed(paths, tmp_path):
    before, lines = files(tmp_path), []
    carry_out(install.installation(paths))
    installed = files(tmp_path)
    install.uninstall(paths, dry_run=True, report=lines.append)
    assert files(tmp_path) == installed
    assert carry_out(install.removal(paths)) == lines
    assert files(tmp_path) == before
    carry_out(install.removal(paths))


def test_the_users_own_settings_stay(paths):
    paths.settings.parent.mkdir(parents=True)
    own = '"PYTHONPATH","C:\\mine"\n"interpreter_win","old"\nno setting\n'
    paths.settings.write_text(own)
    carry_out(install.installation(paths))
    settings = install.read_settings(paths.settings)
    assert settings["PYTHONPATH"] == "C:\\mine"
    assert settings["INTERPRETER_WIN"] == str(paths.interpreter)
    assert "old" not in paths.settings.read_text()
    carry_out(install.removal(paths))
    assert paths.settings.read_text() == '"PYTHONPATH","C:\\mine"\nno setting\n'


def test_a_foreign_addin_stays(paths):
    paths.addin.parent.mkdir(parents=True)
    paths.addin.write_bytes(b"somebody else's")
    with pytest.raises(FileError, match=r"was not built by xlplanner; move it elsewhere"):
        carry_out(install.installation(paths))
    with pytest.raises(FileError, match=r"was not built by xlplanner, so it is not deleted"):
        carry_out(install.removal(paths))
    assert paths.addin.read_bytes() == b"somebody else's"


def test_a_missing_dll_is_reported_before_anything_is_written(paths, tmp_path):
    (tmp_path / "venv" / install.dll_name()).unlink()
    before = files(tmp_path)
    with pytest.raises(FileError, match=r"\.dll is neither in .*Scripts nor in .*venv, where"):
        carry_out(install.installation(paths))
    assert files(tmp_path) == before


def test_a_folder_that_cannot_be_made_is_reported(paths):
    paths.settings.parent.parent.mkdir()
    paths.settings.parent.write_text("a file")
    with pytest.raises(FileError, match="cannot make the folder"):
        carry_out(install.installation(paths))


def test_off_windows_only_a_dry_run_goes(paths):
    if sys.platform == "win32":
        pytest.skip("this is Windows")
    for action in (install.install, install.uninstall):
        with pytest.raises(FileError, match=r"needs Excel on Windows.*--dry-run.*build --xlam"):
            action(paths)
    assert install.last_problem() is None


def test_the_last_problem_is_read_from_the_registry(monkeypatch):
    kept = {}

    class Key(str):
        def __enter__(self):
            return self

        def __exit__(self, *_):
            pass

    def open_key(root, name):
        if name not in kept:
            raise FileNotFoundError
        return Key(name)

    def delete_key(root, name):
        if kept.pop(name, None) is None:
            raise FileNotFoundError

    winreg = types.SimpleNamespace(
        HKEY_CURRENT_USER=None,
        OpenKey=open_key,
        QueryValueEx=lambda key, value: (kept[key][value], 1),
        DeleteKey=delete_key,
    )
    monkeypatch.setitem(sys.modules, "winreg", winreg)
    monkeypatch.setattr(sys, "platform", "win32")
    assert install.last_problem() is None
    kept[r"Software\VB and VBA Program Settings\xlplanner\Excel"] = {"CellError": "no DLL"}
    assert install.last_problem() == "no DLL"
    registry.delete(install.PROBLEM_KEY)
    registry.delete(install.PROBLEM_KEY)
    assert install.last_problem() is None


def test_a_key_that_windows_keeps_is_reported(monkeypatch):
    def refuse(*_):
        raise PermissionError(13, "Access is denied")

    winreg = types.SimpleNamespace(HKEY_CURRENT_USER=None, OpenKey=refuse, DeleteKey=refuse)
    monkeypatch.setitem(sys.modules, "winreg", winreg)
    monkeypatch.setattr(sys, "platform", "win32")
    assert registry.value("Software", "CellError") is None
    with pytest.raises(FileError, match=r"HKEY_CURRENT_USER\\Software: Access is denied"):
        registry.delete("Software")


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


def test_lines_of_the_settings_end_as_windows_ends_them(paths):
    paths.settings.parent.mkdir(parents=True)
    paths.settings.write_bytes(b'"OTHER","a\x0cb"\r\n"LAST","1"')
    carry_out(install.installation(paths))
    lines = paths.settings.read_bytes().split(b"\n")
    assert lines.pop() == b""
    assert all(line.endswith(b"\r") for line in lines)
    assert lines[:2] == [b'"OTHER","a\x0cb"\r', b'"LAST","1"\r']


def test_settings_that_cannot_be_read(paths):
    paths.settings.mkdir(parents=True)
    with pytest.raises(FileError, match="cannot read"):
        install.read_settings(paths.settings)


def test_a_damaged_addin_is_recognised(xlam, tmp_path):
    data = bytearray(xlam.read_bytes())
    damaged = tmp_path / "damaged.xlam"
    for offset in range(100, len(data), len(data) // 40):
        copy = bytearray(data)
        copy[offset : offset + 8] = b"\xff" * 8
        damaged.write_bytes(copy)
        assert addin.read_addin(damaged) in (None, addin.read_addin(xlam))
