"""Purchase orders: what was ordered of a supplier, who agreed to it, and how much has come."""

from datetime import date
from enum import StrEnum
from typing import Final, Literal

from inventory.documents.letter import OPEN_TO_RESEND, SentLetter
from inventory.documents.lined import Lined, NumberedLine
from inventory.people import SHEET
from inventory.place import Place
from inventory.quantity import ZERO, Quantity


class PurchaseStatus(StrEnum):
    """Where a purchase order stands."""

    DRAFT = "draft"
    APPROVED = "approved"
    SENT = "sent"
    PART_RECEIVED = "part_received"
    RECEIVED = "received"
    CLOSED = "closed"
    CANCELLED = "cancelled"


NOT_SENT: Final = frozenset({PurchaseStatus.DRAFT, PurchaseStatus.APPROVED})
_ENDS: Final = frozenset({PurchaseStatus.CLOSED, PurchaseStatus.CANCELLED})
_ARRIVING: Final = frozenset({PurchaseStatus.PART_RECEIVED, PurchaseStatus.RECEIVED})

PURCHASE_TRANSITIONS: Final[dict[PurchaseStatus, frozenset[PurchaseStatus]]] = {
    PurchaseStatus.DRAFT: frozenset({PurchaseStatus.APPROVED, PurchaseStatus.CANCELLED}),
    PurchaseStatus.APPROVED: frozenset(
        {PurchaseStatus.DRAFT, PurchaseStatus.SENT, PurchaseStatus.CANCELLED}
    ),
    PurchaseStatus.SENT: frozenset(
        {PurchaseStatus.DRAFT, PurchaseStatus.APPROVED} | _ARRIVING | _ENDS
    ),
    PurchaseStatus.PART_RECEIVED: frozenset({PurchaseStatus.SENT, PurchaseStatus.RECEIVED} | _ENDS),
    PurchaseStatus.RECEIVED: frozenset(
        {PurchaseStatus.SENT, PurchaseStatus.PART_RECEIVED, PurchaseStatus.CLOSED}
    ),
    PurchaseStatus.CLOSED: frozenset(_ARRIVING),
    PurchaseStatus.CANCELLED: frozenset(),
}
"""Status -> what may follow.

Back leads a change that has to be agreed to anew, a letter that did not leave, or an undo.
"""


class PurchaseLine(NumberedLine):
    """One item of a purchase order, in base units.

    Attributes:
        unit_cost: agreed, per base unit; None where nobody knows.
        received: what has come and was accepted; `rejected` came and was not.
        cancelled: what will not come; `waived` is the part of it that was let go because so
            little was missing: should it come after all, it is taken in.
        expected_on: where it differs from the order's own day.
    """

    item: str
    ordered: Quantity
    unit_cost: Quantity | None = None
    received: Quantity = ZERO
    rejected: Quantity = ZERO
    cancelled: Quantity = ZERO
    waived: Quantity = ZERO
    expected_on: date | None = None
    note: str = ""

    @property
    def wanted(self) -> Quantity:
        """What is to come in all."""
        return self.ordered - self.cancelled

    @property
    def outstanding(self) -> Quantity:
        """What has still to come."""
        return max(ZERO, self.wanted - self.received)

    @property
    def value(self) -> Quantity | None:
        """What is ordered for so much money, None where no cost is known."""
        if self.unit_cost is None:
            return None
        return self.wanted * self.unit_cost


class PurchaseOrder(Lined[PurchaseLine]):
    """One order to a supplier, numbered `PO-1`.

    Attributes:
        supplier: a code from the tab Suppliers; empty while nobody has chosen one.
        reference: the supplier's own number for it.
        freight: what bringing it was agreed to cost, None where nobody knows.
        requested_by: who asked for it; approves it only where the house rules let them.
        raised_by: who had it buy more, something else, or of somebody else since it was agreed to
            last, and so asked for it too.
        changed_at: sequence of the transaction that changed it last, 0 while it is as asked for.
        approved_by: who agreed, empty while nobody has.
        sent_how: mail or posted; empty while it has not left.
        letters: to the supplier, and what became of each.
        source: form, message, sheet, import or proposal.
        proposal: the reorder proposal it was made of, or empty.
        thread: where its message stands in Slack, None until it was sent.
        told_late_for: the newest expected day of which its thread has heard that it passed.
    """

    type: Literal["purchase_order"] = "purchase_order"
    number: str
    status: PurchaseStatus = PurchaseStatus.DRAFT
    supplier: str
    lines: tuple[PurchaseLine, ...]
    reference: str = ""
    expected_on: date | None = None
    freight: Quantity | None = None
    note: str = ""
    source: str = "form"
    proposal: str = ""
    requested_by: str
    requested_on: date
    raised_by: tuple[str, ...] = ()
    changed_at: int = 0
    approved_by: str = ""
    approved_on: date | None = None
    sent_by: str = ""
    sent_on: date | None = None
    sent_how: str = ""
    letters: tuple[SentLetter, ...] = ()
    reason: str = ""
    thread: Place | None = None
    told_late_for: date | None = None

    @property
    def asked_by(self) -> tuple[str, ...]:
        """Everybody who asked for what it costs: none of them agrees to it beyond the house limit."""
        return tuple(dict.fromkeys((self.requested_by, *self.raised_by)))

    @property
    def is_unsigned(self) -> bool:
        """Whether it was typed into the sheet, which does not tell by whom."""
        return self.requested_by == SHEET

    @property
    def is_open(self) -> bool:
        """Whether something of it has still to be decided or to come."""
        return self.status not in (
            PurchaseStatus.RECEIVED,
            PurchaseStatus.CLOSED,
            PurchaseStatus.CANCELLED,
        )

    @property
    def is_receivable(self) -> bool:
        """Whether goods may come for it: it has been sent and is not ended."""
        return self.status in (
            PurchaseStatus.SENT,
            PurchaseStatus.PART_RECEIVED,
            PurchaseStatus.RECEIVED,
        )

    @property
    def can_be_resent(self) -> bool:
        """Whether it counts as sent by a letter of which nobody knows that it arrived.

        Who has delivered something knows the order.
        """
        is_mailed = self.status is PurchaseStatus.SENT and self.sent_how == "mail"
        return is_mailed and bool(self.letters) and self.letters[-1].state in OPEN_TO_RESEND

    @property
    def found_by(self) -> tuple[str, ...]:
        """The thread that is about it."""
        return (self.thread.address,) if self.thread else ()

    @property
    def value(self) -> Quantity | None:
        """What all of it costs without freight, None where the cost of a line is not known."""
        values = [line.value for line in self.lines]
        known = [value for value in values if value is not None]
        return sum(known, ZERO) if len(known) == len(values) else None

    @property
    def total(self) -> Quantity | None:
        """What all of it costs with freight, None where the cost of a line is not known."""
        return None if self.value is None else self.value + (self.freight or ZERO)

    def expected(self, line: PurchaseLine) -> date | None:
        """Return the day a line is expected."""
        return line.expected_on or self.expected_on

    def late_lines(self, on: date) -> tuple[PurchaseLine, ...]:
        """Return the lines of which something should have come before a day and has not."""
        if not self.is_open:
            return ()
        return tuple(
            line
            for line in self.lines
            if line.outstanding and (due := self.expected(line)) is not None and due < on
        )


def arrived_status(order: PurchaseOrder) -> PurchaseStatus:
    """Return how far an order that was sent has come, by its lines."""
    if not any(line.outstanding for line in order.lines):
        return PurchaseStatus.RECEIVED
    if any(line.received or line.rejected for line in order.lines):
        return PurchaseStatus.PART_RECEIVED
    return PurchaseStatus.SENT
