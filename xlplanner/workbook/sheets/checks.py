"""Sheet "Checks": what must hold in the workbook, what to note, and one state on top."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

import numpy as np
from openpyxl.utils import get_column_letter

from xlplanner.core.constants import CHECKED, DAYS_PER_MONTH, MOST_PASSES, SAME_COST
from xlplanner.core.law import law_loss, params_term, tokens_term
from xlplanner.expressions.operations import (
    at_most,
    below,
    both,
    count_of,
    equals,
    floor,
    if_,
    is_blank,
    is_error_cell,
    is_number,
    joined,
    largest,
    look_up,
    smallest,
)
from xlplanner.expressions.tree import Expression, Reference, lift, on_symbols
from xlplanner.functions.arguments import COUNT, DEMAND, LOSS_BOUNDS
from xlplanner.functions.notes import (
    exceeds_text,
    falls_short,
    has_idle_experts,
    is_beyond,
    is_worse_than_a_guess,
)
from xlplanner.functions.records import DEPLOYMENT_KIND
from xlplanner.reference.records import VOCABULARY, yardsticks
from xlplanner.units import Unit
from xlplanner.workbook.editions import NATIVE
from xlplanner.workbook.grid.style import CHECK, DIFFERS, NOTE, OK
from xlplanner.workbook.inputs import InputSpec, Label
from xlplanner.workbook.plan import InExport, PlanSheet
from xlplanner.workbook.sheets.basis import Basis, Served
from xlplanner.workbook.sheets.constants import Constants
from xlplanner.workbook.sheets.deployments import Deployments
from xlplanner.workbook.sheets.engine import Engine
from xlplanner.workbook.sheets.facts import Mfus, Models
from xlplanner.workbook.sheets.laws import Laws
from xlplanner.workbook.sheets.lists import Lists
from xlplanner.workbook.sheets.monthly import Monthly
from xlplanner.workbook.sheets.paper_tables import Table1, Table2
from xlplanner.workbook.sheets.planner.inputs import (
    API,
    AS_PLANNED,
    BY_BUDGET,
    BY_MODEL,
    CHANGEABLE,
    CHOSEN_BY,
    PLAN_NAMES,
    SCENARIO_NAMES,
)
from xlplanner.workbook.sheets.planner.inputs import INPUTS as PLANNER_INPUTS
from xlplanner.workbook.sheets.planner.results import (
    CALLED,
    CHEAPEST,
    COMPUTE,
    DESIGNS_IN_TEXT,
    OPEN,
    OPTIMA,
    is_comparable,
)
from xlplanner.workbook.sheets.planner.sentences import (
    BEYOND_ALL_TEXT,
    beyond_all_text,
    is_cheaper,
)
from xlplanner.workbook.sheets.planner.sheet import Planner
from xlplanner.workbook.sheets.scenarios import Scenarios
from xlplanner.workbook.sheets.whatif import WhatIf
from xlplanner.workbook.sheets.workings.deployment import WIDE, peak, worthwhile
from xlplanner.workbook.sheets.workings.plan import SolvedPlan
from xlplanner.workbook.sheets.workings.sheet import Workings, scenario_key

VERDICT_ROW, SHOWN, HEADER = 4, 8, 15
FIRST = HEADER + 1
WHAT, VALUE, LOW, HIGH, VERDICT, COUNT_COLUMN = range(1, 7)
# Right of the page: what every plan must keep, and what is to be noted of it first.
REASON = COUNT_COLUMN + 2
PLANS = REASON + 1
# Stands where a figure cannot be computed because of what is listed before it.
NOT_COMPUTED = "–"
# What is said of any plan, where the plan in force has its figures beside it.
IN_GENERAL = {
    "A model within the limits reaches the quality": (
        "No model within the limits is as good as asked for"
    ),
    f"The training tokens are at most {MOST_PASSES:g} times the public text": BEYOND_ALL_TEXT,
}
WITHIN_LIMITS, WITHIN_TEXT = IN_GENERAL


class Others(NamedTuple):
    """Open weights and an API: what they cost over the life, and whether they are as good.

    `served` is the released model that is as good and costs least to serve.
    """

    costs: tuple[Expression, Expression]
    reaches: tuple[Expression, Expression]
    served: Served


class Check(NamedTuple):
    """A figure that must not be above a limit."""

    what: str
    value: Expression
    high: float


class Checks(PlanSheet):
    """The sheet.

    Attributes
    ----------
    verdict : Reference
        The state of the plan in force: OK, NOTE or CHECK.
    looked_at : list of Reference
        What fails, then what is to be noted, in words; empty texts where there is no more.
    """

    title = "Checks"
    about = f'What must hold in this workbook. "{NOTE}" stands beside what holds but is doubtful.'
    widths = (108, 18, 9, 8, 8, 6)
    landscape = False
    looks_at_all = True
    in_export = InExport.SHOWN

    def write(self) -> None:
        """Write every check with its verdict, and the state, which the planner shows."""
        head = ["What must hold", "Value", "At least", "At most", "Verdict", "Count"]
        self.sheet.row(HEADER, 1, head, "header")
        self.row = FIRST
        self.names: list[Reference] = []
        self.verdicts: list[Reference] = []
        self.live = self.plan[Workings].live
        self.kept: list[tuple[Reference, list[Reference]]] = []
        self.yardsticks: dict[str, Reference] = {}
        # What is wrong with an input makes what rests on it wrong, so it is to be read first.
        for key, cell in self.plan.inputs.items():
            spec = self.plan.specs[key]
            if not isinstance(spec.accepts, Label) and not _of_scenario(key):
                self._input(spec, cell)
        for spec in CHANGEABLE:
            self._scenarios(spec)
        for what, (otherwise, truth) in self._truths(self.live).items():
            self._truth(what, otherwise, truth)
        self.at_fault = self.sheet.put(VERDICT_ROW, COUNT_COLUMN, self._failing(), "unit")
        for check in (*self._residuals(), *self._optima(), *self._sums(), *self._tables()):
            self._limit(check)
        for words, condition in self._notes(self.live, self._others()):
            self._note(words, condition)
        self._summarise()
        self._states()
        self.sheet.freeze(FIRST, 2)
        page = self.sheet.worksheet
        page.print_area = f"A1:{get_column_letter(VERDICT)}{self.row - 1}"
        page.print_title_rows = f"{HEADER}:{HEADER}"

    def _summarise(self) -> None:
        """Write the state, and on top of all checks those that are not OK."""
        self.sheet.put(VERDICT_ROW, 1, "State of the plan in force", "section")
        cells = self.sheet.range(FIRST, VERDICT, [verdict.value for verdict in self.verdicts])
        failing, noted = count_of(cells, CHECK), count_of(cells, NOTE)
        state = if_(below(0, failing), CHECK, if_(below(0, noted), NOTE, OK))
        self.verdict = self.sheet.put(VERDICT_ROW, VERDICT, state, "verdict")
        names = self.sheet.range(FIRST, WHAT, [name.value for name in self.names])
        counts = self._count(cells)
        first = look_up(if_(below(0, failing), CHECK, NOTE), cells, names)
        self.first = self.sheet.put(VERDICT_ROW + 1, 1, if_(equals(self.verdict, OK), "", first))
        self.sheet.put(VERDICT_ROW + 2, 1, "To look at, in the order of the list below", "section")
        self.looked_at = []
        number: Expression | None = None
        for row in range(VERDICT_ROW + 3, HEADER - 1):
            content = 1.0 if number is None else number + 1
            number = self.sheet.put(row, COUNT_COLUMN, content, "unit")
            what = if_(at_most(number, self.last_count), look_up(
                number, counts, names), "")  # fmt: skip
            verdict = if_(at_most(number, self.last_count), look_up(number, counts, cells), "")
            self.looked_at.append(self.sheet.put(row, 1, what))
            self.sheet.put(row, VERDICT, verdict, "verdict")
        self.plan[Planner].show_check(self.verdict, self.first)

    def _count(self, verdicts: Reference) -> Reference:
        """Write how many checks up to each are not OK; returns the column."""
        counts: list[Reference] = []
        for row, verdict in enumerate(self.verdicts, start=FIRST):
            more = if_(equals(verdict, OK), 0, if_(equals(verdict, NOT_COMPUTED), 0, 1))
            content = counts[-1] + more if counts else more
            counts.append(self.sheet.put(row, COUNT_COLUMN, content, "unit"))
        self.last_count = counts[-1]
        return self.sheet.range(FIRST, COUNT_COLUMN, [cell.value for cell in counts])

    def _conclude(self, what: object, verdict: Expression) -> None:
        self.names.append(self.sheet.put(self.row, WHAT, what))
        self.verdicts.append(self.sheet.put(self.row, VERDICT, verdict, "verdict"))
        self.row += 1

    def _failing(self) -> Expression:
        """How many of the rows so far fail: inputs and conditions on which the plan rests."""
        verdicts = self.sheet.range(FIRST, VERDICT, [verdict.value for verdict in self.verdicts])
        return count_of(verdicts, CHECK)

    def _limit(self, check: Check) -> None:
        left = self.sheet.put(self.row, VALUE, check.value, "calculation", Unit.RESIDUAL)
        right = self.sheet.put(self.row, HIGH, check.high, "data", Unit.RESIDUAL)
        inside = if_(is_error_cell(left), False, at_most(left, right))
        # Where an input is at fault, what rests on it says nothing new.
        beyond = if_(below(0, self.at_fault), NOT_COMPUTED, CHECK)
        self._conclude(check.what, if_(inside, OK, beyond))

    def _truth(self, what: str, otherwise: object, truth: Expression) -> None:
        """A condition, and what is wrong where it does not hold."""
        # An error that follows from what is listed before it is no fault of its own.
        follows = below(0, self._failing())
        fine = if_(is_error_cell(truth), follows, truth)
        verdict = if_(
            is_error_cell(truth), if_(follows, NOT_COMPUTED, CHECK), if_(truth, OK, CHECK)
        )
        self._conclude(if_(fine, what, otherwise), verdict)

    def _note(self, words: Expression, condition: Expression) -> None:
        """What a reader should know of an answer that stands, where a condition holds."""
        certain = _certainly(if_(below(0, self.at_fault), False, condition))
        self._conclude(_said(words, certain), if_(certain, NOTE, OK))

    # Inputs --------------------------------------------------------------------------------------

    def _input(self, spec: InputSpec, cell: Expression) -> None:
        """Whether an input is within its limits; validation does not see what is pasted."""
        read = self.plan[Workings].typed(cell, spec)
        shown = if_(is_blank(cell), "", read)
        value = self.sheet.put(self.row, VALUE, shown, "calculation", spec.unit)
        inside = self._limits_of(spec)(value)
        # The plan rests on the inputs of Planner alone.
        wrong = lift(CHECK if spec in PLANNER_INPUTS else NOTE)
        if spec.key in CHOSEN_BY:
            chooser, word = CHOSEN_BY[spec.key]
            # What another input leaves out does not count, but export refuses it too.
            counts = equals(self.plan.inputs[chooser], word)
            wrong = if_(is_error_cell(counts), wrong, if_(counts, wrong, NOTE))
        what = joined(spec.required, if_(inside, "", _got(spec, cell)))
        self._conclude(what, if_(inside, OK, wrong))

    def _scenarios(self, spec: InputSpec) -> None:
        """Whether an input is within its limits in every scenario, and in which it is not."""
        workings, inputs = self.plan[Workings], self.plan.inputs
        is_inside, picked = self._limits_of(spec), inputs["scenario"]
        kept = self._keep_input(spec, is_inside)
        first: Expression = lift("")
        for number, name in reversed(list(enumerate(SCENARIO_NAMES, start=1))):
            own = inputs[scenario_key(number, spec.key)]
            # What is left empty is as planned.
            fine = if_(is_blank(own), True, equals(kept[number], 1))
            first = if_(_certainly(fine), first, name)
        # What is wrong in a scenario is wrong with the plan if that is one.
        fine = if_(equals(picked, AS_PLANNED), True, is_inside(self.live.inputs[spec.key]))
        which = self.sheet.put(self.row, VALUE, if_(fine, first, picked), "calculation")
        value = look_up(which, workings.plan_names, self.plan[Scenarios].typed(spec))
        none = is_blank(which)
        where, got = if_(none, "Scenarios", which), if_(none, "", _got(spec, value))
        self._conclude(
            joined(where, f": {spec.required}", got), if_(none, OK, if_(fine, NOTE, CHECK))
        )

    def _limits_of(self, spec: InputSpec) -> Callable[[Expression], Expression]:
        """Write the limits of an input; returns what says whether a cell keeps them."""
        accepts = spec.accepts
        if spec.options:
            names = self.plan[Lists].of(accepts)

            def is_listed(cell: Expression) -> Expression:
                # A name with a wildcard finds a row, but not itself.
                match = look_up(cell, names, names)
                listed = if_(is_error_cell(match), False, equals(match, cell))
                return _or_blank(cell, listed) if spec.optional else listed

            return is_listed
        low, high = (
            self.sheet.put(self.row, column, end, "data", Unit.RESIDUAL)
            for column, end in ((LOW, accepts.low), (HIGH, accepts.high))
        )

        def is_inside(cell: Expression) -> Expression:
            above = at_most(low, cell) if accepts.low_allowed else below(low, cell)
            whole = [equals(floor(cell), cell)] if accepts.whole else []
            # A blank input counts as zero in arithmetic, but is no number.
            inside = if_(is_number(cell), both(above, at_most(cell, high), *whole), False)
            return _or_blank(cell, inside) if spec.optional else inside

        return is_inside

    def for_readers(self) -> None:
        """Hide what the states on Scenarios rest on, and print no hidden sheet."""
        self.sheet.worksheet.print_area = None
        for column in range(REASON, PLANS + len(PLAN_NAMES)):
            self.sheet.worksheet.column_dimensions[get_column_letter(column)].hidden = True

    # Every plan -----------------------------------------------------------------------------------

    def _states(self) -> None:
        """Show the state of every plan on Scenarios."""
        plans = list(self.plan[Workings].plans.values())
        self.sheet.put(VERDICT_ROW, REASON, "Most of a loss, a count and a demand", "unit")
        self.most = {
            accepts: self.sheet.put(VERDICT_ROW, column, accepts.high, "unit")
            for column, accepts in enumerate((LOSS_BOUNDS, COUNT, DEMAND), PLANS)
        }
        for rule in (self._truths, self._bounds):
            for kept in zip(*(rule(solved).items() for solved in plans), strict=True):
                what, (otherwise, _) = kept[0]
                text = IN_GENERAL.get(what, otherwise)
                self._keep(text, [truth for _, (_, truth) in kept])
        self.sheet.row(HEADER, REASON, ["In every plan", *PLAN_NAMES], "header")
        states = [self._state_of(number, solved) for number, solved in enumerate(plans)]
        self.plan[Scenarios].show(states)

    def _state_of(self, number: int, solved: SolvedPlan) -> tuple[Expression, Expression]:
        """Write what is to be noted first of a plan; returns its state, and the first reason."""
        column = PLANS + number
        rows = [(row, cells[number].value) for row, (_, cells) in enumerate(self.kept, FIRST)]
        kept = self.sheet.range(FIRST, column, [value for _, value in rows])
        texts = self.sheet.range(FIRST, REASON, [text.value for text, _ in self.kept])
        fault = if_(below(0, count_of(kept, 0)), look_up(0, kept, texts), "")
        doubt: Expression = lift("")
        for row, (words, holds) in enumerate(self._doubts(number, solved), FIRST + len(self.kept)):
            said = _said(words, _certainly(holds))
            # The first is carried down.
            content = if_(is_blank(doubt), said, doubt) if isinstance(doubt, Reference) else said
            doubt = self.sheet.put(row, column, content, "unit")
        state = if_(is_blank(fault), if_(is_blank(doubt), OK, NOTE), CHECK)
        return state, if_(is_blank(fault), doubt, fault)

    def _keep(self, what: object, conditions: Iterable[Expression]) -> list[Reference]:
        """Write whether each plan keeps what leaves it without an answer otherwise; 1 or 0."""
        row = FIRST + len(self.kept)
        text = self.sheet.put(row, REASON, what, "unit")
        cells = [
            self.sheet.put(row, column, if_(_certainly(condition), 1, 0), "unit")
            for column, condition in enumerate(conditions, PLANS)
        ]
        self.kept.append((text, cells))
        return cells

    def _keep_input(
        self, spec: InputSpec, is_inside: Callable[[Expression], Expression]
    ) -> list[Reference]:
        """Write whether an input is within its limits in each plan, unless it does not count."""
        cells = self.plan[Workings].cells
        conditions = [is_inside(cell) for cell in cells[spec.key]]
        if spec.key in CHOSEN_BY:
            chooser, word = CHOSEN_BY[spec.key]
            conditions = [
                if_(_certainly(equals(choice, word)), inside, True)
                for choice, inside in zip(cells[chooser], conditions, strict=True)
            ]
        return self._keep(spec.required, conditions)

    def _bounds(self, solved: SolvedPlan) -> dict[str, tuple[object, Expression]]:
        """Whether what a plan comes to is within what the functions take, and what is wrong."""
        best, base = solved.optimum.best, solved.chinchilla
        bounds = {
            "Loss to reach": (solved.loss, Unit.LOSS, LOSS_BOUNDS),
            "Parameters": (best.params, Unit.PARAMS, COUNT),
            "Training tokens": (best.tokens, Unit.TOKENS, COUNT),
            "Chinchilla's parameters": (base.params, Unit.PARAMS, COUNT),
            "Chinchilla's training tokens": (base.tokens, Unit.TOKENS, COUNT),
            "Lifetime requests": (solved.requests, Unit.REQUESTS, DEMAND),
            "Lifetime inference tokens": (solved.inf_tokens, Unit.TOKENS, DEMAND),
        }
        kept: dict[str, tuple[object, Expression]] = {
            what: (f"{what}: none, or too many [{unit}]", at_most(cell, self.most[accepts]))
            for what, (cell, unit, accepts) in bounds.items()
        }
        cost = ("There is no lifetime cost", is_number(solved.bill.total))
        return {**kept, "Lifetime cost": cost}

    def _doubts(self, number: int, solved: SolvedPlan) -> Iterator[tuple[object, Expression]]:
        """What is to be noted of a plan: the words, and whether it is so."""
        if PLAN_NAMES[number] != AS_PLANNED:
            entered = self.plan[Scenarios].entered_by[number]
            yield "Nothing differs from the plan: fill what it changes", equals(entered, 0)
        rest, (_, *served) = solved.untrained, self.plan[Basis].served
        costs, reaches = (rest.open_cost, rest.api_cost), (rest.open_reaches, lift(True))
        yield from self._notes(solved, Others(costs, reaches, served[number]))

    def _others(self) -> Others:
        """What costs nothing to train, beside the plan in force."""
        designs = [self.plan[Planner].designs[number] for number in (OPEN, CALLED)]
        open_, called = designs
        return Others(
            (open_.cost, called.cost),
            (is_comparable(open_.quality), is_comparable(called.quality)),
            self.plan[Basis].served[0],
        )

    # What is checked -----------------------------------------------------------------------------

    def _truths(self, live: SolvedPlan) -> dict[str, tuple[object, Expression]]:
        """What must hold, with what is wrong where it does not."""
        deployment, inputs = live.deployment, live.inputs
        planner, best = self.plan[Planner], live.optimum.best
        by_budget = equals(inputs["quality_by"], BY_BUDGET)
        mfus = (deployment.cells[f"{use}_mfu"] for use in ("training", "input", "output"))
        return {
            **self._mfus_set(live),
            **{
                f"{use.title()} precision: no slower on the GPU than {WIDE}": (
                    f"{use.title()} precision: slower on the GPU than {WIDE}",
                    self._worthwhile(live, use),
                )
                for use in ("training", "inference")
            },
            **{
                f"{field.help}: known": (
                    f"{field.help}: not known{_in_precision(name)}",
                    is_number(deployment.cells[name]),
                )
                for name, field in DEPLOYMENT_KIND.fields.items()
            },
            "MFUs in use are at most 100 %": (
                "An MFU in use is above 100 %", at_most(largest(*mfus), 1)
            ),
            "The memory bandwidth is known for a least speed of generation": (
                "The memory bandwidth is not known, which a least speed of generation needs",
                if_(is_blank(inputs["min_speed"]), True, is_number(live.limits.max_params)),
            ),
            "A budget is solved for laws with alpha below 1": (
                "A budget is not solved for a law with alpha of 1 or more",
                if_(by_budget, below(live.law.alpha, 1), True),
            ),
            "The budget covers the fixed costs": (
                "The budget does not cover the fixed costs",
                if_(
                    by_budget,
                    below(live.fixed.trained * (1 + live.fixed.contingency), inputs["budget"]),
                    True,
                ),
            ),
            "The loss to reach is above the law's irreducible loss": (
                "The loss to reach is not above the law's irreducible loss",
                below(live.law.E, live.loss),
            ),
            WITHIN_LIMITS: (
                # No model is as good as a loss that the law cannot reach.
                if_(
                    is_error_cell(planner.out_of_reach),
                    IN_GENERAL[WITHIN_LIMITS],
                    planner.out_of_reach,
                ),
                live.optimum.feasible,
            ),
            "A request has tokens": (
                "A request has no tokens", below(0, deployment.tokens_per_request)
            ),
            WITHIN_TEXT: (
                beyond_all_text(best.tokens, planner.stock, self.plan[Constants]),
                at_most(best.tokens, planner.most_text),
            ),
        }  # fmt: skip

    def _mfus_set(self, live: SolvedPlan) -> dict[str, tuple[object, Expression]]:
        return {
            f"The {use} MFU is of the {gpu} GPU that is picked": (
                f"Enter the {use} MFU of the {gpu} GPU that is picked, or {otherwise}",
                self._mfu_set(live, use, gpu),
            )
            for use, gpu, otherwise in (
                ("training", "training", "choose a measured one"),
                ("input", "inference", "choose a measured one"),
                ("output", "inference", "choose a measured one, or fill requests in a batch"),
            )
        }

    def _mfu_set(self, live: SolvedPlan, use: str, gpu: str) -> Expression:
        """Whether an MFU was chosen, if the GPU was: the deployment's is of another."""
        inputs = live.inputs
        chosen = is_number(inputs[f"{use}_mfu"])
        chosen = if_(chosen, True, if_(is_blank(inputs[f"{use}_mfu_like"]), False, True))
        if use == "output":
            chosen = if_(chosen, True, is_number(inputs["batch"]))
        return if_(is_blank(inputs[f"{gpu}_gpu"]), True, chosen)

    def _worthwhile(self, live: SolvedPlan, use: str) -> Expression:
        """Whether the format in use is worth computing in: a peak of one's own always is."""
        inputs = live.inputs
        gpu, own = inputs[f"{use}_gpu"], inputs[f"{use}_peak"]
        fine = worthwhile(self.plan, gpu, inputs[f"{use}_precision"])
        return if_(is_blank(gpu), True, if_(is_blank(own), fine, True))

    def _residuals(self) -> Iterator[Check]:
        if self.edition.name == NATIVE:
            cells = self.plan[Engine].all_residuals
            worst = largest(largest(cells), -smallest(cells))
            yield Check("Every design of the engine reaches its loss [nats/token]", worst, CHECKED)

    def _optima(self) -> Iterator[Check]:
        planner, live = self.plan[Planner], self.live
        law = live.law
        demands = {COMPUTE: live.flops_demand, CHEAPEST: live.cost_demand}
        for number, model in planner.free.items():
            name, demand = DESIGNS_IN_TEXT[number], demands[number]
            # Stationarity, alpha*a = beta*b*(1 + K/D) (eq. 11).
            left = law.alpha * on_symbols(params_term, model.params, law)
            right = law.beta * on_symbols(tokens_term, model.tokens, law)
            balance = left / (right * (1 + demand / model.tokens)) - 1
            yield Check(
                f"alpha*a = beta*b*(1 + K/D) at the {name} model without limits [relative]",
                on_symbols(np.absolute, balance),
                CHECKED,
            )
            missed = on_symbols(law_loss, model.params, model.tokens, law) - live.loss
            yield Check(
                f"The {name} model reaches the loss [nats/token]",
                on_symbols(np.absolute, missed),
                CHECKED,
            )

    def _sums(self) -> Iterator[Check]:
        """Without limits nothing beats the optima; with them the bill must still add up."""
        planner, live = self.plan[Planner], self.live
        deployment, free = live.deployment, planner.free
        cheapest, chinchilla, compute = (planner.designs[number] for number in OPTIMA)
        yield Check("Loss to reach [nats/token]", live.loss, LOSS_BOUNDS.high)
        for number in OPTIMA:
            design, model = planner.designs[number], f"of the {DESIGNS_IN_TEXT[number]} model"
            yield Check(f"Parameters {model} [params]", design.params, COUNT.high)
            yield Check(f"Training tokens {model} [tokens]", design.tokens, COUNT.high)
        yield Check("Lifetime requests [requests]", live.requests, DEMAND.high)
        yield Check("Lifetime inference tokens [tokens]", live.inf_tokens, DEMAND.high)
        priced = live.priced * (deployment.request_cost / deployment.token_cost)
        whole = cheapest.tokens + deployment.fine_tuning_demand + priced
        gpus = deployment.token_cost * cheapest.params * whole
        bill = live.fixed.whole(gpus)
        yield Check(
            "Total cost is c*N*(D + K), fixed costs and contingency [relative]",
            on_symbols(np.absolute, cheapest.cost / bill - 1),
            CHECKED,
        )
        yield Check(
            "The plan computed twice, on Planner and on Workings [relative]",
            on_symbols(np.absolute, cheapest.cost / live.bill.total - 1),
            CHECKED,
        )
        planned = self.plan[WhatIf].as_planned
        yield Check(
            # At a deadline that only just allows a model its size follows the rounding.
            "The plan as What-if computes it [relative]",
            on_symbols(np.absolute, planned.cost / cheapest.cost - 1),
            SAME_COST,
        )
        shown = look_up(
            self.plan.inputs["scenario"],
            self.plan[Workings].plan_names,
            self.plan[Workings].totals,
        )
        yield Check(
            "The plan as Scenarios computes it [relative]",
            on_symbols(np.absolute, shown / cheapest.cost - 1),
            CHECKED,
        )
        # Where the optimum is the design, no other design may cost less. A discount rate or a fall
        # of prices makes another optimum than today's dollars do.
        held = {
            number: equals(planner.designs[number].params, free[number].params) for number in free
        }
        yield Check(
            "The compute-optimal design needs no more FLOPs than Chinchilla's [relative]",
            if_(held[COMPUTE], compute.flops / chinchilla.flops - 1, 0),
            CHECKED,
        )
        nominal = is_blank(live.inputs["discount"])
        for other, name in ((chinchilla, "Chinchilla's"), (compute, "the compute-optimal one")):
            yield Check(
                f"The cost-optimal design costs no more than {name} [relative]",
                if_(nominal, if_(held[CHEAPEST], cheapest.cost / other.cost - 1, 0), 0),
                CHECKED,
            )
        spent = cheapest.cost / live.inputs["budget"] - 1
        by_budget = equals(live.inputs["quality_by"], BY_BUDGET)
        yield Check(
            # Where more tokens hardly lower the loss, they follow its rounding.
            "The plan costs no more than the budget [relative]",
            if_(by_budget, spent, 0),
            SAME_COST,
        )
        for what, missed in self.plan[Monthly].checks:
            yield Check(what, missed, CHECKED)

    def _tables(self) -> Iterator[Check]:
        for table in (self.plan[Table1], self.plan[Table2]):
            wrong = count_of(table.verdicts, DIFFERS)
            yield Check(f"Figures of Table {table.number} that differ from print", wrong, 0.0)

    # What is noted -------------------------------------------------------------------------------

    def _notes(self, live: SolvedPlan, others: Others) -> Iterator[tuple[Expression, Expression]]:
        """The rules of NOTES (functions.notes) on a plan, and on its months."""
        words, inputs, best = self.plan[Constants], live.inputs, live.optimum.best
        if live is self.live:
            yield from self._idle_choices()
        budget, left = inputs["budget"], inputs["budget"] - live.bill.total
        yield (
            joined("the limits leave $", words.readable(left), " of the budget unused"),
            if_(equals(inputs["quality_by"], BY_BUDGET), below(budget * SAME_COST, left), False),
        )  # fmt: skip
        yield from self._api_without_prices(live, others)
        yield from self._others_cost_less(live, others)
        yield from self._weights_cost_less(live, others)
        for title, cell, field in (
            ("parameters", best.params, "params"),
            ("training tokens", best.tokens, "tokens"),
        ):
            laws = self.plan[Laws].lookup
            most = laws.cell(inputs["law"], f"most_fitted_{field}")
            least = laws.cell(inputs["law"], f"least_fitted_{field}")
            far = joined(
                f"{title} ", words.readable(cell), " are far beyond what law ", inputs["law"],
                " was fitted on, ",
            )  # fmt: skip
            yield (
                joined(far, words.readable(most), " at most: there the law extrapolates"),
                if_(is_number(most), on_symbols(is_beyond, cell, most), False),
            )
            yield (
                joined(far, words.readable(least), " at least: there the law extrapolates"),
                if_(is_number(least), on_symbols(falls_short, cell, least), False),
            )
        stock = self.plan[Planner].stock
        yield (
            joined("training tokens ", words.readable(best.tokens), " are more than the public "
                   "text that people have written, about ", words.readable(stock), " tokens"),
            on_symbols(exceeds_text, best.tokens, stock),
        )  # fmt: skip
        guess = self._yardstick(VOCABULARY, Unit.RATIO)
        yield (
            joined("the loss to reach is above that of a uniform guess over a vocabulary: no real "
                   "model is that poor"),
            on_symbols(is_worse_than_a_guess, live.loss, guess),
        )  # fmt: skip
        yield from self._papers_mfu(live)
        yield from self._mfus_of_others(live)
        yield (
            joined("cached input changes nothing while the price of a cached token is that of a "
                   "new one: set it, as 0.1"),
            both(
                below(0, live.deployment.cached_input),
                equals(live.deployment.cached_price_ratio, 1),
            ),
        )  # fmt: skip
        active = self.plan[Models].lookup.cell(inputs["model"], "active_params")
        whole = self.plan[Models].lookup.cell(inputs["model"], "params")
        yield (
            joined(inputs["model"], " is a mixture of experts, and the laws are of dense models: "
                   "its quality is overstated"),
            if_(
                equals(inputs["quality_by"], BY_MODEL),
                if_(is_number(active), on_symbols(has_idle_experts, active, whole), False),
                False,
            ),
        )  # fmt: skip
        trained = live.days / DAYS_PER_MONTH
        yield (
            joined("training takes ", words.readable(live.days), " days, and demand starts in "
                   "month ", inputs["demand_start"], ": train on more GPUs or start later"),
            below(inputs["demand_start"], trained),
        )  # fmt: skip
        yield (
            joined("demand takes ", inputs["ramp_months"], " months to full demand, and the model "
                   "serves ", inputs["months"], ": it never gets there"),
            below(inputs["months"], inputs["ramp_months"]),
        )  # fmt: skip

    def _idle_choices(self) -> Iterator[tuple[Expression, Expression]]:
        """What was picked and leads to nothing yet."""
        picked, workings = self.plan.inputs["scenario"], self.plan[Workings]
        entered = look_up(picked, workings.plan_names, self.plan[Scenarios].entered)
        yield (
            joined(picked, " is picked as the plan shown and changes nothing: fill its column on "
                   "the sheet Scenarios, or pick another plan"),
            if_(equals(picked, AS_PLANNED), False, equals(entered, 0)),
        )  # fmt: skip

    def _api_without_prices(
        self, live: SolvedPlan, others: Others
    ) -> Iterator[tuple[Expression, Expression]]:
        """An API that is to be compared with, and cannot be."""
        yield (
            joined("the plan is to be compared with an API: enter its prices of input and output "
                   "tokens"),
            if_(equals(live.inputs["compare_with"], API),
                _fails(is_number(others.costs[1])), False),
        )  # fmt: skip

    def _others_cost_less(
        self, live: SolvedPlan, others: Others
    ) -> Iterator[tuple[Expression, Expression]]:
        """What is not to be trained, and costs less than the best that is."""
        words, best = self.plan[Constants], live.bill.total
        names = (
            joined("serving the open weights of ", live.inputs["open_model"]),
            DESIGNS_IN_TEXT[CALLED],
        )
        for name, cost, reaches in zip(names, others.costs, others.reaches, strict=True):
            less = is_cheaper(cost, best)
            yield (
                joined(name, " costs less than any model that you train: $",
                       words.readable(cost)),
                if_(reaches, less, False),
            )  # fmt: skip

    def _weights_cost_less(
        self, live: SolvedPlan, others: Others
    ) -> Iterator[tuple[Expression, Expression]]:
        """A released model that nobody typed, and that is as good for less."""
        words, served = self.plan[Constants], others.served
        least = if_(others.reaches[0], others.costs[0], live.bill.total)
        least = on_symbols(np.minimum, least, live.bill.total)
        within = at_most(served.params, live.limits.max_params)
        yield (
            joined(served.name, " is at least as good by law ", live.inputs["law"], " and would "
                   "cost $", words.readable(served.cost), " to serve, if its weights may be used: "
                   "compare it under Open weights"),
            if_(is_number(served.cost), if_(within, is_cheaper(served.cost, least), False), False),
        )  # fmt: skip

    def _yardstick(self, name: str, unit: Unit) -> Reference:
        if name not in self.yardsticks:
            value = yardsticks()[name].value
            self.yardsticks[name] = self.sheet.put(self.row, HIGH, value, "data", unit)
        return self.yardsticks[name]

    def _papers_mfu(self, live: SolvedPlan) -> Iterator[tuple[Expression, Expression]]:
        """MFUs of the deployment at a peak that is another."""
        named = self.plan[Deployments].lookup
        name = live.inputs["deployment"]
        for use, mfus in (("training", ["training"]), ("inference", ["input", "output"])):
            peak = f"{use}_peak"
            for mfu in mfus:
                field = f"{mfu}_mfu"
                same = equals(live.deployment.cells[field], named.cell(name, field))
                other = equals(live.deployment.cells[peak], named.cell(name, peak))
                yield (
                    joined(f"the {mfu} MFU is that of the deployment, and the {use} peak is "
                           "another: set the MFU of this GPU"),
                    if_(other, False, same),
                )  # fmt: skip

    def _mfus_of_others(self, live: SolvedPlan) -> Iterator[tuple[Expression, Expression]]:
        """Measured MFUs of another GPU than the one in use."""
        inputs = live.inputs
        for use, phase in (
            ("training", "training"),
            ("input", "inference"),
            ("output", "inference"),
        ):
            name, picked = inputs[f"{use}_mfu_like"], inputs[f"{phase}_gpu"]
            measured = self.plan[Mfus].lookup.cell(name, "gpu")
            # Without a GPU from the list, its peak says whether it is another.
            listed = peak(self.plan, measured, inputs[f"{phase}_precision"])
            as_fast = equals(listed, live.deployment.cells[f"{phase}_peak"])
            same = if_(is_blank(picked), _certainly(as_fast), equals(measured, picked))
            overridden = is_number(inputs[f"{use}_mfu"])
            if use == "output":
                overridden = if_(is_number(inputs["batch"]), True, overridden)
            unused = if_(is_blank(name), True, overridden)
            here = if_(
                is_blank(picked), joined("that of deployment ", inputs["deployment"]), picked
            )
            yield (
                joined(f"the {use} MFU in use was measured on ", measured, f", and the {phase} GPU "
                       "is ", here, ": it may reach another share of its peak"),
                if_(unused, False, if_(same, False, True)),
            )  # fmt: skip


def _certainly(condition: Expression) -> Expression:
    """Whether a condition holds; an error does not."""
    return if_(is_error_cell(condition), False, condition)


def _said(words: object, certain: Expression) -> Expression:
    """Words where something is certain; nothing where they cannot be put together."""
    said = if_(certain, words, "")
    return if_(is_error_cell(said), "", said)


def _fails(condition: Expression) -> Expression:
    """Whether a condition does not hold, or is an error."""
    return if_(_certainly(condition), False, True)


def _in_precision(field: str) -> str:
    """What is to be done about a figure that is not known in the precision in use."""
    if field.endswith("mfu"):
        return " in the precision in use: choose one measured in it, or enter your own"
    return " in the precision in use" * field.endswith("peak")


def _or_blank(cell: Expression, inside: Expression) -> Expression:
    return if_(is_error_cell(cell), False, if_(is_blank(cell), True, inside))


def _quoted(cell: Expression) -> Expression:
    """What a cell holds, as a message quotes it."""
    text = if_(is_blank(cell), "nothing", joined('"', cell, '"'))
    return if_(is_error_cell(cell), "an error", if_(is_number(cell), cell, text))


def _got(spec: InputSpec, cell: Expression) -> Expression:
    """What a cell holds in place of an input, and how to type what is meant."""
    text = if_(is_blank(cell), "", spec.advice(number=False))
    otherwise = if_(is_number(cell), spec.advice(number=True), text)
    return joined("; got ", _quoted(cell), if_(is_error_cell(cell), "", otherwise))


def _of_scenario(key: str) -> bool:
    return key[:1] == "s" and key[1:2].isdigit()
