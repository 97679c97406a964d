"""One word for one thing: what the vocabulary of CONTRIBUTING.md refuses stands nowhere."""

import re
from pathlib import Path

import pytest

from xlplanner.reference.table import DATA_FOLDER
from xlplanner.workbook.editions import EDITIONS

ROOT = Path(__file__).parent.parent
BEGIN, END = "<!-- words: begin -->", "<!-- words: end -->"
# Names of other people's formats.
FOREIGN = re.compile("PrimaryCommandSurface")
SUFFIXES = {".csv", ".cff", ".md", ".ps1", ".py", ".pyi", ".sh", ".toml", ".yaml", ""}
FOLDERS = (".ci", ".github", "install", "templates", "tests", "xlplanner")


def without_vocabulary(text):
    """A text without the table that lists the refused words."""
    before, _, rest = text.partition(BEGIN)
    return before + rest.partition(END)[2]


def refused():
    """The words and phrases in code type of the vocabulary's last column."""
    table = (ROOT / "CONTRIBUTING.md").read_text().split(BEGIN)[1].split(END)[0]
    rows = [row.strip("|").split("|") for row in table.strip().splitlines()[2:]]
    return [word for row in rows for word in re.findall("`([^`]+)`", row[-1])]


def pattern(words):
    """Any of the words: in a sentence, over the end of a line, or as a part of a name."""
    any_of = "|".join(r"\W+".join(re.findall(r"\w+", word)) for word in words)
    return re.compile(rf"(?<![a-z])(?:{any_of})(?![a-z])", re.IGNORECASE)


REFUSED = pattern(refused())


def faults(text):
    """The refused words of a text, each with the number of its line."""
    # The words of camelCase and snake_case names count one by one.
    text = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", FOREIGN.sub("", text))
    return [(text.count("\n", 0, m.start()) + 1, m[0]) for m in REFUSED.finditer(text)]


def files():
    yield from (path for path in ROOT.iterdir() if path.is_file() and path.suffix in SUFFIXES)
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*"):
            if path.is_file() and path.suffix in SUFFIXES and "__pycache__" not in path.parts:
                yield path


@pytest.mark.parametrize("path", sorted(files()), ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_has_no_refused_word(path):
    text = without_vocabulary(path.read_text(encoding="utf-8-sig"))
    wrong = faults("" if path == Path(__file__) else text)
    assert not wrong, f"{path.relative_to(ROOT)}: {wrong}; see Words in CONTRIBUTING.md"


@pytest.mark.slow
@pytest.mark.parametrize("edition", EDITIONS)
def test_a_workbook_has_no_refused_word(built, edition):
    planner, _ = built[edition]
    texts = list(texts_of(planner.book))
    assert len(texts) > 1_000
    assert "Cost against size, at equal quality" in texts, "the texts of charts are not read"
    wrong = {text: faults(text) for text in texts if faults(text)}
    assert not wrong, "see Words in CONTRIBUTING.md"


def texts_of(book):
    """Every text of a workbook: in cells and formulas, shown by them, in hints and charts."""
    yield from (value for value in book.values.values() if isinstance(value, str))
    for sheet in book.workbook:
        yield sheet.title
        yield from (c.value for row in sheet.iter_rows() for c in row if isinstance(c.value, str))
        for rule in sheet.data_validations.dataValidation:
            yield from filter(None, (rule.prompt, rule.promptTitle, rule.error, rule.errorTitle))
        for chart in sheet._charts:
            yield from filter(None, (node.text for node in chart._write().iter()))
    yield from book.workbook.defined_names


def test_the_data_are_among_the_files():
    assert (ROOT / "xlplanner" / "data" / "laws.csv") in set(files())
    assert DATA_FOLDER.joinpath("laws.csv").is_file()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("a step is told", "told"),
        ("def is_told(self):", "told"),
        ("class ToldApart:", "Told"),
        ("TOLD = 1", "TOLD"),
        ("saved: 0 if below nil.", "nil"),
        ("as the core spells it", "spells"),
        ("a Chinchilla-style model", "Chinchilla-style"),
        ("a Chinchilla-\nstyle model", "Chinchilla-\nstyle"),
        ("lifetime requests in  all", "requests in  all"),
        ("must be planned\n    anew", "planned\n    anew"),
    ],
)
def test_a_planted_fault_is_found(text, word):
    line = text.count("\n", 0, text.index(word)) + 1
    assert [(number, found.replace("_", "")) for number, found in faults(text)] == [(line, word)]


@pytest.mark.parametrize("text", ["vanilla", "households", "untold", "intellect", "spelling"])
def test_a_part_of_a_word_is_no_fault(text):
    assert faults(text) == []


def test_the_vocabulary_is_read():
    assert {"told", "nil", "nought", "spelled", "house", "surfaces"} <= set(refused())
