"""LibreOffice in languages with a decimal comma, one of them with an i of its own."""

import pytest
from calc_host import Calc
from plans import at, sheet_of

from xlplanner import inf_cost, opt_params
from xlplanner.workbook.export import read_inputs
from xlplanner.workbook.sheets.workings.sheet import Workings

LOCALES = ("de-DE", "fr-FR", "tr-TR")
# As a user types them; numbers alone with the decimal mark of the language.
TYPED = {
    "budget": ("2,5M", 2.5e6),
    "chinchilla_params": ("1.5B", 1.5e9),
    "requests": ("1,25b", 1.25e9),
    "training_price": ("1,75", 1.75),
    "training_gpu": ("MI300X", "MI300X"),
}


@pytest.mark.parametrize("locale", LOCALES)
def test_a_planner_is_used_in_a_language_with_a_decimal_comma(built, tmp_path, locale):
    planner, path = built["native"]
    with Calc(locale=locale) as calc:
        calc.load(path)
        calc.type([(sheet_of(key), at(planner, key), text) for key, (text, _) in TYPED.items()])
        live = planner.plan[Workings].live.inputs
        for key, (_, value) in TYPED.items():
            assert calc.read(live[key].sheet, live[key].address) == [[value]], key
        mine = tmp_path / "mine.xlsx"
        calc.store(mine, "Calc MS Excel 2007 XML")
        (sheet,) = calc.new()
        texts = ['=OPT_PARAMS(2,13;"1,5B")', '=OPT_PARAMS("2,13";"1.5B")', "=inf_cost(7E9;1E9)"]
        calc.type([(sheet, f"A{row}", text) for row, text in enumerate(texts, start=1)])
        expected = [opt_params(2.13, 1.5e9)] * 2 + [inf_cost(7e9, 1e9)]
        assert calc.read(sheet, "A1:A3") == [[value] for value in expected]
    read = read_inputs(mine)
    assert {key: read[key] for key in TYPED} == {key: value for key, (_, value) in TYPED.items()}
