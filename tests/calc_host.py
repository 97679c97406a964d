"""A real headless LibreOffice Calc with the extension, driven over UNO at full precision."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
import uuid
import zipfile
from pathlib import Path

from openpyxl.utils import get_column_letter

from xlplanner.hosts.calc import extension
from xlplanner.hosts.calc.names import ERROR_NUMBERS
from xlplanner.hosts.calc.office import isolation
from xlplanner.office import plain_environment

DRIVER = Path(__file__).with_name("calc_driver.py")
# UNO's Python is the system's, whichever comes first on the PATH.
SYSTEM_PYTHON = "/usr/bin/python3"
PATIENCE = 120
CODES = {number: code for code, number in ERROR_NUMBERS.items()}

# Decides how numbers are typed and shown, and the case of letters.
LOCALE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N">
<prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>{}</value></prop>
</item></oor:items>
"""


class CalcError(Exception):
    pass


class Calc:
    """One LibreOffice with a profile of its own; `with Calc() as calc: calc.new()`."""

    def __init__(self, *extensions, locale="en-US"):
        self.folder = Path(tempfile.mkdtemp(prefix="xlplanner-calc-"))
        settings = self.folder / "profile" / "user" / "registrymodifications.xcu"
        settings.parent.mkdir(parents=True)
        settings.write_text(LOCALE.format(locale), encoding="utf-8")
        bundles = self.folder / "bundles"
        bundles.mkdir()
        if not extensions:
            extensions = (self.folder / "xlplanner.oxt",)
            extension.write(extensions[0])
        for path in extensions:
            with zipfile.ZipFile(path) as archive:
                archive.extractall(bundles / path.name)
        pipe = f"xlplanner{uuid.uuid4().hex}"
        profile = (self.folder / "profile").as_uri()
        command = ["soffice", "--headless", "--norestore", "--nologo", "--nodefault"]
        command += [f"--accept=pipe,name={pipe};urp", f"-env:UserInstallation={profile}"]
        command += isolation(bundles)
        self.log = (self.folder / "log").open("w")
        # A group of its own, so that all its processes can be ended.
        self.office = subprocess.Popen(
            command,
            stdout=self.log,
            stderr=self.log,
            start_new_session=True,
            env=plain_environment(),
        )
        self.driver = subprocess.Popen(
            [SYSTEM_PYTHON, DRIVER, pipe],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env=plain_environment(),
        )
        self.sheets = []
        self._answer()

    def _answer(self):
        line = self.driver.stdout.readline()
        if not line:
            raise CalcError("LibreOffice does not answer: " + (self.folder / "log").read_text())
        answer = json.loads(line)
        if "error" in answer:
            raise CalcError(answer["error"])
        return answer["ok"]

    def __getattr__(self, name):
        def ask(*arguments):
            self.driver.stdin.write(json.dumps([name, *map(_plain, arguments)]) + "\n")
            self.driver.stdin.flush()
            return self._answer()

        return ask

    def answer(self, name, cells, height, width):
        """The values of an array formula: rows of numbers, text and the codes of error values."""
        if not self.sheets:
            self.sheets = self.new()
        sheet = self.sheets[0]
        self.clear(sheet)
        texts, left = [], width + 1
        for cell in cells:
            if isinstance(cell, list):
                texts.append(area(left, len(cell), len(cell[0])))
                self.set_formulas(sheet, texts[-1], [list(map(entry, row)) for row in cell])
                left += len(cell[0]) + 1
            else:
                texts.append(literal(cell))
        address = area(0, height, width)
        self.set_array(sheet, address, f"={name}({';'.join(texts)})")
        return [list(map(code, row)) for row in self.read(sheet, address)]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        with contextlib.suppress(CalcError, BrokenPipeError):
            self.quit()
        self.driver.stdin.close()
        self.driver.stdout.close()
        self.driver.wait(PATIENCE)
        try:
            self.office.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self.office.pid, signal.SIGKILL)
            self.office.wait()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def area(left, height, width):
    """The address of cells in the first rows."""
    last = get_column_letter(left + width)
    return f"{get_column_letter(left + 1)}1:{last}{height}"


def literal(cell):
    """A cell as a literal of a formula."""
    if cell is None or cell in ERROR_NUMBERS:
        return cell or ""
    return '"' + cell.replace('"', '""') + '"' if isinstance(cell, str) else repr(cell)


def entry(cell):
    """A cell as it is typed: text that looks like a number or a formula stays text."""
    if cell is None:
        return ""
    return f"'{cell}" if isinstance(cell, str) and cell else cell


def code(value):
    """A value read from Calc; an error value by its code."""
    return CODES[value["error"]] if isinstance(value, dict) else value


def _plain(argument):
    return str(argument) if isinstance(argument, Path) else argument
