"""What `notes.js` goes by: conditions and sentences, functions' own notes, and the data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from xlplanner.expressions.javascript import function, sentence
from xlplanner.expressions.members import Tables
from xlplanner.expressions.tree import any_number, lift
from xlplanner.functions import notes
from xlplanner.functions.entry import Condition, Function, parameters_of
from xlplanner.functions.records import DEFAULT_DEPLOYMENT, MODEL, deployments, laws
from xlplanner.javascript.bodies import OFFERED, symbol_of
from xlplanner.reference.records import PUBLIC_TEXT, VOCABULARY, yardsticks
from xlplanner.units import Unit

Json = Any
# What rules look at, by the names that their conditions have for it.
UNITS = {"params": Unit.PARAMS, "tokens": Unit.TOKENS, "loss": Unit.LOSS}


def noted() -> str:
    """The conditions and sentences of the rules, by their names in Python."""
    lines = [f"  {each.__name__}: {_rendered(each)}," for each in notes.CONDITIONS]
    lines += [f"  {each.__name__}: {_worded(each)}," for each in notes.SENTENCES]
    return "\n".join(["const NOTED = {", *lines, "};"])


def _rendered(condition: Callable[..., Any]) -> str:
    names = parameters_of(condition)
    return function(names, [lift(condition(*map(any_number, names)))])


def _worded(words: Callable[..., str]) -> str:
    names = parameters_of(words)
    return sentence(names, words(*map(any_number, names)))


def own_notes(tables: Tables) -> str:
    """The notes of functions' own: for each what it takes, its condition and its sentence."""
    lines = [
        f"  {entry.name}: [{', '.join(_own(entry, note, tables) for note in entry.notes)}],"
        for entry in OFFERED
        if entry.notes
    ]
    return "\n".join(["const OWN_NOTES = {", *lines, "};"])


def _own(entry: Function, note: Condition, tables: Tables) -> str:
    arguments = {argument.name: argument for argument in entry.arguments}
    names = note.arguments
    taken = [
        any_number(name) if name in entry.fields else symbol_of(arguments[name], tables)
        for name in names
    ]
    holds = function(names, [lift(note.holds(*taken))])
    reason = sentence(names, note.reason(*taken))
    tables.take_looked_up()
    return f"[{_listed(names)}, {holds}, {reason}]"


def _listed(names: Sequence[str]) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"


def measured(entry: Function) -> Json:
    """What a function has in the units of the rules."""
    found = {unit: list(notes.measured_in(entry, unit)) for unit in UNITS.values()}
    return {unit: figures for unit, figures in found.items() if figures}


def data_of_rules() -> Json:
    """What the rules hold figures against."""
    ranges = [notes.fitted_range(law) for law in laws().values()]
    experts = {
        place: [model.active_params, model.params]
        for place, model in enumerate(MODEL.load().values(), start=1)
        if model.active_params and notes.has_idle_experts(model.active_params, model.params)
    }
    return {
        "fitted": {unit: [fitted[unit] for fitted in ranges] for unit in ranges[0]},
        "stock": yardsticks()[PUBLIC_TEXT].value,
        "vocabulary": yardsticks()[VOCABULARY].value,
        "paper": list(deployments()).index(DEFAULT_DEPLOYMENT) + 1,
        "mfus": notes.MFUS,
        "experts": experts,
        "units": UNITS,
    }
