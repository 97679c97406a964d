"""How long the JavaScript module takes to load, and cells of it in Node.

`python tests/javascript_speed.py` calls OPT_PARAMS as Excel calls a custom function, a cell at a
time through what the add-in registered with a stub of the runtime, beside one that does nothing.
"""

import json
import tempfile
from pathlib import Path

from javascript_host import Module

from xlplanner.hosts.office_js.folder import functions

SCRIPT = """
import { readFileSync } from "node:fs";
import vm from "node:vm";
const before = performance.now();
await import("./xlplanner.mjs");
const loaded = performance.now() - before;
const registered = new Map();
globalThis.CustomFunctions = {
  ErrorCode: {}, Error, associate: (name, act) => registered.set(name, act),
};
vm.runInThisContext(readFileSync(new URL("./functions.js", import.meta.url), "utf8"));
registered.set("NOTHING", (loss) => loss);
const CELLS = 10000;
const timed = (name) => {
  const start = performance.now();
  for (let k = 0; k < CELLS; k += 1) {
    registered.get(name)([[1.8 + k / CELLS]], [[1e9 * (1 + k)]], null, {});
  }
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
        (module.folder / "functions.js").write_text(functions(), encoding="utf-8")
        (module.folder / "speed.mjs").write_text(SCRIPT, encoding="utf-8")
        return json.loads(module.run("speed.mjs"))


if __name__ == "__main__":
    print("\n".join(f"{name:<30}{value:>8.4g}" for name, value in measure().items()))
