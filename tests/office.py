"""LibreOffice as an engine of the tests: with the extension, and for saving files anew."""

import shutil
import subprocess

import pytest
from calc_host import SYSTEM_PYTHON, Calc
from openpyxl.utils import coordinate_to_tuple

XLSX = "Calc MS Excel 2007 XML"
# Calc's numbers of errors.
ERRORS = {503: "#NUM!", 519: "#VALUE!", 524: "#REF!", 525: "#NAME?", 532: "#DIV/0!", 32767: "#N/A"}


def needs_office():
    """Skip a test where there is no LibreOffice with its Python bridge."""
    if shutil.which("soffice") is None:
        pytest.skip("needs LibreOffice")
    if subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True).returncode:
        pytest.skip("needs LibreOffice's Python bridge, python3-uno")


def saved_anew(path, folder):
    """A workbook as LibreOffice saves it, in another folder."""
    with Calc() as calc:
        calc.load(path)
        calc.store(folder / path.name, XLSX)
    return folder / path.name


class Office:
    """A workbook open in Calc, with the face of an engine; enter inputs with `give`."""

    def __init__(self, calc, path):
        self.calc, self.grids = calc, {}
        calc.load(path)
        self.recalculate()

    def give(self, cells):
        self.calc.give(cells)
        self.grids = {}

    def recalculate(self):
        self.calc.recalculate()
        self.grids = {}

    def get(self, sheet, address):
        if sheet not in self.grids:
            self.grids[sheet] = self.calc.used(sheet)
        row, column = coordinate_to_tuple(address)
        value = self.grids[sheet][row - 1][column - 1]
        if value is None:
            [[cell]] = self.calc.read(sheet, address)
            return ERRORS[cell["error"]]
        return value
