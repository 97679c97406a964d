"""Laws in a user's folder: what clashes with the shipped ones, and what holds no longer."""

import os
import time

import pytest

import xlplanner
from xlplanner.cli import main
from xlplanner.errors import DataError
from xlplanner.functions.catalogue import find
from xlplanner.functions.notes import notes_of
from xlplanner.reference import records
from xlplanner.reference.table import LONGEST_CELL, MOST_BYTES, MOST_FAULTS, MOST_ROWS

HEADER = (
    "id,label,E,A,B,alpha,beta,fitted_on,least_fitted_params,most_fitted_params,"
    "least_fitted_tokens,most_fitted_tokens,source,date,status,note\n"
)
LAW = "{},ours,1.5,400,400,0.3,0.3,our runs,{},1e9,1e9,1e11,us,2026-01,computed,\n"


@pytest.fixture
def folder(tmp_path):
    yield tmp_path
    records.use_folder(None)


def test_a_law_that_replaces_the_refit_has_no_draws(folder):
    before = xlplanner.opt_band("30B", "5T")
    (folder / "laws.csv").write_text(HEADER + LAW.format("epoch-refit", 1e7))
    records.use_folder(folder)
    band = xlplanner.opt_band("30B", "5T")
    assert band.params_low <= band.params <= band.params_high
    assert band.params_high > before.params_high
    (notes,) = notes_of(find("OPT_BAND"), ("30B", "5T")).flat
    assert any("draws of uncertainty exist for" in note for note in notes)


def test_a_fitted_range_must_rise(folder):
    (folder / "laws.csv").write_text(HEADER + LAW.format("ours", 1e12))
    with pytest.raises(DataError, match=r"ours has least_fitted_params 1e\+12 above most_fitted"):
        records.use_folder(folder)


def test_an_id_of_a_law_is_none_of_growth(folder):
    shipped = (records.DATA_FOLDER / "growth.csv").read_text().splitlines()
    row = shipped[1].replace(shipped[1].partition(",")[0], "chinchilla", 1)
    (folder / "growth.csv").write_text(f"{shipped[0]}\n{row}\n")
    with pytest.raises(DataError, match=r"growth.csv and laws.csv both have chinchilla"):
        records.use_folder(folder)


# Files that cannot be read ----------------------------------------------------------------------


def faults_of(folder):
    """What a folder is refused for, within seconds."""
    start = time.process_time()
    with pytest.raises(DataError) as error:
        records.use_folder(folder)
    assert time.process_time() - start < 5
    message = str(error.value)
    assert len(message) < 10_000
    return message.splitlines()


@pytest.mark.parametrize(
    "make",
    [
        os.mkfifo,
        lambda path: path.symlink_to(path.parent / "none"),
        lambda path: path.symlink_to(path),
        lambda path: path.symlink_to("/dev/zero"),
        lambda path: path.mkdir(),
    ],
    ids=["a fifo", "a dangling link", "a loop", "a device", "a folder"],
)
def test_what_is_no_regular_file_is_named_and_not_opened(folder, make):
    path = folder / "laws.csv"
    make(path)
    reason = "cannot be read: it is not there, or not a regular file"
    assert faults_of(folder) == [f"{path}: {reason}"]


def test_a_huge_file_is_not_read_whole(folder):
    with (folder / "laws.csv").open("wb") as file:
        file.truncate(40 * MOST_BYTES)
    assert faults_of(folder) == [
        f"{folder}/laws.csv has more than {MOST_BYTES} bytes; no more are read"
    ]


def test_a_long_cell_is_quoted_in_short(folder):
    (folder / "laws.csv").write_text(HEADER + LAW.format("o" * 100_000, 1e7))
    (fault,) = faults_of(folder)
    expected = f"expected at most {LONGEST_CELL} characters"
    assert fault == f'{folder}/laws.csv row 2 column id: {expected}; found "{"o" * 39}…"'
    (folder / "laws.csv").write_text("i" * 100_000)
    (fault,) = faults_of(folder)
    assert fault.startswith(f"{folder}/laws.csv row 1: expected the columns source, ")
    assert fault.endswith(f"; found {'i' * 199}…")


def test_of_a_million_bad_rows_the_first_faults_and_their_number_are_listed(folder):
    path = folder / "laws.csv"
    path.write_text(HEADER + "x\n" * 1_000_000)
    *listed, count, more = faults_of(folder)
    wanted = [f"{path} row {row}: expected 16 cells; found 1" for row in range(2, 2 + MOST_FAULTS)]
    assert listed == wanted
    assert count == f"{path}: {MOST_ROWS - MOST_FAULTS} more faults"
    assert more == f"{path} has more than {MOST_ROWS} rows; no more are read"


def test_of_many_bad_cells_too(folder):
    path = folder / "laws.csv"
    path.write_text(HEADER + LAW.format("*", "?") * 10_000)
    *listed, count = faults_of(folder)
    assert len(listed) == MOST_FAULTS
    assert count == f"{path}: {20_000 - MOST_FAULTS} more faults"


@pytest.fixture
def broken(folder, monkeypatch):
    """A folder in force whose laws cannot be read."""
    (folder / "laws.csv").write_text(HEADER + LAW.format("mine", -1))
    monkeypatch.setenv("XLPLANNER_DATA", str(folder))
    records.forget()
    return folder


FAULT = '/laws.csv row 2 column least_fitted_params: expected a number above 0; found "-1"'
STAY = "the shipped laws stay in force for calls that name one"


def test_shipped_laws_stay_in_force_for_calls_that_name_them(broken, capsys):
    value = xlplanner.opt_params(2.13, 2e11, law="besiroglu")
    assert main(["call", "OPT_PARAMS", "2.13", "2e11", "besiroglu"]) == 0
    printed = capsys.readouterr()
    assert float(printed.out) == value
    note = "note: your laws cannot be read, so that this is the shipped law: "
    assert f"{note}{broken}{FAULT}\n" in printed.err
    assert xlplanner.law_info("besiroglu")
    assert xlplanner.growth_params(1e21, law="besiroglu") > 0
    assert xlplanner.opt_band("30B", "5T", law="epoch-refit").params > 0
    (broken / "laws.csv").unlink()
    records.forget()
    assert xlplanner.opt_params(2.13, 2e11, law="besiroglu") == value


@pytest.mark.parametrize("arguments", [{}, {"law": "mine"}, {"law": {"alpha": 0.3}}])
def test_other_calls_say_what_is_wrong_and_what_stays(broken, arguments):
    with pytest.raises(DataError) as error:
        xlplanner.opt_params(2.13, 2e11, **arguments)
    assert str(error.value) == f"{broken}{FAULT}\n{STAY}"


def test_a_broken_file_is_read_once_and_again_when_it_has_changed(broken):
    (broken / "laws.csv").write_text(HEADER + "x\n" * 1_000_000)
    start = time.process_time()
    for _ in range(100):
        assert xlplanner.opt_params(2.13, 2e11, law="besiroglu") > 0
    assert time.process_time() - start < 5
    (broken / "laws.csv").write_text(HEADER + LAW.format("mine", 1e7))
    assert xlplanner.opt_params(2.13, 2e11, law="mine") > 0


def test_doctor_reports_broken_laws_and_what_stays(broken, capsys):
    assert main(["doctor"]) == 1
    printed = capsys.readouterr().out
    assert f"{broken}{FAULT}\n{STAY}" in printed
    assert "-> correct the file, or move your own data elsewhere" in printed


@pytest.mark.parametrize("make", [lambda path: path.symlink_to("none"), lambda path: path.touch()])
def test_a_data_folder_in_the_home_that_is_none_is_reported(folder, monkeypatch, make):
    (folder / ".xlplanner").mkdir()
    make(folder / ".xlplanner" / "data")
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.delenv("XLPLANNER_DATA")
    records.forget()
    with pytest.raises(DataError, match=r"the data folder .* is not there, or no folder"):
        xlplanner.opt_params(2.13, 2e11)
    monkeypatch.setenv("XLPLANNER_DATA", "")
