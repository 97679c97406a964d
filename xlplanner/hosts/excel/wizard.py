"""What Excel's function wizard shows, as Excel itself stores it in a workbook.

`Application.MacroOptions` would bring it about each time that Excel starts, but fails in an add-in,
which is hidden. So the workbook holds what Excel saves after MacroOptions: the categories, and the
descriptions of arguments. A function's description and category are attributes of its VBA.
"""

from __future__ import annotations

from xml.sax.saxutils import escape, quoteattr

from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.functions.entry import Function
from xlplanner.hosts.excel.vba import category, families

# Of Excel's own categories, those that every version has.
BUILT_IN_CATEGORIES = 19
EXTENSION = "{8193D73E-4604-4355-AFF4-8A2333D13BE4}"
X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"


def categories() -> str:
    """The categories, for the workbook part after its sheets."""
    groups = "".join(f"<functionGroup name={quoteattr(category(f))}/>" for f in families())
    return f'<functionGroups builtInGroupCount="{BUILT_IN_CATEGORIES}">{groups}</functionGroups>'


def descriptions() -> str:
    """The descriptions of arguments, the first of the workbook part's extensions."""
    names = "".join(map(_described, filter(lambda f: f.arguments, CATALOGUE.values())))
    return (
        f'<ext uri="{EXTENSION}" xmlns:x14="{X14}">'
        f"<x14:definedNames>{names}</x14:definedNames></ext>"
    )


def _described(function: Function) -> str:
    texts = "".join(
        f'<x14:argumentDescription index="{index}">{escape(argument.help_text)}'
        "</x14:argumentDescription>"
        for index, argument in enumerate(function.arguments)
    )
    return (
        f'<x14:definedName name="{function.name}">'
        f'<x14:argumentDescriptions count="{len(function.arguments)}">{texts}'
        "</x14:argumentDescriptions></x14:definedName>"
    )
