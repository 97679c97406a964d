"""Export: the inputs of an edited planner, in a fresh workbook that needs nothing installed."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from xlplanner._version import __version__
from xlplanner.errors import FileError, XlplannerError, printable, printable_path
from xlplanner.expressions.operations import as_text
from xlplanner.files import atomic_write, followed, scratch_folder
from xlplanner.office import LibreOffice
from xlplanner.workbook.build import INPUTS, SCHEMA, SHEETS, build
from xlplanner.workbook.editions import NATIVE
from xlplanner.workbook.grid.book import Book
from xlplanner.workbook.grid.reader import Cell, read_cells
from xlplanner.workbook.imprint import DAY_OF_PRINTING
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
        raise FileError("\n".join([f"{printable_path(path)} cannot be exported:", *faults]))
    return values


def _check_schema(path: Path, cells: Mapping[str, Cell]) -> None:
    version, schema = cells.get(VERSION_NAME), cells.get(SCHEMA_NAME)
    if version is None:
        raise FileError(
            f"{printable_path(path)} is no planner of xlplanner: it has no cell {VERSION_NAME}"
        )
    if schema is None or schema.value != SCHEMA:
        other = "none" if schema is None else printable(as_text(schema.value))
        raise FileError(
            f"{printable_path(path)} was built by xlplanner {printable(str(version.value))} with "
            f"inputs of schema {other}, and this is {__version__}, which reads inputs of schema "
            f"{SCHEMA} alone: build a planner anew and enter the inputs there"
        )


def targets(source: Path | None, target: Path, *, pdf: bool = False) -> list[Path]:
    """The files that `export` and `write` write: the workbook, and the pack beside it.

    Raises
    ------
    FileError
        If one of them is the source, is there and no regular file, a link to itself or too long
        a name; or if there is nothing to print the pack with.
    """
    paths = [target, target.with_suffix(".pdf")][: 1 + pdf]
    for path in paths:
        real = followed(path)
        if source and (real == Path(os.path.realpath(source)) or _same_file(path, source)):
            raise FileError(
                f"{printable_path(path)} is the planner that is exported; give another name"
            )
        if path.exists() and not path.is_file():
            raise FileError(f"cannot write {printable_path(path)}: it is there and no regular file")
    if pdf:
        _office()
    return paths


def _same_file(path: Path, other: Path) -> bool:
    """Whether two names are of one file, as where capitals do not count."""
    return path.exists() and other.exists() and path.samefile(other)


def export(
    source: Path,
    target: Path,
    *,
    frozen: bool = False,
    pdf: bool = False,
    report: Callable[[str], None] = lambda step: None,
) -> tuple[Planner, list[Path]]:
    """Write the native edition with a user's inputs; returns it and the files written.

    Files that are there are replaced, all of them or none; a missing folder is made.

    Parameters
    ----------
    source, target : Path
        The source is only read.
    frozen : bool
        Whether to write numbers in place of formulas.
    pdf : bool
        Whether to print the pack beside the target too, through LibreOffice.
    report : callable
        Called with what is being made.

    Raises
    ------
    FileError
        If the source cannot be read, or a file not be written.
    """
    paths = targets(source, target, pdf=pdf)
    report("reading")
    return write(read_inputs(source), paths, exported=True, frozen=frozen, report=report), paths


def write(
    values: Inputs,
    paths: Sequence[Path],
    *,
    exported: bool = False,
    frozen: bool = False,
    report: Callable[[str], None] = lambda step: None,
) -> Planner:
    """Write the native edition with inputs, and the pack if there is a second path; see `build`.

    Raises
    ------
    FileError
        If a file cannot be written.
    """
    planner = build(values, NATIVE, report, exported=exported, frozen=frozen)
    with scratch_folder() as folder:
        made = [folder / "planner.xlsx"]
        planner.book.save(made[0])
        if len(paths) > 1:
            printed = planner if frozen else build(values, NATIVE, report, frozen=True)
            report("printing")
            made.append(_print_pack(_office(), printed.book, folder))
        _replace_all(paths, made)
    return planner


def _replace_all(paths: Sequence[Path], made: Sequence[Path]) -> None:
    """Put new files in their places, once all of them are on the disk beside these."""
    with ExitStack() as stack:
        temporaries = [stack.enter_context(atomic_write(path)) for path in paths]
        for temporary, new in zip(temporaries, made, strict=True):
            temporary.write_bytes(new.read_bytes())


def _office() -> LibreOffice:
    """The program that prints."""
    office = LibreOffice.find()
    if office is None:
        raise FileError("the pack is printed by LibreOffice; it is not found")
    return office


def _print_pack(office: LibreOffice, book: Book, folder: Path) -> Path:
    """Print the sheets of the pack of a frozen workbook, in a folder for temporary files."""
    pack = {kind.title for kind in SHEETS if kind.in_pack}
    book.hide(set(book.titles) - pack)
    for sheet in book.workbook:
        footer: Any = sheet.oddFooter
        # The code shows the day as the locale of the program writes it.
        if footer.left.text == DAY_OF_PRINTING:
            footer.left.text = f"Printed {datetime.now(UTC).astimezone().date().isoformat()}"
    workbook, printed = folder / "pack.xlsx", folder / "pack.pdf"
    book.save(workbook)
    private = replace(office, profile=folder / "profile")
    where = ["--convert-to", "pdf", "--outdir", str(folder), str(workbook)]
    private.run("soffice", "--headless", *where)
    # LibreOffice's exit code does not say whether it printed.
    if not printed.exists():
        raise FileError("LibreOffice printed nothing")
    return printed
