"""Registering the extension in a LibreOffice, and computing a formula with it."""

from __future__ import annotations

import os
import re
import shutil
import sys
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from xlplanner._version import __version__
from xlplanner.errors import FileError
from xlplanner.files import scratch_folder
from xlplanner.hosts.calc import extension
from xlplanner.hosts.calc.names import ADD_IN, FILE_NAME, IDENTIFIER
from xlplanner.office import LibreOffice
from xlplanner.reference.folders import home_folder

# The first tested version that reads the plain names of add-in functions in xlsx files.
FIRST_VERSION = (25, 2)
PROFILES = {
    "win32": "AppData/Roaming/LibreOffice/4",
    "darwin": "Library/Application Support/LibreOffice/4",
}
LINUX_PROFILE = ".config/libreoffice/4"
CACHE = "uno_packages/cache/uno_packages"
REGISTERED = re.compile(
    rf"Identifier: {re.escape(IDENTIFIER)}\s+Version: (?P<version>\S+)\s+"
    r"URL: (?P<url>[^\n]*)\s+is registered: (?P<state>\S+)"
)


class Registered(NamedTuple):
    """The extension as registered in LibreOffice.

    Attributes
    ----------
    version : str
    folder : Path, optional
        Where it is unpacked, if known.
    complete : bool
        Whether all its parts are registered.
    """

    version: str
    folder: Path | None
    complete: bool

    def package_folders(self) -> list[Path]:
        """The folders it imports packages from; empty if they cannot be read."""
        if self.folder is None:
            return []
        try:
            text = (self.folder / extension.ENVIRONMENT).read_text(encoding="utf-8")
        except (OSError, UnicodeDecodeError):
            return []
        return [self.folder / line for line in text.splitlines()]


class Office(LibreOffice):
    """A LibreOffice in which the extension is registered."""

    @property
    def shared(self) -> bool:
        """Whether extensions go to all users: unopkg refuses root's own profile."""
        return self.profile is None and hasattr(os, "geteuid") and os.geteuid() == 0

    def registered(self) -> Registered | None:
        """The extension registered for this user, or else for all users, or None."""
        scopes = [["--shared"]] if self.shared else [[], ["--shared"]]
        for scope in scopes:
            registered = self._listed(scope)
            if registered is not None:
                return registered
        return None

    def registered_version(self) -> str | None:
        """The version registered in the scope that `add` and `remove` change, or None."""
        registered = self._listed(self._scope())
        return None if registered is None else registered.version

    def _listed(self, scope: list[str]) -> Registered | None:
        match = REGISTERED.search(self.run("unopkg", "list", *scope))
        if match is None:
            return None
        return Registered(match["version"], self._unpacked(match["url"]), match["state"] == "yes")

    def _unpacked(self, url: str) -> Path | None:
        """The folder of an unpacked registered extension."""
        name = "/".join(url.split("/")[-2:])
        folders = (cache / name for cache in self._caches())
        return next(filter(os.path.isdir, folders), None)

    def _caches(self) -> Iterator[Path]:
        home = home_folder()
        usual = home and home / PROFILES.get(sys.platform, LINUX_PROFILE)
        if profile := self.profile or usual:
            yield profile / "user" / CACHE
        yield self.program.parent / "share" / CACHE
        yield Path("/var/spool/libreoffice") / CACHE

    def add(self, path: Path) -> None:
        """Register an extension, replacing an older one; if this fails, none stays registered."""
        try:
            self.run("unopkg", "add", "--force", *self._scope(), str(path))
        except FileError:
            with suppress(FileError):
                self.remove()
            raise

    def remove(self) -> None:
        """Remove xlplanner's extension, if it is registered."""
        if self.registered_version() is not None:
            self.run("unopkg", "remove", *self._scope(), IDENTIFIER)

    def _scope(self) -> list[str]:
        return ["--shared"] if self.shared else []

    def try_out(self, unpacked: Path | None = None) -> None:
        """Compute a formula with the extension, in a temporary profile.

        Parameters
        ----------
        unpacked : Path, optional
            The folder of an unpacked extension; by default one is built from this environment.

        Raises
        ------
        FileError
            If the formula gives anything but the version of this package.
        """
        with scratch_folder() as folder:
            computed = _computed(self.program, folder, unpacked)
        if computed != __version__:
            raise FileError(
                f"LibreOffice in {self.program} cannot load xlplanner; {self._mismatch()}"
            )

    def _mismatch(self) -> str:
        own = f"{sys.version_info.major}.{sys.version_info.minor}"
        office = self.python
        if office is None:
            return "it has no Python (on Debian and Ubuntu, install python3-uno)"
        if office != own:
            return (
                f"it runs Python {office}, this environment Python {own}: install xlplanner into "
                f"an environment made with Python {office}"
            )
        return f"its Python {office} matches this environment; is the environment readable?"


def isolation(extensions: Path) -> list[str]:
    """Options to load only the unpacked extensions of a folder, not those root registered."""
    return [
        f"-env:BUNDLED_EXTENSIONS={extensions.as_uri()}",
        f"-env:UNO_SHARED_PACKAGES_CACHE={(extensions / 'none').as_uri()}",
    ]


def _computed(program: Path, folder: Path, unpacked: Path | None) -> str:
    """The value of XLPLANNER_VERSION in a LibreOffice with the extension; empty if none."""
    from openpyxl import Workbook

    bundle = folder / "extensions" / FILE_NAME
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
    values = folder / "trial.csv"
    return values.read_text(encoding="utf-8").strip() if values.exists() else ""


def _copy(unpacked: Path, bundle: Path) -> None:
    try:
        shutil.copytree(unpacked, bundle)
    except (OSError, shutil.Error) as error:
        raise FileError(f"cannot read the registered extension {unpacked}: {error}") from None
