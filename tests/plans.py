"""What the planner must show, from the functions of the Python API, and inputs to try it with."""

import numpy as np
import pytest

import xlplanner
from xlplanner.core.constants import SAME_LOSS
from xlplanner.errors import XlplannerError
from xlplanner.reference import records
from xlplanner.units import label_of
from xlplanner.workbook.build import INPUTS, SHEETS, inputs
from xlplanner.workbook.inputs import FIGURES
from xlplanner.workbook.sheets.planner.inputs import BY_CHINCHILLA, BY_DAY, BY_LOSS, BY_REQUESTS
from xlplanner.workbook.sheets.planner.results import RESULTS

RESTS_ON_TOKENS = {"tokens", "ratio", "loss", "flops", "cost", "saving", "gpu_hours", "days"}
BITS = {name: float(bits) for name, bits in records.BITS.items()}


def sheet_of(key):
    """The title of the sheet that holds an input."""
    return next(kind.title for kind in SHEETS if INPUTS[key] in kind.inputs)


def at(planner, key):
    """The address of an input on its sheet."""
    area = planner.book.workbook.defined_names[INPUTS[key].name].attr_text
    return area.split("!")[1].replace("$", "")


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
    return {label.split(" [")[0]: v for label, v in info.items() if isinstance(v, float)}


def quality_of(given):
    law = given["law"]
    if given["quality_by"] == BY_LOSS:
        return given["loss"]
    if given["quality_by"] == BY_CHINCHILLA:
        return xlplanner.chinchilla_quality(given["chinchilla_params"], law)
    model = given["model"]
    return xlplanner.law_loss(xlplanner.model_params(model), xlplanner.model_tokens(model), law)


def requests_of(given, per_request):
    if given["demand_by"] == BY_DAY:
        return given["requests_per_day"] * (365.25 / 12) * given["months"]
    return (
        given["requests"]
        if given["demand_by"] == BY_REQUESTS
        else (given["inf_tokens"] / per_request)
    )


def error(call, *args):
    """A call's value, or the class of its error."""
    try:
        return call(*args)
    except XlplannerError:
        return None


def expected(given):
    """Results of the planner by row and design; None where there is no answer."""
    law, deployment = given["law"], deployment_of(given)
    loss = quality_of(given)
    requests = requests_of(given, deployment["input tokens"] + deployment["output tokens"])
    inf_tokens = requests * (deployment["input tokens"] + deployment["output tokens"])
    limits = (given["max_params"], given["max_tokens"], None)
    chinchilla = (xlplanner.chinchilla_params(loss, law), xlplanner.chinchilla_tokens(loss, law))
    optima = [
        (xlplanner.opt_params(loss, inf_tokens, law), xlplanner.opt_tokens(loss, inf_tokens, law)),
        (
            xlplanner.cost_opt_params(loss, requests, deployment, law),
            xlplanner.cost_opt_tokens(loss, requests, deployment, law),
        ),
    ]
    for model in optima:
        # Raises where an optimum is beyond what any function takes.
        xlplanner.train_flops(*model)
    limited = [
        error(xlplanner.opt_limited, loss, inf_tokens, *limits, law),
        error(xlplanner.cost_limited, loss, requests, *limits, deployment, law),
    ]
    n = given["own_params"]
    own = (n, given["own_tokens"] or error(xlplanner.law_tokens, loss, n, law))
    rows = []
    for model in [chinchilla, *limited, own]:
        n, d = (None, None) if model is None else model[:2]
        if n is None or d is None:
            rows.append(None)
            continue
        rows.append(design(given, law, deployment, requests, inf_tokens, n, d, rows or None))
    if rows[-1] is not None and rows[-1]["loss"] > loss + SAME_LOSS:
        # A model of one's own that misses the quality is not compared.
        rows[-1] |= dict.fromkeys(("flops_saved", "saved", "saving", "break_even"), "–")
    return rows


def design(given, law, deployment, requests, inf_tokens, n, d, before):
    flops = xlplanner.total_flops(n, d, inf_tokens)
    cost = xlplanner.total_cost(n, d, requests, deployment)
    base = before[0] if before else {"flops": flops, "cost": cost, "params": n, "tokens": d}
    bits, gpu = BITS[given["inference_precision"]], given["inference_gpu"]
    pays = "–"
    if before:
        arguments = (n, d, base["params"], base["tokens"], deployment)
        pays = xlplanner.break_even(*arguments) if n < base["params"] else "never"
    return {
        "params": n,
        "tokens": d,
        "ratio": d / n,
        "loss": xlplanner.law_loss(n, d, law),
        "train_flops": xlplanner.train_flops(n, d),
        "inf_flops": xlplanner.inf_flops(n, inf_tokens),
        "flops": flops,
        "flops_saved": 1 - flops / base["flops"],
        "train_cost": xlplanner.train_cost(n, d, deployment),
        "inf_cost": xlplanner.inf_cost(n, requests, deployment),
        "cost": cost,
        "saved": base["cost"] - cost,
        "saving": 1 - cost / base["cost"],
        "break_even": pays,
        "gpu_hours": xlplanner.gpu_hours(n, d, deployment),
        "days": xlplanner.train_days(n, d, given["gpus"], deployment),
        "kreq": xlplanner.inf_cost(n, 1000, deployment),
        "mtok": xlplanner.cost_per_mtok(n, deployment),
        "all_in": cost / requests * 1000 if requests else "–",
        "memory": xlplanner.model_memory(n, bits),
        "to_fit": error(xlplanner.gpus_to_fit, n, gpu, bits) if gpu else "–",
    }


def slack(key, wanted, base):
    """What rounding may amount to where figures nearly cancel."""
    if isinstance(wanted[key], str):
        return 0.0
    if key in ("flops_saved", "saving"):
        # 1 - x is no more exact than x.
        return 1e-12 * (1 + abs(1 - wanted[key]))
    if key == "saved":
        return 1e-12 * (base["cost"] + wanted["cost"])
    if key == "break_even" and isinstance(wanted[key], float):
        # Both bills and both sizes are exact to 1e-12, and each pair may nearly cancel.
        bills = wanted["train_cost"] + base["train_cost"]
        less = base["kreq"] - wanted["kreq"]
        return 1e-12 * (1000 * bills + wanted[key] * base["kreq"]) / less
    return 0.0


def assert_planner(engine, planner, given):
    """Every result in an engine is the Python answer to 1e-12."""
    rows = expected(given)
    for cells, wanted in zip(planner.designs, rows, strict=True):
        for row in RESULTS:
            address = getattr(cells, row.key).address
            value = engine.get("Planner", address)
            where = (address, row.key, dict(given))
            if row.key == "break_even" and _is_the_same(wanted, rows[0]):
                # Which of two equal models is the smaller is rounding.
                continue
            if wanted is None or wanted[row.key] is None:
                # Where there is no answer, none of what rests on it is a number.
                assert not (row.key in RESTS_ON_TOKENS and isinstance(value, float)), where
            elif isinstance(wanted[row.key], str):
                assert value == wanted[row.key], where
            else:
                near = slack(row.key, wanted, rows[0])
                assert value == pytest.approx(wanted[row.key], rel=1e-12, abs=near), where


def _is_the_same(wanted, base):
    return wanted is not None and abs(wanted["params"] / base["params"] - 1) < 1e-12


def enter(engine, planner, given):
    """Enter inputs in a workbook that an engine holds, and recalculate."""
    for key, value in given.items():
        if sheet_of(key) == "Planner":
            engine.set("Planner", at(planner, key), "" if value is None else value)
    engine.recalculate()


def random_inputs(random):
    """Inputs of every kind, extremes among them, for which the data have every figure."""
    while True:
        given = {key: _drawn(random, spec) for key, spec in INPUTS.items()}
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
