"""Text laid out for a terminal: columns side by side, and text within a width."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from textwrap import wrap

GAP = "  "
# A column that is cut keeps so many characters.
LEAST_CUT = 6


def aligned(
    lines: Sequence[Sequence[str]],
    *,
    right: Collection[int] = (),
    cut: int | None = None,
    width: int | None = None,
) -> str:
    """Lines of cells as columns.

    Parameters
    ----------
    lines : sequence of sequence of str
        Of as many cells each.
    right : collection of int
        The columns that end flush, as figures do.
    cut : int, optional
        The column that is cut where the lines are longer than `width`.
    width : int, optional

    Examples
    --------
    >>> print(aligned([["params", "5.4B"], ["tokens", "367B"]], right=[1]))
    params  5.4B
    tokens  367B
    """
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    if cut is not None and width is not None:
        over = sum(widths) + len(GAP) * (len(widths) - 1) - width
        widths[cut] = min(widths[cut], max(widths[cut] - over, LEAST_CUT))
    return "\n".join(
        GAP.join(
            _cut(cell, size).rjust(size) if column in right else _cut(cell, size).ljust(size)
            for column, (cell, size) in enumerate(zip(line, widths, strict=True))
        ).rstrip()
        for line in lines
    )


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else f"{text[: width - 1]}…"


def hanging(lead: str, text: str, width: int) -> str:
    """A text behind a lead, wrapped within a width so that every line begins where the first does.

    >>> print(hanging("source  ", "Sardana & Frankle, arXiv 2401.00448", 28))
    source  Sardana & Frankle,
            arXiv 2401.00448
    """
    # A path or an address is wider than the width rather than torn.
    lines = wrap(text, max(width - len(lead), 20), break_long_words=False, break_on_hyphens=False)
    return lead + f"\n{' ' * len(lead)}".join(lines)
