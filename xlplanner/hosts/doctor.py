"""What can be wrong on a user's machine, found out, with a remedy for each finding."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Callable, Iterator
from enum import StrEnum
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any, NamedTuple

from xlplanner._version import __version__
from xlplanner.errors import FileError, XlplannerError
from xlplanner.functions.calling import call
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.functions.records import NAMES
from xlplanner.hosts.calc.extension import package_folders
from xlplanner.hosts.calc.office import FIRST_VERSION, Office, Registered
from xlplanner.hosts.excel import addin
from xlplanner.hosts.excel.install import (
    Places,
    dll_name,
    find_dll,
    last_problem,
    read_settings,
)
from xlplanner.office import foreign_pythons

FIRST_PYTHON = (3, 11)
PACKAGES = ("numpy", "scipy", "openpyxl", "xlwings", "pyOpenVBA")
INSTALL_EXCEL = "xlplanner install excel"
INSTALL_CALC = "xlplanner install libreoffice"
OFFICE_KEY = r"Software\{policies}Microsoft\Office\16.0\Excel"
# What VBAWarnings says: without any notice, no macros at all.
NO_MACROS = 4

# A value of HKEY_CURRENT_USER by key and name, or None.
Registry = Callable[[str, str], Any]


class State(StrEnum):
    """How a finding is to be taken."""

    OK = "ok"
    NOTE = "note"
    BROKEN = "BROKEN"


class Finding(NamedTuple):
    """One thing that was looked at."""

    what: str
    state: State
    found: str
    remedy: str = ""


def examine() -> Iterator[Finding]:
    """Look at everything, one finding after the other."""
    yield from _python()
    yield from _packages()
    yield _data()
    yield _formula()
    if sys.platform == "win32":
        yield from excel(Places.of_user(), registry_value)
    else:
        yield Finding("Excel", State.NOTE, f"needs Windows; this is {sys.platform}")
    yield from calc(Office.find())


def as_records(findings: list[Finding]) -> list[dict[str, str]]:
    """Findings for machines."""
    return [finding._asdict() for finding in findings]


def as_text(findings: list[Finding]) -> str:
    """Findings as a table, each remedy below what it mends."""
    width = max(len(finding.what) for finding in findings)
    lines = []
    for what, state, found, remedy in findings:
        lines.append(f"{what:<{width}}  {state:<6}  {found}")
        if remedy:
            lines.append(f"{'':<{width}}  {'':<6}  -> {remedy}")
    broken = sum(finding.state is State.BROKEN for finding in findings)
    return "\n".join([*lines, "", f"{broken} broken" if broken else "nothing is broken"])


# This environment ------------------------------------------------------------------------------


def _python() -> Iterator[Finding]:
    found = f"Python {platform.python_version()}, {platform.machine()}, {sys.executable}"
    bits = 64 if sys.maxsize > 2**32 else 32
    if sys.version_info < FIRST_PYTHON or bits < 64:
        wanted = ".".join(map(str, FIRST_PYTHON))
        remedy = f"install a 64-bit Python, {wanted} or newer, and xlplanner into it"
        yield Finding("interpreter", State.BROKEN, f"{found}, {bits}-bit", remedy)
    elif "WindowsApps" in sys.executable:
        remedy = "install Python from python.org: Excel cannot start the Microsoft Store's"
        yield Finding("interpreter", State.BROKEN, found, remedy)
    else:
        yield Finding("interpreter", State.OK, found)
    if "OneDrive" in sys.prefix:
        remedy = "move the environment to a folder that is not synchronised"
        yield Finding("environment", State.NOTE, f"{sys.prefix} is in OneDrive", remedy)


def _packages() -> Iterator[Finding]:
    place = Path(__file__).parent.parent
    yield Finding("xlplanner", State.OK, f"{__version__}, {place}")
    try:
        recorded = version("xlplanner")
        wanted = " ".join(requires("xlplanner") or [])
    except PackageNotFoundError:
        recorded = wanted = ""
    if recorded != __version__:
        remedy = "pip install --force-reinstall xlplanner, from where you had it"
        yield Finding("installation", State.BROKEN, f"pip knows of {recorded or 'none'}", remedy)
    for name in PACKAGES:
        try:
            yield Finding(name, State.OK, version(name))
        except PackageNotFoundError:
            told = next((w for w in wanted.split() if w.startswith(name)), name)
            yield Finding(name, State.BROKEN, "not installed", f'pip install "{told}"')


def _data() -> Finding:
    try:
        counts = [f"{len(kind.load())} {name}" for name, kind in NAMES.items()]
    except XlplannerError as error:
        remedy = "mend the file, or move your own data away"
        return Finding("data", State.BROKEN, str(error), remedy)
    return Finding("data", State.OK, ", ".join(counts))


def _formula() -> Finding:
    """Whether an example of the catalogue gives the value that stands in it."""
    function = CATALOGUE["OPT_PARAMS"]
    example = next(e for e in function.examples if e.digits is None)
    try:
        value = call(function, example.args).values
    except XlplannerError as error:
        return Finding("a formula", State.BROKEN, str(error), "see the lines above")
    if function.tolerance.agrees(value, example.value):
        return Finding("a formula", State.OK, f"OPT_PARAMS gives {value:.6g}")
    remedy = "install xlplanner and NumPy anew"
    return Finding("a formula", State.BROKEN, f"{value}, not {example.value}", remedy)


# Excel -----------------------------------------------------------------------------------------


def registry_value(key: str, name: str) -> Any:
    """A value of HKEY_CURRENT_USER, or None."""
    if sys.platform != "win32":
        return None
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
            return winreg.QueryValueEx(opened, name)[0]
    except OSError:
        return None


def excel(places: Places, registry: Registry) -> Iterator[Finding]:
    """What stands between Excel and the functions; unverified in a real Excel."""
    dll = find_dll(places)
    if dll is None:
        remedy = "install xlplanner into a virtual environment of its own (install/windows.ps1)"
        yield Finding("xlwings DLL", State.BROKEN, f"no {dll_name()} by Python", remedy)
    else:
        yield Finding("xlwings DLL", State.OK, str(dll))
    if not places.addin.exists():
        yield Finding("Excel add-in", State.NOTE, f"not at {places.addin}", INSTALL_EXCEL)
        return
    yield _addin(places.addin)
    yield from _settings(places)
    yield from _trust(places.addin, registry)
    problem = last_problem()
    if problem is not None:
        yield Finding("last problem in Excel", State.NOTE, problem)


def _addin(path: Path) -> Finding:
    wanted = addin.Versions(__version__, version("xlwings"))
    try:
        found = addin.read_addin(path)
    except FileError as error:
        return Finding("Excel add-in", State.BROKEN, str(error), INSTALL_EXCEL)
    if found is None:
        return Finding("Excel add-in", State.BROKEN, f"{path} is not xlplanner's", "move it away")
    told = f"{path}, xlplanner {found.xlplanner} for xlwings {found.xlwings}"
    if found != wanted:
        remedy = f"it must be of {wanted.xlplanner} for {wanted.xlwings}: {INSTALL_EXCEL}"
        return Finding("Excel add-in", State.BROKEN, told, remedy)
    return Finding("Excel add-in", State.OK, told)


def _settings(places: Places) -> Iterator[Finding]:
    found = read_settings(places.settings)
    for key, value in places.own_settings().items():
        if found.get(key) != value:
            told = f"{key} is {found.get(key, 'missing')}, not {value}"
            yield Finding("settings", State.BROKEN, f"{places.settings}: {told}", INSTALL_EXCEL)
            return
    yield Finding("settings", State.OK, str(places.settings))


def _trust(path: Path, registry: Registry) -> Iterator[Finding]:
    if _is_blocked(path):
        remedy = "in the file's properties, tick Unblock"
        yield Finding("blocked file", State.BROKEN, f"{path} is marked as downloaded", remedy)
    for policies in ("", "Policies\\"):
        key = OFFICE_KEY.format(policies=policies)
        by = "your administrators" if policies else "File, Options, Trust Center"
        if registry(rf"{key}\Security", "VBAWarnings") == NO_MACROS:
            yield Finding("macros", State.BROKEN, "all macros are disabled", f"allow them: {by}")
        if registry(rf"{key}\Security\Trusted Locations", "AllLocationsDisabled") == 1:
            found = "trusted locations are disabled"
            yield Finding("trust", State.BROKEN, found, f"enable them: {by}")
        if registry(rf"{key}\Security", "DisableAllAddins") == 1:
            yield Finding("trust", State.BROKEN, "all add-ins are disabled", f"allow them: {by}")


def _is_blocked(path: Path) -> bool:
    # Windows keeps the mark of a downloaded file in a stream beside its content.
    return Path(f"{path}:Zone.Identifier").exists()


# LibreOffice -----------------------------------------------------------------------------------


def calc(office: Office | None) -> Iterator[Finding]:
    """What stands between LibreOffice and the functions."""
    if office is None:
        yield Finding("LibreOffice", State.NOTE, "not found")
        return
    try:
        yield _version(office)
        for folder in foreign_pythons():
            found = f"LibreOffice started from here would take {folder}/python3 for its own"
            remedy = "start it from the desktop, or `deactivate` the environment first"
            yield Finding("PATH", State.NOTE, found, remedy)
        registered = office.registered()
    except FileError as error:
        yield Finding("LibreOffice", State.BROKEN, str(error), "install it anew")
        return
    if registered is None:
        yield Finding("Calc extension", State.NOTE, "not registered", INSTALL_CALC)
        return
    yield _registered(registered)
    try:
        office.try_out(registered.place)
    except FileError as error:
        yield Finding("a formula in Calc", State.BROKEN, str(error), INSTALL_CALC)
    else:
        yield Finding("a formula in Calc", State.OK, f"XLPLANNER_VERSION gives {__version__}")


def _version(office: Office) -> Finding:
    told = f"{'.'.join(map(str, office.version))}, Python {office.python}, {office.program}"
    if office.version >= FIRST_VERSION:
        return Finding("LibreOffice", State.OK, told)
    wanted = ".".join(map(str, FIRST_VERSION))
    remedy = f"from {wanted} on, xlsx files may hold the functions by their plain names"
    return Finding("LibreOffice", State.NOTE, told, remedy)


def _registered(registered: Registered) -> Finding:
    folders = registered.folders()
    listed = ", ".join(map(str, folders)) or "nowhere"
    told = f"{registered.version}, with the packages of {listed}"
    broken = ""
    if not registered.whole:
        broken = "it is registered in part only"
    elif registered.version != __version__:
        broken = f"it must be {__version__}"
    elif not folders or not all(map(os.path.isdir, folders)):
        broken = "the environment has moved, or this user cannot read it"
    if broken:
        return Finding("Calc extension", State.BROKEN, told, f"{broken}: {INSTALL_CALC}")
    if folders != package_folders():
        remedy = f"for this environment instead: {INSTALL_CALC}"
        return Finding("Calc extension", State.NOTE, told, remedy)
    return Finding("Calc extension", State.OK, told)
