"""What holds for every function of the catalogue, on random arguments."""

import highprecision
import numpy as np
import pytest
from drawn import OF_ARGUMENTS
from effort import tries
from mpmath import mpf

from xlplanner.functions.accepts import Choice, Day, Number
from xlplanner.functions.calling import call
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.functions.entry import FIELD
from xlplanner.functions.named import Named
from xlplanner.functions.quality import Quality
from xlplanner.reference.records import laws

CELLWISE = [function for function in CATALOGUE.values() if function.cellwise]
WITH_TWIN = [f for f in CELLWISE if hasattr(highprecision, f.python_name)]
EPS = 2.0**-52
MOST_DRAWN = 10_000
# Twins that integrate, search or sort take seconds a hundred; their own tests draw more problems.
FEWER = {
    "COST_QUANTILES": 2,
    "COST_ELASTIC": 10,
    "OPT_BAND": 4,
    "COST_BAND": 4,
    "COST_ROOFLINE": 15,
    "BREAK_EVEN_API": 20,
}


def drawn(argument, random, law):
    """A cell for an argument."""
    accepts = argument.accepts
    # A blank cell of a range stands for no choice.
    blank = argument.optional and not isinstance(accepts, Choice) and argument.name != "law"
    if blank and random.random() < 0.5:
        return None
    if isinstance(accepts, Quality):
        return float(laws()[law].E + 10 ** random.uniform(-2, 0.9))
    if isinstance(accepts, Number):
        return number(argument, random)
    if isinstance(accepts, Choice):
        return str(random.choice(accepts.options))
    if isinstance(accepts, Day):
        return f"{random.integers(2023, 2027)}-{random.integers(1, 13):02}"
    assert isinstance(accepts, Named)
    return law if argument.name == "law" else str(random.choice(list(accepts.load())))


def number(argument, random):
    """A number for an argument, now and then at one of its bounds."""
    accepts = argument.accepts
    if random.random() < 0.05:
        extremes = [accepts.high, accepts.low] if accepts.low_allowed else [accepts.high]
        return float(random.choice(extremes))
    low, high = OF_ARGUMENTS.get(argument.unit, (-3, 3))
    if accepts.high <= 10**low:
        # Few of their kind, as the tokens of a draft.
        low = -3
    low = max(low, np.log10(accepts.low) if accepts.low > 0 else low)
    drawn = float(10 ** random.uniform(low, min(high, np.log10(accepts.high))))
    # What is counted is drawn whole where it must be.
    return float(round(drawn)) if drawn > 1 and random.random() < 0.5 else drawn


def arguments(function, random):
    law = str(random.choice(list(laws())))
    # One choice of field for all, as a column of them would give rows and values.
    return [None if a.name == FIELD else drawn(a, random, law) for a in function.arguments]


def single(function, cells):
    answer = call(function, tuple(cells))
    errors = answer.errors
    return answer.rows()[-1], errors is not None


@pytest.mark.parametrize("function", CELLWISE, ids=lambda function: function.name)
def test_a_column_gives_what_its_cells_give(function):
    random = np.random.default_rng(len(function.name))
    cases = [arguments(function, random) for _ in range(24)]
    if not function.arguments:
        return
    columns = tuple(
        None if argument.name == FIELD else [[case[i]] for case in cases]
        for i, argument in enumerate(function.arguments)
    )
    answer = call(function, columns)
    rows = answer.rows()[answer.header :]
    for case, row in zip(cases, rows, strict=True):
        alone = single(function, case)[0]
        assert function.tolerance.agrees(row, alone), (case, row, alone)


@pytest.mark.slow
@pytest.mark.parametrize("function", WITH_TWIN, ids=lambda function: function.name)
def test_random_calls_agree_with_fifty_digits(function):
    random = np.random.default_rng(7 + len(function.name))
    twin = getattr(highprecision, function.python_name)
    enough = tries(FEWER.get(function.name, 60))
    answered = 0
    # Few calls of some functions have an answer; draw on until one has.
    for count in range(MOST_DRAWN):
        if answered and count >= enough:
            break
        cells = arguments(function, random)
        row, failed = single(function, cells)
        if failed:
            continue
        answered += 1
        pairs = zip(function.arguments, cells, strict=True)
        given = [a.default if cell is None else cell for a, cell in pairs]
        if function.arguments[-1].name == FIELD:
            # Not every twin takes it.
            given.pop()
        exact = fields(twin, given)
        slack = conditioning(twin, given, exact)
        relative, absolute = function.tolerance
        for value, wanted, less in zip(row, exact, slack, strict=True):
            # The twin's own rounding last.
            allowed = relative * abs(wanted) + absolute + 4 * less + mpf(10) ** -45
            assert abs(mpf(value) - wanted) <= allowed, (cells, value, wanted)
    assert answered, f"none of {MOST_DRAWN} random calls of {function.name} had an answer"


def fields(twin, given):
    answer = twin(*(mpf(g) if isinstance(g, float) else g for g in given))
    return list(answer) if isinstance(answer, tuple) else [answer]


def conditioning(twin, given, exact):
    """How much each field moves when the numbers move by a rounding."""
    moved = [mpf(0)] * len(exact)
    for i, number in enumerate(given):
        if not isinstance(number, float):
            continue
        near = list(given)
        try:
            there = fields(twin, [*near[:i], mpf(number) * (1 + mpf(EPS)), *near[i + 1 :]])
        except (ValueError, ZeroDivisionError):
            continue
        moved = [m + abs(t - e) for m, t, e in zip(moved, there, exact, strict=True)]
    return moved
