"""The same calls through every host: the same errors, and the same bits.

These hosts run the package itself, so their numbers are equal; one that computes by itself is held
to each function's tolerance.
"""

import pytest
from asked import CommandLine, Excel, expected
from calc_host import Calc
from truth import CALLS, identity


@pytest.mark.parametrize("call", CALLS, ids=identity)
@pytest.mark.parametrize("host", [CommandLine(), Excel()], ids=lambda host: type(host).__name__)
def test_the_same_bits(host, call):
    rows = expected(call)
    assert host.answer(call, len(rows), len(rows[0])) == rows


@pytest.fixture(scope="module")
def calc():
    with Calc() as started:
        yield started


@pytest.mark.parametrize("call", [call for call in CALLS if call.calc], ids=identity)
def test_libreoffice_calc(call, calc):
    rows = expected(call)
    assert calc.answer(call.name, call.cells, len(rows), len(rows[0])) == rows


def test_what_calc_passes_differently(calc):
    """An empty cell is 0 where a number belongs, and a default where a name does."""
    calc.new()
    calc.set_formulas("Sheet1", "A1:A3", [["=OPT_PARAMS(2.13;Z1)"], ["=OPT_PARAMS(2.13;0)"], [""]])
    calc.set_formulas("Sheet1", "B1:B2", [["=OPT_PARAMS(2.13;1E9;Z1)"], ["=OPT_PARAMS(2.13;1E9)"]])
    calc.set_formulas("Sheet1", "C1:C2", [["=OPT_PARAMS(TRUE();1E9)"], ["=OPT_PARAMS(1;1E9)"]])
    calc.set_formulas("Sheet1", "D1:D2", [["=1/0"], [2.1]])
    calc.set_formulas("Sheet1", "E1", [["=OPT_PARAMS(D1:D2;1E9)"]])
    ((a1, b1, c1), (a2, b2, c2)) = calc.read("Sheet1", "A1:C2")
    assert (a1, b1, c1) == (a2, b2, c2)
    assert isinstance(a1, float)
    assert c1 == {"error": 503}
    assert calc.read("Sheet1", "E1") == [[{"error": 504}]]
    calc.set_formulas("Sheet1", "F1", [['=WHY("COST_OPT";2.13;1E9;Z1;Z1)']])
    assert calc.read("Sheet1", "F1") == [["OK"]]
