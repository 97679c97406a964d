"""Installs the add-in where Excel loads it.

**Unverified**: no Excel has been started after these steps. They follow Excel's documented start-up
folder.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from xlplanner.errors import FileError
from xlplanner.hosts.excel import addin, connection, registry, vba
from xlplanner.hosts.excel.names import FILE_NAME, INSTALL
from xlplanner.hosts.host import Report
from xlplanner.hosts.steps import Step, perform
from xlplanner.reference.folders import home_folder

# Where VBA's SaveSetting writes.
PROBLEM_KEY = "\\".join(
    [registry.USER, "Software", "VB and VBA Program Settings", *vba.SETTING[:2]]
)


@dataclass(frozen=True)
class Paths:
    """The files of an installation.

    Attributes
    ----------
    addin : Path
        In the folder whose files Excel opens and trusts when it starts.
    interpreter : Path
        The Python that computes the cells.
    """

    addin: Path
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
            interpreter=_windowless(executable or Path(sys.executable)),
        )

    @property
    def dll_folders(self) -> tuple[Path, Path]:
        """Where the add-in looks for the DLL: beside Python, or above its folder as in a venv."""
        return self.interpreter.parent, self.interpreter.parent.parent


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
    names = " and ".join(map(connection.library, connection.BITS))
    return [
        Step(f"check for {names} near {paths.interpreter}", partial(_need_dlls, paths)),
        Step(
            f"write the add-in {paths.addin}, which starts {paths.interpreter}",
            partial(_write_addin, paths),
        ),
    ]


def removal(paths: Paths) -> list[Step]:
    """The steps of uninstalling."""
    return [
        Step(f"delete the add-in {paths.addin}, if present", partial(_delete_addin, paths.addin)),
        Step(f"delete {PROBLEM_KEY}, if present", partial(registry.delete, PROBLEM_KEY)),
    ]


def last_problem(read: registry.Reader = registry.values) -> str | None:
    """When and why the add-in last failed to reach Python, as recorded by its VBA, or None."""
    problem = read(PROBLEM_KEY).get(vba.SETTING[2].lower())
    return None if problem is None else str(problem)


def find_dll(paths: Paths, bits: int) -> Path | None:
    """The DLL for an Excel of so many bits where the add-in looks for it, or None."""
    candidates = (folder / connection.library(bits) for folder in paths.dll_folders)
    return next(filter(Path.is_file, candidates), None)


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


def _need_dlls(paths: Paths) -> None:
    for bits in connection.BITS:
        if find_dll(paths, bits) is None:
            folders = " nor in ".join(map(str, paths.dll_folders))
            raise FileError(
                f"{connection.library(bits)} is neither in {folders}, where the add-in looks for "
                "it; install xlplanner into a virtual environment of its own"
            )


def _write_addin(paths: Paths) -> None:
    if paths.addin.exists() and addin.read_addin(paths.addin) is None:
        raise FileError(f"{paths.addin} was not built by xlplanner; move it elsewhere first")
    _need_code_page(paths.interpreter)
    try:
        paths.addin.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(f"cannot make the folder {paths.addin.parent}: {error.strerror}") from None
    try:
        addin.build_addin(paths.addin, str(paths.interpreter))
    except FileError as error:
        raise FileError(f"{error}; if Excel is running, close it and try again") from None


def _need_code_page(interpreter: Path) -> None:
    """Refuse a path that xlwings' DLL, which takes it in Windows' code page, cannot be given."""
    try:
        str(interpreter).encode("mbcs" if sys.platform == "win32" else "utf-8")
    except UnicodeEncodeError as error:
        raise FileError(
            f"{interpreter} holds {error.object[error.start]!r}, which is not in this Windows' "
            "code page; install xlplanner in a folder without that character"
        ) from None


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
