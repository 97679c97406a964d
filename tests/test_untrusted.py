"""Strangers' workbooks: what programs write is read; what means harm is refused, soon and small."""

import os
import re
import zipfile
from dataclasses import replace
from pathlib import Path

import effort
import fuzz
import hostile
import measured
import pytest
from hostile import PLANNER

from xlplanner.errors import ERROR_VALUES, FileError
from xlplanner.units import Unit
from xlplanner.workbook.build import INPUTS, SCHEMA
from xlplanner.workbook.export import read_inputs
from xlplanner.workbook.grid.reader import read_cells
from xlplanner.workbook.grid.untrusted import LIMITS
from xlplanner.workbook.inputs import schema_of


@pytest.fixture(scope="module")
def reading():
    """What reading a file gives."""
    if not Path("/proc/self/status").exists():
        pytest.skip("needs Linux to measure memory")
    with measured.reader() as read:
        yield read


@pytest.mark.parametrize("case", hostile.CASES)
def test_hostile_files_are_answered_or_refused_soon_and_small(built, tmp_path, reading, case):
    make, refusal = hostile.CASES[case]
    path = tmp_path / "hostile.xlsx"
    path.write_bytes(make(hostile.parts_of(built["native"][1])))
    done = reading(path)
    assert re.search(refusal, done.message) if refusal else done.values is not None
    assert done.trace == ""
    assert done.within, done


# A small workbook, in every way it may be written ------------------------------------------------

LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT, STRICT_OFFICE = (
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://purl.oclc.org/ooxml/officeDocument/relationships",
)
MAIN = hostile.MAIN.decode()


def small(rows="", *, reference="Data!$B$2", texts="", main=MAIN, office=OFFICE, prefix=""):
    """The parts of a workbook with a sheet "Data" and a name "x"."""
    p, space = (f"{prefix}:", f"xmlns:{prefix}") if prefix else ("", "xmlns")
    links = f'<Relationships xmlns="{LINKS}">%s</Relationships>'
    link = f'<Relationship Id="%s" Type="{office}/%s" Target="%s"/>'
    return {
        "_rels/.rels": links % (link % ("r1", "officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<{p}workbook {space}="{main}" xmlns:r="{office}">'
        f'<{p}sheets><{p}sheet name="Data" sheetId="1" r:id="r1"/></{p}sheets><{p}definedNames>'
        f'<{p}definedName name="x">{reference}</{p}definedName></{p}definedNames></{p}workbook>',
        "xl/_rels/workbook.xml.rels": links
        % (
            link % ("r1", "worksheet", "worksheets/sheet1.xml")
            + link % ("r2", "sharedStrings", "/xl/sharedStrings.xml")
        ),
        "xl/worksheets/sheet1.xml": f'<{p}worksheet {space}="{main}"><{p}sheetData>{rows}'
        f"</{p}sheetData></{p}worksheet>",
        "xl/sharedStrings.xml": f'<{p}sst {space}="{main}">{texts}</{p}sst>',
    }


def read(folder, parts, limits=LIMITS, names=("x",)):
    """Named cells of a workbook of these parts."""
    path = folder / "small.xlsx"
    path.write_bytes(hostile.pack(parts))
    return read_cells(path, names, limits)


def cell_of(folder, content, attributes="", texts=""):
    """The cell B2 with this content."""
    rows = f'<row r="2"><c r="A2"/><c r="B2" {attributes}>{content}</c><c r="C2"><v>7</v></c></row>'
    return read(folder, small(rows, texts=texts))["x"]


SHARED = "<si><t>zero</t></si><si><r><t>rich </t></r><r><t>text</t></r><rPh><t>ruby</t></rPh></si>"
VALUES = [
    ("<v>1.5</v>", "", 1.5),
    ("<v> 7e9 </v>", 't="n"', 7e9),
    ("<v>-.5E-3</v>", "", -0.0005),
    ("<v>44928</v>", 's="3"', 44928.0),
    ("<v>0</v>", 't="s"', "zero"),
    ("<v>1</v>", 't="s"', "rich text"),
    ("<f>A1</f><v>a &amp; b</v>", 't="str"', "a & b"),
    ('<f>""</f><v></v>', 't="str"', ""),
    ("<is><t xml:space='preserve'> in line </t></is>", 't="inlineStr"', " in line "),
    ("<is><r><t>a</t></r><r><t>b</t></r></is>", 't="inlineStr"', "ab"),
    ("<v><![CDATA[<70B>]]></v>", 't="str"', "<70B>"),
    ("<v>1</v>", 't="b"', True),
    ("<v>false</v>", 't="b"', False),
    ("<v>2023-01-02T12:00:00Z</v>", 't="d"', "2023-01-02 12:00"),
    ("<v>1900-03-01</v>", 't="d"', "1900-03-01"),
    ("", 's="1"', None),
    ("", 't="s"', None),
    ("<f>A1+1</f><v>3</v><extLst><ext><v>9</v></ext></extLst>", "", 3.0),
    ('<f t="shared" si="0"/><v>3</v>', "", 3.0),
]  # fmt: skip


@pytest.mark.parametrize(("content", "attributes", "value"), VALUES)
def test_values_of_every_type_are_read(tmp_path, content, attributes, value):
    cell = cell_of(tmp_path, content, attributes, SHARED)
    assert (cell.reference, cell.fault) == ("Data!B2", "")
    assert (cell.value, type(cell.value)) == (value, type(value))


FAULTS = [
    *((f"<v>{text}</v>", "", f'holds "{text}", which is no value of type n')
      for text in ("1e400", "-1e309", "nan", "NaN", "inf", "INF", "", "1_000", "1,5", "0x10",
                   "١", "12 3", "1e", "--1", "7B")),
    ("<v>2</v>", 't="b"', 'holds "2", which is no value of type b'),
    ("<v>-1</v>", 't="s"', "refers to a shared text that is not there"),
    ("<v>2</v>", 't="s"', "refers to a shared text that is not there"),
    ("<v>x</v>", 't="s"', "refers to a shared text that is not there"),
    ("<v>yesterday</v>", 't="d"', 'holds "yesterday", which is no value of type d'),
    ("<v>1</v>", 't="z"', 'holds "1", which is no value of type z'),
    *(
        (f"<v>{error}</v>", 't="e"', f"holds the error value {error}")
        for error in sorted(ERROR_VALUES)
    ),
    ("<v>#1 plan</v>", 't="e"', 'holds "#1 plan", which is no value of type e'),
    ("<v>#SPILL!</v>", 't="e"', 'holds "#SPILL!", which is no value of type e'),
    ("<f>A1</f>", "", "holds a formula whose value was not saved"),
    ("<f>A1</f><v></v>", "", "holds a formula whose value was not saved"),
    ("<f>A1</f>", 't="str"', "holds a formula whose value was not saved"),
    ("<v>%s</v>" % ("9" * 32_768), "", "holds 32768 characters; at most 32767 are read"),
]  # fmt: skip


@pytest.mark.parametrize(("content", "attributes", "fault"), FAULTS, ids=str)
def test_what_is_no_value_is_a_fault(tmp_path, content, attributes, fault):
    cell = cell_of(tmp_path, content, attributes, SHARED)
    assert cell.value is None
    assert cell.fault.startswith(fault)


STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="%s"/></numFmts>'
    '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="4"/></cellXfs></styleSheet>'
)
DATES = [
    (0, "0.0", "46351", 46351.0),
    (1, "0.0", "46351", "2026-11-25"),
    (1, "0.0", "46351.75", "2026-11-25 18:00"),
    (2, "yyyy\\-mm", "46351", "2026-11-25"),
    (2, "[$-409]d. mmmm yyyy;@", "46351", "2026-11-25"),
    (2, "[&gt;=999500000]#,##0.00,,,&quot;B&quot;;#,##0", "46351", 46351.0),
    (2, "[" * 60_000, "46351", 46351.0),
    (3, "d", "46351", 46351.0),
    (9, "d", "46351", 46351.0),
]


def styled_parts(style, code, number):
    """The parts of a workbook whose cell B2 has a number in one of the styles."""
    parts = small(f'<row r="2"><c r="B2" s="{style}"><v>{number}</v></c></row>')
    links = "xl/_rels/workbook.xml.rels"
    link = f'<Relationship Id="r3" Type="{OFFICE}/styles" Target="styles.xml"/></Relationships>'
    parts[links] = parts[links].replace("</Relationships>", link)
    parts["xl/styles.xml"] = STYLES % code
    return parts


def styled(folder, style, code, number):
    """The cell B2 with a number in one of the styles."""
    return read(folder, styled_parts(style, code, number))["x"]


@pytest.mark.parametrize(("style", "code", "number", "value"), DATES, ids=lambda x: str(x)[:20])
def test_a_number_that_is_shown_as_a_date_is_read_as_its_text(tmp_path, style, code, number, value):
    assert styled(tmp_path, style, code, number) == ("Data", "B2", value, "")


def in_system(folder, system, style, number):
    """The cell B2 with a number in a workbook of a date system."""
    parts = styled_parts(style, "0", number)
    book = parts[hostile.BOOK].replace("<sheets>", f'<workbookPr date1904="{system}"/><sheets>')
    return read(folder, parts | {hostile.BOOK: book})["x"].value


@pytest.mark.parametrize(
    ("system", "style", "number", "value"),
    [
        ("1", 1, "44889", "2026-11-25"),
        ("true", 1, "0.5", "1904-01-01 12:00"),
        ("1", 0, "44889", 44889.0),
        ("0", 1, "46351", "2026-11-25"),
        ("x", 1, "46351", "2026-11-25"),
    ],
)
def test_dates_of_1904_are_those_that_their_workbook_shows(tmp_path, system, style, number, value):
    assert in_system(tmp_path, system, style, number) == value


@pytest.mark.parametrize("number", ["1e300", "-1e300", "3e6"])
def test_a_date_that_no_calendar_has_is_a_fault(tmp_path, number):
    assert "which is no value" in styled(tmp_path, 1, "0", number).fault


def test_there_are_seven_error_values():
    assert len(ERROR_VALUES) == 7


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"><c r="B2"><v>5</v></c></row>',
        "<row/><row><c/><c><v>5</v></c></row>",
        '<row r="2"><c/><c><v>5</v></c></row>',
        '<row><c r="XFD1"/></row><row><c r="A2"/><c><v>5</v></c><c><v>6</v></c></row>',
        '<row r="1"/><row><c r="B2"><v>5</v></c></row>',
        '<c r="B2"/><row r="2"><x><c r="B2"/></x><c r="B2"><v>5</v></c></row>',
        '<row r="2"><c xmlns="u" r="B2"/><c r="B2"><v xmlns="u">6</v><v>5</v></c></row>',
    ],
)  # fmt: skip
def test_cells_stand_where_the_rows_say(tmp_path, rows):
    assert read(tmp_path, small(rows))["x"].value == 5


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="2"><c r="B2"><v>5</v></c><c r="B2"/></row>',
        '<row r="2"><c r="B2"><v>5</v><v>6</v></c></row>',
        '<row r="2"><c r="B2"><v>5</v><is><t>6</t></is></c></row>',
        '<row r="two"><c r="B2"><v>5</v></c></row>',
        '<row r="2"><c r="_"/><c/></row>',
        '<row r="2"><c r="XFD2"/><c/></row>',
    ],
)
def test_what_may_be_read_in_two_ways_is_refused(tmp_path, rows):
    with pytest.raises(
        FileError, match=r"stands twice|a row has the number|no cell stands right of"
    ):
        read(tmp_path, small(rows))


ROW = '<row r="2"><c r="B2"><v>5</v></c></row>'


@pytest.mark.parametrize(
    "reference",
    [
        "Data!$A$1:$B$2", "Data!$B:$B", "Data!$2:$2", "Data!$B$2,Data!$C$2", "Other!$B$2",
        "Data!#REF!", "#REF!", "[1]Data!$B$2", "'[other.xlsx]Data'!$B$2", "5", '"x"', "",
        "SUM(Data!$B$2)", "=Data!$B$2", "Data:Data!$B$2", "OFFSET(Data!$B$2,0,0)", "Data!B2!B2",
        "Data!$ABCD$2", "Data!$B$0", "http://example.org/x",
    ],
)  # fmt: skip
def test_names_that_are_no_single_cell_are_passed_over(tmp_path, reference):
    assert read(tmp_path, small(ROW, reference=reference)) == {}


@pytest.mark.parametrize("reference", ["Data!$B$2", "'Data'!$B$2", "Data!B2", "Data!$B$2:$B$2"])
def test_names_of_one_cell_are_followed(tmp_path, reference):
    assert read(tmp_path, small(ROW, reference=reference))["x"].value == 5


def test_names_are_those_of_the_whole_workbook(tmp_path):
    parts = small(ROW)
    mine = '<definedName name="x" localSheetId="0">Data!$A$1</definedName><definedName'
    parts[hostile.BOOK] = parts[hostile.BOOK].replace("<definedName ", f"{mine} ")
    assert read(tmp_path, parts)["x"].value == 5
    parts[hostile.BOOK] = parts[hostile.BOOK].replace(' localSheetId="0"', "")
    with pytest.raises(FileError, match="x stands twice"):
        read(tmp_path, parts)
    parts[hostile.BOOK] = small(ROW)[hostile.BOOK].replace('"x"', '"X"')
    assert read(tmp_path, parts)["x"].value == 5


def test_a_sheet_of_any_title_is_named(tmp_path):
    parts = small(ROW, reference="'It''s \x9b Q3'!$B$2")
    parts[hostile.BOOK] = parts[hostile.BOOK].replace('name="Data"', 'name="It\'s \x9b Q3"')
    cell = read(tmp_path, parts)["x"]
    assert (cell.value, cell.reference) == (5, "It's � Q3!B2")


VARIANTS = {
    "prefixes": small(ROW.replace("<", "<m:").replace("<m:/", "</m:"), prefix="m"),
    "strict": small(ROW, main=STRICT, office=STRICT_OFFICE),
    "absolute targets": {
        name: text.replace("worksheets/", "/xl/worksheets/") for name, text in small(ROW).items()
    },
    "relative targets": {
        name: text.replace("worksheets/", "./../xl/x/../worksheets/")
        for name, text in small(ROW).items()
    },
    "a part of any name": {
        name.replace("sheet1.xml", "data.bin"): text.replace("sheet1.xml", "data.bin")
        for name, text in small(ROW).items()
    },
    "parts in capitals": {name.upper(): text for name, text in small(ROW).items()},
    "utf-16": {name: text.encode("utf-16") for name, text in small(ROW).items()},
    "byte order marks": {name: text.encode("utf-8-sig") for name, text in small(ROW).items()},
    "declarations": {
        name: f'<?xml version="1.0" encoding="utf-8" standalone="yes"?>\r\n{text}<!-- end -->'
        for name, text in small(ROW).items()
    },
}


@pytest.mark.parametrize("variant", VARIANTS)
def test_workbooks_are_read_however_they_are_written(tmp_path, variant):
    assert read(tmp_path, VARIANTS[variant])["x"].value == 5


def test_zip_files_are_read_however_they_are_packed(tmp_path):
    path = tmp_path / "small.xlsx"
    for method, force in ((zipfile.ZIP_STORED, False), (zipfile.ZIP_DEFLATED, True)):
        with path.open("wb") as file, zipfile.ZipFile(Unseekable(file), "w", method) as archive:
            for name, text in small(ROW).items():
                with archive.open(name, "w", force_zip64=force) as part:
                    part.write(text.encode())
        # Written without going back, sizes follow the parts.
        assert zipfile.ZipFile(path).getinfo("_rels/.rels").flag_bits & 8
        assert read_cells(path, ["x"])["x"].value == 5


class Unseekable:
    """A file that is written from beginning to end."""

    def __init__(self, file):
        self.write, self.flush = file.write, file.flush


def test_parts_that_are_not_read_do_no_harm(tmp_path):
    bad = {"xl/media/bomb.xml": b"<!DOCTYPE x>" + b"0" * 40_000_000, "../../out": b"", "/etc": b""}
    assert read(tmp_path, {**small(ROW), **bad})["x"].value == 5
    assert os.listdir(tmp_path) == ["small.xlsx"]


MISSING = [
    "_rels/.rels",
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/worksheets/sheet1.xml",
]


@pytest.mark.parametrize("part", MISSING)
def test_a_part_that_is_missing_is_named(tmp_path, part):
    parts = small(ROW)
    del parts[part]
    with pytest.raises(FileError, match=f"is no workbook, or is damaged: it has no part {part}"):
        read(tmp_path, parts)


def test_a_sheet_elsewhere_is_not_followed(tmp_path):
    parts, links = small(ROW), "xl/_rels/workbook.xml.rels"
    outside = 'Target="file:///etc/passwd" TargetMode="External"'
    parts[links] = parts[links].replace('Target="worksheets/sheet1.xml"', outside)
    with pytest.raises(FileError, match="the sheet Data has no part"):
        read(tmp_path, parts)


def test_a_part_changed_after_it_was_packed_is_refused(tmp_path):
    path = tmp_path / "small.xlsx"
    packed = hostile.pack(small(ROW), zipfile.ZIP_STORED)
    assert packed.count(b"<v>5</v>") == 1
    path.write_bytes(packed.replace(b"<v>5</v>", b"<v>6</v>"))
    with pytest.raises(FileError, match=r"damaged: xl/worksheets/sheet1\.xml: Bad CRC-32"):
        read_cells(path, ["x"])


@pytest.mark.parametrize("encoding", ["punycode", "zip", "utf-7", "cp1252", "no-such"])
def test_encodings_that_workbooks_never_have_are_refused(tmp_path, encoding):
    parts = small(ROW)
    parts[hostile.BOOK] = f'<?xml version="1.0" encoding="{encoding}"?>{parts[hostile.BOOK]}'
    with pytest.raises(FileError, match=f"its encoding is {encoding}; UTF-8 and UTF-16 are read"):
        read(tmp_path, parts)


LIMITED = [
    ({"file_bytes": 100}, r"has \d+ bytes; at most 100 are read"),
    ({"unpacked_bytes": 500}, r"unpacks to \d+ bytes or more; at most 500 are read"),
    ({"parts": 4}, "has 5 parts; at most 4 are read"),
    ({"directory_bytes": 100}, r"has a directory of \d+ bytes; at most 100 are read"),
    ({"tags": 20}, r"has \d+ tags or more, the last in xl/worksheets/sheet1.xml; at most 20"),
    ({"depth": 3}, "has 4 elements in one another in xl/worksheets/sheet1.xml; at most 3 are read"),
    ({"names": 5}, r"has \d+ different names or more in _rels/.rels; at most 5 are read"),
    ({"listed": 1}, "has 2 relationships or more; at most 1 are read"),
    ({"namespace": 10}, r"has a namespace of \d+ characters in _rels/.rels; at most 10 are read"),
    ({"seconds": 0}, "takes more than 0 seconds of a processor to read"),
]


@pytest.mark.parametrize(("changed", "message"), LIMITED)
def test_every_limit_is_named_with_what_is_beyond_it(tmp_path, changed, message):
    with pytest.raises(FileError, match=rf"small\.xlsx {message}"):
        read(tmp_path, small(ROW), replace(LIMITS, **changed))


def test_what_is_no_regular_file_is_refused(tmp_path):
    os.mkfifo(tmp_path / "fifo")
    for path in (tmp_path, tmp_path / "none", tmp_path / "fifo", Path("/dev/zero")):
        with pytest.raises(
            FileError, match=r"cannot read .*: it is not there, or not a regular file"
        ):
            read_cells(path, ["x"])


# Real planners, damaged and made hostile ---------------------------------------------------------


def test_a_planner_with_shared_texts_is_read(built, tmp_path):
    path = tmp_path / "shared.xlsx"
    original, shared = fuzz.planners_of(built["native"][1])
    assert shared.parts.keys() - original.parts.keys() == {hostile.TEXTS}
    path.write_bytes(hostile.pack(shared.parts))
    assert read_inputs(path) == read_inputs(built["native"][1])


def test_a_planner_in_a_file_with_300_000_texts_is_read(built, tmp_path, reading):
    path, (_, shared) = tmp_path / "shared.xlsx", fuzz.planners_of(built["native"][1])
    texts = b"".join([b"<si><t>text number %d</t></si>" % n for n in range(300_000)])
    own = shared.parts[hostile.TEXTS].replace(b"</sst>", texts + b"</sst>")
    path.write_bytes(hostile.pack(shared.parts | {hostile.TEXTS: own}))
    done = reading(path)
    assert done.values == read_inputs(built["native"][1])
    assert done.within, done


def test_a_file_is_made_again_by_its_seed(built):
    planners = fuzz.planners_of(built["native"][1])
    for seed in range(20):
        assert fuzz.made(seed, planners) == fuzz.made(seed, planners)


def test_a_formula_or_a_link_that_survives_is_seen(built, tmp_path):
    parts, path = hostile.parts_of(built["native"][1]), tmp_path / "other.xlsx"
    before, rels = fuzz.active(built["native"][1]), "xl/worksheets/_rels/sheet1.xml.rels"
    for more in (
        {PLANNER: parts[PLANNER].replace(b"</row>", b'<c r="XFD1"><f>A1</f></c></row>', 1)},
        {PLANNER: parts[PLANNER].replace(b"</sheetData>", b"</sheetData>" + fuzz.BESIDE[0])},
        {rels: b'<Relationship TargetMode="External"/>'},
        {"xl/vbaProject.bin": b""},
    ):
        path.write_bytes(hostile.pack(parts | more))
        assert fuzz.active(path) - before


@pytest.mark.long
def test_damaged_and_hostile_planners_are_read_or_refused_soon_and_small(built):
    if not Path("/proc/self/status").exists():
        pytest.skip("needs Linux to measure memory")
    count = 10_000 if effort.proving else 40
    exports = max(1, count // 100)
    totals = fuzz.attack(built["native"][1], range(count), exports=exports)
    print(totals)
    assert totals.faults == []
    assert totals.read > count / 10
    assert totals.exported == exports


# The schema --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        lambda specs: specs | {"more": specs["gpus"]},
        lambda specs: {key: spec for key, spec in specs.items() if key != "gpus"},
        lambda specs: specs | {"gpus": specs["gpus"]._replace(unit=Unit.DAYS)},
    ],
    ids=["added", "removed", "of another unit"],
)
def test_other_inputs_have_another_schema(change):
    assert schema_of(change(INPUTS)) != SCHEMA


def test_limits_labels_and_order_do_not_change_the_schema():
    specs = {key: INPUTS[key]._replace(label="x", default=None) for key in reversed(INPUTS)}
    assert schema_of(specs) == SCHEMA
