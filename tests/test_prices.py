"""Price lists, and offers recorded by hand taken into the user's price file."""

import dataclasses
import datetime
import json
import sys
from dataclasses import dataclass

import gpuhunt
import pytest

from xlplanner import gpu_price, prices
from xlplanner.cli import main
from xlplanner.errors import FileError, UnknownNameError
from xlplanner.functions.records import NAMES
from xlplanner.reference import records
from xlplanner.reference.table import DATA_FOLDER

TODAY = datetime.date(2026, 11, 22)


@dataclass
class Offer:
    """The fields of the library's offers that are used."""

    provider: str
    gpu_name: str | None
    gpu_memory: float | None
    gpu_count: int
    price: float
    spot: bool = False


OFFERS = [
    Offer("aws", "H100", 80.0, 8, 55.04),
    Offer("aws", "H100", 80.0, 1, 6.0),
    Offer("aws", "H100", 80.0, 8, 24.0, spot=True),
    Offer("lambdalabs", "A100", 40.0, 1, 1.99),
    Offer("vastai", "RTX4090", 24.0, 2, 0.62),
    Offer("newcloud", "B200", 180.0, 8, 40.0),
    Offer("aws", "Abacus", 1.0, 1, 1.0),
    Offer("aws", None, None, 0, 0.1),
    Offer("aws", "T4", 16.0, 1, 0.0),
]


@pytest.fixture(autouse=True)
def shipped_data_again():
    yield
    records.use_folder(None)


def refresh(folder, offers=OFFERS):
    return prices.refresh(folder, fetch=lambda: offers, today=TODAY)


def test_the_library_has_the_fields_that_are_read():
    theirs = {field.name for field in dataclasses.fields(gpuhunt.CatalogItem)}
    assert {field.name for field in dataclasses.fields(Offer)} <= theirs


def test_prices_per_instance_become_prices_per_gpu(tmp_path):
    path, changes, left_out = refresh(tmp_path / "new folder")
    offers = {(c.price.gpu, c.price.provider, c.price.commitment): c for c in changes}
    assert {key: c.price.price_usd_per_gpu_hour for key, c in offers.items()} == {
        ("H100-SXM-80GB", "AWS", "on-demand"): 6.44,
        ("H100-SXM-80GB", "AWS", "spot"): 3.0,
        ("A100-40GB", "Lambda", "on-demand"): 1.99,
        ("RTX 4090", "Vast.ai", "on-demand"): 0.31,
        ("B200", "newcloud", "on-demand"): 5.0,
    }
    assert left_out == 3
    assert offers["H100-SXM-80GB", "AWS", "on-demand"].before == 6.88
    assert offers["B200", "newcloud", "on-demand"].before is None
    assert all(c.price.date == "2026-11-22" for c in changes)
    assert path == tmp_path / "new folder" / "prices.csv"


def test_a_refreshed_file_is_a_users_price_file(tmp_path):
    shipped = (DATA_FOLDER / "prices.csv").read_bytes()
    refresh(tmp_path)
    records.use_folder(tmp_path)
    assert prices.latest("H100", "AWS", "on-demand")[0].price_usd_per_gpu_hour == 6.44
    assert (DATA_FOLDER / "prices.csv").read_bytes() == shipped


def test_a_second_refresh_keeps_the_users_rows_and_replaces_the_days(tmp_path):
    refresh(tmp_path)
    path = tmp_path / "prices.csv"
    own = "H100-SXM-80GB,Ours,on-demand,,,2026-11-01,1.23,contract,primary,\n"
    path.write_text(path.read_text() + own)
    refresh(tmp_path, [dataclasses.replace(OFFERS[3], price=1.5)])
    kept = path.read_text()
    assert "Ours" in kept
    assert kept.count("A100-40GB,Lambda") == 1
    assert "A100-40GB,Lambda,on-demand,,,2026-11-22,1.5," in kept


def test_a_broken_price_file_is_left_as_it_is(tmp_path):
    path = tmp_path / "prices.csv"
    path.write_text("nonsense\n")
    with pytest.raises(FileError, match="expected the columns"):
        refresh(tmp_path)
    assert path.read_text() == "nonsense\n"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("failure", "words"),
    [(OSError("no route\nmore"), "nothing was changed: no route"), ([], "no offers came back")],
)
def test_without_a_network_one_line_says_so(tmp_path, monkeypatch, capsys, failure, words):
    def query(**_):
        if isinstance(failure, Exception):
            raise failure
        return failure

    monkeypatch.setattr(gpuhunt, "query", query)
    assert main(["--data", str(tmp_path), "prices", "refresh"]) == 1
    (message,) = capsys.readouterr().err.splitlines()
    assert words in message
    assert list(tmp_path.iterdir()) == []


def test_without_the_library_it_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "gpuhunt", None)
    with pytest.raises(FileError, match=r'pip install "xlplanner\[refresh\]"'):
        prices.fetch_offers()


def test_the_commands(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(gpuhunt, "query", lambda **_: OFFERS)
    assert main(["--data", str(tmp_path), "prices", "refresh"]) == 0
    out = capsys.readouterr().out
    assert "-6.4%" in out
    assert "new" in out
    assert "3 offers left out" in out
    assert main(["--data", str(tmp_path), "prices", "list", "--gpu", "h100", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert {row["gpu"] for row in listed} == {"H100-SXM-80GB"}
    assert main(["prices", "show", "a100 40gb"]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0].split()[0] == "GPU"
    assert all("A100-40GB" in line for line in shown[1:])
    assert main(["prices", "list", "--provider", "lambda", "--commitment", "spot"]) == 0
    assert capsys.readouterr().out == "no matching prices\n"
    assert main(["prices", "list", "--provider", "nobody"]) == 2
    assert "not a known provider" in capsys.readouterr().err
    assert main(["prices", "show", "abacus"]) == 2
    assert "not a known GPU" in capsys.readouterr().err


def test_the_newest_price_of_each_offer_is_listed():
    listed = prices.latest(gpu="A100-40GB", provider="Lambda")
    assert [(price.commitment, price.date) for price in listed] == [("on-demand", "2026-10-10")]
    newest = prices.latest(gpu="H100", commitment="spot")
    assert len({(price.provider, price.date) for price in newest}) == len(
        {price.provider for price in newest}
    )
    dates = [price.date for price in prices.history("A100-40GB")]
    assert dates == sorted(dates, reverse=True)
    with pytest.raises(UnknownNameError, match="not a known GPU"):
        prices.latest(gpu="abacus")


def test_a_gpu_named_in_part_suggests_those_with_that_name(capsys):
    assert main(["prices", "show", "A100"]) == 2
    message = capsys.readouterr().err
    for name in ("A100-40GB", "A100-80GB"):
        assert name in message.partition("did you mean")[2]


def test_a_price_of_a_day_to_come_does_not_count(tmp_path):
    row = "H100,Ours,on-demand,,,2999-01-01,0.01,contract,primary,\n"
    header = (DATA_FOLDER / "prices.csv").read_text().partition("\n")[0]
    shipped = gpu_price("H100")
    (tmp_path / "prices.csv").write_text(f"{header}\n{row}")
    records.use_folder(tmp_path)
    assert gpu_price("H100") == shipped


@pytest.mark.parametrize("kind", NAMES)
def test_names_are_listed(kind, capsys):
    assert main(["names", kind]) == 0
    listed = capsys.readouterr().out.splitlines()
    assert listed == list(NAMES[kind].load())


def test_a_refresh_counts_the_folders_own_data_as_known(tmp_path):
    refresh(tmp_path)
    _, changes, _ = refresh(tmp_path, [dataclasses.replace(OFFERS[5], price=80.0)])
    assert [(change.before, change.price.price_usd_per_gpu_hour) for change in changes] == [
        (5.0, 10.0)
    ]


def test_a_refresh_follows_a_link_and_keeps_the_mode(tmp_path):
    folder, target = tmp_path / "data", tmp_path / "target.csv"
    folder.mkdir()
    target.write_text((DATA_FOLDER / "prices.csv").read_text().partition("\n")[0] + "\n")
    target.chmod(0o640)
    (folder / "prices.csv").symlink_to(target)
    refresh(folder)
    assert (folder / "prices.csv").is_symlink()
    assert "newcloud" in target.read_text()
    assert target.stat().st_mode & 0o777 == 0o640


def test_a_refresh_replaces_a_row_in_another_spelling_and_the_file_stays_readable(tmp_path):
    header = (DATA_FOLDER / "prices.csv").read_text().partition("\n")[0]
    row = "a100 40gb,lambda,on-demand,,,2026-11-22,9,contract,primary,\n"
    (tmp_path / "prices.csv").write_text(f"{header}\n{row}")
    refresh(tmp_path, [OFFERS[3]])
    records.use_folder(tmp_path)
    assert gpu_price("A100-40GB", "Lambda") == 1.99
