"""Which moves a valuation needs, read from the journal in pages and in the order of the ledger."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import Final

from inventory.location import PRODUCTION
from inventory.move import Move
from inventory.ports import JournalReader, MoveFilter
from inventory.valuation.production import is_productive

PAGE_MOVES: Final = 1_000


def moves_behind(reader: JournalReader, skus: Iterable[str], line: int) -> list[Move]:
    """Return the moves of items up to a line, with those of all goods their value has come from."""
    found = {sku: _moves_of(reader, MoveFilter(item=sku), line) for sku in skus}
    if any(is_productive(m) and m.source == PRODUCTION for moves in found.values() for m in moves):
        for sku in _behind(reader, found, line) - found.keys():
            found[sku] = _moves_of(reader, MoveFilter(item=sku), line)
    return sorted((move for moves in found.values() for move in moves), key=attrgetter("line"))


def ledger(reader: JournalReader, after: int, line: int) -> Iterator[Move]:
    """Yield all moves after a line, up to another."""
    while after < line and (page := reader.ledger_after(after, PAGE_MOVES)):
        yield from (row.move for row in page if row.move.line <= line)
        after = page[-1].move.line


def _behind(reader: JournalReader, skus: Iterable[str], line: int) -> set[str]:
    """Return items with all those that they were built of, or came out of."""
    built = filter(is_productive, _moves_of(reader, MoveFilter(location=PRODUCTION), line))
    sources: defaultdict[str, set[str]] = defaultdict(set)
    for _, moves in groupby(built, attrgetter("transaction")):
        together = list(moves)
        for made in {move.item for move in together if move.source == PRODUCTION}:
            sources[made] |= {move.item for move in together}
    behind = set(skus)
    waiting = list(behind)
    while waiting:
        new = sources[waiting.pop()] - behind
        behind |= new
        waiting += new
    return behind


def _moves_of(reader: JournalReader, wanted: MoveFilter, line: int) -> list[Move]:
    """Return the moves wanted up to a line in the order of the ledger; they are read newest first."""
    newest_first: list[Move] = []
    before = line + 1
    while page := reader.moves(wanted.model_copy(update={"before_line": before}), PAGE_MOVES):
        newest_first += page
        before = page[-1].line
    return newest_first[::-1]
