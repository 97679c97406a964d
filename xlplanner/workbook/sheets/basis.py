"""Sheet "Basis": what the sheets Summary and Risk rest on, beside the results of Planner."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from xlplanner.core.constants import NO_LIMIT, PERCENT, SAME_LOSS
from xlplanner.core.law import law_loss
from xlplanner.expressions.operations import (
    at_most,
    below,
    count_numbers,
    equals,
    if_,
    is_blank,
    is_error_cell,
    is_number,
    joined,
    largest,
    last_not_above,
    look_up,
    smallest,
)
from xlplanner.expressions.tree import Expression, Reference, lift, on_symbols
from xlplanner.functions.records import laws
from xlplanner.reference import records
from xlplanner.units import MAGNITUDES, Unit
from xlplanner.workbook.grid.tables import Table
from xlplanner.workbook.plan import InExport, PlanSheet
from xlplanner.workbook.sheets.constants import Constants
from xlplanner.workbook.sheets.facts import Models
from xlplanner.workbook.sheets.planner.inputs import BY_BUDGET, BY_MODEL
from xlplanner.workbook.sheets.workings.column import FIRST_PLAN, LIVE, PlanColumn
from xlplanner.workbook.sheets.workings.plan import (
    or_no_limit,
    write_bill,
    write_law,
    write_quality,
)
from xlplanner.workbook.sheets.workings.sheet import LIVE_NAME, Workings
from xlplanner.workbook.sheets.workings.solve import Limits, write_optimum

TOP = 4
LIMITS = {
    "max_params": "Parameters",
    "max_tokens": "Training tokens",
    "deadline": "Days of training",
    "min_speed": "Speed of generation",
}
BOUNDS = {
    "max_params": ("Maximum parameters", Unit.PARAMS),
    "max_tokens": ("Maximum training tokens", Unit.TOKENS),
    "max_product": ("Parameters times tokens by the deadline", Unit.ANY),
}
CHANGES_SHOWN = 12
THOUSANDS = MAGNITUDES[-1][1]


class Price(NamedTuple):
    """What a limit costs, in dollars and as a share of the plan without it; empty if not set."""

    extra: Reference
    share: Reference


class Neighbours(NamedTuple):
    """The nearest released models that are at least as good, and less good; empty if none is."""

    better: Reference
    worse: Reference


class Served(NamedTuple):
    """The smallest released model that is as good as a plan, and what serving it costs.

    Empty where none is.
    """

    name: Reference
    params: Reference
    cost: Reference


def released() -> list[str]:
    """Dense models whose training tokens are known: the laws are of such models."""
    return [
        name
        for name, model in records.models().items()
        if model.training_tokens and model.active_params == model.params
    ]


class Basis(PlanSheet):
    """The sheet.

    Attributes
    ----------
    prices : dict of str to Price
        By the key of the limit.
    neighbours : Neighbours
    served : list of Served
        For the plan in force, then for every plan.
    changes : list of Reference
        The first inputs that differ from their defaults, or count by one that does, in words;
        empty where there is no more.
    as_good_as : dict of str to Expression
        By the name of a law, the Chinchilla model that is as good as the plan's target under it.
    held : Reference
        What a plan under another law has in common with the one in force, in words.
    by_budget : Expression
        Whether that is what it costs.
    """

    title = "Basis"
    about = "What the sheets Summary and Risk rest on, beside Planner. Nothing to change here."
    widths = (46, 15, 14, *[15] * 24)
    in_export = InExport.FOR_FORMULAS

    def write(self) -> None:
        """Write one table below the other."""
        self.live = self.plan[Workings].live
        self.row = TOP
        workings = self.plan[Workings]
        self.every = {LIVE_NAME: workings.live, **workings.plans}
        self.neighbours = self._neighbours()
        self.changes = self._changes()
        self.prices = self._prices()
        self.as_good_as = self._targets()
        self.held = self._held()

    def _table(self, heading: str, columns: dict[str, Unit | None]) -> Table:
        return Table(self.sheet, self.row, heading, columns)

    def _columns(self, heading: str, titles: list[str]) -> list[tuple[Reference, PlanColumn]]:
        """Begin columns of plans side by side; returns them with the cells of their titles."""
        self.sheet.put(self.row, 1, heading, "section")
        places = (LIVE, *range(FIRST_PLAN, FIRST_PLAN + len(titles) - 1))
        return [
            (
                self.sheet.put(self.row + 1, at, title, "header"),
                PlanColumn(self.sheet, at, self.row + 2, labelled=at == LIVE),
            )
            for at, title in zip(places, titles, strict=True)
        ]

    # Quality -------------------------------------------------------------------------------------

    def _neighbours(self) -> Neighbours:
        """The released models that are nearest in loss."""
        live, call = self.live, self.edition.call
        columns: dict[str, Unit | None] = {
            "Model": None,
            "Parameters": Unit.PARAMS,
            "Training tokens": Unit.TOKENS,
            "Loss": Unit.LOSS,
            "As good as a Chinchilla model of": Unit.PARAMS,
            "Loss if as good": Unit.LOSS,
            "Loss if less good": Unit.LOSS,
            **{f"Parameters if as good: {name}": Unit.PARAMS for name in self.every},
        }
        table = self._table("Dense released models, under the law in force", columns)
        for name in released():
            model = table.put(name, "label")
            facts = self.plan[Models].lookup.row(model, ("params", "training_tokens"))
            params, tokens = table.put(facts["params"]), table.put(facts["training_tokens"])
            loss = table.put(call("LAW_LOSS", params, tokens, live.law))
            table.put(call("CHINCHILLA_PARAMS", loss, live.law))
            table.put(if_(at_most(loss, live.loss), loss, ""))
            table.put(if_(below(live.loss, loss), loss, ""))
            for solved in self.every.values():
                reached = on_symbols(law_loss, params, tokens, solved.law)
                table.put(if_(at_most(reached, solved.loss + SAME_LOSS), params, ""))
        self.row = table.end + 1
        self.served = self._served(table)
        names, better, worse = table.column(0), table.column(5), table.column(6)
        nearest = {
            "Nearest that is at least as good": (better, largest(better)),
            "Nearest that is less good": (worse, smallest(worse)),
        }
        cells = []
        for label, (losses, closest) in nearest.items():
            self.sheet.put(self.row, 1, label)
            known = below(0, count_numbers(losses))
            shown = if_(known, look_up(closest, losses, names), "")
            cells.append(self.sheet.put(self.row, 2, shown, "calculation"))
            self.row += 1
        self.row += 1
        return Neighbours(*cells)

    def _served(self, table: Table) -> list[Served]:
        """Write below each plan the smallest model that is as good: it is served for least."""
        first = len(table.units) - len(self.every)
        served = []
        for column, solved in enumerate(self.every.values(), start=first):
            sizes = table.column(column)
            known, size = below(0, count_numbers(sizes)), smallest(sizes)
            gpus = self.edition.call("INF_COST", size, solved.priced, solved.deployment)
            cells = (
                self.sheet.put(self.row + offset, column + 1, if_(known, content, ""),
                               "calculation", unit)
                for offset, (content, unit) in enumerate((
                    (look_up(size, sizes, table.column(0)), None),
                    (size, Unit.PARAMS),
                    (solved.fixed.whole_served(gpus), Unit.USD),
                ))
            )  # fmt: skip
            served.append(Served(*cells))
        for offset, title in enumerate(("Smallest that is as good", "Its size", "Serving it")):
            self.sheet.put(self.row + offset, first, title)
        return served

    # Inputs that differ --------------------------------------------------------------------------

    def _changes(self) -> list[Reference]:
        """The inputs that differ from their defaults, or count by one that does, in words."""
        words = self.plan[Constants]
        heads = ("Input that differs from its default", "Number", "Value", "Unit", "Shown",
                 "Letter", "Words")  # fmt: skip
        table = self._table("Assumptions", dict.fromkeys(heads))
        texts = []
        for number in range(1, CHANGES_SHOWN + 1):
            count = self.sheet.put(table.next_row, 2, number, "data")
            title, content, measure = self.plan[Workings].changed(count)
            name = table.put(title, "label")
            table.skip()
            known = if_(is_error_cell(content), "no number", content)
            value, unit = table.put(known), table.put(measure)
            share = if_(equals(unit, Unit.FRACTION.label), PERCENT, 1)
            shown = table.put(if_(is_number(value), value * share, 0))
            size = on_symbols(np.absolute, shown)
            letter = table.put(last_not_above(size, words.starts, words.letters))
            # Up to a million every digit counts, as of GPUs.
            digits = if_(equals(letter, THOUSANDS), joined(shown), words.signed(shown))
            as_number = if_(is_number(value), joined(digits, " ", unit), value)
            text = joined(name, ": ", if_(is_blank(value), "empty", as_number))
            texts.append(table.put(if_(is_blank(name), "", text)))
        self.row = table.end + 1
        total = self.plan[Workings].counts[-1]
        more = joined("and ", total - count, " more: see the sheet Inputs")
        rest = if_(below(count, total), more, "")
        texts.append(self.sheet.put(self.row, 1, rest, "calculation"))
        self.row += 2
        return texts

    # Limits --------------------------------------------------------------------------------------

    def _prices(self) -> dict[str, Price]:
        """What each limit costs: the plan's cost above that of the plan without the limit."""
        titles = [f"Without: {title}" for title in LIMITS.values()]
        columns = self._columns("The plan without one limit, the others kept", titles)
        prices = {
            key: self._price(key, column) for key, (_, column) in zip(LIMITS, columns, strict=True)
        }
        self.row = columns[0][1].row + 1
        return prices

    def _price(self, key: str, column: PlanColumn) -> Price:
        live, put = self.live, column.put
        left = self._without(key)
        limits = Limits(
            **{field: put(label, left[field], unit) for field, (label, unit) in BOUNDS.items()}
        )
        name = f"Without the limit on {LIMITS[key].lower()}"
        best = write_optimum(
            put, self.edition, name, live.loss, live.planned, limits, live.deployment, live.law
        ).best
        cost = write_bill(put, self.edition, best, live.priced, live.deployment, live.fixed).total
        unset = is_blank(live.inputs[key])
        extra = put("Price of the limit", if_(unset, "", live.bill.total - cost), Unit.USD)
        return Price(
            extra, put("Price over that cost", if_(unset, "", extra / cost), Unit.FRACTION)
        )

    def _without(self, key: str) -> dict[str, Expression]:
        """The limits in force but for one."""
        live = self.live
        lifted: dict[str, dict[str, Expression]] = {
            "max_params": {"max_params": live.fast_enough},
            "max_tokens": {"max_tokens": lift(NO_LIMIT)},
            "deadline": {"max_product": lift(NO_LIMIT)},
            "min_speed": {"max_params": or_no_limit(live.inputs["max_params"])},
        }
        return {**live.limits._asdict(), **lifted[key]}

    # The target under every law ------------------------------------------------------------------

    def _targets(self) -> dict[str, Expression]:
        """The quality to reach under every law, by the target in force."""
        live = self.live
        columns = self._columns("The target under every law", list(laws()))
        sizes: dict[str, Expression] = {}
        for name, (head, column) in zip(laws(), columns, strict=True):
            law = write_law(self.plan, column, "The law", head)
            _, sizes[name] = write_quality(
                self.edition, column, live.inputs, live.target, live.limits, law
            )
        self.row = columns[0][1].row + 1
        return sizes

    def _held(self) -> Reference:
        """What every law's plan has in common."""
        live, words = self.live, self.plan[Constants]
        by = live.inputs["quality_by"]
        self.by_budget = equals(by, BY_BUDGET)
        size = joined("a Chinchilla model of ", words.readable(live.as_good_as), " parameters")
        same = joined("as good as ", if_(equals(by, BY_MODEL), live.inputs["model"], size))
        budget = joined("for a lifetime budget of $", words.readable(live.inputs["budget"]))
        self.sheet.put(self.row, 1, "Held fixed under every law")
        return self.sheet.put(self.row, 2, if_(self.by_budget, budget, same), "calculation")
