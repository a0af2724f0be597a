"""Putting away: goods go from receiving to the bin proposed for them, or to another by name."""

from decimal import Decimal
from typing import Final

from inventory.documents.putaway import Putaway, PutawayLine
from inventory.draft import Draft
from inventory.errors import MissingPart, NothingChanged, StockError
from inventory.inbound.choosing_bins import BinChooser
from inventory.inbound.fitting_bins import room_for, takes
from inventory.inbound_commands import ClaimPutaway, PutAway
from inventory.inbound_errors import AlreadyPutAway, WrongBin
from inventory.item import Item
from inventory.lines import place_of
from inventory.location import Location, LocationKind
from inventory.move import MoveKind
from inventory.order_errors import AlreadyClaimed, QuantityOutOfRange, UnknownLine
from inventory.quantity import ZERO
from inventory.rights import may
from inventory.sites import refuse_other_site
from inventory.stepping import put_document, the

BINS: Final = frozenset({LocationKind.STORAGE})
LINES_AT_ONCE: Final = 400
"""A transaction has at most 500 moves."""


def plan_put_away(draft: Draft, command: PutAway) -> None:
    """Put one line away, or all that wait; what cannot go where it should stays, and waits on.

    Raises:
        UnknownDocument, UnknownLine, AlreadyPutAway, AlreadyClaimed: as they say.
        WrongBin, OtherSite, WrongPlace, MissingPart: the bin is none for these goods, or none is
            named.
        QuantityOutOfRange: more than waits.
        Reserved: it is kept for orders where it lies.
    """
    putaway = the(draft, Putaway, command.number)
    lines = _lines_meant(command, putaway)
    _require_hand(draft, putaway)
    if command.line:
        put_document(draft, putaway.with_line(_put(draft, command, lines[0])))
    else:
        put_document(draft, _put_all(draft, command, putaway, lines))


def plan_claim_putaway(draft: Draft, command: ClaimPutaway) -> None:
    """Take a putaway in hand, or let others have it.

    Raises:
        AlreadyPutAway: nothing waits any more.
        AlreadyClaimed: somebody else has it, and the actor is no manager.
        NothingChanged: it is so already.
    """
    putaway = the(draft, Putaway, command.number)
    if not putaway.is_open:
        raise _all_done(putaway)
    holder = command.actor if command.is_claimed else ""
    if putaway.claimed_by == holder:
        raise NothingChanged(what=putaway.number)
    _require_hand(draft, putaway)
    put_document(draft, putaway.model_copy(update={"claimed_by": holder}))


def _require_hand(draft: Draft, putaway: Putaway) -> None:
    is_free = putaway.claimed_by in ("", draft.command.actor)
    if not is_free and not may(draft.book, draft.command.actor, "claim_putaway_of_others"):
        raise AlreadyClaimed(number=putaway.number, by=putaway.claimed_by)


def _lines_meant(command: PutAway, putaway: Putaway) -> list[PutawayLine]:
    if not command.line:
        if command.amount is not None:
            raise UnknownLine(number=putaway.number, line=0)
        waiting = [line for line in putaway.lines if line.outstanding]
        if not waiting:
            raise _all_done(putaway)
        return waiting[:LINES_AT_ONCE]
    line = putaway.line(command.line)
    if line is None:
        raise UnknownLine(number=putaway.number, line=command.line)
    if not line.outstanding:
        raise AlreadyPutAway(
            number=putaway.number,
            line=line.number,
            item=line.item,
            by=line.done_by,
            bins=line.bins,
        )
    return [line]


def _all_done(putaway: Putaway) -> AlreadyPutAway:
    people = dict.fromkeys(line.done_by for line in putaway.lines if line.done_by)
    bins = dict.fromkeys(code for line in putaway.lines for code in line.bins)
    return AlreadyPutAway(
        number=putaway.number, line=0, by=next(iter(people), ""), bins=tuple(bins)
    )


def _put_all(draft: Draft, command: PutAway, putaway: Putaway, lines: list[PutawayLine]) -> Putaway:
    """Return the putaway with every line put away that can be; refuse if none can."""
    refused: list[tuple[PutawayLine, StockError]] = []
    for line in lines:
        try:
            putaway = putaway.with_line(_put(draft, command, line))
        except StockError as error:
            refused.append((line, error))
    if len(refused) == len(lines):
        raise refused[0][1]
    for line, why in refused:
        if isinstance(why, WrongBin) and not command.target:
            putaway = putaway.with_line(_proposed_anew(draft, putaway, line))
    return putaway


def _proposed_anew(draft: Draft, putaway: Putaway, line: PutawayLine) -> PutawayLine:
    """Return a line whose bin has filled up meanwhile with another that has room for all of it."""
    item, dock = the(draft, Item, line.item), the(draft, Location, line.location)
    chooser = BinChooser(draft, putaway.number)
    choice = chooser.choose_one(item, line.lot, line.outstanding, dock)
    return line.model_copy(update={"proposed": choice.bin, "why": choice.why})


def _put(draft: Draft, command: PutAway, line: PutawayLine) -> PutawayLine:
    """Move goods of a line to their bin; return the line as it stands then."""
    item = the(draft, Item, line.item)
    quantity = _quantity(draft, command, item, line)
    code = command.target or line.proposed
    if not code:
        raise MissingPart(verb="put_away", part="location")
    place = place_of(draft, "put_away", code, kinds=BINS)
    _require_fitting(draft, command, line, place, quantity)
    draft.move(
        MoveKind.PUTAWAY,
        item,
        quantity,
        line.location,
        place.code,
        lot=line.lot,
        document=command.number.strip().upper(),
    )
    done = {
        "done": line.done + quantity,
        "bins": tuple(dict.fromkeys((*line.bins, place.code))),
        "done_by": command.actor,
    }
    return line.model_copy(update=done)


def _quantity(draft: Draft, command: PutAway, item: Item, line: PutawayLine) -> Decimal:
    """Return how much is put away; what is kept for orders stays for its pick, if any is free."""
    if command.amount is None:
        free = draft.free(item.sku, line.location, line.lot)
        return min(line.outstanding, free) if free > ZERO else line.outstanding
    quantity = item.in_base_units(command.amount)
    if not ZERO < quantity <= line.outstanding:
        raise QuantityOutOfRange(
            number=command.number,
            item=item.sku,
            quantity=quantity,
            least=ZERO,
            most=line.outstanding,
        )
    return quantity


def _require_fitting(
    draft: Draft, command: PutAway, line: PutawayLine, place: Location, quantity: Decimal
) -> None:
    """Refuse a bin of another site, or one that is not for these goods or has no room.

    A manager who names a bin may have it hold what it is not made for; the answer says so.
    """
    dock, item = the(draft, Location, line.location), the(draft, Item, line.item)
    refuse_other_site(dock, place)
    if command.target and may(draft.book, command.actor, "overfill_bin"):
        return
    if not takes(place, item):
        raise WrongBin(problem="kind", item=item.sku, location=place.code, takes=place.takes)
    room = room_for(draft, place, item)
    if room is not None and room < quantity:
        is_full = place.capacity is not None and place.capacity - draft.load(place.code) < quantity
        problem = "full" if is_full else "too_heavy"
        raise WrongBin(problem=problem, item=item.sku, location=place.code, room=room)
