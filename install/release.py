"""Make what a release offers, from the last commit: packages, add-ins, workbooks and wheelhouses.

The same commit gives the same bytes, whatever else lies in the tree. Run it through
install/release, which finds the environment.
"""

from __future__ import annotations

import argparse
import os
import platform
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from fnmatch import fnmatchcase
from pathlib import Path

from release_files import ABOUT, NOTES, SUMS, digest, run

from xlplanner.errors import FileError, printable
from xlplanner.files import followed, make_folder, scratch_folder

ROOT = Path(__file__).parent.parent
# What the names of a release's files look like.
PATTERNS = [re.sub(r"\{v\}|SYSTEM|X\.Y", "*", name) for name in (*ABOUT, NOTES)]
# What a user's settings must not change in the files of a commit.
PLAIN = ("-c", "core.autocrlf=false", "-c", "core.attributesFile=")

# The tree ----------------------------------------------------------------------------------------


def git(*arguments: str) -> str:
    """What git prints."""
    command = ["git", "-C", str(ROOT), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise FileError(f"a release is made in a clone; git says: {done.stderr.strip()}")
    return done.stdout.rstrip()


def refuse_changes(status: str) -> None:
    """Refuse a tree that `git status --porcelain` says something of."""
    if changed := [line[3:] for line in status.splitlines()]:
        raise FileError(
            f"{_some(changed)} not committed; commit first, or give --allow-dirty to try"
        )


def committed(scratch: Path) -> Path:
    """The tree of the last commit, and nothing else that lies in the clone."""
    archive, tree = scratch / "tree.tar", scratch / "tree"
    git(*PLAIN, "archive", f"--output={archive}", "HEAD")
    tree.mkdir()
    run("tar", "--no-same-permissions", "-xf", str(archive), "-C", str(tree))
    return tree


def write_from(tree: Path, *arguments: str) -> None:
    """Run a tree's own release_files.py; whatever ends this ends all that it started.

    Raises
    ------
    SystemExit
        If it fails, which it has reported.
    """
    command = [sys.executable, str(tree / "install" / "release_files.py"), *arguments]
    environment = {**os.environ, "PYTHONPATH": str(tree)}
    process = subprocess.Popen(command, cwd=tree, env=environment, start_new_session=True)
    try:
        if code := process.wait():
            raise SystemExit(code)
    finally:
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()


# The folder --------------------------------------------------------------------------------------


def refuse_others(folder: Path) -> None:
    """Refuse a folder that holds what is no release's, or was changed since.

    Raises
    ------
    FileError
    """
    if not os.path.lexists(folder):
        return
    if not folder.is_dir():
        raise FileError(f"{folder} is there and no folder")
    text = (folder / SUMS).read_text("utf-8", "replace") if (folder / SUMS).is_file() else ""
    lines = [line.partition("  ") for line in text.splitlines()]
    listed = {name: value for value, _, name in lines}
    others = [p.name for p in sorted(folder.iterdir()) if not _is_of_release(p, listed)]
    if others:
        raise FileError(
            f"{folder} holds {_some(others)}, not as a release made it; give another folder"
        )


def _is_of_release(path: Path, listed: dict[str, str]) -> bool:
    if path.is_symlink() or not path.is_file():
        return False
    if path.name == SUMS:
        return all(map(_is_name, listed))
    return _is_name(path.name) and listed.get(path.name) == digest(path)


def _is_name(name: str) -> bool:
    return any(fnmatchcase(name, pattern) for pattern in PATTERNS)


def _some(names: list[str]) -> str:
    return printable(names[0], 80) + f" and {len(names) - 1} more" * (len(names) > 1)


@contextmanager
def replacing(target: Path) -> Iterator[tuple[Path, Path]]:
    """An empty folder that takes the place of another, once it is whole, and a scratch folder.

    Raises
    ------
    FileError
        If what is there is no release, or no folder can be made there.
    """
    refuse_others(target)
    make_folder(target.parent)
    with scratch_folder(target.parent) as folder:
        fresh, scratch = folder / "release", folder / "scratch"
        fresh.mkdir()
        scratch.mkdir()
        yield fresh, scratch
        refuse_others(target)
        if target.exists():
            target.rename(folder / "before")
        fresh.rename(target)


# -------------------------------------------------------------------------------------------------


def main(arguments: list[str] | None = None) -> int:
    """Make a release; exit code 1 with one line if it cannot be made."""
    parser = argparse.ArgumentParser(prog="install/release", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "dist" / "release")
    parser.add_argument("--allow-dirty", action="store_true", help="of the tree as it is")
    options = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        make(followed(options.folder), allow_dirty=options.allow_dirty)
    except (FileError, OSError) as error:
        print(f"install/release: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("install/release: stopped", file=sys.stderr)
        return 130
    return 0


def make(target: Path, *, allow_dirty: bool) -> None:
    """Make a release and print its files."""
    if (sys.platform, platform.machine()) != ("linux", "x86_64"):
        raise FileError(f"a release is made on Linux, x86_64; this is {platform.platform()}")
    with replacing(target) as (folder, scratch):
        if not allow_dirty:
            refuse_changes(git("status", "--porcelain"))
        tree = ROOT if allow_dirty else committed(scratch)
        write_from(tree, str(folder), str(scratch), git("log", "-1", "--format=%ct"))
    for path in sorted(target.iterdir()):
        print(f"{digest(path)}  {path.stat().st_size:>11,}  {path.name}")
    print(target)


if __name__ == "__main__":
    sys.exit(main())
