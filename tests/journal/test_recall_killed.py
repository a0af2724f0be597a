"""kill -9 in the middle of a recall: every lot is held, everybody is listed, told and written to once."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from inventory.documents.order import Order
from inventory.documents.recall import Recall
from inventory.documents.remark import RemarkKind
from inventory.errors import NothingChanged
from inventory.invariants import check_invariants
from inventory.lot import LotStatus
from inventory.notices import DocumentNotice, LetterNotice, Notice, RemarkNotice
from inventory.ports import Medium
from inventory.recalling.parts import unfinished
from jobs.job import Occasion
from jobs.recalls import run_recall_parts
from journal.opening import Journal, open_journal
from tests.builders import HOUSE, ITEMS, PEOPLE, a_customer, edit, place_order, receive
from tests.inventory.recalling.many_customers import sell_to_many
from tests.memory_desk import START

CUSTOMERS = 1010
"""Ten more than one board takes."""

STEPS = ("ready", "begun", "listed")
"""What a process says before the step in which it is killed: hold, list the rest, write."""


@pytest.fixture
def house(database: str) -> str:
    """Every customer has got jars of L7, every one reads mail; two jars are kept for SO-1."""
    journal = open_journal(database, "journal-1")
    customers = (a_customer(f"CUST-{one}", contact="mark") for one in range(CUSTOMERS))
    journal.desk.handle_all([edit(row) for row in (*HOUSE, *PEOPLE, *ITEMS, *customers)])
    journal.desk.handle(receive(3 * CUSTOMERS, "JAM-STR", at="A-01", lot="L7"))
    sell_to_many(journal.desk, "JAM-STR", "L7", CUSTOMERS)
    journal.desk.handle(place_order((2, "JAM-STR"), customer="CUST-0"))
    journal.close()
    return database


def recall(url: str, *, until: str = "") -> None:
    """Recall the lot, and kill the process that does as soon as it has said something."""
    command = [sys.executable, "-m", "tests.journal.recaller", url]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=Path.cwd()) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if line.strip() == until:
                process.kill()
                break


def test_a_recall_that_is_killed_at_every_step_and_begun_again_is_whole_and_told_once(house: str):
    for step in STEPS:
        recall(house, until=step)
    recall(house)

    after = open_journal(house, "journal-1")
    all_is_held_listed_and_told_once(after)
    letters = Counter(one.reader for one in waiting(after, LetterNotice, Medium.MAIL))
    assert set(letters.values()) == {1}
    assert len(letters) == CUSTOMERS
    after.close()


def test_a_recall_of_a_process_that_died_is_gone_on_with_by_the_one_that_comes_after(house: str):
    recall(house, until="begun")

    after = open_journal(house, "journal-1")
    occasion = Occasion(job="recall_parts", slot="2026-11-23T10:15", at=START, on=START.date())
    for _ in range(2):
        try:
            run_recall_parts(after.desk, occasion)
        except NothingChanged:
            break
    all_is_held_listed_and_told_once(after)
    after.close()


def all_is_held_listed_and_told_once(after: Journal) -> None:
    book = after.desk.book
    check_invariants(book)
    assert book.lot_status("JAM-STR", "L7") is LotStatus.RECALLED
    assert book.held.get("JAM-STR", {}) == {}
    assert unfinished(book) == ()
    boards = list(book.all(Recall))
    assert [(one.number, len(one.lines)) for one in boards] == [("RC-1", 1000), ("RC-2", 10)]
    listed = Counter(line.customer for one in boards for line in one.lines)
    assert (len(listed), set(listed.values())) == (CUSTOMERS, {1})
    told = Counter(
        (one.thread, one.remark.kind)
        for one in waiting(after, RemarkNotice)
        if one.remark.kind in (RemarkKind.LOT_HELD, RemarkKind.RECALL_CONTINUED)
    )
    order = book.get(Order, "SO-1")
    assert order is not None
    assert not any(line.holds for line in order.lines)
    assert told == {("SO-1", RemarkKind.LOT_HELD): 1, ("RC-1", RemarkKind.RECALL_CONTINUED): 1}
    shown = {one.number for one in waiting(after, DocumentNotice)}
    assert {"RC-1", "RC-2", "SO-1"} <= shown


def waiting(journal: Journal, kind: type[Notice], medium: Medium = Medium.SLACK) -> list[Notice]:
    """Return the notices of a kind that wait to be sent."""
    rows = journal.outbox.pending(10_000, medium)
    return [row.notice for row in rows if isinstance(row.notice, kind)]
