"""Two editions of one description: the same cells, the same values, and the add-in's live."""

import os
import subprocess
import sys

import numpy as np
import openpyxl
import pytest
from calc_host import Calc
from effort import tries
from engines import Stored, WithFunctions
from office import Office, needs_office
from openpyxl import LXML
from plans import assert_planner, at, enter, random_inputs, sheet_of

from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.workbook.build import inputs
from xlplanner.workbook.editions import ADDIN, EDITIONS
from xlplanner.workbook.sheets.planner.results import CHEAPEST

RANDOM_PLANS = tries(3)


def test_both_editions_show_the_same_values_in_the_same_cells(built):
    (native, _), (addin, _) = built.values()
    shared = native.book.values.keys() & addin.book.values.keys()
    # The engine, the steps to a deadline, checks of them and the live examples stand in one
    # edition each, and move what stands beside them.
    moved = ("Checks", "Functions", "Workings", "Cases", "Basis")
    shared = {key for key in shared if key[0] not in moved}
    assert {sheet for sheet, _ in shared} >= {"Planner", "What-if", "Scenarios", "Table 2"}
    assert len(shared) > 3_000
    for key in shared:
        ours, theirs = native.book.values[key], addin.book.values[key]
        if isinstance(ours, str | bool):
            assert ours == theirs, key
        else:
            # Distances from print are differences, of some units of the last digit.
            assert ours == pytest.approx(theirs, rel=1e-12, abs=1e-9), key


def test_the_addin_edition_calls_the_catalogue(built):
    planner, _ = built[ADDIN]
    formulas = list(planner.book.formulas.values())
    called = {name for name in CATALOGUE if any(f"{name}(" in formula for formula in formulas)}
    assert called == set(CATALOGUE)
    assert planner.book.formulas["Planner", planner.designs[CHEAPEST].cost.address]
    assert "Engine" not in planner.book.titles


@pytest.mark.long
def test_the_addin_edition_is_live(built):
    planner, path = built[ADDIN]
    opened = WithFunctions(path)
    random = np.random.default_rng(3)
    for given in [inputs(), *(random_inputs(random) for _ in range(tries(2)))]:
        enter(opened, planner, given)
        assert_planner(opened, planner, given)


def test_every_cell_of_the_addin_edition_has_the_value_an_engine_gives_it(built):
    planner, path = built[ADDIN]
    opened = WithFunctions(path)
    opened.recalculate()
    for (sheet, address), stored in planner.book.values.items():
        if ",," in planner.book.formulas[sheet, address]:
            # This engine passes an argument that is left out as 0.
            continue
        value = opened.get(sheet, address)
        if isinstance(stored, str | bool):
            assert (value or "") == stored, (sheet, address)
        else:
            assert value == pytest.approx(float(stored), rel=1e-12, abs=1e-12), (sheet, address)


@pytest.mark.parametrize("edition", EDITIONS)
def test_two_builds_are_the_same_bytes_with_and_without_lxml(built, tmp_path, edition):
    path = tmp_path / "other.xlsx"
    command = [sys.executable, "-m", "xlplanner", "build", "-o", str(path), "--edition", edition]
    environment = os.environ | {"OPENPYXL_LXML": str(not LXML), "TZ": "UTC+7"}
    subprocess.run(command, check=True, capture_output=True, env=environment)
    assert path.read_bytes() == built[edition][1].read_bytes()


def test_files_are_small_and_their_values_stored(built):
    for planner, path in built.values():
        assert path.stat().st_size < 1_000_000
        assert_planner(Stored(path), planner, inputs())


def test_charts_are_native_with_titled_axes(built):
    for _, path in built.values():
        book = openpyxl.load_workbook(path)
        charts = {sheet.title: len(sheet._charts) for sheet in book if sheet._charts}
        assert charts == {
            "Summary": 1,
            "What-if": 4,
            "Scenarios": 1,
            "Risk": 2,
            "Monthly": 1,
            "Figure 1": 3,
            "Figure 2": 3,
            "Price History": 1,
        }


@pytest.fixture(scope="module")
def calc():
    needs_office()
    with Calc() as opened:
        yield opened


@pytest.mark.long
@pytest.mark.parametrize("edition", EDITIONS)
def test_libreoffice_gives_the_python_answers(built, calc, edition):
    planner, path = built[edition]
    opened, random = Office(calc, path), np.random.default_rng(17)
    for given in [inputs(), *(random_inputs(random) for _ in range(RANDOM_PLANS))]:
        opened.give(
            [
                ("Planner", at(planner, key), value)
                for key, value in given.items()
                if sheet_of(key) == "Planner"
            ]
        )
        assert_planner(opened, planner, given)


@pytest.mark.parametrize("edition", EDITIONS)
def test_libreoffice_gives_every_cell_the_value_it_is_stored_with(built, calc, edition):
    planner, path = built[edition]
    opened = Office(calc, path)
    for (sheet, address), stored in planner.book.values.items():
        value = opened.get(sheet, address)
        if isinstance(stored, str):
            assert value == stored, (sheet, address)
        else:
            assert value == pytest.approx(float(stored), rel=1e-12, abs=1e-12), (sheet, address)
