"""The command line, as its user meets it."""

import contextlib
import io
import json
import os
import re
import select
import shlex
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import xlplanner
from xlplanner import bench, opt_params, prices
from xlplanner.cli import COMMANDS, main
from xlplanner.commands.command import EXIT_CODES, progress
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.hosts import HOSTS
from xlplanner.reference.table import DATA_FOLDER


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
        (
            ["2.13", "1,050 Bn"],
            (
                "#VALUE!: inf_tokens must be a number, at least 0 and at most 1e+30; got "
                '"1,050 Bn", which may mean 1.05Bn or 1050Bn\n'
            ),
        ),
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


@pytest.fixture
def on_terminal(capsys, monkeypatch):
    """What runs a command whose output is a terminal of so many columns."""

    def shown(*words, width=80):
        monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
        monkeypatch.setenv("COLUMNS", str(width))
        code, out, _ = run(capsys, *words)
        assert "\x1b" not in out
        return code, out.splitlines()

    return shown


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (["OPT_PARAMS", "2.1275", "200B"], ["OPT_PARAMS  5.40B params  5396283813.419075"]),
        (
            ["COST_OPT", "1.95825", "1.461B", '{"training price",2.2;"output MFU","2%"}'],
            [
                "params           20.6B params  20621774806.515896",
                "tokens           2.38T tokens  2377542692246.6514",
                "cost             $1.47M        1473716.0069747511",
                "chinchilla cost  $1.56M        1564666.4176010918",
                "saving           5.81 %        0.0581276683663881",
            ],
        ),
        (["COST_OPT", "2.13", "7.02e8", "", "", "SAVING"], ["saving  36.6 %  0.36583930193776765"]),
        (
            ["OPT_PARAMS", "{2;2.1;1.2}", "{1e9,2e12}"],
            ["19.5B params  11.9B params", "8.47B params  3.97B params", "#NUM!         #NUM!"],
        ),
        (
            ["COST_RANGE", "{2;2.1}", "7e8"],
            [
                "low [params]  best [params]  high [params]",
                "       8.37B          10.9B          14.7B",
                "       2.91B          3.63B          4.71B",
            ],
        ),
        (["WHY", "OPT_PARAMS", "2", "1"], ["OK"]),
        (["OPT_PARAMS", "1.2", "1"], []),
    ],
)
def test_a_terminal_shows_scaled_figures_with_labels_and_units(on_terminal, words, lines):
    assert on_terminal("call", *words)[1] == lines


def test_a_terminal_shows_labels_and_headings(on_terminal):
    _, lines = on_terminal("call", "DEPLOYMENT_INFO")
    assert "training MFU         50.0 %              0.5" in lines
    _, lines = on_terminal("call", "LAW_INFO", "besiroglu")
    assert "                     al." in lines
    _, lines = on_terminal("call", "LAW_COMPARE", "30B", "5T")
    assert "loss [nats/token]" in lines[0]
    assert lines[0].endswith("  saving")
    assert {len(line) for line in lines} == {len(lines[0])}


def test_every_answer_goes_within_a_terminal(on_terminal):
    for function in CATALOGUE.values():
        example = map(word, function.examples[-1].args)
        code, lines = on_terminal("call", function.name, *example)
        assert code == 0
        assert max(map(len, lines)) <= 80, function.name
        assert not any("\t" in line for line in lines)


@pytest.mark.parametrize("width", [80, 120])
@pytest.mark.parametrize(
    "line", ["doctor", "replicate", "functions", "prices list", "prices show H100"]
)
def test_what_a_command_prints_goes_within_a_terminal(on_terminal, line, width):
    code, lines = on_terminal(*line.split(), width=width)
    assert code == 0
    # A path or a formula is not torn.
    whole = re.compile(r".*/.*/|    e\.g\. =")
    assert all(len(line) <= width or whole.match(line) for line in lines)


def test_sources_of_prices_are_numbered_on_a_terminal(on_terminal):
    _, (name, _, heads, *lines) = on_terminal("prices", "show", "a100 40gb")
    assert (name, heads.split()[-1]) == ("A100-40GB", "source")
    assert lines[0].endswith("[1]")
    assert any(line.startswith("[1] ") for line in lines)


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
    [["call"], [], ["install"], ["prices"], ["call", "--help"], ["--help"]],
    ids=" ".join,
)
def test_usage(capsys, words):
    code, out, err = run(capsys, *words)
    assert code == (0 if "--help" in words else 2)
    assert out.startswith("usage: xlplanner ")
    assert err == ""


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("bild", 'xlplanner: there is no command "bild"; did you mean build?'),
        ("build --froce", 'xlplanner build: there is no option "--froce"; did you mean --force?'),
        ("replicate -x", 'xlplanner replicate: there is no option "-x"; known are -h, --help, '),
        ("replicate x", 'xlplanner replicate: "x" is one argument too many'),
        ("install exel", 'xlplanner install: there is no program "exel"; did you mean excel?'),
        ("names lws", 'xlplanner names: there is no kind "lws"; did you mean laws?'),
        ("build --paper x", 'xlplanner build: there is no paper "x"; known are a4, letter'),
        ("bench --points x", "xlplanner bench: argument --points: invalid int value: 'x'"),
        ("export", "xlplanner export: the following arguments are required: MY.xlsx"),
        ("call OPT_PARM 1", '#NAME?: there is no function "OPT_PARM"; did you mean OPT_PARAMS?'),
    ],
)
def test_a_wrong_word_is_one_line(capsys, line, message):
    code, out, err = run(capsys, *line.split())
    assert (code, out) == (2, "")
    assert err.startswith(message)
    assert len(err.splitlines()) == 1


def test_the_help_groups_every_command_by_task(capsys):
    _, out, _ = run(capsys, "--help")
    assert max(map(len, out.splitlines())) <= 80
    for task, modules in COMMANDS.items():
        block = out.partition(f"\n{task}:\n")[2].partition("\n\n")[0]
        assert len(block.splitlines()) >= len(modules)
    page = (Path(__file__).parents[1] / "install/command-line.md").read_text()
    for code, meaning in EXIT_CODES.items():
        assert f"  {code:<4} {meaning}" in out
        assert f"| {code} | {meaning} |" in page


HELPS = [
    *("", "call", "functions", "names", "prices", "prices list", "prices show", "prices refresh"),
    *("build", "export", "install", "install excel", "install libreoffice", "doctor"),
    *("install google-sheets", "install office-js", "completion", "replicate", "bench"),
    *("plan", "plot"),
]


@pytest.fixture(scope="session")
def desk(tmp_path_factory):
    """A folder with a planner in it, and what its build printed."""
    folder = tmp_path_factory.mktemp("desk")
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        assert main(["build", "-o", str(folder / "planner.xlsx")]) == 0
    return folder, printed.getvalue()


@pytest.mark.usefixtures("built_once")
def test_every_example_of_the_help_works(capsys, desk, tmp_path, monkeypatch):
    folder = tmp_path / "desk"
    shutil.copytree(desk[0], folder)
    monkeypatch.chdir(folder)
    monkeypatch.setattr(bench, "run", lambda points, report: {"points": points})
    monkeypatch.setattr(bench, "as_text", str)
    monkeypatch.setattr(prices, "refresh", lambda data: (Path("prices.csv"), [], 0))
    examples = set()
    for words in HELPS:
        _, out, _ = run(capsys, *words.split(), "--help")
        shown = out.partition("\nexamples:\n")[2].partition("\n\n")[0].splitlines()
        assert shown, words
        examples |= {line.strip() for line in shown}
    # The planner is there, as the tests build it once; the guide has tests of its own.
    for line in sorted(examples - {"xlplanner build", "xlplanner plan"}):
        if line.startswith("eval"):
            continue
        program, *arguments = shlex.split(line)
        assert program == "xlplanner"
        code, out, _ = run(capsys, *arguments)
        # Excel is on Windows alone.
        assert code == 0 or "install excel" in line, line
    assert Path("theirs.xlsx").exists()


@pytest.mark.parametrize("name", ["google-sheets", "office-js"])
def test_installing_into_a_folder_overwrites_only_by_force(capsys, name, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    host = next(host for host in HOSTS if host.name == name)
    words = ["install", name, *(["--url", "https://example.org"] if host.url else [])]
    assert run(capsys, *words)[0] == 0
    edited = max(Path(host.file_name).glob("*.*s"))
    edited.write_text("edited")
    assert run(capsys, *words, "--dry-run")[0] == 0
    code, out, err = run(capsys, *words)
    assert (code, out) == (1, "")
    assert err == f"xlplanner: {host.file_name} exists; --force overwrites\n"
    assert edited.read_text() == "edited"
    assert run(capsys, *words, "--force")[0] == 0
    assert edited.read_text() != "edited"


def completions(line, shell="bash"):
    """What a shell is offered at the end of a line."""
    environment = {"COMP_LINE": line, "COMP_POINT": str(len(line)), "_ARGCOMPLETE": "1"}
    environment |= {"_ARGCOMPLETE_SHELL": shell, "_ARGCOMPLETE_IFS": "\n"}
    command = [sys.executable, "-c", "import os, xlplanner.cli as c; os.dup2(1, 8); c.main()"]
    done = subprocess.run(command, capture_output=True, text=True, env=os.environ | environment)
    return done.stdout.split("\n")


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("xlplanner re", ["replicate "]),
        ("xlplanner build --f", ["--force "]),
        ("xlplanner install ", ["excel", "libreoffice", "google-sheets", "office-js"]),
        ("xlplanner names la", ["laws "]),
        ("xlplanner call opt_p", ["OPT_PARAMS", "OPT_PLAN"]),
        ("xlplanner call --js", ["--json "]),
        ("xlplanner call OPT_PARAMS 2.13 1e9 bes", ["besiroglu "]),
        ("xlplanner call COST_OPT 2.13 1e9 paper", ["paper-stated", "paper-printed"]),
        ("xlplanner call COST_OPT 2.13 1e9 '' '' s", ["saving "]),
        ("xlplanner call GPU_PEAK B", ["B100", "B200", "B300"]),
        ("xlplanner prices show TPU\\ v5", ["TPU\\ v5e", "TPU\\ v5p"]),
        ("xlplanner prices list --provider La", ["Lambda", "Latitude.sh"]),
        ("xlplanner call OPT_PARAMS 2.13 1", [""]),
        ("xlplanner plan --training-gpu B", ["B100", "B200", "B300"]),
        ("xlplanner plot la", ["laws "]),
        ("xlplanner plot laws --law bes", ["besiroglu "]),
    ],
)
def test_a_shell_completes_names(line, offered):
    assert completions(line) == offered


def test_a_shell_completes_names_of_ones_own_data(tmp_path):
    header, law = (DATA_FOLDER / "laws.csv").read_text("utf-8").splitlines()[:2]
    (tmp_path / "laws.csv").write_text(f"{header}\n{law.replace('chinchilla,', 'ours,', 1)}\n")
    line = f"xlplanner --data {tmp_path} {{}} our"
    assert completions(line.format("plan --law")) == ["ours "]
    assert completions(line.format("call OPT_PARAMS 2.13 1e9")) == ["ours "]
    (tmp_path / "laws.csv").write_text("broken")
    assert completions(line.format("plan --law")) == [""]


@pytest.fixture(scope="session")
def on_the_path(tmp_path_factory):
    """A folder with a program xlplanner that runs what is tested."""
    program = tmp_path_factory.mktemp("bin") / "xlplanner"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -m xlplanner "$@"\n')
    program.chmod(0o755)
    return os.environ | {"PATH": f"{program.parent}{os.pathsep}{os.environ['PATH']}"}


def test_bash_completes_by_the_printed_script(on_the_path):
    script = """eval "$(xlplanner completion bash)"
    complete -p xlplanner | grep -q -- '-F _python_argcomplete ' || exit 1
    COMP_LINE='xlplanner call GPU_PEAK H200' COMP_POINT=28 COMP_TYPE=9
    _python_argcomplete xlplanner
    echo "${COMPREPLY[*]}" """
    done = subprocess.run(
        ["bash", "--norc", "-c", script], capture_output=True, text=True, env=on_the_path
    )
    assert done.stdout.strip() == "H200-SXM-141GB"


@pytest.mark.skipif(not shutil.which("zsh"), reason="needs zsh")
def test_zsh_completes_by_the_printed_script(on_the_path, tmp_path):
    import pty

    environment = on_the_path | {"ZDOTDIR": str(tmp_path), "TERM": "dumb"}
    (tmp_path / ".zshrc").write_text(
        'autoload -U compinit; compinit -u\neval "$(xlplanner completion zsh)"\nPS1="ready> "\n'
    )
    child, terminal = pty.fork()
    if child == 0:
        os.execvpe("zsh", ["zsh", "-i"], environment)
    try:
        await_text(terminal, "ready> ")
        os.write(terminal, b"xlplanner repl\t")
        await_text(terminal, "icate")
    finally:
        os.close(terminal)
        os.waitpid(child, 0)


def await_text(terminal, text, seconds=60):
    """Read what a terminal shows until it shows a text."""
    shown, end = "", time.monotonic() + seconds
    while text not in shown:
        ready, _, _ = select.select([terminal], [], [], max(0, end - time.monotonic()))
        assert ready, f"{text!r} is not in {shown!r}"
        shown += os.read(terminal, 4096).decode()


def test_help_of_one_function(capsys):
    code, out, _ = run(capsys, "call", "cost_opt", "--help")
    assert code == 0
    assert "Parameters" in out
    assert "eqs. 5 and 6" in out


def test_functions_lists_the_catalogue(capsys):
    _, out, _ = run(capsys, "functions")
    assert all(function.usage in " ".join(out.split()) for function in CATALOGUE.values())
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


def test_build_writes_a_workbook_once_and_prints_its_headline(capsys, desk):
    folder, printed = desk
    assert "Train a model of 21B parameters on 29.2T tokens: $25.4M over its life" in printed
    assert run(capsys, "build", "-o", str(folder / "planner.xlsx"))[0] == 1
    sheets = openpyxl.load_workbook(folder / "planner.xlsx", read_only=True).sheetnames
    assert sheets[:2] == ["Start", "Summary"]


@pytest.mark.parametrize("name", ["planner", "planner.pdf", "."])
def test_build_under_a_name_that_is_no_workbook(capsys, tmp_path, name):
    code, _, err = run(capsys, "build", "-o", str(tmp_path / name))
    assert code == 1
    assert "must end in .xlsx" in err


def test_build_where_it_cannot_write(capsys, tmp_path):
    folder = tmp_path / "folder.xlsx"
    folder.mkdir()
    code, _, err = run(capsys, "build", "-o", str(folder))
    assert code == 1
    assert err == f"xlplanner: cannot write {folder}: it is there and no regular file\n"
    assert list(tmp_path.rglob("*")) == [folder]


def test_build_makes_the_folder_that_it_writes_into(capsys, tmp_path):
    path = tmp_path / "new" / "one" / "functions.txt"
    assert run(capsys, "build", "--lambda-text", "-o", str(path))[0] == 0
    assert path.exists()


def test_a_file_where_a_folder_should_be_is_one_line(capsys, tmp_path):
    path = tmp_path / "file"
    path.write_text("old")
    code, _, err = run(capsys, "build", "-o", str(path / "o.xlsx"))
    assert code == 1
    assert err == f"xlplanner: cannot make the folder {path}: it is a file, or lies in one\n"


@pytest.mark.parametrize("name", ["n" * 300, "\x1b[31m\n/new"])
@pytest.mark.parametrize("command", ["build", "plan --yes", "plot cost", "export {} -o"])
def test_a_path_in_a_message_is_whole_and_steers_no_terminal(capsys, tmp_path, command, name):
    source = tmp_path / "source.xlsx"
    path = f"/proc/sys/{name}" + (".svg" if "plot" in command else ".xlsx")
    words = command.format(source).split()
    if words[-1] != "-o":
        words.append("-o")
    code, _, err = run(capsys, *words, path)
    shown = path.replace("\x1b", "�").replace("\n", "�")
    assert code == 1
    assert err.startswith(f"xlplanner: cannot write {shown}: ")
    assert len(err.splitlines()) == 1


@pytest.mark.parametrize("option", ["--lambda-text", "--js"])
def test_build_keeps_what_came_meanwhile(capsys, tmp_path, monkeypatch, option):
    path = tmp_path / "mine"
    kept = path / "xlplanner.js" if option == "--js" else path
    from xlplanner import files

    write = files.atomic_write

    def come_between(target):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text("theirs")
        return write(target)

    monkeypatch.setattr(files, "atomic_write", come_between)
    code, _, err = run(capsys, "build", option, "-o", str(path))
    assert (code, err) == (1, f"xlplanner: {kept} was made meanwhile, and stays\n")
    assert kept.read_text() == "theirs"


@pytest.mark.parametrize("option", ["--lambda-text", "--js"])
def test_build_keeps_what_exists_unless_it_is_forced(capsys, tmp_path, option):
    path = tmp_path / "mine"
    kept = path / "kept" if option == "--js" else path
    kept.parent.mkdir(exist_ok=True)
    kept.write_text("old")
    code, _, err = run(capsys, "build", option, "-o", str(path))
    assert (code, err) == (1, f"xlplanner: {path} exists; --force overwrites\n")
    assert kept.read_text() == "old"
    assert run(capsys, "build", option, "-o", str(path), "--force")[0] == 0
    assert (kept.read_text() == "old") == (option == "--js")


@pytest.mark.parametrize(("answer", "code"), [("n\n", 1), ("y\n", 0)])
def test_build_asks_on_a_terminal(capsys, tmp_path, monkeypatch, answer, code):
    path = tmp_path / "functions.txt"
    path.write_text("old")
    monkeypatch.setattr("sys.stdin", io.StringIO(answer))
    for stream in ("stdin", "stderr"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True, raising=False)
    done, _, err = run(capsys, "build", "--lambda-text", "-o", str(path))
    assert done == code
    assert f"{path} exists. Overwrite? [y/N] " in err
    assert (path.read_text() == "old") == (code == 1)


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
    assert run(capsys, "build", "-o", str(link), "--force")[0] == 0
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
        f"sys.exit(cli.main(['build', '--force', '-o', {str(path)!r}]))"
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


def test_progress_is_one_line_of_a_terminal_and_goes(capsys, monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    for terminal, shown in ((False, ""), (True, f"\r\x1b[K{'x' * 39}\r\x1b[K")):
        monkeypatch.setattr("sys.stderr.isatty", lambda answer=terminal: answer, raising=False)
        with progress() as report:
            report("x" * 60)
        assert capsys.readouterr().err == shown
