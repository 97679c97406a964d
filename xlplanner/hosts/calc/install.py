"""Installs the extension in LibreOffice, and uninstalls it."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from xlplanner.errors import FileError
from xlplanner.files import scratch_folder
from xlplanner.hosts.calc import extension
from xlplanner.hosts.calc.names import FILE_NAME, IDENTIFIER
from xlplanner.hosts.calc.office import FIRST_VERSION, Office
from xlplanner.hosts.host import Report
from xlplanner.hosts.steps import Step, perform
from xlplanner.office import foreign_pythons


def install(
    office: Office | None = None,
    *,
    dry_run: bool = False,
    report: Report = print,
) -> None:
    """Register the extension.

    Parameters
    ----------
    office : Office, optional
        By default that of this machine.
    dry_run : bool
        Whether to report the steps without running them.
    report : callable
        Called with each step, and with a note for each limitation.

    Raises
    ------
    FileError
        If there is no LibreOffice, or it cannot load this environment.
    """
    office = office or _installed_office()
    perform(installation(office), report, dry_run=dry_run)
    if office.shared and not all(map(_open_to_all, extension.package_folders())):
        report(
            "note: other users cannot read this environment, so their cells will show Err:504; "
            "install from one outside of root's home, or let each user install their own"
        )
    for folder in foreign_pythons():
        report(
            f"note: LibreOffice started from this shell would use {folder}/python3 instead of its "
            "own Python and could not open files with the functions; start it from the desktop, or "
            "run `deactivate` first"
        )
    if office.version < FIRST_VERSION:
        required = ".".join(map(str, FIRST_VERSION))
        report(
            f"note: LibreOffice is older than {required}: formulas typed into cells work, but in "
            "xlsx files their plain names may show #NAME?"
        )


def uninstall(
    office: Office | None = None,
    *,
    dry_run: bool = False,
    report: Report = print,
) -> None:
    """Remove what `install` registered; the parameters are the same."""
    perform(removal(office or _installed_office()), report, dry_run=dry_run)


def installation(office: Office) -> list[Step]:
    """The steps of installing."""
    folders = ", ".join(map(str, extension.package_folders()))
    return [
        Step(f"test the extension in {office.program}, in a temporary profile", office.try_out),
        Step(
            f"register the extension {IDENTIFIER} {_for_whom(office)}, with the packages in "
            f"{folders}; LibreOffice must be closed",
            partial(_register, office),
        ),
    ]


def removal(office: Office) -> list[Step]:
    """The steps of uninstalling."""
    return [
        Step(f"remove the extension {IDENTIFIER} {_for_whom(office)}, if present", office.remove)
    ]


def _for_whom(office: Office) -> str:
    return "for all users (this is root)" if office.shared else "for this user"


def _open_to_all(folder: Path) -> bool:
    return all(path.stat().st_mode & 0o001 for path in (folder, *folder.parents))


def _register(office: Office) -> None:
    with scratch_folder() as folder:
        path = folder / FILE_NAME
        extension.write(path)
        office.add(path)


def _installed_office() -> Office:
    office = Office.find()
    if office is None:
        raise FileError(
            "LibreOffice was not found, neither on the PATH as soffice nor in its usual folders"
        )
    return office
