"""The sheet: inputs, what is in force beside them, the designs side by side, and the headline."""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
from openpyxl.utils import get_column_letter

from xlplanner.core import limits
from xlplanner.core.constants import A100_POWER, MOST_PASSES
from xlplanner.core.law import params_term, reducible_loss
from xlplanner.expressions.operations import (
    below,
    equals,
    if_,
    is_blank,
    is_error_cell,
    is_number,
    joined,
    look_up,
    not_available,
)
from xlplanner.expressions.tree import Expression, Reference, on_symbols, steps
from xlplanner.functions.families.limits import WITHIN
from xlplanner.reference.records import PUBLIC_TEXT, yardsticks
from xlplanner.units import Unit
from xlplanner.workbook.cells import GpuCells, ModelCells
from xlplanner.workbook.editions import NATIVE
from xlplanner.workbook.grid.style import CHECK, NOTE, idle
from xlplanner.workbook.plan import PlanSheet
from xlplanner.workbook.sheets.constants import Constants
from xlplanner.workbook.sheets.facts import Gpus
from xlplanner.workbook.sheets.lists import Lists
from xlplanner.workbook.sheets.planner import sentences
from xlplanner.workbook.sheets.planner.inputs import (
    API,
    AS_PLANNED,
    CHOSEN_BY,
    INPUTS,
    OPEN_WEIGHTS,
    RELEASED,
)
from xlplanner.workbook.sheets.planner.results import (
    CALLED,
    CHEAPEST,
    COMPUTE,
    DESIGNS,
    HEADLINES,
    NOT_COMPARABLE,
    OPEN,
    OWN,
    RESULTS,
    TRAINED_ANEW,
    Design,
)
from xlplanner.workbook.sheets.workings.deployment import memory
from xlplanner.workbook.sheets.workings.plan import released_model
from xlplanner.workbook.sheets.workings.sheet import Workings
from xlplanner.workbook.sheets.workings.solve import Optimum, write_flops_optimum

HEADLINE, NOTES, TOP = 3, 4, 5
INPUT, INPUT_UNIT, IN_FORCE = 2, 3, 4
LABEL, VALUE = 6, 7
UNIT = VALUE + len(DESIGNS)
BEST_MARK, BEST_TO_TRAIN = "◄ recommended", "best to train"
# Of two lines, which a long headline takes.
HEADLINE_HEIGHT = 36.0
OF_PLANNER = "Plan: as entered on Planner"


class Range(NamedTuple):
    """Sizes that cost at most a share more than the best."""

    low: Reference
    high: Reference
    within: Reference


class Planner(PlanSheet):
    """The sheet, with the cells that other sheets and checks look at."""

    title = "Planner"
    about = "Yellow cells are yours to change."
    about_frozen = "The inputs, and the designs side by side."
    widths = (40, 24, 17, 18, 2, 40, *[14] * len(DESIGNS), 17)
    inputs = INPUTS
    landscape = False
    in_pack = True

    def back_column(self) -> int:
        """Above the inputs, which the results are printed without."""
        return IN_FORCE

    def write_inputs(self) -> None:
        """Write the inputs."""
        self.sheet.row(TOP, 1, ["Input", "Yours", "Unit", "In force"], "header")
        self.rows: dict[str, int] = {}
        row = TOP + 1
        for spec in INPUTS:
            if spec.section:
                row += 1
                self.sheet.put(row, 1, spec.section, "section")
                row += 1
            self.sheet.put(row, 1, spec.label)
            self.sheet.put(row, INPUT_UNIT, spec.unit.label, "unit")
            self.plan[Lists].write_input(self.sheet, row, INPUT, spec)
            self.rows[spec.key] = row
            row += 1

    def write(self) -> None:
        """Write what is in force, then the designs."""
        workings = self.plan[Workings]
        self.solved = workings.live
        # What other sheets use, by the names that they know.
        self.facts, self.law, self.deployment = self.solved, self.solved.law, self.solved.deployment
        self._write_in_force()
        self.free = {CHEAPEST: self.solved.optimum.free}
        self.optima = {CHEAPEST: self.solved.optimum, COMPUTE: self._compute_optimal()}
        self.free[COMPUTE] = self.optima[COMPUTE].free
        self.designs = self._designs()
        self.stock, self.most_text = self._text()
        self.out_of_reach = self._out_of_reach()
        self.near_best = self._near_best()
        self.sheet.freeze(TOP + 1, 1)
        self._set_up_pages()

    def _write_in_force(self) -> None:
        """Write beside each input what the plan in force takes, by itself or from elsewhere."""
        inputs, deployment = self.solved.inputs, self.deployment.cells
        for key, row in self.rows.items():
            if key not in inputs:
                continue
            cell = deployment.get(key, inputs[key])
            spec = self.plan.specs[key]
            self.sheet.put(row, IN_FORCE, cell, "calculation", spec.unit)
            if key in CHOSEN_BY:
                chooser, word = CHOSEN_BY[key]
                rule = idle(f'$D${self.rows[chooser]}<>"{word}"')
                self.sheet.worksheet.conditional_formatting.add(f"B{row}", rule)

    def _compute_optimal(self) -> Optimum:
        """The model of fewest FLOPs, whose steps stand on Workings."""
        plan, column = self.solved, self.plan[Workings].below()
        column.section("The compute-optimal model")
        return write_flops_optimum(
            column.put, self.edition, "Planner, fewest FLOPs", plan.loss, plan.inf_tokens,
            plan.limits, plan.law,
        )  # fmt: skip

    def _text(self) -> tuple[Reference, Reference]:
        """Tokens of all public text, and of as many passes over it as are worth anything."""
        column = self.plan[Workings].below()
        column.section("Public text")
        written = yardsticks()[PUBLIC_TEXT].value
        stock = column.put("Public text that people have written", written, Unit.TOKENS)
        most = column.put("As many passes over it as are worth anything", stock * MOST_PASSES,
                          Unit.TOKENS)  # fmt: skip
        return stock, most

    def _out_of_reach(self) -> Expression:
        """What to say where no model within the limits reaches the quality."""
        plan, column = self.solved, self.plan[Workings].below()
        column.section("The best model within the limits")
        # On more text than there is, what it names could not be had.
        tokens = on_symbols(np.minimum, plan.limits.max_tokens, self.most_text)
        within = plan.limits._replace(max_tokens=tokens)
        lowest = on_symbols(limits.lowest_loss, *within, plan.law)
        lowest = column.put("lowest loss within them and on text that there is", lowest, Unit.LOSS)
        reached = self.edition.call("CHINCHILLA_PARAMS", lowest, plan.law)
        size = column.put("As good as a Chinchilla model of", reached, Unit.PARAMS)
        return sentences.out_of_reach(plan, size, self.plan[Constants])

    def _near_best(self) -> Range:
        """The sizes whose GPUs cost little more than those of the best, without limits."""
        plan, column = self.solved, self.plan[Workings].below()
        column.section("Sizes that cost little more for GPUs, without limits")
        within = column.put("More than the lowest cost, at most", WITHIN.default, Unit.FRACTION)
        free = self.free[CHEAPEST]
        asked = (plan.loss, plan.planned, within, plan.deployment, plan.law)
        if self.edition.name == NATIVE:
            sizes: Any = limits.sizes_about
            ratio = plan.cost_demand / free.tokens
            low, high = sizes(free.params, ratio, within, plan.law)
            column.steps(steps(low, high), limits.NOTATION)
        else:
            low, high = (self.edition.call("COST_RANGE", *asked, end) for end in ("low", "high"))
        smallest = column.put("Smallest", low, Unit.PARAMS)
        return Range(smallest, column.put("Largest", high, Unit.PARAMS), within)

    # Designs -------------------------------------------------------------------------------------

    def _models(self) -> list[ModelCells | None]:
        """Parameters and tokens of every design, as formulas; None for the API."""
        plan, call = self.solved, self.edition.call
        inputs, law = plan.inputs, plan.law
        params, tokens = inputs["own_params"], inputs["own_tokens"]
        left = on_symbols(reducible_loss, plan.loss, law)
        large_enough = below(on_symbols(params_term, params, law), left)
        needed = if_(large_enough, call("LAW_TOKENS", plan.loss, params, law), not_available())
        own = ModelCells(params, if_(is_blank(tokens), needed, tokens))
        return [
            plan.optimum.best,
            plan.chinchilla,
            self.optima[COMPUTE].best,
            own,
            released_model(self.plan, inputs["released"]),
            released_model(self.plan, inputs["open_model"]),
            None,
        ]

    def _gpu(self) -> tuple[GpuCells, dict[str, Expression]]:
        """Memory of an inference GPU, and power of both."""
        inputs, column = self.solved.inputs, self.plan[Workings].below()
        column.section("GPUs")
        gpu = inputs["inference_gpu"]
        held = if_(is_blank(gpu), "", memory(self.plan, gpu))
        cells = GpuCells(gpu, column.put("Memory of an inference GPU", held, Unit.GB))
        powers: dict[str, Expression] = {
            use: column.put(f"Power of a GPU for {use}", self._power(use), Unit.WATTS)
            for use in ("training", "inference")
        }
        return cells, powers

    def _power(self, use: str) -> Expression:
        inputs = self.solved.inputs
        gpu, own = inputs[f"{use}_gpu"], inputs[f"{use}_power"]
        listed = self.plan[Gpus].lookup.cell(gpu, "power_w")
        return if_(is_blank(own), if_(is_blank(gpu), A100_POWER, listed), own)

    def _designs(self) -> list[Design]:
        put = self.sheet.put
        self.sheet.row(TOP, LABEL, ["", *DESIGNS, "Unit"], "header")
        gpu, powers = self._gpu()
        self.result_rows: dict[str, int] = {}
        designs = [
            Design(number, model, self.solved, gpu, powers, self._compared_with)
            for number, model in enumerate(self._models())
        ]
        row = TOP + 2
        self.designs = designs
        for result in RESULTS:
            if result.section:
                row += 1
                put(row, LABEL, result.section, "section")
                row += 1
            title: object = result.title
            if result.key in ("saved", "saving", "break_even", "flops_saved"):
                title = joined(result.title, " against ", self.solved.inputs["compare_with"])
            put(row, LABEL, title)
            self.result_rows[result.key] = row
            kind = "result" if result.key in HEADLINES else "calculation"
            cells = [
                put(row, column, result.formula(design, self.edition), kind
                    if design.number == CHEAPEST else "calculation", result.unit)
                for column, design in enumerate(designs, start=VALUE)
            ]  # fmt: skip
            for design, cell in zip(designs, cells, strict=True):
                design.results[result.key] = cell
            put(row, UNIT, result.unit.label, "unit")
            row += 1
        self._remarks(designs, row + 1)
        self._grey_out(TOP + 2, row)
        return designs

    def _compared_with(self, key: str) -> Expression:
        """The result of the design that the others are compared with."""
        row = self.result_rows[key]
        heads = self.sheet.across(TOP, VALUE, DESIGNS)
        values = [design.results[key].value for design in self.designs]
        return look_up(
            self.solved.inputs["compare_with"], heads, self.sheet.across(row, VALUE, values)
        )

    def _grey_out(self, first: int, last: int) -> None:
        """Show a design that misses the quality, or has no answer, in grey."""
        quality = self.result_rows["quality"]
        for column in range(VALUE, UNIT):
            letter = get_column_letter(column)
            cell = f"{letter}${quality}"
            rule = idle(f'IF(ISERROR({cell}),TRUE,{cell}="{NOT_COMPARABLE}")')
            self.sheet.worksheet.conditional_formatting.add(f"{letter}{first}:{letter}{last}", rule)

    def _grey_without_answer(self) -> None:
        """Show all results in grey while there is no answer."""
        first, last = get_column_letter(VALUE), get_column_letter(UNIT - 1)
        rule = idle(f'${get_column_letter(UNIT)}$1="{CHECK}"')
        area = f"{first}{TOP + 2}:{last}{self.result_rows['flops_saved']}"
        self.sheet.worksheet.conditional_formatting.add(area, rule)

    def _remarks(self, designs: list[Design], row: int) -> None:
        put, plan = self.sheet.put, self.solved
        inputs = plan.inputs
        put(row, LABEL, "Notes on the designs", "section")
        remarks: list[object] = [
            sentences.remark_on_optimum(designs[CHEAPEST], plan.optimum, plan.limits.max_product),
            sentences.ON_CHINCHILLA,
            sentences.remark_on_optimum(
                designs[COMPUTE], self.optima[COMPUTE], plan.limits.max_product
            ),
            sentences.remark_on_own(designs[OWN], inputs["own_tokens"]),
            sentences.remark_on_released(
                inputs["released"], designs[TRAINED_ANEW], "Trained anew at your prices"
            ),
            sentences.remark_on_released(
                inputs["open_model"], designs[OPEN], sentences.ON_OPEN_WEIGHTS
            ),
            sentences.remark_on_api(inputs["api_input"], inputs["api_output"]),
        ]
        self.remarks: list[Reference] = []
        for number, remark in enumerate(remarks):
            put(row + 1 + number, LABEL, DESIGNS[number])
            self.remarks.append(put(row + 1 + number, VALUE, remark))
        self.last_row = row + len(remarks)

    def _set_up_pages(self) -> None:
        """Print the results on one page, and the inputs on others."""
        page: Any = self.sheet.worksheet
        page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
        # The property takes no None.
        page._print_cols = None
        self.results_area = f"{get_column_letter(LABEL)}1:{get_column_letter(UNIT)}{self.last_row}"
        page.print_area = f"{self.results_area},A{TOP}:D{max(self.rows.values())}"

    def for_readers(self) -> None:
        """Print the results alone: Summary lists what differs from the defaults."""
        page = self.sheet.worksheet
        page.print_area, page.page_setup.fitToHeight = self.results_area, 1

    # The headline --------------------------------------------------------------------------------

    def show_check(self, verdict: Expression, first: Expression) -> None:
        """Show the state on top and the headline, which rests on it.

        Parameters
        ----------
        verdict, first : Expression
            The state, and what is not OK.
        """
        self.sheet.put(1, UNIT - 1, "State", "unit")
        self.verdict = self.sheet.put(1, UNIT, verdict, "verdict")
        self.sheet.put(2, LABEL, "Plan shown")
        scenario, workings = self.plan.inputs["scenario"], self.plan[Workings]
        title = look_up(scenario, workings.plan_names, workings.titles)
        named = if_(is_blank(title), scenario, joined(scenario, ": ", title))
        as_planned = equals(scenario, AS_PLANNED)
        self.which = if_(as_planned, OF_PLANNER, joined("Plan: ", named))
        self.shown = self.sheet.put(2, VALUE, if_(as_planned, scenario, named))
        best, words = self.designs[CHEAPEST], self.plan[Constants]
        not_trained, instead = sentences.instead_of_training(
            best, self.designs[OPEN], self.solved.inputs["open_model"], words
        )
        failing = equals(self.verdict, CHECK)
        self._mark(CHEAPEST, if_(failing, "", if_(not_trained, BEST_TO_TRAIN, BEST_MARK)))
        self._mark(OPEN, if_(failing, "", if_(not_trained, BEST_MARK, "")))
        self._grey_without_answer()
        base = ModelCells(self._compared_with("params"), self._compared_with("tokens"))
        # An answer that does not stand up to the checks is none.
        base_in_words = (self._base_name(), self._not_compared())
        trained = sentences.answer(best, base, base_in_words, self.solved, self.stock, words)
        said = joined(
            if_(not_trained, instead, trained),
            sentences.cheaper_api(best, self.designs[CALLED], words),
        )
        text = if_(failing, joined(sentences.NO_ANSWER, first), said)
        self.answer = self.sheet.paragraph(HEADLINE, LABEL, UNIT - LABEL + 1, text, "answer")
        self.sheet.worksheet.row_dimensions[HEADLINE].height = HEADLINE_HEIGHT
        noted = if_(equals(self.verdict, NOTE), joined("NOTE: ", first), "")
        self.note = self.sheet.put(NOTES, LABEL, noted, "label")

    def _mark(self, number: int, mark: Expression) -> None:
        """Say above a design what it is to the decision."""
        self.sheet.put(TOP + 1, VALUE + number, mark, "verdict")

    def _base_name(self) -> Expression:
        """What the designs are compared with, by its own name if it has one."""
        inputs = self.solved.inputs
        word = inputs["compare_with"]
        named = if_(
            equals(word, OPEN_WEIGHTS), joined("open weights of ", inputs["open_model"]), word
        )
        return if_(equals(word, RELEASED), joined(inputs["released"], " trained anew"), named)

    def _not_compared(self) -> Expression:
        """Why the plan is not compared with what is picked; empty if it is."""
        cost, quality = self._compared_with("cost"), self._compared_with("quality")
        priced = if_(is_number(cost), "", sentences.NO_PRICE)
        missed = if_(is_error_cell(quality), True, equals(quality, NOT_COMPARABLE))
        otherwise = if_(missed, joined("; ", self._base_name(), sentences.MISSED), "")
        return if_(equals(self.solved.inputs["compare_with"], API), priced, otherwise)

    def headline(self) -> str:
        """What the planner found, in words."""
        return str(self.answer.value)
