"""Installs the add-in where Excel loads it, and the settings where the add-in reads them.

**Unverified**: no Excel has been started after these steps. They follow Excel's documented start-up
folder and the VBA of xlwings' template.
"""

from __future__ import annotations

import csv
import os
import re
import sys
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path

from xlplanner.errors import FileError
from xlplanner.files import atomic_write
from xlplanner.hosts.excel import addin, registry, vba
from xlplanner.hosts.excel.names import FILE_NAME, INSTALL
from xlplanner.hosts.host import Report
from xlplanner.hosts.steps import Step, perform
from xlplanner.reference.folders import home_folder

# Only LF ends a line; str.splitlines knows others.
LINE = re.compile(r"[^\n]*\n")
# Where VBA's SaveSetting writes, below HKEY_CURRENT_USER.
PROBLEM_KEY = "\\".join(["Software", "VB and VBA Program Settings", *vba.SETTING[:2]])


@dataclass(frozen=True)
class Paths:
    """The files of an installation.

    Attributes
    ----------
    addin : Path
        In the folder whose files Excel opens and trusts when it starts.
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
    ) -> Paths:
        """The paths of a user, from environment variables, and of this Python."""
        home = Path(environment.get("USERPROFILE") or home_folder() or Path())
        roaming = Path(environment.get("APPDATA") or home / "AppData" / "Roaming")
        return cls(
            addin=roaming / "Microsoft" / "Excel" / "XLSTART" / FILE_NAME,
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
            # No module may be imported from the folder of a workbook.
            "ADD_WORKBOOK_TO_PYTHONPATH": "False",
            "UDF MODULES": vba.UDF_MODULE,
        }


def install(
    paths: Paths | None = None,
    *,
    dry_run: bool = False,
    report: Report = print,
) -> None:
    """Install the add-in for this user.

    Parameters
    ----------
    paths : Paths, optional
        By default those of this user and this Python.
    dry_run : bool
        Whether to report the steps without running them; works on any system.
    report : callable
        Called with each step.

    Raises
    ------
    FileError
        If this is not Windows, xlwings' DLL is not near Python, or another file has the add-in's
        name.
    """
    _need_windows(dry_run)
    perform(installation(paths or Paths.of_user()), report, dry_run=dry_run)


def uninstall(
    paths: Paths | None = None,
    *,
    dry_run: bool = False,
    report: Report = print,
) -> None:
    """Remove what `install` installed and nothing else; the parameters are the same."""
    _need_windows(dry_run)
    perform(removal(paths or Paths.of_user()), report, dry_run=dry_run)


def installation(paths: Paths) -> list[Step]:
    """The steps of installing."""
    settings = paths.own_settings()
    return [
        Step(f"check for {dll_name()} near {paths.interpreter}", partial(_need_dll, paths)),
        Step(f"write the add-in {paths.addin}", partial(_write_addin, paths.addin)),
        *(
            Step(
                f"set {key} to {value} in {paths.settings}",
                partial(_write_settings, paths.settings, {key: value}),
            )
            for key, value in settings.items()
        ),
    ]


def removal(paths: Paths) -> list[Step]:
    """The steps of uninstalling."""
    keys = dict.fromkeys(paths.own_settings())
    return [
        Step(f"delete the add-in {paths.addin}, if present", partial(_delete_addin, paths.addin)),
        Step(
            f"remove {', '.join(keys)} from {paths.settings}, and delete the file if empty",
            partial(_write_settings, paths.settings, keys),
        ),
        Step(
            rf"delete HKEY_CURRENT_USER\{PROBLEM_KEY}, if present",
            partial(registry.delete, PROBLEM_KEY),
        ),
    ]


def last_problem(read: registry.Reader = registry.value) -> str | None:
    """When and why the add-in last failed to reach Python, as recorded by its VBA, or None."""
    problem = read(PROBLEM_KEY, vba.SETTING[2])
    return None if problem is None else str(problem)


def dll_name() -> str:
    """File name of the DLL through which the add-in of this xlwings starts Python."""
    return f"xlwings64-{version('xlwings')}.dll"


def find_dll(paths: Paths) -> Path | None:
    """The DLL where xlwings' VBA looks for it, or None."""
    candidates = (folder / dll_name() for folder in paths.dll_folders)
    return next(filter(Path.is_file, candidates), None)


def read_settings(path: Path) -> dict[str, str]:
    """The settings of a file by key, in upper case; empty if the file does not exist."""
    return {key: value for key, value, _ in _lines(path)}


def _need_windows(dry_run: bool) -> None:
    if not dry_run and sys.platform != "win32":
        raise FileError(
            f"the Excel add-in needs Excel on Windows; this is {sys.platform}. `{INSTALL} "
            "--dry-run` prints the steps, `xlplanner build --xlam` builds the add-in on any system"
        )


def _windowless(executable: Path) -> Path:
    """The interpreter without a console window, if it is installed beside this one."""
    windowless = executable.with_name("pythonw.exe")
    return windowless if windowless.is_file() else executable


def _need_dll(paths: Paths) -> None:
    if find_dll(paths) is None:
        folders = " nor in ".join(map(str, paths.dll_folders))
        raise FileError(
            f"{dll_name()} is neither in {folders}, where the add-in looks for it; install "
            "xlplanner into a virtual environment of its own"
        )


def _write_addin(path: Path) -> None:
    if path.exists() and addin.read_addin(path) is None:
        raise FileError(f"{path} was not built by xlplanner; move it elsewhere first")
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
        raise FileError(f"{path} was not built by xlplanner, so it is not deleted")
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
            f"{path} would contain {error.object[error.start]!r}, which VBA cannot read in this "
            "user's Windows code page; install xlplanner in a folder without that character"
        ) from None
    with atomic_write(path) as temporary:
        temporary.write_bytes(data)


def _lines(path: Path) -> list[tuple[str, str, str]]:
    """Key in upper case, value and text of each line of a settings file."""
    try:
        text = path.read_bytes().decode(_encoding(), errors="surrogateescape")
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise FileError(f"cannot read {path}: {error.strerror}") from None
    if text and not text.endswith("\n"):
        text += "\r\n"
    lines = []
    for line in LINE.findall(text):
        try:
            key, value, *_ = [*next(csv.reader([line]), []), "", ""]
        except csv.Error:
            key = value = ""
        lines.append((key.strip().upper(), value, line))
    return lines


def _encoding() -> str:
    # VBA's Open reads text in the user's Windows code page, which Python calls mbcs.
    return "mbcs" if sys.platform == "win32" else "utf-8"
