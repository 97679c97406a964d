"""Write a workbook with the values of its formulas, the same bytes every time, or not at all."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import copy
from datetime import datetime
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import canonicalize
from xml.sax.saxutils import escape, unescape

import numpy as np
from openpyxl import Workbook
from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.utils.cell import range_to_tuple
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter
from openpyxl.xml.functions import tostring

from xlplanner.errors import ERROR_VALUES
from xlplanner.expressions.operations import as_text
from xlplanner.files import ReproducibleZip, atomic_write

# When a workbook says it was made: a rebuilt one is the same byte for byte.
STAMP = datetime(2026, 1, 1)
EMPTY = re.compile(r"<(\w+)([^<>]*)></\1>")
BEYOND_ASCII = re.compile(r"&#(\d{3,});")
SHEET, CHART, ROWS = "<worksheet", "<chartSpace", "sheetData"
# A reference of a chart to cells, once its XML is written one way.
CHART_REFERENCE = re.compile(r"<f>([^<]*)</f></(num|str)Ref>")
NOT_A_NUMBER = "#NUM!"
# Programs take text for a formula that begins so, once it is edited.
FORMULA_STARTS = ("=", "+", "-", "@")
# The children of <font> as Excel's schema orders them; openpyxl has an order of its own.
FONT = re.compile("<font>(.*?)</font>")
FONT_CHILD = re.compile(r"<(\w+)[^<>]*></\1>")
FONT_ORDER = (
    "b i strike condense extend outline shadow u vertAlign sz color name family charset scheme"
).split()

CachedValues = dict[tuple[str, str], Any]


class _Package(ReproducibleZip):
    """A zip file of XML, written one way."""

    def writestr(self, name: Any, data: Any, *_: Any) -> None:
        text = data.decode() if isinstance(data, bytes) else data
        # Sheets and charts have been written one way before their values came in.
        written = SHEET in text[:200] or text.startswith(CHART)
        super().writestr(name, text if written else _normal_xml(text))


def _normal_xml(text: str) -> str:
    """XML written one way, whether openpyxl found lxml to write it or not.

    Worksheets differ in empty elements and in characters beyond ASCII alone, and are large; the
    other parts differ in where they declare namespaces too.
    """
    if SHEET not in text[:200]:
        return FONT.sub(_in_schema_order, canonicalize(text))
    text = EMPTY.sub(r"<\1\2/>", text.replace(" />", "/>"))
    return BEYOND_ASCII.sub(lambda match: chr(int(match[1])), text)


def _in_schema_order(font: re.Match[str]) -> str:
    children = FONT_CHILD.finditer(font[1])
    ordered = sorted(children, key=lambda child: FONT_ORDER.index(child[1]))
    return f"<font>{''.join(child[0] for child in ordered)}</font>"


class _SheetWriter(WorksheetWriter):
    """openpyxl's writer, which leaves the rows to `_rows`: as text they are written much faster."""

    def write_rows(self) -> None:
        sheet: Any = self.ws
        links = (cell.hyperlink for cell in sheet._cells.values())
        sheet._hyperlinks = [link for link in links if link]
        xf: Any = self.xf.send(True)
        with xf.element(ROWS):
            pass
        self.xf.send(None)


def _rows(sheet: Any, values: CachedValues, frozen: bool) -> Iterator[str]:
    """The rows of a worksheet as XML, with <v> beside each formula's <f>."""
    heights = {row: _attributes(dict(found)) for row, found in sheet.row_dimensions.items()}
    cells: dict[int, list[str]] = {row: [] for row in sorted(heights)}
    for (row, _), cell in sorted(sheet._cells.items()):
        address = cell.coordinate
        if text := _cell(cell, address, values.get((sheet.title, address)), frozen):
            cells.setdefault(row, []).append(text)
    for row in sorted(cells):
        yield f'<row r="{row}"{heights.get(row, "")}>{"".join(cells[row])}</row>'


def _attributes(found: dict[str, Any]) -> str:
    return "".join(f' {name}="{value}"' for name, value in found.items() if name != "r")


def _cell(cell: Any, address: str, cached: Any, frozen: bool) -> str:
    """A cell as XML; nothing if it is empty and plain."""
    value = cell._value
    if value is None and not cell.has_style:
        return ""
    is_formula = cell.data_type == "f"
    constant = (cached if frozen else None) if is_formula else value
    number = _text_style(cell, constant) if isinstance(constant, str) else cell.style_id
    start = f'<c r="{address}" s="{number}"'
    if value is None:
        # With a type, as openpyxl writes it, some programs read an empty cell as zero.
        return f"{start}/>"
    if is_formula:
        if cached is None:
            # No value was computed: no formula of the description, which the audit will report.
            return f"{start}><f>{escape(value[1:])}</f></c>"
        kind, text = _cached(cached)
        formula = "" if frozen else f"<f>{escape(value[1:])}</f>"
        return f'{start} t="{kind}">{formula}<v>{escape(text)}</v></c>'
    if cell.data_type == "n":
        # In full; openpyxl keeps sixteen digits.
        return f"{start}><v>{float(value)!r}</v></c>"
    space = ' xml:space="preserve"' if value != value.strip() else ""
    return f'{start} t="inlineStr"><is><t{space}>{escape(value)}</t></is></c>'


def _text_style(cell: Any, text: str) -> Any:
    """The number of a cell's style, which marks text as text where it begins like a formula."""
    if not text.startswith(FORMULA_STARTS):
        return cell.style_id
    marked = copy(cell._style)
    marked.quotePrefix = 1
    return cell.parent.parent._cell_styles.add(marked)


def _is_finite(value: Any) -> bool:
    return isinstance(value, int | float) and bool(np.isfinite(value))


def _cached(value: Any) -> tuple[str, str]:
    """Type and text of a cached value."""
    if isinstance(value, bool | np.bool_):
        return "b", str(int(value))
    if isinstance(value, str):
        return ("e", value) if value in ERROR_VALUES else ("str", value)
    number = float(value)
    return ("n", repr(number)) if np.isfinite(number) else ("e", NOT_A_NUMBER)


class _Drawing(SpreadsheetDrawing):
    """openpyxl's drawing, with a text for those who do not see a chart."""

    # A class of openpyxl's begins without any.
    __elements__ = SpreadsheetDrawing.__elements__

    def _chart_frame(self, idx: int) -> Any:
        frame = super()._chart_frame(idx)  # type: ignore[misc]
        frame.nvGraphicFramePr.cNvPr.descr = self.charts[idx - 1].alt_text
        return frame


class _BookWriter(ExcelWriter):
    _archive: _Package
    _charts: list[Any]

    def __init__(
        self, workbook: Workbook, archive: _Package, values: CachedValues, frozen: bool
    ) -> None:
        super().__init__(workbook, archive)
        self.values, self.frozen = values, frozen

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = _Drawing()
        ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
        writer: Any = _SheetWriter(ws)
        writer.write()
        ws._rels = writer._rels
        frame = _normal_xml(Path(writer.out).read_text(encoding="utf-8"))
        rows = "".join(_rows(ws, self.values, self.frozen))
        self._archive.writestr(ws.path[1:], frame.replace(f"<{ROWS}/>", f"<{ROWS}>{rows}</{ROWS}>"))
        self.manifest.append(ws)
        writer.cleanup()

    def _write_charts(self) -> None:
        """Write the charts with the values of their cells, which previews draw."""
        for chart in self._charts:
            text = _normal_xml(tostring(chart._write()).decode())
            self._archive.writestr(chart.path[1:], CHART_REFERENCE.sub(self._with_cache, text))
            self.manifest.append(chart)

    def _with_cache(self, reference: re.Match[str]) -> str:
        kind, values = reference[2], self._values_at(unescape(reference[1]))
        numbers = kind == "num"
        points = "".join(
            f'<pt idx="{index}"><v>{escape(str(value) if numbers else as_text(value))}</v></pt>'
            for index, value in enumerate(values)
            if (_is_finite(value) if numbers else value is not None)
        )
        head = "<formatCode>General</formatCode>" * numbers + f'<ptCount val="{len(values)}"/>'
        cells, ref = f"<f>{reference[1]}</f>", f"</{kind}Ref>"
        return f"{cells}<{kind}Cache>{head}{points}</{kind}Cache>{ref}"

    def _values_at(self, area: str) -> list[Any]:
        """What the cells of an area hold, with the values of formulas."""
        title, bounds = range_to_tuple(area)
        column, row, last_column, last_row = bounds
        rows = self.workbook[title].iter_rows(row, last_row, column, last_column)
        return [
            self.values.get((title, cell.coordinate), cell.value) for line in rows for cell in line
        ]


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
    with atomic_write(path) as temporary:
        with _Package(temporary) as archive:
            _BookWriter(workbook, archive, values, frozen).write_data()
        check(temporary)
