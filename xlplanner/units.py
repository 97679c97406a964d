"""The closed set of units; a help text shows its unit last, in brackets."""

from __future__ import annotations

import re
from enum import StrEnum


class Unit(StrEnum):
    """A unit of measure, as people read it."""

    LOSS = "nats/token"
    PARAMS = "params"
    TOKENS = "tokens"
    FLOPS = "FLOPs"
    FLOPS_PER_PARAM_TOKEN = "FLOPs/(param·token)"
    REQUESTS = "requests"
    REQUESTS_PER_DAY = "requests/day"
    REQUESTS_PER_MONTH = "requests/month"
    REQUESTS_PER_SECOND = "requests/s"
    TOKENS_PER_SECOND = "tokens/s"
    TOKENS_PER_REQUEST = "tokens/request"
    TOKENS_PER_PARAM = "tokens/param"
    OPS_PER_SECOND = "op/s"
    OPS_PER_HOUR = "op/hour"
    USD = "USD"
    USD_PER_GPU_HOUR = "USD/GPU-hour"
    USD_PER_MTOK = "USD/million tokens"
    USD_PER_KREQ = "USD/1,000 requests"
    USD_PER_LOSS = "USD/(nat/token)"
    USD_PER_YEAR = "USD/year"
    USD_PER_KWH = "USD/kWh"
    USD_PER_PARAM_TOKEN = "USD/(param·token)"
    USD_PER_PARAM_REQUEST = "USD/(param·request)"
    GPUS = "GPUs"
    GPU_HOURS = "GPU-hours"
    DAYS = "days"
    MONTHS = "months"
    YEARS = "years"
    HOURS = "hours"
    SECONDS = "seconds"
    FRACTION = "fraction"
    RATIO = "ratio"
    TIMES = "times"
    ELASTICITY = "% per +1 %"
    RESIDUAL = "residual"
    UNITS_OFF = "last printed digits"
    WATTS = "W"
    KW = "kW"
    MWH = "MWh"
    KG_PER_KWH = "kg CO2e/kWh"
    TONNES = "t CO2e"
    GB = "GB"
    TB_PER_SECOND = "TB/s"
    BITS = "bits/param"
    BYTES = "bytes"
    BYTES_PER_TOKEN = "bytes/token"
    DATE = "date"
    NAME = "name"
    TEXT = "text"
    TRUTH = "true or false"
    MIXED = "see fields"
    ANY = "any"

    @property
    def measures(self) -> bool:
        """Whether it is a measure of something, and not only the kind of a name or text."""
        return self not in (Unit.NAME, Unit.TEXT, Unit.ANY)

    @property
    def label(self) -> str:
        """As a sheet shows it beside a figure: % for a fraction, nothing for names and text."""
        if not self.measures:
            return ""
        return "%" if self is Unit.FRACTION else self.value


MAGNITUDES = ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K"))


def readable(value: float, unit: Unit, digits: int = 3) -> str:
    """A figure as people write it: 7.00B, $23.8M, 54.0 %, 1.44e22.

    >>> readable(21.5e9, Unit.PARAMS), readable(23.8e6, Unit.USD), readable(0.537, Unit.FRACTION)
    ('21.5B', '$23.8M', '53.7 %')
    >>> readable(-904_792, Unit.USD), readable(5e11, Unit.TOKENS, digits=2)
    ('-$905K', '500B')
    """
    if hasattr(value, "readable"):
        return str(value.readable(unit, digits))
    if unit is Unit.FRACTION:
        return f"{100 * value:#.{digits}g}".rstrip(".") + " %"
    if unit is Unit.FLOPS:
        return f"{value:.{digits - 1}e}".replace("e+", "e")
    sign = ("-" if value < 0 else "") + ("$" if unit is Unit.USD else "")
    # Rounding first keeps 999.9M from becoming 1000M.
    rounded = float(f"{abs(value):.{digits - 1}e}")
    for scale, letter in MAGNITUDES:
        if rounded >= scale:
            return sign + _with_digits(rounded / scale, digits) + letter
    return sign + _with_digits(rounded, digits)


def _with_digits(figure: float, digits: int) -> str:
    """A rounded figure to its digits, never with an exponent that its size does not need."""
    # 5.0e+02 of the general format is 500, 2.08e+04 is 20,800.
    return f"{figure:,.0f}" if 10**digits <= figure < 1e9 else f"{figure:#.{digits}g}".rstrip(".")


# Units that `readable` writes beside the figure, or that need none.
BARE = {Unit.USD, Unit.FRACTION, Unit.RATIO, Unit.MIXED, Unit.NAME, Unit.TEXT, Unit.ANY}
LARGEST_RATIO = 1e4


def figure(value: object, unit: Unit) -> str:
    """A cell's content as people write it, without its unit.

    >>> figure(2.1275, Unit.LOSS), figure(24.0, Unit.MONTHS), figure("#NUM!", Unit.USD)
    ('2.127', '24', '#NUM!')
    """
    if not isinstance(value, float):
        return str(value)
    if unit in (Unit.RATIO, Unit.LOSS) and abs(value) < LARGEST_RATIO:
        return f"{value:.4g}"
    count = value == round(value) and abs(value) < 1000 and unit is not Unit.FRACTION
    return f"{value:g}" if count else readable(value, unit)


def says_unit(label: str, unit: Unit) -> bool:
    """Whether a figure under a label needs no unit beside it.

    >>> says_unit("training tokens", Unit.TOKENS), says_unit("saving", Unit.TOKENS)
    (True, False)
    """
    return unit in BARE or unit.lower() in label.lower()


def with_unit(value: object, unit: Unit) -> str:
    """A cell's content as people write it, its unit behind a number.

    >>> with_unit(18.34e9, Unit.PARAMS), with_unit(1665964.0, Unit.USD)
    ('18.3B params', '$1.67M')
    """
    bare = unit in BARE or not isinstance(value, float)
    return figure(value, unit) if bare else f"{figure(value, unit)} {unit}"


ACRONYMS = {"gpu": "GPU", "gpus": "GPUs", "mfu": "MFU"} | {
    precision.lower(): precision
    for precision in ("FP32", "TF32", "BF16", "FP16", "INT8", "FP8", "FP4")
}


def label_of(field: str, unit: str | None = None) -> str:
    """A field's name as people read it, its unit last in brackets.

    >>> label_of("training_mfu", Unit.FRACTION), label_of("fitted_on"), label_of("E")
    ('training MFU [fraction]', 'fitted on', 'E')
    """
    words = " ".join(ACRONYMS.get(word, word) for word in field.split("_"))
    return words if unit is None else f"{words} [{unit}]"


LABEL = re.compile(r"(?P<name>.*) \[(?P<unit>[^\[\]]*)\]")


def split_label(label: str) -> tuple[str, Unit]:
    """The name and the unit of a label; the unit of one without brackets is a ratio.

    >>> split_label("training MFU [fraction]"), split_label("alpha")
    (('training MFU', <Unit.FRACTION: 'fraction'>), ('alpha', <Unit.RATIO: 'ratio'>))
    """
    match = LABEL.fullmatch(label)
    known = match is not None and match["unit"] in set(Unit)
    return (match["name"], Unit(match["unit"])) if match and known else (label, Unit.RATIO)
