"""Problems that tests of the solvers draw."""

import drawn
import numpy as np

from xlplanner.core.optimum import chinchilla
from xlplanner.functions.records import laws


def drawn_laws(random, count):
    """The shipped laws in turn with random ones."""
    shipped = list(laws().values())
    for number in range(count):
        yield shipped[number // 2 % len(shipped)] if number % 2 else drawn.law(random)


def drawn_problems(seed, count, decades=4):
    """Law, loss and effective demand: none, and up to so many decades off the least training."""
    random = np.random.default_rng(seed)
    for number, law in enumerate(drawn_laws(random, count)):
        loss = law.E + float(10 ** random.uniform(-2, 0.5))
        demand = float(chinchilla(loss, law)[1] * 10 ** random.uniform(-decades, decades))
        yield law, loss, demand if number % 11 else 0.0
