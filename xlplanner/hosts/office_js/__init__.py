"""Excel on a Mac, in the browser and on Windows: an Office add-in of static files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from xlplanner.hosts.host import Finding, Host, Report, State
from xlplanner.hosts.office_js.names import FOLDER, LOCAL, MANIFEST, REMOVING, installing
from xlplanner.hosts.steps import Step, perform


class OfficeJs(Host):
    """Excel through Office.js."""

    name = "office-js"
    title = "Excel on a Mac, in the browser and on Windows, from a web space with --url"
    product = "the Office add-in, in the folder"
    file_name = FOLDER
    url: str = LOCAL
    installs_here = True

    def build(self, path: Path) -> str:
        """Write the add-in's files into a folder; see `folder.write`."""
        from xlplanner.hosts.office_js.folder import write

        return f"{len(write(path, self.url))} files, for {self.url}"

    def install(self, *, dry_run: bool = False, report: Report = print) -> None:
        """Write the folder here, and say how to serve and install it."""
        from xlplanner.hosts.office_js.manifest import checked

        url, folder = checked(self.url), Path(FOLDER)
        step = Step(f"write the add-in for {url} into {folder}", lambda: self.build(folder))
        perform([step], report, dry_run=dry_run)
        for line in installing(url, f"{FOLDER}/{MANIFEST}"):
            report(line)

    def uninstall(self, *, dry_run: bool = False, report: Report = print) -> None:
        """Say how to remove the add-in, which Excel alone can do."""
        for line in REMOVING:
            report(line)

    def examine(self) -> Iterator[Finding]:
        """Only Excel itself knows whether it has the add-in."""
        yield Finding(
            "Office add-in",
            State.NOTE,
            "not checked: Excel has it, where Home > Add-ins lists xlplanner",
            f"xlplanner install {self.name} --url https://…",
        )


HOST = OfficeJs()
