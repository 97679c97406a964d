"""Laws and deployments drawn at random, shipped ones among them."""

from dataclasses import MISSING, fields

import numpy as np

from xlplanner.core.cost import Deployment
from xlplanner.core.law import Law
from xlplanner.core.quantities import described_fields
from xlplanner.functions.records import laws
from xlplanner.units import Unit

# Powers of ten between which the figures of a deployment are drawn.
DECADES = {
    Unit.USD_PER_GPU_HOUR: (-1, 1.5),
    Unit.OPS_PER_SECOND: (13.5, 16),
    Unit.FRACTION: (-2, -0.1),
    Unit.TOKENS_PER_REQUEST: (0, 5),
    Unit.TIMES: (0, 0.7),
    Unit.TOKENS: (6, 13),
    Unit.TB_PER_SECOND: (-0.5, 1.2),
}
# Powers of ten of the numbers drawn for an argument, where its bounds are wider.
OF_ARGUMENTS = {
    Unit.PARAMS: (7, 13),
    Unit.TOKENS: (9, 15),
    Unit.FLOPS: (19, 27),
    Unit.REQUESTS: (3, 13),
    Unit.USD: (3, 10),
}


def law(random):
    """One of the shipped laws, or one with exponents of 0.05 to 0.8."""
    if random.random() < 0.5:
        return random.choice(list(laws().values()))
    return Law(
        E=random.uniform(0, 2),
        A=10 ** random.uniform(1, 3),
        B=10 ** random.uniform(1, 4),
        alpha=random.uniform(0.05, 0.8),
        beta=random.uniform(0.05, 0.8),
    )


def deployment(random, neutral=0.5):
    """A deployment with every field drawn; a share of the factors at their neutral value."""
    kinds = described_fields(Deployment)
    return Deployment(
        **{f.name: figure(random, f, kinds[f.name], neutral) for f in fields(Deployment)}
    )


def figure(random, field, described, neutral):
    """A number for a field, within its bounds."""
    unit, low, high = described.quantity
    if described.in_costs and field.default is not MISSING and random.random() < neutral:
        return field.default
    least, most = DECADES.get(unit, (-3, 3))
    return float(np.clip(10 ** random.uniform(least, most), low, high))
