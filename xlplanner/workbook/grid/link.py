"""A workbook's only link to another file: to the add-in whose functions its formulas call.

Excel stores a call of an add-in's function as `[1]!NAME(...)`, where 1 is the number of a link that
lists the names. A link to a file of Excel's start-up folder has a type of its own, and no path.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from xml.etree import ElementTree

from openpyxl.packaging.relationship import Relationship
from openpyxl.workbook.external_link.external import (
    ExternalBook,
    ExternalDefinedName,
    ExternalLink,
)
from openpyxl.xml.constants import SHEET_MAIN_NS

PART = "xl/externalLinks/externalLink1.xml"
RELATIONS = "xl/externalLinks/_rels/externalLink1.xml.rels"
PARTS = frozenset((PART, RELATIONS))
STARTUP = "http://schemas.microsoft.com/office/2006/relationships/xlExternalLinkPath/xlStartup"
NUMBER = "rId1"
LINKED_CALL = re.compile(r"\[1\]!(?=([A-Za-z_][\w.]*)\()")
# What the part may hold: a book of names, and nothing of its cells.
PART_TAGS = {f"{{{SHEET_MAIN_NS}}}{tag}" for tag in ("externalBook", "definedNames", "definedName")}


def link_to(file_name: str, functions: Set[str]) -> ExternalLink:
    """A link to an add-in in Excel's start-up folder."""
    names = [ExternalDefinedName(name=name) for name in sorted(functions)]
    link = ExternalLink(ExternalBook(definedNames=names, id=NUMBER))
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
        The names that it may list.
    """
    if parts.keys() != PARTS:
        return [f"lacks {name}" for name in sorted(PARTS - parts.keys())]
    meant = {"Id": NUMBER, "Type": STARTUP, "Target": file_name, "TargetMode": "External"}
    links = ElementTree.fromstring(parts[RELATIONS])
    relations = [link.attrib for link in links.iter() if link is not links]
    faults = [] if relations == [meant] else [f"{RELATIONS} leads elsewhere than to {file_name}"]
    book = ElementTree.fromstring(parts[PART])
    names = [name.attrib for name in book.iter(f"{{{SHEET_MAIN_NS}}}definedName")]
    unknown = [name for name in names if name.keys() != {"name"} or name["name"] not in functions]
    if unknown or not {element.tag for element in book.iter() if element is not book} <= PART_TAGS:
        faults.append(f"{PART} holds more than the names of functions")
    return faults
