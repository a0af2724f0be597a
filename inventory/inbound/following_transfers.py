"""Transfers follow their goods: what leaves the van another way is not on its way any more.

Whatever command took them (a count, a move, a correction), it is looked at what is left there.
"""

from collections.abc import Iterator
from decimal import Decimal

from inventory.documents.transfer import Transfer
from inventory.draft import Draft
from inventory.inbound.transferring import arrived_status
from inventory.location import LocationKind
from inventory.missing_goods import missing_goods
from inventory.quantity import ZERO
from inventory.stepping import put_transfer
from inventory.stock_key import StockKey


def follow_transfers(draft: Draft) -> None:
    """Give up what a draft took from transit without taking it in, of the oldest transfers first.

    Goods that lie there for other reasons are taken to have left before them.
    """
    missing = missing_goods(draft, LocationKind.TRANSIT, Transfer, _waiting)
    for known in list(draft.book.open(Transfer)) if missing else ():
        transfer = draft.current(Transfer, known.number)
        if transfer is None:
            continue
        lessened = _lessened(transfer, missing)
        if lessened != transfer:
            update = {"status": arrived_status(lessened)}
            put_transfer(draft, lessened.model_copy(update=update))


def _lessened(transfer: Transfer, missing: dict[StockKey, Decimal]) -> Transfer:
    for line in transfer.lines:
        key = StockKey(line.item, transfer.transit, line.lot)
        gone = min(line.outstanding, missing.get(key, ZERO))
        if gone > 0:
            missing[key] -= gone
            transfer = transfer.with_line(line.model_copy(update={"lost": line.lost + gone}))
    return transfer


def _waiting(transfer: Transfer) -> Iterator[tuple[StockKey, Decimal]]:
    for line in transfer.lines:
        yield StockKey(line.item, transfer.transit, line.lot), line.outstanding
