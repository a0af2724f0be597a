"""A trace as a file: one row for everything that happened to any of the lots it reached."""

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final

from bot.answering.asking import neutral
from bot.language.trace_lines import BACK, FORWARD
from bot.messages.figures import unit_of
from inventory.book import Book
from inventory.quantity import ZERO
from inventory.recalling.tracing import Onward, Source, trace_back, trace_forward
from inventory.recalling.walking import Reached
from inventory.stock_key import LotKey

HEADER: Final = (
    "way",
    "step",
    "item",
    "lot",
    "sure",
    "what",
    "quantity",
    "unit",
    "place",
    "document",
    "order",
    "party",
    "other lot",
)
Fact = tuple[str, Decimal, str, str, str, str, str]
"""What, quantity, place, document, order, party and other lot of a row."""


def trace_file(book: Book, lots: Sequence[LotKey], way: str) -> bytes:
    """Return a trace as CSV, forward before back.

    Args:
        book: as it stands.
        lots: those asked about.
        way: forward, back, or empty for both.
    """
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADER)
    if way != BACK:
        for one in trace_forward(book, lots).lots:
            writer.writerows(_rows(book, FORWARD, one.reached, _went(one)))
    if way != FORWARD:
        for source in trace_back(book, lots).lots:
            writer.writerows(_rows(book, BACK, source.reached, _came(source)))
    return out.getvalue().encode("utf-8-sig")


def _rows(book: Book, way: str, reached: Reached, facts: Iterable[Fact]) -> Iterator[list[str]]:
    sure = "yes" if reached.is_certain else "cannot tell which"
    lot = reached.lot
    start = (way, str(reached.depth), lot.item, lot.code, sure)
    unit = unit_of(book, lot.item)
    for what, much, *rest in (*_ways(book, reached), *facts):
        cells = (*start, what, f"{much:f}", unit, *rest)
        yield [neutral(cell) for cell in cells]


def _ways(_book: Book, reached: Reached) -> Iterator[Fact]:
    for join in reached.joins:
        other = join.part if join.kit == reached.lot else join.kit
        what = "taken apart" if join.is_apart else f"joined with, {join.quantity:f} of the part"
        yield what, join.kits, "", " ".join(join.builds), "", "", " ".join(filter(None, other))


def _went(one: Onward) -> Iterator[Fact]:
    where = one.whereabouts
    totals = (
        ("came or built", where.total),
        ("in kits", where.used),
        ("thrown away", where.scrapped),
        ("sent back to the supplier", where.sent_back),
        ("missing when counted", where.lost),
        ("came back beyond what was shipped", where.beyond_shipped),
        ("not accounted for", where.difference if one.reached.lot.code else ZERO),
    )
    for what, much in totals:
        if much:
            yield what, much, "", "", "", "", ""
    for lies in where.lying:
        yield f"here, {lies.kind.value}", lies.quantity, lies.location, "", "", "", ""
    for kept in where.kept:
        what = "kept, picked" if kept.is_picked else "kept"
        yield what, kept.quantity, kept.location, kept.document, kept.order, "", ""
    for sent in where.shipped:
        yield "shipped", sent.quantity, "", sent.document, sent.order, sent.customer, ""
    for back in where.returned:
        yield "came back", back.quantity, "", back.document, back.order, back.customer, ""


def _came(one: Source) -> Iterator[Fact]:
    for build in one.origin.builds:
        yield "built", Decimal(0), "", build, "", "", ""
    for brought in one.origin.receipts:
        what = "there when the book began" if brought.is_opening else "came"
        document = brought.document or brought.transaction
        lot = one.origin.supplier_lot
        yield what, brought.quantity, "", document, brought.transaction, brought.supplier, lot
        for other in brought.companions:
            lots = " ".join(filter(None, other.lot))
            yield "came with it", other.quantity, "", document, brought.transaction, "", lots
