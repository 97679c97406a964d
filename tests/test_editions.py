"""Two editions of one description: the same cells, the same values, and the add-in's live."""

import dataclasses
import os
import re
import subprocess
import sys
import zipfile
from xml.etree import ElementTree

import numpy as np
import openpyxl
import pytest
from calc_host import Calc
from effort import plans
from engines import Stored, WithFunctions
from office import Office, needs_office
from openpyxl import LXML
from plans import assert_planner, at, enter, random_inputs, sheet_of

from xlplanner.cli import main
from xlplanner.errors import CellValueError
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.office import LibreOffice
from xlplanner.workbook.build import build, build_file, inputs
from xlplanner.workbook.editions import ADDIN, CALC, EDITIONS, EXCEL
from xlplanner.workbook.export import export, read_inputs
from xlplanner.workbook.grid import link
from xlplanner.workbook.grid.audit import audit
from xlplanner.workbook.sheets.planner.results import CHEAPEST
from xlplanner.workbook.sheets.start import HOST_NOTES

RANDOM_PLANS = plans(2)


def test_both_editions_show_the_same_values_in_the_same_cells(built):
    (native, _), (addin, _) = built.values()
    shared = native.book.values.keys() & addin.book.values.keys()
    # The engine, the steps to a deadline, checks of them and the live examples stand in one
    # edition each, and move what stands beside them.
    moved = ("Checks", "Functions", "Workings", "Cases", "Basis")
    shared = {key for key in shared if key[0] not in moved}
    assert {sheet for sheet, _ in shared} >= {"Planner", "What-if", "Scenarios", "Table 2"}
    assert len(shared) > 3_000
    for key in shared:
        ours, theirs = native.book.values[key], addin.book.values[key]
        if isinstance(ours, str | bool):
            assert ours == theirs, key
        else:
            # Distances from print are differences, of some units of the last digit.
            assert ours == pytest.approx(theirs, rel=1e-12, abs=1e-9), key


def test_the_addin_edition_calls_the_catalogue(built):
    planner, _ = built[ADDIN]
    formulas = list(planner.book.formulas.values())
    called = {name for name in CATALOGUE if any(f"{name}(" in formula for formula in formulas)}
    assert called == set(CATALOGUE)
    assert planner.book.formulas["Planner", planner.designs[CHEAPEST].cost.address]
    assert "Engine" not in planner.book.titles


# The edition for Excel ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def for_excel(tmp_path_factory):
    path = tmp_path_factory.mktemp("excel") / "planner.xlsx"
    return build_file(path, None, ADDIN, host=EXCEL), path


def parts_of(path):
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def test_the_edition_for_excel_differs_in_prefix_and_link_alone(built, for_excel):
    """And in the sentence of Start that says which is which."""
    plain, linked = parts_of(built[ADDIN][1]), parts_of(for_excel[1])
    assert linked.keys() - plain.keys() == link.PARTS
    assert plain.keys() <= linked.keys()
    calls = 0
    for name, text in plain.items():
        theirs = linked[name]
        if name == "xl/worksheets/sheet1.xml":
            theirs = theirs.replace(HOST_NOTES[EXCEL], HOST_NOTES[CALC])
        if name in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
            theirs = re.sub(r"<externalReferences>.*?</externalReferences>", "", theirs)
            theirs = re.sub(
                r"<(?:Override|Relationship) [^<>]*externalLink[^<>]*></\w+>", "", theirs
            )
            # What follows the link is numbered anew.
            text, theirs = (re.sub(r"rId\d+", "rId", t) for t in (text, theirs))
        calls += theirs.count("[1]!")
        assert theirs.replace("[1]!", "") == text, name
    assert calls > 1500
    # Every call has the prefix.
    everything = "".join(text for name, text in linked.items() if "worksheets/sheet" in name)
    formulas = "\n".join(re.findall("<f>([^<]*)</f>", everything))
    bare = re.sub('"[^"]*"', '""', formulas.replace("&quot;", '"'))
    names = re.findall(rf"(\[1\]!)?\b({'|'.join(CATALOGUE)})\(", bare)
    assert len(names) == calls
    assert {prefix for prefix, _ in names} == {"[1]!"}


def test_the_link_leads_to_the_start_up_folder_and_lists_the_functions(for_excel):
    parts = parts_of(for_excel[1])
    (relation,) = ElementTree.fromstring(parts[link.RELATIONS])
    assert relation.get("Type").endswith("/xlExternalLinkPath/xlStartup")
    assert (relation.get("Target"), relation.get("TargetMode")) == ("xlplanner.xlam", "External")
    names = re.findall(r'<definedName name="(\w+)"', parts[link.PART])
    assert names == sorted(CATALOGUE)


def test_both_editions_of_the_addin_come_through_export(built, for_excel, tmp_path):
    assert read_inputs(for_excel[1]) == read_inputs(built[ADDIN][1]) == inputs()
    export(for_excel[1], tmp_path / "theirs.xlsx")
    with zipfile.ZipFile(tmp_path / "theirs.xlsx") as archive:
        assert not link.PARTS & set(archive.namelist())


def test_the_edition_for_excel_keeps_its_values_where_there_is_no_addin(for_excel, tmp_path):
    needs_office()
    # As a user would save it, without the extension.
    office = dataclasses.replace(LibreOffice.find(), profile=tmp_path / "profile")
    to_xlsx = ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(tmp_path)]
    office.run("soffice", "--headless", *to_xlsx, str(for_excel[1]))
    again = openpyxl.load_workbook(tmp_path / "planner.xlsx", data_only=True)
    formulas = openpyxl.load_workbook(tmp_path / "planner.xlsx")
    planner, linked = for_excel[0], 0
    for (sheet, address), stored in planner.book.values.items():
        value = again[sheet][address].value
        if isinstance(stored, str | bool):
            assert (value or "") == stored, (sheet, address)
        elif np.isfinite(float(stored)):
            assert value == pytest.approx(float(stored), rel=1e-12, abs=1e-12), (sheet, address)
        if "[1]!" in planner.book.formulas[sheet, address]:
            assert "[1]!" in formulas[sheet][address].value
            linked += 1
    assert linked > 1500


def spoiled(path, target, name, old, new):
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as copy:
        for entry in source.namelist():
            text = source.read(entry).decode()
            if entry == name:
                assert old in text
                text = text.replace(old, new, 1)
            copy.writestr(entry, text)
    return target


SPOILS = [
    (link.RELATIONS, 'Target="xlplanner.xlam"', 'Target="\\\\evil\\x.xlam"', "is not the link to"),
    (link.RELATIONS, "xlStartup", "xlPathMissing", "is not the link to"),
    (
        link.RELATIONS,
        "</Rel",
        '<Relationship Id="rId2" Type="t" Target="x"/></Rel',
        "is not the link to",
    ),
    (link.PART, 'name="API_COST"', 'name="EVIL"', "is not the link to"),
    (link.PART, 'name="API_COST"', 'name="API_COST" refersTo="=Sheet1!A1"', "is not the link to"),
    (link.PART, "</externalBook>", "<oleLink/></externalBook>", "is not the link to"),
    ("xl/worksheets/sheet3.xml", "[1]!MODEL_PARAMS(", "[1]!EVIL(", "refers outside the file"),
    (
        "xl/worksheets/sheet3.xml",
        "[1]!MODEL_PARAMS(",
        "[2]!MODEL_PARAMS(",
        "refers outside the file",
    ),
    (
        "xl/worksheets/sheet3.xml",
        "[1]!MODEL_PARAMS(",
        "[1]Sheet1!A1+MODEL_PARAMS(",
        "refers outside",
    ),
]


def audited(planner, path, linked_to):
    book = planner.book
    return audit(path, book.formulas, book.titles, book.functions, linked_to)


def test_the_audit_allows_the_link_where_it_is_meant(built, for_excel):
    planner, path = for_excel
    assert audited(planner, path, "xlplanner.xlam") == []
    assert {f"holds {part}" for part in link.PARTS} <= set(audited(planner, path, ""))
    without = audited(planner, built[ADDIN][1], "xlplanner.xlam")
    assert {f"{part} is not the link to xlplanner.xlam" for part in link.PARTS} <= set(without)


@pytest.mark.parametrize(("part", "old", "new", "fault"), SPOILS)
def test_the_audit_allows_this_link_and_nothing_else(for_excel, tmp_path, part, old, new, fault):
    mine = spoiled(for_excel[1], tmp_path / "spoiled.xlsx", part, old, new)
    assert any(fault in found for found in audited(for_excel[0], mine, "xlplanner.xlam"))


@pytest.mark.parametrize(
    ("options", "got"),
    [
        ([], "--edition native"),
        (["--edition", "native"], "--edition native"),
        (["--edition", "lambda"], "--edition lambda"),
        (["--xlam"], "--xlam"),
        (["--oxt"], "--oxt"),
        (["--js"], "--js"),
        (["--lambda-text"], "--lambda-text"),
    ],
)
def test_a_host_is_of_the_addin_edition_alone(capsys, tmp_path, options, got):
    output = ["-o", str(tmp_path / "planner.xlsx")]
    assert main(["build", *options, "--host", "calc", *output]) == 1
    message = f"xlplanner: --host is of --edition addin alone; got it with {got}\n"
    assert capsys.readouterr().err == message
    assert not list(tmp_path.iterdir())


def test_the_command_line_builds_for_a_host(built, tmp_path, capsys):
    output = tmp_path / "planner.xlsx"
    command = ["build", "--edition", "addin", "--host", "calc", "-o", str(output)]
    assert main(command) == 0
    assert output.read_bytes() == built[ADDIN][1].read_bytes()


def test_an_unknown_host_is_refused():
    with pytest.raises(CellValueError, match="a host must be one of excel, calc; got 'lotus'"):
        build(edition=ADDIN, host="lotus")


# -------------------------------------------------------------------------------------------------


@pytest.mark.long
def test_the_addin_edition_is_live(built):
    planner, path = built[ADDIN]
    opened = WithFunctions(path)
    random = np.random.default_rng(3)
    for given in [inputs(), *(random_inputs(random) for _ in range(plans(1)))]:
        enter(opened, planner, given)
        assert_planner(opened, planner, given)


def test_every_cell_of_the_addin_edition_has_the_value_an_engine_gives_it(built):
    planner, path = built[ADDIN]
    opened = WithFunctions(path)
    opened.recalculate()
    for (sheet, address), stored in planner.book.values.items():
        if ",," in planner.book.formulas[sheet, address]:
            # This engine passes an argument that is left out as 0.
            continue
        value = opened.get(sheet, address)
        if isinstance(stored, str | bool):
            assert (value or "") == stored, (sheet, address)
        else:
            assert value == pytest.approx(float(stored), rel=1e-12, abs=1e-12), (sheet, address)


@pytest.mark.parametrize("edition", EDITIONS)
def test_two_builds_are_the_same_bytes_with_and_without_lxml(built, tmp_path, edition):
    path = tmp_path / "other.xlsx"
    command = [sys.executable, "-m", "xlplanner", "build", "-o", str(path), "--edition", edition]
    environment = os.environ | {"OPENPYXL_LXML": str(not LXML), "TZ": "UTC+7"}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    assert path.read_bytes() == built[edition][1].read_bytes()


def test_files_are_small_and_their_values_stored(built):
    for planner, path in built.values():
        assert path.stat().st_size < 1_000_000
        assert_planner(Stored(path), planner, inputs())


def test_charts_are_native_with_titled_axes(built):
    for _, path in built.values():
        book = openpyxl.load_workbook(path)
        charts = {sheet.title: len(sheet._charts) for sheet in book if sheet._charts}
        assert charts == {
            "Summary": 1,
            "What-if": 4,
            "Scenarios": 1,
            "Risk": 2,
            "Monthly": 1,
            "Figure 1": 3,
            "Figure 2": 3,
            "Price History": 1,
        }


@pytest.fixture(scope="module")
def calc():
    needs_office()
    with Calc() as opened:
        yield opened


@pytest.mark.long
@pytest.mark.parametrize("edition", EDITIONS)
def test_libreoffice_gives_the_python_answers(built, calc, edition):
    planner, path = built[edition]
    opened, random = Office(calc, path), np.random.default_rng(17)
    for given in [inputs(), *(random_inputs(random) for _ in range(RANDOM_PLANS))]:
        opened.give(
            [
                ("Planner", at(planner, key), value)
                for key, value in given.items()
                if sheet_of(key) == "Planner"
            ]
        )
        assert_planner(opened, planner, given)


@pytest.mark.parametrize("edition", EDITIONS)
def test_libreoffice_gives_every_cell_the_value_it_is_stored_with(built, calc, edition):
    planner, path = built[edition]
    opened = Office(calc, path)
    for (sheet, address), stored in planner.book.values.items():
        value = opened.get(sheet, address)
        if isinstance(stored, str):
            assert value == stored, (sheet, address)
        else:
            assert value == pytest.approx(float(stored), rel=1e-12, abs=1e-12), (sheet, address)
