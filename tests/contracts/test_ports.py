"""The contract of the ports, held against the journal on disk and the desk in memory alike."""

from datetime import timedelta

import pytest

from inventory.chain import entered_content, ledger_content
from inventory.customer import Contact
from inventory.errors import KeyReused, NotEnough, StockError
from inventory.ports import Delivery, MoveFilter, SheetBatch
from inventory.transaction import chained_hash
from journal.opening import open_journal
from tests.builders import move, open_stock, pick, receive, reply_lines, ship, undo, warn
from tests.memory_desk import START

# -- Desk -------------------------------------------------------------------------------------


def test_a_posting_is_published_with_its_answer(stocked):
    posted = stocked.desk.handle(pick(3, at="A-01"))
    assert reply_lines(posted) == ["MUG-BLU A-01 24 -> 21", "MUG-BLU PACK 0 -> 3"]
    assert stocked.desk.book.on_hand("MUG-BLU", "A-01") == 21
    assert stocked.desk.catch_up().sequence == posted.transaction.sequence


def test_the_same_key_hears_the_same_answer(stocked):
    first = stocked.desk.handle(pick(3, at="A-01", key="click"))
    again = stocked.desk.handle(pick(3, at="A-01", key="click"))
    assert (again.is_repeat, first.is_repeat) == (True, False)
    assert (again.transaction, again.reply) == (first.transaction, first.reply)
    with pytest.raises(KeyReused):
        stocked.desk.handle(pick(4, at="A-01", key="click"))


def test_a_refusal_records_nothing_and_takes_no_key(stocked):
    before = stocked.reader.last_sequence()
    with pytest.raises(NotEnough):
        stocked.desk.handle(pick(25, at="A-01", key="click"))
    assert stocked.reader.last_sequence() == before
    stocked.desk.handle(receive(1, at="A-01"))
    stocked.desk.handle(pick(25, at="A-01", key="click"))


def test_many_at_once_are_decided_in_order_and_each_on_its_own(stocked):
    outcomes = stocked.desk.handle_all(
        [pick(20, at="A-01"), pick(20, at="A-01"), pick(4, at="A-01")]
    )
    assert [isinstance(outcome, StockError) for outcome in outcomes] == [False, True, False]
    assert stocked.desk.book.on_hand("MUG-BLU", "A-01") == 0


def test_one_key_twice_in_one_batch_is_posted_once(stocked):
    first, second = stocked.desk.handle_all([pick(3, at="A-01", key="click")] * 2)
    assert (first.is_repeat, second.is_repeat) == (False, True)
    assert stocked.desk.book.on_hand("MUG-BLU", "A-01") == 21


def test_an_undo_finds_what_it_undoes(stocked):
    picked = stocked.desk.handle(pick(3, at="A-01")).transaction.id
    undone = stocked.desk.handle(undo(picked)).transaction.id
    assert stocked.reader.undone_by(picked) == undone
    assert stocked.reader.undone_by(undone) is None
    with pytest.raises(StockError):
        stocked.desk.handle(undo(picked))


# -- JournalReader ----------------------------------------------------------------------------


def test_the_past_is_read_as_it_was_posted(stocked):
    posted = stocked.desk.handle(pick(3, at="A-01"))
    assert stocked.reader.transaction(posted.transaction.id) == posted.transaction
    assert stocked.reader.reply_to(posted.transaction.id) == posted.reply
    assert stocked.reader.transaction("TX-999") is None
    assert stocked.reader.reply_to("TX-999") is None


def test_journal_rows_are_chained(stocked):
    stocked.desk.handle(pick(3, at="A-01", note="für Zoë"))
    link = ""
    for entered in stocked.reader.entered_after(0, 1000):
        content = entered_content(
            entered.transaction.model_dump_json(), entered.reply.model_dump_json()
        )
        assert entered.previous_hash == link
        link = chained_hash(link, content)
        assert entered.hash == link


def test_journal_rows_are_read_in_pages(stocked):
    last = stocked.reader.last_sequence()
    assert [e.transaction.sequence for e in stocked.reader.entered_after(last - 3, 2)] == [
        last - 2,
        last - 1,
    ]
    assert list(stocked.reader.entered_after(last, 10)) == []


def test_ledger_rows_are_chained_and_read_in_pages(stocked):
    stocked.desk.handle(pick(3, at="A-01"))
    first, second = stocked.reader.ledger_after(0, 10)
    assert (first.previous_hash, first.hash) == ("", chained_hash("", ledger_content(first.move)))
    assert second.previous_hash == first.hash
    assert second.hash == chained_hash(first.hash, ledger_content(second.move))
    assert list(stocked.reader.ledger_after(1, 10)) == [second]


def test_an_empty_journal_has_no_rows(ports):
    assert ports.reader.last_sequence() == 0
    assert list(ports.reader.entered_after(0, 10)) == []


def test_moves_are_found_newest_first(stocked):
    stocked.desk.handle(move(5, at="A-01", to="B-01"))
    stocked.desk.handle(receive(2, "TEE-BLK-M", at="A-01", document="W-12"))
    stocked.desk.handle(receive(6, "JAM-STR", at="A-02", lot="L7"))

    def found(limit=10, **wanted):
        return [row.line for row in stocked.reader.moves(MoveFilter(**wanted), limit)]

    assert found() == [4, 3, 2, 1]
    assert found(limit=2) == [4, 3]
    assert found(item="MUG-BLU") == [2, 1]
    assert found(location="A-01") == [3, 2, 1]
    assert found(lot="L7") == [4]
    assert found(document="W-12") == [3]
    assert found(before_line=3) == [2, 1]


def test_what_was_shipped_is_added_up_by_item_less_what_was_undone(stocked):
    stocked.desk.handle(open_stock(5.5, "ROPE-8", at="PACK"))
    stocked.desk.handle(open_stock(9, at="PACK"))
    for quantity, item in ((2, "MUG-BLU"), (2, "MUG-BLU"), (3, "MUG-BLU"), (0.25, "ROPE-8")):
        shipped = stocked.desk.handle(ship(quantity, item, at="PACK"))
    stocked.desk.handle(undo(shipped.transaction.id))
    today = START.date()

    assert stocked.reader.shipped(today) == {"MUG-BLU": 7, "ROPE-8": 0}
    assert stocked.reader.shipped(today + timedelta(days=1)) == {}


def test_a_past_book_can_be_folded_again(stocked):
    before = stocked.reader.last_sequence()
    stocked.desk.handle(pick(3, at="A-01"))
    then = stocked.reader.book_at(before)
    assert (then.sequence, then.on_hand("MUG-BLU", "A-01")) == (before, 24)


# -- Outbox -----------------------------------------------------------------------------------


def test_a_notice_waits_until_it_is_settled(ports):
    ports.desk.handle(warn())
    (row,) = ports.outbox.pending(10)
    assert (row.key, row.message, row.delivery, row.attempts) == (
        "TX-1#1",
        "WN-1",
        Delivery.WAITING,
        0,
    )
    assert ports.outbox.begin(row)
    (row,) = ports.outbox.pending(10)
    assert (row.delivery, row.attempts) == (Delivery.UNKNOWN, 1)
    ports.outbox.settle(row.id, Delivery.SENT, channel="C0STOCK", ts="1.2")
    assert list(ports.outbox.pending(10)) == []


def test_who_looked_before_another_began_may_not_send(ports):
    ports.desk.handle(warn())
    (seen,) = ports.outbox.pending(10)
    assert ports.outbox.begin(seen)
    assert not ports.outbox.begin(seen)
    (again,) = ports.outbox.pending(10)
    assert ports.outbox.begin(again)
    ports.outbox.settle(seen.id, Delivery.SENT, channel="C0STOCK", ts="1.2")
    assert not ports.outbox.begin(again.model_copy(update={"attempts": 2}))
    assert list(ports.outbox.pending(10)) == []


def test_a_message_is_edited_where_it_was_sent_last(ports):
    assert ports.outbox.message("WN-1") is None
    for ts, headline in (("1.1", "Two rows differ"), ("1.2", "Three rows differ")):
        ports.desk.handle(warn(headline=headline))
        (row,) = ports.outbox.pending(10)
        ports.outbox.settle(row.id, Delivery.SENT, channel="C0STOCK", ts=ts)
    assert ports.outbox.message("WN-1").ts == "1.2"


def test_what_a_lost_journal_has_said_is_known_by_its_first_row(ports):
    assert ports.outbox.lost("WN-1") is None
    keys = []
    for headline in ("Two rows differ", "Three rows differ"):
        ports.desk.handle(warn(headline=headline))
        (row,) = ports.outbox.pending(10)
        ports.outbox.settle(row.id, Delivery.SENT)
        keys.append(row.key)
    assert ports.outbox.message("WN-1") is None
    assert ports.outbox.lost("WN-1").key == keys[0]


def test_what_failed_is_not_tried_for_ever(ports):
    ports.desk.handle(warn())
    (row,) = ports.outbox.pending(10)
    ports.outbox.settle(row.id, Delivery.FAILED)
    assert list(ports.outbox.pending(10)) == []
    assert ports.outbox.message("WN-1") is None


def test_notices_leave_in_the_order_of_the_journal(ports):
    for number in range(3):
        ports.desk.handle(warn(f"topic-{number}"))
    assert [row.message for row in ports.outbox.pending(2)] == ["WN-1", "WN-2"]


# -- Lease and JobRuns ------------------------------------------------------------------------


def test_a_lease_has_one_holder_and_its_token_only_grows(ports):
    first = ports.lease.acquire("sheet", "one", 60)
    assert ports.lease.acquire("sheet", "two", 60) is None
    assert ports.lease.acquire("sheet", "one", 60) == first
    ports.lease.release("sheet", "two")
    assert ports.lease.acquire("sheet", "two", 60) is None
    ports.lease.release("sheet", "one")
    second = ports.lease.acquire("sheet", "two", 60)
    assert second > first
    ports.lease.release("sheet", "two")
    assert ports.lease.acquire("sheet", "one", 60) > second


def test_leases_of_other_names_are_none_of_its_business(ports):
    assert ports.lease.acquire("sheet", "one", 60) is not None
    assert ports.lease.acquire("jobs", "two", 60) is not None


def test_a_job_runs_once_a_slot_unless_it_never_finished(ports):
    assert ports.runs.last_slot("low_stock") is None
    assert ports.runs.claim("low_stock", "2026-11-22", token=1)
    assert not ports.runs.claim("low_stock", "2026-11-22", token=1)
    assert ports.runs.claim("low_stock", "2026-11-22", token=2)
    ports.runs.finish("low_stock", "2026-11-22", "done")
    assert not ports.runs.claim("low_stock", "2026-11-22", token=3)
    assert ports.runs.claim("low_stock", "2026-11-23", token=3)
    assert ports.runs.last_slot("low_stock") == "2026-11-23"
    assert ports.runs.last_slot("reorder") is None


# -- Progress and SeenRows --------------------------------------------------------------------

BATCH = SheetBatch(
    number=1, from_sequence=0, to_sequence=12, body='{"requests":[]}', is_confirmed=False
)


def test_a_late_writer_with_an_old_token_changes_nothing(ports):
    assert ports.progress.last_batch("book") is None
    assert ports.progress.begin_batch("book", BATCH, token=2)
    assert not ports.progress.begin_batch("book", BATCH.model_copy(update={"number": 2}), token=1)
    assert not ports.progress.confirm_batch("book", 1, token=1)
    assert ports.progress.last_batch("book") == BATCH
    assert ports.progress.confirm_batch("book", 1, token=2)
    assert ports.progress.last_batch("book").is_confirmed
    assert ports.progress.last_batch("another book") is None


def test_a_batch_number_stands_for_one_content_for_ever(ports):
    assert ports.progress.begin_batch("book", BATCH, token=1)
    assert ports.progress.begin_batch("book", BATCH, token=2)
    other = BATCH.model_copy(update={"body": "{}"})
    assert not ports.progress.begin_batch("book", other, token=3)
    assert ports.progress.confirm_batch("book", 1, token=2)
    assert not ports.progress.begin_batch("book", BATCH, token=2)
    assert ports.progress.begin_batch("book", other.model_copy(update={"number": 2}), token=2)
    assert not ports.progress.begin_batch("book", BATCH, token=2)


def test_marks_and_missing_rows_are_remembered(ports):
    assert ports.progress.mark("book", "owner") is None
    ports.progress.set_mark("book", "owner", "me")
    ports.progress.set_mark("book", "owner", "still me")
    assert ports.progress.mark("book", "owner") == "still me"
    assert not ports.progress.swap_mark("book", "owner", None, "you")
    assert not ports.progress.swap_mark("book", "owner", "me", "you")
    assert ports.progress.swap_mark("book", "owner", "still me", "you")
    assert ports.progress.swap_mark("book", "rows", None, "7")
    assert (ports.progress.mark("book", "owner"), ports.progress.mark("book", "rows")) == (
        "you",
        "7",
    )
    assert ports.seen.missing("book", "Items") == frozenset()
    ports.seen.set_missing("book", "Items", ["TEE-M", "MUG-BLU", "TEE-M"])
    assert ports.seen.missing("book", "Items") == {"MUG-BLU", "TEE-M"}
    ports.seen.set_missing("book", "Items", [])
    assert ports.seen.missing("book", "Items") == frozenset()


# -- Contacts ---------------------------------------------------------------------------------


def test_a_contact_is_kept_under_a_mark_that_says_nothing_and_erased_for_good(tmp_path):
    journal = open_journal(f"sqlite:///{tmp_path / 'journal.sqlite3'}", "journal-1")
    sol = Contact(name="Cafe Sol", email="sol@example.com")
    first = journal.contacts.put("CAFE-SOL", sol)
    assert journal.contacts.put("CAFE-SOL", sol) == first
    other = journal.contacts.put("CAFE-SOL", Contact(name="Cafe Luna"))
    assert other != first
    assert journal.contacts.put("CAFE-LUNA", sol) != first
    assert journal.contacts.get("CAFE-SOL") == Contact(name="Cafe Luna")

    assert journal.contacts.forget("CAFE-SOL")
    assert not journal.contacts.forget("CAFE-SOL")
    assert journal.contacts.get("CAFE-SOL") is None
    assert journal.contacts.put("CAFE-SOL", sol) != first
    journal.close()


def test_of_an_erased_contact_nothing_is_left_in_the_database_file(tmp_path):
    path = tmp_path / "journal.sqlite3"
    journal = open_journal(f"sqlite:///{path}", "journal-1")
    for number in range(40):
        journal.contacts.put(f"C-{number}", Contact(name=f"Somebody {number}", phone="1" * 90))
    journal.contacts.put("CAFE-SOL", Contact(name="Sol Marin", lines=("Calle Larga 9",)))
    journal.contacts.put("CAFE-SOL", Contact(name="Sol Marin-Vega", email="sol@example.com"))

    assert journal.contacts.forget("CAFE-SOL")
    left = b"".join(each.read_bytes() for each in tmp_path.iterdir())
    for secret in (b"Sol Marin", b"Calle Larga", b"sol@example.com"):
        assert secret not in left
    assert b"Somebody 39" in left
    journal.close()


def test_the_mark_of_a_contact_can_be_known_without_keeping_it(tmp_path):
    journal = open_journal(f"sqlite:///{tmp_path / 'journal.sqlite3'}", "journal-1")
    mark = journal.contacts.put("CAFE-SOL", Contact(name="Cafe Sol"))
    kept = journal.contacts.kept()["CAFE-SOL"]

    assert kept.mark_of(Contact(name="Cafe Sol")) == mark
    assert kept.mark_of(Contact(name="Cafe Luna")) == journal.contacts.put(
        "CAFE-SOL", Contact(name="Cafe Luna")
    )
    journal.close()
