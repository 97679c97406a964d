"""The LAMBDA names in ironcalc: calls of them from cells, with arguments in cells."""

from itertools import count

import ironcalc
import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName

from xlplanner.errors import ERROR_VALUES
from xlplanner.expressions.spreadsheet import literal
from xlplanner.workbook.lambdas.names import lambda_names

NAMES = lambda_names()
# Columns for what a call gives, and rows for that and for what it takes.
ANSWER, HEIGHT = 12, 24


class Lambdas:
    """A workbook of nothing but the names."""

    def __init__(self, folder):
        book = openpyxl.Workbook()
        for name, made in NAMES.items():
            book.defined_names[name] = DefinedName(name, attr_text=made.stored)
        book.save(folder / "names.xlsx")
        self.model = ironcalc.load_from_xlsx(str(folder / "names.xlsx"), "en", "UTC", "en")

    def answers(self, calls, in_cells=True):
        """What calls give, each of a name, cells, and the rows and columns of its answer."""
        used = []
        for row, (name, cells, _, _) in zip(count(1, HEIGHT), calls, strict=False):
            columns = count(ANSWER + 1, 5)
            arguments = [
                self._argument(cell, row, column) if in_cells else written(cell)
                for cell, column in zip(cells, columns, strict=False)
            ]
            self.model.set_user_input(0, row, 1, f"={name}({','.join(arguments)})")
            used.append(row)
        self.model.evaluate()
        answers = [
            [[self.get(row + r, c) for c in range(1, width + 1)] for r in range(height)]
            for row, (_, _, height, width) in zip(used, calls, strict=True)
        ]
        for row in used:
            self.model.set_user_input(0, row, 1, "")
        return answers

    def get(self, row, column):
        value = self.model.get_cell_value(0, row, column)
        return "" if value is None else value

    def _argument(self, cell, row, column):
        """A reference to cells that hold an argument; nothing for one that is left out."""
        if cell is None:
            return ""
        rows = cell if isinstance(cell, list) else [[cell]]
        for r, line in enumerate(rows):
            for c, content in enumerate(line):
                self.model.set_user_input(0, row + r, column + c, entered(content))
        first, last = get_column_letter(column), get_column_letter(column + len(rows[0]) - 1)
        end = f":{last}{row + len(rows) - 1}" if len(rows) * len(rows[0]) > 1 else ""
        return f"{first}{row}{end}"


def mistaken(name, cells):
    """Whether ironcalc errs in a call: to it 0 is not below 1e-30, the least factor of growth."""
    factor = cells[0] if isinstance(cells[0], list) else [[cells[0]]]
    return name.startswith("GROWTH_") and any(0.0 in row for row in factor)


def entered(content):
    """What one types into a cell."""
    if content is None or content == "":
        return ""
    if content is True or content in ERROR_VALUES:
        return f"={content}".upper()
    return f"'{content}" if isinstance(content, str) else repr(float(content))


def written(cell):
    """An argument as it stands in a formula."""
    if isinstance(cell, list):
        return "{" + ";".join(",".join(map(written, row)) for row in cell) + "}"
    return repr(cell).replace("e", "E") if isinstance(cell, float) else literal(cell)
