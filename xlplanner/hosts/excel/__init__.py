"""Excel on Windows: the functions as an add-in, through the BSD-licensed part of xlwings."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from xlplanner.hosts.excel.names import FILE_NAME, NAME
from xlplanner.hosts.host import Finding, Host, Report, State

FIRST_FORMULA = '=OPT_PARAMS(2.13,"200B")'


class Excel(Host):
    """Microsoft Excel on Windows."""

    name = NAME
    title = "Microsoft Excel on Windows, for this user"
    product = "the Excel add-in"
    file_name = FILE_NAME
    build_option = "--xlam"

    def build(self, path: Path) -> str:
        """Write the add-in for this Python; off Windows, for none. See `build_addin`."""
        from xlplanner.hosts.excel.addin import build_addin
        from xlplanner.hosts.excel.install import Paths

        on_windows = sys.platform == "win32"
        return str(build_addin(path, str(Paths.of_user().interpreter) if on_windows else None))

    def install(self, *, dry_run: bool = False, report: Report = print) -> None:
        """Install the add-in for this user."""
        from xlplanner.hosts.excel.install import install

        _report_platform(report, dry_run=dry_run)
        install(dry_run=dry_run, report=report)
        if not dry_run:
            report(f"done: restart Excel and type {FIRST_FORMULA}")

    def uninstall(self, *, dry_run: bool = False, report: Report = print) -> None:
        """Remove the add-in."""
        from xlplanner.hosts.excel.install import uninstall

        _report_platform(report, dry_run=dry_run)
        uninstall(dry_run=dry_run, report=report)
        if not dry_run:
            report("done")

    def examine(self) -> Iterator[Finding]:
        """Check the add-in, and what of Excel, Office and Windows may keep it from working."""
        if sys.platform != "win32":
            yield Finding("Excel", State.NOTE, f"needs Windows; this is {sys.platform}")
            return
        from xlplanner.hosts.excel import registry
        from xlplanner.hosts.excel.examine import examine
        from xlplanner.hosts.excel.install import Paths

        yield from examine(Paths.of_user(), registry.values)


def _report_platform(report: Report, *, dry_run: bool) -> None:
    if dry_run and sys.platform != "win32":
        report(f"This is {sys.platform}. On Windows, with its own folders, the steps would be:")


HOST = Excel()
