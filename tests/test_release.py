"""What install/release makes: texts, digests, packages of the same bytes, and what it refuses."""

import hashlib
import os
import platform
import re
import subprocess
import sys
import tarfile
import time
import zipfile

import pytest
import release
import release_files
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

# What writes a release of a small clone: the names that it sees, and a text; or it waits.
WRITES = """
import os, pathlib, sys, time
folder, *_ = map(pathlib.Path, sys.argv[1:])
if "WAIT" in os.environ:
    pathlib.Path(os.environ["WAIT"] + "_").write_text(str(os.getpid()))
    os.rename(os.environ["WAIT"] + "_", os.environ["WAIT"])
    time.sleep(600)
tree = pathlib.Path(__file__).parent.parent
names = sorted(path.name for path in tree.rglob("*"))
text = tree.joinpath("README.md").read_bytes().decode()
(folder / "NOTES.md").write_text("\\n".join([*names, text]))
(folder / "SHA256SUMS").write_text("")
"""
STOPPED = """
import pathlib, sys, release
release.ROOT = pathlib.Path(sys.argv[1])
sys.exit(release.main(sys.argv[2:]))
"""
linux = pytest.mark.skipif(
    (sys.platform, platform.machine()) != ("linux", "x86_64"), reason="a release is made on Linux"
)


@pytest.fixture
def clone(monkeypatch, tmp_path):
    """A small clone in place of this one."""
    root = tmp_path / "clone"
    (root / "install").mkdir(parents=True)
    (root / "README.md").write_text("old\n", newline="\n")
    (root / "install" / "release_files.py").write_text(WRITES)
    monkeypatch.setattr(release, "ROOT", root)
    release.git("init", "--quiet")
    release.git("add", ".")
    author = ("-c", "user.name=a", "-c", "user.email=a@b.example")
    release.git(*author, "commit", "--quiet", "-m", "one")
    return root


@pytest.mark.parametrize(
    ("version", "entry"), [("0.2.0", "- Newer."), ("0.1.0", "- Older."), ("0.3.0", "Nothing.")]
)
def test_notes_are_the_entry_of_the_version_or_what_is_unreleased(version, entry):
    text = release_files.notes(CHANGELOG, version)
    assert text.startswith(f"# xlplanner {version}\n\n{entry}\n\n## Files\n\n")
    assert f"`xlplanner-{version}-py3-none-any.whl`" in text


def test_a_changelog_without_an_entry_is_refused():
    with pytest.raises(FileError, match=r"no entry \[9\.0\] or \[Unreleased\]"):
        release_files.notes("# Changelog\n", "9.0")


def test_sums_are_those_of_sha256sum(tmp_path):
    (tmp_path / "b.txt").write_text("b")
    (tmp_path / "a.txt").write_text("a")
    (tmp_path / release_files.SUMS).write_text("of before")
    first, second = release_files.sums(tmp_path).splitlines()
    assert first == f"{hashlib.sha256(b'a').hexdigest()}  a.txt"
    assert second.endswith("  b.txt")


def test_a_tree_with_changes_is_refused():
    release.refuse_changes("")
    with pytest.raises(FileError, match=r"^README\.md and 1 more not committed; commit first"):
        release.refuse_changes(" M README.md\n?? new.py")


def test_a_changed_file_is_named(clone):
    release.refuse_changes(release.git("status", "--porcelain"))
    (clone / "README.md").write_text("new")
    with pytest.raises(FileError, match=r"^README\.md not committed"):
        release.refuse_changes(release.git("status", "--porcelain"))


@linux
def test_what_is_not_committed_is_in_no_release(clone, tmp_path, capsys):
    (clone / ".git" / "info" / "exclude").write_text("secret.csv")
    (clone / "secret.csv").write_text("mine")
    release.git("config", "core.autocrlf", "true")
    assert release.main([str(tmp_path / "new" / "folder")]) == 0
    notes = tmp_path / "new" / "folder" / release_files.NOTES
    assert notes.read_bytes() == b"README.md\ninstall\nrelease_files.py\nold\n"
    assert "secret.csv" in release.git("ls-files", "--others")
    assert capsys.readouterr().out.endswith(f"{notes.parent}\n")


@linux
def test_a_stopped_release_leaves_nothing(clone, tmp_path):
    target = tmp_path / "new" / "folder"
    path = os.pathsep.join([str(release.ROOT), *sys.path])
    process = subprocess.Popen(
        [sys.executable, "-c", STOPPED, str(clone), str(target)],
        env=os.environ | {"PYTHONPATH": path, "WAIT": str(tmp_path / "pid")},
    )
    while not (tmp_path / "pid").exists() and process.poll() is None:
        time.sleep(0.01)
    process.terminate()
    assert process.wait(timeout=30) == 130
    assert list(target.parent.iterdir()) == []
    with pytest.raises(ProcessLookupError):
        os.kill(int((tmp_path / "pid").read_text()), 0)


def made(folder, **texts):
    """Files in a folder, with their digests."""
    for name, text in texts.items():
        (folder / f"{name}.xlsx").write_text(text)
    (folder / release_files.SUMS).write_text(release_files.sums(folder))


@pytest.mark.parametrize(
    ("spoil", "names"),
    [
        (lambda folder: (folder / "thesis.txt").write_text("mine"), "thesis.txt"),
        (lambda folder: (folder / "planner.xlsx").write_text("filled in"), "planner.xlsx"),
        (lambda folder: (folder / "planner").mkdir(), "planner"),
        (lambda folder: (folder / release_files.SUMS).unlink(), "planner.xlsx"),
        (lambda folder: made(folder, thesis="1"), "SHA256SUMS and 1 more"),
    ],
    ids=["other", "changed", "folder", "no digests", "digests of others"],
)
def test_a_folder_with_anything_else_is_kept(tmp_path, spoil, names):
    made(tmp_path, planner="1")
    release.refuse_others(tmp_path)
    spoil(tmp_path)
    before = sorted(tmp_path.iterdir())
    words = f"^{re.escape(str(tmp_path))} holds {names}, not as a release made it; give another"
    with pytest.raises(FileError, match=words), release.replacing(tmp_path):
        pass
    assert sorted(tmp_path.iterdir()) == before


def test_what_is_put_there_while_a_release_is_made_is_kept(tmp_path):
    mine = tmp_path / "release" / "mine.txt"

    def make():
        with release.replacing(mine.parent):
            mine.parent.mkdir()
            mine.write_text("mine")

    with pytest.raises(FileError, match=r"holds mine\.txt,"):
        make()
    assert list(tmp_path.rglob("*")) == [mine.parent, mine]


def test_a_release_takes_its_place_once_it_is_whole(tmp_path):
    target = tmp_path / "release"
    for content in ("old", "new"):
        with release.replacing(target) as (folder, _):
            made(folder, planner=content)
    with pytest.raises(FileNotFoundError), release.replacing(target) as (folder, _):
        (folder / "missing" / "planner.xlsx").write_text("half")
    assert (target / "planner.xlsx").read_text() == "new"
    assert [path.name for path in tmp_path.iterdir()] == ["release"]


@linux
def test_a_folder_that_cannot_be_made_is_one_line(clone, tmp_path, capsys):
    (tmp_path / "file").write_text("")
    (tmp_path / "loop").symlink_to("loop")
    for name, words in {
        tmp_path / "file": f"{tmp_path}/file is there and no folder",
        tmp_path / "file" / "out": f"cannot make the folder {tmp_path}/file: it is a file",
        tmp_path / "loop": f"cannot write {tmp_path}/loop: its links lead nowhere",
        "/proc/foo/out": "cannot make the folder /proc/foo: No such file or directory",
        "/proc/out": "cannot make a temporary folder in /proc: ",
    }.items():
        assert release.main([str(name)]) == 1
        printed = capsys.readouterr()
        assert printed.err.startswith(f"install/release: {words}")
        assert (printed.out, printed.err.count("\n")) == ("", 1)
    (tmp_path / "link").symlink_to("new/folder")
    assert release.main([str(tmp_path / "link")]) == 0
    assert (tmp_path / "new" / "folder" / release_files.SUMS).is_file()


@linux
def test_a_folder_is_named_from_where_one_stands(tmp_path):
    (tmp_path / "mine").write_text("")
    done = subprocess.run(
        [release.ROOT / "install" / "release", "mine"],
        cwd=tmp_path,
        env=os.environ | {"XLPLANNER_VENV": sys.prefix},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == f"install/release: {tmp_path}/mine is there and no folder\n"


def test_licences_are_read_from_wheels_each_text_once(tmp_path):
    for python in ("cp311", "cp312"):
        with zipfile.ZipFile(tmp_path / f"numpy-1-{python}.whl", "w") as wheel:
            wheel.writestr("numpy-1.dist-info/METADATA", "Name: numpy\nVersion: 1\n\nAbout.")
            wheel.writestr("numpy-1.dist-info/licenses/sub/LICENSE.txt", "Free.\r\n")
            wheel.writestr("numpy/LICENSE", "not of the metadata")
    text = release_files.licence_texts(tmp_path.glob("*.whl"))
    assert text.count("Free.") == text.count(f"numpy 1: {windows_parts.LICENCES['numpy']}") == 1
    assert "not of the metadata" not in text


def test_every_system_gets_the_packages_that_it_needs():
    windows, linux = (
        release_files.requirements(target.system) for target in release_files.WHEELHOUSES[::-1]
    )
    assert windows.keys() - linux.keys() == {"pywin32"}
    assert linux.keys() >= {release_files.OF_FUNCTIONS, "hatchling", "scipy"}


@pytest.mark.slow
def test_wheel_and_source_are_the_same_bytes_at_any_time(tmp_path):
    pytest.importorskip("hatchling")
    epoch = 1_700_000_000
    first = release_files.build_packages(tmp_path / "first", str(epoch))
    second = release_files.build_packages(tmp_path / "deeper" / "second", str(epoch))
    assert [path.suffix for path in first] == [".whl", ".gz"]
    assert list(map(release_files.digest, first)) == list(map(release_files.digest, second))
    with zipfile.ZipFile(first[0]) as wheel:
        assert {part.date_time for part in wheel.infolist()} == {time.gmtime(epoch)[:6]}
    with tarfile.open(first[1]) as source:
        assert {member.mtime for member in source} == {epoch}


def test_a_failing_program_is_one_line():
    with pytest.raises(FileError, match=r"^-c import sys; .* failed: the last line$"):
        release_files.run(sys.executable, "-c", "import sys; sys.exit('first\\nthe last line')")


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
