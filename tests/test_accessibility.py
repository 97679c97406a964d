"""The workbook by keyboard, screen reader, and eyes that see no colours."""

import openpyxl
import pytest
from openpyxl.utils import range_boundaries

from xlplanner.workbook.editions import EDITIONS
from xlplanner.workbook.grid import charts, style
from xlplanner.workbook.grid.book import WARNING_INK

# WCAG 2.2, level AA, of text and of parts of a picture.
TEXT, GRAPHIC = 4.5, 3.0
PAIRS = {
    "idle": (style.IDLE_INK, style.IDLE_FILL),
    "warning": (WARNING_INK, style.PAPER),
    **{
        f"{fill} verdict": (style.INK, fill)
        for fill in (style.GOOD_FILL, style.NOTE_FILL, style.BAD_FILL)
    },
    **{
        look.name: (look.font.color.rgb, look.fill.start_color.rgb)
        if look.fill.fill_type
        else (look.font.color.rgb, style.PAPER)
        for look in style.styles()
    },
}


@pytest.fixture(scope="module", params=EDITIONS)
def book(request, built):
    return openpyxl.load_workbook(built[request.param][1])


def luminance(colour):
    """The relative luminance of WCAG."""
    parts = (part / 255 for part in bytes.fromhex(colour[-6:]))
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_that_of_wcag():
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("FF777777", "FFFFFFFF") == pytest.approx(4.48, abs=0.005)


@pytest.mark.parametrize("pair", PAIRS)
def test_text_stands_out_from_its_fill(pair):
    assert contrast(*PAIRS[pair]) >= TEXT


@pytest.mark.parametrize("ink", [*charts.INKS, charts.STRONG_INK])
def test_lines_points_and_bars_stand_out_from_the_paper(ink):
    assert contrast(ink, style.PAPER) >= GRAPHIC


def test_what_differs_by_colour_differs_by_form_too():
    assert len(set(charts.PATTERNS)) == len(charts.INKS) == len(set(charts.INKS))
    assert len(set(charts.DASHES)) >= len(charts.INKS)
    verdicts = (style.OK, style.NOTE, style.CHECK, style.DIFFERS, style.BEST)
    assert len(set(verdicts)) == len(verdicts)
    assert style.idle("TRUE").dxf.font.italic


def test_bars_side_by_side_have_patterns(book):
    fills = [
        [series.spPr.pattFill.prst if series.spPr.pattFill else "solid" for series in chart.series]
        for sheet in book
        for chart in sheet._charts
        if chart.tagname == "barChart"
    ]
    assert max(map(len, fills)) > 1
    assert all(len(set(patterns)) == len(patterns) for patterns in fills)


def test_the_book_says_its_title_and_language(book):
    assert book.properties.title
    assert book.properties.language == "en-GB"


def test_every_sheet_begins_with_its_title_where_the_cursor_stands(book):
    for sheet in book:
        assert isinstance(sheet["A1"].value, str), sheet.title
        assert sheet.sheet_view.selection[0].activeCell == "A1", sheet.title


def test_every_input_says_what_it_takes(book):
    for sheet in book:
        prompted = set()
        for validation in sheet.data_validations.dataValidation:
            if validation.showInputMessage and validation.prompt:
                prompted |= {cell for area in validation.sqref.ranges for cell in area.cells}
        merged = {cell for area in sheet.merged_cells.ranges for cell in list(area.cells)[1:]}
        inputs = {
            (cell.row, cell.column)
            for row in sheet.iter_rows()
            for cell in row
            if cell.has_style and not cell.protection.locked
        }
        assert inputs - merged <= prompted, sheet.title


def test_merged_cells_are_one_row_with_one_content(book):
    """So that arrows and a screen reader pass them as any cell."""
    for sheet in book:
        for area in sheet.merged_cells.ranges:
            left, top, right, bottom = range_boundaries(area.coord)
            assert top == bottom, (sheet.title, area.coord)
            contents = [sheet.cell(top, column).value for column in range(left + 1, right + 1)]
            assert not any(contents), (sheet.title, area.coord)


def test_names_of_cells_are_words(book):
    for name in book.defined_names:
        assert name.replace("_", "").replace(".", "").isalnum(), name
        assert not name.startswith("_"), name
