"""Where the message of a purchase order stands is noted once, and nobody is told of that."""

from inventory.correspondence.lettering import written_about
from inventory.correspondence_commands import NoteThread
from inventory.errors import NothingChanged, UnknownDocument
from inventory.place import Place
from tests.builders import a_desk, ordered, refusal_of
from tests.inventory.inbound.purchases import CLAY, buy, the_purchase

HERE = Place(channel="C0BUY", thread="1.1")


def note(number="po-1"):
    return ordered(NoteThread, number, thread=HERE, by="job:outbox")


def test_its_thread_is_noted_in_silence():
    desk = a_desk(CLAY)
    desk.handle(buy())
    posted = desk.handle(note())
    assert (the_purchase(desk).thread, posted.transaction.notices) == (HERE, ())
    assert isinstance(refusal_of(desk, note()), NothingChanged)
    assert isinstance(refusal_of(desk, note("PO-9")), UnknownDocument)


def test_a_letter_is_about_a_document_that_is_there():
    desk = a_desk(CLAY)
    desk.handle(buy())
    assert written_about(desk.book, "PO-1") == the_purchase(desk)
    assert written_about(desk.book, "SH-1") is None
