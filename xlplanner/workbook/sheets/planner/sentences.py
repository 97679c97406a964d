"""What the planner says, in formulas: remarks on each design, the headline, what is wrong."""

from __future__ import annotations

import numpy as np

from xlplanner.core.constants import MOST_PASSES, NO_LIMIT, SAME_SIZE
from xlplanner.expressions.operations import (
    at_most,
    below,
    both,
    equals,
    if_,
    is_blank,
    is_error_cell,
    is_number,
    joined,
)
from xlplanner.expressions.tree import Expression, on_symbols
from xlplanner.functions.notes import exceeds_text
from xlplanner.workbook.cells import ModelCells
from xlplanner.workbook.sheets.constants import Constants
from xlplanner.workbook.sheets.planner.inputs import BY_BUDGET
from xlplanner.workbook.sheets.planner.results import BETTER, EQUAL, Design, is_comparable
from xlplanner.workbook.sheets.workings.plan import SolvedPlan
from xlplanner.workbook.sheets.workings.solve import Optimum

NO_ANSWER = "No answer: "
ON_CHINCHILLA = "The fewest training FLOPs; limits are not applied"
ON_OPEN_WEIGHTS = "Nothing to train; staff and storage are counted"
MISSES = "Misses the quality: not comparable"
NO_PRICE = "; enter both prices of the API to compare with it"
BEYOND_ALL_TEXT = (
    f"The training tokens are more than {MOST_PASSES:g} times the public text that people have "
    "written"
)
ON_ANY_TEXT = ", on any number of training tokens"
MISSED = " misses the quality and is not compared"


def remark_on_optimum(design: Design, optimum: Optimum, limits: Expression) -> Expression:
    """Whether a limit holds an optimum, and which."""
    free = optimum.free
    held = if_(
        below(design.params, free.params),
        "The limit on parameters or speed binds, so it is trained longer",
        if_(
            below(free.params, design.params),
            if_(
                below(limits, NO_LIMIT),
                "The deadline or token limit binds, so it is larger",
                "The token limit binds, so it is larger",
            ),
            "The optimum; no limit binds",
        ),
    )
    return if_(
        optimum.feasible,
        if_(is_number(free.params), held, "No answer: see the sheet Checks"),
        "No model within the limits is that good",
    )


def remark_on_own(design: Design, own_tokens: Expression) -> Expression:
    """Whether the user's own model reaches the loss."""
    by_tokens = if_(
        equals(design.quality, EQUAL),
        "Reaches the quality",
        if_(equals(design.quality, BETTER), "Better than the quality to reach", MISSES),
    )
    as_needed = if_(
        is_number(design.tokens),
        "Reaches the quality on the tokens it needs",
        "Too small: no number of tokens brings it to the quality",
    )
    return if_(is_number(own_tokens), by_tokens, as_needed)


def remark_on_released(name: Expression, design: Design, otherwise: str) -> Expression:
    """Which model it is, and whether it reaches the quality."""
    said = if_(
        equals(design.quality, EQUAL),
        "as good",
        if_(equals(design.quality, BETTER), "better", "misses the quality: not comparable"),
    )
    return joined(name, ": ", said, ". ", otherwise)


def remark_on_api(input_price: Expression, output_price: Expression) -> Expression:
    """What an API needs to be compared."""
    no_input, no_output = is_blank(input_price), is_blank(output_price)
    return if_(
        no_input,
        if_(no_output, "No price of an API is entered", "Its price of input tokens is missing"),
        if_(
            no_output,
            "Its price of output tokens is missing",
            "Its quality is not known here: judge it yourself",
        ),
    )


def answer(
    best: Design,
    base: ModelCells,
    base_in_words: tuple[Expression, Expression],
    plan: SolvedPlan,
    stock: Expression,
    words: Constants,
) -> Expression:
    """The cost-optimal design beside the one compared with.

    Parameters
    ----------
    best : Design
    base : ModelCells
        The design compared with.
    base_in_words : tuple of Expression
        Its name, and why it is not compared.
    plan : SolvedPlan
    stock : Expression
        Tokens of all public text: more are said to be.
    words : Constants
    """
    base_name, not_compared = base_in_words
    size = on_symbols(np.absolute, best.saving)
    more_or_less = joined(
        words.percent(size), if_(below(best.saving, 0), " more than ", " less than ")
    )
    compared = joined(", ", if_(equals(best.saving, 0), "as much as ", more_or_less), base_name)
    described = joined(" (", words.readable(base.params), " parameters on ",
                       words.readable(base.tokens), " tokens)")  # fmt: skip
    apart = on_symbols(np.absolute, best.params / base.params - 1)
    same = if_(is_number(base.params), below(apart, SAME_SIZE), False)
    against = if_(
        is_number(best.saving),
        joined(compared, if_(is_number(base.params), described, "")),
        not_compared,
    )
    too_many = if_(
        on_symbols(exceeds_text, best.tokens, stock),
        joined(", ", words.readable(best.tokens / stock), " times the public text that exists"),
        "",
    )
    bought = if_(
        equals(plan.inputs["quality_by"], BY_BUDGET),
        joined(", as good as a Chinchilla model of ", words.readable(plan.as_good_as)),
        "",
    )
    return joined(
        "Train a model of ",
        words.readable(best.params),
        " parameters on ",
        words.readable(best.tokens),
        " tokens",
        too_many,
        bought,
        ": $",
        words.readable(best.cost),
        " over its life",
        if_(same, joined("; it is the ", base_name, " model"), against),
    )


def is_cheaper(cost: Expression, best: Expression) -> Expression:
    """Whether what is not trained costs something, and less than the best model that is."""
    less = if_(below(0, cost), below(cost, best), False)
    return if_(is_number(cost), less, False)


def instead_of_training(
    best: Design, weights: Design, name: Expression, words: Constants
) -> tuple[Expression, Expression]:
    """Whether open weights are to be taken, and in words why."""
    good = if_(is_comparable(weights.quality), equals(weights.meets, "yes"), False)
    better = if_(is_cheaper(weights.cost, best.cost), good, False)
    said = joined(
        "Do not train: open weights of ", name, " are as good or better, and cost $",
        words.readable(weights.cost), " over the life; the best model to train, ",
        words.readable(best.params), " parameters on ", words.readable(best.tokens),
        " tokens, costs $", words.readable(best.cost),
    )  # fmt: skip
    return if_(is_error_cell(better), False, better), said


def cheaper_api(best: Design, called: Design, words: Constants) -> Expression:
    """What an API costs, if it is less than the best model to train; empty otherwise."""
    less = is_cheaper(called.cost, best.cost)
    said = joined("; an API costs $", words.readable(called.cost), ", if its quality will do")
    return if_(is_error_cell(less), "", if_(less, said, ""))


def beyond_all_text(tokens: Expression, stock: Expression, words: Constants) -> Expression:
    """Of more training tokens than the public text gives, repeated as often as is worth it."""
    return joined(
        BEYOND_ALL_TEXT, ": ", words.readable(tokens / stock), " times its ",
        words.readable(stock), "; allow a larger model, or ask for less quality or demand",
    )  # fmt: skip


def out_of_reach(plan: SolvedPlan, reached: Expression, words: Constants) -> Expression:
    """How good a model within the limits can be, where none is as good as is asked for."""
    limits = plan.limits
    by_size_alone = both(
        at_most(NO_LIMIT, limits.max_tokens), at_most(NO_LIMIT, limits.max_product)
    )
    return joined(
        "no model within the limits is as good as a Chinchilla model of ",
        words.readable(plan.as_good_as),
        if_(by_size_alone, ON_ANY_TEXT, ""),
        "; the best of them is as good as one of ",
        words.readable_below(reached),
    )
