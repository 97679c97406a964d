"""Sheet "Workings": the plan in force, the plan as it stands on Planner, and every scenario."""

from __future__ import annotations

from xlplanner.expressions.operations import (
    at_most,
    equals,
    if_,
    is_blank,
    is_error_cell,
    is_number,
    look_up,
)
from xlplanner.expressions.tree import Expression, Reference
from xlplanner.workbook.inputs import InputSpec
from xlplanner.workbook.plan import InExport, PlanSheet
from xlplanner.workbook.sheets.constants import Constants
from xlplanner.workbook.sheets.planner.inputs import (
    AS_PLANNED,
    BROUGHT_IN,
    CHANGEABLE,
    FILLED,
    PLAN_NAMES,
)
from xlplanner.workbook.sheets.workings.column import FIRST_PLAN, LABEL, LIVE, UNIT, PlanColumn
from xlplanner.workbook.sheets.workings.plan import SolvedPlan, write_plan

HEADER, FIRST = 4, 5
DEFAULT, CHANGED = FIRST_PLAN + len(PLAN_NAMES), FIRST_PLAN + len(PLAN_NAMES) + 1
LIVE_NAME = "In force"


class Workings(PlanSheet):
    """The sheet.

    Attributes
    ----------
    live : SolvedPlan
        The plan in force, on which all results rest.
    plans : dict of str to SolvedPlan
        The plan as it stands on Planner, and the scenarios.
    ranges : dict of str to Reference
        By the key of an input, its values in all these plans.
    """

    title = "Workings"
    about = (
        "Every plan from inputs to costs, one a column. What a scenario leaves empty is as "
        "planned; the plan in force is the one that Planner shows. Nothing to change here."
    )
    widths = (46, 15, 14, *[13] * (len(PLAN_NAMES) + 1), 9)
    in_export = InExport.HIDDEN

    def write(self) -> None:
        """Write a column for each plan, then the one in force, which picks its inputs from them."""
        put, across = self.sheet.put, self.sheet.across
        self.sheet.row(HEADER, LABEL, ["", LIVE_NAME, "Unit", *PLAN_NAMES, "Default", "Changed"],
                       "header")  # fmt: skip
        heads = across(HEADER, FIRST_PLAN, PLAN_NAMES)
        # The inputs of all plans come first, as the one in force picks from them.
        inputs = {name: self._column(number, name) for number, name in enumerate(PLAN_NAMES)}
        self.ranges: dict[str, Reference] = {}
        self.cells: dict[str, list[Expression]] = {}
        live: dict[str, Expression] = {}
        selected = self.plan.inputs["scenario"]
        put(FIRST, LABEL, "Inputs in force", "section")
        for row, spec in enumerate(CHANGEABLE, start=FIRST + 1):
            put(row, LABEL, spec.title)
            put(row, UNIT, spec.unit.label, "unit")
            values = [cells[spec.key].value for cells in inputs.values()]
            self.cells[spec.key] = [cells[spec.key] for cells in inputs.values()]
            self.ranges[spec.key] = across(row, FIRST_PLAN, values)
            picked = look_up(selected, heads, self.ranges[spec.key])
            live[spec.key] = put(row, LIVE, picked, "calculation", spec.unit)
        self.live_values = [cell.value for cell in live.values()]
        self._write_changes(live)
        self.row = FIRST + 1 + len(CHANGEABLE)
        self.live = self._solve(LIVE, LIVE_NAME, live)
        self.plans: dict[str, SolvedPlan] = {
            name: self._solve(FIRST_PLAN + number, name, inputs[name])
            for number, name in enumerate(PLAN_NAMES)
        }
        self.plan_names = heads
        self.titles = self._write_titles()
        self.sheet.freeze(FIRST, LIVE + 1)
        self.sheet.worksheet.print_title_rows = f"{HEADER}:{HEADER}"

    def _write_titles(self) -> Reference:
        """Write the names that users gave the scenarios."""
        row, cells = HEADER - 1, []
        for number, name in enumerate(PLAN_NAMES):
            content: object = name
            if name != AS_PLANNED:
                own = self.plan.inputs[scenario_key(number, "name")]
                content = if_(is_blank(own), "", own)
            cells.append(self.sheet.put(row, FIRST_PLAN + number, content, "note"))
        return self.sheet.across(row, FIRST_PLAN, [cell.value for cell in cells])

    def _column(self, number: int, name: str) -> dict[str, Expression]:
        """Write the inputs of a plan, with those of the planner where a scenario leaves them."""
        cells: dict[str, Expression] = {}
        for row, spec in enumerate(CHANGEABLE, start=FIRST + 1):
            planned = self._number(self.plan.inputs[spec.key], spec)
            if name == AS_PLANNED:
                content = planned
            else:
                own = self.plan.inputs[scenario_key(number, spec.key)]
                base = self.sheet.worksheet.cell(row, FIRST_PLAN).coordinate
                value = self.book.values[self.title, base]
                content = if_(
                    is_blank(own), Reference(self.title, base, value), self.typed(own, spec)
                )
            cells[spec.key] = self.sheet.put(
                row, FIRST_PLAN + number, content, "calculation", spec.unit
            )
        return cells

    def _number(self, cell: Expression, spec: InputSpec) -> Expression:
        typed = self.typed(cell, spec)
        return if_(is_blank(cell), "", typed)

    def typed(self, cell: Expression, spec: InputSpec) -> Expression:
        """What is typed, with a letter for thousands and more read as such."""
        if not spec.takes_letters:
            return cell
        return if_(is_number(cell), cell, self.plan[Constants].number_in(cell))

    def _write_changes(self, live: dict[str, Expression]) -> None:
        """Write how many inputs up to each differ from the defaults, or count by one that does."""
        put = self.sheet.put
        count: Expression | None = None
        self.counts: list[Reference] = []
        for row, spec in enumerate(CHANGEABLE, start=FIRST + 1):
            default = put(row, DEFAULT, "" if spec.default is None else spec.default, "data",
                          spec.unit)  # fmt: skip
            if spec.default is None:
                same: Expression = is_blank(live[spec.key])
            else:
                same = equals(live[spec.key], default)
            # What is no number of its unit differs, also where another input leaves it out.
            same = if_(is_error_cell(live[spec.key]), False, same)
            more = if_(same, self._brought_in(spec.key, live), 1)
            content = more if count is None else count + more
            count = put(row, CHANGED, content, "calculation")
            self.counts.append(count)

    def _brought_in(self, key: str, live: dict[str, Expression]) -> Expression | int:
        """1 if an input counts by a choice that is no default, else 0."""
        counts: Expression | int = 0
        for chooser, word in BROUGHT_IN.get(key, ()):
            if word != self.plan.specs[chooser].default:
                here = live[chooser]
                unset = is_blank(here) if word == FILLED else if_(equals(here, word), False, True)
                counts = if_(unset, counts, 1)
        return counts

    def changed(self, number: Expression) -> tuple[Expression, Expression, Expression]:
        """The n-th input that differs from its default: title, value, unit; empty if none."""
        first = FIRST + 1
        counts = self.sheet.range(first, CHANGED, [cell.value for cell in self.counts])
        any_ = at_most(number, self.counts[-1])
        columns = {
            LABEL: [spec.title for spec in CHANGEABLE],
            LIVE: self.live_values,
            UNIT: [spec.unit.label for spec in CHANGEABLE],
        }
        # The first row with that count is the one that made it so.
        title, value, unit = (
            if_(any_, look_up(number, counts, self.sheet.range(first, column, cells)), "")
            for column, cells in columns.items()
        )
        return title, value, unit

    def _solve(self, column: int, name: str, inputs: dict[str, Expression]) -> SolvedPlan:
        writer = PlanColumn(self.sheet, column, self.row, labelled=column == LIVE)
        solved = write_plan(self.plan, writer, name, inputs)
        self.last = writer
        return solved

    @property
    def totals(self) -> Reference:
        """The lifetime cost of each plan."""
        cells = [plan.bill.total for plan in self.plans.values()]
        first: Reference = cells[0]  # type: ignore[assignment]
        row = self.sheet.worksheet[first.address].row
        return self.sheet.across(row, FIRST_PLAN, [cell.value for cell in cells])

    def below(self) -> PlanColumn:
        """The column in force, below all that every plan has."""
        self.last.column, self.last.labelled = LIVE, True
        return self.last


def scenario_key(number: int, key: str) -> str:
    """The key of an input of a scenario."""
    return f"s{number}_{key}"
