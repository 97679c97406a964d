"""What identifies a plan on its pages and in its properties: project, date, version, inputs."""

from __future__ import annotations

from hashlib import sha256

from xlplanner._version import __version__
from xlplanner.expressions.operations import as_text
from xlplanner.workbook.grid.book import Imprint
from xlplanner.workbook.inputs import Inputs

PRODUCT = "xlplanner"
# The inputs that identify a plan.
PROJECT, OWNER, DATE, VERSION = "project", "owner", "decided_on", "document_version"
FINGERPRINT_DIGITS = 12
# A header's code of the day of printing.
DAY_OF_PRINTING = "Printed &D"


def fingerprint(values: Inputs, version: str) -> str:
    """A short number made from the inputs and the version: another input, another number."""
    lines = [version, *(f"{key} {value!r}" for key, value in sorted(values.items()))]
    return sha256("\n".join(lines).encode()).hexdigest()[:FINGERPRINT_DIGITS]


def imprint(values: Inputs, about: str, *, frozen: bool) -> Imprint:
    """The imprint of a workbook with these inputs, which a user may change unless it is frozen."""
    project, owner, date, version = (
        "" if values[key] is None else as_text(values[key])
        for key in (PROJECT, OWNER, DATE, VERSION)
    )
    dated = ", ".join(filter(None, (date, version and f"version {version}")))
    inputs = fingerprint(values, __version__)
    made = f"{PRODUCT} {__version__}, inputs {inputs}{'' if frozen else ' as built'}"
    return Imprint(
        title=project or PRODUCT,
        subject=about,
        description=", ".join(filter(None, (dated, made))),
        author=owner or PRODUCT,
        header=_escaped(project or PRODUCT),
        left=_escaped(dated) or DAY_OF_PRINTING,
        right=made,
    )


def _escaped(text: str) -> str:
    """Text as headers take it, in which an ampersand begins a code."""
    return text.replace("&", "&&")
