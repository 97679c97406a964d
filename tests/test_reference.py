"""The data files and the reader that refuses a broken row."""

from dataclasses import dataclass

import pytest

from xlplanner import gpu_price
from xlplanner.errors import DataError, UnknownNameError
from xlplanner.functions.records import DEFAULT_DEPLOYMENT, DEFAULT_LAW, deployments, laws
from xlplanner.reference import records
from xlplanner.reference.table import (
    DATA_FOLDER,
    STATUSES,
    Printed,
    column,
    date,
    fraction,
    positive,
    printed,
    read_table,
    status,
    text,
)

LAWS = (DATA_FOLDER / "laws.csv").read_text().splitlines()


@dataclass(frozen=True)
class Price:
    gpu: str = column(text)
    price_usd: float = column(positive)
    mfu: float = column(fraction)
    date: str = column(date)
    status: str = column(status)


HEADER = "gpu,price_usd,mfu,date,status\n"
GOOD = "A100,1.5,0.5,2023-12,primary\n"


def read(tmp_path, content, encoding="utf-8"):
    path = tmp_path / "prices.csv"
    path.write_bytes(content.encode(encoding) if isinstance(content, str) else content)
    return read_table(path, Price, key=("gpu",))


def test_a_good_file_is_read(tmp_path):
    (row,) = read(tmp_path, "\ufeff" + HEADER + GOOD)
    assert row == Price("A100", 1.5, 0.5, "2023-12", "primary")


def test_columns_may_stand_in_any_order(tmp_path):
    (row,) = read(tmp_path, "date,gpu,status,mfu,price_usd\n2023,H100,computed,1,2\n")
    assert (row.gpu, row.price_usd) == ("H100", 2.0)


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("A100,x,0.5,2023,primary", 'row 2 column price_usd: expected a number above 0; found "x"'),
        ("A100,0,0.5,2023,primary", 'column price_usd: expected a number above 0; found "0"'),
        ("A100,nan,0.5,2023,primary", 'column price_usd: expected a number above 0; found "nan"'),
        ("A100,inf,0.5,2023,primary", 'column price_usd: expected a number above 0; found "inf"'),
        (",1,0.5,2023,primary", 'column gpu: expected text; found ""'),
        ("A100,1,1.5,2023,primary", "column mfu: expected a fraction above 0 and at most 1"),
        ("A100,1,0.5,2023-13,primary", "column date: expected a date such as 2024"),
        ("A100,1,0.5,yesterday,primary", 'found "yesterday"'),
        ("A100,1,0.5,2023,rumour", "column status: expected one of primary, secondary"),
        ("A100,1_0,0.5,2023,primary", 'found "1_0"'),
        ("A100,\u0661,0.5,2023,primary", "column price_usd: expected a number above 0"),
        ("A100,1,0.5,2024-02-31,primary", "column date: expected a date"),
        ("A\x01,1,0.5,2024,primary", "column gpu: expected text without control characters"),
        ("A100,1,0.5,2023", "row 2: expected 5 cells; found 4"),
        ("A100,1,0.5,2023,primary,extra", "row 2: expected 5 cells; found 6"),
    ],
)
def test_a_broken_cell_is_named_with_file_row_and_column(tmp_path, row, complaint):
    with pytest.raises(DataError) as error:
        read(tmp_path, HEADER + row + "\n")
    assert str(error.value).startswith("prices.csv row 2")
    assert complaint in str(error.value)


def test_every_broken_cell_is_named_at_once(tmp_path):
    with pytest.raises(DataError) as error:
        read(tmp_path, HEADER + "A100,x,2,2023,primary\n" + GOOD + "H100,1,0.5,never,rumour\n")
    places = [line.split(":")[0] for line in str(error.value).splitlines()]
    assert places == [
        "prices.csv row 2 column price_usd",
        "prices.csv row 2 column mfu",
        "prices.csv row 4 column date",
        "prices.csv row 4 column status",
    ]


def test_a_second_row_for_a_key_is_refused(tmp_path):
    with pytest.raises(DataError, match="row 3 column gpu: expected no second row for A100"):
        read(tmp_path, HEADER + GOOD + GOOD)


def test_a_name_that_differs_in_punctuation_alone_is_the_same_name(tmp_path):
    with pytest.raises(DataError, match="expected no second row for a-100"):
        read(tmp_path, HEADER + GOOD + GOOD.replace("A100", "a-100"))


def test_odd_line_ends_inside_a_text_split_no_row(tmp_path):
    (row,) = read(tmp_path, HEADER + 'A\u00b5100 "x",1.5,0.5,2023,primary\n'.replace('"x"', "x"))
    assert row.gpu == "A\u00b5100 x"
    with pytest.raises(DataError, match="row 2 column gpu"):
        read(tmp_path, HEADER + '"A\u2028100",1.5,0.5,2023,primary\n')


def test_a_field_without_end_is_refused(tmp_path):
    with pytest.raises(DataError, match="cannot be read"):
        read(tmp_path, HEADER + '"' + "x" * 140_000)


@pytest.mark.parametrize("content", ["", "gpu,price\n", HEADER.replace("mfu", "MFU") + GOOD])
def test_a_wrong_header_is_refused(tmp_path, content):
    with pytest.raises(DataError, match="row 1: expected the columns gpu, price_usd"):
        read(tmp_path, content)


def test_a_file_that_is_no_text_or_not_there(tmp_path):
    with pytest.raises(DataError, match="cannot be read"):
        read(tmp_path, b"\xff\xfe\x00\x01")
    with pytest.raises(DataError, match="cannot be read"):
        read_table(tmp_path / "none.csv", Price, key=("gpu",))


@pytest.mark.parametrize(
    ("cell", "value", "unit", "digits"),
    [
        ("27.4e9", 27.4e9, 1e8, 3),
        ("1e12", 1e12, 1e12, 1),
        ("0.091", 0.091, 0.001, 2),
        ("5.80e23", 5.8e23, 1e21, 3),
    ],
)
def test_printed_digits_count(cell, value, unit, digits):
    assert printed(cell) == Printed(value, pytest.approx(unit), digits)


def test_agreement_is_at_the_printed_digits():
    figure = printed("27.4e9")
    assert figure.agrees(27.449e9)
    assert figure.agrees(27.351e9)
    assert not figure.only_just(27.449e9)
    assert figure.only_just(27.4545e9)
    assert not figure.agrees(27.456e9)
    assert not figure.agrees(27.344e9)


def test_every_law_has_source_and_range_in_words():
    assert next(iter(records.laws())) == DEFAULT_LAW == "chinchilla"
    assert len(laws()) == 8
    for law in records.laws().values():
        assert law.source
        assert "parameters" in law.fitted_range
        assert law.status in STATUSES


def test_the_deployments_differ_in_the_split_alone():
    stated, print_ = records.deployments()["paper-stated"], records.deployments()["paper-printed"]
    assert next(iter(records.deployments())) == DEFAULT_DEPLOYMENT == "paper-stated"
    a, b = deployments()["paper-stated"], deployments()["paper-printed"]
    assert a.tokens_per_request == b.tokens_per_request == 285
    assert b.input_tokens == pytest.approx(285 * 70 / 215, rel=1e-15)
    assert a.token_cost == b.token_cost
    assert stated.source != print_.source


def user_data(tmp_path, **files):
    for name, content in files.items():
        (tmp_path / f"{name}.csv").write_text(content)
    return tmp_path


PRICES = "gpu,provider,commitment,region,instance,date,price_usd_per_gpu_hour,source,status,note\n"


@pytest.fixture
def no_user_data():
    yield
    records.use_folder(None)


@pytest.mark.usefixtures("no_user_data")
def test_a_users_prices_add_to_the_shipped_ones(tmp_path):
    shipped = gpu_price("H100", "Lambda")
    row = "a100 80gb,Ours,on-demand,,,2026-11-01,0.99,contract,primary,\n"
    records.use_folder(user_data(tmp_path, prices=PRICES + row))
    assert gpu_price("A100-80GB", "Ours") == 0.99
    assert gpu_price("H100", "Lambda") == shipped
    records.use_folder(None)
    with pytest.raises(UnknownNameError, match="not a known provider"):
        gpu_price("A100-80GB", "Ours")


@pytest.mark.usefixtures("no_user_data")
def test_a_users_row_replaces_the_shipped_row_of_its_key(tmp_path):
    law = next(line for line in LAWS if line.startswith("chinchilla,"))
    header = LAWS[0] + "\n"
    records.use_folder(user_data(tmp_path, laws=header + law.replace(",1.69,", ",1.7,") + "\n"))
    assert laws()["chinchilla"].E == 1.7
    assert len(laws()) == 8
    records.use_folder(None)
    assert laws()["chinchilla"].E == 1.69


@pytest.mark.usefixtures("no_user_data")
def test_every_fault_of_every_user_file_is_told_at_once(tmp_path):
    rows = "H100,Ours,on-demand,,,2026,x,s,primary,\nH100,Ours,spott,,,never,1,s,primary,\n"
    folder = user_data(tmp_path, prices=PRICES + rows, gpus="name\nX\n")
    with pytest.raises(DataError) as error:
        records.use_folder(folder)
    told = str(error.value)
    assert "gpus.csv row 1: expected the columns" in told
    for place in ("row 2 column price_usd", "row 3 column commitment", "row 3 column date"):
        assert place in told


@pytest.mark.usefixtures("no_user_data")
def test_a_folder_without_data_or_with_an_unknown_gpu_is_refused(tmp_path):
    with pytest.raises(DataError, match="has none of"):
        records.use_folder(tmp_path)
    with pytest.raises(DataError, match="is not there"):
        records.use_folder(tmp_path / "none")
    rows = "H1000,Ours,on-demand,,,2026,1,s,primary,\nX,Ours,on-demand,,,2026,1,s,primary,\n"
    with pytest.raises(DataError) as error:
        records.use_folder(user_data(tmp_path, prices=PRICES + rows))
    for place in (
        'row 2 column gpu: expected a GPU of gpus.csv, by name or alias; found "H1000"',
        "row 3",
    ):
        assert place in str(error.value)


@pytest.mark.usefixtures("no_user_data")
def test_names_in_another_spelling_are_the_same_names(tmp_path):
    rows = "H100,lambda,on-demand,,,2026-11-01,1.5,s,primary,\n"
    law = next(line for line in LAWS if line.startswith("chinchilla,"))
    own_law = law.replace("chinchilla,", "Chin-Chilla,", 1).replace(",1.69,", ",1.7,")
    records.use_folder(user_data(tmp_path, prices=PRICES + rows, laws=f"{LAWS[0]}\n{own_law}\n"))
    assert gpu_price("H100", "Lambda") == 1.5
    assert gpu_price("A100-80GB", "LAMBDA", as_of="2023") == 1.5
    assert next(iter(laws())) == "chinchilla"
    assert laws()["chinchilla"].E == 1.7


@pytest.mark.usefixtures("no_user_data")
@pytest.mark.usefixtures("no_user_data")
def test_an_alias_for_two_gpus_is_refused(tmp_path):
    header, row = (DATA_FOLDER / "gpus.csv").read_text().splitlines()[:2]
    twin = row.replace("V100-PCIe-16GB", "Mine", 1).replace("V100-PCIe", "T4", 1)
    with pytest.raises(DataError, match="stands for T4 and for Mine"):
        records.use_folder(user_data(tmp_path, gpus=f"{header}\n{twin}\n"))


@pytest.mark.usefixtures("no_user_data")
def test_a_refused_folder_leaves_the_data_as_they_were(tmp_path):
    before = gpu_price("H100")
    with pytest.raises(DataError):
        records.use_folder(user_data(tmp_path, prices="nonsense\n"))
    assert gpu_price("H100") == before


@pytest.mark.usefixtures("no_user_data")
def test_broken_data_are_no_fault_of_a_cell(tmp_path, monkeypatch):
    monkeypatch.setenv("XLPLANNER_DATA", str(user_data(tmp_path, prices="nonsense\n")))
    records.forget()
    with pytest.raises(DataError, match=r"prices.csv row 1"):
        gpu_price(["H100", "T4"])


@pytest.mark.usefixtures("no_user_data")
def test_the_folder_in_the_home_counts_unless_the_setting_says_otherwise(tmp_path, monkeypatch):
    folder = tmp_path / ".xlplanner" / "data"
    folder.mkdir(parents=True)
    user_data(folder, prices=PRICES + "H100,Ours,on-demand,,,2026,0.5,s,primary,\n\n")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XLPLANNER_DATA")
    records.forget()
    assert gpu_price("H100", "Ours") == 0.5
    monkeypatch.setenv("XLPLANNER_DATA", "")
    records.forget()
    with pytest.raises(UnknownNameError):
        gpu_price("H100", "Ours")
