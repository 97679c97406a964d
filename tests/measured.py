"""What reading a stranger's workbook gives, and its processor time and memory.

Run as a program, it reads paths from its input and answers each with a line of JSON. Every file is
read in a child of its own, whose peak the kernel knows: getrusage counts the memory of parents too.
"""

import json
import os
import re
import subprocess
import sys
import time
import traceback
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

MOST_SECONDS, MOST_MEGABYTES = 5, 300


class Reading(NamedTuple):
    """What came of reading a file: its inputs, or the message of its refusal, or a traceback."""

    values: dict | None
    message: str
    trace: str
    seconds: float = 0.0
    megabytes: float = 0.0

    @property
    def within(self):
        """Whether it was read soon and small."""
        return self.seconds < MOST_SECONDS and self.megabytes < MOST_MEGABYTES


def read(path):
    """Read a planner, and measure it."""
    from xlplanner.errors import FileError
    from xlplanner.workbook.export import read_inputs

    values, message, trace, start = None, "", "", time.process_time()
    try:
        values = dict(read_inputs(path))
    except FileError as error:
        message = str(error)
    except BaseException:
        trace = traceback.format_exc()
    seconds = time.process_time() - start
    peak = re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]
    return Reading(values, message, trace, seconds, int(peak) / 1024)


@contextmanager
def reader():
    """A function that gives the reading of a file."""
    run = [sys.executable, __file__]
    with subprocess.Popen(run, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:

        def reading(path):
            process.stdin.write(f"{path}\n")
            process.stdin.flush()
            line = process.stdout.readline()
            assert line, "the reader died"
            return Reading(*json.loads(line))

        yield reading


def _serve():
    # Imported before the fork: no child's time or memory.
    import xlplanner.workbook.export  # noqa: F401

    for line in sys.stdin:
        child = os.fork()
        if child == 0:
            print(json.dumps(read(Path(line.strip()))), flush=True)
            os._exit(0)
        status = os.waitpid(child, 0)[1]
        if status != 0:
            print(json.dumps(Reading(None, "", f"the reader ended with {status}")), flush=True)


if __name__ == "__main__":
    _serve()
