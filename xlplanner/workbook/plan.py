"""The workbook being built: book, edition, inputs, and sheets, each written on first use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum, StrEnum
from itertools import accumulate
from typing import TypeVar, cast

from xlplanner._version import __version__
from xlplanner.expressions.tree import Expression
from xlplanner.workbook.editions import EDITIONS, Edition
from xlplanner.workbook.grid.book import Book
from xlplanner.workbook.imprint import fingerprint
from xlplanner.workbook.inputs import Inputs, InputSpec

S = TypeVar("S", bound="PlanSheet")
BACK = "◄ Start"
# In row 1, above the columns that a screen shows: their widths in characters.
BACK_ROW, SCREEN = 1, 150.0


class Kind(StrEnum):
    """What a sheet is for, by which sheets are ordered and their tabs coloured."""

    READ = "The plan"
    PAPER = "The paper"
    FACTS = "Facts, each with its source"
    WORKINGS = "Workings"


TAB_COLOURS = {
    Kind.READ: "1F4E79",
    Kind.PAPER: "7030A0",
    Kind.FACTS: "548235",
    Kind.WORKINGS: "7F7F7F",
}


class InExport(Enum):
    """What becomes of a sheet when a planner is exported."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    # Left out of a frozen copy, in which no formula needs it.
    FOR_FORMULAS = "hidden, or left out"


IN_EXPORT = {
    Kind.READ: InExport.SHOWN,
    Kind.PAPER: InExport.FOR_FORMULAS,
    Kind.FACTS: InExport.HIDDEN,
    Kind.WORKINGS: InExport.FOR_FORMULAS,
}


class Plan:
    """A workbook under construction; `plan[Planner]` is its sheet of that class.

    Attributes
    ----------
    book : Book
    edition : Native or Addin
    kinds : mapping of type to Kind
        The sheets in the order in which they stand, the first being the start.
    specs : mapping
        Every input of every sheet, by key.
    values : mapping
        Their values.
    inputs : dict
        The cells of the inputs that have been written, by key.
    exported, frozen : bool
        Whether it is for readers; and whether it is saved with numbers in place of formulas.
    fingerprint : str
        A short number made from the inputs and the version.
    """

    def __init__(
        self,
        book: Book,
        edition: Edition,
        kinds: Mapping[type[PlanSheet], Kind],
        specs: Mapping[str, InputSpec],
        values: Inputs,
        *,
        exported: bool = False,
        frozen: bool = False,
    ) -> None:
        self.book, self.edition, self.kinds = book, edition, kinds
        self.specs, self.values = specs, values
        self.exported, self.frozen = exported, frozen
        self.fingerprint = fingerprint(values, __version__)
        self.inputs: dict[str, Expression] = {}
        self.sheets: dict[type[PlanSheet], PlanSheet] = {}
        self.begun: set[type[PlanSheet]] = set()

    def open(self, kind: type[S]) -> S:
        """The sheet of a kind with its inputs; the first use makes it."""
        if kind not in self.sheets:
            self.sheets[kind] = kind(self)
            self.sheets[kind].write_inputs()
        return cast(S, self.sheets[kind])

    def __getitem__(self, kind: type[S]) -> S:
        """The sheet of a kind; the first use writes it."""
        sheet = self.open(kind)
        if kind not in self.begun:
            self.begun.add(kind)
            sheet.write()
        return sheet

    @property
    def shown(self) -> list[type[PlanSheet]]:
        """The sheets that whoever opens the workbook sees, and to which links may lead."""
        return [
            sheet
            for sheet in self.kinds
            if not sheet.hidden and (not self.exported or self.in_export(sheet) is InExport.SHOWN)
        ]

    def in_export(self, sheet: type[PlanSheet]) -> InExport:
        """What becomes of a sheet: what its kind says, unless it says itself."""
        return sheet.in_export or IN_EXPORT[self.kinds[sheet]]

    def prepare_for_readers(self) -> None:
        """Hide, or leave out, what readers have no use for."""
        titles: dict[InExport, list[str]] = {state: [] for state in InExport}
        for sheet in self.kinds:
            titles[self.in_export(sheet)].append(sheet.title)
        for_formulas = titles[InExport.FOR_FORMULAS]
        self.book.hide(titles[InExport.HIDDEN])
        if not self.frozen:
            self.book.hide(for_formulas)
            return
        for written in self.sheets.values():
            written.for_readers()
        self.book.leave_out(for_formulas)


class PlanSheet:
    """The form of every sheet: what it is, what it asks for, and how it is written.

    A sheet uses the cells of another through `self.plan[Other]`. It is entered in the list of
    `xlplanner.workbook.build`, and its inputs come with it.

    Attributes
    ----------
    title, heading, about : str
        On its tab, on top (the title, if empty), and below that.
    about_frozen : str
        What stands below the heading of a frozen copy, if `about` asks to change something.
    widths : sequence of float
        Of its columns, in characters.
    inputs : tuple of InputSpec
        The inputs that it holds.
    editions : tuple of str
        The editions that have it.
    landscape, one_page : bool
        How it is printed.
    in_pack : bool
        Whether it is printed in the pack.
    in_export : InExport, optional
        What becomes of it when a planner is exported, if not what becomes of its kind.
    hidden : bool
        Whether it is hidden, as nobody reads it.
    looks_at_all : bool
        Whether it is written after all others, as it looks at them.
    """

    title: str
    heading: str = ""
    about: str = ""
    about_frozen: str = ""
    widths: Sequence[float] = ()
    inputs: tuple[InputSpec, ...] = ()
    editions: tuple[str, ...] = EDITIONS
    landscape = True
    one_page = False
    in_pack = False
    in_export: InExport | None = None
    hidden = False
    looks_at_all = False

    def __init__(self, plan: Plan) -> None:
        self.plan, self.book, self.edition = plan, plan.book, plan.edition
        self.prepare()
        if plan.frozen:
            self.about = self.about_frozen or self.about
        self.sheet = plan.book.sheet(self.title, self.widths, landscape=self.landscape)
        self.sheet.colour_tab(TAB_COLOURS[plan.kinds[type(self)]])
        if self.one_page:
            self.sheet.worksheet.page_setup.fitToHeight = 1
        if self.hidden:
            self.book.hide([self.title])
        self.sheet.heading(self.heading or self.title, self.about)
        start = next(iter(plan.kinds))
        if not isinstance(self, start):
            self.sheet.link(BACK_ROW, self.back_column(), start.title, BACK)

    def back_column(self) -> int:
        """The last column that a screen shows."""
        ends = accumulate(self.widths)
        return max(1, sum(end <= SCREEN for end in ends))

    def prepare(self) -> None:
        """Set what depends on the data, such as widths."""

    def write_inputs(self) -> None:
        """Write the inputs that other sheets rest on; all come before any `write`."""

    def write(self) -> None:
        """Write the cells."""
        raise NotImplementedError

    def for_readers(self) -> None:
        """Hide what readers of a frozen copy have no use for, as rows without an entry."""
