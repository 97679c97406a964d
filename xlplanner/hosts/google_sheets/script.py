"""The script and its manifest."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

from xlplanner.files import write_texts
from xlplanner.functions.entry import Function
from xlplanner.hosts.google_sheets.names import CODE, MANIFEST
from xlplanner.javascript.bodies import OFFERED
from xlplanner.javascript.module import core

# Without scopes it can reach nothing, and asks for nothing.
SETTINGS = {"runtimeVersion": "V8", "exceptionLogging": "NONE", "oauthScopes": []}


def write(folder: Path) -> list[Path]:
    """Write both into a folder.

    Raises
    ------
    FileError
        If they cannot be written.
    """
    return write_texts(folder, {CODE: code(), MANIFEST: settings()})


def settings() -> str:
    """The manifest."""
    return json.dumps(SETTINGS, indent=2) + "\n"


def code() -> str:
    """The module, and a function for each of the catalogue with its help."""
    glue = files(__package__).joinpath("sheets.js").read_text(encoding="utf-8")
    return "\n".join([core(), glue, *map(_offered, OFFERED)])


def _offered(function: Function) -> str:
    names = [f"...{a.name}" if a.repeats else a.name for a in function.arguments]
    help_lines = [f" * {function.help_text}", " *"]
    for argument in function.arguments:
        kind = "any=" if argument.optional else "any"
        help_lines.append(f" * @param {{{kind}}} {argument.name} {argument.help_text}")
    about = "\n".join([*help_lines, " * @return the value"])
    # What would end the comment.
    about = about.replace("*/", "* /")
    return (
        f"/**\n{about}\n * @customfunction\n */\n"
        f'function {function.name}({", ".join(names)}) {{ return answer_("{function.name}", '
        "arguments); }\n"
    )
