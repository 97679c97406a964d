"""What a Windows computer needs for xlplanner: packages with their digests, and their licences.

`install/windows.ps1` installs from the one file, and the other is the bill of materials of the same
packages for an IT department.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from xlplanner._version import __version__
from xlplanner.errors import FileError

ROOT = Path(__file__).parent.parent
REQUIREMENTS = ROOT / "install" / "requirements-windows.txt"
HEAD = """\
# What xlplanner needs on Windows, with the digests of the files; made by install/regenerate.
# The wheels are those of 64-bit Python 3.11 to 3.14.
"""
DIGEST = "--hash=sha256:"
WINDOWS = {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt", "extra": ""}
# As SPDX writes them; of xlwings, the part that is used.
LICENCES = {
    "argcomplete": "Apache-2.0",
    "et-xmlfile": "MIT",
    "hatchling": "MIT",
    "numpy": "BSD-3-Clause AND 0BSD AND MIT AND Zlib AND CC0-1.0",
    "openpyxl": "MIT",
    "packaging": "Apache-2.0 OR BSD-2-Clause",
    "pathspec": "MPL-2.0",
    "pluggy": "MIT",
    "pyopenvba": "MIT",
    "pywin32": "PSF-2.0",
    "scipy": "BSD-3-Clause",
    "tomlkit": "MIT",
    "trove-classifiers": "Apache-2.0",
    "xlwings": "BSD-3-Clause",
}
# What no other system has or needs.
WINDOWS_ONLY = {"pywin32"}
# A number for the bill of each version of xlplanner, the same whenever it is made.
SERIAL = UUID("5a3f3c0e-6f0d-4c53-9a6e-2b4f7a1c9d10")


class Part(NamedTuple):
    """A package, its version and the digests of its files."""

    name: str
    version: str
    digests: tuple[str, ...]


def direct() -> list[Requirement]:
    """What xlplanner itself asks for, to run and to be built."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    texts = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    return list(map(Requirement, texts))


def lock() -> bytes:
    """The requirements file, anew.

    Raises
    ------
    FileError
        If uv is not there, or cannot reach a package index.
    """
    uv = shutil.which("uv", path=str(Path(sys.executable).parent)) or shutil.which("uv")
    if uv is None:
        raise FileError("the packages are resolved by uv (pip install uv), over a network")
    command = [uv, "pip", "compile", "-", "--quiet", "--generate-hashes"]
    command += ["--python-platform", "windows", "--python-version", "3.11"]
    command += ["--no-header", "--no-annotate", "--no-emit-index-url"]
    wanted = "\n".join(map(str, direct()))
    done = subprocess.run(command, input=wanted, capture_output=True, text=True, check=False)
    if done.returncode:
        raise FileError(f"uv found no set of packages: {done.stderr.strip()}")
    return (HEAD + done.stdout).encode()


def locked(text: str) -> dict[str, Part]:
    """The packages of a requirements file by name.

    Raises
    ------
    FileError
        If a line is no package with a version and digests.
    """
    parts: dict[str, Part] = {}
    body = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    for line in body.replace("\\\n", " ").splitlines():
        pin, *digests = line.split()
        name, equals, version = pin.partition("==")
        if not equals or not digests or not all(d.startswith(DIGEST) for d in digests):
            raise FileError(f"{REQUIREMENTS.name}: {pin} lacks a version or digests")
        parts[name] = Part(name, version, tuple(d.removeprefix(DIGEST) for d in digests))
    return parts


def faults(text: str) -> list[str]:
    """Why a requirements file is out of date, as far as can be said without a network."""
    try:
        parts = locked(text)
    except FileError as error:
        return [str(error)]
    found = [f"{REQUIREMENTS.name} names an address"] * ("://" in text)
    wanted = direct()
    seen = set()
    while wanted:
        requirement = wanted.pop()
        name = canonicalize_name(requirement.name)
        if name not in parts:
            found.append(f"{name} is missing")
        elif not requirement.specifier.contains(parts[name].version, prereleases=True):
            found.append(f"{name} {parts[name].version} is not {requirement.specifier}")
        if name not in seen:
            seen.add(name)
            wanted += _needs(name)
    return found


def _needs(name: str) -> list[Requirement]:
    """What a package asks for on Windows, if it is installed here to be asked."""
    try:
        asked = map(Requirement, requires(name) or [])
    except PackageNotFoundError:
        return []
    return [r for r in asked if r.marker is None or r.marker.evaluate(dict(WINDOWS))]


def bill() -> bytes:
    """A bill of materials in CycloneDX 1.5, of xlplanner and the locked packages."""
    parts = locked(REQUIREMENTS.read_text(encoding="utf-8")).values()
    described: dict[str, Any] = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid5(SERIAL, __version__)}",
        "version": 1,
        "metadata": {"component": _component("application", "xlplanner", __version__, "MIT")},
        "components": [_described(part) for part in parts],
    }
    return (json.dumps(described, indent=1) + "\n").encode()


def licences() -> str:
    """The locked packages with their licences, as a table of Markdown."""
    parts = locked(REQUIREMENTS.read_text(encoding="utf-8")).values()
    rows = [f"| {part.name} | {part.version} | {LICENCES[part.name]} |" for part in parts]
    head = ["| package | version | licence |", "|---|---|---|"]
    return "\n".join([*head, f"| xlplanner | {__version__} | MIT |", *rows])


def _described(part: Part) -> dict[str, Any]:
    if part.name not in LICENCES:
        raise FileError(
            f"the licence of {part.name} is not in LICENCES of install/windows_parts.py"
        )
    hashes = [{"alg": "SHA-256", "content": digest} for digest in part.digests]
    component = _component("library", part.name, part.version, LICENCES[part.name])
    # Of each file that there is of this version, of which pip takes one.
    return component | {"externalReferences": [_files(part, hashes)]}


def _files(part: Part, hashes: list[dict[str, str]]) -> dict[str, Any]:
    return {"type": "distribution", "url": f"pkg:pypi/{part.name}@{part.version}", "hashes": hashes}


def _component(kind: str, name: str, version: str, licence: str) -> dict[str, Any]:
    url = f"pkg:pypi/{name}@{version}"
    return {
        "type": kind,
        "bom-ref": url,
        "name": name,
        "version": version,
        "licenses": [{"expression": licence}],
        "purl": url,
    }
