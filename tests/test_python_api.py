"""The Python API: signatures, arrays, records as objects and dicts, warnings."""

import inspect
import pickle
import subprocess
import sys
from decimal import Decimal

import numpy as np
import pytest

import xlplanner
from xlplanner.core.cost import Deployment
from xlplanner.core.law import Law
from xlplanner.errors import CellValueError, DomainError, UnknownNameError
from xlplanner.functions.records import deployments, laws

LOSSES = np.array([2.0, 2.1, 2.2, 2.3, 2.4])


def test_signatures_are_real():
    signature = inspect.signature(xlplanner.cost_opt)
    assert list(signature.parameters) == ["loss", "requests", "deployment", "law", "field"]
    assert signature.parameters["law"].default == "chinchilla"
    assert "Chinchilla" in xlplanner.cost_opt.__doc__


def test_arguments_by_name_and_by_place_are_the_same():
    by_name = xlplanner.opt_params(law="besiroglu", inf_tokens=1e11, loss=2.1)
    assert by_name == xlplanner.opt_params(2.1, 1e11, "besiroglu")
    with pytest.raises(TypeError, match="los"):
        xlplanner.opt_params(los=2.1, inf_tokens=1e11)


def test_no_attribute_of_another_name():
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = xlplanner.nothing


def test_as_many_losses_as_fields_are_still_losses():
    """Five costs are not a row of five fields."""
    fields = len(xlplanner.cost_opt(2.1, 1e9))
    assert fields == len(LOSSES)
    costs = xlplanner.cost_opt(LOSSES, 1e9, field="cost")
    assert isinstance(costs, np.ndarray)
    np.testing.assert_array_equal(costs, xlplanner.cost_opt(LOSSES, 1e9).cost)
    grid = xlplanner.cost_opt(
        LOSSES[:2, None], 1e9, field=[list(xlplanner.cost_opt(2.1, 1e9)._fields)]
    )
    assert grid.shape == (2, 5)


@pytest.mark.parametrize("shape", [(), (1,), (5,), (5, 1), (2, 3, 1)])
def test_rows_have_the_shape_of_the_losses(shape):
    losses = np.full(shape, 2.1)
    for row in (xlplanner.cost_opt(losses, 1e9), xlplanner.opt_plan(losses, 1e9)):
        wanted = shape if len(shape) < 2 else shape[:-1]
        assert np.shape(row.params) == wanted
        assert np.shape(row.saving) == wanted


def test_bad_cells_of_an_array_are_nan_with_a_warning():
    for function in (xlplanner.opt_params, xlplanner.cost_opt_total):
        with pytest.warns(RuntimeWarning, match="1 of 2 cells are NaN; the first: loss"):
            values = function([2.0, 1.0], 1e9)
        assert np.isnan(values).tolist() == [False, True]
    for function in (xlplanner.opt_plan, xlplanner.cost_opt):
        with pytest.warns(RuntimeWarning, match="cells are NaN"):
            row = function([2.0, 1.0], 1e9)
        assert np.isnan(row.params).tolist() == [False, True]


@pytest.mark.parametrize(
    ("arguments", "error", "words"),
    [
        ((1.5, 1e9), DomainError, "E = 1.69; got 1.5"),
        (("x", 1e9), CellValueError, 'got "x"'),
        ((2.1, 1e9, "zzz"), UnknownNameError, "not a known law"),
        ((2.1,), TypeError, "inf_tokens"),
    ],
)
def test_a_single_bad_cell_raises(arguments, error, words):
    with pytest.raises(error, match=words):
        xlplanner.opt_params(*arguments)


def test_an_empty_dict_is_the_default_and_a_wrong_label_is_refused():
    assert xlplanner.cost_opt_total(2.1, 1e9, {}) == xlplanner.cost_opt_total(2.1, 1e9)
    assert xlplanner.opt_params(2.1, 1e9, {}) == xlplanner.opt_params(2.1, 1e9)
    for wrong in ({"foo": 1}, {"price": 2}, [["gamma", 1.7], ["output MFU", 0.1]]):
        with pytest.raises(CellValueError, match="deployment has no field"):
            xlplanner.cost_opt_total(2.1, 1e9, wrong)


def test_laws_and_deployments_as_objects():
    law, deployment = laws()["besiroglu"], deployments()["paper-printed"]
    assert xlplanner.opt_params(2.1, 1e9, law) == xlplanner.opt_params(2.1, 1e9, "besiroglu")
    as_text = Law(*(str(getattr(law, name)) for name in law.__slots__))
    as_decimal = Law(*(Decimal(str(getattr(law, name))) for name in law.__slots__))
    for odd in (as_text, as_decimal):
        assert xlplanner.opt_params(2.1, 1e9, odd) == xlplanner.opt_params(2.1, 1e9, law)
        assert xlplanner.law_info(odd)["E"] == law.E
    fields = {name: getattr(deployment, name) for name in deployment.__slots__}
    with pytest.raises(DomainError, match="training_price must be at least"):
        xlplanner.cost_opt_total(2.1, 1e9, Deployment(**fields | {"training_price": 1e-310}))
    with pytest.raises(CellValueError, match="training_price must be a number"):
        xlplanner.cost_opt_total(2.1, 1e9, Deployment(**fields | {"training_price": "dear"}))


@pytest.mark.parametrize(
    "name", ["besiroglu", ["besiroglu"], [["besiroglu"]], np.array("besiroglu")]
)
def test_a_table_takes_a_range_of_one_cell(name):
    assert xlplanner.law_info(name)["A"] == 482.01


def test_masked_cells_are_empty_cells():
    masked = np.ma.masked_array([2.0, 2.1], mask=[False, True])
    with pytest.warns(RuntimeWarning, match="the cell is empty"):
        values = xlplanner.opt_params(masked, 1e9)
    assert np.isnan(values).tolist() == [False, True]


def test_answers_can_be_written_to_and_inputs_are_left_alone():
    losses = LOSSES.copy()
    losses.flags.writeable = False
    for values in (
        xlplanner.opt_params(losses, 1e9),
        xlplanner.opt_params(losses[:, None], [[1, 2]]),
    ):
        values[...] = 0
    np.testing.assert_array_equal(losses, LOSSES)


def test_nothing_saves_less_than_nothing():
    losses = np.linspace(1.8, 3, 2_000)
    assert (xlplanner.cost_opt_savings(losses, 1e-3) >= 0).all()
    assert (xlplanner.opt_savings(losses, 1e-3) >= 0).all()


def test_help_can_be_stripped():
    code = "import xlplanner; print(xlplanner.opt_params(2.1275, 2e11))"
    command = [sys.executable, "-OO", "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == f"{xlplanner.opt_params(2.1275, 2e11)}\n"


def test_records_can_be_pickled():
    for record in (laws()["chinchilla"], deployments()["paper-stated"]):
        assert pickle.loads(pickle.dumps(record)) == record


def test_everything_can_be_imported_at_once():
    space = {}
    exec("from xlplanner import *", space)
    assert space["opt_params"](2.1275, 2e11) == xlplanner.opt_params(2.1275, 2e11)


@pytest.mark.parametrize("nothing", [[], (), [[]], np.zeros((0, 3))], ids=str)
def test_a_range_of_no_cells_gives_none(nothing):
    assert np.size(xlplanner.opt_params(2.1, nothing)) == 0
    assert np.size(xlplanner.opt_params("x", nothing)) == 0
