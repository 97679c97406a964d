"""The cost-optimal model on the roofline, where the output MFU depends on the size.

A step of a batch takes the longer of computing, which grows as N, and of reading, of which the
weights' part grows as N and the caches' as N^0.42. Computing alone is the core's problem, reading
alone its generalised form:

    minimise N*D + (F + K_in + K_out)*N + kappa*N^0.42

in training tokens: F fine-tuning, K_in prefill, K_out the weights or the computing of decode, kappa
the caches. Both are convex in ln N, and so is the longer of them: the optimum is the one of
reading if reading is the longer there, else the one of computing if computing is, else where both
take as long.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from xlplanner.core.blocks import blockwise
from xlplanner.core.constants import KV_GROWTH, SECONDS_PER_HOUR
from xlplanner.core.cost import Deployment, cost_demand
from xlplanner.core.elastic import generalised_optimum
from xlplanner.core.elementary import power, select
from xlplanner.core.hardware import cache_bytes, computing_time, reading_time
from xlplanner.core.law import Law, Values, law_tokens
from xlplanner.core.optimum import optimum


class Step(NamedTuple):
    """Seconds of a step, by what they grow with: N, N, and N^0.42."""

    computing: Values
    weights: Values
    caches: Values

    def reading(self, params: Values) -> Values:
        """Seconds of reading weights and caches."""
        return self.weights * params + self.caches * power(params, KV_GROWTH)

    def balanced_params(self) -> Values:
        """Parameters at which reading takes as long as computing; NaN or infinite if none do."""
        return np.power(self.caches / (self.computing - self.weights), 1 / (1 - KV_GROWTH))


@blockwise(outputs=5)
def roofline_optimum(
    loss: Values,
    requests: Values,
    batch: Values,
    context: Values,
    kv_bytes: Values,
    bits: Values,
    deployment: Deployment,
    law: Law,
) -> tuple[Values, ...]:
    """Parameters, tokens, dollars, output MFU and tokens a second of one stream."""
    bandwidth = deployment.inference_bandwidth
    caches = batch * context * cache_bytes(1.0, kv_bytes)
    step = Step(
        computing_time(1.0, deployment.inference_peak, batch),
        reading_time(1.0, bandwidth, bits, 0.0),
        # NumPy's own number, as a crossing that is not there divides by 0.
        np.float64(1.0) * reading_time(0.0, bandwidth, bits, caches),
    )
    # What a second of the steps of all requests costs, in parameters times training tokens.
    steps = requests * deployment.output_tokens / batch
    second = steps * deployment.serving_price / SECONDS_PER_HOUR / deployment.token_cost
    other = cost_demand(requests, deployment.without_output)

    terms = [(other + second * step.weights, 1.0), (second * step.caches, KV_GROWTH)]
    read, read_tokens = generalised_optimum(loss, terms, law)
    computed, computed_tokens = optimum(loss, other + second * step.computing, law)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        balanced = step.balanced_params()
        balanced_tokens = law_tokens(loss, balanced, law)
    reads = step.reading(read) >= step.computing * read
    computes = step.computing * computed >= step.reading(computed)
    params = select(reads, read, select(computes, computed, balanced))
    tokens = select(reads, read_tokens, select(computes, computed_tokens, balanced_tokens))

    computing = step.computing * params
    longest = np.maximum(computing, step.reading(params))
    bill = params * (tokens + other) + second * longest
    return params, tokens, bill * deployment.token_cost, computing / longest, 1 / longest
