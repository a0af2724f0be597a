"""The board of a recall as it begins: a line for each customer and lot, by what the trail says."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from itertools import count

from inventory.documents.recall import RecallLine
from inventory.draft import Draft
from inventory.quantity import ZERO, trimmed
from inventory.recalling.crediting import credited
from inventory.recalling.whose import Whose, whose
from inventory.stock_key import LotKey


def lines_for(
    draft: Draft, lots: Iterable[LotKey], known: Sequence[RecallLine] = ()
) -> tuple[RecallLine, ...]:
    """Return who has got some of these lots, in order of first shipment.

    What came back before is taken off; where nobody can tell from whom, it has a line of its own.

    Args:
        draft: whose book has the trail.
        lots: that are recalled.
        known: lines of the recall so far; numbers go on after the highest of them.
    """
    each = tuple(dict.fromkeys(lots))
    shipped = [line for lot in each for line in _shipped(draft, lot)]
    lines = _numbered(sorted(shipped, key=lambda line: _first(draft, line)), known)
    for lot in each:
        for document, quantity in draft.book.trail.returned.of(lot).items():
            lines = credited(lines, lot, quantity, whose(draft, document).customer, None)
    settled = (_settled(line) for line in lines)
    return tuple(line for line in settled if line.shipped or line.returned)


def _shipped(draft: Draft, lot: LotKey) -> Iterable[RecallLine]:
    """Yield a line for each customer of a lot, not numbered yet."""
    sent: dict[str, list[tuple[Whose, Decimal]]] = {}
    for document, quantity in draft.book.trail.shipped.of(lot).items():
        went = whose(draft, document)
        sent.setdefault(went.customer, []).append((went, quantity))
    for customer, parts in sent.items():
        yield RecallLine(
            number=0,
            customer=customer,
            item=lot.item,
            lot=lot.code,
            orders=tuple(dict.fromkeys(went.order for went, _ in parts if went.order)),
            shipments=tuple(dict.fromkeys(went.shipment for went, _ in parts if went.shipment)),
            shipped=trimmed(sum((quantity for _, quantity in parts), ZERO)),
        )


def _first(draft: Draft, line: RecallLine) -> int:
    """Return what sorts lines by their first shipment; what has none comes first: it is old."""
    first = line.shipments[0] if line.shipments else ""
    is_known = first in draft.book.entries["shipment"]
    return draft.book.position_of("shipment", first) if is_known else -1


def _numbered(lines: Iterable[RecallLine], known: Sequence[RecallLine]) -> tuple[RecallLine, ...]:
    start = max((line.number for line in known), default=0) + 1
    return tuple(
        line.model_copy(update={"number": number})
        for number, line in zip(count(start), lines, strict=False)
    )


def _settled(line: RecallLine) -> RecallLine:
    """Return a line less what had come back before; what nobody had sent stays beside it."""
    back = min(line.returned, line.shipped)
    left = {"shipped": trimmed(line.shipped - back), "returned": trimmed(line.returned - back)}
    return line.model_copy(update=left)
