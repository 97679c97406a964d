"""`xlplanner install`: the functions in a spreadsheet program."""

from __future__ import annotations

import argparse

from xlplanner.commands.command import OK, Commands, add_command
from xlplanner.hosts import HOSTS


def add(commands: Commands) -> None:
    """Add the command."""
    about = "Install the functions in a spreadsheet program."
    lines = [f"xlplanner install {host.name} --dry-run" for host in HOSTS]
    install = add_command(commands, "install", None, about, *lines)
    programs = install.add_subparsers(metavar="PROGRAM")
    for host, line in zip(HOSTS, lines, strict=True):
        remove = f"xlplanner install {host.name} --uninstall --dry-run"
        program = add_command(programs, host.name, _install, f"{host.title}.", line, remove)
        program.set_defaults(host=host)
        if host.url is not None:
            program.add_argument(
                "--url", default=host.url, help=f"where its files will lie (default: {host.url})"
            )
        program.add_argument("--uninstall", action="store_true", help="remove what was installed")
        program.add_argument(
            "--dry-run", action="store_true", help="print the steps without running them"
        )


def _install(arguments: argparse.Namespace) -> int:
    host = arguments.host
    if host.url is not None:
        host = host.at(arguments.url)
    act = host.uninstall if arguments.uninstall else host.install
    act(dry_run=arguments.dry_run, report=print)
    return OK
