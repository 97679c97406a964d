"""The command line, as its user meets it."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import xlplanner
from xlplanner import opt_params
from xlplanner.cli import main
from xlplanner.functions.catalogue import CATALOGUE


def run(capsys, *words):
    try:
        code = main(list(words))
    except SystemExit as stop:
        code = stop.code
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    return code, captured.out, captured.err


def test_call_prints_the_whole_double(capsys):
    assert run(capsys, "call", "OPT_PARAMS", "2.1275", "200B") == (
        0,
        f"{opt_params(2.1275, 2e11)!r}\n",
        "",
    )


def test_call_prints_a_row_for_a_spill(capsys):
    code, out, _ = run(capsys, "call", "cost_opt", "2.13", "7.02e8")
    assert code == 0
    assert [float(cell) for cell in out.split("\t")] == list(xlplanner.cost_opt(2.13, 7.02e8))


def test_call_prints_a_grid_and_its_errors(capsys):
    code, out, err = run(capsys, "call", "OPT_PARAMS", "{2.13;1.5}", '{1e9,"2T"}')
    assert code == 2
    assert [len(line.split("\t")) for line in out.splitlines()] == [2, 2]
    assert out.splitlines()[1] == "#NUM!\t#NUM!"
    assert err == "#NUM!: loss must be above the law's irreducible loss E = 1.69; got 1.5\n"


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (["=1+1", "1"], "#VALUE!: loss must be a number, above 0 and at most 100, or text such"),
        (["1.69", "1"], "#NUM!: loss must be above the law's irreducible loss E = 1.69; got 1.69"),
        (["1.5", "1"], "#NUM!: loss must be above"),
        (["2.13", "-1"], "#NUM!: inf_tokens must be at least 0 and at most 1e+30; got"),
        (["2.13", "-1e9"], "#NUM!: inf_tokens must be at least 0"),
        (["text", "1"], "#VALUE!: loss must be a number"),
        (["", "1"], "#VALUE!: loss must be above 0 and at most 100, or text such"),
        (["1e400", "1"], "#NUM!: loss must be above 0 and at most 100"),
        (["NaN", "1"], "#VALUE!: loss must be a number, above 0 and at most 100, or text such"),
        (["2.13", "1", "zzz"], '#N/A: law "zzz" is not a known law'),
        (["#DIV/0!", "1"], "#DIV/0!: an argument cell holds #DIV/0!"),
        (["2.13"], "#VALUE!: OPT_PARAMS(loss, inf_tokens, [law]) takes 2 to 3 arguments; got 1"),
        (["{1;2,3}", "1"], "#VALUE!: loss must be a rectangle"),
        (['{1 "2}', "1"], "#VALUE!: a range must be written like"),
    ],
)
def test_call_prints_errors_on_stderr(capsys, words, error):
    code, out, err = run(capsys, "call", "OPT_PARAMS", *words)
    assert (code, out) == (2, "")
    assert err.startswith(error)
    assert len(err.splitlines()) == 1


def test_call_of_an_unknown_function(capsys):
    code, out, err = run(capsys, "call", "OPT_PARAM", "1")
    assert (code, out) == (2, "")
    assert err == '#NAME?: there is no function "OPT_PARAM"; did you mean OPT_PARAMS?\n'


@pytest.mark.parametrize("index", [0, 1, 3])
def test_call_json(capsys, index):
    words = ["OPT_PARAMS", "{2.13;1.5;x}", "2e11"]
    words.insert(index, "--json")
    code, out, err = run(capsys, "call", *words)
    assert (code, err) == (2, "")
    answer = json.loads(out)
    assert list(answer) == ["function", "fields", "values", "status", "reasons", "notes"]
    assert answer["function"] == "OPT_PARAMS"
    assert answer["values"] == [[opt_params(2.13, 2e11)], ["#NUM!"], ["#VALUE!"]]
    assert answer["status"] == [["ok"], ["domain"], ["value"]]
    assert answer["reasons"][0] == [""]
    assert answer["fields"] == []
    assert answer["notes"] == [[], [], []]


def test_call_json_names_the_fields_of_a_row(capsys):
    code, out, _ = run(capsys, "call", "COST_OPT", "2.13", "7e8", "--json")
    answer = json.loads(out)
    assert (code, answer["fields"]) == (
        0,
        ["params", "tokens", "cost", "chinchilla_cost", "saving"],
    )
    assert len(answer["values"][0]) == 5


def test_a_terminal_shows_the_fields_above_a_row(capsys, monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    code, out, _ = run(capsys, "call", "COST_RANGE", "2.13", "7e8")
    assert (code, out.splitlines()[0]) == (0, "low\tbest\thigh")
    assert len(out.splitlines()) == 2
    _, out, _ = run(capsys, "call", "OPT_PLAN", "2.13", "7e8")
    assert len(out.splitlines()) == 2


def test_call_json_of_a_wrong_call(capsys):
    code, out, _ = run(capsys, "call", "NOPE", "--json")
    answer = json.loads(out)
    assert (code, answer["values"], answer["status"]) == (2, [["#NAME?"]], [["unknown"]])


def word(cell):
    return f"{{{','.join(map(word, cell))}}}" if isinstance(cell, tuple) else str(cell)


def test_every_example_through_the_command_line(capsys):
    for function in CATALOGUE.values():
        for example in function.examples:
            code, out, err = run(capsys, "call", function.name, *map(word, example.args), "--json")
            assert (code, err) == (0, ""), function.name
            assert json.loads(out)["function"] == function.name


@pytest.mark.parametrize(
    "words",
    [["call"], [], ["nonsense"], ["call", "--help"], ["--help"], ["bench", "--points", "x"]],
)
def test_usage(capsys, words):
    code, out, err = run(capsys, *words)
    assert code in (0, 2)
    assert "usage" in out + err


def test_help_of_one_function(capsys):
    code, out, _ = run(capsys, "call", "cost_opt", "--help")
    assert code == 0
    assert "Parameters" in out
    assert "eqs. 5 and 6" in out


def test_functions_lists_the_catalogue(capsys):
    _, out, _ = run(capsys, "functions")
    assert all(function.usage in out for function in CATALOGUE.values())
    _, out, _ = run(capsys, "functions", "--json")
    listed = json.loads(out)
    assert [record["name"] for record in listed] == list(CATALOGUE)
    assert all({"arguments", "unit", "help", "examples"} <= set(record) for record in listed)
    records = {record["name"]: record for record in listed}
    assert records["OPT_PARAMS"]["tolerance"] == {"relative": 1e-12, "absolute": 0}
    assert records["OPT_REGRET"]["tolerance"] == {"relative": 1e-10, "absolute": 1e-17}
    assert {record["returns"] for record in listed} == {"scalar", "row", "table", "raw"}
    assert records["OPT_PLAN"]["header"]
    assert records["OPT_PLAN"]["fields"][-1] == {"name": "saving", "unit": "fraction"}


def test_build_writes_a_workbook_and_prints_its_headline(capsys, tmp_path):
    path = tmp_path / "planner.xlsx"
    code, out, _ = run(capsys, "build", "-o", str(path))
    assert code == 0
    assert "Train a model of 21B parameters on 29.2T tokens: $25.4M over its life" in out
    assert openpyxl.load_workbook(path).sheetnames[:2] == ["Start", "Summary"]


@pytest.mark.parametrize("name", ["planner", "planner.pdf", "."])
def test_build_under_a_name_that_is_no_workbook(capsys, tmp_path, name):
    code, _, err = run(capsys, "build", "-o", str(tmp_path / name))
    assert code == 1
    assert "must end in .xlsx" in err


@pytest.mark.parametrize("name", ["no/such/folder/planner.xlsx", "folder.xlsx"])
def test_build_where_it_cannot_write(capsys, tmp_path, name):
    folder = tmp_path / "folder.xlsx"
    folder.mkdir()
    code, _, err = run(capsys, "build", "-o", str(tmp_path / name))
    assert code == 1
    assert err.startswith("xlplanner: cannot write ")
    assert list(tmp_path.rglob("*")) == [folder]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.text(max_size=10), max_size=5))
def test_nonsense_never_shows_a_traceback(capsys, words):
    code, _, err = run(capsys, "call", "OPT_PARAMS", *words)
    assert code in (0, 2)
    assert code == 0 or err


def test_the_program_is_installed_and_survives_a_closed_pipe():
    program = [sys.executable, "-m", "xlplanner"]
    version = subprocess.run([*program, "--version"], capture_output=True, text=True, check=True)
    assert version.stdout == f"xlplanner {xlplanner.__version__}\n"
    command = f"{sys.executable} -m xlplanner functions --json | head -c 10"
    piped = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert piped.stderr == ""


PROGRAM = [sys.executable, "-m", "xlplanner"]


def shell(command, **environment):
    line = command.replace("xlplanner ", f"{sys.executable} -m xlplanner ")
    return subprocess.run(
        ["bash", "-c", line], capture_output=True, text=True, env=os.environ | environment
    )


@pytest.mark.parametrize(
    "command",
    ["functions", "replicate", "call OPT_PARAMS 2.1 1", "call X --json"],
)
def test_output_that_cannot_be_written_is_reported_in_a_line(command):
    for redirection in (">&-", ">/dev/full"):
        done = shell(f"xlplanner {command} {redirection}")
        assert "Traceback" not in done.stderr
        assert len(done.stderr.splitlines()) <= 1
    assert "cannot write the output: No space left" in done.stderr
    assert done.returncode == 1


@pytest.mark.parametrize(
    "command", ["replicate", "functions", "functions --json", "call OPT_PARAMS é 1"]
)
def test_a_terminal_without_unicode_gets_what_it_can_show(command):
    done = shell(f"xlplanner {command}", PYTHONIOENCODING="ascii")
    assert "Traceback" not in done.stderr
    assert done.stdout or done.stderr


def test_json_is_plain_ascii_and_exact():
    done = shell("xlplanner call --json $'\\xff' 1", PYTHONIOENCODING="utf-8:strict")
    assert json.loads(done.stdout)["values"] == [["#NAME?"]]


def test_long_nonsense_is_answered_at_once(capsys):
    for text in ("1" * 32767 + "x", "[" * 32767, "{" + " " * 1600 + "{}"):
        assert run(capsys, "call", "OPT_PARAMS", text, "1")[0] == 2
        assert run(capsys, "call", "OPT_PARAMS", "2.1", "1", text)[0] == 2


def test_build_follows_a_link_and_keeps_the_mode(tmp_path, capsys):
    target, link = tmp_path / "target.xlsx", tmp_path / "link.xlsx"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    assert run(capsys, "build", "-o", str(link))[0] == 0
    assert link.is_symlink()
    assert target.stat().st_mode & 0o777 == 0o640
    assert zipfile.is_zipfile(target)


def test_build_does_not_replace_what_is_no_file(tmp_path, capsys):
    pipe = tmp_path / "pipe.xlsx"
    os.mkfifo(pipe)
    code, _, err = run(capsys, "build", "-o", str(pipe))
    assert code == 1
    assert "no regular file" in err
    assert pipe.is_fifo()


def test_a_name_as_long_as_the_system_takes(tmp_path, capsys):
    path = tmp_path / ("n" * 250 + ".xlsx")
    assert run(capsys, "build", "-o", str(path))[0] == 0
    assert path.exists()


def test_a_stopped_build_leaves_nothing(tmp_path):
    path = tmp_path / "planner.xlsx"
    path.write_text("old")
    code = (
        "import os, signal, sys; from xlplanner import cli, files\n"
        "files.os.replace = lambda *names: os.kill(os.getpid(), signal.SIGTERM)\n"
        f"sys.exit(cli.main(['build', '-o', {str(path)!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 130
    assert done.stderr == "interrupted\n"
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
@pytest.mark.parametrize(
    "words", [["--help"], ["--version"], ["call", "--help"], ["names", "laws"]]
)
def test_output_that_cannot_be_written_is_one_line(words):
    command = [sys.executable, "-m", "xlplanner", *words]
    for buffered in ("", "1"):
        environment = os.environ | {"PYTHONUNBUFFERED": buffered}
        with open("/dev/full", "w") as full:
            done = subprocess.run(
                command, stdout=full, stderr=subprocess.PIPE, text=True, env=environment
            )
        assert done.stderr == "xlplanner: cannot write the output: No space left on device\n"
        assert done.returncode == 1


def test_the_start_waits_for_nothing_that_a_command_may_not_need():
    loaded = "import sys, xlplanner.cli; xlplanner.cli.main(['--version'])"
    heavy = {"numpy", "openpyxl", "zipfile", "tempfile", "dataclasses", "concurrent.futures"}
    code = f"import contextlib\nwith contextlib.suppress(SystemExit):\n    {loaded}\n"
    code += f"print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_calls_of_single_cells_load_no_threads():
    code = "import sys\nfrom xlplanner import opt_params\nopt_params(2.13, 2e11)\n"
    code += "print('concurrent.futures' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
