"""The module's text: the rule, what it goes by, and a function for each of the catalogue."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

from xlplanner._version import __version__
from xlplanner.expressions.javascript import prelude
from xlplanner.expressions.members import Tables
from xlplanner.files import write_texts
from xlplanner.functions.entry import Argument, Function
from xlplanner.functions.named import RecordKind
from xlplanner.functions.returns import Raw, Table
from xlplanner.javascript.bodies import OFFERED, bodies, value_or_reason
from xlplanner.javascript.notes import noted, own_notes
from xlplanner.javascript.table import table

HEAD = f"// xlplanner {__version__}, made by `xlplanner build --js`. MIT License."
SHARED = ("call", "evaluate", "XlplannerError")


def write(folder: Path) -> list[Path]:
    """Write the module and its types into a folder, which is made if it is not there.

    Raises
    ------
    FileError
        If they cannot be written.
    """
    return write_texts(folder, {"xlplanner.js": module(), "xlplanner.d.ts": declarations()})


def core() -> str:
    """One constant, `xlplanner`, with what the rule offers; nothing else becomes known."""
    tables = Tables(value_or_reason)
    made = bodies(tables)
    lines = [f"  {name}: {body.text}," for name, body in made.items()]
    own = own_notes(tables)
    held = json.dumps(table(tables.by_name.values()), ensure_ascii=False, separators=(",", ":"))
    rule, notes = (files(__package__).joinpath(name) for name in ("rule.js", "notes.js"))
    parts = [
        f"const TABLE = {held};",
        prelude().rstrip(),
        "\n".join(["const BODIES = {", *lines, "};"]),
        noted(),
        own,
        rule.read_text(encoding="utf-8").rstrip(),
        notes.read_text(encoding="utf-8").rstrip(),
        f"return {{ {', '.join((*SHARED, 'valueOf', 'notesOf'))}, leftOut: TABLE.leftOut }};",
    ]
    return "\n".join([HEAD, "const xlplanner = (() => {", '"use strict";', *parts, "})();"]) + "\n"


def module() -> str:
    """An ES module without dependencies, which exports the functions by their Python names."""
    shared = f"export const {{ {', '.join(SHARED)}, leftOut }} = xlplanner;"
    own = [
        f'export const {f.python_name} = (...cells) => xlplanner.valueOf("{f.name}", cells);'
        for f in OFFERED
    ]
    return "\n".join([core() + shared, *own]) + "\n"


def declarations() -> str:
    """The types of the module."""
    own = [declaration for function in OFFERED for declaration in _declared(function)]
    return "\n".join([HEAD, TYPES, *own]) + "\n"


TYPES = """\
/** What a cell holds: a number, text such as "70B", a day; null or "" where it is blank. */
export type Cell = number | string | boolean | Date | null | undefined;
/** Rows of cells. */
export type Range = Cell[][];
/** A law or deployment: its name, or its figures by their labels, as rows of two cells. */
export type RecordCell = Cell | Range | { [label: string]: Cell };
/** Why a cell has no value. */
export class XlplannerError extends Error {
  readonly status: "domain" | "value" | "unknown" | "passed-on";
  /** The error value that a spreadsheet shows, such as #NUM!. */
  readonly code: string;
}
export interface Answer {
  /** Values as rows of cells; NaN where there is a problem. */
  rows: (number | string)[][];
  /** Of the same shape: null, or why the cell has no value. */
  problems: (XlplannerError | null)[][];
}
/** Calls a function by its name in a sheet; throws nothing. */
export function call(name: string, cells: (Range | RecordCell)[]): Answer;
/** The same, with error values such as "#NUM!" among the rows. */
export function evaluate(name: string, cells: (Range | RecordCell)[]): (number | string)[][];
/** The functions of the catalogue that are not here, each with why. */
export const leftOut: { [name: string]: string };
"""


def _declared(function: Function) -> list[str]:
    """A function of single cells, which throws where it has no value, and one of ranges."""
    name, arguments = function.python_name, function.arguments
    notes = [f" * @param {a.name} {a.help_text}" for a in arguments]
    about = ["/**", f" * {function.help_text}", *notes, " */"]
    one, many = (
        ", ".join(_typed(argument, ranges=ranges) for argument in arguments)
        for ranges in (False, True)
    )
    rows = f"export function {name}({many}): (number | string)[][];"
    if isinstance(function.returns, Table):
        return [*about, rows]
    fields = "; ".join(f"{field}: number" for field in function.fields)
    value = "string" if isinstance(function.returns, Raw) else "number"
    given = f"{{ {fields} }}" if fields else value
    if function.selector is not None:
        given = f"{given} | number"
    return [*about, f"export function {name}({one}): {given};", rows]


def _typed(argument: Argument, *, ranges: bool) -> str:
    if argument.repeats:
        return f"...{argument.name}: (Range | RecordCell)[]"
    record = isinstance(argument.accepts, RecordKind)
    kind = "RecordCell" if record else "Cell | Range" if ranges else "Cell"
    return f"{argument.name}{'?' * argument.optional}: {kind}"
