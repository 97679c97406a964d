"""Google Sheets: the functions as a script that one pastes into a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from xlplanner.hosts.google_sheets.names import CODE, FOLDER, MANIFEST, PASTING, REMOVING
from xlplanner.hosts.host import Finding, Host, Report, State
from xlplanner.hosts.steps import Step, perform


class GoogleSheets(Host):
    """Google Sheets, in a browser."""

    name = "google-sheets"
    title = "Google Sheets, in each spreadsheet that shall have the functions"
    product = "the script for Google Sheets, in the folder"
    file_name = FOLDER
    installs_here = True

    def build(self, path: Path) -> str:
        """Write the script and its manifest into a folder."""
        from xlplanner.hosts.google_sheets.script import write

        return " and ".join(written.name for written in write(path))

    def install(self, *, dry_run: bool = False, report: Report = print) -> None:
        """Write the folder here, and say how to paste the script."""
        folder = Path(FOLDER)
        step = Step(f"write {folder / CODE} and {MANIFEST}", lambda: self.build(folder))
        perform([step], report, dry_run=dry_run)
        for line in PASTING:
            report(line)

    def uninstall(self, *, dry_run: bool = False, report: Report = print) -> None:
        """Say how to remove the script, which no program here can reach."""
        for line in REMOVING:
            report(line)

    def examine(self) -> Iterator[Finding]:
        """Only the spreadsheet itself knows whether it has the script."""
        yield Finding(
            "Google Sheets",
            State.NOTE,
            "not checked: the script is in the spreadsheet, where =XLPLANNER_VERSION() shows it",
            f"xlplanner install {self.name}",
        )


HOST = GoogleSheets()
