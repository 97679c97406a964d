"""Calls as a cell makes them: the value, or the problem of the first bad cell."""

from xlplanner.functions.calling import call
from xlplanner.functions.catalogue import find


def value(name, *cells):
    answer = call(find(name), cells)
    assert answer.errors is None, answer.first_error()
    return answer.values


def cell_error(name, *cells):
    return call(find(name), cells).first_error()
