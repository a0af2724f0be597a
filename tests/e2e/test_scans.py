"""A burst of scans whose events land in two processes on one database, and a restart in between."""

import threading
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from bot.answering.clerk import Clerk
from bot.answering.hearing import Hearing
from bot.scans.ear import Ear, Pace
from inventory.correspondence.heard import HeardKind, HeardMessage
from journal.opening import Journal, open_journal
from outside.codes.scanning import BarcodeScanner
from tests.builders import HOUSE, ITEMS, PEOPLE, edit

NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
AT_ONCE = Pace(settle_s=0, between_s=0, edit_s=0)


@pytest.fixture
def processes(database: str):
    """Two journals on one database, as two processes have them."""
    journals = [open_journal(database, "journal-1") for _ in range(2)]
    journals[0].desk.handle_all([edit(row) for row in (*HOUSE, *PEOPLE, *ITEMS)])
    yield journals
    for journal in journals:
        journal.close()


def an_ear(journal: Journal) -> Ear:
    clerk = Clerk(journal.desk, journal.reader, lambda: NOW, scanner=BarcodeScanner())
    return Ear(journal.heard, clerk, Hearing(clerk), pace=AT_ONCE)


def a_line(text: str, number: float) -> HeardMessage:
    ts = f"{NOW.timestamp() + number:.6f}"
    return HeardMessage(kind=HeardKind.LINE, channel="D0ANA", ts=ts, user="U0ANA", text=text)


def hear_all(journal: Journal) -> None:
    ear = an_ear(journal)
    while journal.heard.waiting(HeardKind.LINE, 1):
        journal.desk.catch_up()
        ear.hear_once()


def test_twenty_scans_that_land_in_two_processes_are_recorded_in_order_each_once(processes):
    first, second = processes
    first.heard.note(a_line("receive @A-01", 0))
    hear_all(second)
    scans = [a_line(f"{n} MUG-BLU", n / 4) for n in range(1, 21)]
    brought = [(first, scans[1::2]), (second, scans[::2]), (second, scans[5:9])]
    with ThreadPoolExecutor(3) as executor:
        list(executor.map(lambda each: [each[0].heard.note(one) for one in each[1]], brought))
    gate = threading.Barrier(2)

    def work(journal: Journal) -> None:
        gate.wait()
        hear_all(journal)

    with ThreadPoolExecutor(2) as executor:
        list(executor.map(work, processes))

    entered = [one.transaction for one in first.reader.entered_after(0, 1000)]
    received = [one for one in entered if one.key.startswith("heard:")]
    assert [one.moves[0].quantity for one in received] == list(range(1, 21))
    assert [one.key for one in received] == [one.key for one in scans]
    assert first.desk.catch_up().on_hand("MUG-BLU", "A-01") == 210
    answers = [row.notice.body for row in first.outbox.pending(100)]
    assert "20 scans" in answers[-1]


def test_a_session_survives_a_restart(processes, database):
    first, _ = processes
    first.heard.note(a_line("count @A-01", 0))
    first.heard.note(a_line("MUG-BLU", 1))
    hear_all(first)
    again = open_journal(database, "journal-1")
    again.heard.note(a_line("MUG-BLU", 2))
    again.heard.note(a_line("done", 3))
    hear_all(again)
    [counted] = again.reader.entered_after(again.reader.last_sequence() - 1, 1)
    assert [line.amount.number for line in counted.transaction.command.lines] == [2]
    answers = [row.notice.body for row in again.outbox.pending(100)]
    assert "Counted" in answers[-1]
    again.close()
