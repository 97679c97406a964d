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
    "absolute": "ABS",
    "sqrt": "SQRT",
    "and": "AND",
    "or": "OR",
    "sign": "SIGN",
    "round": "ROUND",
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
        if isinstance(expression, Node):
            return self._node(expression.operation.name, expression.operands)
        if isinstance(expression, Reference):
            here = not expression.sheet or expression.sheet == self.sheet
            return expression.address if here else self._elsewhere(expression), ATOM
        if isinstance(expression, Step):
            return self._render(expression.symbol or expression.operand)
        if isinstance(expression, ConstantName) and self.self_contained:
            return literal(expression.value), ATOM
        if isinstance(expression, Name):
            return expression.name, ATOM
        if isinstance(expression, Literal):
            return literal(expression.value), ATOM
        raise TypeError(f"a formula cannot hold {type(expression).__name__}")

    @staticmethod
    def _elsewhere(reference: Reference) -> str:
        return f"{quoted(reference.sheet)}!{reference.address}"

    def _node(self, name: str, operands: tuple[Expression, ...]) -> tuple[str, int]:
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

    def _negate(self, x: Expression) -> tuple[str, int]:
        return "-" + self._part(x, ATOM), SUM

    def _is_blank(self, cell: Expression) -> tuple[str, int]:
        return self._part(cell, JOIN) + '=""', COMPARISON

    def _match(self, key: Expression, keys: Expression) -> tuple[str, int]:
        return f"MATCH({self.text(key)},{self.text(keys)},0)", ATOM

    def _ceil(self, x: Expression) -> tuple[str, int]:
        # CEILING takes other arguments in other programs.
        return f"ROUNDUP({self.text(x)},0)", ATOM

    def _log1p(self, x: Expression) -> tuple[str, int]:
        # For x >= 0 without losing digits.
        return f"ASINH({self.text(x * (2 + x) / (2 * (1 + x)))})", ATOM

    def _expm1(self, x: Expression) -> tuple[str, int]:
        # Kahan's: the rounding of EXP(x) cancels against that of its logarithm.
        text, part = self.text(x), self._part(x, POWER)
        return f"IF(EXP({text})=1,{text},(EXP({text})-1)*{part}/LN(EXP({text})))", ATOM

    def _exp_excess(self, x: Expression) -> tuple[str, int]:
        return self._render(np.expm1(x) - x)

    def _named_alone(self, *operands: Expression) -> tuple[str, int]:
        raise TypeError("a formula of Excel 2010 cannot hold a loop or a name for a root")


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
