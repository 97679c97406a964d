"""Checks of LibreOffice and of the registered extension."""

from __future__ import annotations

import os
from collections.abc import Iterator

from xlplanner._version import __version__
from xlplanner.errors import FileError
from xlplanner.hosts.calc.extension import package_folders
from xlplanner.hosts.calc.names import INSTALL
from xlplanner.hosts.calc.office import FIRST_VERSION, Office, Registered
from xlplanner.hosts.host import Finding, State
from xlplanner.office import foreign_pythons


def examine(office: Office | None) -> Iterator[Finding]:
    """Check all that LibreOffice needs to call the functions."""
    if office is None:
        yield Finding("LibreOffice", State.NOTE, "not installed")
        return
    try:
        yield _version(office)
        for folder in foreign_pythons():
            detail = f"LibreOffice started from this shell would use {folder}/python3, not its own"
            remedy = "start it from the desktop, or run `deactivate` first"
            yield Finding("PATH", State.NOTE, detail, remedy)
        registered = office.registered()
    except FileError as error:
        yield Finding("LibreOffice", State.BROKEN, str(error), "reinstall LibreOffice")
        return
    if registered is None:
        yield Finding("Calc extension", State.NOTE, "not installed", INSTALL)
        return
    yield _extension(registered)
    try:
        office.try_out(registered.folder)
    except FileError as error:
        yield Finding("a formula in Calc", State.BROKEN, str(error), INSTALL)
    else:
        yield Finding("a formula in Calc", State.OK, f"XLPLANNER_VERSION gives {__version__}")


def _version(office: Office) -> Finding:
    detail = f"{'.'.join(map(str, office.version))}, Python {office.python}, {office.program}"
    if office.version >= FIRST_VERSION:
        return Finding("LibreOffice", State.OK, detail)
    required = ".".join(map(str, FIRST_VERSION))
    remedy = f"from {required} on, LibreOffice reads the functions' plain names in xlsx files"
    return Finding("LibreOffice", State.NOTE, detail, remedy)


def _extension(registered: Registered) -> Finding:
    folders = registered.package_folders()
    listed = ", ".join(map(str, folders)) or "no folder"
    detail = f"{registered.version}, with the packages of {listed}"
    problem = ""
    if not registered.complete:
        problem = "it is registered only in part"
    elif registered.version != __version__:
        problem = f"it must be {__version__}"
    elif not folders or not all(map(os.path.isdir, folders)):
        problem = "the environment has moved, or this user cannot read it"
    if problem:
        return Finding("Calc extension", State.BROKEN, detail, f"{problem}: {INSTALL}")
    if folders != package_folders():
        remedy = f"to use this environment instead: {INSTALL}"
        return Finding("Calc extension", State.NOTE, detail, remedy)
    return Finding("Calc extension", State.OK, detail)
