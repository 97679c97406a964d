"""Checks of the Excel add-in; not yet tried with a real Excel."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from xlplanner._version import __version__
from xlplanner.errors import FileError
from xlplanner.hosts.excel import addin, connection
from xlplanner.hosts.excel.install import Paths, find_dll, last_problem
from xlplanner.hosts.excel.names import FILE_NAME, INSTALL
from xlplanner.hosts.excel.registry import MACHINE, USER, Reader
from xlplanner.hosts.host import Finding, State

# Where Office's settings stand: of the user, of a group policy, of Cloud Policy.
OFFICE_KEY = rf"{USER}\Software\{{owner}}\Office\16.0"
USERS, POLICIES = "Microsoft", (r"Policies\Microsoft", r"Policies\Microsoft\Cloud")
APP_PATH = r"SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
APPLOCKER = rf"{MACHINE}\SOFTWARE\Policies\Microsoft\Windows\SrpV2"
IT_PAGE = "install/for-it-departments.md"
TRUST_CENTER = "change it in File, Options, Trust Center"
# Where Office says of how many bits it is.
OFFICE = rf"{MACHINE}\SOFTWARE\Microsoft\Office\ClickToRun\Configuration"
DEFENDER = r"Microsoft\Windows Defender"
# Where Defender's rules stand by their numbers: of a group policy, and of this computer.
RULE_KEYS = tuple(
    rf"{MACHINE}\SOFTWARE\{policies}{DEFENDER}\Windows Defender Exploit Guard\ASR\Rules"
    for policies in ("Policies\\", "")
)
# And of a device management, as one text: number=action|number=action.
RULE_LIST = rf"{MACHINE}\SOFTWARE\Policies\{DEFENDER}\Policy Manager"
RULE_ACTIONS = {"1": State.BROKEN, "6": State.NOTE}
RULES = {
    "d4f940ab-401b-4efc-aadc-ad5f3c50688a": "block Office from creating child processes",
    "92e97fa1-2edf-4476-bdd6-9dd0b4dddc7b": "block Win32 API calls from Office macros",
    "01443614-cd74-433a-b99e-2ecdc07bfc25": (
        "block programs that are rare, new or on no trusted list"
    ),
}


class Setting(NamedTuple):
    """A setting of Excel's security that keeps the add-in from working."""

    what: str
    key: str
    name: str
    value: int
    state: State
    detail: str
    wish: str


COMMON, SECURITY = "Common", r"Excel\Security"
LOCATIONS = rf"{SECURITY}\Trusted Locations"
SETTINGS = (
    Setting(
        "macros",
        COMMON,
        "VBAOff",
        1,
        State.BROKEN,
        "Office has no VBA",
        "allow VBA, or plan with the native workbook, which needs none",
    ),
    Setting(
        "macros",
        SECURITY,
        "VBAWarnings",
        4,
        State.NOTE,
        "macros are disabled outside trusted locations",
        "sign the add-in, or trust Excel's start-up folder, if Excel leaves it out",
    ),
    Setting(
        "macros",
        SECURITY,
        "VBAWarnings",
        3,
        State.NOTE,
        "macros must be signed outside trusted locations",
        "sign the add-in, or trust Excel's start-up folder, if Excel leaves it out",
    ),
    Setting(
        "signature",
        SECURITY,
        "RequireAddinSig",
        1,
        State.BROKEN,
        "add-ins must be signed by a trusted publisher",
        "sign the add-in",
    ),
    Setting(
        "trust",
        LOCATIONS,
        "AllLocationsDisabled",
        1,
        State.BROKEN,
        "trusted locations are disabled",
        "trust Excel's start-up folder, or sign the add-in",
    ),
    Setting(
        "trust",
        rf"{COMMON}\Security\Trusted Locations",
        "allow user locations",
        0,
        State.BROKEN,
        "folders of a user may not be trusted locations",
        "sign the add-in, or deploy it for all users",
    ),
    Setting(
        "trust",
        SECURITY,
        "DisableAllAddins",
        1,
        State.BROKEN,
        "all add-ins are disabled",
        "allow add-ins, or plan with the native workbook, which needs none",
    ),
)


def examine(paths: Paths, registry: Reader) -> Iterator[Finding]:
    """Check all that Excel needs to call the functions."""
    yield _dll(paths, registry)
    found = [path for path in (paths.addin, *_shared(registry)) if path.exists()]
    if not found:
        yield Finding("Excel add-in", State.NOTE, f"not at {paths.addin}", INSTALL)
        return
    if len(found) > 1:
        detail = f"{' and '.join(map(str, found))}: Excel opens only one file of a name"
        remedy = f"take your own out: {INSTALL} --uninstall"
        yield Finding("two add-ins", State.BROKEN, detail, remedy)
    paths = replace(paths, addin=found[0])
    yield _addin(paths)
    yield from _mark(paths.addin)
    yield from _security(registry)
    yield from _disabled(paths.addin, registry)
    yield from _rules(paths, registry)
    yield from _applocker(paths, registry)
    problem = last_problem(registry)
    if problem is not None:
        yield Finding("last problem in Excel", State.NOTE, problem)


def _shared(registry: Reader) -> Iterator[Path]:
    """The add-in for all users, in the start-up folder beside Excel."""
    programs = (str(registry(rf"{root}\{APP_PATH}").get("", "")) for root in (USER, MACHINE))
    for program in dict.fromkeys(filter(None, programs)):
        yield Path(program.strip('"')).parent / "XLSTART" / FILE_NAME


def _dll(paths: Paths, registry: Reader) -> Finding:
    """The DLL for the bits of Office; without an Office, for both."""
    platform = registry(OFFICE).get("platform")
    needed = {"x86": (32,), "x64": (64,)}.get(str(platform).lower(), connection.BITS)
    missing = [connection.library(bits) for bits in needed if find_dll(paths, bits) is None]
    if not missing:
        found = ", ".join(str(find_dll(paths, bits)) for bits in needed)
        return Finding("xlwings DLL", State.OK, found)
    remedy = "install xlplanner into a virtual environment of its own (install/windows.ps1)"
    detail = f"no {' and no '.join(missing)} near {paths.interpreter}"
    return Finding("xlwings DLL", State.BROKEN, detail, remedy)


def _addin(paths: Paths) -> Finding:
    required = addin.Built(__version__, version(connection.XLWINGS), str(paths.interpreter))
    try:
        built = addin.read_addin(paths.addin)
    except FileError as error:
        return Finding("Excel add-in", State.BROKEN, str(error), INSTALL)
    if built is None:
        detail = f"{paths.addin} was not built by xlplanner"
        return Finding("Excel add-in", State.BROKEN, detail, "move it elsewhere")
    detail = f"{paths.addin}, {built}"
    if built != required:
        return Finding("Excel add-in", State.BROKEN, detail, f"it must be {required}: {INSTALL}")
    return Finding("Excel add-in", State.OK, detail)


def _mark(path: Path) -> Iterator[Finding]:
    # Windows marks a downloaded file in a stream beside its content.
    if Path(f"{path}:Zone.Identifier").exists():
        remedy = "in the file's properties, tick Unblock"
        yield Finding("blocked file", State.BROKEN, f"{path} is marked as downloaded", remedy)


def _security(registry: Reader) -> Iterator[Finding]:
    for owner in (USERS, *POLICIES):
        office = OFFICE_KEY.format(owner=owner)
        for setting in SETTINGS:
            value = registry(rf"{office}\{setting.key}").get(setting.name.lower())
            if value == setting.value:
                remedy = TRUST_CENTER if owner == USERS else _ask(setting.wish)
                yield Finding(setting.what, setting.state, setting.detail, remedy)


def _disabled(path: Path, registry: Reader) -> Iterator[Finding]:
    """Whether Excel has put the add-in aside, as it does after a crash."""
    items = registry(rf"{OFFICE_KEY.format(owner=USERS)}\Excel\Resiliency\DisabledItems")
    texts = (
        item.decode("utf-16-le", "replace") for item in items.values() if isinstance(item, bytes)
    )
    if any(path.name.lower() in text.lower() for text in texts):
        remedy = "enable it in File, Options, Add-ins, Manage: Disabled Items"
        yield Finding("disabled item", State.BROKEN, f"Excel has disabled {path.name}", remedy)


def _rules(paths: Paths, registry: Reader) -> Iterator[Finding]:
    """Defender's rules against what the add-in does: it calls a DLL, which starts Python."""
    listed = str(registry(RULE_LIST).get("asrrules", ""))
    rules: dict[str, object] = dict(rule.partition("=")[::2] for rule in listed.lower().split("|"))
    for key in reversed(RULE_KEYS):
        rules |= registry(key)
    for number, title in RULES.items():
        state = RULE_ACTIONS.get(str(rules.get(number, "")))
        if state is not None:
            detail = f"a rule of Defender is on: {title} ({number})"
            wish = (
                f"make an exception for the path that event 1121 shows (of {paths.addin}, "
                f"{paths.interpreter} and the Python behind it), or plan with the native workbook"
            )
            yield Finding("Defender", state, detail, _ask(wish))


def _applocker(paths: Paths, registry: Reader) -> Iterator[Finding]:
    """Rules about programs and libraries, whose meaning only Windows knows."""
    kinds = [k for k in ("Exe", "Dll") if registry(rf"{APPLOCKER}\{k}").get("enforcementmode") == 1]
    if kinds:
        detail = f"it has rules for {' and '.join(kinds)}; whether they allow {paths.interpreter}"
        wish = "deploy xlplanner under Program Files, or allow its folder"
        yield Finding("AppLocker", State.NOTE, f"{detail} cannot be seen from here", _ask(wish))


def _ask(wish: str) -> str:
    return f"ask your IT department to {wish}; see {IT_PAGE}"
