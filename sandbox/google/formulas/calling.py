"""A function of the catalogue, and one call of it: arguments calculated when, and as, it asks."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from sandbox.google.formulas.coercion import as_text, as_truth, not_a_number, number_in
from sandbox.google.formulas.results import (
    Failure,
    Reference,
    Result,
    Surroundings,
    Table,
    flattened,
)
from sandbox.google.values import ErrorType, ErrorValue, Value

Body: TypeAlias = Callable[["Call"], Result]


@dataclass(frozen=True, slots=True)
class Function:
    """One entry of the catalogue.

    `elementwise` functions take single values, and are run cell by cell where arrays are calculated;
    `arrays` functions have their arguments calculated that way. `most` None sets no limit.
    """

    name: str
    least: int
    most: int | None
    body: Body
    elementwise: bool = False
    arrays: bool = False


class Call:
    """A function at work: its arguments, each calculated at most once, and its surroundings."""

    def __init__(
        self, name: str, arguments: Sequence[Callable[[], Result]], surroundings: Surroundings
    ) -> None:
        self.name = name
        self.surroundings = surroundings
        self._arguments = arguments
        self._results: dict[int, Result] = {}

    def __len__(self) -> int:
        return len(self._arguments)

    def result(self, index: int) -> Result:
        """Argument `index` as calculated, references unread."""
        if index not in self._results:
            self._results[index] = self._arguments[index]()
        return self._results[index]

    def outcome(self, index: int) -> Value:
        """Argument `index` as one value; a failure comes back as its error value."""
        try:
            return self.surroundings.single(self.result(index))
        except Failure as failure:
            return failure.error

    def value(self, index: int, default: Value = None) -> Value:
        """Argument `index` as one value, an error ending the call; `default` if left out."""
        if index >= len(self):
            return default
        value = self.surroundings.single(self.result(index))
        if isinstance(value, ErrorValue):
            raise Failure.of(value)
        return value

    def number(self, index: int, default: float = 0.0) -> float:
        """Argument `index` as a number; a blank is zero, `default` stands for one left out."""
        return self.as_number(self.value(index, default), index)

    def whole(self, index: int, default: int = 0) -> int:
        """Argument `index` as a number without its fraction."""
        return int(self.number(index, default))

    def text(self, index: int, default: str = "") -> str:
        """Argument `index` as text."""
        return as_text(self.value(index, default))

    def truth(self, index: int, *, default: bool = False) -> bool:
        """Argument `index` as a condition."""
        return as_truth(self.value(index, default), self.parameter(index))

    def table(self, index: int) -> Table:
        """Argument `index` as rows of values, errors among them."""
        return self.surroundings.table(self.result(index))

    def reference(self, index: int) -> Reference:
        """Argument `index` as the range it refers to."""
        result = self.result(index)
        if not isinstance(result, Reference):
            raise Failure(ErrorType.N_A, "Argument must be a range.")
        return result

    def as_number(self, value: Value, index: int) -> float:
        """`value` as a number, blaming parameter `index` where it is none."""
        if isinstance(value, ErrorValue):
            raise Failure.of(value)
        if isinstance(value, str):
            read = number_in(value, self.surroundings.locale, self.surroundings.now)
            if read is None:
                raise not_a_number(value, self.parameter(index))
            return read
        return float(value or 0)

    def numbers(self) -> Iterator[float]:
        """The numbers among all arguments: cells that hold none are passed over, errors end it."""
        for index in range(len(self)):
            if isinstance(self.result(index), (Reference, tuple)):
                yield from numbers_in(self.table(index))
            elif self.result(index) is not None:
                yield self.as_number(self.surroundings.single(self.result(index)), index)

    def values(self) -> Iterator[Value]:
        """Every value of every argument, blanks and errors too."""
        for index in range(len(self)):
            yield from flattened(self.table(index))

    def parameter(self, index: int) -> str:
        """How Google's messages name argument `index`."""
        return f"Function {self.name} parameter {index + 1}"


def numbers_in(table: Table) -> Iterator[float]:
    """The numbers of a table, leaving out text, booleans and blanks; an error ends the call."""
    for value in flattened(table):
        if isinstance(value, ErrorValue):
            raise Failure.of(value)
        if isinstance(value, float) or (isinstance(value, int) and not isinstance(value, bool)):
            yield float(value)
