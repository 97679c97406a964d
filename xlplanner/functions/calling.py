"""The one rule by which every function is called.

Arity, blanks to defaults, text to numbers, names to records, bounds, broadcasting as in NumPy (a
row against a column gives a grid), then the body, and a status with a reason for each cell that
has no value. Hosts translate the answer; they decide nothing.
"""

from __future__ import annotations

import math
from typing import Any, NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

from xlplanner.core.law import Values
from xlplanner.errors import CellValueError, FileError, Status, XlplannerError
from xlplanner.functions.accepts import Number, Series
from xlplanner.functions.cell_errors import CellError, cell_error
from xlplanner.functions.cells import CallValue, CellValue
from xlplanner.functions.entry import Argument, Condition, Function
from xlplanner.functions.reading import (
    CellErrors,
    Shape,
    errors_where,
    gather,
    merge_errors,
    or_none,
    out_of_domain,
    read,
    size,
)
from xlplanner.functions.returns import Raw, Row, Table

# The values of a body: one, or those of a row's fields.
Outputs: TypeAlias = tuple[Values, ...]
NO_ANSWER = cell_error(Status.DOMAIN, "the answer is beyond the largest number a cell can hold")


class Answer(NamedTuple):
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

    values: CallValue
    errors: CellErrors = None
    fields: tuple[str, ...] = ()
    header: bool = False

    def rows(self) -> list[list[CellValue]]:
        """Values as rows of cells, an error value where there is a problem."""
        if type(self.values) is float:
            return [[self.values]]
        rows: list[list[CellValue]] = _two_dimensional(np.asarray(self.values)).tolist()
        if self.errors is not None:
            for row, errors in zip(rows, _two_dimensional(self.errors).tolist(), strict=True):
                row[:] = [e.code if e else value for value, e in zip(row, errors, strict=True)]
        return [list(self.fields), *rows] if self.header else rows

    def cells(self) -> tuple[list[list[CellValue]], list[list[CellError | None]]]:
        """The rows, and the problem or None of each cell."""
        rows = self.rows()
        errors: list[list[CellError | None]] = [[None] * len(row) for row in rows]
        if self.errors is not None:
            errors[self.header :] = _two_dimensional(self.errors).tolist()
        return rows, errors


def _two_dimensional(array: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    rows = math.prod(array.shape[:-1]) if array.ndim > 1 else 1
    return array.reshape(rows, array.shape[-1] if array.ndim else 1)


def call(function: Function, cells: tuple[object, ...]) -> Answer:
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
    if isinstance(function.returns, Raw):
        try:
            return Answer(function.body(*cells))
        except Exception as error:
            return Answer(np.full((), np.nan), _everywhere(_fault(function, error), ()))
    values, shape, input_errors = read_cells(function, cells)
    with np.errstate(all="ignore"):
        outputs, output_errors = _solve(function, values, shape, input_errors)
    errors = merge_errors([input_errors, output_errors], shape)
    return _lay_out(function, outputs, errors, shape, row=_gives_row(function, values))


def call_all_fields(function: Function, cells: tuple[Any, ...]) -> Answer:
    """All fields of a row for each cell, along one more axis, whichever of them the call picks.

    The cells may have any shape, as those of a call that picks one field.
    """
    values, shape, input_errors = read_cells(function, cells)
    if function.selector is not None:
        values[function.selector] = None
    with np.errstate(all="ignore"):
        outputs, output_errors = _solve(function, values, shape, input_errors)
    errors = merge_errors([input_errors, output_errors], shape)
    outputs = outputs or (np.full(shape, np.nan),) * len(function.fields)
    rows = np.stack([np.broadcast_to(output, shape) for output in outputs], axis=-1)
    return Answer(rows, errors, function.fields)


def read_cells(
    function: Function, cells: tuple[Any, ...]
) -> tuple[list[object], Shape, CellErrors]:
    """The values of all arguments, the shape to which they broadcast, and what is wrong."""
    if isinstance(function.returns, Table):
        cells = tuple(map(_only_cell, function.arguments, cells))
    padded = cells + (None,) * (len(function.arguments) - len(cells))
    gathered = [gather(arg, cell) for arg, cell in zip(function.arguments, padded, strict=True)]
    values = [item.values for item in gathered]
    shape = _common_shape(function, values)
    return values, shape, merge_errors([item.errors for item in gathered], shape)


def call_scalar(function: Function, cells: tuple[object, ...]) -> float | None:
    """The value for single cells that are all in order, in Python's own floats.

    This is the short way of most cells of a spreadsheet. None for anything else: an error, ranges,
    a row or a table, which `call_cells` handles.
    """
    missing = len(function.arguments) - len(cells)
    if missing < 0 or not function.cellwise:
        return None
    if missing:
        cells += (None,) * missing
    values = []
    for argument, cell in zip(function.arguments, cells, strict=True):
        accepts = argument.accepts
        number = type(cell) is float and isinstance(accepts, Number)
        value = accepts.read(cell, argument.name) if number else read(argument, cell)
        if isinstance(value, CellError):
            return None
        values.append(value)
    if _gives_row(function, values):
        return None
    try:
        resolve(function, values)
        for test, indices in function.tests:
            if not test.holds(*[values[i] for i in indices]):
                return None
        (output,) = _outputs(function, values)
    except Exception:
        # `call_cells` meets it again and says what it is.
        return None
    return float(output) if math.isfinite(output) else None


def _only_cell(argument: Argument, cell: object) -> object:
    """The cell of a range of one, unless it is a series."""
    if isinstance(argument.accepts, Series):
        return cell
    try:
        alone = isinstance(cell, list | tuple | np.ndarray) and np.size(cell) == 1
    except ValueError:
        # Rows that differ in length, which the reading of the argument reports.
        return cell
    return np.asarray(cell, dtype=object).flat[0] if alone else cell


def _arity(function: Function, count: int) -> str:
    few, many = function.fewest, function.most
    taken = str(few) if few == many else f"{few} to {many}"
    return f"{function.usage} takes {taken} argument{'s' * (taken != '1')}; got {count}"


def _gives_row(function: Function, values: list[object]) -> bool:
    """Whether each cell gives a row: the function has fields and none is selected."""
    if not function.fields:
        return False
    return function.selector is None or values[function.selector] is None


def _common_shape(function: Function, values: list[object]) -> Shape:
    shapes = [value.shape for value in values if isinstance(value, np.ndarray)]
    if not shapes:
        return ()
    try:
        shape = np.broadcast_shapes(*shapes)
    except ValueError:
        sizes = " and ".join(map(size, shapes))
        raise CellValueError(f"{function.name} cannot pair ranges of {sizes} cells") from None
    if isinstance(function.returns, Table):
        raise CellValueError(f"{function.name} takes single cells; got a range of {size(shape)}")
    if _gives_row(function, values) and len(shape) > 1 and shape[-1] != 1:
        raise CellValueError(
            f"{function.name} gives a row for each cell, so a range must be one column; "
            f"got {size(shape)} cells"
        )
    return shape


# Solving ---------------------------------------------------------------------------------------


def _solve(
    function: Function, values: list[object], shape: Shape, input_errors: CellErrors
) -> tuple[Outputs, CellErrors]:
    """Run the body once, or once for each combination of the names that the cells hold."""
    arrays = {i: value for i, value in enumerate(values) if isinstance(value, np.ndarray)}
    named = [i for i, array in arrays.items() if array.dtype == object]
    if input_errors is not None and all(error is not None for error in input_errors.flat):
        return (), None
    if not named:
        return _apply(function, values, shape)
    full = {i: np.broadcast_to(array, shape) for i, array in arrays.items()}
    groups: dict[tuple[object, ...], list[int]] = {}
    for i, names in enumerate(zip(*(full[k].flat for k in named), strict=True)):
        if input_errors is None or input_errors.flat[i] is None:
            groups.setdefault(names, []).append(i)
    outputs: tuple[NDArray[np.float64], ...] = ()
    errors = np.full(shape, None, dtype=object)
    for names, cells in groups.items():
        args = list(values)
        for k, array in full.items():
            args[k] = array.flat[cells]
        for k, name in zip(named, names, strict=True):
            args[k] = name
        results, group_errors = _apply(function, args, (len(cells),))
        outputs = outputs or tuple(np.full(shape, np.nan) for _ in results)
        # A group that failed has no results, only errors.
        for output, result in zip(outputs, results, strict=False):
            output.flat[cells] = result
        if group_errors is not None:
            errors.flat[cells] = group_errors
    return outputs, or_none(errors)


def _apply(function: Function, args: list[object], shape: Shape) -> tuple[Outputs, CellErrors]:
    """Run the body for one law and one deployment; whatever it raises becomes a status."""
    try:
        resolve(function, args)
        if isinstance(function.returns, Table):
            return (function.body(*args),), None
        outputs = _outputs_of(function, args, shape)
    except FileError:
        # Broken data are no fault of a cell.
        raise
    except XlplannerError as error:
        return (), _everywhere(CellError(error.status, error.code, str(error)), shape)
    except ArithmeticError:
        outputs = (np.full(shape, np.nan),)
    except Exception as error:
        return (), _everywhere(_fault(function, error), shape)
    try:
        unmet = _unmet_conditions(function, args, shape)
    except Exception as error:
        return (), _everywhere(_fault(function, error), shape)
    return outputs, merge_errors([*unmet, _not_finite(outputs, shape)], shape)


def _unmet_conditions(function: Function, args: list[object], shape: Shape) -> list[CellErrors]:
    """What the conditions say, in order, until every cell has failed one."""
    # NumPy's floats give NaN or infinity where Python's own would raise.
    numbers = [np.float64(arg) if type(arg) is float else arg for arg in args]
    layers: list[CellErrors] = []
    for test, indices in function.tests:
        layers.append(_unmet(test, [numbers[i] for i in indices], shape))
        merged = merge_errors(layers, shape)
        if merged is not None and (merged != None).all():
            break
    return layers


def _everywhere(problem: CellError, shape: Shape) -> CellErrors:
    return errors_where(True, shape, problem)


def _fault(function: Function, error: Exception) -> CellError:
    """A mistake of ours, which must not end a spreadsheet."""
    reason = f"{function.name} failed, which is a mistake in xlplanner: {error!r}"
    return cell_error(Status.VALUE, reason)


def resolve(function: Function, args: list[Any]) -> None:
    """Put the losses that a law gives in place of what stands for them."""
    for index, law, quality in function.resolved:
        args[index] = quality.resolve(args[index], args[law])


def _outputs_of(function: Function, args: list[object], shape: Shape) -> Outputs:
    """The outputs; of single cells in Python's own floats, or NumPy's where these raise."""
    if not shape:
        try:
            return _outputs(function, args)
        except XlplannerError:
            raise
        except (ArithmeticError, ValueError):
            pass
    return _outputs(function, [np.float64(arg) if type(arg) is float else arg for arg in args])


def _outputs(function: Function, args: list[object]) -> Outputs:
    """What the body gives: all fields of a row, the selected one, or the one value."""
    results = function.body(*args)
    if not isinstance(results, tuple):
        return (results,)
    if function.selector is None or args[function.selector] is None:
        return results
    return (results[function.fields.index(args[function.selector])],)


def _unmet(condition: Condition, args: list[object], shape: Shape) -> CellErrors:
    holds = condition.holds(*args)
    if np.all(holds) if shape else holds:
        return None

    def why(index: Shape) -> str:
        here = [np.broadcast_to(a, shape)[index] if isinstance(a, np.ndarray) else a for a in args]
        return condition.reason(*here)

    return out_of_domain(np.logical_not(holds), shape, why)


def _not_finite(outputs: Outputs, shape: Shape) -> CellErrors:
    if not shape and all(map(math.isfinite, outputs)):
        return None
    finite = np.logical_and.reduce(np.broadcast_arrays(*map(np.isfinite, outputs)))
    return errors_where(~finite, shape, NO_ANSWER)


# Laying out ------------------------------------------------------------------------------------


def _lay_out(
    function: Function, outputs: Outputs, errors: CellErrors, shape: Shape, *, row: bool
) -> Answer:
    """Arrange outputs and errors as the cells of the answer."""
    outputs = outputs or (np.full(shape, np.nan),) * (len(function.fields) if row else 1)
    if errors is not None:
        outputs = tuple(np.where(errors == None, output, np.nan) for output in outputs)
    if isinstance(function.returns, Table):
        if errors is not None:
            return Answer(np.full(shape, np.nan), errors)
        values = np.array(outputs[0], dtype=object)
        header = bool(function.columns) and function.returns.header
        return Answer(values, None, function.columns, header)
    if not row:
        return Answer(_of_shape(outputs[0], shape), errors)
    values = _as_rows(outputs, shape)
    if errors is not None:
        errors = _as_rows((errors,) * len(outputs), shape)
    header = isinstance(function.returns, Row) and function.returns.header
    return Answer(values, errors, function.fields, header)


def _of_shape(values: Values, shape: Shape) -> Values:
    """An output in full; a body that did not look at an argument gives fewer cells."""
    if not shape or np.shape(values) == shape:
        return values
    return np.array(np.broadcast_to(values, shape))


def _as_rows(
    columns: Outputs | tuple[NDArray[np.object_], ...], shape: Shape
) -> np.ndarray[Any, Any]:
    """Put columns side by side: a scalar gives a row, a column of cells a rectangle."""
    full: list[NDArray[Any]] = [np.broadcast_to(column, shape) for column in columns]
    return np.stack(full, axis=-1) if len(shape) < 2 else np.concatenate(full, axis=-1)
