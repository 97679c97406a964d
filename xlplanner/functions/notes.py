"""What a reader of an answer should know: it stands, but rests on something doubtful.

A rule looks at one cell of a call, at its arguments and its answer, and says what it notes, by a
condition and a sentence of plain values. A function may have notes of its own beside these
(`Function.notes`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from xlplanner.core.constants import EXTRAPOLATION
from xlplanner.core.cost import Deployment
from xlplanner.core.law import Values
from xlplanner.errors import DataError, XlplannerError
from xlplanner.functions.calling import Answer, call, call_all_fields, read_cells, resolve
from xlplanner.functions.cells import Truths
from xlplanner.functions.entry import Condition, Function
from xlplanner.functions.quality import Quality
from xlplanner.functions.reading import Shape
from xlplanner.functions.records import DEFAULT_DEPLOYMENT, LAW_KIND, deployments
from xlplanner.functions.returns import Row
from xlplanner.reference.records import PUBLIC_TEXT, VOCABULARY, LawRecord, Model, yardsticks
from xlplanner.units import Unit, label_of, readable

# Arguments of other names are limits, demand, context and the like.
OF_A_MODEL = frozenset(("params", "tokens", "loss"))


class Case(NamedTuple):
    """One cell of a call.

    Attributes
    ----------
    function : Function
    cells : list
        The arguments as values, losses as they were typed.
    arguments : dict
        The arguments as the body takes them, by name.
    fields : dict of str to float
        The numbers of the answer by field; a single value has the function's name.
    """

    function: Function
    cells: list[Any]
    arguments: dict[str, Any]
    fields: dict[str, float]

    def measured_in(self, unit: Unit) -> Iterator[tuple[str, float]]:
        """Labels and values of what is `measured_in` a unit, where it is a number."""
        values = [*self.arguments.values(), *self.fields.values()]
        for label, place in measured_in(self.function, unit):
            if isinstance(values[place], float):
                yield label, values[place]


def measured_in(function: Function, unit: Unit) -> Iterator[tuple[str, int]]:
    """The model's own params, tokens or loss, and the fields, that a function has in a unit.

    Each is a label, and a place among the arguments and, behind them, the fields.
    """
    arguments, returns = function.arguments, function.returns
    for place, argument in enumerate(arguments):
        if argument.name in OF_A_MODEL and argument.unit is unit:
            yield label_of(argument.name), place
    if isinstance(returns, Row):
        for place, (name, own) in enumerate(returns.fields.items(), start=len(arguments)):
            if own is unit:
                yield label_of(name), place
    elif returns.unit is unit and unit not in [argument.name for argument in arguments]:
        # What takes the tokens of a model gives other ones, of its demand.
        yield unit, len(arguments)


Rule: TypeAlias = Callable[[Case], Iterator[str]]


def notes_of(
    function: Function, cells: tuple[object, ...], answer: Answer | None = None
) -> NDArray[np.object_]:
    """The notes on each cell of a call: a tuple of sentences, empty where there is an error.

    Parameters
    ----------
    function : Function
    cells : tuple
        As for `call`.
    answer : Answer, optional
        The answer to them, if it is there already.

    Raises
    ------
    CellValueError
        As `call` does.
    """
    if answer is None:
        answer = call(function, cells)
    if function.fields and not answer.fields:
        # One field rests on all that the row does.
        answer = call_all_fields(function, cells)
    if not function.arguments or any(argument.repeats for argument in function.arguments):
        notes = np.full((), None, dtype=object)
        notes[()] = ()
        return notes
    values, shape, _ = read_cells(function, cells)
    if function.selector is not None:
        values[function.selector] = None
    notes = np.full(shape, None, dtype=object)
    for index in np.ndindex(shape):
        notes[index] = tuple(_noted(function, values, answer, index, shape))
    return notes


def _noted(
    function: Function, values: list[Any], answer: Answer, index: Shape, shape: Shape
) -> Iterator[str]:
    if answer.errors is not None and answer.errors.reshape(*shape, -1)[index][0] is not None:
        return
    cells = [
        _scalar(np.broadcast_to(v, shape)[index] if isinstance(v, np.ndarray) else v)
        for v in values
    ]
    numbers = np.reshape(answer.values, (*shape, -1))[index].tolist() if function.cellwise else []
    case = _case(function, cells, numbers)
    for rule in RULES:
        yield from rule(case)
    known = case.arguments | case.fields
    for note in function.notes:
        taken = [known.get(name) for name in note.arguments]
        if None not in taken:
            yield from _unmet(note, taken)


def _unmet(note: Condition, taken: list[Any]) -> Iterator[str]:
    try:
        if not note.holds(*taken):
            yield note.reason(*taken)
    except XlplannerError:
        # It rests on a figure that the data lack.
        return


def _scalar(value: object) -> object:
    return float(value) if isinstance(value, np.floating) else value


def _case(function: Function, cells: list[Any], numbers: list[float]) -> Case:
    values = list(cells)
    resolve(function, values)
    names = function.fields or (function.name,)
    arguments = dict(zip((a.name for a in function.arguments), values, strict=True))
    return Case(function, cells, arguments, dict(zip(names, numbers, strict=False)))


# Conditions of rules, which the sheet Checks puts into formulas too -------------------------------


def is_beyond(value: Values, most: Values) -> Truths:
    """Whether a figure is far above the most that a law was fitted on."""
    return value > EXTRAPOLATION * most


def falls_short(value: Values, least: Values) -> Truths:
    """Whether a figure is far below the least that a law was fitted on."""
    return value < least / EXTRAPOLATION


def exceeds_text(tokens: Values, stock: Values) -> Truths:
    """Whether tokens are more than the public text."""
    return tokens > stock


def is_worse_than_a_guess(loss: Values, vocabulary: Values) -> Truths:
    """Whether a loss is above that of a uniform guess over a vocabulary."""
    return loss > np.log(vocabulary)


def has_idle_experts(active: Values, params: Values) -> Truths:
    """Whether not all parameters of a model are active."""
    return active < params


def caches_in_vain(cached_input: Values, cached_price_ratio: Values) -> Truths:
    """Whether there is cached input, and it costs as much as new input."""
    return (cached_input > 0) & np.equal(cached_price_ratio, 1)


# Sentences of rules ------------------------------------------------------------------------------


def _count(value: float) -> str:
    # Parameters and tokens are written alike.
    return readable(value, Unit.TOKENS)


def far_above(label: str, value: float, most: float, law: str) -> str:
    """Of a figure far above the most that a law was fitted on."""
    return (
        f"{label} {_count(value)} is {value / most:.3g} times the most that law {law} was fitted "
        f"on, {_count(most)}: beyond its data the law extrapolates"
    )


def far_below(label: str, value: float, least: float, law: str) -> str:
    """Of a figure far below the least that a law was fitted on."""
    return (
        f"{label} {_count(value)} is {value / least:.3g} of the least that law {law} was fitted "
        f"on, {_count(least)}: beyond its data the law extrapolates"
    )


def above_all_text(label: str, tokens: float, stock: float) -> str:
    """Of tokens beyond the public text."""
    return (
        f"{label} {_count(tokens)} is more than the public text that people have written, about "
        f"{_count(stock)} tokens: repeated or made-up data are worth less than the law says"
    )


def above_a_guess(label: str, loss: float, vocabulary: float) -> str:
    """Of a loss above that of a uniform guess."""
    return (
        f"{label} {loss:.4g} is above ln {vocabulary:g} = {np.log(vocabulary):.3g}, the loss of a "
        "uniform guess over a vocabulary of that size: no real model is that poor"
    )


def figure(label: str, value: float) -> str:
    """A figure with its label."""
    return f"{label} {value:g}"


def assumed_mfu(stated: str, use: str) -> str:
    """Of MFUs that are those of another GPU."""
    return (
        f"{stated} is what the paper assumes for an A100, and the {use} peak is another: set the "
        "MFU of this GPU"
    )


def all_params_of_experts(model: str, active: float, params: float) -> str:
    """Of a model whose experts are mostly idle."""
    return (
        f"{model} is a mixture of experts with {_count(active)} active params of {_count(params)}: "
        "the laws are of dense models; all params overstate its cost, active ones understate its "
        "quality"
    )


def reversed_under(laws: str) -> str:
    """Of an answer that is another under some laws."""
    return f"under {laws} the answer has another sign, or there is none"


def cached_in_vain() -> str:
    """Of cached input that saves nothing."""
    return "cached input changes nothing while the cached price ratio is 1: set it, as 0.1"


# Rules -------------------------------------------------------------------------------------------

# The MFUs of each use of GPUs.
MFUS = {"training": ("training_mfu",), "inference": ("input_mfu", "output_mfu")}


def fitted_range(law: LawRecord) -> dict[Unit, tuple[float | None, float | None]]:
    """The least and the most that a law was fitted on, by what they are of."""
    return {
        Unit.PARAMS: (law.least_fitted_params, law.most_fitted_params),
        Unit.TOKENS: (law.least_fitted_tokens, law.most_fitted_tokens),
    }


def while_laws_cannot_be_read(case: Case) -> Iterator[str]:
    """A shipped law, where the user's file of laws is broken and may have another of its name."""
    if isinstance(case.arguments.get("law"), LawRecord):
        try:
            LAW_KIND.load()
        except DataError as error:
            fault = str(error).partition("\n")[0]
            yield f"your laws cannot be read, so that this is the shipped law: {fault}"


def beyond_the_fit(case: Case) -> Iterator[str]:
    """Sizes and tokens far from those a law was fitted on."""
    law = case.arguments.get("law")
    if not isinstance(law, LawRecord):
        return
    for unit, (least, most) in fitted_range(law).items():
        for label, value in case.measured_in(unit):
            if most is not None and is_beyond(value, most):
                yield far_above(label, value, most, law.id)
            if least is not None and value > 0 and falls_short(value, least):
                yield far_below(label, value, least, law.id)


def more_than_all_text(case: Case) -> Iterator[str]:
    """Training tokens beyond the text that people have written."""
    stock = yardsticks()[PUBLIC_TEXT].value
    if "law" not in case.arguments:
        return
    for label, value in case.measured_in(Unit.TOKENS):
        if exceeds_text(value, stock):
            yield above_all_text(label, value, stock)


def worse_than_a_guess(case: Case) -> Iterator[str]:
    """A loss above that of guessing over a vocabulary."""
    vocabulary = yardsticks()[VOCABULARY].value
    for label, value in case.measured_in(Unit.LOSS):
        if is_worse_than_a_guess(value, vocabulary):
            yield above_a_guess(label, value, vocabulary)


def the_papers_mfu(case: Case) -> Iterator[str]:
    """The default MFUs on GPUs that they were not measured on."""
    deployment, paper = case.arguments.get("deployment"), deployments()[DEFAULT_DEPLOYMENT]
    if not isinstance(deployment, Deployment):
        return
    for use, mfus in MFUS.items():
        if getattr(deployment, f"{use}_peak") == getattr(paper, f"{use}_peak"):
            continue
        same = [mfu for mfu in mfus if getattr(deployment, mfu) == getattr(paper, mfu)]
        if same:
            stated = [figure(label_of(mfu), getattr(paper, mfu)) for mfu in same]
            yield assumed_mfu(", ".join(stated), use)


def a_mixture_of_experts(case: Case) -> Iterator[str]:
    """All parameters of a mixture of experts where a law for dense models takes them."""
    for model in case.arguments.values():
        active = model.active_params if isinstance(model, Model) else None
        if active is not None and has_idle_experts(active, model.params):
            yield all_params_of_experts(model.name, active, model.params)


def reverses_under_another_law(case: Case) -> Iterator[str]:
    """Answers whose sign, or existence, is another under another law of the data."""
    law = case.arguments.get("law")
    at_a_loss = any(
        isinstance(argument.accepts, Quality) and cell >= 0
        for argument, cell in zip(case.function.arguments, case.cells, strict=True)
    )
    # A loss is comparable within its law alone; "like 30B" is the same question under each.
    if law is None or at_a_loss or not case.fields:
        return
    index = list(case.arguments).index("law")
    others = [name for name, other in LAW_KIND.named().items() if _reverses(case, index, other)]
    if others:
        yield reversed_under(", ".join(others))


def _reverses(case: Case, index: int, law: object) -> bool:
    cells = [
        f"like {-cell!r}" if isinstance(argument.accepts, Quality) else cell
        for argument, cell in zip(case.function.arguments, case.cells, strict=True)
    ]
    cells[index] = law
    answer = call(case.function, tuple(cells))
    signs = np.ravel(np.asarray(answer.values) < 0).tolist()
    return answer.errors is not None or signs != [value < 0 for value in case.fields.values()]


def cached_at_full_price(case: Case) -> Iterator[str]:
    """Cached input that saves nothing, as its price ratio has been left at 1."""
    deployment = case.arguments.get("deployment")
    if isinstance(deployment, Deployment) and caches_in_vain(
        deployment.cached_input, deployment.cached_price_ratio
    ):
        yield cached_in_vain()


RULES: tuple[Rule, ...] = (
    while_laws_cannot_be_read,
    cached_at_full_price,
    beyond_the_fit,
    more_than_all_text,
    worse_than_a_guess,
    the_papers_mfu,
    a_mixture_of_experts,
    reverses_under_another_law,
)

# What the rules are made of, as functions of plain values.
CONDITIONS = (is_beyond, falls_short, exceeds_text, is_worse_than_a_guess, caches_in_vain)
SENTENCES = (
    *(far_above, far_below, above_all_text, above_a_guess, figure, assumed_mfu),
    *(all_params_of_experts, reversed_under, cached_in_vain),
)
