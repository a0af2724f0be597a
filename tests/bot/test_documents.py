"""`this` is the order or purchase order in whose thread it is said, of the kind that is meant."""

import pytest

from bot.answering.documents import Documents, with_order_here
from bot.language.requests import Posting
from bot.language.step_lines import read_step
from bot.language.usage import NoThread, WrongDocument
from inventory.commands import Line
from inventory.correspondence_commands import NoteThread
from inventory.place import Place
from tests.builders import a_customer, a_desk, ordered, place_order
from tests.inventory.inbound.purchases import CLAY, buy

SOLD, BOUGHT = Place(channel="C0", thread="1.1"), Place(channel="C0", thread="2.2")


@pytest.fixture
def book():
    desk = a_desk(CLAY, a_customer())
    desk.handle(place_order((1, "MUG-BLU")))
    desk.handle(buy())
    desk.handle(ordered(NoteThread, "SO-1", thread=SOLD, by="job:outbox"))
    desk.handle(ordered(NoteThread, "PO-1", thread=BOUGHT, by="job:outbox"))
    return desk.book


def test_this_is_the_document_of_the_thread(book):
    step = read_step("approve", "this")
    assert Documents(book, BOUGHT).numbers_of(step, ("PO",)) == ("PO-1",)
    assert Documents(book, SOLD).numbers_of(step, ("SO",)) == ("SO-1",)
    with pytest.raises(WrongDocument):
        Documents(book, SOLD).numbers_of(step, ("PO",))


def test_a_posting_means_the_kind_that_it_is_about(book):
    line = Line(item="MUG-BLU", document="this")
    receipt, pick = (Posting(verb=verb, lines=(line,)) for verb in ("receive", "pick"))
    assert with_order_here(receipt, Documents(book, BOUGHT)).lines[0].document == "PO-1"
    assert with_order_here(pick, Documents(book, SOLD)).lines[0].document == "SO-1"
    for posting, place in ((receipt, SOLD), (pick, BOUGHT)):
        with pytest.raises(NoThread):
            with_order_here(posting, Documents(book, place))


def test_where_no_thread_is_known_nothing_is_this():
    with pytest.raises(NoThread):
        Documents(a_desk().book, Place(channel="C0")).here()
