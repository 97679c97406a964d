"""From the cells of an argument to values a body can use, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from xlplanner.errors import CellValueError, Status
from xlplanner.functions.accepts import Number, Series
from xlplanner.functions.cell_errors import CellError, cell_error, late_error, passed_on
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


def errors_where(bad: Truths, shape: Shape, error: CellError) -> CellErrors:
    """CellErrors with one problem for the cells where a mask is true."""
    cells = _cells_where(bad, shape)
    if not cells.size:
        return None
    # A CellError is a tuple, which an array would take for a row of cells.
    one = np.full((), None, dtype=object)
    one[()] = error
    return _errors_at(cells, shape, one)


def out_of_domain(bad: Truths, shape: Shape, why: Callable[[Shape], str]) -> CellErrors:
    """CellErrors for the cells where a mask is true, with a reason for each."""
    cells = _cells_where(bad, shape)
    if not cells.size:
        return None

    def reason(cell: int) -> str:
        return why(tuple(map(int, np.unravel_index(cell, shape))) if shape else ())

    problems = (late_error(Status.DOMAIN, reason, cell) for cell in cells.tolist())
    return _errors_at(cells, shape, np.fromiter(problems, dtype=object, count=cells.size))


def _cells_where(bad: Truths, shape: Shape) -> NDArray[np.intp]:
    """Indices of the cells, laid flat, where a mask is true."""
    return np.flatnonzero(np.broadcast_to(bad, shape))


def _errors_at(
    cells: NDArray[np.intp], shape: Shape, problems: NDArray[np.object_]
) -> NDArray[np.object_]:
    errors = np.full(shape, None, dtype=object)
    errors.reshape(-1)[cells] = problems
    return errors


def merge_errors(layers: list[CellErrors], shape: Shape) -> CellErrors:
    """Join errors: an error passed on comes first, then the leftmost layer's."""
    present = [np.broadcast_to(layer, shape) for layer in layers if layer is not None]
    if len(present) < 2:
        return present[0] if present else None
    merged = np.array(present[0]).reshape(-1)
    for layer in present[1:]:
        flat = layer.reshape(-1)
        new = flat != None
        both = np.flatnonzero(new & (merged != None))
        free = np.flatnonzero(new & (merged == None))
        merged[free] = flat[free]
        for cell in both.tolist():
            if flat[cell].status is Status.PASSED_ON is not merged[cell].status:
                merged[cell] = flat[cell]
    return merged.reshape(shape)


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
        errors = out_of_domain(
            bad, array.shape, lambda index: accepts.outside(float(array[index]), argument.name)
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
        return Gathered(np.float64("nan"), errors_where(True, (), value))
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
    # What an array holds is one cell, whatever it is.
    rows = not isinstance(cell, np.ndarray)
    if array is None or (rows and any(isinstance(item, list | tuple) for item in array.flat)):
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
    values = np.full(cells.size, None, dtype=object)
    errors = np.full(cells.size, None, dtype=object)
    known: dict[str, object] = {}
    for index, cell in enumerate(cells.flat):
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
    return Gathered(values.reshape(cells.shape), or_none(errors.reshape(cells.shape)))


def or_none(errors: NDArray[Any]) -> CellErrors:
    """The errors, or None altogether where no cell has one."""
    return errors if (errors != None).any() else None
