"""The one style sheet of every workbook."""

from __future__ import annotations

from typing import Literal

from openpyxl.formatting.rule import CellIsRule, FormulaRule, Rule
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat

from xlplanner.units import Unit

INK, QUIET, ACCENT = "FF1F2933", "FF52606D", "FF1F4E79"
INPUT_FILL, INPUT_INK, RESULT_FILL, HEADER_FILL = "FFFFF2CC", "FF0000FF", "FFE2EFDA", "FF1F4E79"
VERDICT = "verdict"
# What inputs look like once nothing is to be changed.
FIXED = "data"
# Verdicts say it in words; the colours only help.
OK, NOTE, CHECK, DIFFERS, BEST = "OK", "NOTE", "CHECK", "differs", "◄ lowest"
GOOD_FILL, NOTE_FILL, BAD_FILL = "FFC6EFCE", "FFFFEB9C", "FFFFC7CE"
LINK_INK, PAPER = "FF0563C1", "FFFFFFFF"
IDLE_INK, IDLE_FILL = "FF6B6B6B", "FFF2F2F2"
LINE = Side(style="thin", color="FF9AA5B1")

# Scaled for people; the cells keep full values. A section of its own with a sign of its own, and
# in the second place, is how programs agree on negative numbers. As a format has room for two
# conditions only, this is what programs show that do not apply the scales below, as previews.
COUNT_FORMAT = '[>=999500000]#,##0.00,,,"B";[<0]-#,##0;#,##0'
MONEY_FORMAT = '[>=999500]$#,##0.00,,"M";[<0]-$#,##0.00;$#,##0.00'
# Of cells that are typed into: LibreOffice takes a letter of the format for no part of what is
# typed, so that 2.5M would be 2.5. The scales show the same.
TYPED_FORMATS = {COUNT_FORMAT: "#,##0", MONEY_FORMAT: "$#,##0.00"}
# As the first two for the axes of charts, which have no scales; what counts is not negative.
COUNT_TICKS = '[>=1000000000]#,##0,,,"B";[>=1000000]#,##0,,"M";#,##0,"K"'
TOKEN_TICKS = '[>=1000000000000]#,##0,,,,"T";[>=1000000000]#,##0,,,"B";#,##0,,"M"'
# Of axes that begin at zero, whose steps may be fractions of a letter.
SIZE_TICKS = '[>=1000000000]#,##0.0,,,"B";[>=1000000]0.0,,"M";#,##0'
MONEY_TICKS = '[>=1000000000]$#,##0.0,,,"B";[>=1000000]$0.0,,"M";$#,##0'
# Formats by the least magnitude of either sign that they show, as conditional formats. The bounds
# lie where rounding to three digits reaches the next letter, so that 999.9M shows as 1.00B.
SCALES = {
    COUNT_FORMAT: {
        999.5e9: '#,##0.00,,,,"T"',
        999.5e6: '0.00,,,"B"',
        999.5e3: '0.00,,"M"',
    },
    MONEY_FORMAT: {
        999.5e9: '$#,##0.00,,,,"T"',
        999.5e6: '$0.00,,,"B"',
        999.5e3: '$0.00,,"M"',
        999.5: "$#,##0",
    },
}
FORMATS = {
    Unit.LOSS: "0.0000",
    Unit.PARAMS: COUNT_FORMAT,
    Unit.TOKENS: COUNT_FORMAT,
    Unit.REQUESTS: COUNT_FORMAT,
    Unit.FLOPS: "0.00E+00",
    Unit.OPS_PER_SECOND: '#,##0.0,,,,"T"',
    Unit.USD: MONEY_FORMAT,
    Unit.USD_PER_GPU_HOUR: "$#,##0.00",
    Unit.USD_PER_MTOK: "$#,##0.00",
    Unit.TOKENS_PER_REQUEST: "#,##0.0",
    Unit.TOKENS_PER_PARAM: "#,##0.0",
    Unit.GPU_HOURS: "#,##0",
    Unit.DAYS: "#,##0.0",
    Unit.GPUS: "#,##0",
    Unit.GB: "#,##0.0",
    Unit.TB_PER_SECOND: "0.000",
    Unit.REQUESTS_PER_DAY: COUNT_FORMAT,
    Unit.OPS_PER_HOUR: "0.00E+00",
    Unit.USD_PER_KREQ: "$#,##0.00",
    Unit.USD_PER_YEAR: MONEY_FORMAT,
    Unit.TOKENS_PER_SECOND: "#,##0.0",
    Unit.MWH: "#,##0",
    Unit.TONNES: "#,##0",
    Unit.FRACTION: "0.0%",
    Unit.RATIO: "0.000000",
    Unit.TIMES: "0.00",
    Unit.YEARS: "0.00",
    Unit.UNITS_OFF: "0.00",
    Unit.RESIDUAL: "0.0E+00",
    Unit.USD_PER_PARAM_TOKEN: "0.000E+00",
    Unit.USD_PER_PARAM_REQUEST: "0.000E+00",
}
# What rules are for: a kind of cell, or a number format.
RULED = {VERDICT, *SCALES}


def number_format(unit: Unit) -> str:
    """How figures of a unit are shown."""
    return FORMATS.get(unit, "General")


def _style(
    name: str,
    *,
    ink: str = INK,
    fill: str | None = None,
    bold: bool = False,
    italic: bool = False,
    underline: Literal["single"] | None = None,
    size: int = 10,
    border: bool = False,
    horizontal: str | None = None,
    wrap: bool = False,
    top: bool = False,
    middle: bool = False,
    indent: int = 0,
    locked: bool = True,
) -> NamedStyle:
    return NamedStyle(
        name=name,
        font=Font(
            name="Calibri", size=size, bold=bold, italic=italic, underline=underline, color=ink
        ),
        fill=PatternFill("solid", start_color=fill) if fill else PatternFill(),
        border=Border(left=LINE, right=LINE, top=LINE, bottom=LINE) if border else Border(),
        alignment=Alignment(
            horizontal="left" if indent else horizontal,
            vertical="top" if (wrap or top) and not middle else "center",
            wrap_text=wrap,
            indent=indent,
        ),
        protection=Protection(locked=locked),
    )


def styles() -> list[NamedStyle]:
    """Every style, made anew for a workbook."""
    return [
        _style("xl title", size=16, bold=True, ink=ACCENT),
        _style("xl subtitle", ink=QUIET, italic=True),
        _style("xl section", size=12, bold=True, ink=ACCENT),
        _style(
            "xl header",
            bold=True,
            ink="FFFFFFFF",
            fill=HEADER_FILL,
            border=True,
            wrap=True,
            middle=True,
            horizontal="center",
        ),
        _style("xl label"),
        _style("xl link", ink=LINK_INK, underline="single", top=True),
        _style("xl paragraph", wrap=True),
        _style("xl answer", size=13, bold=True, wrap=True),
        _style("xl unit", ink=QUIET, indent=1),
        _style("xl note", ink=QUIET, wrap=True),
        _style("xl input", ink=INPUT_INK, fill=INPUT_FILL, border=True, locked=False),
        _style(
            "xl choice",
            ink=INPUT_INK,
            fill=INPUT_FILL,
            border=True,
            locked=False,
            horizontal="left",
        ),
        _style("xl data", border=True),
        _style("xl fact", size=9, wrap=True, indent=1),
        _style("xl figure", size=9, wrap=True),
        _style("xl calculation", border=True, horizontal="right"),
        _style("xl result", fill=RESULT_FILL, border=True, bold=True, horizontal="right"),
        _style(
            "xl headline figure",
            size=18,
            fill=RESULT_FILL,
            border=True,
            bold=True,
            horizontal="center",
        ),
        _style("xl caption", border=True, wrap=True, middle=True, horizontal="center", ink=QUIET),
        _style("xl item", border=True, wrap=True, middle=True, indent=1),
        _style("xl verdict", border=True, horizontal="center"),
    ]


def rules() -> dict[str, list[Rule]]:
    """Conditional formats by the kind or the number format of the cells that they are for."""
    scaled = {form: _scale_rules(scales) for form, scales in SCALES.items()}
    return {VERDICT: _verdict_rules(), **scaled}


def _scale_rules(scales: dict[float, str]) -> list[Rule]:
    """Show numbers by their magnitude, the largest first."""
    return [
        Rule(
            "cellIs",
            operator="notBetween",
            formula=[f"{-least:.12g}", f"{least:.12g}"],
            dxf=_shown_as(shown),
        )
        for least, shown in scales.items()
    ]


def words_for(constant: str, words: str) -> Rule:
    """A conditional format that shows words in place of a constant, by its name."""
    return Rule("cellIs", operator="equal", formula=[constant], dxf=_shown_as(f'"{words}"'))


def _shown_as(number_format: str) -> DifferentialStyle:
    # Its number is the workbook's to give, when the rule is added to a sheet.
    return DifferentialStyle(numFmt=NumberFormat(0, number_format))


def _verdict_rules() -> list[Rule]:
    """Colour a verdict."""
    colours = {OK: GOOD_FILL, BEST: GOOD_FILL, NOTE: NOTE_FILL, CHECK: BAD_FILL, DIFFERS: BAD_FILL}
    return [
        CellIsRule(  # type: ignore[no-untyped-call]
            operator="equal",
            formula=[f'"{word}"'],
            font=Font(bold=True),
            fill=PatternFill("solid", bgColor=colour),
        )
        for word, colour in colours.items()
    ]


def unseen(condition: str) -> Rule:
    """A conditional format of text that is white on white while a condition holds."""
    rule: Rule = FormulaRule(formula=[condition], font=Font(color=PAPER))  # type: ignore[no-untyped-call]
    return rule


def idle(condition: str) -> Rule:
    """A conditional format of an input that does not count while a condition holds."""
    rule: Rule = FormulaRule(  # type: ignore[no-untyped-call]
        formula=[condition],
        font=Font(color=IDLE_INK, italic=True),
        fill=PatternFill("solid", bgColor=IDLE_FILL),
    )
    return rule
