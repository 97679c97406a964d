"""Every function of the catalogue that formulas can have, as a LAMBDA name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple

import numpy as np

from xlplanner.core.constants import ALL
from xlplanner.core.optimum import chinchilla_quality
from xlplanner.expressions.let import (
    NO_NUMBER,
    NO_STEPS,
    LetRenderer,
    let,
    reads_as_reference,
)
from xlplanner.expressions.members import Member, Tables, kind_of, member_of, options_of
from xlplanner.expressions.operations import call as call_of
from xlplanner.expressions.operations import if_
from xlplanner.expressions.spreadsheet import literal
from xlplanner.expressions.tree import Expression, Name, any_number, lift
from xlplanner.functions.accepts import Choice, Day, Number
from xlplanner.functions.calling import call
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.functions.entry import FIELD, Argument, Function
from xlplanner.functions.families.hardware import gpu_price
from xlplanner.functions.families.law_comparison import law_compare
from xlplanner.functions.named import Named, RecordKind
from xlplanner.functions.quality import Quality
from xlplanner.functions.records import DEPLOYMENT_KIND, GROWTH_KIND
from xlplanner.functions.returns import Raw, Row
from xlplanner.reference.names import name_key
from xlplanner.workbook.cells import DeploymentCells, LawCells
from xlplanner.workbook.lambdas.compare import compare_definition, compare_helpers
from xlplanner.workbook.lambdas.info import BODIES as INFO_BODIES
from xlplanner.workbook.lambdas.info import info_definition, info_helpers
from xlplanner.workbook.lambdas.rule import helpers
from xlplanner.workbook.lambdas.spelling import stored
from xlplanner.workbook.lambdas.tables import (
    FIGURES,
    data_helpers,
    fields_of,
    read,
    tabulated,
)

CONSTANT_NAMES = {constant.name for constant in ALL}
# What formulas cannot have, each with why.
FITS = "fits a law by minimising over the runs, with as many steps as it takes"
BOOTSTRAP = "ranks the optimum under 200 refits of a law"
WORDS = "needs the reasons in words, which formulas cannot pass on"
LEFT_OUT = {
    "FIT_LAW": FITS,
    "FIT_CHECK": FITS,
    "OPT_BAND": BOOTSTRAP,
    "COST_BAND": BOOTSTRAP,
    "COST_SENSITIVITY": "takes derivatives by complex numbers and ranks them",
    "GPU_PRICE_TREND": "is a regression over the months of the price index",
    "WHY": WORDS,
    "NOTES": WORDS,
}


class LambdaName(NamedTuple):
    """A defined name.

    Attributes
    ----------
    definition : str
        As one types it, without the equals sign.
    comment : str
        Its tooltip; of a shared name none.
    """

    definition: str
    comment: str = ""

    @property
    def stored(self) -> str:
        """The definition as a file stores it."""
        return stored(self.definition)


def lambda_names() -> dict[str, LambdaName]:
    """All names: the catalogue's functions in their order, then the shared ones that they call."""
    tables = Tables()
    functions = {
        function.name: LambdaName(definition(function, tables), function.help_text)
        for function in CATALOGUE.values()
        if function.name not in LEFT_OUT
    }
    define = partial(definition, tables=tables)
    rows = compare_helpers(CATALOGUE["LAW_COMPARE"], define)
    made = tabulated(tables.by_name.values())
    shared = {**helpers(), **rows, **data_helpers(), **info_helpers(), **made}
    return functions | {name: LambdaName(text) for name, text in shared.items()}


def functions_of(names: dict[str, LambdaName]) -> dict[str, LambdaName]:
    """The names of the catalogue's functions, without the shared ones."""
    return {name: made for name, made in names.items() if name in CATALOGUE}


def module_text(names: dict[str, LambdaName]) -> str:
    """The names as a module of text, as Excel Labs' Advanced Formula Environment imports it."""
    lines = []
    for name, made in names.items():
        if made.comment:
            lines.append(f"/* {made.comment} */")
        lines.append(f"{name} = {made.definition};\n")
    return "\n".join(lines)


# A function ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Taken:
    """An argument of a definition: `a_1` what it holds, `c_1` a cell of it, `v_1` its value."""

    argument: Argument
    number: int

    @property
    def name(self) -> str:
        """As Excel shows it while one types; no cell, and no name of the workbook's constants."""
        name = self.argument.name
        return f"{name}_" if reads_as_reference(name) or name in CONSTANT_NAMES else name

    @property
    def declared(self) -> str:
        """The name, in brackets where the argument may be left out."""
        return f"[{self.name}]" if self.argument.optional else self.name

    @property
    def held(self) -> str:
        """What the argument holds, empty text if it is left out."""
        name = self.name
        return f'IF(ISOMITTED({name}),"",{name})' if self.argument.optional else name

    @property
    def whole(self) -> str | None:
        """What says whether the argument is one record in a range of labels and values."""
        accepts = self.argument.accepts
        if not isinstance(accepts, RecordKind):
            return None
        word = "law" if accepts is GROWTH_KIND else kind_of(accepts)
        return f"xlp_{word}_is_range(a_{self.number})"

    def _in_full(self, text: str, whole: str) -> str:
        return f"IF(l_{self.number},{whole},{text})" if self.whole else text

    def size(self, count: str) -> str:
        """How many rows or columns it has; one record in a range counts as a cell."""
        return self._in_full(f"{count}(a_{self.number})", "1")

    @property
    def cell(self) -> str:
        """The cell for a row and column of the answer."""
        return self._in_full(f"xlp_at(a_{self.number},i_,j_)", f"a_{self.number}")

    @property
    def passed(self) -> str:
        """The cell's own error, if it holds one."""
        return self._in_full(f"c_{self.number}", f"xlp_passed(a_{self.number})")

    @property
    def value(self) -> str:
        """The cell's value, the default if it is blank, or its error."""
        argument, at = self.argument, f"c_{self.number}"
        accepts = argument.accepts
        if isinstance(accepts, RecordKind):
            default = list(accepts.load()).index(str(argument.default)) + 1
            return f"xlp_{kind_of(accepts)}_from(l_{self.number},{at},{default})"
        text = read(accepts, at)
        if argument.optional:
            return f"IF(xlp_blank({at}),{_default(argument)},{text})"
        return f"IF(xlp_blank({at}),#VALUE!,{text})" if isinstance(accepts, Named) else text


def _default(argument: Argument) -> str:
    """What a blank stands for: a number, or a place among the options, 0 for none of them."""
    accepts, default = argument.accepts, argument.default
    if isinstance(accepts, Number):
        return literal(default)
    if isinstance(accepts, Day):
        return "TODAY()"
    if default is None:
        return "0"
    return str(options_of(accepts).index(accepts.read(default, argument.name)) + 1)


def definition(function: Function, tables: Tables) -> str:
    """A function as LAMBDA, with helpers' names and no others."""
    if function.body is law_compare:
        each = [Taken(argument, number) for number, argument in enumerate(function.arguments, 1)]
        return compare_definition(",".join(t.declared for t in each), [t.held for t in each])
    if function.body in INFO_BODIES:
        (only,) = (Taken(argument, 1) for argument in function.arguments)
        return info_definition(function, only.declared, only.held)
    if isinstance(function.returns, Raw):
        # Without arguments it always gives the same.
        return f"LAMBDA({literal(function.body())})"
    taken = [Taken(a, number) for number, a in enumerate(function.arguments, start=1)]
    read_ones = [t for t in taken if t.argument.name != FIELD]
    pairs = [(f"a_{t.number}", t.held) for t in taken]
    pairs += [(f"l_{t.number}", t.whole) for t in taken if t.whole]
    pairs += [(name, _row(t.size(count) for t in taken)) for name, count in SIZES]
    fit = "AND(xlp_fit(rows_),xlp_fit(columns_))"
    across, select = "MAX(columns_)", ""
    if isinstance(function.returns, Row):
        across, fit, select = _layout(function, taken, pairs, fit)
    cells = [(f"c_{t.number}", t.cell) for t in read_ones]
    cells += [(f"v_{t.number}", t.value) for t in read_ones]
    body = _body(function, read_ones, tables, cells, select)
    array = f"MAKEARRAY(MAX(rows_),{across},LAMBDA(i_,j_,{body}))"
    if isinstance(function.returns, Row) and function.returns.header:
        array = f"VSTACK({literal(function.fields)},{array})"
    declared = ",".join(t.declared for t in taken)
    return f"LAMBDA({declared},{let(pairs, f'IF({fit},{array},#VALUE!)')})"


SIZES = (("rows_", "xlp_rows"), ("columns_", "xlp_columns"))


def _row(parts: Any) -> str:  # noqa: ANN401 (any iterable of texts)
    return f"HSTACK({','.join(parts)})"


def _layout(
    function: Function, taken: list[Taken], pairs: list[tuple[str, str]], fit: str
) -> tuple[str, str, str]:
    """Columns, condition and choice of a row of fields, of which an argument may pick one."""
    count = len(function.fields)
    if function.selector is None:
        return str(count), f"AND({fit},MAX(columns_)=1)", "j_"
    held = f"a_{function.selector + 1}"
    alone = f"xlp_is_one({held})"
    pairs.append(("w_", f"IF({alone},xlp_blank(xlp_at({held},1,1)),FALSE)"))
    keys = literal(tuple(map(name_key, function.fields)))
    chosen = f"IF(w_,j_,xlp_choice(xlp_at({held},i_,j_),{keys}))"
    across = f"IF(w_,{count},MAX(columns_))"
    return across, f"AND({fit},OR(NOT(w_),MAX(columns_)=1))", chosen


def _body(
    function: Function,
    taken: list[Taken],
    tables: Tables,
    cells: list[tuple[str, str]],
    select: str,
) -> str:
    """The value of a cell of the answer, or its error."""
    passed = [t.passed for t in taken] + [f"v_{t.number}" for t in taken]
    if select:
        cells = [*cells, ("k_", select)]
        # The field is the last argument of all but two.
        selector = function.selector
        if selector is not None:
            passed = _with_field(passed, taken, selector)
    named = [name for name, _ in cells]
    renderer = LetRenderer([*named, "i_", "j_", "e_", "k_"])
    computed = _computed(function, taken, tables)
    guards = computed.guards
    pairs = [*cells, *renderer.bindings(guards)]
    passed += [renderer.text(guard) for guard in guards]
    pairs.append(("e_", f"xlp_error({_row(passed)})"))
    results = [*computed.conditions, *computed.outputs]
    bound = renderer.bindings(results)
    conditions = [renderer.text(condition) for condition in computed.conditions]
    value = _value(function, computed, [renderer.text(part) for part in computed.outputs], bound)
    if conditions:
        value = f"IF(AND({','.join(conditions)}),{value},{NO_NUMBER})"
    answer = f"IFERROR({let(bound, value)},{NO_NUMBER})" if not computed.sure else value
    return let(pairs, f"IF(ISERROR(e_),e_,{answer})")


def _with_field(passed: list[str], taken: list[Taken], selector: int) -> list[str]:
    """The errors of arguments in their order, that of the field among them."""
    before = sum(t.number <= selector for t in taken)
    cells, values = passed[: len(taken)], passed[len(taken) :]
    field = f"IF(w_,0,xlp_at(a_{selector + 1},i_,j_))"
    return [*cells[:before], field, *cells[before:], *values[:before], "k_", *values[before:]]


def _value(
    function: Function, computed: Computed, outputs: list[str], bound: list[tuple[str, str]]
) -> str:
    """The one value, or the field that is asked for: of a whole row none if one has no value."""
    if computed.sure or not isinstance(function.returns, Row):
        return outputs[0]
    names = [f"o_{place}" for place, _ in enumerate(outputs, start=1)]
    bound += zip(names, outputs, strict=True)
    wrong = f"ISERROR(xlp_error({_row(names)}))"
    none = wrong if function.selector is None else f"AND(w_,{wrong})"
    return f"IF({none},{NO_NUMBER},CHOOSE(k_,{','.join(names)}))"


# What it computes --------------------------------------------------------------------------------


class Computed(NamedTuple):
    """The expressions of a function.

    Attributes
    ----------
    outputs : list of Expression
        The value, or those of a row's fields.
    conditions : list of Expression
    guards : list of Expression
        What was looked up, whose errors are the function's.
    sure : bool
        Whether it is looked up as a whole, with its errors.
    """

    outputs: list[Expression]
    conditions: list[Expression]
    guards: list[Expression]
    sure: bool = False


def _computed(function: Function, taken: list[Taken], tables: Tables) -> Computed:
    """Run a function on symbols of its arguments."""
    if function.body is gpu_price:
        values = [any_number(f"v_{t.number}") for t in taken]
        found = call_of("xlp_price", values, np.float64(1))
        return Computed([found], [], [found], sure=True)
    finite = all(isinstance(t.argument.accepts, Named | Choice) for t in taken)
    if finite and not any(isinstance(t.argument.accepts, RecordKind) for t in taken):
        return _looked_up(function, taken, tables)
    symbols = _symbols(taken, tables)
    arguments = [symbols.get(number) for number, _ in enumerate(function.arguments, start=1)]
    with np.errstate(all="ignore"):
        results = function.body(*arguments)
        conditions = [
            lift(test.holds(*(arguments[i] for i in indices))) for test, indices in function.tests
        ]
    outputs = list(map(lift, results if isinstance(results, tuple) else (results,)))
    return Computed(outputs, conditions, tables.take_looked_up())


def _symbols(taken: list[Taken], tables: Tables) -> dict[int, Any]:
    """What stands for each argument in its body."""
    symbols: dict[int, Any] = {}
    for t in taken:
        accepts, value = t.argument.accepts, any_number(f"v_{t.number}")
        if accepts is GROWTH_KIND:
            symbols[t.number] = LawCells({"params_share": value}, NO_STEPS, NO_STEPS)
        elif isinstance(accepts, RecordKind):
            fields = fields_of(accepts, value)
            if accepts is DEPLOYMENT_KIND:
                named = {name: _figure(name, value) for name in FIGURES}
                symbols[t.number] = DeploymentCells(fields | named)
            else:
                symbols[t.number] = LawCells(fields, NO_STEPS, NO_STEPS)
        elif isinstance(accepts, Named | Choice):
            symbols[t.number] = member_of(t.argument, value, tables)
        else:
            symbols[t.number] = value
    for t in taken:
        if isinstance(t.argument.accepts, Quality):
            law = next(symbols[o.number] for o in taken if o.argument.name == "law")
            size = symbols[t.number]
            like: Any = chinchilla_quality
            symbols[t.number] = if_(size < 0, like(-size, law), size).named(t.argument.name)
    return symbols


def _figure(name: str, row: Expression) -> Expression:
    """A figure that follows from a deployment, by its own name."""
    return call_of(f"xlp_{name}", [row], np.float64(1)).named(name)


def _looked_up(function: Function, taken: list[Taken], tables: Tables) -> Computed:
    """A function of names and choices alone: the table of its values, errors among them."""
    blank = [t.argument.optional and t.argument.default is None for t in taken]
    members = [
        Member(
            t.argument.name,
            options_of(t.argument.accepts, blank=b),
            any_number(f"v_{t.number}") + b,
            tables,
        )
        for t, b in zip(taken, blank, strict=True)
    ]
    if isinstance(function.returns, Row):
        fields: list[Any] = [*(partial(_cell, i) for i, _ in enumerate(function.fields))]
        asked = [*fields, *function.fields]
        count = len(function.fields)
        place = if_(Name("w_", True), any_number("k_"), any_number("k_") + count)
        members.append(Member(FIELD, asked, place, tables))
    found = tables.look_up(f"xlp_of_{function.name}", partial(_answer, function), members)
    return Computed([found], [], tables.take_looked_up(), sure=True)


def _cell(place: int, row: list[Any]) -> Any:  # noqa: ANN401 (what a cell holds)
    return row[place]


def _answer(function: Function, *options: Any) -> Any:  # noqa: ANN401 (what a cell holds)
    """The answer of a function for records and words."""
    *cells, last = [getattr(option, "name", option) for option in options]
    if callable(last):
        return last(call(function, tuple(cells)).rows()[-1])
    return call(function, (*cells, last)).rows()[-1][0]
