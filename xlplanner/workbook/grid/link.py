"""A workbook's only link to another file: to the add-in whose functions its formulas call.

Excel stores a call of an add-in's function as `[1]!NAME(...)`, where 1 is the number of a link that
lists the names. A link to a file of Excel's start-up folder has a type of its own, and no path.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from pathlib import PurePath
from typing import Any
from xml.etree.ElementTree import canonicalize

from openpyxl.packaging.relationship import Relationship, RelationshipList
from openpyxl.workbook.external_link.external import (
    ExternalBook,
    ExternalDefinedName,
    ExternalLink,
    ExternalSheetData,
    ExternalSheetDataSet,
    ExternalSheetNames,
)
from openpyxl.xml.functions import tostring

PART = "xl/externalLinks/externalLink1.xml"
RELATIONS = "xl/externalLinks/_rels/externalLink1.xml.rels"
PARTS = frozenset((PART, RELATIONS))
STARTUP = "http://schemas.microsoft.com/office/2006/relationships/xlExternalLinkPath/xlStartup"
NUMBER = "rId1"
LINKED_CALL = re.compile(r"\[1\]!(?=([A-Za-z_][\w.]*)\()")


def link_to(file_name: str, functions: Set[str]) -> ExternalLink:
    """A link to an add-in in Excel's start-up folder, whose only sheet has the file's name."""
    book = ExternalBook(
        sheetNames=ExternalSheetNames([PurePath(file_name).stem]),
        definedNames=[ExternalDefinedName(name=name) for name in sorted(functions)],
        sheetDataSet=ExternalSheetDataSet([ExternalSheetData(sheetId=0)]),
        id=NUMBER,
    )
    link = ExternalLink(book)
    link.file_link = Relationship(Id=NUMBER, Type=STARTUP, Target=file_name, TargetMode="External")
    return link


def without_link(formula: str, functions: Set[str]) -> str:
    """A formula with its calls through the link as plain ones; other references stay."""
    return LINKED_CALL.sub(lambda call: "" if call[1] in functions else call[0], formula)


def link_faults(parts: Mapping[str, str], file_name: str, functions: Set[str]) -> list[str]:
    """What is wrong with the parts of the link; nothing if they are what `link_to` makes.

    Parameters
    ----------
    parts : mapping
        The parts of `PARTS` that the workbook holds, as text.
    file_name : str
        To which file it has to lead.
    functions : set of str
        The names that it has to list.
    """
    link = link_to(file_name, functions)
    relations: Any = RelationshipList()
    relations.append(link.file_link)
    meant = {PART: link.to_tree(), RELATIONS: relations.to_tree()}
    return [
        f"{name} is not the link to {file_name}"
        for name, tree in meant.items()
        if name not in parts or canonicalize(parts[name]) != canonicalize(tostring(tree))
    ]
