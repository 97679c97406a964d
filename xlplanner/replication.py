"""The paper's Tables 1 and 2, printed beside computed.

A row's loss is the one at which the training-only optimum has exactly the printed parameters: the
printed loss has too few digits to solve from.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from textwrap import fill, wrap
from typing import Any, Literal, NamedTuple, TypeVar

import numpy as np

from xlplanner.core.cost import (
    cost_demand,
    flops_demand,
    total_cost,
    total_flops,
)
from xlplanner.core.law import Values
from xlplanner.core.optimum import chinchilla, chinchilla_quality, optimum
from xlplanner.expressions.tree import Expression
from xlplanner.functions.records import DEFAULT_LAW, deployments, laws
from xlplanner.layout import aligned, hanging
from xlplanner.reference.paper import (
    Table1Row,
    Table2Row,
    TableRow,
    paper_table1,
    paper_table2,
    print_exceptions,
)
from xlplanner.reference.table import Printed
from xlplanner.units import Unit, readable

WIDTH = 80
# Numbers, or the cells of a sheet.
V = TypeVar("V", float, Expression)
Verdict = Literal["equal", "excused", "differs", "not expected"]

STATED, PRINTED = "paper-stated", "paper-printed"


class Column(NamedTuple):
    """A figure of the tables: its title and unit."""

    title: str
    unit: Unit


COLUMNS = {
    "train_loss": Column("loss", Unit.LOSS),
    "chinchilla_params": Column("Chinchilla params", Unit.PARAMS),
    "chinchilla_tokens": Column("Chinchilla tokens", Unit.TOKENS),
    "chinchilla_flops": Column("Chinchilla FLOPs", Unit.FLOPS),
    "chinchilla_cost_usd": Column("Chinchilla cost", Unit.USD),
    "opt_params": Column("optimal params", Unit.PARAMS),
    "opt_tokens": Column("optimal tokens", Unit.TOKENS),
    "opt_flops": Column("optimal FLOPs", Unit.FLOPS),
    "opt_cost_usd": Column("optimal cost", Unit.USD),
    "flop_reduction": Column("FLOP reduction", Unit.FRACTION),
    "cost_savings": Column("cost saving", Unit.FRACTION),
}
BASIS = {
    STATED: "70 input and 215 output tokens for each printed request, as the paper's text states",
    PRINTED: "the total tokens with 70/215 of them input, which the printed figures rest on",
}
ROUNDED_TWICE = "Comes to the printed digits when rounded to one digit more first"
WHY_STATED_DIFFERS = (
    "With the assumptions that the paper's text states, 70 + 215 tokens per request, every cost is "
    "5 to 11 % above the printed one. The printed figures come back when 70/215 = 32.6 % of all "
    "tokens, instead of 70/285 = 24.6 %, are input."
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One figure of a table, printed and computed."""

    table: int
    row: int
    deployment: str
    name: str
    printed: Printed
    computed: float
    verdict: Verdict
    note: str

    @property
    def units_off(self) -> float:
        """Distance from print, in units of the last printed digit."""
        return self.printed.units_off(self.computed)

    @property
    def difference(self) -> float:
        """Computed over printed, less one."""
        return self.computed / self.printed.value - 1


def compared(
    names: Sequence[str],
    loss: V,
    chinchilla_model: Sequence[V],
    optimal_model: Sequence[V],
    total: Callable[[V, V], V],
) -> dict[str, V]:
    """A row's figures by name, in numbers or in cells: both models and what is saved.

    Parameters
    ----------
    names : sequence of str
        The figures' names in the order of the table.
    loss : number or cell
    chinchilla_model, optimal_model : pair
        Parameters and tokens.
    total : callable
        From parameters and tokens to the FLOPs or dollars over the life.
    """
    total0, total1 = total(*chinchilla_model), total(*optimal_model)
    figures = [loss]
    for model, amount in ((chinchilla_model, total0), (optimal_model, total1)):
        figures.extend(model)
        figures.append(amount)
    figures.append(1 - total1 / total0)
    return dict(zip(names, figures, strict=True))


def requests_of(requests: V, inf_tokens: V, deployment: str, tokens_per_request: V) -> V:
    """Requests of a row of Table 2: as printed, or as its total tokens amount to."""
    return requests if deployment == STATED else inf_tokens / tokens_per_request


def table1_values(row: Table1Row) -> dict[str, float]:
    """Computed figures of a row of Table 1 (compute-optimal)."""
    inf_tokens = np.float64(row.inf_tokens.value)
    return _values(row, flops_demand(inf_tokens), lambda n, d: total_flops(n, d, inf_tokens))


def table2_values(row: Table2Row, name: str) -> dict[str, float]:
    """Computed figures of a row of Table 2 (cost-optimal) with a named deployment."""
    deployment = deployments()[name]
    printed = row.requests.value, row.inf_tokens.value
    requests = np.float64(requests_of(*printed, name, deployment.tokens_per_request))
    demand = cost_demand(requests, deployment)
    return _values(row, demand, lambda n, d: total_cost(n, d, requests, deployment))


def _values(
    row: TableRow, demand: Values, total: Callable[[float, float], Values]
) -> dict[str, float]:
    law = laws()[DEFAULT_LAW]
    loss = np.float64(chinchilla_quality(np.float64(row.chinchilla_params.value), law))
    names = [name for name in COLUMNS if hasattr(row, name)]
    chinchilla_model = [float(number) for number in chinchilla(loss, law)]
    optimal_model = [float(number) for number in optimum(loss, demand, law)]
    return compared(
        names, float(loss), chinchilla_model, optimal_model, lambda n, d: float(total(n, d))
    )


def comparisons() -> tuple[Comparison, ...]:
    """Every figure of both tables; Table 2 with both deployments."""
    return (*_table1(), *_table2(PRINTED), *_table2(STATED))


def _table1() -> Iterator[Comparison]:
    for row in paper_table1():
        for name, computed in table1_values(row).items():
            yield _judged(1, row, "", name, computed)


def _table2(deployment: str) -> Iterator[Comparison]:
    for row in paper_table2():
        for name, computed in table2_values(row, deployment).items():
            yield _judged(2, row, deployment, name, computed)


def _judged(table: int, row: TableRow, deployment: str, name: str, computed: float) -> Comparison:
    printed: Printed = getattr(row, name)
    excuse = print_exceptions().get((table, row.row, name), "")
    verdict: Verdict = "differs"
    if printed.agrees(computed):
        verdict, excuse = "equal", ROUNDED_TWICE if printed.only_just(computed) else ""
    elif deployment == STATED:
        verdict, excuse = "not expected", ""
    elif excuse and abs(printed.units_off(computed)) < 1:
        verdict = "excused"
    return Comparison(table, row.row, deployment, name, printed, computed, verdict, excuse)


def disagreements(found: tuple[Comparison, ...]) -> list[Comparison]:
    """The figures that should agree with print and do not."""
    return [figure for figure in found if figure.verdict == "differs"]


def as_records(found: tuple[Comparison, ...]) -> list[dict[str, Any]]:
    """The figures for machines."""
    return [
        {
            "table": figure.table,
            "row": figure.row,
            "deployment": figure.deployment or None,
            "figure": figure.name,
            "unit": COLUMNS[figure.name].unit,
            "printed": figure.printed.value,
            "last_digit": figure.printed.unit,
            "computed": figure.computed,
            "difference": figure.difference,
            "units_off": figure.units_off,
            "verdict": figure.verdict,
            "note": figure.note,
        }
        for figure in found
    ]


def as_text(found: tuple[Comparison, ...]) -> str:
    """The tables for people: printed and computed one below the other, then what differs."""
    blocks = [
        _table_text(found, 1, "", "Table 1 · compute-optimal: fewest FLOPs over the model's life"),
        _table_text(found, 2, PRINTED, f"Table 2 · cost-optimal, {PRINTED}: {BASIS[PRINTED]}"),
        _table_text(found, 2, STATED, f"Table 2 · cost-optimal, {STATED}: {BASIS[STATED]}"),
        fill(WHY_STATED_DIFFERS, WIDTH),
        _notes_text(found),
        _summary(found),
    ]
    return "\n\n".join(blocks)


def _table_text(found: tuple[Comparison, ...], table: int, deployment: str, title: str) -> str:
    chosen = [f for f in found if f.table == table and f.deployment == deployment]
    names = list(dict.fromkeys(figure.name for figure in chosen))
    demand, demand_of = _demand(table)
    rows = list(dict.fromkeys(figure.row for figure in chosen))
    lines = [["row", "", *map(str, rows)], [demand, "", *map(demand_of, rows)]]
    for name in names:
        here = [figure for figure in chosen if figure.name == name]
        lines.append([COLUMNS[name].title, "printed", *(_shown(f, f.printed.value) for f in here)])
        lines.append(["", "computed", *(_shown(f, f.computed) for f in here)])
        lines.append(["", "verdict", *map(_verdict_text, here)])
    text = aligned(lines, right=range(2, 2 + len(rows)))
    return "\n".join([*wrap(title, WIDTH), "", text])


def _demand(table: int) -> tuple[str, Callable[[int], str]]:
    """Title of the demand that a table is given by, and a row's demand in words."""
    if table == 1:
        tokens = {row.row: row.inf_tokens for row in paper_table1()}
        return "inference tokens", lambda row: readable(tokens[row].value, Unit.TOKENS)
    requests = {row.row: row.requests for row in paper_table2()}
    return "requests", lambda row: readable(requests[row].value, Unit.REQUESTS)


def _shown(figure: Comparison, value: float) -> str:
    unit = COLUMNS[figure.name].unit
    if unit is Unit.LOSS:
        return f"{value:.4g}"
    # One digit more than print has shows which way a figure rounds.
    return readable(value, unit, figure.printed.digits + (value == figure.computed))


def _verdict_text(figure: Comparison) -> str:
    if figure.verdict == "equal":
        return "equal*" if figure.note else "equal"
    if figure.verdict == "excused":
        return "excused"
    return f"{100 * figure.difference:+.1f} %"


def _notes_text(found: tuple[Comparison, ...]) -> str:
    lines = ["Excused, known to be off by one unit in the last printed digit:"]
    lines += [
        _noted(f"Table {figure.table}, row {figure.row}, {COLUMNS[figure.name].title}", figure.note)
        for figure in found
        if figure.verdict == "excused"
    ]
    lines += ["Slips in circulating copies:"]
    for number, rows in ((1, paper_table1()), (2, paper_table2())):
        lines += [_noted(f"Table {number}, row {row.row}", row.note) for row in rows if row.note]
    lines.append(f"* {ROUNDED_TWICE}.")
    return "\n".join(lines)


def _noted(what: str, note: str) -> str:
    return hanging("  ", f"{what}: {note}.", WIDTH)


def _summary(found: tuple[Comparison, ...]) -> str:
    counted = [figure for figure in found if figure.deployment != STATED]
    equal = sum(figure.verdict == "equal" for figure in counted)
    excused = sum(figure.verdict == "excused" for figure in counted)
    wrong = disagreements(found)
    count = f"{equal} of {len(counted)} printed figures come back as printed"
    lines = [f"{count}, {excused} are excused, {len(wrong)} differ."]
    lines += [
        f"DIFFERS: table {f.table}, row {f.row}, {COLUMNS[f.name].title}: "
        f"printed {f.printed.value:g}, computed {f.computed:.6g}"
        for f in wrong
    ]
    return "\n".join(lines)
