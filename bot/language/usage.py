"""What can be wrong with a sentence, before anybody looks at the stock.

    UsageError                  the sentence must be corrected; nothing was posted
    +-- UnknownVerb             `/inv recieve`
    +-- StrayWords              words that are no part of the line
    +-- UnknownOption           `lott:L7`
    +-- OptionNotTaken          an option that the verb has no use for
    +-- PartRepeated            the same part twice
    +-- EmptyOption             `lot:` and nothing after it
    +-- QuoteNotClosed
    +-- AmbiguousNumber         `1.200`: 1,200 or 1.2?
    +-- BadNumber, BadDay
    +-- QuantityAlone           a scan that is a number, and nothing that it is of
    +-- NumberNeeded            a step that names no document
    +-- WrongDocument           a document that the verb has no use for
    +-- NoThread                `this`, where nobody knows the thread
    +-- WhichShipment           an order with none or several to choose from
    +-- ReasonMissing           what lets go of something takes a reason
    +-- NotACount               copies: and the like, with no whole number above zero
    +-- OutOfRange              lead: and the like, with what is no number or too large a one
    +-- UnknownChoice           size: and the like, with none of the words they take
    +-- UnknownPerson           for: and nobody on People is called so, or several are
    +-- DaysDiffer              two lines of one block name two days
    +-- BlockErrors             everything wrong in a block, line by line

`fixes` are replacements for the words that are wrong; a person chooses, nobody guesses.
"""

from dataclasses import dataclass


class UsageError(Exception):
    """A sentence that cannot be read."""

    fixes: tuple[str, ...] = ()


@dataclass(unsafe_hash=True)
class UnknownVerb(UsageError):
    """`near` are the verbs it resembles, the nearest first."""

    word: str
    near: tuple[str, ...] = ()


class QuantityAlone(UsageError):
    """A number, and nothing that it is a quantity of."""


@dataclass(unsafe_hash=True)
class StrayWords(UsageError):
    """`words` as typed, in order; a question has no note to put them into."""

    words: tuple[str, ...]
    is_question: bool = False


@dataclass(unsafe_hash=True)
class UnknownOption(UsageError):
    """`fixes` are the nearest options with the value as typed."""

    name: str
    known: tuple[str, ...]
    fixes: tuple[str, ...] = ()


@dataclass(unsafe_hash=True)
class OptionNotTaken(UsageError):
    """`takes` are the options of the verb."""

    verb: str
    name: str
    takes: tuple[str, ...]


@dataclass(unsafe_hash=True)
class PartRepeated(UsageError):
    """`part` is quantity, place, target or an option's name."""

    part: str


@dataclass(unsafe_hash=True)
class EmptyOption(UsageError):
    """`name` is `@`, `>` or an option's name."""

    name: str


@dataclass(unsafe_hash=True)
class QuoteNotClosed(UsageError):
    """`text` is what follows the open quote."""

    text: str


@dataclass(unsafe_hash=True)
class AmbiguousNumber(UsageError):
    """`fixes` are its readings, written so that each has one meaning."""

    text: str
    fixes: tuple[str, ...]


@dataclass(unsafe_hash=True)
class BadNumber(UsageError):
    """`problem` is malformed, not_exact, negative, too_long or no_line."""

    text: str
    problem: str = "malformed"
    fixes: tuple[str, ...] = ()


@dataclass(unsafe_hash=True)
class BadDay(UsageError):
    """A day in no spelling we take; `fixes` are what it might mean."""

    text: str
    fixes: tuple[str, ...] = ()


@dataclass(unsafe_hash=True)
class NumberNeeded(UsageError):
    """`verb` has to be told which document."""

    verb: str


@dataclass(unsafe_hash=True)
class WrongDocument(UsageError):
    """`verb` has no use for `number`."""

    verb: str
    number: str


@dataclass(unsafe_hash=True)
class NoThread(UsageError):
    """`this` was said where no thread is known, or in one that belongs to no order."""

    is_known: bool = False


@dataclass(unsafe_hash=True)
class WhichShipment(UsageError):
    """The order has these shipments in preparation: none, or several."""

    verb: str
    order: str
    shipments: tuple[str, ...]


@dataclass(unsafe_hash=True)
class ReasonMissing(UsageError):
    """Why `number` is to be cancelled."""

    number: str


@dataclass(unsafe_hash=True)
class NotACount(UsageError):
    """`text` as typed for the option `name`, which goes from 1 to `most`."""

    name: str
    text: str
    most: int


@dataclass(unsafe_hash=True)
class OutOfRange(UsageError):
    """`text` as typed for the option `name`, a number from `least` to `most`."""

    name: str
    text: str
    least: str
    most: str


@dataclass(unsafe_hash=True)
class UnknownChoice(UsageError):
    """`text` as typed for the option `name`; `known` are the words it takes."""

    name: str
    text: str
    known: tuple[str, ...]


@dataclass(unsafe_hash=True)
class UnknownPerson(UsageError):
    """`known` are those who could be meant."""

    text: str
    known: tuple[str, ...] = ()


@dataclass(unsafe_hash=True)
class DaysDiffer(UsageError):
    """One command is one day: `days` as ISO dates."""

    days: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One wrong line of a block.

    Attributes:
        number: of the line in what was typed, from 1.
        corrections: the whole line, as it might have been meant.
    """

    number: int
    line: str
    error: UsageError
    corrections: tuple[str, ...] = ()


@dataclass(unsafe_hash=True)
class BlockErrors(UsageError):
    """Every line that cannot be read.

    Attributes:
        lines: how many the block has.
        readable: the other lines as typed, with their numbers, so that what is wrong with them
            can be told as well.
    """

    faults: tuple[Fault, ...]
    lines: int
    readable: tuple[tuple[int, str], ...] = ()
