"""Strangers' files: zip files of XML, each part read as a stream and all within limits."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from struct import error as StructError  # noqa: N812
from typing import IO, TypeAlias, TypeVar
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812

from xlplanner.errors import FileError, printable, printable_path

Key = TypeVar("Key")
Item = TypeVar("Item")
# What is called with an element's attributes, or at its end with its text, by the element's path.
Starts: TypeAlias = Mapping[str, Callable[[Mapping[str, str]], None]]
Ends: TypeAlias = Mapping[str, Callable[[str], None]]

CHUNK_BYTES = 32_768
# What zipfile and zlib raise on damaged files; UnicodeDecodeError is a ValueError.
ZIP_ERRORS = (
    BadZipFile, ZlibError, StructError, EOFError, RuntimeError, ValueError, OverflowError,
)  # fmt: skip
METHODS = (ZIP_STORED, ZIP_DEFLATED)
ENCRYPTED = 1
# Other encodings would be decoded by whatever codec Python has of that name.
ENCODINGS = ("UTF-8", "UTF-16", "UTF-16LE", "UTF-16BE", "US-ASCII", "ISO-8859-1")


@dataclass(frozen=True, slots=True)
class Limits:
    """What is read of a file, at most.

    Attributes
    ----------
    file_bytes, unpacked_bytes : int
        Of the file, and of all its parts that are read.
    parts, directory_bytes : int
        Of the zip file's directory.
    tags, tag_bytes : int
        Tags of all parts; bytes of one, with its attributes.
    depth, names : int
        Elements in one another, and names that differ, of one part.
    listed : int
        Sheets, number formats, and relationships of one part: what is kept until it is looked up.
    namespace : int
        Characters of a namespace, which stands before every name of an element.
    text : int
        Characters of one cell; no spreadsheet program takes more.
    seconds : float
        Of a processor, for the whole file: a busy machine is no fault of a file.
    """

    file_bytes: int = 20_000_000
    unpacked_bytes: int = 30_000_000
    parts: int = 1_000
    directory_bytes: int = 250_000
    tags: int = 1_500_000
    tag_bytes: int = 65_536
    depth: int = 50
    names: int = 1_000
    listed: int = 10_000
    namespace: int = 1_000
    text: int = 32_767
    seconds: float = 3.0


LIMITS = Limits()


class _Source(BytesIO):
    """A file in memory, of which every read is checked first."""

    def __init__(self, content: bytes, check: Callable[[int], None]) -> None:
        super().__init__(content)
        self._check = check

    def read(self, size: int | None = -1, /) -> bytes:
        self._check(size or 0)
        return super().read(size)


class Package:
    """A zip file of XML parts.

    Parameters
    ----------
    path : Path
    names : mapping
        What paths call the elements, by namespace and name with a space between them.
    limits : Limits

    Raises
    ------
    FileError
        Here and in `parse`, if the file cannot be read, is damaged or goes beyond a limit.
    """

    def __init__(self, path: Path, names: Mapping[str, str], limits: Limits = LIMITS) -> None:
        self.path, self.names, self.limits = path, names, limits
        self.shown = printable_path(path)
        self.unpacked = self.tags = 0
        self._start = time.process_time()
        self._entries: dict[str, ZipInfo] = {}
        try:
            self._archive = ZipFile(_Source(self._content(), self._check_read))
            for entry in self._archive.infolist():
                # Names of parts are the same in capitals.
                put_once(self._entries, entry.filename.lower(), entry)
        except ZIP_ERRORS as error:
            raise self.damaged(error) from None
        if len(self._entries) > limits.parts:
            raise self.beyond(f"has {len(self._entries)} parts", limits.parts)

    def _content(self) -> bytes:
        if not self.path.is_file():
            raise FileError(f"cannot read {self.shown}: it is not there, or not a regular file")
        try:
            size, most = self.path.stat().st_size, self.limits.file_bytes
            if size > most:
                raise self.beyond(f"has {size} bytes", most)
            with self.path.open("rb") as file:
                return file.read(most)
        except OSError as error:
            raise FileError(f"cannot read {self.shown}: {error.strerror or error}") from None

    def damaged(self, why: object) -> FileError:
        """An error that says why the file cannot be read."""
        return FileError(f"{self.shown} is no workbook, or is damaged: {printable(str(why), 200)}")

    def beyond(self, excess: str, limit: int) -> FileError:
        """An error that says what is beyond its limit."""
        return FileError(f"{self.shown} {excess}; at most {limit} are read")

    def check_listed(self, count: int, what: str) -> None:
        """Refuse more of something than is kept."""
        if count > self.limits.listed:
            raise self.beyond(f"has {count} {what} or more", self.limits.listed)

    def check_time(self) -> None:
        """Refuse what takes too long."""
        most = self.limits.seconds
        if time.process_time() - self._start > most:
            raise FileError(f"{self.shown} takes more than {most:g} seconds of a processor to read")

    def _check_read(self, size: int) -> None:
        # zipfile reads the directory at once, and everything else in chunks.
        if size > self.limits.directory_bytes:
            raise self.beyond(f"has a directory of {size} bytes", self.limits.directory_bytes)
        self.check_time()

    def parse(self, part: str, starts: Starts, ends: Ends) -> None:
        """Stream the elements of a part; a path is such as "/sst/si"."""
        shown = printable(part)
        entry = self._entries.get(part.lower())
        if entry is None:
            raise self.damaged(f"it has no part {shown}")
        if entry.flag_bits & ENCRYPTED or entry.compress_type not in METHODS:
            raise self.damaged(f"{shown} is encrypted, or packed as workbooks never are")
        try:
            with self._archive.open(entry) as stream:
                _Parser(self, shown, starts, ends).run(stream)
        except (expat.ExpatError, *ZIP_ERRORS) as error:
            raise self.damaged(f"{shown}: {error}") from None


class _Node:
    """An element that is listened to, or holds such: its children and what is called."""

    def __init__(self) -> None:
        self.children: dict[str, _Node] = {}
        self.start: Callable[[Mapping[str, str]], None] | None = None
        self.end: Callable[[str], None] | None = None

    def at(self, path: str) -> _Node:
        """The element of a path, made where it is missing."""
        node = self
        for word in path.split("/")[1:]:
            node = node.children.setdefault(word, _Node())
        return node


OTHER = _Node()


class _Parser:
    """The parsing of one part."""

    def __init__(self, package: Package, part: str, starts: Starts, ends: Ends) -> None:
        self.package, self.part = package, part
        root = _Node()
        for path, start in starts.items():
            root.at(path).start = start
        for path, end in ends.items():
            root.at(path).end = end
        self.nodes = [root]
        self.pieces: list[str] | None = None
        self.expat = parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartElementHandler, parser.EndElementHandler = self._element, self._end
        parser.CharacterDataHandler = self._text
        parser.XmlDeclHandler = self._declaration
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartNamespaceDeclHandler = self._namespace

    def run(self, stream: IO[bytes]) -> None:
        package, limits, fed = self.package, self.package.limits, 0
        while chunk := stream.read(CHUNK_BYTES):
            package.unpacked += len(chunk)
            if package.unpacked > limits.unpacked_bytes:
                excess = f"unpacks to {package.unpacked} bytes or more"
                raise package.beyond(excess, limits.unpacked_bytes)
            package.tags += chunk.count(b"<")
            if package.tags > limits.tags:
                raise self._beyond(f"{package.tags} tags or more, the last", limits.tags)
            self.expat.Parse(chunk)
            fed += len(chunk)
            # expat holds back a tag without an end, and reads it anew with every chunk.
            unfinished, names = fed - self.expat.CurrentByteIndex, len(self.expat.intern)
            if unfinished > limits.tag_bytes:
                raise self._beyond(f"a tag of {unfinished} bytes or more", limits.tag_bytes)
            if names > limits.names:
                raise self._beyond(f"{names} different names or more", limits.names)
            package.check_time()
        self.expat.Parse(b"", True)

    def _beyond(self, excess: str, limit: int) -> FileError:
        return self.package.beyond(f"has {excess} in {self.part}", limit)

    def _element(self, name: str, attributes: dict[str, str]) -> None:
        nodes, package = self.nodes, self.package
        if len(nodes) > package.limits.depth:
            raise self._beyond(f"{len(nodes)} elements in one another", package.limits.depth)
        node = nodes[-1].children.get(package.names.get(name, ""), OTHER)
        nodes.append(node)
        self.pieces = None if node.end is None else []
        if node.start is not None:
            node.start(attributes)

    def _text(self, text: str) -> None:
        if self.pieces is not None:
            self.pieces.append(text)

    def _end(self, name: str) -> None:
        node = self.nodes.pop()
        if node.end is not None:
            node.end("".join(self.pieces or ()))
        self.pieces = None

    def _namespace(self, prefix: str | None, uri: str | None) -> None:
        limit = self.package.limits.namespace
        if uri is not None and len(uri) > limit:
            raise self._beyond(f"a namespace of {len(uri)} characters", limit)

    def _declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if encoding is not None and encoding.upper() not in ENCODINGS:
            raise ValueError(f"its encoding is {printable(encoding)}; UTF-8 and UTF-16 are read")

    def _doctype(self, *_: object) -> None:
        raise FileError(
            f"{self.package.path}: {self.part} has a document type, which workbooks never have "
            "and entity attacks do"
        )


def put_once(items: dict[Key, Item], key: Key, item: Item) -> None:
    """Add to a mapping what it does not hold yet.

    Raises
    ------
    ValueError
        If it holds the key: which of the two counts would differ from program to program.
    """
    if key in items:
        raise ValueError(f"{printable(str(key))} stands twice")
    items[key] = item
