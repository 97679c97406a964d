"""Laws in a user's folder: what clashes with the shipped ones, and what holds no longer."""

import pytest

import xlplanner
from xlplanner.errors import DataError
from xlplanner.functions.catalogue import find
from xlplanner.functions.notes import notes_of
from xlplanner.reference import records

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
