"""Proposals to buy or to bring from another site, and the low-stock digest of earlier journals."""

from datetime import date
from enum import StrEnum
from typing import Final, Literal

from inventory.place import Place
from inventory.quantity import ZERO, Quantity
from inventory.record import Record
from inventory.stock_policy import PolicyKind


class ProposalStatus(StrEnum):
    """Where a proposal stands.

    `snoozed` and `rejected` ones rest: nothing of them is proposed before `rests_until`.
    `received` once every line has come; `lapsed` where it was overtaken.
    """

    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"
    RECEIVED = "received"
    SNOOZED = "snoozed"
    LAPSED = "lapsed"


PROPOSAL_TRANSITIONS: Final[dict[ProposalStatus, frozenset[ProposalStatus]]] = {
    ProposalStatus.PROPOSED: frozenset(
        {
            ProposalStatus.APPROVED,
            ProposalStatus.REJECTED,
            ProposalStatus.SNOOZED,
            ProposalStatus.LAPSED,
        }
    ),
    ProposalStatus.SNOOZED: frozenset(
        {
            ProposalStatus.APPROVED,
            ProposalStatus.REJECTED,
            ProposalStatus.SNOOZED,
            ProposalStatus.LAPSED,
        }
    ),
    ProposalStatus.LAPSED: frozenset(),
    ProposalStatus.APPROVED: frozenset({ProposalStatus.RECEIVED}),
    ProposalStatus.REJECTED: frozenset(),
    ProposalStatus.RECEIVED: frozenset({ProposalStatus.APPROVED}),
}


def month_of(day: date) -> str:
    """Return what leads to the proposals that were decided in the month of a day.

    Examples:
        >>> month_of(date(2026, 11, 24))
        '2026-11'
    """
    return f"{day:%Y-%m}"


class Bound(StrEnum):
    """What made a quantity other than the one that was needed."""

    MINIMUM_ORDER = "minimum_order"
    PACK = "pack"
    ORDER_SIZE = "order_size"
    PRICE_BREAK = "price_break"
    SHELF_LIFE = "shelf_life"
    COVER = "cover"
    BUDGET = "budget"
    SUPPLIER_MINIMUM = "supplier_minimum"
    TRANSFER = "transfer"


class BroughtForward(Record):
    """Why something is bought before it is due.

    Attributes:
        least: what the supplier takes at least, in money: it is bought to reach that.
        days: until it would be due; None where nobody knows.
    """

    least: Quantity
    days: Quantity | None = None


class ProposalLine(Record):
    """One item to buy, with the figures that led to it.

    Attributes:
        quantity: to order, in base units, rounded up to the pack multiple.
        received: what has come of it since.
        on_hand: available when it was proposed, that is less what is kept for orders.
        back_ordered: what orders wait for.
        inventory_position: on hand + on order - reserved - back-ordered when it was proposed.
        minimum: reorder point s; `maximum`: order-up-to level S.
        number: its place on the proposal, from 1; 0 in old journals.
        reserved: kept for orders when it was proposed; no part of `on_hand`.
        expiring: what will expire before it is used, and does not count.
        expected: demand in the next `days`: lead time and review.
        safety_stock: what of the reorder point stands against surprises.
        method, error, bias: of the forecast; None where there is none.
        cover_before, cover_after: days the position lasts; None where nothing is asked for.
        bounds: what raised or lowered the quantity.
        needed: what the policy asked for before that.
        proposed: what was proposed, where somebody decided for less or more.
        forward: why it is bought before it is due; None where it is due.
    """

    item: str
    quantity: Quantity
    received: Quantity = ZERO
    on_hand: Quantity
    on_order: Quantity
    back_ordered: Quantity = ZERO
    inventory_position: Quantity
    minimum: Quantity
    maximum: Quantity
    number: int = 0
    policy: PolicyKind = PolicyKind.MIN_MAX
    needed: Quantity | None = None
    reserved: Quantity = ZERO
    expiring: Quantity = ZERO
    expected: Quantity | None = None
    days: Quantity | None = None
    safety_stock: Quantity | None = None
    method: str = ""
    error: Quantity | None = None
    bias: Quantity | None = None
    cover_before: Quantity | None = None
    cover_after: Quantity | None = None
    unit_cost: Quantity | None = None
    bounds: tuple[Bound, ...] = ()
    proposed: Quantity | None = None
    forward: BroughtForward | None = None

    @property
    def is_reduced(self) -> bool:
        """Whether somebody decided for less than was proposed; old journals tell of nothing only."""
        return not self.quantity if self.proposed is None else self.quantity < self.proposed

    @property
    def outstanding(self) -> Quantity:
        return max(ZERO, self.quantity - self.received)

    @property
    def cost(self) -> Quantity | None:
        """What the line costs, None where no cost is known."""
        return None if self.unit_cost is None else self.unit_cost * self.quantity


class Proposal(Record):
    """What to buy of one supplier for one site, or to bring from another, numbered `RP-1`.

    Attributes:
        purchase_order: the order it was made into when it was approved, which counts from then on
            in its place; empty before, where nothing was left to buy, and in old journals.
        site: for which it is; empty for a house of one site.
        from_site: from which goods are to be brought; empty where they are bought.
        transfer: the transfer it was made into.
        rests_until: the day before which nothing of it is proposed again.
        minimum_value: the least the supplier takes, where all of it is worth less.
        thread: where its message stands in Slack, None until it was sent.
        expected_on: when it would come if it were ordered on the next day that its supplier takes
            orders; None where nobody knows.
        changed_at: sequence of the transaction that changed its figures last, 0 for none.
        decided_at: sequence of the transaction by which somebody decided, 0 while nobody has.
        followed_by: the proposal that took its place, with the figures of a later day.
        is_let_go: the purchase order that it was made into was cancelled.
    """

    type: Literal["proposal"] = "proposal"
    number: str
    status: ProposalStatus = ProposalStatus.PROPOSED
    supplier: str
    lines: tuple[ProposalLine, ...]
    proposed_on: date
    decided_on: date | None = None
    decided_by: str = ""
    note: str = ""
    purchase_order: str = ""
    site: str = ""
    from_site: str = ""
    transfer: str = ""
    rests_until: date | None = None
    minimum_value: Quantity | None = None
    thread: Place | None = None
    expected_on: date | None = None
    changed_at: int = 0
    decided_at: int = 0
    followed_by: str = ""
    is_let_go: bool = False

    @property
    def key(self) -> str:
        return self.number

    @property
    def part_keys(self) -> tuple[str, ...]:
        """What names its lines, each of which has a row of its own in the workbook."""
        return tuple(f"{self.number}/{place}" for place in range(1, len(self.lines) + 1))

    @property
    def found_by(self) -> tuple[str, ...]:
        """The months in which it was decided and up to which it rests, and its thread.

        By the months is found what was turned down of late, and what rests for long.
        """
        days = (day for day in (self.decided_on, self.rests_until) if day)
        thread = (self.thread.address,) if self.thread else ()
        return (*dict.fromkeys(map(month_of, days)), *thread)

    @property
    def is_open(self) -> bool:
        """Whether something is still to be decided, or to come by the proposal itself."""
        if self.purchase_order or self.transfer:
            return False
        if self.status is ProposalStatus.APPROVED:
            return any(line.outstanding for line in self.lines)
        return self.status in (ProposalStatus.PROPOSED, ProposalStatus.SNOOZED)

    @property
    def value(self) -> Quantity | None:
        """What all of it costs, None where the cost of a line is not known."""
        costs = [line.cost for line in self.lines]
        known = [cost for cost in costs if cost is not None]
        return sum(known, ZERO) if len(known) == len(costs) else None


class LowItem(Record):
    """An item at or below its reorder point.

    Attributes:
        proposal: the newest proposal or purchase order that already covers it, or empty.
        buildable: how many of a kit could be built of what is there; None for what is no kit.
    """

    item: str
    available: Quantity
    on_order: Quantity
    minimum: Quantity
    proposal: str = ""
    buildable: Quantity | None = None


class Alert(Record):
    """A low-stock digest of an earlier journal; today there are `StockAlert` and `Digest`.

    Attributes:
        items: worst first; empty once resolved.
        resolved: skus that were in it and are back above their minimum.
    """

    type: Literal["alert"] = "alert"
    number: str
    is_open: bool = True
    opened_on: date
    items: tuple[LowItem, ...]
    resolved: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        return self.number
