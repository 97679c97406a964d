"""What the planner says, in formulas: remarks on each design, the headline, what is wrong."""

from __future__ import annotations

import numpy as np

from xlplanner.core.constants import SAME_LOSS, SAME_SIZE
from xlplanner.expressions.operations import (
    at_most,
    below,
    if_,
    is_error_cell,
    is_number,
    joined,
)
from xlplanner.expressions.tree import Expression, lift, on_symbols
from xlplanner.workbook.cells import ModelCells
from xlplanner.workbook.sheets.constants import Constants
from xlplanner.workbook.sheets.planner.results import Design

AT_FAULT = "No answer: the sheet Checks says which input is at fault"
TOO_GOOD = "No answer: the loss to reach is not above the law's irreducible loss"
LIMITED = "No answer: no model within the limits reaches the loss"
ON_CHINCHILLA = "The fewest training FLOPs; limits are not applied"


def remark_on_optimum(design: Design, free: ModelCells, feasible: Expression) -> Expression:
    """Whether a limit holds an optimum, and which."""
    held = if_(
        below(design.params, free.params),
        "The parameter limit binds, so it is trained longer",
        if_(
            below(free.params, design.params),
            "The token limit binds, so it is larger",
            "The optimum; no limit binds",
        ),
    )
    return if_(
        feasible,
        if_(is_number(free.params), held, AT_FAULT),
        "No model within the limits reaches the loss",
    )


def remark_on_own(design: Design, own_tokens: Expression) -> Expression:
    """Whether the user's own model reaches the loss."""
    missed = on_symbols(np.absolute, design.loss - design.target)
    return if_(
        is_number(own_tokens),
        if_(
            below(missed, SAME_LOSS),
            "Reaches the loss",
            if_(
                below(design.loss, design.target),
                "Better than the loss to reach",
                "Misses the loss to reach: not of equal quality",
            ),
        ),
        if_(
            is_number(design.tokens),
            "Reaches the loss on the tokens it needs",
            "Too small: no number of tokens brings it to the loss",
        ),
    )


def answer(best: Design, base: Design, words: Constants) -> Expression:
    """The cost-optimal design beside Chinchilla's, which it is where there is no demand."""
    saving = joined(
        ", ",
        words.percent(on_symbols(np.absolute, best.saving)),
        if_(below(best.saving, 0), " more", " less"),
        " than the Chinchilla model of equal loss (",
        words.readable(base.params),
        " parameters on ",
        words.readable(base.tokens),
        " tokens)",
    )
    apart = on_symbols(np.absolute, best.params / base.params - 1)
    return joined(
        "Train a model of ",
        words.readable(best.params),
        " parameters on ",
        words.readable(best.tokens),
        " tokens: $",
        words.readable(best.cost),
        " over its life",
        if_(below(apart, SAME_SIZE), "; it is the Chinchilla model of that loss", saving),
    )


def trouble(loss: Expression, irreducible: Expression, feasible: Expression) -> Expression:
    """Why there is no answer."""
    known = if_(at_most(loss, irreducible), TOO_GOOD, if_(feasible, AT_FAULT, LIMITED))
    return if_(is_number(loss), if_(is_error_cell(known), AT_FAULT, known), lift(AT_FAULT))
