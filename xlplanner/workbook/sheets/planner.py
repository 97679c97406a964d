"""Sheet "Planner": inputs on the left, four designs of one quality beside them."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np

from xlplanner.core import cost
from xlplanner.core.constants import (
    DAYS_PER_MONTH,
    NO_LIMIT,
    PRICED_REQUESTS,
    SAME_LOSS,
)
from xlplanner.core.cost import Deployment
from xlplanner.core.law import Law, params_term, reducible_loss
from xlplanner.expressions.formula import (
    Formula,
    at_most,
    below,
    equals,
    if_,
    is_blank,
    is_error_cell,
    is_number,
    joined,
    not_available,
)
from xlplanner.functions.families.decisions import limits_meet
from xlplanner.functions.records import DEPLOYMENT_KIND, LAW_KIND
from xlplanner.units import Unit
from xlplanner.workbook.editions import Edition, Record, Solved
from xlplanner.workbook.grid.book import Book
from xlplanner.workbook.grid.style import OK, idle, words_for
from xlplanner.workbook.inputs import (
    BY_CHINCHILLA,
    BY_DAY,
    BY_LOSS,
    BY_MODEL,
    BY_REQUESTS,
    BY_TOKENS,
    INPUTS,
    PLANNER,
    Inputs,
)
from xlplanner.workbook.lookup import on_cells
from xlplanner.workbook.sheets.assumptions import UNIT_COSTS
from xlplanner.workbook.sources import Sources

# Columns: inputs in A to C; results, facts and their units in E to J.
LABEL, VALUE, FACT_UNIT = 5, 6, 10
HEADLINE, TOP = 3, 5
NONE, NEVER = "–", "never"
AT_FAULT = "No answer: the sheet Checks says which input is at fault"
DESIGNS = ("Chinchilla-style", "Compute-optimal", "Cost-optimal", "Your own model")
CHINCHILLA, COMPUTE, CHEAPEST, OWN = range(len(DESIGNS))


class Result(NamedTuple):
    """A row of the results: its key, title, unit and formula on a design's cells."""

    key: str
    title: str
    unit: Unit
    formula: Callable[[Any, Edition], Any]


# d is the design's own cells; d.base the Chinchilla design's.
ROWS = [
    Result("params", "Parameters", Unit.PARAMS, lambda d, _: d.made.params),
    Result("tokens", "Training tokens", Unit.TOKENS, lambda d, _: d.made.tokens),
    Result("ratio", "Tokens per parameter", Unit.TOKENS_PER_PARAM,
           lambda d, _: d.tokens / d.params),
    Result("loss", "Loss reached", Unit.LOSS,
           lambda d, e: e.call("LAW_LOSS", d.params, d.tokens, d.law)),
    Result("train_flops", "Training FLOPs", Unit.FLOPS,
           lambda d, e: e.call("TRAIN_FLOPS", d.params, d.tokens)),
    Result("inf_flops", "Inference FLOPs", Unit.FLOPS,
           lambda d, e: e.call("INF_FLOPS", d.params, d.inf_tokens)),
    Result("flops", "Total FLOPs", Unit.FLOPS, lambda d, _: d.train_flops + d.inf_flops),
    Result("flops_saved", "FLOPs saved against Chinchilla", Unit.FRACTION,
           lambda d, _: _if_equal(d, 1 - d.flops / d.base.flops)),
    Result("train_cost", "Training cost", Unit.USD,
           lambda d, e: e.call("TRAIN_COST", d.params, d.tokens, d.deployment)),
    Result("inf_cost", "Inference cost", Unit.USD,
           lambda d, e: e.call("INF_COST", d.params, d.requests, d.deployment)),
    Result("cost", "Total cost", Unit.USD, lambda d, _: d.train_cost + d.inf_cost),
    Result("saved", "Saved against Chinchilla", Unit.USD,
           lambda d, _: _if_equal(d, d.base.cost - d.cost)),
    Result("saving", "Saving against Chinchilla", Unit.FRACTION,
           lambda d, _: _if_equal(d, 1 - d.cost / d.base.cost)),
    Result("break_even", "Pays against Chinchilla from", Unit.REQUESTS,
           lambda d, e: _if_equal(d, _pays(d, e))),
    Result("gpu_hours", "GPU-hours of training", Unit.GPU_HOURS,
           lambda d, e: e.call("GPU_HOURS", d.params, d.tokens, d.deployment)),
    Result("days", "Calendar days of training", Unit.DAYS,
           lambda d, e: e.call("TRAIN_DAYS", d.params, d.tokens, d.gpus, d.deployment)),
    Result("kreq", "Serving 1,000 requests", Unit.USD_PER_KREQ,
           lambda d, e: e.call("INF_COST", d.params, PRICED_REQUESTS, d.deployment)),
    Result("mtok", "Serving a million tokens", Unit.USD_PER_MTOK,
           lambda d, e: e.call("COST_PER_MTOK", d.params, d.deployment)),
    Result("all_in", "With training, 1,000 requests", Unit.USD_PER_KREQ,
           lambda d, _: if_(below(0, d.requests), d.cost / d.requests * PRICED_REQUESTS, NONE)),
    Result("memory", "Memory of the weights", Unit.GB,
           lambda d, e: e.call("MODEL_MEMORY", d.params, d.bits)),
    Result("to_fit", "Inference GPUs to hold them", Unit.GPUS,
           lambda d, e: if_(is_blank(d.gpu.reference), NONE,
                            e.call("GPUS_TO_FIT", d.params, d.gpu, d.bits))),
]  # fmt: skip
COSTS = {
    "tokens_per_request": "Tokens per request",
    "token_cost": "Training cost per param and token",
    "request_cost": "Serving cost per param and request",
}
# Inputs that count only where another one names them; else they are shown in grey.
CHOSEN_BY = {
    "loss": ("quality_by", BY_LOSS),
    "chinchilla_params": ("quality_by", BY_CHINCHILLA),
    "model": ("quality_by", BY_MODEL),
    "requests_per_day": ("demand_by", BY_DAY),
    "requests": ("demand_by", BY_REQUESTS),
    "inf_tokens": ("demand_by", BY_TOKENS),
}
HEADLINES = {"params", "tokens", "cost", "saving"}


def _if_equal(d: Any, compared: Any) -> Any:
    """A comparison with Chinchilla's design, unless a model of one's own misses the quality."""
    if not d.own:
        return compared
    return if_(at_most(d.loss, d.target + SAME_LOSS), compared, NONE)


def _pays(d: Any, edition: Edition) -> Formula | str:
    """Requests from which a design costs less than Chinchilla's."""
    if d is d.base:
        return NONE
    pays = edition.call(
        "BREAK_EVEN", d.params, d.tokens, d.base.params, d.base.tokens, d.deployment
    )
    return if_(below(d.params, d.base.params), pays, NEVER)


class Planner:
    """The sheet, with the cells that other sheets and checks look at."""

    def __init__(self, book: Book, edition: Edition, sources: Sources, inputs: Inputs) -> None:
        self.book, self.edition, self.sources = book, edition, sources
        self.sheet = book.sheet(PLANNER, [37, 27, 17, 2, 36, 17, 17, 17, 17, 20])
        self.sheet.heading(
            "Planner",
            "Boxed cells with blue figures are yours to change; the rest follows. Empty ones "
            "leave what the deployment says.",
        )
        self.sheet.worksheet.page_setup.fitToHeight = 1
        self.given = self._inputs(inputs)
        self.row = TOP + len(ROWS) + 3 + len(DESIGNS)
        # The core, which computes with them, takes cells for numbers.
        self.law: Any = self._law()
        self.deployment: Any = self._deployment()
        self.facts = self._facts()
        self.solved = self._optima()
        self.designs = self._results(self._made())

    # Inputs --------------------------------------------------------------------------------------

    def _inputs(self, inputs: Inputs) -> dict[str, Formula]:
        cells, row = {}, TOP
        for spec in (item for item in INPUTS.values() if item.sheet == PLANNER):
            if spec.section:
                self.sheet.put(row, 1, spec.section, "section")
                row += 1
            self.sheet.put(row, 1, spec.label)
            self.sheet.put(row, 3, "" if spec.unit is Unit.NAME else spec.unit, "unit")
            lists = self.sources.lists
            cells[spec.key] = lists.write_input(self.sheet, row, 2, spec, inputs[spec.key])
            if spec.key in CHOSEN_BY:
                chooser, word = CHOSEN_BY[spec.key]
                rule = idle(f'{cells[chooser].render(PLANNER)}<>"{word}"')
                self.sheet.worksheet.conditional_formatting.add(f"B{row}", rule)
            row += 1
        return cells

    # Facts ---------------------------------------------------------------------------------------

    def _section(self, title: str) -> None:
        self.row += 1
        self.sheet.put(self.row, LABEL, title, "section")
        self.row += 1

    def _fact(self, label: str, content: Any, unit: Unit) -> Formula:
        self.sheet.put(self.row, LABEL, label)
        cell = self.sheet.put(self.row, VALUE, content, "calculation", unit)
        self.sheet.put(self.row, FACT_UNIT, "" if unit is Unit.NAME else unit, "unit")
        self.row += 1
        return cell

    def _law(self) -> Record:
        self._section("The scaling law")
        name = self.given["law"]
        record = Record(reference=name)
        for field, formula in self.sources.laws.row(name, LAW_KIND.fields).items():
            unit = LAW_KIND.fields[field].unit
            setattr(record, field, self._fact(field, formula, unit))
        record.params_share = self._fact("s", on_cells(Law.params_share, record), Unit.RATIO)
        self.sheet.put(self.row, LABEL, "Fitted on")
        self.sheet.put(self.row, VALUE, self.sources.laws.cell(name, "fitted_range"))
        self.row += 1
        return record

    def _deployment(self) -> Record:
        """The figures in use: one's own first, then the lists', then the deployment's."""
        given, sources = self.given, self.sources
        self._section("The deployment in use")
        heads = ["in use", "from the lists", "from the deployment"]
        self.sheet.row(self.row - 1, VALUE, heads, "unit")
        listed = {
            **{
                f"{use}_{figure}": (given[f"{use}_gpu"], find(use))
                for figure, find in (("price", self._price), ("peak", self._peak))
                for use in ("training", "inference")
            },
            "training_mfu": (given["training_mfu_like"], sources.mfu(given["training_mfu_like"])),
            "input_mfu": (given["input_mfu_like"], sources.mfu(given["input_mfu_like"])),
            "output_mfu": (given["output_mfu_like"], sources.mfu(given["output_mfu_like"])),
            "input_tokens": (given["request_mix"], self._mix("input_tokens")),
            "output_tokens": (given["request_mix"], self._mix("output_tokens")),
        }
        preset = sources.deployments.row(given["deployment"], DEPLOYMENT_KIND.fields)
        first = self.row
        record = Record()
        for field, details in DEPLOYMENT_KIND.fields.items():
            pick, found = listed[field]
            put, unit = self.sheet.put, details.unit
            from_list = if_(is_blank(pick), "", found)
            list_cell = put(self.row, VALUE + 1, from_list, "calculation", unit)
            preset_cell = put(self.row, VALUE + 2, preset[field], "calculation", unit)
            otherwise = if_(is_blank(pick), preset_cell, list_cell)
            used = if_(is_blank(given[field]), otherwise, given[field])
            label = field.replace("_", " ").replace("mfu", "MFU")
            setattr(record, field, self._fact(label, used, unit))
        labels = [field.replace("_", " ") for field in DEPLOYMENT_KIND.fields]
        values = [getattr(record, field).value for field in DEPLOYMENT_KIND.fields]
        pairs = [list(pair) for pair in zip(labels, values, strict=True)]
        area = self.sheet.area(first, LABEL, pairs)
        record.reference = self.sheet.name_area("deployment_in_use", area)
        record.training_rate = on_cells(Deployment.training_rate, record)
        rate = self._fact("Training rate", record.training_rate, Unit.OPS_PER_HOUR)
        record.training_rate = rate
        for name, unit in UNIT_COSTS.items():
            formula = on_cells(getattr(Deployment, name), record)
            setattr(record, name, self._fact(COSTS[name], formula, unit))
        return record

    def _price(self, use: str) -> Formula:
        return self.sources.price(self.given[f"{use}_gpu"], self.given["provider"])

    def _peak(self, use: str) -> Formula:
        return self.sources.peak(self.given[f"{use}_gpu"], self.given[f"{use}_precision"])

    def _mix(self, field: str) -> Formula:
        return self.sources.mix_tokens(self.given["request_mix"], field)

    def _facts(self) -> Any:
        given, law, edition = self.given, self.law, self.edition
        facts: Any = SimpleNamespace()
        self._section("What the inputs come to")
        model = self.sources.model(given["model"])
        model_params = self._fact("The released model's parameters", model.params, Unit.PARAMS)
        model_tokens = self._fact("The released model's tokens", model.tokens, Unit.TOKENS)
        as_chinchilla = edition.call("CHINCHILLA_QUALITY", given["chinchilla_params"], law)
        as_model = edition.call("LAW_LOSS", model_params, model_tokens, law)
        by = given["quality_by"]
        loss = if_(
            equals(by, BY_LOSS),
            given["loss"],
            if_(
                equals(by, BY_CHINCHILLA),
                as_chinchilla,
                if_(equals(by, BY_MODEL), as_model, not_available()),
            ),
        )
        facts.loss = self._fact("Loss to reach", loss, Unit.LOSS)
        by = given["demand_by"]
        requests = if_(
            equals(by, BY_DAY),
            given["requests_per_day"] * DAYS_PER_MONTH * given["months"],
            if_(
                equals(by, BY_REQUESTS),
                given["requests"],
                if_(
                    equals(by, BY_TOKENS),
                    given["inf_tokens"] / self.deployment.tokens_per_request,
                    not_available(),
                ),
            ),
        )
        facts.requests = self._fact("Requests in all", requests, Unit.REQUESTS)
        facts.inf_tokens = self._fact(
            "Inference tokens in all",
            facts.requests * self.deployment.tokens_per_request,
            Unit.TOKENS,
        )
        facts.flops_demand = self._fact(
            "Effective demand K for FLOPs", cost.flops_demand(facts.inf_tokens), Unit.TOKENS
        )
        facts.cost_demand = self._fact(
            "Effective demand K for dollars",
            cost.cost_demand(facts.requests, self.deployment),
            Unit.TOKENS,
        )
        facts.max_params = self._limit("max_params", "Most parameters")
        facts.max_tokens = self._limit("max_tokens", "Most training tokens")
        meet = limits_meet(facts.loss, facts.max_params, facts.max_tokens, law)
        facts.feasible = self._fact("Limits can be kept", meet, Unit.TRUTH)
        facts.bits = self._fact(
            "Bits a parameter is served in",
            self.sources.lists.bits_of(given["inference_precision"]),
            Unit.BITS,
        )
        gpu = given["inference_gpu"]
        memory = if_(is_blank(gpu), "", self.sources.memory(gpu))
        facts.gpu = Record(
            reference=gpu, memory_gb=self._fact("Memory of an inference GPU", memory, Unit.GB)
        )
        return facts

    def _limit(self, key: str, label: str) -> Formula:
        given = self.given[key]
        unit = INPUTS[key].unit
        cell = self._fact(f"{label}, or no limit", if_(is_blank(given), NO_LIMIT, given), unit)
        # A limit that is not set is a number too large to show.
        self.sheet.add_rule(cell.render(PLANNER), words_for(NO_LIMIT.name, "no limit"))
        return cell

    # Results -------------------------------------------------------------------------------------

    def _optima(self) -> dict[int, Solved]:
        """The optima without limits."""
        facts, law, edition = self.facts, self.law, self.edition
        self._section("The optima without limits")
        optima = {
            COMPUTE: edition.fewest_flops(
                "Planner, fewest FLOPs", facts.loss, facts.inf_tokens, law
            ),
            CHEAPEST: edition.cheapest(
                "Planner, lowest cost", facts.loss, facts.requests, self.deployment, law
            ),
        }
        return {
            place: Solved(
                self._fact(f"{DESIGNS[place]} parameters", solved.params, Unit.PARAMS),
                self._fact(f"{DESIGNS[place]} tokens", solved.tokens, Unit.TOKENS),
            )
            for place, solved in optima.items()
        }

    def _made(self) -> dict[int, Solved]:
        """Parameters and tokens of every design."""
        facts, law, call, given = self.facts, self.law, self.edition.call, self.given
        chinchilla = Solved(
            call("CHINCHILLA_PARAMS", facts.loss, law), call("CHINCHILLA_TOKENS", facts.loss, law)
        )
        limits = (facts.loss, facts.max_params, facts.max_tokens, law)
        limited = {
            place: Solved(
                *(
                    if_(facts.feasible, call(f"LIMITED_{part}", cell, *limits), not_available())
                    for part, cell in (("PARAMS", solved.params), ("TOKENS", solved.tokens))
                )
            )
            for place, solved in self.solved.items()
        }
        params: Any = given["own_params"]
        tokens = given["own_tokens"]
        enough = below(params_term(params, law), reducible_loss(facts.loss, law))
        needed = if_(enough, call("LAW_TOKENS", facts.loss, params, law), not_available())
        own = Solved(params, if_(is_blank(tokens), needed, tokens))
        return {CHINCHILLA: chinchilla, **limited, OWN: own}

    def _results(self, made: dict[int, Solved]) -> list[Any]:
        put, facts = self.sheet.put, self.facts
        self.sheet.row(TOP, LABEL, ["Design", *DESIGNS, "Unit"], "header")
        designs = [
            SimpleNamespace(
                made=made[place],
                law=self.law,
                deployment=self.deployment,
                inf_tokens=facts.inf_tokens,
                requests=facts.requests,
                gpus=self.given["gpus"],
                gpu=facts.gpu,
                bits=facts.bits,
                own=place == OWN,
                target=facts.loss,
            )
            for place in range(len(DESIGNS))
        ]
        for row, result in enumerate(ROWS, start=TOP + 1):
            put(row, LABEL, result.title)
            kind = "result" if result.key in HEADLINES else "calculation"
            for column, design in enumerate(designs, start=VALUE):
                design.base = designs[CHINCHILLA]
                formula = result.formula(design, self.edition)
                setattr(design, result.key, put(row, column, formula, kind, result.unit))
            unit = "%" if result.unit is Unit.FRACTION else result.unit
            put(row, FACT_UNIT, unit, "unit")
        put(TOP + 2 + len(ROWS), LABEL, "In words", "section")
        self.remarks: list[Formula] = []
        for row, remark in enumerate(self._remarks(designs), start=TOP + 3 + len(ROWS)):
            put(row, LABEL, DESIGNS[len(self.remarks)])
            self.remarks.append(put(row, VALUE, remark))
        return designs

    def _remarks(self, designs: list[Any]) -> list[Any]:
        own, facts = self.given["own_tokens"], self.facts
        return [
            "The fewest training FLOPs; limits are not applied",
            *(self._remark(designs[place], self.solved[place]) for place in (COMPUTE, CHEAPEST)),
            if_(
                is_number(own),
                if_(
                    below(np.absolute(designs[OWN].loss - facts.loss), SAME_LOSS),
                    "Reaches the loss",
                    if_(
                        below(designs[OWN].loss, facts.loss),
                        "Better than the loss to reach",
                        "Misses the loss to reach: not of equal quality",
                    ),
                ),
                if_(
                    is_number(designs[OWN].tokens),
                    "Reaches the loss on the tokens it needs",
                    "Too small: no tokens bring it to the loss",
                ),
            ),
        ]

    def _remark(self, design: Any, solved: Solved) -> Formula:
        return if_(
            self.facts.feasible,
            if_(
                below(design.params, solved.params),
                "Held at the most parameters, so trained for longer",
                if_(
                    below(solved.params, design.params),
                    "Held at the most tokens, so larger",
                    "The optimum; no limit holds it",
                ),
            ),
            "No model within the limits reaches the loss",
        )

    def _answer(self) -> Formula:
        """What was found, in words."""
        words = self.sources.words
        best, base = self.designs[CHEAPEST], self.designs[CHINCHILLA]
        compared = joined(
            words.percent(np.absolute(best.saving)),
            if_(below(best.saving, 0), " more", " less"),
            " than a Chinchilla-style model of equal quality (",
            words.readable(base.params),
            " on ",
            words.readable(base.tokens),
            ")",
        )
        return joined(
            "Train ",
            words.readable(best.params),
            " on ",
            words.readable(best.tokens),
            ": $",
            words.readable(best.cost),
            " over its life, ",
            compared,
        )

    def _trouble(self) -> Formula:
        """Why there is no answer, in words."""
        feasible = self.facts.feasible
        too_good = "No answer: the loss to reach is not above the law's irreducible loss"
        limited = "No answer: no model within the limits reaches the loss"
        known = if_(
            at_most(self.facts.loss, self.law.E), too_good, if_(feasible, AT_FAULT, limited)
        )
        return if_(is_error_cell(known), AT_FAULT, known)

    def show_check(self, verdict: Formula) -> None:
        """Show the overall verdict of the checks on top."""
        self.sheet.put(1, FACT_UNIT - 1, "All checks", "unit")
        self.verdict = self.sheet.put(1, FACT_UNIT, verdict, "verdict")
        sound = equals(self.verdict, OK)
        # An answer that does not stand up to the checks is none; a reason found is told.
        trouble = if_(is_number(self.facts.loss), self._trouble(), AT_FAULT)
        text = if_(sound, self._answer(), trouble)
        self.found = self.sheet.put(HEADLINE, 1, text, "headline")

    def headline(self) -> str:
        """What the planner found, in words."""
        return str(self.found.value)
