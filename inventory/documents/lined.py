"""Documents that consist of numbered lines, each of which may have a row of its own."""

from typing import TYPE_CHECKING, Generic, Self, TypeVar

from inventory.record import Record


class NumberedLine(Record):
    """A line of a document.

    Attributes:
        number: its place on the document, from 1, for ever.
    """

    number: int


L = TypeVar("L", bound=NumberedLine)


class Lined(Record, Generic[L]):
    """A document of lines.

    Every document declares its own fields: they stand in the journal in the order of declaration,
    and those of a base would come first.
    """

    if TYPE_CHECKING:
        number: str
        lines: tuple[L, ...]

    @property
    def key(self) -> str:
        return self.number

    @property
    def part_keys(self) -> tuple[str, ...]:
        """What names its lines, each of which has a row of its own in the workbook."""
        return tuple(f"{self.number}/{line.number}" for line in self.lines)

    def line(self, number: int) -> L | None:
        """Return a line by its number."""
        return next((line for line in self.lines if line.number == number), None)

    def with_line(self, changed: L) -> Self:
        """Return the document with a line in the place of the one of its number."""
        lines = tuple(changed if one.number == changed.number else one for one in self.lines)
        return self.model_copy(update={"lines": lines})
