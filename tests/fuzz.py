"""Damaged and hostile planners by the thousand, each made by its seed, and what comes of them.

PYTHONPATH=$PWD:tests .venv/bin/python tests/fuzz.py 10000        # seeds 0 to 9999
PYTHONPATH=$PWD:tests .venv/bin/python tests/fuzz.py 1 4711       # that seed alone
"""

import re
import struct
import sys
import tempfile
import zipfile
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import hostile
import measured
from hostile import BOOK, BOOK_LINKS, PLANNER, STYLES, TEXTS

from xlplanner.workbook.build import INPUTS, SHEETS
from xlplanner.workbook.export import export
from xlplanner.workbook.inputs import Label

# Inputs stand on these sheets, and the version on the first.
HOLDING = "|".join(str(n) for n, sheet in enumerate(SHEETS, 1) if sheet.inputs or n == 1)
READ = re.compile(
    r"\[Content_Types\].xml|_rels/\.rels|xl/(_rels/)?workbook\.xml.*|xl/s(haredS|tyles).*"
    rf"|.*/sheet({HOLDING})\.xml"
)
PAYLOADS = [
    b"HYPERLINK(&quot;http://canary.invalid/&quot;,&quot;70B&quot;)",
    b"WEBSERVICE(&quot;http://canary.invalid&quot;)",
    b"IMPORTXML(&quot;http://canary.invalid&quot;,&quot;//a&quot;)",
    b"DDE(&quot;soffice&quot;,&quot;canary.invalid&quot;,&quot;a&quot;)",
    b"'http://canary.invalid/[a.xlsx]Data'!$A$1",
    b"cmd|'/c canary.invalid'!A0", b"CALL(&quot;k&quot;,&quot;x&quot;)",
    b"[1]Data!$A$1", b"A1", b"1/0", b"",
]  # fmt: skip
LEADS = [b"", b"=", b"+", b"-", b"@", b"\t=", b"\n=", b" =", b"'="]
NUMBERS = [
    b"0", b"1", b"-1", b"-0", b"1e308", b"1e999", b"5e-324", b"1e-400", b"9" * 400, b"NaN", b"INF",
    b"0x10", b"1_000", b"12 3", b"\xd9\xa1", b"", b"46351", b"46351.75", b"-46351", b"2958466",
    b"true", b"2026-11-25", b"2026-11-25T18:00:00Z", b"#N/A", b"#REF!", b"70B", b"3 TB",
]  # fmt: skip
TYPES = [b"n", b"s", b"str", b"inlineStr", b"b", b"e", b"d", b"z", b"", b"N"]
PIECES = [
    b"", b"<", b">", b"&", b'"', b"/", b"]]>", b"<![CDATA[", b"<!--", b"--", b"<?x ?>", b"\r\n",
    b"<!DOCTYPE a>", b"<!DOCTYPE a [<!ENTITY b 'b'>]>", b"&b;", b"&#0;", b"&#xD800;", b"&#x10FFFF;",
    b"\xff\xfe", b"\xef\xbb\xbf", b"\x00", b"\x1b[2J", b"\xed\xa0\x80", b" xml:space='x'",
    b"<c>", b"</c>", b"<v/>", b"</row>", b"</sheetData>", b" r=''", b" t='s'",
    b" xmlns='u'", b" xmlns:xml='u'", b"<x:y/>",
]  # fmt: skip
CODES = [
    b"yyyy\\-mm\\-dd", b"[h]:mm", b"0.0", b"[$-409]d. mmm", b"&quot;d&quot;0", b"",
    b"[" * 300, b"d" * 9_000,
]  # fmt: skip
PLACES = [
    b"A1", b"B1048576", b"XFD1", b"XFE1", b"AAAA1", b"a1", b"B0", b"1", b"", b"_", b"B11:B12",
    b"$B$11", b"R1C1",
]  # fmt: skip
PATHS = [
    b"/xl/worksheets/sheet1.xml", b"worksheets/none.xml", b"/xl/styles.xml", b"workbook.xml", b"",
    b"/", b"../../etc/passwd", b"file:///etc/passwd", b"http://canary.invalid/",
    b"\\\\canary.invalid\\a", b"%2e%2e/x",
]  # fmt: skip
FORMULAS = [
    b"", b"", b"<f>%s</f>", b'<f t="shared" ref="A1:XFD9" si="0">%s</f>',
    b'<f t="array" ref="A1:B9">%s</f>', b'<f t="dataTable" ref="A1:B9" r1="A1">%s</f>',
]  # fmt: skip
CONTENTS = [
    b"<v>%s</v>", b"<is><t>%s</t></is>", b"<is><r><t>%s</t></r><r><t>B</t></r></is>",
    b"<!-- %s -->",
]  # fmt: skip
BESIDE = [
    b'<hyperlinks><hyperlink ref="B11" r:id="rId1" location="canary.invalid"/></hyperlinks>',
    b'<hyperlinks xmlns:r="urn:r"><hyperlink ref="B11" r:id="canary.invalid"/></hyperlinks>',
    b'<oleObjects><oleObject progId="Package" link="[1]!canary.invalid"/></oleObjects>',
    b"<ddeLink ddeService='cmd' ddeTopic='canary.invalid'/>",
    b'<legacyDrawing id="x"/>',
    hostile.VALIDATED % b"B11",
    hostile.FORMATTED % b"B11",
    hostile.MERGED % b"A1:XFD9",
]  # fmt: skip
ELEMENT = re.compile(rb"<(\w+)[^<>]*(?:/>|>[^<]*</\1>)")
ATTRIBUTE = re.compile(rb'\s([\w:]+)="([^"]*)"')
CELL = re.compile(rb'<c r="(\w+)"[^>]*?(?:/>|>.*?</c>)', re.DOTALL)
PLACE = re.compile(rb"!([$\w]+)</definedName>")
NAME = re.compile(rb'<definedName name="(in_\w+)"[^>]*>([^<]*)</definedName>')


@dataclass
class Planner:
    """The parts of a planner that are read, and where its inputs stand."""

    parts: dict[str, bytes]
    cells: list[tuple[str, bytes]] = field(init=False)
    texts: list[tuple[str, bytes]] = field(init=False)

    def __post_init__(self):
        self.parts = {name: part for name, part in self.parts.items() if READ.fullmatch(name)}
        titles = re.findall(rb'<sheet [^>]*?name="([^"]*)"', self.parts[BOOK])
        self.cells, self.texts = [], []
        for name, place in NAME.findall(self.parts[BOOK]):
            title, _, address = place.rpartition(b"!")
            sheet = titles.index(title.strip(b"'")) + 1
            self.cells.append((f"xl/worksheets/sheet{sheet}.xml", address.replace(b"$", b"")))
            if isinstance(INPUTS[name.decode().removeprefix("in_")].accepts, Label):
                self.texts.append(self.cells[-1])

    def bare(self):
        """The same with the named cells alone, which is read several times as fast."""
        named = {place.replace(b"$", b"") for place in PLACE.findall(self.parts[BOOK])}

        def bare(sheet):
            head, end, _ = sheet.partition(b"</sheetData>")
            cells = CELL.sub(lambda match: match[0] if match[1] in named else b"", head)
            return cells + end + b"</worksheet>"

        return Planner(
            {name: bare(part) if "/sheet" in name else part for name, part in self.parts.items()}
        )


def replaced(parts, name, match, text):
    """Parts with other text in place of a match in one of them."""
    content = parts[name]
    return parts | {name: content[: match.start()] + text + content[match.end() :]}


def one_of(random, pattern, content):
    """One match of a pattern, or None; the nearest after a random place."""
    at = random.randrange(len(content) + 1)
    return pattern.search(content, at) or pattern.search(content)


# Bytes of the packed file -------------------------------------------------------------------------


def other_bytes(random, packed):
    content = bytearray(packed)
    for _ in range(random.randint(1, 8)):
        # Half of them hit the directory at the end.
        near = random.random() < 0.5
        at = (
            max(0, len(content) - 1 - random.randrange(2_000))
            if near
            else random.randrange(len(content))
        )
        content[at : at + random.randrange(5)] = random.randbytes(random.randrange(5))
    return bytes(content)


def cut(random, packed):
    return packed[: random.randrange(len(packed))]


def spliced(random, packed):
    start, end = sorted(random.randrange(len(packed)) for _ in range(2))
    return (
        packed[:start]
        + random.choice([b"", packed[start:end] * 2, b"\0" * (end - start)])
        + packed[end:]
    )


def wrapped(random, packed):
    noise = random.randbytes(random.randrange(5_000))
    return noise + packed if random.random() < 0.5 else packed + noise


def other_directory(random, packed):
    """A field of an entry of the directory, of a local header or of the directory's end."""
    mark, size = random.choice([(b"PK\x01\x02", 46), (b"PK\x03\x04", 30), (b"PK\x05\x06", 22)])
    places = [match.start() for match in re.finditer(re.escape(mark), packed)]
    content, at = bytearray(packed), random.choice(places or [0])
    offset = random.randrange(4, size - 3)
    number = random.choice([0, 1, 0xFFFF, 0xFFFFFFFF, 0x7FFFFFFF, random.randrange(1 << 32)])
    struct.pack_into("<I", content, at + offset, number)
    return bytes(content)


def doubled_directory(random, packed):
    change = random.choice(
        [
            lambda directory: directory * 2,
            lambda directory: directory + hostile.entry(b"x") * random.randrange(5_000),
            lambda directory: (
                directory + hostile.entry(b"x", random.randbytes(random.randrange(60_000)))
            ),
            lambda directory: directory.replace(b"sheet1", b"sheet2"),
            lambda directory: b"",
        ]
    )
    return hostile.with_directory(packed, change)


def encrypted(random, packed):
    flag = re.compile(rb"(PK\x01\x02.{4})..", re.DOTALL)
    bits = struct.pack("<H", 1 << random.randrange(16))
    return hostile.with_directory(
        packed, lambda directory: flag.sub(rb"\g<1>" + re.escape(bits), directory)
    )


# Parts --------------------------------------------------------------------------------------------


def missing_part(random, planner, parts):
    name = random.choice(sorted(parts))
    return {other: content for other, content in parts.items() if other != name}


def renamed_part(random, planner, parts):
    name = random.choice(sorted(parts))
    new = random.choice(
        [name.upper(), f"/{name}", f"../{name}", name.replace("/", "\\"), f"{name}/", "é" + name]
    )
    return {new if other == name else other: content for other, content in parts.items()}


def swapped_parts(random, planner, parts):
    one, other = random.choices(sorted(parts), k=2)
    return parts | {one: parts[other], other: parts[one]}


def more_parts(random, planner, parts):
    names = [f"xl/externalLinks/externalLink{n}.xml" for n in range(random.choice([1, 10, 1_200]))]
    return (
        parts
        | dict.fromkeys(names, b"<externalLink>canary.invalid</externalLink>")
        | {"xl/vbaProject.bin": b"x"}
    )


def noisy_part(random, planner, parts):
    return parts | {random.choice(sorted(parts)): random.randbytes(random.randrange(100_000))}


# XML ----------------------------------------------------------------------------------------------


def other_piece(random, planner, parts):
    name = random.choice(sorted(parts))
    text = parts[name]
    start = random.randrange(len(text) + 1)
    end = start + random.choice([0, 0, random.randrange(200)])
    piece = random.choice([*PIECES, random.randbytes(random.randrange(8)), text[start:end] * 2])
    return parts | {name: text[:start] + piece + text[end:]}


def other_element(random, planner, parts):
    name = random.choice(sorted(parts))
    match = one_of(random, ELEMENT, parts[name])
    if match is None:
        return parts
    element = match[0]
    other = one_of(random, ELEMENT, parts[name])[0]
    changes = [
        b"",
        element * 2,
        other,
        b"<x>" + element + b"</x>",
        element.upper(),
        element[: len(element) // 2],
    ]
    return replaced(parts, name, match, random.choice(changes))


def other_attribute(random, planner, parts):
    name = random.choice(sorted(parts))
    match = one_of(random, ATTRIBUTE, parts[name])
    if match is None:
        return parts
    value = random.choice(
        [*NUMBERS, *TYPES, *PLACES, *PATHS, *PAYLOADS, b"a" * random.randrange(90_000)]
    )
    changes = [
        b"",
        b' %s="%s"' % (match[1], value),
        match[0] * 2,
        b' x:%s="%s"' % (match[1], match[2]),
    ]
    return replaced(parts, name, match, random.choice(changes))


def other_encoding(random, planner, parts):
    name = random.choice(sorted(parts))
    text = parts[name].decode("utf-8", "replace")
    declared, actual = (
        random.choice(["utf-8", "utf-16", "utf-16-le", "utf-16-be", "latin-1", "utf-7", "cp1252"])
        for _ in range(2)
    )
    content = f'<?xml version="1.0" encoding="{declared}"?>{text}'.encode(actual, "replace")
    return parts | {name: content}


def prologue(random, planner, parts):
    name = random.choice(sorted(parts))
    entities = b"".join(
        b'<!ENTITY a%d "%s">' % (n, b"&a%d;" % (n - 1) * 9 if n else b"canary")
        for n in range(random.randrange(12))
    )
    external = b'<!DOCTYPE w SYSTEM "file:///etc/passwd" [%s]>' % entities
    return parts | {
        name: random.choice([external, b"<!DOCTYPE w [%s]>" % entities, b"<!-- a -->", b"<?a b?>"])
        + parts[name]
    }


# OOXML --------------------------------------------------------------------------------------------


def in_cell(random, cells, parts):
    """The part of one of these cells, its address, and its match there."""
    name, address = random.choice(cells)
    match = re.search(
        rb'<c r="%s"([^>]*?)(?:/>|>(.*?)</c>)' % address, parts.get(name, b""), re.DOTALL
    )
    return name, address, match


def other_cell(random, planner, parts):
    """An input's cell with another type, formula, value, style or address."""
    name, address, match = in_cell(random, planner.cells, parts)
    if match is None:
        return parts
    long = b"t" * random.choice([50, 32_767, 40_000])
    index = b"%d" % random.randrange(-2, 400)
    text = random.choice(LEADS) + random.choice([*PAYLOADS, *NUMBERS, b"My plan", long])
    contents = [form % random.choice([text, random.choice(NUMBERS), index]) for form in CONTENTS]
    content = random.choice([*contents, match[2] or b"", b""])
    formula = random.choice(FORMULAS)
    formula = formula % random.choice(PAYLOADS) if formula else b""
    kinds = [re.search(rb' t="\w*"|$', match[1])[0], b' t="%s"' % random.choice(TYPES)]
    style = random.choice([match[1], b' s="%d"' % random.randrange(400), b' s="-1"', b""])
    style = re.sub(rb' t="\w*"', b"", style)
    place = random.choice([address] * 9 + PLACES)
    cell = b'<c r="%s"%s%s>%s%s</c>' % (place, style, random.choice(kinds), formula, content)
    return replaced(parts, name, match, cell)


def edited_cell(random, planner, parts):
    """An input's cell whose text is one that a user may well type, be it a formula to a program."""
    name, address, match = in_cell(random, planner.texts, parts)
    if match is None:
        return parts
    text = random.choice(LEADS[:5]) + random.choice(PAYLOADS)[:30]
    text = (text.rpartition(b"&")[0] or text).ljust(1, b"x")
    style = re.sub(rb' t="\w*"', b"", match[1])
    cell = b'<c r="%s"%s t="inlineStr"><is><t>%s</t></is></c>' % (address, style, text)
    return replaced(parts, name, match, cell)


def other_name(random, planner, parts):
    match = one_of(random, NAME, parts.get(BOOK, b""))
    if match is None:
        return parts
    place = random.choice(
        [
            *PAYLOADS,
            match[2].replace(b"$", b""),
            match[2] + b":$XFD$9",
            b"None!$A$1",
            b"#REF!",
            b"Planner!$B$%d" % random.randrange(99),
        ]
    )
    scope = random.choice(
        [b"", b"", b' localSheetId="0"', b' hidden="1"', b' function="1" vbProcedure="1"']
    )
    name = random.choice([match[1], match[1].upper(), b"in_none"])
    new = b'<definedName name="%s"%s>%s</definedName>' % (name, scope, place)
    return replaced(parts, BOOK, match, random.choice([new, match[0] + new, new * 2]))


def other_link(random, planner, parts):
    name = random.choice([BOOK_LINKS, "_rels/.rels"])
    match = one_of(random, re.compile(rb"<Relationship [^>]*>"), parts.get(name, b""))
    if match is None:
        return parts
    target = b' Target="%s"' % random.choice(PATHS)
    changed = re.sub(rb' Target="[^"]*"', lambda _: target, match[0])
    outside = changed.replace(b"<Relationship ", b'<Relationship TargetMode="External" ')
    kind = re.sub(rb'(Type="[^"]*/)\w+"', rb'\1externalLink"', changed)
    return replaced(parts, name, match, random.choice([changed, outside, kind, b"", match[0] * 2]))


def other_sheets(random, planner, parts):
    sheet = re.compile(rb"<sheet [^>]*>(?:</sheet>)?")
    sheets = sheet.findall(parts.get(BOOK, b""))
    if not sheets:
        return parts
    random.shuffle(sheets)
    left = random.choice([len(sheets), random.randrange(len(sheets))])
    rest = iter(sheets[:left])
    return parts | {BOOK: sheet.sub(lambda _: next(rest, b""), parts[BOOK])}


def strict(random, planner, parts):
    old, new = (
        hostile.MAIN,
        random.choice([b"http://purl.oclc.org/ooxml/spreadsheetml/main", b"urn:x", b"n" * 2_000]),
    )
    some = [name for name in parts if random.random() < 0.8]
    return parts | {name: parts[name].replace(old, new) for name in some}


def other_dates(random, planner, parts):
    book = parts.get(BOOK, b"").replace(
        b"<workbookPr>", b'<workbookPr date1904="%s">' % random.choice([b"1", b"true", b"x"])
    )
    styles = re.sub(
        rb'formatCode="[^"]*"',
        lambda _: b'formatCode="%s"' % random.choice(CODES),
        parts.get(STYLES, b""),
    )
    return parts | {BOOK: book, STYLES: styles}


def linked(random, planner, parts):
    """Hyperlinks, validations, formats and controls beside the cells of a sheet."""
    name, end = random.choice(planner.cells)[0], b"</worksheet>"
    return parts | {name: parts.get(name, b"").replace(end, random.choice(BESIDE) + end)}


# Much ---------------------------------------------------------------------------------------------

FILLERS = [
    *((PLANNER, b"</sheetData>", form) for form in (
        b'<row r="%d"/>', b'<row><c t="str"><v>%d</v></c></row>', b"<c/>", b"<a>", b"<a%d/>", b" ",
        b"<c xmlns:a%d='u'/>", b"&lt;%d", b'<c r="AA%d"/><c/>', b"<!-- %d -->",
    )),
    (BOOK, b"</definedNames>", b'<definedName name="n%d">A!$A$1</definedName>'),
    (BOOK, b"</definedNames>", b'<definedName name="in_gpus">A!$A$%d</definedName>'),
    (BOOK, b"</sheets>", b'<sheet name="s%d"/>'),
    (STYLES, b"</cellXfs>", b'<xf numFmtId="%d"/>'),
    (STYLES, b"</cellXfs>", b'<xf numFmtId="165"/>'),
    (STYLES, b"</cellXfs>", b"<xf/>"),
    (STYLES, b"</numFmts>", b'<numFmt numFmtId="%d" formatCode="[x][y][z]0"/>'),
    (STYLES, b"</numFmts>", b'<numFmt numFmtId="165" formatCode="%s"/>' % (b"[" * 250)),
    (BOOK_LINKS, b"</Relationships>", b'<Relationship Id="x%d" Target="../../a" Type="t"/>'),
    ("_rels/.rels", b"</Relationships>", b'<Relationship Id="x%d" Target="./a/../b" Type="t"/>'),
    (TEXTS, b"</sst>", b"<si><t>%d</t></si>"),
    (TEXTS, b"</sst>", b"<si><r><t>a</t></r><r><t>%d</t></r></si>"),
    *((TEXTS, b"</t></si>", form) for form in (b"a&#10;", b"\xf0\x9f\x98\x80", b"<r/>")),
]  # fmt: skip


def much(random, planner, parts):
    """One thing up to two million times, or 55 MB."""
    name, mark, form = random.choice(FILLERS)
    if name not in parts:
        return parts
    count = int(10 ** random.uniform(2, 6.3))
    count = min(count, 55_000_000 // len(form))
    text = b"".join([form % n for n in range(count)]) if b"%d" in form else form * count
    head, found, tail = parts[name].rpartition(mark)
    return parts | {name: b"".join((head, text, found, tail))}


IN_BYTES = [
    other_bytes,
    other_bytes,
    cut,
    spliced,
    wrapped,
    other_directory,
    other_directory,
    doubled_directory,
    encrypted,
]
IN_PARTS = [missing_part, renamed_part, swapped_parts, more_parts, noisy_part]
IN_XML = [
    other_piece,
    other_piece,
    other_piece,
    other_element,
    other_element,
    other_attribute,
    other_attribute,
    other_encoding,
    prologue,
]
IN_OOXML = [
    *[other_cell] * 6,
    *[edited_cell] * 3,
    other_name,
    other_name,
    other_link,
    other_link,
    other_sheets,
    strict,
    other_dates,
    other_dates,
    linked,
    linked,
]
METHODS = (
    [zipfile.ZIP_DEFLATED] * 9 + [zipfile.ZIP_STORED] * 9 + [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA]
)


def made(seed, planners):
    """A file, and what was done to make it."""
    random = Random(seed)
    planner = random.choice(planners)
    parts, packing = dict(planner.parts), IN_BYTES if random.random() < 0.2 else []
    kinds = random.choices(
        [IN_OOXML, IN_XML, IN_PARTS, [much]], [24, 12, 2, 1], k=random.choice([1, 1, 1, 2, 3])
    )
    steps = [random.choice(kind) for kind in kinds]
    for step in steps:
        parts = step(random, planner, parts) or parts
    packed = hostile.pack(parts, random.choice(METHODS))
    if packing:
        steps.append(random.choice(packing))
        # An earlier change may have left nothing of the kind.
        with suppress(struct.error, ValueError):
            packed = steps[-1](random, packed)
    return packed, " ".join(step.__name__ for step in steps)


# What comes of them -------------------------------------------------------------------------------

ACTIVE = re.compile(
    rb"<(?:f|formula[12]?|definedName|hyperlink|Relationship|ddeLink|externalReference|oleObject)\b[^>]*>[^<]*"
)


def active(path):
    """What a workbook computes, links to and holds, each with its part."""
    parts = hostile.parts_of(path)
    return Counter(
        (name, text) for name, part in parts.items() for text in [b"", *ACTIVE.findall(part)]
    )


@dataclass
class Totals:
    """What came of many files."""

    files: int = 0
    read: int = 0
    refused: int = 0
    exported: int = 0
    seconds: float = 0.0
    megabytes: float = 0.0
    faults: list[str] = field(default_factory=list)

    def __str__(self):
        return (
            f"{self.files} files: {self.read} read, {self.refused} refused; "
            f"slowest {self.seconds:.2f} s of a processor, largest {self.megabytes:.0f} MB; "
            f"{self.exported} exported; {len(self.faults)} faults"
        )


class Attack:
    """Reads many files, and exports some of those whose inputs are other than before."""

    def __init__(self, planners, folder, reading):
        self.planners, self.reading, self.totals = list(planners), reading, Totals()
        self.path, self.target = folder / "fuzz.xlsx", folder / "out.xlsx"
        self.planners += [planner.bare() for planner in planners] * 4
        self.path.write_bytes(hostile.pack(planners[0].parts))
        self.before = reading(self.path).values
        assert self.before.keys() == INPUTS.keys()
        export(self.path, self.target)
        self.plain = active(self.target)

    def run(self, seeds, exports):
        """Read the files of these seeds, and export at most so many."""
        for seed in seeds:
            packed, steps = made(seed, self.planners)
            self.path.write_bytes(packed)
            done = self.reading(self.path)
            for fault in self._faults(done, exports):
                self.totals.faults.append(f"seed {seed} ({steps}): {fault}")
        return self.totals

    def _faults(self, done, exports):
        totals = self.totals
        totals.files += 1
        totals.read += done.values is not None
        totals.refused += bool(done.message)
        totals.seconds, totals.megabytes = (
            max(totals.seconds, done.seconds),
            max(totals.megabytes, done.megabytes),
        )
        if not done.within:
            yield f"{done.seconds:.1f} s, {done.megabytes:.0f} MB"
        if done.trace:
            yield done.trace
        if done.values is None:
            return
        if not all(isinstance(value, float | str | None) for value in done.values.values()):
            yield f"{done.values} are no plain values"
        if done.values != self.before and totals.exported < exports:
            totals.exported += 1
            export(self.path, self.target)
            if more := active(self.target) - self.plain:
                yield f"what survives: {list(more)[:3]}"


def planners_of(path):
    """A planner as it was built, and as Excel saves it."""
    parts, texts = hostile.parts_of(path), []

    def number(text):
        texts.append(b"<si><t>%s</t></si>" % text)
        return len(texts) - 1

    return [
        Planner(parts),
        Planner(hostile.with_shared_texts(parts, number, lambda: b"".join(texts))),
    ]


def attack(path, seeds, exports):
    """The totals of the files of these seeds, made of a planner."""
    with tempfile.TemporaryDirectory() as folder, measured.reader() as reading:
        return Attack(planners_of(path), Path(folder), reading).run(seeds, exports)


if __name__ == "__main__":
    from xlplanner.workbook.build import build_file

    count, first = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 0
    with tempfile.TemporaryDirectory() as name:
        built = Path(name) / "planner.xlsx"
        build_file(built, None, "native")
        found = attack(built, range(first, first + count), exports=max(1, count // 100))
    print(*found.faults, found, sep="\n")
