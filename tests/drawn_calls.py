"""Calls drawn at random, good, odd and bad cells mixed, and whether two hosts answer them alike."""

import numpy as np
from drawn import deployment, law
from test_every_function import arguments

from xlplanner.functions.accepts import Choice, Number
from xlplanner.functions.named import Named
from xlplanner.functions.numbers import to_float
from xlplanner.functions.quality import Quality
from xlplanner.functions.records import DEPLOYMENT_KIND, LAW_KIND, deployments
from xlplanner.hosts.evaluate import evaluate

ERRORS = ("#DIV/0!", "#N/A", "#VALUE!", "#NUM!")
ODD = ("abc", "", " ", "70BB", "-", True, -1.0, 0.0, 1e31, 1e300)


def drawn(function, dice):
    """Cells for a call: half the time all good, else good, odd, bad and blank ones mixed."""
    if dice.random() < 0.5:
        return arguments(function, np.random.default_rng(dice.randrange(2**31)))
    return [cell(argument, dice) for argument in function.arguments]


def in_ranges(function, dice):
    """Drawn cells, now and then with a range for one of them, or with one too few or too many."""
    cells = drawn(function, dice)
    chosen = dice.randrange(len(cells))
    if dice.random() < 0.25:
        more = [cell(function.arguments[chosen], dice) for _ in range(dice.choice((0, 1, 2)))]
        line = [cells[chosen], *more]
        if not any(isinstance(item, list) for item in line):
            cells[chosen] = [[item] for item in line] if dice.random() < 0.7 else [line]
    if dice.random() < 0.02:
        return [*cells, "x"]
    return cells[:-1] if dice.random() < 0.05 else cells


def cell(argument, dice):
    choice = dice.random()
    if choice < 0.03:
        return dice.choice(ERRORS)
    if choice < 0.08:
        return dice.choice(ODD)
    return None if argument.optional and choice < 0.35 else given(argument.accepts, dice)


def given(accepts, dice):
    """What one may type for an argument: text and numbers, aliases, ranges of labels."""
    if isinstance(accepts, Named):
        return named(accepts, dice)
    if isinstance(accepts, Choice):
        return dice.choice(accepts.options)
    if isinstance(accepts, Quality):
        return dice.choice([f"like {dice.choice((1, 7, 70, 300))}B", dice.uniform(1.7, 4)])
    if isinstance(accepts, Number):
        return f"{10 ** dice.uniform(0, 3):.6g}{dice.choice(('', 'B', ' k', '%', 'e9', 'tn'))}"
    return f"{dice.randint(2021, 2027)}-{dice.randint(1, 12):02}"


def named(accepts, dice):
    if accepts is LAW_KIND and dice.random() < 0.6:
        return labels(law(dice), LAW_KIND, dice)
    if accepts is DEPLOYMENT_KIND and dice.random() < 0.7:
        return labels(deployment(dice), DEPLOYMENT_KIND, dice) + sources(dice)
    name, record = dice.choice(list(accepts.load().items()))
    return dice.choice([name, name.upper(), f" {name}", *accepts.aliases(record)])


def sources(dice):
    """Rows that name where figures of a deployment come from; none half the time."""
    asked = {**DEPLOYMENT_KIND.sources, DEPLOYMENT_KIND.noun: Choice(tuple(deployments()))}
    names = dice.sample(list(asked), dice.choice([0, 0, 0, 2, 4, 6]))
    return [[name.replace("_", " "), given(asked[name], dice)] for name in names]


def labels(record, kind, dice):
    names = dice.sample(list(kind.fields), dice.randint(1, len(kind.fields)))
    return [[name.replace("_", " "), float(getattr(record, name))] for name in names]


def agree(function, cells, answer, rows):
    """Within the function's tolerance, or within what a rounding of the arguments changes."""
    wanted = [list(row) for row in rows]
    if function.tolerance.agrees(answer, wanted):
        return True
    near = [[moved(c) if k == i else c for k, c in enumerate(cells)] for i, _ in enumerate(cells)]
    others = [evaluate(function, tuple(other)) for other in near]
    return all(
        close(got, want, [other[r][c] for other in others], function.tolerance)
        for r, row in enumerate(wanted)
        for c, (got, want) in enumerate(zip(answer[r], row, strict=True))
    )


def moved(cell):
    """A number, or those of a range, by a rounding more."""
    if isinstance(cell, list):
        return [moved(item) for item in cell]
    number = to_float(cell)
    return cell if number is None else number * (1 + 1e-15)


def close(got, want, moved, tolerance):
    numbers = [got, want, *moved]
    if not all(isinstance(number, float) for number in numbers):
        return got == want
    allowed = tolerance.relative * abs(want) + tolerance.absolute
    return abs(got - want) <= allowed + 4 * sum(abs(other - want) for other in moved)
