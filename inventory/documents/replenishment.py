"""Proposals to buy and the alerts about low stock: documents of the replenishment desk."""

from datetime import date
from enum import StrEnum
from typing import Final, Literal

from inventory.quantity import ZERO, Quantity
from inventory.record import Record


class ProposalStatus(StrEnum):
    """Where a proposal stands; `received` once every line has come."""

    PROPOSED = "proposed"
    APPROVED = "approved"
    REJECTED = "rejected"
    RECEIVED = "received"


PROPOSAL_TRANSITIONS: Final[dict[ProposalStatus, frozenset[ProposalStatus]]] = {
    ProposalStatus.PROPOSED: frozenset({ProposalStatus.APPROVED, ProposalStatus.REJECTED}),
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


class ProposalLine(Record):
    """One item to buy, with the figures that led to it.

    Attributes:
        quantity: to order, in base units, rounded up to the pack multiple.
        received: what has come of it since.
        on_hand: available when it was proposed, that is less what is kept for orders.
        back_ordered: what orders wait for.
        inventory_position: on hand + on order - reserved - back-ordered when it was proposed.
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

    @property
    def outstanding(self) -> Quantity:
        return max(ZERO, self.quantity - self.received)


class Proposal(Record):
    """What to buy of one supplier, numbered `RP-1`.

    Attributes:
        purchase_order: the order it was made into when it was approved, which counts from then on
            in its place; empty before, where nothing was left to buy, and in old journals.
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

    @property
    def key(self) -> str:
        return self.number

    @property
    def found_by(self) -> tuple[str, ...]:
        """The month in which it was decided, to find what was turned down of late."""
        return (month_of(self.decided_on),) if self.decided_on else ()

    @property
    def is_open(self) -> bool:
        """Whether something is still to be decided, or to come by the proposal itself."""
        return not self.purchase_order and self.status in (
            ProposalStatus.PROPOSED,
            ProposalStatus.APPROVED,
        )


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
    """One low-stock digest, numbered `AL-1`; it lives until everything in it is back.

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
