"""What the documents show as typed in a terminal, run anew.

A fence of the language `console` holds lines `$ xlplanner …`, each with what it prints below it.
"""

from __future__ import annotations

import io
import os
import re
import shlex
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from xlplanner.cli import main

ROOT = Path(__file__).parent.parent
PROMPT = "$ "
FENCE = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
# A terminal without colours, as wide as the documents.
TERMINAL = {"COLUMNS": "98", "NO_COLOR": "1", "TERM": "dumb"}


class Terminal(io.StringIO):
    """A text that programs take for a terminal."""

    def isatty(self) -> bool:
        """It is."""
        return True


def pages() -> list[Path]:
    """The documents that users read."""
    folders = (ROOT / "install", ROOT / "templates")
    return [ROOT / "README.md", *(page for f in folders for page in sorted(f.glob("*.md")))]


def shown() -> list[Path]:
    """The documents that show commands with what they print."""
    return [page for page in pages() if FENCE.search(page.read_text(encoding="utf-8"))]


def renewed(text: str) -> str:
    """A document with what its commands print now."""
    return FENCE.sub(_renewed_fence, text)


def _renewed_fence(fence: re.Match[str]) -> str:
    commands = [line for line in fence[0].splitlines() if line.startswith(PROMPT)]
    return "".join(f"{line}\n{printed(line.removeprefix(PROMPT))}" for line in commands)


def printed(command: str) -> str:
    """What a command prints on a terminal; errors and notes stand last.

    Raises
    ------
    ValueError
        If it is not one of xlplanner.
    """
    program, *words = shlex.split(command)
    if program != "xlplanner":
        raise ValueError(f"only xlplanner is run here; got {command}")
    out, err = Terminal(), Terminal()
    with redirect_stdout(out), redirect_stderr(err), patch.dict(os.environ, TERMINAL):
        main(words)
    return out.getvalue() + err.getvalue()
