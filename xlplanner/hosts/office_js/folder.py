"""The add-in's files in a folder."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from xlplanner._version import __version__
from xlplanner.files import atomic_write, write_texts
from xlplanner.functions.entry import Function
from xlplanner.functions.listing import typed
from xlplanner.functions.named import RecordKind
from xlplanner.hosts.office_js.icons import icon
from xlplanner.hosts.office_js.manifest import manifest
from xlplanner.hosts.office_js.metadata import metadata
from xlplanner.hosts.office_js.names import (
    CATALOGUE,
    ICON_SIZES,
    MANIFEST,
    METADATA,
    PAGE,
    PANE,
    PANE_SCRIPT,
    PANE_STYLE,
    SCRIPT,
)
from xlplanner.javascript.bodies import OFFERED
from xlplanner.javascript.module import core
from xlplanner.units import Unit

# A file that a page loads from beside it.
BESIDE = re.compile(r'(?<=(?:src|ref)=")[\w.-]+(?=")')


def write(folder: Path, url: str) -> list[Path]:
    """Write all that a web space has to serve, and the manifest.

    Parameters
    ----------
    folder : Path
    url : str
        Where the files will lie.

    Raises
    ------
    FileError
        If they cannot be written, or the URL is none of https.
    """
    own = files(__package__)
    texts = {METADATA: metadata(), SCRIPT: functions(), CATALOGUE: catalogue()}
    for name in (PAGE, PANE, PANE_SCRIPT, PANE_STYLE):
        texts[name] = own.joinpath(name).read_text(encoding="utf-8")
    mark = query(texts.values())
    for name in (PAGE, PANE):
        texts[name] = BESIDE.sub(rf"\g<0>{mark}", texts[name])
    paths = write_texts(folder, {MANIFEST: manifest(url, mark), **texts})
    for size in ICON_SIZES:
        path = folder / f"icon-{size}.png"
        with atomic_write(path) as temporary:
            temporary.write_bytes(icon(size))
        paths.append(path)
    return paths


def query(texts: Iterable[str]) -> str:
    """What an address ends with, so that Excel takes no older file from its cache."""
    digest = hashlib.sha256("".join(texts).encode())
    return f"?v={__version__}-{digest.hexdigest()[:8]}"


def functions() -> str:
    """The module, and the registering of each function with what the glue asks of it."""
    taken = {function.name: _taken(function) for function in OFFERED}
    glue = files(__package__).joinpath(SCRIPT).read_text(encoding="utf-8")
    return f"{core()}const FUNCTIONS = {json.dumps(taken)};\n{glue}"


def _taken(function: Function) -> dict[str, bool | list[int]]:
    """Whether the last argument repeats, and at which places records are."""
    arguments = function.arguments
    records = [k for k, a in enumerate(arguments) if isinstance(a.accepts, RecordKind)]
    return {"repeats": bool(arguments) and arguments[-1].repeats, "records": records}


def catalogue() -> str:
    """What the task pane shows of each function."""
    found = [
        {
            "name": function.name,
            "family": function.family,
            "help": function.help_text.removesuffix(f" [{Unit.MIXED}]"),
            "arguments": [[a.name, a.help_text] for a in function.arguments],
            "example": typed(function, function.examples[-1]),
        }
        for function in OFFERED
    ]
    text = json.dumps(found, indent=1, ensure_ascii=False)
    return f'"use strict";\nconst CATALOGUE = {text};\n'
