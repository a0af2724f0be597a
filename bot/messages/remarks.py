"""What is said once in a document's thread: one sentence each."""

from collections.abc import Callable
from typing import Final

from bot.messages.count_remarks import (
    cause_set,
    count_again,
    count_another,
    decided,
    ended,
    unknown_goods,
    unknown_settled,
    wrong_bin,
)
from bot.messages.figures import amount, counted, place_and_lot, unit_of
from bot.messages.labels import label_bought, label_refused, label_unknown, label_unused
from bot.messages.lot_words import is_held_so
from bot.messages.purchase_remarks import (
    agree_anew,
    cancelled,
    closed,
    not_sent,
    overdue,
    sent,
)
from bot.messages.recall_remarks import (
    kept_again,
    recall_arrived,
    recall_came_back,
    recall_cleared,
    recall_closed,
    recall_continued,
    recall_decided,
    recall_held_too,
    recall_held_whole,
    recall_lifted,
    recall_named,
    recall_not_sent,
    recall_on_the_way,
    recall_reached,
    recall_replied,
    recall_sent,
    recall_told,
    recall_unsure,
    recall_waits,
    recall_widened,
    recall_written,
)
from bot.messages.return_remarks import (
    came_back,
    inspected,
    refunded,
    replaced,
    return_announced,
    return_cancelled,
    return_closed,
)
from bot.messages.telling import Telling, plain
from bot.messages.text import Code, Line, Link, Part, clipped, line, who
from inventory.documents.remark import Remark, RemarkKind
from inventory.location import LocationKind
from inventory.notices import PaperKind, PaperNotice

PAPERS: Final = {
    PaperKind.PACKING_SLIP: "Packing slip",
    PaperKind.LABEL: "Shipping label",
    PaperKind.INVOICE: "Invoice",
    PaperKind.CREDIT_NOTE: "Credit note",
    PaperKind.PURCHASE_ORDER: "Purchase order",
    PaperKind.RECALL_REPORT: "Recall report",
    PaperKind.CHART: "Charts",
    PaperKind.COUNT_SHEET: "Count sheet",
}

OF_ITSELF: Final = frozenset(
    {PaperKind.PURCHASE_ORDER, PaperKind.RECALL_REPORT, PaperKind.COUNT_SHEET}
)
"""Papers of a document as a whole, which are called like it."""


def remark_line(said: Remark, telling: Telling) -> Line:
    """Word a fact in one sentence."""
    return SENTENCES[said.kind](said, telling)


def paper_line(notice: PaperNotice) -> Line:
    """Say which paper a file is."""
    named = PAPERS[notice.paper]
    if notice.paper in OF_ITSELF:
        return line(f"{named} {notice.subject} as a PDF.")
    return line(f"{named} of {notice.subject}.")


def unprinted_line(notice: PaperNotice) -> Line:
    """Say that a paper could not be printed, and what to do."""
    if notice.paper is PaperKind.CHART:
        return _undrawn_line(notice)
    paper = PAPERS[notice.paper].lower()
    of, at = (" of", "“again” at the shipment")
    if notice.paper in OF_ITSELF:
        of, at = ("", "“again” at its message")
    if notice.paper is PaperKind.RECALL_REPORT:
        at = "“Print the report” at its message"
    elif notice.paper is PaperKind.COUNT_SHEET:
        at = "“Print” at its message"
    return line(
        f"The {paper}{of} {notice.subject} could not be printed. Ask whoever runs the bot to look "
        f"at its log, then press {at}."
    )


def _undrawn_line(notice: PaperNotice) -> Line:
    """Say that there are no charts, and by what they may be had."""
    ask = "/inv report" if notice.subject.startswith("WR-") else "/inv forecast MUG-BLU"
    return line(
        f"The charts of {notice.subject} could not be drawn; the log of the bot says why. Ask with ",
        Code(ask),
        " once that is mended.",
    )


def _much(said: Remark, telling: Telling) -> str:
    if not said.quantity:
        return f"the rest of {said.item}"
    return f"{amount(said.quantity, unit_of(telling.book, said.item))} of {said.item}"


def _where(said: Remark) -> str:
    return place_and_lot(said.location, said.lot)


def _words(said: Remark) -> str:
    return f" “{clipped(plain(said.words), 200)}”" if said.words else ""


def _lot_held(said: Remark, telling: Telling) -> Line:
    held = is_held_so(said.other, plain(said.words))
    what = "the lot" if said.lot else "it"
    start = f"Let go of {_much(said, telling)} at {_where(said)}: {what} is {held}"
    is_at_packing = telling.book.kind_of(said.location) is LocationKind.PACKING
    out = f" It is at {said.location} already: take it out again." if is_at_packing else ""
    return line(f"{start}.{out} Reserved again as soon as there is other stock.")


def _arrived(said: Remark, telling: Telling) -> Line:
    what = f"{_much(said, telling)} at {_where(said)}"
    if not said.item:
        what = counted(int(said.quantity), "line")
    return line(f"Took in {what} with {said.document}, says ", who(said.actor), ".")


def _short(said: Remark, telling: Telling) -> Line:
    instead = f" It is fetched from {clipped(said.other, 100)}." if said.other else ""
    start = f"Short of {_much(said, telling)} at {_where(said)}, says "
    return line(start, who(said.actor), f"{_dot(said)}{instead} The bin waits for a count.")


def _other_lot(said: Remark, _telling: Telling) -> Line:
    lots = f"Took lot {clipped(said.other, 60)} of {said.item} instead of lot {said.lot}, says "
    return line(lots, who(said.actor), _dot(said))


def _sent_back(said: Remark, telling: Telling) -> Line:
    start = f"Sent {_much(said, telling)} from {said.document} back to {_where(said)}, says "
    return line(
        start, who(said.actor), f"{_dot(said)} The picker fetches once more.", *_picture(said)
    )


def _damaged(said: Remark, telling: Telling) -> Line:
    start = f"Put {_much(said, telling)} into {_where(said)} as damaged, says "
    goes_on = f"{_dot(said)} Others are fetched if there are any."
    return line(start, who(said.actor), goes_on, *_picture(said))


def _picture(said: Remark) -> tuple[Part, ...]:
    """Lead to the picture, where the checker has named one."""
    if not said.link.startswith(("https://", "http://")):
        return (f" Picture: {clipped(said.link, 200)}",) if said.link else ()
    return (" ", Link(said.link, "Picture"))


def _substituted(said: Remark, telling: Telling) -> Line:
    start = f"Sending {clipped(said.other, 60)} instead of {_much(said, telling)}, says "
    return line(start, who(said.actor), _dot(said))


def _progress(said: Remark, _telling: Telling) -> Line:
    where = f" at {clipped(said.location, 80)}" if said.location else ""
    return line(f"{said.document} {plain(said.other)}{where}, says ", who(said.actor), _dot(said))


def _dot(said: Remark) -> str:
    return f":{_words(said)}." if said.words else "."


SENTENCES: Final[dict[RemarkKind, Callable[[Remark, Telling], Line]]] = {
    RemarkKind.RESERVED: lambda s, t: line(f"Reserved {_much(s, t)} that came in."),
    RemarkKind.BACK_ORDERED: lambda s, t: line(
        f"Back-ordered {_much(s, t)}: nowhere to be had, reserved as soon as some comes in."
    ),
    RemarkKind.TOOK_OVER: lambda s, t: line(
        f"Took over {_much(s, t)} from {s.document}, which is less urgent."
    ),
    RemarkKind.TAKEN_OVER: lambda s, t: line(
        f"Gave {_much(s, t)} to {s.document}, which is more urgent; reserved again as soon as some "
        "comes in."
    ),
    RemarkKind.RELEASED: lambda s, t: line(
        f"Let go of {_much(s, t)} reserved at {_where(s)}: not there any more."
    ),
    RemarkKind.LOT_HELD: _lot_held,
    RemarkKind.PLACE_CHANGED: lambda s, t: line(
        f"Let go of {_much(s, t)} reserved at {_where(s)}, which is a place for {plain(s.other)} now. "
        "Reserved again as soon as there is other stock."
    ),
    RemarkKind.ARRIVED: _arrived,
    RemarkKind.SHORT: _short,
    RemarkKind.OTHER_LOT: _other_lot,
    RemarkKind.SENT_BACK: _sent_back,
    RemarkKind.DAMAGED: _damaged,
    RemarkKind.SUBSTITUTED: _substituted,
    RemarkKind.PUT_BACK: lambda s, t: line(
        f"Put {_much(s, t)} from {s.document} back to {_where(s)}."
    ),
    RemarkKind.PROGRESS: _progress,
    RemarkKind.LATE: lambda s, t: line(
        f"{s.document} is late{_dot(s)} Ask the carrier, and tell the customer."
    ),
    RemarkKind.STUCK: lambda s, t: line(
        f"Nobody has heard of {s.document} for too long{_dot(s)} Ask the carrier."
    ),
    RemarkKind.AGREE_ANEW: agree_anew,
    RemarkKind.SEND_ANEW: agree_anew,
    RemarkKind.OVERDUE: overdue,
    RemarkKind.LABEL_BOUGHT: label_bought,
    RemarkKind.LABEL_REFUSED: label_refused,
    RemarkKind.LABEL_UNKNOWN: label_unknown,
    RemarkKind.LABEL_UNUSED: label_unused,
    RemarkKind.APPROVED: lambda s, t: line("Approved by ", who(s.actor), "."),
    RemarkKind.SENT: sent,
    RemarkKind.NOT_SENT: not_sent,
    RemarkKind.CLOSED: closed,
    RemarkKind.CANCELLED: cancelled,
    RemarkKind.RETURN_ANNOUNCED: return_announced,
    RemarkKind.CAME_BACK: came_back,
    RemarkKind.INSPECTED: inspected,
    RemarkKind.REFUNDED: refunded,
    RemarkKind.REPLACED: replaced,
    RemarkKind.RETURN_CLOSED: return_closed,
    RemarkKind.RETURN_CANCELLED: return_cancelled,
    RemarkKind.COUNT_AGAIN: count_again,
    RemarkKind.COUNT_ANOTHER: count_another,
    RemarkKind.WRONG_BIN: wrong_bin,
    RemarkKind.UNKNOWN_GOODS: unknown_goods,
    RemarkKind.CAUSE_SET: cause_set,
    RemarkKind.COUNT_APPROVED: decided,
    RemarkKind.COUNT_REJECTED: decided,
    RemarkKind.COUNT_WITHDRAWN: decided,
    RemarkKind.COUNT_CLOSED: ended,
    RemarkKind.COUNT_CANCELLED: ended,
    RemarkKind.UNKNOWN_SETTLED: unknown_settled,
    RemarkKind.RECALL_WIDENED: recall_widened,
    RemarkKind.RECALL_CONTINUED: recall_continued,
    RemarkKind.RECALL_HELD_TOO: recall_held_too,
    RemarkKind.RECALL_HELD_WHOLE: recall_held_whole,
    RemarkKind.RECALL_CAME_BACK: recall_came_back,
    RemarkKind.RECALL_NAMED: recall_named,
    RemarkKind.RECALL_WRITTEN: recall_written,
    RemarkKind.RECALL_REMINDED: recall_written,
    RemarkKind.RECALL_TOLD: recall_told,
    RemarkKind.RECALL_NOT_SENT: recall_not_sent,
    RemarkKind.RECALL_UNSURE: recall_unsure,
    RemarkKind.RECALL_SENT: recall_sent,
    RemarkKind.RECALL_REACHED: recall_reached,
    RemarkKind.RECALL_ON_THE_WAY: recall_on_the_way,
    RemarkKind.RECALL_ARRIVED: recall_arrived,
    RemarkKind.RECALL_CLEARED: recall_cleared,
    RemarkKind.RECALL_REPLIED: recall_replied,
    RemarkKind.RECALL_WAITS: recall_waits,
    RemarkKind.RECALL_DECIDED: recall_decided,
    RemarkKind.RECALL_CLOSED: recall_closed,
    RemarkKind.RECALL_LIFTED: recall_lifted,
    RemarkKind.KEPT_AGAIN: kept_again,
}
"""What happened -> its sentence."""
