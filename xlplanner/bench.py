"""How fast the solver is, beside SciPy's solvers and the time of exp and log alone, in one run."""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from xlplanner.core import blocks, fitting
from xlplanner.core.blocks import BLOCK
from xlplanner.core.budget import budget_optimum
from xlplanner.core.constants import NO_LIMIT
from xlplanner.core.cost import flops_demand
from xlplanner.core.elastic import generalised_optimum
from xlplanner.core.fitting import Runs
from xlplanner.core.law import Law, law_loss
from xlplanner.core.limits import limited, params_range, regret
from xlplanner.core.optimum import chinchilla, optimum, saving
from xlplanner.core.own_or_api import break_even_of_best
from xlplanner.core.risk import minimax, plan_regret
from xlplanner.errors import CellValueError
from xlplanner.functions.calling import call
from xlplanner.functions.catalogue import find
from xlplanner.functions.records import DEFAULT_DEPLOYMENT, DEFAULT_LAW, deployments, laws

# The optimum takes twelve to fourteen passes of exp, log and power over its data.
FLOOR_PASSES = 14
ROUNDS = 5
# N*D of a budget of 6e23 FLOPs.
TRAINING_BUDGET = 1e23
# SciPy's find_root is fastest in blocks of about this size.
RIVAL_BLOCK = 20_000
LOOP_POINTS = 5_000
DECADES = (100_000, 1_000_000, 10_000_000)
SCALAR_CALLS = 5_000
MOST_POINTS = 50_000_000
TARGET_OVER_SCIPY, TARGET_OVER_FLOOR, TARGET_THREADS = 25, 2.4, 1.6
BAD_CELLS = 1_000_000


Floats = NDArray[np.float64]
Bools = NDArray[np.bool_] | bool
Problems = tuple[Floats, Floats]
Solver = Callable[..., Any]


def run(points: int, report: Callable[[str], None]) -> dict[str, Any]:
    """Measure everything; `report` is called with what is under way."""
    if not 1_000 <= points <= MOST_POINTS:
        raise CellValueError(f"--points must be 1000 to {MOST_POINTS}; got {points}")
    law = laws()[DEFAULT_LAW]
    all_points, few_points = _problems(points), _problems(min(points, LOOP_POINTS))
    solvers: dict[str, tuple[Solver, Problems]] = {
        "xlplanner": (optimum, all_points),
        "floor": (_floor, all_points),
        "scipy brentq in a loop": (_brentq, few_points),
        "scipy newton, vectorised": (_newton, all_points),
        "scipy find_root": (_find_root, all_points),
    }
    rates = dict.fromkeys(solvers, 0.0)
    unsolved = dict.fromkeys(solvers, 0.0)
    # Round by round, so that a drift of the machine's speed meets all alike.
    for number in range(1, ROUNDS + 1):
        report(f"round {number} of {ROUNDS}: {', '.join(solvers)} …")
        for name, (solver, problems) in solvers.items():
            with _threads_of(1):
                spent, answer = _time(partial(solver, *problems, law))
            solved = 1.0 if answer is None else float(np.mean(_solved(*answer)))
            unsolved[name] = 1 - solved
            rates[name] = max(rates[name], problems[0].size * solved / spent)
    growth = {}
    for count in DECADES:
        report(f"measuring xlplanner on {count} points …")
        problems = _problems(count)
        growth[str(count)] = _best_time(partial(optimum, *problems, law)) / count * 1e9
    fastest = max(rate for name, rate in rates.items() if name.startswith("scipy"))
    return {
        "points": points,
        "optima_per_second": rates,
        "unsolved_share": unsolved,
        "over_best_scipy": rates["xlplanner"] / fastest,
        "floor_over_xlplanner": rates["floor"] / rates["xlplanner"],
        "nanoseconds_per_optimum": growth,
        "one_thread_over_all": _threads(all_points, law, report),
        "bad_cells": _bad_cells(report),
        "scalar_call_microseconds": _scalar_call(),
        "time_over_optimum": _others(points, law, report),
        "fit": _fit(report),
    }


def as_text(figures: dict[str, Any]) -> str:
    """The measurements for people."""
    rates = figures["optima_per_second"]
    own = rates["xlplanner"]
    lines = [f"{'solver':<28}{'optima solved/s':>16}{'left unsolved':>16}{'xlplanner is':>16}"]
    for name, rate in rates.items():
        unsolved = figures["unsolved_share"][name]
        lines.append(f"{name:<28}{rate:>16,.0f}{unsolved:>16.1%}{own / rate:>15.2f}×")
    best, floor = figures["over_best_scipy"], figures["floor_over_xlplanner"]
    growth = (f"{int(n):,}: {t:.1f}" for n, t in figures["nanoseconds_per_optimum"].items())
    passes = f"{FLOOR_PASSES} exp and log passes"
    call_time = figures["scalar_call_microseconds"]
    threads, bad = figures["one_thread_over_all"], figures["bad_cells"]
    return "\n".join(
        [
            *lines,
            "",
            f"times the best SciPy: {best:.0f} (wanted: at least {TARGET_OVER_SCIPY})",
            f"time over that of {passes}: {floor:.2f} (wanted: at most {TARGET_OVER_FLOOR})",
            f"one thread over {blocks.THREADS}: {threads:.2f} (wanted: at least {TARGET_THREADS})",
            f"{BAD_CELLS:,} bad cells: {bad['seconds']:.2f} s, {bad['over_good']:.0f} times good",
            f"nanoseconds per optimum by number of points: {', '.join(growth)}",
            f"one OPT_PARAMS call through the catalogue: {call_time:.1f} µs",
            "",
            "time over that of the optimum, on the same problems:",
            *(f"  {name:<28}{x:>6.1f}×" for name, x in figures["time_over_optimum"].items()),
            "",
            *_fit_lines(figures["fit"]),
        ]
    )


# The solvers of other questions, on the same problems; the second argument is effective demand.
OTHERS: dict[str, Solver] = {
    "saving": saving,
    "budget": lambda loss, demand, law: budget_optimum(TRAINING_BUDGET, demand, law),
    "limits": lambda loss, demand, law: limited(
        loss, demand, chinchilla(loss, law)[0], NO_LIMIT, NO_LIMIT, law
    ),
    "regret": lambda loss, demand, law: regret(chinchilla(loss, law)[0], loss, demand, law),
    "range of sizes": lambda loss, demand, law: params_range(loss, demand, 0.05, law),
    "wrong forecast": lambda loss, demand, law: plan_regret(loss, demand, 10 * demand, law),
    "least regret": lambda loss, demand, law: minimax(loss, demand, 10 * demand, True, law),
    "demand that depends on size": lambda loss, demand, law: generalised_optimum(
        loss, [(demand * 1e5, 0.5)], law
    ),
    "API or own model": lambda loss, demand, law: break_even_of_best(
        loss, 1e-3, deployments()[DEFAULT_DEPLOYMENT], law
    ),
}


def _fit_lines(fit: dict[str, float]) -> list[str]:
    times, over = fit["scipy_over_fit"], fit["scipy_objective_over_fit"] - 1
    same = f"SciPy's L-BFGS-B from the same starts takes {times:.0f} times as long"
    return [
        f"a law fitted to {FIT_RUNS} runs: {fit['fit_seconds']:.2f} s; {same}",
        f"and comes to an objective {over:+.1e} off",
        f"{FIT_DRAWS:,} refits: {fit['draws_seconds']:.2f} s",
    ]


def _others(points: int, law: Law, report: Callable[[str], None]) -> dict[str, float]:
    """Time of each other solver over that of the optimum, measured beside it."""
    problems = _problems(points)
    ratios = {}
    for name, solver in OTHERS.items():
        report(f"measuring {name} …")
        rounds = [
            (_time(partial(optimum, *problems, law))[0], _time(partial(solver, *problems, law))[0])
            for _ in range(ROUNDS)
        ]
        own, other = map(min, zip(*rounds, strict=True))
        ratios[name] = other / own
    return ratios


def _fit(report: Callable[[str], None]) -> dict[str, float]:
    report(f"fitting a law to {FIT_RUNS} runs, here and by SciPy …")
    return fit_figures()


def _problems(points: int) -> Problems:
    random = np.random.default_rng(0)
    inf_tokens: Floats = 10 ** random.uniform(8, 15, points)
    return random.uniform(1.8, 3.0, points), np.asarray(flops_demand(inf_tokens))


def _time(solve: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    answer = solve()
    return time.perf_counter() - start, answer


def _best_time(solve: Callable[[], Any]) -> float:
    """Shortest of several runs: what the machine can do, free of others' work."""
    return min(_time(solve)[0] for _ in range(ROUNDS))


def _solved(params: Floats, tokens: Floats, converged: Bools = True) -> Bools:
    """Which optima a solver found, by its own report."""
    return np.isfinite(params) & np.isfinite(tokens) & converged


def _floor(values: Floats, demand: Floats, law: Law) -> None:
    """Passes of exp and log over as many numbers, in the same blocks."""
    out = np.empty(BLOCK)
    for start in range(0, values.size, BLOCK):
        block = values[start : start + BLOCK]
        target = out[: block.size]
        for _ in range(FLOOR_PASSES // 2):
            np.exp(block, out=target)
            np.log(block, out=target)


@contextmanager
def _threads_of(count: int) -> Iterator[None]:
    """Let arrays be computed by so many threads."""
    usual, blocks.THREADS = blocks.THREADS, count
    try:
        yield
    finally:
        blocks.THREADS = usual


def _on_threads(count: int, problems: Problems, law: Law) -> float:
    """Seconds of the optimum on so many threads."""
    with _threads_of(count):
        return _time(partial(optimum, *problems, law))[0]


def _threads(problems: Problems, law: Law, report: Callable[[str], None]) -> float:
    """How many times as long one thread takes, the two by turns."""
    report(f"measuring one thread and {blocks.THREADS} …")
    counts = (1, blocks.THREADS)
    times: dict[int, list[float]] = {count: [] for count in counts}
    for _ in range(ROUNDS):
        for count in counts:
            times[count].append(_on_threads(count, problems, law))
    return min(times[1]) / min(times[blocks.THREADS])


def _bad_cells(report: Callable[[str], None]) -> dict[str, float]:
    """Seconds of a column of bad cells, and their time over that of good ones."""
    report(f"measuring {BAD_CELLS} bad cells …")
    function, losses = find("OPT_PARAMS"), np.full(BAD_CELLS, 2.5)
    good = _best_time(lambda: call(function, (losses, 2e11)))
    bad = _best_time(lambda: call(function, (losses - 1, 2e11)))
    return {"seconds": bad, "over_good": bad / good}


def _scalar_call() -> float:
    function = find("OPT_PARAMS")
    calls = range(SCALAR_CALLS)
    spent = _best_time(lambda: [call(function, (2.13, 2e11)) for _ in calls])
    return spent / SCALAR_CALLS * 1e6


# The same problem as it is usually coded: the root in D of eq. 12 on the iso-loss curve,
# alpha*(r - B/D^beta) = beta*B/D^beta*(1 + K/D).


def _eq12(tokens: Floats, loss: Floats, demand: Floats, law: Law) -> Floats:
    b = law.B * tokens**-law.beta
    return law.alpha * (loss - law.E - b) - law.beta * b * (1 + demand / tokens)


def _least_tokens(loss: Floats, law: Law) -> Floats:
    return ((law.B * (1 + law.beta / law.alpha)) / (loss - law.E)) ** (1 / law.beta)


def _params(tokens: Floats, loss: Floats, law: Law) -> Floats:
    return (law.A / (loss - law.E - law.B * tokens**-law.beta)) ** (1 / law.alpha)


def _brentq(loss: Floats, demand: Floats, law: Law) -> tuple[Floats, Floats]:
    from scipy.optimize import brentq

    # SciPy hands over single floats.
    equation: Any = _eq12
    low = _least_tokens(loss, law)
    problems = zip(low.tolist(), loss.tolist(), demand.tolist(), strict=True)
    roots = [brentq(equation, d, d * 1e3 + 10 * k, args=(x, k, law)) for d, x, k in problems]
    tokens = np.array(roots)
    return _params(tokens, loss, law), tokens


def _newton(loss: Floats, demand: Floats, law: Law) -> tuple[Floats, Floats, Any]:
    from scipy.optimize import newton

    start: Any = _least_tokens(loss, law)
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        # That some points do not converge is counted, not printed.
        warnings.simplefilter("ignore")
        found: Any = newton(_eq12, start, args=(loss, demand, law), full_output=True)
        return _params(found.root, loss, law), found.root, found.converged


def _find_root(loss: Floats, demand: Floats, law: Law) -> tuple[Floats, Floats, Any]:
    """SciPy's vectorised solver at its best: the equation in y = ln(D/D0), a tight bracket, blocks.

    It is several times as fast so as on eq. 12 in D over all points at once.
    """
    blocks = [
        _find_root_in_y(loss[start : start + RIVAL_BLOCK], demand[start : start + RIVAL_BLOCK], law)
        for start in range(0, loss.size, RIVAL_BLOCK)
    ]
    tokens, success = (np.concatenate(parts) for parts in zip(*blocks, strict=True))
    return _params(tokens, loss, law), tokens, success


def _find_root_in_y(loss: Floats, demand: Floats, law: Law) -> tuple[Floats, Any]:
    from scipy.optimize import elementwise

    low = _least_tokens(loss, law)
    m = law.params_share * demand / low

    def equation(y: Floats, m: Floats) -> Floats:
        return law.beta * y - np.log1p(m * np.exp(-y))

    # beta*y = log1p(m*exp(-y)) <= log1p(m).
    found: Any = elementwise.find_root(equation, (0 * m, np.log1p(m) / law.beta), args=(m,))
    return low * np.exp(found.x), found.success


# The fit of a law to runs, and the same from the same starts by SciPy.

FIT_RUNS, FIT_DELTA, FIT_DRAWS, SCIPY_STEPS = 240, 1e-3, 1_000, 2_000


def fit_figures() -> dict[str, float]:
    """Times of a fit and a bootstrap, and of SciPy's fit over ours, at objectives side by side."""
    random = np.random.default_rng(0)
    params = 10 ** random.uniform(7.7, 10.2, FIT_RUNS)
    tokens = 10 ** random.uniform(18.5, 21.5, FIT_RUNS) / 6 / params
    errors = 0.004 * random.standard_t(3, FIT_RUNS)
    runs = Runs(params, tokens, law_loss(params, tokens, laws()[DEFAULT_LAW]) * np.exp(errors))
    spent, minimum = _time(partial(fitting.fit, runs, FIT_DELTA))
    theirs, objective = _time(partial(fit_by_scipy, runs, FIT_DELTA))
    drawn, _ = _time(partial(fitting.refits, runs, minimum, FIT_DELTA, FIT_DRAWS))
    return {
        "fit_seconds": spent,
        "draws_seconds": drawn,
        "scipy_over_fit": theirs / spent,
        "scipy_objective_over_fit": objective / float(minimum.objective),
    }


def fit_by_scipy(runs: Runs, delta: float) -> float:
    """The lowest objective that L-BFGS-B finds from the starts of `fitting.fit`."""
    from scipy.optimize import minimize

    # To the last gain it can make, with exact gradients, which it needs in the flat valley.
    options: Any = {"ftol": 1e-15, "gtol": 1e-12, "maxiter": SCIPY_STEPS, "maxfun": 2 * SCIPY_STEPS}
    objective: Any = partial(_huber, runs=runs, delta=delta)
    fits = (
        minimize(objective, start, jac=True, method="L-BFGS-B", options=options)
        for start in runs.starts
    )
    return min(float(fit.fun) for fit in fits)


def _huber(unknowns: Floats, runs: Runs, delta: float) -> tuple[float, Floats]:
    """Objective and gradient of one fit."""
    x, z, log_losses = runs.logs
    a, b, e, alpha, beta = unknowns
    with np.errstate(all="ignore"):
        terms = np.array([np.exp(a - alpha * x), np.exp(b - beta * z), np.exp(e + 0 * x)])
        predicted = terms.sum(axis=0)
        off = np.log(predicted) - log_losses
        pulls = np.clip(off, -delta, delta)
        parts = terms * (pulls / predicted)
        sums = parts.sum(axis=1)
    gradient = np.array([*sums, -parts[0] @ x, -parts[1] @ z])
    return float(pulls @ (off - pulls / 2)), gradient
