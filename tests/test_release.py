"""What install/release makes: texts, digests, packages of the same bytes, and what it refuses."""

import hashlib
import subprocess
import sys
import tarfile
import time
import zipfile

import pytest
import release
import windows_parts

from xlplanner.errors import FileError

CHANGELOG = """# Changelog

## [Unreleased]

Nothing.

## [0.2.0] - 2026-11-01

- Newer.

## [0.1.0] - 2026-10-01

- Older.

[0.1.0]: https://example.org
"""


@pytest.mark.parametrize(
    ("version", "entry"), [("0.2.0", "- Newer."), ("0.1.0", "- Older."), ("0.3.0", "Nothing.")]
)
def test_notes_are_the_entry_of_the_version_or_what_is_unreleased(version, entry):
    text = release.notes(CHANGELOG, version)
    assert text.startswith(f"# xlplanner {version}\n\n{entry}\n\n## Files\n\n")
    assert f"`xlplanner-{version}-py3-none-any.whl`" in text


def test_a_changelog_without_an_entry_is_refused():
    with pytest.raises(FileError, match=r"no entry \[9\.0\] or \[Unreleased\]"):
        release.notes("# Changelog\n", "9.0")


def test_sums_are_those_of_sha256sum(tmp_path):
    (tmp_path / "b.txt").write_text("b")
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / release.SUMS).write_text("of before")
    first, second = release.sums(tmp_path).splitlines()
    assert first == f"{hashlib.sha256(b'a').hexdigest()}  a.txt"
    assert second.endswith("  b.txt")


def test_a_tree_with_changes_is_refused():
    release.refuse_changes("")
    with pytest.raises(FileError, match=r"^README\.md and 1 more not committed; commit first"):
        release.refuse_changes(" M README.md\n?? new.py")


def test_a_changed_file_is_named(monkeypatch, tmp_path):
    monkeypatch.setattr(release, "ROOT", tmp_path)
    (tmp_path / "README.md").write_text("old")
    release.git("init", "--quiet")
    release.git("add", "README.md")
    author = ("-c", "user.name=a", "-c", "user.email=a@b.example")
    release.git(*author, "commit", "--quiet", "-m", "one")
    release.refuse_changes(release.git("status", "--porcelain"))
    (tmp_path / "README.md").write_text("new")
    with pytest.raises(FileError, match=r"^README\.md not committed"):
        release.refuse_changes(release.git("status", "--porcelain"))


def test_a_folder_that_is_no_release_is_kept(tmp_path):
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FileError, match="is there and no release"), release.replacing(tmp_path):
        pass
    assert (tmp_path / "mine.txt").read_text() == "mine"


def test_a_release_takes_its_place_once_it_is_whole(tmp_path):
    target = tmp_path / "release"
    for content in ("old", "new"):
        with release.replacing(target) as (folder, _):
            (folder / release.SUMS).write_text(content)
    with pytest.raises(FileNotFoundError), release.replacing(target) as (folder, _):
        (folder / "missing" / release.SUMS).write_text("half")
    assert (target / release.SUMS).read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["release"]


def test_licences_are_read_from_wheels_each_text_once(tmp_path):
    for python in ("cp311", "cp312"):
        with zipfile.ZipFile(tmp_path / f"numpy-1-{python}.whl", "w") as wheel:
            wheel.writestr("numpy-1.dist-info/METADATA", "Name: numpy\nVersion: 1\n\nAbout.")
            wheel.writestr("numpy-1.dist-info/licenses/sub/LICENSE.txt", "Free.\r\n")
            wheel.writestr("numpy/LICENSE", "not of the metadata")
    text = release.licence_texts(tmp_path.glob("*.whl"))
    assert text.count("Free.") == text.count(f"numpy 1: {windows_parts.LICENCES['numpy']}") == 1
    assert "not of the metadata" not in text


def test_every_system_gets_the_packages_that_it_needs():
    windows, linux = (release.requirements(target.system) for target in release.WHEELHOUSES[::-1])
    assert windows.keys() - linux.keys() == {"pywin32"}
    assert linux.keys() >= {release.OF_FUNCTIONS, "hatchling", "scipy"}


@pytest.mark.slow
def test_wheel_and_source_are_the_same_bytes_at_any_time(tmp_path):
    pytest.importorskip("hatchling")
    epoch = 1_700_000_000
    first = release.build_packages(tmp_path / "first", str(epoch))
    second = release.build_packages(tmp_path / "deeper" / "second", str(epoch))
    assert [path.suffix for path in first] == [".whl", ".gz"]
    assert list(map(release.digest, first)) == list(map(release.digest, second))
    with zipfile.ZipFile(first[0]) as wheel:
        assert {part.date_time for part in wheel.infolist()} == {time.gmtime(epoch)[:6]}
    with tarfile.open(first[1]) as source:
        assert {member.mtime for member in source} == {epoch}


def test_a_failing_program_is_one_line():
    with pytest.raises(FileError, match=r"^-c import sys; .* failed: the last line$"):
        release.run(sys.executable, "-c", "import sys; sys.exit('first\\nthe last line')")


def test_outside_a_clone_there_is_no_release(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(release, "ROOT", tmp_path)
    if subprocess.run(
        ["git", "-C", tmp_path, "status"], capture_output=True, check=False
    ).returncode:
        assert release.main([str(tmp_path / "new")]) == 1
        assert "a release is made in a clone" in capsys.readouterr().err


def test_forms_for_issues_say_what_they_are_for():
    forms = list((release.ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.md"))
    assert {form.stem for form in forms} == {"missing", "new-fact", "wrong-answer"}
    for form in forms:
        head, name, about, end, *body = form.read_text(encoding="utf-8").splitlines()
        assert head == end == "---"
        assert name.startswith("name: ")
        assert about.startswith("about: ")
        assert any(line.startswith("**") for line in body)
