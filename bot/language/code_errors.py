"""What can be wrong with a scanned code in a sentence.

UsageError
+-- WrongCode           it cannot be read, or its check digit is wrong
+-- UnknownBarcode      no item has it, or several
+-- CodeOfOther         a bin where an item is expected, an item where a bin is
+-- CodeContradicts     the code says one thing, the line another
"""

from dataclasses import dataclass

from bot.language.usage import UsageError


@dataclass(unsafe_hash=True)
class WrongCode(UsageError):
    """`problem` is check_digit or malformed."""

    text: str
    problem: str = "malformed"


@dataclass(unsafe_hash=True)
class UnknownBarcode(UsageError):
    """`number` as it was read; `owners` are the items that share it."""

    number: str
    owners: tuple[str, ...] = ()


@dataclass(unsafe_hash=True)
class CodeOfOther(UsageError):
    """`wanted` is item, bin or lot."""

    text: str
    wanted: str


@dataclass(unsafe_hash=True)
class CodeContradicts(UsageError):
    """`part` is item, lot, expiry or quantity; `typed` and `coded` are what each says."""

    part: str
    typed: str
    coded: str
