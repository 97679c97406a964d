"""An installation as a list of steps, reported before they are run or without running them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple

from xlplanner.hosts.host import Report


class Step(NamedTuple):
    """One step of an installation.

    Attributes
    ----------
    about : str
        What it does, in the imperative: "write FILE".
    do : callable
        Does it.
    """

    about: str
    do: Callable[[], object]


def perform(steps: Iterable[Step], report: Report, *, dry_run: bool) -> None:
    """Report each step and, unless this is a dry run, do it."""
    for step in steps:
        report(step.about)
        if not dry_run:
            step.do()
