"""From the cells of an argument to values a body can use, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from xlplanner.errors import CellValueError, Status
from xlplanner.functions.accepts import Number, Series
from xlplanner.functions.cell_errors import CellError, cell_error, passed_on
from xlplanner.functions.cells import Truths
from xlplanner.functions.entry import FIELD, Argument
from xlplanner.functions.named import Named, RecordKind
from xlplanner.functions.numbers import is_blank

Shape: TypeAlias = tuple[int, ...]
# An object array of CellError or None; None altogether where no cell has a problem.
CellErrors: TypeAlias = NDArray[np.object_] | None


class Gathered(NamedTuple):
    """An argument's cells as read: a scalar or an array, and the errors among them."""

    values: object
    errors: CellErrors = None


def size(shape: Shape) -> str:
    """A shape in words."""
    return "×".join(map(str, shape))


def errors_where(bad: Truths, shape: Shape, make: Callable[[Shape], object]) -> CellErrors:
    """CellErrors for the cells where a mask is true."""
    mask = np.broadcast_to(bad, shape)
    if not mask.any():
        return None
    errors = np.full(shape, None, dtype=object)
    for index in _indices(mask):
        errors[index] = make(index)
    return errors


def merge_errors(layers: list[CellErrors], shape: Shape) -> CellErrors:
    """Join errors: an error passed on comes first, then the leftmost layer's."""
    present = [layer for layer in layers if layer is not None]
    if not present:
        return None
    full = [np.broadcast_to(layer, shape) for layer in present]
    merged = np.full(shape, None, dtype=object)
    for index in _indices(np.logical_or.reduce([layer != None for layer in full])):
        errors = [layer[index] for layer in full if layer[index] is not None]
        merged[index] = min(errors, key=lambda e: e.status is not Status.PASSED_ON)
    return merged


def _indices(mask: NDArray[np.bool_]) -> Iterator[Shape]:
    """Where a mask of any dimension, none included, is true."""
    return (
        (tuple(index) for index in np.argwhere(np.atleast_1d(mask))) if mask.shape else iter([()])
    )


def gather(argument: Argument, cell: object) -> Gathered:
    """Read an argument: one cell, nested sequences of cells, or an array."""
    accepts = argument.accepts
    if isinstance(cell, dict) and isinstance(accepts, RecordKind):
        rows = np.array(list(cell.items()), dtype=object).reshape(-1, 2)
        return _single(accepts.read_label_range(rows, argument.name))
    if hasattr(cell, "__array__") and not isinstance(cell, np.ndarray | np.generic):
        # A pandas Series, a DataFrame, and others that turn into an array.
        cell = np.asarray(cell)
    if not isinstance(cell, list | tuple | np.ndarray):
        return _single(read(argument, cell))
    array = _as_array(argument, cell)
    if isinstance(accepts, Series):
        return _single(accepts.read_all(array.flat, argument.name))
    if isinstance(accepts, RecordKind) and accepts.is_label_range(array):
        return _single(accepts.read_label_range(array, argument.name))
    if isinstance(accepts, Number) and array.dtype == np.float64:
        bad = ~accepts.inside(array)
        errors = errors_where(
            bad, array.shape, lambda index: accepts.read(float(array[index]), argument.name)
        )
        return Gathered(array if errors is None else np.where(bad, np.nan, array), errors)
    return _cell_by_cell(argument, array)


def read(argument: Argument, cell: object) -> object:
    """One cell's value, its default if blank, or its CellError."""
    if error := passed_on(cell):
        return error
    if is_blank(cell):
        if not argument.optional:
            wanted = f"{argument.name} must be {argument.accepts.limits()}"
            return cell_error(Status.VALUE, f"{wanted}; the cell is empty")
        if argument.default is None:
            return None
        cell = argument.default
        if isinstance(argument.accepts, Named):
            # The user's data may have another record of that name.
            argument.accepts.loaded()
    return argument.accepts.read(cell, argument.name)


def _single(value: object) -> Gathered:
    if isinstance(value, CellError):
        return Gathered(np.float64("nan"), errors_where(True, (), lambda index: value))
    return Gathered(value)


def _as_array(argument: Argument, cell: object) -> NDArray[Any]:
    if isinstance(cell, np.ma.MaskedArray):
        hidden, cell = np.ma.getmaskarray(cell), np.array(cell, dtype=object)
        cell[hidden] = None
    if isinstance(cell, np.ndarray) and cell.dtype.kind in "fiu":
        return np.asarray(cell, dtype=np.float64)
    numbers = _numbers(cell)
    if numbers is not None:
        return numbers
    try:
        array = np.array(cell, dtype=object)
    except ValueError:
        array = None
    if array is None or any(isinstance(item, list | tuple) for item in array.flat):
        raise CellValueError(
            f"{argument.name} must be a rectangle of cells; its rows differ in length"
        )
    if set(map(type, array.flat)) == {float}:
        return array.astype(np.float64)
    return array


def _numbers(cell: object) -> NDArray[Any] | None:
    """Rows of floats alone as an array: the short way of most ranges."""
    if not isinstance(cell, list | tuple) or set(map(type, cell)) not in ({list}, {tuple}):
        return None
    flat = list(chain.from_iterable(cell))
    widths = set(map(len, cell))
    if len(widths) > 1 or set(map(type, flat)) != {float}:
        return None
    return np.array(flat).reshape(len(cell), *widths)


def _cell_by_cell(argument: Argument, cells: NDArray[Any]) -> Gathered:
    values = np.full(cells.shape, None, dtype=object)
    errors = np.full(cells.shape, None, dtype=object)
    known: dict[str, object] = {}
    for index in np.ndindex(cells.shape):
        cell = cells[index]
        # Columns of names repeat: each text is read once.
        value = known.get(cell) if isinstance(cell, str) else None
        if value is None:
            value = read(argument, cell)
            if value is None and argument.name == FIELD:
                wanted = f"{argument.name} must be {argument.accepts.limits()}"
                value = cell_error(Status.VALUE, f"{wanted}; a cell of the range is empty")
            if isinstance(cell, str):
                known[cell] = value
        (errors if isinstance(value, CellError) else values)[index] = value
    if isinstance(argument.accepts, Number):
        values = values.astype(np.float64)
    return Gathered(values, or_none(errors))


def or_none(errors: NDArray[Any]) -> CellErrors:
    """The errors, or None altogether where no cell has one."""
    return errors if (errors != None).any() else None
