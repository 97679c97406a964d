"""Renders an expression as a formula of plain Excel 2010 functions."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from xlplanner.expressions.tree import (
    ConstantName,
    Expression,
    Literal,
    Name,
    Node,
    Reference,
    Step,
)

# Precedence of the outermost operator; a part with a lower one goes into parentheses.
COMPARISON, JOIN, SUM, PRODUCT, POWER, ATOM = range(6)
INFIX = {
    "add": ("+", SUM),
    "subtract": ("-", SUM),
    "multiply": ("*", PRODUCT),
    "divide": ("/", PRODUCT),
    "power": ("^", POWER),
    "below": ("<", COMPARISON),
    "at most": ("<=", COMPARISON),
    "equals": ("=", COMPARISON),
    "join": ("&", JOIN),
}
FUNCTIONS = {
    "exp": "EXP",
    "log": "LN",
    "minimum": "MIN",
    "maximum": "MAX",
    "least": "MIN",
    "most": "MAX",
    "absolute": "ABS",
    "sqrt": "SQRT",
    "and": "AND",
    "or": "OR",
    "sign": "SIGN",
    "round": "ROUND",
    "round down": "ROUNDDOWN",
    "floor": "INT",
    "log10": "LOG10",
    "is number": "ISNUMBER",
    "is error": "ISERROR",
    "if": "IF",
    "not available": "NA",
    "count": "COUNTIF",
    "rows": "ROWS",
    "columns": "COLUMNS",
    "sum": "SUM",
    "numbers": "COUNT",
    "right": "RIGHT",
    "left": "LEFT",
    "trim": "TRIM",
    "substitute": "SUBSTITUTE",
    "length": "LEN",
    "value of": "VALUE",
    "max": "MAX",
    "min": "MIN",
    "median": "MEDIAN",
    "rank": "RANK",
    "lookup": "LOOKUP",
    "percentile": "PERCENTILE",
    "index": "INDEX",
}


def quoted(sheet: str) -> str:
    """A sheet's name as a reference holds it."""
    return sheet if sheet.isidentifier() else "'" + sheet.replace("'", "''") + "'"


def render(expression: Expression, sheet: str = "", *, self_contained: bool = False) -> str:
    """The formula of an expression, without its equals sign.

    Parameters
    ----------
    expression : Expression
    sheet : str
        The sheet on which it stands: references to that sheet do without its name.
    self_contained : bool
        Whether constants stand as numbers, for a place where their names are not known.
    """
    return Renderer(sheet, self_contained).text(expression)


class Renderer:
    """Renders expressions as they stand on a sheet."""

    def __init__(self, sheet: str = "", self_contained: bool = False) -> None:
        self.sheet, self.self_contained = sheet, self_contained

    def text(self, expression: Expression) -> str:
        """The text of an expression."""
        return self._render(expression)[0]

    def _part(self, expression: Expression, rank: int) -> str:
        """The text of an operand of an operator of some precedence."""
        text, own_rank = self._render(expression)
        return text if own_rank >= rank else f"({text})"

    def _render(self, expression: Expression) -> tuple[str, int]:
        """Text and precedence of an expression."""
        kind = expression.__class__
        if kind not in RENDERED:
            raise TypeError(f"a formula cannot hold {kind.__name__}")
        return RENDERED[kind](self, expression)

    def _node(self, node: Node) -> tuple[str, int]:
        name, operands = node.operation.name, node.operands
        if name in INFIX:
            sign, rank = INFIX[name]
            left, right = operands
            # Grouped as Python groups them, for rounding makes even sums depend on it. Excel
            # groups powers from the left, other programs from the right: parentheses for both.
            left_text = self._part(left, rank + (name == "power"))
            return left_text + sign + self._part(right, rank + 1), rank
        if name in SPECIAL:
            return SPECIAL[name](self, *operands)
        arguments = ",".join(map(self.text, operands))
        return f"{FUNCTIONS.get(name, name)}({arguments})", ATOM

    def _reference(self, cell: Reference) -> tuple[str, int]:
        if not cell.sheet or cell.sheet == self.sheet:
            return cell.address, ATOM
        return f"{quoted(cell.sheet)}!{cell.address}", ATOM

    def _step(self, step: Step) -> tuple[str, int]:
        return self._render(step.symbol or step.operand)

    def _name(self, name: Name) -> tuple[str, int]:
        return name.name, ATOM

    def _constant(self, constant: ConstantName) -> tuple[str, int]:
        return literal(constant.value) if self.self_contained else constant.name, ATOM

    def _literal(self, number: Literal) -> tuple[str, int]:
        return literal(number.value), ATOM

    def _negate(self, x: Expression) -> tuple[str, int]:
        return "-" + self._part(x, ATOM), SUM

    def _is_blank(self, cell: Expression) -> tuple[str, int]:
        # A lone space is no entry.
        return f'TRIM({self.text(cell)})=""', COMPARISON

    def _match(self, key: Expression, keys: Expression) -> tuple[str, int]:
        return f"MATCH({self.text(key)},{self.text(keys)},0)", ATOM

    def _ceil(self, x: Expression) -> tuple[str, int]:
        # CEILING takes other arguments in other programs.
        return f"ROUNDUP({self.text(x)},0)", ATOM

    def _log1p(self, x: Expression) -> tuple[str, int]:
        # ASINH(x*(2 + x)/(2*(1 + x))), for x >= 0 without losing digits.
        part = self._part(x, PRODUCT)
        return f"ASINH({part}*(2+{part})/(2*(1+{part})))", ATOM

    def _expm1(self, x: Expression) -> tuple[str, int]:
        # Kahan's: the rounding of EXP(x) cancels against that of its logarithm.
        text, rank = self._render(x)
        part = text if rank >= POWER else f"({text})"
        return f"IF(EXP({text})=1,{text},(EXP({text})-1)*{part}/LN(EXP({text})))", ATOM

    def _exp_excess(self, x: Expression) -> tuple[str, int]:
        return self._render(np.expm1(x) - x)

    def _named_alone(self, *operands: Expression) -> tuple[str, int]:
        raise TypeError("a formula of Excel 2010 cannot hold a loop or a name for a root")


RENDERED: dict[type[Expression], Callable[..., tuple[str, int]]] = {
    Node: Renderer._node,
    Reference: Renderer._reference,
    Step: Renderer._step,
    ConstantName: Renderer._constant,
    Name: Renderer._name,
    Literal: Renderer._literal,
}
SPECIAL: dict[str, Callable[..., tuple[str, int]]] = {
    "negate": Renderer._negate,
    "is blank": Renderer._is_blank,
    "match": Renderer._match,
    "ceil": Renderer._ceil,
    "log1p": Renderer._log1p,
    "expm1": Renderer._expm1,
    "exp excess": Renderer._exp_excess,
    "of state": Renderer._named_alone,
    "growth root": Renderer._named_alone,
}


def literal(value: object) -> str:
    """A number, text or truth as it stands in a formula, or a row of them; nothing for None."""
    if value is None:
        return ""
    if isinstance(value, str):
        return '"' + value.replace('"', '""') + '"'
    if isinstance(value, bool | np.bool_):
        return str(bool(value)).upper()
    if isinstance(value, float | int | np.number):
        return format(float(value), ".15g").replace("e", "E")
    if isinstance(value, tuple):
        return f"{{{','.join(map(literal, value))}}}"
    raise TypeError(f"a formula cannot hold {type(value).__name__}")
