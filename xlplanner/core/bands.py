"""Optima of equal quality under different laws, and the quantiles of them.

A loss compares models within its own law alone. So quality is "as good as the training-only
optimum of N0 parameters under the same law": E drops out, and A and B count through
D0 = (beta*B*N0^alpha/(alpha*A))^(1/beta) alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from xlplanner.core.blocks import blockwise
from xlplanner.core.law import Law, Values
from xlplanner.core.optimum import chinchilla, chinchilla_quality, optimum

# A, B, alpha and beta, of many laws an array each.
Shapes: TypeAlias = tuple[Values, ...]
Plan: TypeAlias = tuple[Values, Values, Values]


@blockwise(outputs=4)
def anchored_optimum(
    params: Values, demand: Values, A: Values, B: Values, alpha: Values, beta: Values
) -> tuple[Values, ...]:
    """The optimum that is as good as the training-only optimum of given size, for K = demand.

    Parameters
    ----------
    params, demand : float64 scalar or array
        N0, and the effective demand K in training-token equivalents.
    A, B, alpha, beta : float64 scalar or array
        Constants of the law, or of one law for each cell.

    Returns
    -------
    chinchilla_tokens, params, tokens, saving : float64 scalars or arrays
        D0; N and D of the optimum; 1 - N*(D + K)/(N0*(D0 + K)), the same in FLOPs and dollars.
    """
    # The formulas of the optimum take a law for each cell as well as one for all.
    law = Law(0.0, A, B, alpha, beta)  # type: ignore[arg-type]
    quality = chinchilla_quality(params, law)
    tokens0 = chinchilla(quality, law)[1]
    best_params, best_tokens = optimum(quality, demand, law)
    ratio = best_params * (best_tokens + demand) / (params * (tokens0 + demand))
    return tokens0, best_params, best_tokens, np.maximum(1 - ratio, 0.0)


def optimum_under(params: Values, demand: Values, law: Law) -> Plan:
    """Parameters, tokens and saving of the optimum as good as a Chinchilla model of given size."""
    shape = law.A, law.B, law.alpha, law.beta
    _, best_params, best_tokens, saving = anchored_optimum(params, demand, *shape)
    return best_params, best_tokens, saving


def shapes_of(laws: Iterable[Law]) -> Shapes:
    """The constants of laws that count at a quality of a size."""
    return tuple(np.array([(law.A, law.B, law.alpha, law.beta) for law in laws]).T)


def quantile(ordered: NDArray[np.float64], share: Values) -> Values:
    """Quantile of values that rise along the first axis, linear between them; a share a cell."""
    position = share * (len(ordered) - 1.0)
    below = np.minimum(np.floor(position), len(ordered) - 2.0)
    index = np.broadcast_to(below, ordered.shape[1:]).astype(np.intp)[np.newaxis]
    low, high = (np.take_along_axis(ordered, index + step, axis=0)[0] for step in (0, 1))
    return low + (position - below) * (high - low)


@blockwise(outputs=6)
def optimum_quantiles(
    params: Values, demand: Values, low: Values, high: Values, shapes: Shapes
) -> tuple[Values, ...]:
    """Low and high quantiles over many laws of N, D and the saving: N, N, D, D, saving, saving."""
    cells = np.broadcast(params, demand, low, high).shape
    columns = (np.reshape(constant, (-1, *[1] * len(cells))) for constant in shapes)
    _, *plan = anchored_optimum(np.asarray(params), np.asarray(demand), *columns)
    ordered = [np.sort(values, axis=0) for values in plan]
    return tuple(quantile(values, share) for values in ordered for share in (low, high))
