"""Speed of generation on the roofline, and fleets of whole GPUs."""

from mpmath import mp, mpf

from xlplanner.reference.market import peak_for_bits, peak_of

from .base import Deployment, Law, law_tokens, optimum, reducible
from .own_or_api import _gpu


def speculative_speedup(acceptance, draft_tokens, draft_cost):
    # The drafted tokens in order: the next one counts if all before it were accepted.
    if draft_tokens == int(draft_tokens) and draft_tokens < 1000:
        made = sum(acceptance**i for i in range(int(draft_tokens) + 1))
    elif acceptance == 1:
        made = draft_tokens + 1
    else:
        made = (1 - acceptance ** (draft_tokens + 1)) / (1 - acceptance)
    return made / (1 + draft_tokens * draft_cost)


def _cache(params, kv_bytes):
    return kv_bytes * (params / (8 * mpf(10) ** 9)) ** mpf(0.42)


def _step(params, peak, bandwidth, batch, context, bits, kv_bytes):
    """Seconds of computing and of reading of a step."""
    read = params * bits / 8 + batch * context * _cache(params, kv_bytes)
    return 2 * params * batch / peak, read / bandwidth


def _gpus(gpu, gpus, bits, precision):
    gpu = _gpu(gpu)
    peak = peak_of(gpu, precision) if precision else peak_for_bits(gpu, int(bits))
    return gpus * mpf(peak), gpus * mpf(gpu.bandwidth_tb_per_s) * 10**12


def decode_speed(params, gpu, batch=1, context=0, gpus=1, bits=16, kv_bytes=131072, precision=None):
    peak, bandwidth = _gpus(gpu, gpus, bits, precision)
    bits = mpf(bits)
    step = max(_step(params, peak, bandwidth, batch, context, bits, kv_bytes))
    return 1 / step, batch / step


def decode_params(speed, gpu, batch=1, context=0, gpus=1, bits=16, kv_bytes=131072, precision=None):
    peak, bandwidth = _gpus(gpu, gpus, bits, precision)
    bits = mpf(bits)

    def slower(log_params):
        params = mp.exp(log_params)
        return mp.log(max(_step(params, peak, bandwidth, batch, context, bits, kv_bytes)) * speed)

    low = high = mp.log(8e9)
    while slower(low) > 0:
        low -= 5
    while slower(high) < 0:
        high += 5
    for _ in range(180):
        middle = (low + high) / 2
        low, high = (low, middle) if slower(middle) > 0 else (middle, high)
    return mp.exp(low)


def cost_roofline(loss, requests, batch, context, kv_bytes=131072, deployment="", law="", bits=8):
    d, law = Deployment(deployment), Law(law or "chinchilla")
    output = d.output
    r, batch, bits = reducible(loss, law), mpf(batch), mpf(bits)
    second = d.inf_price * d.paid / 3600
    d.output = mpf(0)

    def step(params):
        return _step(params, d.inf_peak, d.bandwidth, batch, context, bits, kv_bytes)

    def bill(log_params):
        params = mp.exp(log_params)
        a = law.A * mp.exp(-law.alpha * log_params)
        if a >= r:
            return mp.inf
        tokens = (law.B / (r - a)) ** (1 / law.beta)
        generated = requests * output / batch * max(step(params)) * second
        return d.train_cost(params, tokens) + d.inf_cost(params, requests) + generated

    # The bill has one minimum between the least parameters and the training-only optimum, or at
    # its upper end at the latest, as every other part of it grows with the parameters.
    low = mp.log(law.A / r) / law.alpha
    high = mp.log(optimum(r, mpf(0), law)[0])
    golden = (mp.sqrt(5) - 1) / 2
    left, right = high - golden * (high - low), low + golden * (high - low)
    at_left, at_right = bill(left), bill(right)
    while high - low > mpf(10) ** -22:
        if at_left < at_right:
            high, right, at_right = right, left, at_left
            left = high - golden * (high - low)
            at_left = bill(left)
        else:
            low, left, at_left = left, right, at_right
            right = low + golden * (high - low)
            at_right = bill(right)
    params = mp.exp((low + high) / 2)
    longest = max(step(params))
    tokens = law_tokens(loss, params, law)
    return params, tokens, bill(mp.log(params)), step(params)[0] / longest, 1 / longest


def fleet_plan(loss, peak_requests_per_s, years, deployment="", law=""):
    d, law = Deployment(deployment), Law(law or "chinchilla")
    r = reducible(loss, law)
    work = peak_requests_per_s * 2 * (d.new_input / d.mfu_in + d.output / d.mfu_out)
    largest = optimum(r, d.tuning / d.overhead, law)[0]
    hours = mpf("365.25") * 24 * years

    def plan(gpus):
        params = min(gpus * d.inf_peak / work, largest)
        tokens = law_tokens(loss, params, law)
        return params, tokens, d.train_cost(params, tokens) + gpus * d.inf_price * hours

    # The bill has one minimum over the fleets that serve a model which reaches the loss.
    least = (law.A / r) ** (1 / law.alpha)
    low = max(int(mp.floor(least * work / d.inf_peak)) + 1, 1)
    high = max(int(mp.ceil(largest * work / d.inf_peak)), low)
    while high - low > 2:
        third = (high - low) // 3
        left, right = low + third, high - third
        low, high = (low, right) if plan(left)[2] <= plan(right)[2] else (left, high)
    best = min(range(low, high + 1), key=lambda gpus: plan(gpus)[2])
    return mpf(best), *plan(best)
