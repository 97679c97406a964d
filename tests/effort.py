"""How many random inputs a test draws."""

FACTOR, SHARE = 10, 3
# Sets of inputs for which a whole workbook is computed, by engines that take up to seconds.
PLANS = 300
proving = False


def plans(sample):
    """A number of random plans: a sample; with `pytest --prove`, 300."""
    return PLANS if proving else sample


def tries(count):
    """A number of random inputs: a third of a count; with `pytest --prove`, ten times the count."""
    return count * FACTOR if proving else max(1, count // SHARE)
