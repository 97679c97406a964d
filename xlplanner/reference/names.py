"""How names are compared: without case, spaces, punctuation or a unit in brackets."""

from __future__ import annotations

import re
from functools import lru_cache

LONGEST = 200


@lru_cache(maxsize=4096)
def simplify(label: str) -> str:
    """A label in its plainest form; 80GB is 80g.

    >>> simplify("A100 80GB") == simplify("a100-80g")
    True
    >>> simplify("Training price [USD/GPU-hour]")
    'trainingprice'
    """
    plain = re.sub(r"\[[^\[\]]*\]|[\s_\-:.]", "", label[:LONGEST]).casefold()
    return re.sub(r"(?<=\d)gb(?=\W|$)", "g", plain)
