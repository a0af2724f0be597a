"""Sums by lot and by word: so much of a lot went with that document.

Most lots have a word or two, a few have a hundred thousand. Few words are kept in a tuple, a quarter of
the room of a dict.
"""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from itertools import chain
from typing import Any, Final, Generic, TypeVar

from inventory.quantity import ZERO, trimmed
from inventory.stock_key import LotKey

K = TypeVar("K")

FEW: Final = 4
_COMMON: Final = {number: number for number in map(Decimal, range(1, 1001))}
"""Quantities that recur on every other line: one of each is enough."""


class Flow(Generic[K]):
    """Sums that drop out where they come to nothing.

    A stage keeps by how much it differs. So absorbing it costs what it has changed, however much
    there is below.
    """

    def __init__(self, under: "Flow[K] | None" = None) -> None:
        self._kept: dict[LotKey, tuple[Any, ...] | dict[K, Decimal]] = {}
        self._under = under

    def still(self) -> "Flow[K]":
        """Return the same sums by now; those below are shared."""
        other = Flow(self._under)
        other._kept = {
            lot: dict(kept) if isinstance(kept, dict) else kept for lot, kept in self._kept.items()
        }
        return other

    def add(self, lot: LotKey, word: K, change: Decimal) -> None:
        """Change one sum."""
        kept = self._kept.get(lot, ())
        sums = kept if isinstance(kept, dict) else _unpacked(kept)
        total = trimmed(sums.get(word, ZERO) + change)
        if total:
            sums[word] = _COMMON.get(total, total)
        else:
            sums.pop(word, None)
        if len(sums) > FEW:
            self._kept[lot] = sums
        elif sums:
            self._kept[lot] = tuple(chain.from_iterable(sums.items()))
        else:
            self._kept.pop(lot, None)

    def get(self, lot: LotKey, word: K) -> Decimal:
        """Return one sum."""
        kept = self._kept.get(lot, ())
        sums: dict[K, Decimal] = kept if isinstance(kept, dict) else _unpacked(kept)
        own = sums.get(word, ZERO)
        return own + self._under.get(lot, word) if self._under else own

    def of(self, lot: LotKey) -> dict[K, Decimal]:
        """Return the sums of a lot, in order of first appearance: a copy of one's own."""
        kept = self._kept.get(lot, ())
        sums: dict[K, Decimal] = dict(kept) if isinstance(kept, dict) else _unpacked(kept)
        if self._under is None:
            return sums
        merged = self._under.of(lot)
        for word, change in sums.items():
            merged[word] = trimmed(merged.get(word, ZERO) + change)
        return {word: total for word, total in merged.items() if total}

    def lots(self) -> list[LotKey]:
        """Return the lots that have any, in order of first appearance."""
        own = list(self._kept)
        if self._under is None:
            return own
        everywhere = dict.fromkeys((*self._under.lots(), *own))
        return [lot for lot in everywhere if self.of(lot)]

    def lots_with(self, is_wanted: Callable[[K], bool]) -> list[LotKey]:
        """Return the lots that have a word of some kind: every word is looked at."""
        return [lot for lot in self.lots() if any(map(is_wanted, self.of(lot)))]

    def absorb(self, stage: "Flow[K]") -> None:
        """Take over by how much a stage differs."""
        for lot in stage._kept:
            for word, change in _sums_of(stage, lot):
                self.add(lot, word, change)

    def dumped(self) -> list[list[Any]]:
        """Return it as plain JSON values: item, lot, words and their sums."""
        rows = []
        for lot in self.lots():
            sums = self.of(lot)
            rows.append([*lot, list(sums), list(map(str, sums.values()))])
        return rows

    def load(self, rows: Sequence[Sequence[Any]], read: Callable[[Any], K]) -> None:
        """Take in what `dumped` gave.

        Args:
            rows: as they were.
            read: a word of it -> the word.
        """
        spelled: dict[str, Decimal] = {}
        for item, code, words, quantities in rows:
            sums: dict[K, Decimal] = {}
            for word, text in zip(words, quantities, strict=True):
                if text not in spelled:
                    spelled[text] = Decimal(text)
                sums[read(word)] = spelled[text]
            many = len(sums) > FEW
            self._kept[LotKey(item, code)] = sums if many else (*chain(*sums.items()),)


def _sums_of(flow: Flow[K], lot: LotKey) -> Iterator[tuple[K, Decimal]]:
    kept = flow._kept[lot]
    yield from (kept if isinstance(kept, dict) else _unpacked(kept)).items()


def _unpacked(kept: tuple[Any, ...]) -> dict[Any, Decimal]:
    return dict(zip(kept[::2], kept[1::2], strict=True))
