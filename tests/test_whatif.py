"""What-if: its marks, its curve, its sweeps against Python, its inputs, its charts on paper."""

from itertools import pairwise

import openpyxl
import pytest
from openpyxl.utils import get_column_letter
from plans import sheet_of

import xlplanner
from xlplanner.workbook.build import INPUTS
from xlplanner.workbook.editions import NATIVE
from xlplanner.workbook.grid.charts import STRONG_INK, STRONG_MARKER
from xlplanner.workbook.grid.style import PAPER
from xlplanner.workbook.sheets.planner.results import CHEAPEST, CHINCHILLA
from xlplanner.workbook.sheets.whatif import DEMANDS, MFU_MULTIPLES, PRICE_MULTIPLES, WhatIf

CM_PER_INCH, POINTS_PER_INCH, EMU_PER_CM = 2.54, 72, 360_000
A4 = (29.7, 21.0)
LETTER = (11 * CM_PER_INCH, 8.5 * CM_PER_INCH)


class Table:
    """A table of the sheet in an engine, by its heading."""

    def __init__(self, planner, opened, heading):
        self.sheet, self.opened = planner.book.workbook[WhatIf.title], opened
        row = next(r for r in range(1, 200) if self.sheet.cell(r, 1).value == heading)
        titles = [cell.value for cell in self.sheet[row + 1] if cell.value]
        first = last = row + 3
        while self.sheet.cell(last, 1).value is not None:
            last += 1
        self.rows = [
            {
                title: opened.get(WhatIf.title, self.sheet.cell(r, c).coordinate)
                for c, title in enumerate(titles, start=1)
            }
            for r in range(first, last)
        ]

    def column(self, title):
        return [row[title] for row in self.rows]


def curve_of(planner, opened):
    return Table(
        planner,
        opened,
        "Cost against size, at equal quality",
    )


def marks_of(planner, opened):
    rows = Table(planner, opened, "Designs marked in the charts").rows
    return {row["Design"].split(":")[0]: row for row in rows}


def demands_of(planner, opened):
    return Table(planner, opened, "If demand differs, at equal quality")


def figure(planner, opened, design, name):
    return opened.get("Planner", getattr(planner.designs[design], name).address)


def test_the_curve_is_lowest_at_the_cost_optimal_size(built, opened):
    planner, _ = built[NATIVE]
    costs = curve_of(planner, opened.enter()).column("Total cost")
    best = planner.designs[CHEAPEST].cost.value
    assert min(costs) == pytest.approx(best, rel=1e-12)
    assert costs.index(min(costs)) not in (0, len(costs) - 1)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"requests": 0},
        {"requests": 1e6},
        {"requests": 1e13},
        {"requests": 1e13, "law": "gadre-c4"},
        {"chinchilla_params": 1e8, "law": "besiroglu"},
    ],
)
def test_the_curve_fills_linear_axes_whatever_the_inputs(built, opened, changes):
    planner, _ = built[NATIVE]
    opened.enter(demand_by="lifetime requests", **changes)
    curve, base = curve_of(planner, opened), figure(planner, opened, CHINCHILLA, "params")
    sizes, costs = curve.column("Parameters"), curve.column("Total cost")
    assert sizes == sorted(sizes)
    assert sizes[-1] >= base * (1 - 1e-12)
    assert 4 * min(sizes) < sizes[-1] < 40 * min(sizes)
    # The cost rises to both sides, by enough to see and not so much as to hide the optimum.
    assert min(costs[0], costs[-1]) > 1.1 * min(costs)
    assert max(costs) < 20 * min(costs)


def test_the_plan_is_marked_and_an_optimum_without_limits_is_the_same(built, opened):
    planner, _ = built[NATIVE]
    marks = marks_of(planner, opened.enter())
    plan, chosen = marks["Plan"], planner.designs[CHEAPEST]
    assert plan["Design"] == "Plan: 21B, $25.4M"
    assert plan["Cost, as drawn"] == pytest.approx(chosen.cost.value, rel=1e-12)
    assert plan["Size, as drawn"] == pytest.approx(chosen.params.value, rel=1e-12)
    assert plan["Saving, as drawn"] == pytest.approx(chosen.saving.value, rel=1e-12)
    assert marks["Without limits"]["Design"] == "Without limits: the same"
    assert marks["Without limits"]["Cost, as drawn"] == "#N/A"
    assert marks["Own model"]["Design"] == "Own model: 30B, $28.8M"


@pytest.mark.parametrize("limit", [{"max_params": 15e9}, {"max_tokens": 10e12}])
def test_where_a_limit_binds_the_plan_and_the_free_optimum_are_marked(built, opened, limit):
    planner, _ = built[NATIVE]
    opened.enter(**limit)
    marks = marks_of(planner, opened)
    plan, free = marks["Plan"], marks["Without limits"]
    assert plan["Cost, as drawn"] == figure(planner, opened, CHEAPEST, "cost")
    assert plan["Cost, as drawn"] > 1.1 * free["Cost, as drawn"]
    assert free["Cost, as drawn"] == pytest.approx(planner.designs[CHEAPEST].cost.value, rel=1e-12)
    assert free["Design"] == "Without limits: 21B, $25.4M"
    extra = plan["Cost, as drawn"] / free["Cost, as drawn"] - 1
    assert plan["Above the optimum"] == pytest.approx(extra, rel=1e-12)


def test_a_plan_that_no_limits_allow_is_not_drawn(built, opened):
    planner, _ = built[NATIVE]
    marks = marks_of(planner, opened.enter(max_params=5e9))
    assert marks["Plan"]["Design"] == "Plan: none"
    assert marks["Plan"]["Cost, as drawn"] == "#N/A"
    assert marks["Without limits"]["Design"] == "Without limits: 21B, $25.4M"


@pytest.mark.parametrize(
    ("own", "words"),
    [
        ({"own_tokens": 1e12}, "not comparable"),
        ({"own_params": 5e9}, "none"),
        ({"own_params": 900e9}, "off the chart"),
        ({"own_params": 7e9}, "off the chart"),
        ({"own_params": 30e9, "own_tokens": 1e17}, "off the chart"),
    ],
)
def test_an_own_model_off_the_chart_or_of_another_quality_is_not_drawn(built, opened, own, words):
    planner, _ = built[NATIVE]
    mark = marks_of(planner, opened.enter(**own))["Own model"]
    assert mark["Design"] == f"Own model: {words}"
    drawn = [mark[f"{name}, as drawn"] for name in ("Cost", "Size", "Saving")]
    assert drawn == ["#N/A"] * 3
    assert mark["Above the optimum"] == "–"


def test_demands_span_six_decades_around_the_plan(built, opened):
    planner, _ = built[NATIVE]
    opened.enter()
    demands = demands_of(planner, opened)
    multiples = demands.column("Multiple of the plan's requests")
    assert multiples == list(DEMANDS) == sorted(DEMANDS)
    assert (multiples[0], multiples[len(multiples) // 2], multiples[-1]) == (1e-3, 1, 1e3)
    row = demands.rows[len(multiples) // 2]
    as_planned = planner.plan[WhatIf].as_planned.cost
    chosen = planner.designs[CHEAPEST]
    assert opened.get("Cases", as_planned.address) == pytest.approx(chosen.cost.value, rel=1e-12)
    for title, name in (("Parameters", "params"), ("Training tokens", "tokens"),
                        ("Total cost", "cost"), ("Total cost, plan unchanged", "cost"),
                        ("Saving against Chinchilla", "saving")):  # fmt: skip
        assert row[title] == pytest.approx(getattr(chosen, name).value, rel=1e-11), title


def test_costs_at_other_demands_are_the_python_answers(built, opened):
    planner, _ = built[NATIVE]
    opened.enter()
    model = [figure(planner, opened, CHEAPEST, name) for name in ("params", "tokens")]
    base = [figure(planner, opened, CHINCHILLA, name) for name in ("params", "tokens")]
    loss, requests = planner.facts.loss.value, planner.facts.requests.value
    deployment = planner.plan.values["deployment"]
    for row in demands_of(planner, opened).rows:
        demand = requests * row["Multiple of the plan's requests"]
        best = xlplanner.cost_opt(loss, demand, deployment, planner.plan.values["law"])
        unchanged = xlplanner.total_cost(*model, demand, deployment)
        assert row["Total cost"] == pytest.approx(best.cost, rel=1e-12)
        assert row["Total cost, plan unchanged"] == pytest.approx(unchanged, rel=1e-12)
        extra = row["Above optimum, plan unchanged"]
        assert extra == pytest.approx(unchanged / best.cost - 1, rel=1e-9, abs=1e-12)
        chinchilla = xlplanner.total_cost(*base, demand, deployment)
        extra = row["Above optimum, Chinchilla"]
        assert extra == pytest.approx(chinchilla / best.cost - 1, rel=1e-9, abs=1e-12)


def test_the_multiples_of_the_grid_are_inputs(built, opened):
    planner, _ = built[NATIVE]
    specs = [*PRICE_MULTIPLES, *MFU_MULTIPLES]
    assert all(INPUTS[spec.key] is spec and sheet_of(spec.key) == WhatIf.title for spec in specs)
    assert "swing" not in INPUTS
    opened.enter(price_multiple_3=3, mfu_multiple_2=4, mfu_multiple_5=100)
    sheet = planner.book.workbook[WhatIf.title]
    head = next(r for r in range(60, 200) if "multiple" in str(sheet.cell(r, 1).value))
    row, mfu = head + 3 + 2, f"D{head + 1}"
    deployment = {
        "deployment": planner.plan.values["deployment"],
        "inference price": opened.get(WhatIf.title, f"B{row}"),
        "output MFU": opened.get(WhatIf.title, mfu),
    }
    loss, requests = planner.facts.loss.value, planner.facts.requests.value
    wanted = xlplanner.cost_opt(loss, requests, deployment, planner.plan.values["law"]).cost
    assert opened.get(WhatIf.title, f"D{row}") == pytest.approx(wanted, rel=1e-12)
    base = planner.deployment.cells
    assert deployment["output MFU"] == pytest.approx(4 * base["output_mfu"].value)
    assert deployment["inference price"] == pytest.approx(3 * base["inference_price"].value)
    # No MFU is above 100 %.
    assert opened.get(WhatIf.title, f"G{head + 1}") == 1


# Charts ------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def sheet(built):
    return openpyxl.load_workbook(built[NATIVE][1])[WhatIf.title]


def text_of(title):
    return "".join(run.t for paragraph in title.tx.rich.p for run in paragraph.r or ())


def inks(series):
    marker = series.marker.graphicalProperties if series.marker else None
    fills = [series.graphicalProperties.ln, marker]
    return {fill.solidFill.srgbClr for fill in fills if fill is not None and fill.solidFill}


def test_axes_with_ends_are_log_scales_that_say_so_and_that_every_input_fills(sheet):
    for chart in sheet._charts:
        for axis in (chart.x_axis, chart.y_axis):
            log = axis.scaling.logBase is not None
            assert (", log scale" in text_of(axis.title)) == log
            ends = (axis.scaling.min, axis.scaling.max)
            assert ends == ((DEMANDS[0], DEMANDS[-1]) if log else (None, None))


def test_the_plan_stands_out_in_every_chart_and_nothing_is_grey(sheet):
    for chart in sheet._charts:
        *others, plan = chart.series
        assert sheet[plan.tx.strRef.f.split("!")[1].replace("$", "")].row
        assert (plan.marker.symbol, inks(plan)) == (STRONG_MARKER, {STRONG_INK})
        assert plan.dLbls.showVal
        for series in others:
            assert STRONG_INK not in inks(series)
            for ink in inks(series):
                assert len({ink[:2], ink[2:4], ink[4:]}) > 1, "grey"
        points = [s.marker.symbol for s in chart.series if s.marker.symbol]
        assert len(set(points)) == len(points)
        dashes = [s.graphicalProperties.ln.prstDash for s in others if not s.marker.symbol]
        assert len(set(dashes)) == len(dashes)


def centimetres(points):
    return points / POINTS_PER_INCH * CM_PER_INCH


def width(sheet, columns):
    # Seven pixels a character and five of padding, of 96 to an inch.
    letters = [get_column_letter(column) for column in range(1, columns + 1)]
    pixels = sum(7 * sheet.column_dimensions[letter].width + 5 for letter in letters)
    return pixels / 96 * CM_PER_INCH


def height(sheet, rows):
    heights = (sheet.row_dimensions[row].height or 15 for row in range(1, rows + 1))
    return centimetres(sum(heights))


@pytest.mark.parametrize("paper", [A4, LETTER], ids=["A4", "Letter"])
def test_all_charts_fit_on_the_first_page(sheet, paper):
    margins = sheet.page_margins
    room = [
        side - CM_PER_INCH * sum(margin)
        for side, margin in zip(
            paper,
            ((margins.left, margins.right), (margins.top, margins.bottom)),
            strict=True,
        )
    ]
    columns = len(WhatIf.widths)
    scale = min(1, room[0] / width(sheet, columns))
    # Letters of 10 points are legible in print.
    assert scale > 0.75
    breaks = [stop.id for stop in sheet.row_breaks.brk]
    corners = []
    for chart in sheet._charts:
        top, extent = chart.anchor._from, chart.anchor.ext
        right = width(sheet, top.col) + extent.width / EMU_PER_CM
        bottom = height(sheet, top.row) + extent.height / EMU_PER_CM
        assert right <= width(sheet, columns)
        assert bottom <= height(sheet, breaks[0])
        assert bottom * scale <= room[1]
        corners.append((top.col, top.row, right, bottom))
    for left, top, *_ in corners:
        for other_left, other_top, right, bottom in corners:
            if (left, top) != (other_left, other_top):
                beside = width(sheet, left) >= right or left <= other_left
                below = height(sheet, top) >= bottom or top <= other_top
                assert beside
                assert below
    # And so do the tables, between the breaks that follow.
    pages = [*breaks, sheet.max_row]
    for above, last in pairwise(pages):
        assert (height(sheet, last) - height(sheet, above)) * scale <= room[1]


def test_a_gap_of_a_chart_shows_no_error_on_screen_or_paper(built):
    planner, path = built[NATIVE]
    gaps = {address for (title, address), value in planner.book.values.items() if value == "#N/A"}
    page = openpyxl.load_workbook(path)[WhatIf.title]
    assert page.page_setup.errors == "blank"
    white = {
        cell
        for area in page.conditional_formatting
        for rule in area.rules
        if rule.formula == [f"ISERROR({area.sqref})"] and rule.dxf.font.color.rgb == PAPER
        for cell in [str(area.sqref)]
    }
    assert gaps
    assert gaps <= white
    # On the sheet alone, and on paper that has no colour.
    assert {title for (title, _), value in planner.book.values.items() if value == "#N/A"} == {
        WhatIf.title
    }
    assert {page[address].fill.fill_type for address in white} == {None}
