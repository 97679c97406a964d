"""`xlplanner completion`: completion of commands, options and names in a shell."""

from __future__ import annotations

import argparse

from xlplanner.commands.command import OK, Commands, add_command

SHELLS = ("bash", "zsh")


def add(commands: Commands) -> None:
    """Add the command."""
    about = "Print the completion of commands and names for a shell."
    examples = [f'eval "$(xlplanner completion {shell})"   # in ~/.{shell}rc' for shell in SHELLS]
    completion = add_command(commands, "completion", _completion, about, *examples)
    completion.add_argument("shell", choices=SHELLS, metavar="SHELL", help=" or ".join(SHELLS))


def _completion(arguments: argparse.Namespace) -> int:
    from argcomplete.shell_integration import shellcode

    print(shellcode(["xlplanner"], shell=arguments.shell))
    return OK


def completed(parser: argparse.ArgumentParser) -> None:
    """Answer a shell that asks what may follow; ends the process."""
    import argcomplete

    argcomplete.autocomplete(parser, validator=_begins, always_complete_options=False)


def _begins(completion: str, prefix: str) -> bool:
    """Whether a word goes on to a completion, in any case."""
    return completion.lower().startswith(prefix.lower())
