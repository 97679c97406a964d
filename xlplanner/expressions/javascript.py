"""Renders expressions as JavaScript: functions of constants, loops, and texts with numbers in them.

What is used more than once is a constant, as in `let`. Numbers have all their digits, so that plain
arithmetic gives the bits of Python's. The functions of `PRELUDE` stand before such code.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

from xlplanner.core.elementary import excess_by_series, naming
from xlplanner.core.optimum import solve_growth
from xlplanner.expressions.let import STEPS, LetRenderer
from xlplanner.expressions.spreadsheet import ATOM, COMPARISON, PRODUCT, SUM
from xlplanner.expressions.tree import (
    MARK,
    SHOWN,
    ConstantName,
    Expression,
    Literal,
    Loop,
    Name,
    Node,
    any_number,
)

INFIX = {
    "add": ("+", SUM),
    "subtract": ("-", SUM),
    "multiply": ("*", PRODUCT),
    "divide": ("/", PRODUCT),
}
# In parentheses wherever they are operands.
TRUTHS = {"below": "<", "at most": "<=", "equals": "===", "and": "&&", "or": "||"}
FUNCTIONS = {
    "power": "pow",
    "exp": "Math.exp",
    "log": "Math.log",
    "log1p": "Math.log1p",
    "expm1": "Math.expm1",
    "sqrt": "Math.sqrt",
    "minimum": "Math.min",
    "maximum": "Math.max",
    "least": "least",
    "most": "most",
    "absolute": "Math.abs",
    "ceil": "Math.ceil",
    "floor": "Math.floor",
    "sign": "Math.sign",
    "exp excess": "excess",
    "growth root": "root",
    "index": "at",
}
# `pow` and `least` are those of C where JavaScript's own differ; `at` looks up a table's row.
PRELUDE = """\
const pow = (base, exponent) => (base === 1 ? 1 : Math.pow(base, exponent));
const least = (a, b) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.min(a, b));
const most = (a, b) => (Number.isNaN(a) ? b : Number.isNaN(b) ? a : Math.max(a, b));
const iterate = (step, state, times) => {
  for (let k = 0; k < times; k += 1) {
    const last = state;
    state = step(...last);
    // What does not move in one step moves in none.
    if (state.every((value, at) => Object.is(value, last[at]))) break;
  }
  return state;
};
"""
RESERVED = frozenset(
    """arguments await break case catch class const continue debugger default delete do else enum
    eval export extends false finally for function if implements import in instanceof interface let
    new null package private protected public return static super switch this throw true try typeof
    var void while with yield at excess format iterate least most pow root""".split()
)
MARKED = re.compile(f"{MARK}(\\d+){MARK}")


def prelude() -> str:
    """The functions that rendered code calls."""
    number, exponent = any_number("x"), any_number("exponent")
    excess = function(["x"], [excess_by_series(number)])
    solve: Any = solve_growth
    root = function(["x", "exponent"], [solve(number, exponent, STEPS, naming(number))])
    return f"{PRELUDE}const excess = {excess};\nconst root = {root};\n"


def function(
    arguments: Sequence[str], results: Sequence[Expression], *, first: Sequence[Expression] = ()
) -> str:
    """A function of its arguments: of one result a value, of several a list of them.

    Parameters
    ----------
    arguments : sequence of str
    results : sequence of Expression
    first : sequence of Expression
        What is computed before all else, in this order: it may throw.
    """
    renderer = JavaScript(arguments)
    # Counted twice, each is a constant of its own.
    lines = renderer.bindings([*first, *first]) + renderer.bindings(results)
    return _arrow(arguments, lines, _listed(list(map(renderer.text, results))))


def sentence(arguments: Sequence[str], text: str) -> str:
    """A function that gives a text with the symbols that it shows."""
    renderer = JavaScript(arguments)
    lines = renderer.bindings(_shown_in(text))
    return _arrow(arguments, lines, renderer.quoted(text))


def _arrow(arguments: Sequence[str], lines: list[tuple[str, str]], result: str) -> str:
    given = ", ".join(arguments)
    if not lines:
        return f"({given}) => ({result})"
    body = " ".join(f"const {name} = {text};" for name, text in lines)
    return f"({given}) => {{ {body} return {result}; }}"


def _listed(texts: list[str]) -> str:
    return texts[0] if len(texts) == 1 else f"[{', '.join(texts)}]"


def _shown_in(text: str) -> list[Expression]:
    """The symbols that a text shows, those within texts that it chooses from among them."""
    found: list[Expression] = []
    for mark in MARKED.findall(text):
        shown, _ = SHOWN[int(mark)]
        found += [shown, *(part for inner in _texts_of(shown) for part in _shown_in(inner))]
    return found


def _texts_of(expression: Expression) -> list[str]:
    if isinstance(expression, Literal) and isinstance(expression.value, str):
        return [expression.value]
    operands = expression.operands if isinstance(expression, Node) else ()
    return [text for operand in operands for text in _texts_of(operand)]


class JavaScript(LetRenderer):
    """Renders expressions that share constants."""

    def __init__(self, arguments: Sequence[str]) -> None:
        super().__init__({*arguments, *RESERVED})

    def quoted(self, text: str) -> str:
        """A text with what its marks stand for."""
        parts = []
        for place, part in enumerate(MARKED.split(text)):
            if place % 2:
                shown, spec = SHOWN[int(part)]
                parts.append(f"format({self.text(shown)}, {json.dumps(spec)})")
            elif part:
                parts.append(json.dumps(part, ensure_ascii=False))
        return " + ".join(parts) or '""'

    def _as_written_here(self, expression: Expression) -> str | None:
        key = self._key(expression)
        if key in self.variables:
            return self.variables[key]
        return self._loop(expression) if isinstance(expression, Loop) else None

    def _render(self, expression: Expression) -> tuple[str, int]:
        text = self._as_written_here(expression)
        if text is not None:
            return text, ATOM
        if isinstance(expression, Node):
            return self._operation(expression.operation.name, expression.operands)
        if isinstance(expression, ConstantName | Literal):
            return self._value(expression.value)
        if isinstance(expression, Name):
            return expression.name, ATOM
        return super()._render(expression)

    def _operation(self, name: str, operands: tuple[Expression, ...]) -> tuple[str, int]:
        if name in INFIX:
            sign, rank = INFIX[name]
            left, right = operands
            return f"{self._part(left, rank)} {sign} {self._part(right, rank + 1)}", rank
        if name in TRUTHS:
            sign = f" {TRUTHS[name]} "
            return sign.join(self._part(operand, SUM) for operand in operands), COMPARISON
        if name in SPECIAL:
            return SPECIAL[name](self, *operands)
        if name not in FUNCTIONS and operands:
            raise TypeError(f"JavaScript has nothing for {name}")
        if not operands:
            # A table is known by its name.
            return json.dumps(name), ATOM
        return f"{FUNCTIONS[name]}({', '.join(map(self.text, operands))})", ATOM

    def _negative(self, x: Expression) -> tuple[str, int]:
        return f"-{self._part(x, ATOM)}", SUM

    def _choice(self, *operands: Expression) -> tuple[str, int]:
        condition, yes, no = (self._part(operand, SUM) for operand in operands)
        return f"{condition} ? {yes} : {no}", COMPARISON

    def _of_state(self, loop: Expression, place: Expression) -> tuple[str, int]:
        return f"{self.text(loop)}[{int(place.value) - 1}]", ATOM

    def _value(self, value: object) -> tuple[str, int]:
        if isinstance(value, str):
            return f"({self.quoted(value)})", ATOM
        if isinstance(value, bool):
            return json.dumps(value), ATOM
        if not isinstance(value, float):
            raise TypeError(f"JavaScript cannot hold {value!r}")
        text = repr(float(value)).replace("inf", "Infinity").replace("nan", "NaN")
        return text.removesuffix(".0"), SUM if text.startswith("-") else ATOM

    def _loop(self, loop: Loop) -> str:
        start, times = ", ".join(map(self.text, loop.start)), self.text(loop.times)
        outer = dict(self.variables)
        names = []
        for name in loop.names:
            names.append(self._unused(name.name))
            self.variables[self._key(name)] = names[-1]
        lines = self.bindings(loop.following)
        step = _arrow(names, lines, f"[{', '.join(map(self.text, loop.following))}]")
        self.variables = outer
        return f"iterate({step}, [{start}], {times})"


SPECIAL: dict[str, Callable[..., tuple[str, int]]] = {
    "negate": JavaScript._negative,
    "if": JavaScript._choice,
    "of state": JavaScript._of_state,
}
