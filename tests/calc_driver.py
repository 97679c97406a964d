"""Runs under LibreOffice's own Python: obeys one JSON request a line, answers one JSON line.

A request is [method of Calc below, *arguments]; an answer is {"ok": value} or {"error": text}.
"""

import json
import os
import sys
import time
import traceback

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.table.CellContentType import FORMULA, TEXT, VALUE

PATIENCE = 120
# com.sun.star.sheet.CellFlags.VALUE, DATETIME and STRING.
VALUES_AND_TEXT = 1 | 2 | 4


def url_of(path):
    return uno.systemPathToFileUrl(os.path.abspath(path))


def properties(**values):
    return tuple(PropertyValue(name, 0, value, 0) for name, value in values.items())


class Calc:
    def __init__(self, pipe):
        context = uno.getComponentContext()
        services = context.ServiceManager
        resolver = services.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", context)
        started = time.monotonic()
        while True:
            try:
                self.context = resolver.resolve(
                    f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext"
                )
                break
            except NoConnectException:
                if time.monotonic() - started > PATIENCE:
                    raise
                time.sleep(0.1)
        self.desktop = self._service("com.sun.star.frame.Desktop")
        self.document = None

    def _service(self, name):
        return self.context.ServiceManager.createInstanceWithContext(name, self.context)

    def _range(self, sheet, address):
        return self.document.Sheets.getByName(sheet).getCellRangeByName(address)

    def _open(self, url):
        if self.document is not None:
            self.document.close(True)
        self.document = self.desktop.loadComponentFromURL(url, "_blank", 0, properties(Hidden=True))
        return list(self.document.Sheets.ElementNames)

    def new(self):
        return self._open("private:factory/scalc")

    def load(self, path):
        return self._open(url_of(path))

    def store(self, path, kind):
        self.document.storeToURL(url_of(path), properties(FilterName=kind))

    def clear(self, sheet):
        everything = 1023
        self.document.Sheets.getByName(sheet).clearContents(everything)

    def set_formulas(self, sheet, address, rows):
        """Formulas, numbers or text of a range, in English."""
        self._range(sheet, address).setFormulaArray(tuple(tuple(row) for row in rows))

    def type(self, cells):
        """Type texts into cells as a user of the locale does, and compute what follows."""
        self.document.enableAutomaticCalculation(False)
        for sheet, address, text in cells:
            self._range(sheet, address).FormulaLocal = text
        self.document.calculate()

    def give(self, cells):
        """Enter values in cells, each a sheet, an address and a value, and compute what follows."""
        self.document.enableAutomaticCalculation(False)
        for sheet, address, value in cells:
            cell = self._range(sheet, address)
            if value is None:
                cell.clearContents(VALUES_AND_TEXT)
            elif isinstance(value, str):
                cell.setString(value)
            else:
                cell.setValue(value)
        self.document.calculate()

    def used(self, sheet):
        """The data of a sheet from its first cell on; errors and empty cells are empty text."""
        cells = self.document.Sheets.getByName(sheet)
        cursor = cells.createCursor()
        cursor.gotoEndOfUsedArea(False)
        end = cursor.RangeAddress
        area = cells.getCellRangeByPosition(0, 0, end.EndColumn, end.EndRow)
        return [list(row) for row in area.getDataArray()]

    def set_array(self, sheet, address, formula):
        self._range(sheet, address).setArrayFormula(formula)

    def formulas(self, sheet, address):
        return [list(row) for row in self._range(sheet, address).getFormulaArray()]

    def recalculate(self):
        """Every formula anew; gives the seconds it took."""
        started = time.perf_counter()
        self.document.calculateAll()
        return time.perf_counter() - started

    def read(self, sheet, address):
        """Rows of numbers (in full), text, None for empty cells, and {"error": number}."""
        cells = self._range(sheet, address)
        area = cells.RangeAddress
        rows = range(area.EndRow - area.StartRow + 1)
        columns = range(area.EndColumn - area.StartColumn + 1)
        return [[self._cell(cells.getCellByPosition(c, r)) for c in columns] for r in rows]

    def _cell(self, cell):
        if cell.getError():
            return {"error": cell.getError()}
        kind = cell.FormulaResultType2 if cell.Type == FORMULA else None
        if cell.Type == VALUE or kind == 1:
            return cell.Value
        if cell.Type == TEXT or kind == 4 or kind == 2:
            return cell.String
        return None

    def numbers(self, sheet, address):
        """The data of a range at once."""
        return [list(row) for row in self._range(sheet, address).getDataArray()]

    def described(self):
        """What the function wizard shows: for each function its text and arguments."""
        found = {}
        descriptions = self._service("com.sun.star.sheet.FunctionDescriptions")
        for i in range(descriptions.Count):
            described = {p.Name: p.Value for p in descriptions.getByIndex(i)}
            arguments = [
                [a.Name, a.Description, a.IsOptional] for a in described["Arguments"] or ()
            ]
            found[described["Name"]] = {"text": described["Description"], "arguments": arguments}
        return found

    def quit(self):
        if self.document is not None:
            self.document.close(True)
        self.desktop.terminate()


def main():
    calc = Calc(sys.argv[1])
    print(json.dumps({"ok": "ready"}), flush=True)
    for line in sys.stdin:
        name, *arguments = json.loads(line)
        try:
            answer = {"ok": getattr(calc, name)(*arguments)}
        except Exception:
            answer = {"error": traceback.format_exc()}
        print(json.dumps(answer), flush=True)
        if name == "quit":
            break


main()
