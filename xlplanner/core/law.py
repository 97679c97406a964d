"""The scaling law L(N, D) = E + A/N^alpha + B/D^beta (eq. 1) and its inverses.

Symbols as in Sardana & Frankle (arXiv 2401.00448): N parameters, D training tokens,
l pre-training loss in nats per token, r = l - E the reducible loss.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from xlplanner.core.blocks import blockwise
from xlplanner.core.elementary import power
from xlplanner.core.quantities import Quantity, described
from xlplanner.units import Unit

Values: TypeAlias = float | NDArray[np.float64]

IRREDUCIBLE_LOSS = Quantity(Unit.LOSS, 0, 100)
FACTOR = Quantity(Unit.LOSS, 1e-6, 1e12)
EXPONENT = Quantity(Unit.RATIO, 0.01, 5)


@dataclass(frozen=True, slots=True)
class Law:
    """Constants of one scaling law, L(N, D) = E + A/N^alpha + B/D^beta."""

    E: float = field(metadata=described("Irreducible loss", IRREDUCIBLE_LOSS))
    A: float = field(metadata=described("Factor of the parameter term", FACTOR))
    B: float = field(metadata=described("Factor of the token term", FACTOR))
    alpha: float = field(metadata=described("Exponent of the parameters", EXPONENT))
    beta: float = field(metadata=described("Exponent of the tokens", EXPONENT))

    @property
    def params_share(self) -> float:
        """Share of r that parameters leave at the training-only optimum, s = beta/(alpha+beta)."""
        return self.beta / (self.alpha + self.beta)

    @property
    def without_floor(self) -> Law:
        """The same law without its irreducible loss."""
        return Law(0.0, self.A, self.B, self.alpha, self.beta)

    @property
    def halley_steps(self) -> int:
        """Steps in which the solver of `core.optimum` finds the optimum of this law."""
        return steps_for(self.beta)

    @property
    def budget_exponent(self) -> float:
        """What stands for beta in the equation of a budget, (alpha + beta)/(1 - alpha).

        NaN where alpha is 1 or more: there the equation has no such form, though a lowest loss
        exists.
        """
        return (self.alpha + self.beta) / (1 - self.alpha) if self.alpha < 1 else math.nan

    @property
    def budget_steps(self) -> int:
        """Steps in which the solver finds the best model for a budget under this law."""
        return steps_for(self.budget_exponent)


def steps_for(exponent: Values) -> int:
    """Steps in which the solver of `core.optimum` reaches double precision from its start.

    After them the error in D/D0 is below 1.2e-14 where the exponent is at least 0.28, 2e-17 where
    it is at least 0.05 and 1e-17 elsewhere, for every demand. Of an exponent for each cell the
    smallest counts.
    """
    smallest = exponent if type(exponent) is float else np.min(exponent)
    if smallest >= 0.28:
        return 2
    return 3 if smallest >= 0.05 else 4


def reducible_loss(loss: Values, law: Law) -> Values:
    """Part of the loss that parameters and tokens can remove, r = l - E."""
    return loss - law.E


@blockwise(outputs=1)
def params_term(params: Values, law: Law) -> Values:
    """Loss that comes from finite parameters, a = A/N^alpha."""
    return law.A / power(params, law.alpha)


@blockwise(outputs=1)
def tokens_term(tokens: Values, law: Law) -> Values:
    """Loss that comes from finite training tokens, b = B/D^beta."""
    return law.B / power(tokens, law.beta)


@blockwise(outputs=1)
def law_loss(params: Values, tokens: Values, law: Law) -> Values:
    """Loss of a model, L(N, D) = E + A/N^alpha + B/D^beta (eq. 1)."""
    return law.E + params_term(params, law) + tokens_term(tokens, law)


@blockwise(outputs=1)
def law_tokens(loss: Values, params: Values, law: Law) -> Values:
    """Tokens that bring given parameters to a loss, D = (B/(r - a))^(1/beta); NaN if a >= r."""
    return power(law.B / (reducible_loss(loss, law) - params_term(params, law)), 1 / law.beta)


@blockwise(outputs=1)
def law_params(loss: Values, tokens: Values, law: Law) -> Values:
    """Parameters that reach a loss on given tokens, N = (A/(r - b))^(1/alpha); NaN if b >= r."""
    return power(law.A / (reducible_loss(loss, law) - tokens_term(tokens, law)), 1 / law.alpha)


@blockwise(outputs=1)
def least_params(loss: Values, law: Law) -> Values:
    """Parameters with which only endless tokens reach a loss, N = (A/r)^(1/alpha)."""
    return power(law.A / reducible_loss(loss, law), 1 / law.alpha)
