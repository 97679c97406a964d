"""The Excel add-in `xlplanner.xlam`, built on any system from the empty one of pyOpenVBA.

Its VBA names xlwings' library of the very version that is installed here, and the Python that runs
it. **Unverified**: no Excel has loaded the add-in yet. What was checked: pyOpenVBA's own checks of
the file, olevba's listing, Microsoft's validator, LibreOffice loading it, and the VBA run in
pyOpenVBA's interpreter.
"""

from __future__ import annotations

import re
import struct
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from pyopenvba import ExcelFile
from pyopenvba.cfb import CFB
from pyopenvba.vba import VBAProject

from xlplanner._version import __version__
from xlplanner.errors import FileError, printable_path
from xlplanner.files import ReproducibleZip, atomic_write
from xlplanner.hosts.excel import connection, vba, wizard

NAME, SAMPLE, WORKBOOK = "xlplanner", "Module1", "ThisWorkbook"
STAMP = re.compile(rf'^Public Const {vba.STAMP} As String = "([^"]*)"', re.MULTILINE)
XLWINGS_STAMP = re.compile(r'^Public Const XLWINGS_VERSION As String = "([^"]*)"', re.MULTILINE)
INTERPRETER = re.compile(r"^    Interpreter = (.*)$", re.MULTILINE)
PIECE = re.compile(r'"([^"]*)"|ChrW\((\d+)\)')
PROJECT = "xl/vbaProject.bin"
# The record of a project's name in the stream "dir" (MS-OVBA, 2.3.4.2.1.6).
PROJECT_NAME_RECORD = 0x0004
# Excel's list of add-ins shows title and description.
PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    "<cp:coreProperties "
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/">'
    f"<dc:title>{NAME}</dc:title><dc:creator>{NAME}</dc:creator>"
    "<dc:description>How large a language model to train, on how many tokens, and what it costs"
    "</dc:description></cp:coreProperties>"
)


class Built(NamedTuple):
    """By what and for what an add-in was built."""

    xlplanner: str
    xlwings: str
    interpreter: str

    def __str__(self) -> str:
        python = self.interpreter or "no Python"
        return f"xlplanner {self.xlplanner} for xlwings {self.xlwings} and {python}"


def build_addin(path: Path, interpreter: str | None = None) -> Built:
    """Write the add-in, the same bytes for the same versions and interpreter.

    Parameters
    ----------
    path : Path
        Ends in .xlam; a file of that name is replaced, once the new one is whole.
    interpreter : str, optional
        The program that computes the cells, by its whole path on Windows. Without it, the add-in
        shows that none is set.

    Returns
    -------
    Built
        By what and for what it was built.

    Raises
    ------
    FileError
        If the file cannot be written, or the interpreter's path cannot be used.
    """
    if path.suffix.lower() != ".xlam":
        raise FileError(f"an add-in's name must end in .xlam; got {printable_path(path)}")
    module = vba.module(interpreter)
    with atomic_write(path) as temporary:
        add_in = temporary.with_suffix(".xlam")
        try:
            with ExcelFile.create_new(add_in) as book:
                project = book.vba_project()
                _name_project(project)
                project.delete_module(SAMPLE)
                project.add_module(vba.MODULE_NAME, _lines(module))
                book.set_module(WORKBOOK, _lines(vba.this_workbook()))
                book.save(temporary)
        finally:
            add_in.unlink(missing_ok=True)
        _rewrite(temporary)
    return Built(__version__, version(connection.XLWINGS), interpreter or "")


def read_addin(path: Path) -> Built | None:
    """By what and for what an add-in was built; None if xlplanner did not build it.

    Raises
    ------
    FileError
        If the file cannot be read.
    """
    try:
        with ExcelFile(path) as book:
            module = book.vba_modules().get(vba.MODULE_NAME, "")
    except OSError as error:
        raise FileError(f"cannot read {printable_path(path)}: {error.strerror}") from None
    except Exception:
        # A damaged file can fail anywhere in the reader.
        return None
    stamp, xlwings = STAMP.search(module), XLWINGS_STAMP.search(module)
    interpreter = INTERPRETER.search(module.replace("\r\n", "\n"))
    if not stamp or not xlwings or not interpreter:
        return None
    pieces = PIECE.findall(interpreter[1])
    return Built(
        stamp[1], xlwings[1], "".join(chr(int(code)) if code else text for text, code in pieces)
    )


def _lines(source: str) -> str:
    return source.replace("\n", "\r\n")


def _name_project(project: VBAProject) -> None:
    """Give the project its name in the stream `dir`, which pyOpenVBA copies up to the modules."""
    old, new = (
        struct.pack("<HI", PROJECT_NAME_RECORD, len(name)) + name.encode()
        for name in (project.name, NAME)
    )
    if project.dir_raw.count(old) != 1:
        raise FileError(f"pyOpenVBA {version('pyOpenVBA')} is not supported: another empty add-in")
    project.dir_raw = project.dir_raw.replace(old, new)
    project.dir_modules_offset += len(new) - len(old)
    project.name = NAME


def _rewrite(path: Path) -> None:
    """Name the project, hide the workbook, add what the wizard shows; with fixed dates."""
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    cfb = CFB.from_bytes(parts[PROJECT])
    cfb.write_stream("PROJECT", _project_stream(cfb.get_stream("PROJECT")))
    parts[PROJECT] = cfb.to_bytes()
    book = parts["xl/workbook.xml"].decode()
    for old, new in (
        # As Excel saves an add-in.
        ("<workbookView ", '<workbookView visibility="veryHidden" '),
        ('name="Sheet1"', f'name="{NAME}"'),
        ("</sheets>", f"</sheets>{wizard.categories()}"),
        ("<extLst>", f"<extLst>{wizard.descriptions()}"),
    ):
        book = _exchanged(book, old, new)
    parts["xl/workbook.xml"] = book.encode()
    parts["docProps/app.xml"] = _exchanged(
        parts["docProps/app.xml"].decode(), "<vt:lpstr>Sheet1<", f"<vt:lpstr>{NAME}<"
    ).encode()
    parts["docProps/core.xml"] = PROPERTIES.encode()
    with ReproducibleZip(path) as package:
        for name, data in parts.items():
            package.writestr(name, data)


def _project_stream(stream: bytes) -> bytes:
    """The stream PROJECT with the project's name, and no blank line among the windows."""
    text = _exchanged(stream.decode("cp1252"), 'Name="VBAProject"', f'Name="{NAME}"')
    before, workspace, after = text.partition("[Workspace]\r\n")
    lines = [line for line in after.split("\r\n") if line]
    return (before + workspace + "".join(f"{line}\r\n" for line in lines)).encode("cp1252")


def _exchanged(text: str, old: str, new: str) -> str:
    """Replace a text that must occur once."""
    if text.count(old) != 1:
        raise FileError(f"pyOpenVBA {version('pyOpenVBA')} is not supported: no {old}")
    return text.replace(old, new)
