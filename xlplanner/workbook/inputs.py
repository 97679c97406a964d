"""What the workbook asks for: every input once, with its label, unit, limits and first value."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from xlplanner.errors import CellValueError
from xlplanner.functions.accepts import Choice, Number
from xlplanner.functions.arguments import COUNT, DEMAND, GPUS, LOSS_BOUNDS
from xlplanner.functions.cell_errors import CellError
from xlplanner.functions.families.decisions import LIMIT
from xlplanner.functions.named import Named
from xlplanner.functions.numbers import is_blank
from xlplanner.functions.records import (
    DEFAULT_LAW,
    DEFAULT_PRECISION,
    DEPLOYMENT_KIND,
    GPU,
    LAW_KIND,
    MODEL,
    PROVIDER,
    REQUEST_MIX,
)
from xlplanner.reference import records
from xlplanner.reference.folders import derived_from
from xlplanner.replication import PRINTED
from xlplanner.units import Unit

Inputs = Mapping[str, Any]

# Of the inputs' keys and units; a planner with inputs of another schema is not exported.
SCHEMA = 1

BY_LOSS, BY_CHINCHILLA, BY_MODEL = "a loss", "a Chinchilla model", "a released model"
BY_DAY, BY_REQUESTS, BY_TOKENS = "requests per day", "requests in all", "tokens in all"
QUALITY_BY = Choice((BY_LOSS, BY_CHINCHILLA, BY_MODEL))
DEMAND_BY = Choice((BY_DAY, BY_REQUESTS, BY_TOKENS))
PRECISION = Choice(records.PRECISIONS)
MONTHS = Number(0.1, 1200)
SWING = Number(0.01, 0.9)
SCENARIOS = 6
PLANNER, WHAT_IF, SCENARIO_SHEET = "Planner", "What-if", "Scenarios"


class Label(NamedTuple):
    """An input that takes a short text."""

    longest: int = 40

    def limits(self) -> str:
        """The limit in words."""
        return f"a text of at most {self.longest} characters"

    def read(self, cell: Any, name: str) -> str:
        """The text."""
        if not isinstance(cell, str) or len(cell) > self.longest:
            raise CellValueError(f"{name} must be {self.limits()}; got {str(cell)[:60]!r}")
        return cell


def utilisations_of(phase: str) -> Named:
    """The reported MFUs of training, prefill or decode."""
    return Named(
        f"{phase} MFU",
        derived_from(
            records.utilisations,
            lambda found: {name: item for name, item in found.items() if item.phase == phase},
        ),
    )


TRAINING_MFU, INPUT_MFU, OUTPUT_MFU = map(utilisations_of, ("training", "prefill", "decode"))


class InputSpec(NamedTuple):
    """An input: its key, label, unit, what it takes, its first value and whether it may be empty.

    A label that begins a new part of the sheet names it in `part`.
    """

    key: str
    label: str
    unit: Unit
    accepts: Any
    default: Any
    optional: bool = False
    section: str = ""
    sheet: str = PLANNER

    @property
    def name(self) -> str:
        """The name of its cell."""
        return f"in_{self.key}"

    @property
    def title(self) -> str:
        """The label where it stands alone."""
        return self.label.removeprefix("… ")

    @property
    def options(self) -> list[str] | None:
        """The words or names to pick from, if it is picked from a list."""
        if isinstance(self.accepts, Choice):
            return list(self.accepts.options)
        return list(self.accepts.load()) if isinstance(self.accepts, Named) else None

    @property
    def allowed(self) -> str:
        """What it takes, in words."""
        limits = self.accepts.limits()
        if self.options is not None:
            limits = "one of the list"
        unit = "" if self.unit in (Unit.NAME, Unit.TEXT) else f" {self.unit}"
        return f"{self.title}: {limits}{unit}" + (", or empty" if self.optional else "")

    def read(self, cell: Any) -> Any:
        """The value in a cell.

        Raises
        ------
        XlplannerError
            If the input does not take it.
        """
        if is_blank(cell):
            if self.optional:
                return None
            raise CellValueError(f"{self.title} must be {self.accepts.limits()}; it is empty")
        picked = self.options is not None
        value = self._picked(cell) if picked else self.accepts.read(cell, self.title)
        if isinstance(value, CellError):
            raise value.exception()
        return value if isinstance(value, str) else float(value)

    def _picked(self, cell: Any) -> Any:
        """The word or name as the list spells it: formulas find it so."""
        found = self.accepts.read(cell, self.title)
        if isinstance(found, CellError | str):
            return found
        return next(name for name, item in self.accepts.load().items() if item is found)


def _own_figures() -> list[InputSpec]:
    fields = DEPLOYMENT_KIND.fields.items()
    first, *rest = (InputSpec(f, d.help, d.unit, d.accepts, None, True) for f, d in fields)
    return [first._replace(section="Your own figures; these count first"), *rest]


def _planner() -> list[InputSpec]:
    return [
        InputSpec(
            "quality_by",
            "Quality as good as",
            Unit.NAME,
            QUALITY_BY,
            BY_CHINCHILLA,
            section="Target quality",
        ),
        InputSpec("loss", "… a loss of", Unit.LOSS, LOSS_BOUNDS, 1.9),
        InputSpec("chinchilla_params", "… a Chinchilla model of", Unit.PARAMS, COUNT, 70e9),
        InputSpec("model", "… the released model", Unit.NAME, MODEL, "Llama 3.1 70B"),
        InputSpec(
            "demand_by",
            "Demand given as",
            Unit.NAME,
            DEMAND_BY,
            BY_TOKENS,
            section="Demand over the model's life",
        ),
        InputSpec("requests_per_day", "… requests per day", Unit.REQUESTS_PER_DAY, DEMAND, 48e6),
        InputSpec("months", "Months in service", Unit.MONTHS, MONTHS, 24),
        InputSpec("requests", "… requests in all", Unit.REQUESTS, DEMAND, 35.1e9),
        InputSpec("inf_tokens", "… tokens in all, input and output", Unit.TOKENS, DEMAND, 10e12),
        InputSpec("law", "Scaling law", Unit.NAME, LAW_KIND, DEFAULT_LAW, section="Assumptions"),
        InputSpec("deployment", "Deployment to start from", Unit.NAME, DEPLOYMENT_KIND, PRINTED),
        InputSpec(
            "training_gpu",
            "Training GPU",
            Unit.NAME,
            GPU,
            None,
            True,
            section="From the lists; empty leaves the deployment's",
        ),
        InputSpec(
            "training_precision", "Training precision", Unit.NAME, PRECISION, DEFAULT_PRECISION
        ),
        InputSpec("inference_gpu", "Inference GPU", Unit.NAME, GPU, None, True),
        InputSpec("inference_precision", "Inference precision", Unit.NAME, PRECISION, "INT8"),
        InputSpec("provider", "Provider; empty for the median", Unit.NAME, PROVIDER, None, True),
        InputSpec("request_mix", "Request mix", Unit.NAME, REQUEST_MIX, None, True),
        InputSpec("training_mfu_like", "Training MFU as in", Unit.NAME, TRAINING_MFU, None, True),
        InputSpec("input_mfu_like", "Prompt MFU as in", Unit.NAME, INPUT_MFU, None, True),
        InputSpec("output_mfu_like", "Generation MFU as in", Unit.NAME, OUTPUT_MFU, None, True),
        *_own_figures(),
        InputSpec(
            "gpus", "GPUs that train", Unit.GPUS, GPUS.accepts, 4096, section="Cluster and limits"
        ),
        InputSpec("max_params", "Most parameters", Unit.PARAMS, LIMIT, None, True),
        InputSpec("max_tokens", "Most training tokens", Unit.TOKENS, LIMIT, None, True),
        InputSpec("own_params", "Parameters", Unit.PARAMS, COUNT, 30e9, section="Your own model"),
        InputSpec(
            "own_tokens", "Training tokens; empty: as needed", Unit.TOKENS, COUNT, None, True
        ),
    ]


# A scenario takes what it leaves empty from the planner.
SCENARIO = {
    "name": ("Name", Unit.TEXT, Label()),
    "chinchilla_params": ("As good as a Chinchilla model of", Unit.PARAMS, COUNT),
    "requests": ("Requests in all", Unit.REQUESTS, DEMAND),
    "months": ("Months in service", Unit.MONTHS, MONTHS),
    "law": ("Scaling law", Unit.NAME, LAW_KIND),
    **{
        name: (field.help, field.unit, field.accepts)
        for name, field in DEPLOYMENT_KIND.fields.items()
    },
}
FIRST_SCENARIOS: list[dict[str, Any]] = [
    {"name": "As planned"},
    {"name": "351B requests", "requests": 351e9},
    {"name": "Generation at 5 % MFU", "output_mfu": 0.05},
    {"name": "As good as a 30B", "chinchilla_params": 30e9},
]


def _scenario(number: int) -> list[InputSpec]:
    first = FIRST_SCENARIOS[number - 1] if number <= len(FIRST_SCENARIOS) else {}
    return [
        InputSpec(
            f"s{number}_{key}",
            f"Scenario {number}: {label[:1].lower()}{label[1:]}",
            unit,
            accepts,
            first.get(key),
            True,
            sheet=SCENARIO_SHEET,
        )
        for key, (label, unit, accepts) in SCENARIO.items()
    ]


INPUTS: dict[str, InputSpec] = {
    spec.key: spec
    for spec in [
        *_planner(),
        InputSpec("swing", "Change of each input", Unit.FRACTION, SWING, 0.25, sheet=WHAT_IF),
        *(spec for number in range(1, SCENARIOS + 1) for spec in _scenario(number)),
    ]
}


def inputs(**given: Any) -> Inputs:
    """The first values with some of them changed, each checked against its limits.

    Raises
    ------
    XlplannerError
        If there is no such input, or it does not take the value.
    """
    unknown = given.keys() - INPUTS.keys()
    if unknown:
        raise CellValueError(f"there is no input {min(unknown)}; known are {', '.join(INPUTS)}")
    return {key: spec.read(given.get(key, spec.default)) for key, spec in INPUTS.items()}
