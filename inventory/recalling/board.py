"""The board of a recall as it begins: a line for each customer and lot, by what the trail says."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from inventory.documents.recall_line import RecallLine
from inventory.draft import Draft
from inventory.quantity import ZERO, trimmed
from inventory.recalling.crediting import credited, new_number, only_one
from inventory.recalling.whereabouts import Whereabouts
from inventory.recalling.whose import whose


def lines_for(
    draft: Draft, traced: Sequence[Whereabouts], known: Sequence[RecallLine] = ()
) -> tuple[RecallLine, ...]:
    """Return who has got some of the lots that were traced, in order of first shipment.

    What came back before is taken off; where nobody can tell from whom, it has a line of its own.

    Args:
        draft: whose documents say whose goods came back.
        traced: what became of each lot.
        known: lines of the recall so far; numbers go on after the highest of them.
    """
    shipped = [line for one in traced for line in _shipped(one)]
    lines = _numbered(sorted(shipped, key=lambda line: _first(draft, line)), known)
    for one in traced:
        for back in one.returned:
            who = whose(draft, back.document) or only_one(lines, one.lot)
            lines = credited(lines, one.lot, back.quantity, who, None)
    settled = (_settled(line) for line in lines)
    return tuple(line for line in settled if line.shipped or line.returned)


def _shipped(one: Whereabouts) -> Iterator[RecallLine]:
    """Yield a line for each customer of a lot, not numbered yet."""
    for consignee in one.consignees:
        if consignee.shipped > ZERO:
            yield RecallLine(
                number=0,
                customer=consignee.customer,
                item=one.lot.item,
                lot=one.lot.code,
                orders=consignee.orders,
                shipments=consignee.shipments,
                shipped=consignee.shipped,
            )


def _first(draft: Draft, line: RecallLine) -> int:
    """Return what sorts lines by their first shipment; what has none comes first: it is old."""
    first = line.shipments[0] if line.shipments else ""
    is_known = first in draft.book.entries["shipment"]
    return draft.book.position_of("shipment", first) if is_known else -1


def _numbered(lines: Iterable[RecallLine], known: Sequence[RecallLine]) -> tuple[RecallLine, ...]:
    return tuple(
        line.model_copy(update={"number": number})
        for number, line in zip(count(new_number(known)), lines, strict=False)
    )


def _settled(line: RecallLine) -> RecallLine:
    """Return a line less what had come back before; what nobody had sent stays beside it."""
    back = min(line.returned, line.shipped)
    left = {"shipped": trimmed(line.shipped - back), "returned": trimmed(line.returned - back)}
    return line.model_copy(update=left)
