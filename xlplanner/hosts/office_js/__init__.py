"""Excel on a Mac, in the browser and on Windows: an Office add-in of static files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from xlplanner.hosts.folder_host import FolderHost
from xlplanner.hosts.host import Finding, State
from xlplanner.hosts.office_js.names import FOLDER, LOCAL, MANIFEST, REMOVING, installing


class OfficeJs(FolderHost):
    """Excel through Office.js."""

    name = "office-js"
    title = "Excel on a Mac, in the browser and on Windows, from a web space with --url"
    product = "the Office add-in, in the folder"
    file_name = FOLDER
    url: str = LOCAL
    removing = REMOVING

    def build(self, path: Path) -> str:
        """Write the add-in's files into a folder; see `folder.write`."""
        from xlplanner.hosts.office_js.folder import write

        return f"{len(write(path, self.url))} files, for {self.url}"

    def instructions(self) -> tuple[str, Sequence[str]]:
        """The add-in for its address, and how to serve and install it."""
        from xlplanner.hosts.office_js.manifest import checked

        url = checked(self.url)
        written = f"write the add-in for {url} into {FOLDER}"
        return written, installing(url, f"{FOLDER}/{MANIFEST}")

    def examine(self) -> Iterator[Finding]:
        """Only Excel itself knows whether it has the add-in."""
        yield Finding(
            "Office add-in",
            State.NOTE,
            "not checked: Excel has it, where Home > Add-ins lists xlplanner",
            f"xlplanner install {self.name} --url https://…",
        )


HOST = OfficeJs()
