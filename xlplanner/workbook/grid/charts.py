"""Native charts: lines over cells, axes with titles, units and scales."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from openpyxl.chart import BarChart, ScatterChart, Series
from openpyxl.chart.data_source import AxDataSource, StrRef
from openpyxl.chart.shapes import GraphicalProperties
from openpyxl.chart.text import RichText
from openpyxl.chart.title import title_maker
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

# They differ by dash and marker too, for print without colour.
INKS = ("1F4E79", "C55A11", "548235", "7F7F7F", "7030A0", "BF9000", "00808A", "A61C3C")
DASHES = ("solid", "dash", "sysDot", "dashDot", "lgDash", "sysDash", "lgDashDot", "solid")
MARKERS = ("diamond", "square", "triangle", "circle")
# Sizes in centimetres, and of letters in hundredths of a point.
WIDTH, HEIGHT = 15.0, 8.5
TITLE_SIZE, TEXT_SIZE = 1100, 900


class Axis(NamedTuple):
    """An axis: its title with unit, number format, and whether it is logarithmic."""

    title: str
    format: str = "General"
    log: bool = False


class Line(NamedTuple):
    """A line of a chart, or single points: its name and cells."""

    name: str
    x: Reference
    y: Reference
    points: bool = False


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


def _small() -> RichText:
    properties = ParagraphProperties(defRPr=CharacterProperties(sz=TEXT_SIZE))
    return RichText(
        bodyPr=RichTextProperties(), p=[Paragraph(pPr=properties, endParaRPr=CharacterProperties())]
    )


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
    target.majorGridlines.spPr = GraphicalProperties(ln=_line("D9D9D9", 6350))
    if axis.log:
        target.scaling.logBase = 10


def _line(ink: str, width: int, dash: Any = "solid") -> Any:
    return LineProperties(solidFill=ink, w=width, prstDash=dash)


def add_lines(
    sheet: Sheet,
    anchor: str,
    title: str,
    x: Axis,
    y: Axis,
    lines: Sequence[Line],
    *,
    width: float = WIDTH,
) -> None:
    """Add a chart of lines and points over cells."""
    chart = ScatterChart()
    chart.scatterStyle = "lineMarker"
    _set_up(chart, title, width, HEIGHT)
    _set_axis(chart.x_axis, x)
    _set_axis(chart.y_axis, y)
    if len(lines) == 1:
        chart.legend = None
    for place, line in enumerate(lines):
        series: Any = Series(_address(sheet, line.y), _address(sheet, line.x), title=line.name)
        ink = INKS[place % len(INKS)]
        if line.points:
            series.marker.symbol, series.marker.size = MARKERS[place % len(MARKERS)], 9
            series.marker.graphicalProperties = GraphicalProperties(solidFill=ink)
            series.graphicalProperties.line.noFill = True
        else:
            series.marker.symbol = "none"
            dash = DASHES[place % len(DASHES)]
            series.graphicalProperties.line = _line(ink, 22225, dash)
        series.smooth = False
        chart.series.append(series)
    sheet.worksheet.add_chart(chart, anchor)


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
    chart = BarChart()
    chart.type = "bar"
    _set_up(chart, title, *size)
    if len(bars) == 1:
        chart.legend = None
    chart.overlap, chart.gapWidth = 100, 40
    _set_axis(chart.y_axis, axis)
    chart.x_axis.delete, chart.x_axis.tickLblPos, chart.x_axis.txPr = False, "low", _small()
    # The first name on top, and the scale still below.
    chart.y_axis.crosses, chart.y_axis.tickLblPos = "max", "nextTo"
    chart.x_axis.scaling.orientation, chart.x_axis.tickLblSkip = "maxMin", 1
    for place, (name, cells) in enumerate(bars.items()):
        series: Any = Series(_address(sheet, cells), title=name)
        series.cat = _names(sheet, names)
        series.graphicalProperties = GraphicalProperties(solidFill=INKS[place])
        # Programs leave negative bars empty otherwise.
        series.invertIfNegative = False
        chart.series.append(series)
    sheet.worksheet.add_chart(chart, anchor)
