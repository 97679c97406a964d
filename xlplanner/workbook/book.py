"""A workbook under construction: sheets, named cells, formulas with their values."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from textwrap import wrap
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from xlplanner.units import Unit
from xlplanner.workbook import style
from xlplanner.workbook.formula import Formula, lift, quoted, reference
from xlplanner.workbook.writer import CachedValues, save

LINE_HEIGHT = 13.5


class Book:
    """A workbook and the cached values of its formulas."""

    def __init__(self, title: str, about: str) -> None:
        self.workbook = Workbook()
        self.workbook.remove(self.workbook.worksheets[0])
        self.workbook.properties.title = title
        self.workbook.properties.description = about
        self.workbook.properties.creator = "xlplanner"
        self.workbook.calculation.fullCalcOnLoad = True
        for named_style in style.styles():
            self.workbook.add_named_style(named_style)
        self.values: CachedValues = {}
        self.sheets: list[Sheet] = []

    def sheet(self, title: str, widths: Sequence[float], *, landscape: bool = True) -> Sheet:
        """Add a sheet with given column widths."""
        worksheet = self.workbook.create_sheet(title)
        for column, width in enumerate(widths, start=1):
            worksheet.column_dimensions[get_column_letter(column)].width = width
        _set_up_page(worksheet, landscape)
        return Sheet(self, worksheet)

    def order(self, titles: Sequence[str]) -> None:
        """Put the sheets in an order and open the workbook on the first."""
        for place, title in enumerate(titles):
            sheet = self.workbook[title]
            self.workbook.move_sheet(sheet, place - self.workbook.index(sheet))
        self.workbook.active = 0

    def save(self, path: Path) -> None:
        """Write the workbook to a file."""
        for sheet in self.sheets:
            sheet.colour_verdicts()
        save(self.workbook, self.values, path)


def _set_up_page(worksheet: Any, landscape: bool) -> None:
    worksheet.sheet_view.showGridLines = False
    worksheet.protection.enable()
    worksheet.page_setup.orientation = "landscape" if landscape else "portrait"
    worksheet.page_setup.paperSize = worksheet.PAPERSIZE_A4
    worksheet.page_setup.fitToHeight = 0
    worksheet.sheet_properties.pageSetUpPr.fitToPage = True
    worksheet.print_options.horizontalCentered = True
    worksheet.oddHeader.left.text = "xlplanner"
    worksheet.oddHeader.right.text = "&A"
    worksheet.oddFooter.center.text = "Page &P of &N"


class Sheet:
    """A sheet of a book."""

    def __init__(self, book: Book, worksheet: Worksheet) -> None:
        self.book = book
        self.worksheet = worksheet
        self.title = worksheet.title
        self.verdicts: list[str] = []
        book.sheets.append(self)

    def put(
        self, row: int, column: int, content: Any, kind: str = "label", unit: Unit | None = None
    ) -> Formula:
        """Write text, a number or a formula; returns a reference to the cell.

        Text always stays text, also where it begins with an equals sign.
        """
        cell = self.worksheet.cell(row, column)
        cell.style = f"xl {kind}"
        if unit is not None:
            cell.number_format = style.number_format(unit)
        if kind == "verdict":
            self.verdicts.append(cell.coordinate)
        value = content
        if isinstance(content, Formula):
            value = content.value
            cell.value = "=" + content.spelled(self.title)
            self.book.values[self.title, cell.coordinate] = value
        elif isinstance(content, str) and content:
            cell.value = content
            cell.data_type = "s"
            cell.quotePrefix = content.startswith("=")
        elif not isinstance(content, str) and content is not None:
            cell.value = value = lift(float(content)).value
        return reference(self.title, cell.coordinate, value)

    def row(self, row: int, column: int, contents: Sequence[Any], kind: str = "label") -> None:
        """Write cells side by side."""
        for offset, content in enumerate(contents):
            self.put(row, column + offset, content, kind)

    def fit_height(self, row: int, column: int, texts: Sequence[str], *, size: float = 10) -> None:
        """Make a row as high as its wrapped texts need; programs differ in doing so themselves."""
        scale = 10 / size
        lines = 1
        for place, text in enumerate(texts, start=column):
            width = self.worksheet.column_dimensions[get_column_letter(place)].width
            lines = max(lines, len(wrap(text, int(width * scale))))
        self.worksheet.row_dimensions[row].height = LINE_HEIGHT * lines / scale

    def range(self, row: int, column: int, values: Sequence[Any]) -> Formula:
        """A reference to a column of cells, which stays put when copied."""
        letter = get_column_letter(column)
        address = f"${letter}${row}:${letter}${row + len(values) - 1}"
        return reference(self.title, address, list(values))

    def name(self, name: str, row: int, column: int, cell: Formula) -> Formula:
        """Give a cell a name; returns a reference by that name."""
        address = f"{quoted(self.title)}!${get_column_letter(column)}${row}"
        self.book.workbook.defined_names[name] = DefinedName(name, attr_text=address)
        return Formula(name, cell.value)

    def heading(self, title: str, subtitle: str) -> None:
        """Write the sheet's title and what it is about."""
        self.put(1, 1, title, "title")
        self.put(2, 1, subtitle, "subtitle")
        self.worksheet.row_dimensions[1].height = 24

    def colour_verdicts(self) -> None:
        """Colour the cells that hold verdicts by what they say."""
        if self.verdicts and not self.worksheet.conditional_formatting:
            for rule in style.verdict_rules():
                self.worksheet.conditional_formatting.add(" ".join(self.verdicts), rule)

    def freeze(self, row: int, column: int) -> None:
        """Keep the rows above and the columns left of a cell in view."""
        self.worksheet.freeze_panes = f"{get_column_letter(column)}{row}"

    def validate_number(self, address: str, low: Formula | float, high: float, what: str) -> None:
        """Let an input take numbers of a range only, and say so."""
        validation = DataValidation(type="decimal", operator="between")
        validation.formula1, validation.formula2 = lift(low).spelled(self.title), f"{high:g}"
        self._validate(address, validation, what)

    def validate_formula(self, address: str, condition: Formula, what: str) -> None:
        """Let an input take what a condition allows only, and say so."""
        validation = DataValidation(type="custom", formula1=condition.spelled(self.title))
        self._validate(address, validation, what)

    def validate_choice(self, address: str, options: Formula, what: str) -> None:
        """Let an input take one of the cells of a range, and say so."""
        source = "=" + options.spelled(self.title)
        self._validate(
            address, DataValidation(type="list", formula1=source, allow_blank=False), what
        )

    def _validate(self, address: str, validation: DataValidation, what: str) -> None:
        validation.errorTitle, validation.error = "Input out of range", what
        validation.promptTitle, validation.prompt = "Allowed", what
        validation.showErrorMessage = validation.showInputMessage = True
        validation.add(address)
        self.worksheet.add_data_validation(validation)
