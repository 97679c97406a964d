"""Sheet "Cases": whole plans, one a row, that differ from the planner's in a figure or two."""

from __future__ import annotations

from typing import Any

from xlplanner.core.cost import Deployment
from xlplanner.expressions.formula import Formula
from xlplanner.functions.records import DEPLOYMENT_KIND, LAW_KIND
from xlplanner.units import Unit
from xlplanner.workbook.editions import PARTS, Record
from xlplanner.workbook.grid.book import LINE_HEIGHT, Book
from xlplanner.workbook.lookup import on_cells
from xlplanner.workbook.sheets.assumptions import UNIT_COSTS, title
from xlplanner.workbook.sheets.engine import params_share
from xlplanner.workbook.sheets.planner import CHINCHILLA, Planner

TITLES, UNITS, FIRST = 4, 5, 6
CASES = "Cases"
QUALITY, REQUESTS, LAW = "chinchilla_params", "requests", "law"


class Cases:
    """The sheet; `add` adds a plan."""

    def __init__(self, book: Book, planner: Planner) -> None:
        self.planner, self.edition = planner, planner.edition
        self.sheet = book.sheet(CASES, [36, 12, 12, 14, *[11] * 40])
        self.sheet.heading(
            CASES,
            "The plans behind What-if and Scenarios, one a row: what they rest on, then the "
            "cost-optimal and the Chinchilla-style model. Nothing to change here.",
        )
        self.sheet.freeze(FIRST, 2)
        self.sheet.worksheet.row_dimensions[TITLES].height = 2 * LINE_HEIGHT
        self.sheet.worksheet.row_dimensions[UNITS].height = 2 * LINE_HEIGHT
        self.sheet.worksheet.print_title_cols = "A:A"
        self.sheet.worksheet.print_title_rows = f"{TITLES}:{UNITS}"
        self.base: dict[str, Formula] = {
            QUALITY: planner.designs[CHINCHILLA].params,
            REQUESTS: planner.facts.requests,
            LAW: planner.given["law"],
            **{name: getattr(planner.deployment, name) for name in DEPLOYMENT_KIND.fields},
        }
        self.row = FIRST

    def add(self, what: str, changes: dict[str, Any]) -> Any:
        """Add the planner's plan with some figures changed; returns its cells.

        Parameters
        ----------
        what : str
            The plan in words.
        changes : dict
            Formulas by the name of the figure: as good as a Chinchilla model of given parameters,
            requests, law, or one of the deployment's.
        """
        given = self.base | changes
        line = _Line(self)
        line.put("plan", what, None)
        quality: Any = line.put("as good as Chinchilla of", given[QUALITY], Unit.PARAMS)
        requests: Any = line.put("requests", given[REQUESTS], Unit.REQUESTS)
        law: Any = Record(reference=line.put("law", given[LAW], Unit.NAME))
        constants: Any = vars(self.planner.law)
        if LAW in changes:
            constants = self.planner.sources.laws.row(law.reference, LAW_KIND.fields)
        for name, field in LAW_KIND.fields.items():
            setattr(law, name, line.put(name, constants[name], field.unit))
        law.params_share = line.put("s", params_share(law), Unit.RATIO)
        deployment: Any = Record()
        for name, field in DEPLOYMENT_KIND.fields.items():
            setattr(deployment, name, line.put(title(name), given[name], field.unit))
        deployment.training_rate = on_cells(Deployment.training_rate, deployment)
        for name, unit in UNIT_COSTS.items():
            formula = on_cells(getattr(Deployment, name), deployment)
            setattr(deployment, name, line.put(title(name), formula, unit))
        call = self.edition.call
        loss = line.put("loss", call("CHINCHILLA_QUALITY", quality, law), Unit.LOSS)
        solved = self.edition.cheapest(what, loss, requests, deployment, law)
        model0 = [call(f"CHINCHILLA_{part}", loss, law) for part in PARTS]
        cells = Record(loss=loss, requests=requests)
        for suffix, model in (("", solved), ("0", model0)):
            params = line.put(f"N{suffix}", model[0], Unit.PARAMS)
            tokens = line.put(f"D{suffix}", model[1], Unit.TOKENS)
            costs = [
                line.put(f"training{suffix}", call("TRAIN_COST", params, tokens, deployment)),
                line.put(f"inference{suffix}", call("INF_COST", params, requests, deployment)),
            ]
            total = line.put(f"cost{suffix}", costs[0] + costs[1])
            figures = {"params": params, "tokens": tokens, "cost": total}
            figures |= {"training": costs[0], "inference": costs[1]}
            for name, cell in figures.items():
                setattr(cells, name + suffix, cell)
        cells.saving = line.put("saving", 1 - cells.cost / cells.cost0, Unit.FRACTION)
        self.row += 1
        return cells


class _Line:
    """A row being written from left to right; the first one is headed."""

    def __init__(self, cases: Cases) -> None:
        self.cases, self.column = cases, 0

    def put(self, name: str, content: Any, unit: Unit | None = Unit.USD) -> Formula:
        sheet, self.column = self.cases.sheet, self.column + 1
        if self.cases.row == FIRST:
            sheet.put(TITLES, self.column, name, "header")
            sheet.put(UNITS, self.column, unit or "", "note")
        return sheet.put(
            self.cases.row, self.column, content, "calculation" if unit else "label", unit
        )
