"""The planner workbook: its formulas in independent engines against the Python answers."""

import zipfile
from xml.etree import ElementTree

import effort
import numpy as np
import openpyxl
import pytest
from effort import plans
from engines import Formualizer, Ironcalc, Stored
from openpyxl.cell.cell import MergedCell
from plans import assert_planner, at, enter, random_inputs

import xlplanner
from xlplanner.errors import FileError
from xlplanner.expressions.tree import Literal
from xlplanner.reference import records
from xlplanner.replication import PRINTED, STATED, comparisons
from xlplanner.workbook import build as build_module
from xlplanner.workbook.build import INPUTS, build_file, inputs
from xlplanner.workbook.editions import NATIVE
from xlplanner.workbook.grid.book import Book
from xlplanner.workbook.inputs import FIGURES
from xlplanner.workbook.sheets.engine import Engine
from xlplanner.workbook.sheets.planner.inputs import CHOSEN_BY
from xlplanner.workbook.sheets.planner.results import CHEAPEST, COMPUTE, OWN

ENGINES = [Ironcalc, Formualizer, Stored]
FORBIDDEN = ("WEBSERVICE", "RTD", "CALL", "DDE", "HYPERLINK", "INDIRECT", "_xlfn", "[")


@pytest.fixture(scope="module")
def built(built):
    return built[NATIVE]


@pytest.fixture(scope="module")
def book(built):
    """The planner as openpyxl reads it."""
    return openpyxl.load_workbook(built[1])


@pytest.mark.parametrize("engine", ENGINES)
def test_every_formula_has_the_value_it_is_stored_with(built, engine):
    planner, path = built
    opened = engine(path)
    opened.recalculate()
    assert len(planner.book.values) > 1_000
    for (sheet, address), stored in planner.book.values.items():
        value = opened.get(sheet, address)
        if isinstance(stored, str | bool):
            assert (value or "") == stored, (sheet, address)
        else:
            assert value == pytest.approx(stored, rel=1e-12, abs=1e-12), (sheet, address)


@pytest.mark.parametrize("engine", ENGINES)
def test_the_shipped_planner_gives_the_python_answers(built, engine):
    planner, path = built
    opened = engine(path)
    opened.recalculate()
    assert_planner(opened, planner, inputs())


@pytest.mark.long
@pytest.mark.parametrize(("engine", "count"), [(Ironcalc, 8), (Formualizer, 2)])
def test_new_inputs_give_the_python_answers_to_them(built, engine, count):
    planner, path = built
    opened = engine(path)
    random = np.random.default_rng(11)
    for _ in range(plans(count)):
        given = random_inputs(random)
        enter(opened, planner, given)
        assert_planner(opened, planner, given)


def test_the_headline_says_what_was_found(built):
    planner, _ = built
    assert planner.headline() == (
        "Train a model of 21B parameters on 29.2T tokens: $25.4M over its life, 55 % less than "
        "Chinchilla (70B parameters on 4.25T tokens)"
    )


def planner_with(engine, built, **changes):
    planner, path = built
    opened = engine(path)
    for key, value in changes.items():
        opened.set("Planner", at(planner, key), value)
    opened.recalculate()
    return opened


def result(opened, planner, place, key):
    return opened.get("Planner", getattr(planner.designs[place], key).address)


@pytest.mark.parametrize("engine", ENGINES[:2])
@pytest.mark.parametrize(
    ("changes", "params", "tokens", "words"),
    [
        (
            {"max_params": 1e10},
            1e10,
            None,
            "The limit on parameters or speed binds, so it is trained longer",
        ),
        ({"max_tokens": 1e13}, None, 1e13, "The token limit binds, so it is larger"),
        ({"max_params": 1e15, "max_tokens": 1e15}, None, None, "The optimum; no limit binds"),
    ],
)
def test_limits_hold_the_optimum_on_its_curve(built, engine, changes, params, tokens, words):
    planner, _ = built
    opened = planner_with(engine, built, **changes)
    given = inputs(**changes)
    assert_planner(opened, planner, given)
    found = {key: result(opened, planner, CHEAPEST, key) for key in ("params", "tokens", "loss")}
    assert params is None or found["params"] == params
    assert tokens is None or found["tokens"] == tokens
    assert found["loss"] == pytest.approx(xlplanner.chinchilla_quality(70e9), rel=1e-12)
    assert opened.get("Planner", planner.remarks[CHEAPEST].address) == words
    assert opened.get("Planner", planner.verdict.address) == "NOTE"


@pytest.mark.parametrize("engine", ENGINES[:2])
def test_limits_that_cannot_be_kept_are_reported(built, engine):
    planner, _ = built
    opened = planner_with(engine, built, max_params=1e10, max_tokens=1e12)
    words = "No model within the limits is that good"
    assert opened.get("Planner", planner.remarks[CHEAPEST].address) == words
    assert not isinstance(result(opened, planner, CHEAPEST, "cost"), float)
    best = xlplanner.chinchilla_params(xlplanner.law_loss(1e10, 1e12)) / 1e9
    assert opened.get("Planner", planner.answer.address) == (
        "No answer: no model within the limits is as good as a Chinchilla model of 70B; the best "
        f"of them is as good as one of {best:.3g}B"
    )
    assert opened.get("Planner", planner.verdict.address) == "CHECK"


@pytest.mark.parametrize("engine", ENGINES[:2])
@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({}, "Reaches the quality on the tokens it needs"),
        ({"own_params": 1e9}, "Too small: no number of tokens brings it to the quality"),
        ({"own_tokens": 1e12}, "Misses the quality: not comparable"),
        ({"own_tokens": 1e14}, "Better than the quality to reach"),
    ],
)
def test_a_model_of_ones_own_is_described(built, engine, changes, words):
    planner, _ = built
    opened = planner_with(engine, built, **changes)
    assert opened.get("Planner", planner.remarks[OWN].address) == words


@pytest.mark.parametrize("loss", [1.69, 1.2, -1])
def test_an_impossible_quality_shows_errors_and_fails_the_check(built, loss):
    planner, _ = built
    for engine in ENGINES[:2]:
        opened = planner_with(engine, built, quality_by="a loss", loss=loss)
        assert opened.get("Planner", planner.verdict.address) == "CHECK"
        why = "The loss to reach is not above the law's irreducible loss"
        if loss < 0:
            why = "A loss of must be above 0 and at most 100 nats/token; got -1"
        assert opened.get("Planner", planner.answer.address) == f"No answer: {why}"


BAD_INPUTS = [
    ("loss", 150),
    ("requests", -1e7),
    ("requests", 1e31),
    ("requests", "many"),
    ("law", "besi*"),
    ("law", "nothing"),
    ("deployment", "paper-????ed"),
    ("provider", "Lam*"),
    ("training_gpu", "an abacus"),
    ("quality_by", ""),
    ("gpus", ""),
    ("gpus", 0),
    ("budget", "3X"),
    ("chinchilla_params", "3 B or so"),
    ("months", 61),
    ("max_tokens", -1),
    *[(field, bad) for field in FIGURES for bad in (-1, "x")],
    *[(f"{phase}_mfu", bad) for phase in ("training", "input", "output") for bad in (0, 2, 40)],
]


# The slower engine takes some of them.
@pytest.mark.parametrize(
    ("engine", "bad_inputs"), [(Ironcalc, BAD_INPUTS), (Formualizer, BAD_INPUTS[::6])]
)
def test_an_input_out_of_its_limits_fails_the_checks(built, engine, bad_inputs):
    planner, path = built
    opened = engine(path)
    # Each takes two recalculations of the whole.
    for key, bad in bad_inputs[:: 1 if effort.proving else 3]:
        # An input that another one leaves out does not count.
        chooser, word = CHOSEN_BY.get(key, ("quality_by", INPUTS["quality_by"].default))
        opened.set("Planner", at(planner, chooser), word)
        opened.set("Planner", at(planner, key), bad)
        opened.recalculate()
        assert opened.get("Planner", planner.verdict.address) == "CHECK", (key, bad)
        named = INPUTS[key].required.partition(" must")[0]
        assert named in opened.get("Planner", planner.answer.address), (key, bad)
        first = INPUTS[key].default
        opened.set("Planner", at(planner, key), "" if first is None else first)
        opened.set("Planner", at(planner, chooser), INPUTS[chooser].default)
    opened.recalculate()
    assert opened.get("Planner", planner.verdict.address) == "NOTE"


def test_each_check_fails_when_what_it_checks_is_broken(built):
    """A cell on which a check rests is replaced; that check must say so."""
    planner, path = built
    cheapest, chinchilla, compute = planner.designs[:3]
    breaks = {
        "at the compute-optimal": planner.free[COMPUTE].params,
        "at the cost-optimal": planner.free[CHEAPEST].params,
        "The compute-optimal model reaches": planner.free[COMPUTE].tokens,
        "The cost-optimal model reaches": planner.free[CHEAPEST].tokens,
        "needs no more FLOPs than": chinchilla.flops,
        "costs no more than Chinchilla": chinchilla.cost,
        "costs no more than the compute": compute.cost,
        "Total cost is": cheapest.cost,
        "Every design of the engine": planner.plan[Engine].residuals[3],
        "irreducible loss": planner.facts.loss,
    }
    last = planner.book.workbook["Checks"].max_row
    for words, broken in breaks.items():
        opened = Ironcalc(path)
        opened.set(broken.sheet, broken.address, broken.value * 0.1 + 1e-9)
        opened.recalculate()
        failed = [
            opened.get("Checks", f"A{row}")
            for row in range(7, last + 1)
            if opened.get("Checks", f"E{row}") != "OK"
        ]
        assert any(words in str(what) for what in failed), (words, failed)


def test_the_tables_hold_the_replicated_figures(built):
    _, path = built
    stored = openpyxl.load_workbook(path, data_only=True)
    for number, deployments_ in ((1, [""]), (2, [PRINTED, STATED])):
        numbers = {
            cell.value
            for row in stored[f"Table {number}"].iter_rows()
            for cell in row
            if isinstance(cell.value, float)
        }
        for figure in comparisons():
            if figure.table == number and figure.deployment in deployments_:
                nearest = min(numbers, key=lambda n: abs(n - figure.computed))
                assert nearest == pytest.approx(figure.computed, rel=1e-12)


def test_a_changed_printed_figure_fails_the_checks(built, book):
    _, path = built
    opened = Ironcalc(path)
    sheet = book["Table 1"]
    (cell,) = [c for row in sheet.iter_rows() for c in row if c.value == 367e9]
    opened.set("Table 1", cell.coordinate, 360e9)
    opened.recalculate()
    assert opened.get("Checks", "E4") == "CHECK"


def test_sheets_are_locked_but_for_inputs(book):
    unlocked = {
        (sheet.title, cell.coordinate)
        for sheet in book
        for row in sheet.iter_rows()
        for cell in row
        # The rest of a merged cell goes with its first one.
        if not cell.protection.locked and not isinstance(cell, MergedCell)
    }
    assert all(sheet.protection.sheet and not sheet.protection.password for sheet in book)
    asked = {
        tuple(area.attr_text.replace("$", "").replace("'", "").split("!"))
        for name, area in book.defined_names.items()
        if name.startswith("in_")
    }
    assert unlocked == asked
    assert len(asked) == len(INPUTS)
    guarded = {
        (sheet.title, str(area).split(":")[0])
        for sheet in book
        for rule in sheet.data_validations.dataValidation
        for area in rule.sqref.ranges
        if rule.error and rule.prompt
    }
    assert guarded == unlocked


def test_inputs_have_names_and_the_file_recalculates_on_load(book):
    assert {f"in_{key}" for key in INPUTS} <= set(book.defined_names)
    assert book.calculation.fullCalcOnLoad
    assert book.active.title == "Start"


def test_no_formula_can_reach_outside(built, book):
    _, path = built
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert not any(word in cell.value.upper() for word in FORBIDDEN), cell.value
    names = zipfile.ZipFile(path).namelist()
    assert not [n for n in names if "external" in n.lower() or n.endswith((".bin", ".vml"))]


def test_no_constant_of_the_model_hides_in_a_formula(book):
    """Numbers in formulas are the small whole ones of the equations themselves."""
    numbers = set()
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    tokens = openpyxl.formula.Tokenizer(cell.value).items
                    numbers |= {t.value for t in tokens if t.subtype == "NUMBER"}
    assert numbers <= {"0", "1", "2", "0.5"}


def test_a_build_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "planner.xlsx"
    path.write_text("precious")
    planner = build_module.build()
    monkeypatch.setattr("xlplanner.files.os.replace", refuse)
    with pytest.raises(FileError, match=r"cannot write .*planner.xlsx: disk full"):
        planner.book.save(path)
    assert path.read_text() == "precious"
    assert list(tmp_path.iterdir()) == [path]


def refuse(*_):
    raise OSError(28, "disk full")


def test_text_that_looks_like_a_formula_stays_text(tmp_path):
    book = Book("test", "test")
    sheet = book.sheet("Sheet", [10])
    for row, text in enumerate(["=1+1", "+1", "@SUM(A1)", '=HYPERLINK("x")'], start=1):
        sheet.put(row, 1, text)
    book.save(tmp_path / "text.xlsx")
    read = openpyxl.load_workbook(tmp_path / "text.xlsx")["Sheet"]
    assert [(c.value, c.data_type) for (c,) in read["A1:A4"]] == [
        ("=1+1", "s"),
        ("+1", "s"),
        ("@SUM(A1)", "s"),
        ('=HYPERLINK("x")', "s"),
    ]
    assert read["A1"].quotePrefix
    engine = Ironcalc(tmp_path / "text.xlsx")
    engine.recalculate()
    assert engine.get("Sheet", "A1") == "=1+1"


def test_errors_texts_and_truths_are_stored_as_such(tmp_path):
    book = Book("test", "test")
    sheet = book.sheet("Sheet", [10])
    for row, value in enumerate([float("nan"), "text", True, 1.5, "#N/A"], start=1):
        sheet.put(row, 1, Literal(value))
    book.save(tmp_path / "kinds.xlsx")
    with zipfile.ZipFile(tmp_path / "kinds.xlsx") as archive:
        tree = ElementTree.fromstring(archive.read("xl/worksheets/sheet1.xml"))
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    cells = [(c.get("t"), c.find(f"{space}v").text) for c in tree.iter(f"{space}c")]
    assert cells == [("e", "#NUM!"), ("str", "text"), ("b", "1"), ("n", "1.5"), ("e", "#N/A")]


DATA_SHEETS = ["GPU Prices", "GPUs", "MFU", "Requests", "Models", "Laws"]


@pytest.mark.parametrize("title", DATA_SHEETS)
def test_facts_stand_in_tables_with_filters_sources_and_their_date(book, title):
    sheet = book[title]
    (table,) = sheet.tables.values()
    header = [cell.value for cell in sheet[table.ref][0]]
    assert table.autoFilter is not None
    assert {"source", "date", "status", "note"} <= set(header)
    assert sheet.freeze_panes is not None
    assert not sheet.protection.autoFilter
    dates = [row[header.index("date")].value for row in sheet[table.ref][1:]]
    assert f"Newest row: {max(dates)}" in sheet["A2"].value


def test_the_facts_are_all_there(book):
    counts = {
        "GPU Prices": records.prices(),
        "GPUs": records.gpus(),
        "MFU": records.utilisations(),
        "Requests": records.request_mixes(),
        "Models": records.models(),
        "Laws": records.laws(),
    }
    for title, rows in counts.items():
        (table,) = book[title].tables.values()
        assert len(book[title][table.ref]) == 1 + len(rows)


def test_more_providers_than_a_sheet_has_room_for_are_refused(tmp_path):
    header = (
        "gpu,provider,commitment,region,instance,date,price_usd_per_gpu_hour,source,status,note\n"
    )
    rows = (f"H100,P{i} Cloud,on-demand,,,2026-11-01,2,mine,primary,\n" for i in range(201))
    (tmp_path / "prices.csv").write_text(header + "".join(rows))
    records.use_folder(tmp_path)
    try:
        with pytest.raises(FileError, match="room for the prices of 200 providers"):
            build_file(tmp_path / "planner.xlsx")
    finally:
        records.use_folder(None)
    assert not (tmp_path / "planner.xlsx").exists()
