"""Transfers: goods leave a bin of one site, travel in transit, and arrive at another.

What travels is on hand and not available. Places without a site are one site of their own.
"""

from collections import defaultdict
from decimal import Decimal
from typing import Final, NamedTuple

from inventory.commands import Line
from inventory.documents.approval import Variance
from inventory.documents.transfer import Transfer, TransferLine, TransferStatus
from inventory.draft import Details, Draft
from inventory.errors import MissingPart, UnknownReason
from inventory.inbound_commands import ReceiveTransfer, TransferStock
from inventory.inbound_errors import OtherSite
from inventory.item import Item
from inventory.lines import place_of, place_with_stock, plan_lines, quantity_of
from inventory.location import Location, LocationKind
from inventory.lots.line_lots import lots_at
from inventory.move import MoveKind
from inventory.order_errors import QuantityOutOfRange, UnknownLine, WrongStep
from inventory.quantity import ZERO, Amount
from inventory.reasons import REASONS
from inventory.rights import require
from inventory.sites import place_at, site_named, sites_of, transit_to
from inventory.stepping import put_transfer, the
from inventory.tolerance import needs_approval

SENT_FROM: Final = frozenset({LocationKind.RECEIVING, LocationKind.STORAGE})
ARRIVES_AT: Final = frozenset(
    {LocationKind.RECEIVING, LocationKind.STORAGE, LocationKind.QUARANTINE}
)
MISSING: Final = "missing"


class _Way(NamedTuple):
    """From where to where, and in which transit location meanwhile."""

    from_site: str
    to_site: str
    transit: str


def plan_transfer(draft: Draft, command: TransferStock) -> None:
    """Send each line to another site; lines of one way are one transfer.

    Raises:
        LineErrors, StockError: of the lines; nothing is sent unless all are good.
    """
    travelling: defaultdict[_Way, list[TransferLine]] = defaultdict(list)
    first, sites = draft.next_number(Transfer, "TR"), sites_of(draft)

    def send_line(draft: Draft, line: Line, item: Item) -> None:
        quantity = quantity_of("transfer", line, item)
        source = place_with_stock(draft, "transfer", line.location, kinds=SENT_FROM)
        site, target = _destination(draft, source, line.target, sites)
        transit = transit_to(draft, source.code, site or source.site)
        way = _Way(source.site, site, transit.code)
        document = _numbered(first, [*travelling, way].index(way))
        for lot, part in lots_at(draft, line, item, source.code, quantity):
            details: Details = {"lot": lot, "document": document, "note": line.note}
            draft.move(MoveKind.TRANSFER, item, part, source.code, transit.code, **details)
            travelling[way].append(
                TransferLine(
                    number=len(travelling[way]) + 1,
                    item=item.sku,
                    lot=lot,
                    source=source.code,
                    target=target,
                    sent=part,
                )
            )

    plan_lines(draft, command, send_line)
    note = next((line.note for line in command.lines if line.note), "")
    for way, lines in travelling.items():
        put_transfer(draft, _transfer(draft, way, tuple(lines), note))


def plan_receive_transfer(draft: Draft, command: ReceiveTransfer) -> None:
    """Take in what has arrived; what will not come goes to the location its reason names.

    Raises:
        UnknownDocument, WrongStep, UnknownLine, QuantityOutOfRange, FractionRefused: as they say.
        OtherSite: the bin is not at the site the goods go to.
        MissingPart: that site has no receiving place, and no bin is named.
        NotAllowed: more is lost than may be written off without a manager.
    """
    transfer = the(draft, Transfer, command.number)
    if not transfer.is_open:
        raise WrongStep(number=transfer.number, action="receive_transfer", status=transfer.status)
    arrived = _arrived(draft, command, transfer)
    for number, quantity in arrived.items():
        line = transfer.line(number)
        if line is not None and quantity:
            transfer = transfer.with_line(_take_in(draft, command, transfer, line, quantity))
    for number in arrived if command.is_rest_lost else ():
        line = transfer.line(number)
        if line is not None and line.outstanding:
            transfer = transfer.with_line(_give_up(draft, command, transfer, line))
    update = {"status": arrived_status(transfer), "received_by": command.actor}
    if command.note:
        update["note"] = command.note
    put_transfer(draft, transfer.model_copy(update=update))


def _destination(
    draft: Draft, source: Location, text: str, sites: tuple[str, ...]
) -> tuple[str, str]:
    """Return the one of all sites that goods go to, and the bin there where one is named."""
    if not text:
        raise MissingPart(verb="transfer", part="target")
    site = site_named(sites, text)
    place = None if site is not None else draft.book.location(text)
    if place is not None:
        place = place_of(draft, "transfer", place.code, kinds=ARRIVES_AT, part="target")
        site = place.site
    if site is None:
        raise OtherSite(problem="unknown_site", location=source.code, target=text, sites=sites)
    if site == source.site:
        others = tuple(one for one in sites if one != site)
        raise OtherSite(problem="same_site", location=source.code, target=text, sites=others)
    return site, place.code if place else ""


def _numbered(first: str, index: int) -> str:
    prefix, _, number = first.rpartition("-")
    return f"{prefix}-{int(number) + index}"


def _transfer(draft: Draft, way: _Way, lines: tuple[TransferLine, ...], note: str) -> Transfer:
    return Transfer(
        number=draft.next_number(Transfer, "TR"),
        from_site=way.from_site,
        to_site=way.to_site,
        transit=way.transit,
        lines=lines,
        sent_by=draft.command.actor,
        sent_on=draft.today,
        note=note,
    )


def _arrived(draft: Draft, command: ReceiveTransfer, transfer: Transfer) -> dict[int, Decimal]:
    """Return what arrived of each line: all that is on its way where nothing is named.

    Raises:
        UnknownLine, QuantityOutOfRange, FractionRefused, MissingPart: as they say.
    """
    if not command.quantities:
        return {line.number: line.outstanding for line in transfer.lines}
    for number, quantity in command.quantities.items():
        line = transfer.line(number)
        if line is None:
            raise UnknownLine(number=transfer.number, line=number)
        if not ZERO <= quantity <= line.outstanding:
            raise QuantityOutOfRange(
                number=transfer.number,
                item=line.item,
                quantity=quantity,
                least=ZERO,
                most=line.outstanding,
            )
        if quantity != line.outstanding:
            the(draft, Item, line.item).in_base_units(Amount(number=quantity))
    if not (any(command.quantities.values()) or command.is_rest_lost):
        raise MissingPart(verb="receive_transfer", part="quantity")
    return dict(command.quantities)


def _take_in(
    draft: Draft,
    command: ReceiveTransfer,
    transfer: Transfer,
    line: TransferLine,
    quantity: Decimal,
) -> TransferLine:
    place = _place_for(draft, command, transfer, line)
    draft.move(
        MoveKind.TRANSFER,
        the(draft, Item, line.item),
        quantity,
        transfer.transit,
        place.code,
        lot=line.lot,
        document=transfer.number,
        note=command.note,
    )
    return line.model_copy(update={"received": line.received + quantity})


def _place_for(
    draft: Draft, command: ReceiveTransfer, transfer: Transfer, line: TransferLine
) -> Location:
    code = command.target or line.target
    if not code:
        dock = place_at(draft, transfer.to_site, LocationKind.RECEIVING)
        code = dock.code if dock else ""
    place = place_of(draft, "receive_transfer", code, kinds=ARRIVES_AT)
    if place.site != transfer.to_site:
        raise OtherSite(
            problem="another_site",
            location=transfer.number,
            target=place.code,
            sites=(transfer.to_site,),
        )
    return place


def _give_up(
    draft: Draft, command: ReceiveTransfer, transfer: Transfer, line: TransferLine
) -> TransferLine:
    """Write off what is still on its way; beyond the tolerance of counts that takes a manager."""
    lost = line.outstanding
    item, reason = the(draft, Item, line.item), command.reason or MISSING
    if reason not in REASONS:
        raise UnknownReason(reason=reason, known=tuple(REASONS))
    variance = Variance(
        item=line.item,
        location=transfer.transit,
        lot=line.lot,
        expected=line.sent,
        counted=line.sent - lost,
        reason=reason,
    )
    if needs_approval(draft.book.rules, variance, item):
        require(draft.book, command.actor, "lose_in_transit")
    draft.move(
        MoveKind.ADJUSTMENT,
        item,
        lost,
        transfer.transit,
        REASONS[reason],
        lot=line.lot,
        reason=reason,
        document=transfer.number,
        note=command.note,
    )
    return line.model_copy(update={"lost": line.lost + lost})


def arrived_status(transfer: Transfer) -> TransferStatus:
    """Return how far a transfer has come, by its lines."""
    is_all_there = not any(line.outstanding for line in transfer.lines)
    return TransferStatus.RECEIVED if is_all_there else TransferStatus.PART_RECEIVED
