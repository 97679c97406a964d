"""`xlplanner plan`: a plan from five questions, and the planner with its inputs."""

from __future__ import annotations

import argparse
import io
import sys
from functools import partial
from pathlib import Path
from textwrap import wrap
from typing import NamedTuple

from xlplanner.commands.command import (
    OK,
    Commands,
    add_command,
    add_force,
    add_json,
    complete_names,
    print_as,
    progress,
    writing,
)
from xlplanner.commands.workbook import check_workbook_name, warn_of_faults
from xlplanner.errors import FileError, XlplannerError, printable_path
from xlplanner.functions.kinds import NameKind

NAMES = "?"
INTRODUCTION = (
    "Five questions. Enter takes what stands in brackets, ? lists the names to\n"
    "choose from, and Ctrl+D leaves without a file."
)
WIDTH, INDENT = 80, "   "
EXAMPLES = (
    "xlplanner plan --yes --quality 'like 70B' --max-params 17B -o limit.xlsx",
    "xlplanner plan --yes --budget 20M --demand '50M a month' --months 36 -o budget.xlsx",
)


class Question(NamedTuple):
    """What the guide asks, and the option that answers it.

    Attributes
    ----------
    name : str
        Of the option, and of the planner's input where it is one of them.
    metavar, text : str
        What it takes, and what it is.
    after : str
        The question after whose answer alone it is asked; empty if it always is.
    """

    name: str
    metavar: str
    text: str
    after: str = ""

    @property
    def option(self) -> str:
        """As it is typed."""
        return f"--{self.name.replace('_', '-')}"


QUESTIONS = {
    "Quality": (
        Question(
            "quality",
            "QUALITY",
            "how good the model must be: like 30B, as a Chinchilla model of 30B parameters; a "
            "released model's name; a loss as 1.9; or $20M, what a lifetime budget buys",
        ),
    ),
    "Demand": (
        Question(
            "demand",
            "DEMAND",
            "how much it will be used: lifetime requests as 2B; 50M a month; or lifetime tokens "
            "as 10T tokens",
        ),
        Question("months", "MONTHS", "months in service", "demand"),
    ),
    "Hardware": (
        Question("deployment", "NAME", "a deployment by name: prices, peaks and MFUs"),
        Question("training_gpu", "GPU", "a GPU for training, in place of the deployment's"),
        Question("training_price", "USD", "price of its hour in dollars, in place of the list's",
                 "training_gpu"),
        Question("training_precision", "PRECISION", "its precision", "training_gpu"),
        Question("training_mfu", "MFU", "its MFU, as 40%", "training_gpu"),
        Question("inference_gpu", "GPU", "a GPU for inference, in place of the deployment's"),
        Question("inference_price", "USD", "price of its hour in dollars, in place of the list's",
                 "inference_gpu"),
        Question("inference_precision", "PRECISION", "its precision", "inference_gpu"),
        Question("input_mfu", "MFU", "its MFU in prefill, as 40%", "inference_gpu"),
        Question("output_mfu", "MFU", "its MFU in decode, as 2%", "inference_gpu"),
    ),
    "Scaling law": (Question("law", "LAW", "by which law loss follows from size and tokens"),),
    "Limits": (
        Question("max_params", "PARAMS", "largest size in parameters, as 30B"),
        Question("max_tokens", "TOKENS", "most training tokens, as 15T"),
        Question("deadline", "DAYS", "most calendar days of training"),
        Question("gpus", "GPUS", "training GPUs on which the days are counted", "deadline"),
    ),
}  # fmt: skip
ABOUT = {
    "Hardware": "Without a GPU, a price or MFU replaces the deployment's; a precision is idle.",
}
KINDS = {
    "deployment": NameKind.DEPLOYMENTS,
    "training_gpu": NameKind.GPUS,
    "inference_gpu": NameKind.GPUS,
    "law": NameKind.LAWS,
}
ALL = [question for questions in QUESTIONS.values() for question in questions]


def add(commands: Commands) -> None:
    """Add the command."""
    about = "Ask five questions, print the plan, and write its planner."
    plan = add_command(commands, "plan", _plan, about, *EXAMPLES)
    for number, (title, questions) in enumerate(QUESTIONS.items(), start=1):
        group: argparse._ActionsContainer = plan.add_argument_group(
            f"{number}. {title}", ABOUT.get(title)
        )
        if number == 1:
            group = group.add_mutually_exclusive_group()
            group.add_argument("--budget", metavar="USD", help="the same as --quality '$USD'")
        for question in questions:
            text = question.text.replace("%", "%%")
            option = group.add_argument(question.option, metavar=question.metavar, help=text)
            if question.name in KINDS:
                complete_names(option, KINDS[question.name])
    plan.add_argument(
        "-o",
        "--output",
        type=Path,
        default=Path("planner.xlsx"),
        metavar="FILE",
        help="the planner to write (default: planner.xlsx)",
    )
    plan.add_argument("--pdf", action="store_true", help="also print the pack beside it, as PDF")
    plan.add_argument(
        "--yes", action="store_true", help="ask nothing: a default for what no option answers"
    )
    add_force(plan)
    add_json(plan, "the plan")


def _plan(arguments: argparse.Namespace) -> int:
    answers = {
        name: text
        for name in ("budget", *(question.name for question in ALL))
        if (text := getattr(arguments, name)) is not None
    }
    terminal = sys.stdin.isatty() and sys.stderr.isatty()
    if not (terminal or arguments.yes):
        options = ", ".join(question.option for question in ALL if not question.after)
        raise FileError(f"there is no terminal to ask on; --yes takes defaults, {options} answer")
    check_workbook_name(arguments.output)

    from xlplanner.workbook import guide
    from xlplanner.workbook.export import targets, write

    guide.changes(answers)
    paths = targets(None, arguments.output, pdf=arguments.pdf)
    with writing(paths, force=arguments.force):
        if not arguments.yes:
            answers = _ask_all(answers)
        with progress() as report:
            planner = write(guide.inputs_of(answers), paths, report=report)
    print_as(arguments.json, partial(guide.as_records, planner), partial(guide.as_text, planner))
    sys.stdout.flush()
    written = " and ".join(map(printable_path, paths))
    print(f"{written} written; the sheet Summary says the same", file=sys.stderr)
    warn_of_faults(planner.verdict.value)
    return OK


def _ask_all(answers: dict[str, str]) -> dict[str, str]:
    """Ask what is not answered yet; returns the answers.

    Raises
    ------
    FileError
        If the terminal is closed meanwhile, as by Ctrl+D.
    """
    from xlplanner.workbook import guide

    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors="replace")
    _say(f"{INTRODUCTION}\n")
    for number, (title, questions) in enumerate(QUESTIONS.items(), start=1):
        _say(f"\n{number} of {len(QUESTIONS)}. {title}\n")
        for question in questions:
            if question.name not in answers and guide.follows(question.after, answers):
                answers = _ask(question, answers)
    _say("\n")
    return answers


def _ask(question: Question, answers: dict[str, str]) -> dict[str, str]:
    """Ask a question until its answer is taken; returns the answers with it."""
    from xlplanner.workbook import guide

    default = guide.default_of(question.name, answers)
    while True:
        _say(_wrapped(f"{question.text[:1].upper()}{question.text[1:]} [{default}]: "))
        answer = _line()
        if answer == NAMES:
            _say(_wrapped(", ".join(guide.options_of(question.name)) or "There is no list.") + "\n")
        elif answer.casefold() in ("", default.casefold()):
            return answers
        else:
            more = {**answers, question.name: answer}
            try:
                guide.changes(more)
            except XlplannerError as error:
                _say(_wrapped(str(error)) + "\n")
            else:
                return more


def _line() -> str:
    """The next line that is typed."""
    try:
        line = sys.stdin.readline()
    except KeyboardInterrupt:
        _say("\n")
        raise
    if not line:
        _say("\n")
        raise FileError("nothing was written")
    return line.strip()


def _say(text: str) -> None:
    print(text, end="", file=sys.stderr, flush=True)


def _wrapped(text: str) -> str:
    """A text of several lines at most as wide as a page, whose last blank stays."""
    lines = wrap(
        text, WIDTH, initial_indent=INDENT, subsequent_indent=INDENT, break_on_hyphens=False
    )
    return "\n".join(lines) + text[len(text.rstrip()) :]
