"""Sheet "Deployments": named prices, peaks, MFUs and tokens per request, and what follows."""

from __future__ import annotations

from xlplanner.functions.records import DEPLOYMENT_KIND, deployments
from xlplanner.units import Unit
from xlplanner.workbook.cells import DeploymentCells
from xlplanner.workbook.grid.lookup import Lookup
from xlplanner.workbook.plan import PlanSheet
from xlplanner.workbook.sheets.assumptions import FIRST, write_header, write_sources

SOURCES = DEPLOYMENT_KIND.remarks
# What the core computes from a deployment's fields, by the property's name.
UNIT_COSTS = {
    "tokens_per_request": Unit.TOKENS_PER_REQUEST,
    "token_cost": Unit.USD_PER_PARAM_TOKEN,
    "request_cost": Unit.USD_PER_PARAM_REQUEST,
    "fine_tuning_demand": Unit.TOKENS,
}
FIELDS = {name: field.unit for name, field in DEPLOYMENT_KIND.fields.items()}


class Deployments(PlanSheet):
    """The sheet; the planner picks a deployment by its name."""

    title = "Deployments"
    about = "Prices, peaks, MFU and tokens per request, picked by name in the planner."
    widths = (16, *[14] * (len(FIELDS) + len(UNIT_COSTS)), 22, 26, 9.5, 12, 32)

    def write(self) -> None:
        """Write a row for each deployment."""
        columns = FIELDS | UNIT_COSTS
        write_header(self.sheet, DEPLOYMENT_KIND.noun, columns, SOURCES)
        put = self.sheet.put
        for row, (name, record) in enumerate(deployments().items(), start=FIRST):
            put(row, 1, name, "fact")
            deployment = DeploymentCells({})
            for column, (field, unit) in enumerate(columns.items(), start=2):
                facts = record if field in FIELDS else deployment
                cell = put(row, column, getattr(facts, field), "figure", unit)
                if field in FIELDS:
                    deployment.cells[field] = cell
            write_sources(self.sheet, row, 2 + len(columns), record, SOURCES)
        self.lookup = Lookup(self.sheet, FIRST, list(columns), deployments())
