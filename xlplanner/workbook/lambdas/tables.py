"""The data as array constants in names of their own, and how records are read in formulas."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from xlplanner.errors import ERROR_VALUES
from xlplanner.expressions.let import lambda_of, let
from xlplanner.expressions.members import KINDS, Tabulated, kind_of, options_of, tabulate
from xlplanner.expressions.operations import INDEX
from xlplanner.expressions.prices import DAYS, price_rows
from xlplanner.expressions.spreadsheet import literal
from xlplanner.expressions.tree import Expression, Node, any_number, lift
from xlplanner.functions.accepts import Accepts, Choice, Day, Number
from xlplanner.functions.named import Named, RecordKind
from xlplanner.functions.quality import Quality
from xlplanner.functions.records import (
    DEFAULT_COMMITMENT,
    DEFAULT_PRECISION,
    DEPLOYMENT_KIND,
    GPU,
    GROWTH_KIND,
    LAW_KIND,
    REQUEST_MIX,
    UNKNOWN_BANDWIDTH,
)
from xlplanner.reference import records
from xlplanner.reference.market import working_peak
from xlplanner.reference.names import name_key
from xlplanner.workbook.cells import DeploymentCells, LawCells

# Of one name; longer tables are joined from several, which leaves Excel's limit some room.
LONGEST_TABLE = 7_500
# Array constants -----------------------------------------------------------------------------


def cell(value: object) -> str:
    """A value as an array constant holds it; an error value as such."""
    if isinstance(value, str) and value in ERROR_VALUES:
        return value
    return literal("" if value is None else value)


def constants(name: str, rows: Sequence[Sequence[object]]) -> dict[str, str]:
    """Names that give a table: one, or parts and one that joins them."""
    parts: list[list[str]] = [[]]
    for row in rows:
        line = ",".join(map(cell, row))
        if sum(map(len, parts[-1])) + len(parts[-1]) + len(line) > LONGEST_TABLE:
            parts.append([])
        parts[-1].append(line)
    tables = [f"LAMBDA({{{';'.join(part)}}})" for part in parts]
    if len(tables) == 1:
        return {name: tables[0]}
    named = {f"{name}_{place}": table for place, table in enumerate(tables, start=1)}
    return named | {name: f"LAMBDA(VSTACK({','.join(f'{part}()' for part in named)}))"}


def tabulated(tables: Iterable[Tabulated]) -> dict[str, str]:
    """The names of tables of functions."""
    return {key: text for t in tables for key, text in constants(t.name, t.rows).items()}


# Reading by what an argument accepts -----------------------------------------------------------


def read(accepts: Accepts, at: str) -> str:
    """A formula for the value of a cell that is not blank; of a name its place in the data."""
    if isinstance(accepts, Quality):
        sizes = accepts.sizes
        bounds = _bounds(accepts.low, accepts.high, sizes.low, sizes.high)
        return f"xlp_loss({at},{bounds})"
    if isinstance(accepts, Number):
        within = "xlp_within" if accepts.low_allowed else "xlp_above"
        return f"{within}(xlp_number({at}),{_bounds(accepts.low, accepts.high)})"
    if isinstance(accepts, Choice):
        keys = tuple(map(name_key, accepts.options))
        return f"xlp_choice({at},{literal(keys)})"
    if isinstance(accepts, Day):
        return f"xlp_day({at},{literal(not accepts.first)})"
    if isinstance(accepts, Named):
        return f"xlp_named({at},xlp_{kind_of(accepts)}_names())"
    raise TypeError(f"no formula reads what {type(accepts).__name__} takes")


def _bounds(*numbers: float) -> str:
    return ",".join(map(literal, numbers))


def data_helpers() -> dict[str, str]:
    """Names, records and prices."""
    found: dict[str, str] = {}
    for word, kind in KINDS.items():
        places = {id(record): place for place, record in enumerate(kind.load().values(), start=1)}
        # Providers are texts, of which equal ones are one.
        keys = [
            (key, places.get(id(record)) or list(kind.load().values()).index(record) + 1)
            for key, record in kind.by_key().items()
        ]
        found |= constants(f"xlp_{word}_names", keys)
    found |= _records("law", LAW_KIND)
    found |= _records("deployment", DEPLOYMENT_KIND)
    found |= _growth() | _prices() | _figures()
    peaks = tabulate(working_peak, [options_of(GPU), records.PRECISIONS])
    found |= constants("xlp_working_peak", peaks)
    bandwidths = [[gpu.bandwidth_tb_per_s or UNKNOWN_BANDWIDTH] for gpu in options_of(GPU)]
    found |= constants("xlp_bandwidth", bandwidths)
    mixes = options_of(REQUEST_MIX)
    tokens = [[mix.input_tokens_per_request, mix.output_tokens_per_request] for mix in mixes]
    known = [["#N/A" if number is None else number for number in row] for row in tokens]
    return found | constants("xlp_mix_tokens", known)


def _records(word: str, kind: RecordKind[Any]) -> dict[str, str]:
    """How a law or deployment is read: by name, or from a range of labels and values."""
    names = list(kind.fields)
    numbers = [[getattr(record, name) for name in names] for record in kind.load().values()]
    places = {name: place for place, name in enumerate((*names, *kind.sources, kind.noun), 1)}
    labels = {key: places[name] for key, name in kind.labels.items()}
    labels = {**{name_key(r): 0 for r in (*kind.remarks, *kind.reported)}, **labels}
    limits = [[field.accepts.low, field.accepts.high] for field in kind.fields.values()]
    found = constants(f"xlp_{word}s", numbers)
    found |= constants(f"xlp_{word}_labels", list(labels.items()))
    found |= constants(f"xlp_{word}_limits", limits)
    count = len(names)
    others = [read(accepts, "w_") for accepts in kind.sources.values()]
    others.append(read(kind, "w_"))
    found[f"xlp_{word}_value"] = (
        f"LAMBDA(p_,w_,IF(p_<={count},xlp_within(xlp_number(w_),"
        f"INDEX(xlp_{word}_limits(),MIN(p_,{count}),1),"
        f"INDEX(xlp_{word}_limits(),MIN(p_,{count}),2)),"
        f"CHOOSE(p_-{count},{','.join(others)})))"
    )
    label = f'INDEX(xlp_{word}_labels(),XMATCH(xlp_key(q_&""),INDEX(xlp_{word}_labels(),0,1)),2)'
    found[f"xlp_{word}_place"] = (
        f"LAMBDA(q_,w_,IF(ISERROR(q_),q_,IF(ISERROR(w_),w_,IF(xlp_blank(w_),0,"
        f"IF(xlp_blank(q_),#VALUE!,IFERROR({label},#VALUE!))))))"
    )
    # Numbers beside texts that name nothing are meant as a record too.
    keys = f"INDEX(xlp_{word}_labels(),0,1)"
    sources = f"INDEX(xlp_{word}_names(),0,1)"
    found[f"xlp_{word}_is_range"] = (
        "LAMBDA(x_,IF(IFERROR(COLUMNS(x_)<>2,TRUE),FALSE,"
        'IF(OR(MAP(INDEX(x_,0,1),LAMBDA(q_,IF(ISTEXT(q_),IF(xlp_key(q_)="",FALSE,'
        f"IFERROR(INDEX(xlp_{word}_labels(),XMATCH(xlp_key(q_),{keys}),2)>0,FALSE)),FALSE)))),TRUE,"
        'AND(MAP(INDEX(x_,0,1),INDEX(x_,0,2),LAMBDA(q_,w_,IF(ISTEXT(q_),IF(xlp_key(q_)="",FALSE,'
        f"AND(ISERROR(XMATCH(xlp_key(q_),{sources})),OR(ISNUMBER(w_),ISLOGICAL(w_)))),FALSE)))))))"
    )
    at = {name: f"XMATCH({place},p_)" for name, place in places.items()}
    lines = [(f"{name}_", at[name]) for name in (*kind.sources, kind.noun)]
    lines.append(("b_", f"INDEX(xlp_{word}s(),{_given(kind.noun, '1')},0)"))
    derived = DERIVED if kind is DEPLOYMENT_KIND else NOT_DERIVED
    own = (
        f"IF(ISNUMBER({at[name]}),INDEX(v_,{at[name]},1),"
        f"{derived.fields.get(name, '{base}').format(base=f'INDEX(b_,1,{places[name]})')})"
        for name in names
    )
    cells = {name: f"INDEX(r_,1,{places[name]})" for name in names}
    checks = [check.format(**cells) for check in derived.checks]
    lines += [("r_", f"HSTACK({','.join(own)})"), ("g_", f"xlp_error(HSTACK({','.join(checks)}))")]
    read_rows = let(lines, "IF(ISERROR(g_),g_,r_)") if checks else let(lines[:-1], "r_")
    found[f"xlp_{word}_range"] = (
        "LAMBDA(x_,LET("
        f"p_,MAP(INDEX(x_,0,1),INDEX(x_,0,2),LAMBDA(q_,w_,xlp_{word}_place(q_,w_))),"
        "v_,MAP(p_,INDEX(x_,0,2),"
        f"LAMBDA(k_,w_,IF(ISERROR(k_),k_,IF(k_=0,0,xlp_{word}_value(k_,w_))))),"
        "e_,xlp_passed(x_),f_,xlp_passed(v_),"
        "IF(ISERROR(e_),e_,IF(ISERROR(f_),f_,"
        "IF(OR(MAP(p_,LAMBDA(k_,IF(k_=0,FALSE,SUMPRODUCT(--(p_=k_))>1)))),#VALUE!,"
        f"{read_rows})))))"
    )
    return found | _from(word)


def _from(word: str) -> dict[str, str]:
    """The record of an argument: a range that is one, a name, or the default's place if blank."""
    found = f"INDEX(xlp_{word}s(),{{}},0)"
    place = f"k_,xlp_named(x_,xlp_{word}_names())"
    text = (
        f"IF(xlp_blank(x_),{found.format('default_')},"
        f"LET({place},IF(ISERROR(k_),k_,{found.format('k_')})))"
    )
    full = f"xlp_{word}_range(x_)"
    return {f"xlp_{word}_from": f"LAMBDA(whole_,x_,default_,IF(whole_,{full},{text}))"}


class Derived(NamedTuple):
    """What a range's sources give, such as a GPU's peak.

    Attributes
    ----------
    fields : dict of str to str
        Formulas of fields, `{base}` for what the named record has.
    checks : list of str
        What may be wrong, in the order in which it counts: of the sources themselves, or of a
        field, as `{training_peak}`.
    """

    fields: dict[str, str]
    checks: list[str]


NOT_DERIVED = Derived({}, [])


def _given(name: str, otherwise: str) -> str:
    """The value of a source, if the range has it."""
    return f"IF(ISNUMBER({name}_),INDEX(v_,{name}_,1),{otherwise})"


def _derived() -> Derived:
    """What a deployment takes from the GPUs and the request mix that a range names."""
    precision = str(records.PRECISIONS.index(DEFAULT_PRECISION) + 1)
    terms = str(records.COMMITMENTS.index(DEFAULT_COMMITMENT) + 1)
    fields: dict[str, str] = {}
    checks = [
        (
            "IF(AND(ISERROR(training_gpu_),ISERROR(inference_gpu_),"
            "OR(ISNUMBER(provider_),ISNUMBER(commitment_),ISNUMBER(as_of_))),#VALUE!,0)"
        )
    ]
    for use in ("training", "inference"):
        gpu = f"INDEX(v_,{use}_gpu_,1)"
        formulas = {
            "peak": f"INDEX(xlp_working_peak(),{gpu},{_given(f'{use}_precision', precision)})",
            "price": f"xlp_price({gpu},{_given('provider', '0')},{_given('commitment', terms)},"
            f"{_given('as_of', 'TODAY()')})",
        }
        if use == "inference":
            formulas["bandwidth"] = f"INDEX(xlp_bandwidth(),{gpu},1)"
        for figure, text in formulas.items():
            fields[f"{use}_{figure}"] = f"IF(ISNUMBER({use}_gpu_),{text},{{base}})"
        checks.append(f"IF(AND(ISERROR({use}_gpu_),ISNUMBER({use}_precision_)),#VALUE!,0)")
        checks += [f"{{{use}_{figure}}}" for figure in formulas]
    for place, field in enumerate(("input_tokens", "output_tokens"), start=1):
        tokens = f"INDEX(xlp_mix_tokens(),INDEX(v_,request_mix_,1),{place})"
        fields[field] = f"IF(ISNUMBER(request_mix_),{tokens},{{base}})"
        checks.append(f"{{{field}}}")
    return Derived(fields, checks)


DERIVED = _derived()


def _growth() -> dict[str, str]:
    """The share of parameters in growth, of a law or of exponents alone."""
    shares = [[record.params_share] for record in GROWTH_KIND.load().values()]
    law = any_number("law_")
    share = LawCells(fields_of(LAW_KIND, law), 0, 0).params_share
    return (
        constants("xlp_growths", shares)
        | _from("growth")
        | {
            "xlp_params_share": lambda_of([law], share),
            "xlp_growth_range": "LAMBDA(x_,LET(law_,xlp_law_range(x_),"
            "IF(OR(MAP(law_,LAMBDA(q_,ISERROR(q_)))),law_,xlp_params_share(law_))))",
        }
    )


def fields_of(kind: RecordKind[Any], row: Expression) -> dict[str, Expression]:
    """The numbers of a record from the row that it is, as named steps."""
    return {
        name: Node(INDEX, (row, lift(1), lift(place)), np.float64(1)).named(name)
        for place, name in enumerate(kind.fields, start=1)
    }


# What follows from the figures of a deployment, each with a name of its own.
FIGURES = (
    "token_cost",
    "request_cost",
    "fine_tuning_demand",
    "serving_price",
    "utilised_tokens",
    "effective_input_tokens",
    "tokens_per_request",
    "training_rate",
)


def _figures() -> dict[str, str]:
    row = any_number("d_")
    deployment = DeploymentCells(fields_of(DEPLOYMENT_KIND, row))
    return {f"xlp_{name}": lambda_of([row], getattr(deployment, name)) for name in FIGURES}


# Prices --------------------------------------------------------------------------------------


def _prices() -> dict[str, str]:
    return constants("xlp_prices", price_rows()) | {
        "xlp_price": (
            f"LAMBDA(g_,p_,t_,day_,LET(group_,(g_*1000+p_)*100+t_,"
            f"i_,XMATCH(group_*{DAYS}+day_,INDEX(xlp_prices(),0,1),-1),"
            f"IF(ISERROR(i_),#N/A,IF(INT(INDEX(xlp_prices(),i_,1)/{DAYS})<>group_,#N/A,"
            "INDEX(xlp_prices(),i_,2)))))"
        )
    }
