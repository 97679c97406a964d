"""Independent spreadsheet engines behind one face: open, set an input, recalculate, read."""

from pathlib import Path

import formualizer
import ironcalc
import openpyxl
from openpyxl.utils import coordinate_to_tuple


class Ironcalc:
    def __init__(self, path: Path):
        self.model = ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
        names = [sheet["name"] for sheet in self.model.get_worksheets_properties()]
        self.sheets = {name: place for place, name in enumerate(names)}

    def set(self, sheet, address, value):
        self.model.set_user_input(self.sheets[sheet], *coordinate_to_tuple(address), str(value))

    def recalculate(self):
        self.model.evaluate()

    def get(self, sheet, address):
        return self.model.get_cell_value(self.sheets[sheet], *coordinate_to_tuple(address))


class Formualizer:
    def __init__(self, path: Path):
        self.workbook = formualizer.load_workbook(str(path), strategy="eager_all")

    def set(self, sheet, address, value):
        self.workbook.set_value(sheet, *coordinate_to_tuple(address), value)

    def recalculate(self):
        self.workbook.evaluate_all()

    def get(self, sheet, address):
        return self.workbook.evaluate_cell(sheet, *coordinate_to_tuple(address))


class Stored:
    """The values as the file stores them."""

    def __init__(self, path: Path):
        self.workbook = openpyxl.load_workbook(path, data_only=True)

    def recalculate(self):
        pass

    def get(self, sheet, address):
        return self.workbook[sheet][address].value
