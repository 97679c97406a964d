"""Sheet "Lists": a column for each list that inputs are picked from."""

from __future__ import annotations

from xlplanner.expressions.operations import look_up
from xlplanner.expressions.tree import Expression, Name, Reference
from xlplanner.functions.accepts import Number
from xlplanner.functions.named import Named
from xlplanner.reference.records import BITS
from xlplanner.units import Unit
from xlplanner.workbook.grid.book import Sheet
from xlplanner.workbook.inputs import PRECISION, InputSpec
from xlplanner.workbook.plan import PlanSheet

HEADER, FIRST = 4, 5


class Lists(PlanSheet):
    """The sheet; `write_input` writes an input with what it may be."""

    title = "Lists"
    about = "What the lists of the inputs offer"
    hidden = True

    def prepare(self) -> None:
        """Find the lists; inputs that take the same share one."""
        self.picked = {id(spec.accepts): spec for spec in self.plan.specs.values() if spec.options}
        self.widths = [30] * len(self.picked) + [12]

    def write(self) -> None:
        """Write the lists side by side, and the bits of each precision."""
        put = self.sheet.put
        self.ranges: dict[int, Reference] = {}
        for column, (key, spec) in enumerate(self.picked.items(), start=1):
            options = spec.options or []
            noun = spec.accepts.noun if isinstance(spec.accepts, Named) else spec.title
            put(HEADER, column, noun, "header")
            for row, option in enumerate(options, start=FIRST):
                put(row, column, option, "fact")
            self.ranges[key] = self.sheet.range(FIRST, column, options)
        column = 1 + len(self.picked)
        put(HEADER, column, "bits of the precision", "header")
        bits = [float(BITS[precision]) for precision in PRECISION.options]
        for row, number in enumerate(bits, start=FIRST):
            put(row, column, number, "figure", Unit.BITS)
        self._bits = self.sheet.range(FIRST, column, bits)
        self.sheet.freeze(FIRST, 1)

    def of(self, accepts: object) -> Reference:
        """The cells of the list that an input takes."""
        return self.ranges[id(accepts)]

    def bits_of(self, precision: Expression) -> Expression:
        """Bits in which a precision stores a parameter."""
        return look_up(precision, self.of(PRECISION), self._bits)

    def write_input(
        self,
        sheet: Sheet,
        row: int,
        column: int,
        spec: InputSpec,
        prompted: InputSpec | None = None,
    ) -> Name:
        """Write an input with its name, its limits and its value.

        `prompted` is the input whose prompt it shows, if not its own.
        """
        prompt = (prompted or spec).prompt
        value = self.plan.values[spec.key]
        cell = sheet.put(row, column, value, "choice" if spec.options else "input", spec.unit)
        accepts, blank = spec.accepts, spec.optional
        if spec.options:
            sheet.validate_choice(cell.address, self.of(accepts), prompt, blank=blank)
        elif isinstance(accepts, Number):
            sheet.validate_number(
                cell.address,
                accepts.low,
                accepts.high,
                prompt,
                blank=blank,
                letters=spec.takes_letters,
                whole=accepts.whole,
            )
        else:
            sheet.validate_length(cell.address, accepts.longest, prompt)
        name = sheet.name(spec.name, row, column, cell)
        self.plan.inputs[spec.key] = name
        return name
