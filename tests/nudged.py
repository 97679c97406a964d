"""Whether two answers differ by no more than a rounding of the arguments makes: a steep problem."""

from xlplanner.functions.numbers import to_float
from xlplanner.hosts.evaluate import evaluate


def agree(function, cells, answer, rows, tolerance=None):
    """Within the function's tolerance, or within what a rounding of the arguments changes."""
    wanted = [list(row) for row in rows]
    tolerance = tolerance or function.tolerance
    if tolerance.agrees(answer, wanted):
        return True
    near = [[moved(c) if k == i else c for k, c in enumerate(cells)] for i, _ in enumerate(cells)]
    others = [evaluate(function, tuple(other)) for other in near]
    return all(
        close(got, want, [other[r][c] for other in others], tolerance)
        for r, row in enumerate(wanted)
        for c, (got, want) in enumerate(zip(answer[r], row, strict=True))
    )


def moved(cell):
    """A number, or those of a range, by a rounding more."""
    if isinstance(cell, list):
        return [moved(item) for item in cell]
    number = to_float(cell)
    return cell if number is None else number * (1 + 1e-14)


def close(got, want, moved, tolerance):
    numbers = [got, want, *moved]
    if not all(isinstance(number, float | int) for number in numbers):
        return got == want
    allowed = tolerance.relative * abs(want) + tolerance.absolute
    return abs(got - want) <= allowed + sum(abs(other - want) for other in moved)
