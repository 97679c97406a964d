"""The sheets of facts: GPU prices, GPUs, MFU, request mixes and models, as tables with filters."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import cached_property

from xlplanner.reference import records
from xlplanner.reference.records import Sourced
from xlplanner.units import Unit, label_of
from xlplanner.workbook.grid.book import LINE_HEIGHT, Sheet
from xlplanner.workbook.grid.lookup import Lookup
from xlplanner.workbook.plan import PlanSheet

HEADER = 4
LAST_COLUMNS = ("source", "date", "status", "note")
# Widths by what a column holds; the rest are figures.
WIDTHS = {
    "source": 32,
    "note": 26,
    "aliases": 18,
    "workload": 14,
    "region": 12,
    "instance": 14,
    "gpu": 16,
    "date": 10.5,
    "status": 12,
}
# What these leave of a page goes to the long texts.
PAGE_WIDTH = 190
SHARES = {"source": 0.6, "note": 0.4}
NAME_WIDTH, TEXT_WIDTH, FIGURE_WIDTH = 24, 11, 9.5
# Units that end a column's name.
ENDINGS = {
    "_ops_per_s": "op/s",
    "_usd_per_gpu_hour": "USD/GPU-hour",
    "_tb_per_s": "TB/s",
    "_per_request": "per request",
    "_gb": "GB",
    "_w": "W",
}
# Units by which figures are shown, by the ends of the columns' names.
UNITS = {
    "_usd_per_gpu_hour": Unit.USD_PER_GPU_HOUR,
    "_ops_per_s": Unit.OPS_PER_SECOND,
    "_tb_per_s": Unit.TB_PER_SECOND,
    "_gb": Unit.GB,
    "mfu": Unit.FRACTION,
    "params": Unit.PARAMS,
    "tokens": Unit.TOKENS,
    "hours": Unit.GPU_HOURS,
    "_per_request": Unit.TOKENS_PER_REQUEST,
    "year": Unit.YEARS,
}


class Facts(PlanSheet):
    """A sheet of rows of one kind; formulas find those that have names.

    Attributes
    ----------
    kind : str
        What the rows are.
    header : int
        The row of the columns' titles.
    """

    kind: str
    header = HEADER

    @staticmethod
    def load() -> Mapping[str, Sourced] | Sequence[Sourced]:
        """The rows, by name where they have one."""
        raise NotImplementedError

    def prepare(self) -> None:
        """Find the columns."""
        loaded = self.load()
        self.rows = list(loaded.values()) if isinstance(loaded, Mapping) else list(loaded)
        self.columns = _columns(self.rows[0])
        widths = {name: _width(self.rows[0], name) for name in self.columns}
        spare = max(0, PAGE_WIDTH - sum(widths.values()))
        self.widths = [width + spare * SHARES.get(name, 0) for name, width in widths.items()]
        newest = max(row.date for row in self.rows)
        self.about = f"{self.kind}. Newest row: {newest}. An empty figure is not known."

    def write(self) -> None:
        """Write the rows as a table with filters."""
        sheet, columns = self.sheet, self.columns
        sheet.row(self.header, 1, [_title(name) for name in columns], "header")
        sheet.worksheet.row_dimensions[self.header].height = 3 * LINE_HEIGHT
        for line, row in enumerate(self.rows, start=self.first):
            for column, name in enumerate(columns, start=1):
                _put(sheet, line, column, name, getattr(row, name))
            sheet.fit_height(line, 1, [_shown(getattr(row, name)) for name in columns], size=9)
        sheet.make_table(self.header, self.first + len(self.rows) - 1, len(columns))
        sheet.freeze(self.first, 2)

    @property
    def first(self) -> int:
        """The first row of the table."""
        return self.header + 1

    @cached_property
    def lookup(self) -> Lookup:
        """The rows, found by their names in the first column."""
        named = {getattr(row, self.columns[0]): row for row in self.rows}
        return Lookup(self.sheet, self.first, self.columns[1:], named)


class GpuPrices(Facts):
    """Prices of a GPU-hour."""

    title = "GPU Prices"
    kind = "Prices of a GPU-hour, old ones kept with their dates"
    load = staticmethod(records.prices)


class Gpus(Facts):
    """Accelerators."""

    title = "GPUs"
    kind = "Peak dense operations per second, memory, bandwidth and power"
    load = staticmethod(records.gpus)


class Mfus(Facts):
    """Reported MFUs."""

    title = "MFU"
    kind = "Model FLOPs utilisation, as reported: a share of the peak at the peak precision"
    load = staticmethod(records.utilisations)


class Requests(Facts):
    """Request mixes."""

    title = "Requests"
    kind = "Mean tokens of a request, by workload"
    load = staticmethod(records.request_mixes)


class Models(Facts):
    """Released models."""

    title = "Models"
    kind = "Released models; the laws take all parameters of a mixture of experts"
    load = staticmethod(records.models)


def _columns(row: Sourced) -> list[str]:
    """Columns of a record type, where it comes from last."""
    names = [item.name for item in fields(row) if item.name not in LAST_COLUMNS]
    return [*names, *LAST_COLUMNS]


def _title(name: str) -> str:
    """A column's name with its unit in brackets, or as it is where it has none."""
    for ending, unit in ENDINGS.items():
        if name.endswith(ending):
            return label_of(name.removesuffix(ending), unit)
    return label_of(name)


def _width(row: Sourced, name: str) -> float:
    if name in WIDTHS:
        return WIDTHS[name]
    if name == "name":
        return NAME_WIDTH
    return TEXT_WIDTH if isinstance(getattr(row, name), str) else FIGURE_WIDTH


def _shown(value: object) -> str:
    if isinstance(value, tuple):
        return "; ".join(value)
    return value if isinstance(value, str) else ""


def _put(sheet: Sheet, line: int, column: int, name: str, value: object) -> None:
    if isinstance(value, str | tuple):
        sheet.put(line, column, _shown(value), "fact")
    else:
        unit = next((unit for ending, unit in UNITS.items() if name.endswith(ending)), None)
        sheet.put(line, column, value, "figure", unit)
