"""The LibreOffice of this machine: where it is, which Python it runs, what it computes."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from glob import glob
from pathlib import Path
from typing import NamedTuple

from xlplanner import __version__
from xlplanner.errors import FileError
from xlplanner.surfaces.calc import extension
from xlplanner.surfaces.calc.names import ADD_IN, IDENTIFIER

# The first version that was seen to understand add-in functions by their plain names in xlsx files.
FIRST_VERSION = (25, 2)
PATIENCE = 120
PROGRAMS = ("soffice", "libreoffice")
# Where the installers of LibreOffice's own site put it.
USUAL_PLACES = (
    "C:/Program Files/LibreOffice/program",
    "/Applications/LibreOffice.app/Contents/MacOS",
    "/opt/libreoffice*/program",
)
PROFILES = {
    "win32": "~/AppData/Roaming/LibreOffice/4",
    "darwin": "~/Library/Application Support/LibreOffice/4",
}
LINUX_PROFILE = "~/.config/libreoffice/4"
CACHE = "uno_packages/cache/uno_packages"
REGISTERED = re.compile(
    rf"Identifier: {re.escape(IDENTIFIER)}\s+Version: (?P<version>\S+)\s+"
    r"URL: (?P<url>[^\n]*)\s+is registered: (?P<state>\S+)"
)
VERSION = re.compile(r"LibreOffice (\d{1,4}(?:\.\d{1,6})+)")


class Registered(NamedTuple):
    """An extension of xlplanner as LibreOffice has registered it."""

    version: str
    place: Path | None
    whole: bool

    def folders(self) -> list[Path]:
        """Where it looks for packages; none if that cannot be read."""
        if self.place is None:
            return []
        try:
            text = (self.place / extension.ENVIRONMENT).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return []
        return [Path(line) for line in text.splitlines()]


@dataclass(frozen=True)
class Office:
    """One LibreOffice.

    Attributes
    ----------
    program : Path
        The folder of its programs.
    profile : Path, optional
        The folder of its settings and extensions, if not the user's own.
    """

    program: Path
    profile: Path | None = None

    @classmethod
    def find(cls) -> Office | None:
        """The LibreOffice on the PATH or where its installer puts it."""
        for name in PROGRAMS:
            found = shutil.which(name)
            if found is not None:
                return cls(Path(found).resolve().parent)
        for place in USUAL_PLACES:
            for folder in sorted(glob(place)):
                return cls(Path(folder))
        return None

    @cached_property
    def version(self) -> tuple[int, ...]:
        """Its version, as (25, 2, 3); empty if it does not tell."""
        match = VERSION.search(self.run("soffice", "--version"))
        return tuple(map(int, match[1].split("."))) if match else ()

    @property
    def python(self) -> str | None:
        """The version of Python it runs, as "3.11"; None if it has none or it cannot be told."""
        for folder in self.program.glob("python-core-3.*"):
            return ".".join(folder.name.removeprefix("python-core-").split(".")[:2])
        library = self.program / "libpyuno.so"
        match = re.search(rb"libpython(3\.\d+)", library.read_bytes()) if library.exists() else None
        return match[1].decode() if match else None

    @property
    def shared(self) -> bool:
        """Whether extensions go to all users: unopkg refuses root's own profile."""
        return self.profile is None and hasattr(os, "geteuid") and os.geteuid() == 0

    def run(self, name: str, *arguments: str) -> str:
        """Run one of its programs; returns what it printed.

        Raises
        ------
        FileError
            If it cannot be started, fails or takes too long; the message holds what it printed.
        """
        program = shutil.which(name, path=str(self.program)) or str(self.program / name)
        command = [program, *arguments]
        if self.profile is not None:
            command.append(f"-env:UserInstallation={self.profile.resolve().as_uri()}")
        try:
            started = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                text=True,
                errors="replace",
                env=plain_environment(),
                # A group of its own, so that all its processes can be ended.
                start_new_session=True,
            )
        except OSError as error:
            raise FileError(f"cannot start {program}: {error.strerror}") from None
        try:
            printed, _ = started.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            _end(started)
            raise FileError(f"{name} did not end within {PATIENCE} s") from None
        except BaseException:
            # A stop from the keys must not leave it running.
            _end(started)
            raise
        if started.returncode != 0:
            raise FileError(f"{name} failed: {' '.join(printed.split()) or 'without a word'}")
        return printed

    def registered(self) -> Registered | None:
        """The extension as it is registered for this user, or else for all, or None."""
        scopes = [["--shared"]] if self.shared else [[], ["--shared"]]
        for scope in scopes:
            match = REGISTERED.search(self.run("unopkg", "list", *scope))
            if match:
                return Registered(
                    match["version"], self._place(match["url"]), match["state"] == "yes"
                )
        return None

    def registered_version(self) -> str | None:
        """The version of the extension that is registered in this user's own place, or None."""
        match = REGISTERED.search(self.run("unopkg", "list", *self._scope()))
        return match["version"] if match else None

    def _place(self, url: str) -> Path | None:
        """The folder in which a registered extension lies unpacked."""
        name = "/".join(url.split("/")[-2:])
        found = (cache / name for cache in self._caches())
        return next(filter(Path.is_dir, found), None)

    def _caches(self) -> Iterator[Path]:
        usual = Path(PROFILES.get(sys.platform, LINUX_PROFILE)).expanduser()
        yield (self.profile or usual) / "user" / CACHE
        yield self.program.parent / "share" / CACHE
        yield Path("/var/spool/libreoffice") / CACHE

    def add(self, path: Path) -> None:
        """Register an extension, in the place of an older one, or leave none behind."""
        try:
            self.run("unopkg", "add", "--force", *self._scope(), str(path))
        except FileError:
            with suppress(FileError):
                self.remove()
            raise

    def remove(self) -> None:
        """Take xlplanner's extension out, if it is there."""
        if self.registered_version() is not None:
            self.run("unopkg", "remove", *self._scope(), IDENTIFIER)

    def _scope(self) -> list[str]:
        return ["--shared"] if self.shared else []

    def try_out(self, unpacked: Path | None = None) -> None:
        """Compute a formula with an extension, in a profile of its own.

        Parameters
        ----------
        unpacked : Path, optional
            The folder of an unpacked extension; by default that of this environment is tried.

        Raises
        ------
        FileError
            If the formula gives anything but the version of this package.
        """
        with tempfile.TemporaryDirectory(prefix="xlplanner-", ignore_cleanup_errors=True) as folder:
            found = _computed(self.program, Path(folder), unpacked)
        if found != __version__:
            raise FileError(
                f"LibreOffice in {self.program} cannot load xlplanner; {self._mismatch()}"
            )

    def _mismatch(self) -> str:
        own = f"{sys.version_info.major}.{sys.version_info.minor}"
        theirs = self.python
        if theirs is None:
            return "it has no Python (on Debian and Ubuntu, install python3-uno)"
        if theirs != own:
            return (
                f"it runs Python {theirs}, this environment is of Python {own}: install xlplanner "
                f"into an environment made with Python {theirs}"
            )
        return f"its Python {theirs} is of this environment's version; is the environment readable?"


def foreign_pythons() -> list[Path]:
    """Folders on the PATH whose Python is not the system's.

    A LibreOffice of Linux asks the PATH for python3 to find its own Python's modules: with an
    activated environment, or a Python of one's own, it does not find them, and cannot open files
    that hold functions of an extension in Python.
    """
    if sys.platform != "linux":
        return []
    folders = map(Path, os.environ.get("PATH", "").split(os.pathsep))
    return [folder for folder in folders if (folder / "python3").exists() and _leads_away(folder)]


def _leads_away(folder: Path) -> bool:
    prefix = folder.absolute().parent
    if prefix in (Path("/"), Path("/usr")):
        return False
    return (prefix / "pyvenv.cfg").exists() or any(prefix.glob("lib/python3.*/encodings"))


def plain_environment() -> dict[str, str]:
    """The environment variables with which LibreOffice finds its own Python."""
    away = set(map(str, foreign_pythons()))
    found = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    folders = found.get("PATH", "").split(os.pathsep)
    return found | {"PATH": os.pathsep.join(folder for folder in folders if folder not in away)}


def isolation(extensions: Path) -> list[str]:
    """Options to load the unpacked extensions of a folder, and none that root registered."""
    return [
        f"-env:BUNDLED_EXTENSIONS={extensions.as_uri()}",
        f"-env:UNO_SHARED_PACKAGES_CACHE={(extensions / 'none').as_uri()}",
    ]


def _computed(program: Path, folder: Path, unpacked: Path | None) -> str:
    """What a LibreOffice with an extension computes for the version function."""
    from openpyxl import Workbook

    bundle = folder / "extensions" / "xlplanner.oxt"
    if unpacked is not None:
        _copy(unpacked, bundle)
    else:
        extension.write(folder / bundle.name)
        with zipfile.ZipFile(folder / bundle.name) as archive:
            archive.extractall(bundle)
    book = Workbook()
    book.active["A1"] = f"={ADD_IN}.XLPLANNER_VERSION()"  # type: ignore[index]
    book.save(folder / "trial.xlsx")
    office = Office(program, profile=folder / "profile")
    office.run(
        "soffice",
        "--headless",
        "--norestore",
        *isolation(bundle.parent),
        "--convert-to",
        "csv",
        "--outdir",
        str(folder),
        str(folder / "trial.xlsx"),
    )
    written = folder / "trial.csv"
    return written.read_text(encoding="utf-8").strip() if written.exists() else ""


def _copy(unpacked: Path, bundle: Path) -> None:
    try:
        shutil.copytree(unpacked, bundle)
    except (OSError, shutil.Error) as error:
        raise FileError(f"cannot read the registered extension {unpacked}: {error}") from None


def _end(process: subprocess.Popen[str]) -> None:
    with suppress(ProcessLookupError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout is not None:
        process.stdout.close()
