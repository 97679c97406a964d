"""An element-wise formula taken down once, to be run on many blocks in the same few buffers.

Every operation of NumPy makes a new array, and what the system takes to hand out its memory is more
than many an operation itself. So the formula's one body runs once on `Taped` values, which only
write down what is done to them. `Tape.program` then gives each result a buffer that nothing later
needs, most often that of an operand. A body that looks at its values, or whose law has arrays for
constants, cannot be taken down: it raises TypeError, and runs on the blocks as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from itertools import compress
from operator import itemgetter
from typing import Any, NamedTuple

import numpy as np
from numpy.lib.mixins import NDArrayOperatorsMixin
from numpy.typing import NDArray

# Far below the largest single, for the sake of what is computed from it.
MOST_SINGLE = 1e37


class TooLargeError(ArithmeticError):
    """A block has numbers that single precision cannot hold."""


class Step(NamedTuple):
    """One operation: what it calls, and where its operands and its result are."""

    act: Callable[..., Any]
    operands: tuple[int, ...]
    result: int


class Taped(NDArrayOperatorsMixin):
    """What stands for a block while a formula is taken down."""

    def __init__(self, tape: Tape, place: int) -> None:
        self.tape, self.place = tape, place

    def __array_ufunc__(self, ufunc: np.ufunc, method: str, *inputs: Any) -> Taped:  # noqa: ANN401
        """Write down an operation of NumPy."""
        if method != "__call__" or ufunc.nout != 1:
            raise TypeError(f"{ufunc.__name__}.{method} is not element-wise")
        return self.tape.note(ufunc, inputs, ufunc)

    def __bool__(self) -> bool:
        raise TypeError("the values of a block differ")

    def select(self, yes: Any, no: Any) -> Taped:  # noqa: ANN401 (whatever a formula chooses from)
        """One of two, by truth values."""
        return self.tape.note(_choose, (self, yes, no), np.where)

    def coarse(self) -> Taped:
        """In single precision."""
        return self.tape.note(_narrow, (self,), np.float32)

    def fine(self) -> Taped:
        """In double precision."""
        return self.tape.note(_widen, (self,), np.float64)


def _choose(
    condition: NDArray[np.bool_], yes: NDArray[Any], no: NDArray[Any], out: NDArray[Any]
) -> None:
    np.copyto(out, no)
    np.copyto(out, yes, where=condition)


def _narrow(values: NDArray[np.float64], out: NDArray[np.float32]) -> None:
    # NaN is no obstacle.
    if not np.fmax.reduce(values) < MOST_SINGLE:
        raise TooLargeError
    np.copyto(out, values, casting="same_kind")


def _widen(values: NDArray[np.float32], out: NDArray[np.float64]) -> None:
    np.copyto(out, values)


class Tape:
    """The operations of a formula, in places of which the first are its arrays."""

    def __init__(self, formula: Callable[..., Any], args: Sequence[Any], arrays: list[int]) -> None:
        """Take down a formula that is called with arrays at some of its arguments."""
        self.steps: list[Step] = []
        # Of each place the number, or an array of the type that it holds.
        self.contents: list[Any] = []
        self.arrays = len(arrays)
        taped = list(args)
        for index in arrays:
            taped[index] = self._place(np.ones(1))
        with np.errstate(all="ignore"):
            results = formula(*taped)
        self.results = list(map(self._operand, results if type(results) is tuple else (results,)))
        # The step after which nothing needs a place.
        self.last = {place: step.result for step in self.steps for place in step.operands}

    def _place(self, content: Any) -> Taped:  # noqa: ANN401 (a number or a sample)
        self.contents.append(content)
        return Taped(self, len(self.contents) - 1)

    def _operand(self, value: Any) -> int:  # noqa: ANN401
        """The place of a value; a named constant counts as its number."""
        if isinstance(value, Taped):
            return value.place
        if not isinstance(value, int | float):
            raise TypeError(f"{type(value).__name__} beside blocks")
        return self._place(float(value)).place

    def note(self, act: Callable[..., Any], values: Sequence[Any], sample: Any) -> Taped:  # noqa: ANN401
        """Write down what gives a value; `sample` gives one of its type."""
        operands = tuple(map(self._operand, values))
        result = self._place(sample(*(self.contents[place] for place in operands)))
        self.steps.append(Step(act, operands, result.place))
        return result


class Program:
    """The steps of a formula in buffers of their own, for one thread."""

    def __init__(self, tape: Tape) -> None:
        # What a slot holds: a number, a buffer of a type, or None for an array that comes and goes.
        self.kinds: list[Any] = [None] * tape.arrays
        self.slot_of = dict(enumerate(range(tape.arrays)))
        computed = {step.result for step in tape.steps}
        kept = [place in computed for place in tape.results]
        for place in compress(tape.results, kept):
            self.slot_of.setdefault(place, len(self.kinds))
            self.kinds.append(None)
        temporary = computed.difference(tape.results)
        idle: dict[Any, list[int]] = defaultdict(list)
        self.steps = []
        for act, operands, result in tape.steps:
            read = [self._slot(place, tape) for place in operands]
            ended = {p for p in operands if p in temporary and tape.last[p] == result}
            freed = [(tape.contents[p].dtype, self.slot_of[p]) for p in ended]
            # All but a choice may write to an operand.
            if act is not _choose:
                _release(freed, idle)
            if result not in self.slot_of and idle[tape.contents[result].dtype]:
                self.slot_of[result] = idle[tape.contents[result].dtype].pop()
            written = self._slot(result, tape)
            if act is _choose:
                _release(freed, idle)
            self.steps.append((act, itemgetter(*read, written)))
        self.results = [self._slot(place, tape) for place in tape.results]
        self.slots: list[Any] = []
        self.size = -1

    def _slot(self, place: int, tape: Tape) -> int:
        """The slot of a place; a new one, if it has none."""
        if place not in self.slot_of:
            content = tape.contents[place]
            self.slot_of[place] = len(self.kinds)
            self.kinds.append(getattr(content, "dtype", content))
        return self.slot_of[place]

    def run(self, arrays: Sequence[NDArray[Any]], targets: Sequence[NDArray[Any]]) -> None:
        """Compute the formula of blocks into other blocks of their size."""
        if arrays[0].size != self.size:
            self.size = arrays[0].size
            self.slots = [
                np.empty(self.size, kind) if isinstance(kind, np.dtype) else kind
                for kind in self.kinds
            ]
        slots = self.slots
        slots[: len(arrays)] = arrays
        for slot, target in zip(self.results, targets, strict=True):
            if self.kinds[slot] is None and slot >= len(arrays):
                slots[slot] = target
        for act, operands in self.steps:
            act(*operands(slots))
        for slot, target in zip(self.results, targets, strict=True):
            if slots[slot] is not target:
                target[...] = slots[slot]


def _release(freed: list[tuple[Any, int]], idle: dict[Any, list[int]]) -> None:
    for kind, slot in freed:
        idle[kind].append(slot)
