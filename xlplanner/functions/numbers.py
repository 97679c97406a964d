"""The number in a cell, and a cell as a message quotes it."""

from __future__ import annotations

import math
import re
from decimal import Decimal

import numpy as np

from xlplanner.errors import printable
from xlplanner.numerals import COMMA_DIGITS, DIGITS, EXPONENT

EXPONENTS = {
    "k": "e3",
    "m": "e6",
    "mn": "e6",
    "b": "e9",
    "bn": "e9",
    "t": "e12",
    "tn": "e12",
    "%": "e-2",
}
GROUPED = r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d*)?"
# 1,500B is 1.5B to some and 1500B to others.
AMBIGUOUS = r"\$?\s*[+-]?\d{1,3},\d{3}\s*[a-z%]"
MAY_MEAN = re.compile(AMBIGUOUS, re.IGNORECASE | re.ASCII)
COMMA_THREE = re.compile(r",(\d{3})")
OF_THOUSANDS = re.compile(r",\d{3}(?!\d)", re.ASCII)
NUMBER_TEXT = re.compile(
    rf"(?!{AMBIGUOUS})\$?\s*(?P<digits>[+-]?(?:{GROUPED}|{DIGITS}|{COMMA_DIGITS}))"
    rf"(?:(?P<exponent>{EXPONENT})|\s*(?P<suffix>k|[mbt]n?|%))?",
    re.IGNORECASE | re.ASCII,
)
# Excel's currency cells arrive as Decimal.
NUMBERS = (int, float, np.integer, np.floating, Decimal)
LONGEST_NUMBER = 400


def shown(cell: object) -> str:
    """A cell's content as an error message quotes it."""
    if isinstance(cell, str):
        return f'"{printable(cell)}"'
    if isinstance(cell, bool | np.bool_):
        return str(cell).upper()
    number = to_float(cell)
    if number is not None:
        return format(number, ".6g")
    return f"a {type(cell).__name__}"


def ambiguity(cell: object) -> str:
    """What text such as 1,500B may mean, as an error message goes on after it; else nothing."""
    text = re.sub(r"\s", "", cell.strip(), flags=re.ASCII) if isinstance(cell, str) else ""
    thousands = COMMA_THREE.sub(r"\1", text)
    if not MAY_MEAN.match(text) or parse_number(thousands) is None:
        return ""
    decimals = COMMA_THREE.sub(lambda comma: f".{comma[1]}".rstrip("0").rstrip("."), text)
    return f", which may mean {printable(decimals)} or {printable(thousands)}"


def is_blank(cell: object) -> bool:
    """Whether a cell is empty."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def parse_number(text: str) -> float | None:
    """Read "70B", "9.5bn", "1,5T", "1.5e12", " 7,000 ", "$1.50" or "50%"; None if it is no number.

    A comma before three digits is of thousands, and any other begins the decimals.
    """
    stripped = text.strip()
    match = NUMBER_TEXT.fullmatch(stripped) if len(stripped) <= LONGEST_NUMBER else None
    if match is None:
        return None
    exponent = match["exponent"] or EXPONENTS.get((match["suffix"] or "").lower(), "")
    digits = match["digits"]
    point = "" if OF_THOUSANDS.search(digits) else "."
    return float(digits.replace(",", point) + exponent)


def to_float(cell: object) -> float | None:
    """A cell's number, or None if it holds none."""
    if isinstance(cell, str):
        return parse_number(cell)
    if isinstance(cell, bool | np.bool_):
        return None
    if isinstance(cell, NUMBERS):
        try:
            return float(cell)
        except OverflowError:
            return math.inf if cell > 0 else -math.inf
        except (TypeError, ValueError):
            # NumPy counts a span of time as an integer; Decimal has a signalling NaN.
            return None
    return None
