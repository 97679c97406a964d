"""Calls as a cell makes them: the value, or the problem of the first bad cell."""

from xlplanner.functions.calling import call
from xlplanner.functions.catalogue import find


def value(name, *cells):
    answer = call(find(name), cells)
    assert answer.errors is None, first_error(answer)
    return answer.values


def cell_error(name, *cells):
    return first_error(call(find(name), cells))


def first_error(answer):
    errors = [] if answer.errors is None else answer.errors.flat
    return next((error for error in errors if error is not None), None)
