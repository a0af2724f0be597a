"""Where goods of a lot went, as a tree: here, with customers, and in the kits that they went into."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Final

from bot.messages.figures import amount, number, unit_of
from bot.messages.naming import listed, listed_first
from bot.messages.telling import Telling
from bot.messages.text import Bold, Line, clipped, line
from bot.messages.trace_words import (
    BRANCH,
    INDENT,
    facts_text,
    lot_name,
    places_text,
    shares_text,
)
from inventory.quantity import ZERO
from inventory.recalling.keeping import Kept
from inventory.recalling.tracing import Forward, Onward
from inventory.recalling.walking import Reached
from inventory.recalling.whereabouts import Consignee, Whereabouts
from inventory.stock_key import LotKey

CUSTOMERS_MAX: Final = 10
SHIPMENTS_MAX: Final = 3
KEPT_MAX: Final = 5


def forward_lines(trace: Forward, root: LotKey, telling: Telling) -> Iterator[Line]:
    """Yield what became of a lot and of every kit it went into, each below what it is made of."""
    into: defaultdict[LotKey, list[Onward]] = defaultdict(list)
    for one in trace.lots:
        if one.reached.depth:
            into[one.reached.joins[0].source].append(one)
    by_lot = {one.reached.lot: one for one in trace.lots}
    waiting = [by_lot[root]]
    while waiting:
        one = waiting.pop()
        yield from _told(one, telling)
        waiting += reversed(into[one.reached.lot])


def balance_line(where: Whereabouts, unit: str) -> Line:
    """Say what became of all that ever came or was built, and how much of it is accounted for.

    Of a kit without lots only that is known which was built since a lot went into it.
    """
    facts = {
        "here": where.here,
        "in kits": max(where.used, ZERO),
        "with customers": where.outstanding,
        "thrown away": where.scrapped,
        "sent back to the supplier": where.sent_back,
        "not found when counted": max(where.lost, ZERO),
        "more found when counted": max(-where.lost, ZERO),
        "came back beyond what was shipped": where.beyond_shipped,
    }
    how = "built" if where.built and not where.came else "in all"
    rest = facts_text(facts)
    if not where.lot.code:
        return line(f"All of them together: {rest or 'none is left'}.")
    total = f"{amount(where.total, unit)} {how}"
    return line(f"{total}: {rest}." if rest else f"{total}.", _accounted(where))


def _accounted(where: Whereabouts) -> str:
    """Say how much is accounted for, as a drill has to show; the difference is named."""
    if where.total <= 0:
        return ""
    difference = ""
    if where.difference > 0:
        difference = f", {number(where.difference)} missing"
    elif where.difference < 0:
        difference = f", {number(-where.difference)} more than ever came"
    return f" {where.accounted_percent} % accounted for{difference}."


def _told(one: Onward, telling: Telling) -> Iterator[Line]:
    depth, where = one.reached.depth, one.whereabouts
    inner = INDENT * depth
    if depth:
        yield line(INDENT * (depth - 1), BRANCH, _in_kit(one.reached, telling))
        yield line(inner, balance_line(where, unit_of(telling.book, one.reached.lot.item)))
    if where.lying:
        yield line(inner, f"Here: {places_text(where.lying)}.")
    if where.kept:
        yield line(inner, f"Kept for orders: {_kept(where.kept)}.")
    yield from (line(inner, said) for said in _customers(where.consignees, telling))


def _in_kit(reached: Reached, telling: Telling) -> Line:
    book, name = telling.book, lot_name(telling.book, reached.lot)
    join = reached.joins[0]
    share = shares_text(book, reached)
    if join.is_apart:
        return line(Bold(name), f" came out of {lot_name(book, join.kit)} that was taken apart")
    kits = number(join.kits)
    which = "" if reached.is_certain else ": nobody can tell which of them"
    others = [lot_name(book, one.source) for one in reached.joins[1:4]]
    also = f", also by way of {listed(others)}" if others else ""
    return line(f"{share} in {kits} ", Bold(name), f"{which}{also}")


def _kept(kept: Sequence[Kept]) -> str:
    told = [
        f"{number(one.quantity)} at {clipped(one.location, 40)} for {one.order}"
        + (f" ({one.document})" if one.document else "")
        for one in kept[:KEPT_MAX]
    ]
    more = [f"{len(kept) - KEPT_MAX} more"] if len(kept) > KEPT_MAX else []
    return ", ".join([*told, *more])


def _customers(consignees: Sequence[Consignee], telling: Telling) -> Iterator[Line]:
    for one in consignees[:CUSTOMERS_MAX]:
        yield _customer(one, telling)
    if (more := len(consignees) - CUSTOMERS_MAX) > 0:
        yield line(f"• … and {more:,} more customers: the file names all of them")


def _customer(one: Consignee, telling: Telling) -> Line:
    name = telling.customer(one.customer) if one.customer else "Somebody nobody has named"
    if not one.shipped:
        return line("• ", Bold(name), f": sent {number(one.returned)} back")
    with_it = listed_first(one.shipments, SHIPMENTS_MAX)
    orders = f" for {listed(one.orders[:SHIPMENTS_MAX])}" if one.orders else ""
    back = f", {number(one.returned)} of it back" if one.returned else ""
    return line("• ", Bold(name), f": {number(one.shipped)} with {with_it}{orders}{back}")
