"""What a package of Excel holds, as short facts: elements, attributes, orders, prefixes, lengths.

`tests/excel_saved` holds the facts of files that Excel itself saved; its README.md says more.

    python tests/excel_facts.py FILE                   prints the facts of a file, new ones marked
    python tests/excel_facts.py --add ID --repository R --path P --commit C --licence L FILE
"""

import argparse
import csv
import posixpath
import re
import zipfile
from collections import defaultdict
from dataclasses import asdict, dataclass, fields
from functools import cached_property
from itertools import chain, combinations
from pathlib import Path
from xml.etree import ElementTree

from openpyxl.utils import FORMULAE
from pyopenvba import ExcelFile

FOLDER = Path(__file__).parent / "excel_saved"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PREFIXES = {
    MAIN: "",
    RELATIONSHIPS: "r:",
    "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main": "x14:",
    "http://schemas.microsoft.com/office/spreadsheetml/2017/dynamicarray": "xda:",
    "http://schemas.openxmlformats.org/markup-compatibility/2006": "mc:",
}
# Applications, and what fileVersion's lastEdited is in each version of theirs.
EXCELS = {"Microsoft Excel", "Microsoft Macintosh Excel", "Microsoft Excel Online"}
LAST_EDITED = {"12": "4", "14": "5", "15": "6", "16": "7"}
# What the file itself does not say.
SOURCE = ("id", "repository", "path", "commit", "licence")
# The facts of which the table keeps the largest value only.
LONGEST = "longest: "
# The facts that are two names in their order.
ORDER = ": order "
# The fact whose values are names of functions that the table has no row for.
OTHER_FUNCTION = "function: other"

PATH_CALL = re.compile(r"'[^']*\.(?:xlam?|xlsb|xlsm)'!", re.IGNORECASE)
# A name that is called, and what stands before it: the number of a link, a sheet, or nothing.
CALL = re.compile(r"(?:\[(\d+)\]!|(!))?(?<![\w.])([^\W\d][\w.]*)\(")
PREFIXED = ("_xlfn.", "_xlpm.")
PREFIX = re.compile(r"(?<![\w.])(?:_xl(?:fn|ws|pm|op)\.)+")
LAMBDA = re.compile(r"(?<![\w.])(?:_xl\w+\.)*LAMBDA\(")
STRING = re.compile(r'"(?:[^"]|"")*"')
PARAMETER = re.compile(r"(\s*)(\W*_xl\w+\.|\W*)[\w.?\\]+\]?\s*")
USE = re.compile(r"(?<![\w.])(_xl(?:pm|op)\.)")
ATTRIBUTE = re.compile(r'^Attribute (\w+)\.(VB_[\w.]+) = "(.*)"$')
CATEGORY = re.compile(r"^ \\n(\d+)$")


@dataclass(frozen=True)
class Saved:
    """Which file it is, and which program says that it saved it."""

    id: str
    repository: str
    path: str
    commit: str
    licence: str
    application: str
    version: str
    last_edited: str
    build: str
    calc_id: str

    @property
    def by_excel(self):
        """Whether all that the file says of its program fits one Excel."""
        major = self.version.partition(".")[0]
        edited = LAST_EDITED.get(major) == self.last_edited
        return self.application in EXCELS and edited and bool(self.build and self.calc_id)


class Package:
    """The parts of a file of Excel."""

    def __init__(self, path):
        self.path, self.trees = path, {}
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def tree(self, name):
        """A part as a tree, parsed once."""
        if name not in self.trees:
            if b"<!DOCTYPE" in self.parts[name]:
                raise ValueError(f"{name} declares entities")
            self.trees[name] = ElementTree.fromstring(self.parts[name])
        return self.trees[name]

    def relationships(self, name):
        """The relationships of a part, each with its full type, target and mode."""
        folder, base = posixpath.split(name)
        rels = f"{folder}/_rels/{base}.rels"
        return {rel.get("Id"): rel for rel in self.tree(rels)} if rels in self.parts else {}

    def related(self, kind):
        """The workbook's relationships of a kind, each with the name of its part."""
        for rel in self.relationships("xl/workbook.xml").values():
            if rel.get("Type").rpartition("/")[2] == kind:
                target = rel.get("Target")
                yield rel, target.lstrip("/") if target[0] == "/" else f"xl/{target}"

    def content_type(self, name):
        tree = self.tree("[Content_Types].xml")
        return next(e.get("ContentType") for e in tree if e.get("PartName") == f"/{name}")

    @cached_property
    def workbook(self):
        return self.tree("xl/workbook.xml")

    @cached_property
    def names(self):
        """The workbook's defined names."""
        return list(self.workbook.iter(f"{{{MAIN}}}definedName"))

    @cached_property
    def own_names(self):
        return {name.get("name").lower() for name in self.names}

    @cached_property
    def linked_names(self):
        """The defined names of the workbook's links, in the order by which formulas number them."""
        parts = {rel.get("Id"): part for rel, part in self.related("externalLink")}
        references = self.workbook.iter(f"{{{MAIN}}}externalReference")
        books = (self.tree(parts[ref.get(f"{{{RELATIONSHIPS}}}id")]) for ref in references)
        tag = f"{{{MAIN}}}definedName"
        return [{name.get("name").lower() for name in book.iter(tag)} for book in books]

    @cached_property
    def cells(self):
        """The cells that hold a formula's text, each with its <f>."""
        sheets = [self.tree(name) for _, name in self.related("worksheet")]
        cells = chain.from_iterable(sheet.iter(f"{{{MAIN}}}c") for sheet in sheets)
        formulas = ((cell, cell.find(f"{{{MAIN}}}f")) for cell in cells)
        return [(cell, f) for cell, f in formulas if f is not None and f.text]

    @cached_property
    def modules(self):
        if "xl/vbaProject.bin" not in self.parts:
            return {}
        with ExcelFile(self.path) as book:
            return book.vba_modules()


def local(tag):
    """A name of XML with the prefix by which Excel writes its namespace."""
    namespace, _, name = tag.rpartition("}")
    return PREFIXES.get(namespace[1:], "other:" if namespace else "") + name


def attributes(element, *values):
    """The names of an element's attributes; the values too of those that are named."""
    pairs = [(local(key), value) for key, value in element.attrib.items()]
    shown = sorted(f"{key}={value}" if key in values else key for key, value in pairs)
    return " ".join(shown) or "none"


def order(names):
    """Every two different names of a row, in their order."""
    return {f"{first} {second}" for first, second in combinations(names, 2) if first != second}


def in_order(fact, parent):
    """Facts of the order of an element's children."""
    return ((fact, pair) for pair in order([local(child.tag) for child in parent]))


# The workbook ------------------------------------------------------------------------------------


def workbook(package):
    root = package.workbook
    kind = package.content_type("xl/workbook.xml")
    yield "workbook: content type", kind
    yield from in_order("workbook: order of parts", root)
    for child in root:
        if not (child.attrib or len(child) or child.text):
            yield "workbook: empty element", local(child.tag)
    if ".addin." in kind:
        for view in root.iter(f"{{{MAIN}}}workbookView"):
            yield "workbook: view of an add-in", view.get("visibility", "visible")
    for calc in root.iter(f"{{{MAIN}}}calcPr"):
        yield "workbook: calcId", calc.get("calcId", "none")
        yield from (("workbook: calcPr", local(key)) for key in calc.attrib)
    extensions = root.find(f"{{{MAIN}}}extLst")
    uris = [] if extensions is None else [ext.get("uri") for ext in extensions]
    yield from (("workbook: ext", uri) for uri in uris)
    yield from (("workbook: order of ext", pair) for pair in order(uris))


# Calls of functions of an add-in -----------------------------------------------------------------


def target_form(target):
    """How the other end of a link is written."""
    if re.match(r"(?i)[a-z]{2,}:", target):
        return "address"
    return "path" if re.search(r"[/\\]", target) else "file"


def links(package):
    for rel, part in package.related("externalLink"):
        root = package.tree(part)
        yield "link: relationship of the workbook", rel.get("Type")
        yield "link: content type", package.content_type(part)
        yield from (("link: child of externalLink", local(child.tag)) for child in root)
        for book in root.iter(f"{{{MAIN}}}externalBook"):
            yield from linked_book(package, part, book)


def linked_book(package, part, book):
    yield "link: attributes of externalBook", attributes(book)
    yield from in_order("link: order in externalBook", book)
    names = list(book.iter(f"{{{MAIN}}}definedName"))
    yield from (("link: attributes of a name", attributes(name)) for name in names)
    functions = [name for name in names if "refersTo" not in name.attrib]
    if functions:
        children = " ".join(local(child.tag) for child in book)
        yield "link: children of a book of functions", children
        for data in book.iter(f"{{{MAIN}}}sheetData"):
            rows = "rows" if len(data) else "no rows"
            yield "link: sheetData of a book of functions", f"{attributes(data)}, {rows}"
    rel = package.relationships(part)[book.get(f"{{{RELATIONSHIPS}}}id")]
    form, mode = target_form(rel.get("Target")), rel.get("TargetMode", "none")
    yield "link: type of the target", rel.get("Type")
    yield "link: target", f"{rel.get('Type').rpartition('/')[2]} {form} {mode}"


def form_of(cell, f):
    """How a cell holds its formula."""
    if f.get("t") == "array":
        return "dynamic array" if "cm" in cell.attrib else "array"
    return f.get("t", "plain")


def end_of(text, start):
    """Where the bracket closes that opens just before a place."""
    depth = 1
    for place in range(start, len(text)):
        depth += {"(": 1, "{": 1, ")": -1, "}": -1}.get(text[place], 0)
        if not depth:
            return place
    return len(text)


def called(text, own):
    """The user-defined functions that a formula calls, each with what stands before its name."""
    for call in CALL.finditer(text):
        number, sheet, name = call.groups()
        if number:
            yield call, "the number of a link"
        elif name.startswith("_xll."):
            yield call, "_xll."
        elif not (sheet or name.lower() in own or name in FORMULAE or name.startswith(PREFIXED)):
            yield call, "nothing"


def place_in(cell, f, call):
    """How a cell holds a call: by the form of its formula, and what else the formula has."""
    text = blanked(f.text)
    alone = call.start() == 0 and end_of(text, call.end()) == len(text) - 1
    return f"{form_of(cell, f)}, {'alone' if alone else 'within a formula'}"


def calls(package):
    own = package.own_names
    for cell, f in package.cells:
        if PATH_CALL.search(f.text):
            yield "call: before the name", "a path"
        for call, before in called(blanked(f.text), own):
            own_project = before == "nothing" and package.modules
            yield "call: before the name", f"{before}{', own project' if own_project else ''}"
            yield "call: in", place_in(cell, f, call)
            if call[1]:
                listed = call[3].lower() in package.linked_names[int(call[1]) - 1]
                yield "call: a link's function is", "in the link" if listed else "not in the link"


# LAMBDA, and functions in general ----------------------------------------------------------------


def blanked(text):
    """A formula with its strings emptied, each as long as before."""
    return STRING.sub(lambda match: '"' + "_" * (len(match[0]) - 2) + '"', text)


def split(text):
    """The arguments of a call, by the commas of its own depth."""
    depth, pieces = 0, [""]
    for character in text:
        depth += {"(": 1, "{": 1, "[": 1, ")": -1, "}": -1, "]": -1}.get(character, 0)
        if character == "," and not depth:
            pieces.append("")
        else:
            pieces[-1] += character
    return pieces


def parameters(text):
    """Facts of the parameters of every LAMBDA in a formula."""
    for start in LAMBDA.finditer(text):
        yield "lambda: written", start[0]
        *declared, body = split(text[start.end() : end_of(text, start.end())])
        found = [PARAMETER.fullmatch(piece) for piece in declared]
        kinds = [match[2] if match else "none" for match in found]
        yield from (("lambda: declared as", kind or "bare name") for kind in kinds)
        yield from (("lambda: order of parameters", pair) for pair in order(kinds))
        if any(match and match[1] for match in found):
            yield "lambda: space before a parameter", "yes"
        yield from (("lambda: used as", use) for use in USE.findall(without_lambdas(body)))
    for argument in re.findall(r"ISOMITTED\((\W*_xl\w+\.)?", text):
        yield "lambda: argument of ISOMITTED", argument or "other"


def without_lambdas(text):
    """A formula without the parameters of the LAMBDAs in it."""
    while start := LAMBDA.search(text):
        inner = text[start.end() : end_of(text, start.end())]
        text = text[: start.start()] + split(inner)[-1] + text[start.end() + len(inner) :]
    return text


def lambdas(package):
    for name in package.names:
        text = name.text or ""
        if start := re.match(rf"\W*{LAMBDA.pattern}", text):
            yield "lambda: start of a name", start[0]
            yield "lambda: attributes of a name", attributes(name)
            yield f"{LONGEST}text of a LAMBDA name, as stored", str(len(text))
            yield f"{LONGEST}text of a LAMBDA name, as typed", str(len(PREFIX.sub("", text)))
            yield f"{LONGEST}comment of a name", str(len(name.get("comment", "")))
    for text in formulas(package):
        yield from parameters(text)
    own = {name.get("name").lower() for name in package.names if LAMBDA.match(name.text or "")}
    for cell, f in package.cells:
        for call in CALL.finditer(blanked(f.text)):
            if call[3].lower() in own:
                yield "lambda: call of a name in", place_in(cell, f, call)


def formulas(package):
    """The formulas of names and cells, without what strings hold."""
    named = (name.text or "" for name in package.names)
    return {blanked(text) for text in chain(named, (f.text for _, f in package.cells))}


def functions(package):
    own = package.own_names
    for text in formulas(package):
        for number, _, name in CALL.findall(text):
            known = name in FORMULAE and name.lower() not in own
            if not number and (known or name.startswith("_xlfn.")):
                yield "function: stored as", name
        yield from ((OTHER_FUNCTION, call[3]) for call, _ in called(text, own) if not call[1])


# Dynamic arrays ----------------------------------------------------------------------------------


def arrays(package):
    dynamic = [(cell, f) for cell, f in package.cells if "cm" in cell.attrib]
    yield from (("array: <f> of a cell with cm", attributes(f, "t")) for _, f in dynamic)
    for rel, part in package.related("sheetMetadata"):
        root = package.tree(part)
        yield "array: relationship of the workbook", rel.get("Type")
        yield "array: content type", package.content_type(part)
        yield from in_order("array: order in metadata", root)
        for kind in root.iter(f"{{{MAIN}}}metadataType"):
            if kind.get("name") == "XLDAPR":
                yield "array: metadataType", attributes(kind, *map(local, kind.attrib))
        yield from future(root)
        kinds = [kind.get("name") for kind in root.iter(f"{{{MAIN}}}metadataType")]
        records = root.find(f"{{{MAIN}}}cellMetadata")
        for number in {int(cell.get("cm")) for cell, _ in dynamic}:
            (record,) = records[number - 1]
            yield "array: cm leads to", kinds[int(record.get("t")) - 1]


def future(root):
    """Facts of what says that an array is dynamic."""
    for block in root.iter(f"{{{MAIN}}}futureMetadata"):
        if block.get("name") == "XLDAPR":
            for ext in block.iter(f"{{{MAIN}}}ext"):
                (properties,) = ext
                shown = attributes(properties, "fDynamic", "fCollapsed")
                yield "array: ext", f"{ext.get('uri')} {local(properties.tag)} {shown}"


# The function wizard's help ----------------------------------------------------------------------


def help_texts(package):
    groups = list(package.workbook.iter(f"{{{MAIN}}}functionGroup"))
    for parent in package.workbook.iter(f"{{{MAIN}}}functionGroups"):
        yield "help: functionGroups", attributes(parent, "builtInGroupCount")
    yield from (("help: functionGroup", attributes(group)) for group in groups)
    x14 = next(key for key, prefix in PREFIXES.items() if prefix == "x14:")
    names = list(package.workbook.iter(f"{{{x14}}}definedName"))
    for name in names:
        yield "help: attributes of x14:definedName", attributes(name)
        yield from (("help: child of x14:definedName", local(child.tag)) for child in name)
        for parent in name.iter(f"{{{x14}}}argumentDescriptions"):
            yield from descriptions(parent)
    for text in package.modules.values():
        if "VB_ProcData" in text:
            yield from module_help(text.splitlines(), len(groups))


def descriptions(parent):
    """Facts of the help of a function's arguments."""
    numbers = [child.get("index") for child in parent]
    counted = int(parent.get("count")) == len(numbers)
    yield "help: argumentDescriptions", attributes(parent)
    yield "help: count", "of the children" if counted else "another"
    ascending = numbers == sorted(numbers, key=int)
    yield "help: index", "from 0, ascending" if ascending and numbers[0] == "0" else "another"
    for child in parent:
        yield f"{LONGEST}description of an argument", str(len(child.text or ""))


def module_help(lines, groups):
    """Facts of the help in a module's text."""
    attributed = [ATTRIBUTE.match(line) for line in lines]
    for number, match in enumerate(attributed):
        if not match or (number and attributed[number - 1]):
            continue
        block = [match]
        while (after := attributed[number + len(block)]) is not None:
            block.append(after)
        declared = f"{match[1]}(" in lines[number - 1] or lines[number - 2].endswith(" _")
        yield "help: in a module", " ".join(line[2] for line in block)
        yield "help: line before", "a declaration" if declared else "another"
        for line in block:
            if line[2] == "VB_Description":
                text = line[3].replace('""', '"')
                yield f"{LONGEST}description of a function", str(len(text))
            else:
                yield "help: category", category(line[3], groups)


def category(value, groups):
    """Which category of the wizard a function is in."""
    match = CATEGORY.match(value)
    if not match:
        return "another form"
    number = int(match[1])
    if number < 20:
        return "built in"
    return "a group of the file" if number - 20 < groups else "no group"


# The facts and their table -----------------------------------------------------------------------

READERS = (workbook, links, calls, lambdas, functions, arrays, help_texts)


def facts(path):
    """The facts of a file, each with its values."""
    package = Package(path)
    found = defaultdict(set)
    for reader in READERS:
        for fact, value in reader(package):
            found[fact].add(value)
    for fact in [fact for fact in found if fact.startswith(LONGEST)]:
        found[fact] = {max(found[fact], key=int)}
    return found


def saved(file, /, **source):
    """Who saved a file, beside what is known of where it lies."""
    package = Package(file)
    properties = package.parts.get("docProps/app.xml", b"").decode()
    version = package.workbook.find(f"{{{MAIN}}}fileVersion")
    calc = package.workbook.find(f"{{{MAIN}}}calcPr")
    build = {} if version is None or version.get("appName") != "xl" else version.attrib
    tags = [re.search(rf"<{tag}>([^<]*)<", properties) for tag in ("Application", "AppVersion")]
    application, number = (tag[1] if tag else "" for tag in tags)
    return Saved(
        **dict.fromkeys(SOURCE, "") | source,
        application=application,
        version=number,
        last_edited=build.get("lastEdited", ""),
        build=build.get("rupBuild", ""),
        calc_id="" if calc is None else calc.get("calcId", ""),
    )


def read_files():
    with (FOLDER / "files.csv").open(newline="") as file:
        return {row["id"]: Saved(**row) for row in csv.DictReader(file)}


def read_facts():
    """The values of every fact, each with the files it was seen in."""
    table = {}
    with (FOLDER / "facts.csv").open(newline="") as file:
        for row in csv.DictReader(file):
            table.setdefault(row["fact"], {})[row["value"]] = row["files"].split()
    return table


def is_new(table, fact, value):
    """Whether no file of a table has a fact, or has one as long, and no two orders make it one."""
    values = table.get(fact, {})
    if fact.startswith(LONGEST):
        return not any(int(value) <= int(known) for known in values)
    if ORDER in fact:
        first, _, last = value.partition(" ")
        return last not in later(first, [pair.partition(" ")[::2] for pair in values])
    return value not in values


def later(first, pairs):
    """What stands after something, by the order of pairs."""
    found, waiting = set(), [first]
    while waiting:
        name = waiting.pop()
        fresh = {last for before, last in pairs if before == name} - found
        found |= fresh
        waiting += fresh
    return found


def add(key, found, table):
    """Put the facts of a file into a table."""
    for fact, values in found.items():
        if fact == OTHER_FUNCTION:
            continue
        row = table.setdefault(fact, {})
        for value in values:
            row[value] = sorted({*row.get(value, ()), key})
        if fact.startswith(LONGEST):
            largest = max(row, key=int)
            table[fact] = {largest: row[largest]}


def write(files, table):
    with (FOLDER / "files.csv").open("w", newline="") as file:
        writer = csv.DictWriter(file, [field.name for field in fields(Saved)], lineterminator="\n")
        writer.writeheader()
        writer.writerows(asdict(files[key]) for key in sorted(files))
    with (FOLDER / "facts.csv").open("w", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(["fact", "value", "files"])
        for fact in sorted(table):
            for value in sorted(table[fact]):
                writer.writerow([fact, value, " ".join(table[fact][value])])


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--add", metavar="ID", dest="id", help="put the facts into the table")
    for name in SOURCE[1:]:
        parser.add_argument(f"--{name}")
    options = vars(parser.parse_args(arguments))
    file = options.pop("file")
    known = {name: value for name, value in options.items() if value}
    table, found, source = read_facts(), facts(file), saved(file, **known)
    print(source)
    for fact, values in sorted(found.items()):
        for value in sorted(values):
            print("new " if is_new(table, fact, value) else "    ", fact, "|", value)
    if source.id:
        if missing := [name for name in SOURCE if name not in known]:
            parser.error(f"to add a file, say its {', '.join(missing)} too")
        if not source.by_excel:
            parser.error("Excel did not save this file, or a program changed it afterwards")
        add(source.id, found, table)
        write(read_files() | {source.id: source}, table)


if __name__ == "__main__":
    main()
