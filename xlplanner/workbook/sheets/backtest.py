"""Sheet "Back-test": computed against reported GPU-hours of released models."""

from __future__ import annotations

from xlplanner.core.constants import SECONDS_PER_HOUR
from xlplanner.core.cost import train_flops
from xlplanner.expressions.operations import (
    count_cells,
    if_,
    is_number,
    joined,
    largest,
    median,
    rounded,
    smallest,
)
from xlplanner.expressions.tree import Expression, Reference, on_symbols
from xlplanner.reference import records
from xlplanner.reference.records import Model
from xlplanner.units import Unit, label_of
from xlplanner.workbook.grid.book import LINE_HEIGHT
from xlplanner.workbook.plan import PlanSheet
from xlplanner.workbook.sheets.facts import Gpus, Models
from xlplanner.workbook.sheets.planner.sheet import Planner

ANSWER, HEADER, FIRST = 4, 6, 7
REPORTED = ("active_params", "training_tokens", "gpu_hours")
PEAK = "bf16_ops_per_s"
COLUMNS = {
    "model": None,
    "GPU": None,
    "active params": Unit.PARAMS,
    "training tokens": Unit.TOKENS,
    "reported": Unit.GPU_HOURS,
    "BF16 peak": Unit.OPS_PER_SECOND,
    "computed at the peak": Unit.GPU_HOURS,
    "computed at the plan's MFU": Unit.GPU_HOURS,
    "reported over computed": Unit.TIMES,
    "MFU of the reported hours": Unit.FRACTION,
    "note": None,
}


def reporting() -> dict[str, Model]:
    """The released models whose parameters, tokens, GPU-hours and GPU with its peak are known."""
    return {
        name: model
        for name, model in records.models().items()
        if model.gpu
        and getattr(records.gpus()[model.gpu], PEAK)
        and all(getattr(model, field) for field in REPORTED)
    }


class BackTest(PlanSheet):
    """The sheet; it shows how far GPU-hours of 6*N*D at the plan's MFU are from reported ones."""

    title = "Back-test"
    about = "GPU-hours of released models: 6*N*D at the plan's training MFU, and as reported"
    widths = (24, 17, *[11.5] * (len(COLUMNS) - 3), 44)

    def write(self) -> None:
        """Write a row for each model, and what the rows say."""
        titles = [label_of(name, unit) for name, unit in COLUMNS.items()]
        self.sheet.row(HEADER, 1, titles, "header")
        self.sheet.worksheet.row_dimensions[HEADER].height = 4 * LINE_HEIGHT
        mfu, models = self.plan[Planner].deployment.training_mfu, reporting()
        ratios = [
            self._row(row, name, model, mfu)
            for row, (name, model) in enumerate(models.items(), start=FIRST)
        ]
        self.sheet.make_table(HEADER, FIRST + len(models) - 1, len(COLUMNS))
        self.sheet.freeze(FIRST, 2)
        column = list(COLUMNS).index("reported over computed") + 1
        self.ratios = self.sheet.range(FIRST, column, [ratio.value for ratio in ratios])
        answer = _answer(self.ratios, mfu)
        self.sheet.paragraph(ANSWER, 1, len(COLUMNS), answer)

    def _row(self, row: int, name: str, released: Model, mfu: Expression) -> Reference:
        """Write a model's row; returns how many times the computed hours are reported."""
        cells = iter(enumerate(COLUMNS.values(), start=1))

        def put(content: object) -> Reference:
            column, unit = next(cells)
            return self.sheet.put(row, column, content, "figure" if unit else "fact", unit)

        model, accelerator = put(name), put(released.gpu)
        facts = self.plan[Models].lookup.row(model, REPORTED)
        params, tokens, reported = (put(facts[field]) for field in REPORTED)
        peak = put(self.plan[Gpus].lookup.cell(accelerator, PEAK))
        fastest = put(on_symbols(train_flops, params, tokens) / (peak * SECONDS_PER_HOUR))
        computed = put(fastest / mfu)
        ratio = put(reported / computed)
        put(fastest / reported)
        put(released.note)
        self.sheet.fit_height(row, len(COLUMNS), [released.note], size=9)
        return ratio


def _answer(ratios: Reference, mfu: Expression) -> Expression:
    """What the rows say about the planner's training overhead."""
    least, middle, most = (rounded(choose(ratios), 1) for choose in (smallest, median, largest))
    says = joined(
        "Reported GPU-hours are ",
        middle,
        " times the computed ones in the median of ",
        count_cells(ratios),
        " models, ",
        least,
        " to ",
        most,
        " times in all. At the plan's training MFU, a training overhead of ",
        middle,
        " would match the median.",
    )
    return if_(is_number(mfu), says, "The plan has no training MFU to compute with.")
