"""What install/test brings: by npm Microsoft's validator and others, and a Chromium."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGES = Path(sys.prefix) / "node" / "node_modules"
VALIDATOR = PACKAGES / ".bin" / "ooxml-validator"
SHOW = """
const format = require(process.argv[1]).format;
const codes = JSON.parse(require("fs").readFileSync(0));
const shown = Object.entries(codes).map(([c, ns]) => [c, ns.map(n => format(c, n))]);
console.log(JSON.stringify(Object.fromEntries(shown)));
"""


def needs_node(*packages):
    """Skip a test where npm's packages are not there; install/test brings them."""
    needed = [PACKAGES / package for package in packages] or [VALIDATOR]
    if all(path.exists() for path in needed) and shutil.which("node"):
        return
    if "XLPLANNER_WHEEL" in os.environ:
        pytest.fail(f"node or one of these is not there: {needed}")
    pytest.skip("needs Node and the packages that install/test brings")


def chromium():
    """The program of a headless Chromium; a test that asks is skipped where there is none."""
    names = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
    path = next(filter(None, map(shutil.which, names)), None)
    if path is None and "XLPLANNER_WHEEL" in os.environ:
        pytest.fail("Chromium is not there")
    return path or pytest.skip("needs Chromium, which install/test brings")


def findings(path):
    """What Microsoft's Open XML SDK finds wrong in a file."""
    done = subprocess.run([VALIDATOR, path], capture_output=True, text=True, timeout=300)
    assert done.returncode in (0, 1), done.stderr
    report = json.loads(done.stdout)
    assert report["ok"] == (not report["errors"])
    return [f"{error['path']}: {error['description']}" for error in report["errors"]]


def shown_by_sheetjs(numbers):
    """How numbers are shown, by the number formats that they are listed under."""
    command = ["node", "-e", SHOW, str(PACKAGES / "ssf")]
    done = subprocess.run(
        command, input=json.dumps(numbers), capture_output=True, text=True, check=True
    )
    return json.loads(done.stdout)
