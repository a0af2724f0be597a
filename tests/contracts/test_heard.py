"""The contract of what was heard, held against the database and the memory alike."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import delete

from inventory.correspondence.heard import HeardKind, HeardMessage, HeardMessages
from inventory.notices import AnswerNotice
from inventory.place import Place
from journal.opening import open_journal
from journal.tables import conversation, schema_version
from journal.tables import heard as heard_table
from tests.conftest import ENGINES, new_database
from tests.memory_desk import MemoryDesk
from tests.memory_heard import MemoryHeard


@pytest.fixture(params=["memory", *ENGINES])
def both(request, tmp_path):
    """The messages and the outbox of one journal."""
    if request.param == "memory":
        desk = MemoryDesk()
        yield MemoryHeard(desk), desk
        return
    journal = open_journal(new_database(request.param, request, tmp_path), "journal-1")
    yield journal.heard, journal.outbox
    journal.close()


def a_message(second, text="MUG-BLU", kind=HeardKind.LINE) -> HeardMessage:
    ts = f"{1_795_000_000 + second:.6f}"
    return HeardMessage(kind=kind, channel="D0ANA", ts=ts, user="U0ANA", text=text)


def an_answer(number="answer:1") -> AnswerNotice:
    place = Place(channel="D0ANA")
    return AnswerNotice(place=place, message="scans:1", number=number, body="{}")


def waiting(heard: HeardMessages, kind=HeardKind.LINE):
    return [one.message for one in heard.waiting(kind, 10)]


def test_a_message_is_noted_once_and_waits_in_the_order_of_writing(both):
    heard, _ = both
    later, first = a_message(2), a_message(1)
    assert [heard.note(later), heard.note(first), heard.note(later)] == [True, True, False]
    assert waiting(heard) == [first, later]
    assert heard.waiting(HeardKind.LINE, 1)[0].age_s >= 0


def test_kinds_are_taken_up_apart(both):
    heard, _ = both
    heard.note(a_message(1, kind=HeardKind.PICTURE))
    assert waiting(heard) == []
    assert len(waiting(heard, HeardKind.PICTURE)) == 1


def test_what_is_settled_waits_no_more_and_is_known_all_the_same(both):
    heard, _ = both
    message = a_message(1)
    heard.note(message)
    assert heard.settle([message])
    assert waiting(heard) == []
    assert not heard.note(message)


def test_an_answer_leaves_and_the_conversation_is_remembered_with_it(both):
    heard, outbox = both
    message = a_message(1)
    heard.note(message)
    heard.settle([message], answers=[an_answer()], remember={message.conversation: "receiving"})
    assert [(row.key, row.message) for row in outbox.pending(10)] == [("answer:1", "scans:1")]
    assert outbox.pending(10)[0].notice == an_answer()
    assert heard.remembered() == {"D0ANA:U0ANA": "receiving"}
    heard.settle((), remember={message.conversation: ""})
    assert heard.remembered() == {}


def test_what_another_has_settled_is_not_answered_again(both):
    heard, outbox = both
    first, second = a_message(1), a_message(2)
    heard.note(first)
    heard.note(second)
    assert heard.settle([first], answers=[an_answer("answer:1")])
    refused = {"answers": [an_answer("answer:2")], "remember": {"D0ANA:U0ANA": "picking"}}
    assert not heard.settle([first, second], **refused)
    assert len(outbox.pending(10)) == 1
    assert heard.remembered() == {}
    assert waiting(heard) == [second]


@pytest.mark.parametrize("engine", ENGINES)
def test_a_journal_from_before_anything_was_heard_learns_it(engine, request, tmp_path):
    database = new_database(engine, request, tmp_path)
    older = open_journal(database, "journal-1")
    with older.engine.begin() as connection:
        for table in (heard_table, conversation):
            table.drop(connection)
        connection.execute(delete(schema_version).where(schema_version.c.version > 2))
    older.close()
    journal = open_journal(database, "journal-1")
    assert journal.heard.note(a_message(1))
    journal.close()


@pytest.mark.parametrize("engine", ENGINES)
def test_processes_on_one_database_note_and_settle_each_message_once(engine, request, tmp_path):
    database = new_database(engine, request, tmp_path)
    journals = [open_journal(database, "journal-1") for _ in range(3)]
    messages = [a_message(n) for n in range(10)]

    def work(journal):
        noted = [journal.heard.note(message) for message in messages]
        settled = [journal.heard.settle([message]) for message in messages]
        return noted, settled

    with ThreadPoolExecutor(3) as executor:
        outcomes = list(executor.map(work, journals))
    for which in (0, 1):
        assert sum(sum(outcome[which]) for outcome in outcomes) == len(messages)
    for journal in journals:
        journal.close()
