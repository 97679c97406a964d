"""Dates in text: a year, a month of a year or a day."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import lru_cache

DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?", re.ASCII)
EXAMPLES = "2024, 2024-05 or 2024-05-31"


@lru_cache(maxsize=4096)
def first_day(text: str) -> date:
    """First day of a year or month, or the day itself.

    Raises
    ------
    ValueError
        If the text is no date; the message says what is expected.
    """
    try:
        if DATE.fullmatch(text):
            return date.fromisoformat(text + "-01-01"[len(text) - 4 :])
    except ValueError:
        pass
    raise ValueError(f"a date such as {EXAMPLES}")


def last_day(text: str) -> date:
    """Last day of a year or month, or the day itself; raises as `first_day` does.

    >>> last_day("2024-02").isoformat(), last_day("2023").isoformat()
    ('2024-02-29', '2023-12-31')
    """
    first = first_day(text)
    if len(text) == len("2024-05-31"):
        return first
    month = first.month if len(text) == len("2024-05") else 12
    if month == 12:
        return date(first.year, 12, 31)
    return date(first.year, month + 1, 1) - timedelta(days=1)
