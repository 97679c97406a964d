"""A loss as text: as good as a Chinchilla model of some size, under the law in use."""

import numpy as np
import pytest

import xlplanner
from xlplanner.errors import CatalogueError, Status
from xlplanner.functions.accepts import Number, Series
from xlplanner.functions.calling import call
from xlplanner.functions.catalogue import CATALOGUE, find
from xlplanner.functions.entry import Argument, Example, Function
from xlplanner.functions.quality import Quality
from xlplanner.functions.returns import Scalar, Table
from xlplanner.reference.records import laws
from xlplanner.units import Unit

WITH_LOSS = [f for f in CATALOGUE.values() if any(a.name == "loss" for a in f.arguments)]


@pytest.mark.parametrize("function", WITH_LOSS, ids=lambda function: function.name)
def test_every_loss_may_be_that_of_a_chinchilla_model(function):
    (accepts,) = {a.accepts for a in function.arguments if a.name == "loss"}
    assert isinstance(accepts, Quality)
    cells = function.examples[-1].args
    index = [a.name for a in function.arguments].index("loss")

    def value(loss, law):
        filled = [loss if i == index else cell for i, cell in enumerate(cells)]
        filled += [None] * (len(function.arguments) - len(filled))
        filled[[a.name for a in function.arguments].index("law")] = law
        return call(function, tuple(filled)).cells()

    for law in laws():
        assert value("like 7B", law) == value(xlplanner.chinchilla_quality(7e9, law), law)


def test_a_size_is_resolved_cell_by_cell_under_each_cells_law():
    names = np.array([["chinchilla"], ["besiroglu"]], dtype=object)
    cells = [["like 30B", 2.5, " LIKE  7e9 "]]
    answer = call(find("OPT_PARAMS"), (cells, 5e12, names))
    sizes = (
        xlplanner.chinchilla_quality(30e9, name) if n == 0 else (2.5, sevens)[n - 1]
        for name in names.flat
        for n, sevens in enumerate([xlplanner.chinchilla_quality(7e9, name)] * 3)
    )
    wanted = [
        xlplanner.opt_params(loss, 5e12, name)
        for loss, name in zip(sizes, np.repeat(names, 3), strict=True)
    ]
    assert answer.errors is None
    assert np.ravel(answer.values).tolist() == pytest.approx(wanted, rel=1e-14)


def test_a_law_of_ones_own_resolves_it_too():
    own = xlplanner.law(alpha=0.4)
    loss = xlplanner.chinchilla_quality(3e9, own)
    assert xlplanner.opt_params("like 3B", 0, own) == pytest.approx(3e9, rel=1e-12)
    assert xlplanner.opt_plan("like 3B", 1e12, own) == xlplanner.opt_plan(loss, 1e12, own)


@pytest.mark.parametrize(
    ("cell", "status", "reason"),
    [
        ("like", Status.VALUE, 'needs the size of a Chinchilla model, as "like 30B"; got "like"'),
        ("like big", Status.VALUE, 'as "like 30B"; got "like big"'),
        (
            "like 0",
            Status.DOMAIN,
            'loss, the size after like, must be at least 1 and at most 1e+30; got "0"',
        ),
        ("like -3B", Status.DOMAIN, 'at most 1e+30; got "-3B"'),
        ("like 1e31", Status.DOMAIN, 'at most 1e+30; got "1e31"'),
        ("likely", Status.VALUE, 'or text such as "like 30B"; got "likely"'),
        ("llama 2 70b", Status.VALUE, 'is LAW_LOSS(MODEL_PARAMS("Llama 2 70B"), MODEL_TOKENS('),
        ("like GPT-3 175B", Status.VALUE, "takes no released model; the loss of GPT-3 175B"),
        (-3e10, Status.DOMAIN, "loss must be above 0 and at most 100"),
        ("-3", Status.DOMAIN, 'at most 100, or text such as "like 30B"; got "-3"'),
    ],
)
def test_what_is_no_size_is_refused_in_words(cell, status, reason):
    for argument in (cell, [[2.5, cell]]):
        errors = call(find("OPT_PARAMS"), (argument, 1e12)).errors
        found = np.ravel(errors)[-1]
        assert found.status is status
        assert reason in found.reason


def table(body, *arguments, **changes):
    """An entry that gives a table."""
    details = {
        "name": "SOMETHING",
        "family": "test",
        "arguments": arguments,
        "returns": Table({"name": Unit.NAME, "sum": Unit.PARAMS}),
        "equation": "none",
        "examples": (Example(((1.0, 2.0),), (("a", 3.0),), "by hand"),),
        "body": body,
    }
    return Function(**(details | changes))


def total(series):
    """The sum of a series."""
    return [["count", float(len(series))], ["sum", float(np.nansum(series))]]


SERIES = Argument("series", "Numbers", Unit.PARAMS, Series(Number(0, 10)))


@pytest.mark.parametrize(
    ("cells", "count", "amount"),
    [([[1.0, "2"], [None, " "]], 4, 3), ([1, 2, float("nan")], 3, 3), (5.0, 1, 5), ([[7]], 1, 7)],
)
def test_a_series_is_read_as_a_whole(cells, count, amount):
    answer = call(table(total, SERIES), (cells,))
    assert answer.rows() == [["name", "sum"], ["count", count], ["sum", amount]]


@pytest.mark.parametrize(
    ("cells", "code", "reason"),
    [
        (
            [1, "x"],
            "#VALUE!",
            'series, number 2, must be a number, at least 0 and at most 10; got "x"',
        ),
        ([1, 11], "#NUM!", "series, number 2, must be at least 0 and at most 10; got 11"),
        ([1, "#N/A"], "#N/A", "an argument cell holds #N/A"),
        (None, "#VALUE!", "series must be a range of numbers, each at least 0 and at most 10; the"),
    ],
)
def test_the_first_bad_number_of_a_series_is_named(cells, code, reason):
    answer = call(table(total, SERIES), (cells,))
    assert answer.rows() == [[code]]
    assert reason in answer.errors.item().reason


def test_only_a_table_takes_a_series_and_only_with_a_law_a_quality():
    with pytest.raises(CatalogueError, match="takes a series but gives no table"):
        table(total, SERIES, returns=Scalar(Unit.PARAMS))

    def body(loss):
        """Something."""

    loss = next(a for a in find("OPT_PARAMS").arguments if a.name == "loss")
    with pytest.raises(CatalogueError, match="takes a quality but no law"):
        table(body, loss)
