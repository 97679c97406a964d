"""`xlplanner doctor`: checks of the installation."""

from __future__ import annotations

import argparse
from functools import partial

from xlplanner.commands.command import (
    FAILED,
    OK,
    Commands,
    add_command,
    add_json,
    print_as,
    progress,
    terminal_width,
)


def add(commands: Commands) -> None:
    """Add the command."""
    about = "Check the installation, and suggest a remedy for each problem."
    examples = ("xlplanner doctor", "xlplanner doctor --json")
    add_json(add_command(commands, "doctor", _doctor, about, *examples), "the findings")


def _doctor(arguments: argparse.Namespace) -> int:
    from xlplanner.hosts import doctor

    findings = []
    with progress() as report:
        report("checking")
        for finding in doctor.examine():
            findings.append(finding)
            report(f"checked {finding.what}")
    text = partial(doctor.as_text, findings, terminal_width())
    print_as(arguments.json, partial(doctor.as_records, findings), text)
    return FAILED if doctor.broken(findings) else OK
