"""Counting and adjusting: the book is brought to what is there, by moves like any other.

A count says how much is there, an adjustment by how much the book is off; both end as variances.
What is within the tolerance posts at once, the rest waits for somebody else's approval.
"""

from collections.abc import Callable
from decimal import Decimal

from inventory.commands import AdjustStock, CountStock, Line
from inventory.counting.approving import settle_approval
from inventory.counting.variances import post_variance
from inventory.documents.approval import Approval, ApprovalStatus, Variance
from inventory.documents.pick_list import Doubt
from inventory.draft import Draft
from inventory.drafting.refusals import shortage
from inventory.errors import CountedTwice, MissingPart, NotPositive, UnknownReason
from inventory.item import Item
from inventory.lines import place_with_stock, plan_lines
from inventory.location import REAL_KINDS
from inventory.lots.line_lots import lots_counted, serials_named
from inventory.notices import ApprovalNotice
from inventory.quantity import ONE
from inventory.reasons import REASONS
from inventory.stock_key import StockKey
from inventory.tolerance import needs_approval


def plan_count(draft: Draft, command: CountStock) -> None:
    """Compare each line with the book and post the difference.

    A count tells the whole truth about a balance: what still waits for approval there is settled
    by it, and must not be posted on top.
    """
    beyond: list[Variance] = []
    counted: set[StockKey] = set()

    def count_line(draft: Draft, line: Line, item: Item) -> None:
        for variance in _counted(draft, line, item):
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
        for variance in _adjusted(draft, line, item):
            first = untouched.setdefault(variance.stock_key, variance.expected)
            judged = variance.model_copy(update={"expected": first})
            _settle(draft, "adjust", item, variance, beyond, judged=judged)

    plan_lines(draft, command, adjust_line)
    _ask_approval(draft, "adjust", beyond)


def _counted(draft: Draft, line: Line, item: Item) -> list[Variance]:
    """Return what was found of the lot, or of each piece: all of them are there, or none is."""
    counted = _said(draft, line, item)
    if counted < 0:
        raise NotPositive(verb="count", item=item.sku, number=counted)
    each = min(counted, ONE) if item.is_serial else counted
    return _variances(draft, line, item, counted or None, lambda _: each)


def _said(draft: Draft, line: Line, item: Item) -> Decimal:
    """Return the quantity of a line in base units; serial numbers without one are all there."""
    if line.amount is None and item.is_serial and line.serials:
        return Decimal(len(serials_named(line, item)))
    if line.amount is None:
        raise MissingPart(verb=draft.command.kind, part="quantity")
    return item.in_base_units(line.amount)


def _adjusted(draft: Draft, line: Line, item: Item) -> list[Variance]:
    if line.amount is None:
        raise MissingPart(verb="adjust", part="quantity")
    change = item.in_base_units(line.amount)
    if not change:
        raise NotPositive(verb="adjust", item=item.sku, number=line.amount.number)
    if not line.reason:
        raise MissingPart(verb="adjust", part="reason")
    each = ONE.copy_sign(change) if item.is_serial else change
    variances = _variances(draft, line, item, abs(change), lambda expected: expected + each)
    for variance in variances:
        if variance.counted < 0:
            raise shortage(draft, "adjust", item, -each, variance.stock_key)
    return variances


def _variances(
    draft: Draft,
    line: Line,
    item: Item,
    pieces: Decimal | None,
    found: Callable[[Decimal], Decimal],
) -> list[Variance]:
    """Hold what was found, which may depend on what the book expects, against the book.

    Args:
        draft: whose book expects something.
        line: that says it, of an item.
        item: whose goods they are.
        pieces: how many serial numbers have to be named; None for any number.
        found: what the book expects of one -> what was found of it.
    """
    place = place_with_stock(draft, draft.command.kind, line.location, kinds=REAL_KINDS)
    lots = lots_counted(draft, line, item, place.code, pieces)
    expected = {lot: draft.on_hand(item.sku, place.code, lot) for lot in lots}
    reason = _reason_of(line)
    return [
        Variance(
            item=item.sku,
            location=place.code,
            lot=lot,
            expected=expected[lot],
            counted=found(expected[lot]),
            reason=reason,
            note=line.note,
        )
        for lot in lots
    ]


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
