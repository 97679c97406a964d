"""Renders expressions as LET: what is used more than once is a variable, with its step's name.

Written as one types a formula; `workbook.lambdas.spelling` makes of it what a file stores. What a
formula of Excel 2010 has to write out stands as a call of a shared name: `HELPERS`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from math import isinf, isnan
from typing import Any

import numpy as np

from xlplanner.core.elementary import excess_by_series, naming
from xlplanner.core.optimum import solve_growth
from xlplanner.expressions.spreadsheet import ATOM, Renderer
from xlplanner.expressions.tree import (
    OF_STATE,
    ConstantName,
    Expression,
    Literal,
    Loop,
    Name,
    Node,
    Reference,
    Step,
    any_number,
    lift,
)

# The shared names that stand for an operation.
HELPERS = {
    "log1p": "xlp_log1p",
    "expm1": "xlp_expm1",
    "exp excess": "xlp_excess",
    "growth root": "xlp_root",
}
# Halley's steps that suffice for every law: `core.law.steps_for` asks for no more.
STEPS = 4
# A law that asks for none, as the optimum's root is a function of its own.
NO_STEPS = 0
# A limit that is not there, far above all that is; its powers in the formulas stay below 1E+308.
INFINITY = "1E+300"
NO_NUMBER = "#NUM!"
Key = int


def variable(name: str) -> str:
    """A name that reads as no cell or column, and as no row or column of R1C1."""
    return name if "_" in name else f"{name}_"


def let(bindings: Iterable[tuple[str, str]], result: str) -> str:
    """LET with variables, or the result alone where there are none."""
    pairs = "".join(f"{name},{text}," for name, text in bindings)
    return f"LET({pairs}{result})" if pairs else result


class LetRenderer(Renderer):
    """Renders expressions that share variables.

    Attributes
    ----------
    taken : set of str
        Names in lower case that are not to be given again.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        super().__init__(self_contained=True)
        self.taken = {name.lower() for name in taken}
        self.keys: dict[Any, Key] = {}
        self.key_of: dict[int, Key] = {}
        self.nodes: dict[Key, Expression] = {}
        self.variables: dict[Key, str] = {}
        self.hints: dict[Key, str] = {}
        self.kept: list[Expression] = []

    def bindings(self, results: Sequence[Expression]) -> list[tuple[str, str]]:
        """The variables that results need beyond those that are there, in order."""
        roots = [self._key(result) for result in results]
        uses, order = self._uses(roots)
        bound = []
        for key in order:
            if uses[key] > 1:
                text = self.text(self.nodes[key])
                self.variables[key] = self._unused(self.hints.get(key))
                bound.append((self.variables[key], text))
        return bound

    def _unused(self, hint: str | None) -> str:
        names = _numbered("v_", "") if hint is None else _numbered(variable(hint), "_")
        name = next(name for name in names if name.lower() not in self.taken)
        self.taken.add(name.lower())
        return name

    # What is the same -----------------------------------------------------------------------

    def _key(self, expression: Expression) -> Key:
        """A number for the structure of an expression, the same for equal ones."""
        if id(expression) in self.key_of:
            return self.key_of[id(expression)]
        key = self._key_of(expression)
        self.kept.append(expression)
        self.key_of[id(expression)] = key
        return key

    def _key_of(self, expression: Expression) -> Key:
        if isinstance(expression, Step):
            key = self._key(expression.operand)
            if isinstance(self.nodes[key], Node):
                self.hints.setdefault(key, expression.name)
            return key
        if isinstance(expression, Node):
            structure: Any = (
                expression.operation.name,
                *map(self._key, expression.operands),
            )
        elif isinstance(expression, Loop):
            structure = ("loop", *map(self._key, _parts(expression)))
        elif isinstance(expression, ConstantName | Literal):
            structure = ("literal", repr(expression.value))
        elif isinstance(expression, Name):
            structure = ("name", expression.name)
        elif isinstance(expression, Reference):
            structure = ("cell", expression.sheet, expression.address)
        else:
            raise TypeError(f"a formula cannot hold {type(expression).__name__}")
        key = self.keys.setdefault(structure, len(self.keys))
        self.nodes.setdefault(key, expression)
        return key

    def _operands(self, key: Key) -> list[Key]:
        node = self.nodes[key]
        if isinstance(node, Node):
            return [self._key(operand) for operand in node.operands]
        return [self._key(part) for part in _parts(node)] if isinstance(node, Loop) else []

    def _uses(self, roots: Sequence[Key]) -> tuple[Counter[Key], list[Key]]:
        """How often each node without a variable is used, and such nodes, operands first.

        Within a loop nothing counts but what does not depend on its state, which has its variable
        outside.
        """
        uses: Counter[Key] = Counter(roots)
        order: list[Key] = []
        seen: set[Key] = set()

        def visit(key: Key) -> None:
            if key in seen or key in self.variables:
                return
            seen.add(key)
            node = self.nodes[key]
            if isinstance(node, Loop):
                for part in (*map(self._key, node.start), self._key(node.times)):
                    uses[part] += 1
                    visit(part)
                for part in self._outside(node):
                    uses[part] += 2
                    visit(part)
            else:
                for part in self._operands(key):
                    uses[part] += 1
                    visit(part)
            if isinstance(node, Node | Loop):
                order.append(key)

        for root in roots:
            visit(root)
        # A loop is computed once for all numbers of its state.
        uses.update({key: 2 for key in order if isinstance(self.nodes[key], Loop)})
        return uses, order

    def _outside(self, loop: Loop) -> list[Key]:
        """The largest parts of a loop's step that do not depend on its state."""
        state = {self._key(name) for name in loop.names}
        depends: dict[Key, bool] = {}

        def within(key: Key) -> bool:
            if key not in depends:
                parts = [within(part) for part in self._operands(key)]
                depends[key] = key in state or any(parts)
            return depends[key]

        found: dict[Key, None] = {}

        def visit(key: Key) -> None:
            if within(key):
                for part in self._operands(key):
                    visit(part)
            elif isinstance(self.nodes[key], Node | Loop):
                found[key] = None

        for result in map(self._key, loop.following):
            visit(result)
        return list(found)

    # Text -----------------------------------------------------------------------------------

    def _render(self, expression: Expression) -> tuple[str, int]:
        text = self._as_written_here(expression)
        return super()._render(expression) if text is None else (text, ATOM)

    def _as_written_here(self, expression: Expression) -> str | None:
        """The text of what is not written as in a formula of Excel 2010."""
        key = self._key(expression)
        if key in self.variables:
            return self.variables[key]
        if isinstance(expression, Loop):
            return self._loop(expression)
        if isinstance(expression, Node):
            return self._node_here(expression.operation.name, expression.operands)
        value = expression.value
        if isinstance(expression, Literal | ConstantName) and isinstance(value, float):
            return _not_finite(value)
        return None

    def _node_here(self, name: str, operands: tuple[Expression, ...]) -> str | None:
        if name in HELPERS:
            return f"{HELPERS[name]}({','.join(map(self.text, operands))})"
        if name != OF_STATE.name:
            return None
        loop, place = operands
        state = self.text(loop)
        alone = isinstance(loop, Loop) and len(loop.names) == 1
        return state if alone else f"INDEX({state},1,{self.text(place)})"

    def _loop(self, loop: Loop) -> str:
        """REDUCE over the steps; a state of several numbers is a row."""
        start = _stacked(list(map(self.text, loop.start)))
        times = self.text(loop.times)
        outer = dict(self.variables)
        state, count = self._unused("state"), self._unused("step")
        several = len(loop.names) > 1
        bound = []
        for place, name in enumerate(loop.names, start=1):
            called = self._unused(name.name)
            bound.append((called, f"INDEX({state},1,{place})" if several else state))
            self.variables[self._key(name)] = called
        bound += self.bindings(loop.following)
        step = let(bound, _stacked(list(map(self.text, loop.following))))
        self.variables = outer
        return f"REDUCE({start},SEQUENCE({times}),LAMBDA({state},{count},{step}))"


def _not_finite(number: float) -> str | None:
    """What stands for a number that a formula cannot hold."""
    if isnan(number):
        return NO_NUMBER
    return ("-" if number < 0 else "") + INFINITY if isinf(number) else None


def _parts(loop: Loop) -> tuple[Expression, ...]:
    return (*loop.start, loop.times, *loop.following)


def _stacked(numbers: list[str]) -> str:
    return numbers[0] if len(numbers) == 1 else f"HSTACK({','.join(numbers)})"


def _numbered(stem: str, end: str) -> Iterator[str]:
    """A name, then the same with numbers; of an empty end with numbers alone."""
    if end:
        yield stem
    number = 1
    while True:
        yield f"{stem.rstrip('_')}_{number}{end}" if end else f"{stem}{number}"
        number += 1


def lambda_of(arguments: Sequence[Name], result: Expression) -> str:
    """A formula as LAMBDA of its arguments."""
    names = [argument.name for argument in arguments]
    renderer = LetRenderer(names)
    bound = renderer.bindings([result])
    return f"LAMBDA({','.join(names)},{let(bound, renderer.text(result))})"


def operation_helpers() -> dict[str, str]:
    """The definitions of `HELPERS`."""
    number, exponent = any_number("x_"), any_number("exponent_")
    solve: Any = solve_growth
    return {
        # Of -1 what stands for the least number.
        "xlp_log1p": f"LAMBDA(x_,IF(x_=-1,-{INFINITY},{Renderer().text(np.log1p(lift(number)))}))",
        # EXP is 0 where it is too small for a number.
        "xlp_expm1": f"LAMBDA(x_,IF(x_<-40,-1,{Renderer().text(np.expm1(lift(number)))}))",
        "xlp_excess": lambda_of([number], excess_by_series(number)),
        "xlp_root": lambda_of([number, exponent], solve(number, exponent, STEPS, naming(number))),
    }


# Names that a spreadsheet would take for a cell: A1, or R1C1 as a whole or in part.
CELL = re.compile(r"[a-z]{1,3}\d*|r\d*|c\d*|r\d*c\d*", re.IGNORECASE)


def reads_as_reference(name: str) -> bool:
    """Whether a spreadsheet may take a variable for a cell, column or row."""
    return CELL.fullmatch(name) is not None
