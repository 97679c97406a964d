"""Sheet "Cases": whole plans, one a row, that differ from the one in force in a figure or two."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from xlplanner.expressions.tree import Expression, Reference
from xlplanner.functions.records import LAW_KIND
from xlplanner.units import Unit, label_of
from xlplanner.workbook.cells import DeploymentCells
from xlplanner.workbook.editions import MODEL
from xlplanner.workbook.grid.book import LINE_HEIGHT
from xlplanner.workbook.inputs import FIGURES
from xlplanner.workbook.plan import PlanSheet
from xlplanner.workbook.sheets.deployments import UNIT_COSTS
from xlplanner.workbook.sheets.laws import Laws
from xlplanner.workbook.sheets.workings.sheet import Workings
from xlplanner.workbook.sheets.workings.solve import Limits, deadline_product, write_optimum

TITLES, UNITS, FIRST = 4, 5, 6
# LibreOffice computes a hundred and more rows of one formula as a group, and then takes long chains
# between groups for circles, Err:522. A row that is left empty ends a group.
GROUP = 50
QUALITY, REQUESTS, LAW = "chinchilla_params", "requests", "law"


class Case(NamedTuple):
    """The cells of a plan: what it reaches, the cost-optimal model, and Chinchilla's (0).

    Costs are whole bills, with costs beside GPUs and contingency.
    """

    loss: Expression
    requests: Expression
    params: Expression
    tokens: Expression
    training: Expression
    inference: Expression
    cost: Expression
    params0: Expression
    tokens0: Expression
    training0: Expression
    inference0: Expression
    cost0: Expression
    saving: Expression


class Cases(PlanSheet):
    """The sheet; `add` adds a plan."""

    title = "Cases"
    about = (
        "The plans behind What-if and Risk, one a row: what they rest on, then the cost-optimal "
        "model within the limits and the Chinchilla model. Nothing to change here."
    )
    widths = (36, 12, 12, 14, *[11] * 80)
    hidden = True

    def write(self) -> None:
        """Set up the page; the rows come one by one."""
        self.sheet.freeze(FIRST, 2)
        for row in (TITLES, UNITS):
            self.sheet.worksheet.row_dimensions[row].height = 2 * LINE_HEIGHT
        self.sheet.worksheet.print_title_cols = "A:A"
        self.sheet.worksheet.print_title_rows = f"{TITLES}:{UNITS}"
        self.live = live = self.plan[Workings].live
        self.base: dict[str, Expression] = {
            QUALITY: live.as_good_as,
            REQUESTS: live.requests,
            LAW: live.inputs["law"],
            **{name: live.deployment.cells[name] for name in FIGURES},
        }
        self.row = FIRST

    def add(self, name: str, changes: Mapping[str, Expression]) -> Case:
        """Add the plan in force with some figures changed; returns its cells.

        Parameters
        ----------
        name : str
            The plan in words.
        changes : mapping
            Formulas by the name of the figure: as good as a Chinchilla model of so many
            parameters, requests, law, or one of the deployment's.
        """
        line = _Line(self)
        line.put("plan", name, None)
        figures = self.base | dict(changes)
        case = self._write(line, name, figures, own_law=LAW in changes)
        self.row += 2 if (self.row - FIRST + 2) % (GROUP + 1) == 0 else 1
        return case

    def _write(
        self, line: _Line, name: str, figures: Mapping[str, Expression], *, own_law: bool
    ) -> Case:
        call, laws, live = self.edition.call, self.plan[Laws], self.live
        quality = line.put("as good as Chinchilla of", figures[QUALITY], Unit.PARAMS)
        requests = line.put("requests", figures[REQUESTS], Unit.REQUESTS)
        reference = line.put("law", figures[LAW], Unit.NAME)
        constants = live.law.cells
        if own_law:
            constants = laws.lookup.row(reference, LAW_KIND.fields)
        law = laws.cells(
            {n: line.put(n, constants[n], field.unit) for n, field in LAW_KIND.fields.items()},
            reference,
        )
        law.cells["params_share"] = line.put("s", law.params_share, Unit.RATIO)
        deployment = DeploymentCells(
            {n: line.put(label_of(n), figures[n], field.unit) for n, field in FIGURES.items()}
        )
        for n, unit in UNIT_COSTS.items():
            deployment.cells[n] = line.put(label_of(n), getattr(deployment, n), unit)
        # Months bend prices and present value of all requests alike.
        priced = line.put("requests at their prices", live.at_prices(requests), Unit.REQUESTS)
        planned = line.put("requests of the optimum", live.as_weighed(requests), Unit.REQUESTS)
        loss = line.put("loss", call("CHINCHILLA_QUALITY", quality, law), Unit.LOSS)
        limits = self._limits(line, deployment)
        optimum = write_optimum(
            line.put, self.edition, name, loss, planned, limits, deployment, law
        )
        models = {
            "": optimum.best,
            "0": [call(f"CHINCHILLA_{part}", loss, law) for part in MODEL],
        }
        cells: dict[str, Expression] = {}
        for suffix, model in models.items():
            params = line.put(f"N{suffix}", model[0], Unit.PARAMS)
            tokens = line.put(f"D{suffix}", model[1], Unit.TOKENS)
            training = call("TRAIN_COST", params, tokens, deployment)
            training = line.put(f"training{suffix}", training)
            inference = call("INF_COST", params, priced, deployment)
            inference = line.put(f"inference{suffix}", inference)
            total = line.put(f"cost{suffix}", live.fixed.whole(training + inference))
            named = {
                "params": params,
                "tokens": tokens,
                "training": training,
                "inference": inference,
                "cost": total,
            }
            cells |= {name + suffix: cell for name, cell in named.items()}
        saving = line.put("saving", 1 - cells["cost"] / cells["cost0"], Unit.FRACTION)
        return Case(loss, requests, saving=saving, **cells)

    def _limits(self, line: _Line, deployment: DeploymentCells) -> Limits:
        """The limits in force; the deadline allows more or less by the training rate."""
        live, inputs = self.live, self.live.inputs
        product = deadline_product(inputs["deadline"], inputs["gpus"], deployment)
        product = line.put("params times tokens by the deadline", product, Unit.ANY)
        return Limits(live.limits.max_params, live.limits.max_tokens, product)


class _Line:
    """A row being written from left to right; the first one is headed."""

    def __init__(self, cases: Cases) -> None:
        self.cases, self.column = cases, 0

    def put(self, name: str, content: object, unit: Unit | None = Unit.USD) -> Reference:
        """Write a figure."""
        sheet, self.column = self.cases.sheet, self.column + 1
        if self.cases.row == FIRST:
            sheet.put(TITLES, self.column, name, "header")
            sheet.put(UNITS, self.column, unit.label if unit else "", "note")
        return sheet.put(
            self.cases.row, self.column, content, "calculation" if unit else "label", unit
        )
