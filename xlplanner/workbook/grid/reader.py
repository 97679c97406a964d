"""The named cells of a stranger's workbook, and what of it they rest on."""

from __future__ import annotations

import math
import posixpath
import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import NamedTuple

from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format
from openpyxl.utils import column_index_from_string, get_column_letter

from xlplanner.errors import ERROR_VALUES, CellValueError, printable
from xlplanner.numerals import EPOCH, EPOCH_1904, plain_number
from xlplanner.workbook.grid.untrusted import LIMITS, Limits, Package, put_once

Value = float | str | bool | None
Attributes = Mapping[str, str]

TRUTHS = {"0": False, "false": False, "1": True, "true": True}
XML_SPACE = " \t\r\n"

INDEX = re.compile(r"\d{1,9}", re.ASCII)
ADDRESS = re.compile(r"([A-Z]{1,3})[1-9]\d{0,6}", re.ASCII)
LAST_COLUMN = "XFD"
# Of a number format, as long as spreadsheet programs take them.
LONGEST_FORMAT = 255
# One cell; or an area of one cell.
ONE_CELL = re.compile(
    r"(?:'((?:[^']|''){1,255})'|([^'!]{1,255}))!\$?([A-Z]{1,3})\$?([1-9]\d{0,6})(?::\$?\3\$?\4)?",
    re.ASCII,
)

# Every part in its transitional and its strict namespace.
SHEET_SPACES = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
LINK_SPACE = "http://schemas.openxmlformats.org/package/2006/relationships"
ID_NAMES = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships id",
)
SHEET_WORDS = (
    "workbook workbookPr sheets sheet definedNames definedName worksheet sheetData row c f v is r "
    "t sst si styleSheet numFmts numFmt cellXfs xf"
).split()
NAMES = {f"{space} {word}": word for space in SHEET_SPACES for word in SHEET_WORDS} | {
    f"{LINK_SPACE} {word}": word for word in ("Relationships", "Relationship")
}
CELL = "/worksheet/sheetData/row/c"


class Cell(NamedTuple):
    """A named cell: where it is, its value, and what is wrong with it if it has none to read."""

    sheet: str
    address: str
    value: Value = None
    fault: str = ""

    @property
    def reference(self) -> str:
        """Sheet and address, for messages."""
        return f"{printable(self.sheet)}!{self.address}"


def read_cells(path: Path, names: Collection[str], limits: Limits = LIMITS) -> dict[str, Cell]:
    """Read named cells.

    Parameters
    ----------
    path : Path
    names : collection of str
        What names are looked up.
    limits : Limits
        What is read at most.

    Returns
    -------
    dict
        The cells by name; without those names that are not one cell of a sheet.

    Raises
    ------
    FileError
        If the file cannot be read, is damaged or goes beyond a limit.
    """
    package = Package(path, NAMES, limits)
    main = _part_of_type(package, _links(package, ""), "officeDocument")
    if main is None:
        raise package.damaged("it has no workbook part")
    workbook, links = _Workbook(package, main, names), _links(package, main)
    addresses: dict[str, set[str]] = {}
    for sheet, address in workbook.cells.values():
        addresses.setdefault(sheet, set()).add(address)
    stored: dict[tuple[str, str], _Stored] = {}
    for sheet, wanted in addresses.items():
        part = links.get(workbook.sheets[sheet])
        if part is None:
            raise package.damaged(f"the sheet {printable(sheet)} has no part")
        cells = _Sheet(package, part.target, wanted).stored
        stored |= {(sheet, address): cell for address, cell in cells.items()}
    texts = _texts(package, links, stored.values())
    dates = _date_styles(package, links, {cell.style for cell in stored.values()})
    for cell in stored.values():
        if cell.kind == "n" and cell.style in dates:
            cell.first_day = workbook.first_day
    return {
        name: _cell(key, stored.get(key, _Stored()), texts, limits.text)
        for name, key in workbook.cells.items()
    }


class _Link(NamedTuple):
    target: str
    type: str


def _links(package: Package, part: str) -> dict[str, _Link]:
    """What a part, or the package itself, refers to within the package."""
    folder, name = posixpath.split(part)
    links: dict[str, _Link] = {}

    def link(attributes: Attributes) -> None:
        if attributes.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, attributes.get("Target", "")))
            kind = attributes.get("Type", "").rpartition("/")[2]
            found = _Link(target.lstrip("/"), kind)
            put_once(links, attributes.get("Id", ""), found)
            package.check_listed(len(links), "relationships")

    rels = posixpath.join(folder, "_rels", f"{name}.rels")
    package.parse(rels, {"/Relationships/Relationship": link}, {})
    return links


def _part_of_type(package: Package, links: Mapping[str, _Link], kind: str) -> str | None:
    return next((link.target for link in links.values() if link.type == kind), None)


class _Workbook:
    """The sheets and the wanted names of a workbook."""

    def __init__(self, package: Package, part: str, names: Collection[str]) -> None:
        self.package = package
        self.names = {name.lower(): name for name in names}
        self.first_day = EPOCH
        self.sheets: dict[str, str] = {}
        self.references: dict[str, str] = {}
        self.name: str | None = None
        package.parse(
            part,
            {
                "/workbook/workbookPr": self._properties,
                "/workbook/sheets/sheet": self._sheet,
                "/workbook/definedNames/definedName": self._name_starts,
            },
            {"/workbook/definedNames/definedName": self._name_ends},
        )

    def _properties(self, attributes: Attributes) -> None:
        if TRUTHS.get(attributes.get("date1904", "")):
            self.first_day = EPOCH_1904

    def _sheet(self, attributes: Attributes) -> None:
        link = next((attributes[name] for name in ID_NAMES if name in attributes), "")
        put_once(self.sheets, attributes.get("name", ""), link)
        self.package.check_listed(len(self.sheets), "sheets")

    def _name_starts(self, attributes: Attributes) -> None:
        # A name with a sheet of its own means another cell on each.
        scoped = "localSheetId" in attributes
        self.name = None if scoped else self.names.get(attributes.get("name", "").lower())

    def _name_ends(self, text: str) -> None:
        if self.name is not None:
            put_once(self.references, self.name, text)

    @property
    def cells(self) -> dict[str, tuple[str, str]]:
        """Sheet and address of every wanted name that is one cell."""
        matches = {name: ONE_CELL.fullmatch(text) for name, text in self.references.items()}
        return {
            name: (sheet, match[3] + match[4])
            for name, match in matches.items()
            if match and (sheet := match[2] or match[1].replace("''", "'")) in self.sheets
        }


class _Stored:
    """A cell as its XML has it."""

    def __init__(self, kind: str = "n", style: str = "0") -> None:
        self.kind, self.style = kind, style
        # The day 0 of a number that is shown as a date or a time.
        self.first_day: date | None = None
        self.formula = False
        self.pieces: list[str] | None = None

    @property
    def text(self) -> str | None:
        """The text of its value, if it has one."""
        return None if self.pieces is None else "".join(self.pieces)

    @property
    def index(self) -> int:
        """The number of its shared text; -1 if its value is no such number."""
        text = self.text if self.kind == "s" else None
        return int(text) if text and INDEX.fullmatch(text) else -1


class _Sheet:
    """The wanted cells of a sheet that are stored."""

    def __init__(self, package: Package, part: str, wanted: Collection[str]) -> None:
        self.wanted = wanted
        self.stored: dict[str, _Stored] = {}
        self.row, self.address = 0, ""
        self.cell: _Stored | None = None
        package.parse(
            part,
            {
                "/worksheet/sheetData/row": self._row,
                CELL: self._cell,
                f"{CELL}/f": self._formula,
                f"{CELL}/v": self._content,
                f"{CELL}/is": self._content,
            },
            dict.fromkeys((f"{CELL}/v", f"{CELL}/is/t", f"{CELL}/is/r/t"), self._text),
        )

    def _row(self, attributes: Attributes) -> None:
        number = attributes.get("r", str(self.row + 1))
        if not INDEX.fullmatch(number):
            raise ValueError(f"a row has the number {printable(number)}")
        self.row, self.address = int(number), ""

    def _cell(self, attributes: Attributes) -> None:
        self.address = attributes.get("r") or self._next()
        self.cell = None
        if self.address in self.wanted:
            self.cell = _Stored(attributes.get("t", "n"), attributes.get("s", "0"))
            put_once(self.stored, self.address, self.cell)

    def _next(self) -> str:
        """The cell right of the last one, or the first of the row."""
        if not self.address:
            return f"A{self.row}"
        match = ADDRESS.fullmatch(self.address)
        if match is None or match[1] == LAST_COLUMN:
            raise ValueError(f"no cell stands right of {printable(self.address)}")
        return f"{get_column_letter(column_index_from_string(match[1]) + 1)}{self.row}"

    def _formula(self, attributes: Attributes) -> None:
        if self.cell is not None:
            self.cell.formula = True

    def _content(self, attributes: Attributes) -> None:
        if self.cell is not None:
            if self.cell.pieces is not None:
                raise ValueError(f"the value of {self.address} stands twice")
            self.cell.pieces = []

    def _text(self, text: str) -> None:
        if self.cell is not None and self.cell.pieces is not None:
            self.cell.pieces.append(text)


def _texts(
    package: Package, links: Mapping[str, _Link], cells: Collection[_Stored]
) -> dict[int, str]:
    """The shared texts that cells refer to, by their number."""
    wanted = {cell.index for cell in cells} - {-1}
    part = _part_of_type(package, links, "sharedStrings")
    if not wanted or part is None:
        return {}
    texts: dict[int, list[str]] = {}
    number = -1

    def start(attributes: Attributes) -> None:
        nonlocal number
        number += 1
        if number in wanted:
            texts[number] = []

    def add(text: str) -> None:
        if number in wanted:
            texts[number].append(text)

    # Readings of characters, in rPh, are no part of a text.
    package.parse(part, {"/sst/si": start}, dict.fromkeys(("/sst/si/t", "/sst/si/r/t"), add))
    return {number: "".join(pieces) for number, pieces in texts.items()}


def _date_styles(package: Package, links: Mapping[str, _Link], wanted: Collection[str]) -> set[str]:
    """Which of the wanted styles, by their numbers, show a number as a date or a time."""
    part = _part_of_type(package, links, "styles")
    if part is None:
        return set()
    formats: dict[str, str] = {}
    styles: dict[str, str] = {}
    number = -1

    def add_format(attributes: Attributes) -> None:
        formats[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")[:LONGEST_FORMAT]
        package.check_listed(len(formats), "number formats")

    def add_style(attributes: Attributes) -> None:
        nonlocal number
        number += 1
        if str(number) in wanted:
            styles[str(number)] = attributes.get("numFmtId", "0")

    starts = {"/styleSheet/numFmts/numFmt": add_format, "/styleSheet/cellXfs/xf": add_style}
    package.parse(part, starts, {})
    codes = {str(number): code for number, code in BUILTIN_FORMATS.items()} | formats
    return {style for style, number in styles.items() if _is_date(codes.get(number))}


def _is_date(number_format: str | None) -> bool:
    known: bool = is_date_format(number_format)
    return known


def _cell(key: tuple[str, str], stored: _Stored, texts: Mapping[int, str], longest: int) -> Cell:
    try:
        return Cell(*key, _value(stored, texts, longest))
    except CellValueError as error:
        return Cell(*key, fault=str(error))


def _number(text: str) -> float | None:
    number = plain_number(text)
    return number if number is not None and math.isfinite(number) else None


def _date(text: str) -> str | None:
    """A date as text, which no number is entered as."""
    try:
        moment = datetime.fromisoformat(text).replace(tzinfo=None)
    except ValueError:
        return None
    return _written(moment)


def _date_of_serial(text: str, first_day: date) -> str | None:
    """A date as text, from its serial number."""
    number, first = _number(text), datetime.combine(first_day, time.min)
    try:
        return None if number is None else _written(first + timedelta(days=number))
    except OverflowError:
        return None


def _written(moment: datetime) -> str:
    day = moment.date().isoformat()
    return day if moment.time() == time.min else f"{day} {moment.time():%H:%M}"


# How each type of cell is read that is no text.
READERS: Mapping[str, Callable[[str], Value]] = {"n": _number, "b": TRUTHS.get, "d": _date}


def _value(stored: _Stored, texts: Mapping[int, str], longest: int) -> Value:
    """A cell's value.

    Raises
    ------
    CellValueError
        If it has none that can be read; the message says what the cell holds.
    """
    text = stored.text
    if text is None and not stored.formula:
        return None
    if text is None or (stored.formula and not text and stored.kind != "str"):
        raise CellValueError(
            "holds a formula whose value was not saved; open the file in a spreadsheet program "
            "and save it"
        )
    if stored.kind == "s":
        if stored.index not in texts:
            raise CellValueError("refers to a shared text that is not there")
        text = texts[stored.index]
    if len(text) > longest:
        raise CellValueError(f"holds {len(text)} characters; at most {longest} are read")
    if stored.kind in ("s", "str", "inlineStr"):
        return text
    text = text.strip(XML_SPACE)
    if stored.kind == "e" and text in ERROR_VALUES:
        raise CellValueError(f"holds the error value {text}")
    read = READERS.get(stored.kind)
    value = read(text) if read else None
    if stored.first_day is not None:
        value = _date_of_serial(text, stored.first_day)
    if value is None:
        raise CellValueError(
            f'holds "{printable(text)}", which is no value of type {printable(stored.kind)}'
        )
    return value
