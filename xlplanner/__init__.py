"""How large a language model to train, on how many tokens, and what it costs over its life.

Every function of the catalogue is here under its name in lower case:

>>> from xlplanner import opt_params
>>> f"{opt_params(2.1275, 2e11):.6e}"
'5.396284e+09'
"""

from __future__ import annotations

from xlplanner._version import __version__ as __version__


def __getattr__(name: str) -> object:
    from xlplanner.functions import python_api

    if name == "__all__":
        return python_api.names()
    try:
        value = python_api.offered(name)
    except KeyError:
        raise AttributeError(f"module 'xlplanner' has no attribute {name!r}") from None
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    from xlplanner.functions import python_api

    return sorted({*globals(), *python_api.names()})
