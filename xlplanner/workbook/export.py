"""Export: the inputs of an edited planner, in a fresh workbook that needs nothing installed."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from xlplanner._version import __version__
from xlplanner.errors import FileError, XlplannerError, printable
from xlplanner.expressions.operations import as_text
from xlplanner.files import atomic_write
from xlplanner.office import LibreOffice
from xlplanner.workbook.build import INPUTS, SCHEMA, SHEETS, build
from xlplanner.workbook.editions import NATIVE
from xlplanner.workbook.grid.reader import Cell, read_cells
from xlplanner.workbook.inputs import Inputs
from xlplanner.workbook.sheets.planner.sheet import Planner
from xlplanner.workbook.sheets.start import SCHEMA_NAME, VERSION_NAME


def read_inputs(path: Path) -> Inputs:
    """The inputs that a user edited in a planner, of either edition, whoever saved it.

    Raises
    ------
    FileError
        If the file is no planner, is damaged or hostile, has inputs of another schema, or inputs
        that are not allowed; the message names every one with its sheet and cell.
    """
    names = [VERSION_NAME, SCHEMA_NAME, *(spec.name for spec in INPUTS.values())]
    cells = read_cells(path, names)
    _check_schema(path, cells)
    values: dict[str, Any] = {}
    faults: list[str] = []
    for key, spec in INPUTS.items():
        cell = cells.get(spec.name)
        if cell is None:
            faults.append(f"the cell named {spec.name} ({spec.title}) is missing")
        elif cell.fault:
            faults.append(f"{cell.reference}: {spec.title} {cell.fault}")
        else:
            try:
                values[key] = spec.read_listed(cell.value)
            except XlplannerError as error:
                faults.append(f"{cell.reference}: {error}")
    if faults:
        raise FileError("\n".join([f"{path} cannot be exported:", *faults]))
    return values


def _check_schema(path: Path, cells: Mapping[str, Cell]) -> None:
    version, schema = cells.get(VERSION_NAME), cells.get(SCHEMA_NAME)
    if version is None:
        raise FileError(f"{path} is no planner of xlplanner: it has no cell {VERSION_NAME}")
    if schema is None or schema.value != SCHEMA:
        other = "none" if schema is None else printable(as_text(schema.value))
        raise FileError(
            f"{path} was built by xlplanner {printable(str(version.value))} with inputs of schema "
            f"{other}, and this is {__version__}, which reads inputs of schema {SCHEMA} alone: "
            "build a planner anew and enter the inputs there"
        )


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
        # LibreOffice's exit code does not say whether it printed.
        if not printed.exists():
            raise FileError("LibreOffice printed nothing")
        with atomic_write(target) as temporary:
            temporary.write_bytes(printed.read_bytes())
