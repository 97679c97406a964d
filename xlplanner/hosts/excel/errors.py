"""Excel's error values: the text a cell shows, and the number behind it."""

from __future__ import annotations

# Excel's XlCVError, and #BUSY!, which is newer than its documentation.
ERROR_NUMBERS = {
    "#NULL!": 2000,
    "#DIV/0!": 2007,
    "#VALUE!": 2015,
    "#REF!": 2023,
    "#NAME?": 2029,
    "#NUM!": 2036,
    "#N/A": 2042,
    "#GETTING_DATA": 2043,
    "#SPILL!": 2045,
    "#CONNECT!": 2046,
    "#BLOCKED!": 2047,
    "#UNKNOWN!": 2048,
    "#FIELD!": 2049,
    "#CALC!": 2050,
    "#BUSY!": 2051,
}
# COM represents an error value as a signed 32-bit integer, 0x800A0000 plus its number.
COM_BASE = 0x800A0000 - 2**32
COM_ERRORS = range(COM_BASE + 2000, COM_BASE + 2300)
_TEXTS = {COM_BASE + number: text for text, number in ERROR_NUMBERS.items()}


def error_text(com_error: int) -> str:
    """The text of an error value from its COM integer; #VALUE! for an unknown one.

    >>> error_text(-2146826281)
    '#DIV/0!'
    """
    return _TEXTS.get(com_error, "#VALUE!")
