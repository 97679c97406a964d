"""Write what a release offers, from the tree that this file lies in: `release.py` runs it.

The same tree and the same versions give the same bytes, whenever and wherever it runs. Packages of
others come by pip, which compares them with the digests of `requirements-windows.txt`.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

from windows_parts import LICENCES, REQUIREMENTS, WINDOWS_ONLY, Part, locked

from xlplanner._version import __version__
from xlplanner.errors import FileError
from xlplanner.files import ReproducibleZip
from xlplanner.hosts.calc import extension
from xlplanner.hosts.excel.addin import build_addin
from xlplanner.hosts.google_sheets.names import CODE
from xlplanner.javascript import module

ROOT = Path(__file__).parent.parent
SUMS, NOTES, LICENCE_TEXTS = "SHA256SUMS", "NOTES.md", "LICENCES.txt"
# Where install/for-it-departments.md deploys Python for all users of a computer.
ALL_USERS = r"C:\Program Files\xlplanner\Scripts\pythonw.exe"
LICENCE_FILE = re.compile(r"[^/]+\.dist-info/(?:.*/)?(?:licen[cs]e|copying|notice)[^/]*", re.I)
# What the functions import, of all that xlplanner asks for.
OF_FUNCTIONS = "numpy"


class Target(NamedTuple):
    """A system and a version of Python for which wheels are collected.

    Attributes
    ----------
    system : str
        For names of files.
    platforms : tuple of str
        As wheels name it; the newest first.
    python : str
    """

    system: str
    platforms: tuple[str, ...]
    python: str

    def __str__(self) -> str:
        return f"{self.system}-python{self.python}"


LINUX = ("linux-x86_64", ("manylinux_2_28_x86_64", "manylinux2014_x86_64"))
WINDOWS = ("windows-x86_64", ("win_amd64",))
HERE = f"{sys.version_info.major}.{sys.version_info.minor}"
WHEELHOUSES = (Target(*LINUX, HERE), Target(*WINDOWS, "3.12"))
# The Pythons of Debian 12 and 13, of Ubuntu 24.04, and of LibreOffice for Windows from 26.2 on.
EXTENSIONS = (
    Target(*LINUX, "3.11"),
    Target(*LINUX, "3.12"),
    Target(*LINUX, "3.13"),
    Target(*WINDOWS, "3.12"),
)

ABOUT = {
    "xlplanner-{v}-py3-none-any.whl": "the Python package and command line",
    "xlplanner-{v}.tar.gz": "its source, with tests and documents",
    "planner.xlsx": "the planner in plain formulas, for any spreadsheet program",
    "planner-lambda.xlsx": "the same, with the functions as names of Excel 365",
    "planner-addin.xlsx": "the same, as calls of the Excel add-in",
    "xlplanner.xlam": f"the Excel add-in for `{ALL_USERS}`, where IT departments deploy Python; "
    "for your own Python, `xlplanner install excel` builds one",
    "xlplanner-{v}-SYSTEM-pythonX.Y.oxt": "the LibreOffice extension, with the functions and NumPy "
    "inside, for a LibreOffice of that system whose Python is X.Y, and of use in no other, where "
    "cells show `#NAME?`: `xlplanner install libreoffice` builds one for any. Tried on Linux with "
    "Python 3.11 alone",
    "xlplanner-{v}-js.zip": "the functions as a JavaScript module",
    "Code.gs": "the functions as a script for Google Sheets",
    "xlplanner-{v}-wheelhouse-SYSTEM-pythonX.Y.zip": "every package needed, to install offline; "
    "the one for Windows holds windows.ps1 too",
    LICENCE_TEXTS: "the licences of all packages of others that these files hold",
    SUMS: "digests of all these files: `sha256sum -c SHA256SUMS`",
}
LEFT_OUT = (
    "The Office add-in is not among them, for its files name the web space that they lie on: "
    "`xlplanner install office-js --url https://…` writes it."
)


# What others made --------------------------------------------------------------------------------


def requirements(system: str) -> dict[str, Part]:
    """The locked packages that a system needs, by name."""
    parts = locked(REQUIREMENTS.read_text(encoding="utf-8"))
    left_out = set() if system == WINDOWS[0] else WINDOWS_ONLY
    return {name: part for name, part in parts.items() if name not in left_out}


def download(target: Target, folder: Path, parts: Iterable[Part]) -> list[Path]:
    """The wheels of packages for a target, their digests compared by pip."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = folder.parent / f"{folder.name}.txt"
    wanted.write_text("".join(map(_pinned, parts)), encoding="utf-8")
    platforms = [f"--platform={name}" for name in target.platforms]
    options = ["--require-hashes", "--no-deps", "--only-binary=:all:", "--quiet"]
    options += [*platforms, f"--python-version={target.python}", "--implementation=cp"]
    run(sys.executable, "-m", "pip", "download", *options, "-r", str(wanted), "-d", str(folder))
    return sorted(folder.glob("*.whl"))


def _pinned(part: Part) -> str:
    digests = "".join(f" --hash=sha256:{digest}" for digest in part.digests)
    return f"{part.name}=={part.version}{digests}\n"


def run(*command: str, **variables: str) -> None:
    """Run a program, of which only a failure is shown.

    Raises
    ------
    FileError
        If it fails.
    """
    environment = {**os.environ, **variables}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
        raise FileError(f"{' '.join(command[1:4])} failed: {''.join(last)}")


# What is made here -------------------------------------------------------------------------------


def build_packages(folder: Path, epoch: str, builder: Path | None = None) -> list[Path]:
    """The wheel and the source, by hatchling: of a folder that it is installed in, or of here."""
    path = {"PYTHONPATH": str(builder)} if builder else {}
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-t", "sdist"]
    run(*command, "-d", str(folder), SOURCE_DATE_EPOCH=epoch, **path)
    return sorted(folder.glob("xlplanner-*"))


def install_builder(wheels: Path, folder: Path) -> Path:
    """Hatchling in a folder of its own, in the locked version."""
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-index"]
    run(*command, f"--find-links={wheels}", f"--target={folder}", "hatchling")
    return folder


def pack(path: Path, files: Iterable[Path]) -> None:
    """Files as a zip, in the order of their names."""
    with ReproducibleZip(path) as archive:
        for file in sorted(files, key=lambda file: file.name):
            archive.writestr(file.name, file.read_bytes())


def write(folder: Path, scratch: Path, epoch: str) -> None:
    """Everything, into an empty folder."""
    _report("packages of others")
    houses = {
        target: download(target, scratch / str(target), requirements(target.system).values())
        for target in WHEELHOUSES
    }
    _report("the package")
    builder = install_builder(scratch / str(WHEELHOUSES[0]), scratch / "builder")
    wheel, _ = build_packages(folder, epoch, builder)
    _report("wheelhouses")
    for target, wheels in houses.items():
        scripts = [REQUIREMENTS, ROOT / "install" / "windows.ps1"]
        more = scripts if target.system == WINDOWS[0] else []
        pack(folder / f"xlplanner-{__version__}-wheelhouse-{target}.zip", [wheel, *wheels, *more])
    _report("add-ins")
    numpys = [
        extended(folder, target, wheel, scratch / "extensions" / str(target))
        for target in EXTENSIONS
    ]
    build_addin(folder / "xlplanner.xlam", ALL_USERS)
    pack(folder / f"xlplanner-{__version__}-js.zip", module.write(scratch / "js"))
    templates = ROOT / "templates"
    for made in (*sorted(templates.glob("planner*.xlsx")), templates / "google-sheets" / CODE):
        shutil.copy(made, folder)
    held = {wheel.name: wheel for wheel in (*(w for ws in houses.values() for w in ws), *numpys)}
    (folder / LICENCE_TEXTS).write_text(licence_texts(held.values()), encoding="utf-8")
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    (folder / NOTES).write_text(notes(changelog, __version__), encoding="utf-8")
    (folder / SUMS).write_text(sums(folder), encoding="utf-8")


def extended(folder: Path, target: Target, wheel: Path, downloads: Path) -> Path:
    """The LibreOffice extension for a target; gives the wheel of NumPy in it."""
    (numpy,) = download(target, downloads, [requirements(target.system)[OF_FUNCTIONS]])
    extension.write(folder / f"xlplanner-{__version__}-{target}.oxt", wheels=(wheel, numpy))
    return numpy


# Texts -------------------------------------------------------------------------------------------


def notes(changelog: str, version: str) -> str:
    """What is new in a version, or not yet released, and what each file is."""
    for title in (version, "Unreleased"):
        head = rf"^## \[{re.escape(title)}\][^\n]*\n"
        if entry := re.search(rf"{head}(.*?)(?=^## |^\[|\Z)", changelog, re.M | re.S):
            break
    else:
        raise FileError(f"CHANGELOG.md has no entry [{version}] or [Unreleased]")
    files = "".join(f"- `{name.format(v=version)}`: {what}.\n" for name, what in ABOUT.items())
    return f"# xlplanner {version}\n\n{entry[1].strip()}\n\n## Files\n\n{files}\n{LEFT_OUT}\n"


def licence_texts(wheels: Iterable[Path]) -> str:
    """The licence of each wheel and the texts in it, each text once."""
    texts: dict[tuple[str, str], dict[str, str]] = {}
    for wheel in sorted(wheels):
        about, found = read_wheel(wheel)
        texts.setdefault((about["Name"].lower(), about["Version"]), {}).update(found)
    pieces = ["Licences of the packages of others in the files of this release.\n"]
    for (name, version), found in sorted(texts.items()):
        licence = LICENCES[re.sub("[-_.]+", "-", name)]
        pieces.append(f"{'=' * 78}\n{name} {version}: {licence}\n{'=' * 78}\n")
        pieces += found or ["The package holds no text of it.\n"]
    return "\n".join(pieces)


def read_wheel(wheel: Path) -> tuple[Message, dict[str, str]]:
    """The metadata of a wheel, and the texts of its licences as keys."""
    with ZipFile(wheel) as archive:
        names = archive.namelist()
        (metadata,) = [name for name in names if name.endswith(".dist-info/METADATA")]
        about = HeaderParser().parsestr(archive.read(metadata).decode())
        files = sorted(filter(LICENCE_FILE.fullmatch, names))
        texts = [archive.read(name).decode("utf-8", "replace") for name in files]
    return about, {text.replace("\r\n", "\n").strip() + "\n": "" for text in texts}


def sums(folder: Path) -> str:
    """The digests of a folder's files, as sha256sum prints them."""
    files = sorted(path for path in folder.iterdir() if path.name != SUMS)
    return "".join(f"{digest(path)}  {path.name}\n" for path in files)


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


# -------------------------------------------------------------------------------------------------


def _report(step: str) -> None:
    print(f"making {step} …", file=sys.stderr)


def main(folder: str, scratch: str, epoch: str) -> int:
    """Write a release; exit code 1 with one line if it cannot be made."""
    try:
        write(Path(folder), Path(scratch), epoch)
    except (FileError, OSError) as error:
        print(f"install/release: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
