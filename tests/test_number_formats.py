"""Number formats: a sign for every negative number, and figures that can be read at any size."""

import csv
import re
import zipfile
from xml.etree import ElementTree

import openpyxl
import pytest
from node import needs_node, shown_by_sheetjs
from office import needs_office

from xlplanner.office import LibreOffice
from xlplanner.workbook.grid.style import (
    COUNT_FORMAT,
    COUNT_TICKS,
    FORMATS,
    MONEY_FORMAT,
    MONEY_TICKS,
    SCALES,
    SIZE_TICKS,
    TOKEN_TICKS,
    TYPED_FORMATS,
)
from xlplanner.workbook.sheets.summary import DAY_FORMAT

# fmt: off
NUMBERS = [-2.74e13, -904792.0, -12.0, -0.26, 0.0, 1e-7, 0.26, 12.0, 904792.0, 23.76e6, 2.74e13]
# How each is shown, by every format of a cell, of a conditional format or of an axis.
SHOWN = {
    "0.0000": [
        "-27400000000000.0000", "-904792.0000", "-12.0000", "-0.2600", "0.0000", "0.0000", "0.2600",
        "12.0000", "904792.0000", "23760000.0000", "27400000000000.0000"],
    "0.00": [
        "-27400000000000.00", "-904792.00", "-12.00", "-0.26", "0.00", "0.00", "0.26", "12.00",
        "904792.00", "23760000.00", "27400000000000.00"],
    "0.0": [
        "-27400000000000.0", "-904792.0", "-12.0", "-0.3", "0.0", "0.0", "0.3", "12.0", "904792.0",
        "23760000.0", "27400000000000.0"],
    "0.0##": [
        "-27400000000000.0", "-904792.0", "-12.0", "-0.26", "0.0", "0.0", "0.26", "12.0",
        "904792.0", "23760000.0", "27400000000000.0"],
    "0.000000": [
        "-27400000000000.000000", "-904792.000000", "-12.000000", "-0.260000", "0.000000",
        "0.000000", "0.260000", "12.000000", "904792.000000", "23760000.000000",
        "27400000000000.000000"],
    "0.00E+00": [
        "-2.74E+13", "-9.05E+05", "-1.20E+01", "-2.60E-01", "0.00E+00", "1.00E-07", "2.60E-01",
        "1.20E+01", "9.05E+05", "2.38E+07", "2.74E+13"],
    "0.000E+00": [
        "-2.740E+13", "-9.048E+05", "-1.200E+01", "-2.600E-01", "0.000E+00", "1.000E-07",
        "2.600E-01", "1.200E+01", "9.048E+05", "2.376E+07", "2.740E+13"],
    "0.0E+00": [
        "-2.7E+13", "-9.0E+05", "-1.2E+01", "-2.6E-01", "0.0E+00", "1.0E-07", "2.6E-01", "1.2E+01",
        "9.0E+05", "2.4E+07", "2.7E+13"],
    "0.0%": [
        "-2740000000000000.0%", "-90479200.0%", "-1200.0%", "-26.0%", "0.0%", "0.0%", "26.0%",
        "1200.0%", "90479200.0%", "2376000000.0%", "2740000000000000.0%"],
    "0%": [
        "-2740000000000000%", "-90479200%", "-1200%", "-26%", "0%", "0%", "26%", "1200%",
        "90479200%", "2376000000%", "2740000000000000%"],
    "#,##0": [
        "-27,400,000,000,000", "-904,792", "-12", "-0", "0", "0", "0", "12", "904,792",
        "23,760,000", "27,400,000,000,000"],
    "#,##0.0": [
        "-27,400,000,000,000.0", "-904,792.0", "-12.0", "-0.3", "0.0", "0.0", "0.3", "12.0",
        "904,792.0", "23,760,000.0", "27,400,000,000,000.0"],
    "0": [
        "-27400000000000", "-904792", "-12", "-0", "0", "0", "0", "12", "904792", "23760000",
        "27400000000000"],
    '"–"': ["–"] * 11,
    "$0.00": [
        "-$27400000000000.00", "-$904792.00", "-$12.00", "-$0.26", "$0.00", "$0.00", "$0.26",
        "$12.00", "$904792.00", "$23760000.00", "$27400000000000.00"],
    "$0.00##": [
        "-$27400000000000.00", "-$904792.00", "-$12.00", "-$0.26", "$0.00", "$0.00", "$0.26",
        "$12.00", "$904792.00", "$23760000.00", "$27400000000000.00"],
    "$#,##0.00": [
        "-$27,400,000,000,000.00", "-$904,792.00", "-$12.00", "-$0.26", "$0.00", "$0.00", "$0.26",
        "$12.00", "$904,792.00", "$23,760,000.00", "$27,400,000,000,000.00"],
    '[>=999500000]#,##0.00,,,"B";[<0]-#,##0;#,##0': [
        "-27,400,000,000,000", "-904,792", "-12", "-0", "0", "0", "0", "12", "904,792",
        "23,760,000", "27,400.00B"],
    '[>=999500]$#,##0.00,,"M";[<0]-$#,##0.00;$#,##0.00': [
        "-$27,400,000,000,000.00", "-$904,792.00", "-$12.00", "-$0.26", "$0.00", "$0.00", "$0.26",
        "$12.00", "$904,792.00", "$23.76M", "$27,400,000.00M"],
    COUNT_TICKS: [
        "27,400,000,000K", "905K", "0K", "0K", "0K", "0K", "0K", "0K", "905K", "24M",
        "27,400B"],
    TOKEN_TICKS: [
        "27,400,000M", "1M", "0M", "0M", "0M", "0M", "0M", "0M", "1M", "24M", "27T"],
    '#,##0.0,,,,"T"': [
        "-27.4T", "-0.0T", "-0.0T", "-0.0T", "0.0T", "0.0T", "0.0T", "0.0T", "0.0T", "0.0T",
        "27.4T"],
    "0.000": [
        "-27400000000000.000", "-904792.000", "-12.000", "-0.260", "0.000", "0.000", "0.260",
        "12.000", "904792.000", "23760000.000", "27400000000000.000"],
    "0.00000": [
        "-27400000000000.00000", "-904792.00000", "-12.00000", "-0.26000", "0.00000", "0.00000",
        "0.26000", "12.00000", "904792.00000", "23760000.00000", "27400000000000.00000"],
    "0.00000E+00": [
        "-2.74000E+13", "-9.04792E+05", "-1.20000E+01", "-2.60000E-01", "0.00000E+00",
        "1.00000E-07", "2.60000E-01", "1.20000E+01", "9.04792E+05", "2.37600E+07",
        "2.74000E+13"],
    SIZE_TICKS: [
        "27,400,000,000,000", "904,792", "12", "0", "0", "0", "0", "12", "904,792", "23.8M",
        "27,400.0B"],
    MONEY_TICKS: [
        "$27,400,000,000,000", "$904,792", "$12", "$0", "$0", "$0", "$0", "$12", "$904,792",
        "$23.8M", "$27,400.0B"],
    "$#,##0": [
        "-$27,400,000,000,000", "-$904,792", "-$12", "-$0", "$0", "$0", "$0", "$12", "$904,792",
        "$23,760,000", "$27,400,000,000,000"],
    '0.00,,"M"': [
        "-27400000.00M", "-0.90M", "-0.00M", "-0.00M", "0.00M", "0.00M", "0.00M", "0.00M", "0.90M",
        "23.76M", "27400000.00M"],
    '0.00,,,"B"': [
        "-27400.00B", "-0.00B", "-0.00B", "-0.00B", "0.00B", "0.00B", "0.00B", "0.00B", "0.00B",
        "0.02B", "27400.00B"],
    '#,##0.00,,,,"T"': [
        "-27.40T", "-0.00T", "-0.00T", "-0.00T", "0.00T", "0.00T", "0.00T", "0.00T", "0.00T",
        "0.00T", "27.40T"],
    '$0.00,,"M"': [
        "-$27400000.00M", "-$0.90M", "-$0.00M", "-$0.00M", "$0.00M", "$0.00M", "$0.00M", "$0.00M",
        "$0.90M", "$23.76M", "$27400000.00M"],
    '$0.00,,,"B"': [
        "-$27400.00B", "-$0.00B", "-$0.00B", "-$0.00B", "$0.00B", "$0.00B", "$0.00B", "$0.00B",
        "$0.00B", "$0.02B", "$27400.00B"],
    '$#,##0.00,,,,"T"': [
        "-$27.40T", "-$0.00T", "-$0.00T", "-$0.00T", "$0.00T", "$0.00T", "$0.00T", "$0.00T",
        "$0.00T", "$0.00T", "$27.40T"],
    '"no limit"': ["no limit"] * 11,
}
# With the conditional formats of magnitudes.
SCALED = {
    COUNT_FORMAT: {
        -2.74e13: "-27.40T", -1.2e9: "-1.20B", -23.76e6: "-23.76M", -904792: "-904,792",
        -12: "-12", 0: "0", 12: "12", 999: "999", 48_000: "48,000", 999_499: "999,499",
        999_501: "1.00M", 999.4e6: "999.40M", 999.6e6: "1.00B", 21.5e9: "21.50B",
        999.6e9: "1.00T", 27.4e12: "27.40T", 3e15: "3,000.00T"},
    MONEY_FORMAT: {
        -3e12: "-$3.00T", -1.2e9: "-$1.20B", -12.3e6: "-$12.30M", -904792: "-$904,792",
        -12: "-$12.00", -0.5: "-$0.50", 0: "$0.00", 0.25: "$0.25", 999: "$999.00",
        1234.5: "$1,235", 904792: "$904,792", 999_600: "$1.00M", 23.76e6: "$23.76M",
        999.6e6: "$1.00B", 5e12: "$5.00T"},
}
# fmt: on
# Of axes of what is never negative, which need their conditions for magnitudes.
TICKS = {COUNT_TICKS, TOKEN_TICKS, SIZE_TICKS, MONEY_TICKS}
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FORMATTED = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true"


def codes(path):
    """Every number format of a workbook: of cells, conditional formats and axes."""
    with zipfile.ZipFile(path) as archive:
        styles = ElementTree.fromstring(archive.read("xl/styles.xml"))
        charts = [archive.read(name) for name in archive.namelist() if "charts/chart" in name]
    found = {form.get("formatCode") for form in styles.iter(f"{MAIN}numFmt")}
    for chart in map(ElementTree.fromstring, charts):
        found |= {n.get("formatCode") for n in chart.iter() if n.tag.endswith("}numFmt")}
    return found


@pytest.mark.parametrize("edition", ["native", "addin"])
def test_every_format_of_the_workbooks_is_tried(built, edition):
    used = codes(built[edition][1]) - {"General", DAY_FORMAT}
    assert used <= SHOWN.keys()
    assert len(used) > 15
    assert set(FORMATS.values()) <= SHOWN.keys()


def test_no_format_is_one_that_excel_does_not_save():
    conditions = [re.findall(r"\[(.*?)\]", code) for code in SHOWN.keys() - TICKS]
    for found in filter(None, conditions):
        assert re.fullmatch(r">=[1-9]\d*", found[0])
        assert found[1:] == ["<0"]


def test_a_negative_number_keeps_its_sign_in_every_format():
    for code, shown in SHOWN.items():
        if code not in ('"no limit"', '"–"') and code not in TICKS:
            assert [text.count("-") - text.count("E-") for text in shown[:4]] == [1, 1, 1, 1], code
            assert not any(text.startswith("-") for text in shown[4:]), code


def without_minus_zero(texts):
    """Texts where a number that rounds to zero has no sign: programs differ in it."""
    return [text if re.search("[1-9]|no", text) else text.lstrip("-") for text in texts]


def test_sheetjs_shows_numbers_so():
    needs_node()
    shown = shown_by_sheetjs(dict.fromkeys(SHOWN, NUMBERS))
    for code, expected in SHOWN.items():
        # It leaves out the zero of a number scaled to nothing: $.00M.
        texts = [re.sub(r"^(-?\$?)\.", r"\g<1>0.", text) for text in shown[code]]
        assert without_minus_zero(texts) == without_minus_zero(expected), code


def test_libreoffice_shows_numbers_so(tmp_path):
    needs_office()
    book = openpyxl.Workbook()
    for column, code in enumerate(SHOWN, start=1):
        for row, number in enumerate(NUMBERS, start=1):
            book.active.cell(row, column, number).number_format = code
    path = tmp_path / "formats.xlsx"
    book.save(path)
    office = LibreOffice.find()
    profile = LibreOffice(office.program, tmp_path / "profile")
    profile.run(
        "soffice", "--headless", "--convert-to", FORMATTED, "--outdir", str(tmp_path), str(path)
    )
    with open(tmp_path / "formats.csv", newline="") as file:
        columns = zip(*csv.reader(file), strict=True)
    for (code, expected), shown in zip(SHOWN.items(), columns, strict=True):
        assert without_minus_zero(shown) == without_minus_zero(expected), code


@pytest.mark.parametrize("form", SCALED)
def test_numbers_are_shown_by_their_magnitude(built, form):
    """The first rule that holds for a number shows it; the cell's own format shows the rest."""
    needs_node()
    sheet = openpyxl.load_workbook(built["native"][1])["Planner"]
    (rules,) = [
        found.rules
        for found in sheet.conditional_formatting
        if [rule.dxf.numFmt.formatCode for rule in found.rules if rule.dxf.numFmt]
        == list(SCALES[form].values())
    ]
    assert [rule.priority for rule in rules] == sorted(rule.priority for rule in rules)
    for number, expected in SCALED[form].items():
        code = next((rule.dxf.numFmt.formatCode for rule in rules if holds(rule, number)), form)
        assert shown_by_sheetjs({code: [number]}) == {code: [expected]}, number


def holds(rule, number):
    assert (rule.type, rule.operator) == ("cellIs", "notBetween")
    low, high = map(float, rule.formula)
    return not low <= number <= high


@pytest.mark.parametrize("edition", ["native", "addin"])
def test_every_cell_of_a_scaled_format_has_its_rules(built, edition):
    checked = 0
    for sheet in openpyxl.load_workbook(built[edition][1]):
        ruled = {}
        for found in sheet.conditional_formatting:
            shown = [
                rule.dxf.numFmt.formatCode for rule in found.rules if rule.dxf and rule.dxf.numFmt
            ]
            for form, scales in SCALES.items():
                if shown == list(scales.values()):
                    cells = found.sqref.ranges
                    ruled[form] = {cell for area in cells for row in area.rows for cell in row}
        for form in SCALES:
            cells = {(c.row, c.column): c for row in sheet.iter_rows() for c in row}
            formatted = {
                place
                for place, cell in cells.items()
                if cell.number_format == form and cell.style != "xl verdict"
            }
            inputs = ruled.get(form, set()) - formatted
            assert formatted <= ruled.get(form, set()), (sheet.title, form)
            # LibreOffice reads 2.5M as 2.5 where the format has the letter.
            assert all(cells[place].protection.locked for place in formatted), sheet.title
            for place in inputs:
                assert not cells[place].protection.locked, (sheet.title, place)
                assert cells[place].number_format == TYPED_FORMATS[form]
            checked += len(formatted)
    assert checked > 1_000


def test_a_limit_that_is_not_set_says_so(built):
    planner, path = built["native"]
    sheet = openpyxl.load_workbook(path)["Workings"]
    for limit in planner.facts.limits:
        address = limit.address
        rules = [
            rule
            for found in sheet.conditional_formatting
            if address in found.sqref
            for rule in found.rules
        ]
        first = min(rules, key=lambda rule: rule.priority)
        assert (first.operator, first.formula) == ("equal", ["no_limit"])
        assert first.dxf.numFmt.formatCode == '"no limit"'
        assert "no_limit" in planner.book.workbook.defined_names


def test_verdicts_have_their_colours_whatever_their_format(built):
    """Verdicts of the tables stand in columns of counts."""
    sheet = openpyxl.load_workbook(built["native"][1])["Table 1"]
    coloured = [
        found.sqref
        for found in sheet.conditional_formatting
        if '"differs"' in [rule.formula[0] for rule in found.rules if rule.formula]
    ]
    verdicts = [c for row in sheet.iter_rows() for c in row if c.style == "xl verdict"]
    assert len(verdicts) > 20
    for cell in verdicts:
        assert any(cell.coordinate in areas for areas in coloured), cell.coordinate
