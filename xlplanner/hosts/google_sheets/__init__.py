"""Google Sheets: the functions as a script that one pastes into a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from xlplanner.hosts.folder_host import FolderHost
from xlplanner.hosts.google_sheets.names import CODE, FOLDER, MANIFEST, PASTING, REMOVING
from xlplanner.hosts.host import Finding, State


class GoogleSheets(FolderHost):
    """Google Sheets, in a browser."""

    name = "google-sheets"
    title = "Google Sheets, in each spreadsheet that shall have the functions"
    product = "the script for Google Sheets, in the folder"
    file_name = FOLDER
    removing = REMOVING

    def build(self, path: Path) -> str:
        """Write the script and its manifest into a folder."""
        from xlplanner.hosts.google_sheets.script import write

        return " and ".join(written.name for written in write(path))

    def instructions(self) -> tuple[str, Sequence[str]]:
        """The script, and how to paste it."""
        return f"write {Path(FOLDER) / CODE} and {MANIFEST}", PASTING

    def examine(self) -> Iterator[Finding]:
        """Only the spreadsheet itself knows whether it has the script."""
        yield Finding(
            "Google Sheets",
            State.NOTE,
            "not checked: the script is in the spreadsheet, where =XLPLANNER_VERSION() shows it",
            f"xlplanner install {self.name}",
        )


HOST = GoogleSheets()
