"""The Windows registry below HKEY_CURRENT_USER; on other systems it is empty."""

from __future__ import annotations

import sys
from collections.abc import Callable
from contextlib import suppress
from typing import TypeAlias

from xlplanner.errors import FileError

# From a key and a name to the value, or None.
Reader: TypeAlias = Callable[[str, str], object]


def value(key: str, name: str) -> object:
    """A value of a key, or None if it is missing or cannot be read."""
    if sys.platform != "win32":
        return None
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
            content: object = winreg.QueryValueEx(opened, name)[0]
    except OSError:
        return None
    return content


def delete(key: str) -> None:
    """Delete a key without subkeys, if it exists.

    Raises
    ------
    FileError
        If Windows refuses.
    """
    if sys.platform != "win32":
        return
    import winreg

    try:
        with suppress(FileNotFoundError):
            winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)
    except OSError as error:
        raise FileError(rf"cannot delete HKEY_CURRENT_USER\{key}: {error.strerror}") from None
