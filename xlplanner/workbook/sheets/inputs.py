"""Sheet "Inputs": all that the plan shown rests on, on one page, with where it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from xlplanner.expressions.operations import if_, is_blank, is_error_cell, is_number, joined
from xlplanner.expressions.tree import Expression, Reference
from xlplanner.functions.records import DEPLOYMENT_KIND
from xlplanner.workbook.grid.style import idle
from xlplanner.workbook.inputs import InputSpec
from xlplanner.workbook.plan import PlanSheet
from xlplanner.workbook.sheets.checks import Checks
from xlplanner.workbook.sheets.offers import Offers
from xlplanner.workbook.sheets.planner.inputs import CHANGEABLE, CHOSEN_BY
from xlplanner.workbook.sheets.planner.results import CHEAPEST, NONE
from xlplanner.workbook.sheets.planner.sheet import Planner
from xlplanner.workbook.sheets.start import GLOSSARY

TOP, BLOCK, COLUMNS = 4, 4, 7
WORDS = ("Chinchilla", "As good as Chinchilla", "MFU", "Lifetime cost")
OWN = "your own figure"
# What an empty input takes from elsewhere is in force too.
SECTIONS = {"training_price": "Figures in force; where they come from stands below"}
PHASES = {"training": "training", "input": "inference", "output": "inference"}


class Source(NamedTuple):
    """A figure that need not be entered: the field of the deployment, and where it comes from."""

    field: str
    words: Expression


class InputsInForce(PlanSheet):
    """The sheet.

    Attributes
    ----------
    cells : dict of str to Reference
        What is in force, by the key of the input.
    sources : dict of str to Reference
        Where a figure comes from, by the field of the deployment.
    """

    title = "Inputs"
    about = "All inputs in force for the plan shown. What another input leaves out is grey."
    widths = (40, 21, 15, 2, 40, 21, 15)
    landscape = False
    one_page = True
    in_pack = True
    looks_at_all = True

    def write(self) -> None:
        """Write the inputs in two blocks, where figures come from, and what words mean."""
        self.planner, verdict = self.plan[Planner], self.plan[Checks].verdict
        self.sheet.put(2, COLUMNS - 1, "State", "unit")
        self.sheet.put(2, COLUMNS, verdict, "verdict")
        self.sheet.put(TOP - 1, 1, self.planner.which, "label")
        self.cells: dict[str, Reference] = {}
        half = (len(CHANGEABLE) + len([spec for spec in CHANGEABLE if spec.section])) // 2
        row, column, last = TOP, 1, TOP
        for spec in CHANGEABLE:
            if spec.section:
                if row - TOP >= half and column == 1:
                    last, row, column = row, TOP, 1 + BLOCK
                title = SECTIONS.get(spec.key, spec.section)
                self.sheet.put(row, column, title, "section")
                row += 1
            self._input(row, column, spec)
            row += 1
        self.row = max(last, row)
        self._grey_out()
        self._sources()
        self._words()

    def _input(self, row: int, column: int, spec: InputSpec) -> None:
        """Write what is in force, a dash where nothing is."""
        live, powers = self.planner.facts, self.planner.designs[CHEAPEST].powers
        use, _, figure = spec.key.partition("_")
        cell = live.deployment.cells.get(spec.key, live.inputs[spec.key])
        if figure == "power":
            cell = powers[use]
        self.sheet.put(row, column, spec.title)
        content = if_(is_blank(cell), NONE, cell)
        self.cells[spec.key] = self.sheet.put(row, column + 1, content, "calculation", spec.unit)
        self.sheet.put(row, column + 2, spec.unit.label, "unit")

    def _grey_out(self) -> None:
        """Show in grey what another input leaves out."""
        for key, (chooser, word) in CHOSEN_BY.items():
            rule = idle(f'{self.cells[chooser].fixed.address}<>"{word}"')
            self.sheet.worksheet.conditional_formatting.add(self.cells[key].address, rule)

    # Where it comes from -------------------------------------------------------------------------

    def _sources(self) -> None:
        """Write where the figures come from that need not be entered."""
        self.row += 1
        self.sheet.put(self.row, 1, "Where these figures come from", "section")
        self.row += 1
        self.sources: dict[str, Reference] = {}
        for field, words in self._origins():
            self.sheet.put(self.row, 1, DEPLOYMENT_KIND.fields[field].help)
            said = if_(is_error_cell(words), "not known", words)
            self.sources[field] = self.sheet.put(self.row, 2, said)
            self.row += 1

    def _origins(self) -> Iterator[Source]:
        inputs = self.planner.facts.inputs
        offers, deployment = self.plan[Offers], joined("deployment ", inputs["deployment"])
        for use in ("training", "inference"):
            gpu, precision = inputs[f"{use}_gpu"], inputs[f"{use}_precision"]
            price = if_(is_blank(gpu), deployment, offers.basis(gpu, inputs["provider"]))
            peak = if_(is_blank(gpu), deployment, joined(gpu, " at ", precision))
            yield self._unless_own(f"{use}_price", price)
            yield self._unless_own(f"{use}_peak", peak)
        for use in PHASES:
            name = inputs[f"{use}_mfu_like"]
            words = if_(is_blank(name), deployment, joined("as in ", name))
            if use == "output":
                roofline = joined("the roofline at ", inputs["batch"], " requests in a batch")
                words = if_(is_number(inputs["batch"]), roofline, words)
            yield self._unless_own(f"{use}_mfu", words)
        mix = inputs["request_mix"]
        for use in ("input", "output"):
            words = if_(is_blank(mix), deployment, joined("request mix ", mix))
            yield self._unless_own(f"{use}_tokens", words)

    def _unless_own(self, field: str, words: Expression) -> Source:
        return Source(field, if_(is_number(self.planner.facts.inputs[field]), OWN, words))

    # Words ---------------------------------------------------------------------------------------

    def _words(self) -> None:
        self.row += 1
        self.sheet.put(self.row, 1, "Words", "section")
        for word in WORDS:
            self.row += 1
            self.sheet.put(self.row, 1, word, "paragraph")
            self.sheet.paragraph(self.row, 2, COLUMNS - 1, GLOSSARY[word], "note")
