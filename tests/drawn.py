"""Laws and deployments drawn at random, shipped ones among them."""

from xlplanner.core.cost import Deployment
from xlplanner.core.law import Law
from xlplanner.functions.records import laws


def law(random):
    """One of the shipped laws, or one with exponents of 0.05 to 0.8."""
    if random.random() < 0.5:
        return random.choice(list(laws().values()))
    return Law(
        E=random.uniform(0, 2),
        A=10 ** random.uniform(1, 3),
        B=10 ** random.uniform(1, 4),
        alpha=random.uniform(0.05, 0.8),
        beta=random.uniform(0.05, 0.8),
    )


def deployment(random):
    """A deployment with every field drawn; half of the factors at their neutral value."""

    def drawn(neutral, low, high):
        return neutral if random.random() < 0.5 else random.uniform(low, high)

    return Deployment(
        training_price=10 ** random.uniform(-1, 1.5),
        inference_price=10 ** random.uniform(-1, 1.5),
        training_peak=10 ** random.uniform(13.5, 16),
        inference_peak=10 ** random.uniform(13.5, 16),
        training_mfu=random.uniform(0.05, 0.7),
        input_mfu=random.uniform(0.05, 0.7),
        output_mfu=10 ** random.uniform(-3, -0.3),
        input_tokens=10 ** random.uniform(0, 5),
        output_tokens=10 ** random.uniform(0, 4),
        cached_input=drawn(0.0, 0, 1),
        cached_price_ratio=drawn(1.0, 0, 1),
        utilisation=drawn(1.0, 0.05, 1),
        peak_over_mean=drawn(1.0, 1, 6),
        training_overhead=drawn(1.0, 1, 5),
        fine_tuning_tokens=0.0 if random.random() < 0.5 else 10 ** random.uniform(6, 13),
        inference_bandwidth=10 ** random.uniform(-0.5, 1.2),
    )
