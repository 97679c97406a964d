"""The cost-optimal model where inference runs on whole GPUs that are paid around the clock.

G GPUs serve a peak of R requests/s of at most N_G = G*F/(R*2*(in/MFU_in + out/MFU_out)) parameters
and cost G*price*hours, however many requests come between the peaks. Per parameter that is a
demand, so the core gives the best fraction of GPUs; the bill is unimodal in G, so the best whole
number is next to it.
"""

from __future__ import annotations

import numpy as np

from xlplanner.core.blocks import blockwise
from xlplanner.core.constants import HOURS_PER_YEAR, INFERENCE_FLOPS
from xlplanner.core.cost import Deployment
from xlplanner.core.elementary import select
from xlplanner.core.law import Law, Values, law_tokens
from xlplanner.core.optimum import optimum

# Bills that differ by less cannot be compared in doubles. So close to the best fraction of GPUs the
# bill is a parabola, and the nearer whole number is the better one.
ALIKE = 1e-13


@blockwise(outputs=4)
def fleet_plan(
    loss: Values, peak_requests: Values, years: Values, deployment: Deployment, law: Law
) -> tuple[Values, Values, Values, Values]:
    """Whole GPUs, parameters, tokens and dollars of the best model and fleet."""
    request_work = INFERENCE_FLOPS * deployment.utilised_tokens
    served = deployment.inference_peak / (peak_requests * request_work)
    # In parameters times training tokens, as N*(D + F) is.
    paid = deployment.inference_hour * years * HOURS_PER_YEAR / deployment.token_cost
    base = deployment.fine_tuning_demand
    gpus = optimum(loss, base + paid / served, law)[0] / served
    largest, fewest_tokens = optimum(loss, base, law)

    def plan(gpus: Values) -> tuple[Values, Values, Values, Values]:
        params = np.minimum(gpus * served, largest)
        with np.errstate(invalid="ignore"):
            tokens = select(params < largest, law_tokens(loss, params, law), fewest_tokens)
        return gpus, params, tokens, params * (tokens + base) + gpus * paid

    fewer, more = plan(np.maximum(np.floor(gpus), 1.0)), plan(np.ceil(gpus))
    # A fleet too small for any model of the loss has no bill, and is never the cheaper one.
    alike = np.abs(fewer[3] - more[3]) <= ALIKE * more[3]
    better = select(alike, gpus - fewer[0] <= more[0] - gpus, fewer[3] < more[3])
    gpus, params, tokens, bill = (
        select(better, few, many) for few, many in zip(fewer, more, strict=True)
    )
    return gpus, params, tokens, bill * deployment.token_cost
