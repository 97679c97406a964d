"""Workbooks that mean harm: real planners with parts of another's making, and files of no kind."""

import re
import struct
import zipfile
import zlib
from io import BytesIO

import numpy as np

PLANNER, BOOK, TEXTS = "xl/worksheets/sheet3.xml", "xl/workbook.xml", "xl/sharedStrings.xml"
STYLES, BOOK_LINKS = "xl/styles.xml", "xl/_rels/workbook.xml.rels"
WHOLE = b"A1:XFD1048576"
MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHARED_TEXTS = (
    b'<Relationship Id="texts" Target="sharedStrings.xml" '
    b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/>'
)
SHARED_TEXTS_TYPE = (
    b'<Override PartName="/xl/sharedStrings.xml" ContentType="application/'
    b'vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>'
)
# A zip file's directory: its entries' form, and where their number, length and place stand at the
# end of the file.
ENTRY = "<4s4B4HL2L5H2L"
END_MARK, COUNT, LENGTH, OFFSET = b"PK\x05\x06", 10, 12, 16


def parts_of(path):
    """The parts of a workbook by name."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def pack(parts, method=zipfile.ZIP_DEFLATED):
    """A zip file of parts, the same bytes whenever it is made."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, method, 1)
    return file.getvalue()


# Parts that hold more than they should ----------------------------------------------------------


def with_more(mark, text, part=PLANNER):
    """A maker of planners that have more text in a part, before its last mark."""

    def make(parts):
        head, found, tail = parts[part].rpartition(mark)
        assert found
        return pack({**parts, part: b"".join((head, text(), found, tail))})

    return make


def after_rows(text):
    return with_more(b"</worksheet>", lambda: text)


def in_rows(text):
    return with_more(b"</sheetData>", text)


def many(form, count, start=0):
    return lambda: b"".join([form % n for n in range(start, start + count)])


def varied(size):
    """Text that packs to a hundredth of its size, not to a thousandth as one letter does."""
    random = np.random.default_rng(3)
    return b"".join(
        [random.bytes(100).hex().encode() + b"a" * 20_000 for _ in range(size // 20_200)]
    )


def shared_formula():
    """One long formula on 7,000 cells."""
    long = b"+".join(b"SUM($A%d:B%d)" % (n, n) for n in range(1, 500))
    first = b'<row r="2000"><c r="A2000"><f t="shared" ref="A2000:A9000" si="0">%s</f></c></row>'
    rest = b'<row r="%d"><c r="A%d"><f t="shared" si="0"/></c></row>'
    return first % long + b"".join(rest % (n, n) for n in range(2001, 9001))


def with_shared_texts(parts, number, texts):
    """The parts of a planner whose inputs' texts are shared, as Excel saves them."""
    cell = re.compile(rb'(<c r="\w+" s="\d+") t="inlineStr"><is><t[^>]*>([^<]*)</t></is>')
    rels, types = BOOK_LINKS, "[Content_Types].xml"

    def shared(match):
        return b'%s t="s"><v>%d</v>' % (match[1], number(match[2]))

    return parts | {
        PLANNER: cell.sub(shared, parts[PLANNER]),
        rels: parts[rels].replace(b"</Relationships>", SHARED_TEXTS + b"</Relationships>"),
        types: parts[types].replace(b"</Types>", SHARED_TEXTS_TYPE + b"</Types>"),
        TEXTS: b'<sst xmlns="%s">%s</sst>' % (MAIN, texts()),
    }


def shared_texts(texts):
    """A maker of planners whose texts are all the first of these shared texts."""
    return lambda parts: pack(with_shared_texts(parts, lambda text: 0, texts))


def with_type(text):
    """A maker of planners of which a sheet begins with a document type."""
    return lambda parts: pack(parts | {PLANNER: text + parts[PLANNER]})


def long_entity(parts):
    """Quadratic growth: one long entity, many times."""
    text = b'<!DOCTYPE w [<!ENTITY a "%s">]>' % (b"a" * 100_000)
    return pack(parts | {PLANNER: text + b"<w>%s</w>" % (b"&a;" * 100_000)})


# Zip files that lie ------------------------------------------------------------------------------


def with_directory(packed, change):
    """A zip file whose directory is changed, with its end made to fit."""
    at = packed.rindex(END_MARK)
    (start,) = struct.unpack_from("<I", packed, at + OFFSET)
    directory, end = change(packed[start:at]), bytearray(packed[at:])
    struct.pack_into("<I", end, LENGTH, len(directory))
    return packed[:start] + directory + bytes(end)


def with_stream(stream, size, crc):
    """A maker of planners of which one part's packed bytes are these."""

    def make(parts):
        packed = pack({name: content for name, content in parts.items() if name != PLANNER})
        at = packed.rindex(END_MARK)
        (start,) = struct.unpack_from("<I", packed, at + OFFSET)
        (count,) = struct.unpack_from("<H", packed, at + COUNT)
        name = PLANNER.encode()
        sizes = (crc, len(stream), size, len(name))
        local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 0, *sizes, 0) + name
        entry = struct.pack(
            ENTRY, b"PK\x01\x02", 20, 0, 20, 0, 0, 8, 0, 0, *sizes, 0, 0, 0, 0, 0, start
        )
        directory = packed[start:at] + entry + name
        offset = start + len(local) + len(stream)
        end = struct.pack(
            "<4s4H2LH", END_MARK, 0, 0, count + 1, count + 1, len(directory), offset, 0
        )
        return packed[:start] + local + stream + directory + end

    return make


def declared_small(parts):
    """A part that is said to have a hundred bytes, and has 20 million."""
    content = parts[PLANNER].replace(b"</sheetData>", b" " * 20_000_000 + b"</sheetData>")
    packer = zlib.compressobj(1, zlib.DEFLATED, -15)
    stream = packer.compress(content) + packer.flush()
    return with_stream(stream, 100, zlib.crc32(content))(parts)


def packed_bits(*fields):
    """Bits of numbers, each with its length, lowest first."""
    bits = "".join(f"{number:0{length}b}"[::-1] for number, length in fields)
    return int(bits[::-1], 2).to_bytes(-(-len(bits) // 8), "little")


def empty_trees():
    """Deflate blocks that hold nothing but a code for 257 symbols, which takes time to build."""
    # Lengths of the code of code lengths, in its own order: of 16 one bit, of 9 two, of 0 and 1
    # three.
    lengths = dict.fromkeys((16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1), 0)
    lengths |= {16: 1, 9: 2, 0: 3, 1: 3}
    repeated = [(0, 1), (3, 2)] * 42 + [(0, 1), (0, 2)]
    block = [
        *((0, 1), (2, 2), (0, 5), (0, 5), (14, 4)),
        *((length, 3) for length in lengths.values()),
        *((1, 2), *repeated, (7, 3), (3, 3), (0, 1)),
    ]
    return packed_bits(*block * 8)


def stream_of(block):
    """A maker of planners with a part of 18 MB that unpacks to nothing."""
    return with_stream(block * (18_000_000 // len(block)), 1_000_000, 0)


def entry(name, fields=b""):
    zeros = (0,) * 5
    lengths = (len(name), len(fields), 0, 0, 0, 0, 0)
    return struct.pack(ENTRY, b"PK\x01\x02", 20, 0, 20, *zeros, 0, 0, 0, *lengths) + name + fields


def more_entries(entries):
    return lambda parts: with_directory(pack(parts), lambda directory: directory + entries)


def twice(parts):
    """Every part twice, at one place."""
    return with_directory(pack(parts), lambda directory: directory * 2)


def encrypted(parts):
    """Parts that are said to be encrypted."""
    flag = re.compile(rb"(PK\x01\x02.{4})..", re.DOTALL)
    return with_directory(pack(parts), lambda directory: flag.sub(b"\\1\x01\x00", directory))


def noise(start, size):
    return lambda parts: start + np.random.default_rng(3).bytes(size - len(start))


OPEN_DOCUMENT = {
    "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
    "content.xml": b"<office:document-content xmlns:office='urn:x'/>",
}
MERGED = b'<mergeCells><mergeCell ref="%s"/></mergeCells>'
LINKED = b'<hyperlinks><hyperlink ref="%s" location="A1"/></hyperlinks>'
VALIDATED = (
    b'<dataValidations><dataValidation type="list" sqref="%s"><formula1>$A$1</formula1>'
    b"</dataValidation></dataValidations>"
)
FORMATTED = (
    b'<conditionalFormatting sqref="%s"><cfRule type="expression" priority="1"><formula>'
    b"SUM(A:XFD)</formula></cfRule></conditionalFormatting>"
)
LETTERS = b"".join(b" %c=''" % letter for letter in b"abcdefghijklmnopq")
NAMED = b'<definedName name="n%d">A!$A$1</definedName>'
DATED = b'<xf numFmtId="14"/>'
TEXT_CELL = b'<row><c t="str"><v>%d and as much again as makes it long</v></c></row>'
ENTITIES = b'<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;">]>'

# Makers of hostile files from the parts of a planner, and what the refusal says; empty where the
# inputs are read. Where much is read before a limit, a busy machine is out of time first.
TOO_SLOW = "takes more than 3 seconds of a processor to read"
TOO_MANY_TAGS = f"has 150.... tags or more, .*; at most 1500000 are read|{TOO_SLOW}"
TOO_LARGE = rf"unpacks to 300\d+ bytes or more; at most 30000000|{TOO_SLOW}"
LONG_TAG = r"has a tag of \d+ bytes or more in .*; at most 65536 are read"
MANY_NAMES = r"has \d+ different names or more in .*; at most 1000 are read"
LARGE_DIRECTORY = r"has a directory of 1\d+ bytes; at most 250000 are read"
DAMAGED, ODD = "is no workbook, or is damaged", "is encrypted, or packed as workbooks never are"
CASES = {
    "cells merged all over": (after_rows(MERGED % WHOLE), ""),
    "a hyperlink all over": (after_rows(LINKED % WHOLE), ""),
    "a validation all over": (after_rows(VALIDATED % WHOLE), ""),
    "a format all over": (after_rows(FORMATTED % WHOLE), ""),
    "a shared formula on 7,000 cells": (in_rows(shared_formula), ""),
    "54 MB of tiny cells": (
        in_rows(lambda: b"<row>%s</row>" % (b"<c/>" * 13_500_000)),
        rf"no cell stands right of XFD\d+|{TOO_SLOW}",
    ),
    "54 MB of rows of cells": (
        in_rows(lambda: b"<row><c/><c/><c/></row>" * 2_250_000),
        TOO_MANY_TAGS,
    ),
    "60 MB of cells with text": (in_rows(many(TEXT_CELL, 800_000)), TOO_MANY_TAGS),
    "an attribute of 54 MB": (in_rows(lambda: b'<row x="%s"/>' % varied(54_000_000)), LONG_TAG),
    "a comment of 25 MB": (in_rows(lambda: b"<!--%s-->" % (b"a" * 25_000_000)), LONG_TAG),
    "a name of 25 MB": (in_rows(lambda: b"<%s/>" % (b"a" * 25_000_000)), LONG_TAG),
    "a document type of 25 MB": (with_type(b"<!DOCTYPE %s>" % (b"a" * 25_000_000)), LONG_TAG),
    "2 million rows": (in_rows(lambda: b'<row r="9"/>' * 2_000_000), TOO_MANY_TAGS),
    "700,000 rows": (in_rows(many(b'<row r="%d"/>', 700_000, 2_000)), ""),
    "18,000 cells without addresses": (
        in_rows(lambda: b"<row>%s</row>" % (b"<c/>" * 9) * 2_000),
        "",
    ),
    "deep nesting": (in_rows(lambda: b"<a>" * 6_000_000), "has 51 elements in one another"),
    "a million names": (with_more(b"</definedNames>", many(NAMED, 1_000_000), BOOK), TOO_LARGE),
    "a million shared texts": (shared_texts(many(b"<si><t>%d</t></si>", 1_000_000)), TOO_MANY_TAGS),
    "a million sheets": (
        with_more(b"</sheets>", many(b'<sheet name="%d"/>', 1_000_000), BOOK),
        "has 10001 sheets or more; at most 10000 are read",
    ),
    "a million relationships": (
        with_more(b"</Relationships>", many(b'<Relationship Id="%d"/>', 1_000_000), BOOK_LINKS),
        "has 10001 relationships or more; at most 10000 are read",
    ),
    "half a million number formats": (
        with_more(b"</numFmts>", many(b'<numFmt numFmtId="%d" formatCode="d"/>', 500_000), STYLES),
        "has 10001 number formats or more; at most 10000 are read",
    ),
    "a million styles": (with_more(b"</cellXfs>", lambda: DATED * 1_000_000, STYLES), ""),
    "a text of 25 MB": (
        shared_texts(lambda: b"<si><t>%s</t></si>" % (b"t" * 25_000_000)),
        f"B11: Quality as good as holds 25000000 characters; at most 32767 are read|{TOO_SLOW}",
    ),
    "a text of 100,000 runs": (
        shared_texts(lambda: b"<si>%s</si>" % (b"<r><t>tex</t></r>" * 100_000)),
        f"holds 300000 characters; at most 32767 are read|{TOO_SLOW}",
    ),
    "a text of 4 million lines": (
        shared_texts(lambda: b"<si><t>%s</t></si>" % (b"a&#10;" * 4_000_000)),
        f"holds 8000000 characters; at most 32767 are read|{TOO_SLOW}",
    ),
    "texts of 32,767 characters": (
        shared_texts(lambda: b"<si><t>%s</t></si>" % (b"t" * 32_767)),
        "B11: ",
    ),
    "attributes by the million": (
        in_rows(lambda: b"<a%s/>" % LETTERS * 800_000),
        f"{TOO_MANY_TAGS}|unpacks to|{TOO_SLOW}",
    ),
    "a million names of elements": (in_rows(many(b"<a%d/>", 1_000_000)), MANY_NAMES),
    "a million names of attributes": (in_rows(many(b"<c a%d=''/>", 1_000_000)), MANY_NAMES),
    "a million prefixes": (in_rows(many(b"<c xmlns:a%d='u'/>", 1_000_000)), MANY_NAMES),
    "a long namespace": (
        in_rows(lambda: b'<a xmlns="%s">%s</a>' % (b"n" * 30_000, b"<c/>" * 400_000)),
        "has a namespace of 30000 characters in .*; at most 1000 are read",
    ),
    "entities in entities": (with_type(ENTITIES), "has a document type"),
    "one long entity": (long_entity, "has a document type"),
    "a zip bomb": (in_rows(lambda: b" " * 40_000_000), TOO_LARGE),
    "a part declared small": (declared_small, "Bad CRC-32"),
    "packed of nothing": (stream_of(packed_bits(*[(2, 10)] * 4)), f"{DAMAGED}|{TOO_SLOW}"),
    "packed of empty trees": (stream_of(empty_trees()), f"{DAMAGED}|{TOO_SLOW}"),
    "every part twice": (twice, "stands twice"),
    "a directory of empty fields": (
        more_entries(entry(b"x", b"\x99\x00\x00\x00" * 16_383) * 280),
        LARGE_DIRECTORY,
    ),
    "a directory of 400,000 parts": (more_entries(entry(b"x") * 400_000), LARGE_DIRECTORY),
    "1,100 parts": (
        lambda parts: pack(parts | {str(number): b"" for number in range(1_100)}),
        r"has 12\d\d parts; at most 1000 are read",
    ),
    "encrypted parts": (encrypted, ODD),
    "parts packed by LZMA": (lambda parts: pack(parts, zipfile.ZIP_LZMA), ODD),
    "parts packed by bzip2": (lambda parts: pack(parts, zipfile.ZIP_BZIP2), ODD),
    "a file cut short": (lambda parts: pack(parts)[:-30_000], DAMAGED),
    "19 MB of noise": (noise(b"", 19_000_000), DAMAGED),
    "noise that begins as a zip file": (noise(b"PK\x03\x04", 19_000_000), DAMAGED),
    "a picture": (noise(b"\x89PNG\r\n\x1a\n", 500_000), DAMAGED),
    "a workbook of 1997": (noise(bytes.fromhex("d0cf11e0a1b11ae1"), 500_000), DAMAGED),
    "an OpenDocument": (lambda parts: pack(OPEN_DOCUMENT), "it has no part _rels/.rels"),
    "a file of 21 MB": (noise(b"PK", 21_000_000), "has 21000000 bytes; at most 20000000 are read"),
}
