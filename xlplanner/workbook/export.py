"""Export: the inputs of an edited planner, in a fresh workbook that needs nothing installed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import range_boundaries

from xlplanner._version import __version__
from xlplanner.errors import FileError, XlplannerError
from xlplanner.files import atomic_write
from xlplanner.office import LibreOffice
from xlplanner.workbook.build import INPUTS, SHEETS, build
from xlplanner.workbook.editions import NATIVE
from xlplanner.workbook.grid.untrusted import parts
from xlplanner.workbook.inputs import Inputs
from xlplanner.workbook.sheets.planner.sheet import Planner
from xlplanner.workbook.sheets.start import VERSION_NAME


def read_inputs(path: Path) -> Inputs:
    """The inputs that a user edited in a planner, of either edition, whoever saved it.

    Raises
    ------
    FileError
        If the file is no planner of this version, is damaged or hostile, or has inputs that are
        not allowed; the message names every one with its sheet and cell.
    """
    for _ in parts(path):
        # Looks at sizes and XML before a library reads them.
        pass
    workbook = _open(path)
    formulas = _open(path, data_only=False)
    try:
        version = _cell(workbook, VERSION_NAME)
        if version is None:
            raise FileError(f"{path} is no planner of xlplanner: it has no cell {VERSION_NAME}")
        if version[1] != __version__:
            raise FileError(
                f"{path} was built by xlplanner {version[1]}, and this is {__version__}: build a "
                "planner anew and enter the inputs there"
            )
        return _inputs(path, workbook, formulas)
    finally:
        workbook.close()
        formulas.close()


def _open(path: Path, *, data_only: bool = True) -> Any:
    try:
        return load_workbook(BytesIO(path.read_bytes()), data_only=data_only)
    except OSError as error:
        raise FileError(f"cannot read {path}: {error.strerror or error}") from None
    except Exception as error:
        # openpyxl raises whatever its parsing stumbles on.
        raise FileError(f"{path} is no workbook, or damaged: {error}") from None


def _cell(workbook: Any, name: str) -> tuple[str, Any] | None:
    """Place and value of a named cell, if there is one."""
    defined = workbook.defined_names.get(name)
    if defined is None:
        return None
    try:
        ((title, address),) = defined.destinations
        column, row, *corner = range_boundaries(address)
        if corner != [column, row]:
            return None
        return f"{title}!{address.replace('$', '')}", workbook[title].cell(row, column).value
    except (KeyError, ValueError, TypeError, AttributeError):
        return None


def _inputs(path: Path, workbook: Any, formulas: Any) -> Inputs:
    given: dict[str, Any] = {}
    faults: list[str] = []
    for key, spec in INPUTS.items():
        cell = _cell(workbook, spec.name)
        if cell is None:
            faults.append(f"the cell named {spec.name} ({spec.title}) is missing")
            continue
        if cell[1] is None and (_cell(formulas, spec.name) or cell)[1] is not None:
            faults.append(
                f"{cell[0]}: {spec.title} holds a formula whose value was not saved; open the "
                "file in a spreadsheet program and save it"
            )
            continue
        try:
            given[key] = spec.read(cell[1])
        except XlplannerError as error:
            faults.append(f"{cell[0]}: {error}")
    if faults:
        raise FileError("\n".join([f"{path} cannot be exported:", *faults]))
    return given


def export(
    source: Path,
    target: Path,
    *,
    frozen: bool = False,
    pdf: bool = False,
    report: Callable[[str], None] = lambda step: None,
) -> tuple[Planner, list[Path]]:
    """Write the native edition with a user's inputs; returns it and the files written.

    Parameters
    ----------
    source, target : Path
        The source is only read.
    frozen : bool
        Whether to write numbers in place of formulas.
    pdf : bool
        Whether to write a report beside the target too, through LibreOffice.
    report : callable
        Called with what is being made.

    Raises
    ------
    FileError
        If the source cannot be read, or a file not be written.
    """
    if not source.is_file():
        raise FileError(f"cannot read {source}: it is not there, or no regular file")
    if target.resolve() == source.resolve():
        raise FileError(f"{target} is the planner that is exported; give another name")
    office = _office() if pdf else None
    printed = target.with_suffix(".pdf")
    if pdf and printed.exists() and not printed.is_file():
        raise FileError(f"cannot write {printed}: it is there and no regular file")
    report("reading")
    given = read_inputs(source)
    planner = build(given, NATIVE, report, frozen=frozen)
    planner.book.save(target, frozen=frozen)
    written = [target]
    if office is not None:
        report("printing")
        written.append(printed)
        _print(office, given, written[-1])
    return planner, written


def _office() -> LibreOffice:
    """The program that prints."""
    found = LibreOffice.find()
    if found is None:
        raise FileError("a report needs LibreOffice; it is not found")
    return found


def _print(office: LibreOffice, given: Inputs, target: Path) -> None:
    """Print the sheets of the report through LibreOffice."""
    in_report = {kind.title for kind in SHEETS if kind.in_report}
    book = build(given, NATIVE, frozen=True).book
    for sheet in book.sheets:
        if sheet.title not in in_report:
            sheet.worksheet.sheet_state = "hidden"
    with tempfile.TemporaryDirectory(prefix="xlplanner-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        workbook, printed = folder / "report.xlsx", folder / "report.pdf"
        book.save(workbook, frozen=True)
        private = replace(office, profile=folder / "profile")
        where = ["--convert-to", "pdf", "--outdir", str(folder), str(workbook)]
        private.run("soffice", "--headless", *where)
        # LibreOffice's exit code does not tell whether it printed.
        if not printed.exists():
            raise FileError("LibreOffice printed nothing")
        with atomic_write(target) as temporary:
            temporary.write_bytes(printed.read_bytes())
