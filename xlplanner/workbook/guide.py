"""The guide: answers to a few questions as inputs of the planner, and its plan in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from textwrap import TextWrapper, wrap
from typing import Any, TypeAlias

from xlplanner.errors import CellValueError, printable
from xlplanner.functions.numbers import to_float
from xlplanner.functions.quality import LIKE
from xlplanner.functions.records import DEPLOYMENT_KIND
from xlplanner.units import Unit, readable
from xlplanner.workbook.build import INPUTS, inputs
from xlplanner.workbook.grid.style import CHECK
from xlplanner.workbook.inputs import Inputs, InputValue
from xlplanner.workbook.sheets.planner.inputs import (
    BY_BUDGET,
    BY_CHINCHILLA,
    BY_LOSS,
    BY_MODEL,
    BY_REQUESTS,
    BY_TOKENS,
)
from xlplanner.workbook.sheets.planner.inputs import INPUTS as PLANNER_INPUTS
from xlplanner.workbook.sheets.planner.results import CHEAPEST, CHINCHILLA, DESIGNS, RESULTS
from xlplanner.workbook.sheets.planner.sheet import Planner
from xlplanner.workbook.sheets.risk.sheet import Risk
from xlplanner.workbook.sheets.scenarios import EMPTY
from xlplanner.workbook.sheets.summary import CHANGES, Summary

# What was typed, by the names of the questions; what is not there keeps its default.
Answers: TypeAlias = Mapping[str, str]
QUALITY, BUDGET, DEMAND = "quality", "budget", "demand"
DOLLARS = re.compile(r"\s*\$(?P<amount>.*)", re.DOTALL)
MONTHLY = re.compile(
    r"(?P<amount>.*?)(?:\s*requests)?\s*(?:/|\ba\b|\bper\b)\s*month"
    r"(?:\s+for\s+(?P<months>.*?)\s*months?)?\s*",
    re.IGNORECASE | re.DOTALL,
)
REQUESTS = re.compile(r"\s*requests\s*$", re.IGNORECASE)
TOKENS = re.compile(r"(?P<amount>.*?)\s*tokens\s*", re.IGNORECASE | re.DOTALL)
# The MFUs that a GPU of one's own choice asks for.
MFUS = {"training_gpu": ("training_mfu",), "inference_gpu": ("input_mfu", "output_mfu")}
THOUSANDS_OF_THOUSANDS = 1e6
# The rows of the plan, as the planner's results name them; the last have no figure of Chinchilla.
BESIDE = (
    "params", "tokens", "days", "train_cost", "inf_cost", "fixed_cost", "contingency", "cost",
    "all_in_mtok",
)  # fmt: skip
COMPARED = ("saved", "saving")
IF_ANY = ("fixed_cost", "contingency")
WIDTH, FIGURE_WIDTH = 80, 16


def changes(answers: Answers) -> dict[str, InputValue]:
    """The inputs that answers change, each as its specification reads it.

    Raises
    ------
    XlplannerError
        If an input does not take what was typed.
    """
    typed: dict[str, object] = {
        **{key: text for key, text in answers.items() if key in INPUTS and key != BUDGET},
        **_mfus(answers),
        **_quality(answers),
        **_demand(answers),
    }
    return {key: INPUTS[key].read(content) for key, content in typed.items()}


def inputs_of(answers: Answers) -> Inputs:
    """Every input of the planner that answers make, which has no scenarios yet."""
    return inputs(**EMPTY, **changes(answers))


def _quality(answers: Answers) -> dict[str, object]:
    if QUALITY not in answers:
        budget = answers.get(BUDGET)
        return {} if budget is None else {"quality_by": BY_BUDGET, BUDGET: budget}
    text = answers[QUALITY]
    if dollars := DOLLARS.fullmatch(text):
        return {"quality_by": BY_BUDGET, BUDGET: dollars["amount"]}
    if like := LIKE.fullmatch(text):
        return {"quality_by": BY_CHINCHILLA, "chinchilla_params": like["size"].strip()}
    if to_float(text) is None:
        return {"quality_by": BY_MODEL, "model": text}
    # A loss means something within its law alone.
    law = {"loss_law": answers["law"]} if "law" in answers else {}
    return {"quality_by": BY_LOSS, "loss": text, **law}


def _demand(answers: Answers) -> dict[str, object]:
    text = answers.get(DEMAND)
    if text is None:
        return {}
    if monthly := MONTHLY.fullmatch(text):
        months = _number("months", monthly["months"] or _months(answers))
        other = _number("months", answers.get("months", months))
        if other != months:
            raise CellValueError(
                f'demand "{printable(text)}" is for {months:g} months, and months is {other:g}'
            )
        requests = _number("requests", monthly["amount"]) * months
        return {"demand_by": BY_REQUESTS, "requests": requests, "months": months}
    if tokens := TOKENS.fullmatch(text):
        return {"demand_by": BY_TOKENS, "inf_tokens": tokens["amount"]}
    return {"demand_by": BY_REQUESTS, "requests": REQUESTS.sub("", text)}


def _number(key: str, content: object) -> float:
    value = INPUTS[key].read(content)
    assert isinstance(value, float)
    return value


def _months(answers: Answers) -> object:
    return answers.get("months", INPUTS["months"].default)


def follows(question: str, answers: Answers) -> bool:
    """Whether what is asked after the answer to a question is to be asked; always after none."""
    if question == DEMAND:
        monthly = MONTHLY.fullmatch(answers.get(DEMAND, ""))
        return monthly is not None and not monthly["months"]
    return not question or question in answers


def _mfus(answers: Answers) -> dict[str, object]:
    """MFUs for the GPUs that are picked; without one of their own, those of the deployment."""
    wanted = (mfu for gpu, mfus in MFUS.items() if gpu in answers for mfu in mfus)
    return {mfu: answers.get(mfu, _of_deployment(mfu, answers)) for mfu in wanted}


def _of_deployment(field: str, answers: Answers) -> float:
    name = INPUTS["deployment"].read(answers.get("deployment", INPUTS["deployment"].default))
    return float(getattr(DEPLOYMENT_KIND.named()[str(name)], field))


# Asking ------------------------------------------------------------------------------------------


def default_of(question: str, answers: Answers) -> str:
    """What a question without an answer leaves in force, in words."""
    if question == QUALITY:
        return f"like {_typed('chinchilla_params')}"
    if question == DEMAND:
        return f"{_typed('inf_tokens')} tokens"
    if any(question in mfus for mfus in MFUS.values()):
        return readable(_of_deployment(question, answers), Unit.FRACTION, digits=2)
    return _typed(question)


def _typed(key: str) -> str:
    """The default of an input as one would type it."""
    default, unit = INPUTS[key].default, INPUTS[key].unit
    if not isinstance(default, float | int):
        return default or "none"
    small = default < THOUSANDS_OF_THOUSANDS
    return f"{default:g}" if small else readable(default, unit, digits=2)


def options_of(question: str) -> list[str]:
    """The names or words that a question takes; none if it takes something else."""
    spec = INPUTS["model" if question == QUALITY else question] if question != DEMAND else None
    return (spec.options or []) if spec is not None else []


# The plan in words -------------------------------------------------------------------------------


def as_text(planner: Planner) -> str:
    """What the planner found, for people."""
    summary = planner.plan[Summary]
    sentences = [] if _fails(planner) else [summary.range_over_laws, summary.sizes, summary.quality]
    parts = (
        wrap(planner.headline(), WIDTH),
        [] if _fails(planner) else list(_table(planner)),
        _paragraphs((cell.value for cell in sentences), ""),
        [f"State: {summary.state.value}", *_paragraphs(cell.value for cell in summary.reasons)],
        [CHANGES,
         *_paragraphs(cell.value for cell in summary.changes)],
    )  # fmt: skip
    return "\n\n".join("\n".join(part) for part in parts if part)


def _fails(planner: Planner) -> bool:
    """Whether there is no plan that stands up to the checks."""
    return bool(planner.verdict.value == CHECK)


def _paragraphs(texts: Iterable[object], indent: str = "  ") -> list[str]:
    """Texts that are wrapped, without the empty ones."""
    wrapped = TextWrapper(WIDTH, indent, 2 * indent, break_on_hyphens=False)
    return [line for text in texts for line in wrapped.wrap(str(text))]


def _table(planner: Planner) -> Iterator[str]:
    """The plan beside Chinchilla, a figure a line."""
    best, base = planner.designs[CHEAPEST], planner.designs[CHINCHILLA]
    yield _line("", DESIGNS[CHEAPEST], DESIGNS[CHINCHILLA])
    results = {result.key: result for result in RESULTS}
    for key in (*BESIDE, *COMPARED):
        columns = [best, base] if key in BESIDE else [best]
        values = [column.results[key].value for column in columns]
        if key not in IF_ANY or any(values):
            title, unit = results[key].title, results[key].unit
            on = f" on {planner.facts.inputs['gpus'].value:,.0f} GPUs" if key == "days" else ""
            yield _line(title + on, *(_figure(value, unit) for value in values))


def _line(title: str, *figures: str) -> str:
    name = title.ljust(WIDTH - 2 * FIGURE_WIDTH)
    return (name + "".join(figure.rjust(FIGURE_WIDTH) for figure in figures)).rstrip()


def _figure(value: object, unit: Unit) -> str:
    # The title says what the dollars are for.
    unit = Unit.USD if unit.startswith(Unit.USD) else unit
    return readable(value, unit) if isinstance(value, float) else str(value)


def as_records(planner: Planner) -> dict[str, Any]:
    """What the planner found, for machines: every figure in full; none without an answer."""
    summary, over = planner.plan[Summary], planner.plan[Risk].over_laws
    reasons = (str(cell.value).removeprefix("• ") for cell in summary.reasons if cell.value)
    return {
        "headline": planner.headline(),
        "state": planner.verdict.value,
        "reasons": list(reasons),
        "inputs": {spec.key: planner.plan.values[spec.key] for spec in PLANNER_INPUTS},
        "units": {result.key: result.unit for result in RESULTS},
        **{
            name: None if _fails(planner) else _results(planner, number)
            for name, number in (("plan", CHEAPEST), ("chinchilla", CHINCHILLA))
        },
        "sizes": [cell.value for cell in planner.near_best[:2]] if summary.sizes.value else None,
        "over_laws": None
        if _fails(planner)
        else {name: [span.low.value, span.high.value] for name, span in over.spans.items()},
    }


def _results(planner: Planner, number: int) -> dict[str, object]:
    return {key: cell.value for key, cell in planner.designs[number].results.items()}
