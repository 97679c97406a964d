"""API or own model, an owned GPU's hour, and energy."""

from mpmath import mp, mpf

from xlplanner.functions.records import GPU

from .base import Deployment, Law, law_tokens, optimum, reducible


def _price(input_price, output_price, deployment):
    return (deployment.new_input * input_price + deployment.output * output_price) / 10**6


def api_cost(requests, input_price, output_price, deployment=""):
    return requests * _price(input_price, output_price, Deployment(deployment))


def break_even_api(loss, input_price, output_price, params=0, deployment="", law=""):
    price = _price(input_price, output_price, Deployment(deployment))
    law = Law(law or "chinchilla")
    return break_even_at(loss, price, params, deployment, law)


def break_even_at(loss, price, params, deployment, law):
    """Requests at which an own model costs as much as an API of a given price a request."""
    d, law = Deployment(deployment), law if isinstance(law, Law) else Law(law)

    def own(requests):
        if params:
            n, tokens = params, law_tokens(loss, params, law)
        else:
            n, tokens = optimum(reducible(loss, law), d.demand(requests), law)
        return d.train_cost(n, tokens) + d.inf_cost(n, requests)

    def cheaper(log_requests):
        requests = mp.exp(log_requests)
        return mp.log(price * requests / own(requests))

    low = mp.log(own(mpf(0)) / price)
    high = low + 1
    while cheaper(high) < 0:
        low, high = high, high + 2 * (high - low)
    return mp.exp(mp.findroot(cheaper, (low, high), solver="anderson", tol=mpf(10) ** -70))


def gpu_hour_cost(
    purchase, years, residual=0, utilisation=1, power_kw=0, pue=0, price_kwh=0, overhead_share=0
):
    hours = mpf("365.25") * 24 * years * utilisation
    spent = purchase - residual * purchase + years * overhead_share * purchase
    return spent / hours + power_kw * pue * price_kwh


def _gpu(name):
    """A GPU by name or alias."""
    return GPU.read(name, "gpu")


def energy(gpu_hours, gpu, pue=1.56, grid_intensity=0.436):
    kwh = gpu_hours * mpf(_gpu(gpu).power_w) / 1000 * mpf(pue)
    return kwh / 1000, kwh * mpf(grid_intensity) / 1000
