"""The Windows registry; on other systems it is empty."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TypeAlias

from xlplanner.errors import FileError

USER, MACHINE = "HKEY_CURRENT_USER", "HKEY_LOCAL_MACHINE"
# From a key to its values by name, in lower case.
Reader: TypeAlias = Callable[[str], Mapping[str, object]]


def values(key: str) -> dict[str, object]:
    """The values of a key by name, in lower case; none if it is missing or cannot be read."""
    if sys.platform != "win32":
        return {}
    import winreg

    root, _, path = key.partition("\\")
    content: dict[str, object] = {}
    # Whatever the bits of this Python, the registry that 64-bit programs see.
    access = winreg.KEY_READ | winreg.KEY_WOW64_64KEY
    with suppress(OSError), winreg.OpenKey(getattr(winreg, root), path, 0, access) as opened:
        for index in range(winreg.QueryInfoKey(opened)[1]):
            name, value, _ = winreg.EnumValue(opened, index)
            content[name.lower()] = value
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

    root, _, path = key.partition("\\")
    try:
        with suppress(FileNotFoundError):
            winreg.DeleteKey(getattr(winreg, root), path)
    except OSError as error:
        raise FileError(f"cannot delete {key}: {error.strerror}") from None
