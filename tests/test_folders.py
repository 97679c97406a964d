"""Where the user's data are looked for, and where there is no home to look in."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

import xlplanner
from xlplanner import prices
from xlplanner.errors import FileError
from xlplanner.reference.folders import SETTING, folder_in_home, user_folder


def test_a_home_that_the_system_does_not_know_leaves_the_shipped_data():
    program = "from xlplanner import opt_params; print(opt_params(2.13, 2e11))"
    environment = {**os.environ, "HOME": "~", "PYTHONPATH": os.pathsep.join(sys.path)}
    environment.pop(SETTING, None)
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True)
    assert (done.returncode, float(done.stdout)) == (0, xlplanner.opt_params(2.13, 2e11))


def test_without_a_home_there_is_no_folder_in_it(monkeypatch):
    def nowhere():
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv(SETTING, raising=False)
    monkeypatch.setattr(Path, "home", nowhere)
    assert folder_in_home() is None
    assert user_folder() is None
    with pytest.raises(FileError, match="no home folder to write"):
        prices.refresh(fetch=list)
