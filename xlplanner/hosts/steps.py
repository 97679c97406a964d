"""Installing as a list of steps: printed before, or instead of, being done."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One thing that an installation does.

    Attributes
    ----------
    about : str
        What it does, as an order: "write FILE".
    do : callable
        Does it.
    """

    about: str
    do: Callable[[], object]


def perform(steps: Iterable[Step], report: Callable[[str], object], *, dry_run: bool) -> None:
    """Tell each step and, unless this is a dry run, do it."""
    for step in steps:
        report(step.about)
        if not dry_run:
            step.do()
