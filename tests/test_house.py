"""How the house stands: the arrows between packages, what is generated, what is installed."""

import ast
import doctest
import itertools
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

import xlplanner
from xlplanner.cli import main
from xlplanner.functions import listing
from xlplanner.functions.cells import parse_number

PACKAGE = Path(xlplanner.__file__).parent
ROOT = Path(__file__).parent.parent

# From top to bottom; a module may import its own folder and what stands below it.
FLOORS = [
    {"__main__"},
    {"cli"},
    {"surfaces"},
    {"workbook", "bench", "prices"},
    {"replication"},
    {"functions"},
    {"core", "reference"},
    {"files", "office"},
    {"errors", "units", "__init__"},
]
# What the lower floors may take from outside the standard library.
ALLOWED = {"core": {"numpy"}, "reference": set(), "errors": set(), "units": set()}


def room(module):
    """The folder or file of a module right below the package."""
    parts = module.split(".")
    return parts[1] if len(parts) > 1 else "__init__"


def imports(path):
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path} imports relatively"
            module = node.module
            names = [alias.name for alias in node.names]
            yield from (f"{module}.{name}" for name in names) if module == "xlplanner" else [module]


def floor(name):
    return next(i for i, rooms in enumerate(FLOORS) if name in rooms)


def modules():
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        yield path, parts[0]


@pytest.mark.parametrize(
    ("path", "here"), list(modules()), ids=lambda v: v if isinstance(v, str) else v.stem
)
def test_imports_go_downwards(path, here):
    for module in imports(path):
        top = module.split(".")[0]
        if top == "xlplanner":
            there = room(module)
            if there.startswith("__") and there != "__init__":
                there = "__init__"
            if here != "__init__":
                assert there == here or floor(there) > floor(here), f"{path.name} imports {module}"
        elif top not in sys.stdlib_module_names and here in ALLOWED:
            assert top in ALLOWED[here], f"{path.name} imports {module}"


def test_every_room_is_on_a_floor():
    rooms = {here for _, here in modules()}
    assert rooms <= set().union(*FLOORS)


def test_the_core_needs_numpy_alone():
    code = (
        "import sys; import xlplanner.core.optimum, xlplanner.core.cost; "
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'scipy', 'openpyxl', 'xlwings'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_functions_load_neither_scipy_nor_openpyxl():
    code = (
        "import sys; from xlplanner import opt_params; opt_params(2.13, 1e9); "
        "print(sorted({m.split('.')[0] for m in sys.modules} & {'scipy', 'openpyxl', 'xlwings'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_readme_lists_the_catalogue():
    readme = (ROOT / "README.md").read_text()
    begin, end = "<!-- functions: begin -->\n", "\n<!-- functions: end -->"
    assert readme.split(begin)[1].split(end)[0] == listing.as_markdown()


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
    assert (PACKAGE / "data" / "laws.csv").exists()


def figures(line):
    """Words of a line; numbers to twelve digits, for processors differ in the last bit."""
    return [word if parse_number(word) is None else f"{float(word):.12g}" for word in line.split()]


def test_the_readme_prints_what_its_commands_print(capsys):
    lines = (ROOT / "README.md").read_text().splitlines()
    checked = 0
    for line, following in itertools.pairwise(lines):
        if line.startswith("    $ xlplanner ") and following.startswith("    "):
            main(shlex.split(line)[2:])
            printed = capsys.readouterr()
            (line_printed,) = (printed.out + printed.err).splitlines()
            assert figures(line_printed) == figures(following), line
            checked += 1
    assert checked >= 5


def test_the_readme_prints_what_its_python_prints():
    readme = (ROOT / "README.md").read_text()
    found = doctest.DocTestParser().get_doctest(readme, {}, "README", None, 0)
    space = {}
    for example in found.examples:
        try:
            value = eval(example.source, space)
        except SyntaxError:
            exec(example.source, space)
            continue
        assert figures(str(value)) == figures(example.want)
    assert len(found.examples) >= 4
