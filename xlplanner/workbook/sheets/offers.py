"""Sheet "Offers": the price of every GPU at every provider, as GPU_PRICE takes it."""

from __future__ import annotations

from xlplanner.errors import FileError, UnknownNameError
from xlplanner.expressions.operations import if_, is_blank, known, look_up_both
from xlplanner.expressions.tree import Expression
from xlplanner.functions.records import DEFAULT_COMMITMENT, GPU, price_of
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
        """Write a row for each GPU that has a price."""
        put, columns = self.sheet.put, [None, *self.offering]
        offers = {
            gpu.name: [_price(gpu, provider) for provider in columns] for gpu in GPU.load().values()
        }
        rows = {name: prices for name, prices in offers.items() if any(prices)}
        heads = [ANY_PROVIDER, *self.offering]
        self.sheet.row(HEADER, 1, ["GPU", *heads], "header")
        for row, (name, prices) in enumerate(rows.items(), start=FIRST):
            put(row, 1, name, "fact")
            for column, price in enumerate(prices, start=2):
                put(row, column, price, "figure", Unit.USD_PER_GPU_HOUR)
        self.sheet.freeze(FIRST, 2)
        self.sheet.make_table(HEADER, FIRST + len(rows) - 1, 1 + len(heads))
        self.gpus = self.sheet.range(FIRST, 1, list(rows))
        self.providers = self.sheet.across(HEADER, 2, heads)
        self.prices = self.sheet.area(FIRST, 2, list(rows.values()))

    def price(self, gpu: Expression, provider: Expression) -> Expression:
        """The price of a GPU, at a provider or as the median of them."""
        wanted = if_(is_blank(provider), ANY_PROVIDER, provider)
        return known(look_up_both(gpu, self.gpus, wanted, self.providers, self.prices))


def _price(gpu: Gpu, provider: str | None) -> float | None:
    try:
        return price_of(gpu, provider, DEFAULT_COMMITMENT, None)
    except UnknownNameError:
        return None
