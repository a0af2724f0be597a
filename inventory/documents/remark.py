"""What is said once in a document's thread, as facts."""

from datetime import date
from enum import StrEnum

from inventory.quantity import ZERO, Quantity
from inventory.record import Record


class RemarkKind(StrEnum):
    """What happened."""

    RESERVED = "reserved"
    BACK_ORDERED = "back_ordered"
    TOOK_OVER = "took_over"
    TAKEN_OVER = "taken_over"
    RELEASED = "released"
    LOT_HELD = "lot_held"
    SHORT = "short"
    OTHER_LOT = "other_lot"
    SENT_BACK = "sent_back"
    DAMAGED = "damaged"
    SUBSTITUTED = "substituted"
    PUT_BACK = "put_back"
    PROGRESS = "progress"
    LATE = "late"
    STUCK = "stuck"
    LABEL_BOUGHT = "label_bought"
    LABEL_REFUSED = "label_refused"
    LABEL_UNKNOWN = "label_unknown"
    LABEL_UNUSED = "label_unused"
    APPROVED = "approved"
    SENT = "sent"
    NOT_SENT = "not_sent"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    ARRIVED = "arrived"
    AGREE_ANEW = "agree_anew"
    SEND_ANEW = "send_anew"
    OVERDUE = "overdue"
    RETURN_ANNOUNCED = "return_announced"
    CAME_BACK = "came_back"
    INSPECTED = "inspected"
    REFUNDED = "refunded"
    REPLACED = "replaced"
    COUNT_AGAIN = "count_again"
    COUNT_ANOTHER = "count_another"
    WRONG_BIN = "wrong_bin"
    UNKNOWN_GOODS = "unknown_goods"
    CAUSE_SET = "cause_set"


class Remark(Record):
    """One fact.

    Attributes:
        document: which other document it is about (the order that took over, a shipment).
        other: the item, bin or lot that takes the place of the one named.
        day: the day it is about, None for none.
        words: what a person wrote; `link` leads to a picture of it.
        line: of the document, 0 for the whole.
        was: what the book said before; `quantity` is what it says now.
        since: sequence after which the goods moved that are the reason.

    About a count, whose number is in `document`:
        count_again: goods of `line` moved after `since`: `was` became `quantity`.
        count_another: `line` is beyond the tolerance; `other` counts it, or anybody else.
        wrong_bin: `quantity` of `line` lie at `location`, and seem to belong to `other`.
        unknown_goods: `quantity` of `words` lie at `location`, under the number `line`.
        cause_set: why `line` was off: `other`, with `words` as a note.
    """

    kind: RemarkKind
    item: str = ""
    quantity: Quantity = ZERO
    location: str = ""
    lot: str = ""
    document: str = ""
    other: str = ""
    words: str = ""
    actor: str = ""
    link: str = ""
    day: date | None = None
    line: int = 0
    was: Quantity | None = None
    since: int = 0
