"""Evaluate an element-wise formula in blocks that stay in the processor's cache."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any, TypeVar

import numpy as np

from xlplanner.core.tape import Program, Tape, TooLargeError

Formula = TypeVar("Formula", bound=Callable[..., Any])

# Twelve thousand doubles are 96 KiB: the buffers of the optimum fit in a second-level cache.
BLOCK = 12288
# NumPy lets others run while it computes, so that threads share an array's blocks. Each waits for
# Python between two operations, so theirs are longer: with BLOCK two threads gain half as much.
THREADS = min(2, os.cpu_count() or 1)
SHARED_BLOCK = 65536
LARGE = 8 * SHARED_BLOCK


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
            size = np.broadcast(*arrays).size
            if size <= BLOCK:
                return formula(*args)
            threads = THREADS if size >= LARGE else 1
            return _run_in_blocks(formula, args, arrays, outputs, threads)

        return run  # type: ignore[return-value]

    return decorate


def _run_in_blocks(
    formula: Callable[..., Any],
    args: tuple[Any, ...],
    arrays: list[Any],
    outputs: int,
    threads: int,
) -> Any:  # noqa: ANN401 (an array, or as many as the formula has outputs)
    size = BLOCK if threads == 1 else SHARED_BLOCK
    flags: Any = [["readonly"]] * len(arrays) + [["writeonly", "allocate"]] * outputs
    whole = np.nditer(
        [*arrays, *[None] * outputs],
        flags=["external_loop", "buffered", "delay_bufalloc", "ranged"],
        op_flags=flags,
        op_dtypes=[np.float64] * (len(arrays) + outputs),
        buffersize=size,
    )
    blocks = -(-whole.itersize // size)
    ends = [blocks * i // threads * size for i in range(threads)] + [whole.itersize]
    compute = _computation(formula, args)
    errors = np.geterr()

    def run(start: int, stop: int) -> None:
        with whole.copy() as part, np.errstate(**errors):
            part.iterrange = (start, stop)  # type: ignore[misc]
            part.reset()
            act = compute()
            for block in part:
                act(block[: len(arrays)], block[len(arrays) :])

    with whole:
        if threads == 1:
            run(*ends)
        else:
            # Not needed by calls of single cells, whose start it would hold up.
            from concurrent.futures import ThreadPoolExecutor

            with ThreadPoolExecutor(threads) as pool:
                list(pool.map(run, ends[:-1], ends[1:]))
        answers = whole.operands[len(arrays) :]
    return answers[0] if outputs == 1 else tuple(answers)


def _computation(
    formula: Callable[..., Any], args: tuple[Any, ...]
) -> Callable[[], Callable[[Sequence[Any], Sequence[Any]], None]]:
    """What makes, for each thread, what computes the formula from blocks into others."""
    places = [i for i, arg in enumerate(args) if isinstance(arg, np.ndarray)]

    def as_it_is(blocks: Sequence[Any], targets: Sequence[Any]) -> None:
        block_args = list(args)
        for place, values in zip(places, blocks, strict=True):
            block_args[place] = values
        results = formula(*block_args)
        results = results if isinstance(results, tuple) else (results,)
        for target, result in zip(targets, results, strict=True):
            target[...] = result

    try:
        tape = Tape(formula, args, places)
    except (TypeError, AttributeError):
        return lambda: as_it_is

    def with_buffers() -> Callable[[Sequence[Any], Sequence[Any]], None]:
        program = Program(tape)

        def run(blocks: Sequence[Any], targets: Sequence[Any]) -> None:
            try:
                # What a body ignores is no concern of its operations.
                with np.errstate(all="ignore"):
                    program.run(blocks, targets)
            except TooLargeError:
                as_it_is(blocks, targets)

        return run

    return with_buffers
