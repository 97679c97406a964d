"""Family "fitting": a scaling law from training runs of one's own, and what the runs can say."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TypeAlias

import numpy as np

from xlplanner.core import fitting as core
from xlplanner.core.fitting import CONSTANTS, Floats, Minimum, Runs
from xlplanner.errors import CellValueError, DomainError
from xlplanner.functions.accepts import Number, Series
from xlplanner.functions.arguments import COUNT, LOSS_BOUNDS
from xlplanner.functions.entry import Argument, Condition, Example, Family
from xlplanner.functions.records import FIT_OBJECTIVE, FIT_RUNS, LAW_KIND, QUANTILES
from xlplanner.functions.returns import Table
from xlplanner.functions.tolerance import Tolerance
from xlplanner.units import Unit

FAMILY = Family("fitting")
Numbers: TypeAlias = tuple[float, ...]

FEWEST_RUNS, MOST_RUNS = 6, 5_000
FEWEST_RUNS_TO_DRAW, MOST_DRAWS = 20, 2_000
# Runs times draws: some ten seconds.
MOST_DRAWN_RUNS = 2_000_000
DELTA = 1e-3
# Limits of FIT_CHECK.
MOST_CONDITION, MOST_CORRELATION = 200, 0.95
FEWEST_VALUES, LEAST_SPREAD, MOST_EXTRAPOLATION = 4, 10, 10
LEAST_IRREDUCIBLE_SHARE, USUAL_EXPONENTS = 0.1, Number(0.05, 1)
OK = "OK"
# The constants trade for each other in a flat valley, which multiplies rounding by the condition
# number; residuals of losses without noise are rounding alone.
FLAT_VALLEY = Tolerance(relative=1e-9, absolute=1e-20)

RUN_PARAMS = Argument("params", "Parameters of each training run", Unit.PARAMS, Series(COUNT))
RUN_TOKENS = Argument("tokens", "Training tokens of each run", Unit.TOKENS, Series(COUNT))
RUN_LOSSES = Argument("losses", "Final loss of each run", Unit.LOSS, Series(LOSS_BOUNDS))
HUBER = "Huber(ln L(N, D) - ln loss, delta) (arXiv 2203.15556, appendix D.3)"
# Losses of the law chinchilla to four decimals.
EXAMPLE_RUNS = (
    (1e8, 1e8, 5e8, 5e8, 2e9, 2e9, 1e10, 1e10),
    (2e9, 2e11, 1e10, 1e12, 2e9, 2e11, 1e10, 1e12),
    (3.4815, 2.7838, 2.7829, 2.3404, 2.9526, 2.2549, 2.4749, 2.0324),
)


def training_runs(params: Numbers, tokens: Numbers, losses: Numbers) -> Runs:
    """The runs of which no cell is blank.

    Raises
    ------
    CellValueError
        If the columns differ in length.
    DomainError
        If the runs are too few or too many.
    """
    sizes = len(params), len(tokens), len(losses)
    if len(set(sizes)) > 1:
        raise CellValueError(
            "params, tokens and losses must have a cell for each run; "
            f"got {sizes[0]}, {sizes[1]} and {sizes[2]} cells"
        )
    columns = np.array([params, tokens, losses])
    complete = columns[:, np.isfinite(columns).all(axis=0)]
    count = complete.shape[1]
    if not FEWEST_RUNS <= count <= MOST_RUNS:
        raise DomainError(
            f"a fit needs {FEWEST_RUNS} to {MOST_RUNS} runs with params, tokens and loss; "
            f"got {count}"
        )
    return Runs(*complete)


def _checked_draws(draws: float, runs: int) -> int:
    if draws != int(draws):
        raise DomainError(f"draws must be a whole number; got {draws:g}")
    if draws and runs < FEWEST_RUNS_TO_DRAW:
        raise DomainError(f"draws need at least {FEWEST_RUNS_TO_DRAW} runs; got {runs}")
    if draws * runs > MOST_DRAWN_RUNS:
        most = MOST_DRAWN_RUNS // runs
        raise DomainError(f"with {runs} runs draws must be at most {most}; got {draws:g}")
    return int(draws)


@lru_cache(maxsize=4)
def _of_runs(params: Numbers, tokens: Numbers, losses: Numbers) -> tuple[str, ...]:
    """What makes a law of these runs doubtful; kept, as a note asks twice."""
    runs = training_runs(params, tokens, losses)
    minimum = core.fit(runs, DELTA)
    return (
        *_of_spread(runs),
        *_of_condition(runs, minimum),
        *_of_constants(runs, minimum),
    )


WELL_DETERMINED = Condition(
    lambda params, tokens, losses: not _of_runs(params, tokens, losses),
    lambda params, tokens, losses: "; ".join(_of_runs(params, tokens, losses)),
)


@FAMILY.define(
    RUN_PARAMS,
    RUN_TOKENS,
    RUN_LOSSES,
    Argument(
        "delta",
        "Relative error of a loss from which a run counts less, as an outlier",
        Unit.RATIO,
        Number(1e-6, 10),
        optional=True,
        default=DELTA,
    ),
    Argument(
        "draws",
        "Refits to resampled runs, for the range P10 to P90 of each constant; 20 runs or more",
        Unit.TIMES,
        Number(0, MOST_DRAWS),
        optional=True,
        default=0,
    ),
    returns=Table(),
    equation=f"The least sum over the runs of {HUBER}; draws are a bootstrap with a fixed seed",
    examples=(
        Example(
            EXAMPLE_RUNS,
            (
                ("E", 1.6898554202948486),
                ("A", 406.08125332345054),
                ("B", 410.1124611793445),
                ("alpha", 0.3359563769040426),
                ("beta", 0.28292782731566435),
                ("objective", 3.135531140218318e-11),
                ("runs used", 8.0),
            ),
            "computed",
        ),
    ),
    tolerance=FLAT_VALLEY,
    notes=(WELL_DETERMINED,),
)
def fit_law(
    params: Numbers, tokens: Numbers, losses: Numbers, delta: float, draws: float
) -> list[list[str | float]]:
    """A scaling law fitted to training runs of your own: 7 rows of labels and values, 17 with
    draws, to give on as a law. Outliers count less; runs with a blank cell are left out. FIT_CHECK
    says what the runs leave open.
    """
    runs = training_runs(params, tokens, losses)
    count = _checked_draws(draws, len(runs))
    minimum = core.fit(runs, delta)
    rows = [
        *_constants(runs, minimum),
        (FIT_OBJECTIVE, float(minimum.objective)),
        (FIT_RUNS, float(len(runs))),
    ]
    if count:
        rows += _quantiles(core.refits(runs, minimum, delta, count))
    return [[label, value] for label, value in rows]


def _constants(runs: Runs, minimum: Minimum) -> Iterator[tuple[str, float]]:
    """The constants, if a law may have them."""
    for name, constant in zip(CONSTANTS, runs.constants(minimum.unknowns).tolist(), strict=True):
        accepts = LAW_KIND.fields[name].accepts
        if not accepts.inside(constant):
            raise DomainError(
                f"the runs determine no law: {name} of the best fit is {constant:.6g}, but must "
                f"be {accepts.limits()}; FIT_CHECK names what the runs leave open"
            )
        yield name, constant


def _quantiles(constants: Floats) -> Iterator[tuple[str, float]]:
    for name, values in zip(CONSTANTS, constants.T, strict=True):
        for label, share in QUANTILES.items():
            yield f"{name} {label}", float(np.quantile(values, share))


@FAMILY.define(
    RUN_PARAMS,
    RUN_TOKENS,
    RUN_LOSSES,
    Argument(
        "target_params", "Parameters to be planned with the law", Unit.PARAMS, COUNT, optional=True
    ),
    Argument(
        "target_tokens", "Tokens to be planned with the law", Unit.TOKENS, COUNT, optional=True
    ),
    returns=Table({"warning": Unit.TEXT}, header=False),
    equation=f"Spread, correlation and condition of the runs, and the least sum of {HUBER}",
    examples=(Example((*EXAMPLE_RUNS, "30B", "5T"), ((OK,),), "no limit is passed"),),
)
def fit_check(
    params: Numbers,
    tokens: Numbers,
    losses: Numbers,
    target_params: float | None,
    target_tokens: float | None,
) -> list[list[str]]:
    """What makes a law fitted to these runs doubtful, a warning a row, or "OK": too little spread,
    sizes and tokens that rise together, or a target far outside the runs.
    """
    runs = training_runs(params, tokens, losses)
    warnings = [
        *_of_runs(params, tokens, losses),
        *_of_targets(runs, target_params, target_tokens),
    ]
    return [[warning] for warning in warnings or [OK]]


def _of_spread(runs: Runs) -> Iterator[str]:
    for name, values in (("params", runs.params), ("tokens", runs.tokens)):
        distinct, spread = len(set(values.tolist())), float(values.max() / values.min())
        if distinct < FEWEST_VALUES:
            yield f"{name} have {distinct} distinct values; at least {FEWEST_VALUES} are needed"
        if spread < LEAST_SPREAD:
            yield f"{name} span a factor of {spread:.3g}; at least {LEAST_SPREAD} is needed"
    x, z, _ = runs.logs
    lengths = float(np.sqrt((x @ x) * (z @ z)))
    correlation = float(x @ z) / lengths if lengths else 0.0
    if abs(correlation) > MOST_CORRELATION:
        yield (
            f"params and tokens change together (correlation of logarithms {correlation:.3f}, "
            f"wanted at most {MOST_CORRELATION}): alpha and beta cannot be separated"
        )


def _of_condition(runs: Runs, minimum: Minimum) -> Iterator[str]:
    condition = core.condition_number(runs, minimum.unknowns)
    if condition > MOST_CONDITION:
        yield (
            f"the runs hardly determine the constants: condition number {condition:.3g}, wanted at "
            f"most {MOST_CONDITION}"
        )


def _of_constants(runs: Runs, minimum: Minimum) -> Iterator[str]:
    constants = dict(zip(CONSTANTS, runs.constants(minimum.unknowns).tolist(), strict=True))
    lowest = float(runs.losses.min())
    if constants["E"] < LEAST_IRREDUCIBLE_SHARE * lowest:
        yield (
            f"E = {constants['E']:.3g} is below a tenth of the lowest loss {lowest:.4g}: the runs "
            "do not show where the loss levels off"
        )
    for name in ("alpha", "beta"):
        if not USUAL_EXPONENTS.inside(constants[name]):
            yield f"{name} = {constants[name]:.3g} is not {USUAL_EXPONENTS.limits()}"


def _of_targets(runs: Runs, params: float | None, tokens: float | None) -> Iterator[str]:
    targets = [("params", params, runs.params), ("tokens", tokens, runs.tokens)]
    if params is not None and tokens is not None:
        targets.append(("tokens per parameter", tokens / params, runs.tokens / runs.params))
    for name, target, values in targets:
        least, most = values.min(), values.max()
        if target is not None and not (
            least / MOST_EXTRAPOLATION <= target <= most * MOST_EXTRAPOLATION
        ):
            yield (
                f"target {name} of {target:.3g} are more than {MOST_EXTRAPOLATION} times outside "
                f"the runs, which span {least:.3g} to {most:.3g}"
            )
