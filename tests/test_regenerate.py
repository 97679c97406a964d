"""The generated files are current, and what is stale is noticed."""

import json
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
import regenerate

from xlplanner.errors import FileError

ROOT = Path(__file__).parent.parent


def name_of(file):
    return str(file.path.relative_to(ROOT))


@pytest.mark.parametrize("file", regenerate.GENERATED, ids=name_of)
def test_a_generated_file_is_current(file):
    assert file.is_current(), f"{name_of(file)} is stale: run install/regenerate"


def test_what_is_generated_is_listed():
    listed = {name_of(file) for file in regenerate.GENERATED}
    kept = {
        str(path.relative_to(ROOT))
        for path in (ROOT / "templates").rglob("*")
        if path.is_file() and path.suffix != ".md"
    }
    assert kept <= listed


@pytest.fixture
def toys(tmp_path, monkeypatch):
    """A text, and a picture whose page reads the text, in a tree of their own."""
    monkeypatch.setattr(regenerate, "ROOT", tmp_path)
    held = {"text": b"new"}
    text = regenerate.Generated("text.md", lambda: held["text"])
    picture = regenerate.Picture("page.png", lambda: held["text"].hex(), lambda: PNG)
    monkeypatch.setattr(regenerate, "GENERATED", (text, picture))
    return held


PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + bytes(13 + 4) + b"\0\0\0\0IEND\xaeB`\x82"


def test_stale_files_are_named_and_made_anew(toys, tmp_path, capsys):
    assert regenerate.main(["--check"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "stale: text.md; run install/regenerate",
        "stale: page.png; run install/regenerate",
    ]
    assert regenerate.main([]) == 0
    assert capsys.readouterr().out.splitlines() == ["made anew: text.md", "made anew: page.png"]
    assert (tmp_path / "text.md").read_bytes() == b"new"
    assert regenerate.main(["--check"]) == 0
    assert regenerate.main([]) == 0
    assert capsys.readouterr().out == ""
    toys["text"] = b"newer"
    assert regenerate.main(["--check"]) == 1
    assert len(capsys.readouterr().out.splitlines()) == 2


def test_a_file_that_cannot_be_made_stays_stale_and_the_rest_is_made(toys, monkeypatch, capsys):
    text, picture = regenerate.GENERATED

    def no_office():
        raise FileError("a picture needs LibreOffice")

    monkeypatch.setattr(picture, "make", no_office)
    monkeypatch.setattr(regenerate, "GENERATED", (picture, text))
    assert regenerate.main([]) == 1
    printed = capsys.readouterr()
    assert printed.out == "made anew: text.md\n"
    assert printed.err == "still stale: page.png: a picture needs LibreOffice\n"


def test_a_picture_needs_its_programs(tmp_path, monkeypatch):
    monkeypatch.setattr(regenerate.shutil, "which", lambda name: None)
    with pytest.raises(FileError, match=r"needs LibreOffice, pdftoppm and the font Carlito"):
        regenerate.page(tmp_path / "planner.xlsx", (100, 0, 0, 10, 10))


def packed(**parts):
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return file.getvalue()


@pytest.mark.parametrize(
    ("fresh", "agree"),
    [
        ({"a": "<v>1.5</v>"}, True),
        ({"a": "<v>1.5000000000000002</v>"}, True),
        ({"a": "<v>1.50000001</v>"}, False),
        ({"a": "<v>1.5</v><v>2</v>"}, False),
        ({"a": "<w>1.5</w>"}, False),
        ({"b": "<v>1.5</v>"}, False),
        ({"a": "<v>1.5</v>", "b": ""}, False),
    ],
)
def test_workbooks_agree_but_for_the_last_digits_of_numbers(fresh, agree):
    assert regenerate.agree(packed(a="<v>1.5</v>"), packed(**fresh)) is agree


def test_a_notebook_is_stale_when_a_cell_shows_another_number(tmp_path, monkeypatch):
    monkeypatch.setattr(regenerate, "ROOT", tmp_path)
    cell = {"cell_type": "code", "source": ["print('x')\n", "7 * 6"], "outputs": []}
    (tmp_path / "a.ipynb").write_text(json.dumps({"cells": [cell]}))
    notebook = regenerate.Notebook("a.ipynb")
    assert not notebook.is_current()
    made = notebook.make()
    assert [output["output_type"] for output in json.loads(made)["cells"][0]["outputs"]] == [
        "stream",
        "execute_result",
    ]
    notebook.path.write_bytes(made)
    assert notebook.is_current()
    notebook.path.write_bytes(made.replace(b'"42"', b'"43"'))
    assert not notebook.is_current()


def test_a_picture_of_either_form_holds_its_digest():
    for picture in (PNG, b"<svg/>\n"):
        assert regenerate.stamped(picture, "f00d").count(b"f00d") == 1


def test_a_text_with_computed_numbers_may_differ_in_their_last_digits(tmp_path, monkeypatch):
    monkeypatch.setattr(regenerate, "ROOT", tmp_path)
    made = regenerate.Computed("Code.gs", lambda: b"x = 1.5000000000000002;")
    assert not made.is_current()
    for text, current in (("x = 1.5;", True), ("x = 1.6;", False), ("y = 1.5;", False)):
        made.path.write_text(text)
        assert made.is_current() is current


def test_text_must_be_equal():
    assert not regenerate.agree(b"1.5", b"1.5000000000000002")


def test_a_page_without_its_marks_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(regenerate, "ROOT", tmp_path)
    (tmp_path / "page.md").write_text("nothing")
    with pytest.raises(FileError, match=r"page.md lacks <!-- functions: begin -->"):
        regenerate.between_marks("page.md", "functions", str).make()


def test_what_a_sheet_shows_changes_its_digest():
    book = regenerate.printed_book()
    sheet = book.workbook["Planner"]

    def digest():
        return regenerate.digest_of(regenerate._looks(sheet, "A1:J48", book.values))

    before, widths = digest(), sheet.column_dimensions
    assert digest() == before
    width, widths["A"].width = widths["A"].width, 11
    assert digest() != before
    widths["A"].width = width
    text, sheet["A1"].value = sheet["A1"].value, "Other"
    assert digest() != before
    sheet["A1"].value = text
    assert digest() == before
