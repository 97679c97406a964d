"""The hosts that are asked the same calls, each in one class; `HOSTS` lists them.

A further host is a class with `takes` and `answers`, and a line in `HOSTS`.
"""

import contextlib
import io
import json
from contextlib import contextmanager

from calc_host import Calc
from excel_host import call_udf, rows_of
from javascript_host import Module, needs_node
from random_calls import MORE

from xlplanner.cli import main
from xlplanner.errors import ERROR_VALUES
from xlplanner.functions.catalogue import find
from xlplanner.functions.named import Named
from xlplanner.functions.numbers import to_float
from xlplanner.hosts.evaluate import evaluate
from xlplanner.javascript.bodies import LEFT_OUT


def expected(call):
    """The catalogue's answer, blanks as empty text."""
    return unblanked(evaluate(find(call.name), call.cells))


def unblanked(rows):
    return [["" if cell is None else cell for cell in row] for row in rows]


class Asked:
    """A host, as a context in which calls are answered."""

    # How many random calls a test can afford.
    calls = 500

    def takes(self, call):
        """Whether the host passes a call on as it is."""
        return True

    def agrees(self, function, rows, expected_rows):
        """Whether an answer is the expected one."""
        return function.tolerance.agrees(rows, expected_rows)

    @contextmanager
    def open(self, folder):
        """Start what is needed; the value answers a call of so many rows and columns."""
        yield self.answer


class CommandLine(Asked):
    """`xlplanner call --json`, in this process. A word that reads as a number is one."""

    def takes(self, call):
        words = [cell for cell in call.cells if isinstance(cell, str)]
        arguments = zip(find(call.name).arguments, call.cells, strict=False)
        return not any(
            isinstance(argument.accepts, Named) and cell in words and to_float(cell) is not None
            for argument, cell in arguments
        )

    def answer(self, call, height, width):
        with contextlib.redirect_stdout(io.StringIO()) as out:
            main(["call", "--json", call.name, *map(word, call.cells)])
        return unblanked(json.loads(out.getvalue())["values"])


def word(cell):
    if isinstance(cell, list):
        return "{" + ";".join(",".join(map(quoted, row)) for row in cell) + "}"
    return "" if cell is None else str(cell)


def quoted(cell):
    return f'"{cell}"' if isinstance(cell, str) else word(cell)


def contents(cell):
    """The cells of a range, or the one cell."""
    return [c for row in cell for c in row] if isinstance(cell, list) else [cell]


class Excel(Asked):
    """xlwings' CallUDF, with pywin32 played."""

    def answer(self, call, height, width):
        cells = [[*map(tuple, cell)] if isinstance(cell, list) else cell for cell in call.cells]
        return rows_of(call_udf(call.name, *cells))


class LibreOffice(Asked):
    """Calc with the extension, which it passes other things than the cells' contents now and then.

    An empty cell is 0 where a number belongs and 0 a blank where a name does, TRUE is 1, and a
    range with an error is nothing at all, as are some errors between other arguments. Too many
    arguments it refuses itself.
    """

    calls = 100

    def takes(self, call):
        passed = [c for cell in call.cells for c in contents(cell)]
        alone = [c for c in call.cells if not isinstance(c, list)]
        inside = [c for cell in call.cells if isinstance(cell, list) for c in contents(cell)]
        return (
            call.cells[-1:] != (MORE,)
            and True not in [c for c in passed if isinstance(c, bool)]
            and not ERROR_VALUES.intersection(c for c in passed if isinstance(c, str))
            and 0.0 not in [c for c in alone if isinstance(c, float)]
            and not any(c in (None, "") for c in inside)
        )

    @contextmanager
    def open(self, folder):
        with Calc() as calc:
            yield lambda call, height, width: calc.answer(call.name, call.cells, height, width)


class Names(Asked):
    """The LAMBDA names in ironcalc, which compute by themselves.

    Of several faults of a call they may name another than Python does.
    """

    calls = 300

    def takes(self, call):
        from lambda_host import NAMES, mistaken

        # Of a bad shape and an error in it the other comes first.
        wide = any(isinstance(c, list) and len(c[0]) > 1 for c in call.cells)
        errors = ERROR_VALUES.intersection(
            c for cell in call.cells for c in map(str, contents(cell))
        )
        return call.name in NAMES and not mistaken(*call[:2]) and not (wide and errors)

    def agrees(self, function, rows, expected_rows):
        both = rows[0][0] in ERROR_VALUES and expected_rows[0][0] in ERROR_VALUES
        alone = len(expected_rows) == len(expected_rows[0]) == 1
        return (both and alone) or function.tolerance.agrees(rows, expected_rows)

    @contextmanager
    def open(self, folder):
        from lambda_host import Lambdas

        names = Lambdas(folder)
        yield lambda call, height, width: names.answers([(*call[:2], height, width)])[0]


class JavaScript(Asked):
    """The JavaScript module in Node, which computes by itself."""

    def takes(self, call):
        return call.name not in LEFT_OUT

    @contextmanager
    def open(self, folder):
        needs_node()
        with Module(folder).open() as answer:
            yield lambda call, height, width: unblanked(answer(call.name, call.cells))


HOSTS = [CommandLine(), Excel(), LibreOffice(), Names(), JavaScript()]
