"""LibreOffice as a program of the tests: converting files and recalculating them."""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

import pytest

SECONDS = 300
PYTHON = "/usr/bin/python3"


def needs_office():
    """Skip a test where there is no LibreOffice with its Python bridge."""
    if shutil.which("soffice") is None:
        pytest.skip("needs LibreOffice")
    done = subprocess.run([PYTHON, "-c", "import uno"], capture_output=True, env=_plain())
    if done.returncode:
        pytest.skip("needs LibreOffice's Python bridge, python3-uno")


def _plain():
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


@contextlib.contextmanager
def _office(*arguments):
    """A LibreOffice of one's own, ended with all that it started."""
    with tempfile.TemporaryDirectory(prefix="office-") as profile:
        command = ["soffice", f"-env:UserInstallation={Path(profile).as_uri()}", "--headless"]
        started = subprocess.Popen(
            [*command, "--norestore", *arguments],
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=_plain(),
        )
        try:
            yield started
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(started.pid, signal.SIGTERM)
            started.wait(SECONDS)


def convert(path, folder, form="xlsx"):
    """Save a file anew through LibreOffice, in another folder; returns the new one."""
    with _office("--convert-to", form, "--outdir", str(folder), str(path)) as office:
        office.wait(SECONDS)
    made = folder / path.with_suffix(f".{form.partition(':')[0]}").name
    assert made.exists(), "LibreOffice wrote nothing"
    return made


def recalculated(path, rounds, read):
    """Values of cells after each round of inputs.

    `rounds` holds lists of (sheet, address, value), `read` pairs of sheet and address.
    """
    with tempfile.TemporaryDirectory(prefix="task-") as folder:
        task = Path(folder) / "task.json"
        task.write_text(json.dumps({"url": path.as_uri(), "rounds": rounds, "read": read}))
        pipe = f"xlplanner{os.getpid()}"
        with _office(f"--accept=pipe,name={pipe};urp;"):
            worker = Path(__file__).parent / "calc_worker.py"
            done = subprocess.run(
                [PYTHON, str(worker), pipe, str(task)],
                capture_output=True,
                text=True,
                timeout=SECONDS,
                env=_plain(),
            )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


class Round:
    """The values of one round, with the face of an engine."""

    def __init__(self, read, values):
        self.values = dict(zip(map(tuple, read), values, strict=True))

    def get(self, sheet, address):
        return self.values[sheet, address]
