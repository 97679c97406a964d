"""Sheet "Start": what the workbook is, how it is used, what it found and whether it is sound."""

from __future__ import annotations

from typing import Any

from openpyxl.styles import Protection

from xlplanner._version import __version__
from xlplanner.expressions.formula import Formula
from xlplanner.reference import records
from xlplanner.units import Unit
from xlplanner.workbook.editions import ADDIN, NATIVE
from xlplanner.workbook.grid.book import Book
from xlplanner.workbook.inputs import SCHEMA
from xlplanner.workbook.sheets.planner import Planner

QUESTION = "How large a language model to train, on how many tokens, at what cost over its life"
ABOUT = (
    "A model that serves many requests should be smaller, and trained for longer, than the",
    "Chinchilla laws say: every request pays for its size again. Method: Sardana & Frankle,",
    "Beyond Chinchilla-Optimal, arXiv 2401.00448.",
)
STEPS = (
    "On the sheet Planner, say how good the model must be and how much it will be used.",
    "Pick GPUs, provider, utilisation and request mix from the lists, or enter your own figures.",
    "Read the designs beside the inputs, and in one sentence above them.",
    "See on What-if which inputs matter, and compare up to six plans on Scenarios.",
    "Trust the figures only while every check is OK; the sheet Checks says what is not.",
)
VERSION_NAME, SCHEMA_NAME = "built_by_version", "input_schema"
NAMED = {"Version": VERSION_NAME, "Input schema": SCHEMA_NAME}
EDITION_NOTES = {
    NATIVE: "Native edition: plain formulas; nothing to install, nothing leaves this file.",
    ADDIN: "Add-in edition: functions of xlplanner, live where it is installed.",
}
FROZEN_NOTE = "Frozen: numbers in place of formulas. Nothing here changes any more."
LEGEND = (
    ("input", 0.5, "yours to change: yellow, boxed, blue figures, unlocked"),
    ("calculation", 0.5, "calculated: boxed, locked"),
    ("result", 0.5, "what to look at first: green, bold, locked"),
    ("data", 0.5, "a fact with its source, locked"),
)


def add_start(book: Book, planner: Planner, verdict: Formula, *, frozen: bool) -> None:
    """Add the sheet before all others."""
    others = list(book.sheets)
    sheet = book.sheet("Start", [24, 18, 75], landscape=False, place=0)
    sheet.worksheet.page_setup.fitToHeight = 1
    sheet.heading("xlplanner", QUESTION)
    sheet.put(3, 1, planner.found, "headline")
    put, row = sheet.put, 5
    for text in ABOUT:
        put(row, 1, text)
        row += 1
    put(row, 1, FROZEN_NOTE if frozen else EDITION_NOTES[planner.edition.name])

    def section(title: str) -> None:
        nonlocal row
        row += 2
        put(row, 1, title, "section")
        row += 1

    section("In five lines")
    for number, text in enumerate(STEPS, start=1):
        put(row, 1, f"{number}. {text}")
        row += 1
    row -= 1
    section("State")
    newest = max(record.date for load in records.LOADERS.values() for record in _rows(load()))
    state = {
        "All checks": (verdict, "verdict", ""),
        "Loss to reach": (planner.facts.loss, "calculation", Unit.LOSS),
        "Scaling law": (planner.given["law"], "calculation", "picked on the sheet Planner"),
        "Version": (__version__, "data", "of xlplanner, which built this file"),
        "Input schema": (SCHEMA, "data", "of the inputs; export reads planners of its own schema"),
        "Data of": (newest, "data", "the newest row; every row has its own date and source"),
    }
    for label, (content, kind, note) in state.items():
        put(row, 1, label)
        cell = put(row, 2, content, kind, Unit.LOSS if note == Unit.LOSS else None)
        if label in NAMED:
            sheet.name(NAMED[label], row, 2, cell)
        put(row, 3, note, "unit")
        row += 1
    row -= 1
    section("Colours")
    for kind, content, meaning in LEGEND:
        cell = sheet.put(row, 2, content, kind)
        sheet.worksheet[cell.render(sheet.title)].protection = Protection(locked=True)
        put(row, 3, meaning, "unit")
        row += 1
    row -= 1
    section("Sheets")
    for other in others:
        put(row, 1, other.title)
        put(row, 2, other.about)
        row += 1


def _rows(found: Any) -> list[Any]:
    return list(found.values()) if isinstance(found, dict) else list(found)
