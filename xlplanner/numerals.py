"""Plain numbers in text, as 7, -1.5, .5 and 3.12e14, and the numbers that stand for days."""

from __future__ import annotations

import re
from datetime import date

# Day 0 of spreadsheets' serial numbers, and of workbooks of the date system of 1904.
EPOCH, EPOCH_1904 = date(1899, 12, 30), date(1904, 1, 1)
DIGITS, EXPONENT = r"(?:\d+(?:\.\d*)?|\.\d+)", r"(?:e[+-]?\d+)"
# A comma before decimals, of which there are not three: before three digits it is of thousands.
COMMA = r",(?!\d{3}(?!\d))"
COMMA_DIGITS = rf"(?:\d+{COMMA}\d*|{COMMA}\d+)"
NUMBER = re.compile(rf"[+-]?{DIGITS}{EXPONENT}?", re.ASCII | re.IGNORECASE)


def plain_number(text: str) -> float | None:
    """The number that a text is, or None; unlike `float`, no "nan", "inf" or "1_000"."""
    return float(text) if NUMBER.fullmatch(text) else None
