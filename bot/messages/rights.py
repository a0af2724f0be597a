"""Refusals about who may do what, and when: roles, second opinions, closed books."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from bot.messages.figures import amount, number, unit_of
from bot.messages.text import Line, Part, line, who
from inventory import errors
from inventory.book import Book
from inventory.documents.approval import Approval
from inventory.people import Role
from inventory.quantity import ZERO

ACTIONS: Final = {
    "look": "look at stock",
    "see_value": "see what stock is worth",
    "see_accuracy": "see how right the book was, and what was lost",
    "undo_of_others": "take back what others posted",
    "back_date": "post for another day",
    "decide_approval": "approve counts and adjustments",
    "decide_unsigned": "approve what somebody counted in the sheet, and it may have been any manager",
    "decide_proposal": "decide on orders",
    "move_set_aside": "move goods out of returns or quarantine without inspecting or settling them",
    "place_order": "take an order",
    "change_order": "change an order",
    "cancel_order": "cancel an order",
    "reserve_orders": "reserve goods for orders",
    "substitute_item": "send another item",
    "plan_pick": "make a pick list",
    "claim_pick": "claim a pick list",
    "release_pick": "release a pick list",
    "record_pick": "pick",
    "cancel_pick": "give up a pick list",
    "check_line": "check a shipment",
    "tick_rule": "tick a packing rule",
    "pack_shipment": "pack a shipment",
    "unpack_shipment": "unpack a shipment",
    "ship_shipment": "ship",
    "record_progress": "say where a shipment is",
    "resend_letter": "send a letter again",
    "print_paper": "print a paper again",
    "print_labels": "print labels",
    "set_lot_status": "hold or release a lot",
    "build_kit": "build kits",
    "unbuild_kit": "take kits apart",
    "claim_putaway_of_others": "take over what others put away",
    "overfill_bin": "put more into a bin than it holds",
    "issue_credit": "credit an invoice",
    "want_label": "buy a label",
    "put_away": "put goods away",
    "claim_putaway": "take a putaway in hand",
    "transfer": "send goods to another site",
    "receive_transfer": "receive a transfer",
    "lose_in_transit": "write off so much that did not arrive",
    "place_purchase": "order goods",
    "approve_purchase": "approve a purchase order",
    "send_purchase": "send a purchase order",
    "close_purchase": "close a purchase order",
    "cancel_purchase": "cancel a purchase order",
    "cancel_purchase_of_others": "cancel what others ordered or what is approved",
    "change_purchase": "change a purchase order",
    "take_short_dated": "take in what keeps for too short a time",
    "settle_rejection": "decide what becomes of rejected goods",
    "plan_count": "plan a count",
    "schedule_counts": "schedule counts",
    "claim_count": "take a count in hand",
    "claim_count_of_others": "take over what others count",
    "enter_count": "count",
    "assign_recount": "have lines counted again",
    "move_found": "move goods to where they were found",
    "settle_unknown": "say what unknown goods are",
    "set_cause": "say why a count was off",
    "close_count": "close a count",
    "cancel_count": "cancel a count",
    "cancel_count_of_others": "cancel a count that somebody else planned, or that has begun",
    "announce_return": "allow a return",
    "receive_return": "take in a return",
    "inspect_return": "inspect returned goods",
    "override_return": "take back what came late or was never shipped",
    "override_disposition": "restock what is not meant to be restocked",
    "make_good": "refund or replace returned goods",
    "close_return": "close a return",
    "cancel_return": "cancel a return",
    "reject_stock": "reject goods in stock",
    "start_recall": "recall lots",
    "widen_recall": "add lots to a recall",
    "continue_recall": "go on with a recall",
    "notify_recall": "write to the customers of a recall",
    "record_recall_reply": "note what customers say about a recall",
    "name_returned": "say whose recalled goods came back",
    "remind_recalls": "remind customers of a recall",
    "decide_held": "decide what becomes of recalled goods",
    "close_recall": "close a recall",
    "lift_recall": "lift a recall",
    "keep_forecasts": "compute forecasts",
    "decide_review": "decide by which figures is bought",
    "acknowledge_alert": "take care of alerts",
    "snooze_proposal": "put proposals off",
    "snooze_alert": "put alerts off",
    "handle_alert": "say that an alert is seen to",
    "subscribe": "have a channel hear of alerts",
    "unsubscribe": "have a channel hear of no more alerts",
}
"""Kind of a command -> what somebody wanted to do."""


def not_allowed(error: errors.NotAllowed, book: Book) -> Line:
    """Word what goes beyond somebody's role."""
    action = ACTIONS.get(error.action, error.action.replace("_", " "))
    has = "no role" if error.has == "none" else f"the role {error.has}"
    start = f"To {action} takes the role {error.needs}; "
    if error.is_named:
        return line(start, who(error.actor), f" has {has}. ", _name_another(error.who, book))
    return line(f"{start}you have {has}. ", ask(error.who, book))


def other_duty(error: errors.OtherDuty, book: Book) -> Line:
    """Word what an operator is not kept to."""
    duty, has = error.duty.capitalize(), ", ".join(error.has)
    if error.is_named:
        start = line(f"{duty} is not among the duties of ", who(error.actor), f" ({has}). ")
        return line(start, _name_another(error.who, book))
    return line(f"{duty} is not among your duties ({has}). ", ask(error.who, book))


def self_approval(error: errors.SelfApproval, book: Book) -> Line:
    """Word an approval of one's own request, or of what one has counted."""
    approval = book.get(Approval, error.number)
    if approval and error.actor != approval.requested_by:
        start = f"You have counted what {error.number} is about: somebody else decides. "
        return line(start, ask(error.who, book))
    return line(f"{error.number} is your own: somebody else decides. ", ask(error.who, book))


UNDONE: Final = "undone"

STANDS_IN_THE_WAY: Final = {
    "stock_gone": (
        "{wanted} of {item} would have to leave {location}, where {left} are left. "
        "Undo what took them first, or adjust."
    ),
    "frozen": "the books are closed up to {by}.",
    "invoiced": (
        "the goods have left with invoice {by}, and a number once given stays. "
        "Take the goods in as a return, and credit the invoice."
    ),
    "recall_written": (
        "customers have been written to about {by}. If the recall is a mistake, lift it: they are "
        "written to that nothing is wrong."
    ),
    "written": (
        "the customer has been written to about {by}. "
        "Take the goods in as a return, and tell the customer."
    ),
    "put_away": "some of what it brought has been put away ({by}). Take that back first.",
    "proposed_again": "the same is proposed by {by}. Decide there.",
    "changed_since": "{by} has changed since{since}.",
    "kept": (
        "what it brought of {item} to {location} is reserved for {by}. "
        "Change or cancel that order first."
    ),
    "credited": (
        "credit note {by} has a number, and a number once given stays. If it was a mistake, tell "
        "whoever keeps your accounts: the customer is charged anew there."
    ),
    "replaced": (
        "it has made {by}. Cancel that order, and the return can be refunded, or replaced anew."
    ),
    "recount": (
        "{by} was told to differ, so who counted it does not take it back: somebody else counts it "
        "once more, or decides. A manager who has not counted it may take it back for you."
    ),
    "only_counted": (
        "it moved nothing, it only put down on {by} what was found. If that was a slip, count the "
        "same bin again; what was told to differ somebody else counts once more."
    ),
    "returned": ("some of what left has come back with {by}. Take that back first, or cancel it."),
}
"""What stands in the way of an undo -> its words."""


def undo_refused(error: errors.UndoRefused, book: Book) -> Line:
    """Word what stands in the way of taking a posting back."""
    if error.problem == UNDONE:
        return line(f"{error.transaction} was taken back already, by {error.by}.")
    is_of_recall = error.problem == "written" and error.by.startswith("RC-")
    problem = "recall_written" if is_of_recall else error.problem
    reason = STANDS_IN_THE_WAY.get(problem, STANDS_IN_THE_WAY["kept"]).format(
        by=error.by or "an order",
        item=error.item,
        location=error.location,
        wanted=amount(error.wanted or ZERO, unit_of(book, error.item)),
        left=number(error.on_hand or ZERO),
        since=f", by {error.since}" if error.since else "",
    )
    return line(f"Cannot take {error.transaction} back: {reason}")


def date_refused(error: errors.DateRefused, _book: Book) -> Line:
    """Word a day that nothing can be posted for."""
    if error.problem == "future":
        return line(f"{error.day} has not come yet. Say a day up to {error.limit}.")
    return line(
        f"The books are closed up to {error.limit}, and {error.day} is not after it. "
        "Choose a later day, or move the freeze date on Settings."
    )


def already_decided(error: errors.AlreadyDecided, _book: Book) -> Line:
    """Word that somebody was quicker."""
    return line(f"{error.number} is decided: {error.status} by ", who(error.by), ".")


def ask(people: Sequence[str], book: Book) -> Line:
    """Say who can help, or who could be given the role."""
    if people:
        return line("Ask ", *_listed(people), ".")
    admins = book.people_with(Role.ADMIN)
    if admins:
        return line("Nobody has it yet: ", *_listed(admins), " can give it on People.")
    return line("Nobody has it yet: whoever keeps the sheet can give it on People.")


def _name_another(people: Sequence[str], book: Book) -> Line:
    """Say whom else a request could name."""
    return line("Name somebody who may: ", *_listed(people), ".") if people else ask(people, book)


def _listed(people: Sequence[str]) -> list[Part]:
    parts: list[Part] = []
    for position, user in enumerate(people[:5]):
        parts += [", " if position else "", who(user)]
    return parts


RIGHT_REFUSALS: Final[tuple[Callable[[Any, Book], Line], ...]] = (
    not_allowed,
    other_duty,
    self_approval,
    undo_refused,
    date_refused,
    already_decided,
)
