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
    PLACE_CHANGED = "place_changed"
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
    RETURN_CLOSED = "return_closed"
    RETURN_CANCELLED = "return_cancelled"
    COUNT_AGAIN = "count_again"
    COUNT_ANOTHER = "count_another"
    WRONG_BIN = "wrong_bin"
    UNKNOWN_GOODS = "unknown_goods"
    CAUSE_SET = "cause_set"
    COUNT_APPROVED = "count_approved"
    COUNT_REJECTED = "count_rejected"
    COUNT_WITHDRAWN = "count_withdrawn"
    COUNT_CLOSED = "count_closed"
    COUNT_CANCELLED = "count_cancelled"
    UNKNOWN_SETTLED = "unknown_settled"
    RECALL_WIDENED = "recall_widened"
    RECALL_CONTINUED = "recall_continued"
    RECALL_HELD_TOO = "recall_held_too"
    RECALL_HELD_WHOLE = "recall_held_whole"
    RECALL_CAME_BACK = "recall_came_back"
    RECALL_NAMED = "recall_named"
    RECALL_WRITTEN = "recall_written"
    RECALL_REMINDED = "recall_reminded"
    RECALL_TOLD = "recall_told"
    RECALL_NOT_SENT = "recall_not_sent"
    RECALL_UNSURE = "recall_unsure"
    RECALL_SENT = "recall_sent"
    RECALL_REACHED = "recall_reached"
    RECALL_ON_THE_WAY = "recall_on_the_way"
    RECALL_ARRIVED = "recall_arrived"
    RECALL_CLEARED = "recall_cleared"
    RECALL_REPLIED = "recall_replied"
    RECALL_WAITS = "recall_waits"
    RECALL_DECIDED = "recall_decided"
    RECALL_CLOSED = "recall_closed"
    RECALL_LIFTED = "recall_lifted"
    KEPT_AGAIN = "kept_again"


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
        count_another: `line` is beyond the tolerance, or `quantity` lines where it is 0; `other`
            counts them, or anybody else.
        wrong_bin: `quantity` of `line` lie at `location`, and seem to belong to `other`.
        unknown_goods: `quantity` of `words` lie at `location`, under the number `line`.
        cause_set: why `line` was off: `other`, with `words` as a note.
        count_approved, count_rejected: the approval `other` of `line`, or of `quantity` lines where
            it is 0, was decided, with `words` as a note; count_withdrawn: by one who had counted it.
        count_closed, count_cancelled: why: `words`; `quantity` lines were skipped by that.
        unknown_settled: `quantity` of `words`, under the number `line`, are `item`, or dismissed.

    About a recall, whose number is in `document`; `other` is a customer:
        recall_widened: so many lots were added, `words` names some.
        recall_held_too: so much of a lot came in at `location` with `link`.
            recall_held_whole: likewise, of one that was here before and is held only since.
        recall_came_back: so much of a lot, from the customer or from nobody knows whom; recall_named: whose
            it was, that is known by now.
        recall_written: so many customers were written to; `words` names those who have no address;
            recall_reminded likewise.
        recall_told: somebody has told them; recall_not_sent: `quantity` letters, to those whom
            `other` names, have not left, for `words`; recall_unsure: they may have. recall_sent: so
            many letters that were asked for at once have.
        recall_replied: they know, and have thrown so much away.
        recall_waits: the customers who were named on `day`.
        recall_decided: `quantity` are held, and become `other`, with `words` as a note.
        kept_again: in the thread of an order, since the recall was lifted.
        recall_reached: in that of one it was shipped for: `other` is recalled, for `words`;
            recall_cleared: it was a mistake. recall_on_the_way: in that of a transfer, likewise.
        recall_arrived: so much of a lot was on its way, and is at `location` with `link`.
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
