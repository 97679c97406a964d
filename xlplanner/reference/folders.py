"""Where rows come from: the package's own data, and a folder of the user's that adds to it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from xlplanner.errors import DataError, printable_path
from xlplanner.reference.table import DATA_FOLDER, Row, read_table, row_key, shown_path

Source = TypeVar("Source")
Derived = TypeVar("Derived")
SETTING = "XLPLANNER_DATA"


def home_folder() -> Path | None:
    """The user's home, or None where the system does not know it."""
    try:
        home = Path.home()
    except RuntimeError:
        return None
    # A HOME of "~" stands for itself.
    return home if home.is_absolute() else None


def folder_in_home() -> Path | None:
    """~/.xlplanner/data, whether it exists or not; None where the system knows no home."""
    home = home_folder()
    return None if home is None else home / ".xlplanner" / "data"


def user_folder() -> Path | None:
    """The user's folder: what the setting XLPLANNER_DATA names, or ~/.xlplanner/data if it exists.

    An empty setting means none.

    Raises
    ------
    DataError
        If the folder that the setting names is not there, or what is there is no folder.
    """
    setting = os.environ.get(SETTING)
    if setting is None:
        folder = folder_in_home()
        if folder is None or not os.path.lexists(folder):
            return None
    elif not setting:
        return None
    else:
        folder = Path(setting)
    if not folder.is_dir():
        raise DataError(f"the data folder {printable_path(folder)} is not there, or no folder")
    return folder


def user_file(file: str) -> Path | None:
    """The user's data file of a name, if there is one, be it readable or not."""
    folder = user_folder()
    path = None if folder is None else folder / file
    # A link that leads nowhere is there too: it was meant to be read.
    return path if path is not None and os.path.lexists(path) else None


def shown_file(file: str) -> str:
    """A data file in messages: by its path if the user has one of that name."""
    return shown_path(user_file(file) or DATA_FOLDER / file)


def read_rows(file: str, row_type: type[Row], key: tuple[str, ...]) -> list[Row]:
    """The shipped rows of a file and the user's, which replace those of the same key."""
    path = user_file(file)
    own = () if path is None else _read_own(path, row_type, key)
    rows = {row_key(row, key): row for row in read_table(DATA_FOLDER / file, row_type, key=key)}
    for row in own:
        shipped = rows.get(row_key(row, key), row)
        # A row that replaces another keeps its names as they were written.
        rows[row_key(row, key)] = replace(row, **{name: getattr(shipped, name) for name in key})
    return list(rows.values())


# What is wrong with files of the user's, by path, time of change and size: a broken one is not read
# again for every cell of a sheet.
_broken: dict[tuple[Path, int, int], str] = {}


def _read_own(path: Path, row_type: type[Row], key: tuple[str, ...]) -> tuple[Row, ...]:
    info = path.lstat()
    state = path, info.st_mtime_ns, info.st_size
    if state in _broken:
        raise DataError(_broken[state])
    try:
        return read_table(path, row_type, key=key)
    except DataError as error:
        _broken[state] = str(error)
        raise


def derived_from(
    source: Callable[[], Source], derive: Callable[[Source], Derived]
) -> Callable[[], Derived]:
    """A loader of what is derived from records, kept until the records are read again."""
    kept: list[tuple[Source, Derived]] = []

    def load() -> Derived:
        records = source()
        if not kept or kept[0][0] is not records:
            kept[:] = [(records, derive(records))]
        return kept[0][1]

    return load
