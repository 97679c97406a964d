"""What we write beside what Excel itself wrote: the facts in `tests/excel_saved`."""

import re
import shutil
from itertools import chain
from zipfile import ZipFile

import excel_facts
import pytest
from excel_facts import (
    LONGEST,
    MAIN,
    OTHER_FUNCTION,
    PREFIXES,
    RELATIONSHIPS,
    Package,
    facts,
    is_new,
    module_help,
    read_facts,
    read_files,
    saved,
)

from xlplanner.files import ReproducibleZip
from xlplanner.functions.catalogue import CATALOGUE
from xlplanner.hosts.excel.addin import build_addin
from xlplanner.workbook.build import build_file
from xlplanner.workbook.editions import ADDIN, EXCEL, LAMBDA

FILES, TABLE = read_files(), read_facts()
X14, DYNAMIC = (
    next(key for key, prefix in PREFIXES.items() if prefix == wanted) for wanted in ("x14:", "xda:")
)
STARTUP = "http://schemas.microsoft.com/office/2006/relationships/xlExternalLinkPath/xlStartup"
SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# What we write that no file of the table has, each with its reason.
ACCEPTED = {
    # Excel obeys it when it opens the file, and leaves it out when it saves.
    ("workbook: calcPr", "fullCalcOnLoad"),
    # openpyxl writes both; the schema allows them so, and Excel opens openpyxl's files.
    ("workbook: empty element", "workbookProtection"),
    ("workbook: empty element", "definedNames"),
    # The sister of xlPathMissing, which the table has; no file with it could be read.
    ("link: target", "xlStartup file External"),
    ("link: type of the target", STARTUP),
}
# Excel shows a call in a plain cell as =@NAME(…), the first cell of an answer. No more is wanted of
# the live examples: they stand in a table with filters, in which nothing may spill.
FIRST_CELL = ("lambda: call of a name in", "plain, alone")
# Excel takes a name's text of 7,992 characters as they are typed and refuses 8,192; of a comment
# it takes 255, and refuses the file with 256.
NAME_LIMIT, COMMENT_LIMIT = 7_992, 255


def unseen(found, *sections):
    """The facts of some sections that no file saved by Excel has."""
    return {
        (fact, value)
        for fact, values in found.items()
        for value in values
        if fact.startswith(sections)
        and is_new(TABLE, fact, value)
        and (fact, value) not in ACCEPTED
        and fact != OTHER_FUNCTION
    }


# What a file must show, by its path ---------------------------------------------------------------


def assert_workbook(path, own_functions=frozenset()):
    """Order, extensions and names of functions are such as Excel writes."""
    found = facts(path)
    assert unseen(found, "workbook", "function", "array") == set()
    assert found[OTHER_FUNCTION] <= set(own_functions)


def assert_calls(path):
    """Every call of our functions is stored as a link to a file in Excel's startup folder."""
    assert_workbook(path)
    found = facts(path)
    assert unseen(found, "call", "link") == set()
    assert found["call: before the name"] == {"the number of a link"}
    assert found["call: a link's function is"] == {"in the link"}
    assert found["link: target"] == {"xlStartup file External"}
    assert found["link: attributes of a name"] == {"name"}


def assert_lambdas(path, *accepted):
    """The functions are defined names of LAMBDA, and calls of them may spill."""
    assert_workbook(path)
    found = facts(path)
    assert unseen(found, "lambda") == set(accepted)
    assert found["lambda: start of a name"]
    assert found["lambda: call of a name in"]
    assert longest(found, "text of a LAMBDA name, as typed") <= NAME_LIMIT
    assert longest(found, "comment of a name") <= COMMENT_LIMIT


def assert_help(path):
    """The wizard's help is stored, in the workbook and in the module, as Excel stores it."""
    assert_workbook(path)
    found = facts(path)
    assert unseen(found, "help") == set()
    assert found["help: functionGroup"]
    assert found["help: child of x14:definedName"]
    assert found["help: category"] == {"a group of the file"}
    assert found["workbook: view of an add-in"] == {"veryHidden"}


def longest(found, what):
    (length,) = found[LONGEST + what]
    return int(length)


@pytest.fixture(scope="module")
def written(built, tmp_path_factory):
    """Every file for Excel that the project writes."""
    folder = tmp_path_factory.mktemp("saved")
    addin, linked = folder / "xlplanner.xlam", folder / "linked.xlsx"
    build_addin(addin)
    build_file(linked, None, ADDIN, host=EXCEL)
    build_file(folder / "lambda.xlsx", None, LAMBDA)
    editions = {edition: path for edition, (_, path) in built.items()}
    made = {"xlam": addin, "addin for Excel": linked, "lambda": folder / "lambda.xlsx"}
    return made | editions


@pytest.mark.parametrize(
    ("name", "check"),
    [
        ("native", assert_workbook),
        ("addin", lambda path: assert_workbook(path, CATALOGUE)),
        ("addin for Excel", assert_calls),
        ("lambda", lambda path: assert_lambdas(path, FIRST_CELL)),
        ("xlam", assert_help),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_we_write_excel_writes_too(written, name, check):
    check(written[name])


# The table ---------------------------------------------------------------------------------------


def test_every_file_was_saved_by_excel_and_can_be_found_again():
    assert len(FILES) > 30
    for file in FILES.values():
        assert file.by_excel, file
        assert re.fullmatch(r"[\w.-]+/[\w.-]+", file.repository)
        assert re.fullmatch(r"[0-9a-f]{40}", file.commit)
        assert file.path
        assert file.licence


def test_every_fact_names_its_files_and_every_file_has_facts():
    named = {key for values in TABLE.values() for files in values.values() for key in files}
    assert named == FILES.keys()
    assert all(files for values in TABLE.values() for files in values.values())


def test_the_table_holds_facts_and_nobodys_texts():
    assert OTHER_FUNCTION not in TABLE
    for fact, values in TABLE.items():
        assert all(len(value) < 200 for value in values), fact
        assert not any(re.search(r"Users|[A-Z]:\\|\.xla", value) for value in values), fact
    stored = TABLE["function: stored as"]
    assert all(re.fullmatch(r"(?:_xlfn\.|_xlws\.)*[A-Z\d_.]+", name) for name in stored)


def test_a_workbook_of_ours_is_not_taken_for_one_of_excels(built):
    assert not any(saved(path).by_excel for _, path in built.values())


# Small files as Excel writes them, and with a fault ----------------------------------------------

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{TYPES}">'
    f'<Override PartName="/xl/workbook.xml" ContentType="{SHEETML}.sheet.main+xml"/>'
    f'<Override PartName="/xl/metadata.xml" ContentType="{SHEETML}.sheetMetadata+xml"/>'
    '<Override PartName="/xl/externalLinks/externalLink1.xml" '
    f'ContentType="{SHEETML}.externalLink+xml"/></Types>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{RELS}">'
    f'<Relationship Id="rId1" Type="{RELATIONSHIPS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{RELATIONSHIPS}/sheetMetadata" Target="metadata.xml"/>'
    f'<Relationship Id="rId3" Type="{RELATIONSHIPS}/externalLink" '
    'Target="externalLinks/externalLink1.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONSHIPS}">'
    '<sheets><sheet name="One" sheetId="1" r:id="rId1"/></sheets>'
    '<functionGroups builtInGroupCount="19"><functionGroup name="Ours"/></functionGroups>'
    '<externalReferences><externalReference r:id="rId3"/></externalReferences>'
    '<definedNames><definedName name="TWICE" comment="Twice x">'
    "_xlfn.LAMBDA(_xlpm.x,_xlop.y,_xlfn.LET(_xlpm.z,2*_xlpm.x,"
    "IF(_xlfn.ISOMITTED(_xlpm.y),_xlpm.z,SUM(_xlpm.y,_xlpm.z))))</definedName></definedNames>"
    '<calcPr calcId="191029"/><extLst><ext uri="{8193D73E-4604-4355-AFF4-8A2333D13BE4}">'
    f'<x14:definedNames xmlns:x14="{X14}"><x14:definedName name="OURS">'
    '<x14:argumentDescriptions count="2">'
    '<x14:argumentDescription index="0">one</x14:argumentDescription>'
    '<x14:argumentDescription index="1">two</x14:argumentDescription>'
    "</x14:argumentDescriptions></x14:definedName></x14:definedNames></ext></extLst></workbook>",
    "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData><row r="1">'
    '<c r="A1"><f>[1]!OURS(1,"a (b")</f><v>1</v></c>'
    '<c r="B1" cm="1"><f t="array" ref="B1">[1]!OURS(2)</f><v>1</v></c>'
    '<c r="C1" cm="1"><f t="array" ref="C1">TWICE(2)</f><v>4</v></c></row></sheetData></worksheet>',
    "xl/metadata.xml": f'<metadata xmlns="{MAIN}" xmlns:xda="{DYNAMIC}"><metadataTypes count="1">'
    '<metadataType name="XLDAPR" minSupportedVersion="120000" copy="1" pasteAll="1" '
    'pasteValues="1" merge="1" splitFirst="1" rowColShift="1" clearFormats="1" clearComments="1" '
    'assign="1" coerce="1" cellMeta="1"/></metadataTypes>'
    '<futureMetadata name="XLDAPR" count="1"><bk><extLst>'
    '<ext uri="{bdbb8cdc-fa1e-496e-a857-3c3f30c029c3}">'
    '<xda:dynamicArrayProperties fDynamic="1" fCollapsed="0"/></ext></extLst></bk>'
    '</futureMetadata><cellMetadata count="1"><bk><rc t="1" v="0"/></bk></cellMetadata></metadata>',
    "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{MAIN}">'
    f'<externalBook xmlns:r="{RELATIONSHIPS}" r:id="rId1">'
    '<sheetNames><sheetName val="Sheet1"/></sheetNames>'
    '<definedNames><definedName name="OURS"/></definedNames>'
    '<sheetDataSet><sheetData sheetId="0"/></sheetDataSet></externalBook></externalLink>',
    "xl/externalLinks/_rels/externalLink1.xml.rels": f'<Relationships xmlns="{RELS}">'
    f'<Relationship Id="rId1" Type="{STARTUP}" Target="ours.xlam" TargetMode="External"/>'
    "</Relationships>",
}


def package(path, part="", old="", new=""):
    """The parts above as a file, with one text in one part replaced."""
    if part:
        assert PARTS[part].count(old) == 1, old
    with ReproducibleZip(path) as archive:
        for name, content in PARTS.items():
            archive.writestr(name, content.replace(old, new) if name == part else content)
    return path


def test_a_file_as_excel_writes_it_passes(tmp_path):
    path = package(tmp_path / "right.xlsx")
    assert not unseen(facts(path), "help")
    assert_calls(path)
    assert_lambdas(path)


BOOK, SHEET = "xl/workbook.xml", "xl/worksheets/sheet1.xml"
LINK, META = "xl/externalLinks/externalLink1.xml", "xl/metadata.xml"
TARGET = "xl/externalLinks/_rels/externalLink1.xml.rels"
PROPERTIES = (
    "<Properties><Application>Microsoft Excel</Application>"
    "<AppVersion>16.0300</AppVersion></Properties>"
)
SOURCE = {
    "id": "ours", "repository": "a/b", "path": "c d.xlsx", "commit": "0" * 40, "licence": "MIT",
}  # fmt: skip
NO_VALUE = '<definedName name="OURS"/>'
FAULTS = {
    "a call by a path": (assert_calls, SHEET, "[1]!OURS(1", "'C:\\ours.xlam'!OURS(1"),
    "a plain call": (assert_calls, SHEET, "[1]!OURS(1", "OURS(1"),
    "a function the link does not list": (assert_calls, SHEET, "[1]!OURS(1", "[1]!THEIRS(1"),
    "a user's path": (assert_calls, TARGET, "ours.xlam", "/Users/me/ours.xlam"),
    "a relationship without its type": (assert_calls, TARGET, "/xlStartup", ""),
    "an internal target": (assert_calls, TARGET, ' TargetMode="External"', ""),
    "a name that refers": (assert_calls, LINK, NO_VALUE, f'{NO_VALUE[:-2]} refersTo="=1"/>'),
    "names before sheets": (assert_calls, LINK, "<sheetNames>", "<definedNames/><sheetNames>"),
    "a link after the names": (assert_calls, BOOK, "<calcPr", "<externalReferences/><calcPr"),
    "groups after the names": (assert_workbook, BOOK, "<calcPr", "<functionGroups/><calcPr"),
    "brackets": (assert_lambdas, BOOK, "_xlop.y", "[_xlpm.y]"),
    "an optional one first": (assert_lambdas, BOOK, "(_xlpm.x,_xlop.y", "(_xlop.y,_xlpm.x"),
    "a bare parameter": (assert_lambdas, BOOK, "(_xlpm.x,", "(x,"),
    "_xlop. in use": (assert_lambdas, BOOK, "SUM(_xlpm.y", "SUM(_xlop.y"),
    "an equals sign": (assert_lambdas, BOOK, "_xlfn.LAMBDA(", "=_xlfn.LAMBDA("),
    "LAMBDA bare": (assert_lambdas, BOOK, "_xlfn.LAMBDA(", "LAMBDA("),
    "LET bare": (assert_lambdas, BOOK, "_xlfn.LET(", "LET("),
    "a later function bare": (assert_lambdas, BOOK, "SUM(", "CONCAT("),
    "FILTER without _xlws.": (assert_lambdas, BOOK, "SUM(", "_xlfn.FILTER("),
    "a long comment": (assert_lambdas, BOOK, "Twice x", "x" * 256),
    "a long text": (assert_lambdas, BOOK, "2*_xlpm.x", "2+" * 4_000 + "_xlpm.x"),
    "a call that cannot spill": (
        assert_lambdas, SHEET, '<c r="C1" cm="1"><f t="array" ref="C1">', '<c r="C1"><f>',
    ),
    "another metadata": (assert_lambdas, META, 'fDynamic="1"', 'fDynamic="0"'),
    "no cellMeta": (assert_lambdas, META, ' cellMeta="1"', ""),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_found(tmp_path, fault):
    check, *change = FAULTS[fault]
    path = package(tmp_path / "wrong.xlsx", *change)
    with pytest.raises(AssertionError):
        check(path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('index="0"', 'index="2"'),
        ('count="2"', 'count="3"'),
        ("builtInGroupCount", "count"),
        ('<functionGroup name="Ours"', '<functionGroup title="Ours"'),
        ("<x14:argumentDescriptions count", "<x14:description/><x14:argumentDescriptions count"),
    ],
)
def test_a_fault_of_the_help_is_found(tmp_path, old, new):
    assert unseen(facts(package(tmp_path / "wrong.xlsx", BOOK, old, new)), "help")


HELP = [
    "Public Function OURS(x)",
    'Attribute OURS.VB_Description = "Says ""ours"""',
    'Attribute OURS.VB_ProcData.VB_Invoke_Func = " \\n20"',
    "End Function",
]


@pytest.mark.parametrize(
    ("lines", "right"),
    [
        (HELP, True),
        ([HELP[0].replace("(x)", "(x, _"), "    y)", *HELP[1:]], True),
        ([HELP[0], HELP[2], HELP[1], HELP[3]], False),
        ([HELP[0], "    OURS = 1", *HELP[1:]], False),
        ([HELP[0], HELP[2], HELP[3]], False),
        ([*HELP[:2], HELP[2].replace("20", "21"), HELP[3]], False),
        ([*HELP[:2], HELP[2].replace(" \\n20", "20"), HELP[3]], False),
    ],
    ids=["right", "continued", "swapped", "late", "bare", "no such group", "another form"],
)
def test_help_in_a_module(lines, right):
    assert right != any(is_new(TABLE, fact, value) for fact, value in module_help(lines, 1))


def test_the_script_adds_a_file_that_excel_saved(tmp_path, monkeypatch, capsys):
    for table in excel_facts.FOLDER.glob("*.csv"):
        shutil.copy(table, tmp_path)
    monkeypatch.setattr(excel_facts, "FOLDER", tmp_path)
    path = package(
        tmp_path / "saved.xlsx",
        BOOK,
        "<sheets>",
        '<fileVersion appName="xl" lastEdited="7" rupBuild="1"/><sheets>',
    )
    options = {"--add" if name == "id" else f"--{name}": value for name, value in SOURCE.items()}
    arguments = [str(path), *chain.from_iterable(options.items())]
    with pytest.raises(SystemExit):
        excel_facts.main(arguments)
    assert "Excel did not save this file" in capsys.readouterr().err
    with ZipFile(path, "a") as archive:
        archive.writestr("docProps/app.xml", PROPERTIES)
    with pytest.raises(SystemExit):
        excel_facts.main(arguments[:5])
    assert "say its path, commit, licence too" in capsys.readouterr().err
    excel_facts.main(arguments)
    assert f"new  link: type of the target | {STARTUP}" in capsys.readouterr().out.splitlines()
    assert read_files() == FILES | {"ours": saved(path, **SOURCE)}
    table = read_facts()
    assert table["link: type of the target"][STARTUP] == ["ours"]
    assert all(table[fact] == TABLE[fact] for fact in TABLE if fact.startswith(LONGEST))


def test_a_part_that_declares_entities_is_not_parsed(tmp_path):
    path = package(tmp_path / "entities.xlsx", META, "<metadata ", "<!DOCTYPE m []><metadata ")
    with pytest.raises(ValueError, match="declares entities"):
        Package(path).tree(META)
