"""LibreOffice Calc: the functions as an extension that runs in LibreOffice's own Python."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from xlplanner._version import __version__
from xlplanner.hosts.calc.names import FILE_NAME, NAME
from xlplanner.hosts.host import Finding, Host, Report

FIRST_FORMULA = '=OPT_PARAMS(2.13;"200B")'


class LibreOfficeCalc(Host):
    """LibreOffice Calc."""

    name = NAME
    title = "LibreOffice Calc, for this user (as root, for all users)"
    product = "the LibreOffice extension"
    file_name = FILE_NAME
    build_option = "--oxt"

    def build(self, path: Path) -> str:
        """Write the extension; see `extension.write`."""
        from xlplanner.hosts.calc import extension

        extension.write(path)
        return f"xlplanner {__version__}, with the packages of this environment"

    def install(self, *, dry_run: bool = False, report: Report = print) -> None:
        """Register the extension."""
        from xlplanner.hosts.calc.install import install

        install(dry_run=dry_run, report=report)
        if not dry_run:
            report(f"done: restart LibreOffice and type {FIRST_FORMULA}")

    def uninstall(self, *, dry_run: bool = False, report: Report = print) -> None:
        """Remove the extension."""
        from xlplanner.hosts.calc.install import uninstall

        uninstall(dry_run=dry_run, report=report)
        if not dry_run:
            report("done")

    def examine(self) -> Iterator[Finding]:
        """Check LibreOffice and the registered extension, and compute a formula with it."""
        from xlplanner.hosts.calc.examine import examine
        from xlplanner.hosts.calc.office import Office

        return examine(Office.find())


HOST = LibreOfficeCalc()
