"""The look of the sheets: kinds and links, figures that can be read, pages, and the back-test."""

import re
import zipfile
from xml.etree import ElementTree

import openpyxl
import pytest
from engines import Formualizer, Ironcalc
from openpyxl.utils import get_column_letter, range_boundaries
from plans import at

from xlplanner.cli import main
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.reference import records
from xlplanner.workbook.build import SHEETS, build, inputs
from xlplanner.workbook.editions import ADDIN, EDITIONS, NATIVE
from xlplanner.workbook.grid.book import EDGE, LANDSCAPE_WIDTH, PAPERS, PORTRAIT_WIDTH, SIDE
from xlplanner.workbook.plan import BACK, TAB_COLOURS, Kind
from xlplanner.workbook.sheets.backtest import COLUMNS, FIRST, HEADER, BackTest
from xlplanner.workbook.sheets.scenarios import NUMBERS, Scenarios
from xlplanner.workbook.sheets.start import GLOSSARY, HIDDEN_NOTE

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
TEXT = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
FACTS = ["GPUs", "GPU Prices", "Price History", "MFU", "Requests", "Models"]
LONG = [*FACTS, "Back-test", "Offers", "Laws", "Constants", "Functions"]


@pytest.fixture(scope="module")
def books(built):
    return {edition: openpyxl.load_workbook(path) for edition, (_, path) in built.items()}


@pytest.fixture(scope="module")
def book(books):
    return books[NATIVE]


# Kinds and links ---------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", EDITIONS)
def test_sheets_stand_by_kind_with_the_tab_colour_of_their_kind(books, edition):
    kinds = {sheet.title: kind for sheet, kind in SHEETS.items()}
    order = [kinds[title] for title in books[edition].sheetnames]
    assert order == sorted(order, key=list(Kind).index)
    assert set(order) == set(Kind)
    for sheet in books[edition]:
        assert sheet.sheet_properties.tabColor.rgb[2:] == TAB_COLOURS[kinds[sheet.title]]
    assert len(set(TAB_COLOURS.values())) == len(Kind)


def links(sheet):
    """The links of a sheet: the cell of each, and the sheet and cell to which it leads."""
    for row in sheet.iter_rows():
        for cell in row:
            if cell.hyperlink:
                assert cell.hyperlink.target is None
                title, _, address = cell.hyperlink.location.rpartition("!")
                yield cell, title.strip("'"), address


@pytest.mark.parametrize("edition", EDITIONS)
def test_start_leads_to_every_sheet_and_every_sheet_back(books, edition):
    book = books[edition]
    start, *others = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
    assert [(cell.value, title) for cell, title, _ in links(book[start])] == [
        (title, title) for title in others
    ]
    for title in others:
        ((cell, target, address),) = (link for link in links(book[title]) if link[0].value == BACK)
        assert (target, address) == (start, "A1")
        assert cell.row == 1
        # Beside the heading, over none of its large letters, in reach of a screen.
        heading, neighbour, *_ = [c for c in book[title][1] if c.value]
        assert (heading.coordinate, neighbour) == ("A1", cell)
        letters = map(get_column_letter, range(1, cell.column))
        left = sum(book[title].column_dimensions[letter].width for letter in letters)
        assert 1.6 * len(heading.value) < left <= 150


@pytest.mark.parametrize("edition", EDITIONS)
def test_links_lead_to_cells_that_hold_something(books, edition):
    for sheet in books[edition]:
        for _, title, address in links(sheet):
            assert books[edition][title][address].value


def test_start_groups_the_sheets_and_explains_seven_words(book):
    texts = [cell.value for (cell,) in book["Start"]["A1:A100"] if cell.value]
    positions = [texts.index(kind) for kind in Kind]
    assert positions == sorted(positions)
    kinds = {sheet.title: kind for sheet, kind in SHEETS.items()}
    for (kind, first), last in zip(
        zip(Kind, positions, strict=True), [*positions[1:], None], strict=True
    ):
        assert {kinds[title] for title in texts[first + 1 : last]} == {kind}
    assert len(GLOSSARY) == 7
    assert set(GLOSSARY) <= set(texts)
    for meaning in GLOSSARY.values():
        assert meaning.endswith(".")
        assert not re.search(r"[=*^/]", meaning)


def test_no_text_of_start_is_wider_than_its_columns(book):
    """One long line would have the whole page printed small."""
    sheet = book["Start"]
    width = {letter: sheet.column_dimensions[letter].width for letter in "ABC"}
    merged = {area.coord.split(":")[0]: area for area in sheet.merged_cells.ranges}
    for row in sheet.iter_rows(min_row=3):
        for cell in row:
            if not isinstance(cell.value, str) or cell.data_type == "f":
                continue
            area = merged.get(cell.coordinate)
            letters = "ABC"[cell.column - 1 : area.max_col if area else 3]
            lines = 1 if area is None else sheet.row_dimensions[cell.row].height / 13
            assert len(cell.value) <= lines * 1.2 * sum(width[letter] for letter in letters)
    assert sheet.page_setup.orientation == "portrait"
    assert sheet.page_setup.fitToHeight == 1


# Charts ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("edition", EDITIONS)
def test_every_chart_has_a_text_in_its_place(built, edition):
    with zipfile.ZipFile(built[edition][1]) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    described = 0
    for name, part in parts.items():
        if not re.fullmatch(r"xl/drawings/drawing\d+\.xml", name):
            continue
        frames = list(ElementTree.fromstring(part).iter(f"{DRAWING}graphicFrame"))
        rels = parts[f"xl/drawings/_rels/{name.rpartition('/')[2]}.rels"].decode()
        charts = re.findall(r'Target="/(xl/charts/chart\d+\.xml)"', rels)
        assert len(frames) == len(charts) > 0
        for frame, chart in zip(frames, charts, strict=True):
            text = next(frame.iter(f"{DRAWING}cNvPr")).get("descr")
            tree = ElementTree.fromstring(parts[chart])
            titles = [
                "".join(node.text for node in title.iter(TEXT))
                for title in tree.iter(f"{CHART}title")
            ]
            assert len(titles) >= 2
            assert all(title in text for title in titles)
            described += 1
    assert described == sum("charts/chart" in name for name in parts)


def test_figures_name_log_scales_and_end_at_one_where_ratios_do(book):
    for title in ("Figure 1", "Figure 2"):
        *less, more = book[title]._charts
        for chart in (*less, more):
            for axis in (chart.x_axis, chart.y_axis):
                words = "".join(run.t for p in axis.title.tx.rich.p for run in p.r or ())
                assert words.endswith("log scale") == (axis.scaling.logBase == 10)
        assert [(c.y_axis.scaling.min, c.y_axis.scaling.max) for c in less] == [(0, 1)] * 2
        assert more.y_axis.scaling.max is None


# Figures -----------------------------------------------------------------------------------------


def columns(sheet, header=4):
    """The figures of each column of a sheet's table, by its title."""
    (table,) = sheet.tables.values()
    titles, *rows = sheet[table.ref]
    for title, *cells in zip(titles, *rows, strict=True):
        yield title.value, [c for c in cells if c.data_type in "nf" and c.value is not None]


@pytest.mark.parametrize("title", [*FACTS, "Back-test"])
def test_figures_of_a_column_have_one_format_without_an_exponent(book, title):
    checked = 0
    for name, cells in columns(book[title]):
        formats = {cell.number_format for cell in cells}
        assert len(formats) <= 1, name
        assert not any("E+" in form for form in formats), name
        if formats == {"General"}:
            assert all(cell.value == int(cell.value) < 1e5 for cell in cells), name
        checked += len(cells)
    assert checked > 30


def test_figures_of_laws_and_deployments_have_one_format(book):
    for title, first in (("Laws", 5), ("Deployments", 5)):
        for column in book[title].iter_cols(min_row=first, min_col=2):
            formats = {c.number_format for c in column if c.data_type in "nf" and c.value}
            assert len(formats) <= 1
            assert "General" not in formats


def test_constants_show_no_long_exponent(book):
    cells = {row[0].value: row[1] for row in book["Constants"].iter_rows(min_row=5)}
    assert cells["no_limit"].number_format == "0.0E+00"
    assert cells["bytes_per_tb"].number_format == "#,##0"
    assert cells["same_loss"].number_format == "0.0E+00"


def test_the_examples_of_functions_have_one_value_in_both_editions(books):
    native, addin = (books[edition]["Functions"] for edition in (NATIVE, ADDIN))
    heads = [cell.value for cell in native[4]]
    value = heads.index("Value")
    for row, (ours, theirs) in enumerate(zip(native, addin, strict=True), start=1):
        assert ours[value].value == theirs[value].value
        if row > 4 and isinstance(ours[value].value, float | int):
            assert re.fullmatch(r"#,##0|0\.00000(E\+00)?", ours[value].number_format)
    units = {row[0].value: row[heads.index("Unit")].value for row in native.iter_rows(min_row=5)}
    assert len(units) == len(CATALOGUE)
    assert "see fields" not in units.values()


def test_the_live_value_of_an_example_is_the_value_beside_it(built, books):
    planner, _ = built[ADDIN]
    sheet = books[ADDIN]["Functions"]
    heads = [cell.value for cell in sheet[4]]
    value, live = heads.index("Value"), heads.index("Live")
    for row in sheet.iter_rows(min_row=5):
        computed = planner.book.values["Functions", row[live].coordinate]
        shown = row[value].value
        if isinstance(shown, str):
            assert computed == shown
        else:
            assert computed == pytest.approx(shown, rel=1e-12)


@pytest.mark.parametrize("title", LONG)
def test_long_tables_have_filters_and_headers_that_stay(book, title):
    sheet = book[title]
    (table,) = sheet.tables.values()
    header = int(re.findall(r"\d+", table.ref)[0])
    assert table.autoFilter is not None
    assert not sheet.protection.autoFilter
    assert sheet.freeze_panes == f"B{header + 1}"
    assert sheet.print_title_rows == f"${header}:${header}"


# Pages -------------------------------------------------------------------------------------------


def _printed(sheet):
    """The areas that are printed, each as the letters of its columns."""
    if not sheet.print_area:
        return [sheet.column_dimensions]
    areas = [range_boundaries(area.split("!")[-1]) for area in sheet.print_area.split(",")]
    return [[get_column_letter(c) for c in range(low, high + 1)] for low, _, high, _ in areas]


def _width(sheet, letters):
    return sum(sheet.column_dimensions[letter].width for letter in letters)


def test_no_page_is_wider_than_can_be_read(books):
    for book in books.values():
        for sheet in book:
            width = max(_width(sheet, area) for area in _printed(sheet))
            page = LANDSCAPE_WIDTH
            if sheet.page_setup.orientation == "portrait":
                page = PORTRAIT_WIDTH
            across = sheet.page_setup.fitToWidth
            assert (across - 1) * page < width <= across * page or (across == 1 and width <= page)
            if across > 1:
                assert sheet.print_title_cols == "$A:$A"


def test_the_paper_is_a4_or_letter_on_every_sheet(book, tmp_path, capsys):
    assert {sheet.page_setup.paperSize for sheet in book} == {PAPERS["a4"]} == {9}
    path = tmp_path / "letter.xlsx"
    assert main(["build", "--paper", "letter", "-o", str(path)]) == 0
    capsys.readouterr()
    papers = {sheet.page_setup.paperSize for sheet in openpyxl.load_workbook(path)}
    assert papers == {PAPERS["letter"]} == {1}


def test_a_paper_must_be_known(tmp_path, capsys):
    with pytest.raises(SystemExit):
        main(["build", "--paper", "legal", "-o", str(tmp_path / "p.xlsx")])
    assert 'there is no paper "legal"; known are a4, letter' in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


# Letters smaller than these are not read on paper.
LEAST_POINTS = 6
POINTS_PER_INCH, POINTS_PER_PIXEL = 72, 0.75
# Of Excel's columns: a digit, and the margin of a cell.
DIGIT, MARGIN = 7, 5
LONG_PLAN = {
    "months": 60,
    "demand_start": 30,
    **{f"s{number}_name": f"A scenario with a long name, number {number}" for number in NUMBERS},
    **{f"s{number}_gpus": 1000 * number for number in NUMBERS},
}


def points(sheet):
    """The size of the smallest letters that are printed, for each area."""
    long, short = (11.69, 8.27) if sheet.page_setup.paperSize == PAPERS["a4"] else (11, 8.5)
    across, down = (long, short) if sheet.page_setup.orientation == "landscape" else (short, long)
    for area in (sheet.print_area or sheet.dimensions).split(","):
        left, top, right, bottom = range_boundaries(area.split("!")[-1])
        columns = [sheet.column_dimensions[get_column_letter(c)] for c in range(left, right + 1)]
        rows = [sheet.row_dimensions[row] for row in range(top, bottom + 1)]
        pixels = sum(DIGIT * column.width + MARGIN for column in columns if not column.hidden)
        height = sum(row.height or 15 for row in rows if not row.hidden)
        pages = sheet.page_setup.fitToWidth
        scale = pages * (across - 2 * SIDE) * POINTS_PER_INCH / (pixels * POINTS_PER_PIXEL)
        if sheet.page_setup.fitToHeight:
            scale = min(scale, (down - 2 * EDGE) * POINTS_PER_INCH / height)
        cells = (cell for row in sheet.iter_rows(top, bottom, left, right) for cell in row)
        yield min(1, scale) * min(cell.font.sz for cell in cells if cell.value)


@pytest.mark.parametrize("changes", [{}, LONG_PLAN], ids=["shipped", "long"])
def test_every_page_of_the_pack_can_be_read(changes):
    book = build(inputs(**changes), frozen=True).book.workbook
    pack = [sheet.title for sheet in SHEETS if sheet.in_pack]
    assert len(pack) == 6
    smallest = {title: min(points(book[title])) for title in pack}
    assert all(size >= LEAST_POINTS for size in smallest.values()), smallest


def test_a_frozen_copy_shows_the_scenarios_that_have_a_name():
    planner = build(inputs(s5_name="Another"), frozen=True)
    columns = planner.book.workbook[Scenarios.title].column_dimensions
    hidden = [number for number in NUMBERS if columns[get_column_letter(3 + number)].hidden]
    assert hidden == [4, 6]


def test_start_names_the_hidden_sheets(book):
    hidden = [sheet.title for sheet in book if sheet.sheet_state == "hidden"]
    assert hidden == ["Months", "Cases", "Draws", "Lists"]
    texts = [cell.value for row in book["Start"].iter_rows() for cell in row]
    assert HIDDEN_NOTE.format(", ".join(hidden)) in texts


# The back-test -----------------------------------------------------------------------------------


def expected(model, mfu):
    """Computed GPU-hours of a released model, their ratio to the reported ones, and its MFU."""
    flops = 6 * model.active_params * model.training_tokens
    fastest = flops / (records.gpus()[model.gpu].bf16_ops_per_s * 3600)
    return fastest, fastest / mfu, model.gpu_hours / (fastest / mfu), fastest / model.gpu_hours


def rows(opened):
    """The computed columns of the back-test by model."""
    position = list(COLUMNS).index("computed at the peak") + 1
    letters = [get_column_letter(position + i) for i in range(4)]
    tested = {
        name: model
        for name, model in records.models().items()
        if model.gpu_hours and model.training_tokens and model.gpu and model.active_params
    }
    for row, (name, model) in enumerate(tested.items(), start=FIRST):
        assert opened.get("Back-test", f"A{row}") == name
        yield name, model, [opened.get("Back-test", f"{letter}{row}") for letter in letters]


@pytest.mark.parametrize("engine", [Ironcalc, Formualizer])
def test_the_back_test_is_6nd_over_the_peak_at_the_plans_mfu(built, engine):
    planner, path = built[NATIVE]
    opened = engine(path)
    for mfu in (0.5, 0.4):
        opened.set("Planner", at(planner, "training_mfu"), mfu)
        opened.recalculate()
        found = {name: values for name, model, values in rows(opened)}
        assert len(found) > 20
        for name, values in found.items():
            assert values == pytest.approx(expected(records.models()[name], mfu), rel=1e-12)
        ratios = sorted(values[2] for values in found.values())
        middle = sum(ratios[(len(ratios) - 1) // 2 : len(ratios) // 2 + 1]) / (2 - len(ratios) % 2)
        answer = opened.get("Back-test", "A4")
        assert f"{middle:.1f} times the computed ones in the median of {len(ratios)}" in answer
        assert f"a training overhead of {middle:.1f} would match the median" in answer


@pytest.mark.parametrize(
    ("name", "computed", "reported"),
    [
        ("Llama 3.1 8B", 406e3, 1.46e6),
        ("Llama 3.1 70B", 3.6e6, 7.0e6),
        ("Llama 2 70B", 1.47e6, 1.72e6),
    ],
)
def test_known_models_at_half_the_peak(name, computed, reported):
    model = records.models()[name]
    assert expected(model, 0.5)[1] == pytest.approx(computed, rel=0.01)
    assert model.gpu_hours == pytest.approx(reported, rel=0.01)


def test_the_back_test_without_an_mfu_says_so(built):
    planner, path = built[NATIVE]
    opened = Ironcalc(path)
    opened.set("Planner", at(planner, "training_mfu"), "=NA()")
    opened.recalculate()
    assert opened.get("Back-test", "A4") == "The plan has no training MFU to compute with."
    assert planner.plan[BackTest].ratios.value[0] > 1
    assert opened.get("Back-test", f"A{HEADER}") == "model"
