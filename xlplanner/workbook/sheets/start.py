"""Sheet "Start": what the workbook is, how it is used, what it found and whether it is sound."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from openpyxl.styles import Protection

from xlplanner._version import __version__
from xlplanner.reference import records
from xlplanner.reference.records import Sourced
from xlplanner.units import Unit
from xlplanner.workbook.editions import CALC, EXCEL, Addin
from xlplanner.workbook.grid.style import CHECK, NOTE
from xlplanner.workbook.inputs import schema_of
from xlplanner.workbook.plan import Kind, PlanSheet
from xlplanner.workbook.sheets.checks import Checks
from xlplanner.workbook.sheets.planner.sheet import Planner

QUESTION = "How large a language model to train, on how many tokens, at what cost over its life"
ABOUT = (
    "A model that serves many requests should be smaller, and trained for longer, than the "
    "Chinchilla laws say: every request pays for its size again. Method: Sardana & Frankle, "
    "Beyond Chinchilla-Optimal, arXiv 2401.00448."
)
STEPS = (
    "On the sheet Planner, say how good the model must be and how much it will be used.",
    "Pick GPUs, provider, MFUs and request mix from the lists, or enter your own figures.",
    "Read the designs beside the inputs, and in one sentence above them.",
    "Compare up to six plans on Scenarios; see on Risk which inputs matter and how sure it is.",
    f"Rely on no figure while the state is {CHECK}, and read every {NOTE}: see the sheet Checks.",
)
GLOSSARY = {
    "Loss": "How badly a model predicts text, in nats per token: lower is better, and models of "
    "equal loss count as equally good.",
    "As good as Chinchilla": "“As good as a Chinchilla model of 70B” is the loss of a model of "
    "70B parameters whose training tokens suit training cost alone.",
    "Chinchilla": "The model that reaches a loss with the fewest training FLOPs: sized for "
    "training alone, after a model of that name (2022).",
    "Inference demand": "The requests, or their tokens, that the model answers over its whole "
    "life.",
    "MFU": "Model FLOPs utilisation: the share of a GPU's peak speed that goes into the "
    "arithmetic of the model itself.",
    "Lifetime cost": "Training, inference, staff, data, storage and contingency, from the first "
    "day of training to the last month in service.",
    "Break-even demand": "The lifetime requests from which a model costs less than another.",
}
VERSION_NAME, SCHEMA_NAME = "built_by_version", "input_schema"
NAMED = {"Version": VERSION_NAME, "Input schema": SCHEMA_NAME}
NATIVE_NOTE = "Native edition: plain formulas; nothing to install, nothing leaves this file."
LAMBDA_NOTE = (
    "LAMBDA edition: plain formulas, and in Excel 365 the functions of xlplanner as names; nothing "
    "to install, nothing leaves this file."
)
HOST_NOTES = {
    EXCEL: "Add-in edition for Excel: functions of xlplanner, live where its add-in is installed; "
    "elsewhere the numbers stay as they were saved. LibreOffice Calc takes the edition that "
    "“xlplanner build --edition addin --host calc” makes.",
    CALC: "Add-in edition for LibreOffice Calc: functions of xlplanner, live where its extension "
    "is installed. Excel takes the edition that “xlplanner build --edition addin --host excel” "
    "makes.",
}
HIDDEN_NOTE = "Hidden, as only formulas use them: {}. Right-click a tab to show them."
FROZEN_NOTE = "Frozen: numbers in place of formulas. Nothing here changes any more."
# The first is of what may be changed.
LEGEND = (
    ("input", "input", "yours to change: yellow, boxed, blue, unlocked"),
    ("calculation", "calculation", "calculated: boxed, locked"),
    ("result", "result", "what to look at first: green, bold, locked"),
    ("data", "fact", "a fact with its source, locked"),
)
COLUMNS = 3


class Start(PlanSheet):
    """The sheet before all others."""

    title = "Start"
    heading = "xlplanner"
    about = QUESTION
    widths = (24, 18, 66)
    landscape = False
    one_page = True
    looks_at_all = True

    def write(self) -> None:
        """Write what the workbook is, what was found, its state, its colours and its sheets."""
        self.verdict = self.plan[Checks].verdict
        self.sheet.paragraph(3, 1, COLUMNS, self.plan[Planner].answer, "answer", size=13)
        self.row = 5
        for text in (ABOUT, FROZEN_NOTE if self.plan.frozen else self._edition_note()):
            self.sheet.paragraph(self.row, 1, COLUMNS, text)
            self.row += 1
        if not self.plan.frozen:
            self._steps()
        self._words()
        self._state()
        self._colours()
        for kind in Kind:
            self._sheets(kind)

    def _edition_note(self) -> str:
        edition = self.edition
        if isinstance(edition, Addin):
            return HOST_NOTES[edition.host]
        return LAMBDA_NOTE if edition.lambdas else NATIVE_NOTE

    def _steps(self) -> None:
        self._section("In five lines")
        for number, text in enumerate(STEPS, start=1):
            self.sheet.paragraph(self.row, 1, COLUMNS, f"{number}. {text}")
            self.row += 1

    def _words(self) -> None:
        self._section("Words")
        for word, meaning in GLOSSARY.items():
            self.sheet.put(self.row, 1, word, "paragraph")
            self.sheet.paragraph(self.row, 2, COLUMNS - 1, meaning, "note")
            self.row += 1

    def _sheets(self, kind: Kind) -> None:
        """Write the sheets of a kind, each a link with what it is about."""
        shown = [s for s in self.plan.shown if self.plan.kinds[s] is kind and s is not Start]
        if shown:
            self._section(kind)
        for sheet in shown:
            self.sheet.link(self.row, 1, sheet.title, sheet.title)
            self.sheet.paragraph(self.row, 2, COLUMNS - 1, self.plan[sheet].about, "note")
            self.row += 1
        hidden = [s.title for s in self.plan.kinds if s.hidden and self.plan.kinds[s] is kind]
        if hidden and not self.plan.exported:
            text = HIDDEN_NOTE.format(", ".join(hidden))
            self.sheet.paragraph(self.row, 2, COLUMNS - 1, text, "note")
            self.row += 1

    def _section(self, title: str) -> None:
        self.row += 1
        self.sheet.put(self.row, 1, title, "section")
        self.row += 1

    def _line(
        self, label: str, content: object, kind: str, note: str, unit: Unit | None = None
    ) -> None:
        self.sheet.put(self.row, 1, label)
        cell = self.sheet.put(self.row, 2, content, kind, unit)
        if label in NAMED:
            self.sheet.name(NAMED[label], self.row, 2, cell)
        self.sheet.put(self.row, 3, note, "unit")
        self.row += 1

    def _state(self) -> None:
        self._section("State")
        planner, law = self.plan[Planner], self.plan[Planner].facts.inputs["law"]
        loss = planner.facts.loss
        self._line("All checks", self.verdict, "verdict", "")
        self._line("Loss to reach", loss, "calculation", Unit.LOSS.label, Unit.LOSS)
        self._line("Scaling law", law, "calculation", "picked on the sheet Planner")
        self._line("Version", __version__, "data", "of xlplanner, which built this file")
        note = "of the inputs; export reads planners of its own schema"
        self._line("Input schema", schema_of(self.plan.specs), "data", note)
        newest = max(row.date for load in records.LOADERS.values() for row in _rows(load()))
        note = "the newest row; every row has its own date and source"
        self._line("Data as of", newest, "data", note)

    def _colours(self) -> None:
        self._section("Colours")
        for kind, content, meaning in LEGEND[self.plan.frozen :]:
            cell = self.sheet.put(self.row, 2, content, kind)
            self.sheet.worksheet[cell.address].protection = Protection(locked=True)
            self.sheet.put(self.row, 3, meaning, "unit")
            self.row += 1


def _rows(loaded: Iterable[Sourced] | Mapping[str, Sourced]) -> Iterable[Sourced]:
    return loaded.values() if isinstance(loaded, Mapping) else loaded
