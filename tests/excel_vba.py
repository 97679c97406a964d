"""Excel as pyOpenVBA plays it: the built add-in's VBA runs, and asks xlwings' `CallUDF`.

In place of xlwings' library stands one that follows its source: it keeps a server for each command
line, and waits for a new one until that answers or ends, for at most two minutes.
"""

import datetime
import math
import re
from functools import cache

import excel_host
from excel_host import MISSING
from pyopenvba import ExcelFile, interpreter
from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.apps.excel._model import Workbook
from pyopenvba.exceptions import VBARuntimeError

from xlplanner.hosts.excel import connection, vba
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
    """The server's object in VBA."""

    def __init__(self, excel):
        self.excel = excel
        self.dead = None

    @interpreter.method(name="CallUDF")
    def call_udf(self, module, name, arguments):
        if self.dead:
            raise VBARuntimeError(self.dead, "The remote server machine does not exist")
        if self.excel.call_error:
            raise VBARuntimeError(*self.excel.call_error)
        return to_vba(excel_host.call_udf(name, *to_python(arguments), module=module))


class Windows(interpreter.VBAObject):
    """Where the declarations, the registry and Excel's own application end."""

    def __init__(self, excel):
        self.excel = excel
        self.problem = ""

    @interpreter.method(name="LoadLibrary")
    def load_library(self, path):
        return int(path in self.excel.libraries)

    @interpreter.method(name="Activate")
    def activate(self, command, mode):
        """What XLPyDLLActivateAuto does: 0 if there is a planner, or if all was ended."""
        excel = self.excel
        excel.commands.append(command)
        if mode == -1:
            excel.planner = None
            return 0
        # A reference that has been disconnected is not noticed, only a server that has gone.
        if excel.planner and excel.planner.dead != UNAVAILABLE:
            return 0
        excel.connections += 1
        ends_itself = re.search(r"dump_traceback_later\((\d+), exit=True", command)
        ends_after = min(float(ends_itself[1]) if ends_itself else math.inf, excel.ends_after)
        for poll in range(1200):
            if poll / 10 >= excel.answers_after:
                excel.planner = Planner(excel)
                return 0
            if poll / 10 >= ends_after:
                self.problem = "Python process exited"
                return 1
            excel.wait(0.1)
        self.problem = "Could not activate Python COM server"
        return 1

    @interpreter.method(name="Planner")
    def planner(self):
        return self.excel.planner

    @interpreter.method(name="Problem")
    def its_problem(self):
        return self.problem

    @interpreter.method(name="Save")
    def save(self, program, section, key, value):
        assert (program, section, key) == vba.SETTING
        self.excel.errors.append(value)

    @interpreter.method(name="OnTime")
    def on_time(self, when, macro):
        if self.excel.busy:
            raise VBARuntimeError(1004, "Method 'OnTime' of object '_Application' failed")
        self.excel.scheduled.append(macro)

    @interpreter.method(name="CalculateFullRebuild")
    def rebuild(self):
        self.excel.rebuilds += 1

    def vba_get(self, name, args=(), named=None):
        own = self.vba_member(name) is not None
        return (super() if own else self.excel.application).vba_get(name, args, named)

    def vba_set(self, name, value, args=(), named=None, *, by_ref=False):
        self.excel.application.vba_set(name, value, args, named, by_ref=by_ref)


class Linked(Workbook):
    """A workbook with links to others, which notes in what state of Excel they are changed."""

    links, changes, refuses = (), (), False

    @interpreter.method(name="LinkSources")
    def link_sources(self, kind):
        return self.links_of(kind)

    def links_of(self, kind):
        if not self.links:
            return interpreter.EMPTY
        return interpreter.VBAArray([(1, len(self.links))], items=list(self.links))

    @interpreter.method(name="ChangeLink")
    def change_link(self, old, new, kind):
        self.changes = (*self.changes, (old, new, *settings(self.application)))
        if self.refuses or any(sheet.vba_get("ProtectContents") for sheet in self.sheets_):
            raise VBARuntimeError(1004, "Excel cannot change the link")
        self.links = [new if link == old else link for link in self.links]


def settings(application):
    """What a macro may turn off for a while."""
    return (
        application.calculation,
        application.screen_updating,
        application.enable_events,
        application.display_alerts,
    )


class Excel:
    """The add-in's modules, without a workbook until there is one to fill or call from."""

    def __init__(self, path):
        self.answers_after, self.ends_after = 0.5, math.inf
        self.call_error = self.planner = None
        self.libraries = {f"{FOLDER}\\{connection.library(64)}"}
        self.connections, self.rebuilds, self.busy = 0, 0, False
        self.commands, self.errors, self.scheduled = [], [], []
        self.now = datetime.datetime(2026, 1, 1)
        self.app = ExcelApplication()
        self.wait(0)
        bridge, windows = self.app.interpreter.host, Windows(self)
        real, self.application = bridge.global_object, bridge.application
        bridge.global_object = lambda name: (
            windows if name in ("windows", "application") else real(name)
        )
        self.app.add_module(STAND_INS, name="stand_ins")
        # The interpreter has no attributes of procedures, and calls no libraries.
        for name, source in modules(path).items():
            source = re.sub(r"(?m)^Attribute .*\n", "", source)
            self.app.add_module(DECLARE.sub("", source), name=name)

    def open(self, name, folder="C:\\Users\\me"):
        """A new workbook of a name, active."""
        book = self.app.add_workbook()
        book.name, book.path = name, folder
        book.__class__ = Linked
        return book

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

    def lose_connection(self, problem=462):
        self.planner.dead = problem

    def wait(self, seconds):
        self.now += datetime.timedelta(seconds=seconds)
        self.app.freeze_clock(self.now)


@cache
def modules(path):
    """The sources of the add-in's own modules by name, read from its file."""
    with ExcelFile(path) as book:
        sources = {name: text.replace("\r\n", "\n") for name, text in book.vba_modules().items()}
    return {name: sources[name] for name in (vba.MODULE_NAME, "ThisWorkbook")}


# The library says that a server has gone by this number, and a lost connection has another.
UNAVAILABLE, DISCONNECTED = 0x800706BA - 2**32, 0x80010108 - 2**32
# A call that was under way when the server ended.
FAILED = 0x800706BE - 2**32
DECLARE = re.compile(r"^ *Private Declare (?:.* _\n)*.*\n", re.MULTILINE)
FOLDER = r"C:\Users\me\venv"
PYTHON = rf"{FOLDER}\Scripts\pythonw.exe"
STAND_INS = """\
Public Function LoadLibrary(path As String) As Long
    LoadLibrary = Windows.LoadLibrary(path)
End Function

Public Function XLPyDLLActivateAuto( _
    ByRef Result As Variant, ByVal Config As String, ByVal mode As Long) As Long
    XLPyDLLActivateAuto = Windows.Activate(Config, mode)
    If XLPyDLLActivateAuto <> 0 Then
        Result = Windows.Problem()
    ElseIf mode = 1 Then
        Set Result = Windows.Planner()
    End If
End Function

Public Sub SaveSetting(program, section, key, value)
    Windows.Save program, section, key, value
End Sub
"""
