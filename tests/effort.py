"""How many random inputs a test draws."""

FACTOR, SHARE = 10, 3
proving = False


def tries(count):
    """A number of random inputs: a third of a count; with `pytest --prove`, ten times the count."""
    return count * FACTOR if proving else max(1, count // SHARE)
