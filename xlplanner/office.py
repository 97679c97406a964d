"""The LibreOffice of this machine: its folder, its Python, and running its programs."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from functools import cached_property
from glob import glob
from pathlib import Path
from typing import Self

from xlplanner.errors import FileError

TIMEOUT = 120
PROGRAMS = ("soffice", "libreoffice")
# The folders of LibreOffice's own installers.
PROGRAM_FOLDERS = (
    "C:/Program Files/LibreOffice/program",
    "/Applications/LibreOffice.app/Contents/MacOS",
    "/opt/libreoffice*/program",
)
VERSION = re.compile(r"LibreOffice (\d{1,4}(?:\.\d{1,6})+)")


@dataclass(frozen=True)
class LibreOffice:
    """A LibreOffice installation.

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
    def find(cls) -> Self | None:
        """The LibreOffice on the PATH or in the folder of its installer, or None."""
        for name in PROGRAMS:
            program = shutil.which(name)
            if program is not None:
                return cls(Path(program).resolve().parent)
        for pattern in PROGRAM_FOLDERS:
            for folder in sorted(glob(pattern)):
                return cls(Path(folder))
        return None

    @cached_property
    def version(self) -> tuple[int, ...]:
        """Its version, as (25, 2, 3); empty if unknown."""
        match = VERSION.search(self.run("soffice", "--version"))
        return tuple(map(int, match[1].split("."))) if match else ()

    @property
    def python(self) -> str | None:
        """The version of its Python, as "3.11"; None if it has none or it is unknown."""
        for folder in self.program.glob("python-core-3.*"):
            return ".".join(folder.name.removeprefix("python-core-").split(".")[:2])
        library = self.program / "libpyuno.so"
        match = re.search(rb"libpython(3\.\d+)", library.read_bytes()) if library.exists() else None
        return match[1].decode() if match else None

    def run(self, name: str, *arguments: str) -> str:
        """Run one of its programs and return its output.

        Raises
        ------
        FileError
            If it cannot be started, fails or takes too long; the message contains its output.
        """
        program = shutil.which(name, path=str(self.program)) or str(self.program / name)
        command = [program, *arguments]
        if self.profile is not None:
            command.append(f"-env:UserInstallation={self.profile.resolve().as_uri()}")
        started = None
        try:
            # An interrupt must not leave it running, not even one before Popen returns.
            with _signals_later():
                started = _start(command)
            output, _ = started.communicate(timeout=TIMEOUT)
        except subprocess.TimeoutExpired:
            raise FileError(f"{name} did not end within {TIMEOUT} s") from None
        finally:
            if started is not None and started.returncode is None:
                _end(started)
        if started.returncode != 0:
            raise FileError(f"{name} failed: {' '.join(output.split()) or 'no output'}")
        return output


def _start(command: list[str]) -> subprocess.Popen[str]:
    try:
        return subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env=plain_environment(),
            # A process group of its own, so that all its processes can be ended.
            start_new_session=True,
        )
    except OSError as error:
        raise FileError(f"cannot start {command[0]}: {error.strerror}") from None


@contextmanager
def _signals_later() -> Iterator[None]:
    """Keep what interrupts until the block is through; only the main thread is interrupted."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    kept: list[int] = []
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    # None is a handler that is not Python's, and so cannot be put back.
    own = {number: handler for number, handler in handlers.items() if handler is not None}
    for number in own:
        signal.signal(number, lambda caught, frame: kept.append(caught))
    try:
        yield
    finally:
        for number, handler in own.items():
            signal.signal(number, handler)
        for caught in kept:
            signal.raise_signal(caught)


def foreign_pythons() -> list[Path]:
    """Folders on the PATH whose Python is not the system's.

    On Linux, LibreOffice locates its Python's modules through the python3 on the PATH. With an
    activated environment, or another Python, it does not find them and cannot open files that use
    functions of a Python extension.
    """
    if sys.platform != "linux":
        return []
    folders = map(Path, os.environ.get("PATH", "").split(os.pathsep))
    return [folder for folder in folders if (folder / "python3").exists() and _is_foreign(folder)]


def _is_foreign(folder: Path) -> bool:
    prefix = folder.absolute().parent
    if prefix in (Path("/"), Path("/usr")):
        return False
    return (prefix / "pyvenv.cfg").exists() or any(prefix.glob("lib/python3.*/encodings"))


def plain_environment() -> dict[str, str]:
    """The environment variables with which LibreOffice uses its own Python."""
    foreign = set(map(str, foreign_pythons()))
    variables = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}
    folders = variables.get("PATH", "").split(os.pathsep)
    own = os.pathsep.join(folder for folder in folders if folder not in foreign)
    return variables | {"PATH": own}


def _end(process: subprocess.Popen[str]) -> None:
    with suppress(ProcessLookupError):
        if sys.platform == "win32":
            process.kill()
        else:
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    if process.stdout is not None:
        process.stdout.close()
