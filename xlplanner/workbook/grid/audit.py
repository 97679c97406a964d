"""What a workbook must not hold: links outside or nowhere, macros, formulas nobody meant."""

from __future__ import annotations

import re
from collections.abc import Set
from html import unescape
from pathlib import Path
from zipfile import ZipFile

from xlplanner.errors import ERROR_VALUES, FileError
from xlplanner.workbook.grid.link import PARTS, link_faults, without_link

# Spreadsheet functions that the formulas use; none reaches outside the file.
SPREADSHEET_FUNCTIONS = frozenset(
    """ABS AND ASINH COLUMNS COUNT COUNTIF EXP FIND IF INDEX INT ISERROR ISNUMBER LEFT LEN LN LOG10
    LOOKUP MATCH MAX MEDIAN MIN NA PERCENTILE RANK RIGHT ROUND ROUNDDOWN ROUNDUP ROWS SQRT
    SUBSTITUTE SUM TRIM VALUE""".split()
)
FORBIDDEN_PARTS = re.compile(
    r"externalLink|vbaProject|macrosheet|activeX|ctrlProp|embeddings|connections|queryTable|"
    r"customUI|webextension|\.bin$|\.vml$",
    re.IGNORECASE,
)
OUTSIDE = re.compile(r'TargetMode\s*=\s*["\']External')
CELL_FORMULA = re.compile(r'<c r="([A-Z]+[0-9]+)"[^<>]*><f>([^<]*)</f>')
STORED_ERROR = re.compile(r' t="e">(?:<f>[^<]*</f>)?<v>([^<]*)</v>')
# Any formula of a cell at all, in case one is written otherwise.
STARTS = ("<f>", "<f ", "<f/")
OTHER_FORMULA = re.compile(r"<(?:f|formula|formula1|formula2|definedName)(?: [^<>]*)?>([^<]*)<")
TEXT = re.compile('"[^"]*"')
ERROR = re.compile("|".join(map(re.escape, ERROR_VALUES)))
SHEET = re.compile(r"xl/worksheets/sheet(\d+)\.xml")
LINK = re.compile(r'<hyperlink [^<>]*location="([^"]*)"')
SHEET_NAME = re.compile(r"(?:'((?:[^']|'')*)'|(\w+))!")
FUNCTION = re.compile(r"([A-Za-z_][\w.]*)\(")


def audit(
    path: Path,
    meant: dict[tuple[str, str], str],
    sheets: list[str],
    functions: Set[str] = frozenset(),
    linked_to: str = "",
) -> list[str]:
    """What is wrong with a workbook that was written; nothing if it is sound.

    Parameters
    ----------
    path : Path
    meant : dict
        The formulas that were meant, by sheet and cell.
    sheets : list of str
        The sheets' titles in order.
    functions : set of str
        Names that formulas may call beside the spreadsheet's own.
    linked_to : str
        The file name of the add-in that the workbook may link to, for these functions alone; empty
        if it may link to nothing.
    """
    faults: list[str] = []
    allowed = PARTS if linked_to else frozenset()
    link: dict[str, str] = {}
    found: dict[tuple[str, str], str] = {}
    others: list[str] = []
    with ZipFile(path) as archive:
        for name in archive.namelist():
            text = archive.read(name).decode("utf-8", "replace")
            if name in allowed:
                link[name] = text
                continue
            if FORBIDDEN_PARTS.search(name):
                faults.append(f"holds {name}")
            if name.endswith(".rels") and OUTSIDE.search(text):
                faults.append(f"{name} links outside the file")
            rows, _, rest = text.rpartition("</sheetData>")
            others += OTHER_FORMULA.findall(rest) + LINK.findall(rest)
            if place := SHEET.fullmatch(name):
                title = sheets[int(place[1]) - 1]
                here = CELL_FORMULA.findall(rows)
                found |= {(title, cell): unescape(formula) for cell, formula in here}
                if sum(map(rows.count, STARTS)) != len(here):
                    faults.append(f"{title} holds a formula that is written otherwise")
                unknown = set(STORED_ERROR.findall(rows)) - ERROR_VALUES
                faults += [f"{title} stores {value} as an error value" for value in unknown]
    for title, cell in found.keys() - meant.keys():
        faults.append(f"{title}!{cell} holds a formula that was not meant")
    for title, cell in meant.keys() - found.keys():
        faults.append(f"{title}!{cell} lost its formula")
    faults += [
        f"{'!'.join(key)} holds another formula than was meant"
        for key in found.keys() & meant.keys()
        if found[key] != meant[key]
    ]
    everything = [*found.values(), *map(unescape, others)]
    if linked_to:
        faults += link_faults(link, linked_to, functions)
        everything = [without_link(formula, functions) for formula in everything]
    return faults + _faults_of(everything, set(sheets), functions)


def sheets_in(formula: str) -> set[str]:
    """The titles of the sheets that a formula refers to."""
    return {bare or name.replace("''", "'") for name, bare in SHEET_NAME.findall(formula)}


def _faults_of(formulas: list[str], sheets: set[str], functions: Set[str]) -> list[str]:
    """Functions that are not known, and references to other files or to no sheet."""
    bare = ERROR.sub("0", TEXT.sub('""', "\n".join(formulas)))
    unknown = {name.upper() for name in FUNCTION.findall(bare)} - SPREADSHEET_FUNCTIONS
    faults = [f"a formula uses {name}" for name in sorted(unknown - functions)]
    missing = sheets_in(bare) - sheets
    faults += [f"refers to the sheet {title}, which is not there" for title in sorted(missing)]
    return faults + ["a formula refers outside the file"] * ("[" in bare or "|" in bare)


def assert_sound(
    path: Path,
    meant: dict[tuple[str, str], str],
    sheets: list[str],
    functions: Set[str] = frozenset(),
    linked_to: str = "",
) -> None:
    """Refuse a workbook that holds what it must not.

    Raises
    ------
    FileError
        If the audit finds anything; the message lists it.
    """
    faults = audit(path, meant, sheets, functions, linked_to)
    if faults:
        raise FileError("the workbook would be unsafe: " + "; ".join(sorted(set(faults))[:10]))
