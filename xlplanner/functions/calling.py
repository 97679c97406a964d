"""The one rule by which every function is called.

Arity, blanks to defaults, text to numbers, names to records, bounds, broadcasting as in NumPy (a
row against a column gives a grid), then the body, and a status with a reason for each cell that
has no value. Hosts translate the answer; they decide nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from xlplanner.errors import CellValueError, FileError, Status, XlplannerError
from xlplanner.functions.accepts import Number
from xlplanner.functions.cell_errors import CellError, cell_error
from xlplanner.functions.entry import Condition, Function
from xlplanner.functions.reading import (
    CellErrors,
    Shape,
    errors_where,
    gather,
    merge_errors,
    or_none,
    read,
    size,
)

NO_ANSWER = cell_error(Status.DOMAIN, "the answer is beyond the largest number a cell can hold")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a call gives.

    Attributes
    ----------
    values : scalar or ndarray
        Numbers as float64, or cells of text and numbers; NaN where there is a problem.
    errors : ndarray of CellError or None, or None
        Of the same shape as `values`; None if every cell has a value.
    fields : tuple of str
        Where each cell gave a row: the names along the last axis.
    header : bool
        Whether a row of the fields' names tops the cells.
    """

    values: Any
    errors: CellErrors = None
    fields: tuple[str, ...] = ()
    header: bool = False

    def first_error(self) -> CellError | None:
        """The problem of the first cell that has one."""
        if self.errors is None:
            return None
        found: list[CellError] = self.errors[self.errors != None].tolist()
        return found[0] if found else None

    def rows(self) -> list[list[Any]]:
        """Values as rows of cells, an error value where there is a problem."""
        if type(self.values) is float:
            return [[self.values]]
        rows = _two_dimensional(np.asarray(self.values)).tolist()
        if self.errors is not None:
            for row, found in zip(rows, _two_dimensional(self.errors).tolist(), strict=True):
                row[:] = [p.code if p else value for value, p in zip(row, found, strict=True)]
        return [list(self.fields), *rows] if self.header else rows

    def cells(self) -> tuple[list[list[Any]], list[list[CellError | None]]]:
        """The rows, and the problem or None of each cell."""
        rows = self.rows()
        errors: list[list[CellError | None]] = [[None] * len(row) for row in rows]
        if self.errors is not None:
            errors[self.header :] = _two_dimensional(self.errors).tolist()
        return rows, errors


def _two_dimensional(array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    rows = math.prod(array.shape[:-1]) if array.ndim > 1 else 1
    return array.reshape(rows, array.shape[-1] if array.ndim else 1)


def call(function: Function, cells: tuple[Any, ...]) -> Answer:
    """Call a function with cells: scalars, nested sequences or arrays.

    Parameters
    ----------
    function : Function
    cells : tuple
        One item an argument; None or "" is a blank cell.

    Returns
    -------
    Answer
        Of the shape to which the arguments broadcast. A function that gives a row adds an axis.

    Raises
    ------
    CellValueError
        If the count of arguments is wrong, or their shapes do not go together.
    """
    number = call_scalar(function, cells)
    return call_cells(function, cells) if number is None else Answer(number)


def call_cells(function: Function, cells: tuple[Any, ...]) -> Answer:
    """`call` without trying `call_scalar` first."""
    if not function.fewest <= len(cells) <= function.most:
        raise CellValueError(_arity(function, len(cells)))
    if function.raw:
        return Answer(function.body(*cells))
    if function.table:
        cells = tuple(map(_only_cell, cells))
    padded = cells + (None,) * (len(function.arguments) - len(cells))
    gathered = [gather(arg, cell) for arg, cell in zip(function.arguments, padded, strict=True)]
    values = [item.values for item in gathered]
    shape = _common_shape(function, values)
    given = merge_errors([item.errors for item in gathered], shape)
    with np.errstate(all="ignore"):
        outputs, found = _solve(function, values, shape, given)
    errors = merge_errors([given, found], shape)
    return _lay_out(function, outputs, errors, shape, row=_gives_row(function, values))


def call_scalar(function: Function, cells: tuple[Any, ...]) -> float | None:
    """The value for single cells that are all in order, in Python's own floats.

    This is the short way of most cells of a spreadsheet. None for anything else: an error, ranges,
    a row or a table, which `call_cells` handles.
    """
    missing = len(function.arguments) - len(cells)
    if missing < 0 or function.raw or function.table:
        return None
    if missing:
        cells += (None,) * missing
    values = []
    for argument, cell in zip(function.arguments, cells, strict=True):
        accepts = argument.accepts
        number = type(cell) is float and type(accepts) is Number
        value = accepts.read(cell, argument.name) if number else read(argument, cell)
        if type(value) is CellError:
            return None
        values.append(value)
    if function.fields and _gives_row(function, values):
        return None
    try:
        (output,) = _outputs(function, values)
        for test, places in function.tests:
            if not test.holds(*[values[i] for i in places]):
                return None
    except (ArithmeticError, ValueError, XlplannerError):
        return None
    return float(output) if math.isfinite(output) else None


def _only_cell(cell: Any) -> Any:
    """The cell of a range of one."""
    try:
        alone = isinstance(cell, list | tuple | np.ndarray) and np.size(cell) == 1
    except ValueError:
        # Rows that differ in length, which the reading of the argument tells.
        return cell
    return np.asarray(cell, dtype=object).flat[0] if alone else cell


def _arity(function: Function, given: int) -> str:
    few, many = function.fewest, function.most
    count = str(few) if few == many else f"{few} to {many}"
    return f"{function.usage} takes {count} argument{'s' * (count != '1')}; got {given}"


def _gives_row(function: Function, values: list[Any]) -> bool:
    """Whether each cell gives a row: the function has fields and none is selected."""
    if not function.fields:
        return False
    return function.selector is None or values[function.selector] is None


def _common_shape(function: Function, values: list[Any]) -> Shape:
    shapes = [value.shape for value in values if isinstance(value, np.ndarray)]
    if not shapes:
        return ()
    try:
        shape = np.broadcast_shapes(*shapes)
    except ValueError:
        given = " and ".join(map(size, shapes))
        raise CellValueError(f"{function.name} cannot pair ranges of {given} cells") from None
    if function.table:
        raise CellValueError(f"{function.name} takes single cells; got a range of {size(shape)}")
    if _gives_row(function, values) and len(shape) > 1 and shape[-1] != 1:
        raise CellValueError(
            f"{function.name} gives a row for each cell, so a range must be one column; "
            f"got {size(shape)} cells"
        )
    return shape


# Solving ---------------------------------------------------------------------------------------


def _solve(
    function: Function, values: list[Any], shape: Shape, given: CellErrors
) -> tuple[tuple[Any, ...], CellErrors]:
    """Run the body once, or once for each combination of the names that the cells hold."""
    named = [i for i, v in enumerate(values) if isinstance(v, np.ndarray) and v.dtype == object]
    if given is not None and all(found is not None for found in given.flat):
        return (), None
    if not named:
        return _apply(function, values, shape)
    full = [np.broadcast_to(v, shape) if isinstance(v, np.ndarray) else v for v in values]
    groups: dict[tuple[Any, ...], list[int]] = {}
    for i, names in enumerate(zip(*(full[k].flat for k in named), strict=True)):
        if given is None or given.flat[i] is None:
            groups.setdefault(names, []).append(i)
    outputs: tuple[np.ndarray[Any, Any], ...] = ()
    errors = np.full(shape, None, dtype=object)
    for names, places in groups.items():
        args = [v.flat[places] if isinstance(v, np.ndarray) else v for v in full]
        for k, name in zip(named, names, strict=True):
            args[k] = name
        results, found = _apply(function, args, (len(places),))
        outputs = outputs or tuple(np.full(shape, np.nan) for _ in results)
        # A group that failed has no results, only errors.
        for output, result in zip(outputs, results, strict=False):
            output.flat[places] = result
        if found is not None:
            errors.flat[places] = found
    return outputs, or_none(errors)


def _apply(function: Function, args: list[Any], shape: Shape) -> tuple[tuple[Any, ...], CellErrors]:
    """Run the body for one law and one deployment."""
    if function.table:
        return (function.body(*args),), None
    try:
        outputs = _outputs_of(function, args, shape)
    except FileError:
        # Broken data are no fault of a cell.
        raise
    except XlplannerError as error:
        found = CellError(error.status, error.code, str(error))
        return (), errors_where(True, shape, lambda place: found)
    layers = [_unmet(test, [args[i] for i in places], shape) for test, places in function.tests]
    return outputs, merge_errors([*layers, _not_finite(outputs, shape)], shape)


def _outputs_of(function: Function, args: list[Any], shape: Shape) -> tuple[Any, ...]:
    """The outputs; of single cells in Python's own floats, or NumPy's where these raise."""
    if not shape:
        try:
            return _outputs(function, args)
        except XlplannerError:
            raise
        except (ArithmeticError, ValueError):
            pass
    return _outputs(function, [np.float64(arg) if type(arg) is float else arg for arg in args])


def _outputs(function: Function, args: list[Any]) -> tuple[Any, ...]:
    """What the body gives: all fields of a row, the selected one, or the one value."""
    results = function.body(*args)
    if not isinstance(results, tuple):
        return (results,)
    if function.selector is None or args[function.selector] is None:
        return results
    return (results[list(function.fields).index(args[function.selector])],)


def _unmet(condition: Condition, args: list[Any], shape: Shape) -> CellErrors:
    holds = condition.holds(*args)
    if np.all(holds) if shape else holds:
        return None

    def why(place: Shape) -> CellError:
        here = [np.broadcast_to(a, shape)[place] if isinstance(a, np.ndarray) else a for a in args]
        return cell_error(Status.DOMAIN, condition.reason(*here))

    return errors_where(np.logical_not(holds), shape, why)


def _not_finite(outputs: tuple[Any, ...], shape: Shape) -> CellErrors:
    if not shape and all(map(math.isfinite, outputs)):
        return None
    finite = np.logical_and.reduce(np.broadcast_arrays(*map(np.isfinite, outputs)))
    return errors_where(~finite, shape, lambda place: NO_ANSWER)


# Laying out ------------------------------------------------------------------------------------


def _lay_out(
    function: Function, outputs: tuple[Any, ...], errors: CellErrors, shape: Shape, *, row: bool
) -> Answer:
    """Arrange outputs and errors as the cells of the answer."""
    outputs = outputs or (np.full(shape, np.nan),) * (len(function.fields) if row else 1)
    if errors is not None:
        outputs = tuple(np.where(errors == None, output, np.nan) for output in outputs)
    if function.table:
        values = np.array(outputs[0], dtype=object)
        return Answer(values) if errors is None else Answer(np.full(shape, np.nan), errors)
    if not row:
        return Answer(_of_shape(outputs[0], shape), errors)
    values = _as_rows(outputs, shape)
    if errors is not None:
        errors = _as_rows((errors,) * len(outputs), shape)
    return Answer(values, errors, tuple(function.fields), function.header)


def _of_shape(values: Any, shape: Shape) -> Any:
    """An output in full; a body that did not look at an argument gives fewer cells."""
    if not shape or np.shape(values) == shape:
        return values
    return np.array(np.broadcast_to(values, shape))


def _as_rows(columns: tuple[Any, ...], shape: Shape) -> np.ndarray[Any, Any]:
    """Put columns side by side: a scalar gives a row, a column of cells a rectangle."""
    full = [np.broadcast_to(column, shape) for column in columns]
    return np.stack(full, axis=-1) if len(shape) < 2 else np.concatenate(full, axis=-1)
