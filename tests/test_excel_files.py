"""Files as Excel writes them: what its schema, its previews and its own habits ask for."""

import re
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import numpy as np
import openpyxl
import pytest
from engines import Ironcalc, Stored
from node import findings, needs_node
from openpyxl.utils import range_boundaries
from plans import at

from xlplanner.errors import ERROR_VALUES, FileError
from xlplanner.expressions.operations import as_text
from xlplanner.expressions.tree import Literal, is_error
from xlplanner.files import DATE, ReproducibleZip
from xlplanner.hosts.calc import extension
from xlplanner.hosts.excel.addin import build_addin
from xlplanner.reference import records
from xlplanner.workbook.build import build, build_file, inputs
from xlplanner.workbook.editions import ADDIN, EDITIONS, EXCEL, NATIVE
from xlplanner.workbook.grid import writer
from xlplanner.workbook.grid.book import Book

MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
WORKBOOKS = ["native", "addin", "exported", "frozen", "own data"]
FILES = [*WORKBOOKS, "addin for Excel", "add-in"]
# Names of scenarios that begin like an error value and like formulas, and one that XML escapes.
NAMES = {"s1_name": "#1 plan", "s2_name": "=1+1", "s3_name": "-50 % <price>", "s4_name": "@home"}
PRICES = (
    "gpu,provider,commitment,region,instance,date,price_usd_per_gpu_hour,source,status,note\n"
    'H100,=A1,on-demand,,,2026-11-01,2,"=HYPERLINK(""http://x"")",primary,+1\n'
)


@pytest.fixture(scope="module")
def files(built, tmp_path_factory):
    """Every kind of file for Excel that the project writes."""
    folder = tmp_path_factory.mktemp("files")
    paths = {name: path for name, (_, path) in built.items()}
    for name, frozen in (("exported", False), ("frozen", True)):
        paths[name] = folder / f"{name}.xlsx"
        build(inputs(**NAMES), exported=True, frozen=frozen).book.save(paths[name])
    paths["addin for Excel"] = folder / "for Excel.xlsx"
    build_file(paths["addin for Excel"], None, ADDIN, host=EXCEL)
    paths["add-in"] = folder / "xlplanner.xlam"
    build_addin(paths["add-in"], r"C:\venv\Scripts\pythonw.exe")
    (folder / "prices.csv").write_text(PRICES)
    records.use_folder(folder)
    try:
        paths["own data"] = folder / "own data.xlsx"
        build_file(paths["own data"])
    finally:
        records.use_folder(None)
    return paths


def part(path, name):
    with zipfile.ZipFile(path) as archive:
        return archive.read(name).decode()


def trees(path, pattern):
    """The XML of the parts whose names match."""
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if re.search(pattern, name)]
        return [ElementTree.fromstring(archive.read(name)) for name in names]


def changed(path, target, name, change):
    """A copy of a package with one part changed."""
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as new:
        for entry in old.namelist():
            text = old.read(entry)
            new.writestr(entry, change(text.decode()) if entry == name else text)
    return target


# Microsoft's schema ------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FILES)
def test_microsofts_validator_finds_nothing(files, name):
    needs_node()
    assert findings(files[name]) == []


FAULTS = {
    "font": ("xl/styles.xml", lambda text: text.replace("<font><b ", '<font><sz val="9"/><b ', 1)),
    "error": ("xl/worksheets/sheet2.xml", lambda text: text.replace(' t="str"', ' t="text"', 1)),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_microsofts_validator_finds_a_planted_fault(files, tmp_path, fault):
    needs_node()
    name, change = FAULTS[fault]
    found = findings(changed(files["addin"], tmp_path / "faulty.xlsx", name, change))
    assert found
    assert all(finding.startswith(f"/{name}: ") for finding in found)


@pytest.mark.parametrize("name", WORKBOOKS)
def test_the_children_of_a_font_are_in_the_schemas_order(files, name):
    (styles,) = trees(files[name], "styles.xml")
    fonts = [
        [child.tag.removeprefix(MAIN) for child in font] for font in styles.iter(f"{MAIN}font")
    ]
    assert ["b", "sz", "color", "name"] in fonts
    for children in fonts:
        assert children == sorted(children, key=writer.FONT_ORDER.index)


# Charts ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", WORKBOOKS)
def test_charts_store_what_their_cells_hold(files, name):
    stored = Stored(files[name]).workbook
    references = numbers = texts = 0
    for chart in trees(files[name], "charts/chart"):
        assert chart.find(f"{CHART}roundedCorners").get("val") == "0"
        for kind in ("num", "str"):
            for source in chart.iter(f"{CHART}{kind}Ref"):
                title, _, address = source.find(f"{CHART}f").text.replace("'", "").rpartition("!")
                column, row, last_column, last_row = range_boundaries(address)
                cells = [
                    cell.value
                    for line in stored[title].iter_rows(row, last_row, column, last_column)
                    for cell in line
                ]
                cache = source.find(f"{CHART}{kind}Cache")
                points = {
                    int(point.get("idx")): point.find(f"{CHART}v").text
                    for point in cache.iter(f"{CHART}pt")
                }
                assert int(cache.find(f"{CHART}ptCount").get("val")) == len(cells)
                if kind == "str":
                    shown = {n: as_text(cell) for n, cell in enumerate(cells) if cell is not None}
                    assert points == shown
                    texts += len(cells)
                    continue
                drawn = {n: c for n, c in enumerate(cells) if isinstance(c, int | float)}
                assert {n: float(v) for n, v in points.items()} == pytest.approx(drawn, rel=1e-15)
                numbers += len(drawn)
                references += 1
    # A frozen copy has no figures of the paper.
    assert references > (15 if name == "frozen" else 50)
    assert numbers > (100 if name == "frozen" else 500)
    assert texts > 10


def test_a_chart_stores_nothing_for_errors(tmp_path):
    path = tmp_path / "planner.xlsx"
    build_file(path, inputs(own_params=1e9))
    stored, errors = Stored(path), 0
    for chart in trees(path, "charts/chart"):
        for source in chart.iter(f"{CHART}numRef"):
            title, _, address = source.find(f"{CHART}f").text.replace("'", "").rpartition("!")
            value = stored.get(title, address.replace("$", "")) if ":" not in address else None
            if value in ERROR_VALUES:
                assert source.find(f"{CHART}numCache/{CHART}pt") is None
                errors += 1
    assert errors


# Calculation -------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", [*EDITIONS, "addin for Excel"])
def test_excel_recalculates_only_what_it_can(files, edition):
    properties = openpyxl.load_workbook(files[edition]).calculation
    assert properties.calcId == 191029
    assert properties.fullCalcOnLoad == (edition == NATIVE)
    assert EDITIONS == (NATIVE, ADDIN)


# Errors and text ---------------------------------------------------------------------------------


@pytest.mark.parametrize("name", WORKBOOKS)
def test_only_the_error_values_are_stored_as_errors(files, name):
    stored = [
        cell.find(f"{MAIN}v").text
        for sheet in trees(files[name], "worksheets/sheet")
        for cell in sheet.iter(f"{MAIN}c")
        if cell.get("t") == "e"
    ]
    assert set(stored) <= ERROR_VALUES


def test_a_name_that_begins_like_an_error_is_text(built, files):
    planner, path = built[NATIVE][0], files["exported"]
    opened = Ironcalc(path)
    opened.recalculate()
    for engine in (Stored(path), opened):
        assert engine.get("Planner", planner.verdict.address) == "NOTE"
        for key, name in NAMES.items():
            assert engine.get("Scenarios", at(planner, key)) == name


def test_text_of_a_users_data_that_begins_with_an_equals_sign_stays_text(files):
    sheet = openpyxl.load_workbook(files["own data"])["GPU Prices"]
    cells = [cell for line in sheet.iter_rows() for cell in line if str(cell.value)[:1] in "=+"]
    cells = [cell for cell in cells if cell.value]
    assert [(cell.value, cell.data_type) for cell in cells] == [
        ("=A1", "s"),
        ('=HYPERLINK("http://x")', "s"),
        ("+1", "s"),
    ]


def test_every_error_value_is_one_and_no_other_text():
    assert all(map(is_error, ERROR_VALUES))
    assert len(ERROR_VALUES) == 7
    for text in ("#1 plan", "#", "#N/A ", "#n/a", "#SPILL!", "N/A", None, 1.0):
        assert not is_error(text)


def test_the_audit_refuses_another_text_as_an_error(tmp_path, monkeypatch):
    monkeypatch.setattr(writer, "ERROR_VALUES", ERROR_VALUES | {"#1 plan"})
    for frozen in (False, True):
        book = Book("test", "test", frozen=frozen)
        book.sheet("Sheet", [10]).put(1, 1, Literal("#1 plan"))
        with pytest.raises(FileError, match="Sheet stores #1 plan as an error value"):
            book.save(tmp_path / "test.xlsx")
    assert not (tmp_path / "test.xlsx").exists()


TEXTS = ["=1+1", "+1", "-1", "@SUM(A1)", "plain", "a=b", " =1"]


@pytest.mark.parametrize("frozen", [False, True])
def test_text_that_begins_like_a_formula_is_marked_as_text(tmp_path, frozen):
    book = Book("test", "test", frozen=frozen)
    sheet = book.sheet("Sheet", [10])
    for row, text in enumerate(TEXTS, start=1):
        sheet.put(row, 1, text, "input")
        sheet.put(row, 2, Literal(text), "input")
        sheet.put(row, 3, Literal(np.float64(-1)), "input")
    book.save(tmp_path / "text.xlsx")
    read = openpyxl.load_workbook(tmp_path / "text.xlsx")["Sheet"]
    marked = [True] * 4 + [False] * 3
    assert [cell.value for (cell,) in read["A1:A7"]] == TEXTS
    assert [bool(cell.quotePrefix) for (cell,) in read["A1:A7"]] == marked
    assert [bool(cell.quotePrefix) for (cell,) in read["B1:B7"]] == [m and frozen for m in marked]
    assert not any(cell.quotePrefix for (cell,) in read["C1:C7"])
    # All else of the style is as it was.
    assert {cell.border.left.style for (cell,) in read["A1:A7"]} == {"thin"}
    assert {cell.protection.locked for (cell,) in read["A1:A7"]} == {frozen}


@pytest.mark.parametrize("name", WORKBOOKS)
def test_text_of_a_user_is_marked_as_text_in_every_file(files, name):
    marked = 0
    for sheet in openpyxl.load_workbook(files[name]):
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.data_type != "f":
                    assert bool(cell.quotePrefix) == cell.value.startswith(writer.FORMULA_STARTS)
                    marked += bool(cell.quotePrefix)
    assert marked


# The zip -----------------------------------------------------------------------------------------


def test_every_file_is_the_same_zip_at_any_time(files, tmp_path):
    extension.write(tmp_path / "xlplanner.oxt", [Path("/somewhere")])
    for path in [*files.values(), tmp_path / "xlplanner.oxt"]:
        with zipfile.ZipFile(path) as archive:
            entries = {
                (entry.date_time, entry.create_system, entry.external_attr, entry.compress_type)
                for entry in archive.infolist()
            }
        assert entries == {(DATE, 3, 0o644 << 16, zipfile.ZIP_DEFLATED)}, path


def test_equal_parts_make_equal_bytes(tmp_path, monkeypatch):
    for name, system in (("one", "linux"), ("two", "win32")):
        monkeypatch.setattr("zipfile.sys.platform", system)
        with ReproducibleZip(tmp_path / name) as archive:
            archive.writestr("a.xml", "<a/>")
            archive.writestr("b", b"\x00")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    with zipfile.ZipFile(tmp_path / "one") as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {
            "a.xml": b"<a/>",
            "b": b"\x00",
        }
