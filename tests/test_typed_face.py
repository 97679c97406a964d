"""What a type checker knows of the package: the stub is current, true at run time, and of use."""

import ast
import dataclasses
import inspect
import os
import pickle
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import xlplanner
from xlplanner import errors
from xlplanner.cli import main
from xlplanner.errors import CellValueError, DomainError, UnknownNameError
from xlplanner.functions import python_api, stubs

STUB = Path(xlplanner.__file__).with_suffix(".pyi")
TREE = ast.parse(STUB.read_text(encoding="utf-8"))


def test_the_stub_is_current(capsys):
    assert main(["functions", "--stub"]) == 0
    assert capsys.readouterr().out == stubs.as_stub()
    assert STUB.read_text(encoding="utf-8") == stubs.as_stub(), "run install/regenerate"


def test_types_need_no_pandas():
    imported = [
        ast.unparse(node) for node in TREE.body if isinstance(node, ast.ImportFrom | ast.Import)
    ]
    assert not [line for line in imported if "pandas" in line]


def test_the_package_offers_what_the_stub_says():
    (listed,) = (
        ast.literal_eval(node.value)
        for node in TREE.body
        if isinstance(node, ast.Assign) and node.targets[0].id == "__all__"
    )
    assert listed == xlplanner.__all__
    assert len(set(listed)) == len(listed)
    bound = {node.name for node in TREE.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    bound |= {
        alias.asname
        for node in TREE.body
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if alias.asname
    }
    assert bound == {*listed, "__version__"}
    for name in bound:
        assert getattr(xlplanner, name) is not None


@pytest.mark.parametrize(
    "definition", [n for n in TREE.body if isinstance(n, ast.FunctionDef)], ids=lambda n: n.name
)
def test_parameters_are_those_of_the_function(definition):
    signature = inspect.signature(getattr(xlplanner, definition.name))
    parameters = {n: p for n, p in signature.parameters.items() if p.kind is not p.VAR_KEYWORD}
    args = definition.args
    named = [*args.args, *([args.vararg] if args.vararg else [])]
    if parameters == dict(signature.parameters):
        # Otherwise the function takes any keyword, and the stub says which.
        named += args.kwonlyargs
    assert [arg.arg for arg in named] == list(parameters)
    defaults = dict(zip(reversed(args.args), reversed(args.defaults), strict=False))
    for arg, default in defaults.items():
        assert parameters[arg.arg].default == ast.literal_eval(default)


@pytest.mark.parametrize(
    "definition", [n for n in TREE.body if isinstance(n, ast.ClassDef)], ids=lambda n: n.name
)
def test_rows_are_of_the_class_that_the_stub_names(definition):
    row = getattr(xlplanner, definition.name)
    assert row._fields == tuple(field.target.id for field in definition.body)
    assert row[float].__origin__ is row


def test_a_row_is_a_named_tuple_that_can_be_pickled():
    plan = xlplanner.cost_opt(2.13, 7.02e8)
    assert type(plan) is xlplanner.CostOpt
    assert type(xlplanner.opt_plan([2.1, 2.2], 1e9)) is xlplanner.OptPlan
    assert pickle.loads(pickle.dumps(plan)) == plan
    assert repr(plan).startswith("CostOpt(params=2751")
    assert plan._replace(cost=1.0).cost == 1.0


def test_errors_are_those_that_calls_raise():
    for error in python_api.ERRORS:
        assert getattr(xlplanner, error.__name__) is getattr(errors, error.__name__)
        assert issubclass(error, xlplanner.XlplannerError)
    with pytest.raises(xlplanner.DomainError):
        xlplanner.opt_params(1.5, 1e9)
    with pytest.raises(xlplanner.XlplannerError):
        xlplanner.opt_params("x", 1e9)


def test_a_law_of_ones_own():
    own = xlplanner.Law(E=1.7, A=400.0, B=410.0, alpha=0.34, beta=0.28)
    as_labels = {name: getattr(own, name) for name in ("E", "A", "B", "alpha", "beta")}
    assert xlplanner.opt_params(2.1, 1e9, own) == xlplanner.opt_params(2.1, 1e9, as_labels)
    changed = xlplanner.law("besiroglu", alpha="0.35")
    assert changed == dataclasses.replace(xlplanner.law("besiroglu"), alpha=0.35)
    assert xlplanner.opt_params(2.1, 1e9, xlplanner.law()) == xlplanner.opt_params(2.1, 1e9)


def test_a_deployment_of_ones_own():
    stated = xlplanner.deployment()
    assert xlplanner.cost_opt(2.13, 7e8, stated) == xlplanner.cost_opt(2.13, 7e8)
    dearer = xlplanner.deployment("paper-stated", training_price=2.0)
    assert dearer == dataclasses.replace(stated, training_price=2.0)
    assert isinstance(dearer, xlplanner.Deployment)
    hopper = xlplanner.deployment(training_gpu="H100-SXM", as_of=2025)
    labels = {"training GPU": "H100-SXM", "as of": 2025}
    assert xlplanner.cost_opt(2.13, 7e8, hopper) == xlplanner.cost_opt(2.13, 7e8, labels)
    column = np.array([[stated], [dearer]], dtype=object)
    assert xlplanner.train_cost(7e9, 276e9, column)[1, 0] == xlplanner.train_cost(
        7e9, 276e9, dearer
    )


@pytest.mark.parametrize(
    ("make", "error", "words"),
    [
        (lambda: xlplanner.law("nobody"), UnknownNameError, "not a known law"),
        (lambda: xlplanner.law(gamma=1), CellValueError, 'law has no field "gamma"'),
        (lambda: xlplanner.law(E=-1), DomainError, "law E must be at least 0"),
        (lambda: xlplanner.deployment(training_price="dear"), CellValueError, "must be a number"),
        (lambda: xlplanner.deployment(as_of=2024), CellValueError, "without training_gpu"),
    ],
)
def test_a_wrong_record_is_refused(make, error, words):
    with pytest.raises(error, match=words):
        make()


def test_the_package_alone_loads_nothing():
    code = "import sys, xlplanner; print({'numpy', 'xlplanner.functions'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


CONSUMER = """
from typing import TypeAlias, assert_type

import numpy as np
import pandas as pd
from numpy.typing import NDArray

import xlplanner
from xlplanner import CostOpt, Deployment, DomainError, Law, cost_opt, opt_params

Numbers: TypeAlias = NDArray[np.float64]

assert_type(opt_params(2.13, "200B"), float)
assert_type(opt_params(2, np.float64(1e9), law="besiroglu"), float)
assert_type(opt_params([2.1, "2.2", None], 1e9), Numbers)
assert_type(opt_params(np.array([[2.1], [2.2]]), [[1e9, 1e10]]), Numbers)
assert_type(opt_params(2.1, 1e9, ["chinchilla", "besiroglu"]), Numbers)
assert_type(cost_opt(2.13, 7e8).saving, float)
assert_type(cost_opt([2.1, 2.2], 7e8).saving, Numbers)
assert_type(cost_opt(2.13, 7e8, field="cost"), float)
assert_type(cost_opt(2.13, 7e8, None, None, "cost"), float)
assert_type(cost_opt([2.13], 7e8, field="cost"), Numbers)
assert_type(xlplanner.law_info("besiroglu"), dict[str, float | str])
assert_type(xlplanner.why("OPT_PARAMS", 1.5, 2e11), str)
assert_type(xlplanner.gpu_price("H100-SXM", as_of="2025-06"), float)
assert_type(xlplanner.mfu_decode("7B", "H100", 1, bits=8), float)
assert_type(xlplanner.__version__, str)

losses, sizes = pd.Series([2.1, 2.2]), pd.Series(["7B", "70B"])
assert_type(opt_params(losses, 1e9), "pd.Series[float]")
assert_type(xlplanner.train_cost(sizes, losses * 1e12), "pd.Series[float]")
assert_type(cost_opt(losses, 7e8), pd.DataFrame)
assert_type(cost_opt(losses, 7e8, field="cost"), "pd.Series[float]")

law: Law = xlplanner.law("besiroglu", alpha=0.35)
deployment: Deployment = xlplanner.deployment("paper-stated", training_price="$2", as_of=2025)
plan: CostOpt[float] = cost_opt(2.13, 7e8, deployment, law)
other = cost_opt(2.13, 7e8, {"training price": 2.5}, Law(1.7, 400.0, 410.0, 0.34, 0.28))
try:
    plan = max(plan, other)
except DomainError as error:
    print(error.code)

xlplanner.no_such_function(2)  # error: attr-defined
from xlplanner import no_such_name  # error: attr-defined
opt_params(2.1, inference=1e9)  # error: call-overload
opt_params(2.1)  # error: call-overload
opt_params(2.1, 1e9, law=5)  # error: call-overload
opt_params(pd.DataFrame(), 1e9)  # error: call-overload
opt_params(2.1, 1e9, [["E", 1.8]])  # error: list-item
cost_opt(2.13, 7e8, law)  # error: call-overload
plan.price  # error: attr-defined
xlplanner.law(gamma=1.0)  # error: call-arg
xlplanner.xlplanner_version(1)  # error: call-arg
wrong: str = opt_params(2.1, 1e9)  # error: assignment
assert_type(opt_params([2.1], 1e9), float)  # error: assert-type
"""


def refusals(source, folder):
    """What a user's `mypy --strict` says of a file: codes of errors by line."""
    (folder / "consumer.py").write_text(source)
    command = [sys.executable, "-m", "mypy", "--strict", "--no-pretty", "--no-error-summary"]
    done = subprocess.run(
        [*command, "--config-file=", f"--cache-dir={folder / 'cache'}", "consumer.py"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(STUB.parent.parent)},
        capture_output=True,
        text=True,
    )
    assert not done.stderr
    errors = [line.split(":", 2) for line in done.stdout.splitlines() if ": error: " in line]
    return {int(number): error.rpartition("[")[2].rstrip("]") for _, number, error in errors}


def test_a_users_mypy_sees_types_and_refuses_what_is_not_there(tmp_path):
    lines = enumerate(CONSUMER.splitlines(), start=1)
    marked = {n: line.partition("  # error: ")[2] for n, line in lines if "  # error: " in line}
    assert refusals(CONSUMER, tmp_path) == marked
