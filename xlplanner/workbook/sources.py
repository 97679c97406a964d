"""Facts that inputs name: prices, peaks, utilisation, request mixes, released models."""

from __future__ import annotations

from typing import Any

from xlplanner.errors import UnknownNameError
from xlplanner.expressions.formula import (
    Formula,
    if_,
    is_blank,
    known,
    look_up_both,
)
from xlplanner.functions.records import DEFAULT_COMMITMENT, GPU, PROVIDER, price_of
from xlplanner.units import Unit
from xlplanner.workbook.editions import Edition, Solved
from xlplanner.workbook.grid.book import Book
from xlplanner.workbook.inputs import PRECISION
from xlplanner.workbook.lookup import Lists, Lookup
from xlplanner.workbook.words import Words

ANY_PROVIDER = "any (median)"
OFFERS_HEADER, OFFERS_FIRST = 4, 5


class Offers:
    """The sheet "Offers": the price of every GPU at every provider, as GPU_PRICE takes it."""

    def __init__(self, book: Book) -> None:
        providers = list(PROVIDER.load())
        columns = [None, *providers]
        found = {
            gpu.name: [_price(gpu, provider) for provider in columns] for gpu in GPU.load().values()
        }
        rows = {name: prices for name, prices in found.items() if any(prices)}
        sheet = book.sheet("Offers", [20, 10, *[11.5] * len(providers)])
        sheet.heading(
            "Offers",
            f"USD per GPU-hour, {DEFAULT_COMMITMENT}, by the newest rows of the sheet GPU Prices; "
            "empty where none is known.",
        )
        heads = [ANY_PROVIDER, *providers]
        sheet.row(OFFERS_HEADER, 1, ["GPU", *heads], "header")
        for row, (name, prices) in enumerate(rows.items(), start=OFFERS_FIRST):
            sheet.put(row, 1, name, "fact")
            for column, price in enumerate(prices, start=2):
                sheet.put(row, column, price, "figure", Unit.USD_PER_GPU_HOUR)
        sheet.freeze(OFFERS_FIRST, 2)
        sheet.worksheet.print_title_rows = f"{OFFERS_HEADER}:{OFFERS_HEADER}"
        self.gpus = sheet.range(OFFERS_FIRST, 1, list(rows))
        self.providers = sheet.across(OFFERS_HEADER, 2, heads)
        self.prices = sheet.area(OFFERS_FIRST, 2, list(rows.values()))

    def price(self, gpu: Formula, provider: Formula) -> Formula:
        """The price of a GPU, at a provider or as the median of them."""
        wanted = if_(is_blank(provider), ANY_PROVIDER, provider)
        cell = look_up_both(gpu, self.gpus, wanted, self.providers, self.prices)
        return known(cell)


def _price(gpu: Any, provider: str | None) -> float | None:
    try:
        return price_of(gpu, provider, DEFAULT_COMMITMENT, None)
    except UnknownNameError:
        return None


class Sources:
    """Where the planner's facts come from, each by name."""

    def __init__(
        self,
        book: Book,
        edition: Edition,
        laws: Lookup,
        deployments: Lookup,
        facts: dict[str, Lookup],
        words: Words,
    ) -> None:
        self.edition, self.laws, self.deployments = edition, laws, deployments
        self.lists, self.offers, self.words = Lists(book), Offers(book), words
        self.gpus, self.utilisations = facts["GPUs"], facts["MFU"]
        self.mixes, self.models = facts["Requests"], facts["Models"]

    def price(self, gpu: Formula, provider: Formula) -> Formula:
        """Price of a GPU-hour."""
        native = lambda: self.offers.price(gpu, provider)  # noqa: E731
        return self.edition.call("GPU_PRICE", gpu, provider, native=native)

    def peak(self, gpu: Formula, precision: Formula) -> Formula:
        """Peak of a GPU at a precision."""

        def native() -> Formula:
            names = self.lists.of(PRECISION)
            peaks = self.gpus.table([f"{name.lower()}_ops_per_s" for name in names.value])
            return known(look_up_both(gpu, self.gpus.names, precision, names, peaks))

        return self.edition.call("GPU_PEAK", gpu, precision, native=native)

    def memory(self, gpu: Formula) -> Formula:
        """Memory of a GPU."""
        native = lambda: known(self.gpus.cell(gpu, "memory_gb"))  # noqa: E731
        return self.edition.call("GPU_MEMORY", gpu, native=native)

    def mfu(self, name: Formula) -> Formula:
        """A reported MFU."""
        native = lambda: known(self.utilisations.cell(name, "mfu"))  # noqa: E731
        return self.edition.call("MFU_REF", name, native=native)

    def mix_tokens(self, mix: Formula, field: str) -> Formula:
        """Input or output tokens of a request mix."""
        native = lambda: known(self.mixes.cell(mix, f"{field}_per_request"))  # noqa: E731
        return self.edition.call("REQUEST_TOKENS", mix, field, native=native)

    def model(self, name: Formula) -> Solved:
        """Parameters and training tokens of a released model."""
        native = [lambda f=field: self.models.cell(name, f) for field in MODEL_FIELDS]
        return Solved(
            self.edition.call("MODEL_PARAMS", name, native=native[0]),
            self.edition.call("MODEL_TOKENS", name, native=native[1]),
        )


MODEL_FIELDS = ("params", "training_tokens")
