"""The Office add-in: its files by Microsoft's schema, in a stub of Excel, and in a Chromium."""

import json
import re
import subprocess
import xml.etree.ElementTree as ET
from pathlib import Path
from uuid import UUID

import pytest
from javascript_host import expected
from node import PACKAGES, chromium, needs_node
from truth import CALLS, identity

from xlplanner._version import __version__
from xlplanner.cli import main
from xlplanner.errors import FileError
from xlplanner.functions.catalogue import find
from xlplanner.functions.notes import notes_of
from xlplanner.hosts.office_js import names
from xlplanner.hosts.office_js.folder import query, write
from xlplanner.hosts.office_js.manifest import manifest
from xlplanner.javascript.bodies import LEFT_OUT, OFFERED

URL = "https://example.org/xlplanner"
HERE = Path(__file__).parent
TABLE = [call for call in CALLS if call.name not in LEFT_OUT]
# The unified manifest holds the same metadata of functions.
SCHEMA = """
const { readFileSync } = require("fs");
const Ajv = require("ajv-draft-04").default || require("ajv-draft-04");
const schema = JSON.parse(readFileSync(process.argv[1]));
const { definitions } = schema;
const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
const check = ajv.compile({ ...definitions.extensionCustomFunctions, definitions });
const { allowErrorForDataTypeAny, ...found } = JSON.parse(readFileSync(0));
const broken = structuredClone(found);
broken.functions[0].parameters[0].dimensionality = "cube";
console.log(JSON.stringify({
  errors: check(found) ? [] : check.errors, broken: check(broken), allowErrorForDataTypeAny,
}));
"""
# Excel passes rows of cells, null for what is left out, and an error as an object.
EXCEL = """
const vm = require("vm");
const { readFileSync } = require("fs");
const { code, calls } = JSON.parse(readFileSync(0, "utf8"));
class Failure { constructor(code, message) { Object.assign(this, { code, message }); } }
const ErrorCode = {
  divisionByZero: "#DIV/0!", notAvailable: "#N/A", nullReference: "#NULL!",
  invalidNumber: "#NUM!", invalidValue: "#VALUE!",
};
const known = {};
const CustomFunctions = { Error: Failure, ErrorCode, associate: (id, act) => { known[id] = act; } };
vm.runInNewContext(code, { CustomFunctions });
const answers = calls.map(([name, passed]) => known[name](...passed, { address: "Sheet1!A1" }));
// Office.js itself has CustomFunctions in the task pane, without ErrorCode.
vm.runInNewContext(code, { CustomFunctions: { associate() { throw new Error("called"); } } });
process.stdout.write(JSON.stringify({ answers, names: Object.keys(known) }));
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("office")
    write(path, URL)
    return path


@pytest.fixture(scope="module")
def answered(folder):
    needs_node()
    return in_excel(folder, [(call.name, passed(call)) for call in TABLE])


def in_excel(folder, calls):
    """What the functions of the add-in answer, and their names."""
    text = json.dumps({"code": (folder / names.SCRIPT).read_text("utf-8"), "calls": calls})
    return json.loads(node(EXCEL, text))


def node(script, text, *arguments):
    command = ["node", "-e", script, *arguments]
    done = subprocess.run(
        command, input=text, capture_output=True, text=True, timeout=120, cwd=PACKAGES.parent
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def passed(call):
    """The arguments as Excel passes them: those left out at the end too, further ones in a list."""
    function = find(call.name)
    given = [None if cell is None else rows(cell) for cell in call.cells]
    if function.arguments and function.arguments[-1].repeats:
        first = len(function.arguments) - 1
        return [*given[:first], given[first:]]
    return given + [None] * (len(function.arguments) - len(given))


def rows(cell):
    lines = cell if isinstance(cell, list) else [[cell]]
    lines = lines if all(isinstance(line, list) for line in lines) else [lines]
    return [[as_excel(item) for item in line] for line in lines]


def as_excel(item):
    if isinstance(item, str) and item.startswith("#"):
        return {"type": "Error", "basicType": "Error", "basicValue": item}
    return "" if item is None else item


def test_every_function_is_registered(answered, folder):
    described = json.loads((folder / names.METADATA).read_text("utf-8"))["functions"]
    assert answered["names"] == [entry["id"] for entry in described]
    assert answered["names"] == [function.name for function in OFFERED]


@pytest.mark.parametrize("place", range(len(TABLE)), ids=[identity(call) for call in TABLE])
def test_the_calls_of_every_host(place, answered):
    call = TABLE[place]
    values, problems = expected(call.name, call.cells)
    shown = [
        [failure(problem) if problem else cell for cell, problem in zip(row, line, strict=True)]
        for row, line in zip(values, problems, strict=True)
    ]
    assert find(call.name).tolerance.agrees(answered["answers"][place], shown)


def failure(problem):
    """An error as Excel has it; it takes no #REF! from a function."""
    _, code, reason = problem
    return {"code": "#VALUE!" if code == "#REF!" else code, "message": reason}


LAW = [["E", 1.8], ["alpha", 0.34]]


def agrees(name, answer, *cells):
    return find(name).tolerance.agrees(answer, expected(name, cells)[0])


def test_blank_rows_of_a_record_are_skipped_where_excel_passes_zeros(folder):
    needs_node()
    ranges = [[[2.5]], [[2e11]], [*LAW, [0, 0]]]
    calls = [("OPT_PARAMS", ranges), ("WHY", [[["opt_params"]], ranges])]
    # What is no record keeps its zeros.
    calls.append(("OPT_PARAMS", [[[2.13, 2.2]], [[0, 0]], None]))
    size, why, zeros = in_excel(folder, calls)["answers"]
    assert agrees("OPT_PARAMS", size, 2.5, 2e11, LAW)
    assert why == [["OK"]]
    assert agrees("OPT_PARAMS", zeros, [[2.13, 2.2]], [[0, 0]])


def with_ranges(folder, made, calls):
    """The same with the first arguments of each call replaced by ranges made in JavaScript."""
    text = (folder / names.SCRIPT).read_text("utf-8")
    script = EXCEL.replace("known[name](", f"known[name]({made}, ")
    return json.loads(node(script, json.dumps({"code": text, "calls": calls})))["answers"]


@pytest.mark.parametrize("blank", [None, 0, ""])
def test_a_whole_column_ends_where_the_longest_is_filled(folder, blank):
    needs_node()
    rest = f"Array(2 ** 20 - rows.length).fill([{json.dumps(blank)}])"
    made = f"...passed.splice(0, 2).map((rows) => [...rows, ...{rest}])"
    calls = [("OPT_PARAMS", [[[2.1], [2.2]], [[1e12], [2e12], [3e12]], None])]
    (answer,) = with_ranges(folder, made, calls)
    assert len(answer) == 3
    assert agrees("OPT_PARAMS", answer[:2], [[2.1], [2.2]], [[1e12], [2e12]])


def test_a_range_of_too_many_cells_is_refused(folder):
    needs_node()
    answers = with_ranges(folder, "Array(100001).fill([2.1])", [("OPT_PARAMS", [[[1e12]], None])])
    message = "OPT_PARAMS takes ranges of at most 100000 cells; got 100001"
    assert answers == [[[{"code": "#VALUE!", "message": message}]]]


def test_the_metadata_are_valid_by_microsofts_schema(folder):
    needs_node("@microsoft/app-manifest", "ajv-draft-04")
    schemas = PACKAGES / "@microsoft" / "app-manifest" / "build" / "json-schemas" / "teams"
    found = (folder / names.METADATA).read_text("utf-8")
    schema = schemas / "v1.29" / "MicrosoftTeams.schema.json"
    report = json.loads(node(SCHEMA, found, str(schema)))
    assert report == {"errors": [], "broken": False, "allowErrorForDataTypeAny": True}


def test_the_metadata_are_the_catalogues_help(folder):
    described = json.loads((folder / names.METADATA).read_text("utf-8"))["functions"]
    for function, entry in zip(OFFERED, described, strict=True):
        assert entry["description"] == function.help_text
        assert [p["description"] for p in entry["parameters"]] == [
            argument.help_text for argument in function.arguments
        ]
        assert [
            p.get("optional", False) or p.get("repeating", False) for p in entry["parameters"]
        ] == [argument.optional for argument in function.arguments]


# The manifest ------------------------------------------------------------------------------------

# As Microsoft's schema orders them.
ORDER = """Id Version ProviderName DefaultLocale DisplayName Description IconUrl
    HighResolutionIconUrl SupportUrl Hosts Requirements DefaultSettings Permissions
    VersionOverrides""".split()
POINTS = ["Script", "Page", "Metadata"]
LONGEST = {"Image": 2048, "Url": 2048, "ShortStrings": 125, "LongStrings": 250}


def plain(element):
    return element.tag.rpartition("}")[2]


def test_the_manifest_keeps_microsofts_rules(folder):
    root = ET.fromstring((folder / names.MANIFEST).read_text("utf-8"))
    children = {plain(child): child for child in root}
    assert list(children) == ORDER
    assert str(UUID(children["Id"].text)) == children["Id"].text
    assert re.fullmatch(r"\d{1,5}(\.\d{1,5}){3}", children["Version"].text)
    assert len(children["DisplayName"].get("DefaultValue")) <= 125
    assert len(children["Description"].get("DefaultValue")) <= 250
    resources = {
        e.get("id"): e.get("DefaultValue")
        for e in root.iter()
        if e.get("id") and e.get("DefaultValue")
    }
    assert all(len(key) <= 32 for key in resources)
    asked = {e.get("resid") for e in root.iter() if e.get("resid")}
    assert asked == resources.keys()
    for kind in ("ShortStrings", "LongStrings"):
        (group,) = (e for e in root.iter() if plain(e) == kind)
        assert all(len(e.get("DefaultValue")) <= LONGEST[kind] for e in group)
    (point,) = (e for e in root.iter() if plain(e) == "AllFormFactors")
    assert [plain(e) for e in point[0]] == POINTS
    # That which has ErrorCode.
    (needed,) = (e for e in root.iter() if plain(e) == "Set")
    assert needed.attrib == {"Name": "CustomFunctionsRuntime", "MinVersion": "1.3"}


def test_every_address_of_the_manifest_is_a_file_over_https(folder):
    text = (folder / names.MANIFEST).read_text("utf-8")
    addresses = set(re.findall(r'DefaultValue="(\w+://[^"]*)"', text))
    assert all(address.startswith("https://") for address in addresses)
    own = {address.removeprefix(f"{URL}/") for address in addresses}
    assert len(own) >= 8
    assert {name.partition("?")[0] for name in own} <= {path.name for path in folder.iterdir()}


def test_addresses_change_with_what_the_files_hold(folder):
    pages = [
        (folder / name).read_text("utf-8") for name in (names.MANIFEST, names.PAGE, names.PANE)
    ]
    files = r"(?:js|json|html|css)"
    asked = re.findall(rf'"(?:{URL}/)?[\w-]+\.{files}(\?[^"]*)?"', "".join(pages))
    assert len(asked) == 11
    (mark,) = set(asked)
    assert re.fullmatch(rf"\?v={re.escape(__version__)}-[0-9a-f]{{8}}", mark)
    assert query(["a"]) == query(["a"]) != query(["b"])


def test_add_ins_of_two_addresses_are_two():
    ids = [re.search("<Id>(.*)</Id>", manifest(url, ""))[1] for url in (URL, f"{URL}/", f"{URL}2")]
    assert ids[0] == ids[1] != ids[2]


@pytest.mark.parametrize("url", ["http://example.org", "example.org", "https://", "https://a/?b"])
def test_an_address_without_https_is_refused(url):
    with pytest.raises(FileError, match=f"needs an address such as .*; got {re.escape(url)}$"):
        manifest(url, "")


def test_the_icons_are_pictures_of_their_size(folder):
    for size in names.ICON_SIZES:
        data = (folder / f"icon-{size}.png").read_bytes()
        assert data.startswith(b"\x89PNG")
        assert int.from_bytes(data[16:20]) == int.from_bytes(data[20:24]) == size


# The task pane -----------------------------------------------------------------------------------


def test_the_task_pane_in_a_browser(folder, tmp_path):
    program = chromium()
    needs_node("axe-core")
    axe = PACKAGES / "axe-core" / "axe.min.js"
    command = ["node", HERE / "pane.mjs", program, folder, axe, tmp_path]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    for look in seen["looks"].values():
        assert look["violations"] == []
        assert look["passes"] > 20
        assert not look["wider"]
    assert seen["count"] == f"{len(OFFERED)} of {len(OFFERED)} functions"
    assert seen["reason"] == expected("WHY", ("OPT_PARAMS", 1.5, 2e11))[0][0][0]
    assert seen["found"] == f"14 of {len(OFFERED)} functions"
    assert seen["first"] == "OPT_PARAMS"
    example = '=OPT_PARAMS(2.1275,"200B")'
    assert seen["inserted"] == [
        ["Sheet1!B2 is not empty: select an empty cell", "=OPT_PARAMS(A1,2E+11)"],
        ["not inserted: the sheet is protected", ""],
        ["inserted into Sheet1!B2", example],
    ]
    assert seen["answers"] == [[reason, notes, not notes] for reason, notes in pane_answers()]
    assert seen["spoken"] == ["OK", "Notes", *noted("LAW_LOSS", "2T", "276B")]
    # Nothing but Microsoft's script is asked for, and the policy refuses the rest.
    assert seen["requested"] == [f"{names.OFFICE}/lib/1/hosted/office.js"]
    assert seen["policy"].startswith("script-src")
    assert seen["fetched"] == "refused"
    assert seen["reported"] == []


def pane_answers():
    """The reason and the notes of each formula that pane.mjs asks about."""
    ok, irreducible = "OK, nothing to note", why("OPT_PARAMS", 1.5, 1e9)
    text = why("OPT_PARAMS", "x", 1e12)
    far = noted("LAW_LOSS", "2T", "400T")
    beyond = noted("LAW_LOSS", 2e12, 5e9)
    assert len(far) > len(beyond) == 1
    yield ok, []
    yield why("OPT_PARAMS", 2.13, "two"), []
    yield f"B3: {irreducible}", []
    yield why("OPT_PARAMS", 2.13, 2e11, [["E", 1.8], ["gamma", 1]]), []
    yield refused("cannot follow 1+1", '"OPT_PARAMS",1+1,2E+11'), []
    yield "The cell holds no call of one of these functions alone.", []
    yield "OK", far
    yield f"B4: {why('LAW_LOSS', 'x', 5e9)}", [f"B3: {beyond[0]}"]
    yield ok, []
    yield f"B3, B5: {text}", []
    yield f"B3, which spills from B2: {text}", []
    yield f"B4, which spills from B2: {ok}", []
    # Reasons and the cells of each, the first ten; column 702 is ZZ.
    cells = ", ".join(f"ZZ{row}" for row in range(3, 23, 2))
    ones = [f"ZZ{k + 2}: {why('OPT_PARAMS', f'y{k}', 1e12)}" for k in range(0, 18, 2)]
    ones.insert(1, f"{cells}, and 20 more: {text}")
    yield "\n".join([*ones, "and 21 more"]), []
    yield ok, []
    yield irreducible, []
    yield ok, []
    yield irreducible, []
    yield ok, []
    yield why("OPT_PARAMS", "#REF!", 1e12), []
    yield refused("cannot follow [@loss]", '"OPT_PARAMS",[@loss],1E+12'), []
    book = "'[Book 2.xlsx]Sheet1'!A1"
    yield refused("does not read other workbooks", f'"OPT_PARAMS",{book},1E+12'), []
    yield f"COST_BAND is not here: it {LEFT_OUT['COST_BAND']}", []
    yield "OK", ["Z1 is blank: Excel on a desktop passes it on as 0"]
    yield why("OPT_PLAN", 1.5, 1e12), []


def why(*call):
    return expected("WHY", call)[0][0][0]


def refused(what, arguments):
    return f"The pane {what}: type =WHY({arguments}) into a cell."


def noted(name, *cells):
    """The notes on a call of one cell."""
    return list(notes_of(find(name), cells).item())


def test_the_policies_name_one_origin(folder):
    for name in (names.PAGE, names.PANE):
        (policy,) = re.findall(
            r'Content-Security-Policy" content="([^"]*)"', (folder / name).read_text()
        )
        assert policy.startswith("default-src 'none'; script-src 'self' ")
        assert re.findall(r"https?://[^\s;]+", policy) == [names.OFFICE]


# The command line --------------------------------------------------------------------------------


def test_installing_writes_the_folder_and_says_what_to_do(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert main(["install", "office-js", "--url", f"{URL}/", "--dry-run"]) == 0
    assert not list(tmp_path.iterdir())
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"write the add-in for {URL} into {names.FOLDER}"
    for what in (f"at {URL},", "Access-Control-Allow-Origin: *", f"curl -I {URL}/{names.METADATA}"):
        assert what in lines[1]
    assert [line.partition(":")[0] for line in lines[2:5]] == ["Windows", "Mac", "in the browser"]
    assert "blank cell" in lines[-2]
    assert '=OPT_PARAMS(2.13,"200B")' in lines[-1]
    assert '=OPT_PARAMS(2,13;"200B")' in lines[-1]
    assert main(["install", "office-js", "--url", URL]) == 0
    assert capsys.readouterr().out.splitlines() == lines
    assert f'"{URL}/{names.SCRIPT}?' in (tmp_path / names.FOLDER / names.MANIFEST).read_text(
        "utf-8"
    )
    assert main(["install", "office-js", "--uninstall"]) == 0
    assert capsys.readouterr().out.splitlines() == list(names.REMOVING)
    assert main(["install", "office-js", "--url", "http://example.org"]) == 1


def test_installing_needs_an_address(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for words in ([], ["--dry-run"]):
        with pytest.raises(SystemExit, match="2"):
            main(["install", "office-js", *words])
        assert capsys.readouterr().err == (
            "xlplanner install office-js: --url is needed, the address that its files will have; "
            f"to try it on this machine alone, --url {names.LOCAL}\n"
        )
    assert not list(tmp_path.iterdir())


def test_building_is_for_a_server_on_this_machine(tmp_path, capsys):
    assert main(["build", "--office-js", "-o", str(tmp_path / "addin")]) == 0
    assert names.LOCAL in (tmp_path / "addin" / names.MANIFEST).read_text("utf-8")
    assert names.LOCAL in capsys.readouterr().out


def test_the_values_on_the_checklist_are_those_of_the_code():
    text = (HERE.parent / "install" / "office-js-checklist.md").read_text("utf-8")
    params, reason = "5286200150.27", expected("WHY", ("OPT_PARAMS", 1.5, 2e11))[0][0][0]
    for cells in ((2.13, "200B"), (2.13, 2e11, None)):
        assert f"{expected('OPT_PARAMS', cells)[0][0][0]:.2f}" == params
    assert expected("GPU_PRICE", ("A100-80GB", "Lambda", None, "2023"))[0] == [[1.5]]
    (note,) = noted("DECODE_SPEED", "700B", "H100", 32, 2000)
    assert len(noted("LAW_LOSS", "2T", "400T")) == 3
    asked = [(1.5, 2e11), (2.13, "two"), (2.13, 2e11, "nolaw"), ("#DIV/0!", 2e11)]
    codes = [expected("OPT_PARAMS", cells)[1][0][0][1] for cells in asked]
    assert expected("OPT_PARAMS", (2.13, 2e11, 0))[1][0][0][1] == "#VALUE!"
    assert ", ".join(f"`{code}`" for code in codes) in text
    steps = [line.split(" | ") for line in text.splitlines() if re.match(r"\| [OS]\d", line)]
    values = {value for step in steps for value in re.findall("`([^`]+)`", step[2])}
    assert values == {params, reason, note, "1.5", *codes}
