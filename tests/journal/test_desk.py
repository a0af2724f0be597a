"""The desk keeps its promises: durable before told, once, in order, alone in failing."""

import threading
from contextlib import contextmanager
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from inventory.commands import (
    Command,
    EditRow,
    Line,
    PickStock,
    ReceiveStock,
    UndoTransaction,
)
from inventory.errors import KeyReused, NotEnough, StockError, UndoRefused, UnknownItem
from inventory.invariants import check_invariants
from inventory.item import Item
from inventory.location import Location, LocationKind
from inventory.move import MoveKind
from inventory.people import Person, Role
from inventory.ports import JournalUnavailableError, MoveFilter
from inventory.quantity import Amount
from inventory.snapshot import dump_book
from inventory.transaction import Posted
from journal.desk import JournalDesk
from journal.opening import Journal, open_journal

AT = datetime(2026, 11, 22, 10, tzinfo=UTC)


def edit(entry: Item | Location | Person) -> EditRow:
    return EditRow(
        key=f"edit:{entry.key}",
        at=AT,
        actor="import",
        type=entry.type,
        row_key=entry.key,
        version=0,
        after=entry,
    )


def receive(key: str, quantity: int = 1, item: str = "MUG-BLU") -> ReceiveStock:
    line = Line(item=item, amount=Amount(number=Decimal(quantity)), location="A-01")
    return ReceiveStock(key=key, at=AT, actor="U0ANA", lines=(line,))


def pick(key: str, quantity: int) -> PickStock:
    line = Line(item="MUG-BLU", amount=Amount(number=Decimal(quantity)), location="A-01")
    return PickStock(key=key, at=AT, actor="U0ANA", lines=(line,))


def opened(database: str, **options: int) -> Journal:
    journal = open_journal(database, "journal-1", **options)  # type: ignore[arg-type]
    journal.desk.handle_all(
        [
            edit(Item(sku="MUG-BLU", name="Blue mug")),
            edit(Location(code="A-01")),
            edit(Location(code="PACKING", kind=LocationKind.PACKING)),
            edit(Person(user="U0ANA", role=Role.MANAGER)),
        ]
    )
    return journal


@pytest.fixture
def journal(database: str):
    journal = opened(database)
    yield journal
    journal.close()


def test_a_posting_is_in_the_journal_when_it_is_told(journal: Journal):
    posted = journal.desk.handle(receive("r1", 24))
    assert posted.transaction.id == "TX-5"
    assert journal.reader.transaction("TX-5") == posted.transaction
    assert journal.reader.reply_to("TX-5") == posted.reply
    assert journal.desk.book.on_hand("MUG-BLU", "A-01") == 24


def test_a_repeated_request_is_told_the_same_and_posts_nothing(journal: Journal):
    first = journal.desk.handle(receive("r1", 24))
    again = journal.desk.handle(receive("r1", 24).model_copy(update={"at": datetime.now(UTC)}))
    assert again.is_repeat
    assert (again.transaction, again.reply) == (first.transaction, first.reply)
    assert journal.desk.book.on_hand("MUG-BLU", "A-01") == 24


def test_a_repeat_in_the_same_commit_is_recognised(journal: Journal):
    first, again = journal.desk.handle_all([receive("r1"), receive("r1")])
    assert isinstance(first, Posted)
    assert isinstance(again, Posted)
    assert (first.is_repeat, again.is_repeat) == (False, True)
    assert journal.desk.book.on_hand("MUG-BLU", "A-01") == 1


def test_a_key_cannot_stand_for_two_requests(journal: Journal):
    journal.desk.handle(receive("r1", 24))
    with pytest.raises(KeyReused):
        journal.desk.handle(receive("r1", 25))


def test_a_refusal_takes_no_key(journal: Journal):
    with pytest.raises(NotEnough):
        journal.desk.handle(pick("k", 5))
    journal.desk.handle(receive("r1", 24))
    assert journal.desk.handle(pick("k", 5)).transaction.id == "TX-6"


def test_one_refusal_in_a_commit_fails_alone(journal: Journal):
    results = journal.desk.handle_all(
        [receive("r1", 24), receive("r2", 1, item="NO-SUCH"), pick("p1", 20), pick("p2", 20)]
    )
    assert [type(one) for one in results] == [Posted, UnknownItem, Posted, NotEnough]
    assert journal.desk.book.on_hand("MUG-BLU", "A-01") == 4


def test_a_bug_in_one_command_fails_that_command_alone(journal: Journal):
    good = receive("r1", 24)
    broken = ReceiveStock.model_construct(
        kind="receive", key="b", actor="U0ANA", at=AT, lines=(None,), occurred_on=None, place=None
    )
    futures = [journal.desk.submit(command) for command in (broken, good)]
    assert isinstance(futures[0].exception(), AttributeError)
    assert futures[1].result().transaction.moves[0].quantity == 24


def test_many_threads_post_without_gap_or_loss(journal: Journal):
    def work(name: int) -> None:
        for number in range(25):
            journal.desk.handle(receive(f"{name}-{number}"))

    threads = [threading.Thread(target=work, args=(name,)) for name in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert journal.desk.book.on_hand("MUG-BLU", "A-01") == 400
    entered = journal.reader.entered_after(0, 1000)
    assert [one.transaction.sequence for one in entered] == list(range(1, 405))
    lines = [move.line for one in entered for move in one.transaction.moves]
    assert lines == list(range(1, 401))
    check_invariants(journal.desk.book)


def test_a_restart_gives_the_same_book(database: str):
    journal = opened(database)
    journal.desk.handle_all([receive("r1", 24), pick("p1", 5)])
    before = dump_book(journal.desk.book)
    journal.close()
    again = open_journal(database, "another name")
    assert dump_book(again.desk.book) == before
    assert again.id == "journal-1"
    again.close()


def test_a_snapshot_and_the_tail_make_the_same_book_as_the_whole_journal(database: str):
    journal = opened(database, snapshot_every=10)
    for number in range(35):
        journal.desk.handle(receive(f"r{number}"))
    for sequence in (0, 4, 9, 10, 23, 39):
        book = journal.reader.book_at(sequence)
        assert book.sequence == sequence
        assert book.on_hand("MUG-BLU", "A-01") == max(0, sequence - 4)
        check_invariants(book)
    assert dump_book(journal.reader.book_at(39)) == dump_book(journal.desk.book)
    journal.close()


def test_two_desks_on_one_database_never_sell_the_last_piece_twice(database: str):
    one = opened(database)
    two = open_journal(database, "journal-2")
    one.desk.handle(receive("r1", 1))
    assert two.desk.catch_up().on_hand("MUG-BLU", "A-01") == 1
    results: list[Posted | StockError] = []

    def grab(journal: Journal, key: str) -> None:
        results.extend(journal.desk.handle_all([pick(key, 1)]))

    threads = [
        threading.Thread(target=grab, args=(journal, key))
        for journal, key in ((one, "a"), (two, "b"))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(type(result).__name__ for result in results) == ["NotEnough", "Posted"]
    assert one.desk.catch_up().on_hand("MUG-BLU", "PACKING") == 1
    assert two.desk.catch_up().on_hand("MUG-BLU", "PACKING") == 1
    one.close()
    two.close()


def test_undo_finds_the_past_and_happens_once(journal: Journal):
    posted = journal.desk.handle(receive("r1", 24))

    def undo(key: str, transaction: str) -> Command:
        return UndoTransaction(key=key, at=AT, actor="U0ANA", transaction=transaction)

    undone = journal.desk.handle(undo("u1", posted.transaction.id))
    assert journal.desk.book.on_hand("MUG-BLU", "A-01") == 0
    assert journal.reader.undone_by(posted.transaction.id) == undone.transaction.id
    with pytest.raises(UndoRefused) as refused:
        journal.desk.handle(undo("u2", posted.transaction.id))
    assert (refused.value.problem, refused.value.by) == ("undone", undone.transaction.id)
    journal.desk.handle(undo("u3", undone.transaction.id))
    assert journal.desk.book.on_hand("MUG-BLU", "A-01") == 24


def test_two_undos_in_one_commit_take_it_back_once(journal: Journal):
    posted = journal.desk.handle(receive("r1", 24)).transaction.id
    asked = [UndoTransaction(key=f"u{n}", at=AT, actor="U0ANA", transaction=posted) for n in (1, 2)]
    first, second = journal.desk.handle_all(asked)
    assert isinstance(first, Posted)
    assert isinstance(second, UndoRefused)


def test_moves_are_read_newest_first_by_item_place_document_and_kind(journal: Journal):
    journal.desk.handle_all([receive("r1", 24), pick("p1", 5), receive("r2", 2)])
    moves = journal.reader.moves(MoveFilter(item="MUG-BLU"), 10)
    assert [(m.kind.value, m.quantity) for m in moves] == [
        ("receipt", 2),
        ("pick", 5),
        ("receipt", 24),
    ]
    assert [m.line for m in journal.reader.moves(MoveFilter(location="PACKING"), 10)] == [2]
    assert [m.line for m in journal.reader.moves(MoveFilter(before_line=3), 1)] == [2]
    received = journal.reader.moves(MoveFilter(item="MUG-BLU", kind=MoveKind.RECEIPT), 10)
    assert [m.line for m in received] == [3, 1]
    assert journal.reader.moves(MoveFilter(lot="L7"), 10) == []
    assert journal.reader.moves(MoveFilter(document="PO-1"), 10) == []


def test_ledger_rows_are_chained(journal: Journal):
    journal.desk.handle_all([receive("r1", 24), pick("p1", 5), receive("r2", 2)])
    rows = journal.reader.ledger_after(0, 10)
    assert [row.move.line for row in rows] == [1, 2, 3]
    assert rows[0].previous_hash == ""
    assert [row.previous_hash for row in rows[1:]] == [row.hash for row in rows[:-1]]
    assert journal.reader.ledger_after(1, 1)[0].previous_hash == rows[0].hash
    assert journal.reader.ledger_after(3, 10) == []


def test_a_closed_desk_says_so(database: str):
    journal = opened(database)
    journal.close()
    with pytest.raises(JournalUnavailableError):
        journal.desk.handle(receive("r1"))


def test_nothing_is_acknowledged_when_the_disk_refuses(journal: Journal):
    with a_disk_that_refuses(journal), pytest.raises(JournalUnavailableError):
        journal.desk.handle(receive("r1", 24))
    assert journal.desk.book.on_hand("MUG-BLU", "A-01") == 0
    assert journal.desk.handle(receive("r1", 24)).transaction.id == "TX-5"


def test_what_the_database_cannot_keep_fails_alone(journal: Journal):
    good, bad, other = (
        journal.desk.submit(command)
        for command in (receive("r1", 24), receive("r\ud800"), receive("r3", 1))
    )
    assert good.result().transaction.moves[0].quantity == 24
    assert isinstance(bad.exception(), Exception)
    assert other.result().transaction.sequence == good.result().transaction.sequence + 1
    assert journal.desk.book.on_hand("MUG-BLU", "A-01") == 25


def test_a_snapshot_that_cannot_be_kept_fails_no_posting(database: str):
    journal = opened(database, snapshot_every=2)
    with journal.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE snapshot")
    posted = [journal.desk.handle(receive(f"r{number}")) for number in range(5)]
    assert [one.is_repeat for one in posted] == [False] * 5
    assert journal.desk.book.on_hand("MUG-BLU", "A-01") == 5
    journal.close()


@contextmanager
def a_disk_that_refuses(journal: Journal):
    """Every insert into the journal fails."""
    is_sqlite = journal.engine.dialect.name == "sqlite"
    with journal.engine.begin() as connection:
        connection.exec_driver_sql(REFUSE_ON_SQLITE if is_sqlite else REFUSE_ON_POSTGRESQL)
    yield
    with journal.engine.begin() as connection:
        table = "" if is_sqlite else " ON journal"
        connection.exec_driver_sql(f"DROP TRIGGER full_disk{table}")


REFUSE_ON_SQLITE = """
    CREATE TRIGGER full_disk BEFORE INSERT ON journal
    BEGIN SELECT RAISE(ABORT, 'disk is full'); END
"""
REFUSE_ON_POSTGRESQL = """
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION USING ERRCODE = 'disk_full'; END $$;
    CREATE TRIGGER full_disk BEFORE INSERT ON journal EXECUTE FUNCTION refuse()
"""


def test_a_commit_waits_for_those_who_were_just_answered(journal: Journal):
    """Four who ask again and again are served together, not two and two by turns."""
    sizes: list[int] = []
    desk = JournalDesk(journal.engine, watch=lambda served: sizes.append(len(served.commands)))

    def ask(name: int) -> None:
        for number in range(25):
            desk.handle(receive(f"{name}:{number}"))

    threads = [threading.Thread(target=ask, args=(name,)) for name in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    desk.close()

    assert sum(sizes) == 100
    assert 4 in sizes


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_desk_that_breaks_after_a_commit_leaves_nobody_waiting(tmp_path: Path):
    """Whoever is told of commits fails: what was recorded is told, what comes later is refused."""
    has_queued = threading.Event()

    def fail() -> None:
        has_queued.wait(30)
        raise ValueError("nobody foresaw this")

    journal = open_journal(f"sqlite:///{tmp_path / 'journal.db'}", "house", on_commit=fail)
    first = journal.desk.submit(edit(Item(sku="MUG-BLU", name="Mug")))
    assert first.result(30).transaction.id == "TX-1"
    second = journal.desk.submit(edit(Item(sku="MUG-RED", name="Mug")))
    has_queued.set()

    with pytest.raises(JournalUnavailableError):
        second.result(30)
    with pytest.raises(JournalUnavailableError):
        journal.desk.handle(edit(Item(sku="MUG-GRN", name="Mug")))
    journal.close()
