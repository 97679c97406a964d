"""Native charts: lines over cells, axes with titles, units and scales."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from openpyxl.chart import BarChart, ScatterChart, Series
from openpyxl.chart.data_source import AxDataSource, StrRef
from openpyxl.chart.label import DataLabelList
from openpyxl.chart.series import SeriesLabel
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.chart.title import title_maker
from openpyxl.drawing.colors import ColorChoice
from openpyxl.drawing.fill import PatternFillProperties
from openpyxl.drawing.line import LineProperties
from openpyxl.drawing.text import (
    CharacterProperties,
    Paragraph,
    ParagraphProperties,
    RichTextProperties,
)
from openpyxl.utils import absolute_coordinate

from xlplanner.expressions.spreadsheet import quoted
from xlplanner.expressions.tree import Reference
from xlplanner.workbook.grid.book import Sheet

# Lines differ by dash, points by shape and bars by pattern too, for eyes and print without colour;
# none is grey.
INKS = ("1F4E79", "C55A11", "548235", "7030A0", "8A6A00", "00808A")
PATTERNS = ("solid", "wdUpDiag", "pct25", "wdDnDiag", "smGrid", "narHorz")
DASHES = ("solid", "dash", "sysDot", "dashDot", "lgDash", "sysDash", "lgDashDot")
MARKERS = ("circle", "square", "triangle")
STRONG_MARKER, STRONG_INK, OUTLINE, GRID_INK = "diamond", "C00000", "000000", "D9D9D9"
PAPER_INK: Any = "FFFFFF"
# Sizes of markers in points, and widths of lines in English metric units.
MARKER_SIZE, STRONG_SIZE = 8, 12
THICK, THIN = 22225, 6350
# Sizes in centimetres, and of letters in hundredths of a point.
WIDTH, HEIGHT = 15.0, 8.5
TITLE_SIZE, TEXT_SIZE = 1100, 900


class Axis(NamedTuple):
    """An axis.

    Attributes
    ----------
    title : str
        With its unit, and "log scale" where it is logarithmic.
    format : str
        Of its numbers.
    log : bool
    low, high : float, optional
        Its ends. They stay as they are when inputs change: only for axes that any inputs fill, such
        as multiples of the plan's. Without them, programs fit the axis to the data.
    """

    title: str
    format: str = "General"
    log: bool = False
    low: float | None = None
    high: float | None = None


class Line(NamedTuple):
    """A line of a chart, or single points; cells with #N/A are not drawn.

    Attributes
    ----------
    name : str
    x, y : Reference
    points : bool
    strong : bool
        Whether points stand out, with their values beside them.
    legend : Reference, optional
        A cell whose text stands in the legend in place of the name, with what inputs change.
    """

    name: str
    x: Reference
    y: Reference
    points: bool = False
    strong: bool = False
    legend: Reference | None = None


def _address(sheet: Sheet, cells: Reference) -> str:
    return f"{quoted(sheet.title)}!{absolute_coordinate(cells.address)}"


def _names(sheet: Sheet, cells: Reference) -> AxDataSource:
    """Cells that name the bars."""
    return AxDataSource(strRef=StrRef(f=_address(sheet, cells)))


def _title(text: str, size: int) -> Any:
    title: Any = title_maker(text)
    title.overlay = False
    for paragraph in title.tx.rich.p:
        paragraph.pPr = ParagraphProperties(defRPr=CharacterProperties(sz=size, b=True))
        for run in paragraph.r:
            run.rPr = CharacterProperties(sz=size, b=True)
    return title


def _small(*, bold: bool = False) -> RichText:
    properties = ParagraphProperties(defRPr=CharacterProperties(sz=TEXT_SIZE, b=bold))
    return RichText(
        bodyPr=RichTextProperties(), p=[Paragraph(pPr=properties, endParaRPr=CharacterProperties())]
    )


def _alt_text(form: str, title: str, axes: Sequence[Axis], names: Iterable[str]) -> str:
    """A chart in words, for those who do not see it."""
    titles = "; ".join(axis.title for axis in axes)
    return f"{title}. {form}. Axes: {titles}. Shown: {'; '.join(names)}."


def _set_up(chart: Any, title: str, width: float, height: float) -> None:
    chart.title, chart.style = _title(title, TITLE_SIZE), 2
    chart.width, chart.height, chart.roundedCorners = width, height, False
    chart.legend.position, chart.legend.txPr = "b", _small()


def _set_axis(target: Any, axis: Axis) -> None:
    target.title, target.number_format = _title(axis.title, TEXT_SIZE), axis.format
    target.txPr = _small()
    # openpyxl hides axes that do not say they are to be seen.
    target.delete = False
    target.tickLblPos = "low"
    target.majorGridlines.spPr = GraphicalProperties(ln=_line(GRID_INK, THIN))
    target.scaling.min, target.scaling.max = axis.low, axis.high
    if axis.log:
        target.scaling.logBase = 10


def _line(ink: str, width: int, dash: Any = "solid") -> Any:
    return LineProperties(solidFill=ink, w=width, prstDash=dash)


def _fill(index: int) -> Any:
    """What fills the bars of an index: the first is solid, the others have a pattern."""
    ink: Any
    pattern: Any
    ink, pattern = INKS[index], PATTERNS[index]
    outline = _line(ink, THIN)
    if not index:
        return GraphicalProperties(solidFill=ink, ln=outline)
    on_paper = {"fgClr": ColorChoice(srgbClr=ink), "bgClr": ColorChoice(srgbClr=PAPER_INK)}
    fill = PatternFillProperties(prst=pattern, **on_paper)
    return GraphicalProperties(pattFill=fill, ln=outline)


def add_lines(
    sheet: Sheet,
    anchor: str,
    title: str,
    x: Axis,
    y: Axis,
    lines: Sequence[Line],
    *,
    width: float = WIDTH,
    height: float = HEIGHT,
) -> None:
    """Add a chart of lines and points over cells."""
    chart: Any = ScatterChart()
    chart.scatterStyle = "lineMarker"
    _set_up(chart, title, width, height)
    names = (line.name for line in lines)
    chart.alt_text = _alt_text("Lines and points", title, (x, y), names)
    _set_axis(chart.x_axis, x)
    _set_axis(chart.y_axis, y)
    chart.x_axis.crosses = chart.y_axis.crosses = "min"
    if len(lines) == 1:
        chart.legend = None
    points = 0
    for index, line in enumerate(lines):
        series: Any = Series(_address(sheet, line.y), _address(sheet, line.x))
        series.tx = _legend(sheet, line)
        series.smooth = False
        if line.points:
            series.graphicalProperties.line.noFill = True
            _set_marker(series, points, strong=line.strong)
            points += not line.strong
        else:
            series.marker.symbol = "none"
            ink, dash = INKS[index % len(INKS)], DASHES[index % len(DASHES)]
            series.graphicalProperties.line = _line(ink, THICK, dash)
        chart.series.append(series)
    sheet.worksheet.add_chart(chart, anchor)


def _legend(sheet: Sheet, line: Line) -> SeriesLabel:
    if line.legend is None:
        return SeriesLabel(v=line.name)
    return SeriesLabel(strRef=StrRef(f=_address(sheet, line.legend)))


def _set_marker(series: Any, index: int, *, strong: bool) -> None:
    """Draw points by their number among the points of a chart, or one that stands out."""
    # Inks from the last on, as lines take them from the first.
    ink = STRONG_INK if strong else INKS[-1 - index % len(INKS)]
    series.marker.symbol = STRONG_MARKER if strong else MARKERS[index % len(MARKERS)]
    series.marker.size = STRONG_SIZE if strong else MARKER_SIZE
    series.marker.graphicalProperties = GraphicalProperties(solidFill=ink, ln=_line(OUTLINE, THIN))
    if strong:
        series.dLbls = DataLabelList(
            dLblPos="t",
            showVal=True,
            showSerName=False,
            showCatName=False,
            showLegendKey=False,
            showPercent=False,
            txPr=_small(bold=True),
        )


def add_bars(
    sheet: Sheet,
    anchor: str,
    title: str,
    axis: Axis,
    names: Reference,
    bars: dict[str, Reference],
    *,
    size: tuple[float, float] = (WIDTH, HEIGHT),
) -> None:
    """Add bars that lie from zero to the right or left, the first name on top."""
    chart: Any = BarChart()
    chart.type = "bar"
    _set_up(chart, title, *size)
    chart.alt_text = _alt_text("Bars from zero", title, (axis,), bars)
    if len(bars) == 1:
        chart.legend = None
    chart.overlap, chart.gapWidth = 100, 40
    _fill_bars(sheet, chart, axis, names, bars)
    # The first name on top, and the scale still below.
    chart.y_axis.crosses, chart.y_axis.tickLblPos = "max", "nextTo"
    chart.x_axis.scaling.orientation, chart.x_axis.tickLblSkip = "maxMin", 1
    sheet.worksheet.add_chart(chart, anchor)


def add_columns(
    sheet: Sheet,
    anchor: str,
    title: str,
    axis: Axis,
    names: Reference,
    parts: dict[str, Reference],
    *,
    across: str = "",
    size: tuple[float, float] = (2 * WIDTH, HEIGHT),
) -> None:
    """Add columns side by side, each made of parts that add up.

    `across` is the title of the axis along which the columns stand, if their names are no words.
    """
    chart: Any = BarChart()
    axes = (Axis(across), axis) if across else (axis,)
    chart.alt_text = _alt_text("Stacked columns", title, axes, parts)
    chart.type, chart.grouping = "col", "stacked"
    _set_up(chart, title, *size)
    chart.overlap, chart.gapWidth = 100, 60
    # What adds up is read from zero on.
    _fill_bars(sheet, chart, axis._replace(low=0), names, parts)
    if across:
        chart.x_axis.title = _title(across, TEXT_SIZE)
    sheet.worksheet.add_chart(chart, anchor)


def _fill_bars(
    sheet: Sheet, chart: Any, axis: Axis, names: Reference, bars: dict[str, Reference]
) -> None:
    """Set up a chart's axes of values and of names, and add a series of bars for each entry."""
    _set_axis(chart.y_axis, axis)
    chart.x_axis.delete, chart.x_axis.tickLblPos, chart.x_axis.txPr = False, "low", _small()
    for index, (name, cells) in enumerate(bars.items()):
        series: Any = Series(_address(sheet, cells), title=name)
        series.cat = _names(sheet, names)
        series.graphicalProperties = _fill(index)
        # Programs leave negative bars empty otherwise.
        series.invertIfNegative = False
        chart.series.append(series)
