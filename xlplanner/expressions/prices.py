"""Prices of GPUs as steps over the days on which they change."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from operator import itemgetter
from typing import Any

from xlplanner.expressions.members import options_of, value_of
from xlplanner.functions.records import GPU, PROVIDER, price_of
from xlplanner.numerals import EPOCH
from xlplanner.reference import records
from xlplanner.reference.dates import first_day

# More than the days of all dates.
DAYS = 1_000_000


def price_rows() -> list[tuple[int, object]]:
    """What GPU_PRICE gives, from each day on which it changes: the terms and day, and the price.

    A price may change only on days on which a price begins to count.
    """
    gpus, providers = options_of(GPU), options_of(PROVIDER, blank=True)
    rows: list[tuple[int, object]] = []
    for gpu_place, gpu in enumerate(gpus, start=1):
        of_gpu = [price for price in records.prices() if price.gpu == gpu.name]
        for place, provider in enumerate(providers):
            for terms, commitment in enumerate(records.COMMITMENTS, start=1):
                days = {
                    first_day(price.date)
                    for price in of_gpu
                    if price.commitment == commitment and provider in (None, price.provider)
                }
                group = (gpu_place * 1_000 + place) * 100 + terms
                rows += _steps(days, group, (gpu, provider, commitment))
    return sorted(rows, key=itemgetter(0))


def _steps(
    days: Iterable[date], group: int, terms: tuple[Any, ...]
) -> Iterable[tuple[int, object]]:
    before: object = None
    for day in sorted(days):
        price = value_of(price_of, *terms, day.isoformat())
        if price != before:
            yield group * DAYS + (day - EPOCH).days, price
        before = price
