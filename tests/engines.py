"""Independent spreadsheet engines behind one face: open, set an input, recalculate, read."""

import weakref
from pathlib import Path
from typing import ClassVar

import formualizer
import ironcalc
import openpyxl
from openpyxl.utils import coordinate_to_tuple

from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.hosts.evaluate import evaluate

# Formualizer's names of errors.
ERRORS = {"Na": "#N/A", "Div": "#DIV/0!", "Num": "#NUM!", "Value": "#VALUE!", "Name": "#NAME?"}


class Ironcalc:
    """A workbook in ironcalc, which takes ten times as long to load one as to recalculate it.

    Loaded ones are lent again, as they were, once nobody holds them.
    """

    idle: ClassVar[dict[tuple, list]] = {}
    kept = 3

    def __init__(self, path: Path):
        facts = path.stat()
        key = (str(path), facts.st_mtime_ns, facts.st_size)
        idle = self.idle.setdefault(key, [])
        while len(self.idle) > self.kept:
            del self.idle[next(iter(self.idle))]
        self.model = idle.pop() if idle else ironcalc.load_from_xlsx(str(path), "en", "UTC", "en")
        names = [sheet["name"] for sheet in self.model.get_worksheets_properties()]
        self.sheets = {name: place for place, name in enumerate(names)}
        self.before = {}
        weakref.finalize(self, _give_back, idle, self.model, self.before).atexit = False

    def set(self, sheet, address, value):
        place = (self.sheets[sheet], *coordinate_to_tuple(address))
        if place not in self.before:
            content = self.model.get_cell_content(*place)
            # What shows as 0.3 may be 0.1 + 0.2.
            formula = content.startswith("=")
            self.before[place] = content if formula else self.model.get_cell_value(*place)
        self.model.set_user_input(*place, str(value))

    def recalculate(self):
        self.model.evaluate()

    def get(self, sheet, address):
        return self.model.get_cell_value(self.sheets[sheet], *coordinate_to_tuple(address))


def _give_back(idle, model, before):
    for place, content in before.items():
        if isinstance(content, float):
            model.update_cell_with_number(*place, content)
        else:
            model.set_user_input(*place, str(content or ""))
    model.evaluate()
    idle.append(model)


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
