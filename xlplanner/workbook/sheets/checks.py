"""Sheet "Checks": what must hold in the workbook, and one verdict on top."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from xlplanner.core.law import law_loss, params_term, tokens_term
from xlplanner.expressions.operations import (
    at_most,
    below,
    both,
    count_cells,
    count_of,
    equals,
    if_,
    is_blank,
    is_error_cell,
    is_number,
    joined,
    largest,
    look_up,
    smallest,
)
from xlplanner.expressions.tree import Expression, Reference, on_symbols
from xlplanner.functions.arguments import COUNT, DEMAND, LOSS_BOUNDS
from xlplanner.functions.records import DEPLOYMENT_KIND
from xlplanner.units import Unit
from xlplanner.workbook.editions import NATIVE
from xlplanner.workbook.grid.style import CHECK, DIFFERS, OK
from xlplanner.workbook.inputs import InputSpec, Label
from xlplanner.workbook.plan import PlanSheet
from xlplanner.workbook.sheets.engine import Engine
from xlplanner.workbook.sheets.lists import Lists
from xlplanner.workbook.sheets.paper_tables import Table1, Table2
from xlplanner.workbook.sheets.planner.deployment import WIDE, worthwhile
from xlplanner.workbook.sheets.planner.results import CHEAPEST, COMPUTE, DESIGNS_IN_TEXT, OWN
from xlplanner.workbook.sheets.planner.sheet import Planner

TINY = 1e-12
VERDICT_ROW, HEADER, FIRST = 4, 6, 7
IN_PRECISION = ", in the precision in use"


class Check(NamedTuple):
    """A figure that must not be above a limit."""

    what: str
    value: Expression
    high: float


class Checks(PlanSheet):
    """The sheet."""

    title = "Checks"
    about = f'What must hold in this workbook; every verdict must be "{OK}"'
    widths = (62, 22, 12, 12, 12)
    landscape = False
    looks_at_all = True

    def write(self) -> None:
        """Write every check with its verdict, and the overall verdict, which the planner shows."""
        head = ["What must hold", "Value", "At least", "At most", "Verdict"]
        self.sheet.row(HEADER, 1, head, "header")
        self.row = FIRST
        self.names: list[str] = []
        self.verdicts: list[Reference] = []
        # What is wrong with an input makes what rests on it wrong, so it is to be read first.
        for key, cell in self.plan.inputs.items():
            if not isinstance(self.plan.specs[key].accepts, Label):
                self._input(self.plan.specs[key], cell)
        for what, truth in self._truths().items():
            self._truth(what, truth)
        for check in (*self._residuals(), *self._optima(), *self._sums(), *self._tables()):
            self._limit(check)
        self._summarise()

    def _summarise(self) -> None:
        """Write the overall verdict, and the first check that fails."""
        self.sheet.put(VERDICT_ROW, 1, "All of them", "section")
        cells = self.sheet.range(FIRST, 5, [verdict.value for verdict in self.verdicts])
        all_ok = equals(count_of(cells, OK), count_cells(cells))
        self.verdict = self.sheet.put(VERDICT_ROW, 5, if_(all_ok, OK, CHECK), "verdict")
        names = self.sheet.range(FIRST, 1, self.names)
        first = joined("First to look at: ", look_up(CHECK, cells, names))
        self.sheet.put(VERDICT_ROW + 1, 1, if_(all_ok, "", first))
        self.plan[Planner].show_check(self.verdict)

    def _conclude(self, what: str, verdict: Expression) -> None:
        self.sheet.put(self.row, 1, what)
        self.names.append(what)
        self.verdicts.append(self.sheet.put(self.row, 5, verdict, "verdict"))
        self.row += 1

    def _limit(self, check: Check) -> None:
        left = self.sheet.put(self.row, 2, check.value, "calculation", Unit.RESIDUAL)
        right = self.sheet.put(self.row, 4, check.high, "data", Unit.RESIDUAL)
        inside = if_(is_error_cell(left), False, at_most(left, right))
        self._conclude(check.what, if_(inside, OK, CHECK))

    def _truth(self, what: str, truth: Expression) -> None:
        certain = if_(is_error_cell(truth), False, truth)
        self._conclude(what, if_(certain, OK, CHECK))

    def _input(self, spec: InputSpec, cell: Expression) -> None:
        """Whether an input is within its limits; validation does not see what is pasted."""
        put, row = self.sheet.put, self.row
        shown = if_(is_blank(cell), "", cell) if spec.optional else cell
        put(row, 2, shown, "calculation", spec.unit)
        if spec.options:
            names = self.plan[Lists].of(spec.accepts)
            # A name with a wildcard finds a row, but not itself.
            match = look_up(cell, names, names)
            inside = if_(is_error_cell(match), False, equals(match, cell))
        else:
            accepts = spec.accepts
            low = put(row, 3, accepts.low, "data", Unit.RESIDUAL)
            high = put(row, 4, accepts.high, "data", Unit.RESIDUAL)
            above = at_most(low, cell) if accepts.low_allowed else below(low, cell)
            # A blank input counts as zero in arithmetic, but is no number.
            inside = both(is_number(cell), above, at_most(cell, high))
        verdict = if_(inside, OK, CHECK)
        if spec.optional:
            verdict = if_(is_blank(cell), OK, verdict)
        unit = f" [{spec.unit}]" if spec.unit.measures else ""
        self._conclude(spec.title + unit, if_(is_error_cell(cell), CHECK, verdict))

    # What is checked -----------------------------------------------------------------------------

    def _truths(self) -> dict[str, Expression]:
        planner = self.plan[Planner]
        facts, deployment = planner.facts, planner.deployment
        return {
            **{
                f"{use.title()} precision: no slower on the GPU than {WIDE}": self._worthwhile(use)
                for use in ("training", "inference")
            },
            **{
                f"{field.help}: known{IN_PRECISION * name.endswith(('mfu', 'peak'))}": is_number(
                    deployment.cells[name]
                )
                for name, field in DEPLOYMENT_KIND.fields.items()
            },
            "The loss to reach is above the law's irreducible loss": below(
                planner.law.E, facts.loss
            ),
            "A model within the limits reaches the loss": facts.feasible,
            "A request has tokens": below(0, deployment.tokens_per_request),
        }

    def _worthwhile(self, use: str) -> Expression:
        """Whether the format in use is worth computing in: a peak of one's own always is."""
        gpu, own = self.plan.inputs[f"{use}_gpu"], self.plan.inputs[f"{use}_peak"]
        return if_(is_blank(gpu), True, if_(is_blank(own), worthwhile(self.plan, use), True))

    def _residuals(self) -> Iterator[Check]:
        if self.edition.name == NATIVE:
            cells = self.plan[Engine].all_residuals
            worst = largest(largest(cells), -smallest(cells))
            yield Check("Every design of the engine reaches its loss [nats/token]", worst, TINY)

    def _optima(self) -> Iterator[Check]:
        planner = self.plan[Planner]
        facts, law = planner.facts, planner.law
        demands = {COMPUTE: facts.flops_demand, CHEAPEST: facts.cost_demand}
        for number, model in planner.free.items():
            name, demand = DESIGNS_IN_TEXT[number], demands[number]
            # Stationarity, alpha*a = beta*b*(1 + K/D) (eq. 11).
            left = law.alpha * on_symbols(params_term, model.params, law)
            right = law.beta * on_symbols(tokens_term, model.tokens, law)
            balance = left / (right * (1 + demand / model.tokens)) - 1
            yield Check(
                f"alpha*a = beta*b*(1 + K/D) at the {name} model without limits [relative]",
                on_symbols(np.absolute, balance),
                TINY,
            )
            missed = on_symbols(law_loss, model.params, model.tokens, law) - facts.loss
            yield Check(
                f"The {name} model reaches the loss [nats/token]",
                on_symbols(np.absolute, missed),
                TINY,
            )

    def _sums(self) -> Iterator[Check]:
        """Without limits nothing beats the optima; with them the bill must still add up."""
        planner = self.plan[Planner]
        facts, deployment, free = planner.facts, planner.deployment, planner.free
        chinchilla, compute, cheapest, _ = planner.designs
        yield Check("Loss to reach [nats/token]", facts.loss, LOSS_BOUNDS.high)
        for number, design in enumerate(planner.designs):
            if number != OWN:
                model = f"of the {DESIGNS_IN_TEXT[number]} model"
                yield Check(f"Parameters {model} [params]", design.params, COUNT.high)
                yield Check(f"Training tokens {model} [tokens]", design.tokens, COUNT.high)
        yield Check("Lifetime requests [requests]", facts.requests, DEMAND.high)
        yield Check("Lifetime inference tokens [tokens]", facts.inf_tokens, DEMAND.high)
        total = deployment.token_cost * cheapest.params * (cheapest.tokens + facts.cost_demand)
        yield Check(
            "Total cost is c*N*(D + K) at the cost-optimal design [relative]",
            on_symbols(np.absolute, cheapest.cost / total - 1),
            TINY,
        )
        # Where the optimum is the design, no other design may be cheaper.
        held = {
            number: equals(planner.designs[number].params, free[number].params) for number in free
        }
        yield Check(
            "The compute-optimal design needs no more FLOPs than Chinchilla's [relative]",
            if_(held[COMPUTE], compute.flops / chinchilla.flops - 1, 0),
            TINY,
        )
        for other, name in ((chinchilla, "Chinchilla's"), (compute, "the compute-optimal one")):
            yield Check(
                f"The cost-optimal design costs no more than {name} [relative]",
                if_(held[CHEAPEST], cheapest.cost / other.cost - 1, 0),
                TINY,
            )

    def _tables(self) -> Iterator[Check]:
        for table in (self.plan[Table1], self.plan[Table2]):
            wrong = count_of(table.verdicts, DIFFERS)
            yield Check(f"Figures of Table {table.number} that differ from print", wrong, 0.0)
