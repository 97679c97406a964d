"""Pictures of a plan: `pictures` computes what they show, `drawing` draws it with matplotlib."""

from __future__ import annotations

KINDS = {
    "cost": "cost against model size at equal quality, with three models marked",
    "ratio": "the paper's figures: optimum over Chinchilla, against demand",
    "bands": "size, tokens and saving against demand, with the range that is known of them",
    "laws": "the optimum under each scaling law",
}
# Row 4 of the paper's Tables 1 and 2.
LOSS, INF_TOKENS = "like 30B", "5T"
