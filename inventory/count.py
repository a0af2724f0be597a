"""Counting and adjusting: the book is brought to what is there, by moves like any other.

A count says how much is there, an adjustment by how much the book is off; both end as variances.
What is within the tolerance posts at once, the rest waits for somebody else's approval.
"""

from decimal import Decimal

from inventory.approval import Approval, ApprovalStatus, Variance
from inventory.book import StockKey
from inventory.commands import AdjustStock, CountStock, DecideApproval, Line
from inventory.draft import Draft
from inventory.errors import (
    AlreadyDecided,
    MissingPart,
    NotPositive,
    SelfApproval,
    UnknownDocument,
    UnknownReason,
)
from inventory.item import Item
from inventory.lines import lot_at, place_of, plan_lines
from inventory.location import REAL_KINDS
from inventory.move import MoveKind
from inventory.notices import ApprovalNotice
from inventory.people import Role
from inventory.reasons import REASONS
from inventory.rights import require
from inventory.rules import Rules

KINDS = {"count": MoveKind.COUNT, "adjust": MoveKind.ADJUSTMENT}


def plan_count(draft: Draft, command: CountStock) -> None:
    """Compare each line with the book and post the difference."""
    beyond: list[Variance] = []

    def count_line(draft: Draft, line: Line, item: Item) -> None:
        _settle(draft, "count", item, _counted(draft, line, item), beyond)

    plan_lines(draft, command, count_line)
    _ask_approval(draft, "count", beyond)


def plan_adjust(draft: Draft, command: AdjustStock) -> None:
    """Add or take what each line says the book is off by."""
    beyond: list[Variance] = []

    def adjust_line(draft: Draft, line: Line, item: Item) -> None:
        _settle(draft, "adjust", item, _adjusted(draft, line, item), beyond)

    plan_lines(draft, command, adjust_line)
    _ask_approval(draft, "adjust", beyond)


def plan_decision(draft: Draft, command: DecideApproval) -> None:
    """Approve or reject what waits; the requester may only withdraw.

    Raises:
        UnknownDocument, AlreadyDecided, SelfApproval, NotAllowed: as they say.
        NotEnough: goods have left since; reject it and count again.
    """
    approval = draft.book.get(Approval, command.number)
    if approval is None:
        raise UnknownDocument(number=command.number)
    if approval.status is not ApprovalStatus.WAITING:
        raise AlreadyDecided(
            number=approval.number, status=approval.status.value, by=approval.decided_by
        )
    _require_other(draft, command, approval)
    if command.is_approved:
        for variance in approval.variances:
            _post(draft, approval.verb, variance, approval.number)
    status = ApprovalStatus.APPROVED if command.is_approved else ApprovalStatus.REJECTED
    decided = approval.model_copy(
        update={"status": status, "decided_by": command.actor, "note": command.note}
    )
    draft.put(decided)
    draft.tell(ApprovalNotice(approval=decided))


def needs_approval(rules: Rules, variance: Variance, item: Item) -> bool:
    """Tell whether a variance is beyond the tolerance by units, percent or value."""
    off = abs(variance.difference)
    if off > rules.count_tolerance:
        return True
    percent = rules.count_tolerance_percent
    if percent is not None and off * 100 > percent * variance.expected:
        return True
    value = rules.count_tolerance_value
    return value is not None and item.unit_cost is not None and off * item.unit_cost > value


def _counted(draft: Draft, line: Line, item: Item) -> Variance:
    if line.amount is None:
        raise MissingPart(verb="count", part="quantity")
    counted = item.in_base_units(line.amount)
    if counted < 0:
        raise NotPositive(verb="count", item=item.sku, number=line.amount.number)
    return _variance(draft, "count", line, item, counted=counted)


def _adjusted(draft: Draft, line: Line, item: Item) -> Variance:
    if line.amount is None:
        raise MissingPart(verb="adjust", part="quantity")
    change = item.in_base_units(line.amount)
    if not change:
        raise NotPositive(verb="adjust", item=item.sku, number=line.amount.number)
    if not line.reason:
        raise MissingPart(verb="adjust", part="reason")
    variance = _variance(draft, "adjust", line, item, change=change)
    if variance.counted < 0:
        key = StockKey(item.sku, variance.location, variance.lot)
        raise draft.shortage("adjust", item, -change, key)
    return variance


def _variance(
    draft: Draft,
    verb: str,
    line: Line,
    item: Item,
    *,
    counted: Decimal | None = None,
    change: Decimal | None = None,
) -> Variance:
    place = place_of(draft, verb, line.location, kinds=REAL_KINDS)
    lot = lot_at(draft, line, item, place.code)
    expected = draft.on_hand(item.sku, place.code, lot)
    reason = (line.reason or "counted").casefold().replace(" ", "_").replace("-", "_")
    if reason not in REASONS:
        raise UnknownReason(reason=line.reason, known=tuple(REASONS))
    return Variance(
        item=item.sku,
        location=place.code,
        lot=lot,
        expected=expected,
        counted=counted if counted is not None else expected + (change or 0),
        reason=reason,
        note=line.note,
    )


def _settle(
    draft: Draft, verb: str, item: Item, variance: Variance, beyond: list[Variance]
) -> None:
    draft.mention(item.sku, variance.location, variance.lot)
    if needs_approval(draft.book.rules, variance, item):
        beyond.append(variance)
    else:
        _post(draft, verb, variance, "")


def _post(draft: Draft, verb: str, variance: Variance, document: str) -> None:
    """Post a variance as a move from or to the location its reason names."""
    if not variance.difference:
        return
    item = draft.book.item(variance.item)
    if item is None:
        raise UnknownDocument(number=variance.item)
    other = REASONS[variance.reason]
    is_gain = variance.difference > 0
    source, target = (other, variance.location) if is_gain else (variance.location, other)
    draft.move(
        KINDS[verb],
        item,
        abs(variance.difference),
        source,
        target,
        lot=variance.lot,
        reason=variance.reason,
        document=document,
        note=variance.note,
    )


def _ask_approval(draft: Draft, verb: str, variances: list[Variance]) -> None:
    if not variances:
        return
    approval = Approval(
        number=draft.next_number(Approval, "AP"),
        verb=verb,
        variances=tuple(variances),
        requested_by=draft.command.actor,
        place=draft.command.place,
    )
    draft.put(approval)
    draft.tell(ApprovalNotice(approval=approval))


def _require_other(draft: Draft, command: DecideApproval, approval: Approval) -> None:
    is_requester = command.actor == approval.requested_by
    if is_requester and not command.is_approved:
        return
    require(draft.book, command.actor, "decide_approval")
    if is_requester:
        others = draft.book.people_with(Role.MANAGER)
        who = tuple(user for user in others if user != command.actor)
        raise SelfApproval(actor=command.actor, number=approval.number, who=who)
