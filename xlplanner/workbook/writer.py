"""Write a workbook with the values of its formulas, the same bytes every time, or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import canonicalize
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import numpy as np
from openpyxl import Workbook
from openpyxl.cell._writer import write_cell
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import Element, SubElement

from xlplanner.files import replaced

# A fixed stamp keeps a rebuilt workbook the same byte for byte.
STAMP = datetime(2026, 1, 1)
EMPTY = re.compile(r"<(\w+)([^<>]*)></\1>")
BEYOND_ASCII = re.compile(r"&#(\d{3,});")
NOT_A_NUMBER = "#NUM!"

CachedValues = dict[tuple[str, str], Any]


class _Zip(ZipFile):
    """A zip file of XML whose entries all bear the same date."""

    def writestr(self, name: Any, data: Any, *_: Any) -> None:
        entry = ZipInfo(str(name), STAMP.timetuple()[:6])
        entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o600 << 16
        super().writestr(entry, _normal_xml(data.decode() if isinstance(data, bytes) else data))

    def write(self, filename: Any, arcname: Any = None, *_: Any) -> None:
        self.writestr(arcname, Path(filename).read_bytes())


def _normal_xml(text: str) -> str:
    """One spelling of XML, whether openpyxl found lxml to write it or not.

    Worksheets differ in empty elements and in characters beyond ASCII alone, and are large; the
    other parts differ in where they declare namespaces too.
    """
    if "<worksheet" not in text[:200]:
        return canonicalize(text)
    text = EMPTY.sub(r"<\1\2/>", text.replace(" />", "/>"))
    return BEYOND_ASCII.sub(lambda match: chr(int(match[1])), text)


class _SheetWriter(WorksheetWriter):
    """openpyxl's writer, with <v> beside each formula's <f>."""

    ws: Any
    _rels: Any
    values: CachedValues
    frozen: bool

    def write_row(self, xf: Any, row: Any, row_idx: int) -> None:
        attributes = {"r": str(row_idx), **dict(self.ws.row_dimensions.get(row_idx, {}))}
        with xf.element("row", attributes):
            for cell in row:
                value = self.values.get((self.ws.title, cell.coordinate))
                if value is not None:
                    xf.write(_formula_element(cell, value, self.frozen))
                elif cell.data_type == "n" and cell._value is not None:
                    xf.write(_number_element(cell))
                elif cell._value is not None:
                    write_cell(xf, self.ws, cell, cell.has_style)
                elif cell.has_style:
                    # With a type, as openpyxl writes it, some programs read an empty cell as nil.
                    xf.write(Element("c", {"r": cell.coordinate, "s": str(cell.style_id)}))


def _number_element(cell: Any) -> Any:
    """A number in full; openpyxl keeps sixteen digits."""
    element = Element("c", {"r": cell.coordinate, "s": str(cell.style_id)})
    SubElement(element, "v").text = repr(float(cell._value))
    return element


def _formula_element(cell: Any, value: Any, frozen: bool) -> Any:
    kind, text = _cached(value)
    attributes = {"r": cell.coordinate, "s": str(cell.style_id), "t": kind}
    element = Element("c", attributes)
    if not frozen:
        SubElement(element, "f").text = cell.value[1:]
    SubElement(element, "v").text = text
    return element


def _cached(value: Any) -> tuple[str, str]:
    """Type and text of a cached value."""
    if isinstance(value, bool | np.bool_):
        return "b", str(int(value))
    if isinstance(value, str):
        return ("e", value) if value.startswith("#") else ("str", value)
    number = float(value)
    return ("n", repr(number)) if np.isfinite(number) else ("e", NOT_A_NUMBER)


class _BookWriter(ExcelWriter):
    _archive: ZipFile

    def __init__(
        self, workbook: Workbook, archive: ZipFile, values: CachedValues, frozen: bool
    ) -> None:
        super().__init__(workbook, archive)
        self.values, self.frozen = values, frozen

    def write_worksheet(self, ws: Any) -> None:
        from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing

        ws._drawing = SpreadsheetDrawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        writer = _SheetWriter(ws)
        writer.values, writer.frozen = self.values, self.frozen
        writer.write()
        ws._rels = writer._rels
        self._archive.write(str(writer.out), ws.path[1:])
        self.manifest.append(ws)
        writer.cleanup()


def save(
    workbook: Workbook,
    values: CachedValues,
    path: Path,
    *,
    check: Callable[[Path], None],
    frozen: bool = False,
) -> None:
    """Write a workbook to a file; the file is replaced only when the new one is complete.

    Parameters
    ----------
    workbook : Workbook
    values : dict
        Values of the formulas, by sheet and cell.
    path : Path
    check : callable
        Called with what was written before it takes its place; refuses it by raising.
    frozen : bool
        Whether to write values in place of formulas.

    Raises
    ------
    FileError
        If the file cannot be written.
    """
    workbook.properties.created = workbook.properties.modified = STAMP
    with replaced(path) as temporary:
        with _Zip(temporary, "w", ZIP_DEFLATED) as archive:
            _BookWriter(workbook, archive, values, frozen).write_data()
        check(temporary)
