"""Runs the cells of a notebook, as Jupyter does, and puts what they show below them."""

from __future__ import annotations

import ast
import base64
import json
from contextlib import redirect_stdout
from io import BytesIO, StringIO
from typing import Any

TEXT, HTML, PNG = "text/plain", "text/html", "image/png"


def executed(notebook: str) -> str:
    """The text of a notebook with its outputs made anew."""
    import matplotlib

    matplotlib.use("agg")
    content = json.loads(notebook)
    names: dict[str, Any] = {"__name__": "__main__"}
    cells = [cell for cell in content["cells"] if cell["cell_type"] == "code"]
    for number, cell in enumerate(cells, start=1):
        cell["execution_count"] = number
        cell["outputs"] = list(_run("".join(cell["source"]), names, number))
    return json.dumps(content, indent=1, ensure_ascii=False) + "\n"


def without_pictures(notebook: str) -> str:
    """The same without pictures, which versions of matplotlib draw differently."""
    content = json.loads(notebook)
    for cell in content["cells"]:
        for output in cell.get("outputs", ()):
            output.get("data", {}).pop(PNG, None)
    return json.dumps(content, indent=1)


def _run(source: str, names: dict[str, Any], number: int) -> list[dict[str, Any]]:
    """The outputs of a cell: what it prints, its pictures, the value of its last line."""
    tree = ast.parse(source)
    last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
    printed, value = StringIO(), None
    with redirect_stdout(printed):
        exec(compile(tree, f"cell {number}", "exec"), names)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), f"cell {number}", "eval"), names)
    outputs: list[dict[str, Any]] = []
    if printed.getvalue():
        outputs.append(
            {"name": "stdout", "output_type": "stream", "text": lines(printed.getvalue())}
        )
    outputs += [_output("display_data", data) for data in _pictures()]
    if value is not None:
        outputs.append(_output("execute_result", _shown(value)) | {"execution_count": number})
    return outputs


def _output(kind: str, data: dict[str, Any]) -> dict[str, Any]:
    return {"data": data, "metadata": {}, "output_type": kind}


def _shown(value: Any) -> dict[str, Any]:
    html = {HTML: lines(value._repr_html_())} if hasattr(value, "_repr_html_") else {}
    return html | {TEXT: lines(repr(value))}


def _pictures() -> list[dict[str, Any]]:
    import matplotlib.pyplot as plt

    pictures = []
    for figure in map(plt.figure, plt.get_fignums()):
        file = BytesIO()
        figure.savefig(file, format="png", bbox_inches="tight", metadata={"Software": None})
        encoded = base64.b64encode(file.getvalue()).decode()
        pictures.append({PNG: f"{encoded}\n", TEXT: [repr(figure)]})
    plt.close("all")
    return pictures


def lines(text: str) -> list[str]:
    """A text as notebooks store it."""
    return text.splitlines(keepends=True)
