"""Pictures drawn by matplotlib, equal bytes for equal pictures, readable without colours."""

from __future__ import annotations

from pathlib import Path
from textwrap import fill
from typing import Any
from xml.sax.saxutils import escape

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.layout_engine import ConstrainedLayoutEngine
from matplotlib.style import context
from matplotlib.ticker import FuncFormatter, LogLocator, NullFormatter

from xlplanner.files import atomic_write
from xlplanner.plots.pictures import (
    CHINCHILLA,
    COMPUTE_OPTIMAL,
    Axis,
    Panel,
    Picture,
    round_number,
)

MARGIN = 0.03
STYLE = {"font.size": 9, "axes.grid": True, "grid.color": "0.88", "axes.axisbelow": True}
# Okabe and Ito's colours for the colour-blind; lines and points differ in form too.
COLOURS = ("#000000", "#0072B2", "#D55E00", "#009E73", "#CC79A7")
DASHES = ("-", "--", "-.", ":", (0, (6, 1, 1, 1, 1, 1)))
POINTS = ("s", "^", "o", "D", "v")
# Of what a mark stands for: its form, edge and inside.
MARKS = {CHINCHILLA: ("s", "#000000", "#FFFFFF"), COMPUTE_OPTIMAL: ("^", "#0072B2", "#FFFFFF")}
OPTIMUM = ("o", "#D55E00", "#D55E00")
WIDE, PANEL_WIDTH, HEIGHT = 7.0, 4.2, 4.6
DOTS_PER_INCH = 160
EVERY = 15


def save(picture: Picture, path: Path) -> None:
    """Write a picture as SVG or PNG, by the suffix of its name."""
    form = path.suffix.lower().removeprefix(".")
    with context(["default", STYLE]), matplotlib.rc_context({"svg.hashsalt": picture.title}):
        figure = draw(picture)
        with atomic_write(path) as temporary:
            figure.savefig(
                temporary, format=form, dpi=DOTS_PER_INCH, metadata=_metadata(picture, form)
            )
            if form == "svg":
                described = with_words(temporary.read_text(encoding="utf-8"), picture.words)
                temporary.write_text(described, encoding="utf-8", newline="\n")


def _metadata(picture: Picture, form: str) -> dict[str, Any]:
    """Title and text, and neither date nor version, which would change the bytes."""
    unstated = ("Date", "Creator") if form == "svg" else ("Software",)
    return {"Title": picture.title, "Description": picture.words, **dict.fromkeys(unstated)}


def with_words(svg: str, words: str) -> str:
    """An SVG that a screen reader reads out: its title, which matplotlib writes, and its text."""
    before, end, after = svg.partition("</title>")
    head = before.replace("<svg ", '<svg role="img" ', 1)
    return f"{head}{end}\n <desc>{escape(words)}</desc>{after}"


def draw(picture: Picture) -> Figure:
    """A picture as a figure of matplotlib."""
    count = len(picture.panels)
    width = WIDE if count == 1 else PANEL_WIDTH * count
    figure = Figure(
        figsize=(width, HEIGHT + 0.6 * (count == 1)), layout=ConstrainedLayoutEngine(w_pad=0.1)
    )
    figure.suptitle(picture.title, fontsize=12, fontweight="bold", x=0.01, ha="left")
    places = figure.subplots(1, count, sharey=bool(picture.panels[0].rows), squeeze=False)[0]
    for place, panel in zip(places, picture.panels, strict=True):
        _draw_panel(place, panel)
    lines = [fill(line, int(width * 13)) for line in picture.plan.split("\n")]
    places[0].set_title("\n".join(lines), fontsize=9, loc="left", pad=8)
    handles, names = places[0].get_legend_handles_labels()
    figure.legend(handles, names, loc="outside lower left", ncols=1 if count == 1 else 3)
    return figure


def _draw_panel(place: Axes, panel: Panel) -> None:
    for band in panel.bands:
        place.fill_between(
            band.x, band.low, band.high, color="0.85", edgecolor="0.4", label=band.name
        )
    for i, line in enumerate(panel.lines):
        place.plot(
            line.x,
            line.y,
            label=line.name,
            color=COLOURS[i],
            linestyle=DASHES[i],
            marker=POINTS[i] if len(panel.lines) > 3 else "",
            markevery=(3 * i, EVERY),
            markersize=5,
        )
    for mark in panel.marks:
        form, edge, inside = MARKS.get(mark.kind, OPTIMUM)
        place.plot(
            mark.x,
            mark.y,
            label=mark.name,
            color=edge,
            marker=form,
            markersize=8,
            markerfacecolor=inside,
            linestyle="",
            zorder=5,
        )
    _set_axis(place, "x", panel.x)
    if panel.rows:
        place.set_yticks(range(len(panel.rows)), panel.rows)
        place.invert_yaxis()
    else:
        _set_axis(place, "y", panel.y)


def _set_axis(place: Axes, name: str, axis: Axis) -> None:
    ruler = place.xaxis if name == "x" else place.yaxis
    label = f"{axis.title} [{axis.unit.label}]" + ", log scale" * axis.log
    place.set(**{f"{name}label": label})
    if axis.log:
        place.set(**{f"{name}scale": "log"})
        low, high = ruler.get_view_interval()
        ruler.set_major_locator(LogLocator(subs=_subs(high / low)))
        ruler.set_minor_formatter(NullFormatter())
    elif axis.low is not None:
        # The margin is that of the values, which may lie far above.
        _, high = ruler.get_view_interval()
        place.set(**{f"{name}lim": (axis.low, high + (high - axis.low) * MARGIN)})
    ruler.set_major_formatter(FuncFormatter(lambda value, _: round_number(value, axis.unit)))


def _subs(span: float) -> tuple[int, ...]:
    """The numbers of each decade that are written at an axis."""
    if span > 1000:
        return (1,)
    return (1, 2, 5) if span > 12 else (1, 2, 3, 5, 7)
