"""One table of calls, good and bad, that every host must answer alike.

A cell is a number, text, None for a missing argument, or rows of cells. `Call.calc` is false where
LibreOffice Calc passes something else than the cell's content: 0 for an empty cell where a number
belongs, 1 for TRUE, and nothing at all for a range with an error.
"""

from typing import Any, NamedTuple

from xlplanner.functions.catalogue import CATALOGUE


class Call(NamedTuple):
    name: str
    cells: tuple[Any, ...]
    calc: bool = True


def column(*cells):
    return [[cell] for cell in cells]


EXAMPLES = [
    Call(function.name, tuple([list(a)] if isinstance(a, tuple) else a for a in example.args))
    for function in CATALOGUE.values()
    for example in function.examples
]
GOOD = [
    Call("OPT_PARAMS", (2.13, "200B")),
    Call("OPT_PARAMS", ("2.13", " 200,000,000,000 ")),
    Call("OPT_PARAMS", ("2,13", column("1,5B", "1.5B", "1,25e9", "1.500.0B", "2,000,000B"))),
    Call("OPT_PARAMS", ("LIKE 2,5b", "12,5 m")),
    Call("OPT_PARAMS", (2.5, 2e11, "Besiroglu")),
    Call("OPT_PARAMS", (2.5, 2e11, None)),
    Call("OPT_PARAMS", (2.5, 2e11, [["E", 1.8], ["alpha", 0.34]])),
    Call("OPT_PARAMS", (column(2.0, 2.1, 2.2), 1e9)),
    Call("OPT_PARAMS", ([[2.0, 2.1, 2.2]], 1e9)),
    Call("OPT_PARAMS", (column(2.0, 2.1, 2.2), [[1e9, 1e10, 1e11, 1e12]])),
    Call("OPT_PARAMS", (column("2.0", "2.1"), column("1B", "2T"))),
    Call("OPT_PARAMS", (2.5, 2e11, column("besiroglu", "", "chinchilla"))),
    Call("OPT_PLAN", (2.13, 2e11)),
    Call("COST_OPT", (2.13, 7.02e8, "paper-printed")),
    Call("COST_OPT", (column(2.0, 2.1), 7.02e8)),
    Call("COST_OPT", (2.13, 7.02e8, None, None, "saving")),
    Call("COST_OPT_TOTAL", (2.13, 7.02e8, [["training price", 2.5], ["output MFU", "2%"]])),
    Call("COST_OPT_TOTAL", (2.13, 7.02e8, [["training GPU", "H100-SXM"], ["as of", 2025]])),
    Call("LAW_INFO", ("besiroglu",)),
    Call("DEPLOYMENT_INFO", ("paper-printed",)),
    Call("COST_OPT_TOTAL", (2.13, 7.02e8, [["inference GPU", 4090], ["inference price", 0.5]])),
    Call("GPU_BANDWIDTH", (4090,)),
    Call("GPU_PRICE", ("A100-80GB", "Lambda", None, 2023)),
    Call("GPU_PRICE", ("A100-80GB", None, None, "2023-12")),
    Call("WHY", ("OPT_PARAMS", 1.5, 2e11)),
    Call("WHY", ("OPT_PARAMS", column(1.5, 2.5), 2e11)),
    Call("XLPLANNER_VERSION", ()),
    # A note of every kind.
    Call("NOTES", ("LAW_LOSS", column(1e6, 2e12, 9.996e15, 1e30, "x"), 4e14)),
    Call("NOTES", ("OPT_PARAMS", 11, 0)),
    Call("NOTES", ("COST_OPT", "like 300B", 1, None, None, "params")),
    Call("NOTES", ("TRAIN_COST", 1e9, 1e10, [["training GPU", "H100"], ["cached input", 0.9]])),
    Call("NOTES", ("INF_COST", 1e9, 1e9, [["inference peak", 2e15], ["output MFU", 0.02]])),
    Call(
        "NOTES",
        (
            "INF_COST",
            1e9,
            1e9,
            [["output MFU", 0.02], ["input MFU", 0.4], ["inference peak", 2e15]],
        ),
    ),
    Call("NOTES", ("TRAIN_COST", 1e9, 4e14)),
    Call("NOTES", ("LAW_COMPARE", 1e9, 1e10, [["inference peak", 2e15]])),
    Call("NOTES", ("MODEL_PARAMS", column("DeepSeek-V3", "Chinchilla"))),
    Call("NOTES", ("IMPLIED_DEMAND", 405e9, 15.6e12)),
    Call("NOTES", ("COST_LIMITED", column("like 30B", 1.5), "1B", None, "300B")),
    Call("NOTES", ("COST_ELASTIC", "like 30B", "4.2M", "30B", 0.5, 0.1)),
    Call("NOTES", ("GPU_HOUR_COST", 3e4, 4)),
    Call("NOTES", ("DECODE_SPEED", "700B", "H100", 32, 2000)),
    Call("NOTES", ("LAW_INFO", "besiroglu")),
    Call("NOTES", ("WHY", "OPT_PARAMS", 1.5, 2e11)),
]
BAD = [
    Call("GPU_BANDWIDTH", (column(4090, 4090.5, -4090, 7, True),)),
    Call("OPT_PARAMS", (1.69, 2e11)),
    Call("OPT_PARAMS", (1.5, 2e11)),
    Call("OPT_PARAMS", (-1, 2e11)),
    Call("OPT_PARAMS", (2.13, -1)),
    Call("OPT_PARAMS", (2.13, 1e31)),
    Call("OPT_PARAMS", (0, 2e11)),
    Call("OPT_PARAMS", ("abc", 2e11)),
    Call("OPT_PARAMS", (2.13, column("1,500B", "0,500", "1,500e6", "1,500%", ",", "1,5,5"))),
    Call("OPT_PARAMS", (column("like 1,500B", "1,050 x", "$ -1,000 mn", "1,500Bx"), 2e11)),
    Call("OPT_PARAMS", ("=1+1", 2e11)),
    Call("OPT_PARAMS", ("nan", 2e11)),
    Call("OPT_PARAMS", (2.13, "70BB")),
    Call("OPT_PARAMS", (2.13, 2e11, "zzz")),
    Call("OPT_PARAMS", (2.13, 2e11, 5)),
    Call("OPT_PARAMS", (None, 2e11)),
    Call("OPT_PARAMS", (2.13, None)),
    Call("OPT_PARAMS", (True, 2e11), calc=False),
    Call("OPT_PARAMS", ([[None]], 2e11), calc=False),
    Call("OPT_PARAMS", (column(2.1, ""), 2e11)),
    Call("OPT_PARAMS", (column(2.1, "x", 1.5), 2e11)),
    Call("OPT_PARAMS", (column(2.1, 2.2), column(1e9, 1e9, 1e9))),
    Call("OPT_PARAMS", (column(2.1, "#DIV/0!"), 2e11), calc=False),
    Call("OPT_PARAMS", (2.13, 2e11, [["E", 1.8], ["gamma", 1]])),
    Call("OPT_PARAMS", (2.13, 2e11, [["E", 1.8], ["E", 1.9]])),
    *(Call("OPT_PARAMS", (code, 2e11)) for code in ("#DIV/0!", "#N/A", "#NUM!", "#VALUE!")),
    Call("OPT_PARAMS", (2.13, 2e11, "#REF!"), calc=False),
    Call("COST_OPT", (2.13, 7e8, None, None, "nothing")),
    Call("COST_OPT", ([[2.0, 2.1]], 7e8)),
    Call("COST_OPT_TOTAL", (2.13, 7e8, "nowhere")),
    Call("COST_OPT_TOTAL", (2.13, 7e8, [["training price", -1]])),
    Call("GPU_PEAK", ("H100-SXM", "FP7")),
    Call("GPU_PEAK", ("Z999", "BF16")),
    Call("GPU_PEAK", ("A100-80GB", "FP4")),
    Call("GPU_PEAK", (5, "BF16")),
    Call("GPU_PRICE", ("A100-80GB", "Lambda", None, 1900)),
    Call("LAW_TOKENS", (2.0, 1e6)),
    Call("BUDGET_LOSS", (1e300,)),
    Call("BUDGET_PLAN", (10, "2T")),
    Call("OPT_LIMITED", (2.13, 2e11, "3B", "100B")),
    Call("WHY", ("NOSUCH", 1)),
    Call("NOTES", ("NOSUCH", 1)),
    Call("NOTES", ("OPT_PARAMS", column(2.1, 2.2), column(1e9, 1e9, 1e9))),
]
CALLS = [*EXAMPLES, *GOOD, *BAD]


def identity(call):
    return f"{call.name}{call.cells}"[:70]
