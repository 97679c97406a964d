"""Export: what a user edited comes out fresh; what is no planner, or a trap, does not."""

import contextlib
import datetime
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import numpy as np
import openpyxl
import pytest
from effort import tries
from engines import Ironcalc, Stored
from office import needs_office, saved_anew
from openpyxl.worksheet.hyperlink import Hyperlink
from plans import assert_planner, at, random_inputs, sheet_of, typed

from xlplanner._version import __version__
from xlplanner.cli import main
from xlplanner.core.constants import NO_LIMIT
from xlplanner.errors import FileError
from xlplanner.expressions.spreadsheet import quoted
from xlplanner.functions.numbers import parse_number
from xlplanner.reference import records
from xlplanner.workbook import export as export_module
from xlplanner.workbook.build import ABOUT, INPUTS, SCHEMA, SHEETS, build_file, inputs
from xlplanner.workbook.editions import EDITIONS
from xlplanner.workbook.export import export, read_inputs
from xlplanner.workbook.grid.audit import audit
from xlplanner.workbook.grid.book import Book
from xlplanner.workbook.grid.style import INPUT_FILL
from xlplanner.workbook.imprint import fingerprint
from xlplanner.workbook.plan import Kind
from xlplanner.workbook.sheets.checks import FIRST, NOT_COMPUTED
from xlplanner.workbook.sheets.planner.results import CHEAPEST, OWN
from xlplanner.workbook.sheets.planner.sheet import Planner
from xlplanner.workbook.sheets.scenarios import NUMBERS, Scenarios
from xlplanner.workbook.sheets.start import FROZEN_NOTE, SCHEMA_NAME, STEPS, VERSION_NAME
from xlplanner.workbook.sheets.workings.sheet import Workings


def edited(built, folder, changes, edition="native"):
    """A planner in which a user changed inputs."""
    return typed(*built[edition], changes, folder / "mine.xlsx")


def saved_by_openpyxl(built, folder, changes, edition="native"):
    """A planner in which a user changed inputs, as another program saves it."""
    planner, path = built[edition]
    book = openpyxl.load_workbook(path)
    for key, value in changes.items():
        book[sheet_of(key)][at(planner, key)].value = value
    mine = folder / "mine.xlsx"
    book.save(mine)
    return mine


CHANGES = {
    "quality_by": "a loss",
    "loss": 2.05,
    "demand_by": "requests per day",
    "requests_per_day": 2_000_000,
    "months": 36,
    "training_gpu": "H100-SXM-80GB",
    "training_price": None,
    "provider": "Lambda",
    "max_params": 2e10,
    "price_multiple_1": 0.6,
    "s1_name": "Renamed",
    "s2_requests": None,
}


@pytest.mark.parametrize("edition", EDITIONS)
def test_an_edited_planner_comes_out_with_its_inputs_and_fresh_values(built, tmp_path, edition):
    mine = saved_by_openpyxl(built, tmp_path, CHANGES, edition)
    theirs = tmp_path / "theirs.xlsx"
    before = mine.read_bytes()
    planner, written = export(mine, theirs)
    assert written == [theirs]
    assert mine.read_bytes() == before
    given = inputs(**CHANGES)
    assert read_inputs(theirs) == given
    assert_planner(Stored(theirs), planner, given)
    recalculated = Ironcalc(theirs)
    recalculated.recalculate()
    assert_planner(recalculated, planner, given)


@pytest.mark.long
def test_random_inputs_come_through_export(built, tmp_path):
    random = np.random.default_rng(5)
    for _ in range(tries(1)):
        given = random_inputs(random)
        mine = edited(built, tmp_path, given)
        # openpyxl, which saves the edited planner here, keeps sixteen digits.
        given = read_inputs(mine)
        planner, _ = export(mine, tmp_path / "theirs.xlsx")
        assert read_inputs(tmp_path / "theirs.xlsx") == given
        assert_planner(Stored(tmp_path / "theirs.xlsx"), planner, given)


def test_a_planner_that_libreoffice_saved_is_read(built, tmp_path):
    needs_office()
    mine = edited(built, tmp_path, CHANGES)
    again = tmp_path / "again"
    again.mkdir()
    assert read_inputs(saved_anew(mine, again)) == inputs(**CHANGES)


@pytest.mark.parametrize(
    ("text", "number"),
    [("2.5M", 2.5e6), ("2,5M", 2.5e6), ("2.500M", 2.5e6), (" $ 0,25 b", 2.5e8), (",5B", 5e8)],
)
def test_a_point_or_a_comma_begins_the_decimals(built, opened, tmp_path, text, number):
    budget = opened.planner.plan[Workings].plans["As planned"].inputs["budget"]
    assert opened.enter(budget=text)(budget) == parse_number(text) == number
    assert read_inputs(edited(built, tmp_path, {"budget": text}))["budget"] == number


def test_numbers_typed_as_text_are_read(built, opened, tmp_path):
    budget = opened.planner.plan[Workings].plans["As planned"].inputs["budget"]
    mine = edited(
        built,
        tmp_path,
        {"chinchilla_params": "13B", "budget": "$2.5 M", "training_gpu": "a100-80gb"},
    )
    given = read_inputs(mine)
    assert given["chinchilla_params"] == 13e9
    assert given["budget"] == opened.enter(budget="$2.5 M")(budget) == 2.5e6
    assert given["training_gpu"] == "A100-80GB"


TEXTS = {
    "budget": ("2,000,000", "2 million", "2,500M", "2 500M", "$20", "70bn", "2000000", "20M "),
    "discount": ("15 %", "0.1"),
    "training_price": ("1.5", "$2"),
}


@pytest.mark.parametrize(("key", "text"), [(key, text) for key in TEXTS for text in TEXTS[key]])
def test_a_number_that_is_stored_as_text_is_refused_by_sheet_and_export_alike(
    built, opened, tmp_path, key, text
):
    advice = {"budget": "2000000 or 2M", "discount": "8% or 0.08"}
    said = f'; got "{text}", a text: type {advice.get(key, "digits alone, with your decimal mark")}'
    # An engine takes what is typed for a number where it can.
    opened.enter(**{"quality_by": "a lifetime budget", key: f'="{text}"'})
    assert opened.state == "CHECK"
    assert opened.headline.endswith(said)
    with pytest.raises(FileError) as error:
        read_inputs(edited(built, tmp_path, {key: text}))
    assert str(error.value).endswith(said)


def test_a_share_that_is_typed_as_a_percentage_is_explained(built, opened, tmp_path):
    said = "at least 0 and at most 1, or empty; got 8; 8 % is typed as 8% or 0.08"
    assert opened.enter(discount=8).headline.endswith(said)
    with pytest.raises(FileError) as error:
        read_inputs(edited(built, tmp_path, {"discount": 8}))
    assert str(error.value).endswith(said)


def test_bounds_of_arithmetic_alone_are_not_shown():
    for spec in INPUTS.values():
        assert not re.search(r"\de[+-]\d", spec.required), spec.required


def test_an_export_of_a_plan_without_an_answer_warns_on_every_page(built, tmp_path, capsys):
    mine = edited(built, tmp_path, {"max_params": 1e8})
    out = tmp_path / "theirs.xlsx"
    assert main(["export", str(mine), "-o", str(out), "--values"]) == 0
    assert capsys.readouterr().err == "CHECK: not a plan to sign: see the sheet Checks\n"
    for sheet in openpyxl.load_workbook(out):
        assert sheet.oddHeader.center.text == "CHECK: not a plan to sign"


def test_a_name_that_the_planners_formulas_do_not_find_is_refused(built, tmp_path):
    mine = edited(built, tmp_path, {"training_gpu": "H100", "inference_gpu": "a100 40gb"})
    with pytest.raises(FileError) as error:
        read_inputs(mine)
    _, *faults = str(error.value).splitlines()
    assert [fault.partition(": ")[2] for fault in faults] == [
        'Training GPU must be as in the list, H100-SXM-80GB; got "H100"',
        'Inference GPU must be as in the list, A100-40GB; got "a100 40gb"',
    ]


@pytest.fixture(scope="module")
def exported(built, tmp_path_factory):
    """The planner exported with formulas, and frozen."""
    folder = tmp_path_factory.mktemp("exported")
    live, frozen = folder / "live.xlsx", folder / "frozen.xlsx"
    export(built["native"][1], live)
    planner, _ = export(built["native"][1], frozen, frozen=True)
    assert_planner(Stored(frozen), planner, inputs())
    return openpyxl.load_workbook(live), openpyxl.load_workbook(frozen)


def test_a_frozen_copy_holds_numbers_and_asks_for_nothing(built, exported):
    _, book = exported
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert all(cell.protection.locked for cell in cells)
    assert INPUT_FILL not in {cell.fill.start_color.rgb for cell in cells}
    assert not any(sheet.data_validations.dataValidation for sheet in book)
    # Checks says of every input what it must be.
    texts = {c.value for c in cells if isinstance(c.value, str) and c.parent.title != "Checks"}
    assert FROZEN_NOTE in texts
    assert texts.isdisjoint(STEPS)
    asking = re.compile(r"yellow|yours to|unlocked|^(pick|enter|type|fill)\b", re.IGNORECASE)
    assert [text for text in texts if asking.search(text)] == []
    assert asking.search(Planner.about)
    assert book["Planner"][built["native"][0].verdict.address].value == "NOTE"


def test_readers_do_not_see_what_only_formulas_use(exported):
    live, frozen = exported
    kinds = {sheet.title: kind for sheet, kind in SHEETS.items()}
    assert live.sheetnames == list(kinds)
    for sheet in (*live, *frozen):
        shown = kinds[sheet.title] is Kind.READ or sheet.title == "Checks"
        assert sheet.sheet_state == ("visible" if shown else "hidden")
    left_out = {"Engine", "Cases", "Lists", "Constants", "Functions", "Offers"}
    assert left_out.isdisjoint(frozen.sheetnames)
    assert {"Planner", "Scenarios", "Checks", "Laws"} <= set(frozen.sheetnames)
    for book in exported:
        listed = {cell.value for cell in book["Start"]["A"] if cell.hyperlink}
        assert listed == {s.title for s in book if s.sheet_state == "visible"} - {"Start"}
    # Conditional formats use constants by name, which have no sheet any more.
    rules = [r for sheet in frozen for area in sheet.conditional_formatting for r in area.rules]
    formulas = " ".join(text for rule in rules for text in rule.formula)
    used = set(live.defined_names) & set(re.findall("[a-z_]+", formulas))
    assert "no_limit" in used <= set(frozen.defined_names)
    assert float(frozen.defined_names["no_limit"].attr_text) == NO_LIMIT


def test_links_to_hidden_sheets_go(tmp_path):
    for act in (Book.hide, Book.leave_out):
        book = Book("test", "test", frozen=True)
        for title in ("Start", "What-if", "Engine"):
            book.sheet(title, [10]).put(1, 1, title)
        start = book.workbook["Start"]
        for row, title in enumerate(("What-if", "Engine"), start=2):
            cell = start.cell(row, 1, title)
            cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"{quoted(title)}!A1")
        act(book, ["Engine"])
        book.save(tmp_path / "test.xlsx")
        cells = openpyxl.load_workbook(tmp_path / "test.xlsx")["Start"]["A2:A3"]
        links = [cell.hyperlink and cell.hyperlink.location for (cell,) in cells]
        assert links == ["'What-if'!A1", None]
        assert [cell.value for (cell,) in cells] == ["What-if", None]
        del book.workbook["What-if"]
        book.sheets = [sheet for sheet in book.sheets if sheet.title != "What-if"]
        with pytest.raises(FileError, match="refers to the sheet What-if, which is not there"):
            book.save(tmp_path / "test.xlsx")


# The pack ----------------------------------------------------------------------------------------

PACK = ["Summary", "Planner", "Inputs", "Scenarios", "Risk", "Monthly"]


def test_the_pack_is_printed(built, tmp_path):
    needs_office()
    folder = tmp_path / "a missing" / "folder"
    _, written = export(built["native"][1], folder / "theirs.xlsx", frozen=True, pdf=True)
    assert written == [folder / "theirs.xlsx", folder / "theirs.pdf"]
    assert sorted(folder.iterdir()) == sorted(written)
    if shutil.which("pdftotext") is None:
        pytest.skip("needs pdftotext")
    run = ["pdftotext", "-layout", str(written[1]), "-"]
    text = subprocess.run(run, capture_output=True, text=True, check=True).stdout
    pages = text.removesuffix("\f").split("\f")
    assert len(pages) <= 6
    heads = [page.strip().splitlines()[0] for page in pages]
    titles = list(dict.fromkeys(head.split()[-1] for head in heads))
    assert titles == PACK
    digest = fingerprint(inputs(), __version__)
    for number, page in enumerate(pages, start=1):
        foot = page.strip().splitlines()[-1]
        assert f"Page {number} of {len(pages)}" in foot
        assert re.search(r"Printed \d{4}-\d\d-\d\d\b", foot)
        assert f"xlplanner {__version__}, inputs {digest}" in foot


@pytest.mark.parametrize("frozen", [False, True])
def test_pages_and_properties_identify_the_plan(frozen):
    own = {"project": "R&D: 20B", "owner": "A. Lovelace", "decided_on": "25 November 2026"}
    own |= {"document_version": "2 & 3"}
    book = export_module.build(inputs() | own, exported=True, frozen=frozen).book
    for sheet in book.workbook:
        digest = fingerprint(inputs() | own, __version__)
        assert sheet.oddHeader.left.text == "R&&D: 20B"
        assert sheet.oddHeader.right.text == "&A"
        assert sheet.oddFooter.left.text == "25 November 2026, version 2 && 3"
        assert sheet.oddFooter.center.text == "Page &P of &N"
        made = f"xlplanner {__version__}, inputs {digest}" + " as built" * (not frozen)
        assert sheet.oddFooter.right.text == made
    properties = book.workbook.properties
    assert (properties.title, properties.creator) == ("R&D: 20B", "A. Lovelace")
    assert properties.subject == ABOUT
    assert properties.description == f"25 November 2026, version 2 & 3, {made}"


def test_a_plan_without_a_name_or_a_date_says_when_it_was_printed(built):
    book = built["native"][0].book.workbook
    assert book.properties.title == book.properties.creator == "xlplanner"
    assert book["Planner"].oddHeader.left.text == "xlplanner"
    assert book["Planner"].oddFooter.left.text == "Printed &D"


def test_another_input_or_version_has_another_fingerprint():
    values = inputs()
    known = fingerprint(values, "1.0")
    assert re.fullmatch("[0-9a-f]{12}", known)
    assert fingerprint(dict(reversed(values.items())), "1.0") == known
    assert fingerprint(values, "1.1") != known
    assert fingerprint(values | {"gpus": 4097.0}, "1.0") != known
    # A text is not the blank that looks like it.
    assert fingerprint(values | {"max_params": "None"}, "1.0") != known


def test_the_pack_without_libreoffice_says_so(built, tmp_path, monkeypatch):
    monkeypatch.setattr(export_module.LibreOffice, "find", lambda: None)
    with pytest.raises(FileError, match="the pack is printed by LibreOffice; it is not found"):
        export(built["native"][1], tmp_path / "new" / "theirs.xlsx", pdf=True)
    assert list(tmp_path.iterdir()) == []


def stub(folder, text):
    """A folder with a soffice of our own."""
    program = folder / "stub" / "soffice"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\n{text}\n")
    program.chmod(0o755)
    return program.parent


@pytest.mark.skipif(sys.platform == "win32", reason="needs a shell")
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_stopped_printing_leaves_nothing(built, tmp_path, number):
    started, temporary, folder = tmp_path / "started", tmp_path / "temporary", tmp_path / "theirs"
    temporary.mkdir()
    script = f"sleep 60 & echo $! > {started}.new; mv {started}.new {started}\nwait"
    programs = stub(tmp_path, script)
    theirs = str(folder / "theirs.xlsx")
    command = ["export", str(built["native"][1]), "-o", theirs, "--pdf", "--values"]
    with subprocess.Popen(
        [sys.executable, "-m", "xlplanner", *command],
        env=os.environ | {"PATH": f"{programs}:/usr/bin:/bin", "TMPDIR": str(temporary)},
        stderr=subprocess.PIPE,
        text=True,
        # Whoever runs the tests may have them ignore Ctrl+C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),
    ) as process:
        while not started.exists():
            assert process.poll() is None
            time.sleep(0.01)
        assert any(temporary.iterdir())
        process.send_signal(number)
        assert process.stderr.read() == "interrupted\n"
    assert process.returncode == 130
    assert list(temporary.iterdir()) == []
    assert not folder.exists()
    _assert_ended(int(started.read_text()))


def _assert_ended(process):
    """Whether a process is gone; one that nobody has waited for yet counts as gone."""
    for _ in range(200):
        try:
            os.kill(process, 0)
            state = Path(f"/proc/{process}/stat")
            if state.exists() and state.read_text().rpartition(")")[2].split()[0] == "Z":
                return
        except ProcessLookupError:
            return
        time.sleep(0.01)
    raise AssertionError(f"the process {process} is still running")


def test_a_workbook_is_not_written_without_its_pack(built, tmp_path, monkeypatch):
    theirs = tmp_path / "theirs.xlsx"
    theirs.write_text("precious")
    monkeypatch.setenv("PATH", f"{stub(tmp_path, 'exit 0')}:/usr/bin:/bin")
    with pytest.raises(FileError, match="LibreOffice printed nothing"):
        export(built["native"][1], theirs, frozen=True, pdf=True)
    assert theirs.read_text() == "precious"
    assert not theirs.with_suffix(".pdf").exists()


# Names of files ----------------------------------------------------------------------------------


def test_the_source_is_never_the_target(built, tmp_path):
    mine = tmp_path / "mine.pdf"
    shutil.copy(built["native"][1], mine)
    (tmp_path / "same.xlsx").hardlink_to(mine)
    for target, pdf in ((mine, False), (mine.with_name("same.xlsx"), False), (mine, True)):
        with pytest.raises(FileError, match="is the planner that is exported"):
            export(mine, target.with_suffix(".xlsx") if pdf else target, pdf=pdf)
    assert mine.read_bytes() == built["native"][1].read_bytes()


def test_a_folder_that_cannot_be_made_is_a_message(built, tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(FileError, match=r"cannot make the folder .*file: "):
        export(built["native"][1], tmp_path / "file" / "theirs.xlsx")


def test_without_a_terminal_nothing_is_overwritten_unless_forced(built, tmp_path, capsys):
    theirs, source = tmp_path / "theirs.xlsx", str(built["native"][1])
    theirs.with_suffix(".pdf").write_text("precious")
    assert main(["export", source, "-o", str(theirs), "--pdf"]) == 1
    pdf = theirs.with_suffix(".pdf")
    assert capsys.readouterr().err == f"xlplanner: {pdf} exists; --force overwrites\n"
    theirs.write_text("precious")
    assert main(["export", source, "-o", str(theirs)]) == 1
    assert main(["export", source, "-o", str(theirs), "--pdf"]) == 1
    both = f"xlplanner: {theirs} and {pdf} exist; --force overwrites\n"
    assert capsys.readouterr().err.endswith(both)
    assert theirs.read_text() == pdf.read_text() == "precious"
    assert main(["export", source, "-o", str(theirs), "--force"]) == 0
    assert zipfile.is_zipfile(theirs)


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("\n", 1)])
def test_a_terminal_is_asked_before_a_file_is_overwritten(built, tmp_path, answer, code):
    import pty

    theirs = tmp_path / "theirs.xlsx"
    theirs.write_text("precious")
    terminal, end = pty.openpty()
    command = ["export", str(built["native"][1]), "-o", str(theirs)]
    with subprocess.Popen(
        [sys.executable, "-m", "xlplanner", *command], stdin=end, stderr=end, stdout=subprocess.PIPE
    ) as process:
        os.close(end)
        question = f"{theirs} exists. Overwrite? [y/N] ".encode()
        asked = b""
        while not asked.endswith(question):
            asked += os.read(terminal, 1000)
        os.write(terminal, answer.encode())
        process.stdout.read()
        os.close(terminal)
    assert process.returncode == code
    assert zipfile.is_zipfile(theirs) == (code == 0)
    assert (theirs.read_bytes() == b"precious") == (code == 1)


# Inputs ------------------------------------------------------------------------------------------


def test_a_date_is_no_number_but_a_text(built, tmp_path):
    day = datetime.date(2026, 3, 4)
    mine = saved_by_openpyxl(built, tmp_path, {"gpus": day, "s1_name": day})
    with pytest.raises(FileError) as error:
        read_inputs(mine)
    _, fault = str(error.value).splitlines()
    assert re.search(
        'Training GPUs must be .*; got "2026-03-04", a text: type digits alone, with your decimal '
        "mark$",
        fault,
    )


def test_every_input_that_is_not_allowed_is_named_with_its_cell(built, tmp_path):
    planner, _ = built["native"]
    bad = {"gpus": -1, "law": "phlogiston", "own_params": None, "s3_output_mfu": 40, "loss": "high"}
    mine = edited(built, tmp_path, bad)
    with pytest.raises(FileError) as raised:
        export(mine, tmp_path / "theirs.xlsx")
    text = str(raised.value)
    for key in bad:
        assert f"{sheet_of(key)}!{at(planner, key)}: " in text
    assert "Training GPUs must be at least 1 and at most 1B GPUs; got -1" in text
    assert '"phlogiston" is not a known law' in text
    assert not (tmp_path / "theirs.xlsx").exists()


def test_a_bad_export_leaves_the_old_file(built, tmp_path):
    (tmp_path / "theirs.xlsx").write_text("precious")
    with pytest.raises(FileError):
        export(edited(built, tmp_path, {"gpus": 0}), tmp_path / "theirs.xlsx")
    assert (tmp_path / "theirs.xlsx").read_text() == "precious"


def test_other_files_are_refused(built, tmp_path):
    other = openpyxl.Workbook()
    other.save(tmp_path / "other.xlsx")
    with pytest.raises(FileError, match="is no planner of xlplanner"):
        read_inputs(tmp_path / "other.xlsx")
    (tmp_path / "text.xlsx").write_text("not a zip")
    with pytest.raises(FileError, match="is no workbook, or is damaged"):
        read_inputs(tmp_path / "text.xlsx")
    with pytest.raises(FileError, match="cannot read"):
        read_inputs(tmp_path / "nothing.xlsx")
    with zipfile.ZipFile(tmp_path / "zip.xlsx", "w") as archive:
        archive.writestr("hello.txt", "hello")
    with pytest.raises(FileError, match="is no workbook, or is damaged"):
        read_inputs(tmp_path / "zip.xlsx")


def test_a_planner_of_another_version_with_the_same_inputs_is_read(built, tmp_path, monkeypatch):
    monkeypatch.setattr(export_module, "__version__", "9.9.9")
    assert read_inputs(built["native"][1]) == inputs()


@pytest.mark.parametrize("schema", [SCHEMA + 1, str(SCHEMA), None], ids=["other", "text", "none"])
def test_a_planner_of_another_schema_is_refused_with_its_version(built, tmp_path, schema):
    book = openpyxl.load_workbook(built["native"][1])
    start, version, number = (
        book["Start"],
        *(book.defined_names[name].attr_text.split("!")[1] for name in (VERSION_NAME, SCHEMA_NAME)),
    )
    assert start[number].value == SCHEMA
    start[version].value, start[number].value = "0.0.7", schema
    book.save(tmp_path / "other.xlsx")
    built_by = r"was built by xlplanner 0\.0\.7 with inputs of schema "
    message = (
        rf", and this is {re.escape(__version__)}, which reads inputs of schema {SCHEMA} alone"
    )
    with pytest.raises(FileError, match=f"{built_by}{schema or '(none|None)'}{message}"):
        read_inputs(tmp_path / "other.xlsx")
    del book.defined_names[SCHEMA_NAME]
    book.save(tmp_path / "older.xlsx")
    with pytest.raises(FileError, match=f"{built_by}none{message}"):
        read_inputs(tmp_path / "older.xlsx")


def test_a_missing_input_is_named(built, tmp_path):
    book = openpyxl.load_workbook(built["native"][1])
    del book.defined_names["in_gpus"]
    book.save(tmp_path / "mine.xlsx")
    with pytest.raises(FileError, match=r"the cell named in_gpus \(Training GPUs\) is missing"):
        read_inputs(tmp_path / "mine.xlsx")


@pytest.mark.parametrize("cut", [100, 5_000, 100_000])
def test_a_damaged_planner_is_refused(built, tmp_path, cut):
    (tmp_path / "cut.xlsx").write_bytes(built["native"][1].read_bytes()[:-cut])
    with pytest.raises(FileError, match="damaged"):
        read_inputs(tmp_path / "cut.xlsx")


def test_flipped_bytes_give_an_answer_or_a_message(built, tmp_path):
    whole, random = built["native"][1].read_bytes(), np.random.default_rng(1)
    for _ in range(40):
        broken = bytearray(whole)
        for place in random.integers(0, len(whole), 30):
            broken[place] ^= int(random.integers(1, 256))
        (tmp_path / "broken.xlsx").write_bytes(broken)
        with contextlib.suppress(FileError):
            read_inputs(tmp_path / "broken.xlsx")


def tampered(built, folder, part, change):
    """A planner of which one part is changed."""
    path = folder / "tampered.xlsx"
    with (
        zipfile.ZipFile(built["native"][1]) as old,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for entry in old.namelist():
            content = old.read(entry)
            new.writestr(entry, change(content) if entry == part else content)
    return path


ENTITIES = (
    b"""<?xml version="1.0"?><!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>"""
)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet2.xml", "_rels/.rels"])
def test_entities_are_refused(built, tmp_path, part):
    declared = re.compile(rb"^(<\?xml[^>]*\?>)?")
    mine = tampered(built, tmp_path, part, lambda c: declared.sub(ENTITIES, c, count=1))
    with pytest.raises(FileError, match="has a document type"):
        read_inputs(mine)


def test_a_file_of_anothers_is_not_read_through_an_entity(built, tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("13000000000")
    outside = f'<!DOCTYPE w [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()
    mine = tampered(built, tmp_path, "xl/workbook.xml", lambda c: outside + c)
    with pytest.raises(FileError, match="has a document type"):
        read_inputs(mine)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_in_a_part_of_any_name(built, tmp_path, encoding):
    rels, data = "xl/_rels/workbook.xml.rels", "xl/worksheets/data.bin"
    mine = tampered(
        built, tmp_path, rels, lambda c: c.replace(b"sheets/sheet2.xml", b"sheets/data.bin")
    )
    with zipfile.ZipFile(mine, "a") as archive:
        archive.writestr(data, ENTITIES.decode().encode(encoding) + b"<w/>")
    with pytest.raises(FileError, match=r"data.bin has a document type"):
        read_inputs(mine)


# The audit ---------------------------------------------------------------------------------------


def audited(planner, path):
    return audit(path, planner.book.formulas, planner.book.titles, planner.book.functions)


@pytest.mark.parametrize("edition", EDITIONS)
def test_the_audit_finds_nothing_in_what_is_built(built, edition):
    assert audited(*built[edition]) == []


BREAKS = [
    (b"<f>", b"<f>1+", "another formula than was meant"),
    (b"<f>IF(", b"<f>WEBSERVICE(", "a formula uses WEBSERVICE"),
    (b"<f>", b"<f>[1]Other!A1+", "refers outside the file"),
    (b"<f>", b'<f t="shared">', "written otherwise"),
    (b"<f>", b"<g>", "lost its formula"),
    (b"</formula1>", b"+CALL(1)</formula1>", "a formula uses CALL"),
]


@pytest.mark.parametrize(("old", "new", "fault"), BREAKS)
def test_the_audit_finds_what_must_not_be_there(built, tmp_path, old, new, fault):
    mine = tampered(built, tmp_path, "xl/worksheets/sheet2.xml", lambda c: c.replace(old, new, 1))
    assert any(fault in found for found in audited(built["native"][0], mine))


@pytest.mark.parametrize(
    "part", ["xl/vbaProject.bin", "xl/externalLinks/externalLink1.xml", "xl/activeX/activeX1.xml"]
)
def test_the_audit_finds_parts_that_must_not_be_there(built, tmp_path, part):
    path = tmp_path / "more.xlsx"
    shutil.copy(built["native"][1], path)
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(part, "x")
    assert any(part in found for found in audited(built["native"][0], path))


def test_text_that_became_a_formula_stops_the_build(tmp_path):
    planner = export_module.build(inputs())
    cell = planner.book.workbook["Scenarios"]["C6"]
    cell.value = '=HYPERLINK("http://example.org")'
    with pytest.raises(FileError, match="Scenarios!C6 holds a formula that was not meant"):
        planner.book.save(tmp_path / "planner.xlsx")
    assert not (tmp_path / "planner.xlsx").exists()


def test_a_link_outside_is_found(built, tmp_path):
    def add(content):
        link = b'<Relationship Id="r9" Type="t" Target="http://x" TargetMode="External"/>'
        return content.replace(b"</Relationships>", link + b"</Relationships>")

    mine = tampered(built, tmp_path, "xl/_rels/workbook.xml.rels", add)
    assert any("links outside the file" in found for found in audited(built["native"][0], mine))


def test_a_name_that_looks_like_a_formula_stays_text(built, tmp_path):
    mine = edited(built, tmp_path, {"s1_name": "x"})
    book = openpyxl.load_workbook(mine)
    cell = book["Scenarios"][at(built["native"][0], "s1_name")]
    cell.value, cell.data_type = "=1+1", "s"
    book.save(mine)
    export(mine, tmp_path / "theirs.xlsx")
    found = openpyxl.load_workbook(tmp_path / "theirs.xlsx")["Scenarios"][cell.coordinate]
    assert (found.value, found.data_type) == ("=1+1", "s")


# The command line --------------------------------------------------------------------------------


def test_export_on_the_command_line(built, tmp_path, capsys):
    theirs = tmp_path / "theirs.xlsx"
    assert main(["export", str(built["addin"][1]), "-o", str(theirs), "--values"]) == 0
    out = capsys.readouterr().out
    assert str(theirs) in out
    assert "Train a model of 21B parameters on 29.2T tokens" in out
    assert main(["export", str(tmp_path / "none.xlsx"), "-o", str(theirs), "--force"]) == 1
    assert "cannot read" in capsys.readouterr().err
    assert main(["export", str(built["addin"][1]), "-o", "theirs.ods"]) == 1
    assert "must end in .xlsx" in capsys.readouterr().err


def test_build_says_what_it_makes(capsys, tmp_path, monkeypatch):
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert main(["build", "--edition", "addin", "-o", str(tmp_path / "addin.xlsx")]) == 0
    err = capsys.readouterr().err
    assert "Planner …" in err
    assert "writing …" in err


def test_scenarios_take_what_they_leave_empty_from_the_planner(built):
    planner, path = built["native"]
    opened = Ironcalc(path)
    opened.set("Planner", at(planner, "inf_tokens"), 1e12)
    opened.recalculate()
    cells = planner.plan[Scenarios].results[0]
    cost = opened.get("Planner", planner.designs[CHEAPEST].cost.address)
    assert opened.get("Scenarios", cells["cost"].address) == pytest.approx(cost, rel=1e-12)
    named = [planner.plan.values[f"s{number}_name"] for number in NUMBERS]
    assert len(named) == 6
    for cells, name in zip(planner.plan[Scenarios].results[1:], named, strict=True):
        assert isinstance(opened.get("Scenarios", cells["cost"].address), float) == bool(name)


def test_a_gpu_without_a_price_is_reported(tmp_path):
    priced = {price.gpu for price in records.prices()}
    gpu = next(name for name in records.gpus() if name not in priced)
    path = tmp_path / "unpriced.xlsx"
    planner = build_file(path, inputs(training_gpu=gpu, training_mfu=0.4))
    assert planner.headline().startswith("No answer: ")
    checks = openpyxl.load_workbook(path, data_only=True)["Checks"]
    verdicts = {row[0].value: row[4].value for row in checks.iter_rows(min_row=FIRST)}
    assert verdicts["Price of a training GPU: not known"] == "CHECK"
    assert verdicts["Price of an inference GPU: known"] == "OK"
    assert set(verdicts.values()) <= {"OK", "NOTE", "CHECK"}
    assert main(["export", str(path), "-o", str(tmp_path / "out.xlsx")]) == 0


def test_a_model_that_misses_the_quality_is_not_compared(tmp_path):
    planner = build_file(tmp_path / "missed.xlsx", inputs(own_params=20e9, own_tokens=1e12))
    own = planner.designs[OWN]
    assert own.saving.value == own.saved.value == own.break_even.value == "–"
    better = build_file(tmp_path / "better.xlsx", inputs(own_params=30e9, own_tokens=1e14))
    assert isinstance(better.designs[OWN].saving.value, float)


@pytest.mark.parametrize(
    "changed",
    [
        {"quality_by": "a loss", "loss": 1.69},
        {"quality_by": "a loss", "loss": 1.75, "loss_law": "besiroglu", "law": "besiroglu"},
        {"input_tokens": 0, "output_tokens": 0},
        {"training_gpu": "A100-80GB", "training_precision": "FP8"},
    ],
    ids=str,
)
def test_inputs_without_an_answer_are_exported_as_such(built, changed, tmp_path):
    planner, _ = export(edited(built, tmp_path, changed), tmp_path / "theirs.xlsx")
    assert planner.headline().startswith("No answer")
    opened = Ironcalc(tmp_path / "mine.xlsx")
    opened.recalculate()
    for engine in (Stored(tmp_path / "theirs.xlsx"), opened):
        assert engine.get("Planner", planner.answer.address) == planner.headline()


def test_a_formula_without_a_saved_value_is_not_passed_over(built, tmp_path):
    mine = edited(built, tmp_path, {"max_params": "=2E+10"})
    with pytest.raises(FileError, match="Maximum parameters holds a formula whose value was not"):
        read_inputs(mine)


def opened_with(built, key, value):
    """A planner in which an input holds something, recalculated; what is first to look at."""
    planner, path = built["native"]
    engine = Ironcalc(path)
    engine.set(sheet_of(key), at(planner, key), value)
    engine.recalculate()
    return engine, engine.get("Planner", planner.answer.address)


@pytest.mark.parametrize(
    ("key", "value"),
    [("quality_by", "nonsense"), ("demand_by", "nonsense"), ("training_price", -1),
     ("training_price", "bad"), ("max_params", "7Q"), ("own_tokens", "2TT"),
     ("chinchilla_params", 1), ("inf_tokens", -1e12), ("training_mfu", 1.5)],
)  # fmt: skip
def test_what_is_out_of_range_gives_no_answer(built, key, value):
    engine, headline = opened_with(built, key, value)
    assert headline.startswith("No answer")
    assert engine.get("Planner", built["native"][0].verdict.address) == "CHECK"


@pytest.mark.parametrize("key", ["training_price", "provider", "own_tokens", "s1_law"])
def test_an_error_in_an_input_is_a_verdict_not_an_error(built, key):
    engine, headline = opened_with(built, key, "=1/0")
    rows = range(FIRST, built["native"][0].book.workbook["Checks"].max_row + 1)
    verdicts = {engine.get("Checks", f"E{row}") for row in rows}
    # Scenario 1 is not the plan in force.
    bad = "NOTE" if key == "s1_law" else "CHECK"
    assert {"OK", bad} <= verdicts - {None} <= {"OK", "NOTE", "CHECK", NOT_COMPUTED}
    assert headline.startswith("No answer") == (bad == "CHECK")


def test_a_scenario_may_be_named_by_a_number(built, tmp_path):
    mine = edited(built, tmp_path, {"s1_name": 2027})
    assert read_inputs(mine)["s1_name"] == "2027"
    with pytest.raises(FileError, match="must be a text of at most 40 characters; got 'True'"):
        read_inputs(edited(built, tmp_path, {"s1_name": True}))
