"""Count sheets as they are kept, without the steps that led there."""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from inventory.commands import Warn
from inventory.documents.cycle_count import (
    CountLine,
    CountLineStatus,
    CountStatus,
    CycleCount,
    Tally,
)
from inventory.entries import Change, type_of
from inventory.people import IMPORT
from inventory.record import Record
from inventory.transaction import Posted, Reply, Transaction, transaction_id
from tests.builders import fresh_key
from tests.memory_desk import START, MemoryDesk

TODAY = START.date()


def a_tally(expected: float, counted: float, by: str = "U0ANA", **parts: Any) -> Tally:
    figures = {"expected": Decimal(str(expected)), "quantity": Decimal(str(counted))}
    return Tally(
        **figures, asked_expected=figures["expected"], by=by, at=parts.pop("at", START), **parts
    )


def a_settled_line(
    expected: float = 12,
    counted: float = 12,
    item: str = "MUG-BLU",
    at: str = "A-01",
    *,
    by: str = "U0ANA",
    on: date = TODAY,
    number: int = 1,
    **parts: Any,
) -> CountLine:
    """A line that was counted and posted; `tallies` for all that was said of it."""
    is_off = expected != counted
    facts: dict[str, Any] = {
        "status": CountLineStatus.POSTED,
        "tallies": (a_tally(expected, counted, by),),
        "transaction": "TX-9" if is_off else "",
        "unit_cost": Decimal(2),
        "settled_on": on,
    }
    return CountLine(number=number, item=item, location=at, **{**facts, **parts})


def a_count(number: str = "CC-1", *lines: CountLine, **parts: Any) -> CycleCount:
    """A sheet of lines, numbered in order."""
    numbered = tuple(
        line.model_copy(update={"number": place}) for place, line in enumerate(lines, start=1)
    )
    facts = {"status": CountStatus.DONE, "planned_by": "U0MIA", "planned_on": TODAY, "run": number}
    return CycleCount(number=number, lines=numbered, **{**facts, **parts})


def keep(desk: MemoryDesk, *entries: Record) -> None:
    """Have a desk know entries, as an earlier transaction left them."""
    sequence = desk.last_sequence() + 1
    command = Warn(key=fresh_key(), actor=IMPORT, at=START, topic="kept", headline="Kept.")
    transaction = Transaction(
        sequence=sequence,
        id=transaction_id(sequence),
        at=START + timedelta(seconds=sequence),
        command=command,
        changes=_changes(desk, entries),
    )
    desk.enter(Posted(transaction=transaction, reply=Reply(transaction=transaction.id)))


def _changes(desk: MemoryDesk, entries: Sequence[Any]) -> tuple[Change, ...]:
    return tuple(
        Change(
            version=desk.book.version_of(type_of(type(each)), each.key),
            before=desk.book.get(type(each), each.key),
            after=each,
        )
        for each in entries
    )
