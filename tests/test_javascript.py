"""The catalogue as one JavaScript module, in Node: the values, statuses and reasons of Python."""

import csv
import json
import random
import re
import subprocess
from pathlib import Path

import effort
import pytest
from effort import tries
from javascript_host import Module, expected, needs_node
from nudged import agree
from random_calls import calls as random_calls
from truth import CALLS, identity

from xlplanner.cli import main
from xlplanner.functions.catalogue import CATALOGUE, find
from xlplanner.javascript.bodies import LEFT_OUT, OFFERED
from xlplanner.javascript.module import declarations, module
from xlplanner.reference import records

LARGEST = 300_000
PAGE = (Path(__file__).parent.parent / "install" / "javascript.md").read_text(encoding="utf-8")
# Elementary functions may differ in a last digit; sums, products and quotients may not.
ELEMENTARY = re.compile(r"Math\.(?:exp|log|sqrt)|\b(?:pow|root|excess)\(")


@pytest.fixture(scope="module")
def node(tmp_path_factory):
    needs_node()
    return Module(tmp_path_factory.mktemp("javascript"))


@pytest.fixture(scope="module")
def truth(node):
    """What the module gives of the calls that every host answers alike."""
    calls = [call for call in CALLS if call.name not in LEFT_OUT]
    answers = node.answers([(call.name, call.cells) for call in calls])
    return dict(zip(map(identity, calls), answers, strict=True))


@pytest.mark.parametrize("call", [c for c in CALLS if c.name not in LEFT_OUT], ids=identity)
def test_the_calls_of_every_host(call, truth):
    rows, problems = truth[identity(call)]
    values, errors = expected(call.name, call.cells)
    assert problems == errors
    assert find(call.name).tolerance.agrees(rows, values)


def test_the_notes_on_the_calls_of_every_host(node):
    calls = [("NOTES", (c.name, *c.cells)) for c in CALLS if c.name not in LEFT_OUT]
    for call, (rows, problems) in zip(calls, node.answers(calls), strict=True):
        assert (rows, problems) == expected(*call), call


def test_data_of_ones_own_are_noted_too(tmp_path):
    """A GPU whose memory is not known, and a law of which one end of its runs is."""
    needs_node()
    header, row = (records.DATA_FOLDER / "gpus.csv").read_text("utf-8").splitlines()[:2]
    cells = dict(zip(header.split(","), next(csv.reader([row])), strict=True))
    cells |= {"name": "Own-GPU", "aliases": "", "memory_gb": "", "bf16_ops_per_s": "1e14"}
    laws = (records.DATA_FOLDER / "laws.csv").read_text("utf-8").splitlines()
    own = dict(zip(laws[0].split(","), next(csv.reader(laws[1:2])), strict=True))
    own |= {"id": "own", "least_fitted_params": "", "most_fitted_params": "1e9"}
    for name, record in (("gpus.csv", cells), ("laws.csv", own)):
        with (tmp_path / name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, record)
            writer.writeheader()
            writer.writerow(record)
    calls = [
        ("NOTES", ("DECODE_SPEED", "700B", "Own-GPU", 32, 2000)),
        ("NOTES", ("LAW_LOSS", [[1e8], [1e11]], 1e10, "own")),
        ("NOTES", ("IMPLIED_DEMAND", 405e9, 15.6e12)),
    ]
    records.use_folder(tmp_path)
    try:
        answers = Module(tmp_path).answers(calls)
        wanted = [expected(*call) for call in calls]
    finally:
        records.use_folder(None)
    assert list(map(tuple, answers)) == wanted
    assert wanted[0][0] == wanted[1][0][:1] == [["OK"]]
    assert "law own was fitted on, 1.00B" in wanted[1][0][1][0]


def test_plain_arithmetic_has_pythons_bits(truth):
    plain = {name for name, text in bodies_of(module()).items() if not ELEMENTARY.search(text)}
    assert {"TRAIN_FLOPS", "TOTAL_COST", "API_COST", "GPU_PEAK"} <= plain
    compared = [call for call in CALLS if call.name in plain and "like" not in str(call.cells)]
    assert len(compared) > 20
    for call in compared:
        assert truth[identity(call)][0] == expected(call.name, call.cells)[0], call


def bodies_of(text):
    """The line of each function."""
    return dict(re.findall(r"^  ([A-Z_]+): (\{ body: .*),$", text, re.MULTILINE))


@pytest.mark.long
def test_random_calls_with_bad_cells_have_pythons_statuses_and_reasons(node):
    asked = [f for f in OFFERED if f.arguments and f.name not in ("WHY", "NOTES")]
    # With --prove a hundred thousand.
    count = tries(2_000) * (5 if effort.proving else 1)
    drawn = random_calls(random.Random(14), count, asked)
    calls = [(find(call.name), floats(list(call.cells))) for call in drawn]
    answers = node.answers([(function.name, cells) for function, cells in calls])
    noted = node.answers([("NOTES", (function.name, *cells)) for function, cells in calls])
    good = 0
    for (function, cells), (rows, problems), notes in zip(calls, answers, noted, strict=True):
        assert tuple(notes) == expected("NOTES", (function.name, *cells)), (function.name, cells)
        values, errors = expected(function.name, cells)
        assert problems == errors, (function.name, cells)
        fine = function.tolerance.agrees(rows, values) or agree(function, cells, rows, values)
        assert fine, (function.name, cells, rows, values)
        good += not any(error for row in errors for error in row)
    # Half the cells are bad on purpose.
    assert len(calls) / 3 < good < len(calls) * 0.9


def floats(cells):
    """As a spreadsheet passes numbers."""
    if isinstance(cells, list):
        return [floats(cell) for cell in cells]
    return float(cells) if type(cells) is int else cells


def test_what_the_module_leaves_out_is_listed():
    text = module()
    exported = set(re.findall(r"^export const (\w+) =", text, re.MULTILINE))
    assert exported == {function.python_name for function in OFFERED}
    assert CATALOGUE.keys() == {f.name for f in OFFERED} | LEFT_OUT.keys()
    assert set(re.findall("`([A-Z_]+)`", PAGE)) == LEFT_OUT.keys()


def test_the_page_prints_what_its_example_prints(node):
    (example,) = re.findall(r"```js\n(.*?)```", PAGE, re.DOTALL)
    (node.folder / "page.mjs").write_text(example.replace("xlplanner.js", "xlplanner.mjs"))
    said = re.findall(r"; // (.+)", example)
    printed = node.run("page.mjs").splitlines()
    assert len(said) == len(printed) == 3
    for words, line in zip(said, printed, strict=True):
        assert line.startswith(words.removesuffix("…"))


def test_the_module_is_small_and_alone():
    text = module()
    assert len(text.encode()) < LARGEST
    assert not re.search(r"\b(?:import|require|fetch|eval)\b *[({\"]|\bimport ", text)


def test_errors_and_rows_as_javascript_has_them(node):
    (node.folder / "own.mjs").write_text(
        """
        import * as x from "./xlplanner.mjs";
        const thrown = (act) => {
          try { act(); } catch (e) { return [e.name, e.code, e.message]; }
        };
        const { cost_opt, opt_params } = x;
        console.log(JSON.stringify([
          cost_opt(2.13, 7.02e8), opt_params([[2.0], [2.1]], 1e9),
          opt_params(2.5, 2e11, { E: 1.8 }), thrown(() => opt_params(1.5, 2e11)),
          thrown(() => opt_params(2.13)),
          x.evaluate("fit_law", []), cost_opt(2.13, 7.02e8, null, null, "params"),
          x.gpu_price("A100-80GB", "Lambda", null, new Date(2023, 11, 31)),
          thrown(() => opt_params({}, 1e9)), thrown(() => opt_params(new Date(NaN), 1e9)),
        ]));
        """
    )
    answers = json.loads(node.run("own.mjs"))
    row, rows, record, domain, arity, missing, field, dated, *objects = answers
    values = expected("COST_OPT", (2.13, 7.02e8))[0][0]
    assert list(row) == list(find("COST_OPT").fields)
    assert list(row.values()) == pytest.approx(values, rel=1e-12)
    assert field == row["params"]
    assert [len(rows), len(rows[0])] == [2, 1]
    (known,), _ = expected("OPT_PARAMS", (2.5, 2e11, [["E", 1.8]]))
    assert record == pytest.approx(known[0], rel=1e-12)
    assert domain[:2] == ["XlplannerError", "#NUM!"]
    assert domain[2].startswith("loss must be above the law's irreducible loss")
    assert arity[2] == "OPT_PARAMS(loss, inf_tokens, [law]) takes 2 to 3 arguments; got 1"
    assert missing == [["#N/A"]]
    assert dated == expected("GPU_PRICE", ("A100-80GB", "Lambda", None, "2023-12-31"))[0][0][0]
    assert all(reason.endswith("; got an object") for _, _, reason in objects)


def test_the_declarations_name_every_function():
    text = declarations()
    for function in OFFERED:
        assert f"export function {function.python_name}(" in text
        assert function.help_text in text


def test_the_command_line_writes_the_module(tmp_path, capsys):
    needs_node()
    assert main(["build", "--js", "-o", str(tmp_path / "js")]) == 0
    assert (tmp_path / "js" / "xlplanner.js").read_text(encoding="utf-8") == module()
    assert (tmp_path / "js" / "xlplanner.d.ts").read_text(encoding="utf-8") == declarations()
    assert f"{len(OFFERED)} functions" in capsys.readouterr().out
    done = subprocess.run(
        ["node", "--input-type=module", "--check"],
        input=module(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
