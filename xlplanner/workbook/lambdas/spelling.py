"""A definition as one types it, and as a workbook's file stores it."""

from __future__ import annotations

import re

# Functions newer than Excel 2010, which a file stores with a prefix.
NEW_FUNCTIONS = frozenset(
    """HSTACK ISOMITTED LAMBDA LET MAKEARRAY MAP NUMBERVALUE REDUCE SEQUENCE TOCOL UNICHAR VSTACK
    XMATCH""".split()
)
# Excel's limits on the comment of a name, which its tooltip shows, and on the names in a formula.
LONGEST_COMMENT, MOST_VARIABLES = 255, 126
# The limit on a formula, less some room: of the text as a file stores it, with its prefixes.
LONGEST_STORED = 8_192 - 200
TOKEN = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")
    |(?P<error>\#[A-Z/0]+[!?]?)
    |(?P<number>\d+(?:\.\d*)?(?:E[+-]?\d+)?|\.\d+(?:E[+-]?\d+)?)
    |(?P<optional>\[[A-Za-z_]\w*\])
    |(?P<name>[A-Za-z_][\w.]*)(?P<call>\()?
    |(?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
TRUTHS = ("TRUE", "FALSE")


def stored(definition: str) -> str:
    """A definition as a file stores it: new functions, arguments and variables have prefixes.

    >>> stored("LAMBDA(a_,[b_],LET(c_,SUM(a_),c_))")
    '_xlfn.LAMBDA(_xlpm.a_,_xlop.b_,_xlfn.LET(_xlpm.c_,SUM(_xlpm.a_),_xlpm.c_))'
    """
    return TOKEN.sub(_stored, definition)


def _stored(token: re.Match[str]) -> str:
    if token["optional"]:
        return f"_xlop.{token['optional'][1:-1]}"
    name = token["name"]
    if name is None or name in TRUTHS:
        return token[0]
    if token["call"]:
        return f"_xlfn.{token[0]}" if name in NEW_FUNCTIONS else token[0]
    return f"_xlpm.{name}"


def variables_of(definition: str) -> set[str]:
    """The arguments and variables of a definition."""
    tokens = TOKEN.finditer(definition)
    names = (
        (t["optional"] and t["optional"][1:-1]) or (t["name"] or "") * (not t["call"])
        for t in tokens
    )
    return {name for name in names if name and name not in TRUTHS}


def calls_in(definition: str) -> set[str]:
    """The functions and names that a definition calls."""
    return {t["name"] for t in TOKEN.finditer(definition) if t["call"]}
