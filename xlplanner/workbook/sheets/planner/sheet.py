"""The sheet: inputs, the figures they come to, four designs of one quality, and the headline."""

from __future__ import annotations

from typing import Any, NamedTuple

from xlplanner.core import cost
from xlplanner.core.constants import DAYS_PER_MONTH, NO_LIMIT
from xlplanner.core.law import law_loss, params_term, reducible_loss
from xlplanner.core.limits import reaches, within_limits
from xlplanner.expressions.operations import below, equals, if_, is_blank, not_available
from xlplanner.expressions.spreadsheet import render
from xlplanner.expressions.tree import Expression, Reference, on_symbols
from xlplanner.functions.records import LAW_KIND
from xlplanner.units import Unit
from xlplanner.workbook.cells import DeploymentCells, GpuCells, LawCells, ModelCells
from xlplanner.workbook.editions import MODEL
from xlplanner.workbook.grid.style import OK, idle, words_for
from xlplanner.workbook.plan import PlanSheet
from xlplanner.workbook.sheets.constants import Constants
from xlplanner.workbook.sheets.facts import Models
from xlplanner.workbook.sheets.laws import Laws
from xlplanner.workbook.sheets.lists import Lists
from xlplanner.workbook.sheets.planner import sentences
from xlplanner.workbook.sheets.planner.column import LABEL, UNIT, VALUE, FactColumn
from xlplanner.workbook.sheets.planner.deployment import memory, write_deployment
from xlplanner.workbook.sheets.planner.inputs import (
    BY_CHINCHILLA,
    BY_DAY,
    BY_LOSS,
    BY_MODEL,
    BY_REQUESTS,
    BY_TOKENS,
    CHOSEN_BY,
    INPUTS,
)
from xlplanner.workbook.sheets.planner.results import (
    CHEAPEST,
    CHINCHILLA,
    COMPUTE,
    DESIGNS,
    HEADLINES,
    OWN,
    RESULTS,
    Design,
)

HEADLINE, TOP = 3, 5


class Facts(NamedTuple):
    """What the inputs come to."""

    loss: Expression
    requests: Expression
    inf_tokens: Expression
    flops_demand: Expression
    cost_demand: Expression
    max_params: Expression
    max_tokens: Expression
    feasible: Expression
    bits: Expression
    gpu: GpuCells


class Planner(PlanSheet):
    """The sheet, with the cells that other sheets and checks look at."""

    title = "Planner"
    about = (
        "Yellow cells are yours to change; the rest follows. Empty ones keep what the deployment "
        "says."
    )
    about_frozen = "Inputs on the left, designs on the right; empty ones are the deployment's."
    widths = (37, 27, 17, 2, 36, 17, 17, 17, 17, 20)
    inputs = INPUTS
    one_page = True
    in_pack = True

    def write(self) -> None:
        """Write the inputs, then what they come to, then the designs above it."""
        self._write_inputs()
        self.column = FactColumn(self.sheet, TOP + len(RESULTS) + 3 + len(DESIGNS))
        self.law = self._law()
        self.deployment: DeploymentCells = write_deployment(self.plan, self.column)
        self.facts = self._facts()
        self.free = self._optima()
        self.designs = self._designs()

    # Inputs --------------------------------------------------------------------------------------

    def _write_inputs(self) -> None:
        row = TOP
        for spec in INPUTS:
            if spec.section:
                self.sheet.put(row, 1, spec.section, "section")
                row += 1
            self.sheet.put(row, 1, spec.label)
            self.sheet.put(row, 3, spec.unit.label, "unit")
            self.plan[Lists].write_input(self.sheet, row, 2, spec)
            if spec.key in CHOSEN_BY:
                chooser, word = CHOSEN_BY[spec.key]
                other = render(self.plan.inputs[chooser], self.title)
                rule = idle(f'{other}<>"{word}"')
                self.sheet.worksheet.conditional_formatting.add(f"B{row}", rule)
            row += 1

    # What they come to ---------------------------------------------------------------------------

    def _law(self) -> LawCells:
        name, column = self.plan.inputs["law"], self.column
        column.section("The scaling law")
        constants: dict[str, Expression] = {
            field: column.fact(field, formula, LAW_KIND.fields[field].unit)
            for field, formula in self.plan[Laws].lookup.row(name, LAW_KIND.fields).items()
        }
        law = self.plan[Laws].cells(constants, name)
        law.cells["params_share"] = column.fact("s", law.params_share, Unit.RATIO)
        column.text("Fitted on", self.plan[Laws].lookup.cell(name, "fitted_range"))
        return law

    def _facts(self) -> Facts:
        inputs, law, fact = self.plan.inputs, self.law, self.column.fact
        self.column.section("Derived inputs")
        loss = fact("Loss to reach", self._loss(), Unit.LOSS)
        requests = fact("Lifetime requests", self._requests(), Unit.REQUESTS)
        inf_tokens = fact(
            "Lifetime inference tokens", requests * self.deployment.tokens_per_request, Unit.TOKENS
        )
        flops_demand = on_symbols(cost.flops_demand, inf_tokens)
        cost_demand = on_symbols(cost.cost_demand, requests, self.deployment)
        flops_demand = fact("Effective demand K for FLOPs", flops_demand, Unit.TOKENS)
        cost_demand = fact("Effective demand K for dollars", cost_demand, Unit.TOKENS)
        max_params = self._limit("max_params", "Maximum parameters")
        max_tokens = self._limit("max_tokens", "Maximum training tokens")
        lowest = on_symbols(law_loss, max_params, max_tokens, law)
        feasible = fact("Limits feasible", on_symbols(reaches, lowest, loss), Unit.TRUTH)
        bits = self.plan[Lists].bits_of(inputs["inference_precision"])
        bits = fact("Bits a parameter is served in", bits, Unit.BITS)
        gpu = inputs["inference_gpu"]
        gpu_memory = if_(is_blank(gpu), "", memory(self.plan, gpu))
        return Facts(
            loss,
            requests,
            inf_tokens,
            flops_demand,
            cost_demand,
            max_params,
            max_tokens,
            feasible,
            bits,
            GpuCells(gpu, fact("Memory of an inference GPU", gpu_memory, Unit.GB)),
        )

    def _loss(self) -> Expression:
        """The loss of the quality that is asked for."""
        inputs, call = self.plan.inputs, self.edition.call
        model = self._released_model(inputs["model"])
        by = inputs["quality_by"]
        as_chinchilla = call("CHINCHILLA_QUALITY", inputs["chinchilla_params"], self.law)
        as_model = call("LAW_LOSS", *model, self.law)
        otherwise = if_(equals(by, BY_MODEL), as_model, not_available())
        otherwise = if_(equals(by, BY_CHINCHILLA), as_chinchilla, otherwise)
        return if_(equals(by, BY_LOSS), inputs["loss"], otherwise)

    def _released_model(self, name: Expression) -> ModelCells:
        call, lookup, fact = self.edition.call, self.plan[Models].lookup, self.column.fact
        params = call("MODEL_PARAMS", name, native=lambda: lookup.cell(name, "params"))
        tokens = call("MODEL_TOKENS", name, native=lambda: lookup.cell(name, "training_tokens"))
        return ModelCells(
            fact("The released model's parameters, of all experts", params, Unit.PARAMS),
            fact("The released model's tokens", tokens, Unit.TOKENS),
        )

    def _requests(self) -> Expression:
        """The lifetime requests, however the demand is stated."""
        inputs = self.plan.inputs
        by = inputs["demand_by"]
        by_tokens = inputs["inf_tokens"] / self.deployment.tokens_per_request
        by_day = inputs["requests_per_day"] * DAYS_PER_MONTH * inputs["months"]
        otherwise = if_(equals(by, BY_TOKENS), by_tokens, not_available())
        otherwise = if_(equals(by, BY_REQUESTS), inputs["requests"], otherwise)
        return if_(equals(by, BY_DAY), by_day, otherwise)

    def _limit(self, key: str, label: str) -> Reference:
        limit = self.plan.inputs[key]
        number = if_(is_blank(limit), NO_LIMIT, limit)
        cell = self.column.fact(f"{label}, or no limit", number, self.plan.specs[key].unit)
        # A limit that is not set is a number too large to show.
        self.sheet.add_rule(cell.address, words_for(NO_LIMIT.name, "no limit"))
        return cell

    # Designs -------------------------------------------------------------------------------------

    def _optima(self) -> dict[int, ModelCells]:
        """The optima without limits."""
        facts, fact = self.facts, self.column.fact
        self.column.section("The optima without limits")
        optima = {
            COMPUTE: self.edition.fewest_flops(
                "Planner, fewest FLOPs", facts.loss, facts.inf_tokens, self.law
            ),
            CHEAPEST: self.edition.cheapest(
                "Planner, lowest cost", facts.loss, facts.requests, self.deployment, self.law
            ),
        }
        return {
            design: ModelCells(
                fact(f"{DESIGNS[design]} parameters", model.params, Unit.PARAMS),
                fact(f"{DESIGNS[design]} tokens", model.tokens, Unit.TOKENS),
            )
            for design, model in optima.items()
        }

    def _models(self) -> list[ModelCells]:
        """Parameters and tokens of every design, as formulas."""
        facts, law, call = self.facts, self.law, self.edition.call
        chinchilla = ModelCells(*(call(f"CHINCHILLA_{part}", facts.loss, law) for part in MODEL))
        limited = [self._limited(design) for design in (COMPUTE, CHEAPEST)]
        params, tokens = self.plan.inputs["own_params"], self.plan.inputs["own_tokens"]
        left = on_symbols(reducible_loss, facts.loss, law)
        large_enough = below(on_symbols(params_term, params, law), left)
        needed = if_(large_enough, call("LAW_TOKENS", facts.loss, params, law), not_available())
        own = ModelCells(params, if_(is_blank(tokens), needed, tokens))
        return [chinchilla, *limited, own]

    def _limited(self, number: int) -> ModelCells:
        """An optimum within the limits."""
        facts, law, free = self.facts, self.law, self.free[number]
        limits = (facts.max_params, facts.max_tokens)
        name, demand = {
            COMPUTE: ("OPT_LIMITED", (facts.inf_tokens, *limits, NO_LIMIT)),
            CHEAPEST: ("COST_LIMITED", (facts.requests, *limits, NO_LIMIT, self.deployment)),
        }[number]
        # The core is typed for numbers.
        clamp: Any = within_limits
        clamped = ModelCells(*clamp(free.params, free.tokens, facts.loss, *limits, law))

        def cell(field: str) -> Expression:
            call = self.edition.call(
                name, facts.loss, *demand, law, field, native=lambda: getattr(clamped, field)
            )
            return if_(facts.feasible, call, not_available())

        return ModelCells(*map(cell, ModelCells._fields))

    def _designs(self) -> list[Design]:
        put, facts = self.sheet.put, self.facts
        self.sheet.row(TOP, LABEL, ["Design", *DESIGNS, "Unit"], "header")
        designs = [
            Design(
                model,
                self.law,
                self.deployment,
                facts.loss,
                facts.requests,
                facts.inf_tokens,
                self.plan.inputs["gpus"],
                facts.gpu,
                facts.bits,
                own=number == OWN,
            )
            for number, model in enumerate(self._models())
        ]
        for design in designs[1:]:
            design.base = designs[CHINCHILLA]
        for row, result in enumerate(RESULTS, start=TOP + 1):
            put(row, LABEL, result.title)
            kind = "result" if result.key in HEADLINES else "calculation"
            for column, design in enumerate(designs, start=VALUE):
                formula = result.formula(design, self.edition)
                design.results[result.key] = put(row, column, formula, kind, result.unit)
            put(row, UNIT, result.unit.label, "unit")
        self._remarks(designs, TOP + 2 + len(RESULTS))
        return designs

    def _remarks(self, designs: list[Design], row: int) -> None:
        put, feasible = self.sheet.put, self.facts.feasible
        put(row, LABEL, "Notes", "section")
        remarks = [
            sentences.ON_CHINCHILLA,
            *(
                sentences.remark_on_optimum(designs[number], self.free[number], feasible)
                for number in (COMPUTE, CHEAPEST)
            ),
            sentences.remark_on_own(designs[OWN], self.plan.inputs["own_tokens"]),
        ]
        self.remarks: list[Reference] = []
        for number, remark in enumerate(remarks):
            put(row + 1 + number, LABEL, DESIGNS[number])
            self.remarks.append(put(row + 1 + number, VALUE, remark))

    # The headline --------------------------------------------------------------------------------

    def show_check(self, verdict: Expression) -> None:
        """Show the overall verdict of the checks on top, and the headline, which rests on it."""
        self.sheet.put(1, UNIT - 1, "All checks", "unit")
        self.verdict = self.sheet.put(1, UNIT, verdict, "verdict")
        # An answer that does not stand up to the checks is none.
        text = if_(
            equals(self.verdict, OK),
            sentences.answer(
                self.designs[CHEAPEST], self.designs[CHINCHILLA], self.plan[Constants]
            ),
            sentences.trouble(self.facts.loss, self.law.E, self.facts.feasible),
        )
        self.answer = self.sheet.put(HEADLINE, 1, text, "headline")

    def headline(self) -> str:
        """What the planner found, in words."""
        return str(self.answer.value)
