"""Sheet "Planner": quality and demand in, three designs side by side out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any, NamedTuple

from xlplanner.core import cost
from xlplanner.core.law import law_loss
from xlplanner.functions.arguments import DEMAND, LOSS_BOUNDS
from xlplanner.functions.records import DEFAULT_DEPLOYMENT, DEFAULT_LAW, DEPLOYMENT_KIND
from xlplanner.units import Unit, readable
from xlplanner.workbook.assumptions import UNIT_COSTS, Lookup
from xlplanner.workbook.book import Book
from xlplanner.workbook.engine import Engine
from xlplanner.workbook.formula import Formula, at_most, below, both

INPUTS, CALCULATIONS, RESULTS = 5, 11, 20


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the planner asks for."""

    loss: float = 2.13
    requests: float = 7.02e8
    law: str = DEFAULT_LAW
    deployment: str = DEFAULT_DEPLOYMENT


class Result(NamedTuple):
    """A row of the results: its key, title, unit and formula on a design's cells."""

    key: str
    title: str
    unit: Unit
    formula: Callable[[Any], Any]


# d is the design's own cells; d.base the Chinchilla design's.
ROWS = [
    Result("params", "Parameters", Unit.PARAMS, lambda d: d.solved_params),
    Result("tokens", "Training tokens", Unit.TOKENS, lambda d: d.solved_tokens),
    Result("ratio", "Tokens per parameter", Unit.TOKENS_PER_PARAM, lambda d: d.tokens / d.params),
    Result("loss", "Loss reached", Unit.LOSS, lambda d: law_loss(d.params, d.tokens, d.law)),
    Result(
        "train_flops",
        "Training FLOPs",
        Unit.FLOPS,
        lambda d: cost.train_flops(d.params, d.tokens),
    ),
    Result(
        "inf_flops",
        "Inference FLOPs",
        Unit.FLOPS,
        lambda d: cost.inf_flops(d.params, d.inf_tokens),
    ),
    Result("flops", "Total FLOPs", Unit.FLOPS, lambda d: d.train_flops + d.inf_flops),
    Result(
        "flops_saved",
        "FLOPs saved against Chinchilla",
        Unit.FRACTION,
        lambda d: 1 - d.flops / d.base.flops,
    ),
    Result(
        "train_cost",
        "Training cost",
        Unit.USD,
        lambda d: cost.train_cost(d.params, d.tokens, d.deployment),
    ),
    Result(
        "inf_cost",
        "Inference cost",
        Unit.USD,
        lambda d: cost.inf_cost(d.params, d.requests, d.deployment),
    ),
    Result("cost", "Total cost", Unit.USD, lambda d: d.train_cost + d.inf_cost),
    Result("saved", "Saved against Chinchilla", Unit.USD, lambda d: d.base.cost - d.cost),
    Result(
        "saving", "Saving against Chinchilla", Unit.FRACTION, lambda d: 1 - d.cost / d.base.cost
    ),
]
COSTS = {
    "tokens_per_request": "Tokens per request",
    "token_cost": "Training cost per parameter and token",
    "request_cost": "Inference cost per parameter and request",
}
LOSS_LIMITS = f"Above the law's irreducible loss, at most {LOSS_BOUNDS.high:g} nats per token"
HEADLINES = {"params", "tokens", "cost", "saving"}


class Planner:
    """The sheet, with the cells that checks look at."""

    def __init__(
        self, book: Book, engine: Engine, laws: Lookup, deployments: Lookup, inputs: Inputs
    ) -> None:
        self.book = book
        self.sheet = book.sheet("Planner", [34, 18, 18, 18, 22, 40])
        self.sheet.heading(
            "xlplanner",
            "Three designs of equal quality. Yellow cells are yours to change, the rest follows.",
        )
        self.sheet.worksheet.page_setup.fitToHeight = 1
        self.law_names, self.deployment_names = laws.names, deployments.names
        self.given = self._inputs(inputs, laws, deployments)
        self.facts = self._calculations(laws, deployments)
        solved = {
            "compute": engine.solve(
                "Planner, fewest FLOPs", self.given.loss, self.facts.flops_demand, self.given.law
            ),
            "cost": engine.solve(
                "Planner, lowest cost", self.given.loss, self.facts.cost_demand, self.given.law
            ),
        }
        self.solved = solved
        self.designs = self._results(
            {
                "Chinchilla-style": (solved["compute"].params0, solved["compute"].tokens0),
                "Compute-optimal": (solved["compute"].params, solved["compute"].tokens),
                "Cost-optimal": (solved["cost"].params, solved["cost"].tokens),
            },
            solved["cost"].law,
        )

    def _line(self, row: int, label: str, content: Any, kind: str, unit: Unit) -> Formula:
        self.sheet.put(row, 1, label)
        self.sheet.put(row, 3, unit, "unit")
        return self.sheet.put(row, 2, content, kind, unit)

    def _input(self, row: int, name: str, label: str, value: Any, unit: Unit, note: str) -> Formula:
        cell = self._line(row, label, value, "input", unit)
        self.sheet.put(row, 4, note, "unit")
        return self.sheet.name(name, row, 2, cell)

    def _inputs(self, inputs: Inputs, laws: Lookup, deployments: Lookup) -> Any:
        sheet, top = self.sheet, INPUTS
        sheet.put(top - 1, 1, "Inputs", "section")
        limits = f"{DEMAND.low:g} to {DEMAND.high:g} requests over the model's life"
        asked = {
            "loss": ("Target quality: pre-training loss", inputs.loss, Unit.LOSS, LOSS_LIMITS),
            "requests": ("Lifetime demand", inputs.requests, Unit.REQUESTS, limits),
            "law": ("Scaling law", inputs.law, Unit.NAME, "A name of the sheet Laws"),
            "deployment": (
                "Deployment",
                inputs.deployment,
                Unit.NAME,
                "A name of the sheet Deployments",
            ),
        }
        cells = {
            name: self._input(row, f"in_{name}", *details)
            for row, (name, details) in enumerate(asked.items(), start=top)
        }
        sheet.validate_number(f"B{top + 1}", DEMAND.low, DEMAND.high, limits)
        sheet.validate_choice(f"B{top + 2}", laws.names, asked["law"][-1])
        sheet.validate_choice(f"B{top + 3}", deployments.names, asked["deployment"][-1])
        return SimpleNamespace(**cells)

    def _calculations(self, laws: Lookup, deployments: Lookup) -> Any:
        sheet, given, top = self.sheet, self.given, CALCULATIONS
        sheet.put(top - 1, 1, "From these inputs", "section")
        costs = deployments.row(given.deployment, UNIT_COSTS)
        self.deployment_fields = deployments.row(given.deployment, DEPLOYMENT_KIND.fields)
        law = laws.row(given.law, ["E", "fitted_range"])
        facts: Any = SimpleNamespace()

        def fact(name: str, label: str, formula: Any, unit: Unit) -> None:
            row = top + len(vars(facts))
            setattr(facts, name, self._line(row, label, formula, "calculation", unit))

        fact("E", "Irreducible loss of the law", law["E"], Unit.LOSS)
        for name, label in COSTS.items():
            fact(name, label, costs[name], UNIT_COSTS[name])
        inf_tokens = given.requests * facts.tokens_per_request
        fact("inf_tokens", "Lifetime inference tokens", inf_tokens, Unit.TOKENS)
        flops_demand = cost.flops_demand(facts.inf_tokens)
        fact("flops_demand", "Effective demand K for FLOPs", flops_demand, Unit.TOKENS)
        cost_demand = cost.cost_demand(given.requests, facts)
        fact("cost_demand", "Effective demand K for dollars", cost_demand, Unit.TOKENS)
        row = top + len(vars(facts))
        sheet.put(row, 1, "The law was fitted on models of")
        sheet.put(row, 2, law["fitted_range"], "label")
        loss = Formula(f"B{INPUTS}", given.loss.value)
        allowed = both(below(facts.E, loss), at_most(loss, LOSS_BOUNDS.high))
        sheet.validate_formula(f"B{INPUTS}", allowed, LOSS_LIMITS)
        return facts

    def _results(self, solved: dict[str, tuple[Formula, Formula]], law: Any) -> list[Any]:
        sheet, top = self.sheet, RESULTS + 2
        sheet.put(RESULTS, 1, "Results", "section")
        sheet.row(RESULTS + 1, 1, ["Design", *solved, "Unit"], "header")
        designs = [
            SimpleNamespace(
                solved_params=params,
                solved_tokens=tokens,
                law=law,
                deployment=self.facts,
                inf_tokens=self.facts.inf_tokens,
                requests=self.given.requests,
            )
            for params, tokens in solved.values()
        ]
        for row, result in enumerate(ROWS, start=top):
            sheet.put(row, 1, result.title)
            kind = "result" if result.key in HEADLINES else "calculation"
            for column, design in enumerate(designs, start=2):
                design.base = designs[0]
                cell = sheet.put(row, column, result.formula(design), kind, result.unit)
                setattr(design, result.key, cell)
            unit = "%" if result.unit is Unit.FRACTION else result.unit
            sheet.put(row, 2 + len(designs), unit, "unit")
        return designs

    def show_check(self, verdict: Formula) -> None:
        """Show the overall verdict of the checks on top."""
        self.sheet.put(1, 4, "All checks", "unit")
        self.sheet.put(1, 5, verdict, "verdict")

    def headline(self) -> str:
        """What the planner found, in words."""
        design = self.designs[-1]
        params, tokens = design.params.value, design.tokens.value
        return (
            f"Train {readable(params, Unit.PARAMS)} on {readable(tokens, Unit.TOKENS)}: "
            f"{readable(design.cost.value, Unit.USD)} over its life, "
            f"{readable(design.saving.value, Unit.FRACTION, 2)} less than a Chinchilla-style "
            "model of equal quality"
        )
