"""How everything stands, on both engines, and in words."""

from datetime import UTC, datetime, timedelta

import pytest

from bincard.outages import Outages
from bincard.readiness import Readiness
from bincard.settings import Settings
from bot.messages.standing import standing
from inventory.ports import Delivery, SheetBatch
from inventory.standing import Holder, Standing
from journal.opening import open_journal
from journal.standing import standing_of
from tests.builders import HOUSE, ITEMS, PEOPLE, edit, receive, warn
from tests.journeys import a_journal, shipped
from tests.memory_desk import START

ROWS = len(HOUSE) + len(PEOPLE) + len(ITEMS)


@pytest.fixture
def journal(database):
    journal = open_journal(database, "journal-1")
    journal.desk.handle_all([edit(row) for row in (*HOUSE, *PEOPLE, *ITEMS)])
    yield journal
    journal.close()


def look(journal, workbook="book-1") -> Standing:
    return standing_of(journal.engine, workbook, START + timedelta(minutes=7))


def shows(journal, last, number=1, *, is_confirmed=True):
    batch = SheetBatch(
        number=number, from_sequence=0, to_sequence=last, body="{}", is_confirmed=is_confirmed
    )
    assert journal.progress.begin_batch("book-1", batch, 1)


def test_a_sheet_is_behind_since_the_first_it_lacks(journal):
    journal.desk.handle(receive(1, at="A-01", when=START + timedelta(minutes=5)))
    shows(journal, ROWS)

    now = look(journal)

    assert (now.sequence, now.shown, now.behind, now.behind_s) == (ROWS + 1, ROWS, 1, 120)
    assert look(journal, "").shown is None


def test_what_is_in_doubt_is_not_shown(journal):
    shows(journal, ROWS, is_confirmed=False)
    assert (look(journal).shown, look(journal).behind) == (0, ROWS)


def test_messages_wait_until_they_are_sent(journal):
    journal.desk.handle(warn(at=START + timedelta(minutes=6)))
    assert (look(journal).waiting, look(journal).waiting_s) == (1, 60)

    row = journal.outbox.pending(1)[0]
    journal.outbox.settle(row.id, Delivery.SENT, channel="C0MANAGERS", ts="1.1")
    assert (look(journal).waiting, look(journal).waiting_s) == (0, 0)


def test_a_letter_that_waits_is_counted_apart_and_keeps_nobody_from_being_ready(tmp_path):
    with a_journal(tmp_path, writes_to_customers="yes") as journal:
        shipped(journal.desk, (1, "MUG-BLU"))
        for row in journal.outbox.pending(100):
            journal.outbox.settle(row.id, Delivery.SENT, channel="C0ORDERS", ts="1.1")

        now = look(journal)
        assert (now.waiting, now.waiting_s) == (0, 0)
        assert (now.letters_waiting, now.letters_waiting_s) == (1, 420)


def test_who_holds_a_lease_is_at_work(journal):
    journal.lease.acquire("sheet", "host-1", 60)
    journal.lease.acquire("jobs", "host-2", 60)
    journal.lease.release("jobs", "host-2")

    assert look(journal).holders == (
        Holder(work="sheet", name="host-1"),
        Holder(work="outbox", name=""),
        Holder(work="jobs", name=""),
    )


def test_the_last_comparison_is_the_last_that_ended(journal):
    journal.job_runs.claim("verify", "2026-11-21", 1)
    journal.job_runs.finish("verify", "2026-11-21", "nothing changed")
    journal.job_runs.claim("verify", "2026-11-22", 1)

    assert look(journal).verified_on == "2026-11-21"


def test_an_outage_lasts_from_its_first_sign_to_the_first_answer(journal):
    here, there = Outages(journal.progress), Outages(journal.progress)
    before = datetime.now(UTC)
    here.away("google", "connection refused")
    first = look(journal).google_away_since
    there.away("google", "connection refused")

    assert first is not None
    assert before <= first == look(journal).google_away_since
    there.back("google")
    assert look(journal).google_away_since is None
    assert look(journal).slack_away_since is None


def test_a_worker_is_not_ready_before_somebody_writes_the_sheet(journal, database):
    settings = Settings(_env_file=None, database_url=database, spreadsheet_id="book-1")
    worker = Readiness(settings, journal, lambda: look(journal), has_worker=True)
    web = Readiness(settings, journal, lambda: look(journal), has_worker=False)
    assert worker.why_not() == "nobody writes the sheet"
    assert web.why_not() == ""

    journal.lease.acquire("sheet", "host-1", 60)
    assert worker.why_not() == ""

    journal.desk.handle(warn(at=START))
    assert worker.why_not() == "messages wait (1), the oldest for 420 s"


def test_the_words_put_what_needs_attention_first(journal):
    journal.desk.handle(warn("sheet", "The sheet has been behind for 5 minutes."))
    now = Standing(
        at=START,
        sequence=1204,
        shown=1201,
        behind_since=START - timedelta(minutes=6),
        waiting=2,
        waiting_since=START - timedelta(seconds=40),
        verified_on="2026-11-22",
        holders=(Holder(work="sheet", name="host-1"), Holder(work="jobs")),
        google_away_since=START - timedelta(minutes=6),
    )

    assert standing(journal.desk.book, now).text.splitlines() == [
        "*Away:* Google has not answered since 2026-11-23 07:54. What waits is kept.",
        "*Open:* The sheet has been behind for 5 minutes. (WN-1)",
        "*Journal:* 1,204 postings and edits, the last is TX-1204.",
        "*Sheet:* lacks the last 3, for 6 min.",
        "*Messages:* 2 waiting, the oldest for 40 s.",
        "*Last nightly check:* 2026-11-22.",
        "*At work:* the sheet: host-1; jobs: nobody.",
    ]
