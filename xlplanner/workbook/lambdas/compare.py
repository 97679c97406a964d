"""LAW_COMPARE: the same question under every law, a row each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from xlplanner.expressions.let import let
from xlplanner.functions.arguments import DEPLOYMENT, LAW, SOME_TOKENS
from xlplanner.functions.entry import Function
from xlplanner.functions.families.law_comparison import (
    compared_in_dollars,
    compared_in_flops,
)
from xlplanner.functions.records import laws
from xlplanner.functions.returns import Row, Table
from xlplanner.workbook.lambdas.tables import constants

LABEL = "law"


def compare_helpers(function: Function, define: Callable[[Function], str]) -> dict[str, str]:
    """The laws' names, and the rows without them, in FLOPs and in dollars."""
    size, tokens, _ = function.arguments
    columns = dict(function.returns.columns) if isinstance(function.returns, Table) else {}
    row = Row({name: unit for name, unit in columns.items() if name != LABEL}, header=True)
    flops = replace(function, arguments=(size, tokens, LAW), returns=row, body=compared_in_flops)
    dollars = replace(
        function,
        arguments=(size, tokens, DEPLOYMENT, LAW),
        returns=row,
        body=compared_in_dollars,
        conditions=(SOME_TOKENS,),
    )
    return constants("xlp_law_ids", [[name] for name in laws()]) | {
        "xlp_in_flops": define(flops),
        "xlp_in_dollars": define(dollars),
    }


def compare_definition(declared: str, held: list[str]) -> str:
    """A table of single cells; where it has an error, that alone."""
    pairs = [(f"a_{number}", text) for number, text in enumerate(held, start=1)]
    pairs.append(("l_3", "xlp_deployment_is_range(a_3)"))
    sizes = ",".join(f"xlp_is_one(a_{n})" for n in (1, 2))
    third = "IF(l_3,TRUE,xlp_is_one(a_3))"
    blank = "IF(l_3,FALSE,xlp_blank(a_3))"
    rows = (
        f"IF({blank},xlp_in_flops(a_1,a_2,xlp_law_ids()),xlp_in_dollars(a_1,a_2,a_3,xlp_law_ids()))"
    )
    table = f'HSTACK(VSTACK("{LABEL}",xlp_law_ids()),t_)'
    answer = let([("t_", rows)], f"IF(ISERROR(INDEX(t_,2,1)),INDEX(t_,2,1),{table})")
    return f"LAMBDA({declared},{let(pairs, f'IF(AND({sizes},{third}),{answer},#VALUE!)')})"
