"""A real headless LibreOffice Calc with the extension: files, wizard, ranges, installing."""

import os
import re
import subprocess
import zipfile
from importlib.metadata import files
from pathlib import Path
from xml.etree import ElementTree as ET

import calc_speed
import openpyxl
import pytest
from calc_host import Calc, area
from openpyxl.worksheet.formula import ArrayFormula
from truth import EXAMPLES

from xlplanner import __version__, law_info, opt_params
from xlplanner.cli import main
from xlplanner.errors import FileError
from xlplanner.functions.catalogue import CATALOGUE, find
from xlplanner.functions.listing import typed
from xlplanner.hosts.calc import extension, install
from xlplanner.hosts.calc.names import ADD_IN, IDENTIFIER
from xlplanner.hosts.calc.office import Office
from xlplanner.hosts.evaluate import evaluate


@pytest.fixture(scope="module")
def calc():
    with Calc() as started:
        yield started


def examples_file(path, prefix=""):
    """A workbook as Excel would save it, an example on each sheet, without any values."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, (name, args, _) in enumerate(EXAMPLES):
        sheet = book.create_sheet(str(number))
        function = find(name)
        rows = evaluate(function, args)
        cells = tuple(tuple(cell[0]) if isinstance(cell, list) else cell for cell in args)
        example = next(e for e in function.examples if e.args == cells)
        text = "=" + prefix + typed(function, example)[1:]
        address = area(0, len(rows), len(rows[0]))
        sheet["A1"] = text if len(rows) == len(rows[0]) == 1 else ArrayFormula(address, text)
    book.save(path)


@pytest.mark.parametrize("prefix", ["", f"{ADD_IN}."])
def test_every_example_in_an_xlsx_file(calc, tmp_path, prefix):
    path = tmp_path / "examples.xlsx"
    examples_file(path, prefix)
    sheets = calc.load(path)
    for sheet, (name, args, _) in zip(sheets, EXAMPLES, strict=True):
        rows = [["" if c is None else c for c in row] for row in evaluate(find(name), args)]
        assert calc.read(sheet, area(0, len(rows), len(rows[0]))) == rows, (name, args)


def test_stored_values_are_not_trusted(calc, tmp_path):
    path = tmp_path / "stale.xlsx"
    book = openpyxl.Workbook()
    book.active["A1"] = "=OPT_PARAMS(2.13,2E+11)"
    book.save(path)
    stale = tmp_path / "stored.xlsx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(stale, "w") as new:
        for name in old.namelist():
            # openpyxl writes an empty value, in the form of its XML library.
            text = re.sub("<v ?/>|<v></v>", "<v>5</v>", old.read(name).decode())
            new.writestr(name, text)
    assert openpyxl.load_workbook(stale, data_only=True).active["A1"].value == 5
    (sheet,) = calc.load(stale)
    assert calc.read(sheet, "A1") == [[opt_params(2.13, 2e11)]]


def test_calc_saves_plain_names(calc, tmp_path):
    (sheet,) = calc.new()
    calc.set_formulas(sheet, "A1", [["=OPT_PARAMS(2.13;2E11)"]])
    path = tmp_path / "saved.xlsx"
    calc.store(path, "Calc MS Excel 2007 XML")
    assert openpyxl.load_workbook(path).active["A1"].value == "=OPT_PARAMS(2.13,200000000000)"
    assert calc.read(calc.load(path)[0], "A1") == [[opt_params(2.13, 2e11)]]
    native = tmp_path / "saved.ods"
    calc.store(native, "calc8")
    assert calc.read(calc.load(native)[0], "A1") == [[opt_params(2.13, 2e11)]]


def test_the_wizard_describes_the_catalogue(calc):
    described = calc.described()
    for name, function in CATALOGUE.items():
        assert described[name]["text"] == function.help_text
        arguments = [[name, about] for name, about, _ in described[name]["arguments"]]
        assert arguments == [[a.name, a.help_text] for a in function.arguments]


def test_a_row_against_a_column_gives_a_grid_and_feeds_other_functions(calc):
    (sheet,) = calc.new()
    calc.set_formulas(sheet, "A2:A4", [[2.0], [2.1], [2.2]])
    calc.set_formulas(sheet, "B1:C1", [[1e10, 1e12]])
    calc.set_array(sheet, "B2:C4", "=OPT_PARAMS(A2:A4;B1:C1)")
    calc.set_formulas(sheet, "E1", [["=SUM(OPT_PARAMS(A2:A4;1E10))"]])
    grid = opt_params([[2.0], [2.1], [2.2]], [[1e10, 1e12]])
    assert calc.read(sheet, "B2:C4") == grid.tolist()
    ((total,),) = calc.read(sheet, "E1")
    assert total == pytest.approx(grid[:, 0].sum(), rel=1e-15)


def test_an_edited_table_is_an_argument(calc):
    (sheet,) = calc.new()
    calc.set_formulas(sheet, "A1:B2", [["law", "besiroglu"], ["alpha", 0.35]])
    calc.set_formulas(sheet, "D1", [["=OPT_PARAMS(2.5;1E11;A1:B2)"]])
    wanted = opt_params(2.5, 1e11, {"law": "besiroglu", "alpha": 0.35})
    assert calc.read(sheet, "D1") == [[wanted]]
    assert law_info("besiroglu")["alpha"] != 0.35


def test_errors_are_true_errors(calc):
    (sheet,) = calc.new()
    formulas = [
        '=IFERROR(OPT_PARAMS(1;1);"none")',
        '=ISNA(OPT_PARAMS(2;1;"zzz"))',
        '=ISERR(OPT_PARAMS(2;1;"zzz"))',
        '=ISERR(OPT_PARAMS("x";1))',
        "=ERROR.TYPE(B1)",
    ]
    calc.set_formulas(sheet, "B1", [["=OPT_PARAMS(1;1)"]])
    calc.set_formulas(sheet, "A1:A5", [[formula] for formula in formulas])
    assert calc.read(sheet, "A1:A5") == [["none"], [1.0], [0.0], [1.0], [6.0]]


def test_speed_in_calc(capsys):
    figures = calc_speed.measure(cells=2_000, rounds=12)
    with capsys.disabled():
        print("\n" + calc_speed.as_text(figures))
    # LibreOffice's own time varies threefold from run to run; `python tests/calc_speed.py` at rest
    # is the measurement. A solver of NumPy's scalars, or a cell by cell loop, would show here.
    assert figures["cells over no-op cells"] < 8
    assert figures["cells over one array"] > 2


# The file ---------------------------------------------------------------------------------------


def as_wheel(path, name):
    """An installed package as a wheel."""
    with zipfile.ZipFile(path, "w") as wheel:
        for file in files(name):
            if ".." not in file.parts and file.suffix != ".pyc":
                wheel.write(file.locate(), file)
    return path


def test_an_extension_with_its_own_packages_needs_no_environment(tmp_path):
    package = Path(extension.__file__).parents[2]
    with zipfile.ZipFile(tmp_path / "xlplanner.whl", "w") as own:
        for file in package.rglob("*.*"):
            if "__pycache__" not in file.parts:
                own.write(file, file.relative_to(package.parent))
    numpy = as_wheel(tmp_path / "numpy.whl", "numpy")
    extension.write(tmp_path / "own.oxt", wheels=[tmp_path / "xlplanner.whl", numpy])
    with zipfile.ZipFile(tmp_path / "own.oxt") as archive:
        assert archive.read(extension.ENVIRONMENT) == b"packages\n"
    with Calc(tmp_path / "own.oxt") as calc:
        (sheet,) = calc.new()
        calc.set_formulas(sheet, "A1", [["=OPT_PARAMS(2.13;2E11)"]])
        assert calc.read(sheet, "A1") == [[opt_params(2.13, 2e11)]]


def test_the_extension_is_reproducible_and_well_formed(tmp_path):
    first, second = tmp_path / "a.oxt", tmp_path / "b.oxt"
    assert main(["build", "--oxt", "-o", str(first)]) == 0
    extension.write(second)
    assert first.read_bytes() == second.read_bytes()
    with zipfile.ZipFile(first) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            if name.endswith((".xml", ".xcu", ".components")):
                ET.fromstring(archive.read(name))
        assert __version__ in archive.read("description.xml").decode()


def test_names_in_the_interface_keep_to_uno():
    for function in CATALOGUE.values():
        names = [extension.argument_name(argument) for argument in function.arguments]
        assert len({name.lower() for name in names}) == len(names)
        assert all(name.isalnum() for name in names)


def test_another_ending_is_refused(tmp_path, capsys):
    assert main(["build", "--oxt", "-o", str(tmp_path / "x.zip")]) == 1
    assert "must end in .oxt" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


# Installing -------------------------------------------------------------------------------------


@pytest.fixture
def office(tmp_path):
    installed = Office.find()
    assert installed is not None, "LibreOffice is not installed; install/test brings it"
    if os.geteuid() == 0:
        # unopkg lets root register for all users only; what was registered is so again afterwards.
        before = installed.registered_version()
        installed.remove()
        yield installed
        installed.remove()
        if before is not None:
            install.install(installed)
    else:
        yield Office(installed.program, profile=tmp_path / "profile")


def test_installing_twice_and_removing_twice(office, capsys):
    install.install(office, dry_run=True)
    planned = capsys.readouterr().out
    assert office.registered_version() is None
    for _ in range(2):
        install.install(office)
        assert capsys.readouterr().out == planned
        assert office.registered_version() == __version__
    registered = office.registered()
    assert (registered.version, registered.complete) == (__version__, True)
    assert registered.package_folders() == extension.package_folders()
    office.try_out(registered.folder)
    for _ in range(2):
        install.uninstall(office)
        assert IDENTIFIER in capsys.readouterr().out
        assert office.registered_version() is None


def test_without_libreoffice(monkeypatch, capsys):
    monkeypatch.setattr(Office, "find", classmethod(lambda cls: None))
    assert main(["install", "libreoffice"]) == 1
    assert "LibreOffice was not found" in capsys.readouterr().err


def test_a_libreoffice_that_cannot_load_the_package(tmp_path, monkeypatch):
    office = Office.find()
    monkeypatch.setattr(extension, "package_folders", lambda: [tmp_path])
    with pytest.raises(FileError, match="cannot load xlplanner; its Python"):
        office.try_out()
    monkeypatch.setattr(Office, "python", "3.99")
    with pytest.raises(FileError, match=r"runs Python 3\.99, this environment Python 3\."):
        office.try_out()


def test_a_program_that_fails_or_is_not_there(tmp_path):
    office = Office(tmp_path)
    with pytest.raises(FileError, match="cannot start"):
        office.run("soffice")
    (tmp_path / "unopkg").write_text("#!/bin/sh\necho no space left\nexit 3\n")
    (tmp_path / "unopkg").chmod(0o755)
    with pytest.raises(FileError, match="unopkg failed: no space left"):
        office.registered_version()
    assert office.python is None


def test_a_stop_ends_what_was_started(tmp_path, monkeypatch):
    (tmp_path / "soffice").write_text("#!/bin/sh\nexec sleep 1000\n")
    (tmp_path / "soffice").chmod(0o755)
    started = []
    real = subprocess.Popen

    class Stopped(real):
        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            started.append(self)

        def communicate(self, *args, **kwargs):
            raise KeyboardInterrupt

    monkeypatch.setattr(subprocess, "Popen", Stopped)
    with pytest.raises(KeyboardInterrupt):
        Office(tmp_path).run("soffice")
    (process,) = started
    assert process.returncode is not None


def test_a_warning_before_the_version(tmp_path):
    (tmp_path / "soffice").write_text(
        "#!/bin/sh\necho 09:06:29.766 dconf\necho LibreOffice 25.2.3.2\n"
    )
    (tmp_path / "soffice").chmod(0o755)
    assert Office(tmp_path).version == (25, 2, 3, 2)
