"""What every request carries: who, when, where the answer belongs, and the key that makes it one.

The key stays the same when the same request is repeated (a retry, a double click), so that a repeat
is recognised. The payload hash covers who asked for what, never the time or where it was said.
"""

import hashlib
from datetime import date, datetime
from typing import ClassVar, Final

from pydantic import Field

from inventory.place import Place
from inventory.quantity import Amount, Quantity
from inventory.record import Record

LINES_MAX = 200
"""Lines one command may carry; each becomes at most two moves (a transaction has at most 500)."""

CIRCUMSTANCES: Final = frozenset({"key", "at", "place", "is_announced"})
"""What says nothing of what was asked for."""


class Line(Record):
    """One line of a posting, as asked for. Each verb says which parts it needs.

    Attributes:
        location: the `@` place: target of a receipt, source of a pick, what a count counted.
        target: the `>` place of a move.
        source: the one bin that components of a kit come from; `parts` are the lots of those that
            come out of one.
        to: the customer, as people write it; `carrier` and `tracking` belong to a shipment.
        serials: numbers of single pieces as people write them: `100-119`, `A7,A9`.
        rejected: what of a delivery is no good, besides `amount`, which is accepted.
        photo: a link to a picture.
        freight: what the delivery cost to bring, to be spread over all lines of the command.
    """

    item: str
    amount: Amount | None = None
    location: str = ""
    target: str = ""
    source: str = ""
    parts: str = ""
    lot: str = ""
    supplier_lot: str = ""
    expires_on: date | None = None
    condition: str = ""
    reason: str = ""
    document: str = ""
    carrier: str = ""
    tracking: str = ""
    to: str = ""
    note: str = ""
    unit_cost: Quantity | None = None
    made_on: date | None = None
    serials: str = ""
    rejected: Amount | None = None
    photo: str = ""
    freight: Quantity | None = None


class BaseCommand(Record):
    """Who asks, when, under which key, and where in Slack the answer belongs.

    Attributes:
        is_announced: the outbox tells the place what was done (forms and buttons); a slash
            command's answer travels in its acknowledgement instead.
        facts: what a request carries along without anybody having asked for it: a repeat may find
            it otherwise by then, and is the same request all the same.
        is_step: somebody takes it with a document and may take it back, though no goods have moved.
        says_what_is: it tells what is so: goods that are not there cannot be kept for anybody.
    """

    facts: ClassVar[frozenset[str]] = frozenset()
    is_step: ClassVar[bool] = False
    says_what_is: ClassVar[bool] = False

    kind: str
    key: str
    actor: str
    at: datetime
    place: Place | None = None
    is_announced: bool = False

    def payload_hash(self) -> str:
        """Return the SHA-256 of who asked for what."""
        asked = self.model_dump_json(exclude={*CIRCUMSTANCES, *self.facts})
        return hashlib.sha256(asked.encode()).hexdigest()


class StockCommand(BaseCommand):
    """A posting of one or more lines; all are posted or none."""

    lines: tuple[Line, ...] = Field(min_length=1)
    occurred_on: date | None = None
