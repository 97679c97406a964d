"""`xlplanner install`: the functions in a spreadsheet program."""

from __future__ import annotations

import argparse
from pathlib import Path

from xlplanner.commands.command import OK, Commands, add_command, add_force, writing
from xlplanner.hosts import HOSTS
from xlplanner.hosts.folder_host import FolderHost
from xlplanner.hosts.host import Host

EXAMPLE_URL = "https://example.org/xlplanner"


def add(commands: Commands) -> None:
    """Add the command."""
    about = "Install the functions in a spreadsheet program."
    install = add_command(commands, "install", None, about, *map(_example, HOSTS))
    programs = install.add_subparsers(metavar="PROGRAM")
    for host in HOSTS:
        remove = f"xlplanner install {host.name} --uninstall --dry-run"
        about = f"{host.title}."
        program = add_command(programs, host.name, _install, about, _example(host), remove)
        program.set_defaults(host=host, error=program.error)
        if host.url is not None:
            program.add_argument(
                "--url", help=f"where its files will lie, {host.url} to try it on this machine"
            )
        program.add_argument("--uninstall", action="store_true", help="remove what was installed")
        program.add_argument(
            "--dry-run", action="store_true", help="print the steps without running them"
        )
        if isinstance(host, FolderHost):
            add_force(program)


def _example(host: Host) -> str:
    url = "" if host.url is None else f" --url {EXAMPLE_URL}"
    return f"xlplanner install {host.name}{url} --dry-run"


def _install(arguments: argparse.Namespace) -> int:
    host: Host = arguments.host
    if arguments.uninstall:
        host.uninstall(dry_run=arguments.dry_run, report=print)
        return OK
    if host.url is not None:
        if arguments.url is None:
            arguments.error(
                "--url is needed, the address that its files will have; to try it on this machine "
                f"alone, --url {host.url}"
            )
        host = host.at(arguments.url)
    here = isinstance(host, FolderHost) and not arguments.dry_run
    with writing([Path(host.file_name)] if here else [], force=here and arguments.force):
        host.install(dry_run=arguments.dry_run, report=print)
    return OK
