"""The threads of orders that recalled goods were shipped for hear of a recall, and of its end."""

import pytest

from inventory.correspondence_commands import NoteThread
from inventory.documents.recall import RecallScope
from inventory.documents.remark import RemarkKind
from inventory.notices import RemarkNotice
from inventory.place import Place
from inventory.recall_commands import WidenRecall
from tests.builders import fresh_key
from tests.inventory.recalling.recalls import JAM, a_jam_house, asked, lift, start
from tests.journeys import shipped
from tests.memory_desk import START


@pytest.fixture
def desk():
    """The jam house, with SO-1 that was sent two jars, and SO-2 that was sent one."""
    desk = a_jam_house()
    shipped(desk, (2, JAM))
    shipped(desk, (1, JAM), customer="BISTRO")
    return desk


def has_thread(desk, number):
    facts = {"key": fresh_key(), "actor": "job:outbox", "at": START}
    desk.handle(NoteThread(number=number, thread=Place(channel="C1", thread="1.5"), **facts))


def reached(posted, kind=RemarkKind.RECALL_REACHED):
    return [
        (notice.thread, notice.remark.other)
        for notice in posted.transaction.notices
        if isinstance(notice, RemarkNotice) and notice.remark.kind is kind
    ]


def test_orders_that_were_sent_some_hear_of_it_in_their_threads(desk):
    has_thread(desk, "SO-1")

    assert reached(desk.handle(start("L7", item=JAM))) == [("SO-1", "JAM-STR L7")]


def test_they_hear_that_it_was_a_mistake(desk):
    has_thread(desk, "SO-2")
    desk.handle(start("L7", item=JAM))

    assert reached(desk.handle(lift()), RemarkKind.RECALL_CLEARED) == [("SO-2", "JAM-STR L7")]


def test_lots_that_are_added_are_told_where_they_went_only(desk):
    has_thread(desk, "SO-1")
    desk.handle(start("L8", item=JAM))

    added = desk.handle(asked(WidenRecall, "RC-1", scope=RecallScope(item=JAM, lots=("L7",))))

    assert reached(added) == [("SO-1", "JAM-STR L7")]


def test_a_thread_is_told_once_however_many_lots_of_it_are_recalled(desk):
    has_thread(desk, "SO-1")
    has_thread(desk, "SO-2")

    told = reached(desk.handle(start(first="L7", last="L8", item=JAM)))

    assert told == [("SO-1", "JAM-STR L7"), ("SO-2", "JAM-STR L7")]
