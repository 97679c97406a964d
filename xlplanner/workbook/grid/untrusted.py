"""Reading workbooks of others: zip files of XML, of which none may do harm."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile
from zlib import error as ZlibError  # noqa: N812

from xlplanner.errors import FileError

# A planner has some 60 parts of a few megabytes in all.
MOST_BYTES, MOST_PARTS, MOST_UNPACKED = 10_000_000, 1_000, 60_000_000
# XML of spreadsheets packs ten to forty times smaller; a bomb a thousand times.
MOST_PACKED, RATIO_FROM = 200, 1_000_000
XML = (".xml", ".rels", ".vml")


def parts(path: Path) -> Iterator[tuple[str, bytes]]:
    """The parts of a workbook, after a look at their sizes.

    Raises
    ------
    FileError
        If the file is not there or damaged, holds too much, or has XML with a document type, by
        which entities attack.
    """
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise FileError(f"{path} has {size} bytes; at most {MOST_BYTES} are read")
        with ZipFile(path) as archive:
            _check_sizes(path, archive)
            for entry in archive.infolist():
                content = archive.read(entry)
                _check_xml(path, entry.filename, content)
                yield entry.filename, content
    except (BadZipFile, ZlibError, EOFError, NotImplementedError, RuntimeError) as error:
        raise FileError(f"{path} is no workbook, or damaged: {error}") from None
    except OSError as error:
        raise FileError(f"cannot read {path}: {error.strerror or error}") from None


def _check_sizes(path: Path, archive: ZipFile) -> None:
    entries = archive.infolist()
    if len(entries) > MOST_PARTS:
        raise FileError(f"{path} has {len(entries)} parts; at most {MOST_PARTS} are read")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MOST_UNPACKED:
        raise FileError(f"{path} unpacks to {unpacked} bytes; at most {MOST_UNPACKED} are read")
    for entry in entries:
        if entry.file_size > RATIO_FROM and entry.file_size > MOST_PACKED * entry.compress_size:
            raise FileError(
                f"{path}: {entry.filename} unpacks to more than {MOST_PACKED} times its size, "
                "as a zip bomb does"
            )


def _check_xml(path: Path, part: str, content: bytes) -> None:
    """Refuse a document type in any part: what a part is called does not say how it is read."""
    parser = expat.ParserCreate()

    def refuse(*_: object) -> None:
        raise FileError(
            f"{path}: {part} has a document type, which workbooks never have and entity attacks do"
        )

    parser.StartDoctypeDeclHandler = parser.EntityDeclHandler = refuse
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        if part.lower().endswith(XML):
            raise FileError(f"{path} is damaged: {part}: {error}") from None
