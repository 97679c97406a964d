"""How long the JavaScript module takes to load, and cells of it in Node.

`python tests/javascript_speed.py` calls OPT_PARAMS as a spreadsheet calls a custom function, a cell
at a time through a registered function, beside one that does nothing.
"""

import json
import tempfile
from pathlib import Path

from javascript_host import Module

SCRIPT = """
const before = performance.now();
const { call } = await import("./xlplanner.mjs");
const loaded = performance.now() - before;
const registered = new Map();
registered.set("OPT_PARAMS", (...cells) => call("OPT_PARAMS", cells).rows);
registered.set("NOTHING", (...cells) => [[cells[0]]]);
const CELLS = 10000;
const timed = (name) => {
  const start = performance.now();
  for (let k = 0; k < CELLS; k += 1) registered.get(name)(1.8 + k / CELLS, 1e9 * (1 + k), null);
  return performance.now() - start;
};
const median = (times) => times.sort((a, b) => a - b)[times.length >> 1];
const times = (name) => median(Array.from({ length: 9 }, () => timed(name)));
const first = timed("OPT_PARAMS");
console.log(JSON.stringify({
  "loading [ms]": loaded,
  "first 10,000 cells [ms]": first,
  "10,000 cells [ms]": times("OPT_PARAMS"),
  "10,000 cells of nothing [ms]": times("NOTHING"),
}));
"""


def measure():
    """Milliseconds, by what they are of."""
    with tempfile.TemporaryDirectory() as name:
        module = Module(Path(name))
        (module.folder / "speed.mjs").write_text(SCRIPT, encoding="utf-8")
        return json.loads(module.run("speed.mjs"))


if __name__ == "__main__":
    print("\n".join(f"{name:<30}{value:>8.4g}" for name, value in measure().items()))
