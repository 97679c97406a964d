"""Files that are written whole or not at all, and zips that are the same bytes every time."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from xlplanner.errors import FileError

# Excel's add-in, which is installed under this name, and which a workbook may link to.
EXCEL_ADDIN = "xlplanner.xlam"
# The earliest date that a zip can hold.
DATE = (1980, 1, 1, 0, 0, 0)
UNIX, READABLE = 3, 0o644 << 16


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

    A link is followed: the file it names is replaced, not the link. The mode is kept.

    Raises
    ------
    FileError
        If the file cannot be written, or is there and no regular file.
    """
    try:
        path = path.resolve()
    except (OSError, RuntimeError):
        raise FileError(f"cannot write {path}: its links lead nowhere") from None
    try:
        if path.exists() and not path.is_file():
            raise FileError(f"cannot write {path}: it is there and no regular file")
        handle, name = tempfile.mkstemp(prefix=".xlplanner-", dir=path.parent)
    except OSError as error:
        raise FileError(f"cannot write {path}: {error.strerror}") from None
    temporary = Path(name)
    os.close(handle)
    try:
        yield temporary
        temporary.chmod(path.stat().st_mode if path.exists() else 0o666 & ~_umask())
        os.replace(temporary, path)
    except OSError as error:
        raise FileError(f"cannot write {path}: {error.strerror}") from None
    finally:
        temporary.unlink(missing_ok=True)


def make_folder(path: Path) -> None:
    """Make a folder, and those that it lies in, unless it is there.

    Raises
    ------
    FileError
        If it cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FileError(f"cannot make the folder {path}: {error.strerror}") from None


def write_texts(folder: Path, texts: Mapping[str, str]) -> list[Path]:
    """Write texts by their names into a folder, which is made if it is not there.

    Raises
    ------
    FileError
        If one cannot be written.
    """
    make_folder(folder)
    for name, text in texts.items():
        with atomic_write(folder / name) as temporary:
            temporary.write_text(text, encoding="utf-8")
    return [folder / name for name in texts]


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
