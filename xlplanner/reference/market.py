"""What the data say of a GPU: its peaks, the MFUs reached on it, and its price."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from xlplanner.errors import CellValueError, DomainError, UnknownNameError
from xlplanner.reference.dates import first_day, last_day
from xlplanner.reference.records import BITS, Gpu, Model, Price, PriceMonth, Utilisation
from xlplanner.reference.trend import Trend, yearly_trend

# A provider whose newest price is older than this, beside the newest of all, is left out.
OLDEST_DAYS = 365
SHOWN_OFFERS = 6
# A line through fewer months says nothing of a year.
FEWEST_MONTHS = 6


def known(value: float | None, what: str, record: Gpu | Model) -> float:
    """A number of a GPU or model; one that is not in the data is never guessed.

    Raises
    ------
    UnknownNameError
        If it is not in the data.
    """
    if value is None:
        raise UnknownNameError(f"the data do not give the {what} of {record.name}")
    return value


def peaks_of(gpu: Gpu) -> dict[str, float]:
    """The known peaks of a GPU in dense operations per second, by precision."""
    peaks = ((name, getattr(gpu, f"{name.lower()}_ops_per_s")) for name in BITS)
    return {name: peak for name, peak in peaks if peak is not None}


def peak_of(gpu: Gpu, precision: str) -> float:
    """Peak dense operations per second of a GPU at a precision.

    Raises
    ------
    UnknownNameError
        If it is not in the data; the message says which precisions are.
    """
    peaks = peaks_of(gpu)
    if precision not in peaks:
        others = f"; they give {', '.join(peaks)}" if peaks else ""
        raise UnknownNameError(f"the data do not give the {precision} peak of {gpu.name}{others}")
    return peaks[precision]


def working_peak(gpu: Gpu, precision: str) -> float:
    """Peak of a GPU at a precision that is worth computing in.

    Raises
    ------
    UnknownNameError
        If it is not in the data.
    CellValueError
        If the format is narrower than BF16 and slower, as the INT8 of a B300; the message names
        the fastest format of its width.
    """
    peak, peaks = peak_of(gpu, precision), peaks_of(gpu)
    if BITS[precision] < BITS["BF16"] and peak < peaks.get("BF16", 0.0):
        best = max((name for name in peaks if BITS[name] == BITS[precision]), key=peaks.__getitem__)
        other = "BF16" if best == precision else best
        raise CellValueError(
            f"{precision} on {gpu.name} does {peak:.4g} operations per second, fewer than BF16 "
            f"with {peaks['BF16']:.4g}; choose {other}"
        )
    return peak


def peak_for_bits(gpu: Gpu, bits: int) -> float:
    """Peak of a GPU in its fastest format of so many bits.

    Where it has no format so narrow, the peak is that of its formats of 16 bits, in which weights
    of fewer bits are then computed.

    Raises
    ------
    UnknownNameError
        If none is in the data.
    """
    for width in (bits, *((BITS["BF16"],) if bits < BITS["BF16"] else ())):
        fitting = [peak for name, peak in peaks_of(gpu).items() if BITS[name] == width]
        if fitting:
            return max(fitting)
    return known(None, f"{bits}-bit peak", gpu)


def mfu_at(row: Utilisation, precision: str, gpu: Gpu | None) -> float:
    """A reported MFU as a share of the peak at a precision.

    Parameters
    ----------
    row : Utilisation
    precision : str
        As wide as that of the run.
    gpu : Gpu or None
        The GPU of the run.

    Raises
    ------
    UnknownNameError
        If the run says nothing of the precision.
    """
    bits = BITS[precision]
    if bits != BITS[row.precision]:
        raise UnknownNameError(
            f"{row.name} ran in {row.precision}, which says nothing of {precision}; "
            f"its MFU is a share of the {row.peak_precision} peak"
        )
    if bits == BITS[row.peak_precision]:
        return row.mfu
    if gpu is None:
        raise UnknownNameError(
            f"the data do not say on which GPU {row.name} ran, so its share of the "
            f"{row.peak_precision} peak is none of the {precision} peak"
        )
    return row.mfu * peak_of(gpu, row.peak_precision) / peak_of(gpu, precision)


class Quote(NamedTuple):
    """The newest price of a GPU at a provider.

    Attributes
    ----------
    provider : str
    price : float
        In USD per GPU-hour; the median where there are several of that date.
    date : str
    counts : bool
        Whether it is recent enough, beside the newest of all, for the median over providers.
    """

    provider: str
    price: float
    date: str
    counts: bool


def gpu_price(
    prices: Iterable[Price],
    gpu: str,
    *,
    provider: str | None = None,
    commitment: str = "on-demand",
    as_of: str | None = None,
) -> float:
    """The latest price of a GPU: the median over providers of each one's newest prices."""
    offers = quotes(prices, gpu, provider=provider, commitment=commitment, as_of=as_of)
    # Loaded when it is wanted: it takes longer than all prices do.
    from statistics import median

    return median(quote.price for quote in offers if quote.counts)


def quotes(
    prices: Iterable[Price],
    gpu: str,
    *,
    provider: str | None = None,
    commitment: str = "on-demand",
    as_of: str | None = None,
) -> list[Quote]:
    """The newest price of a GPU at each provider.

    A price that is dated by its year or month alone counts from the first day of it, and ages from
    the last.

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
        raise UnknownNameError(no_price(of_gpu, gpu, provider, commitment, as_of))
    by_provider: defaultdict[str, list[Price]] = defaultdict(list)
    for price in fitting:
        by_provider[price.provider].append(price)
    newest = first_day(max(price.date for price in fitting))
    from statistics import median

    return [
        Quote(
            name,
            median(p.price_usd_per_gpu_hour for p in own if p.date == latest),
            latest,
            (newest - last_day(latest)).days <= OLDEST_DAYS,
        )
        for name, own in by_provider.items()
        for latest in (max(p.date for p in own),)
    ]


def no_price(
    of_gpu: list[Price], gpu: str, provider: str | None, commitment: str, as_of: str | None
) -> str:
    """That there is no such price, and which there are."""
    wanted = f"{commitment} price of {gpu}"
    wanted += f" at {provider}" if provider else ""
    wanted += f" up to {as_of}" if as_of else ""
    if not of_gpu:
        return f"the data have no price of {gpu}"
    near = [p for p in of_gpu if p.provider == provider] or of_gpu
    offers = sorted({f"{p.provider} {p.commitment} from {p.date}" for p in near})
    shown = ", ".join(offers[:SHOWN_OFFERS]) + (", …" if len(offers) > SHOWN_OFFERS else "")
    return f"the data have no {wanted}; they have {shown}"


def price_trend(
    index: Iterable[PriceMonth], gpu: str, *, since: str | None = None, as_of: str | None = None
) -> Trend:
    """The yearly change of a GPU's median on-demand list price.

    Several rows of one month count as one, by their median.

    Parameters
    ----------
    index : iterable of PriceMonth
    gpu : str
        Name as in the data.
    since, as_of : str, optional
        Days such as 2023-12-31; the months that hold them count. Without them, all months do.

    Raises
    ------
    DomainError
        If `as_of` is before `since`.
    UnknownNameError
        If too few months are known; the message says which are.
    """
    if since and as_of and as_of < since:
        raise DomainError(f"as_of must not be before since, {since}; got {as_of}")
    by_month: defaultdict[str, list[float]] = defaultdict(list)
    for row in index:
        if row.gpu == gpu:
            by_month[row.date[:7]].append(row.median_usd_per_gpu_hour)
    of_gpu = sorted(by_month)
    first, last = (since or "")[:7], (as_of or "9999")[:7]
    fitting = [month for month in of_gpu if first <= month <= last]
    if len(fitting) < FEWEST_MONTHS:
        known = f"{len(of_gpu)}, {of_gpu[0]} to {of_gpu[-1]}" if of_gpu else "none"
        raise UnknownNameError(
            f"a trend needs prices of at least {FEWEST_MONTHS} months; of {gpu} the data have "
            f"{known}" + (f", and {len(fitting)} of these fit" if of_gpu else "")
        )
    from statistics import median

    months = [12.0 * int(month[:4]) + int(month[5:]) for month in fitting]
    return yearly_trend(months, [median(by_month[month]) for month in fitting])
