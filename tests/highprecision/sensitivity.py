"""Responses to inputs: the optimum solved again for inputs changed up and down by a little."""

from dataclasses import fields
from types import SimpleNamespace

from mpmath import mp, mpf

from xlplanner.core import cost, law
from xlplanner.core.quantities import described_fields
from xlplanner.reference.records import deployments, laws

from .base import Deployment, Law, optimum, reducible

STEP = mpf(10) ** -16
NO_COST = {name for name, field in described_fields(cost.Deployment).items() if not field.in_costs}


def _exact(record, kind, factor, name):
    """The fields of a record at fifty digits, one of them changed."""
    values = {f.name: mpf(getattr(record, f.name)) for f in fields(kind)}
    if name in values:
        values[name] *= factor
    return SimpleNamespace(**values)


def _solve(r, requests, deployment, law):
    """Logarithms of params, tokens and lifetime cost."""
    n, d = optimum(r, deployment.demand(requests), law)
    total = deployment.train_cost(n, d) + deployment.inf_cost(n, requests)
    return [mp.log(x) for x in (n, d, total)]


def cost_of_quality(loss, requests, deployment="", law=""):
    law, deployment = Law(law or "chinchilla"), Deployment(deployment)
    r = reducible(loss, law)
    low, high = (mp.exp(_solve(r + h, requests, deployment, law)[2]) for h in (-STEP, STEP))
    return (low - high) / (2 * STEP)


def _changed(name, factor, loss, requests, deployment, law_record):
    r = reducible(loss, law_record)
    if name == "reducible_loss":
        r *= factor
    if name == "E":
        r -= mpf(law_record.E) * (factor - 1)
    requests = requests * factor if name == "requests" else requests
    exact = Deployment(_exact(deployment, cost.Deployment, factor, name))
    return _solve(r, requests, exact, Law(_exact(law_record, law.Law, factor, name)))


def responses(loss, requests, deployment="", law_record=""):
    """Elasticities of params, tokens and cost by the name of an input."""
    if isinstance(deployment, str):
        deployment = deployments()[deployment or "paper-stated"]
    if isinstance(law_record, str):
        law_record = laws()[law_record or "chinchilla"]
    names = ["reducible_loss", "requests"]
    names += [f.name for kind in (law.Law, cost.Deployment) for f in fields(kind)]
    found = {}
    for name in names:
        if name in NO_COST:
            continue
        high, low = (
            _changed(name, 1 + h, loss, requests, deployment, law_record) for h in (STEP, -STEP)
        )
        found[name] = [(x - y) / (2 * STEP) for x, y in zip(high, low, strict=True)]
    return found


def cost_sensitivity(loss, requests, deployment="", law_record=""):
    rows = responses(loss, requests, deployment, law_record)
    constants = {f.name: f"law {f.name}" for f in fields(law.Law)}
    labels = {"reducible_loss": "loss above E"} | constants
    return [
        [labels.get(name, name.replace("_", " ").replace("mfu", "MFU")), *row]
        for name, row in sorted(
            rows.items(), key=lambda item: (item[0] in constants, -abs(item[1][2]))
        )
    ]
