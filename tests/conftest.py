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


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """The planner of each edition, with the file it was written to."""
    from xlplanner.workbook.build import build_file
    from xlplanner.workbook.editions import EDITIONS

    paths = {edition: tmp_path_factory.mktemp("built") / f"{edition}.xlsx" for edition in EDITIONS}
    return {edition: (build_file(path, None, edition), path) for edition, path in paths.items()}
