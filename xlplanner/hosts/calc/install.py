"""Puts the extension into LibreOffice, and takes it out again."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path

from xlplanner.errors import FileError
from xlplanner.hosts.calc import extension
from xlplanner.hosts.calc.names import IDENTIFIER
from xlplanner.hosts.calc.office import FIRST_VERSION, Office
from xlplanner.hosts.steps import Step, perform
from xlplanner.office import foreign_pythons


def install(
    office: Office | None = None,
    *,
    dry_run: bool = False,
    report: Callable[[str], object] = print,
) -> None:
    """Register the extension, or tell what that would do.

    Parameters
    ----------
    office : Office, optional
        The LibreOffice that is found by default.
    dry_run : bool
        Whether only to tell the steps.
    report : callable
        Is told each step.

    Raises
    ------
    FileError
        If there is no LibreOffice, or it cannot load this environment.
    """
    office = office or _found()
    perform(installation(office), report, dry_run=dry_run)
    if office.shared and not all(map(_open_to_all, extension.package_folders())):
        report(
            "note: other users cannot read this environment, so their cells will show Err:504; "
            "install from one outside of root's home, or let each user install their own"
        )
    for folder in foreign_pythons():
        report(
            f"note: LibreOffice started from this shell would take {folder}/python3 for its own "
            "and open no file with the functions; start it from the desktop, or `deactivate` first"
        )
    if office.version < FIRST_VERSION:
        wanted = ".".join(map(str, FIRST_VERSION))
        report(
            f"note: LibreOffice is older than {wanted}: formulas typed in work, but in xlsx files "
            "their plain names may show #NAME?"
        )


def uninstall(
    office: Office | None = None,
    *,
    dry_run: bool = False,
    report: Callable[[str], object] = print,
) -> None:
    """Remove what `install` registered; parameters are those of `install`."""
    perform(removal(office or _found()), report, dry_run=dry_run)


def installation(office: Office) -> list[Step]:
    """The steps of installing."""
    folders = ", ".join(map(str, extension.package_folders()))
    return [
        Step(f"try the extension in {office.program}, in a profile of its own", office.try_out),
        Step(
            f"register the extension {IDENTIFIER} {_for_whom(office)}, with the packages of "
            f"{folders}; LibreOffice must not be running",
            partial(_register, office),
        ),
    ]


def removal(office: Office) -> list[Step]:
    """The steps of uninstalling."""
    return [Step(f"remove the extension {IDENTIFIER} {_for_whom(office)}, if there", office.remove)]


def _for_whom(office: Office) -> str:
    return "for all users (this is root)" if office.shared else "for this user"


def _open_to_all(folder: Path) -> bool:
    return all(place.stat().st_mode & 0o001 for place in (folder, *folder.parents))


def _register(office: Office) -> None:
    with tempfile.TemporaryDirectory(prefix="xlplanner-") as folder:
        path = Path(folder) / extension.FILE_NAME
        extension.write(path)
        office.add(path)


def _found() -> Office:
    office = Office.find()
    if office is None:
        raise FileError(
            "LibreOffice is not found: neither soffice on the PATH nor in its usual places"
        )
    return office
