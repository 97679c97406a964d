"""Checks of the Excel add-in; not yet tried with a real Excel."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from xlplanner._version import __version__
from xlplanner.errors import FileError
from xlplanner.hosts.excel import addin
from xlplanner.hosts.excel.install import Paths, dll_name, find_dll, last_problem, read_settings
from xlplanner.hosts.excel.names import INSTALL
from xlplanner.hosts.excel.registry import Reader
from xlplanner.hosts.host import Finding, State

OFFICE_KEY = r"Software\{policies}Microsoft\Office\16.0\Excel"
# The value of VBAWarnings that disables all macros without a notification.
NO_MACROS = 4


def examine(paths: Paths, registry: Reader) -> Iterator[Finding]:
    """Check all that Excel needs to call the functions."""
    yield _dll(paths)
    if not paths.addin.exists():
        yield Finding("Excel add-in", State.NOTE, f"not at {paths.addin}", INSTALL)
        return
    yield _addin(paths.addin)
    yield _settings(paths)
    yield from _trust(paths.addin, registry)
    problem = last_problem(registry)
    if problem is not None:
        yield Finding("last problem in Excel", State.NOTE, problem)


def _dll(paths: Paths) -> Finding:
    dll = find_dll(paths)
    if dll is not None:
        return Finding("xlwings DLL", State.OK, str(dll))
    remedy = "install xlplanner into a virtual environment of its own (install/windows.ps1)"
    return Finding("xlwings DLL", State.BROKEN, f"no {dll_name()} near {paths.interpreter}", remedy)


def _addin(path: Path) -> Finding:
    required = addin.Versions(__version__, version(addin.XLWINGS))
    try:
        versions = addin.read_addin(path)
    except FileError as error:
        return Finding("Excel add-in", State.BROKEN, str(error), INSTALL)
    if versions is None:
        detail = f"{path} was not built by xlplanner"
        return Finding("Excel add-in", State.BROKEN, detail, "move it elsewhere")
    detail = f"{path}, {versions}"
    if versions != required:
        return Finding("Excel add-in", State.BROKEN, detail, f"it must be {required}: {INSTALL}")
    return Finding("Excel add-in", State.OK, detail)


def _settings(paths: Paths) -> Finding:
    settings = read_settings(paths.settings)
    for key, value in paths.own_settings().items():
        if settings.get(key) != value:
            detail = f"{paths.settings}: {key} is {settings.get(key, 'missing')}, not {value}"
            return Finding("settings", State.BROKEN, detail, INSTALL)
    return Finding("settings", State.OK, str(paths.settings))


def _trust(path: Path, registry: Reader) -> Iterator[Finding]:
    if _is_blocked(path):
        remedy = "in the file's properties, tick Unblock"
        yield Finding("blocked file", State.BROKEN, f"{path} is marked as downloaded", remedy)
    for policies, remedy in (
        ("", "enable them in File, Options, Trust Center"),
        ("Policies\\", "ask your administrators to enable them"),
    ):
        security = rf"{OFFICE_KEY.format(policies=policies)}\Security"
        if registry(security, "VBAWarnings") == NO_MACROS:
            yield Finding("macros", State.BROKEN, "all macros are disabled", remedy)
        if registry(rf"{security}\Trusted Locations", "AllLocationsDisabled") == 1:
            yield Finding("trust", State.BROKEN, "trusted locations are disabled", remedy)
        if registry(security, "DisableAllAddins") == 1:
            yield Finding("trust", State.BROKEN, "all add-ins are disabled", remedy)


def _is_blocked(path: Path) -> bool:
    # Windows marks a downloaded file in a stream beside its content.
    return Path(f"{path}:Zone.Identifier").exists()
