"""How many random inputs a test draws."""

FACTOR = 10
proving = False


def tries(count):
    """A number of random inputs; with `pytest --prove`, ten times as many."""
    return count * FACTOR if proving else count
