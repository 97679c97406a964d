"""Calls drawn at random from the catalogue: good cells, odd ones and bad ones, alone and in ranges.

What an argument takes says what is drawn for it, so that a new function is called as it is.
"""

import drawn
from truth import Call

from xlplanner.functions.accepts import Choice, Day, Number, Series
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.functions.entry import AnyCell
from xlplanner.functions.named import Named
from xlplanner.functions.quality import Quality
from xlplanner.functions.records import DEPLOYMENT_KIND, LAW_KIND, deployments
from xlplanner.units import Unit

# Functions that answer of other calls, or that take a second each.
APART = {"WHY", "NOTES", "FIT_LAW", "FIT_CHECK", "OPT_BAND", "COST_BAND", "COST_QUANTILES"}
FUNCTIONS = [f for f in CATALOGUE.values() if f.arguments and f.name not in APART]
ERRORS = ("#DIV/0!", "#N/A", "#VALUE!", "#NUM!")
ODD = (
    "abc",
    "",
    " ",
    "70BB",
    "1,5B",
    "1,500B",
    "2,5",
    "-",
    "nan",
    "=1+1",
    True,
    -1.0,
    0.0,
    1e31,
    1e300,
)
# What an argument too many is.
MORE = 1.25


def calls(dice, count, functions=FUNCTIONS):
    """So many calls, half of them of good cells alone."""
    for _ in range(count):
        function = dice.choice(functions)
        yield Call(function.name, tuple(arguments(function, dice)))


def arguments(function, dice):
    """Cells for a call; now and then too few or too many, and half the time none that is bad."""
    bad = dice.random() < 0.5
    cells = [argument(a, dice, bad) for a in function.arguments]
    if bad and dice.random() < 0.03:
        return cells[:-1] if dice.random() < 0.5 else [*cells, MORE]
    if dice.random() < 0.2:
        position = dice.randrange(len(cells))
        cells[position] = rectangle(function.arguments[position], dice, bad)
    return cells


def rectangle(argument_, dice, bad):
    """A range of up to three rows and columns."""
    width, height = dice.choice([(1, 1), (1, 2), (1, 3), (2, 1), (3, 1), (2, 2)])
    return [[one(argument_, dice, bad) for _ in range(width)] for _ in range(height)]


def argument(argument_, dice, bad):
    """A cell or what is left out; a range where only that is taken."""
    if isinstance(argument_.accepts, Series):
        return [[one(argument_, dice, bad)] for _ in range(dice.randint(1, 6))]
    if argument_.optional and dice.random() < 0.4:
        return None
    if argument_.accepts is LAW_KIND and dice.random() < 0.4:
        return labels(drawn.law(dice), LAW_KIND, dice, bad)
    if argument_.accepts is DEPLOYMENT_KIND and dice.random() < 0.5:
        return labels(drawn.deployment(dice), DEPLOYMENT_KIND, dice, bad) + sources(dice)
    return one(argument_, dice, bad)


def one(argument_, dice, bad):
    """One cell for an argument."""
    choice = dice.random() if bad else 1.0
    if choice < 0.04:
        return dice.choice(ERRORS)
    return dice.choice(ODD) if choice < 0.12 else good(argument_.accepts, argument_.unit, dice)


def good(accepts, unit, dice):
    """What one may type: numbers, also as text, names and their aliases, words, days."""
    if isinstance(accepts, Named):
        name, record = dice.choice(list(accepts.load().items()))
        return dice.choice([name, name.upper(), f" {name}", *accepts.aliases(record)])
    if isinstance(accepts, Choice):
        return dice.choice([*accepts.options, accepts.options[0].upper()])
    if isinstance(accepts, Quality):
        return dice.choice([f"like {dice.choice((1, 7, 70, 300))}B", dice.uniform(1.7, 4)])
    if isinstance(accepts, Series):
        return good(accepts.numbers, unit, dice)
    if isinstance(accepts, Number):
        return number(accepts, unit, dice)
    assert isinstance(accepts, Day | AnyCell)
    return dice.choice([f"{dice.randint(2021, 2027)}-{dice.randint(1, 12):02}", 45000.0, "2024"])


def number(accepts, unit, dice):
    """A number of a likely size, plain or as text, or a bound."""
    if dice.random() < 0.05:
        return float(dice.choice([accepts.low, accepts.high]))
    size = 10 ** dice.uniform(*drawn.OF_ARGUMENTS.get(unit, (-3, 3)))
    text = [f"{size:.6g}", f" {size:.3e} ", f"{size / 1e9:.6g}B", f"{size * 100:.6g}%"]
    return dice.choice([size, size, float(round(size)), *text])


def labels(record, kind, dice, bad):
    """A range of labels and values; a bad one has a wrong label, a bad value or a row twice."""
    names = dice.sample(list(kind.fields), dice.randint(1, len(kind.fields)))
    rows = [[name.replace("_", " "), float(getattr(record, name))] for name in names]
    if bad and dice.random() < 0.3:
        bad_value = [rows[-1][0], dice.choice(("abc", -1.0))]
        rows[-1:] = dice.choice([[["no such label", 1.0]], [bad_value], [rows[0], rows[0]]])
    return rows


def sources(dice):
    """Rows that name where figures of a deployment come from; none half the time."""
    asked = {**DEPLOYMENT_KIND.sources, DEPLOYMENT_KIND.noun: Choice(tuple(deployments()))}
    names = dice.sample(list(asked), dice.choice([0, 0, 0, 2, 4, 6]))
    return [[name.replace("_", " "), good(asked[name], Unit.NAME, dice)] for name in names]
