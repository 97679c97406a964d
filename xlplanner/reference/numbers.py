"""Plain numbers in text: 7, -1.5, .5, 3.12e14."""

from __future__ import annotations

import re

DIGITS, EXPONENT = r"(?:\d+(?:\.\d*)?|\.\d+)", r"(?:e[+-]?\d+)"
NUMBER = re.compile(rf"[+-]?{DIGITS}{EXPONENT}?", re.ASCII | re.IGNORECASE)


def plain_number(text: str) -> float | None:
    """The number that a text is, or None; unlike `float`, no "nan", "inf" or "1_000"."""
    return float(text) if NUMBER.fullmatch(text) else None
