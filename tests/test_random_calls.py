"""Random calls of good and bad cells: every host answers as Python does, and as is documented.

`python tests/test_random_calls.py 1000000` runs so many through Python, a chunk at a time.
"""

import random
import sys
import warnings
from collections import Counter

import effort
import pytest
from asked import HOSTS, expected
from random_calls import calls

import xlplanner
from xlplanner.errors import ERROR_VALUES, XlplannerError
from xlplanner.functions.calling import call_cells, call_scalar
from xlplanner.functions.catalogue import find

# Shares of a million, so that several processes run them.
CHUNKS, CHUNK, PROOF = 4, 500, 250_000


def in_ranges(call):
    """The cells with every single one as a range of one, which takes the way of arrays."""
    function = find(call.name)
    return tuple(
        cell
        if isinstance(cell, list) or cell is None or position == function.selector
        else [[cell]]
        for position, cell in enumerate(call.cells)
    )


def answer(function, cells):
    """The rows of the way of arrays."""
    try:
        return call_cells(function, cells).rows()
    except XlplannerError as error:
        return [[error.code]]


def faults(call):
    """What is wrong with Python's ways to answer a call."""
    function = find(call.name)
    rows = answer(function, call.cells)
    number = call_scalar(function, call.cells)
    if number is not None and not function.tolerance.agrees([[number]], rows):
        yield "alone", number, rows
    if function.cellwise and len(call.cells) <= function.most:
        ranged = answer(function, in_ranges(call))
        if not function.tolerance.agrees(ranged, rows):
            yield "in ranges", ranged, rows
    raised = python_error(call)
    if len(rows) == len(rows[0]) == 1 and not any(isinstance(c, list) for c in call.cells):
        error = rows[0][0] if rows[0][0] in ERROR_VALUES else None
        if raised != error:
            yield "from Python", raised, rows


def python_error(call):
    """The code of what the Python function raises; None where it gives a value."""
    function = find(call.name)
    if not function.fewest <= len(call.cells) <= function.most:
        # Python itself refuses such a call.
        return "#VALUE!"
    try:
        getattr(xlplanner, function.python_name)(*call.cells)
    except xlplanner.XlplannerError as error:
        return error.code
    return None


def survey(seed, count):
    """The faults of so many calls, and how many had a value and which error."""
    found, statuses = [], Counter()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for call in calls(random.Random(seed), count):
            found += [(call, *fault) for fault in faults(call)]
            first = expected(call)[-1][-1]
            statuses[first if first in ERROR_VALUES else "a value"] += 1
    return found, statuses


@pytest.mark.long
@pytest.mark.parametrize("seed", range(CHUNKS))
def test_python_answers_alike_by_every_way(seed):
    found, statuses = survey(seed, PROOF if effort.proving else CHUNK)
    assert found == []
    assert {"a value", "#VALUE!", "#NUM!", "#N/A"} <= statuses.keys()


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize("host", HOSTS, ids=lambda host: type(host).__name__)
def test_a_host_answers_as_python_does(host, tmp_path):
    wanted = effort.tries(host.calls)
    asked = [call for call in calls(random.Random(1), 2 * wanted) if host.takes(call)][:wanted]
    assert len(asked) > wanted / 2
    with host.open(tmp_path) as ask:
        for call in asked:
            rows = expected(call)
            got = ask(call, len(rows), len(rows[0]))
            assert host.agrees(find(call.name), got, rows), (call, got, rows)


if __name__ == "__main__":
    total, step, counted = int(sys.argv[1]), 10_000, Counter()
    for begin in range(0, total, step):
        found, statuses = survey(1000 + begin, step)
        counted += statuses
        for fault in found:
            print("\n", *fault, flush=True)
        print(f"\r{begin + step:,} of {total:,} {dict(counted)}", end="", flush=True)
