"""What every host must offer, and a new one from its class alone to the command line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from truth import CALLS, identity

import xlplanner.hosts
from xlplanner import opt_params
from xlplanner.cli import main
from xlplanner.errors import FileError, XlplannerError
from xlplanner.functions import calling
from xlplanner.functions.catalogue import find
from xlplanner.hosts import FOLDERS, HOSTS
from xlplanner.hosts.evaluate import evaluate
from xlplanner.hosts.host import Finding, Host, State

FORMULA = "=OPT_PARAMS(2.13,2E+11)\n"
HEAVY = {"numpy", "scipy", "openpyxl", "xlwings", "pyopenvba"}
HOSTS_FOLDER = Path(xlplanner.hosts.__file__).parent


class Toy(Host):
    """A host that only prints."""

    name = "toy"
    title = "A toy, for everybody"
    product = "the toy"
    file_name = "toy.txt"

    def build(self, path):
        path.write_text(FORMULA)
        return "one formula"

    def install(self, *, dry_run=False, report=print):
        report(f"open {self.file_name} and copy its formula{' (dry run)' * dry_run}")

    def uninstall(self, *, dry_run=False, report=print):
        report(f"delete {self.file_name}{' (dry run)' * dry_run}")

    def examine(self):
        yield Finding("toy", State.NOTE, "nothing to check", "xlplanner install toy")


@pytest.fixture
def toy():
    host = Toy()
    HOSTS.append(host)
    yield host
    HOSTS.remove(host)


def printed(capsys, *words):
    assert main(list(words)) == 0
    return capsys.readouterr().out


def helped(capsys, *words):
    with pytest.raises(SystemExit, match="0"):
        main([*words, "--help"])
    return " ".join(capsys.readouterr().out.split())


def test_a_new_host_is_built(toy, tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert printed(capsys, "build", "--toy") == "toy.txt: one formula\n"
    assert printed(capsys, "build", "--toy", "-o", "mine.txt") == "mine.txt: one formula\n"
    assert (
        Path("mine.txt").read_text() == Path("toy.txt").read_text() == "=OPT_PARAMS(2.13,2E+11)\n"
    )
    assert "--toy build the toy toy.txt instead" in helped(capsys, "build")


def test_a_new_host_is_installed(toy, capsys):
    assert printed(capsys, "install", "toy") == "open toy.txt and copy its formula\n"
    dry = printed(capsys, "install", "toy", "--dry-run")
    assert dry == "open toy.txt and copy its formula (dry run)\n"
    assert printed(capsys, "install", "toy", "--uninstall") == "delete toy.txt\n"
    dry = printed(capsys, "install", "toy", "--uninstall", "--dry-run")
    assert dry == "delete toy.txt (dry run)\n"
    assert "toy A toy, for everybody." in helped(capsys, "install")
    assert "A toy, for everybody." in helped(capsys, "install", "toy")


def test_a_new_host_is_examined(toy, capsys):
    finding = json.loads(printed(capsys, "doctor", "--json"))[-1]
    assert finding == {
        "what": "toy",
        "state": "note",
        "found": "nothing to check",
        "remedy": "xlplanner install toy",
    }


def test_a_broken_host_fails_the_doctor(toy, capsys, monkeypatch):
    monkeypatch.setattr(toy, "examine", lambda: [Finding("toy", State.BROKEN, "torn", "mend it")])
    assert main(["doctor"]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.split() for line in lines[-4:]] == [
        ["toy", "BROKEN", "torn"],
        ["->", "mend", "it"],
        [],
        ["1", "broken"],
    ]


def test_a_host_that_fails_is_one_line(toy, capsys, monkeypatch):
    def fail(**_):
        raise FileError("the toy is lost")

    monkeypatch.setattr(toy, "install", fail)
    assert main(["install", "toy"]) == 1
    assert capsys.readouterr().err == "xlplanner: the toy is lost\n"


def test_a_host_without_an_act_cannot_be_made():
    for act in ("build", "install", "uninstall", "examine"):
        lacking = type("Lacking", (Toy,), {act: vars(Host)[act]})
        with pytest.raises(TypeError, match=f"abstract method '?{act}'?"):
            lacking()


@pytest.mark.parametrize("host", HOSTS, ids=lambda host: host.name)
def test_every_host_has_the_five_acts(host):
    assert isinstance(host, Host)
    assert host.name.replace("-", "_").isidentifier()
    assert host.name.islower()
    assert host.build_option.startswith("--")
    assert host.title
    assert host.product.startswith("the ")
    assert host.file_name.startswith("xlplanner")


def test_hosts_have_names_options_and_files_of_their_own():
    count = len(HOSTS)
    for attribute in ("name", "build_option", "file_name", "product"):
        assert len({getattr(host, attribute).lower() for host in HOSTS}) == count
    # argparse itself refuses an option that the command has already.
    assert not {h.build_option for h in HOSTS} & {"--edition", "--output", "--help"}


def test_every_folder_with_a_host_is_listed():
    folders = {path.parent.name for path in HOSTS_FOLDER.glob("*/__init__.py")}
    assert folders == set(FOLDERS)
    assert len(FOLDERS) == len(folders)


def test_a_host_is_named_nowhere_outside_its_folder():
    """The command line, the doctor and the list of hosts know no host by its class or module."""
    package = HOSTS_FOLDER.parent
    shared = [
        package / "cli.py",
        *package.glob("commands/*.py"),
        *package.glob("hosts/*.py"),
    ]
    for path in shared:
        text = path.read_text()
        for folder in FOLDERS:
            assert f"hosts.{folder}" not in text, path


def test_the_command_line_starts_without_heavy_modules():
    code = (
        "import sys; from xlplanner.cli import _parser; _parser();"
        f"print(sorted({{m.split('.')[0] for m in sys.modules}} & {HEAVY}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


# A cell's call ----------------------------------------------------------------------------------


def answer(call):
    try:
        return calling.call(find(call.name), call.cells).rows()
    except XlplannerError as error:
        return [[error.code]]


@pytest.mark.parametrize("call", CALLS, ids=identity)
def test_a_cell_is_answered_as_the_catalogue_answers(call):
    assert repr(evaluate(find(call.name), call.cells)) == repr(answer(call))


def test_a_cell_tries_the_short_way_once(monkeypatch):
    expected, tried = [[opt_params(2.13, 2e11)]], []

    def call_scalar(function, cells):
        tried.append(cells)

    for module in ("xlplanner.functions.calling", "xlplanner.hosts.evaluate"):
        monkeypatch.setattr(f"{module}.call_scalar", call_scalar)
    assert evaluate(find("OPT_PARAMS"), (2.13, 2e11)) == expected
    assert len(tried) == 1
