"""What `rule.js` and `notes.js` go by, as JSON: what functions take, names, data and texts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from xlplanner._version import __version__
from xlplanner.errors import ERROR_CODES, ERROR_VALUES, XlplannerError
from xlplanner.expressions.members import Tabulated, options_of, tabulate
from xlplanner.expressions.prices import DAYS, price_rows
from xlplanner.functions.accepts import Accepts, Choice, Day, Number
from xlplanner.functions.calling import NO_ANSWER
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.functions.cell_errors import CELL_ERRORS
from xlplanner.functions.entry import AnyCell, Argument, Function
from xlplanner.functions.families.law_comparison import law_compare
from xlplanner.functions.named import Named, RecordKind
from xlplanner.functions.numbers import EXPONENTS
from xlplanner.functions.quality import Quality
from xlplanner.functions.records import (
    DEFAULT_COMMITMENT,
    DEFAULT_PRECISION,
    DEPLOYMENT_KIND,
    GPU,
    GROWTH_KIND,
    LAW_KIND,
    MODEL,
    PROVIDER,
    REQUEST_MIX,
)
from xlplanner.functions.returns import Row, Table
from xlplanner.javascript.bodies import LEFT_OUT, OFFERED, value_or_reason
from xlplanner.javascript.notes import data_of_rules, measured
from xlplanner.reference import records
from xlplanner.reference.market import no_price, working_peak
from xlplanner.reference.names import name_key
from xlplanner.units import MAGNITUDES, label_of

Json = Any
# What parts the two halves of that sentence.
OFFERS = "; they have "


class Writer:
    """Collects what functions share, such as what they accept, each once."""

    def __init__(self) -> None:
        self.accepted: list[Accepts] = []
        self.accepts: list[Json] = []
        self.texts: dict[tuple[str, str], int] = {}

    def accept(self, accepts: Accepts) -> int:
        """The place of what an argument accepts."""
        for place, known in enumerate(self.accepted):
            if known is accepts or (type(known) is type(accepts) and known == accepts):
                return place
        place = len(self.accepted)
        self.accepted.append(accepts)
        self.accepts.append(None)
        self.accepts[place] = self._described(accepts)
        return place

    def _described(self, accepts: Accepts) -> Json:
        found: dict[str, Json] = {"limits": accepts.limits()}
        if isinstance(accepts, Number):
            found |= {"kind": "number", "low": accepts.low, "high": accepts.high}
            found |= {"open": not accepts.low_allowed, "whole": accepts.whole}
        if isinstance(accepts, Quality):
            found |= {"kind": "loss", "sizes": self.accept(accepts.sizes)}
        elif isinstance(accepts, Choice):
            keys = {name_key(option): place for place, option in enumerate(accepts.options, 1)}
            found |= {"kind": "choice", "keys": keys}
        elif isinstance(accepts, Day):
            found |= {"kind": "day", "first": accepts.first}
        elif isinstance(accepts, Named):
            found |= {"kind": "name"} | self._named(accepts)
        elif isinstance(accepts, AnyCell):
            found |= {"kind": "any"}
        return found

    def _named(self, kind: Named[Any]) -> Json:
        loaded = kind.load()
        places = {id(record): place for place, record in enumerate(loaded.values(), start=1)}
        values = list(loaded.values())
        # Of the rest a key is the name's own. Providers are texts, of which equal ones are one.
        own = set(map(name_key, loaded))
        aliases = {
            key: places.get(id(record)) or values.index(record) + 1
            for key, record in kind.by_key().items()
            if key not in own
        }
        found = {"noun": kind.noun, "names": list(loaded), "aliases": aliases}
        found["elsewhere"] = dict(kind.elsewhere())
        return found | (self._record(kind) if isinstance(kind, RecordKind) else {})

    def _record(self, kind: RecordKind[Any]) -> Json:
        grows = kind is GROWTH_KIND
        fields = ["params_share"] if grows else list(kind.fields)
        rows = [[getattr(record, name) for name in fields] for record in kind.load().values()]
        words = (kind.noun, *kind.sources, *kind.fields)
        taken = {name: self.accept(field.accepts) for name, field in kind.fields.items()}
        taken |= {name: self.accept(accepts) for name, accepts in kind.sources.items()}
        return {
            "kind": "record",
            "grows": grows,
            "fields": fields,
            "records": rows,
            "labels": dict(kind.labels),
            "words": {name: label_of(name) for name in words},
            "passed": [name_key(remark) for remark in (*kind.remarks, *kind.reported)],
            "takes": taken,
            "sources": list(kind.sources),
            "titles": list(kind.titles),
            "about": [] if grows else [kind.label_range(r) for r in kind.load().values()],
        }

    def function(self, function: Function) -> Json:
        """What a function takes and gives."""
        returns = function.returns
        return {
            "usage": function.usage,
            "arguments": [self._argument(argument) for argument in function.arguments],
            "fewest": function.fewest,
            "most": function.most,
            "fields": list(function.fields),
            "header": isinstance(returns, Row) and returns.header,
            "table": isinstance(returns, Table),
            "measured": measured(function),
        }

    def _argument(self, argument: Argument) -> Json:
        found = {"name": argument.name, "accepts": self.accept(argument.accepts)}
        return found | ({"default": argument.default} if argument.optional else {})

    def table(self, rows: Iterable[Iterable[object]], options: Sequence[Any]) -> Json:
        """A table whose rows stand for options, and the place of what accepts these, if one does.

        A cell without a value is a list of the place of its reason.
        """
        named = zip((getattr(option, "name", "") for option in options), rows, strict=True)
        cells = [[self.cell(cell, name) for cell in row] for name, row in named]
        return {"of": self._kind_of(options), "rows": cells}

    def _kind_of(self, options: Sequence[Any]) -> int | None:
        for place, accepts in enumerate(self.accepted):
            if isinstance(accepts, Named) and list(accepts.load().values()) == list(options):
                return place
        return None

    def cell(self, cell: object, name: str = "") -> Json:
        """A number or text, or the place of the reason why there is none."""
        if isinstance(cell, tuple):
            status, text = cell
            known = (status, text.replace(name, "{name}") if name else text)
            return [self.texts.setdefault(known, len(self.texts))]
        return _plain(cell) if isinstance(cell, float | int) else cell


def _plain(number: float) -> float:
    """A number, whole ones without a point."""
    return int(number) if number == int(number) else float(number)


def table(tables: Iterable[Tabulated]) -> Json:
    """All that the rule goes by, with the tables of the bodies."""
    writer = Writer()
    functions = {function.name: writer.function(function) for function in OFFERED}
    made = {made.name: writer.table(made.rows, made.options) for made in tables}
    compared = CATALOGUE["LAW_COMPARE"]
    if compared.body is not law_compare:
        raise TypeError("LAW_COMPARE is computed by another function")
    found = {
        "version": __version__,
        "functions": functions,
        "leftOut": LEFT_OUT,
        "catalogue": list(CATALOGUE),
        "codes": dict(ERROR_CODES),
        "errors": sorted(ERROR_VALUES | CELL_ERRORS),
        "exponents": EXPONENTS,
        "law": writer.accept(LAW_KIND),
        "model": writer.accept(MODEL),
        "noAnswer": NO_ANSWER.reason,
        "columns": list(compared.columns),
        "accepts": writer.accepts,
        "tables": made,
        "offers": OFFERS,
        "magnitudes": MAGNITUDES,
        "notes": data_of_rules(),
        "derived": _derived(writer),
        "prices": _prices(writer),
    }
    return found | {"texts": [list(text) for text in writer.texts]}


def _derived(writer: Writer) -> Json:
    """What a deployment takes from its sources; the reasons are those that Python gives."""
    alone = ("provider", "commitment", "as_of", "training_precision", "inference_precision")
    derive = DEPLOYMENT_KIND.derive
    bare = {name: writer.cell(value_or_reason(derive, {name: "BF16"}, ())) for name in alone}
    gpus, workloads = options_of(GPU), options_of(REQUEST_MIX)
    mixes = [
        [_of_mix(derive, mix, field) for field in ("input_tokens", "output_tokens")]
        for mix in workloads
    ]
    peaks = tabulate(working_peak, [gpus, records.PRECISIONS], value_or_reason)
    return {
        "alone": bare,
        "mixes": writer.table(mixes, workloads),
        "peaks": writer.table(peaks, gpus),
        "bandwidths": [gpu.bandwidth_tb_per_s or 0 for gpu in gpus],
        "precision": records.PRECISIONS.index(DEFAULT_PRECISION) + 1,
        "commitment": records.COMMITMENTS.index(DEFAULT_COMMITMENT) + 1,
    }


def _of_mix(derive: Callable[..., dict[str, float]], mix: object, field: str) -> object:
    """The tokens of a request mix, where the other number is given."""
    given = {"input_tokens", "output_tokens"} - {field}
    try:
        return derive({"request_mix": mix}, given)[field]
    except XlplannerError as error:
        return (error.status, str(error))


def _prices(writer: Writer) -> Json:
    """Prices by their terms and days, and what is said where there is none."""
    providers = options_of(PROVIDER, blank=True)
    offers = []
    for gpu in options_of(GPU):
        of_gpu = [price for price in records.prices() if price.gpu == gpu.name]
        said = (_no_price(of_gpu, provider)[1] for provider in providers)
        known = {place: text for place, text in enumerate(said) if text}
        # A provider without offers is answered with those of all.
        offers.append({place: t for place, t in known.items() if not place or t != known[0]})
    groups: dict[int, list[Json]] = {}
    for key, price in price_rows():
        groups.setdefault(key // DAYS, []).append([key % DAYS, price])
    return {
        "groups": groups,
        "offers": offers,
        "none": _no_price([], None)[0],
        "any": _no_price(records.prices(), None)[0],
        "at": _no_price(records.prices(), "{provider}")[0],
        "gpu": writer.accept(GPU),
        "provider": writer.accept(PROVIDER),
        "commitments": list(records.COMMITMENTS),
    }


def _no_price(prices: Sequence[records.Price], provider: str | None) -> tuple[str, str]:
    """The sentence that there is no such price, with names in braces, and what there is."""
    text = no_price(list(prices), "{gpu}", provider, "{commitment}", "{day}")
    before, _, offers = text.partition(OFFERS)
    return before, offers
