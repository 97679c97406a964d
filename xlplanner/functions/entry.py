"""The model of a catalogue entry; building one that breaks a rule raises."""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from xlplanner.errors import CatalogueError
from xlplanner.functions.accepts import Accepts, Choice, Day, Number, Series
from xlplanner.functions.cell_errors import CellError
from xlplanner.functions.cells import CellValue, Truths
from xlplanner.functions.named import Named
from xlplanner.functions.quality import Quality
from xlplanner.functions.returns import Raw, Returns, Row, Scalar, Table
from xlplanner.functions.tolerance import ROUNDING, Tolerance
from xlplanner.units import Unit

# Excel's wizard and VBA cut a help text at 255 characters; two are left for an ending.
MAX_HELP = 253
MAX_ARGUMENTS = 30
FIELD = "field"
LAST_COLUMN = "XFD"
LAST_ROW = 1_048_576
FUNCTION_NAME = re.compile(r"[A-Z][A-Z0-9_]{2,30}")
ARGUMENT_NAME = re.compile(r"[a-z][a-z0-9_]{1,30}")
CELL_NAME = re.compile(r"R\d*C\d*|([A-Z]{1,3})(\d+)")
VBA_KEYWORDS = frozenset(
    """abs and any array as base boolean byref byte byval call case cbool cbyte ccur cdate cdbl
    cint clng close compare const csng cstr currency cvar cverr date debug decimal declare defbool
    deftype dim do double each else elseif empty end enum eqv erase error event exit explicit false
    fix for friend function get global gosub goto if imp implements in input int integer is lbound
    len let lib like line load local lock long loop lset me mod module name new next not nothing
    null object on open option optional or output paramarray preserve print private property public
    put raiseevent randomize redim rem reset resume return rset seek select set sgn shared single
    static step stop string sub then time to true type typeof ubound unlock until variant wend
    while width with withevents write xor""".split()
)
Body = TypeVar("Body", bound=Callable[..., Any])


def parameters_of(function: Callable[..., object]) -> list[str]:
    """The names of a function's positional parameters, a starred one last."""
    # inspect.signature takes as long for the catalogue as all its other checks.
    code = function.__code__
    starred = bool(code.co_flags & inspect.CO_VARARGS)
    return list(code.co_varnames[: code.co_argcount + starred])


class AnyCell:
    """An argument that takes a cell as it is."""

    def limits(self) -> str:
        """No limits."""
        return "anything"

    def read(self, cell: object, name: str) -> object:
        """The cell."""
        return cell


@dataclass(frozen=True)
class Argument:
    """One argument of a function.

    Attributes
    ----------
    name : str
        In lower case, without a unit.
    help : str
        What it is; `help_text` adds the unit.
    unit : Unit
    accepts : Number, Series, Choice, Day, Named or AnyCell
        What a cell may hold, with bounds.
    optional : bool
        Whether it may be left out or blank.
    default : str, float or None
        What a blank optional argument stands for.
    default_words : str
        How help states the default, where its value says little.
    repeats : bool
        Whether any number of further cells may follow; only for the last argument.
    """

    name: str
    help: str
    unit: Unit
    accepts: Accepts
    optional: bool = False
    default: str | float | None = None
    default_words: str = ""
    repeats: bool = False

    def __post_init__(self) -> None:
        if not ARGUMENT_NAME.fullmatch(self.name) or self.name in VBA_KEYWORDS:
            raise CatalogueError(f"argument name {self.name!r} is no lower-case word, or VBA's own")
        known = isinstance(self.accepts, Number | Series | Choice | Day | Named | AnyCell)
        if not isinstance(self.unit, Unit) or not known:
            raise CatalogueError(f"argument {self.name} has no unit, or takes nothing known")
        if self.default is not None and not self.optional:
            raise CatalogueError(f"argument {self.name} has a default but is required")
        if isinstance(self.accepts, Number | Choice) and self.default is not None:
            default = self.accepts.read(self.default, self.name)
            if isinstance(default, CellError):
                raise CatalogueError(f"argument {self.name} has a bad default: {default.reason}")
        _check_help(f"argument {self.name}", self.help, self.help_text)

    @property
    def help_text(self) -> str:
        """Help with default and unit, as a function wizard shows it."""
        words = self.default_words or self.default
        default = "" if words is None else f"; default {words}"
        return f"{self.help}{default} [{self.unit}]"


class Condition(NamedTuple):
    """What must hold between arguments for an answer to exist.

    Attributes
    ----------
    holds : callable
        From the arguments it names to a truth value per cell.
    reason : callable
        From one cell's values of the same arguments to words that say why not.
    """

    holds: Callable[..., Truths]
    reason: Callable[..., str]

    @property
    def arguments(self) -> list[str]:
        """The arguments it names."""
        return parameters_of(self.holds)


class Example(NamedTuple):
    """A call with its value.

    Attributes
    ----------
    args : tuple
        Cells as a user types them; a tuple of them for a range of one row.
    value : float, str or tuple
        The answer: one value, a row, or rows.
    source : str
        Where the value comes from.
    digits : int, optional
        For a value quoted from print: how many significant digits it has. Without it the value is
        computed and holds to the function's tolerance.
    """

    args: tuple[CellValue | tuple[CellValue, ...], ...]
    value: CellValue | tuple[CellValue | tuple[CellValue, ...], ...]
    source: str
    digits: int | None = None


@dataclass(frozen=True)
class Function:
    """One function of the catalogue.

    Attributes
    ----------
    name : str
        As typed in a cell.
    family : str
    arguments : tuple of Argument
    returns : Scalar, Row, Table or Raw
        What a call returns, with its unit.
    equation : str
        The equation, with its source.
    examples : tuple of Example
    body : callable
        The formula; its parameters are the arguments, its docstring the help.
    conditions : tuple of Condition
    tolerance : Tolerance
        How closely two computations of a value agree.
    notes : tuple of Condition
        What should hold between arguments and fields of the answer for it to be taken as it is;
        NOTES gives the reasons of those that do not.
    """

    name: str
    family: str
    arguments: tuple[Argument, ...]
    returns: Returns
    equation: str
    examples: tuple[Example, ...]
    body: Callable[..., Any]
    conditions: tuple[Condition, ...] = ()
    tolerance: Tolerance = ROUNDING
    notes: tuple[Condition, ...] = ()

    def __post_init__(self) -> None:
        self._check_name()
        self._check_arguments()
        self._check_returns()
        _check_help(f"function {self.name}", self.help, self.help_text)
        named = {argument.name for argument in self.arguments}
        if not all(named.issuperset(condition.arguments) for condition in self.conditions):
            raise CatalogueError(f"function {self.name} has a condition on what it does not take")
        if not all(named.union(self.fields).issuperset(note.arguments) for note in self.notes):
            raise CatalogueError(f"function {self.name} has a note on what it does not have")
        if not self.examples:
            raise CatalogueError(f"function {self.name} has no example")
        for example in self.examples:
            if not self.fewest <= len(example.args) <= self.most:
                raise CatalogueError(
                    f"function {self.name} has an example of {len(example.args)} arguments"
                )

    def _check_returns(self) -> None:
        if not isinstance(self.returns, Returns) or not (self.family and self.equation):
            raise CatalogueError(f"function {self.name} lacks returns, a family or an equation")
        if isinstance(self.returns, Row) and not self.returns.fields:
            raise CatalogueError(f"function {self.name} returns a row without fields")
        if self.conditions and isinstance(self.returns, Table | Raw):
            raise CatalogueError(f"function {self.name} has conditions on cells it does not read")
        if self.selector is not None:
            accepts = self.arguments[self.selector].accepts
            if not isinstance(accepts, Choice) or accepts.options != self.fields:
                raise CatalogueError(f"function {self.name} selects what are not its fields")

    def _check_name(self) -> None:
        if not FUNCTION_NAME.fullmatch(self.name):
            raise CatalogueError(f"function name {self.name!r} must match {FUNCTION_NAME.pattern}")
        if self.name.lower() in VBA_KEYWORDS:
            raise CatalogueError(f"function name {self.name} is a VBA keyword")
        if reads_as_cell(self.name):
            raise CatalogueError(f"function name {self.name} reads as a cell")

    def _check_arguments(self) -> None:
        names = [argument.name for argument in self.arguments]
        if len(set(names)) < len(names) or len(names) > MAX_ARGUMENTS:
            raise CatalogueError(
                f"function {self.name} repeats an argument or has over {MAX_ARGUMENTS}"
            )
        if names != parameters_of(self.body):
            raise CatalogueError(f"function {self.name} does not take what its body takes: {names}")
        if "law" not in names and any(isinstance(a.accepts, Quality) for a in self.arguments):
            raise CatalogueError(f"function {self.name} takes a quality but no law")
        optional = [argument.optional for argument in self.arguments]
        if optional != sorted(optional):
            raise CatalogueError(
                f"function {self.name} has a required argument after an optional one"
            )
        series = any(isinstance(argument.accepts, Series) for argument in self.arguments)
        if series and not isinstance(self.returns, Table):
            raise CatalogueError(f"function {self.name} takes a series but gives no table")
        unread = any(isinstance(a.accepts, AnyCell) or a.repeats for a in self.arguments)
        if unread and not isinstance(self.returns, Raw):
            raise CatalogueError(f"function {self.name} takes any cell but reads its cells")
        if any(argument.repeats for argument in self.arguments[:-1]):
            raise CatalogueError(f"function {self.name} repeats an argument that is not the last")

    @property
    def help(self) -> str:
        """What the function does, in a sentence or two."""
        return " ".join((self.body.__doc__ or "").split())

    @property
    def unit(self) -> Unit:
        """Unit of the value."""
        return self.returns.unit

    @property
    def help_text(self) -> str:
        """Help with the unit, as a function wizard shows it."""
        return f"{self.help} [{self.unit}]"

    @cached_property
    def fields(self) -> tuple[str, ...]:
        """The names of a row's fields; none of what is no row."""
        return tuple(self.returns.fields) if isinstance(self.returns, Row) else ()

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The names of a row's fields or a table's columns."""
        return tuple(self.returns.columns) if isinstance(self.returns, Table) else self.fields

    @cached_property
    def cellwise(self) -> bool:
        """Whether it reads its cells and returns a value or a row for each."""
        return isinstance(self.returns, Scalar | Row)

    @cached_property
    def fewest(self) -> int:
        """How many arguments are needed."""
        return sum(not argument.optional for argument in self.arguments)

    @cached_property
    def most(self) -> int:
        """How many arguments are taken."""
        repeats = bool(self.arguments) and self.arguments[-1].repeats
        return MAX_ARGUMENTS if repeats else len(self.arguments)

    @cached_property
    def tests(self) -> tuple[tuple[Condition, tuple[int, ...]], ...]:
        """The conditions, each with the indices of the arguments it names."""
        names = [argument.name for argument in self.arguments]
        return tuple((c, tuple(map(names.index, c.arguments))) for c in self.conditions)

    @cached_property
    def selector(self) -> int | None:
        """Index of the argument that picks one field of the row, if there is one."""
        names = [argument.name for argument in self.arguments]
        return names.index(FIELD) if FIELD in names else None

    @cached_property
    def resolved(self) -> tuple[tuple[int, int, Quality], ...]:
        """The arguments that a law resolves, each with the law's index and what it accepts."""
        names = [argument.name for argument in self.arguments]
        return tuple(
            (index, names.index("law"), argument.accepts)
            for index, argument in enumerate(self.arguments)
            if isinstance(argument.accepts, Quality)
        )

    @property
    def python_name(self) -> str:
        """Its name in the Python API."""
        return self.name.lower()

    @property
    def usage(self) -> str:
        """Name and arguments, optional ones in brackets."""
        words = [f"[{a.name}]" if a.optional else a.name for a in self.arguments]
        dots = ", …" if self.arguments and self.arguments[-1].repeats else ""
        return f"{self.name}({', '.join(words)}{dots})"


def reads_as_cell(name: str) -> bool:
    """Whether a spreadsheet would take a name for a cell, as LLM70 or R1C1."""
    match = CELL_NAME.fullmatch(name)
    if match is None:
        return False
    column, row = match.groups()
    if column is None:
        return True
    return (len(column), column) <= (len(LAST_COLUMN), LAST_COLUMN) and int(row) <= LAST_ROW


def _check_help(owner: str, description: str, text: str) -> None:
    # python -OO strips docstrings, which the help of functions is made of.
    if not description.strip() and sys.flags.optimize < 2:
        raise CatalogueError(f"{owner} has no help")
    if len(text) > MAX_HELP:
        raise CatalogueError(f"{owner} has a help of {len(text)} characters, over {MAX_HELP}")


class Family:
    """A named group of functions; `define` adds one by decorating its body."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.functions: list[Function] = []

    def define(
        self,
        *arguments: Argument,
        returns: Returns,
        equation: str,
        examples: tuple[Example, ...],
        conditions: tuple[Condition, ...] = (),
        tolerance: Tolerance = ROUNDING,
        notes: tuple[Condition, ...] = (),
    ) -> Callable[[Body], Body]:
        """Add a function whose name is the body's in upper case; see Function."""

        def decorate(body: Body) -> Body:
            self.functions.append(
                Function(
                    name=body.__name__.upper(),
                    family=self.name,
                    arguments=arguments,
                    returns=returns,
                    equation=equation,
                    examples=examples,
                    body=body,
                    conditions=conditions,
                    tolerance=tolerance,
                    notes=notes,
                )
            )
            return body

        return decorate
