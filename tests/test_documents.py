"""The documents beside the code: links, the citation, the version."""

import re
from pathlib import Path

import pytest
import yaml

from xlplanner._version import __version__

ROOT = Path(__file__).parent.parent
DOCUMENTS = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
DOCUMENTS += sorted((ROOT / ".github").rglob("*.md"))
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text())
# What the Citation File Format asks of a file and of a reference.
NEEDED = {"cff-version", "message", "title", "authors"}
REFERENCE = {"type", "title", "authors"}
PERSON, ENTITY = {"family-names", "given-names"}, {"name"}


def anchors(text):
    """The names by which the headings of a document can be linked to."""
    heads = re.findall(r"^#+ (.+)$", re.sub(r"(?s)```.*?```", "", text), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(document):
    text = document.read_text()
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if target.startswith("http"):
            continue
        name, _, anchor = target.partition("#")
        path = document.parent / name if name else document
        assert path.exists(), f"{document.name} links to {target}"
        if anchor:
            assert anchor in anchors(path.read_text()), f"{document.name} links to {target}"


def test_the_contributing_guide_names_files_that_are_there():
    guide = (ROOT / "CONTRIBUTING.md").read_text()
    named = set(re.findall(r"`([a-z_./]+\.(?:py|csv|md|toml))`", guide))
    assert len(named) > 20
    roots = [ROOT, ROOT / "xlplanner", ROOT / "tests", *ROOT.glob("xlplanner/*/")]
    for name in named:
        assert any((root / name).exists() for root in roots), name


def test_the_citation_is_complete_and_of_this_version():
    assert CITATION["cff-version"] == "1.2.0"
    assert CITATION.keys() >= NEEDED
    assert CITATION["version"] == __version__
    assert CITATION["license"] == "MIT"
    (paper,) = CITATION["references"]
    assert paper.keys() >= REFERENCE
    assert paper["url"] == "https://arxiv.org/abs/2401.00448"
    for author in (*CITATION["authors"], *paper["authors"]):
        assert author.keys() in (PERSON, ENTITY)


def test_the_changelog_begins_with_what_is_new():
    text = (ROOT / "CHANGELOG.md").read_text()
    first, *versions = re.findall(r"^## \[(.+?)\]", text, re.MULTILINE)
    assert first == "Unreleased"
    assert not versions or versions[0] == __version__


def test_hooks_need_nothing_but_the_environment():
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())
    (local,) = hooks["repos"]
    assert local["repo"] == "local"
    assert all(hook["entry"].startswith(".venv/bin/") for hook in local["hooks"])
    assert all(hook["language"] == "system" for hook in local["hooks"])
