"""The recipes for more than a machine holds, where Dask and PyArrow are installed."""

import re
from pathlib import Path

import numpy as np
import pytest

import xlplanner

PAGE = Path(__file__).parent.parent / "install" / "python.md"
RECIPES = re.findall(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)


def run(library):
    """What the recipe that imports a library leaves behind."""
    (recipe,) = (recipe for recipe in RECIPES if f"import {library}" in recipe)
    assert len([line for line in recipe.splitlines() if line.strip()]) <= 10
    names = {}
    exec(recipe, names)
    return names


def test_a_function_over_a_dask_array():
    pytest.importorskip("dask.array")
    names = run("dask.array")
    losses = np.linspace(1.9, 3.0, 5_000_000)
    assert names["params"].numblocks == (5,)
    assert names["mean"] == pytest.approx(xlplanner.opt_params(losses, 2e11).mean(), rel=1e-12)


def test_a_function_over_a_parquet_file(tmp_path, monkeypatch):
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    monkeypatch.chdir(tmp_path)
    rows = 2_500_000
    losses, tokens = np.linspace(1.9, 3.0, rows), np.geomspace(1e8, 1e15, rows)
    pq.write_table(pa.table({"loss": losses, "inf_tokens": tokens}), "demand.parquet")
    run("pyarrow.parquet")
    planned = pq.read_table("planned.parquet")
    assert planned.column_names == ["loss", "inf_tokens", "params"]
    wanted = xlplanner.opt_params(losses, tokens)
    np.testing.assert_allclose(planned["params"].to_numpy(), wanted, rtol=4e-15)
