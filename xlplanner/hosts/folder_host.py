"""A host whose files lie in a folder, which a person brings into the program."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from pathlib import Path

from xlplanner.hosts.host import Host, Report
from xlplanner.hosts.steps import Step, perform


class FolderHost(Host):
    """A host whose files `install` writes into a folder where it is run, and says what to do with.

    Attributes
    ----------
    removing : sequence of str
        How to take the functions out of the program, which nothing here can reach.
    """

    removing: Sequence[str]

    @abstractmethod
    def instructions(self) -> tuple[str, Sequence[str]]:
        """What is written into the folder, as a step says it, and what to do with it then."""

    def install(self, *, dry_run: bool = False, report: Report = print) -> None:
        """Write the folder here, and say what to do with it."""
        about, lines = self.instructions()
        write = Step(about, lambda: self.build(Path(self.file_name)))
        perform([write], report, dry_run=dry_run)
        for line in lines:
            report(line)

    def uninstall(self, *, dry_run: bool = False, report: Report = print) -> None:
        """Say how to remove the functions."""
        for line in self.removing:
            report(line)
