"""The paper's Tables 1 and 2 as printed."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cache
from typing import TypeVar

from xlplanner.errors import DataError
from xlplanner.reference.records import Sourced
from xlplanner.reference.table import (
    DATA_FOLDER,
    Printed,
    column,
    needing,
    printed,
    read_table,
    text,
    whole,
)


@dataclass(frozen=True, kw_only=True, eq=False)
class TableRow(Sourced):
    """The columns that both of the paper's tables have."""

    row: int = column(whole)
    inf_tokens: Printed = column(printed)
    train_loss: Printed = column(printed)
    chinchilla_params: Printed = column(printed)
    chinchilla_tokens: Printed = column(printed)
    opt_params: Printed = column(printed)
    opt_tokens: Printed = column(printed)


@dataclass(frozen=True, kw_only=True, eq=False)
class Table1Row(TableRow):
    """One printed row of the paper's Table 1 (compute-optimal)."""

    chinchilla_flops: Printed = column(printed)
    opt_flops: Printed = column(printed)
    flop_reduction: Printed = column(printed)


@dataclass(frozen=True, kw_only=True, eq=False)
class Table2Row(TableRow):
    """One printed row of the paper's Table 2 (cost-optimal)."""

    requests: Printed = column(printed)
    chinchilla_cost_usd: Printed = column(printed)
    opt_cost_usd: Printed = column(printed)
    cost_savings: Printed = column(printed)


PaperRow = TypeVar("PaperRow", bound=TableRow)
PAPER_TABLES: dict[int, type[TableRow]] = {1: Table1Row, 2: Table2Row}


@dataclass(frozen=True, slots=True)
class PrintException:
    """A printed figure that is known to be off, and why."""

    table: int = column(whole)
    row: int = column(whole)
    figure: str = column(text)
    reason: str = column(text)


@cache
def paper_table1() -> tuple[Table1Row, ...]:
    """The paper's Table 1 as printed."""
    return _paper_rows("paper_table1.csv", Table1Row)


@cache
def paper_table2() -> tuple[Table2Row, ...]:
    """The paper's Table 2 as printed."""
    return _paper_rows("paper_table2.csv", Table2Row)


def _paper_rows(file: str, row_type: type[PaperRow]) -> tuple[PaperRow, ...]:
    rows = {row.row: row for row in read_table(DATA_FOLDER / file, row_type, key=("row",))}
    return tuple(needing(file, rows, [1, 2, 3, 4, 5]).values())


@cache
def print_exceptions() -> dict[tuple[int, int, str], str]:
    """Reasons of the excused figures, by table, row and figure."""
    file = "paper_exceptions.csv"
    rows = read_table(DATA_FOLDER / file, PrintException, key=("table", "row", "figure"))
    for row in rows:
        if row.figure not in {item.name for item in fields(PAPER_TABLES.get(row.table, Sourced))}:
            raise DataError(f"{file}: expected a figure of table {row.table}; found {row.figure}")
    return {(row.table, row.row, row.figure): row.reason for row in rows}
