"""Where goods of a lot came from, as a tree: receipts and suppliers, and the lots they are made of."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from bot.messages.figures import amount, unit_of
from bot.messages.naming import listed_first
from bot.messages.telling import Telling
from bot.messages.text import Bold, Line, clipped, line
from bot.messages.trace_words import BRANCH, INDENT, lot_name
from inventory.book import Book
from inventory.recalling.origins import Brought, Companion
from inventory.recalling.tracing import Back, Source
from inventory.stock_key import LotKey

RECEIPTS_MAX: Final = 5
COMPANIONS_MAX: Final = 5
BUILDS_MAX: Final = 5
KITS_MAX: Final = 3


def back_lines(trace: Back, root: LotKey, telling: Telling) -> Iterator[Line]:
    """Yield where a lot and everything it is made of came from, each below what it went into."""
    made_of: defaultdict[LotKey, list[Source]] = defaultdict(list)
    for one in trace.lots:
        if one.reached.depth:
            made_of[one.reached.joins[0].target].append(one)
    by_lot = {one.reached.lot: one for one in trace.lots}
    waiting = [by_lot[root]]
    while waiting:
        one = waiting.pop()
        yield from _told(one, telling.book)
        waiting += reversed(made_of[one.reached.lot])


def _told(one: Source, book: Book) -> Iterator[Line]:
    depth, origin = one.reached.depth, one.origin
    inner = INDENT * depth
    if depth:
        yield line(INDENT * (depth - 1), BRANCH, _part(one, book))
    if origin.builds:
        yield line(inner, f"Built here in {listed_first(origin.builds, BUILDS_MAX)}.")
    unit = unit_of(book, origin.lot.item)
    for brought in origin.receipts[:RECEIPTS_MAX]:
        yield line(inner, _came(brought, origin.supplier_lot, unit))
        if brought.companions:
            yield line(inner, f"With it came {_companions(brought.companions, book)}.")
    if (more := len(origin.receipts) - RECEIPTS_MAX) > 0:
        yield line(inner, f"… and {more:,} more receipts: the file names all of them")
    if not (origin.builds or origin.receipts) and origin.lot.code:
        yield line(inner, "Nothing in the book says where it came from.")


def _part(one: Source, book: Book) -> Line:
    name, join = lot_name(book, one.reached.lot), one.reached.joins[0]
    if join.is_apart:
        return line("Came out of ", Bold(name), " that was taken apart")
    much = max(one.reached.shares.values(), default=join.quantity)
    sure = "" if one.reached.is_certain else "at most "
    unclear = "in which of them" if join.is_certain else "whether it is in it"
    which = "" if one.reached.is_certain else f": nobody can tell {unclear}"
    text = f"{sure}{amount(much, unit_of(book, one.reached.lot.item))} of "
    return line("Made of ", text, Bold(name), which)


def _came(brought: Brought, supplier_lot: str, unit: str) -> str:
    much = amount(brought.quantity, unit)
    if brought.is_opening:
        return f"{much} there when the book began ({brought.transaction})."
    document = f" with {clipped(brought.document, 40)}" if brought.document else ""
    of = f" of {clipped(brought.supplier, 40)}" if brought.supplier else ""
    theirs = f", the supplier's lot {clipped(supplier_lot, 60)}" if supplier_lot else ""
    return f"{much} came{document}{of} ({brought.transaction}){theirs}."


def _companions(companions: Sequence[Companion], book: Book) -> str:
    told = [_companion(one, book) for one in companions]
    return listed_first(told, COMPANIONS_MAX, "more lots")


def _companion(one: Companion, book: Book) -> str:
    kits = [lot_name(book, kit) for kit in one.kits]
    went = f", in {listed_first(kits, KITS_MAX)}" if kits else ""
    return f"{lot_name(book, one.lot)} ({amount(one.quantity, unit_of(book, one.lot.item))}{went})"
