"""What the hash chains cover: the canonical text of a ledger row and of a journal row.

Both can be computed again from the sheet alone, so that a hand edit of the book is found and named.
"""

import json

from inventory.move import Move


def ledger_content(move: Move) -> str:
    """Return a ledger row's canonical text: its cells in order, as the sheet shows their values."""
    cells = [
        str(move.line),
        move.id,
        move.transaction,
        move.kind.value,
        move.item,
        str(move.quantity),
        move.source,
        move.target,
        move.lot,
        move.reason,
        move.document,
        move.note,
        move.actor,
        move.occurred_at.isoformat(),
        move.recorded_at.isoformat(),
        "" if move.unit_cost is None else str(move.unit_cost),
        move.reverses,
    ]
    return json.dumps(cells, ensure_ascii=False, separators=(",", ":"))


def entered_content(transaction_json: str, reply_json: str) -> str:
    """Return a journal row's canonical text."""
    return f"{transaction_json}\n{reply_json}"
