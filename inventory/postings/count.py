"""Counting and adjusting: the book is brought to what is there, by moves like any other.

A count says how much is there, an adjustment by how much the book is off; both end as variances.
What is within the tolerance posts at once, the rest waits for somebody else's approval.
"""

from collections.abc import Callable
from decimal import Decimal

from inventory.book import StockKey
from inventory.commands import AdjustStock, CountStock, Line
from inventory.documents.approval import Approval, ApprovalStatus, Variance
from inventory.documents.pick_list import Doubt
from inventory.draft import Draft
from inventory.errors import CountedTwice, MissingPart, NotPositive, UnknownReason
from inventory.item import Item
from inventory.lines import lot_at, place_with_stock, plan_lines
from inventory.location import REAL_KINDS
from inventory.notices import ApprovalNotice
from inventory.postings.approving import settle_approval
from inventory.postings.variances import post_variance
from inventory.reasons import REASONS
from inventory.tolerance import needs_approval


def plan_count(draft: Draft, command: CountStock) -> None:
    """Compare each line with the book and post the difference.

    A count tells the whole truth about a balance: what still waits for approval there is settled
    by it, and must not be posted on top.
    """
    beyond: list[Variance] = []
    counted: set[StockKey] = set()

    def count_line(draft: Draft, line: Line, item: Item) -> None:
        variance = _counted(draft, line, item)
        if variance.stock_key in counted:
            raise CountedTwice(**variance.stock_key._asdict())
        counted.add(variance.stock_key)
        _settle(draft, "count", item, variance, beyond)

    plan_lines(draft, command, count_line)
    _supersede(draft, counted)
    _end_doubts(draft, counted)
    _ask_approval(draft, "count", beyond)


def plan_adjust(draft: Draft, command: AdjustStock) -> None:
    """Add or take what each line says the book is off by.

    Lines about one balance are judged by their sum: what is too much for one line is no less so
    in slices.
    """
    beyond: list[Variance] = []
    untouched: dict[StockKey, Decimal] = {}

    def adjust_line(draft: Draft, line: Line, item: Item) -> None:
        variance = _adjusted(draft, line, item)
        first = untouched.setdefault(variance.stock_key, variance.expected)
        judged = variance.model_copy(update={"expected": first})
        _settle(draft, "adjust", item, variance, beyond, judged=judged)

    plan_lines(draft, command, adjust_line)
    _ask_approval(draft, "adjust", beyond)


def _counted(draft: Draft, line: Line, item: Item) -> Variance:
    if line.amount is None:
        raise MissingPart(verb="count", part="quantity")
    counted = item.in_base_units(line.amount)
    if counted < 0:
        raise NotPositive(verb="count", item=item.sku, number=line.amount.number)
    return _variance(draft, line, item, lambda _: counted)


def _adjusted(draft: Draft, line: Line, item: Item) -> Variance:
    if line.amount is None:
        raise MissingPart(verb="adjust", part="quantity")
    change = item.in_base_units(line.amount)
    if not change:
        raise NotPositive(verb="adjust", item=item.sku, number=line.amount.number)
    if not line.reason:
        raise MissingPart(verb="adjust", part="reason")
    variance = _variance(draft, line, item, lambda expected: expected + change)
    if variance.counted < 0:
        raise draft.shortage("adjust", item, -change, variance.stock_key)
    return variance


def _variance(
    draft: Draft, line: Line, item: Item, found: Callable[[Decimal], Decimal]
) -> Variance:
    """Hold what was found, which may depend on what the book expects, against the book."""
    place = place_with_stock(draft, draft.command.kind, line.location, kinds=REAL_KINDS)
    lot = lot_at(draft, line, item, place.code)
    expected = draft.on_hand(item.sku, place.code, lot)
    return Variance(
        item=item.sku,
        location=place.code,
        lot=lot,
        expected=expected,
        counted=found(expected),
        reason=_reason_of(line),
        note=line.note,
    )


def _reason_of(line: Line) -> str:
    reason = (line.reason or "counted").casefold().replace(" ", "_").replace("-", "_")
    if reason not in REASONS:
        raise UnknownReason(reason=line.reason, known=tuple(REASONS))
    return reason


def _settle(
    draft: Draft,
    verb: str,
    item: Item,
    variance: Variance,
    beyond: list[Variance],
    *,
    judged: Variance | None = None,
) -> None:
    draft.mention(item.sku, variance.location, variance.lot)
    if needs_approval(draft.book.rules, judged or variance, item):
        beyond.append(variance)
    else:
        post_variance(draft, verb, variance)


def _supersede(draft: Draft, counted: set[StockKey]) -> None:
    """Take balances that have been counted anew out of the approvals that wait for them."""
    for approval in draft.book.open(Approval):
        left = tuple(v for v in approval.variances if v.stock_key not in counted)
        if not left:
            settle_approval(draft, approval, ApprovalStatus.REJECTED, "counted again")
        elif left != approval.variances:
            shortened = approval.model_copy(update={"variances": left})
            draft.put(shortened)
            draft.tell(ApprovalNotice(approval=shortened))


def _end_doubts(draft: Draft, counted: set[StockKey]) -> None:
    """A bin that was found short may be reserved from again once somebody has counted it."""
    for doubt in draft.book.open(Doubt):
        if StockKey(doubt.item, doubt.location, doubt.lot) in counted:
            draft.put(doubt.model_copy(update={"is_open": False}))


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
