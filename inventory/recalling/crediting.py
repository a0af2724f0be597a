"""Whose line goods are credited to that come back, and what a return that is undone takes off again.

Where nobody says from whom goods come and several customers have some, they are credited to nobody:
a line without a customer keeps them until somebody says it.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from inventory.documents.recall import Recall, RecalledLot
from inventory.documents.recall_line import RecallLine
from inventory.quantity import ZERO, trimmed
from inventory.stock_key import LotKey


def credited(
    lines: Sequence[RecallLine], lot: LotKey, quantity: Decimal, who: str, on: date | None
) -> tuple[RecallLine, ...]:
    """Return the lines with goods that came back, the oldest outstanding first.

    What had been given up comes back all the same, and what is more than the customer still had is
    theirs, too.

    Args:
        lines: of a recall.
        lot: which came back.
        quantity: of it.
        who: sent it back; empty where nobody said it.
        on: the day, None for one before the recall.
    """
    theirs = [line for line in lines if _is_of(line, lot) and line.customer == who]
    shares: dict[int, Decimal] = {}
    left = quantity
    for line in theirs:
        shares[line.number] = min(left, line.missing)
        left -= shares[line.number]
    if not theirs:
        lines = (*lines, new_line(lines, lot, who))
        shares[lines[-1].number] = left
    else:
        shares[theirs[-1].number] += left
    return tuple(_with_returned(line, shares.get(line.number, ZERO), on) for line in lines)


def only_one(lines: Iterable[RecallLine], lot: LotKey) -> str:
    """Return the only customer who may still have some of a lot, empty where several may."""
    who = {line.customer for line in lines if _is_of(line, lot) and line.missing}
    return who.pop() if len(who) == 1 else ""


def new_number(lines: Sequence[RecallLine]) -> int:
    """Return the number of the next line."""
    return max((line.number for line in lines), default=0) + 1


def new_line(lines: Sequence[RecallLine], lot: LotKey, customer: str) -> RecallLine:
    """Return a line for somebody who is not on the board yet."""
    return RecallLine(
        number=new_number(lines), customer=customer, item=lot.item, lot=lot.code, shipped=ZERO
    )


def taken_back(current: Recall, before: Recall, after: Recall) -> Recall:
    """Return a recall without what one step credited to it, whatever has been credited since.

    Lots that it took in stay held, and who has got some of them on the board.
    """
    known, held = {line.number: line for line in before.lines}, _came(before)
    changes = {
        line.number: (known.get(line.number), line)
        for line in after.lines
        if (line.item, line.lot) in held
    }
    lines = (_less(line, *changes.get(line.number, (line, line))) for line in current.lines)
    grown = {lot: came - held[lot] for lot, came in _came(after).items() if lot in held}
    return current.model_copy(
        update={
            "lines": tuple(lines),
            "lots": tuple(_without(lot, grown.get(_key(lot), ZERO)) for lot in current.lots),
            "scrapped": trimmed(current.scrapped - after.scrapped + before.scrapped),
            "sent_back": trimmed(current.sent_back - after.sent_back + before.sent_back),
        }
    )


def _key(lot: RecalledLot) -> LotKey:
    return LotKey(lot.item, lot.code)


def _came(recall: Recall) -> dict[LotKey, Decimal]:
    return {_key(lot): lot.came for lot in recall.lots}


def _without(lot: RecalledLot, came: Decimal) -> RecalledLot:
    return lot.model_copy(update={"came": trimmed(lot.came - came)}) if came else lot


def _is_of(line: RecallLine, lot: LotKey) -> bool:
    return (line.item, line.lot) == lot


def _with_returned(line: RecallLine, quantity: Decimal, on: date | None) -> RecallLine:
    if not quantity:
        return line
    back = line.model_copy(
        update={"returned": trimmed(line.returned + quantity), "returned_on": on}
    )
    return back.model_copy(update={"written_off": min(line.written_off, back.missing)})


def _less(line: RecallLine, before: RecallLine | None, after: RecallLine) -> RecallLine:
    returned = after.returned - (before.returned if before else ZERO)
    shipped = after.shipped - (before.shipped if before else ZERO)
    written_off = after.written_off - (before.written_off if before else ZERO)
    return line.model_copy(
        update={
            "returned": trimmed(line.returned - returned),
            "written_off": trimmed(line.written_off - written_off),
            "shipped": trimmed(line.shipped - shipped),
        }
    )
