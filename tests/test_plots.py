"""Pictures: they show what the functions say; files are equal, described, or refused."""

import doctest
import os
import subprocess
import sys
from xml.etree import ElementTree

import numpy as np
import pytest

import xlplanner
from xlplanner.cli import main
from xlplanner.plots import KINDS, pictures
from xlplanner.plots.drawing import draw
from xlplanner.plots.pictures import picture
from xlplanner.reference import records
from xlplanner.reference.paper import paper_table2

SVG = "{http://www.w3.org/2000/svg}"


def test_round_numbers():
    assert doctest.testmod(pictures).failed == 0


def test_cost_marks_the_three_models_on_the_curve():
    (panel,) = picture("cost").panels
    requests = 5e12 / 285
    best = xlplanner.cost_opt("like 30B", requests)
    chinchilla, compute, optimum = panel.marks
    assert (optimum.x, optimum.y) == (pytest.approx(best.params), pytest.approx(best.cost))
    assert compute.x == pytest.approx(xlplanner.opt_params("like 30B", "5T"))
    assert chinchilla.y == pytest.approx(best.chinchilla_cost)
    total, training, inference = panel.lines
    np.testing.assert_allclose(total.y, training.y + inference.y)
    for mark in panel.marks:
        assert np.interp(mark.x, total.x, total.y) == pytest.approx(mark.y, rel=1e-3)
    assert total.y.min() >= optimum.y[0]


@pytest.mark.parametrize("flops", [False, True])
def test_ratio_is_the_optimum_over_chinchilla(flops):
    shown = picture("ratio", in_flops=flops)
    assert [len(panel.lines) for panel in shown.panels] == [len(paper_table2())] * 3
    own = picture("ratio", in_flops=flops, loss="like 30B")
    ratios = [panel.marks[0].y[0] for panel in own.panels]
    best = (
        xlplanner.opt_plan("like 30B", "5T")
        if flops
        else xlplanner.cost_opt("like 30B", 5e12 / 285)
    )
    tokens0 = xlplanner.chinchilla_tokens("like 30B")
    assert ratios == pytest.approx([1 - best.saving, best.params / 30e9, best.tokens / tokens0])
    for panel, ratio in zip(own.panels, ratios, strict=True):
        (line,) = panel.lines
        assert np.interp(5e12, line.x, line.y) == pytest.approx(ratio, rel=0.01)


def test_bands_are_those_of_the_function():
    shown = picture("bands", requests="1B", law="epoch-refit")
    row = xlplanner.cost_band("30B", "1B")
    marks = [panel.marks[0].y[0] for panel in shown.panels]
    assert marks == pytest.approx([row.params, row.tokens, row.saving])
    for panel, name in zip(shown.panels, ("params", "tokens", "saving"), strict=True):
        (band,) = panel.bands
        low, high = (np.interp(285e9, band.x, end) for end in (band.low, band.high))
        wanted = [getattr(row, f"{name}_{end}") for end in ("low", "high")]
        assert [low, high] == pytest.approx(wanted, rel=0.01)


def test_laws_are_those_of_the_function():
    shown = picture("laws", law="besiroglu", in_flops=True)
    table = xlplanner.law_compare("30B", "5T")
    size, tokens, saving = shown.panels
    assert [row.removesuffix(" (this plan)") for row in size.rows] == table.law.tolist()
    assert "besiroglu (this plan)" in size.rows
    for panel, column in ((size, table.params), (tokens, table.tokens), (saving, table.saving)):
        np.testing.assert_allclose(panel.marks[0].x, column, rtol=1e-13)


def test_of_many_laws_the_first_and_the_plans_own_are_drawn(tmp_path):
    header, *laws = (records.DATA_FOLDER / "laws.csv").read_text("utf-8").splitlines()
    shipped = len(laws)
    law = laws[0].replace("chinchilla,", "own-{},", 1).replace(",1.69,", ",1.5{:04},", 1)
    own = [law.format(n, n) for n in range(300)]
    (tmp_path / "laws.csv").write_text("\n".join([header, *own]) + "\n", encoding="utf-8")
    records.use_folder(tmp_path)
    try:
        shown = picture("laws", law="own-299")
    finally:
        records.use_folder(None)
    assert shown.title == f"The cost-optimal model under 25 of {300 + shipped} laws"
    for panel in shown.panels:
        assert panel.rows[23:] == [f"own-{23 - shipped}", "own-299 (this plan)"]
        assert all(len(mark.x) == len(mark.y) == 25 for mark in panel.marks)
    assert shown.words.count(";") == 24


@pytest.mark.parametrize("loss", ["like 1", "like 1e30"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_size_need_not_have_a_loss_that_is_taken(kind, loss):
    shown = picture(kind, loss=loss, requests="1B")
    draw(shown).draw_without_rendering()
    if kind == "cost":
        best = xlplanner.cost_opt(loss, "1B")
        assert shown.panels[0].marks[-1].x == pytest.approx(best.params)
        assert np.isfinite(shown.panels[0].lines[0].y).sum() > 80


@pytest.mark.parametrize("requests", ["0", "1e27"])
@pytest.mark.parametrize("kind", KINDS)
def test_any_demand_can_be_drawn(kind, requests):
    draw(picture(kind, requests=requests, loss="like 30B")).draw_without_rendering()


@pytest.mark.parametrize("kind", KINDS)
def test_lines_and_marks_differ_without_colours(kind):
    for place in draw(picture(kind)).axes:
        looks = [
            (line.get_linestyle(), line.get_marker(), line.get_markerfacecolor() == "#FFFFFF")
            for line in place.get_lines()
        ]
        assert len(set(looks)) == len(looks)


def test_a_file_is_described_and_the_same_every_time(tmp_path, capsys):
    for name in ("one.svg", "two.svg", "one.png", "two.png"):
        assert main(["plot", "cost", "-o", str(tmp_path / name)]) == 0
    printed = capsys.readouterr().out
    assert "cost-optimal: 8.38B params, 12.9T tokens, $4.85M" in printed
    for form in ("svg", "png"):
        one, two = ((tmp_path / f"{name}.{form}").read_bytes() for name in ("one", "two"))
        assert one == two
    svg = ElementTree.parse(tmp_path / "one.svg").getroot()
    assert svg.get("role") == "img"
    assert svg.find(f"{SVG}title").text == picture("cost").title
    assert svg.find(f"{SVG}desc").text == picture("cost").words


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (["-o", "x.pdf"], 1, "xlplanner: a picture's name must end in .svg or .png; got x.pdf"),
        (
            ["-o", "x.svg", "--loss", "1"],
            2,
            "#NUM!: loss must be above the law's irreducible loss E",
        ),
        (["-o", "x.svg", "--requests", "many"], 2, "#VALUE!: requests must be a number"),
        (["-o", "x.svg", "--inf-tokens", "-1"], 2, "#NUM!: inf_tokens must be at least 0"),
        (["-o", "x.svg", "--law", "nolaw"], 2, '#N/A: law "nolaw" is not a known law'),
        (
            ["-o", "x.svg", "--law", '{"besiroglu";"chinchilla"}'],
            2,
            "#VALUE!: a picture shows one law",
        ),
        (
            ["-o", "x.svg", "--deployment", '{"input tokens",0;"output tokens",0}'],
            2,
            "#NUM!: input_tokens and output_tokens of the deployment must not both be 0",
        ),
    ],
)
def test_what_cannot_be_drawn_is_refused_in_a_line(
    words, code, message, tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    assert main(["plot", "cost", *words]) == code
    (line,) = capsys.readouterr().err.splitlines()
    assert line.startswith(message)
    assert not list(tmp_path.iterdir())


def test_without_matplotlib_a_line_says_how_to_get_it(monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "xlplanner.plots.drawing", None)
    assert main(["plot", "cost", "-o", "x.svg"]) == 1
    needed = 'xlplanner: a picture needs matplotlib: pip install "xlplanner[plot]"\n'
    assert capsys.readouterr().err == needed


def test_a_missing_folder_is_made_and_an_unwritable_home_is_no_matter(tmp_path):
    path = tmp_path / "new" / "cost.svg"
    environment = {**os.environ, "HOME": "/proc/none", "XDG_CONFIG_HOME": "", "XDG_CACHE_HOME": ""}
    environment.pop("MPLCONFIGDIR", None)
    command = [sys.executable, "-m", "xlplanner", "plot", "cost", "-o", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    assert (done.returncode, done.stderr) == (0, "")
    assert path.exists()
