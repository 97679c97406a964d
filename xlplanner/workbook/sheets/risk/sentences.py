"""What decides the answer, in words."""

from __future__ import annotations

from xlplanner.core.constants import PERCENT
from xlplanner.expressions.operations import (
    below,
    both,
    equals,
    if_,
    is_number,
    joined,
    largest,
    rounded,
)
from xlplanner.expressions.tree import Expression
from xlplanner.workbook.sheets.basis import Basis
from xlplanner.workbook.sheets.constants import Constants
from xlplanner.workbook.sheets.planner.inputs import CHINCHILLA
from xlplanner.workbook.sheets.risk.over_laws import OverLaws

NO_ANSWER = "No answer: see the headline of the sheet Planner"


def on_laws(over: OverLaws, basis: Basis, compared: Expression, words: Constants) -> Expression:
    """How far the answer depends on the law; the saving is against Chinchilla in any case.

    Under each law a budget buys another quality, and any other target has another cost.
    """
    which = if_(
        equals(over.answers, over.laws),
        joined("Under each of the ", over.laws, " scaling laws"),
        joined("Under the ", over.answers, " of ", over.laws, " scaling laws that allow it"),
    )

    def range_of(figure: str) -> Expression:
        low, high = over.spans[figure]
        return joined(words.readable(low), " to ", words.readable(high))

    bought = joined("as good as a Chinchilla model of ", range_of("params0"), ", ")
    tokens = joined(" on ", range_of("tokens"), " tokens")
    cost = joined(", $", words.readable(over.spans["cost"].low), " to $",
                  words.readable(over.spans["cost"].high), " over the life")  # fmt: skip
    low, high = over.spans["saving"]
    none = (equals(rounded(end * PERCENT, 0), 0) for end in (low, high))
    some = joined(", a saving of ", words.percent(low), " to ", words.percent(high))
    otherwise = joined(", while the headline compares with ", compared)
    return joined(
        which,
        ", ",
        basis.held,
        ": ",
        if_(basis.by_budget, bought, ""),
        range_of("params"),
        " parameters",
        if_(basis.by_budget, tokens, cost),
        if_(both(*none), ", a saving below 1 %", some),
        " against ",
        CHINCHILLA,
        if_(equals(compared, CHINCHILLA), "", otherwise),
    )


def on_inputs(
    name: Expression,
    change: tuple[Expression, Expression],
    over: OverLaws,
    planned: Expression,
    basis: Basis,
    words: Constants,
) -> Expression:
    """Which input moves the cost most, and whether the law moves it more."""
    low, high = change
    least, most = (end / planned - 1 for end in over.spans["cost"])
    more = below(largest(high, -low), largest(most, -least))
    by_law = joined(
        " moves it by ",
        _signed(least, words),
        " to ",
        _signed(most, words),
        if_(more, ", which is more", ", which is less"),
    )
    return joined(
        name,
        " moves the cost most, by ",
        _signed(low, words),
        " to ",
        _signed(high, words),
        " in its range; the choice of the law",
        if_(basis.by_budget, " moves the quality that the budget buys, not the cost", by_law),
    )


def on_demand(
    other: Expression,
    break_even: Expression,
    requests: Expression,
    times: tuple[Expression, Expression],
    regret: Expression,
    words: Constants,
) -> Expression:
    """From which demand on the plan pays, and what a wrong forecast of it costs."""
    # A text is above every number.
    number = if_(is_number(break_even), below(0, break_even), False)
    pays = joined(
        "The break-even demand against ",
        other,
        " is ",
        words.readable(break_even),
        " requests, ",
        words.percent(break_even / requests),
        " of the planned; ",
    )
    low, high = times
    return joined(
        if_(number, pays, ""),
        "if ",
        low,
        " to ",
        high,
        " times the planned comes, the plan costs at most ",
        words.percent(regret),
        " more than the best model",
    )


def on_model(name: Expression, regret: Expression, words: Constants) -> Expression:
    """Which wrong input makes the planned model cost most above the best one."""
    return joined(
        "The choice of the model rests most on ",
        name,
        ": planned wrongly, it costs up to ",
        words.percent(regret),
        " more than the best model",
    )


def answered(sentence: Expression, cost: Expression, over: OverLaws) -> Expression:
    """A sentence where the planner has an answer."""
    return if_(both(is_number(cost), below(0, over.answers)), sentence, NO_ANSWER)


def _signed(share: Expression, words: Constants) -> Expression:
    """A change in percent with its sign."""
    return joined(if_(below(0, share), "+", ""), words.percent(share))
