"""Checks of an installation: this environment, then every host, with a remedy for each problem."""

from __future__ import annotations

import platform
import sys
from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from xlplanner._version import __version__
from xlplanner.errors import XlplannerError
from xlplanner.functions.calling import call
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.functions.records import NAMES
from xlplanner.hosts import HOSTS
from xlplanner.hosts.host import Finding, State
from xlplanner.layout import GAP, hanging

FIRST_PYTHON = (3, 11)
PACKAGES = ("numpy", "scipy", "openpyxl", "xlwings", "pyOpenVBA")


def examine() -> Iterator[Finding]:
    """Check everything, yielding each finding as it is made."""
    yield from _python()
    yield from _packages()
    yield _data()
    yield _formula()
    for host in HOSTS:
        yield from host.examine()


def broken(findings: Sequence[Finding]) -> int:
    """How many findings are of something broken."""
    return sum(finding.state is State.BROKEN for finding in findings)


def as_records(findings: Sequence[Finding]) -> list[dict[str, str]]:
    """Findings as records for JSON."""
    return [
        {"what": what, "state": state, "found": detail, "remedy": remedy}
        for what, state, detail, remedy in findings
    ]


def as_text(findings: Sequence[Finding], width: int | None = None) -> str:
    """Findings as a table within a width, each remedy below its problem."""
    longest = max(len(finding.what) for finding in findings)
    lines = []
    for what, state, detail, remedy in findings:
        lines.append(_line(f"{what:<{longest}}{GAP}{state:<6}{GAP}", detail, width))
        if remedy:
            lines.append(_line(f"{'':<{longest}}{GAP}{'':<6}{GAP}-> ", remedy, width))
    count = broken(findings)
    return "\n".join([*lines, "", f"{count} broken" if count else "nothing is broken"])


def _line(lead: str, text: str, width: int | None) -> str:
    return lead + text if width is None else hanging(lead, text, width)


def _python() -> Iterator[Finding]:
    detail = f"Python {platform.python_version()}, {platform.machine()}, {sys.executable}"
    bits = 64 if sys.maxsize > 2**32 else 32
    if sys.version_info < FIRST_PYTHON or bits < 64:
        required = ".".join(map(str, FIRST_PYTHON))
        remedy = f"install a 64-bit Python, {required} or newer, and xlplanner into it"
        yield Finding("interpreter", State.BROKEN, f"{detail}, {bits}-bit", remedy)
    elif "WindowsApps" in sys.executable:
        remedy = "install Python from python.org: Excel cannot start the Microsoft Store's"
        yield Finding("interpreter", State.BROKEN, detail, remedy)
    else:
        yield Finding("interpreter", State.OK, detail)
    if "OneDrive" in sys.prefix:
        remedy = "move the environment to a folder that is not synchronised"
        yield Finding("environment", State.NOTE, f"{sys.prefix} is in OneDrive", remedy)


def _packages() -> Iterator[Finding]:
    yield Finding("xlplanner", State.OK, f"{__version__}, {Path(__file__).parent.parent}")
    try:
        recorded = version("xlplanner")
        requirements = requires("xlplanner") or []
    except PackageNotFoundError:
        recorded, requirements = "none", []
    if recorded != __version__:
        detail = f"the version known to pip is {recorded}, not {__version__}"
        remedy = "run `pip install --force-reinstall` with the source you installed xlplanner from"
        yield Finding("installation", State.BROKEN, detail, remedy)
    for name in PACKAGES:
        try:
            yield Finding(name, State.OK, version(name))
        except PackageNotFoundError:
            required = next((r for r in requirements if r.startswith(name)), name)
            yield Finding(name, State.BROKEN, "not installed", f'pip install "{required}"')


def _data() -> Finding:
    try:
        counts = [f"{len(kind.loaded())} {name}" for name, kind in NAMES.items()]
    except XlplannerError as error:
        remedy = "correct the file, or move your own data elsewhere"
        return Finding("data", State.BROKEN, str(error), remedy)
    return Finding("data", State.OK, ", ".join(counts))


def _formula() -> Finding:
    """Compute an example of the catalogue and compare it with the stated value."""
    function = CATALOGUE["OPT_PARAMS"]
    example = next(e for e in function.examples if e.digits is None)
    try:
        value = call(function, example.args).values
    except XlplannerError as error:
        return Finding("a formula", State.BROKEN, str(error), "see the lines above")
    if function.tolerance.agrees(value, example.value):
        return Finding("a formula", State.OK, f"OPT_PARAMS gives {value:.6g}")
    remedy = "reinstall xlplanner and NumPy"
    return Finding("a formula", State.BROKEN, f"{value}, not {example.value}", remedy)
