"""The sheets of facts: GPU prices, GPUs, MFU, request mixes and models, as tables with filters."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.table import Table, TableStyleInfo

from xlplanner.reference import records
from xlplanner.units import label_of
from xlplanner.workbook.grid.book import LINE_HEIGHT, Book, Sheet
from xlplanner.workbook.lookup import Lookup

HEADER, FIRST = 4, 5
LAST_COLUMNS = ("source", "date", "status", "note")
# Widths by what a column holds; the rest are figures.
WIDTHS = {
    "source": 34,
    "note": 28,
    "aliases": 18,
    "workload": 14,
    "region": 12,
    "instance": 14,
    "gpu": 16,
    "date": 10.5,
    "status": 10.5,
}
NAME_WIDTH, TEXT_WIDTH, FIGURE_WIDTH = 26, 11, 9.5
# Units that end a column's name.
ENDINGS = {
    "_ops_per_s": "op/s",
    "_usd_per_gpu_hour": "USD/GPU-hour",
    "_tb_per_s": "TB/s",
    "_per_request": "per request",
    "_gb": "GB",
    "_w": "W",
}
FORMATS = {
    "_usd_per_gpu_hour": "$0.00##",
    "_ops_per_s": "0.000E+00",
    "mfu": "0.0%",
    "params": "0.00E+00",
    "tokens": "0.00E+00",
    "hours": "#,##0",
    "_per_request": "#,##0.0",
}


def add_data_sheets(book: Book) -> dict[str, Lookup]:
    """Add a sheet for each kind of fact; returns look-ups of those that have names, by title."""
    kinds: list[tuple[str, str, Any]] = [
        ("GPU Prices", "Prices of a GPU-hour, old ones kept with their dates", records.prices()),
        (
            "GPUs",
            "Peak dense operations per second, memory, bandwidth and power",
            records.gpus(),
        ),
        ("MFU", "Model FLOPs utilisation, as reported", records.utilisations()),
        ("Requests", "Mean tokens of a request, by workload", records.request_mixes()),
        ("Models", "Released models", records.models()),
    ]
    lookups = {}
    for title, about, rows in kinds:
        named = isinstance(rows, dict)
        sheet, columns = _add(book, title, about, list(rows.values() if named else rows))
        if named:
            lookups[title] = Lookup(sheet, FIRST, columns[1:], rows)
    return lookups


def _columns(row: Any) -> list[str]:
    """Columns of a record type, where it comes from last."""
    names = [item.name for item in fields(row) if item.name not in LAST_COLUMNS]
    return [*names, *LAST_COLUMNS]


def _add(book: Book, title: str, about: str, rows: list[Any]) -> tuple[Sheet, list[str]]:
    columns = _columns(rows[0])
    sheet = book.sheet(title, [_width(rows[0], name) for name in columns])
    newest = max(row.date for row in rows)
    sheet.heading(title, f"{about}. Newest row: {newest}. An empty figure is not known.")
    sheet.row(HEADER, 1, [_title(name) for name in columns], "header")
    sheet.worksheet.row_dimensions[HEADER].height = 3 * LINE_HEIGHT
    for line, row in enumerate(rows, start=FIRST):
        for column, name in enumerate(columns, start=1):
            _put(sheet, line, column, name, getattr(row, name))
        sheet.fit_height(line, 1, [_shown(getattr(row, name)) for name in columns], size=8.5)
    add_table(sheet, HEADER, FIRST + len(rows) - 1, len(columns))
    sheet.freeze(FIRST, 2)
    return sheet, columns


def _title(name: str) -> str:
    """A column's name with its unit in brackets, or as it is where it has none."""
    for ending, unit in ENDINGS.items():
        if name.endswith(ending):
            return label_of(name.removesuffix(ending), unit)
    return label_of(name)


def _width(row: Any, name: str) -> float:
    if name in WIDTHS:
        return WIDTHS[name]
    if name == "name":
        return NAME_WIDTH
    return TEXT_WIDTH if isinstance(getattr(row, name), str) else FIGURE_WIDTH


def _shown(value: Any) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    return value if isinstance(value, str) else ""


def _put(sheet: Sheet, line: int, column: int, name: str, value: Any) -> None:
    told = isinstance(value, str | tuple)
    sheet.put(line, column, _shown(value) if told else value, "fact" if told else "figure")
    form = next((form for ending, form in FORMATS.items() if name.endswith(ending)), None)
    if form is not None and isinstance(value, float | int):
        sheet.worksheet.cell(line, column).number_format = form


def add_table(sheet: Sheet, header: int, last: int, columns: int) -> None:
    """Make rows a table with filters, which may be used though the sheet is locked."""
    area = f"A{header}:{get_column_letter(columns)}{last}"
    name = "data_" + sheet.title.replace(" ", "_")
    table = Table(displayName=name, ref=area)
    table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
    sheet.worksheet.add_table(table)
    sheet.worksheet.protection.autoFilter = False
    sheet.worksheet.protection.sort = False
    sheet.worksheet.print_title_rows = f"{header}:{header}"
