"""Lots that several recalls mean: one of them holds each, and hands it to the next when it ends.

Customers on parts of the one that ends are listed anew on parts of the next.
"""

from collections.abc import Iterable

from inventory.documents.recall import Recall, RecalledLot, RecallStatus, recall_word
from inventory.documents.recall_line import RecallLine
from inventory.draft import Draft
from inventory.lot import LotStatus
from inventory.recalling.crediting import new_number
from inventory.recalling.fitting import fitting
from inventory.recalling.holding import hold
from inventory.recalling.parts import parts_of
from inventory.recalling.scope import LINES_MAX
from inventory.recalling.stepping import held_for, open_recalls, put_recall


def hand_over(draft: Draft, ended: Recall) -> None:
    """Have other recalls hold what they mean of a recall that ends, with who has some of it.

    Args:
        draft: in which it ends.
        ended: as it is put, closed or lifted.
    """
    if ended.part_of:
        return
    handed: set[str] = set()
    for other in tuple(open_recalls(draft)):
        lots = [one for one in ended.lots if _word(one) in {*other.shared} - handed]
        if other.number != ended.number and lots and not other.part_of:
            handed |= {_word(one) for one in lots}
            _take(draft, other, ended, lots)


def _take(draft: Draft, other: Recall, ended: Recall, lots: Iterable[RecalledLot]) -> None:
    taken = tuple(_as_taken(ended, one) for one in lots)
    words = {_word(one) for one in taken}
    theirs = [line for line in ended.lines if recall_word(line.item, line.lot) in words]
    first = new_number(other.lines)
    numbered = [_line(ended, line, first + at) for at, line in enumerate(theirs)]
    lines, left = fitting(numbered, LINES_MAX - len(other.lines))
    on_parts = sum(len(one.lines) for one in parts_of(draft.book, ended))
    hold(draft, taken, held_for(other))
    put_recall(
        draft,
        other.model_copy(
            update={
                "lots": (*other.lots, *taken),
                "lines": (*other.lines, *lines),
                "unlisted": other.unlisted + left + on_parts + ended.unlisted,
                "released": (
                    *other.released,
                    *(one for one in ended.released if recall_word(one.item, one.lot) in words),
                ),
                "shared": tuple(word for word in other.shared if word not in words),
            }
        ),
    )


def _as_taken(ended: Recall, lot: RecalledLot) -> RecalledLot:
    """Return a lot as the other recall found it: what was closed stays recalled after that."""
    if ended.status is RecallStatus.LIFTED:
        return lot
    left = {"before": LotStatus.RECALLED, "before_reason": held_for(ended)}
    return lot.model_copy(update=left)


def _line(ended: Recall, line: RecallLine, number: int) -> RecallLine:
    """Return a line for the other recall; who was told that it was a mistake has to be told anew."""
    if ended.status is not RecallStatus.LIFTED:
        return line.model_copy(update={"number": number})
    days = dict.fromkeys(("notified_on", "reminded_on", "acknowledged_on", "named_on"))
    return line.model_copy(update={"number": number, "acknowledged_by": "", **days})


def _word(lot: RecalledLot) -> str:
    return recall_word(lot.item, lot.code)
