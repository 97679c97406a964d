"""xlwings as on Windows, in a process of its own where pywin32 is played by stand-ins.

What runs for real: xlwings' decorators, its conversion of arguments and results, `CallUDF`, and
the writer of "Import Functions". What does not: COM, and Excel.
"""

import atexit
import contextlib
import pickle
import subprocess
import sys
import time
from functools import cache
from types import SimpleNamespace
from unittest.mock import MagicMock

from xlplanner.hosts.excel.names import UDF_MODULE

MISSING = -2147352572
ROUNDS, CALLS = 60, 300


class Host:
    """The other process: one call at a time, by pipe."""

    def __init__(self):
        self.process = subprocess.Popen(
            [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def ask(self, task, *details):
        pickle.dump((task, details), self.process.stdin)
        self.process.stdin.flush()
        answer, problem = pickle.load(self.process.stdout)
        if problem is not None:
            raise RuntimeError(problem)
        return answer

    def close(self):
        with contextlib.suppress(BrokenPipeError):
            self.process.stdin.close()
        self.process.wait(timeout=30)
        self.process.stdout.close()


@cache
def host():
    started = Host()
    atexit.register(started.close)
    return started


def call_udf(name, *cells, module=UDF_MODULE):
    """What `CallUDF` gives to VBA: one cell, a row, or rows."""
    return host().ask("call", module, name, cells)


def rows_of(answer):
    """An answer of `CallUDF` as rows, for it gives a single cell or row flat."""
    if not isinstance(answer, list):
        return [[answer]]
    return answer if answer and isinstance(answer[0], list) else [answer]


def overhead(*cells):
    """Microseconds of a call of OPT_PARAMS and of one that does nothing."""
    return host().ask("overhead", *cells)


def described():
    """What xlwings knows of every function."""
    return host().ask("described")


def served(clsid):
    """What became of the server that the add-in starts, once it is to end."""
    return host().ask("serve", clsid)


def wrapper():
    """The VBA that "Import Functions" would write into a workbook."""
    return host().ask("wrapper")


# In the other process ----------------------------------------------------------------------------


def play_pywin32():
    """Put stand-ins where xlwings imports pywin32."""
    import ctypes

    class ComError(Exception):
        pass

    class TimeType:
        pass

    names = """pywintypes win32api win32con pythoncom win32gui win32process win32timezone win32event
    win32com win32com.client win32com.server win32com.server.util win32com.server.dispatcher
    win32com.server.policy win32com.client.gencache"""
    for name in names.split():
        sys.modules[name] = MagicMock(name=name)
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(sys.modules[parent], child, sys.modules[name])
    sys.modules["pywintypes"].com_error = sys.modules["pywintypes"].error = ComError
    sys.modules["pywintypes"].TimeType = TimeType
    sys.modules["pythoncom"].__file__ = "pythoncom.dll"
    client = sys.modules["win32com.client"]
    for name in ("CDispatch", "CoClassBaseClass", "DispatchBaseClass"):
        setattr(client, name, type(name, (), {}))

    def unwrap(value):
        raise ComError(f"{value!r} is no Python object of the server")

    sys.modules["win32com.server.util"].unwrap = unwrap
    for name in ("windll", "oledll", "PyDLL"):
        setattr(ctypes, name, MagicMock(name=name))


def load_xlwings():
    """Import xlwings the way it is imported on Windows."""
    # What looks at the platform as it is imported, and must see the real one.
    import asyncio  # noqa: F401

    import numpy  # noqa: F401

    play_pywin32()
    platform, sys.platform = sys.platform, "win32"
    try:
        import xlwings
    finally:
        sys.platform = platform
    assert xlwings.func is xlwings.udfs.xlfunc
    return xlwings


def generated_wrapper(xlwings):
    import importlib
    import io

    text = io.StringIO()
    book = SimpleNamespace(Name="book.xlsm")
    xlwings.udfs.generate_vba_wrapper(UDF_MODULE, importlib.import_module(UDF_MODULE), text, book)
    return text.getvalue()


def known_functions():
    import importlib

    members = vars(importlib.import_module(UDF_MODULE)).values()
    return {f.__name__: f.__xlfunc__ for f in members if hasattr(f, "__xlfunc__")}


def run_server(clsid):
    """Run the server until its first message, which ends it."""
    import importlib
    import os
    import threading

    from xlplanner.hosts.excel import server

    numbers = []
    modules = {name: sys.modules[name] for name in ("pythoncom", "pywintypes", "win32event")}
    modules["pywintypes"].IID = numbers.append
    wait = modules["win32event"]
    wait.MsgWaitForMultipleObjects.return_value = wait.WAIT_OBJECT_0
    folder = os.getcwd()
    server.serve(clsid)
    for thread in threading.enumerate():
        if thread._target is importlib.import_module:
            thread.join()
    imported, entered = UDF_MODULE in sys.modules, os.getcwd()
    os.chdir(folder)
    return {"clsid": numbers[0], "udfs imported": imported, "folder": entered}


def noop_module(xlwings):
    """A module with a function of OPT_PARAMS' decorators that does nothing."""
    import types

    module = types.ModuleType("noop")
    module.__file__ = __file__

    @xlwings.func(category="none")
    @xlwings.arg("law", doc="law", ndim=2, err_to_str=True)
    @xlwings.arg("inf_tokens", doc="tokens", ndim=2, err_to_str=True)
    @xlwings.arg("loss", doc="loss", ndim=2, err_to_str=True)
    def noop(loss, inf_tokens, law=None):
        return [[1.0]]

    module.noop = noop
    sys.modules["noop"] = module


def measure(xlwings, cells):
    """The shortest of many rounds, the two calls by turns."""
    noop_module(xlwings)
    calls = {"OPT_PARAMS": UDF_MODULE, "noop": "noop"}
    best = dict.fromkeys(calls, float("inf"))
    server = xlwings.com_server.XLPython()
    for _ in range(ROUNDS):
        for name, module in calls.items():
            start = time.perf_counter()
            for _ in range(CALLS):
                server.CallUDF(module, name, cells)
            best[name] = min(best[name], (time.perf_counter() - start) / CALLS * 1e6)
    return best


def serve():
    pipe, sys.stdout = sys.stdout.buffer, sys.stderr
    xlwings = load_xlwings()
    server = xlwings.com_server.XLPython()
    tasks = {
        "call": lambda module, name, cells: server.CallUDF(module, name, cells),
        "wrapper": lambda: generated_wrapper(xlwings),
        "described": known_functions,
        "serve": run_server,
        "overhead": lambda *cells: measure(xlwings, cells),
    }
    while True:
        try:
            task, details = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        try:
            answer = (tasks[task](*details), None)
        except Exception as error:
            answer = (None, f"{type(error).__name__}: {error}")
        pickle.dump(answer, pipe)
        pipe.flush()


if __name__ == "__main__":
    serve()
