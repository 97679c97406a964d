"""Files that are written whole or not at all, and zips that are the same bytes every time."""

from __future__ import annotations

import os
import re
import shutil
import stat
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from contextvars import ContextVar
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xlplanner.errors import FileError, printable_path

# The earliest date that a zip can hold.
DATE = (1980, 1, 1, 0, 0, 0)
UNIX, READABLE = 3, 0o644 << 16

if sys.platform != "win32":
    import fcntl

# What a run makes and takes away again, named as tempfile does between these.
PREFIX, SUFFIX = "xlplanner-", ".tmp"
TEMPORARY = re.compile(rf"\.?{PREFIX}[a-z0-9_]{{8}}\{SUFFIX}")
IS_FILE = "it is a file, or lies in one"
# Files and folders of which nothing that is there may be overwritten.
_ONLY_NEW: ContextVar[frozenset[Path]] = ContextVar("_ONLY_NEW", default=frozenset())
# Seconds from which a killed run's are taken away: once nobody holds them, or without such locks.
UNHELD, OLD = 60, 86_400


class ReproducibleZip(ZipFile):
    """A new zip file; equal parts make equal bytes, whenever and wherever they are written."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "w")

    def writestr(  # type: ignore[override]
        self, name: object, data: str | bytes, *_: object
    ) -> None:
        """Add a part."""
        part = ZipInfo(str(name), DATE)
        part.compress_type, part.create_system, part.external_attr = ZIP_DEFLATED, UNIX, READABLE
        super().writestr(part, data)


@contextmanager
def atomic_write(path: Path) -> Iterator[Path]:
    """Give a temporary file beside a file, which takes its place when the block is through.

    A link is followed: the file it names is replaced, not the link. The mode is kept, and a missing
    folder is made.

    Raises
    ------
    FileError
        If the file cannot be written, or is there and no regular file.
    """
    path = followed(path)
    make_folder(path.parent)
    with _temporary(path, path.parent) as temporary:
        if path.exists() and not path.is_file():
            raise FileError(f"cannot write {printable_path(path)}: it is there and no regular file")
        yield temporary
        _to_disk(temporary, os.O_RDWR)
        temporary.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        _place(temporary, path)
        # Not every system lets a folder be opened.
        with suppress(OSError):
            _to_disk(path.parent, os.O_RDONLY)


def check_writable(path: Path) -> None:
    """See that a file, and the folders that it lies in, can be written, before there is one.

    Raises
    ------
    FileError
        If they cannot.
    """
    path = followed(path)
    try:
        folder = next(filter(Path.exists, path.parents), path.parent)
    except OSError as error:
        raise _unwritable(path, error) from None
    if not folder.is_dir():
        raise _no_folder(path.parent, IS_FILE)
    with _temporary(path, folder):
        pass


@contextmanager
def only_new(paths: Iterable[Path]) -> Iterator[None]:
    """Within the block, `atomic_write` overwrites none of these files, or in these folders."""
    token = _ONLY_NEW.set(frozenset(map(followed, paths)))
    try:
        yield
    finally:
        _ONLY_NEW.reset(token)


@contextmanager
def _temporary(path: Path, folder: Path) -> Iterator[Path]:
    """Give a temporary file in a folder, on the way to a file."""
    try:
        _sweep(folder)
        handle, name = tempfile.mkstemp(SUFFIX, f".{PREFIX}", folder)
        os.close(handle)
        temporary = Path(name)
        try:
            with _held(temporary):
                yield temporary
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise _unwritable(path, error) from None


def _unwritable(path: Path, error: OSError) -> FileError:
    return FileError(f"cannot write {printable_path(path)}: {error.strerror}")


def _place(temporary: Path, path: Path) -> None:
    """Put a file in its place."""
    if _ONLY_NEW.get().isdisjoint((path, *path.parents)):
        os.replace(temporary, path)
        return
    try:
        # Unlike a replacement, a link takes the place of nothing.
        os.link(temporary, path)
    except OSError:
        if path.exists():
            raise FileError(f"{printable_path(path)} was made meanwhile, and stays") from None
        # Not every file system has links.
        os.replace(temporary, path)


@contextmanager
def scratch_folder(parent: Path | None = None) -> Iterator[Path]:
    """Give a folder for temporary files, which is taken away after the block.

    Parameters
    ----------
    parent : Path, optional
        Where to make it; by default where the system keeps such.

    Raises
    ------
    FileError
        If there is no place for one.
    """
    try:
        _sweep(parent or Path(tempfile.gettempdir()))
        folder = Path(tempfile.mkdtemp(SUFFIX, f".{PREFIX}" if parent else PREFIX, parent))
    except OSError as error:
        where = f" in {parent}" if parent else ""
        raise FileError(f"cannot make a temporary folder{where}: {error.strerror}") from None
    try:
        with _held(folder):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def followed(path: Path) -> Path:
    """The file that a path to be written names, its links followed.

    Raises
    ------
    FileError
        If its links lead to one another, or its name is too long.
    """
    real = Path(os.path.realpath(path))
    try:
        # realpath leaves such links as they are.
        if any(part.is_symlink() for part in (real, *real.parents)):
            raise FileError(f"cannot write {printable_path(path)}: its links lead nowhere")
    except OSError as error:
        raise _unwritable(path, error) from None
    return real


def make_folder(path: Path) -> None:
    """Make a folder, and those that it lies in, unless it is there.

    Raises
    ------
    FileError
        If it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError):
        raise _no_folder(path, IS_FILE) from None
    except OSError as error:
        raise _no_folder(path, error.strerror) from None


def _no_folder(path: Path, why: str | None) -> FileError:
    return FileError(f"cannot make the folder {printable_path(path)}: {why}")


def write_texts(folder: Path, texts: Mapping[str, str]) -> list[Path]:
    """Write texts by their names into a folder.

    Raises
    ------
    FileError
        If one cannot be written.
    """
    for name, text in texts.items():
        with atomic_write(folder / name) as temporary:
            temporary.write_text(text, encoding="utf-8")
    return [folder / name for name in texts]


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _to_disk(path: Path, flags: int) -> None:
    """Wait until a file, or the names in a folder, are on the disk."""
    handle = os.open(path, flags)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _held(path: Path) -> Iterator[bool]:
    """Hold a file or folder; the system lets go of it however this process ends.

    Gives whether it is held: it is not if another process does, or where there are no locks.
    """
    if sys.platform == "win32":
        yield False
        return
    handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
        else:
            yield True
    finally:
        os.close(handle)


def _sweep(folder: Path) -> None:
    """Take away from a folder what this user's killed runs left there, as far as it can be."""
    names: list[str] = []
    with suppress(OSError):
        names = os.listdir(folder)
    for name in filter(TEMPORARY.fullmatch, names):
        with suppress(OSError):
            _remove_stale(folder / name)


def _remove_stale(path: Path) -> None:
    is_folder, seconds = _is_own_folder(path), time.time() - path.lstat().st_mtime
    if is_folder is None or seconds < UNHELD:
        return
    with _held(path) as held:
        if held or (sys.platform == "win32" and seconds > OLD):
            if is_folder:
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()


def _is_own_folder(path: Path) -> bool | None:
    """Whether what is there is a folder; None if it is another user's, or no regular file."""
    info = path.lstat()
    if sys.platform != "win32" and info.st_uid != os.getuid():
        return None
    is_folder = stat.S_ISDIR(info.st_mode)
    return is_folder if is_folder or stat.S_ISREG(info.st_mode) else None
