"""What `import xlplanner` offers: a function for each entry of the catalogue, records and errors.

Each is made when it is first asked for, so that importing one function costs no more than it must.
"""

from __future__ import annotations

import inspect
import warnings
from collections import namedtuple
from collections.abc import Callable
from functools import cache
from itertools import chain
from types import GenericAlias
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from xlplanner import errors
from xlplanner.core.cost import Deployment
from xlplanner.core.law import Law
from xlplanner.functions.arguments import DEPLOYMENT, LAW
from xlplanner.functions.calling import Answer, call
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.functions.cell_errors import CellError
from xlplanner.functions.cells import Cell, Labels, Range
from xlplanner.functions.docstrings import docstring
from xlplanner.functions.entry import Argument, Function
from xlplanner.functions.frames import with_index, without_index
from xlplanner.functions.reading import gather, merge_errors
from xlplanner.functions.records import DEFAULT_DEPLOYMENT, DEFAULT_LAW
from xlplanner.functions.returns import Table

PythonValue: TypeAlias = (
    float | str | NDArray[Any] | tuple[float | NDArray[Any], ...] | dict[str, float | str]
)
Record = TypeVar("Record")
RowClass: TypeAlias = type[tuple[Any, ...]]
PythonFunction: TypeAlias = Callable[..., PythonValue]

ERRORS = (
    errors.XlplannerError,
    errors.DomainError,
    errors.CellValueError,
    errors.UnknownNameError,
    errors.UnknownFunctionError,
    errors.PassedOnError,
    errors.FileError,
    errors.DataError,
)


def law(name: str = DEFAULT_LAW, **fields: Cell) -> Law:
    """A scaling law of the data, with constants of one's own.

    Parameters
    ----------
    name : str, optional
        Id of the law to start from.
    **fields : float
        E, A, B, alpha or beta in place of the law's own.

    Returns
    -------
    Law
        For the argument `law` of any function.

    Examples
    --------
    >>> from xlplanner import law
    >>> law("besiroglu", alpha=0.35)
    Law(E=1.8172, A=482.01, B=2085.43, alpha=0.35, beta=0.3658)
    """
    return _record(LAW, {"law": name, **fields}, Law)


def deployment(name: str = DEFAULT_DEPLOYMENT, **fields: Cell) -> Deployment:
    """A deployment of the data, with figures of one's own.

    Parameters
    ----------
    name : str, optional
        Id of the deployment to start from.
    **fields : float or str
        Fields of a Deployment in place of its own, or where they come from: training_gpu,
        inference_gpu, their precisions, provider, commitment, as_of, request_mix.

    Returns
    -------
    Deployment
        For the argument `deployment` of any function.

    Examples
    --------
    >>> from xlplanner import deployment
    >>> deployment("paper-printed", training_price=2.5).training_price
    2.5
    """
    return _record(DEPLOYMENT, {"deployment": name, **fields}, Deployment)


def _record(argument: Argument, labels: Labels, record_type: type[Record]) -> Record:
    read = gather(argument, labels)
    if read.errors is not None:
        error: CellError = read.errors.item()
        raise error.exception()
    assert isinstance(read.values, record_type)
    return read.values


_shown: list[bool] = [False]


def show_notes(show: bool = True) -> None:
    """Let every call warn of what NOTES says of its answer, or be quiet again, as at first.

    Parameters
    ----------
    show : bool, optional
        Whether to warn, by a NoteWarning for each note.

    Examples
    --------
    >>> import warnings
    >>> from xlplanner import law_loss, show_notes
    >>> show_notes()
    >>> with warnings.catch_warnings(record=True) as caught:
    ...     warnings.simplefilter("always")
    ...     loss = law_loss(2e12, 20e12)
    >>> show_notes(False)
    >>> str(caught[0].message)[:44]
    'params 2.00T is 125 times above what law chi'
    """
    _shown[0] = show


OTHERS: dict[str, object] = {
    offered.__name__: offered
    for offered in (*ERRORS, errors.NoteWarning, Law, Deployment, law, deployment, show_notes)
}


def row_name(function: Function) -> str:
    """The name of the class of a function's rows."""
    return function.name.title().replace("_", "")


# The functions that return a row or a table of columns, by the name of its class.
ROWS = {row_name(f): f for f in CATALOGUE.values() if f.columns}


def names() -> list[str]:
    """Every name that the package offers."""
    return [*(function.python_name for function in CATALOGUE.values()), *ROWS, *OTHERS]


@cache
def offered(name: str) -> object:
    """What the package offers under a name.

    Raises
    ------
    KeyError
        If it offers nothing of that name.
    """
    if name in ROWS:
        return row_class(name)
    function = CATALOGUE.get(name.upper())
    return bind(function) if function and function.python_name == name else OTHERS[name]


@cache
def row_class(name: str) -> RowClass:
    """A named tuple for a function's rows, generic in what a field holds: a float or an array.

    Of a table it holds the columns, as arrays.
    """
    function = ROWS[name]
    held = (
        f"A row of `{function.python_name}`: floats, or arrays of equal shape."
        if function.fields
        else f"The columns of the table of `{function.python_name}`, as arrays."
    )
    details: dict[str, object] = {"__doc__": held, "__module__": "xlplanner", "__slots__": ()}
    if function.fields:
        details["__class_getitem__"] = classmethod(GenericAlias)
    return type(name, (namedtuple(name, function.columns),), details)


def signature(function: Function) -> inspect.Signature:
    """The parameters of a Python function, as the catalogue gives them."""
    parameters = []
    for argument in function.arguments:
        if argument.repeats:
            parameters.append(inspect.Parameter(argument.name, inspect.Parameter.VAR_POSITIONAL))
            continue
        kind = inspect.Parameter.POSITIONAL_OR_KEYWORD
        default = argument.default if argument.optional else inspect.Parameter.empty
        parameters.append(inspect.Parameter(argument.name, kind, default=default))
    return inspect.Signature(parameters)


def bind(function: Function) -> PythonFunction:
    """A Python function that calls a catalogue entry.

    Numbers come back as floats or arrays, a row as a named tuple, a table of labels as a dict and
    one of columns as a named tuple of them. With a Series among the arguments, numbers come back
    as a Series and a row as a DataFrame, with its index. A single bad cell raises; in an array it
    gives NaN and a warning.
    """
    parameters = signature(function)
    fewest, most = function.fewest, function.most
    row = row_class(row_name(function)) if function.columns else None
    table = isinstance(function.returns, Table)

    def api(*args: Cell | Range[Cell], **kwargs: Cell | Range[Cell]) -> PythonValue:
        if kwargs or not fewest <= len(args) <= most:
            bound = parameters.bind(*args, **kwargs)
            bound.apply_defaults()
            args = bound.args
        args, index = without_index(args)
        answer = call(function, args)
        if answer.errors is not None:
            _report(function, args, answer, answer.errors)
        if _shown[0]:
            _warn_of_notes(function, args, answer)
        value = _python_value(answer, row, table=table)
        return value if index is None or table else with_index(value, index, api.__name__)

    api.__name__ = api.__qualname__ = function.python_name
    api.__module__ = "xlplanner"
    api.__doc__ = docstring(function)
    api.__signature__ = parameters  # type: ignore[attr-defined]
    return api


def _report(
    function: Function, args: tuple[object, ...], answer: Answer, errors: NDArray[np.object_]
) -> None:
    """Raise the error of a single cell, or warn of the cells of an array that have one."""
    cells: list[CellError | None] = errors.ravel().tolist()
    first = next((error for error in cells if error is not None), None)
    if first is None:
        # A range of no cells has none that is bad.
        return
    if not errors.shape[: errors.ndim - bool(answer.fields)]:
        raise first.exception()
    bad = len(cells) - cells.count(None)
    if bad == len(cells) and (single := _single_error(function, args)):
        raise single.exception()
    message = f"{function.python_name}: {bad} of {len(cells)} cells are NaN"
    warnings.warn(f"{message}; the first: {first.reason}", RuntimeWarning, stacklevel=3)


def _single_error(function: Function, args: tuple[object, ...]) -> CellError | None:
    """What is wrong with the arguments that are no arrays."""
    layers = [gather(*pair).errors for pair in zip(function.arguments, args, strict=False)]
    merged = merge_errors([layer for layer in layers if layer is not None and not layer.ndim], ())
    error: CellError | None = None if merged is None else merged.item()
    return error


def _column(cells: NDArray[np.object_]) -> NDArray[Any]:
    """A column of a table: of numbers as float64, or of text."""
    return np.array(cells.tolist())


def _warn_of_notes(function: Function, cells: tuple[object, ...], answer: Answer) -> None:
    from xlplanner.functions.notes import notes_of

    noted: list[tuple[str, ...]] = notes_of(function, cells, answer).ravel().tolist()
    for note in dict.fromkeys(chain.from_iterable(noted)):
        warnings.warn(note, errors.NoteWarning, stacklevel=3)


def _python_value(answer: Answer, row: RowClass | None, *, table: bool) -> PythonValue:
    values = answer.values
    if isinstance(values, np.ndarray):
        if table and row is not None:
            return row(*map(_column, values.T))
        if table:
            return dict(values.tolist())
        if row is not None and answer.fields:
            # The fields lie along the last axis.
            return row(*(values.tolist() if values.ndim == 1 else np.moveaxis(values, -1, 0)))
    return float(values) if isinstance(values, np.float64) else values
