"""The JavaScript module in Node: calls of it, and what Python gives of the same."""

import json
import shutil
import subprocess
from contextlib import contextmanager

import pytest

from xlplanner.errors import XlplannerError
from xlplanner.functions.calling import call
from xlplanner.functions.catalogue import find
from xlplanner.javascript.module import module

# A line of answer for a line of call; a problem is a list of status, error value and reason.
DRIVER = """
import { createInterface } from "node:readline";
import { call } from "./xlplanner.mjs";
const listed = (problem) => problem && [problem.status, problem.code, problem.message];
for await (const line of createInterface({ input: process.stdin })) {
  const { rows, problems } = call(...JSON.parse(line));
  console.log(JSON.stringify([rows, problems.map((row) => row.map(listed))]));
}
"""


def needs_node():
    """Skip a test where Node is not there."""
    if not shutil.which("node"):
        pytest.skip("needs Node")


class Module:
    """The module in a folder."""

    def __init__(self, folder):
        self.folder = folder
        (folder / "xlplanner.mjs").write_text(module(), encoding="utf-8")
        (folder / "driver.mjs").write_text(DRIVER, encoding="utf-8")

    def run(self, script, text=""):
        """What a script of the folder prints."""
        command = ["node", str(self.folder / script)]
        done = subprocess.run(command, input=text, capture_output=True, text=True, timeout=600)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def answers(self, calls):
        """Rows and problems of calls, each of a name and cells."""
        lines = self.run("driver.mjs", "".join(f"{json.dumps(call)}\n" for call in calls))
        return list(map(json.loads, lines.splitlines()))

    @contextmanager
    def open(self):
        """A program that answers one call after another, as rows with error values."""
        command = ["node", str(self.folder / "driver.mjs")]
        pipe = subprocess.PIPE
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as program:

            def answer(name, cells):
                program.stdin.write(f"{json.dumps((name, cells))}\n")
                program.stdin.flush()
                rows, problems = json.loads(program.stdout.readline())
                return [
                    [problem[1] if problem else cell for cell, problem in zip(*line, strict=True)]
                    for line in zip(rows, problems, strict=True)
                ]

            yield answer
            program.stdin.close()


def expected(name, cells):
    """Rows and problems that Python gives; a call that it refuses as one cell's problem."""
    function = find(name)
    try:
        answer = call(function, tuple(cells))
    except XlplannerError as error:
        return [[None]], [[[error.status, error.code, str(error)]]]
    rows, errors = answer.cells()
    problems = [[error and [*error] for error in row] for row in errors]
    # A number without a value is none in JSON.
    values = [
        [None if problem else cell for cell, problem in zip(row, line, strict=True)]
        for row, line in zip(rows, problems, strict=True)
    ]
    return values, problems
