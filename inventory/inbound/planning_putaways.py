"""Putaways follow receiving: one is made where goods arrive there, and shrinks as they leave.

Both look at the moves of the draft, whatever command made them, so that no verb has to think of it.
"""

from collections import defaultdict
from decimal import Decimal
from itertools import count
from typing import Final

from inventory.bookkeeping.walk import FIRST_ON_THE_WALK
from inventory.commands import BaseCommand, ReceiveStock
from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.putaway import Putaway, PutawayLine
from inventory.draft import Draft
from inventory.inbound.choosing_bins import BinChooser
from inventory.inbound_commands import BuildKit, ReceiveTransfer, SettleRejection, UnbuildKit
from inventory.item import Item
from inventory.location import Location, LocationKind
from inventory.missing_goods import Missing, give_up
from inventory.people import IMPORT
from inventory.quantity import ZERO
from inventory.return_commands import InspectReturn
from inventory.stepping import put_document, the
from inventory.stock_key import StockKey

ARRIVALS: Final[tuple[type[BaseCommand], ...]] = (
    ReceiveStock,
    BuildKit,
    UnbuildKit,
    SettleRejection,
    ReceiveTransfer,
    InspectReturn,
)
"""What brings goods to a dock that belong into a bin; what a count finds there is no arrival, and what
an import brings in was put away long ago."""


def plan_putaway(draft: Draft) -> None:
    """Have what a draft brought into receiving put away, one document for all of it."""
    if not isinstance(draft.command, ARRIVALS) or draft.command.actor == IMPORT:
        return
    arrived = _arrived(draft)
    if not arrived:
        return
    chooser, lines, numbers = BinChooser(draft), list[PutawayLine](), count(1)
    for key, quantity in arrived.items():
        item, dock = the(draft, Item, key.item), the(draft, Location, key.location)
        for choice in chooser.choose(item, key.lot, quantity, dock):
            line = PutawayLine(
                number=next(numbers),
                item=key.item,
                lot=key.lot,
                location=key.location,
                quantity=choice.quantity,
                proposed=choice.bin,
                why=choice.why,
            )
            lines.append(line)
    put_document(
        draft,
        Putaway(
            number=draft.next_number(Putaway, "PA"),
            receipt=draft.id,
            purchase_order=_purchase_order(draft),
            lines=tuple(lines),
            planned_on=draft.today,
            planned_by=draft.command.actor,
        ),
    )


def settle_putaways(draft: Draft) -> None:
    """Let lines go whose goods left receiving another way, the oldest first.

    What never belonged to a putaway is taken to be what left, so far as it goes.
    """
    left = _left(draft)
    if not left:
        return
    for known in list(draft.book.open(Putaway)):
        putaway = draft.current(Putaway, known.number)
        if putaway is not None:
            _shrink(draft, putaway, left)


def waiting_at(draft: Draft) -> dict[StockKey, Decimal]:
    """Return how much of each balance waits to be put away, as the draft leaves it so far."""
    waiting: defaultdict[StockKey, Decimal] = defaultdict(lambda: ZERO)
    for known in draft.book.open(Putaway):
        putaway = draft.current(Putaway, known.number)
        for line in putaway.lines if putaway else ():
            waiting[StockKey(line.item, line.location, line.lot)] += line.outstanding
    return dict(waiting)


def _arrived(draft: Draft) -> dict[StockKey, Decimal]:
    """Return what came into receiving and is still there at the end of the draft."""
    found: defaultdict[StockKey, Decimal] = defaultdict(lambda: ZERO)
    for move in draft.moves:
        for place, quantity in ((move.target, move.quantity), (move.source, -move.quantity)):
            if draft.book.kind_of(place) is LocationKind.RECEIVING:
                found[StockKey(move.item, place, move.lot)] += quantity
    docks = {key.location for key in found}
    served = {dock for dock in docks if _has_bins(draft, dock)}
    return {key: n for key, n in found.items() if n > 0 and key.location in served}


def _has_bins(draft: Draft, dock: str) -> bool:
    """Tell whether the site of a dock has bins at all: else goods lie where they belong."""
    site = the(draft, Location, dock).site
    near = draft.book.indexes.walk.near(site, FIRST_ON_THE_WALK)
    places = (draft.book.get(Location, one.code) for one in near)
    return any(
        p and p.is_active and p.site == site and p.kind is LocationKind.STORAGE for p in places
    )


def _purchase_order(draft: Draft) -> str:
    named = dict.fromkeys(move.document for move in draft.moves if move.document)
    return next((n for n in named if draft.current(PurchaseOrder, n)), "")


def _left(draft: Draft) -> Missing:
    """Return by how much more waits than lies there, of what the draft took from receiving."""
    docks = {
        StockKey(move.item, move.source, move.lot)
        for move in draft.moves
        if draft.book.kind_of(move.source) is LocationKind.RECEIVING
    }
    if not docks:
        return {}
    waiting = waiting_at(draft)
    excess = {key: waiting.get(key, ZERO) - draft.on_hand(*key) for key in docks}
    return {key: quantity for key, quantity in excess.items() if quantity > 0}


def _shrink(draft: Draft, putaway: Putaway, left: Missing) -> None:
    after = putaway
    for line in putaway.lines:
        key = StockKey(line.item, line.location, line.lot)
        if gone := give_up(left, key, line.outstanding):
            after = after.with_line(line.model_copy(update={"gone": line.gone + gone}))
    if after != putaway:
        put_document(draft, after)
