"""Independent spreadsheet engines behind one face: open, set an input, recalculate, read."""

from pathlib import Path

import formualizer
import ironcalc
import openpyxl
from openpyxl.utils import coordinate_to_tuple

from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.hosts.evaluate import evaluate

# Formualizer's names of errors.
ERRORS = {"Na": "#N/A", "Div": "#DIV/0!", "Num": "#NUM!", "Value": "#VALUE!", "Name": "#NAME?"}


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
        # Evaluated by `recalculate`; evaluating cell by cell takes milliseconds each.
        value = self.workbook.get_value(sheet, *coordinate_to_tuple(address))
        return ERRORS[value["kind"]] if isinstance(value, dict) else value


class Stored:
    """The values as the file stores them."""

    def __init__(self, path: Path):
        self.workbook = openpyxl.load_workbook(path, data_only=True)

    def recalculate(self):
        pass

    def get(self, sheet, address):
        return self.workbook[sheet][address].value


class WithFunctions(Formualizer):
    """An engine in which the catalogue's functions are at home, as with the add-in."""

    def __init__(self, path: Path):
        super().__init__(path)
        for function in CATALOGUE.values():
            self.workbook.register_function(
                function.name, self._caller(function), min_args=0, max_args=function.most
            )

    @staticmethod
    def _caller(function):
        def call(*cells):
            rows = evaluate(function, tuple(map(_blank_as_none, cells)))
            if isinstance(rows[0][0], str) and rows[0][0].startswith("#"):
                raise ValueError(rows[0][0])
            return rows if len(rows) > 1 or len(rows[0]) > 1 else rows[0][0]

        return call


def _blank_as_none(cell):
    return None if cell == "" else cell
