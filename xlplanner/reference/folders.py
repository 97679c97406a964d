"""Where rows come from: the package's own data, and a folder of the user's that adds to it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from xlplanner.errors import DataError
from xlplanner.reference.table import DATA_FOLDER, Row, read_table, row_key

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
        If the setting names a folder that is not there.
    """
    setting = os.environ.get(SETTING)
    if setting is None:
        folder = folder_in_home()
        return folder if folder and folder.is_dir() else None
    if not setting:
        return None
    folder = Path(setting)
    if not folder.is_dir():
        raise DataError(f"the data folder {folder} is not there")
    return folder


def read_rows(file: str, row_type: type[Row], key: tuple[str, ...]) -> list[Row]:
    """The shipped rows of a file and the user's, which replace those of the same key."""
    rows = {row_key(row, key): row for row in read_table(DATA_FOLDER / file, row_type, key=key)}
    folder = user_folder()
    if folder is not None and (folder / file).exists():
        for row in read_table(folder / file, row_type, key=key):
            shipped = rows.get(row_key(row, key), row)
            # A row that replaces another keeps its names as they were written.
            rows[row_key(row, key)] = replace(row, **{name: getattr(shipped, name) for name in key})
    return list(rows.values())


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
