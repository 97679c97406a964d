"""LAW_INFO and DEPLOYMENT_INFO: a record as labels and values, with its source if it has one."""

from __future__ import annotations

from typing import Any

from xlplanner.expressions.let import let
from xlplanner.expressions.members import kind_of
from xlplanner.functions.entry import Function
from xlplanner.functions.families.cost_optimal import deployment_info
from xlplanner.functions.families.scaling_law import law_info
from xlplanner.functions.named import RecordKind
from xlplanner.functions.records import DEPLOYMENT_KIND, LAW_KIND
from xlplanner.workbook.lambdas.tables import constants

BODIES = (law_info, deployment_info)
# Excel's limit on a text within a formula; the data's own texts are shorter.
LONGEST_TEXT = 255


def info_helpers() -> dict[str, str]:
    """What is said of each record, and of numbers that are no record's."""
    return _helpers("law", LAW_KIND) | _helpers("deployment", DEPLOYMENT_KIND)


def _helpers(word: str, kind: RecordKind[Any]) -> dict[str, str]:
    found: dict[str, str] = {}
    about, count = f"xlp_{word}_about", len(kind.fields)
    for place, record in enumerate(kind.load().values(), start=1):
        found |= constants(f"{about}_{place}", [_cut(row) for row in kind.label_range(record)])
    tables = ",".join(f"{about}_{place}()" for place, _ in enumerate(kind.load(), start=1))
    found[about] = f"LAMBDA(k_,CHOOSE(k_,{tables}))"
    found |= constants(f"xlp_{word}_titles", [[label] for label in kind.titles])
    same = f"SUMPRODUCT(--(INDEX(xlp_{word}s(),k_,0)=row_))={count}"
    found[f"xlp_{word}_info"] = (
        "LAMBDA(row_,LET(e_,xlp_error(HSTACK(row_)),IF(ISERROR(e_),e_,LET("
        f"i_,XMATCH(TRUE,MAP(SEQUENCE({len(kind.load())}),LAMBDA(k_,{same}))),"
        f"IF(ISNUMBER(i_),{about}(i_),HSTACK(xlp_{word}_titles(),TOCOL(row_)))))))"
    )
    return found


def _cut(row: list[str | float]) -> list[str | float]:
    return [cell[:LONGEST_TEXT] if isinstance(cell, str) else cell for cell in row]


def info_definition(function: Function, name: str, held: str) -> str:
    """A function that takes one record and tabulates it."""
    (argument,) = function.arguments
    kind: Any = argument.accepts
    word = kind_of(kind)
    default = list(kind.load()).index(str(argument.default)) + 1
    named = f"LET(k_,xlp_named(c_1,xlp_{word}_names()),IF(ISERROR(k_),k_,xlp_{word}_about(k_)))"
    single = f"LET(c_1,xlp_at(a_1,1,1),IF(xlp_blank(c_1),xlp_{word}_about({default}),{named}))"
    pairs = [("a_1", held), ("l_1", f"xlp_{word}_is_range(a_1)")]
    full = f"xlp_{word}_info(xlp_{word}_range(a_1))"
    return f"LAMBDA({name},{let(pairs, f'IF(l_1,{full},IF(xlp_is_one(a_1),{single},#VALUE!))')})"
