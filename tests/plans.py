"""What the planner must show, from the functions of the Python API, and inputs to try it with."""

import math
import re
from xml.sax.saxutils import escape

import numpy as np
import pytest
from engines import Ironcalc
from hostile import pack, parts_of

import xlplanner
from xlplanner.core.constants import LEAST_SAVING, SAME_LOSS
from xlplanner.errors import DomainError, XlplannerError
from xlplanner.reference import records
from xlplanner.units import label_of
from xlplanner.workbook.build import INPUTS, SHEETS, inputs
from xlplanner.workbook.inputs import FIGURES
from xlplanner.workbook.sheets.planner.inputs import (
    BY_CHINCHILLA,
    BY_DAY,
    BY_LOSS,
    BY_MODEL,
    BY_REQUESTS,
    CHANGEABLE,
)
from xlplanner.workbook.sheets.planner.results import (
    BETTER,
    DESIGNS,
    EQUAL,
    NOT_COMPARABLE,
    OPEN,
    RESULTS,
)

RESTS_ON_TOKENS = {"tokens", "ratio", "loss", "flops", "cost", "saving", "gpu_hours", "days"}
BITS = {name: float(bits) for name, bits in records.BITS.items()}
DAYS_PER_MONTH = 365.25 / 12


class Opened:
    """A planner in an engine; called with a cell, it gives its value."""

    def __init__(self, planner, path, engine=Ironcalc):
        self.planner, self.engine, self.changed = planner, engine(path), set()

    def enter(self, **changes):
        """Enter inputs, as values or as they are typed; all others are as they were built."""
        values = {key: INPUTS[key].default for key in self.changed - changes.keys()} | changes
        for key, value in values.items():
            shown = "" if value is None else value
            self.engine.set(sheet_of(key), at(self.planner, key), shown)
        self.changed = set(changes)
        self.engine.recalculate()
        return self

    def __call__(self, cell):
        return self.engine.get(cell.sheet, cell.address)

    def get(self, sheet, address):
        return self.engine.get(sheet, address)

    def of(self, number, key):
        """A result of one of the planner's designs."""
        return self(getattr(self.planner.designs[number], key))

    @property
    def state(self):
        return self(self.planner.verdict)

    @property
    def headline(self):
        return self(self.planner.answer)

    @property
    def note(self):
        return self(self.planner.note)


def sheet_of(key):
    """The title of the sheet that holds an input."""
    return next(kind.title for kind in SHEETS if INPUTS[key] in kind.inputs)


def at(planner, key):
    """The address of an input on its sheet."""
    area = planner.book.workbook.defined_names[INPUTS[key].name].attr_text
    return area.split("!")[1].replace("$", "")


def typed(planner, path, changes, target):
    """A copy of a planner's file in which inputs hold other values, or formulas without one."""
    parts, typed_in = parts_of(path), {}
    for key, value in changes.items():
        name = f"xl/worksheets/sheet{1 + planner.book.titles.index(sheet_of(key))}.xml"
        typed_in.setdefault(name, []).append((at(planner, key), value))
    for name, cells in typed_in.items():
        for address, value in cells:
            cell = re.compile(rf'<c r="{address}"( s="\d+")[^<>]*?(?:/>|>.*?</c>)'.encode())
            parts[name], count = cell.subn(_cell(address, value), parts[name])
            assert count == 1, (name, address)
    target.write_bytes(pack(parts))
    return target


def _cell(address, value):
    """A replacement of a cell's XML that leaves it its style."""
    start = rf'<c r="{address}"\1'
    if value is None:
        return f"{start}/>".encode()
    if isinstance(value, bool):
        return f'{start} t="b"><v>{value:d}</v></c>'.encode()
    if isinstance(value, int | float):
        return f"{start}><v>{value!r}</v></c>".encode()
    text = escape(value).replace("\\", r"\\")
    if text.startswith("="):
        return f"{start}><f>{text[1:]}</f></c>".encode()
    return f'{start} t="inlineStr"><is><t>{text}</t></is></c>'.encode()


def deployment_of(given):
    """The deployment that the inputs mean, as labels and values."""
    table = {"deployment": given["deployment"]}
    for use in ("training", "inference"):
        if given[f"{use}_gpu"]:
            table[f"{use} GPU"] = given[f"{use}_gpu"]
            table[f"{use} precision"] = given[f"{use}_precision"]
    if len(table) > 1 and given["provider"]:
        table["provider"] = given["provider"]
    if given["request_mix"]:
        table["request mix"] = given["request_mix"]
    for phase in ("training", "input", "output"):
        if given[f"{phase}_mfu_like"]:
            use = "training" if phase == "training" else "inference"
            precision = given[f"{use}_precision"]
            table[f"{phase} MFU"] = xlplanner.mfu_ref(given[f"{phase}_mfu_like"], precision)
    own = {field: given[field] for field in FIGURES if given[field] is not None}
    table |= {label_of(field): value for field, value in own.items()}
    info = xlplanner.deployment_info(list(map(list, table.items())))
    used = {label.split(" [")[0]: v for label, v in info.items() if isinstance(v, float)}
    if given["batch"] and given["output_mfu"] is None:
        used["output MFU"] = roofline(given, used)
    used["output MFU"] *= speedup(given)
    if used["output MFU"] > 1:
        raise DomainError("an output MFU above 1")
    return used


def roofline(given, used):
    """What is reached of the roofline by a model of 8e9 parameters."""
    bandwidth = used["inference bandwidth"]
    if not bandwidth:
        raise DomainError("no bandwidth")
    computing = 2 * 8e9 * given["batch"] / used["inference peak"]
    weights = 8e9 * BITS[given["inference_precision"]] / 8
    reading = weights + given["batch"] * given["context"] * given["kv_bytes"]
    share = min(1, computing / (reading / (bandwidth * 1e12)))
    return share * given["roofline_efficiency"]


def speedup(given):
    a, g = given["acceptance"], given["draft_tokens"]
    if a is None:
        return 1.0
    return (1 - a ** (g + 1)) / ((1 - a) * (1 + given["draft_cost"] * g))


def quality_of(given, demand, deployment, limits, fixed):
    law = given["law"]
    if given["quality_by"] == BY_LOSS:
        if given["loss_law"] == law:
            return given["loss"]
        size = xlplanner.chinchilla_params(given["loss"], given["loss_law"])
        return xlplanner.chinchilla_quality(size, law)
    if given["quality_by"] == BY_CHINCHILLA:
        return xlplanner.chinchilla_quality(given["chinchilla_params"], law)
    if given["quality_by"] == BY_MODEL:
        return loss_of(given["model"], law)
    dollars = given["budget"] / (1 + given["contingency"]) - fixed
    most_params, most_tokens, most_flops = limits
    plan = xlplanner.cost_budget(
        dollars, demand["priced"], most_params, most_tokens, deployment, law
    )
    if most_flops is None or 6 * plan.params * plan.tokens <= most_flops:
        return plan.loss
    return best_within(dollars, demand["priced"], limits, deployment, law)


def best_within(dollars, requests, limits, deployment, law):
    """The lowest loss for a budget within limits, by golden section over the tokens."""
    most_params, most_tokens, most_flops = limits
    token = xlplanner.train_cost(1, 1e6, deployment) - xlplanner.train_cost(1, 1, deployment)
    token /= 1e6 - 1
    served = xlplanner.inf_cost(1, requests, deployment)

    def loss(x):
        d = math.exp(x)
        n = min(most_flops / 6 / d, dollars / (token * (d + tuning(deployment)) + served))
        return xlplanner.law_loss(min(n, most_params or math.inf), d, law)

    low, high = 0.0, math.log(min(most_tokens or 1e30, 1e30))
    ratio = (math.sqrt(5) - 1) / 2
    for _ in range(200):
        inner = high - ratio * (high - low), low + ratio * (high - low)
        if loss(inner[0]) < loss(inner[1]):
            high = inner[1]
        else:
            low = inner[0]
    return min(loss(low), loss(high))


def tuning(deployment):
    """Fine-tuning in tokens of pre-training."""
    return deployment["fine tuning tokens"] / deployment["training overhead"]


def loss_of(model, law):
    return xlplanner.law_loss(xlplanner.model_params(model), xlplanner.model_tokens(model), law)


def months_of(given):
    """Months of full demand: as they are, at their prices, and at present value."""
    fall = math.log1p(-given["price_decline"]) / 12
    value = -math.log1p(given["discount"] or 0) / 12
    sums = [0.0, 0.0, 0.0]
    for month in range(60):
        served = min(max(given["months"] - month, 0), 1)
        share = min((month + 1) / max(given["ramp_months"], 1), 1) * served
        age = month + given["demand_start"]
        sums[0] += share
        sums[1] += share * math.exp(fall * age)
        sums[2] += share * math.exp((fall + value) * age)
    return sums


def demand_of(given, per_request):
    """Requests as they are, at their prices and as the optimum counts them; tokens."""
    running, priced, planned = months_of(given)
    if given["demand_by"] == BY_DAY:
        requests = given["requests_per_day"] * DAYS_PER_MONTH * running
    elif given["demand_by"] == BY_REQUESTS:
        requests = given["requests"]
    else:
        requests = given["inf_tokens"] / per_request
    return {
        "running": running,
        "requests": requests,
        "at_price": priced / running,
        "priced": requests * priced / running,
        "planned": requests * planned / running,
        "tokens": requests * per_request,
    }


def limits_of(given, deployment):
    """Most parameters, tokens and training FLOPs; None where there is no limit."""
    flops = None
    if given["deadline"] is not None:
        rate = deployment["training peak"] * deployment["training MFU"] * 3600
        hours = given["gpus"] * given["deadline"] * 24
        flops = hours * rate / deployment["training overhead"]
    most = given["max_params"]
    if given["min_speed"] is not None:
        fast = fast_enough(given, deployment)
        most = fast if most is None else min(most, fast)
    return most, given["max_tokens"], flops


def fast_enough(given, deployment):
    """The largest model that generates at the least speed, by bisection."""
    bandwidth = deployment["inference bandwidth"] * 1e12
    if not bandwidth:
        raise DomainError("no bandwidth")
    batch, bits = given["batch"] or 1, BITS[given["inference_precision"]]

    def seconds(n):
        cache = given["kv_bytes"] * (n / 8e9) ** 0.42
        computing = 2 * n * batch / deployment["inference peak"]
        reading = (n * bits / 8 + batch * given["context"] * cache) / bandwidth
        return max(computing, reading)

    wanted = speedup(given) / given["min_speed"]
    low, high = -30.0, 40.0
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (middle, high) if seconds(10**middle) < wanted else (low, middle)
    return 10**low


def error(call, *args):
    """A call's value, or the class of its error."""
    try:
        return call(*args)
    except XlplannerError:
        return None


def expected(given):
    """Results of the planner by row and design; None where there is no answer."""
    law, deployment = given["law"], deployment_of(given)
    per_request = deployment["input tokens"] + deployment["output tokens"]
    demand, limits = demand_of(given, per_request), limits_of(given, deployment)
    fixed = given["staff"] + given["storage"] + given["data"]
    loss = quality_of(given, demand, deployment, limits, fixed)
    chinchilla = (xlplanner.chinchilla_params(loss, law), xlplanner.chinchilla_tokens(loss, law))
    optima = [
        xlplanner.opt_plan(loss, demand["tokens"], law),
        xlplanner.cost_opt(loss, demand["planned"], deployment, law),
    ]
    for model in (*optima, chinchilla):
        # Raises where an optimum is beyond what any function takes.
        xlplanner.train_flops(*model[:2])
    n = given["own_params"]
    models = [
        error(xlplanner.cost_limited, loss, demand["planned"], *limits, deployment, law),
        chinchilla,
        error(xlplanner.opt_limited, loss, demand["tokens"], *limits, law),
        (n, given["own_tokens"] or error(xlplanner.law_tokens, loss, n, law)),
        *(
            (xlplanner.model_params(given[key]), xlplanner.model_tokens(given[key]))
            for key in ("released", "open_model")
        ),
    ]
    plan = (given, law, deployment, demand, loss)
    rows = [
        None if model is None or model[1] is None else design(number, *plan, *model[:2])
        for number, model in enumerate(models)
    ]
    rows.append(called(given, deployment, demand))
    base = rows[DESIGNS.index(given["compare_with"])]
    for row in rows:
        if row is not None:
            row |= compared(row, base)
    return rows


def design(number, given, law, deployment, demand, loss, n, d):
    trained, more = number != OPEN, 1 + given["contingency"]
    reached = xlplanner.law_loss(n, d, law)
    training = xlplanner.train_cost(n, d, deployment)
    inference = xlplanner.inf_cost(n, demand["priced"], deployment)
    fixed = given["staff"] + given["storage"] + given["data"] * trained
    once = fixed + training * trained
    cost = (once + inference) * more
    requests, tokens = demand["requests"], demand["tokens"]
    bits, gpu = BITS[given["inference_precision"]], given["inference_gpu"]
    work = deployment["input tokens"] * (
        1 - deployment["cached input"] * (1 - deployment["cached price ratio"])
    )
    work = work / deployment["input MFU"] + deployment["output tokens"] / deployment["output MFU"]
    hours = 2 * n * requests * work / (deployment["inference peak"] * 3600)
    hours *= deployment["peak over mean"] / deployment["utilisation"]
    energy = hours * power(given, "inference") + trained * power(
        given, "training"
    ) * xlplanner.gpu_hours(n, d, deployment)
    energy *= given["pue"] / 1e6
    flops = xlplanner.inf_flops(n, tokens) + trained * xlplanner.train_flops(n, d)
    if abs(reached - loss) <= SAME_LOSS:
        quality = EQUAL
    else:
        quality = BETTER if reached < loss else NOT_COMPARABLE

    def if_trained(value):
        return value if trained else "–"

    return {
        "params": n,
        "tokens": d,
        "loss": reached,
        "quality": quality,
        "as_good": xlplanner.chinchilla_params(reached, law),
        "train_cost": if_trained(training),
        "inf_cost": inference,
        "fixed_cost": fixed,
        "contingency": (once + inference) * given["contingency"],
        "cost": cost,
        "outlay": once * more,
        "per_request": xlplanner.inf_cost(n, 1000, deployment) * demand["at_price"] * more,
        "all_in_mtok": cost / tokens * 1e6 if tokens else "–",
        "all_in": cost / requests * 1e3 if requests else "–",
        "mtok": xlplanner.cost_per_mtok(n, deployment),
        "kreq": xlplanner.inf_cost(n, 1000, deployment),
        "gpu_hours": if_trained(xlplanner.gpu_hours(n, d, deployment)),
        "days": if_trained(xlplanner.train_days(n, d, given["gpus"], deployment)),
        "memory": xlplanner.model_memory(n, bits),
        "to_fit": error(xlplanner.gpus_to_fit, n, gpu, bits) if gpu else "–",
        "fleet": hours / demand["running"] / (DAYS_PER_MONTH * 24),
        "energy": energy,
        "co2": energy * given["grid_intensity"],
        "ratio": d / n,
        "train_flops": if_trained(xlplanner.train_flops(n, d)),
        "inf_flops": xlplanner.inf_flops(n, tokens),
        "flops": flops,
    }


def power(given, use):
    if given[f"{use}_power"]:
        return given[f"{use}_power"]
    gpu = given[f"{use}_gpu"]
    if not gpu:
        return 400.0
    found = records.gpus()[gpu].power_w
    return math.nan if found is None else found


def called(given, deployment, demand):
    """An API's row."""
    row = {result.key: "–" for result in RESULTS} | {"quality": "not known"}
    prices = given["api_input"], given["api_output"]
    del row["speed"], row["meets"]
    if None in prices:
        return row
    requests = demand["requests"]
    cost = xlplanner.api_cost(requests, *prices, deployment)
    return row | {
        "inf_cost": cost,
        "cost": cost,
        "outlay": 0.0,
        "per_request": xlplanner.api_cost(1000, *prices, deployment),
        "all_in": cost / requests * 1e3 if requests else "–",
        "all_in_mtok": cost / demand["tokens"] * 1e6 if requests else "–",
    }


def compared(row, base):
    none = dict.fromkeys(("saved", "saving", "break_even", "flops_saved"), "–")
    if base is None or NOT_COMPARABLE in (row["quality"], base["quality"]):
        return none
    if "–" in (row["cost"], base["cost"]):
        return none
    figures = {
        "saved": saved(row["cost"], base["cost"]),
        "saving": share_saved(row["cost"], base["cost"]) if base["cost"] else None,
        "flops_saved": "–",
        "break_even": "–",
    }
    if "–" not in (row["flops"], base["flops"]):
        figures["flops_saved"] = share_saved(row["flops"], base["flops"])
    if "–" not in (row["per_request"], base["per_request"]):
        less = base["per_request"] - row["per_request"]
        figures["break_even"] = (
            max(1000 * (row["outlay"] - base["outlay"]) / less, 0.0) if less > 0 else "never"
        )
    return figures


def saved(own, base):
    """What is less; none where its share is too small to be shown."""
    return 0.0 if abs(base - own) <= LEAST_SAVING * base else base - own


def share_saved(own, base):
    return 1 - own / base if saved(own, base) else 0.0


def slack(key, wanted, base):
    """What rounding may amount to where figures nearly cancel."""
    if isinstance(wanted[key], str) or wanted[key] is None:
        return 0.0
    if key in ("flops_saved", "saving"):
        # 1 - x is no more exact than x.
        return 1e-12 * (1 + abs(1 - wanted[key]))
    if key == "saved":
        return 1e-12 * (base["cost"] + wanted["cost"])
    if key == "break_even" and isinstance(wanted[key], float):
        # Both outlays and both prices are exact to 1e-12, and each pair may nearly cancel.
        outlays = wanted["outlay"] + base["outlay"]
        less = base["per_request"] - wanted["per_request"]
        return 1e-12 * (1000 * outlays + wanted[key] * base["per_request"]) / less
    return 0.0


def assert_planner(engine, planner, given):
    """Every result in an engine is the Python answer to 1e-12."""
    rows = expected(given)
    base = rows[DESIGNS.index(given["compare_with"])]
    for cells, wanted in zip(planner.designs, rows, strict=True):
        for row in RESULTS:
            address = getattr(cells, row.key).address
            value = engine.get("Planner", address)
            where = (address, row.key, value, dict(given))
            if wanted is None or wanted.get(row.key, 0) is None:
                # Where there is no answer, none of what rests on it is a number.
                assert not (row.key in RESTS_ON_TOKENS and isinstance(value, float)), where
            elif row.key not in wanted or wanted[row.key] != wanted[row.key]:
                # Tried by itself, or a power that is not known.
                continue
            elif row.key == "break_even" and _is_the_same(wanted, base):
                # Which of two equal bills is the smaller is rounding.
                continue
            elif isinstance(wanted[row.key], str):
                assert value == wanted[row.key], where
            elif row.key == "fleet":
                # Whole GPUs; LibreOffice rounds up to eleven digits or so.
                assert 0 <= value - wanted["fleet"] + 1e-10 * value <= 1 + 2e-10 * value, where
            else:
                near = slack(row.key, wanted, base)
                assert value == pytest.approx(wanted[row.key], rel=1e-12, abs=near), where


def _is_the_same(wanted, base):
    if base is None or "–" in (wanted["per_request"], base["per_request"]):
        return False
    apart = abs(wanted["per_request"] - base["per_request"])
    # An engine takes less than 1e-15 for zero.
    return apart <= max(2e-11 * base["per_request"], 1e-15)


def enter(engine, planner, given):
    """Enter inputs in a workbook that an engine holds, and recalculate."""
    for key, value in given.items():
        if sheet_of(key) == "Planner":
            engine.set("Planner", at(planner, key), "" if value is None else value)
    engine.recalculate()


def random_inputs(random):
    """Inputs of every kind, extremes among them, for which the data have every figure."""
    while True:
        given = {spec.key: _drawn(random, spec) for spec in CHANGEABLE}
        law = records.laws()[given["law"]]
        given["loss"] = law.E + 10 ** random.uniform(-2, 0.9)
        given["chinchilla_params"] = 10 ** random.uniform(7, 13)
        try:
            made = inputs(**given)
            expected(made)
        except (XlplannerError, ZeroDivisionError):
            # No answer, or requests of no tokens.
            continue
        return made


def _drawn(random, spec):
    if spec.options:
        # Mostly what suits: a GPU without the figure spec for has no answer.
        empty = spec.optional and random.random() < 0.5
        return None if empty else str(random.choice(spec.options))
    if spec.optional and random.random() < 0.6:
        return None
    if not hasattr(spec.accepts, "low"):
        return "text"
    low, high = spec.accepts.low, min(spec.accepts.high, 1e20)
    if random.random() < 0.1:
        return low if spec.accepts.low_allowed else high
    return float(10 ** random.uniform(np.log10(max(low, 1e-3)), np.log10(high)))
