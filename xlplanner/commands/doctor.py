"""`xlplanner doctor`: checks of the installation."""

from __future__ import annotations

import argparse
import sys
from functools import partial

from xlplanner.commands.command import FAILED, OK, Commands, add_command, add_json, print_as


def add(commands: Commands) -> None:
    """Add the command."""
    about = "Check the installation, and suggest a remedy for each problem."
    add_json(add_command(commands, "doctor", _doctor, about), "the findings")


def _doctor(arguments: argparse.Namespace) -> int:
    from xlplanner.hosts import doctor

    print("checking …", file=sys.stderr)
    findings = list(doctor.examine())
    print_as(
        arguments.json, partial(doctor.as_records, findings), partial(doctor.as_text, findings)
    )
    return FAILED if doctor.broken(findings) else OK
