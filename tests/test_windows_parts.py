"""The packages for Windows: locked with digests, complete, and their bill of materials."""

import json
import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest
import windows_parts
from windows_parts import LICENCES, REQUIREMENTS, Part, faults, locked

INSTALL = Path(__file__).parent.parent / "install"
TEXT = REQUIREMENTS.read_text(encoding="utf-8")
SBOM = json.loads((INSTALL / "sbom.cdx.json").read_text(encoding="utf-8"))
PIN = "xlwings==0.37.8 \\\n    --hash=sha256:ab\n"


def test_every_package_has_a_version_and_digests():
    parts = locked(TEXT)
    assert parts.keys() >= {"numpy", "scipy", "openpyxl", "pyopenvba", "xlwings", "pywin32"}
    for part in parts.values():
        assert re.fullmatch(r"[\d.]+", part.version)
        assert all(re.fullmatch("[0-9a-f]{64}", digest) for digest in part.digests)
        # Of several Pythons, or of every one.
        assert len(set(part.digests)) == len(part.digests) >= 1
    assert len(parts["numpy"].digests) > 4


def test_the_locked_packages_are_what_is_asked_for():
    assert faults(TEXT) == []
    assert "://" not in TEXT


SPOILS = [
    (lambda text: re.sub(r"(?s)^pywin32==.*?(?=^\w)", "", text, flags=re.M), "pywin32 is missing"),
    (
        lambda text: re.sub("xlwings==[0-9.]+", "xlwings==0.38.1", text),
        "xlwings 0.38.1 is not <0.38",
    ),
    (lambda text: re.sub("et-xmlfile==", "et-other==", text), "et-xmlfile is missing"),
    (lambda text: re.sub("hatchling==", "hatch==", text), "hatchling is missing"),
    (lambda text: f"--index-url https://x.example/simple\n{text}", "lacks a version or digests"),
    (lambda text: f"# https://x.example\n{text}", "names an address"),
    (lambda text: f"{text}evil==1.0\n", "evil==1.0 lacks a version or digests"),
    (lambda text: f"{text}evil \\\n    --hash=sha256:ab\n", "evil lacks a version or digests"),
    (lambda text: f"{text}evil==1.0 \\\n    --hash=md5:ab\n", "evil==1.0 lacks a version"),
]


@pytest.mark.parametrize(("spoil", "fault"), SPOILS)
def test_a_file_that_is_out_of_date_is_noticed(spoil, fault):
    spoilt = spoil(TEXT)
    assert spoilt != TEXT
    assert any(fault in found for found in faults(spoilt))


def test_a_requirements_file_is_read():
    assert locked(f"# about\n{PIN}") == {"xlwings": Part("xlwings", "0.37.8", ("ab",))}


def test_without_uv_the_packages_stay_as_they_are(monkeypatch):
    monkeypatch.setattr(windows_parts.shutil, "which", lambda *_, **__: None)
    with pytest.raises(windows_parts.FileError, match="resolved by uv"):
        windows_parts.lock()


# The bill of materials ---------------------------------------------------------------------------


def test_the_bill_lists_every_locked_package_with_its_licence():
    assert (SBOM["bomFormat"], SBOM["specVersion"]) == ("CycloneDX", "1.5")
    listed = {part["name"]: part for part in SBOM["components"]}
    parts = locked(TEXT)
    assert listed.keys() == parts.keys() == LICENCES.keys()
    for name, part in parts.items():
        component = listed[name]
        assert component["version"] == part.version
        assert component["purl"] == f"pkg:pypi/{name}@{part.version}"
        assert component["licenses"] == [{"expression": LICENCES[name]}]
        (files,) = component["externalReferences"]
        assert tuple(found["content"] for found in files["hashes"]) == part.digests


@pytest.mark.parametrize("name", LICENCES)
def test_a_licence_is_the_one_that_the_package_states(name):
    try:
        stated = metadata(name)
    except PackageNotFoundError:
        pytest.skip("not installed here")
    if stated["Version"] != locked(TEXT)[name].version:
        pytest.skip("another version is installed, which may be under other terms")
    expression = stated.get("License-Expression")
    words = " ".join(
        [expression or "", stated.get("License", "")[:40]]
        + [line for line in stated.get_all("Classifier") or [] if line.startswith("License")]
    )
    if expression:
        assert LICENCES[name] == expression
    else:
        kinds = {
            "Apache-2.0": "Apache Software License",
            "BSD-3-Clause": "BSD License",
            "MPL-2.0": "MPL 2.0",
        }
        assert kinds.get(LICENCES[name], LICENCES[name]) in words


def test_a_package_without_a_known_licence_is_reported(monkeypatch):
    monkeypatch.delitem(LICENCES, "xlwings")
    with pytest.raises(windows_parts.FileError, match="the licence of xlwings is not in LICENCES"):
        windows_parts.bill()


# The script --------------------------------------------------------------------------------------


def test_the_script_takes_these_packages_and_no_others_from_a_network():
    script = (INSTALL / "windows.ps1").read_text(encoding="utf-8")
    assert "Join-Path $PSScriptRoot 'requirements-windows.txt'" in script
    assert "'--require-hashes', '--only-binary', ':all:', '--requirement', $Requirements" in script
    assert (
        "'--no-index', '--no-deps', '--no-build-isolation', '--force-reinstall', $source" in script
    )
    installs = re.findall(r"Invoke-Step \$EnvironmentPython \(\$pip \+ (\$\w+)\)", script)
    assert installs == ["$locked", "$alone"]


def test_the_script_takes_the_pythons_whose_wheels_are_locked():
    script = (INSTALL / "windows.ps1").read_text(encoding="utf-8")
    first, last = re.search(r"Python 3\.(\d+) to 3\.(\d+)", TEXT).groups()
    assert f"(3, {first}) <= sys.version_info < (3, {int(last) + 1})" in script
    assert script.count(f"3.{first} to 3.{last}") == 3
