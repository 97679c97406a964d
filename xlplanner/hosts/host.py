"""The interface of a host: a program whose cells can call the functions."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable
from copy import copy
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple, Self, TypeAlias

Report: TypeAlias = Callable[[str], object]


class State(StrEnum):
    """How serious a finding is."""

    OK = "ok"
    NOTE = "note"
    BROKEN = "BROKEN"


class Finding(NamedTuple):
    """The result of one check.

    Attributes
    ----------
    what : str
        What was checked.
    state : State
    detail : str
        What the check showed.
    remedy : str
        What to do about it; empty if nothing.
    """

    what: str
    state: State
    detail: str
    remedy: str = ""


class Host(ABC):
    """A host: its name, and how to build, install, uninstall and examine its files.

    The command line and `xlplanner doctor` know a host through this interface alone. A host's
    `__init__` is imported at every start, so heavy modules are imported within the methods.

    Attributes
    ----------
    name : str
        As in `xlplanner install NAME`.
    title : str
        The program and the users it is installed for, for the help.
    product : str
        What `build` writes, with its article: "the Excel add-in".
    file_name : str
        Where `build` writes by default.
    url : str or None
        Where its files lie on the web, which `install --url` says; None if they lie nowhere.
    """

    name: str
    title: str
    product: str
    file_name: str
    url: str | None = None

    @property
    def build_option(self) -> str:
        """The option of `xlplanner build` that selects this host."""
        return f"--{self.name}"

    def at(self, url: str) -> Self:
        """The host with its files at a URL."""
        moved = copy(self)
        moved.url = url
        return moved

    @abstractmethod
    def build(self, path: Path) -> str:
        """Write the host's file or folder, and return a short description of it.

        Raises
        ------
        FileError
            If it cannot be written.
        """

    @abstractmethod
    def install(self, *, dry_run: bool = False, report: Report = print) -> None:
        """Install the functions, or explain how to.

        Parameters
        ----------
        dry_run : bool
            Whether to report the steps without running them.
        report : callable
            Called with each step, and with what to do next.

        Raises
        ------
        FileError
            If they cannot be installed here.
        """

    @abstractmethod
    def uninstall(self, *, dry_run: bool = False, report: Report = print) -> None:
        """Remove what `install` installed; the parameters are those of `install`."""

    @abstractmethod
    def examine(self) -> Iterable[Finding]:
        """Check whether the functions work in this host."""
