"""The Excel add-in `xlplanner.xlam`, built on any system from the template that xlwings ships.

The template's xlwings module names the DLL of the very version it came with, so an add-in always
fits the xlwings it was built with. **Unverified**: no Excel has loaded the add-in yet. What was
checked: pyOpenVBA's own checks of the file, olevba's listing, LibreOffice loading it, and the VBA
run in pyOpenVBA's interpreter.
"""

from __future__ import annotations

import re
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from pyopenvba import ExcelFile

from xlplanner._version import __version__
from xlplanner.errors import FileError
from xlplanner.files import ReproducibleZip, atomic_write
from xlplanner.hosts.excel import vba

TEMPLATE = "quickstart_addin.xlam"
XLWINGS, SAMPLE, WORKBOOK = "xlwings", "Module1", "ThisWorkbook"
STAMP = re.compile(rf'^Public Const {vba.STAMP} As String = "([^"]*)"', re.MULTILINE)
XLWINGS_STAMP = re.compile(r'^Public Const XLWINGS_VERSION As String = "([^"]*)"', re.MULTILINE)
PUBLIC = re.compile(r"^([ \t]*)(?:Public )?(?=(?:Declare|Function|Sub)\b)", re.MULTILINE)
NO_STRINGS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
    'count="0" uniqueCount="0"/>'
)
# Excel's list of add-ins shows title and description.
PROPERTIES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    "<cp:coreProperties "
    'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>xlplanner</dc:title><dc:creator>xlplanner</dc:creator>"
    "<dc:description>How large a language model to train, on how many tokens, and what it costs"
    "</dc:description></cp:coreProperties>"
)


class Versions(NamedTuple):
    """The versions that an add-in was built by and with."""

    xlplanner: str
    xlwings: str

    def __str__(self) -> str:
        return f"xlplanner {self.xlplanner} for xlwings {self.xlwings}"


def build_addin(path: Path) -> Versions:
    """Write the add-in, the same bytes for the same versions.

    Parameters
    ----------
    path : Path
        Ends in .xlam; a file of that name is replaced, once the new one is whole.

    Returns
    -------
    Versions
        The versions it was built by and with.

    Raises
    ------
    FileError
        If the file cannot be written, or this xlwings ships a template that is not supported.
    """
    if path.suffix.lower() != ".xlam":
        raise FileError(f"an add-in's name must end in .xlam; got {path}")
    with atomic_write(path) as temporary:
        with ExcelFile(_template()) as book:
            book.set_module(XLWINGS, _own(book.get_module(XLWINGS)))
            book.set_module(WORKBOOK, _lines(vba.this_workbook()))
            project = book.vba_project()
            project.delete_module(SAMPLE)
            project.add_module(vba.MODULE_NAME, _lines(vba.module()))
            book.save(temporary)
        _rewrite(temporary)
    return Versions(__version__, version(XLWINGS))


def read_addin(path: Path) -> Versions | None:
    """The versions that an add-in was built by and with; None if xlplanner did not build it.

    Raises
    ------
    FileError
        If the file cannot be read.
    """
    try:
        with ExcelFile(path) as book:
            modules = book.vba_modules()
    except OSError as error:
        raise FileError(f"cannot read {path}: {error.strerror}") from None
    except Exception:
        # A damaged file can fail anywhere in the reader.
        return None
    stamp = STAMP.search(modules.get(vba.MODULE_NAME, ""))
    xlwings = XLWINGS_STAMP.search(modules.get(XLWINGS, ""))
    return Versions(stamp[1], xlwings[1]) if stamp and xlwings else None


def _template() -> Path:
    # Importing xlwings would take a third of a second.
    spec = find_spec(XLWINGS)
    if spec is None or spec.origin is None:
        raise FileError("xlwings is not installed; `pip install xlwings` brings it")
    template = Path(spec.origin).parent / TEMPLATE
    if not template.is_file():
        raise FileError(f"xlwings {version(XLWINGS)} ships no {TEMPLATE} at {template.parent}")
    return template


def _own(source: str) -> str:
    """The xlwings module with this project's name, settings from the user's own file, and XLPy.

    As shipped, any workbook could bring settings that name a program to run, in a sheet or a file
    beside it, and any cell could call RunPython. Here only the file in the user's home counts, and
    only XLPy can be reached from outside the module.
    """
    source = _exchanged(source, 'PROJECT_NAME As String = "myaddin"', '"myaddin"', '"xlplanner"')
    source = _exchanged(source, 'Optional source As String = "") As Variant', '""', '"user"')
    source = PUBLIC.sub(r"\1Private ", source)
    return _exchanged(source, "Private Function XLPy()", "Private", "Public")


def _exchanged(source: str, context: str, old: str, new: str) -> str:
    """Replace a text within its context, which must occur once in the source."""
    if source.count(context) != 1:
        raise FileError(
            f"xlwings {version(XLWINGS)} is not supported: its {TEMPLATE} has no {context}"
        )
    return source.replace(context, context.replace(old, new))


def _lines(source: str) -> str:
    return source.replace("\n", "\r\n")


def _rewrite(path: Path) -> None:
    """Clear the template's traces from the package, and write it with fixed dates."""
    with ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    book = parts["xl/workbook.xml"].decode()
    # Where the template was saved, and a resolution of pictures that the schema does not allow.
    book = re.sub(r"<(mc:AlternateContent|extLst).*?</\1>", "", book, flags=re.DOTALL)
    # A sheet of settings would be named xlplanner.conf.
    parts["xl/workbook.xml"] = book.replace('name="_myaddin.conf"', 'name="xlplanner"').encode()
    sheet = parts["xl/worksheets/sheet1.xml"].decode()
    sheet = re.sub(r"<sheetData>.*</sheetData>", "<sheetData/>", sheet, flags=re.DOTALL)
    parts["xl/worksheets/sheet1.xml"] = sheet.replace('ref="A1:B13"', 'ref="A1"').encode()
    parts["xl/sharedStrings.xml"] = NO_STRINGS.encode()
    parts["docProps/core.xml"] = PROPERTIES.encode()
    with ReproducibleZip(path) as package:
        for name, data in parts.items():
            package.writestr(name, data)
