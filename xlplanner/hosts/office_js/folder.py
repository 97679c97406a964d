"""The add-in's files in a folder."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

from xlplanner.files import atomic_write, write_texts
from xlplanner.functions.listing import typed
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
    texts = {
        MANIFEST: manifest(url),
        METADATA: metadata(),
        SCRIPT: functions(),
        CATALOGUE: catalogue(),
    }
    for name in (PAGE, PANE, PANE_SCRIPT, PANE_STYLE):
        texts[name] = own.joinpath(name).read_text(encoding="utf-8")
    paths = write_texts(folder, texts)
    for size in ICON_SIZES:
        path = folder / f"icon-{size}.png"
        with atomic_write(path) as temporary:
            temporary.write_bytes(icon(size))
        paths.append(path)
    return paths


def functions() -> str:
    """The module, and the registering of each function with whether its last argument repeats."""
    repeats = {f.name: bool(f.arguments) and f.arguments[-1].repeats for f in OFFERED}
    glue = files(__package__).joinpath(SCRIPT).read_text(encoding="utf-8")
    return f"{core()}const FUNCTIONS = {json.dumps(repeats)};\n{glue}"


def catalogue() -> str:
    """What the task pane shows of each function."""
    found = [
        {
            "name": function.name,
            "family": function.family,
            "help": function.help_text,
            "arguments": [[a.name, a.help_text] for a in function.arguments],
            "example": typed(function, function.examples[-1]),
        }
        for function in OFFERED
    ]
    text = json.dumps(found, indent=1, ensure_ascii=False)
    return f'"use strict";\nconst CATALOGUE = {text};\n'
