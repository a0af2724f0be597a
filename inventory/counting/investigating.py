"""Looking into a variance: what happened to a balance since it was last known to be right."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from inventory.book import Book
from inventory.counting.evidence import Evidence, Suggestion, change_of
from inventory.counting.findings import SETTLED
from inventory.counting.slips import suggestions_of
from inventory.documents.count_words import balance_word
from inventory.documents.cycle_count import CountLine, CycleCount
from inventory.documents.last_count import LastCount, last_count_key
from inventory.errors import UnknownDocument, UnknownItem
from inventory.item import Item
from inventory.move import Move, MoveKind
from inventory.order_errors import UnknownLine
from inventory.ports import JournalReader, MoveFilter
from inventory.quantity import ZERO, Quantity, trimmed
from inventory.record import Record
from inventory.stock_key import StockKey
from inventory.transaction import sequence_of

MOVES_READ: Final = 500
"""Moves of the bin, and of the item elsewhere, that an investigation reads at most."""


class Step(Record):
    """One move of the balance: by how much it changed, and what the book said then."""

    move: Move
    change: Quantity
    balance: Quantity


class GoodCount(Record):
    """When a balance was right: counted, and posted or found so.

    Attributes:
        sequence: of the transaction since which moves matter.
    """

    count: str
    on: date | None = None
    by: str
    counted: Quantity
    sequence: int


class Investigation(Record):
    """A line of a count, with what happened to its balance since it was right.

    Attributes:
        since: the last good count, None where there was none: then from the beginning.
        started_with: what the book said before the first step.
        steps: every move of the balance up to the count, in order.
        suggestions: what it may have been, the strongest clue first.
        is_cut: there are older moves that were not read.
    """

    line: CountLine
    since: GoodCount | None = None
    started_with: Quantity
    steps: tuple[Step, ...]
    suggestions: tuple[Suggestion, ...]
    is_cut: bool = False


def investigate(  # noqa: PLR0913 - each is known or not
    line: CountLine,
    moves: Sequence[Move],
    item: Item,
    *,
    others: Sequence[CountLine] = (),
    unlike: frozenset[str] = frozenset(),
    since: GoodCount | None = None,
    is_cut: bool = False,
) -> Investigation:
    """Return what happened to a line's balance, and what its variance may have come from.

    Args:
        line: as it was counted.
        moves: every move of the item since then, in its bin and elsewhere, oldest first.
        item: whose units somebody may have mixed up.
        others: lines of other balances of the item, counted about the same time.
        unlike: bins of another kind than the line's.
        since: when it was last right.
        is_cut: whether older moves were left out.
    """
    changes = tuple((m, by) for m in moves if (by := change_of(m, line.stock_key)))
    evidence = Evidence(line, changes, tuple(moves), item, tuple(others), unlike)
    started_with = _expected(line) - sum(by for _, by in changes)
    return Investigation(
        line=line,
        since=since,
        started_with=started_with,
        steps=tuple(_steps(started_with, changes)),
        suggestions=tuple(suggestions_of(evidence)),
        is_cut=is_cut,
    )


def look_into(book: Book, reader: JournalReader, number: str, line_number: int) -> Investigation:
    """Read what happened to the balance of a count's line since it was right, and look for slips.

    Raises:
        UnknownDocument, UnknownLine, UnknownItem: there is no such count, line, or item any more.
    """
    count = book.get(CycleCount, number.strip().upper())
    if count is None:
        raise UnknownDocument(number=number)
    line = count.line(line_number)
    if line is None:
        raise UnknownLine(number=count.number, line=line_number)
    item = book.item(line.item)
    if item is None:
        raise UnknownItem(item=line.item)
    since = last_good_count(book, count, line)
    wanted = _by(book, item=item.sku)
    here, is_cut = _read(reader, wanted.model_copy(update={"location": line.location}), since)
    all_of_item, _ = _read(reader, wanted, since)
    moves = {move.line: move for move in (*all_of_item, *here) if _is_before(move, count, line)}
    return investigate(
        line,
        [moves[each] for each in sorted(moves)],
        item,
        others=_counted_with(book, count, line),
        unlike=_unlike(book, line.location, moves.values()),
        since=since,
        is_cut=is_cut,
    )


def _unlike(book: Book, code: str, moves: Iterable[Move]) -> frozenset[str]:
    """Return the bins that moves name and that are of another kind than one of them."""
    here = book.location(code)
    named = {place for move in moves for place in (move.source, move.target)}
    known = (book.location(place) for place in named)
    return frozenset(one.code for one in known if one and here and one.kind is not here.kind)


def look_at(book: Book, reader: JournalReader, key: StockKey) -> Investigation:
    """Read what happened to a balance since it was last counted right, up to now.

    Raises:
        UnknownItem: there is no such item any more.
    """
    item = book.item(key.item)
    if item is None:
        raise UnknownItem(item=key.item)
    last = book.get(LastCount, last_count_key(key))
    since = _remembered(last) if last else None
    wanted = _by(book, item=item.sku, location=key.location, lot=key.lot)
    moves, is_cut = _read(reader, wanted, since)
    line = CountLine(number=0, **key._asdict(), expected=book.on_hand(*key))
    return investigate(line, moves, item, since=since, is_cut=is_cut)


def _expected(line: CountLine) -> Decimal:
    """Return what the book said when the line was counted, or else when it was handed out."""
    return line.tally.expected if line.tally else line.expected or ZERO


def _steps(started_with: Decimal, changes: Iterable[tuple[Move, Decimal]]) -> Iterator[Step]:
    balance = started_with
    for move, change in changes:
        balance = trimmed(balance + change)
        yield Step(move=move, change=change, balance=balance)


def last_good_count(book: Book, count: CycleCount, line: CountLine) -> GoodCount | None:
    """Return when a line's balance was last right before this count, None where it never was."""
    key = line.stock_key
    earlier: GoodCount | None = None
    for sheet in book.found(CycleCount, balance_word(key)):
        if sheet.number == count.number:
            break
        found = sheet.line_of(key)
        if found and found.status in SETTLED and found.tally:
            earlier = _good(sheet, found)
    return earlier


def _remembered(last: LastCount) -> GoodCount:
    return GoodCount(
        count=last.count, on=last.on, by=last.by, counted=last.counted, sequence=last.sequence
    )


def _good(sheet: CycleCount, line: CountLine) -> GoodCount:
    """What moved after a line was handed out moved after it was counted, or it was handed out anew."""
    assert line.tally is not None  # noqa: S101 - only counted lines are good
    posted = sequence_of(line.transaction) if line.transaction else 0
    return GoodCount(
        count=sheet.number,
        on=line.settled_on,
        by=line.tally.by,
        counted=line.tally.quantity,
        sequence=line.asked_at or posted,
    )


def _by(book: Book, **wanted: str) -> MoveFilter:
    """Return a filter of what is in a book: it says how much lies there after these moves."""
    return MoveFilter(before_line=book.line + 1, **wanted)


def _read(
    reader: JournalReader, wanted: MoveFilter, since: GoodCount | None
) -> tuple[list[Move], bool]:
    """Return moves since a good count, oldest first, and whether there were more of them."""
    first = since.sequence if since else 0
    read = reader.moves(wanted, MOVES_READ)
    moves = [move for move in reversed(read) if sequence_of(move.transaction) > first]
    return moves, len(moves) == MOVES_READ


def _is_before(move: Move, count: CycleCount, line: CountLine) -> bool:
    """Tell whether a move was in the book when the line was counted; its own posting was not."""
    is_own = move.kind is MoveKind.COUNT and move.document == count.number
    return not is_own and (line.tally is None or move.recorded_at <= line.tally.at)


def _counted_with(book: Book, count: CycleCount, line: CountLine) -> list[CountLine]:
    """Return the lines of other balances of the item on the sheets of the same run."""
    sheets = {sheet.number: sheet for sheet in book.found(CycleCount, count.run)}
    return [
        other
        for sheet in {**sheets, count.number: count}.values()
        for other in sheet.lines
        if other.item == line.item and other.stock_key != line.stock_key
    ]
