"""Google Sheets: the script in a stand-in for Apps Script, a bare V8 without anything of Node."""

import json
import re
import subprocess

import pytest
from javascript_host import expected, needs_node
from truth import CALLS, identity

from xlplanner.cli import main
from xlplanner.functions.catalogue import find
from xlplanner.hosts.google_sheets import names
from xlplanner.hosts.google_sheets.script import code
from xlplanner.javascript.bodies import LEFT_OUT, OFFERED

# Sheets passes an empty cell as "", and a date as a Date; a thrown error is all that it shows.
STAND_IN = """
const vm = require("vm");
const { readFileSync } = require("fs");
const { code, calls } = JSON.parse(readFileSync(0, "utf8"));
const context = vm.createContext({});
vm.runInContext(code, context);
const passed = (cell) => Array.isArray(cell) ? cell.map(passed)
  : cell && cell.date ? vm.runInContext(`new Date(${cell.date})`, context) : cell ?? "";
const answers = calls.map(([name, cells]) => {
  context.given = cells.map(passed);
  try {
    return { value: vm.runInContext(`${name}(...given)`, context) };
  } catch (error) {
    return { error: error.message };
  }
});
const offered = Object.keys(context).filter((name) => !name.endsWith("_") && name !== "given");
process.stdout.write(JSON.stringify({ answers, offered }));
"""
TABLE = [call for call in CALLS if call.name not in LEFT_OUT]


@pytest.fixture(scope="module")
def ran():
    needs_node()
    return run([(call.name, call.cells) for call in TABLE])


def run(calls):
    asked = json.dumps({"code": code(), "calls": calls})
    done = subprocess.run(
        ["node", "-e", STAND_IN], input=asked, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_every_function_and_nothing_else_is_offered(ran):
    assert set(ran["offered"]) == {function.name for function in OFFERED}
    help_of = dict(
        reversed(pair)
        for pair in re.findall(r"/\*\*\n((?: \*.*\n)+?) \*/\nfunction ([A-Z_]+)\(", code())
    )
    for function in OFFERED:
        about = help_of[function.name]
        assert "@customfunction" in about
        assert function.help_text.replace("*/", "* /") in about
        for argument in function.arguments:
            assert f" {argument.name} {argument.help_text}".replace("*/", "* /") in about


@pytest.mark.parametrize("place", range(len(TABLE)), ids=[identity(call) for call in TABLE])
def test_the_calls_of_every_host(place, ran):
    call, answer = TABLE[place], ran["answers"][place]
    rows, problems = expected(call.name, call.cells)
    flat = [problem for row in problems for problem in row]
    single = not any(isinstance(cell, list) for cell in call.cells)
    if all(flat) and (single or "error" in answer):
        assert answer == {"error": flat[0][2]}
        return
    shown = [
        [problem[1] if problem else cell for cell, problem in zip(row, line, strict=True)]
        for row, line in zip(rows, problems, strict=True)
    ]
    value = answer["value"]
    value = value if isinstance(value, list) else [[value]]
    assert find(call.name).tolerance.agrees(value, shown)


def test_a_date_counts_as_its_day():
    needs_node()
    dated = ("A100-80GB", "Lambda", "", {"date": "2023, 11, 31"})
    calls = [("GPU_PRICE", dated), ("GPU_PRICE", (*dated[:3], "2023-12-31"))]
    first, second = run(calls)["answers"]
    assert first == second == {"value": 1.5}


def test_a_date_is_the_nearest_midnight_of_the_scripts_time_zone():
    needs_node()
    dates = ["2024, 0, 31", "2024, 0, 30, 12", "2024, 0, 31, 11, 59"]
    script = [f"cell_(new Date({date}))" for date in dates]
    node = f"{code()}\nconsole.log(JSON.stringify([{', '.join(script)}]))"
    done = subprocess.run(["node", "-"], input=node, capture_output=True, text=True, timeout=60)
    assert json.loads(done.stdout) == [45322] * 3


@pytest.mark.parametrize("text", ["#ERROR!", "Loading..."])
def test_what_stands_for_no_value_in_sheets_is_passed_on(text):
    needs_node()
    reason = f"an argument cell holds {text}"
    calls = [("OPT_PARAMS", (text, 1e12)), ("WHY", ("OPT_PARAMS", 2.13, text))]
    calls.append(("OPT_PARAMS", ([[2.13], [text]], 2e11)))
    single, why, ranged = run(calls)["answers"]
    assert (single, why) == ({"error": reason}, {"value": reason})
    assert ranged["value"] == [[pytest.approx(5286200150.27)], [text]]


def test_the_manifest_asks_for_nothing(tmp_path, capsys):
    assert main(["build", "--google-sheets", "-o", str(tmp_path / "sheets")]) == 0
    settings = json.loads((tmp_path / "sheets" / "appsscript.json").read_text())
    assert settings["oauthScopes"] == []
    assert settings["runtimeVersion"] == "V8"
    assert (tmp_path / "sheets" / "Code.gs").read_text(encoding="utf-8") == code()
    assert "Code.gs and appsscript.json" in capsys.readouterr().out
    for service in ("UrlFetchApp", "SpreadsheetApp", "DriveApp", "Session", "fetch("):
        assert service not in code()


def test_installing_writes_the_folder_and_says_what_to_do(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["install", "google-sheets", "--dry-run"]) == 0
    assert not list(tmp_path.iterdir())
    said = capsys.readouterr().out.splitlines()
    assert said[1:] == list(names.PASTING)
    assert "keep its line timeZone" in said[4]
    assert '=OPT_PARAMS(2,13;"200B")' in said[5]
    assert main(["install", "google-sheets"]) == 0
    assert capsys.readouterr().out.splitlines() == said
    assert {path.name for path in (tmp_path / names.FOLDER).iterdir()} == {
        "Code.gs",
        "appsscript.json",
    }
    assert main(["install", "google-sheets", "--uninstall"]) == 0
    assert capsys.readouterr().out.splitlines() == list(names.REMOVING)
