"""Recalls: lots taken back from everywhere, customer by customer, until all of it is accounted for.

open --> closed         every piece is accounted for, or somebody answers for the rest
|
+----> lifted         it was a mistake: everything is as it was
"""

from datetime import date
from enum import StrEnum
from typing import Final, Literal

from inventory.documents.letter import SentLetter
from inventory.documents.lined import Lined
from inventory.documents.recall_line import Balance, RecallLine, balance_of
from inventory.lot import LotStatus
from inventory.place import Place
from inventory.quantity import ZERO, Quantity
from inventory.record import Record


class RecallStatus(StrEnum):
    """Where a recall stands."""

    OPEN = "open"
    CLOSED = "closed"
    LIFTED = "lifted"


RECALL_TRANSITIONS: Final[dict[RecallStatus, frozenset[RecallStatus]]] = {
    RecallStatus.OPEN: frozenset({RecallStatus.CLOSED, RecallStatus.LIFTED}),
    RecallStatus.CLOSED: frozenset({RecallStatus.OPEN}),
    RecallStatus.LIFTED: frozenset({RecallStatus.OPEN}),
}
"""Status -> what may follow; back leads an undo."""


class RecallScope(Record):
    """Which lots are recalled; every part that is named narrows it down.

    Attributes:
        item: a sku; empty for every item.
        lots: codes of ours, or the supplier's numbers.
        first, last: a range of lot codes or supplier's numbers, as people count.
        supplier: a code; `since` and `until` are days its goods came in.
    """

    item: str = ""
    lots: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    supplier: str = ""
    since: date | None = None
    until: date | None = None


class RecalledLot(Record):
    """One lot that is held, and how it was before.

    Attributes:
        code: empty for goods of a kit that has no lots of its own.
        before: its status when the recall began, `before_reason` likewise; None where the book
            knew of no such lot.
        made_of: the recalled lots that went into it, `TEA-EARL L19`; empty where it is named itself.
        came: what came in or was built of it in all; `here` was in the building at the start.
        receipt: the transaction that brought or built it; `document` the purchase order.
    """

    item: str
    code: str
    supplier_lot: str = ""
    supplier: str = ""
    before: LotStatus | None = LotStatus.APPROVED
    before_reason: str = ""
    made_of: tuple[str, ...] = ()
    came: Quantity = ZERO
    here: Quantity = ZERO
    receipt: str = ""
    document: str = ""


class ReleasedHold(Record):
    """What was kept for an order before the recall.

    Attributes:
        origin: the bin it had been fetched from; empty where it was still to be fetched.
    """

    order: str
    line: int
    item: str
    location: str
    lot: str = ""
    quantity: Quantity
    origin: str = ""


class HeldOutcome(StrEnum):
    """What becomes of recalled goods that are held here."""

    SCRAP = "scrap"
    RETURN_TO_VENDOR = "return_to_vendor"
    DESTROY = "destroy"
    REFURBISH = "refurbish"


class HeldDecision(Record):
    """What somebody has decided that becomes of held goods; `note` says how, or by whom."""

    outcome: HeldOutcome
    note: str = ""
    by: str
    on: date


class Recall(Lined[RecallLine]):
    """One recall, numbered `RC-1`.

    Attributes:
        scope: as it was asked for; `lots` are those it found, with the kits built of them.
        lines: customer by customer and lot by lot, in order of first shipment.
        instructions: what customers are to do with the goods; printed on the notice.
        released: what was kept for orders, to be kept again if the recall is lifted.
        scrapped: what was thrown away here since it began; `sent_back` went to a supplier.
        started_at: the sequence of the transaction that began it; `widened_at` of those that took
            further lots in.
        letters: notices and reminders, and what became of each.
        shared: lots that it means as well, and that another recall holds (`recall_word`).
        part_of: the recall whose further customers it lists; that one holds the lots, and ends
            this one with it.
        unlisted: how many lines did not fit on it and are still to go on a part of it.
        widened: what further lots were asked for by.
        decided: what is to become of what is held here, None while nobody has decided it.
        thread: where its message stands in Slack, None until it was sent.
    """

    type: Literal["recall"] = "recall"
    number: str
    status: RecallStatus = RecallStatus.OPEN
    scope: RecallScope
    reason: str
    instructions: str = ""
    lots: tuple[RecalledLot, ...]
    lines: tuple[RecallLine, ...] = ()
    released: tuple[ReleasedHold, ...] = ()
    scrapped: Quantity = ZERO
    started_by: str
    started_on: date
    started_at: int
    letters: tuple[SentLetter, ...] = ()
    ended_by: str = ""
    ended_on: date | None = None
    ending: str = ""
    thread: Place | None = None
    sent_back: Quantity = ZERO
    widened_at: tuple[int, ...] = ()
    shared: tuple[str, ...] = ()
    part_of: str = ""
    unlisted: int = 0
    widened: tuple[RecallScope, ...] = ()
    decided: HeldDecision | None = None

    @property
    def is_open(self) -> bool:
        return self.status is RecallStatus.OPEN

    @property
    def found_by(self) -> tuple[str, ...]:
        """The thread that is about it, and every lot it holds, or the recall it is a part of."""
        thread = (self.thread.address,) if self.thread else ()
        if self.part_of:
            return (*thread, parts_word(self.part_of))
        return (*thread, *(recall_word(lot.item, lot.code) for lot in self.lots))

    @property
    def scopes(self) -> tuple[RecallScope, ...]:
        """Everything it was asked for by."""
        return (self.scope, *self.widened)

    @property
    def balance(self) -> Balance:
        """Where all goods are that customers had got."""
        return balance_of(self.lines)

    @property
    def shipped(self) -> Quantity:
        return self.balance.shipped

    @property
    def outstanding(self) -> Quantity:
        """What customers still have."""
        return self.balance.outstanding

    @property
    def recovered_percent(self) -> int:
        """How much was recovered of what had been shipped; all of it where nothing had."""
        return self.balance.percent

    @property
    def customers(self) -> tuple[str, ...]:
        """Who has got some, each once and in order; goods of nobody known are left out."""
        return tuple(dict.fromkeys(line.customer for line in self.lines if line.customer))

    def lines_of(self, customer: str) -> tuple[RecallLine, ...]:
        """Return what one customer has got, the oldest first."""
        return tuple(line for line in self.lines if line.customer == customer)

    def holds(self, item: str, lot: str) -> bool:
        """Tell whether it holds a lot; a part of a recall leaves that to the first."""
        return not self.part_of and any((one.item, one.code) == (item, lot) for one in self.lots)


def recall_word(item: str, lot: str) -> str:
    """Return the word by which recalls of a lot are found."""
    return f"{item}\x1f{lot}"


def parts_word(number: str) -> str:
    """Return the word by which the parts of a recall are found."""
    return f"parts of {number}"
