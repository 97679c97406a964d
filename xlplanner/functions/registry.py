"""Functions by their names: every family enters its functions here."""

from __future__ import annotations

from xlplanner.errors import CatalogueError, UnknownFunctionError
from xlplanner.functions.entry import Function
from xlplanner.functions.numbers import shown


class Registry(dict[str, Function]):
    """Functions by their names in upper case."""

    def add(self, function: Function) -> None:
        """Enter a function.

        Raises
        ------
        CatalogueError
            If one of the same name, ignoring case, is there already.
        """
        if function.name.upper() in self:
            raise CatalogueError(f"two functions are named {function.name}, ignoring case")
        self[function.name.upper()] = function

    def find(self, name: str) -> Function:
        """The function of a name, in any case.

        Raises
        ------
        UnknownFunctionError
            If there is none; the message names the nearest one.
        """
        function = self.get(name.strip().upper())
        if function is None:
            from difflib import get_close_matches

            near = get_close_matches(name.upper(), self, n=1)
            hint = f"did you mean {near[0]}?" if near else "`xlplanner functions` lists them"
            raise UnknownFunctionError(f"there is no function {shown(name)}; {hint}")
        return function


REGISTRY = Registry()
find = REGISTRY.find
