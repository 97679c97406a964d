"""GPU prices listed for people, and current offers taken into the user's own price file."""

from __future__ import annotations

import csv
import datetime
import io
import logging
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple, Protocol, TypeVar

from xlplanner.core.cost import PRICE
from xlplanner.errors import FileError, UnknownNameError
from xlplanner.files import atomic_write
from xlplanner.functions.cell_errors import CellError
from xlplanner.functions.named import Named
from xlplanner.functions.records import GPU, PROVIDER
from xlplanner.layout import aligned, hanging
from xlplanner.reference import records
from xlplanner.reference.folders import SETTING, folder_in_home, user_folder
from xlplanner.reference.market import gpu_price
from xlplanner.reference.names import name_key
from xlplanner.reference.records import PRICE_KEY, Price
from xlplanner.reference.table import DATA_FOLDER, read_table, row_key

FILE = "prices.csv"
SOURCE = "gpuhunt (dstackai/gpuhunt), current offers"
# Names in the library of providers that the data know under another.
PROVIDERS = {"lambdalabs": "Lambda", "oci": "Oracle", "vastai": "Vast.ai"}
COLUMNS = {
    "gpu": "GPU",
    "provider": "provider",
    "commitment": "commitment",
    "region": "region",
    "instance": "instance",
    "date": "date",
    "price_usd_per_gpu_hour": "USD/GPU-hour",
}


T = TypeVar("T")


class Offer(Protocol):
    """What is read of an offer of the library gpuhunt."""

    provider: str
    gpu_name: str | None
    gpu_memory: float | None
    gpu_count: int
    price: float
    spot: bool


class Change(NamedTuple):
    """A price of a refresh, and the one known before, if any."""

    price: Price
    before: float | None


def latest(
    gpu: str | None = None, provider: str | None = None, commitment: str | None = None
) -> list[Price]:
    """The newest prices of each GPU, provider and commitment that fit, as GPU_PRICE takes them."""
    name = None if gpu is None else gpu_name(gpu)
    seller = None if provider is None else _known(PROVIDER, provider, "provider")
    by_terms: defaultdict[tuple[str, ...], list[Price]] = defaultdict(list)
    for price in records.prices():
        fits = name in (None, price.gpu) and commitment in (None, price.commitment)
        if fits and seller in (None, price.provider):
            by_terms[price.gpu, price.provider, price.commitment].append(price)
    newest = [p for own in by_terms.values() for p in own if p.date == max(q.date for q in own)]
    return sorted(newest, key=lambda price: [getattr(price, key) for key in PRICE_KEY])


def history(gpu: str) -> list[Price]:
    """Every price of a GPU, the newest first."""
    name = gpu_name(gpu)
    of_gpu = (price for price in records.prices() if price.gpu == name)
    return sorted(of_gpu, key=lambda price: (price.date, price.provider), reverse=True)


def gpu_name(text: str) -> str:
    """The name of a GPU, from its name or an alias.

    Raises
    ------
    UnknownNameError
        If the data do not know it.
    """
    return _known(GPU, text, "gpu").name


def _known(kind: Named[T], text: str, what: str) -> T:
    record = kind.read(text, what)
    if isinstance(record, CellError):
        raise record.exception()
    return record


def as_text(prices: Sequence[Price], *, source: bool = False, width: int | None = None) -> str:
    """Prices as a table for people: a line with everything, or what goes within a width."""
    if width is not None:
        return _within(prices, width, source=source)
    columns = COLUMNS | ({"source": "source"} if source else {})
    lines = [list(columns.values())]
    for price in prices:
        figures = asdict(price) | {"price_usd_per_gpu_hour": _figure(price.price_usd_per_gpu_hour)}
        lines.append([str(figures[name]) for name in columns])
    return aligned(lines)


def _within(prices: Sequence[Price], width: int, *, source: bool) -> str:
    """Prices of GPUs, or of one with the sources numbered and listed below."""
    sources = list(dict.fromkeys(price.source for price in prices))
    lines = [["GPU", "provider", "commitment", "date", "USD/GPU-hour", "where", "source"]]
    for price in prices:
        where = " ".join(filter(None, (price.region, price.instance)))
        figure = _figure(price.price_usd_per_gpu_hour)
        number = f"[{sources.index(price.source) + 1}]"
        terms = [price.gpu, price.provider, price.commitment, price.date]
        lines.append([*terms, figure, where, number])
    if not source:
        return aligned([line[:-1] for line in lines], right=[4], cut=5, width=width)
    table = aligned([line[1:] for line in lines], right=[3], cut=4, width=width)
    listed = [hanging(f"[{n}] ", text, width) for n, text in enumerate(sources, start=1)]
    return "\n".join([prices[0].gpu, "", table, "", *listed])


def _figure(price: float) -> str:
    return f"{price:.4g}"


# Refreshing ------------------------------------------------------------------------------------


def fetch_offers() -> list[Offer]:
    """Current offers of every provider that the library gpuhunt reaches.

    Raises
    ------
    FileError
        If the library is not installed, or nothing could be fetched.
    """
    try:
        import gpuhunt
    except ImportError:
        raise FileError('refreshing needs gpuhunt: pip install "xlplanner[refresh]"') from None
    # It logs a traceback for each provider it cannot reach; one line says as much.
    logging.getLogger("gpuhunt").setLevel(logging.CRITICAL)
    try:
        offers = gpuhunt.query(min_gpu_count=1)
    except Exception as error:  # the library passes on whatever its providers raise
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise FileError(f"no prices could be fetched, nothing was changed: {reason}") from None
    if not offers:
        raise FileError("no prices could be fetched, nothing was changed: no offers came back")
    return list(offers)


def from_offers(offers: Iterable[Offer], day: str) -> tuple[list[Price], int]:
    """Prices per GPU from offers per instance: the median for each GPU, provider and commitment.

    Returns the prices, and how many offers were left out for a GPU the data do not know or a price
    out of bounds.
    """
    by_offer: defaultdict[tuple[str, str, str], list[float]] = defaultdict(list)
    left_out = 0
    for offer in offers:
        gpu = _offered_gpu(offer)
        # An instance's price is for all of its GPUs.
        per_gpu = offer.price / offer.gpu_count if offer.gpu_count else 0.0
        if gpu is None or not PRICE.low <= per_gpu <= PRICE.high:
            left_out += 1
            continue
        commitment = "spot" if offer.spot else "on-demand"
        by_offer[gpu, _provider(offer.provider), commitment].append(per_gpu)
    return [
        Price(
            gpu=gpu,
            provider=provider,
            commitment=commitment,
            region="",
            instance="",
            date=day,
            price_usd_per_gpu_hour=round(median(prices), 6),
            source=SOURCE,
            status="primary",
            note=f"Median of {len(prices)} offers",
        )
        for (gpu, provider, commitment), prices in sorted(by_offer.items())
    ], left_out


def _offered_gpu(offer: Offer) -> str | None:
    names = records.gpu_names()
    if not offer.gpu_name:
        return None
    with_memory = f"{offer.gpu_name}-{offer.gpu_memory or 0:.0f}GB"
    return names.get(name_key(with_memory)) or names.get(name_key(offer.gpu_name))


def _provider(name: str) -> str:
    if name in PROVIDERS:
        return PROVIDERS[name]
    printable = "".join(filter(str.isprintable, name)) or "unnamed"
    return PROVIDER.by_key().get(name_key(printable), printable)


def refresh(
    folder: Path | None = None,
    fetch: Callable[[], Iterable[Offer]] = fetch_offers,
    today: datetime.date | None = None,
) -> tuple[Path, list[Change], int]:
    """Take current offers into the user's price file; the shipped data stay as they are.

    Returns
    -------
    path : Path
        The file written.
    changes : list of Change
        Every price of the offers, with the one known before.
    left_out : int
        Offers left out.
    """
    if folder is not None and any((folder / file).exists() for file in records.LOADERS):
        records.use_folder(folder)
    day = (today or datetime.date.today()).isoformat()
    prices, left_out = from_offers(fetch(), day)
    changes = [Change(price, _known_price(price)) for price in prices]
    into = folder or user_folder() or folder_in_home()
    if into is None:
        raise FileError(f"there is no home folder to write {FILE} to; name one by {SETTING}")
    path = into / FILE
    kept = read_table(path, Price, key=PRICE_KEY) if path.exists() else ()
    rows = {row_key(price, PRICE_KEY): price for price in (*kept, *prices)}
    _write(path, list(rows.values()))
    records.forget()
    return path, changes, left_out


def _known_price(price: Price) -> float | None:
    try:
        return gpu_price(
            records.prices(), price.gpu, provider=price.provider, commitment=price.commitment
        )
    except UnknownNameError:
        return None


def _write(path: Path, prices: list[Price]) -> None:
    # The columns stand as in the shipped file.
    header = (DATA_FOLDER / FILE).read_text(encoding="utf-8").partition("\n")[0].split(",")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([getattr(price, name) for name in header] for price in prices)
    with atomic_write(path) as temporary:
        temporary.write_text(text.getvalue(), encoding="utf-8", newline="")


def changes_text(changes: Sequence[Change]) -> str:
    """What a refresh changed, as a table for people."""
    lines = [["GPU", "provider", "commitment", "before", "now", "change"]]
    for price, before in changes:
        now = price.price_usd_per_gpu_hour
        was = "" if before is None else _figure(before)
        change = "new" if before is None else f"{now / before - 1:+.1%}"
        lines.append([price.gpu, price.provider, price.commitment, was, _figure(now), change])
    return aligned(lines, right=[3, 4, 5])


def as_records(prices: Iterable[Price]) -> list[dict[str, Any]]:
    """Prices for machines."""
    return [asdict(price) for price in prices]
