"""What the steps of a recall share: it is changed by the table, and found by the lots it holds."""

from collections.abc import Iterator

from inventory.documents.recall import RECALL_TRANSITIONS, Recall, RecallStatus, recall_word
from inventory.documents.remark import Remark
from inventory.draft import Draft
from inventory.lot import LotStatus
from inventory.notices import Audience
from inventory.order_errors import WrongStep
from inventory.stepping import notice_of, put_document, remark, require_step, the


def put_recall(draft: Draft, recall: Recall) -> Recall:
    """Change a recall.

    Raises:
        WrongStep: the table of transitions does not lead there.
    """
    require_step(draft.current(Recall, recall.number), recall, RECALL_TRANSITIONS)
    if recall.part_of:  # its message tells the totals of its parts
        draft.tell(notice_of(the(draft, Recall, recall.part_of)), is_current=True)
    return put_document(draft, recall)


def say(draft: Draft, recall: Recall, said: Remark) -> None:
    """Say something once in a recall's thread."""
    remark(draft, recall.number, said, audience=Audience.STOCK)


def open_recall(draft: Draft, number: str, action: str, *, is_whole: bool = False) -> Recall:
    """Return a recall that is under way.

    Args:
        draft: that knows it.
        number: of it.
        action: what is to be done.
        is_whole: whether a part of a recall stands for all of it.

    Raises:
        UnknownDocument, WrongStep: there is none of that number, or it has ended.
    """
    recall = the(draft, Recall, number)
    if is_whole and recall.part_of:
        recall = the(draft, Recall, recall.part_of)
    if not recall.is_open:
        raise WrongStep(number=recall.number, action=action, status=recall.status)
    return recall


def open_recalls(draft: Draft) -> Iterator[Recall]:
    """Yield the recalls that are under way, as a draft leaves them so far."""
    if not draft.book.indexes.may_be_open("recall"):
        return
    for known in draft.book.open(Recall):
        recall = draft.current(Recall, known.number)
        if recall is not None and recall.is_open:
            yield recall


def recall_of(draft: Draft, item: str, lot: str) -> Recall | None:
    """Return the recall under way that holds a lot, None for none; there is at most one."""
    started = (one for one in draft.changed(Recall) if one.is_open and one.holds(item, lot))
    if found := next(started, None):
        return found
    known = draft.book.found(Recall, recall_word(item, lot))
    found = next((one for one in known if one.is_open), None)
    return draft.current(Recall, found.number) if found else None


def closed_recall_of(draft: Draft, item: str, lot: str) -> Recall | None:
    """Return the closed recall that a lot is still held for, None for none."""
    held = draft.lot(item, lot)
    if held is None or held.status is not LotStatus.RECALLED:
        return None
    for known in draft.book.found(Recall, recall_word(item, lot)):
        is_closed = known.status is RecallStatus.CLOSED
        if is_closed and held.reason == held_for(known) and known.holds(item, lot):
            return draft.current(Recall, known.number)
    return None


def held_for(recall: Recall) -> str:
    """Return the reason that its lots bear."""
    return f"{recall.number}: {recall.reason}"
