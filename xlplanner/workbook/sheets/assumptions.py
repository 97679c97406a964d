"""What the sheets of laws and deployments have in common: rows of figures with their sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlplanner.reference.records import Sourced
from xlplanner.units import Unit, label_of
from xlplanner.workbook.grid.book import LINE_HEIGHT, Sheet

UNITS, HEADER, FIRST = 4, 5, 6


def write_header(
    sheet: Sheet, noun: str, fields: Mapping[str, Unit], sources: Sequence[str]
) -> None:
    """Write the units and titles of the columns."""
    sheet.row(HEADER, 1, [noun, *map(label_of, fields), *map(label_of, sources)], "header")
    sheet.row(UNITS, 1, ["", *fields.values()], "note")
    sheet.worksheet.row_dimensions[UNITS].height = 2 * LINE_HEIGHT
    sheet.freeze(FIRST, 2)


def write_sources(
    sheet: Sheet, row: int, column: int, record: Sourced, sources: Sequence[str]
) -> None:
    """Write where a row comes from."""
    texts = [getattr(record, field) for field in sources]
    sheet.row(row, column, texts, "note")
    sheet.fit_height(row, column, texts)
