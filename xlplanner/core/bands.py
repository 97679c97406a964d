"""Optima of equal quality under different laws, and the quantiles of them.

A loss compares models within its own law alone. So quality is "as good as the training-only
optimum of N0 parameters under the same law": E drops out, and A and B count through
D0 = (beta*B*N0^alpha/(alpha*A))^(1/beta) alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from xlplanner.core.blocks import blockwise
from xlplanner.core.law import Law, Values
from xlplanner.core.optimum import chinchilla, chinchilla_quality, optimum, saving_at

Floats: TypeAlias = NDArray[np.float64]
# A, B, alpha and beta of many laws, an array each.
Shapes: TypeAlias = tuple[Floats, ...]


def shapes_of(laws: Iterable[Law]) -> Shapes:
    """The constants of laws that count at the quality of a size."""
    return tuple(np.array([(law.A, law.B, law.alpha, law.beta) for law in laws]).T)


def anchored_optimum(params: Values, demand: Values, law: Law) -> tuple[Values, ...]:
    """The optimum that is as good as the training-only optimum of given size, for K = demand.

    Parameters
    ----------
    params, demand : float64 scalar or array
        N0, and the effective demand K in training-token equivalents.
    law : Law
        Its E does not count.

    Returns
    -------
    chinchilla_tokens, params, tokens, saving : float64 scalars or arrays
        D0; N and D of the optimum; 1 - N*(D + K)/(N0*(D0 + K)), the same in FLOPs and dollars.
    """
    law = law.without_floor
    quality = chinchilla_quality(params, law)
    tokens0 = chinchilla(quality, law)[1]
    best_params, best_tokens = optimum(quality, demand, law)
    return tokens0, best_params, best_tokens, saving_at(demand / best_tokens, law)


@blockwise(outputs=4)
def _anchored_optima(params: Values, demand: Values, *shape: Any) -> tuple[Values, ...]:  # noqa: ANN401
    """`anchored_optimum` with a law for each cell, which its formulas take as they do one."""
    return anchored_optimum(params, demand, Law(0.0, *shape))


def anchored_optima(params: Values, demand: Values, shapes: Shapes) -> tuple[Floats, ...]:
    """`anchored_optimum` under many laws, which lie along the first axis of each answer."""
    cells = np.broadcast(params, demand)
    columns = (constant.reshape(-1, *[1] * cells.ndim) for constant in shapes)
    # Arrays all of them, as powers are taken by the type of the base.
    optima: Any = _anchored_optima(np.asarray(params), np.asarray(demand), *columns)
    return tuple(optima)


@blockwise(outputs=6)
def optimum_quantiles(
    params: Values, demand: Values, low: Values, high: Values, shapes: Shapes
) -> tuple[Values, ...]:
    """Low and high quantiles over many laws of N, D and the saving: N, N, D, D, saving, saving."""
    params, demand, *shares = np.broadcast_arrays(params, demand, low, high)
    _, *plan = anchored_optima(params, demand, shapes)
    ordered = [np.sort(values, axis=0) for values in plan]
    return tuple(quantile(values, share) for values in ordered for share in shares)


def quantile(ordered: Floats, share: Floats) -> Floats:
    """Quantile of values that rise along the first axis, linear between them; a share a cell."""
    position = share * (len(ordered) - 1.0)
    below = np.minimum(position.astype(np.intp), len(ordered) - 2)
    low, high = (np.take_along_axis(ordered, below[np.newaxis] + step, 0)[0] for step in (0, 1))
    return low + (position - below) * (high - low)
