"""The Windows installer, read by a PowerShell parser, for no Windows runs these tests."""

import re
from pathlib import Path
from types import SimpleNamespace

import pytest
import tree_sitter_powershell
from tree_sitter import Language, Parser

from xlplanner import opt_params

INSTALL = Path(__file__).parent.parent / "install"
SCRIPT = (INSTALL / "windows.ps1").read_bytes()

RUNNER = "Invoke-Native"
CMDLETS = {
    "Convert-Path",
    "ForEach-Object",
    "Get-ChildItem",
    "Get-Command",
    "Get-Culture",
    "Get-Process",
    "Join-Path",
    "Out-Null",
    "Remove-Item",
    "Select-Object",
    "Set-StrictMode",
    "Sort-Object",
    "Split-Path",
    "Test-Path",
    "Where-Object",
    "Write-Host",
    "Write-Verbose",
    "Write-Warning",
}
# The few types whose members are used; none of them starts a program.
TYPES = {"Environment", "Microsoft.Win32.Registry"}
# Of parameters, which every language mode knows.
PLAIN_TYPES = {b"[switch]", b"[string]"}
VERBS = {"Assert", "Find", "Get", "Install", "Invoke", "New", "Test", "Uninstall", "Write"}


def parse(source):
    return Parser(Language(tree_sitter_powershell.language())).parse(source).root_node


def nodes(root, kind):
    if root.type == kind:
        yield root
    for child in root.children:
        yield from nodes(child, kind)


def texts(root, kind):
    return [node.text.decode() for node in nodes(root, kind)]


def functions(root):
    return {texts(node, "function_name")[0]: node for node in nodes(root, "function_statement")}


def strays(root):
    """What starts a program, or could, outside the one function that checks exit codes."""
    runner = functions(root)[RUNNER]
    inside = range(runner.start_byte, runner.end_byte)
    known = CMDLETS | set(functions(root))
    for command in nodes(root, "command"):
        if command.start_byte not in inside and command.children[0].text.decode() not in known:
            yield command.text.decode()
    for node in (*nodes(root, "member_access"), *nodes(root, "invokation_expression")):
        named = node.children[0]
        if named.type == "type_literal" and named.text.decode().strip("[]") not in TYPES:
            yield node.text.decode()


def script_parameters(root):
    (block,) = (child for child in root.children if child.type == "param_block")
    return [texts(node, "variable")[0].lstrip("$") for node in nodes(block, "script_parameter")]


def test_the_script_has_no_syntax_error():
    assert not parse(SCRIPT).has_error


@pytest.mark.parametrize(
    ("good", "broken"),
    [
        (b"catch {", b"catch "),
        (b"'Scripts\\python.exe'", b"'Scripts\\python.exe"),
        (b"return $false\n    }", b"return $false\n"),
        (b"-not $DryRun)", b"-not $DryRun"),
        (b"if ($DryRun) { 'python.exe' } else { Find-Python }", b"$DryRun ? 'python.exe' : ''"),
    ],
    ids=["no brace", "open text", "open block", "no parenthesis", "PowerShell 7 only"],
)
def test_a_broken_script_is_reported(good, broken):
    assert good in SCRIPT
    assert parse(SCRIPT.replace(good, broken, 1)).has_error


def test_windows_powershell_knows_every_operator():
    assert not list(nodes(parse(SCRIPT), "pipeline_chain_tail"))
    assert list(nodes(parse(b"a && b"), "pipeline_chain_tail"))


def test_the_script_is_ascii():
    assert SCRIPT.isascii()


def test_every_parameter_is_explained():
    helped = re.findall(r"^\.PARAMETER (\w+)$", SCRIPT.decode(), re.MULTILINE)
    assert helped == script_parameters(parse(SCRIPT))
    assert {"Uninstall", "DryRun", "Wheel", "Python"} == set(helped)


def test_the_help_stands_first_and_says_how_to_run_it():
    text = SCRIPT.decode()
    assert text.startswith("<#\n.SYNOPSIS\n")
    assert text.split("#>")[0].count(".EXAMPLE\npowershell -ExecutionPolicy Bypass -File") >= 2


def test_every_function_is_called_and_has_an_approved_verb():
    root = parse(SCRIPT)
    called = set(texts(root, "command_name"))
    assert set(functions(root)) <= called
    assert {name.split("-")[0] for name in functions(root)} <= VERBS


def test_every_listed_cmdlet_is_used():
    assert set(texts(parse(SCRIPT), "command_name")) >= CMDLETS


def test_programs_are_started_in_one_place():
    assert not list(strays(parse(SCRIPT)))


@pytest.mark.parametrize(
    "line",
    [
        "winget install x",
        "& $EnvironmentPython -m pip",
        ". .\\other.ps1",
        "Start-Process notepad",
        "Invoke-Expression $Wheel",
        "[Diagnostics.Process]::Start('x')",
    ],
)
def test_a_program_started_elsewhere_is_reported(line):
    assert len(list(strays(parse(SCRIPT + line.encode() + b"\n")))) == 1


def test_the_one_place_checks_the_exit_code():
    body = functions(parse(SCRIPT))[RUNNER].text.decode()
    start = body.index("& $Program @Arguments")
    assert re.search(r"\$LASTEXITCODE -ne 0\) \{ throw", body[start:])


def test_strict_mode_and_stopping_come_before_all_functions():
    text = SCRIPT.decode()
    for setting in ("Set-StrictMode -Version Latest", "$ErrorActionPreference = 'Stop'"):
        assert text.index(setting) < text.index("\nfunction ")


def test_a_constrained_powershell_hears_why():
    """Before its language mode is looked at, and in what reports it, nothing of .NET is used."""
    root = parse(SCRIPT)
    inside = [range(node.start_byte, node.end_byte) for node in nodes(root, "function_statement")]
    for kind in ("type_literal", "invokation_expression", "cast_expression"):
        for node in nodes(root, kind):
            if node.text not in PLAIN_TYPES:
                assert any(node.start_byte in place for place in inside), node.text
    (caught,) = (n for n in nodes(root, "catch_clause") if b"exit 1" in n.text)
    assert b"Write-Host" in caught.text
    asserted = functions(root)["Assert-Platform"].text
    assert asserted.index(b"LanguageMode") < asserted.index(b"[Environment]")
    called = re.search(rb"try \{\s+(\S+)\s+(\S+)\n", SCRIPT[inside[-1].stop :])
    assert called.groups() == (b"Assert-Platform", b"Assert-ExcelClosed")


@pytest.mark.parametrize(
    ("version", "platform", "fine"),
    [
        ((3, 12, 10, "final", 0), "win-amd64", True),
        ((3, 13, 0, "final", 0), "win-amd64", False),
        ((3, 13, 1, "final", 0), "win-amd64", True),
        ((3, 14, 0, "candidate", 1), "win-amd64", False),
        ((3, 10, 9, "final", 0), "win-amd64", False),
        ((3, 15, 0, "final", 0), "win-amd64", False),
        ((3, 12, 1, "final", 0), "win-arm64", False),
    ],
)
def test_which_python_will_do(version, platform, fine):
    (text,) = re.findall(r"^\$Probe = ((?:.*\+\n)*.*)$", SCRIPT.decode(), re.MULTILINE)
    condition = "".join(re.findall('"([^"]*)"', text)).partition("sys.exit(")[2].removesuffix(")")
    given = {
        "sys": SimpleNamespace(version_info=version),
        "sysconfig": SimpleNamespace(get_platform=lambda: platform),
    }
    assert eval(condition, given) is not fine


def test_the_first_formula_shows_what_the_script_says():
    text = SCRIPT.decode()
    assert "=OPT_PARAMS(2.13,2E+11)" in text
    assert f"It shows {opt_params(2.13, 2e11):.2f} " in text
