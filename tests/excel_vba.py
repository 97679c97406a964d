"""Excel as pyOpenVBA plays it: the add-in's VBA runs, and its XLPy asks xlwings' `CallUDF`."""

import datetime
import re

import excel_host
from excel_host import MISSING
from pyopenvba import interpreter
from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.exceptions import VBARuntimeError

from xlplanner.hosts.excel import vba
from xlplanner.hosts.excel.errors import COM_BASE


def to_python(value):
    """A value of VBA as pywin32 would hand it to Python."""
    if isinstance(value, interpreter.VBAArray):
        if value.dimensions == 1:
            return tuple(map(to_python, value.items))
        (top, bottom), (left, right) = value.bounds
        columns = range(left, right + 1)
        return tuple(
            tuple(to_python(value.get([i, j])) for j in columns) for i in range(top, bottom + 1)
        )
    if isinstance(value, interpreter.VBAErrorValue):
        return COM_BASE + value.number
    if isinstance(value, interpreter.VBAInt):
        return int(value)
    return {interpreter.EMPTY: None, interpreter.MISSING: MISSING}.get(value, value)


def to_vba(value):
    """A value of Python as pywin32 would hand it to VBA."""
    if not isinstance(value, list):
        return value
    if value and isinstance(value[0], list):
        height, width = len(value), len(value[0])
        items = [value[i][j] for j in range(width) for i in range(height)]
        return interpreter.VBAArray([(0, height - 1), (0, width - 1)], items=items)
    return interpreter.VBAArray([(0, len(value) - 1)], items=list(value))


def shown(value):
    """A value of VBA as lists and scalars."""
    if not isinstance(value, interpreter.VBAArray):
        return value
    if value.dimensions == 1:
        return value.items
    (top, bottom), (left, right) = value.bounds
    columns = range(left, right + 1)
    return [[value.get([i, j]) for j in columns] for i in range(top, bottom + 1)]


class Planner(interpreter.VBAObject):
    """What XLPy returns."""

    def __init__(self, excel):
        self.excel = excel
        self.lost = False

    @interpreter.method(name="CallUDF")
    def call_udf(self, module, name, arguments):
        if self.lost:
            raise VBARuntimeError(462, "The remote server machine does not exist")
        if self.excel.call_error:
            raise VBARuntimeError(-2147352567, self.excel.call_error)
        return to_vba(excel_host.call_udf(name, *to_python(arguments), module=module))


class Server(interpreter.VBAObject):
    """Where XLPy, the registry and the function wizard end."""

    def __init__(self, excel):
        self.excel = excel

    @interpreter.method(name="Connect")
    def connect(self):
        self.excel.connections += 1
        if self.excel.connect_error:
            raise VBARuntimeError(1000, self.excel.connect_error)
        self.excel.planner = Planner(self.excel)
        return self.excel.planner

    @interpreter.method(name="Save")
    def save(self, program, section, key, value):
        assert (program, section, key) == vba.SETTING
        self.excel.errors.append(value)

    @interpreter.method(name="MacroOptions")
    def describe(self, Macro, Description, Category, ArgumentDescriptions=interpreter.MISSING):
        self.excel.described.append(
            {
                "Macro": Macro,
                "Description": Description,
                "Category": Category,
                "ArgumentDescriptions": shown(ArgumentDescriptions) or [],
            }
        )


class Excel:
    """The add-in's module in a workbook."""

    def __init__(self):
        self.connect_error = self.call_error = self.planner = None
        self.connections, self.errors, self.described = 0, [], []
        self.now = datetime.datetime(2026, 1, 1)
        self.app = ExcelApplication()
        self.app.add_workbook()
        self.wait(0)
        bridge, server = self.app.interpreter.host, Server(self)
        real = bridge.global_object
        bridge.global_object = lambda name: (
            server if name in ("server", "application") else real(name)
        )
        for name, source in STAND_INS.items():
            self.app.add_module(source, name=name)
        # The interpreter has no attributes of procedures.
        source = re.sub(r"(?m)^Attribute .*\n", "", vba.module())
        self.app.add_module(source, name=vba.MODULE_NAME)

    def range(self, address):
        return self.app.sheet(1).sheet.vba_get("Range", [address])

    def fill(self, corner, rows):
        for i, row in enumerate(rows):
            for j, value in enumerate(row):
                if value is not None:
                    cell = self.range(corner).vba_get("Offset", [i, j])
                    cell.vba_set("Value", value)

    def call(self, name, *arguments):
        return shown(self.app.interpreter.run(name, list(arguments)))

    def lose_connection(self):
        self.planner.lost = True

    def wait(self, seconds):
        self.now += datetime.timedelta(seconds=seconds)
        self.app.freeze_clock(self.now)


STAND_INS = {
    "xlwings": "Public Function XLPy()\n    Set XLPy = Server.Connect()\nEnd Function\n",
    "registry": """Public Sub SaveSetting(program, section, key, value)
    Server.Save program, section, key, value
End Sub
""",
}
