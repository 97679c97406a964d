import os

import pytest
from hypothesis import settings

# The tests are of the shipped data; a folder of the user's own must not add to them.
os.environ["XLPLANNER_DATA"] = ""

# A busy machine is no fault of the code, and a shared run must give the same answer twice; at a
# desk, new cases are drawn every time.
settings.register_profile("shared", deadline=None, derandomize=True)
settings.register_profile("desk", deadline=None)
settings.load_profile("shared" if "CI" in os.environ else "desk")


def pytest_collection_modifyitems(items):
    """Tests with a real Calc run on one worker: root installs for every LibreOffice at once."""
    for item in items:
        if {"calc", "office"} & set(item.fixturenames):
            item.add_marker(pytest.mark.xdist_group("calc"))
