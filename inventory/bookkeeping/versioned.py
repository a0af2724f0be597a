"""An entry as the book keeps it: whole while somebody works on it, folded small once it is done.

A house has thousands of orders that have ended and a few dozen that have not. What is done is kept as
compressed JSON, a hundredth of its size, and unfolded anew whenever somebody asks for it.
"""

import json
import zlib
from typing import Any, Final

from pydantic import TypeAdapter

from inventory.entries import Entry, EntryType

FOLDED_TYPES: Final[frozenset[EntryType]] = frozenset(
    {
        "order",
        "pick_list",
        "shipment",
        "issued_invoice",
        "issued_credit",
        "approval",
        "proposal",
        "purchase_order",
        "rejection",
        "putaway",
        "transfer",
        "cycle_count",
        "last_count",
        "customer_return",
        "recall",
        "forecast",
        "review",
        "stock_alert",
        "digest",
        "weekly_report",
    }
)
"""Entries that grow in number for ever, and are seldom looked at once they are done.

A forecast has seven kilobytes in memory and there is one for every item: it is folded as soon as kept.
"""

ENTRY: Final[TypeAdapter[Entry]] = TypeAdapter(Entry)


class Versioned:
    """An entry as it stands.

    Attributes:
        version: the sequence of the transaction that changed it last.
        position: its place in the order of first appearance among its type, from 0.
        words: of a folded one, what leads to it: kept, so that it need not be unfolded for them.
    """

    __slots__ = ("_kept", "position", "version", "words")

    def __init__(
        self,
        entry: Entry | bytes | None,
        version: int,
        position: int,
        words: tuple[str, ...] = (),
    ) -> None:
        self._kept = entry
        self.version = version
        self.position = position
        self.words = words

    @property
    def entry(self) -> Entry | None:
        """None once it was taken out."""
        if isinstance(self._kept, bytes):
            return ENTRY.validate_json(zlib.decompress(self._kept))
        return self._kept

    @property
    def is_there(self) -> bool:
        """Whether it has not been taken out; nothing is unfolded for that."""
        return self._kept is not None

    @property
    def is_folded(self) -> bool:
        return isinstance(self._kept, bytes)

    @classmethod
    def of_json(
        cls, dumped: object, version: int, position: int, words: tuple[str, ...]
    ) -> "Versioned":
        """Return one that is kept folded, from what `dumped` gave and the words it had."""
        text = json.dumps(dumped, separators=(",", ":")).encode()
        return cls(folded(text), version, position, words)

    def as_done(self) -> "Versioned":
        """Return the same, kept folded."""
        if self._kept is None or isinstance(self._kept, bytes):
            return self
        text = self._kept.model_dump_json().encode()
        words = tuple(getattr(self._kept, "found_by", ()))
        return Versioned(folded(text), self.version, self.position, words)

    def dumped(self) -> Any:  # noqa: ANN401 - as JSON has it
        """Return the entry as plain JSON values."""
        if isinstance(self._kept, bytes):
            return json.loads(zlib.decompress(self._kept))
        return None if self._kept is None else self._kept.model_dump(mode="json")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Versioned):
            return NotImplemented
        mine = (self.version, self.position, self.entry)
        return mine == (other.version, other.position, other.entry)

    def __hash__(self) -> int:
        return hash((self.version, self.position))

    def __repr__(self) -> str:
        return f"Versioned({self.entry!r}, {self.version}, {self.position})"


def folded(text: bytes) -> bytes:
    """Return JSON made small."""
    return zlib.compress(text, level=1)
