"""Pick lists: planned for one order or a wave, claimed by one person, given back or given up."""

from inventory.documents.order import Order
from inventory.documents.pick_list import PickList, PickStatus
from inventory.draft import Draft
from inventory.errors import NothingChanged, TooManyLines
from inventory.order_commands import CancelPick, ClaimPick, PlanPick, ReleasePick
from inventory.order_errors import (
    AlreadyClaimed,
    NothingToPick,
    WrongStep,
)
from inventory.outbound.fetching import finish_order, settle_list, stops_of
from inventory.outbound.stepping import put_order, put_pick_list
from inventory.rights import may
from inventory.stepping import the, the_open

GIVEN_UP = "given_up"
STOPS_MAX = 400
"""Stops of a wave, and of what is recorded at once: a transaction has at most 500 moves."""


def plan_pick_list(draft: Draft, command: PlanPick) -> None:
    """Make a list of everything that is kept in bins for some orders.

    Raises:
        UnknownDocument, WrongStep: an order is not there, or somebody fetches for it already.
        NothingToPick: nothing is kept for some of them.
        TooManyLines: nobody walks so far in one go.
    """
    orders = [the(draft, Order, number) for number in dict.fromkeys(command.orders)]
    for order in orders:
        if order.pick_list or not order.is_open:
            raise WrongStep(
                number=order.number, action="pick", status=order.status, by=order.pick_list
            )
    empty = tuple(o.number for o in orders if not any(line.reserved for line in o.lines))
    if empty:
        raise NothingToPick(orders=empty)
    stops = stops_of(draft, orders)
    if len(orders) > 1 and len(stops) > STOPS_MAX:
        raise TooManyLines(lines=len(stops), most=STOPS_MAX)
    pick_list = PickList(
        number=draft.next_number(PickList, "PK"),
        orders=tuple(order.number for order in orders),
        lines=stops,
        planned_by=draft.command.actor,
    )
    for order in orders:
        put_order(draft, order.model_copy(update={"pick_list": pick_list.number}))
    put_pick_list(draft, pick_list)


def plan_claim(draft: Draft, command: ClaimPick) -> None:
    """Take a list in hand.

    Raises:
        AlreadyClaimed, WrongStep, NothingChanged: as they say.
    """
    pick_list = the_open(draft, PickList, command.number, "claim")
    if pick_list.claimed_by == command.actor:
        raise NothingChanged(what=pick_list.number)
    put_pick_list(draft, claimed(draft, pick_list))


def plan_release(draft: Draft, command: ReleasePick) -> None:
    """Let others have a list; whoever holds it may, and a manager.

    Raises:
        AlreadyClaimed: somebody else holds it.
    """
    pick_list = the_open(draft, PickList, command.number, "release")
    if not pick_list.claimed_by:
        raise NothingChanged(what=pick_list.number)
    is_own = pick_list.claimed_by == command.actor
    if not is_own and not may(draft.book, command.actor, "release_pick_of_others"):
        raise AlreadyClaimed(number=pick_list.number, by=pick_list.claimed_by)
    update = {"claimed_by": "", "status": PickStatus.OPEN}
    put_pick_list(draft, pick_list.model_copy(update=update))


def plan_cancel_pick(draft: Draft, command: CancelPick) -> None:
    """Give up what has not been fetched; it stays reserved."""
    pick_list = the_open(draft, PickList, command.number, "cancel")
    if not any(line.picked for line in pick_list.lines):
        for number in pick_list.orders:
            finish_order(draft, the(draft, Order, number), pick_list)
        put_pick_list(draft, pick_list.model_copy(update={"status": PickStatus.CANCELLED}))
        return
    lines = tuple(
        line.model_copy(update={"is_waiting": False, "reason": GIVEN_UP})
        if line.is_waiting
        else line
        for line in pick_list.lines
    )
    settle_list(draft, pick_list.model_copy(update={"lines": lines}))


def claimed(draft: Draft, pick_list: PickList) -> PickList:
    """Return the list in the actor's hand; whoever begins to fetch has claimed it."""
    actor = draft.command.actor
    if pick_list.claimed_by not in ("", actor):
        raise AlreadyClaimed(number=pick_list.number, by=pick_list.claimed_by)
    return pick_list.model_copy(update={"claimed_by": actor, "status": PickStatus.CLAIMED})
