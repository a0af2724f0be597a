"""Transfers follow their goods: what leaves the van another way is not on its way any more."""

from collections.abc import Iterator
from decimal import Decimal

from inventory.documents.transfer import Transfer
from inventory.draft import Draft
from inventory.inbound.transferring import arrived_status
from inventory.location import LocationKind
from inventory.missing_goods import Missing, give_up, lessened
from inventory.stepping import put_transfer
from inventory.stock_key import StockKey


def follow_transfers(draft: Draft) -> None:
    """Give up what a draft took from transit without taking it in, of the oldest transfers first."""
    for transfer in lessened(draft, LocationKind.TRANSIT, Transfer, _waiting, _less):
        put_transfer(draft, transfer.model_copy(update={"status": arrived_status(transfer)}))


def _less(transfer: Transfer, missing: Missing) -> Transfer:
    for line in transfer.lines:
        key = StockKey(line.item, transfer.transit, line.lot)
        if gone := give_up(missing, key, line.outstanding):
            transfer = transfer.with_line(line.model_copy(update={"lost": line.lost + gone}))
    return transfer


def _waiting(transfer: Transfer) -> Iterator[tuple[StockKey, Decimal]]:
    for line in transfer.lines:
        yield StockKey(line.item, transfer.transit, line.lot), line.outstanding
