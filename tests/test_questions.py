"""Which function answers which question: each worked call runs, and no decision is left out."""

import pytest

from xlplanner.cli import main
from xlplanner.errors import DataError, UnknownFunctionError
from xlplanner.functions import questions
from xlplanner.functions.catalogue import CATALOGUE

WORKED = questions.worked()
# Steps towards an answer rather than answers to a manager's question.
STEPS = {
    "LAW_PARAMS",
    "LAW_INFO",
    "CHINCHILLA_TOKENS",
    "CHINCHILLA_FLOPS",
    "OPT_PARAMS",
    "OPT_TOKENS",
    "OPT_FLOPS",
    "OPT_SAVINGS",
    "COST_OPT_PARAMS",
    "COST_OPT_TOKENS",
    "COST_OPT_TOTAL",
    "TRAIN_FLOPS",
    "INF_FLOPS",
    "TOTAL_FLOPS",
    "TRAIN_COST",
    "GPU_HOURS",
    "COST_PER_MTOK",
    "DEPLOYMENT_INFO",
    "GPU_PEAK",
    "GPU_MEMORY",
    "GPU_BANDWIDTH",
    "MODEL_MEMORY",
    "MFU_REF",
    "REQUEST_TOKENS",
    "MODEL_PARAMS",
    "MODEL_TOKENS",
    "XLPLANNER_VERSION",
}


def test_every_function_answers_a_question_or_is_a_step():
    asked = {questions.parse_formula(item.formula)[0].name for item in WORKED}
    missing = CATALOGUE.keys() - asked - STEPS
    assert not missing, (
        f"{', '.join(sorted(missing))} answers no question: enter a row in data/questions.csv, or "
        "the name in STEPS if it is a step towards an answer"
    )
    assert not STEPS - CATALOGUE.keys(), "STEPS names what is no function"
    assert not asked & STEPS, "what answers a question is no mere step: take it out of STEPS"


@pytest.mark.parametrize("item", WORKED, ids=lambda item: item.formula)
def test_a_question_is_asked_and_answered_in_words(item):
    assert item.question.endswith("?")
    assert item.answer
    assert "nan" not in item.answer.split()
    assert "|" not in item.question + item.formula + item.answer


def test_the_command_line_prints_them(capsys):
    assert main(["functions", "--questions"]) == 0
    printed = capsys.readouterr().out
    assert all(item.formula in printed and item.answer in printed for item in WORKED)


@pytest.mark.parametrize(
    ("formula", "cells"),
    [
        ("=LAW_LOSS(1,2)", (1.0, 2.0)),
        ('=LAW_LOSS("7B",,"a, {b}")', ("7B", "", "a, {b}")),
        ("=LAW_LOSS({1,2;3,4},)", ([[1.0, 2.0], [3.0, 4.0]], "")),
        ('=LAW_LOSS({"a",1;"b, c","5%"})', ([["a", 1.0], ["b, c", "5%"]],)),
        ("=XLPLANNER_VERSION()", ()),
    ],
)
def test_formulas_are_read(formula, cells):
    assert questions.parse_formula(formula)[1] == cells


@pytest.mark.parametrize(
    ("formula", "error", "words"),
    [
        ("OPT_PARAMS(1,2)", DataError, "must be written like"),
        ('=OPT_PARAMS("a"b)', DataError, "must have commas"),
        ("=NOSUCH(1)", UnknownFunctionError, "NOSUCH"),
    ],
)
def test_what_is_no_formula_is_refused(formula, error, words):
    with pytest.raises(error, match=words):
        questions.parse_formula(formula)


def test_a_formula_that_gives_an_error_is_named():
    with pytest.raises(DataError, match=r"=OPT_PARAMS\(1.5,0\) gives an error: loss must be above"):
        questions.answer_of("=OPT_PARAMS(1.5,0)")
