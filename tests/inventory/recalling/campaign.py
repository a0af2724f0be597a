"""A recall under way: what managers and customers do about it, as commands, and what to look at."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from inventory.correspondence_commands import RecordLetter
from inventory.customer import Customer
from inventory.documents.letter import LetterKind, LetterState
from inventory.notices import LetterNotice
from inventory.quantity import Amount
from inventory.recall_commands import CloseRecall, NotifyRecall, RecordRecallReply, RemindRecalls
from tests.builders import edit, fresh_key
from tests.inventory.recalling.recalls import JAM, a_jam_house, asked, sell, start, the_recall
from tests.memory_desk import START, MemoryDesk


def a_house_that_recalls() -> MemoryDesk:
    """CAFE-SOL and BISTRO can be written to; the kiosk is nobody of ours."""
    desk = a_jam_house(recall_reminder_days=2)
    for code in ("CAFE-SOL", "BISTRO"):
        desk.handle(edit(Customer(code=code, contact=f"mark-{code}")))
    sell(desk, 1, JAM, "L7", "the kiosk", "A-01")
    desk.handle(start("L7"))
    return desk


def notify(customer: str = "", **parts: Any) -> NotifyRecall:
    return asked(NotifyRecall, "RC-1", customer=customer, **parts)


def reply(customer: str = "", destroyed: Any = None, **parts: Any) -> RecordRecallReply:
    amount = None if destroyed is None else Amount(number=Decimal(destroyed))
    parts.setdefault("by", "U0ANA")
    return asked(RecordRecallReply, "RC-1", customer=customer, destroyed=amount, **parts)


def close(reason: str = "") -> CloseRecall:
    return asked(CloseRecall, "RC-1", reason=reason)


def remind(day: int = 0) -> RemindRecalls:
    at = START + timedelta(days=day)
    return RemindRecalls(key=fresh_key(), actor="job:recalls", at=at, on=at.date())


def fate(desk: MemoryDesk, state: LetterState, said: str = "", number: int = -1) -> RecordLetter:
    letter = the_recall(desk).letters[number].key
    return RecordLetter(
        key=fresh_key(),
        actor="job:letters",
        at=START,
        number="RC-1",
        letter=letter,
        state=state,
        said=said,
    )


def told_on(desk: MemoryDesk) -> dict[str, date | None]:
    return {line.customer: line.notified_on for line in the_recall(desk).lines}


def letters_in(posted: Any) -> list[tuple[str, LetterKind]]:
    notices = posted.transaction.notices
    return [(one.reader, one.letter.kind) for one in notices if isinstance(one, LetterNotice)]
