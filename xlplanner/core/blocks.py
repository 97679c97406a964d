"""Evaluate an element-wise formula in blocks that stay in the processor's cache."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

import numpy as np

Formula = TypeVar("Formula", bound=Callable[..., Any])

# Twelve thousand doubles are 96 KiB: a handful of temporaries fit in the second-level cache,
# and malloc serves them without asking the system for pages.
BLOCK = 12288


def blockwise(outputs: int) -> Callable[[Formula], Formula]:
    """Make an element-wise formula run over its broadcast array arguments block by block.

    Scalars, value objects and arrays of at most one block go straight through, so the formula
    has one body for every shape. Memory beyond inputs and outputs stays constant.

    Parameters
    ----------
    outputs : int
        How many arrays the formula returns; with one, it returns the array itself.
    """

    def decorate(formula: Formula) -> Formula:
        @wraps(formula)
        def run(*args: Any) -> Any:  # noqa: ANN401 (whatever the formula takes and gives)
            # The types first: most calls of a spreadsheet are of single numbers.
            if np.ndarray not in map(type, args):
                return formula(*args)
            arrays = [arg for arg in args if isinstance(arg, np.ndarray)]
            if np.broadcast(*arrays).size <= BLOCK:
                return formula(*args)
            return _run_in_blocks(formula, args, arrays, outputs)

        return run  # type: ignore[return-value]

    return decorate


def _run_in_blocks(
    formula: Callable[..., Any], args: tuple[Any, ...], arrays: list[Any], outputs: int
) -> Any:  # noqa: ANN401 (an array, or as many as the formula has outputs)
    places = [i for i, arg in enumerate(args) if isinstance(arg, np.ndarray)]
    block_args = list(args)
    flags: Any = [["readonly"]] * len(arrays) + [["writeonly", "allocate"]] * outputs
    iterator = np.nditer(
        [*arrays, *[None] * outputs],
        flags=["external_loop", "buffered", "delay_bufalloc"],
        op_flags=flags,
        op_dtypes=[np.float64] * (len(arrays) + outputs),
        buffersize=BLOCK,
    )
    with iterator:
        iterator.reset()
        for block in iterator:
            for place, values in zip(places, block, strict=False):
                block_args[place] = values
            results = formula(*block_args)
            if outputs == 1:
                results = (results,)
            for target, result in zip(block[len(arrays) :], results, strict=True):
                target[...] = result
        answers = iterator.operands[len(arrays) :]
    return answers[0] if outputs == 1 else tuple(answers)
