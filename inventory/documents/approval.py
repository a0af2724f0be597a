"""Approvals: a count or adjustment beyond the tolerance waits for a second person.

What was asked is kept whole, with what the book said at that moment: the variance is fixed then,
so that goods which move while somebody thinks about it are not counted twice.
"""

from enum import StrEnum
from typing import Final, Literal

from inventory.people import SHEET
from inventory.place import Place
from inventory.quantity import Quantity
from inventory.record import Record
from inventory.stock_key import StockKey


class ApprovalStatus(StrEnum):
    """Where an approval stands."""

    WAITING = "waiting"
    APPROVED = "approved"
    REJECTED = "rejected"


class Variance(Record):
    """One line of a count or adjustment: what the book said and what was found.

    Attributes:
        expected: on hand by the book when it was counted.
        counted: what was found; for an adjustment, expected plus the change.
    """

    item: str
    location: str
    lot: str = ""
    expected: Quantity
    counted: Quantity
    reason: str = "counted"
    note: str = ""

    @property
    def difference(self) -> Quantity:
        return self.counted - self.expected

    @property
    def stock_key(self) -> StockKey:
        return StockKey(self.item, self.location, self.lot)


class Approval(Record):
    """Variances that wait for a second person, numbered `AP-1`.

    Attributes:
        verb: count or adjust.
        requested_by: who counted; may not decide.
        count: the sheet whose lines these are, or empty; `counted_by` are all who counted them, and
            may not decide either.
        decided_by: who did, or empty.
        place: where it was asked, so that the answer goes there too.
    """

    type: Literal["approval"] = "approval"
    number: str
    status: ApprovalStatus = ApprovalStatus.WAITING
    verb: str
    variances: tuple[Variance, ...]
    requested_by: str
    count: str = ""
    counted_by: tuple[str, ...] = ()
    decided_by: str = ""
    note: str = ""
    place: Place | None = None

    @property
    def key(self) -> str:
        return self.number

    @property
    def is_unsigned(self) -> bool:
        """Whether something of it was counted in the workbook, which does not tell by whom."""
        return SHEET in self.counted_by

    @property
    def is_open(self) -> bool:
        return self.status is ApprovalStatus.WAITING


TRANSITIONS: Final[dict[ApprovalStatus, frozenset[ApprovalStatus]]] = {
    ApprovalStatus.WAITING: frozenset({ApprovalStatus.APPROVED, ApprovalStatus.REJECTED}),
    ApprovalStatus.APPROVED: frozenset(),
    ApprovalStatus.REJECTED: frozenset(),
}
