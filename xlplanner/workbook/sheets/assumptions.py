"""What the sheets of laws and deployments have in common: rows of figures with their sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from xlplanner.reference.records import Sourced
from xlplanner.units import Unit, label_of
from xlplanner.workbook.grid.book import LINE_HEIGHT, Sheet

HEADER, FIRST = 4, 5


def write_header(
    sheet: Sheet, noun: str, fields: Mapping[str, Unit], sources: Sequence[str]
) -> None:
    """Write the titles of the columns, with their units."""
    figures = [label_of(name, unit) for name, unit in fields.items()]
    sheet.row(HEADER, 1, [noun, *figures, *map(label_of, sources)], "header")
    sheet.worksheet.row_dimensions[HEADER].height = 3 * LINE_HEIGHT
    sheet.freeze(FIRST, 2)


def write_sources(
    sheet: Sheet, row: int, column: int, record: Sourced, sources: Sequence[str]
) -> None:
    """Write where a row comes from."""
    texts = [getattr(record, field) for field in sources]
    sheet.row(row, column, texts, "fact")
    sheet.fit_height(row, column, texts, size=9)
