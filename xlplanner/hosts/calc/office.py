"""Registering the extension in a LibreOffice, and finding out what it computes there."""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from xlplanner._version import __version__
from xlplanner.errors import FileError
from xlplanner.hosts.calc import extension
from xlplanner.hosts.calc.names import ADD_IN, IDENTIFIER
from xlplanner.office import LibreOffice

# The first version that was seen to understand add-in functions by their plain names in xlsx files.
FIRST_VERSION = (25, 2)
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


class Office(LibreOffice):
    """A LibreOffice in which the extension is registered."""

    @property
    def shared(self) -> bool:
        """Whether extensions go to all users: unopkg refuses root's own profile."""
        return self.profile is None and hasattr(os, "geteuid") and os.geteuid() == 0

    def registered(self) -> Registered | None:
        """The extension as it is registered for this user, or else for all, or None."""
        scopes = [["--shared"]] if self.shared else [[], ["--shared"]]
        for scope in scopes:
            found = self._listed(scope)
            if found is not None:
                return found
        return None

    def registered_version(self) -> str | None:
        """The version of the extension that is registered in this user's own place, or None."""
        found = self._listed(self._scope())
        return None if found is None else found.version

    def _listed(self, scope: list[str]) -> Registered | None:
        match = REGISTERED.search(self.run("unopkg", "list", *scope))
        if match is None:
            return None
        return Registered(match["version"], self._place(match["url"]), match["state"] == "yes")

    def _place(self, url: str) -> Path | None:
        """The folder in which a registered extension lies unpacked."""
        name = "/".join(url.split("/")[-2:])
        found = (cache / name for cache in self._caches())
        return next(filter(os.path.isdir, found), None)

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


def isolation(extensions: Path) -> list[str]:
    """Options to load the unpacked extensions of a folder, and none that root registered."""
    return [
        f"-env:BUNDLED_EXTENSIONS={extensions.as_uri()}",
        f"-env:UNO_SHARED_PACKAGES_CACHE={(extensions / 'none').as_uri()}",
    ]


def _computed(program: Path, folder: Path, unpacked: Path | None) -> str:
    """What a LibreOffice with an extension computes for the version function."""
    from openpyxl import Workbook

    bundle = folder / "extensions" / extension.FILE_NAME
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
