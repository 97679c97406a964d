"""How names are compared: without case, spaces, punctuation or a unit in brackets."""

from __future__ import annotations

import re
from functools import lru_cache

LONGEST = 200


@lru_cache(maxsize=4096)
def name_key(label: str) -> str:
    """A label in its plainest form; 80GB is 80g.

    >>> name_key("A100 80GB") == name_key("a100-80g")
    True
    >>> name_key("Training price [USD/GPU-hour]")
    'trainingprice'
    """
    plain = re.sub(r"\[[^\[\]]*\]|[\s_\-:.]", "", label[:LONGEST]).casefold()
    return re.sub(r"(?<=\d)gb(?=\W|$)", "g", plain)
