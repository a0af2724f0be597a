"""Transfers with recalled goods on the way: their threads hear it before anybody unloads them.

Nothing stops the van. The goods are held wherever they lie, also once they have arrived.
"""

from collections.abc import Iterable
from itertools import islice
from typing import Final

from inventory.documents.recall import Recall, RecalledLot
from inventory.documents.remark import Remark, RemarkKind
from inventory.documents.transfer import Transfer
from inventory.draft import Draft
from inventory.notices import Audience
from inventory.stepping import notice_of, remark

TRANSFERS_TOLD: Final = 100
"""Threads that hear of it, the first sent first: Slack takes about a message a second."""

LOTS_TOLD: Final = 5


def tell_reached_transfers(
    draft: Draft, recall: Recall, lots: Iterable[RecalledLot], kind: RemarkKind
) -> None:
    """Say in the threads of transfers that goods on their way are recalled, or that this is over.

    Args:
        draft: in which it happens.
        recall: that says so.
        lots: of it, that are held or let go.
        kind: recall_on_the_way or recall_cleared.
    """
    if not draft.book.indexes.may_be_open("transfer"):
        return
    held = {(one.item, one.code) for one in lots}
    carried = ((one, _goods(one, held)) for one in draft.book.open(Transfer))
    for transfer, goods in islice((one for one in carried if one[1]), TRANSFERS_TOLD):
        draft.tell(notice_of(transfer), is_current=True)
        said = Remark(
            kind=kind,
            document=recall.number,
            other=", ".join(goods[:LOTS_TOLD]),
            words=recall.reason,
        )
        remark(draft, transfer.number, said, audience=Audience.STOCK)


def _goods(transfer: Transfer, held: set[tuple[str, str]]) -> list[str]:
    """Name the goods of some lots that a transfer has on its way."""
    lines = (one for one in transfer.lines if one.outstanding and (one.item, one.lot) in held)
    return list(dict.fromkeys(f"{one.item} {one.lot}".strip() for one in lines))
