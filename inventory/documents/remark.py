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


class Remark(Record):
    """One fact.

    Attributes:
        document: which other document it is about (the order that took over, a shipment).
        other: the item, bin or lot that takes the place of the one named.
        day: the day it is about, None for none.
        words: what a person wrote; `link` leads to a picture of it.
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
