"""The data files and the reader that refuses a broken row."""

import csv
from dataclasses import dataclass, field

import numpy as np
import pytest

from xlplanner import gpu_price
from xlplanner.core.cost import Deployment
from xlplanner.core.law import Law
from xlplanner.core.quantities import Quantity, described
from xlplanner.errors import DataError, UnknownNameError
from xlplanner.functions.cell_errors import CellError
from xlplanner.functions.named import RecordKind
from xlplanner.functions.numbers import parse_number
from xlplanner.functions.ranges import parse_cell
from xlplanner.functions.records import (
    DEFAULT_DEPLOYMENT,
    DEFAULT_LAW,
    DEPLOYMENT_KIND,
    LAW_KIND,
    deployments,
    laws,
)
from xlplanner.numerals import plain_number
from xlplanner.reference import records
from xlplanner.reference.dates import first_day, last_day
from xlplanner.reference.names import name_key
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
from xlplanner.units import Unit, label_of

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
    assert str(error.value).startswith(f"{tmp_path}/prices.csv row 2")
    assert complaint in str(error.value)


def test_every_broken_cell_is_named_at_once(tmp_path):
    with pytest.raises(DataError) as error:
        read(tmp_path, HEADER + "A100,x,2,2023,primary\n" + GOOD + "H100,1,0.5,never,rumour\n")
    faults = [line.split(":")[0] for line in str(error.value).splitlines()]
    assert faults == [
        f"{tmp_path}/prices.csv row 2 column price_usd",
        f"{tmp_path}/prices.csv row 2 column mfu",
        f"{tmp_path}/prices.csv row 4 column date",
        f"{tmp_path}/prices.csv row 4 column status",
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
    number = printed("27.4e9")
    assert number.agrees(27.449e9)
    assert number.agrees(27.351e9)
    assert not number.only_just(27.449e9)
    assert number.only_just(27.4545e9)
    assert not number.agrees(27.456e9)
    assert not number.agrees(27.344e9)


def test_every_law_has_source_and_range_in_words():
    assert next(iter(records.laws())) == DEFAULT_LAW == "chinchilla"
    for law in records.laws().values():
        assert law.source
        assert "parameters" in law.fitted_range
        for least, most in (
            (law.least_fitted_params, law.most_fitted_params),
            (law.least_fitted_tokens, law.most_fitted_tokens),
        ):
            assert most > 1e9
            assert least is None or 1e6 < least < most / 10
        assert law.status in STATUSES


def test_the_deployments_differ_in_the_split_alone():
    stated, print_ = records.deployments()["paper-stated"], records.deployments()["paper-printed"]
    assert next(iter(records.deployments())) == DEFAULT_DEPLOYMENT == "paper-stated"
    a, b = deployments()["paper-stated"], deployments()["paper-printed"]
    assert a.tokens_per_request == b.tokens_per_request == 285
    assert b.input_tokens == pytest.approx(285 * 70 / 215, rel=1e-15)
    assert a.token_cost == b.token_cost
    assert stated.source != print_.source


@pytest.mark.parametrize("load", [records.laws, records.deployments])
def test_a_record_of_the_data_is_a_law_or_a_deployment(load):
    for name, record in load().items():
        assert isinstance(record, Law | Deployment)
        assert record.id == name


@dataclass(frozen=True)
class Link:
    """A kind of record that nothing but its fields describes."""

    speed: float = field(
        metadata=described("Speed of a link", Quantity(Unit.TB_PER_SECOND, 0, 9), "bandwidth")
    )
    gpu_share: float = field(metadata=described("Share", Quantity(Unit.FRACTION, 0.5, 1)))


@dataclass(frozen=True, kw_only=True)
class LinkRecord(Link, records.Sourced):
    id: str = column(text)


LINKS = "id,speed,gpu_share,source,date,status,note\nNVLink,0.9,1,vendor,2024,primary,\n"


@pytest.fixture
def link_file(tmp_path):
    path = tmp_path / "links.csv"
    path.write_text(LINKS)
    return path


def test_a_described_field_is_a_column_a_label_and_a_bound(link_file):
    def load():
        return {row.id: row for row in read_table(link_file, LinkRecord, key=("id",))}

    kind = RecordKind("link", load, make=Link, remarks=("source", "date", "status", "note"))
    assert (load()["NVLink"].speed, kind.fields["speed"].help) == (0.9, "Speed of a link")
    assert kind.label_range(Link(0.9, 1.0)) == [
        ["link", "NVLink"],
        ["speed [TB/s]", 0.9],
        ["GPU share [fraction]", 1.0],
        ["source", "vendor"],
        ["date", "2024"],
        ["status", "primary"],
        ["note", ""],
    ]
    for labels in ([["Bandwidth", "50%"]], [["speed [TB/s]", 0.5], ["note", "own"]]):
        cells = np.array(labels, dtype=object)
        assert kind.is_label_range(cells)
        assert kind.read_label_range(cells, "link") == Link(0.5, 1.0)
    fast = kind.read_label_range(np.array([["speed", 10]], dtype=object), "link")
    assert isinstance(fast, CellError)
    assert fast.reason == "link speed must be at least 0 and at most 9; got 10"
    link_file.write_text(LINKS.replace("0.9", "10"))
    with pytest.raises(DataError, match="row 2 column speed: expected a number from 0 to 9; found"):
        load()


FIELDS = [
    (kind, record, file, name)
    for kind, record, file in (
        (LAW_KIND, records.LawRecord, "laws.csv"),
        (DEPLOYMENT_KIND, records.DeploymentRecord, "deployments.csv"),
    )
    for name in kind.fields
]


@pytest.mark.parametrize(("kind", "record", "file", "name"), FIELDS)
def test_a_file_and_a_cell_take_the_same_numbers(tmp_path, kind, record, file, name):
    accepts = kind.fields[name].accepts
    header, row, *_ = csv.reader((DATA_FOLDER / file).read_text().splitlines())
    for number in (accepts.low, accepts.high, accepts.low - 1e-7, accepts.high * 1.001):
        row[header.index(name)] = repr(number)
        with (tmp_path / file).open("w") as text:
            csv.writer(text).writerows([header, row])
        if isinstance(accepts.read(number, name), CellError):
            with pytest.raises(DataError, match=f"column {name}: expected a number from"):
                read_table(tmp_path / file, record, key=("id",))
        else:
            (read_back,) = read_table(tmp_path / file, record, key=("id",))
            assert getattr(read_back, name) == number
            range_ = np.array([[name, number]], dtype=object)
            assert getattr(kind.read_label_range(range_, "x"), name) == number


def test_a_label_is_the_fields_name_as_people_read_it():
    assert label_of("training_mfu", Unit.FRACTION) == "training MFU [fraction]"
    assert label_of("gpu_hours") == "GPU hours"
    assert [label_of(name) for name in LAW_KIND.fields] == ["E", "A", "B", "alpha", "beta"]
    for kind in (LAW_KIND, DEPLOYMENT_KIND):
        for name in kind.fields:
            assert kind.labels[name_key(label_of(name, Unit.USD))] == name


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2023", "2023-01-01", "2023-12-31"),
        ("2023-04", "2023-04-01", "2023-04-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2100-02", "2100-02-01", "2100-02-28"),
        ("2023-12-30", "2023-12-30", "2023-12-30"),
        ("9999-12", "9999-12-01", "9999-12-31"),
    ],
)
def test_the_first_and_last_day_of_a_date(text, first, last):
    assert (first_day(text).isoformat(), last_day(text).isoformat()) == (first, last)
    assert date(text) == text


@pytest.mark.parametrize(
    "text", ["", "23", "2023-1", "2023-13", "2023-02-29", "0000", "20230101", "2023-W01", "٢٠٢٣"]
)
def test_what_is_no_date(text):
    for read in (first_day, last_day, date):
        with pytest.raises(ValueError, match="a date such as 2024, 2024-05 or 2024-05-31"):
            read(text)


@pytest.mark.parametrize("text", ["7", "-1.5", "+.5", "5.", "3.12e14", "3.12E+14", "1e400"])
def test_a_plain_number_is_one_for_files_array_constants_and_cells(text):
    assert plain_number(text) == float(text)
    assert parse_cell(text) == parse_number(text) == float(text)


@pytest.mark.parametrize("text", ["", ".", "e5", "1e", "1_0", "0x10", "nan", "inf", "٣", "1 2"])
def test_what_is_no_plain_number(text):
    assert plain_number(text) is None
    assert parse_cell(text) == text
    assert parse_number(text) is None


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
    header, shipped = LAWS[0] + "\n", list(laws())
    records.use_folder(user_data(tmp_path, laws=header + law.replace(",1.69,", ",1.7,") + "\n"))
    assert laws()["chinchilla"].E == 1.7
    assert list(laws()) == shipped
    records.use_folder(None)
    assert laws()["chinchilla"].E == 1.69


@pytest.mark.usefixtures("no_user_data")
def test_every_fault_of_every_user_file_is_reported_at_once(tmp_path):
    rows = "H100,Ours,on-demand,,,2026,x,s,primary,\nH100,Ours,spott,,,never,1,s,primary,\n"
    folder = user_data(tmp_path, prices=PRICES + rows, gpus="name\nX\n")
    with pytest.raises(DataError) as error:
        records.use_folder(folder)
    message = str(error.value)
    assert "gpus.csv row 1: expected the columns" in message
    for fault in ("row 2 column price_usd", "row 3 column commitment", "row 3 column date"):
        assert fault in message


@pytest.mark.usefixtures("no_user_data")
def test_a_folder_without_data_or_with_an_unknown_gpu_is_refused(tmp_path):
    with pytest.raises(DataError, match="has none of"):
        records.use_folder(tmp_path)
    with pytest.raises(DataError, match="is not there"):
        records.use_folder(tmp_path / "none")
    rows = "H1000,Ours,on-demand,,,2026,1,s,primary,\nX,Ours,on-demand,,,2026,1,s,primary,\n"
    with pytest.raises(DataError) as error:
        records.use_folder(user_data(tmp_path, prices=PRICES + rows))
    for fault in (
        'row 2 column gpu: expected a GPU of gpus.csv, by name or alias; found "H1000"',
        "row 3",
    ):
        assert fault in str(error.value)


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


@pytest.mark.parametrize("bad", ["*", "bes~2", "law?", "42", "-1e9", "#N/A"])
def test_names_that_spreadsheets_would_look_up_otherwise_are_refused(tmp_path, bad):
    header = "name,params,active_params,training_tokens,gpu_hours,gpu,source,date,status,note\n"
    (tmp_path / "models.csv").write_text(f"{header}{bad},1e9,,1e12,,,mine,2026,primary,\n")
    with pytest.raises(DataError, match="column name: expected a name that is no number or error"):
        records.use_folder(tmp_path)
