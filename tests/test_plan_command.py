"""The guide: five questions, the plan that they make, and the planner that is written."""

import io
import json
import os
import pty
import signal
import subprocess
import sys
from contextlib import suppress

import openpyxl
import pytest

import xlplanner
from xlplanner.cli import main
from xlplanner.commands import plan as command
from xlplanner.errors import XlplannerError
from xlplanner.units import Unit, readable
from xlplanner.workbook import guide
from xlplanner.workbook.build import INPUTS, build, inputs
from xlplanner.workbook.export import read_inputs
from xlplanner.workbook.sheets.planner.inputs import (
    BY_BUDGET,
    BY_CHINCHILLA,
    BY_LOSS,
    BY_MODEL,
    BY_REQUESTS,
    BY_TOKENS,
)
from xlplanner.workbook.sheets.planner.results import CHEAPEST

COMMAND = [sys.executable, "-m", "xlplanner", "plan"]


def run(capsys, *words):
    code = main(["plan", *map(str, words)])
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return code, captured.out, captured.err


def type_in(folder, typed, *options, interrupt=False):
    """The command at a terminal: its exit code, output, and what the terminal shows."""
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [*COMMAND, *options],
        stdin=theirs,
        stderr=theirs,
        stdout=subprocess.PIPE,
        text=True,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    ) as process:
        os.close(theirs)
        os.write(ours, typed.encode())
        shown = b""
        # A terminal without a writer is an error to read from.
        with suppress(OSError):
            while more := os.read(ours, 4096):
                shown += more
                if interrupt and b"Demand" in shown:
                    process.send_signal(signal.SIGINT)
                    interrupt = False
        out = process.stdout.read()
    os.close(ours)
    assert b"Traceback" not in shown
    return process.returncode, out, shown.decode()


def cells(path, title):
    sheet = openpyxl.load_workbook(path, data_only=True)[title]
    return [cell for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None]


def joined(text):
    return " ".join(text.split())


def test_five_questions_at_a_terminal(tmp_path):
    answers = ("30B", "like 30B", "50M a month", "", "", "", "", "besiroglu", "15B", "", "0", "")
    code, out, shown = type_in(tmp_path, "\n".join((*answers, "")), "-o", "own.xlsx")
    assert code == 0, shown
    assert [f"{n} of 5." in shown for n in range(1, 6)] == [True] * 5
    for key, text in (("loss", "30B"), ("deadline", "0")):
        with pytest.raises(XlplannerError) as refused:
            INPUTS[key].read(text)
        assert str(refused.value) in joined(shown)
    wanted = {
        "quality_by": BY_CHINCHILLA,
        "chinchilla_params": 30e9,
        "demand_by": BY_REQUESTS,
        "requests": 50e6 * 24,
        "law": "besiroglu",
        "max_params": 15e9,
    }
    path = tmp_path / "own.xlsx"
    given = read_inputs(path)
    assert {key: given[key] for key in wanted} == wanted
    # The samples of scenarios belong to no plan of one's own.
    wanted |= dict.fromkeys(key for key in INPUTS if key[:2] in ("s1", "s2", "s3"))
    assert {key: given[key] for key in wanted} == wanted
    others = {key: spec.default for key, spec in INPUTS.items() if key not in wanted}
    assert {key: given[key] for key in others} == others
    loss = xlplanner.chinchilla_quality(30e9, "besiroglu")
    best = xlplanner.cost_limited(loss, 1.2e9, 15e9, law="besiroglu")
    row = next(line for line in out.splitlines() if line.startswith("Total lifetime cost"))
    assert row.split()[-2] == readable(best.cost, Unit.USD)
    assert "Calendar days of training on 4,096 GPUs  " in out
    texts = [cell for cell in cells(path, "Summary") if isinstance(cell, str) and len(cell) > 60]
    assert len(texts) > 3
    for text in texts:
        assert joined(text) in joined(out)


def test_enter_takes_every_default(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("\n" * 9))
    assert command._ask_all({}) == {}
    assert guide.changes({}) == {}
    shown = joined(capsys.readouterr().err)
    for default in ("[like 70B]", "[10T tokens]", "[paper-stated]", "[chinchilla]", "[none]"):
        assert default in shown


def test_a_default_may_be_typed_and_names_are_listed(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("?\nLIKE 70B\n" + "\n" * 4 + "?\n\nnone\n\n\n"))
    assert command._ask_all({}) == {}
    shown = joined(capsys.readouterr().err)
    assert "Llama 3.1 70B," in shown
    assert "hoffmann-rounded," in shown


def test_a_gpu_asks_for_what_it_needs(monkeypatch, capsys):
    monkeypatch.setattr("sys.stdin", io.StringIO("\n\n\n\n\nH100\n4.5\n\n\n2%\n\n\n\n\n\n"))
    answers = command._ask_all({"training_gpu": "A100-80GB", "training_mfu": "40%"})
    made = guide.changes(answers)
    capsys.readouterr()
    assert made == {
        "training_gpu": "A100-80GB",
        "training_mfu": 0.4,
        "inference_gpu": "H100-SXM-80GB",
        "inference_price": 4.5,
        "input_mfu": 0.5,
        "output_mfu": 0.02,
    }


@pytest.mark.parametrize("stop", ["end", "interrupt"])
def test_leaving_writes_no_file(tmp_path, stop):
    typed = "like 30B\n" + "\x04" * (stop == "end")
    code, out, shown = type_in(tmp_path, typed, interrupt=stop == "interrupt")
    assert (code, out, list(tmp_path.iterdir())) == (1 if stop == "end" else 130, "", [])
    last = "xlplanner: nothing was written" if stop == "end" else "interrupted"
    assert shown.splitlines()[-1] == last


@pytest.mark.parametrize(
    ("answers", "changed"),
    [
        ({"quality": "1.9", "law": "besiroglu"},
         {"quality_by": BY_LOSS, "loss": 1.9, "loss_law": "besiroglu", "law": "besiroglu"}),
        ({"quality": "Llama 2 70B"}, {"quality_by": BY_MODEL, "model": "Llama 2 70B"}),
        ({"quality": "$20M"}, {"quality_by": BY_BUDGET, "budget": 20e6}),
        ({"budget": "20M"}, {"quality_by": BY_BUDGET, "budget": 20e6}),
        ({"demand": "2B"}, {"demand_by": BY_REQUESTS, "requests": 2e9}),
        ({"demand": "2B requests"}, {"demand_by": BY_REQUESTS, "requests": 2e9}),
        ({"demand": "5T tokens"}, {"demand_by": BY_TOKENS, "inf_tokens": 5e12}),
        ({"demand": "2,000,000 requests per month for 36 months"},
         {"demand_by": BY_REQUESTS, "requests": 72e6, "months": 36}),
        ({"demand": "2M/month", "months": "12"},
         {"demand_by": BY_REQUESTS, "requests": 24e6, "months": 12}),
        ({"deadline": "60", "gpus": "2048"}, {"deadline": 60, "gpus": 2048}),
    ],
)  # fmt: skip
def test_answers_are_inputs_of_the_planner(answers, changed):
    assert guide.changes(answers) == changed


@pytest.mark.parametrize(
    ("words", "key", "text"),
    [
        (["--quality", "0"], "loss", "0"),
        (["--quality", "like 30"], "chinchilla_params", "30"),
        (["--quality", "Llama 9"], "model", "Llama 9"),
        (["--budget", "5"], "budget", "5"),
        (["--demand", "lots"], "requests", "lots"),
        (["--demand", "-1 a month"], "requests", "-1"),
        (["--demand", "1 a month for 99 months"], "months", "99"),
        (["--months", ""], "months", ""),
        (["--law", "gravity"], "law", "gravity"),
        (["--training-gpu", "Z9"], "training_gpu", "Z9"),
        (["--deployment", "nowhere", "--inference-gpu", "L4"], "deployment", "nowhere"),
        (["--max-params", "=1+1"], "max_params", "=1+1"),
        (["--gpus", "0"], "gpus", "0"),
    ],
)
def test_nonsense_is_refused_as_by_the_workbook(capsys, tmp_path, monkeypatch, words, key, text):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(XlplannerError) as refused:
        INPUTS[key].read(text)
    code, out, err = run(capsys, "--yes", *words)
    assert (code, out, list(tmp_path.iterdir())) == (2, "", [])
    assert err == f"{refused.value.code}: {refused.value}\n"


def test_two_answers_to_one_question_must_agree(capsys, tmp_path):
    demand = ("--yes", "--demand", "50M a month for 12 months", "-o", tmp_path / "own.xlsx")
    assert run(capsys, *demand, "--months", "24") == (
        2,
        "",
        '#VALUE!: demand "50M a month for 12 months" is for 12 months, and months is 24\n',
    )
    demand = {"demand": "2M a month for 12 months"}
    assert guide.changes(demand | {"months": "12"}) == guide.changes(demand)


def test_prices_and_mfus_need_no_gpu(capsys):
    for name, text, number in (("training_price", "3", 3), ("output_mfu", "2%", 0.02)):
        assert guide.changes({name: text}) == {name: number}
    with pytest.raises(SystemExit):
        run(capsys, "--help")
    shown = capsys.readouterr().out
    assert "Without a GPU, a price or MFU replaces the deployment's" in shown


def test_without_a_terminal_the_options_are_named(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(capsys)
    assert (code, out, len(err.splitlines())) == (1, "", 1)
    for option in ("--yes", "--quality", "--demand", "--deployment", "--law", "--max-params"):
        assert option in err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["/proc/sys/x.xlsx", "/proc/sys/new/x.xlsx", "n" * 300 + ".xlsx"])
def test_what_cannot_be_written_is_known_before_the_first_question(tmp_path, name):
    code, out, shown = type_in(tmp_path, "", "-o", name)
    assert (code, out) == (1, "")
    assert "1 of 5" not in shown
    assert shown.startswith("xlplanner: cannot write ")
    assert len(shown.splitlines()) == 1


def test_a_file_that_exists_is_kept(capsys, tmp_path):
    path = tmp_path / "own.xlsx"
    path.write_text("mine")
    assert run(capsys, "--yes", "-o", path) == (
        1,
        "",
        f"xlplanner: {path} exists; --force overwrites\n",
    )
    assert path.read_text() == "mine"


def test_a_budget_for_machines(capsys, tmp_path):
    path = tmp_path / "own.xlsx"
    path.write_text("old")
    words = ("--budget", "5M", "--demand", "2B", "--deployment", "paper-printed")
    code, out, err = run(capsys, "--yes", "--json", "--force", *words, "-o", path)
    assert (code, err) == (0, f"{path} written; the sheet Summary says the same\n")
    answer = json.loads(out)
    wanted = xlplanner.cost_budget(5e6, 2e9, deployment="paper-printed")
    figures = answer["plan"]
    assert figures["params"] == pytest.approx(wanted.params, rel=1e-9)
    assert figures["cost"] == pytest.approx(5e6, rel=1e-9)
    assert figures["train_cost"] + figures["inf_cost"] == pytest.approx(5e6, rel=1e-9)
    assert figures["params"] in cells(path, "Planner")
    assert answer["headline"] in cells(path, "Summary")
    near = xlplanner.cost_range(figures["loss"], 2e9, 0.05, "paper-printed")
    assert answer["sizes"] == pytest.approx([near.low, near.high], rel=1e-9)
    assert answer["state"] in ("OK", "NOTE")
    assert answer["inputs"]["budget"] == 5e6
    low, high = answer["over_laws"]["params"]
    assert low <= figures["params"] <= high


def test_a_budget_is_kept_where_more_tokens_hardly_lower_the_loss():
    answers = {"law": "gadre-c4", "deployment": "paper-printed", "max_params": "1401000"}
    changed = guide.changes({**answers, "budget": "646200000", "demand": "25280"})
    planner = build(inputs(**changed))
    assert "the public text that people have written" in planner.headline()
    assert planner.designs[CHEAPEST].cost.value == pytest.approx(646.2e6, rel=1e-9)


def test_a_plan_without_an_answer_shows_no_figures(capsys, tmp_path):
    words = ("--quality", "1.5", "--demand", "0", "-o", tmp_path / "own.xlsx")
    code, out, err = run(capsys, "--yes", *words)
    assert code == 0
    assert out.startswith("No answer: The loss to reach is not above the law's irreducible loss")
    assert "State: CHECK" in out
    assert "Total lifetime cost" not in out
    assert "No model within the limits is as good as asked for" in joined(out)
    assert "#" not in out
    assert err.endswith("CHECK: not a plan to sign: see the sheet Checks\n")
