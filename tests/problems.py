"""Random laws and problems that tests of the solvers draw."""

import numpy as np

from xlplanner.core.law import Law
from xlplanner.core.optimum import chinchilla
from xlplanner.functions.records import laws


def drawn_laws(random, count):
    """The shipped laws in turn with laws of exponents between 0.05 and 0.8."""
    shipped = list(laws().values())
    for number in range(count):
        if number % 2:
            yield shipped[number // 2 % len(shipped)]
        else:
            factors, exponents = 10 ** random.uniform(1, 4, 2), random.uniform(0.05, 0.8, 2)
            yield Law(1.0, *map(float, factors), *map(float, exponents))


def drawn_problems(seed, count, decades=4):
    """Law, loss and effective demand: none, and up to so many decades off the least training."""
    random = np.random.default_rng(seed)
    for number, law in enumerate(drawn_laws(random, count)):
        loss = law.E + float(10 ** random.uniform(-2, 0.5))
        demand = float(chinchilla(loss, law)[1] * 10 ** random.uniform(-decades, decades))
        yield law, loss, demand if number % 11 else 0.0
