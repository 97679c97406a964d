"""A workbook under construction: sheets, named cells, formulas with their values."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence, Set
from functools import lru_cache
from itertools import groupby
from math import ceil
from pathlib import Path
from textwrap import wrap
from typing import Any, Final, NamedTuple

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.formatting.rule import Rule
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.workbook.properties import CalcProperties
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.table import Table, TableStyleInfo
from openpyxl.worksheet.worksheet import Worksheet

from xlplanner.expressions.spreadsheet import quoted, render
from xlplanner.expressions.tree import Expression, Name, Reference, Step, lift
from xlplanner.units import Unit
from xlplanner.workbook.grid import style
from xlplanner.workbook.grid.audit import assert_sound, sheets_in
from xlplanner.workbook.grid.link import link_to
from xlplanner.workbook.grid.writer import CachedValues, save

LINE_HEIGHT = 13.5
# What a screen reader pronounces the sheets in.
LANGUAGE = "en-GB"
# Excel's own number for its calculation; with an older one it asks to save a file just opened.
CALCULATION = 191029
HIDDEN: Final = "hidden"
WARNING_INK = "C00000"
# Where a workbook's own number formats begin.
FIRST_FORMAT = 164
# Excel repairs files whose validation messages are longer.
LONGEST_MESSAGE = 225
# The size of the letters by which columns are measured: smaller ones have more room.
COLUMN_SIZE = 11
# Papers by name, as Excel numbers them.
PAPERS = {"a4": 9, "letter": 1}
A4 = "a4"
# Characters on a page across and upright that are still legible: more columns take another page.
LANDSCAPE_WIDTH, PORTRAIT_WIDTH = 230.0, 157.0
# Of the pages, in inches: left and right, above and below, and of headers and footers.
SIDE, EDGE, HEAD = 0.4, 0.7, 0.3


class Imprint(NamedTuple):
    """What identifies a workbook.

    Attributes
    ----------
    title, subject, description, author : str
        Its properties.
    header, left, right : str
        On every printed page: on top, and left and right at the foot.
    warning : str
        In the middle of the top, in red.
    """

    title: str
    subject: str
    description: str
    author: str
    header: str
    left: str
    right: str
    warning: str = ""


class Book:
    """A workbook and the cached values of its formulas.

    Parameters
    ----------
    title, about : str
    report : callable
        Called with what is being made.
    functions : set of str
        Names that formulas may call beside the spreadsheet's own.
    recalculate : bool
        Whether Excel is to compute everything when it opens the file, so that all values are of
        one program. Not for functions that Excel may not have: their stored values would be
        lost.
    paper : str
        Of the printed pages, one of `PAPERS`.
    frozen : bool
        Whether it is to be saved with values in place of formulas. What is to be changed then
        looks like any figure, and is locked.
    linked_to : str
        The file name of Excel's add-in that holds `functions`; empty if the workbook has no link.
    """

    def __init__(
        self,
        title: str,
        about: str,
        report: Callable[[str], None] = lambda step: None,
        *,
        functions: Set[str] = frozenset(),
        recalculate: bool = True,
        paper: str = A4,
        frozen: bool = False,
        linked_to: str = "",
    ) -> None:
        self.report, self.functions, self.frozen = report, functions, frozen
        self.linked_to = linked_to
        self.paper = PAPERS[paper]
        self.workbook = Workbook()
        self.workbook.remove(self.workbook.worksheets[0])
        self.workbook.properties.title = title
        self.workbook.properties.description = about
        self.workbook.properties.creator = "xlplanner"
        self.workbook.properties.language = LANGUAGE
        if linked_to:
            links: Any = self.workbook
            links._external_links.append(link_to(linked_to, functions))
        self.workbook.calculation = CalcProperties(calcId=CALCULATION, fullCalcOnLoad=recalculate)
        for named_style in style.styles():
            self.workbook.add_named_style(named_style)
        self.formulas: dict[tuple[str, str], str] = {}
        self.values: CachedValues = {}
        # Styles as openpyxl numbers them, and what rules they have: finding them by name for every
        # cell is slow.
        self.looks: dict[tuple[str, Unit | None], tuple[Any, str | None]] = {}
        self.sheets: list[Sheet] = []

    def sheet(
        self,
        title: str,
        widths: Sequence[float],
        *,
        landscape: bool = True,
    ) -> Sheet:
        """Add a sheet with columns of given widths."""
        self.report(title)
        worksheet = self.workbook.create_sheet(title)
        for column, width in enumerate(widths, start=1):
            worksheet.column_dimensions[get_column_letter(column)].width = width
        _set_up_page(worksheet, self.paper, landscape, sum(widths))
        return Sheet(self, worksheet)

    @property
    def titles(self) -> list[str]:
        """The sheets' titles in order."""
        return list(self.workbook.sheetnames)

    def define(self, name: str, formula: str, comment: str) -> None:
        """Give a formula a name, with what Excel shows of it while one types."""
        self.workbook.defined_names[name] = DefinedName(
            name, attr_text=formula, comment=comment or None
        )

    def order(self, titles: Sequence[str]) -> None:
        """Put the sheets in order."""
        for position, title in enumerate(titles):
            sheet = self.workbook[title]
            self.workbook.move_sheet(sheet, position - self.workbook.index(sheet))
        self.sheets.sort(key=lambda sheet: self.titles.index(sheet.title))

    def sign(self, imprint: Imprint) -> None:
        """Put what identifies the workbook into its properties and on its printed pages."""
        properties = self.workbook.properties
        properties.title, properties.subject = imprint.title, imprint.subject
        properties.description, properties.creator = imprint.description, imprint.author
        for sheet in self.sheets:
            page: Any = sheet.worksheet
            page.oddHeader.left.text = imprint.header
            if imprint.warning:
                middle = page.oddHeader.center
                middle.text, middle.size, middle.color = imprint.warning, 14, WARNING_INK
            page.oddFooter.left.text, page.oddFooter.right.text = imprint.left, imprint.right

    def hide(self, titles: Collection[str]) -> None:
        """Hide sheets, and remove the links to them."""
        for title in titles:
            self.workbook[title].sheet_state = HIDDEN
        self._unlink(titles)

    def leave_out(self, titles: Collection[str]) -> None:
        """Remove sheets that only formulas need, from a workbook that is saved without any."""
        self._unlink(titles)
        names = self.workbook.defined_names
        for name, defined in list(names.items()):
            for title, address in defined.destinations:
                if title in titles:
                    del names[name]
                    value = None if ":" in address else self._value(title, address)
                    if isinstance(value, float):
                        # Conditional formats use names too.
                        names[name] = DefinedName(name, attr_text=render(lift(value)))
        for title in titles:
            self.workbook.remove(self.workbook[title])
        self.sheets = [sheet for sheet in self.sheets if sheet.title not in titles]
        for cells in (self.formulas, self.values):
            for key in [key for key in cells if key[0] in titles]:
                del cells[key]

    def _value(self, title: str, address: str) -> Any:
        cell = address.replace("$", "")
        return self.values.get((title, cell), self.workbook[title][cell].value)

    def _unlink(self, titles: Collection[str]) -> None:
        """Clear the texts that lead to sheets."""
        for sheet in self.sheets:
            cells: dict[Any, Any] = sheet.worksheet._cells
            for cell in cells.values():
                if cell.hyperlink and sheets_in(cell.hyperlink.location) & set(titles):
                    cell.hyperlink = cell.value = None

    def save(self, path: Path) -> None:
        """Write the workbook to a file, after an audit; a frozen one without formulas."""
        hidden = [sheet.worksheet.sheet_state == HIDDEN for sheet in self.sheets]
        self.workbook.active = hidden.index(False)
        for sheet in self.sheets:
            sheet.add_rules()
        self.report("writing")
        meant = {} if self.frozen else self.formulas
        save(
            self.workbook,
            self.values,
            path,
            check=lambda written: assert_sound(
                written, meant, self.titles, self.functions, self.linked_to
            ),
            frozen=self.frozen,
        )


def _set_up_page(worksheet: Any, paper: int, landscape: bool, width: float) -> None:
    worksheet.sheet_view.showGridLines = False
    worksheet.protection.enable()
    worksheet.page_setup.orientation = "landscape" if landscape else "portrait"
    worksheet.page_setup.paperSize = paper
    worksheet.page_margins = PageMargins(SIDE, SIDE, EDGE, EDGE, HEAD, HEAD)
    worksheet.page_setup.fitToHeight = 0
    across = ceil(width / (LANDSCAPE_WIDTH if landscape else PORTRAIT_WIDTH)) or 1
    worksheet.page_setup.fitToWidth = across
    if across > 1:
        worksheet.print_title_cols = "A:A"
    worksheet.sheet_properties.pageSetUpPr.fitToPage = True
    worksheet.print_options.horizontalCentered = True
    worksheet.oddHeader.right.text = "&A"
    worksheet.oddFooter.center.text = "Page &P of &N"


def _areas(cells: Iterable[tuple[int, int]]) -> str:
    """Cells, by row and column, as the runs that they make down each column."""
    runs = groupby(
        enumerate(sorted((column, row) for row, column in cells)),
        key=lambda numbered: (numbered[1][0], numbered[1][1] - numbered[0]),
    )
    columns = ([cell for _, cell in run] for _, run in runs)
    return " ".join(_area(run[0][1], run[0][0], len(run), 1).replace("$", "") for run in columns)


def _area(row: int, column: int, rows: int, columns: int) -> str:
    first, last = get_column_letter(column), get_column_letter(column + columns - 1)
    return f"${first}${row}:${last}${row + rows - 1}"


@lru_cache(maxsize=1 << 14)
def _lines(text: str, width: int) -> int:
    """How many lines a text takes in so many characters."""
    return len(wrap(text, width))


class Sheet:
    """A sheet of a book."""

    def __init__(self, book: Book, worksheet: Worksheet) -> None:
        self.book = book
        self.worksheet = worksheet
        self.title = worksheet.title
        # Row and column of the cells that have rules, by what the rules are for.
        self.ruled: dict[str, list[tuple[int, int]]] = defaultdict(list)
        book.sheets.append(self)

    def put(
        self, row: int, column: int, content: Any, kind: str = "label", unit: Unit | None = None
    ) -> Reference:
        """Write text, a number or an expression; returns a reference to the cell.

        Text always stays text, also where it begins with an equals sign.
        """
        cell, ruled = self._cell(row, column, kind, unit)
        if ruled is not None:
            self.ruled[ruled].append((row, column))
        address, value = cell.coordinate, content
        if isinstance(content, Expression):
            # An empty cell counts as zero.
            value = 0.0 if content.value is None else content.value
            shown = content.operand if isinstance(content, Step) else content
            text, key = render(shown, self.title), (self.title, address)
            # What openpyxl asks of text need not be asked of formulas that are generated.
            cell._value, cell.data_type = "=" + text, "f"
            self.book.formulas[key], self.book.values[key] = text, value
        elif isinstance(content, str) and content:
            cell.value = content
            cell.data_type = "s"
        elif not isinstance(content, str) and content is not None:
            cell.value = value = lift(float(content)).value
        reference = Reference(self.title, address, value)
        if isinstance(content, Step):
            # What rests on this step refers to its cell from now on.
            content.symbol = reference
        return reference

    def _cell(self, row: int, column: int, kind: str, unit: Unit | None) -> tuple[Any, str | None]:
        """A new cell with the style of a kind, and what rules it has."""
        looks = self.book.looks
        if (kind, unit) not in looks:
            cell: Any = self.worksheet.cell(row, column)
            cell.style = f"xl {kind}"
            if self.book.frozen and not cell.protection.locked:
                cell.style = f"xl {style.FIXED}"
            if unit is not None:
                cell.number_format = style.number_format(unit)
            ruled = next((look for look in (kind, cell.number_format) if look in style.RULED), None)
            if not cell.protection.locked:
                shown = cell.number_format
                cell.number_format = style.TYPED_FORMATS.get(shown, shown)
            looks[kind, unit] = cell._style, ruled
        known, rules = looks[kind, unit]
        worksheet: Any = self.worksheet
        cell = Cell(worksheet, row, column, style_array=known)
        worksheet._add_cell(cell)
        return cell, rules

    def row(self, row: int, column: int, contents: Sequence[Any], kind: str = "label") -> None:
        """Write cells side by side."""
        for offset, content in enumerate(contents):
            self.put(row, column + offset, content, kind)

    def fit_height(self, row: int, column: int, texts: Sequence[str], *, size: float = 10) -> None:
        """Make a row as high as its wrapped texts need; programs differ in doing so themselves."""
        widths = (self.width(at) for at, _ in enumerate(texts, start=column))
        self._set_height(row, zip(texts, widths, strict=True), size)

    def _set_height(self, row: int, texts: Iterable[tuple[str, float]], size: float) -> None:
        """Make a row as high as texts need in their widths."""
        lines = (_lines(text, int(width * COLUMN_SIZE / size)) for text, width in texts)
        self.worksheet.row_dimensions[row].height = max([1, *lines]) * LINE_HEIGHT * size / 10

    def width(self, column: int, columns: int = 1) -> float:
        """The width of columns side by side, in characters."""
        dimensions = self.worksheet.column_dimensions
        return sum(
            dimensions[get_column_letter(at)].width for at in range(column, column + columns)
        )

    def paragraph(
        self,
        row: int,
        column: int,
        columns: int,
        content: str | Expression,
        kind: str = "paragraph",
        *,
        size: float = 10,
    ) -> Reference:
        """Write a text that is wrapped over several columns."""
        reference = self.put(row, column, content, kind)
        self.worksheet.merge_cells(
            start_row=row, end_row=row, start_column=column, end_column=column + columns - 1
        )
        self._set_height(row, [(str(reference.value), self.width(column, columns))], size)
        return reference

    def link(self, row: int, column: int, title: str, text: str, *, to: str = "A1") -> None:
        """Write a text that leads to a cell of a sheet of the book."""
        reference = self.put(row, column, text, "link")
        self.worksheet[reference.address].hyperlink = Hyperlink(
            ref=reference.address, location=f"{quoted(title)}!{to}"
        )

    def break_page(self, row: int) -> None:
        """Begin a page after a row."""
        self.worksheet.row_breaks.append(Break(row))

    def colour_tab(self, colour: str) -> None:
        """Colour the sheet's tab."""
        self.worksheet.sheet_properties.tabColor = colour

    def range(self, row: int, column: int, values: Sequence[Any]) -> Reference:
        """A reference to a column of cells, which stays put when copied."""
        return Reference(self.title, _area(row, column, len(values), 1), list(values))

    def down_to(self, row: int, column: int, values: Sequence[Any]) -> Reference:
        """A reference to a column of cells, whose end moves when copied and whose start does not.

        Its columns do not move either.
        """
        start, _, end = _area(row, column, len(values), 1).partition(":")
        return Reference(self.title, f"{start}:${end[1:].replace('$', '')}", list(values))

    def across(self, row: int, column: int, values: Sequence[Any]) -> Reference:
        """A reference to cells side by side, which stays put when copied."""
        return Reference(self.title, _area(row, column, 1, len(values)), list(values))

    def area(self, row: int, column: int, rows: Sequence[Sequence[Any]]) -> Reference:
        """A reference to a rectangle of cells, which stays put when copied."""
        return Reference(self.title, _area(row, column, len(rows), len(rows[0])), list(rows))

    def name_area(self, name: str, area: Reference) -> Name:
        """Give a range a name; returns a reference by that name."""
        self.book.workbook.defined_names[name] = DefinedName(name, attr_text=render(area))
        return Name(name, area.value)

    def name(self, name: str, row: int, column: int, cell: Expression) -> Name:
        """Give a cell a name; returns a reference by that name."""
        address = f"{quoted(self.title)}!${get_column_letter(column)}${row}"
        self.book.workbook.defined_names[name] = DefinedName(name, attr_text=address)
        return Name(name, cell.value)

    def heading(self, title: str, subtitle: str) -> None:
        """Write the sheet's title and what it is about."""
        self.put(1, 1, title, "title")
        self.put(2, 1, subtitle, "subtitle")
        self.worksheet.row_dimensions[1].height = 24

    def add_rules(self) -> None:
        """Colour verdicts by what they say, and show numbers by their magnitude."""
        rules = style.rules()
        while self.ruled:
            look, cells = self.ruled.popitem()
            for rule in rules[look]:
                self.add_rule(_areas(cells), rule)

    def add_rule(self, areas: str, rule: Rule) -> None:
        """Add a conditional format; what was added first counts first."""
        if rule.dxf is not None and rule.dxf.numFmt is not None:
            workbook: Any = self.book.workbook
            form = rule.dxf.numFmt
            form.numFmtId = FIRST_FORMAT + workbook._number_formats.add(form.formatCode)
        self.worksheet.conditional_formatting.add(areas, rule)

    def freeze(self, row: int, column: int) -> None:
        """Keep the rows above and the columns left of a cell in view."""
        self.worksheet.freeze_panes = f"{get_column_letter(column)}{row}"

    def make_table(self, header: int, last: int, columns: int) -> None:
        """Make rows a table with filters, which may be used though the sheet is locked."""
        table = Table(
            displayName="data_" + self.title.replace(" ", "_"),
            ref=f"A{header}:{get_column_letter(columns)}{last}",
        )
        table.tableStyleInfo = TableStyleInfo(name="TableStyleLight1", showRowStripes=True)
        self.worksheet.add_table(table)
        self.worksheet.protection.autoFilter = False
        self.worksheet.protection.sort = False
        self.worksheet.print_title_rows = f"{header}:{header}"

    def validate_number(
        self,
        address: str,
        low: float,
        high: float,
        what: str,
        *,
        blank: bool,
        letters: bool = False,
        whole: bool = False,
    ) -> None:
        """Let an input take numbers of a range only, and say so; also as 3B, with `letters`."""
        if letters:
            # The sheet Checks looks at what the letter makes of the number, and at a comma before
            # three digits. VALUE reads what the locale writes, which 0.5 as text shows.
            validation = DataValidation(type="custom", allow_blank=blank)
            digits = f'SUBSTITUTE(LEFT({address},LEN({address})-1),"$","")'
            marked = f'SUBSTITUTE(SUBSTITUTE({digits},",","."),".",LEFT(RIGHT(0.5,2),1))'
            validation.formula1 = (
                f"IF(ISNUMBER({address}),AND({address}>={low:g},{address}<={high:g}),"
                f'AND(ISNUMBER(VALUE(TRIM({marked})&"E0")),'
                f'ISNUMBER(FIND(RIGHT({address},1),"KMBTkmbt"))))'
            )
        else:
            validation = DataValidation(
                type="whole" if whole else "decimal", operator="between", allow_blank=blank
            )
            validation.formula1, validation.formula2 = f"{low:g}", f"{high:g}"
        self._validate(address, validation, what)

    def validate_choice(self, address: str, options: Expression, what: str, *, blank: bool) -> None:
        """Let an input take one of the cells of a range, and say so."""
        validation = DataValidation(
            type="list", formula1=render(options, self.title), allow_blank=blank
        )
        self._validate(address, validation, what)

    def validate_length(self, address: str, longest: int, what: str) -> None:
        """Let an input take a short text, and say so."""
        validation = DataValidation(
            type="textLength", operator="lessThanOrEqual", formula1=str(longest), allow_blank=True
        )
        self._validate(address, validation, what)

    def _validate(self, address: str, validation: DataValidation, what: str) -> None:
        if self.book.frozen:
            return
        validation.errorTitle, validation.error = "Not allowed", what[:LONGEST_MESSAGE]
        validation.promptTitle, validation.prompt = "Allowed", what[:LONGEST_MESSAGE]
        validation.showErrorMessage = validation.showInputMessage = True
        validation.add(address)
        self.worksheet.add_data_validation(validation)
