"""The JavaScript module in Node: calls of it, and what Python gives of the same."""

import json
import shutil
import subprocess

import pytest

from xlplanner.errors import XlplannerError
from xlplanner.functions.calling import call
from xlplanner.functions.catalogue import find
from xlplanner.javascript.module import module

# One program for all answers; a problem is a list of status, error value and reason.
DRIVER = """
import { readFileSync } from "node:fs";
import { call } from "./xlplanner.mjs";
const asked = JSON.parse(readFileSync(0, "utf8"));
const listed = (problem) => problem && [problem.status, problem.code, problem.message];
const given = asked.map(([name, cells]) => call(name, cells)).map(({ rows, problems }) => [
  rows, problems.map((row) => row.map(listed)),
]);
process.stdout.write(JSON.stringify(given));
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
        return json.loads(self.run("driver.mjs", json.dumps(calls)))


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
