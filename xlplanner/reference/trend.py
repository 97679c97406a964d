"""How prices moved over some months: a straight line through their logarithms."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

# Standard errors to either side that hold 95 % of a normal distribution.
DEVIATES = 1.959963984540054
MONTHS_PER_YEAR = 12


class Trend(NamedTuple):
    """A yearly change as a fraction, the ends of its 95 % range, and the months it rests on."""

    change: float
    low: float
    high: float
    months: int


def yearly_trend(months: Sequence[float], prices: Sequence[float]) -> Trend:
    """The yearly change of prices by least squares on ln(price) = a + slope*time.

    Prices of neighbouring months err alike, so they say less than as many independent ones: the
    slope's standard error is widened by sqrt((1 + r)/(1 - r)), where r is the autocorrelation of
    neighbouring residuals, or 0 if negative (the effective sample of a first-order autoregression).

    Parameters
    ----------
    months : sequence of float
        When each price holds, counted in months; at least three.
    prices : sequence of float
        Above 0.
    """
    count = len(months)
    centre = sum(months) / count
    years = [(month - centre) / MONTHS_PER_YEAR for month in months]
    logs = [math.log(price) for price in prices]
    mean = sum(logs) / count
    spread = sum(year * year for year in years)
    slope = sum(year * (log - mean) for year, log in zip(years, logs, strict=True)) / spread
    errors = [log - mean - slope * year for year, log in zip(years, logs, strict=True)]
    squares = sum(error * error for error in errors)
    alike = sum(error * following for error, following in pairwise(errors))
    r = max(0.0, alike / squares) if squares else 0.0
    margin = DEVIATES * math.sqrt(squares / (count - 2) / spread * (1 + r) / (1 - r))
    low, high = math.expm1(slope - margin), math.expm1(slope + margin)
    return Trend(math.expm1(slope), low, high, count)
