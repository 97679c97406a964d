"""Where rows come from: the package's own data, and a folder of the user's that adds to it."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from xlplanner.errors import DataError
from xlplanner.reference.table import DATA_FOLDER, read_table, row_key

Record = TypeVar("Record")
SETTING = "XLPLANNER_DATA"
HOME_FOLDER = Path("~/.xlplanner/data")


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
        home = HOME_FOLDER.expanduser()
        return home if home.is_dir() else None
    if not setting:
        return None
    folder = Path(setting)
    if not folder.is_dir():
        raise DataError(f"the data folder {folder} is not there")
    return folder


def read_rows(
    file: str, record_type: type[Record], key: tuple[str, ...]
) -> dict[tuple[Any, ...], Record]:
    """The shipped rows of a file by key, and the user's, which replace those of the same key."""
    rows = {row_key(row, key): row for row in read_table(DATA_FOLDER / file, record_type, key=key)}
    folder = user_folder()
    if folder is not None and (folder / file).exists():
        for row in read_table(folder / file, record_type, key=key):
            place = row_key(row, key)
            # A row that replaces another keeps the spelling of its names.
            spelling = {name: getattr(rows.get(place, row), name) for name in key}
            rows[place] = replace(row, **spelling)  # type: ignore[type-var]
    return rows


def derived_from(source: Callable[[], Any], make: Callable[[Any], Any]) -> Callable[[], Any]:
    """What is made of records, kept until the records are read anew."""
    kept: list[Any] = []

    def made() -> Any:
        records = source()
        if not kept or kept[0] is not records:
            kept[:] = [records, make(records)]
        return kept[1]

    return made
