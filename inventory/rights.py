"""Who may do what. One table; judged in the decision, at the moment of the click."""

from typing import Final

from inventory.book import Book
from inventory.errors import NotAllowed, OtherDuty
from inventory.people import Duty, Person, Role, is_system

RIGHTS: Final[dict[str, Role]] = {
    "look": Role.VIEWER,
    "see_value": Role.MANAGER,
    "see_accuracy": Role.MANAGER,
    "receive": Role.OPERATOR,
    "move": Role.OPERATOR,
    "move_set_aside": Role.MANAGER,
    "pick": Role.OPERATOR,
    "ship": Role.OPERATOR,
    "count": Role.OPERATOR,
    "return": Role.OPERATOR,
    "adjust": Role.OPERATOR,
    "undo": Role.OPERATOR,
    "undo_of_others": Role.MANAGER,
    "back_date": Role.MANAGER,
    "decide_approval": Role.MANAGER,
    "decide_unsigned": Role.ADMIN,
    "decide_proposal": Role.MANAGER,
    "open": Role.ADMIN,
    "edit_row": Role.ADMIN,
    "propose_reorders": Role.MANAGER,
    "place_order": Role.OPERATOR,
    "change_order": Role.OPERATOR,
    "cancel_order": Role.OPERATOR,
    "reserve_orders": Role.OPERATOR,
    "substitute_item": Role.OPERATOR,
    "plan_pick": Role.OPERATOR,
    "claim_pick": Role.OPERATOR,
    "release_pick": Role.OPERATOR,
    "release_pick_of_others": Role.MANAGER,
    "record_pick": Role.OPERATOR,
    "cancel_pick": Role.OPERATOR,
    "check_line": Role.OPERATOR,
    "tick_rule": Role.OPERATOR,
    "pack_shipment": Role.OPERATOR,
    "unpack_shipment": Role.OPERATOR,
    "ship_shipment": Role.OPERATOR,
    "record_progress": Role.OPERATOR,
    "record_letter": Role.ADMIN,
    "resend_letter": Role.OPERATOR,
    "issue_credit": Role.MANAGER,
    "print_paper": Role.OPERATOR,
    "print_labels": Role.OPERATOR,
    "note_thread": Role.ADMIN,
    "want_label": Role.OPERATOR,
    "record_label": Role.ADMIN,
    "judge_shipments": Role.MANAGER,
    "place_purchase": Role.OPERATOR,
    "change_purchase": Role.OPERATOR,
    "approve_purchase": Role.MANAGER,
    "send_purchase": Role.MANAGER,
    "close_purchase": Role.MANAGER,
    "cancel_purchase": Role.OPERATOR,
    "cancel_purchase_of_others": Role.MANAGER,
    "judge_purchases": Role.MANAGER,
    "judge_returns": Role.MANAGER,
    "take_short_dated": Role.MANAGER,
    "settle_rejection": Role.OPERATOR,
    "set_lot_status": Role.MANAGER,
    "build_kit": Role.OPERATOR,
    "unbuild_kit": Role.OPERATOR,
    "put_away": Role.OPERATOR,
    "claim_putaway": Role.OPERATOR,
    "claim_putaway_of_others": Role.MANAGER,
    "overfill_bin": Role.MANAGER,
    "transfer": Role.OPERATOR,
    "receive_transfer": Role.OPERATOR,
    "lose_in_transit": Role.MANAGER,
    "plan_count": Role.OPERATOR,
    "schedule_counts": Role.MANAGER,
    "claim_count": Role.OPERATOR,
    "claim_count_of_others": Role.MANAGER,
    "enter_count": Role.OPERATOR,
    "assign_recount": Role.MANAGER,
    "move_found": Role.OPERATOR,
    "settle_unknown": Role.MANAGER,
    "set_cause": Role.OPERATOR,
    "close_count": Role.MANAGER,
    "cancel_count": Role.OPERATOR,
    "cancel_count_of_others": Role.MANAGER,
    "announce_return": Role.OPERATOR,
    "receive_return": Role.OPERATOR,
    "inspect_return": Role.OPERATOR,
    "override_return": Role.MANAGER,
    "override_disposition": Role.MANAGER,
    "make_good": Role.MANAGER,
    "close_return": Role.OPERATOR,
    "cancel_return": Role.OPERATOR,
    "reject_stock": Role.OPERATOR,
    "start_recall": Role.MANAGER,
    "widen_recall": Role.MANAGER,
    "continue_recall": Role.MANAGER,
    "notify_recall": Role.MANAGER,
    "record_recall_reply": Role.OPERATOR,
    "name_returned": Role.OPERATOR,
    "remind_recalls": Role.MANAGER,
    "decide_held": Role.MANAGER,
    "close_recall": Role.MANAGER,
    "lift_recall": Role.MANAGER,
    "keep_forecasts": Role.MANAGER,
    "decide_review": Role.MANAGER,
    "snooze_proposal": Role.MANAGER,
    "check_alerts": Role.MANAGER,
    "acknowledge_alert": Role.OPERATOR,
    "snooze_alert": Role.OPERATOR,
    "handle_alert": Role.OPERATOR,
    "subscribe": Role.MANAGER,
    "unsubscribe": Role.MANAGER,
    "keep_weekly_report": Role.MANAGER,
    "report_problems": Role.ADMIN,
    "warn": Role.ADMIN,
}
"""Action -> the least role that may do it."""


DUTIES: Final[dict[str, Duty]] = {
    action: duty
    for duty, actions in {
        Duty.BUYING: ("place_purchase", "change_purchase", "cancel_purchase"),
        Duty.RECEIVING: (
            "receive",
            "put_away",
            "claim_putaway",
            "receive_transfer",
            "settle_rejection",
        ),
        Duty.MOVING: ("move", "adjust", "transfer", "build_kit", "unbuild_kit", "reject_stock"),
        Duty.SELLING: (
            "place_order",
            "change_order",
            "cancel_order",
            "reserve_orders",
            "substitute_item",
        ),
        Duty.PICKING: (
            "pick",
            "plan_pick",
            "claim_pick",
            "release_pick",
            "record_pick",
            "cancel_pick",
        ),
        Duty.CHECKING: ("check_line",),
        Duty.PACKING: ("tick_rule", "pack_shipment", "unpack_shipment", "want_label"),
        Duty.SHIPPING: ("ship", "ship_shipment", "record_progress", "resend_letter"),
        Duty.COUNTING: (
            "count",
            "plan_count",
            "claim_count",
            "enter_count",
            "cancel_count",
            "move_found",
            "set_cause",
        ),
        Duty.RETURNING: (
            "return",
            "announce_return",
            "receive_return",
            "inspect_return",
            "close_return",
            "cancel_return",
            "record_recall_reply",
            "name_returned",
        ),
    }.items()
    for action in actions
}
"""Action of an operator -> the duty it belongs to; what is not named here is every operator's."""


def may(book: Book, actor: str, action: str) -> bool:
    """Tell whether somebody may do something now."""
    if is_system(actor):
        return True
    return book.role_of(actor).includes(RIGHTS[action]) and _is_duty(book, actor, action)


def require(book: Book, actor: str, action: str, *, is_named: bool = False) -> None:
    """Refuse what goes beyond somebody's role or duties.

    Args:
        book: which knows the people.
        actor: who is to do it.
        action: what; see `RIGHTS`.
        is_named: they do not ask for it themselves: a request gives it to them.

    Raises:
        NotAllowed: with the role it takes and who has it.
        OtherDuty: with the duty it takes and who has it.
    """
    if may(book, actor, action):
        return
    needs, has = RIGHTS[action], book.role_of(actor)
    if not has.includes(needs):
        raise NotAllowed(
            actor=actor,
            action=action,
            needs=needs.value,
            has=has.value,
            who=book.people_with(needs),
            is_named=is_named,
        )
    person = book.get(Person, actor)
    raise OtherDuty(
        actor=actor,
        action=action,
        duty=DUTIES[action].value,
        has=tuple(duty.value for duty in person.duties) if person else (),
        who=people_who_may(book, action),
        is_named=is_named,
    )


def people_who_may(book: Book, action: str) -> tuple[str, ...]:
    """Return the users who may do something, sorted."""
    able = book.people_with(RIGHTS[action])
    return tuple(user for user in able if _is_duty(book, user, action))


def _is_duty(book: Book, user: str, action: str) -> bool:
    person = book.get(Person, user)
    return person is None or person.has_duty(DUTIES.get(action))
