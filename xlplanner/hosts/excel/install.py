"""Puts the add-in where Excel loads it, and the settings where the add-in reads them.

**Unverified**: no Excel has started with what these steps leave behind. They follow Excel's
documented start-up folder and the VBA of xlwings' template.
"""

from __future__ import annotations

import csv
import os
import re
import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

from xlplanner.errors import FileError
from xlplanner.files import atomic_write
from xlplanner.hosts.excel import addin, vba
from xlplanner.hosts.steps import Step, perform

# Only LF ends a line; str.splitlines knows others.
LINE = re.compile(r"[^\n]*\n")
# Where VBA's SaveSetting writes, below HKEY_CURRENT_USER.
PROBLEM_KEY = "\\".join(["Software", "VB and VBA Program Settings", *vba.SETTING[:2]])


@dataclass(frozen=True)
class Places:
    """Where everything goes.

    Attributes
    ----------
    addin : Path
        In the folder whose files Excel opens, trusted, as it starts.
    settings : Path
        Where the add-in's VBA looks for the interpreter.
    interpreter : Path
        The Python that computes the cells.
    """

    addin: Path
    settings: Path
    interpreter: Path

    @classmethod
    def of_user(
        cls, environment: Mapping[str, str] = os.environ, executable: Path | None = None
    ) -> Places:
        """The places of a user, as the environment names them, and of this Python."""
        home = Path(environment.get("USERPROFILE") or Path.home())
        roaming = Path(environment.get("APPDATA") or home / "AppData" / "Roaming")
        return cls(
            addin=roaming / "Microsoft" / "Excel" / "XLSTART" / addin.FILE_NAME,
            settings=home / ".xlplanner" / "xlplanner.conf",
            interpreter=_windowless(executable or Path(sys.executable)),
        )

    @property
    def dll_folders(self) -> tuple[Path, Path]:
        """Where xlwings' VBA looks for its DLL: beside Python, or above its folder as in a venv."""
        return self.interpreter.parent, self.interpreter.parent.parent

    def own_settings(self) -> dict[str, str]:
        """The settings that installing sets and uninstalling removes."""
        return {
            "INTERPRETER_WIN": str(self.interpreter),
            # The folder of a workbook must not bring modules of its own.
            "ADD_WORKBOOK_TO_PYTHONPATH": "False",
            "UDF MODULES": vba.UDF_MODULE,
        }


def install(
    places: Places | None = None,
    *,
    dry_run: bool = False,
    report: Callable[[str], object] = print,
) -> None:
    """Install the add-in for this user, or tell what that would do.

    Parameters
    ----------
    places : Places, optional
        Those of this user and this Python by default.
    dry_run : bool
        Whether only to tell the steps; works on any system.
    report : callable
        Is told each step.

    Raises
    ------
    FileError
        If this is not Windows, xlwings' DLL is not beside Python, or a foreign file is in the way.
    """
    _need_windows(dry_run)
    perform(installation(places or Places.of_user()), report, dry_run=dry_run)


def uninstall(
    places: Places | None = None,
    *,
    dry_run: bool = False,
    report: Callable[[str], object] = print,
) -> None:
    """Remove what `install` brought, and nothing else; parameters are those of `install`."""
    _need_windows(dry_run)
    perform(removal(places or Places.of_user()), report, dry_run=dry_run)


def installation(places: Places) -> list[Step]:
    """The steps of installing."""
    settings = places.own_settings()
    return [
        Step(f"check that {dll_name()} is near {places.interpreter}", partial(_need_dll, places)),
        Step(f"write the add-in {places.addin}", partial(_write_addin, places.addin)),
        *(
            Step(
                f"set {key} to {value} in {places.settings}",
                partial(_write_settings, places.settings, {key: value}),
            )
            for key, value in settings.items()
        ),
    ]


def removal(places: Places) -> list[Step]:
    """The steps of uninstalling."""
    keys = dict.fromkeys(places.own_settings())
    return [
        Step(f"delete the add-in {places.addin}, if there", partial(_delete_addin, places.addin)),
        Step(
            f"remove {', '.join(keys)} from {places.settings}, and the file if nothing is left",
            partial(_write_settings, places.settings, keys),
        ),
        Step(rf"delete HKEY_CURRENT_USER\{PROBLEM_KEY}, if there", _forget_problem),
    ]


def last_problem() -> str | None:
    """When and why the add-in last failed to get an answer, as its VBA has noted; None if never."""
    if sys.platform != "win32":
        return None
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, PROBLEM_KEY) as key:
            return str(winreg.QueryValueEx(key, vba.SETTING[2])[0])
    except FileNotFoundError:
        return None


def dll_name() -> str:
    """File name of the DLL through which the add-in of this xlwings starts Python."""
    return f"xlwings64-{version('xlwings')}.dll"


def find_dll(places: Places) -> Path | None:
    """The DLL where xlwings' VBA looks for it, or None."""
    found = (folder / dll_name() for folder in places.dll_folders)
    return next(filter(Path.is_file, found), None)


def read_settings(path: Path) -> dict[str, str]:
    """The settings of a file by key, in upper case; none if it is not there."""
    return {key: value for key, value, _ in _lines(path)}


def _need_windows(dry_run: bool) -> None:
    if not dry_run and sys.platform != "win32":
        raise FileError(
            f"the Excel add-in needs Excel on Windows; this is {sys.platform}. `xlplanner install "
            "excel --dry-run` tells the steps, `xlplanner build --xlam` builds the add-in anywhere"
        )


def _windowless(executable: Path) -> Path:
    """The Python beside this one that opens no console window, if there is one."""
    other = executable.with_name("pythonw.exe")
    return other if other.is_file() else executable


def _need_dll(places: Places) -> None:
    if find_dll(places) is None:
        folders = " or ".join(map(str, places.dll_folders))
        raise FileError(
            f"{dll_name()} is neither in {folders}, where the add-in looks for it; install "
            "xlplanner into a virtual environment of its own"
        )


def _write_addin(path: Path) -> None:
    if path.exists() and addin.read_addin(path) is None:
        raise FileError(f"{path} is not xlplanner's; move it away first")
    _make_folder(path.parent)
    try:
        addin.build_addin(path)
    except FileError as error:
        raise FileError(f"{error}; if Excel is running, close it and try again") from None


def _make_folder(path: Path) -> None:
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(f"cannot make the folder {path}: {error.strerror}") from None


def _delete_addin(path: Path) -> None:
    if not path.exists():
        return
    if addin.read_addin(path) is None:
        raise FileError(f"{path} is not xlplanner's, so it stays")
    try:
        path.unlink()
    except OSError as error:
        raise FileError(
            f"cannot delete {path}: {error.strerror}; if Excel is running, close it and try again"
        ) from None


def _write_settings(path: Path, changes: Mapping[str, str | None]) -> None:
    """Set or, with None, remove settings; every other line of the file stays as it is."""
    kept = [line for key, _, line in _lines(path) if key not in changes]
    # VBA ends a line at CR LF.
    lines = kept + [f'"{key}","{value}"\r\n' for key, value in changes.items() if value is not None]
    if not lines:
        with suppress(FileNotFoundError, NotADirectoryError):
            path.unlink()
        return
    _make_folder(path.parent)
    try:
        data = "".join(lines).encode(_encoding(), errors="surrogateescape")
    except UnicodeEncodeError as error:
        raise FileError(
            f"{path} would need {error.object[error.start]!r}, which VBA cannot read in Windows' "
            "code page of this user; install xlplanner in a folder without it"
        ) from None
    with atomic_write(path) as temporary:
        temporary.write_bytes(data)


def _lines(path: Path) -> list[tuple[str, str, str]]:
    """Key in upper case, value and text of each line of a file of settings."""
    try:
        text = path.read_bytes().decode(_encoding(), errors="surrogateescape")
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise FileError(f"cannot read {path}: {error.strerror}") from None
    if text and not text.endswith("\n"):
        text += "\r\n"
    found = []
    for line in LINE.findall(text):
        try:
            key, value, *_ = [*next(csv.reader([line]), []), "", ""]
        except csv.Error:
            key = value = ""
        found.append((key.strip().upper(), value, line))
    return found


def _encoding() -> str:
    # VBA's Open reads the code page of the user's Windows, which Python calls mbcs.
    return "mbcs" if sys.platform == "win32" else "utf-8"


def _forget_problem() -> None:
    if sys.platform != "win32":
        return
    import winreg

    with suppress(FileNotFoundError):
        winreg.DeleteKey(winreg.HKEY_CURRENT_USER, PROBLEM_KEY)
