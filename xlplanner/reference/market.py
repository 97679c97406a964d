"""What the data say of a GPU: its peaks, and its price out of all that are known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from xlplanner.errors import UnknownNameError
from xlplanner.reference.dates import first_day
from xlplanner.reference.records import Gpu, Price

# A provider whose newest price is older than this, beside the newest of all, is left out.
OLDEST_DAYS = 365
SHOWN_OFFERS = 6


def known(value: float | None, what: str, gpu: Gpu) -> float:
    """A number of a GPU; one that is not in the data is never guessed.

    Raises
    ------
    UnknownNameError
        If it is not in the data.
    """
    if value is None:
        raise UnknownNameError(f"the data do not give the {what} of {gpu.name}")
    return value


def peak_of(gpu: Gpu, precision: str) -> float:
    """Peak dense operations per second of a GPU at a precision."""
    return known(getattr(gpu, f"{precision.lower()}_ops_per_s"), f"{precision} peak", gpu)


def gpu_price(
    prices: Iterable[Price],
    gpu: str,
    *,
    provider: str | None = None,
    commitment: str = "on-demand",
    as_of: str | None = None,
) -> float:
    """The latest price of a GPU: the median over providers of each one's newest prices.

    Parameters
    ----------
    prices : iterable of Price
    gpu, provider, commitment : str
        Names as in the data; without a provider, all.
    as_of : str, optional
        A day such as 2023-12-31; prices of later days do not count.

    Raises
    ------
    UnknownNameError
        If there is no such price; the message says what there is.
    """
    of_gpu = [price for price in prices if price.gpu == gpu]
    fitting = [
        price
        for price in of_gpu
        if price.commitment == commitment
        and provider in (None, price.provider)
        and (as_of is None or price.date <= as_of)
    ]
    if not fitting:
        raise UnknownNameError(_no_price(of_gpu, gpu, provider, commitment, as_of))
    by_provider: defaultdict[str, list[Price]] = defaultdict(list)
    for price in fitting:
        by_provider[price.provider].append(price)
    newest = first_day(max(price.date for price in fitting))
    # Loaded when it is wanted: it takes longer than all prices do.
    from statistics import median

    return median(
        median(p.price_usd_per_gpu_hour for p in own if p.date == latest)
        for own in by_provider.values()
        if (newest - first_day(latest := max(p.date for p in own))).days <= OLDEST_DAYS
    )


def _no_price(
    of_gpu: list[Price], gpu: str, provider: str | None, commitment: str, as_of: str | None
) -> str:
    wanted = f"{commitment} price of {gpu}"
    wanted += f" at {provider}" if provider else ""
    wanted += f" up to {as_of}" if as_of else ""
    if not of_gpu:
        return f"the data have no price of {gpu}"
    near = [p for p in of_gpu if p.provider == provider] or of_gpu
    offers = sorted({f"{p.provider} {p.commitment} from {p.date}" for p in near})
    shown = ", ".join(offers[:SHOWN_OFFERS]) + (", …" if len(offers) > SHOWN_OFFERS else "")
    return f"the data have no {wanted}; they have {shown}"
