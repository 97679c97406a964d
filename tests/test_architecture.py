"""The architecture: the arrows between modules, what is generated, what is installed."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

import xlplanner

PACKAGE = Path(xlplanner.__file__).parent
ROOT = Path(__file__).parent.parent

# From top to bottom; a module may import its own layer and what stands below it.
LAYERS = [
    ["__main__"],
    ["cli"],
    ["commands"],
    ["hosts.doctor"],
    ["hosts"],
    ["javascript"],
    ["workbook.export", "workbook.guide"],
    ["workbook.build"],
    ["workbook.sheets"],
    ["workbook"],
    ["workbook.grid"],
    ["plots"],
    ["bench", "prices", "replication"],
    ["expressions"],
    ["__init__"],
    ["functions.stubs"],
    ["functions.python_api", "functions.listing"],
    ["functions.questions"],
    ["functions.docstrings"],
    ["functions.catalogue"],
    ["functions.families"],
    ["functions"],
    ["reference"],
    ["core"],
    ["files", "layout", "office"],
    ["errors", "units", "numerals", "product", "_version"],
]
# What some layers may take at all: of the package, and from outside the standard library.
ONLY = {
    "workbook.grid": {"expressions", "files", "errors", "units", "numerals"},
    "core": {"core", "errors", "units"},
    "reference": {"reference", "core", "errors", "units", "numerals"},
}
OUTSIDE = {
    "core": {"numpy"},
    **{layer: set() for layer in ("reference", "errors", "units", "numerals")},
}


def module_of(path):
    """A module's name below the package, as `core.law`; a package's own is that of its folder."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if len(parts) > 1 and parts[-1] == "__init__" else parts)


MODULES = {module_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def imports(path):
    """Every module that a file imports, at its top or within a function."""
    typing_only = [
        node
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
    ]
    assert not typing_only, f"{path} imports for typing alone, which hides a circle"
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            yield from ((own(name) and name) or node.module for name in names)


def own(name):
    """The module of the package that a dotted name means, or None."""
    below = name.removeprefix("xlplanner.") if name.startswith("xlplanner.") else None
    if name == "xlplanner":
        return "__init__"
    return below if below in MODULES else None


def own_imports(path):
    """The package's own modules that a file imports."""
    for name in imports(path):
        found = own(name) or own(name.rpartition(".")[0])
        if name == "xlplanner" or name.startswith("xlplanner."):
            assert found, f"{path} imports {name}, which is not there"
            yield found


def layer(module):
    """Number and name of a module's layer, the longest name that fits."""
    fitting = [
        (len(name), number, name)
        for number, names in enumerate(LAYERS)
        for name in names
        if module == name or module.startswith(f"{name}.")
    ]
    assert fitting, f"{module} is on no layer"
    return max(fitting)[1:]


@pytest.mark.parametrize("module", MODULES)
def test_imports_go_downwards(module):
    number, name = layer(module)
    for imported in own_imports(MODULES[module]):
        below, other = layer(imported)
        assert other == name or below > number, f"{module} imports {imported}"
        if name in ONLY and other != name:
            assert imported.split(".")[0] in ONLY[name], f"{module} imports {imported}"
    if name in OUTSIDE:
        outside = {found.split(".")[0] for found in imports(MODULES[module])}
        outside -= {"xlplanner", *sys.stdlib_module_names}
        assert outside <= OUTSIDE[name], f"{module} imports {outside}"


def circle(arrows):
    """A circle among modules, as a list that ends where it begins; empty if there is none."""
    done = set()

    def visit(module, path):
        if module in path:
            return [*path[path.index(module) :], module]
        if module in done:
            return []
        done.add(module)
        return next(filter(None, (visit(m, [*path, module]) for m in arrows.get(module, ()))), [])

    return next(filter(None, (visit(module, []) for module in arrows)), [])


def test_there_is_no_circle():
    arrows = {module: set(own_imports(path)) - {"__init__"} for module, path in MODULES.items()}
    assert circle(arrows) == []


def test_a_circle_would_be_found():
    assert circle({"a": ["b"], "b": ["c"], "c": ["a"]}) == ["a", "b", "c", "a"]
    assert circle({"a": ["b", "c"], "b": ["c"], "c": []}) == []


def test_the_core_needs_numpy_alone():
    code = (
        "import sys; import xlplanner.core.optimum, xlplanner.core.cost; "
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'scipy', 'openpyxl', 'xlwings'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_functions_load_no_library_but_numpy():
    code = (
        "import sys; from xlplanner import opt_params; opt_params(2.13, 1e9); "
        "heavy = {'scipy', 'openpyxl', 'xlwings', 'pandas', 'matplotlib'}; "
        "print(sorted({m.split('.')[0] for m in sys.modules} & heavy))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_readme_names_its_two_commands():
    readme = (ROOT / "README.md").read_text()
    for command in ("install/demo", "install/test"):
        assert command in readme
        assert os.access(ROOT / command, os.X_OK)
    assert "install/test" in (ROOT / ".ci/run").read_text()


def test_the_wheel_is_what_is_tested():
    if "XLPLANNER_WHEEL" not in os.environ:
        pytest.skip("runs in install/test, which installs the wheel")
    assert "site-packages" in PACKAGE.parts
    assert ROOT not in PACKAGE.parents or ".venv" in PACKAGE.parts
    assert (PACKAGE / "py.typed").exists()
    assert (PACKAGE / "__init__.pyi").exists()
    assert (PACKAGE / "data" / "laws.csv").exists()
