"""Make anew the files that are generated; with --check, only name those that are stale.

`GENERATED` is the list. Run it through install/regenerate, which finds the environment.
"""

from __future__ import annotations

import argparse
import hashlib
import math
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import chain
from pathlib import Path
from textwrap import wrap
from typing import Any
from xml.etree import ElementTree

import notebook
import transcripts
import windows_parts
from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.formula import ArrayFormula

from xlplanner.commands.install import EXAMPLE_URL
from xlplanner.errors import FileError
from xlplanner.files import atomic_write
from xlplanner.functions import listing, questions, stubs
from xlplanner.functions.calling import call
from xlplanner.functions.catalogue import CATALOGUE, find
from xlplanner.functions.entry import Example
from xlplanner.hosts.calc import extension
from xlplanner.hosts.calc.office import isolation
from xlplanner.hosts.google_sheets import names as sheets
from xlplanner.hosts.google_sheets import script
from xlplanner.hosts.office_js.names import MANIFEST, installing
from xlplanner.office import LibreOffice
from xlplanner.plots import KINDS
from xlplanner.plots.drawing import save
from xlplanner.plots.pictures import picture
from xlplanner.workbook.build import build, build_file
from xlplanner.workbook.sheets.start import GLOSSARY

ROOT = Path(__file__).parent.parent
NUMBER = re.compile(rb"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")
TOLERANCE = 1e-12
SIGNATURE, MARK = b"\x89PNG\r\n\x1a\n", b"tEXtShows\0"


class Generated:
    """A file that is made from others.

    Attributes
    ----------
    path : Path
    make : callable
        Returns what it should hold.
    """

    def __init__(self, path: str, make: Callable[[], bytes]) -> None:
        self.path, self.make = ROOT / path, make

    def is_current(self) -> bool:
        """Whether it holds what it should."""
        return self.path.exists() and agree(self.path.read_bytes(), self.make())


class Locked(Generated):
    """The packages for Windows, made over a network; whether they are current shows without one."""

    def is_current(self) -> bool:
        """Whether it holds what is asked for."""
        return self.path.exists() and not windows_parts.faults(self.path.read_text("utf-8"))


class Notebook(Generated):
    """A notebook, whose cells are its source, with what they show made anew."""

    def __init__(self, path: str) -> None:
        super().__init__(path, lambda: notebook.executed(self._text()).encode())

    def _text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    def is_current(self) -> bool:
        """Whether it holds what its cells show, pictures aside."""
        texts = (self._text(), self.make().decode())
        return _texts_agree(*(notebook.without_pictures(text).encode() for text in texts))


class Picture(Generated):
    """A page as LibreOffice prints it, or a plot; it holds a digest of what it shows.

    Fonts and versions of programs draw the same differently, so not the pixels decide whether it
    is current.

    Attributes
    ----------
    digest : callable
        Returns that of what it should show.
    """

    def __init__(self, path: str, digest: Callable[[], str], make: Callable[[], bytes]) -> None:
        super().__init__(path, lambda: stamped(make(), digest()))
        self.digest = digest

    def is_current(self) -> bool:
        """Whether it shows what it should."""
        return self.path.exists() and self.digest().encode() in self.path.read_bytes()


def agree(kept: bytes, fresh: bytes) -> bool:
    """Whether two files are equal but for the last digits of a workbook's numbers.

    Processors differ in the last bit of exp and log.
    """
    if kept == fresh:
        return True
    if not zipfile.is_zipfile(BytesIO(kept)):
        return False
    old, new = (zipfile.ZipFile(BytesIO(file)) for file in (kept, fresh))
    return old.namelist() == new.namelist() and all(
        _texts_agree(old.read(name), new.read(name)) for name in new.namelist()
    )


def _texts_agree(kept: bytes, fresh: bytes) -> bool:
    numbers = zip(NUMBER.findall(kept), NUMBER.findall(fresh), strict=False)
    return NUMBER.split(kept) == NUMBER.split(fresh) and all(
        a == b or math.isclose(float(a), float(b), rel_tol=TOLERANCE, abs_tol=TOLERANCE)
        for a, b in numbers
    )


# Text and workbooks ------------------------------------------------------------------------------


def between_marks(path: str, name: str, text: Callable[[], str]) -> Generated:
    """A document with a text between `<!-- name: begin -->` and `<!-- name: end -->`."""
    begin, end = (f"<!-- {name}: {mark} -->" for mark in ("begin", "end"))

    def make() -> bytes:
        before, _, rest = (ROOT / path).read_text(encoding="utf-8").partition(f"{begin}\n")
        _, found, after = rest.partition(f"\n{end}")
        if not found:
            raise FileError(f"{path} lacks {begin} or {end}")
        return f"{before}{begin}\n{text()}{found}{after}".encode()

    return Generated(path, make)


class Computed(Generated):
    """A text with numbers that are computed."""

    def is_current(self) -> bool:
        """Whether it holds what it should, but for the last digits of numbers."""
        return self.path.exists() and _texts_agree(self.path.read_bytes(), self.make())


class Transcript(Computed):
    """A document with what the commands in it print."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            str(path.relative_to(ROOT)),
            lambda: transcripts.renewed(path.read_text(encoding="utf-8")).encode(),
        )


# Of the words on the sheet Start, those that the README needs.
WORDS = ("Loss", "As good as Chinchilla", "Inference demand", "MFU", "Break-even demand")


def glossary() -> str:
    """The words of the README, each in a sentence."""
    return "\n".join(f"- **{word}**: {GLOSSARY[word]}" for word in WORDS)


def bullets(lines: Iterable[str]) -> str:
    """A list of what a command says."""
    items = (
        wrap(f"- {line}", 100, subsequent_indent="  ", break_on_hyphens=False) for line in lines
    )
    return "\n".join(chain.from_iterable(items))


def planner(edition: str) -> bytes:
    """The planner workbook of an edition."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "planner.xlsx"
        build_file(path, None, edition)
        return path.read_bytes()


# Pictures ----------------------------------------------------------------------------------------

Box = tuple[int, int, int, int, int]


def page(workbook: Path, box: Box, *options: str) -> bytes:
    """A part of the first page of a workbook as PNG.

    Parameters
    ----------
    workbook : Path
    box : tuple of int
        Dots per inch; left, top, width and height in dots.
    options : str
        More options of LibreOffice.

    Raises
    ------
    FileError
        If a program is missing or fails.
    """
    office, rasterise = LibreOffice.find(), shutil.which("pdftoppm")
    if office is None or rasterise is None or not _has_font("Carlito"):
        raise FileError(
            "a picture needs LibreOffice, pdftoppm and the font Carlito (Debian: libreoffice-calc, "
            "poppler-utils, fonts-crosextra-carlito)"
        )
    folder = workbook.parent
    private = replace(office, profile=folder / "profile")
    to_pdf = ["--convert-to", "pdf", "--outdir", str(folder), str(workbook)]
    private.run("soffice", "--headless", "--norestore", *options, *to_pdf)
    crop = chain.from_iterable(zip(("-r", "-x", "-y", "-W", "-H"), map(str, box), strict=True))
    pdf = workbook.with_suffix(".pdf")
    command = [rasterise, "-png", "-singlefile", *crop, str(pdf), str(folder / "page")]
    subprocess.run(command, check=True)
    return (folder / "page.png").read_bytes()


def _has_font(name: str) -> bool:
    listed = subprocess.run(["fc-list", name], capture_output=True, text=True, check=False)
    return bool(listed.stdout)


def stamped(picture: bytes, digest: str) -> bytes:
    """A picture with the digest of what it shows: a comment of an SVG, a text chunk of a PNG."""
    if not picture.startswith(SIGNATURE):
        return picture + f"<!-- shows {digest} -->\n".encode()
    header_end = len(SIGNATURE) + 4 + 4 + 13 + 4
    chunk = MARK + digest.encode()
    length, check = len(chunk) - 4, zlib.crc32(chunk)
    mark = length.to_bytes(4) + chunk + check.to_bytes(4)
    return picture[:header_end] + mark + picture[header_end:]


def digest_of(parts: Iterator[object]) -> str:
    """A digest of texts and numbers, these to nine digits."""
    texts = (format(part, ".9g") if isinstance(part, float) else str(part) for part in parts)
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()


def plot_picture(kind: str) -> Picture:
    """What `xlplanner plot` draws without options."""

    def digest() -> str:
        drawing = (ROOT / "xlplanner/plots/drawing.py").read_text(encoding="utf-8")
        return digest_of(chain([drawing], picture(kind).parts()))

    def make() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{kind}.svg"
            save(picture(kind), path)
            return path.read_bytes()

    return Picture(f"templates/pictures/plot-{kind}.svg", digest, make)


@cache
def printed_book() -> Any:
    """The native planner as it is printed."""
    return build().book


def sheet_picture(title: str, area: str, box: Box) -> Picture:
    """The picture of an area of a sheet of the planner, on one page."""

    def digest() -> str:
        worksheet = printed_book().workbook[title]
        return digest_of(chain([area, *box], _looks(worksheet, area, printed_book().values)))

    def make() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "planner.xlsx"
            book = printed_book()
            for sheet in book.sheets:
                shown = sheet.title == title
                sheet.worksheet.sheet_state = "visible" if shown else "hidden"
                # A hidden sheet with a print area is printed all the same.
                sheet.worksheet.print_area = area if shown else None
            book.workbook[title].page_setup.fitToHeight = 1
            book.save(path)
            return page(path, box)

    return Picture(f"templates/pictures/{title.lower().replace(' ', '-')}.png", digest, make)


def _looks(worksheet: Any, area: str, values: Any) -> Iterator[object]:
    """What can be seen of an area: its cells, how they look, and the charts of its sheet."""
    for row in worksheet[area]:
        for cell in row:
            shown = values.get((worksheet.title, cell.coordinate), cell.value)
            if shown is not None or cell.style != "Normal":
                yield from (cell.coordinate, shown, cell.style, cell.number_format)
    for letter, column in sorted(worksheet.column_dimensions.items()):
        yield from (letter, float(column.width))
    for chart in worksheet._charts:
        yield ElementTree.tostring(chart._write(), encoding="unicode")


# A function and its arguments as they are typed in Calc, and what the cell beside it says.
TYPED = (
    ("OPT_PARAMS", (2.13, "200B"), "parameters, fewest FLOPs over the life"),
    ("OPT_TOKENS", (2.13, "200B"), "its training tokens"),
    ("COST_OPT_TOTAL", (2.13, 7.02e8), "lowest cost of training and 702 million requests, USD"),
    ("COST_OPT_SAVINGS", (2.13, 7.02e8), "saved against the Chinchilla model"),
    ("GPU_PRICE", ("H100-SXM",), "USD per GPU-hour, median of providers"),
    ("CHINCHILLA_QUALITY", ("7B",), 'loss of "as good as a 7B"'),
    ("OPT_PARAMS", (1.5, "200B"), "below the irreducible loss"),
    ("WHY", ("OPT_PARAMS", 1.5, "200B"), ""),
    ("OPT_PARAMS", (2.13, "many"), "text that is no number"),
    ("OPT_PARAMS", (2.13, 1e9, "nolaw"), "an unknown law"),
)
FORMATS = {"COST_OPT_SAVINGS": "0.0%", "GPU_PRICE": "0.00", "CHINCHILLA_QUALITY": "0.0000"}
LOSSES, DEMANDS = (2.0, 2.1, 2.2), (1e9, 1e10, 1e11, 1e12)
CALC_BOX = (130, 0, 0, 1125, 470)


def _formula(name: str, arguments: tuple[Any, ...]) -> str:
    return listing.typed(find(name), Example(arguments, None, ""))


def calc_digest() -> str:
    """A digest of the formulas typed in Calc and of their values."""
    values = [call(CATALOGUE[name], arguments).rows()[0][0] for name, arguments, _ in TYPED]
    return digest_of(chain(CALC_BOX, map(str, TYPED), map(_as_float, values), LOSSES, DEMANDS))


def _as_float(value: Any) -> object:
    return value if isinstance(value, str) else float(value)


def calc() -> bytes:
    """Formulas and a grid in LibreOffice Calc, which computes them with the extension."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        bundle = folder / "extensions" / "xlplanner.oxt"
        extension.write(folder / bundle.name)
        with zipfile.ZipFile(folder / bundle.name) as archive:
            archive.extractall(bundle)
        path = folder / "calc.xlsx"
        _typed_in_calc().save(path)
        return page(path, CALC_BOX, *isolation(bundle.parent))


def _typed_in_calc() -> Workbook:
    book = Workbook()
    sheet: Any = book.active
    sheet.append(["Type a formula", "its value", "in words"])
    for name, arguments, words in TYPED:
        formula = _formula(name, arguments)
        sheet.append([None, formula, words])
        shown = sheet.cell(sheet.max_row, 1, formula)
        shown.data_type, shown.quotePrefix = "s", True
        sheet.cell(sheet.max_row, 2).number_format = FORMATS.get(name, "#,##0")
    head = sheet.max_row + 2
    grid = f"OPT_PARAMS(A{head + 1}:A{head + len(LOSSES)},B{head}:E{head})"
    sheet.cell(head, 1, f"{{={grid}}}")
    for row, loss in enumerate(LOSSES, start=head + 1):
        sheet.cell(row, 1, loss)
        for column in range(2, 2 + len(DEMANDS)):
            sheet.cell(row, column).number_format = "#,##0"
    for column, demand in enumerate(DEMANDS, start=2):
        sheet.cell(head, column, demand).number_format = "0E+00"
    area = f"B{head + 1}:E{head + len(LOSSES)}"
    sheet.cell(head + 1, 2).value = ArrayFormula(area, f"={grid}")
    for cell in (*sheet[1], *sheet[head]):
        cell.font = Font(name="Calibri", bold=True)
    for letter, width in {"A": 36, "B": 17, "C": 17, "D": 17, "E": 17}.items():
        sheet.column_dimensions[letter].width = width
    sheet.print_options.gridLines = sheet.print_options.headings = True
    sheet.page_setup.orientation = "landscape"
    sheet.page_margins.left = sheet.page_margins.top = 0.1
    sheet.oddHeader.center.text = sheet.oddFooter.center.text = ""
    return book


# -------------------------------------------------------------------------------------------------

GENERATED = (
    between_marks("README.md", "glossary", glossary),
    between_marks("install/google-sheets.md", "pasting", lambda: bullets(sheets.PASTING)),
    between_marks(
        "install/excel-mac-and-web.md",
        "installing",
        lambda: bullets(installing(EXAMPLE_URL, MANIFEST)),
    ),
    between_marks("templates/functions.md", "functions", listing.as_markdown),
    between_marks("templates/README.md", "questions", questions.as_markdown),
    Generated("xlplanner/__init__.pyi", lambda: stubs.as_stub().encode()),
    Locked("install/requirements-windows.txt", windows_parts.lock),
    Generated("install/sbom.cdx.json", windows_parts.bill),
    between_marks("install/for-it-departments.md", "licences", windows_parts.licences),
    *map(Transcript, transcripts.shown()),
    Generated("templates/planner.xlsx", lambda: planner("native")),
    Generated("templates/planner-addin.xlsx", lambda: planner("addin")),
    Generated("templates/planner-lambda.xlsx", lambda: planner("lambda")),
    Computed(f"templates/google-sheets/{sheets.CODE}", lambda: script.code().encode()),
    Generated(f"templates/google-sheets/{sheets.MANIFEST}", lambda: script.settings().encode()),
    sheet_picture("Summary", "A1:F44", (100, 30, 55, 765, 965)),
    sheet_picture("Planner", "A1:N30", (170, 70, 62, 1262, 440)),
    sheet_picture("What-if", "A1:K35", (110, 40, 65, 1205, 750)),
    sheet_picture("Risk", "A1:J75", (100, 30, 50, 775, 1070)),
    sheet_picture("Figure 2", "A1:J58", (110, 38, 58, 800, 965)),
    Picture("templates/pictures/calc.png", calc_digest, calc),
    *map(plot_picture, KINDS),
    Notebook("templates/planner.ipynb"),
)


def main(arguments: list[str] | None = None) -> int:
    """Make what is stale anew, or name it; exit code 1 if anything stays stale."""
    parser = argparse.ArgumentParser(prog="install/regenerate", description=__doc__)
    parser.add_argument("--check", action="store_true", help="only name what is stale")
    check = parser.parse_args(arguments).check
    failed = False
    for file in GENERATED:
        if file.is_current():
            continue
        name = file.path.relative_to(ROOT)
        if check:
            print(f"stale: {name}; run install/regenerate")
            failed = True
            continue
        try:
            fresh = file.make()
            with atomic_write(file.path) as temporary:
                temporary.write_bytes(fresh)
            print(f"made anew: {name}")
        except FileError as error:
            print(f"still stale: {name}: {error}", file=sys.stderr)
            failed = True
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
