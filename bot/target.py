"""What a button of a document is about, as its value carries it: which document, and which part.

The value also says by which transaction the message was told. So a second click on the same words is
the same request, while the same button of a message that has changed since is another one.
"""

from dataclasses import dataclass
from typing import Final

SEPARATOR: Final = "|"


@dataclass(frozen=True, slots=True)
class Target:
    """A document's number, one of its parts, and how new the message is.

    Attributes:
        part: number of a stop, line, rule or page; 0 for the whole.
        seen: sequence of the transaction that told the message.
    """

    number: str
    part: int = 0
    seen: int = 0

    @property
    def value(self) -> str:
        return SEPARATOR.join((self.number, str(self.part), str(self.seen)))

    @classmethod
    def read(cls, value: str) -> "Target":
        """Read a button's value.

        Examples:
            >>> Target.read("PK-1|2|57")
            Target(number='PK-1', part=2, seen=57)
        """
        number, part, seen = value.split(SEPARATOR)
        return cls(number, int(part), int(seen))
