"""Which labels somebody asks for: by item, lot and serial numbers, or bins by name and pattern."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Final

from pydantic import Field

from inventory.bin_codes import bins_like, is_pattern
from inventory.book import Book
from inventory.carriage.check_digits import gs1_check_digit
from inventory.errors import LotRefused, NotPositive, UnknownItem, UnknownLocation, UnknownLot
from inventory.inbound_errors import LabelsRefused, SerialsRefused
from inventory.item import Item
from inventory.location import Location, LocationKind
from inventory.lot import Lot
from inventory.lots.serials import folded, serials_of
from inventory.papers.stock_label import (
    LABELS_A_PAGE,
    LABELS_MAX,
    BinLabel,
    Copies,
    GoodsLabel,
    ItemLabel,
    LabelCode,
    LabelSheet,
    LabelSize,
    LotLabel,
    SerialLabel,
    StockLabel,
)
from inventory.quantity import Quantity
from inventory.record import Record
from inventory.transaction import Transaction

GTIN_LENGTHS: Final = (8, 12, 13, 14)
GTIN_DIGITS: Final = 14
COPIES_PROPOSED_MAX: Final = 100


class LabelLine(Record):
    """One line of what is asked for.

    Attributes:
        names: items or bins; `B-*` is every bin whose code fits, `A-01..A-12` those between.
        bins: likewise, where it is said that they are bins.
        lot: of the item, for a label of the lot.
        serials: for a label a piece, as people write them: `100-119`.
        holds: how many each label is about, as on a carton.
        copies: of each label.
    """

    names: tuple[str, ...] = ()
    bins: tuple[str, ...] = ()
    lot: str = ""
    serials: str = ""
    holds: Quantity | None = None
    copies: int = Field(1, ge=1)


class LabelRequest(Record):
    """Labels as asked for; None leaves a part to the house rules."""

    lines: tuple[LabelLine, ...]
    size: LabelSize | None = None
    code: LabelCode | None = None
    start: int = Field(1, ge=1)


def sheet_of(book: Book, request: LabelRequest) -> LabelSheet:
    """Make the labels that somebody asks for.

    Raises:
        UnknownItem, UnknownLocation, UnknownLot, LotRefused, SerialsRefused, NotPositive: as they
            say.
        LabelsRefused: nothing to print, too much, or a place the sheet does not have.
    """
    size = request.size or book.rules.label_size
    places = LABELS_A_PAGE[size]
    if request.start > places:
        raise LabelsRefused(problem="start", most=places, size=size.value)
    labels = tuple(one for line in request.lines for one in _copies(book, line))
    if not labels:
        raise LabelsRefused(problem="nothing")
    count = sum(one.copies for one in labels)
    if count > LABELS_MAX:
        raise LabelsRefused(problem="too_many", count=count, most=LABELS_MAX)
    code = request.code or book.rules.label_code
    return LabelSheet(size=size, code=code, start=request.start, labels=labels)


def labels_for(book: Book, transaction: Transaction) -> LabelRequest:
    """Return what to stick on goods that came in: one label a unit of each item and lot.

    What was rejected gets none.
    """
    came: dict[tuple[str, str], Decimal] = {}
    for move in transaction.moves:
        target = book.kind_of(move.target)
        is_kept = target.is_real and target is not LocationKind.QUARANTINE
        if is_kept and not book.kind_of(move.source).is_real:
            key = (move.item, move.lot)
            came[key] = came.get(key, Decimal(0)) + move.quantity
    pieces: dict[str, list[str]] = {}
    lines: list[LabelLine] = []
    for (sku, lot), quantity in came.items():
        item = book.get(Item, sku)
        if item and item.is_serial:
            pieces.setdefault(sku, []).append(lot)
        else:
            copies = _copies_for(item, quantity)
            lines.append(LabelLine(names=(sku,), lot=lot, copies=copies))
    lines += [LabelLine(names=(sku,), serials=folded(lots)) for sku, lots in pieces.items()]
    return LabelRequest(lines=tuple(lines))


def _copies_for(item: Item | None, quantity: Decimal) -> int:
    """Return a label a piece, up to a roll's worth; one for goods that are measured."""
    is_counted = item is not None and not item.is_fractional
    return max(1, min(int(quantity), COPIES_PROPOSED_MAX)) if is_counted else 1


def gtin_of(item: Item) -> str:
    """Return the first of its barcodes that is a GTIN, with 14 digits; empty for none."""
    for code in item.barcodes:
        is_number = code.isascii() and code.isdigit() and len(code) in GTIN_LENGTHS
        if is_number and gs1_check_digit(code[:-1]) == code[-1]:
            return code.zfill(GTIN_DIGITS)
    return ""


def _copies(book: Book, line: LabelLine) -> Iterator[Copies]:
    if line.holds is not None and line.holds <= 0:
        raise NotPositive(verb="label", item=" ".join(line.names), number=line.holds)
    bins: list[Location] = []
    goods: list[Item] = []
    for name in line.names:
        if found := _item(book, name):
            goods.append(found)
        else:
            bins += _bins(book, name)
    if (line.lot or line.serials) and len(goods) != 1:
        raise LabelsRefused(problem="which_item")
    for name in line.bins:
        bins += _bins(book, name)
    labels: list[StockLabel] = [one for item in goods for one in _of_goods(book, item, line)]
    labels += [BinLabel(code=one.code, name=one.name, site=one.site) for one in _once(bins)]
    return (Copies(label=label, copies=line.copies) for label in labels)


def _item(book: Book, name: str) -> Item | None:
    """Return the item a name means; what is no item is a bin.

    Raises:
        UnknownItem: it is neither.
    """
    found = book.item(name)
    if found is None and not is_pattern(name) and book.location(name) is None:
        raise UnknownItem(item=name)
    return found


def _bins(book: Book, name: str) -> list[Location]:
    if found := book.location(name):
        if found.kind.is_real:
            return [found]
        raise UnknownLocation(location=name)
    if not is_pattern(name):
        raise UnknownLocation(location=name)
    bins = bins_like(book, name)
    if not bins:
        raise LabelsRefused(problem="no_bins", pattern=name)
    return bins


def _of_goods(book: Book, item: Item, line: LabelLine) -> Iterable[GoodsLabel]:
    """Return one label of the item or its lot, or one a serial number.

    Raises:
        SerialsRefused, UnknownLot, LotRefused: as they say.
    """
    about = {"sku": item.sku, "name": item.name, "gtin": gtin_of(item)}
    if line.serials or (line.lot and item.is_serial):
        if not item.is_serial:
            raise SerialsRefused(problem="not_serial", item=item.sku)
        serials = serials_of(line.serials, item.sku) if line.serials else (line.lot,)
        known = {one: book.lot(item.sku, one) for one in serials}
        return [
            SerialLabel(**about, serial=serial, expires_on=lot.expires_on if lot else None)
            for serial, lot in known.items()
        ]
    counted = {"unit": item.unit, "quantity": line.holds}
    if not line.lot:
        return [ItemLabel.model_validate({**about, **counted})]
    if not item.is_lot_tracked:
        raise LotRefused(problem="not_tracked", item=item.sku, lot=line.lot)
    lot = _lot(book, item, line.lot)
    return [
        LotLabel.model_validate({**about, **counted, "lot": lot.code, "expires_on": lot.expires_on})
    ]


def _lot(book: Book, item: Item, code: str) -> Lot:
    """Return the lot that a code names, also where it differs in upper and lower case only."""
    if exact := book.lot(item.sku, code):
        return exact
    known = sorted({lot for (_, lot) in book.balances(item.sku) if lot})
    alike = [one for one in known if one.casefold() == code.casefold()]
    found = book.lot(item.sku, alike[0]) if len(alike) == 1 else None
    if found is None:
        raise UnknownLot(item=item.sku, lot=code, known=tuple(known))
    return found


def _once(bins: Iterable[Location]) -> Iterable[Location]:
    return {one.code: one for one in bins}.values()
