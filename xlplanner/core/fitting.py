"""Fit a scaling law to training runs, as Hoffmann et al. do (arXiv 2203.15556, appendix D.3).

The constants minimise the sum over the runs of Huber(ln L(N, D) - ln loss, delta). With
x = ln N and z = ln D less their means, the law's three terms are the exponentials of

    a - alpha*x,    b - beta*z,    e = ln E,

which are linear in the unknowns (a, b, e, alpha, beta). With p the shares of the terms in the
predicted loss and u their gradients, a residual ln L(N, D) - ln loss has the gradient J = sum(p*u)
and the Hessian sum(p*u*u') - J*J'. Newton's method on these, damped, meets the minimum to rounding,
where a method of numerical gradients stops in the flat valley that leads there.

The objective is not convex, so the method runs from many starts, all in one batch; so do the
refits of a bootstrap.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]

CONSTANTS = ("E", "A", "B", "alpha", "beta")
# Starts: exponents, E as a share of the lowest loss, and the share of A/N^alpha in the rest.
EXPONENTS, IRREDUCIBLE_SHARES, PARAMS_SHARES = (0.2, 0.4, 0.7), (0.3, 0.7, 0.95), (0.3, 0.7)
# Widths of the Huber function, in turn: from nearly least squares to the one asked for.
CONTINUATION = (100, 10, 1)
FIRST_DAMPING, LEAST_DAMPING, MOST_DAMPING, DAMPING_FACTOR = 1e-2, 1e-12, 1e12, 5.0
# A gain of less than this share of the objective is quiet, as is what rounding of residuals makes.
QUIET_GAIN, QUIET_RESIDUAL = 1e-12, 1e-15
QUIET_STEPS, MOST_STEPS = 2, 400
# Of more runs than these, as many at random show where the minima lie, and all where exactly.
SEARCHED_RUNS, FOLLOWED_MINIMA = 300, 8
# A search need not reach the end of a flat valley, which a few followed minima then do.
SEARCH_STEPS = 150
# Fits whose unknowns agree to so many decimals have met.
SAME_DECIMALS = 6
# Runs times fits in a block, whose arrays stay in the processor's cache.
BLOCK = 32768
# Keeps the equations of a step solvable where the runs leave a constant undetermined.
RIDGE = 1e-14
SEED = 20240417


class Minimum(NamedTuple):
    """Where a descent ends: the unknowns (a, b, e, alpha, beta) and the objective, one a fit."""

    unknowns: Floats
    objective: Floats


class Quadratic(NamedTuple):
    """Objective, gradient and Hessian at given unknowns, and the matrix that damps a step."""

    objective: Floats
    gradient: Floats
    hessian: Floats
    damping: Floats


@dataclass(frozen=True)
class Runs:
    """Training runs: parameters, tokens and final losses, each above 0."""

    params: Floats
    tokens: Floats
    losses: Floats

    def __len__(self) -> int:
        return self.losses.size

    def some(self, most: int) -> Runs:
        """These runs, or so many of them at random, always the same ones."""
        if len(self) <= most:
            return self
        chosen = np.sort(np.random.default_rng(SEED).permutation(len(self))[:most])
        return Runs(self.params[chosen], self.tokens[chosen], self.losses[chosen])

    @cached_property
    def logs(self) -> tuple[Floats, Floats, Floats]:
        """The logarithms x of parameters and z of tokens, less their means, and of losses."""
        x, z = np.log(self.params), np.log(self.tokens)
        return x - x.mean(), z - z.mean(), np.log(self.losses)

    @cached_property
    def powers(self) -> Floats:
        """1, x, x^2, and 1, z, z^2: what the gradients u of the terms of N and D multiply to."""
        x, z, _ = self.logs
        return np.array([[np.ones_like(v), -v, v * v] for v in (x, z)]).swapaxes(1, 2)

    def constants(self, unknowns: Floats) -> Floats:
        """E, A, B, alpha and beta of unknowns (a, b, e, alpha, beta)."""
        a, b, e, alpha, beta = unknowns.T
        log_params, log_tokens = np.log(self.params).mean(), np.log(self.tokens).mean()
        factors = np.exp(a + alpha * log_params), np.exp(b + beta * log_tokens)
        return np.stack([np.exp(e), *factors, alpha, beta], axis=-1)

    def unknowns(self, constants: Floats) -> Floats:
        """The unknowns (a, b, e, alpha, beta) of E, A, B, alpha and beta."""
        irreducible, params_factor, tokens_factor, alpha, beta = constants.T
        a = np.log(params_factor) - alpha * np.log(self.params).mean()
        b = np.log(tokens_factor) - beta * np.log(self.tokens).mean()
        return np.stack([a, b, np.log(irreducible), alpha, beta], axis=-1)

    def moved(self, unknowns: Floats, other: Runs) -> Floats:
        """Unknowns of other runs, whose means are others, as those of the same law here."""
        a, b, e, alpha, beta = unknowns.T
        x = np.log(self.params).mean() - np.log(other.params).mean()
        z = np.log(self.tokens).mean() - np.log(other.tokens).mean()
        return np.stack([a - alpha * x, b - beta * z, e, alpha, beta], axis=-1)

    @cached_property
    def starts(self) -> Floats:
        """Unknowns from which a fit begins; at the mean run each start predicts the mean loss."""
        lowest, mean = self.losses.min(), np.exp(self.logs[2].mean())
        return np.array(
            [
                (
                    np.log(share * (mean - irreducible * lowest)),
                    np.log((1 - share) * (mean - irreducible * lowest)),
                    np.log(irreducible * lowest),
                    alpha,
                    beta,
                )
                for alpha, beta, irreducible, share in itertools.product(
                    EXPONENTS, EXPONENTS, IRREDUCIBLE_SHARES, PARAMS_SHARES
                )
            ]
        )

    def residuals(self, unknowns: Floats) -> tuple[Floats, Floats]:
        """Residuals ln L(N, D) - ln loss by fit and run, and the shares of the three terms."""
        x, z, log_losses = self.logs
        a, b, e, alpha, beta = unknowns.T[..., np.newaxis]
        terms = np.stack([a - alpha * x, b - beta * z, e + np.zeros_like(x)])
        largest = terms.max(axis=0)
        shares = np.exp(terms - largest)
        total = shares.sum(axis=0)
        shares /= total
        return largest + np.log(total) - log_losses, shares

    def slopes(self, shares: Floats) -> Floats:
        """Gradients J of the residuals, by fit, unknown and run."""
        x, z, _ = self.logs
        return np.stack([*shares, -shares[0] * x, -shares[1] * z], axis=-2)

    def quadratic(self, unknowns: Floats, weights: Floats, delta: float) -> Quadratic:
        """Objective, gradient and Hessian of each fit; weights by fit and run."""
        residuals, shares = self.residuals(unknowns)
        pulls = np.clip(residuals, -delta, delta)
        objective = (weights * pulls * (residuals - pulls / 2)).sum(axis=-1)
        slopes = self.slopes(shares)
        transposed = slopes.swapaxes(-1, -2)
        weighted_pulls = weights * pulls
        gradient = np.matmul(slopes, weighted_pulls[..., np.newaxis])[..., 0]
        curvature = weights * (abs(residuals) <= delta) - weighted_pulls
        hessian = (slopes * curvature[:, np.newaxis]) @ transposed
        self._add_bends(hessian, shares * weighted_pulls)
        # The weights of iterated least squares: positive, so that enough damping leads downhill.
        robust = weights * (delta / np.maximum(abs(residuals), delta))
        return Quadratic(
            objective, gradient, hessian, (slopes * robust[:, np.newaxis]) @ transposed
        )

    def _add_bends(self, hessian: Floats, weights: Floats) -> None:
        """Add sum(p*u*u') over the runs and terms, weighted, to the Hessian of each fit."""
        moments = weights[:2] @ self.powers
        for moment, factor, exponent in zip(moments, (0, 1), (3, 4), strict=True):
            hessian[:, factor, factor] += moment[:, 0]
            hessian[:, factor, exponent] += moment[:, 1]
            hessian[:, exponent, factor] += moment[:, 1]
            hessian[:, exponent, exponent] += moment[:, 2]
        hessian[:, 2, 2] += weights[2].sum(axis=-1)


def descend(
    runs: Runs,
    starts: Floats,
    delta: float,
    weights: Floats | None = None,
    damping: float = FIRST_DAMPING,
    steps: int = MOST_STEPS,
) -> Minimum:
    """Damped Newton steps from each start to a minimum.

    Parameters
    ----------
    runs : Runs
    starts : ndarray
        Unknowns (a, b, e, alpha, beta), a row a fit.
    delta : float
        The residual from which the Huber function is linear.
    weights : ndarray, optional
        Weights of the runs, a row a fit; 1 if left out.
    damping : float, optional
        Of the first step.
    steps : int, optional
        The most that are taken.
    """
    if weights is None:
        weights = np.ones((len(starts), len(runs)))
    size = max(1, BLOCK // len(runs))
    blocks = [slice(first, first + size) for first in range(0, len(starts), size)]
    with np.errstate(all="ignore"):
        parts = [
            _descend(runs, starts[block], weights[block], delta, damping, steps) for block in blocks
        ]
    return Minimum(*map(np.concatenate, zip(*parts, strict=True)))


def _descend(
    runs: Runs,
    starts: Floats,
    weights: Floats,
    delta: float,
    first_damping: float,
    steps: int,
) -> Minimum:
    unknowns, best = starts.copy(), runs.quadratic(starts, weights, delta)
    damping = np.full(len(starts), first_damping)
    quiet = np.zeros(len(starts), dtype=int)
    floor = QUIET_RESIDUAL**2 * weights.sum(axis=-1)
    for _ in range(steps):
        (active,) = np.nonzero((quiet < QUIET_STEPS) & (damping < MOST_DAMPING))
        if not active.size:
            break
        tried = unknowns[active] - _step(best, active, damping)
        there = runs.quadratic(tried, weights[active], delta)
        gain = best.objective[active] - there.objective
        small = QUIET_GAIN * best.objective[active] + floor[active]
        # What rounding alone makes of the objective refuses no step.
        better = gain >= -small
        quiet[active] = np.where(abs(gain) <= small, quiet[active] + 1, 0)
        factor = np.where(better, 1 / DAMPING_FACTOR, DAMPING_FACTOR)
        damping[active] = np.maximum(damping[active] * factor, LEAST_DAMPING)
        unknowns[active[better]] = tried[better]
        for kept, new in zip(best, there, strict=True):
            kept[active[better]] = new[better]
    return Minimum(unknowns, best.objective)


def _step(at: Quadratic, active: NDArray[np.intp], damping: Floats) -> Floats:
    """Newton's steps of the active fits, shortened by their damping."""
    matrix, weight = at.damping[active], damping[active, np.newaxis, np.newaxis]
    ridge = RIDGE * np.trace(matrix, axis1=1, axis2=2)[:, np.newaxis, np.newaxis] * np.eye(5)
    damped = at.hessian[active] + weight * matrix + (1 + weight) * ridge
    return np.linalg.solve(damped, at.gradient[active][..., np.newaxis])[..., 0]


def fit(runs: Runs, delta: float) -> Minimum:
    """The lowest minimum over all starts."""
    some = runs.some(SEARCHED_RUNS)
    minima = search(some, delta).unknowns
    if some is not runs:
        minima = runs.moved(minima, some)
    # What is lowest on some runs need not be so on all.
    lowest = np.argsort(descend(runs, minima, delta, steps=0).objective)[:FOLLOWED_MINIMA]
    followed = descend(runs, minima[lowest], delta)
    best = followed.unknowns[[np.argmin(followed.objective)]]
    # Undamped steps, which converge quadratically, take what the damped ones left.
    return Minimum(*(part[0] for part in descend(runs, best, delta, damping=LEAST_DAMPING)))


def search(runs: Runs, delta: float) -> Minimum:
    """The minima from all starts, straight at delta and by continuation towards it."""
    straight = descend(runs, runs.starts, delta, steps=SEARCH_STEPS)
    continued = Minimum(runs.starts, straight.objective)
    for width in CONTINUATION:
        continued = descend(runs, continued.unknowns, width * delta, steps=SEARCH_STEPS)
        # Most starts meet in one minimum, which is followed once.
        continued = _distinct(continued)
    return _distinct(Minimum(*map(np.concatenate, zip(straight, continued, strict=True))))


def _distinct(minima: Minimum) -> Minimum:
    _, first = np.unique(minima.unknowns.round(SAME_DECIMALS), axis=0, return_index=True)
    return Minimum(*(part[first] for part in minima))


def refits(runs: Runs, minimum: Minimum, delta: float, draws: int) -> Floats:
    """E, A, B, alpha and beta of bootstrap refits, a row a draw of as many runs with replacement.

    The random numbers have a fixed seed, so that the same runs give the same draws.
    """
    random = np.random.default_rng(SEED)
    weights = random.multinomial(len(runs), np.full(len(runs), 1 / len(runs)), size=draws)
    starts = np.tile(minimum.unknowns, (draws, 1))
    return runs.constants(descend(runs, starts, delta, weights.astype(np.float64)).unknowns)


def condition_number(runs: Runs, unknowns: Floats) -> float:
    """How nearly the runs leave a constant undetermined: of J with columns of length one."""
    _, shares = runs.residuals(unknowns[np.newaxis])
    slopes = runs.slopes(shares)[0]
    lengths = np.linalg.norm(slopes, axis=1, keepdims=True)
    return float(np.linalg.cond(slopes / lengths)) if lengths.all() else np.inf
