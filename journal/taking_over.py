"""A journal made whole again from transactions that were kept elsewhere: the workbook's Audit tab.

Both are hash chains, so what they have in common is told by comparing hashes alone. What only the
journal has is never dropped unless somebody has said so.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, TypeVar

from sqlalchemy import Connection, Engine, bindparam, delete, select, update

from inventory.base_command import BaseCommand
from inventory.correspondence_commands import NoteThread, RecordLetter
from inventory.notices import LetterNotice
from inventory.ports import Delivery, Entered, Medium
from journal.commit import lock_tail, write
from journal.rows import Tail, written_before
from journal.tables import head, journal, move, outbox, snapshot

ROWS_AT_ONCE: Final = 1_000

C = TypeVar("C", bound=BaseCommand)


class JournalsDifferError(Exception):
    """The journal has transactions that the other story lacks or tells otherwise.

    Attributes:
        common: the last transaction that both have.
        ours, theirs: the last that each of them has.
    """

    def __init__(self, common: int, ours: int, theirs: int) -> None:
        super().__init__(f"both have TX-{common}; then ours goes to {ours}, theirs to {theirs}")
        self.common = common
        self.ours = ours
        self.theirs = theirs

    @property
    def is_ahead(self) -> bool:
        """Whether ours merely goes on where theirs ends."""
        return self.common == self.theirs


class NotReproducedError(Exception):
    """A transaction, written again, does not come out as it was: nothing has been changed.

    Attributes:
        sequence: up to which the rows had been written.
    """

    def __init__(self, sequence: int) -> None:
        super().__init__(f"up to TX-{sequence} the rows do not come out as they were")
        self.sequence = sequence


class TakenOver(NamedTuple):
    """How many transactions were dropped and added."""

    dropped: int
    added: int


def take_over(engine: Engine, entered: Sequence[Entered], *, is_dropping: bool) -> TakenOver:
    """Bring the journal to exactly these transactions, in one commit; no message goes out again.

    Args:
        engine: the database; no desk may be open on it in another process.
        entered: the whole story from the first transaction on.
        is_dropping: drop what only the journal has, after the last transaction in common.

    Raises:
        JournalsDifferError: the journal has more, or other transactions.
        NotReproducedError: see there.
    """
    with engine.begin() as connection:
        tail = lock_tail(connection)
        common = _in_common(connection, entered, tail.sequence)
        if tail.sequence > common and (common == len(entered) or not is_dropping):
            raise JournalsDifferError(common=common, ours=tail.sequence, theirs=len(entered))
        dropped = tail.sequence - common
        if dropped:
            _drop_after(connection, common)
        _add(connection, entered[common:])
        _settle_messages(connection, entered)
    return TakenOver(dropped=dropped, added=len(entered) - common)


def _settle_messages(connection: Connection, entered: Sequence[Entered]) -> None:
    """Have nothing go out again; what the story says of where messages stand is known again.

    A letter of which it does not say what became may have left: that is noted in its document, and
    a person decides whether it is sent once more.
    """
    connection.execute(update(outbox).values(delivery=Delivery.SENT.value))
    _place_threads(connection, entered)
    rows = connection.execute(select(outbox).where(outbox.c.medium == Medium.MAIL.value)).all()
    told = {(one.number, one.letter) for one in _commands(entered, RecordLetter)}
    doubtful = [row.id for row in rows if _letter_in(row.notice) not in told]
    if doubtful:
        connection.execute(
            update(outbox).where(outbox.c.id == bindparam("row")),
            [{"row": row_id, "delivery": Delivery.UNKNOWN.value} for row_id in doubtful],
        )


def _place_threads(connection: Connection, entered: Sequence[Entered]) -> None:
    """Have documents' messages edited where they stand, instead of being said anew."""
    places = {one.number: one.thread for one in _commands(entered, NoteThread)}
    if places:
        connection.execute(
            update(outbox).where(outbox.c.message == bindparam("number"), outbox.c.ts == ""),
            [
                {"number": number, "channel": place.channel, "ts": place.thread}
                for number, place in places.items()
            ],
        )


def _commands(entered: Sequence[Entered], kind: type[C]) -> Iterator[C]:
    for one in entered:
        if isinstance(one.transaction.command, kind):
            yield one.transaction.command


def _letter_in(notice: str) -> tuple[str, str]:
    letter = LetterNotice.model_validate_json(notice)
    return letter.document, letter.letter.key


def _in_common(connection: Connection, entered: Sequence[Entered], last: int) -> int:
    """Return the last sequence number at which both chains have one hash, by bisection."""
    low, high = 0, min(last, len(entered))
    while low < high:
        middle = (low + high + 1) // 2
        ours = connection.scalar(select(journal.c.hash).where(journal.c.seq == middle))
        if ours == entered[middle - 1].hash:
            low = middle
        else:
            high = middle - 1
    return low


def _drop_after(connection: Connection, sequence: int) -> None:
    for table in (journal, move, outbox, snapshot):
        connection.execute(delete(table).where(table.c.seq > sequence))
    link = select(journal.c.hash).where(journal.c.seq == sequence)
    last_line = select(move.c.line, move.c.hash).order_by(move.c.line.desc()).limit(1)
    row = connection.execute(last_line).first()
    tail = Tail(
        sequence=sequence,
        line=row.line if row else 0,
        hash=connection.scalar(link) or "",
        ledger_hash=row.hash if row else "",
    )
    connection.execute(update(head).where(head.c.id == 1).values(tail._asdict()))


def _add(connection: Connection, entered: Sequence[Entered]) -> None:
    for start in range(0, len(entered), ROWS_AT_ONCE):
        some = entered[start : start + ROWS_AT_ONCE]
        write(connection, [written_before(one) for one in some], lock_tail(connection))
        if lock_tail(connection).hash != some[-1].hash:
            raise NotReproducedError(some[-1].transaction.sequence)
