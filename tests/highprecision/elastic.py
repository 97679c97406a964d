"""The optimum when demand depends on size: the sign change of a cost's slope along the curve.

The slope of N*D + sum of kappa*N^phi by ln D, with d ln N/d ln D = -beta*b/(alpha*a), is
N*D/(alpha*a) times alpha*a - beta*b*(1 + sum of phi*kappa*N^(phi - 1)/D).
"""

from mpmath import mp, mpf


def generalised_optimum(r, terms, law):
    """Parameters and tokens at which the slope is zero, by bisection and the secant."""
    # Fewer tokens than these reach the loss with no number of parameters.
    fewest = mp.log(law.B / r) / law.beta

    def params(x):
        return (law.A / (-r * mp.expm1(-law.beta * x))) ** (1 / law.alpha)

    def slope(x):
        n, d = params(x), mp.exp(fewest + x)
        b = r * mp.exp(-law.beta * x)
        pull = sum(phi * kappa * n ** (phi - 1) for kappa, phi in terms) / d
        return law.alpha * (r - b) - law.beta * b * (1 + pull)

    low, high = mpf(2) ** -60, mpf(1)
    while slope(high) < 0:
        low, high = high, 2 * high
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (middle, high) if slope(middle) < 0 else (low, middle)
    x = mp.findroot(slope, (low, high), solver="illinois", tol=mpf(10) ** -80, maxsteps=100)
    return params(x), mp.exp(fewest + x)
