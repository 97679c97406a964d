"""Files that are written whole or not at all, and what a killed run leaves behind."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest

from xlplanner import files
from xlplanner.errors import FileError
from xlplanner.files import OLD, atomic_write, check_writable, only_new, scratch_folder
from xlplanner.office import LibreOffice
from xlplanner.workbook.export import targets

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs signals, links and locks")

# A run that is killed while it writes a file beside its target, with a folder for temporary files.
KILLED = """
import os, signal, sys
from pathlib import Path
from xlplanner.files import atomic_write, scratch_folder
with scratch_folder() as folder, atomic_write(Path(sys.argv[1])) as temporary:
    (folder / "part").write_text("half")
    temporary.write_text("half")
    os.kill(os.getpid(), int(sys.argv[2]))
"""


def aged(path, seconds=120):
    """A file that was made so long ago."""
    then = time.time() - seconds
    os.utime(path, (then, then))
    return path


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """The folder for temporary files."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def run(target, number, folder):
    """Kill a run that writes a target."""
    path = os.pathsep.join([str(Path(files.__file__).parent.parent), *sys.path])
    environment = os.environ | {"TMPDIR": str(folder), "PYTHONPATH": path}
    command = [sys.executable, "-c", KILLED, str(target), str(int(number))]
    assert subprocess.run(command, env=environment).returncode == -number


@posix
def test_what_a_killed_run_leaves_is_taken_away_by_the_next(tmp_path, temporary):
    target = tmp_path / "target"
    target.write_text("whole")
    run(target, signal.SIGKILL, temporary)
    left = [*tmp_path.glob(".xlplanner-*.tmp"), *temporary.glob("xlplanner-*.tmp")]
    assert len(left) == 2
    assert target.read_text() == "whole"
    for path in left:
        aged(path)
    with scratch_folder(), atomic_write(target) as other:
        other.write_text("new")
    assert target.read_text() == "new"
    assert sorted(tmp_path.iterdir()) == [target, temporary]
    assert list(temporary.iterdir()) == []


@posix
def test_what_a_living_run_holds_stays(tmp_path, temporary):
    with scratch_folder() as folder, atomic_write(tmp_path / "one") as one:
        for path in (folder, one):
            aged(path, 10 * OLD)
        with scratch_folder(), atomic_write(tmp_path / "other") as other:
            other.write_text("2")
        assert folder.is_dir()
        one.write_text("1")
    assert (tmp_path / "one").read_text() == "1"


@posix
def test_nothing_of_anybody_elses_is_taken_away(tmp_path):
    for name in (
        ".xlplanner-mine",
        "xlplanner-projects",
        ".xlplanner-12345678.tmp.xlsx",
        "x.xlplanner-12345678.tmp",
        ".xlplanner-ABCDEFGH.tmp",
    ):
        (tmp_path / name).write_text("mine")
        aged(tmp_path / name, 10 * OLD)
    (tmp_path / ".xlplanner-abcdefgh.tmp").symlink_to(".xlplanner-mine")
    os.mkfifo(tmp_path / ".xlplanner-abcdefgi.tmp")
    (tmp_path / ".xlplanner-abcdefgj.tmp").write_text("new")
    before = sorted(tmp_path.iterdir())
    with atomic_write(tmp_path / "target") as temporary:
        temporary.write_text("x")
    assert sorted(tmp_path.iterdir()) == sorted([*before, tmp_path / "target"])


@posix
def test_another_users_stays(tmp_path, monkeypatch):
    path = tmp_path / ".xlplanner-abcdefgh.tmp"
    path.write_text("")
    aged(path, 10 * OLD)
    own = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: own + 1)
    with atomic_write(tmp_path / "target"):
        pass
    assert path.exists()
    monkeypatch.undo()
    with atomic_write(tmp_path / "target"):
        pass
    assert not path.exists()


def test_a_folder_that_cannot_be_listed_is_written_to(tmp_path, monkeypatch):
    def refused(path):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "listdir", refused)
    with scratch_folder(), atomic_write(tmp_path / "target") as temporary:
        temporary.write_text("x")
    assert (tmp_path / "target").read_text() == "x"


def test_a_file_is_on_the_disk_before_it_takes_its_place(tmp_path, monkeypatch):
    done = []
    sync, replace = os.fsync, os.replace

    def synced(handle):
        done.append(("fsync", os.fstat(handle).st_ino))
        sync(handle)

    def replaced(source, target):
        done.append(("replace", os.stat(source).st_ino))
        replace(source, target)

    monkeypatch.setattr(os, "fsync", synced)
    monkeypatch.setattr(os, "replace", replaced)
    with atomic_write(tmp_path / "target") as temporary:
        temporary.write_text("x")
    file, folder = (path.stat().st_ino for path in (tmp_path / "target", tmp_path))
    assert done[:2] == [("fsync", file), ("replace", file)]
    assert done[2:] == [("fsync", folder)] * (sys.platform != "win32")


@posix
def test_a_file_that_the_disk_does_not_take_leaves_the_old_one(tmp_path, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    (tmp_path / "target").write_text("old")
    monkeypatch.setattr(os, "fsync", full)
    with (
        pytest.raises(FileError, match=r"cannot write .*target: No space left on device"),
        atomic_write(tmp_path / "target") as temporary,
    ):
        temporary.write_text("new")
    assert os.listdir(tmp_path) == ["target"]
    assert (tmp_path / "target").read_text() == "old"


@posix
@pytest.mark.parametrize("name", ["loop", "loop/target", "one"])
def test_links_that_lead_to_one_another_are_refused(tmp_path, name):
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "one").symlink_to("other")
    (tmp_path / "other").symlink_to("one")
    path, before = tmp_path / name, sorted(tmp_path.iterdir())
    for write in (
        lambda: targets(tmp_path / "source", path),
        lambda: atomic_write(path).__enter__(),
    ):
        with pytest.raises(FileError, match=f"cannot write {path}: its links lead nowhere"):
            write()
    assert sorted(tmp_path.iterdir()) == before


@posix
def test_a_link_to_a_file_that_is_not_there_yet_is_followed(tmp_path):
    (tmp_path / "link").symlink_to("target")
    with atomic_write(tmp_path / "link") as temporary:
        temporary.write_text("x")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "target").read_text() == "x"


def test_a_missing_folder_is_made(tmp_path):
    path = tmp_path / "one" / "two" / "target"
    check_writable(path)
    assert list(tmp_path.iterdir()) == []
    with atomic_write(path) as temporary:
        temporary.write_text("x")
    assert path.read_text() == "x"


@posix
@pytest.mark.parametrize("name", ["/proc/sys/new/x", "file/x", "n" * 300, "dangling/x"])
def test_what_cannot_be_written_is_known_before(tmp_path, name):
    (tmp_path / "file").write_text("old")
    (tmp_path / "dangling").symlink_to("/proc/sys/new")
    with pytest.raises(FileError, match=r"cannot (write|make the folder) /"):
        check_writable(tmp_path / name)


@posix
@pytest.mark.parametrize("name", ["target", "folder/target", "link"])
@pytest.mark.parametrize("has_links", [True, False])
def test_what_came_meanwhile_stays(tmp_path, monkeypatch, name, has_links):
    def refused(*names):
        raise OSError(95, "Operation not supported")

    if not has_links:
        monkeypatch.setattr(os, "link", refused)
    (tmp_path / "link").symlink_to("target")
    path = tmp_path / name
    with only_new([path, tmp_path / "folder"]):
        with atomic_write(path) as temporary:
            temporary.write_text("new")
        with (
            pytest.raises(FileError, match="target was made meanwhile, and stays"),
            atomic_write(path) as temporary,
        ):
            temporary.write_text("newer")
        with atomic_write(tmp_path / "other") as temporary:
            temporary.write_text("1")
        with atomic_write(tmp_path / "other") as temporary:
            temporary.write_text("2")
    assert path.read_text() == "new"
    assert (tmp_path / "other").read_text() == "2"
    assert list(tmp_path.rglob("*.tmp")) == []


def test_without_a_place_for_temporary_files_the_reason_is_stated(tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "none"))
    with (
        pytest.raises(FileError, match="cannot make a temporary folder: No such file"),
        scratch_folder(),
    ):
        pass


# A signal while LibreOffice starts ---------------------------------------------------------------


@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_while_libreoffice_starts_leaves_nothing_running(tmp_path, monkeypatch, number):
    program, started = tmp_path / "soffice", []
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    program.chmod(0o755)
    popen = subprocess.Popen

    def start(*arguments, **options):
        started.append(popen(*arguments, **options))
        os.kill(os.getpid(), number)
        time.sleep(0.05)
        return started[0]

    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(subprocess, "Popen", start)
    before = signal.signal(number, interrupt)
    try:
        with pytest.raises(KeyboardInterrupt):
            LibreOffice(tmp_path).run("soffice")
        assert signal.getsignal(number) is interrupt
    finally:
        signal.signal(number, before)
    (process,) = started
    assert process.wait(timeout=5) == -signal.SIGKILL
