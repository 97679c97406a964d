"""Sheet "Offers": the price of every GPU at every provider, as GPU_PRICE takes it."""

from __future__ import annotations

import datetime

from xlplanner.errors import FileError, UnknownNameError
from xlplanner.expressions.operations import (
    if_,
    is_blank,
    joined,
    known,
    look_up,
    look_up_both,
)
from xlplanner.expressions.tree import Expression
from xlplanner.functions.records import DEFAULT_COMMITMENT, GPU, price_of
from xlplanner.reference import records
from xlplanner.reference.market import Quote, quotes
from xlplanner.reference.records import Gpu
from xlplanner.units import Unit
from xlplanner.workbook.inputs import SELLERS
from xlplanner.workbook.plan import InExport, PlanSheet

ANY_PROVIDER = "any (median)"
HEADER, FIRST = 4, 5
MOST_PROVIDERS = 200


class Offers(PlanSheet):
    """The sheet."""

    title = "Offers"
    about = (
        f"USD per GPU-hour, {DEFAULT_COMMITMENT}, by the newest rows of the sheet GPU Prices; "
        "empty where none is known."
    )
    in_export = InExport.FOR_FORMULAS

    def prepare(self) -> None:
        """Find the providers."""
        self.offering = list(SELLERS.load())
        if len(self.offering) > MOST_PROVIDERS:
            raise FileError(
                f"a planner has room for the prices of {MOST_PROVIDERS} providers; "
                f"the data have {len(self.offering)}"
            )
        self.widths = [20, 10, *[11.5] * len(self.offering)]

    def write(self) -> None:
        """Write a row for each GPU that has a price, then the dates of the prices."""
        columns = [None, *self.offering]
        offers = {
            gpu.name: [_price(gpu, provider) for provider in columns] for gpu in GPU.load().values()
        }
        rows = {name: prices for name, prices in offers.items() if any(prices)}
        heads = [ANY_PROVIDER, *self.offering]
        self.sheet.row(HEADER, 1, ["GPU", *heads], "header")
        for row, (name, prices) in enumerate(rows.items(), start=FIRST):
            self.sheet.put(row, 1, name, "fact")
            for column, price in enumerate(prices, start=2):
                self.sheet.put(row, column, price, "figure", Unit.USD_PER_GPU_HOUR)
        self.sheet.freeze(FIRST, 2)
        self.sheet.make_table(HEADER, FIRST + len(rows) - 1, 1 + len(heads))
        self.gpus = self.sheet.range(FIRST, 1, list(rows))
        self.providers = self.sheet.across(HEADER, 2, heads)
        self.prices = self.sheet.area(FIRST, 2, list(rows.values()))
        self._dates(FIRST + len(rows) + 1, {name: quotes_of(name) for name in rows})

    def _dates(self, row: int, quotes: dict[str, list[Quote]]) -> None:
        """Write of what date each price is, and what the medians are of."""
        put = self.sheet.put
        put(row, 1, "Dates of these prices", "section")
        dates = []
        for line, (name, own) in enumerate(quotes.items(), start=row + 1):
            put(line, 1, name, "fact")
            by_provider = {quote.provider: _date(quote) for quote in own}
            dates.append(["", *(by_provider.get(provider, "") for provider in self.offering)])
            for column, date in enumerate(dates[-1], start=2):
                put(line, column, date, "fact")
        self.dates = self.sheet.area(row + 1, 2, dates)
        row += len(quotes) + 2
        put(row, 1, "What the medians are of", "section")
        medians = list(map(_median_of, quotes.values()))
        for line, (name, words) in enumerate(zip(quotes, medians, strict=True), start=row + 1):
            put(line, 1, name, "fact")
            put(line, 2, words)
        self.medians = self.sheet.range(row + 1, 2, medians)

    def price(self, gpu: Expression, provider: Expression) -> Expression:
        """The price of a GPU, at a provider or as the median of them."""
        wanted = if_(is_blank(provider), ANY_PROVIDER, provider)
        return known(look_up_both(gpu, self.gpus, wanted, self.providers, self.prices))

    def basis(self, gpu: Expression, provider: Expression) -> Expression:
        """Where that price comes from, in words."""
        date = look_up_both(gpu, self.gpus, provider, self.providers, self.dates)
        quoted = joined(f"{DEFAULT_COMMITMENT} price of ", provider, ", ", date)
        return if_(is_blank(provider), look_up(gpu, self.gpus, self.medians), quoted)


def quotes_of(gpu: str) -> list[Quote]:
    """The newest prices of a GPU, one a provider."""
    today = datetime.date.today().isoformat()
    return quotes(records.prices(), gpu, commitment=DEFAULT_COMMITMENT, as_of=today)


def _date(quote: Quote) -> str:
    return quote.date if quote.counts else f"{quote.date}, not in the median"


def _median_of(own: list[Quote]) -> str:
    """What a median is of, and what it leaves out."""
    counted = [quote for quote in own if quote.counts]
    newest = max(quote.date for quote in counted)
    many = f"median of {len(counted)} {DEFAULT_COMMITMENT} quotes"
    words = many if len(counted) > 1 else f"one {DEFAULT_COMMITMENT} quote, {counted[0].provider}"
    left_out = len(own) - len(counted)
    older = f"; left out: {left_out} over a year older" if left_out else ""
    return f"{words}, newest {newest}{older}"


def _price(gpu: Gpu, provider: str | None) -> float | None:
    try:
        return price_of(gpu, provider, DEFAULT_COMMITMENT, None)
    except UnknownNameError:
        return None
