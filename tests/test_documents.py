"""The documents beside the code: links, the citation, the version, and all that they have typed."""

import doctest
import re
import shlex
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
import transcripts
import yaml

from xlplanner._version import __version__
from xlplanner.cli import main
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.functions.numbers import parse_number
from xlplanner.functions.questions import answer_of, parse_formula
from xlplanner.hosts import HOSTS
from xlplanner.workbook.build import BY_KIND, INPUTS, build, inputs
from xlplanner.workbook.plan import Kind

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
PAGES = transcripts.pages()
DOCUMENTS = [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "CHANGELOG.md"]
DOCUMENTS += sorted((ROOT / ".github").rglob("*.md"))
CITATION = yaml.safe_load((ROOT / "CITATION.cff").read_text())
# What the Citation File Format asks of a file and of a reference.
NEEDED = {"cff-version", "message", "title", "authors"}
REFERENCE = {"type", "title", "authors"}
PERSON, ENTITY = {"family-names", "given-names"}, {"name"}


def anchors(text):
    """The names by which the headings of a document can be linked to."""
    heads = re.findall(r"^#+ (.+)$", re.sub(r"(?s)```.*?```", "", text), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


def name_of(path):
    return str(path.relative_to(ROOT))


@cache
def links(document):
    """What a document links to on this disk."""
    targets = re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8"))
    return [target for target in targets if not target.startswith("http")]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name_of)
def test_links_lead_somewhere(document):
    for target in links(document):
        name, _, anchor = target.partition("#")
        path = document.parent / name if name else document
        assert path.exists(), f"{document.name} links to {target}"
        if anchor:
            assert anchor in anchors(path.read_text()), f"{document.name} links to {target}"


def test_the_readme_is_short_and_leads_to_every_page():
    assert len(README.read_text(encoding="utf-8").splitlines()) <= 150
    reached, new = set(), {README}
    while new:
        reached |= new
        targets = {
            (page.parent / target.partition("#")[0]).resolve()
            for page in new
            for target in links(page)
            if not target.startswith("#")
        }
        new = {path for path in targets if path.suffix == ".md"} - reached
    assert reached >= set(PAGES)


def test_the_gallery_links_every_page_and_picture():
    gallery = ROOT / "templates" / "README.md"
    linked = {(gallery.parent / link.partition("#")[0]).resolve() for link in links(gallery)}
    pages = {page for page in PAGES if "checklist" not in page.name} - {README, gallery}
    assert linked >= pages | set((ROOT / "templates").glob("pictures/*.png"))


def test_the_contributing_guide_names_files_that_are_there():
    guide = (ROOT / "CONTRIBUTING.md").read_text()
    named = set(re.findall(r"`([a-z_./]+\.(?:py|csv|md|toml))`", guide))
    assert len(named) > 20
    roots = [ROOT, ROOT / "xlplanner", ROOT / "tests", *ROOT.glob("xlplanner/*/")]
    for name in named:
        assert any((root / name).exists() for root in roots), name


def test_the_citation_is_complete_and_of_this_version():
    assert CITATION["cff-version"] == "1.2.0"
    assert CITATION.keys() >= NEEDED
    assert CITATION["version"] == __version__
    assert CITATION["license"] == "MIT"
    (paper,) = CITATION["references"]
    assert paper.keys() >= REFERENCE
    assert paper["url"] == "https://arxiv.org/abs/2401.00448"
    for author in (*CITATION["authors"], *paper["authors"]):
        assert author.keys() in (PERSON, ENTITY)


def test_the_changelog_begins_with_what_is_new():
    text = (ROOT / "CHANGELOG.md").read_text()
    first, *versions = re.findall(r"^## \[(.+?)\]", text, re.MULTILINE)
    assert first == "Unreleased"
    assert not versions or versions[0] == __version__


def test_hooks_need_nothing_but_the_environment():
    hooks = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text())
    (local,) = hooks["repos"]
    assert local["repo"] == "local"
    assert all(hook["entry"].startswith(".venv/bin/") for hook in local["hooks"])
    assert all(hook["language"] == "system" for hook in local["hooks"])


# What is typed in a terminal ----------------------------------------------------------------------

# Lines of code blocks that are not run, each with the reason.
WINDOWS, INSTALLS, OPENS = "needs Windows", "changes the machine", "opens a window"
NOT_RUN = {
    r"install/(demo|test)\b": INSTALLS,
    r"powershell |%LOCALAPPDATA%|\$env:|Get-CimInstance|cd /d |copy ": WINDOWS,
    r'"(C:|%LOCALAPPDATA%)|start /wait |python\.exe ': WINDOWS,
    r"start excel|soffice --calc": OPENS,
    r"python -m pip |pipx install |uvx ": INSTALLS,
}
# LibreOffice prints in test_export.
LEFT_OUT = {"--pdf"}
EXIT_CODES = {"doctor": {0, 1}}


def lines_of_code(page):
    """The lines of the blocks that stand for a terminal; what is typed in Python is not."""
    text = page.read_text(encoding="utf-8")
    blocks = re.findall(r"(?<=\n\n)(?: {4,}\S.*\n)+", text)
    plain = [block for block in blocks if ">>> " not in block]
    lines = (line.strip() for block in plain for line in block.splitlines())
    return [line.removeprefix(".venv/bin/") for line in lines]


def commands(page):
    """The commands of xlplanner in these blocks."""
    return [line for line in lines_of_code(page) if line.startswith("xlplanner ")]


def test_every_line_of_code_is_run_or_has_a_reason_not_to_be():
    reasons = re.compile("|".join(NOT_RUN))
    lines = {line for page in PAGES for line in lines_of_code(page)}
    assert len(lines) > 20
    for line in lines:
        assert reasons.match(line) or line.startswith("xlplanner "), line
    for reason in NOT_RUN:
        assert any(re.match(reason, line) for line in lines), reason


@pytest.mark.slow
@pytest.mark.parametrize("page", [p for p in PAGES if commands(p)], ids=name_of)
@pytest.mark.usefixtures("built_once")
def test_commands_run(page, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for command in commands(page):
        words = [w for w in shlex.split(command, comments=True)[1:] if w not in LEFT_OUT]
        dry = ["--dry-run"] if words[0] == "install" else []
        assert main([*words, *dry]) in EXIT_CODES.get(words[0], {0}), command
        assert capsys.readouterr().out, command


def test_commands_are_shown_with_what_they_print():
    shown = {name_of(page) for page in transcripts.shown()}
    assert shown >= {"README.md", "install/command-line.md", "templates/functions.md"}
    text = "```console\n$ xlplanner call OPT_PARAMS 1.5 2E11\nold\n```\n\n$ xlplanner nothing\n"
    fresh = transcripts.renewed(text)
    assert "old" not in fresh
    assert "irreducible loss E = 1.69; got 1.5\n```\n\n$ xlplanner nothing\n" in fresh
    with pytest.raises(ValueError, match="only xlplanner is run here; got ls"):
        transcripts.printed("ls")


def help_of(*words, capsys):
    """What a command explains of itself."""
    with suppress(SystemExit):
        main([*words, "--help"])
    printed = capsys.readouterr().out
    assert printed, f"there is no command {words}"
    return printed


def test_commands_in_sentences_are_those_of_the_program(capsys):
    spans = {
        tuple(span.split()[1:])
        for page in DOCUMENTS
        for span in re.findall(r"`(xlplanner [^`]+)`", page.read_text(encoding="utf-8"))
    }
    assert len(spans) > 20
    for words in spans:
        acts = [word for word in words if re.fullmatch("[a-z][a-z-]+", word)]
        known = help_of(capsys=capsys) + help_of(*acts[:1], capsys=capsys)
        if len(acts) > 1 and acts[0] in ("install", "prices"):
            known += help_of(*acts[:2], capsys=capsys)
        for option in (word for word in words if word.startswith("-")):
            assert option in known, words


# What is typed in a cell --------------------------------------------------------------------------

# Their formulas refer to cells, or are errors on purpose; tests of their own compare the values.
CHECKLISTS = ("excel-checklist.md", "office-js-checklist.md")
FORMULA = re.compile(r"=[A-Z][A-Z0-9_]+\((?:[^()\"`…]|\"[^\"\n]*\")*\)")
# After a formula in code type: a cell of a table, or the rest of a line.
ANSWER = re.compile(r"`(=[^`]+)`(?: \| ([^|\n]+) \|| gives ([^\n]+))")


def formulas(page):
    """The formulas of a page, with points in numbers and commas between arguments."""
    found = FORMULA.findall(page.read_text(encoding="utf-8"))
    return [
        f.replace(",", ".").replace(";", ",") if ";" in re.sub(r"\{.*?\}", "", f) else f
        for f in found
    ]


@pytest.mark.parametrize("page", [p for p in PAGES if formulas(p)], ids=name_of)
def test_formulas_have_an_answer(page):
    if page.name in CHECKLISTS:
        return
    for formula in formulas(page):
        assert answer_of(formula), formula


def test_formulas_give_what_stands_beside_them():
    compared = 0
    for page in PAGES:
        if page.name in CHECKLISTS:
            continue
        for formula, *sides in ANSWER.findall(page.read_text(encoding="utf-8")):
            assert answer_of(formula) == "".join(sides), formula
            compared += 1
    assert compared > len(CATALOGUE)


@pytest.mark.parametrize("page", CHECKLISTS)
def test_formulas_of_a_checklist_call_functions_that_are_there(page):
    text = (ROOT / "install" / page).read_text(encoding="utf-8")
    excel = {"HSTACK", "NUMBERVALUE"}
    assert set(re.findall(r"=([A-Z_]{3,})\(", text)) <= CATALOGUE.keys() | excel


def test_a_formula_is_read_whole():
    text = '(`=WHY("OPT_PARAMS",1.5)` and `=ABC({1;2}, "x)")`), `=OPT_PARAMS(…)`, =OPT_PARAMS(2;3)'
    assert FORMULA.findall(text) == [
        '=WHY("OPT_PARAMS",1.5)',
        '=ABC({1;2}, "x)")',
        "=OPT_PARAMS(2;3)",
    ]
    assert parse_formula("=OPT_PARAMS(2,3)")


def test_the_reference_has_every_function_and_is_shown_as_it_is(capsys):
    assert main(["functions", "--markdown"]) == 0
    text = capsys.readouterr().out
    assert text in (ROOT / "templates" / "functions.md").read_text(encoding="utf-8") + "\n"
    for function in CATALOGUE.values():
        entry = text.partition(f"\n### {function.name}\n")[2].partition("\n##")[0]
        rows = re.findall(r"^\| `(\w+)` \|", entry, re.MULTILINE)
        assert rows == [argument.name for argument in function.arguments]
        assert function.equation in entry
        reasons = re.findall(r"^- \*\*`#NUM!`\*\*: (.+)", entry, re.MULTILINE)
        assert len(reasons) == len(function.conditions)
        assert "nan" not in " ".join(reasons).split()
    prose = re.sub(r"`[^`]*`|\\\*|\*\*", "", text)
    assert "*" not in prose


# What is typed in the planner ---------------------------------------------------------------------

BY_LABEL = {spec.label: (key, spec) for key, spec in INPUTS.items()}


def typed_in_the_planner():
    """Of each question of the README: its inputs by key, and the sentence that answers it."""
    section = README.read_text(encoding="utf-8").partition("## Three questions")[2]
    for question in section.partition("\n## ")[0].split("\n### ")[1:]:
        flat = " ".join(question.split())
        typed = re.findall(r"\*\*([^*]+)\*\* `([^`]+)`", flat)
        quoted = " ".join(re.findall(r"^> (.+)$", question, re.MULTILINE))
        yield {BY_LABEL[label][0]: BY_LABEL[label][1].read(text) for label, text in typed}, quoted


@pytest.mark.slow
@pytest.mark.parametrize(("typed", "sentence"), [*typed_in_the_planner()])
def test_the_planner_answers_as_the_readme_says(typed, sentence):
    planner = build(inputs(**typed))
    risk = planner.book.values.get(("Risk", "A3"))
    assert sentence in (planner.headline(), risk)


def test_the_readme_asks_three_questions():
    assert [len(typed) for typed, _ in typed_in_the_planner()] == [4, 5, 4]


# What is typed in Python --------------------------------------------------------------------------


def figures(line):
    """Words of a line; numbers to twelve digits, for processors differ in the last bit."""
    return [word if parse_number(word) is None else f"{float(word):.12g}" for word in line.split()]


def test_the_page_prints_what_its_python_prints():
    page = (ROOT / "install" / "python.md").read_text(encoding="utf-8")
    found = doctest.DocTestParser().get_doctest(page, {}, "python.md", None, 0)
    space = {}
    for example in found.examples:
        try:
            value = eval(example.source, space)
        except SyntaxError:
            exec(example.source, space)
            continue
        assert figures(str(value)) == figures(example.want)
    assert len(found.examples) >= 4


def test_only_tested_languages_stand_in_the_pages():
    fences = {
        (page.name, language)
        for page in PAGES
        for language in re.findall(r"^```(\w+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    }
    # The last two by test_recipes and test_javascript.
    others = {("python.md", "python"), ("javascript.md", "js")}
    assert {fence for fence in fences if fence[1] != "console"} == others
    assert not any(">>> " in p.read_text("utf-8") for p in PAGES if p.name != "python.md")


def first_cells(page):
    """What stands in the first cells of a page's tables."""
    return re.findall(r"^\| (.+?) \|", (ROOT / page).read_text(encoding="utf-8"), re.MULTILINE)


def test_every_sheet_that_is_looked_at_has_a_line():
    named = {title for cell in first_cells("templates/planner.md") for title in cell.split(", ")}
    for kind, sheets in BY_KIND.items():
        if kind is not Kind.WORKINGS:
            assert named >= {sheet.title for sheet in sheets}, "enter it in templates/planner.md"


def test_every_command_has_a_line(capsys):
    with suppress(SystemExit):
        main(["--help"])
    tasks = capsys.readouterr().out.partition("install and repair")[0].partition("decide:")[2]
    commands = re.findall(r"^  ([a-z]+) ", tasks, re.MULTILINE)
    assert len(commands) > 6
    lines = " ".join(first_cells("install/command-line.md"))
    for command in commands:
        assert f"`xlplanner {command}" in lines, "enter it in install/command-line.md"


def test_every_host_has_a_page():
    pages = "".join(page.read_text(encoding="utf-8") for page in (ROOT / "install").glob("*.md"))
    for host in HOSTS:
        assert f"xlplanner install {host.name}" in pages, f"enter it in install/{host.name}.md"
