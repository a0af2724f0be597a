"""Kits: items that are built of others, by the bill of materials on their row of the tab Items."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_DOWN, Decimal, localcontext

from inventory.book import Book
from inventory.errors import Inactive, UnknownItem
from inventory.item import Item
from inventory.kit_errors import NotAKit
from inventory.location import Location
from inventory.lots.candidates import free_now
from inventory.money import EXACT_DIGITS
from inventory.quantity import DECIMALS_MAX, ONE, ZERO, Quantity
from inventory.record import Record


class KitPart(Record):
    """One component of a kit, and for how many kits it lasts.

    Attributes:
        item: its sku, as the bill of materials has it where there is no such item.
        each: what one kit takes of it, in its `unit`; `free` is what may be taken now.
        lasts_for: so many kits could be built if nothing else were needed.
        problem: unknown, inactive, or empty.
    """

    item: str
    unit: str = ""
    each: Quantity
    free: Quantity = ZERO
    lasts_for: Quantity = ZERO
    problem: str = ""


class KitAnswer(Record):
    """What a kit is made of, and how many of it could be built now.

    Attributes:
        site: where most could be built, since goods of two sites do not meet; empty for the only one.
        parts: in the order of its bill of materials.
        used_in: the kits that this item goes into itself.
    """

    item: Item
    site: str = ""
    parts: tuple[KitPart, ...]
    used_in: tuple[str, ...]

    @property
    def buildable(self) -> Quantity:
        return min((part.lasts_for for part in self.parts), default=ZERO)

    @property
    def limits(self) -> tuple[KitPart, ...]:
        """The components of which more would have to be there to build one more."""
        return tuple(part for part in self.parts if part.lasts_for == self.buildable)


def kit_named(book: Book, text: str) -> Item:
    """Return the kit a text names.

    Raises:
        UnknownItem: there is no such item.
        NotAKit: it is built of nothing, or by a detour of itself.
    """
    item = book.item(text)
    if item is None:
        raise UnknownItem(item=text)
    circle = circle_of(book, item)
    if circle or not item.components:
        raise NotAKit(item=item.sku, circle=circle)
    return item


def refuse_inactive(item: Item) -> None:
    """Refuse an item that is out of use.

    Raises:
        Inactive: it is.
    """
    if not item.is_active:
        raise Inactive(what="item", code=item.sku)


def circle_of(book: Book, item: Item) -> tuple[str, ...]:
    """Return the way from an item over its components back to itself, empty where there is none.

    Args:
        book: where the components are looked up.
        item: as it stands, or as it is about to stand.
    """
    seen: set[str] = set()
    ways: list[tuple[Item, ...]] = [(item,)]
    while ways:
        way = ways.pop()
        for part in _parts_of(book, way[-1], item):
            if part.sku == item.sku:
                return (*(one.sku for one in way), item.sku)
            if part.sku not in seen:
                seen.add(part.sku)
                ways.append((*way, part))
    return ()


def how_built(book: Book, item: Item, on: date) -> KitAnswer:
    """Answer what an item is made of, what it goes into, and how many could be built on a day."""
    used_in = tuple(sorted(kit.sku for kit in book.all(Item) if item.sku in bill_of(book, kit)))
    sites = sorted({place.site for place in book.all(Location) if place.kind.is_available}) or [""]
    answers = (
        KitAnswer(item=item, site=site, parts=_parts(book, item, on, site), used_in=used_in)
        for site in sites
    )
    return max(answers, key=lambda answer: answer.buildable)


def buildable(book: Book, item: Item, on: date) -> Decimal:
    """Return how many of a kit could be built on a day, at the site where it is most."""
    sites = {place.site for place in book.all(Location) if place.kind.is_available} or {""}
    lasts = ([part.lasts_for for part in _parts(book, item, on, site)] for site in sites)
    return max(min(each, default=ZERO) for each in lasts)


def bill_of(book: Book, kit: Item) -> dict[str, Decimal]:
    """Return what one kit takes: sku -> how much; what is not on Items goes by its text."""
    bill: dict[str, Decimal] = {}
    for one in kit.components:
        found = book.item(one.item)
        sku = found.sku if found else one.item
        bill[sku] = bill.get(sku, ZERO) + one.quantity
    return bill


def lasts_for(kit: Item, free: Decimal, each: Decimal) -> Decimal:
    """Return how many kits so much of a component is enough for."""
    step = ONE.scaleb(-DECIMALS_MAX) if kit.is_fractional else ONE
    with localcontext(prec=EXACT_DIGITS):
        return (max(free, ZERO) / each).quantize(step, rounding=ROUND_DOWN)


def _parts(book: Book, kit: Item, on: date, site: str) -> tuple[KitPart, ...]:
    bill = bill_of(book, kit).items()
    return tuple(_part(book, kit, sku, each, on=on, site=site) for sku, each in bill)


def _part(book: Book, kit: Item, sku: str, each: Decimal, *, on: date, site: str) -> KitPart:
    item = book.get(Item, sku)
    if item is None or not item.is_active:
        return KitPart(item=sku, each=each, problem="inactive" if item else "unknown")
    free = free_now(book, sku, on, site)
    return KitPart(
        item=sku, unit=item.unit, each=each, free=free, lasts_for=lasts_for(kit, free, each)
    )


def _parts_of(book: Book, kit: Item, changed: Item) -> Iterator[Item]:
    """Yield the components of a kit; one of the names of a changed item means that one."""
    names = {name.casefold() for name in (changed.sku, *changed.codes)}
    for one in kit.components:
        found = changed if one.item.casefold() in names else book.item(one.item)
        if found is not None:
            yield found
