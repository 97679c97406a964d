"""The doctor: every finding that a damaged installation brings about, and its remedy."""

import json
import sys
from pathlib import Path

import pytest

from xlplanner import __version__
from xlplanner.cli import main
from xlplanner.errors import FileError
from xlplanner.hosts import doctor
from xlplanner.hosts.calc import names as calc_names
from xlplanner.hosts.calc.examine import examine as examine_calc
from xlplanner.hosts.calc.extension import package_folders
from xlplanner.hosts.calc.office import Office, Registered
from xlplanner.hosts.excel import connection, install
from xlplanner.hosts.excel import names as excel_names
from xlplanner.hosts.excel.addin import build_addin
from xlplanner.hosts.excel.examine import RULE_KEYS, RULE_LIST, RULES
from xlplanner.hosts.excel.examine import examine as examine_excel
from xlplanner.hosts.excel.install import Paths
from xlplanner.hosts.host import State
from xlplanner.reference import records


def by_name(findings):
    return {finding.what: finding for finding in findings}


def nothing_set(key):
    return {}


def with_values(key, **values):
    """A registry in which one key has values."""
    return lambda asked: values if asked == key else {}


@pytest.fixture
def paths(tmp_path):
    """What a sound installation on Windows leaves behind."""
    interpreter = tmp_path / "venv" / "Scripts" / "pythonw.exe"
    interpreter.parent.mkdir(parents=True)
    interpreter.touch()
    for bits in connection.BITS:
        (tmp_path / "venv" / connection.library(bits)).touch()
    paths = Paths.of_user(
        {"USERPROFILE": str(tmp_path), "APPDATA": str(tmp_path / "Roaming")}, interpreter
    )
    for step in install.installation(paths):
        step.do()
    return paths


def test_this_machine_is_sound(capsys):
    assert main(["doctor"]) == 0
    printed = capsys.readouterr()
    assert printed.out.endswith("nothing is broken\n")
    assert f"xlplanner {'':<10}"[:10] in printed.out
    assert main(["doctor", "--json"]) == 0
    findings = json.loads(capsys.readouterr().out)
    assert {"interpreter", "xlplanner", "numpy", "xlwings", "data", "a formula", "LibreOffice"} <= {
        finding["what"] for finding in findings
    }
    assert {finding["state"] for finding in findings} <= {"ok", "note"}


def test_broken_data_are_reported(tmp_path, capsys, monkeypatch):
    (tmp_path / "gpus.csv").write_text("nonsense\n1\n")
    monkeypatch.setenv("XLPLANNER_DATA", str(tmp_path))
    records.forget()
    try:
        assert main(["doctor"]) == 1
    finally:
        monkeypatch.undo()
        records.forget()
    printed = capsys.readouterr().out
    assert "BROKEN" in printed
    assert "gpus.csv" in printed
    assert "-> correct the file" in printed


def test_a_sound_excel(paths):
    findings = list(examine_excel(paths, nothing_set))
    assert {finding.state for finding in findings} == {State.OK}
    assert len(findings) == 2
    assert all(connection.library(bits) in findings[0].detail for bits in connection.BITS)


def damage_dll(paths):
    (paths.interpreter.parent.parent / connection.library(32)).unlink()


def damage_addin(paths):
    paths.addin.write_bytes(b"no add-in")


def age_addin(paths):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("xlplanner.hosts.excel.vba.__version__", "0.0.1")
        build_addin(paths.addin, str(paths.interpreter))


def move_python(paths):
    build_addin(paths.addin, r"C:\elsewhere\Scripts\pythonw.exe")


def build_for_no_python(paths):
    build_addin(paths.addin)


def block(paths):
    Path(f"{paths.addin}:Zone.Identifier").touch()


@pytest.mark.parametrize(
    ("damage", "what", "detail", "remedy"),
    [
        (damage_dll, "xlwings DLL", connection.library(32), "virtual environment"),
        (damage_addin, "Excel add-in", "was not built by xlplanner", "move it elsewhere"),
        (
            age_addin,
            "Excel add-in",
            "xlplanner 0.0.1 for xlwings",
            f"must be xlplanner {__version__}",
        ),
        (move_python, "Excel add-in", r"C:\elsewhere\Scripts\pythonw.exe", "it must be"),
        (build_for_no_python, "Excel add-in", "and no Python", "install excel"),
        (block, "blocked file", "marked as downloaded", "Unblock"),
    ],
    ids=lambda value: value.__name__ if callable(value) else "",
)
def test_a_damaged_excel(paths, damage, what, detail, remedy):
    damage(paths)
    finding = by_name(examine_excel(paths, nothing_set))[what]
    assert finding.state is State.BROKEN
    assert detail in finding.detail
    assert remedy in finding.remedy


@pytest.mark.parametrize(("platform", "bits"), [("x86", 32), ("x64", 64)])
def test_the_dll_is_that_of_this_office(paths, platform, bits):
    office = with_values(
        r"HKEY_LOCAL_MACHINE\SOFTWARE\Microsoft\Office\ClickToRun\Configuration", platform=platform
    )
    other = connection.library(96 - bits)
    (paths.interpreter.parent.parent / other).unlink()
    finding = by_name(examine_excel(paths, office))["xlwings DLL"]
    assert finding.state is State.OK
    assert connection.library(bits) in finding.detail
    assert by_name(examine_excel(paths, nothing_set))["xlwings DLL"].state is State.BROKEN


EXCEL = r"Excel\Security"
OFFICE = r"HKEY_CURRENT_USER\Software\{}\Office\16.0"


@pytest.mark.parametrize(
    ("key", "name", "value", "state", "detail", "wish"),
    [
        ("Common", "vbaoff", 1, State.BROKEN, "Office has no VBA", "allow VBA, or"),
        (EXCEL, "vbawarnings", 4, State.NOTE, "disabled outside trusted", "sign the add-in"),
        (EXCEL, "vbawarnings", 3, State.NOTE, "macros must be signed outside", "sign the add-in"),
        (EXCEL, "requireaddinsig", 1, State.BROKEN, "signed by a trusted", "sign the add-in"),
        (EXCEL, "disablealladdins", 1, State.BROKEN, "all add-ins are disabled", "allow add-ins"),
        (
            r"Common\Security\Trusted Locations",
            "allow user locations",
            0,
            State.BROKEN,
            "folders of a user may not be trusted",
            "sign the add-in, or deploy it for all users",
        ),
        (
            rf"{EXCEL}\Trusted Locations",
            "alllocationsdisabled",
            1,
            State.BROKEN,
            "trusted locations are disabled",
            "trust Excel's start-up folder",
        ),
    ],
)
@pytest.mark.parametrize("owner", ["Microsoft", r"Policies\Microsoft", r"Policies\Microsoft\Cloud"])
def test_missing_trust(paths, key, name, value, state, detail, wish, owner):
    key = f"{OFFICE.format(owner)}\\{key}"
    (finding,) = unsound(paths, with_values(key, **{name: value}))
    assert finding.state is state
    assert detail in finding.detail
    asked = "File, Options, Trust Center" if owner == "Microsoft" else f"IT department to {wish}"
    assert asked in finding.remedy
    assert unsound(paths, with_values(key, **{name: 1 - bool(value)})) == []


def unsound(paths, registry):
    return [f for f in examine_excel(paths, registry) if f.state is not State.OK]


def test_an_addin_that_excel_has_put_aside(paths):
    key = r"HKEY_CURRENT_USER\Software\Microsoft\Office\16.0\Excel\Resiliency\DisabledItems"
    item = b"\x02\0\0\0\x56\0\0\0" + str(paths.addin).upper().encode("utf-16-le") + b"\0\0"
    (finding,) = unsound(paths, with_values(key, **{"1a2b": item}))
    assert finding.detail == "Excel has disabled xlplanner.xlam"
    assert "Disabled Items" in finding.remedy
    other = "C:\\other.xlam".encode("utf-16-le")
    assert unsound(paths, with_values(key, **{"1a2b": other, "count": 1})) == []


@pytest.mark.parametrize("number", RULES)
@pytest.mark.parametrize("key", RULE_KEYS)
@pytest.mark.parametrize(
    ("action", "state"), [("1", State.BROKEN), (1, State.BROKEN), (6, State.NOTE), (2, None)]
)
def test_a_rule_of_defender(paths, number, key, action, state):
    found = unsound(paths, with_values(key, **{number: action}))
    assert [finding.state for finding in found] == ([state] if state else [])
    for finding in found:
        assert RULES[number] in finding.detail
        assert number in finding.detail
        assert "make an exception for the path that event 1121 shows" in finding.remedy
        assert str(paths.addin) in finding.remedy
        assert str(paths.interpreter) in finding.remedy


def test_rules_of_a_device_management(paths):
    child, calls, _ = RULES
    listed = with_values(RULE_LIST, asrrules=f"other=1|{child.upper()}=1|{calls}=0")
    (finding,) = unsound(paths, listed)
    assert RULES[child] in finding.detail


@pytest.fixture(params=["HKEY_CURRENT_USER", "HKEY_LOCAL_MACHINE"])
def for_all(request, paths, tmp_path):
    """A registry that says where Excel is, and the add-in in its own start-up folder."""
    addin = tmp_path / "root" / "Office16" / "XLSTART" / paths.addin.name
    addin.parent.mkdir(parents=True)
    addin.write_bytes(paths.addin.read_bytes())
    key = rf"{request.param}\SOFTWARE\Microsoft\Windows\CurrentVersion\App Paths\excel.exe"
    return with_values(key, **{"": f'"{addin.parents[1] / "EXCEL.EXE"}"'}), addin


def test_an_addin_for_one_user_and_one_for_all(paths, for_all):
    registry, addin = for_all
    (finding,) = unsound(paths, registry)
    assert (finding.what, finding.state) == ("two add-ins", State.BROKEN)
    assert str(addin) in finding.detail
    assert str(paths.addin) in finding.detail
    assert finding.remedy.endswith(f"{excel_names.INSTALL} --uninstall")


def test_an_addin_for_all_alone_is_examined(paths, for_all):
    registry, addin = for_all
    paths.addin.unlink()
    assert unsound(paths, registry) == []
    addin.write_bytes(b"no add-in")
    (finding,) = unsound(paths, registry)
    assert finding.detail == f"{addin} was not built by xlplanner"


@pytest.mark.parametrize(("kind", "mode", "found"), [("Exe", 1, 1), ("Dll", 1, 1), ("Exe", 0, 0)])
def test_rules_of_applocker_are_named_and_not_read(paths, kind, mode, found):
    key = rf"HKEY_LOCAL_MACHINE\SOFTWARE\Policies\Microsoft\Windows\SrpV2\{kind}"
    findings = unsound(paths, with_values(key, enforcementmode=mode))
    assert len(findings) == found
    for finding in findings:
        assert finding.state is State.NOTE
        assert f"rules for {kind}; whether they allow {paths.interpreter}" in finding.detail
        assert "under Program Files" in finding.remedy


def test_an_addin_that_is_not_installed(paths):
    paths.addin.unlink()
    finding = by_name(examine_excel(paths, nothing_set))["Excel add-in"]
    assert finding.state is State.NOTE
    assert finding.remedy == excel_names.INSTALL


# LibreOffice -----------------------------------------------------------------------------------


class Fake(Office):
    """A LibreOffice with the traits that a test sets."""

    version = (25, 2, 3)
    python = "3.11"
    known = __version__
    folders = package_folders()
    broken = ""
    complete = True

    def registered(self):
        if self.known is None:
            return None
        folders = self.folders
        listed = type("Listed", (Registered,), {"package_folders": lambda self: folders})
        return listed(self.known, Path("/extension"), self.complete)

    def try_out(self, unpacked):
        assert unpacked == Path("/extension")
        if self.broken:
            raise FileError(self.broken)


def office_with(**traits):
    return type("Configured", (Fake,), traits)(Path("/office"))


@pytest.mark.parametrize(
    ("traits", "what", "state", "remedy"),
    [
        ({}, "a formula in Calc", State.OK, ""),
        ({"version": (7, 4, 7)}, "LibreOffice", State.NOTE, "from 25.2 on"),
        ({"known": None}, "Calc extension", State.NOTE, calc_names.INSTALL),
        ({"known": "0.0.1"}, "Calc extension", State.BROKEN, f"must be {__version__}"),
        ({"folders": [Path("/gone")]}, "Calc extension", State.BROKEN, "has moved"),
        ({"folders": []}, "Calc extension", State.BROKEN, "has moved"),
        ({"complete": False}, "Calc extension", State.BROKEN, "only in part"),
        ({"folders": [Path("/tmp")]}, "Calc extension", State.NOTE, "this environment"),
        ({"broken": "it cannot load"}, "a formula in Calc", State.BROKEN, calc_names.INSTALL),
    ],
)
def test_libreoffice(traits, what, state, remedy):
    finding = by_name(examine_calc(office_with(**traits)))[what]
    assert finding.state is state
    assert remedy in finding.remedy


def test_no_libreoffice():
    (finding,) = examine_calc(None)
    assert finding.state is State.NOTE


# This environment ------------------------------------------------------------------------------


def test_an_old_or_odd_interpreter(monkeypatch):
    monkeypatch.setattr(sys, "executable", r"C:\Users\x\WindowsApps\python.exe")
    assert by_name(doctor._python())["interpreter"].state is State.BROKEN
    monkeypatch.setattr(sys, "version_info", (3, 9))
    assert "install a 64-bit Python" in by_name(doctor._python())["interpreter"].remedy
    monkeypatch.setattr(sys, "prefix", r"C:\Users\x\OneDrive\venv")
    assert by_name(doctor._python())["environment"].state is State.NOTE


def test_a_package_that_is_missing_or_stale(monkeypatch):
    def version(name):
        if name == "xlwings":
            raise doctor.PackageNotFoundError
        return "0.0.1"

    monkeypatch.setattr(doctor, "version", version)
    findings = by_name(doctor._packages())
    assert findings["xlwings"].state is State.BROKEN
    assert "pip install" in findings["xlwings"].remedy
    assert "xlwings<" in findings["xlwings"].remedy
    assert findings["installation"].state is State.BROKEN


def test_a_formula_that_is_wrong(monkeypatch):
    function = doctor.CATALOGUE["OPT_PARAMS"]
    monkeypatch.setitem(doctor.CATALOGUE, "OPT_PARAMS", doctor.CATALOGUE["OPT_TOKENS"])
    assert doctor._formula().state is State.OK
    monkeypatch.setattr(doctor, "call", lambda *_: type("Wrong", (), {"values": 1.0}))
    assert doctor._formula().state is State.BROKEN
    assert function.name == "OPT_PARAMS"
