"""Between records and rows: what one transaction inserts, and what comes back."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Row

from inventory.chain import entered_content, ledger_content
from inventory.ports import Delivery, Entered, medium_of
from inventory.transaction import Posted, Reply, Transaction, chained_hash


class Tail(NamedTuple):
    """The end of the journal: its last sequence and ledger line, and both hash chains' last links."""

    sequence: int
    line: int
    hash: str
    ledger_hash: str


class Inserts(NamedTuple):
    """What a batch of transactions adds to each table, and the tail after it."""

    journal: list[dict[str, Any]]
    move: list[dict[str, Any]]
    outbox: list[dict[str, Any]]
    tail: Tail


class Written(NamedTuple):
    """A transaction with its bodies as they are kept, which its hash covers."""

    transaction: Transaction
    body: str
    reply: str
    payload_hash: str


def written(posted: Posted) -> Written:
    """Write out what has just been decided."""
    transaction = posted.transaction
    body, reply = transaction.model_dump_json(), posted.reply.model_dump_json()
    return Written(transaction, body, reply, transaction.command.payload_hash())


def written_before(entered: Entered) -> Written:
    """Return what was written once, letter by letter: another version would write it otherwise."""
    body, _, reply = entered.content.partition("\n")
    return Written(entered.transaction, body, reply, entered.payload_hash)


def inserts_for(accepted: Iterable[Written], tail: Tail) -> Inserts:
    """Return the rows of some transactions that follow a tail."""
    inserts = Inserts([], [], [], tail)
    for one in accepted:
        tail = _add(inserts, one, tail)
    return inserts._replace(tail=tail)


def _add(inserts: Inserts, accepted: Written, tail: Tail) -> Tail:
    transaction, body, reply, payload_hash = accepted
    command = transaction.command
    link = chained_hash(tail.hash, entered_content(body, reply))
    inserts.journal.append(
        {
            "seq": transaction.sequence,
            "key": command.key,
            "payload_hash": payload_hash,
            "at": transaction.at.isoformat(),
            "actor": command.actor,
            "kind": command.kind,
            "undoes": transaction.undoes or None,
            "body": body,
            "reply": reply,
            "hash": link,
        }
    )
    ledger_link = _add_moves(inserts, transaction, tail.ledger_hash)
    _add_notices(inserts, transaction)
    return Tail(transaction.sequence, tail.line + len(transaction.moves), link, ledger_link)


def _add_moves(inserts: Inserts, transaction: Transaction, link: str) -> str:
    for number, move in enumerate(transaction.moves, start=1):
        link = chained_hash(link, ledger_content(move))
        inserts.move.append(
            {
                "line": move.line,
                "seq": transaction.sequence,
                "number": number,
                "kind": move.kind.value,
                "item": move.item,
                "lot": move.lot,
                "quantity": str(move.quantity),
                "source": move.source,
                "target": move.target,
                "document": move.document,
                "occurred_at": move.occurred_at.isoformat(),
                "hash": link,
            }
        )
    return link


def _add_notices(inserts: Inserts, transaction: Transaction) -> None:
    for number, notice in enumerate(transaction.notices, start=1):
        inserts.outbox.append(
            {
                "key": f"{transaction.id}#{number}",
                "seq": transaction.sequence,
                "message": notice.message,
                "notice": notice.model_dump_json(),
                "delivery": Delivery.WAITING.value,
                "attempts": 0,
                "channel": "",
                "ts": "",
                "medium": medium_of(notice).value,
            }
        )


def posted_from(row: Row[Any]) -> Posted:
    """Return what a journal row recorded, marked as a repeat."""
    return Posted(
        transaction=Transaction.model_validate_json(row.body),
        reply=Reply.model_validate_json(row.reply),
        is_repeat=True,
    )


def entered_from(rows: Sequence[Row[Any]], previous_hash: str) -> list[Entered]:
    """Return journal rows in order, each with the hash before it."""
    entered = []
    for row in rows:
        entered.append(
            Entered(
                transaction=Transaction.model_validate_json(row.body),
                reply=Reply.model_validate_json(row.reply),
                content=entered_content(row.body, row.reply),
                payload_hash=row.payload_hash,
                hash=row.hash,
                previous_hash=previous_hash,
            )
        )
        previous_hash = row.hash
    return entered
