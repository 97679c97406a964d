"""The solvers' problems in 80-bit arithmetic, over whole arrays, by other ways than the core's.

Where the core takes a fixed number of Halley's steps, this takes Newton's until they end, or halves
a bracket. Models of equal loss are known by d = ln D, with N = (A/(r - B/D^beta))^(1/alpha).
"""

import numpy as np

Long = np.longdouble
HALVINGS = 80


def extended():
    """Whether long doubles are longer than doubles here."""
    return np.finfo(Long).eps < 1e-18


class Curve:
    """Models of one loss each under a law."""

    def __init__(self, loss, law):
        self.law, self.r = law, Long(loss) - Long(law.E)
        self.A, self.B, self.alpha, self.beta = map(Long, (law.A, law.B, law.alpha, law.beta))
        self.share = self.beta / (self.alpha + self.beta)
        self.least = np.log(self.B / self.r) / self.beta
        self.chinchilla = np.log(self.B / (self.r * (1 - self.share))) / self.beta

    def left(self, d):
        """The loss that is left to the parameters."""
        return self.r - self.B * np.exp(-self.beta * d)

    def log_params(self, d):
        return (np.log(self.A) - np.log(self.left(d))) / self.alpha

    def product(self, d):
        """Logarithm of N*D."""
        return self.log_params(d) + d

    def log_cost(self, d, demand):
        return self.log_params(d) + np.log(np.exp(d) + Long(demand))

    def tokens_at(self, log_params):
        """The d of given parameters."""
        return np.log(self.B / (self.r - self.A * np.exp(-self.alpha * log_params))) / self.beta

    def optimum(self, demand):
        """The d of least cost: Newton from the left, whose steps rise to the root and stop."""
        m = self.share * Long(demand) * np.exp(-self.chinchilla)
        y = 0 * m
        for _ in range(200):
            t = m * np.exp(-y)
            step = (np.log1p(t) - self.beta * y) / (self.beta + t / (1 + t))
            y = y + step
            if np.abs(step).max() < 1e-18 * (1 + np.abs(y).max()):
                break
        return self.chinchilla + y


def halve(rising, low, high):
    """The root of a rising function between two ends."""
    low, high = np.broadcast_arrays(Long(low), Long(high))
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        above = rising(middle) > 0
        low, high = np.where(above, low, middle), np.where(above, middle, high)
    return (low + high) / 2


def off(computed, exact):
    """The largest relative error of doubles."""
    return float(np.abs(Long(computed) / exact - 1).max())
