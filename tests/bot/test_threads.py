"""What belongs to an order is said in its thread, and never before the message that begins it."""

import pytest

from bot.outbox.sender import OutboxSender, sending_client
from inventory.documents.order import Order
from inventory.order_commands import PlanPick
from inventory.papers.paper import UnprintableError
from inventory.ports import Delivery
from tests.bot.conftest import LOG, STOCK
from tests.bot.counter import Counter, a_sender, a_shop
from tests.builders import ordered, place_order, set_rule


@pytest.fixture
def desk():
    return a_shop()


@pytest.fixture
def sender(desk, options, contacts):
    return a_sender(desk, options, contacts)


@pytest.fixture
def counter(desk, sender, workspace):
    return Counter(desk, sender, workspace)


def notes_of(desk):
    entered = desk.entered_after(0, 1000)
    return [e.transaction for e in entered if e.transaction.command.kind == "note_thread"]


def test_where_an_order_is_said_is_noted_once(desk, counter):
    desk.handle(place_order((10, "MUG-BLU")))
    root = counter.order()
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    counter.order()

    thread = desk.book.get(Order, "SO-1").thread
    assert (thread.channel, thread.thread) == (STOCK, root.ts)
    assert len(notes_of(desk)) == 1


def test_the_message_that_begins_a_thread_is_sent_first(desk, counter, workspace):
    desk.handle(place_order((10, "MUG-BLU")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))
    workspace.breaks("error_500", "api:chat.postMessage")

    assert counter.pick_list().thread_ts == counter.order().ts
    said = [one.text.split("*")[1] for one in workspace.messages(STOCK)]
    assert said == ["Order SO-1", "Pick list PK-1"]


def test_an_order_whose_message_was_deleted_is_said_anew_with_a_new_thread(
    desk, counter, options, workspace
):
    desk.handle(place_order((10, "MUG-BLU")))
    client = sending_client(options.bot_token, options.api_url)
    client.chat_delete(channel=STOCK, ts=counter.order().ts)

    desk.handle(ordered(PlanPick, orders=("SO-1",)))

    assert counter.pick_list().thread_ts == counter.order().ts
    assert desk.book.get(Order, "SO-1").thread.thread == counter.order().ts
    assert len(notes_of(desk)) == 2


def test_where_the_bot_is_no_member_the_thread_is_in_the_log_channel(desk, counter, workspace):
    workspace.does("channels", id="C0PRIVATE", name="private", is_private=True)
    desk.handle(set_rule("orders_channel", "C0PRIVATE"))
    desk.handle(place_order((10, "MUG-BLU")))
    desk.handle(ordered(PlanPick, orders=("SO-1",)))

    root = counter.message("*Order SO-1*", LOG)
    assert root.channel == LOG
    assert counter.message("*Pick list PK-1*", LOG).thread_ts == root.ts


class JammedPrinter:
    """A printer that prints nothing."""

    def print(self, paper):
        raise UnprintableError(paper=paper.type, reason="jammed")


def test_a_paper_that_cannot_be_printed_is_said_so_and_holds_nobody_up(
    desk, options, workspace, contacts, ana, ben
):
    client = sending_client(options.bot_token, options.api_url)
    sender = OutboxSender(
        client,
        outbox=desk,
        desk=desk,
        reader=desk,
        contacts=contacts,
        printer=JammedPrinter(),
        look_after_s=0,
    )
    counter = Counter(desk, sender, workspace)
    desk.handle(place_order((10, "MUG-BLU")))
    ana.clicks(counter.order(), "Start picking")
    ana.clicks(counter.pick_list(), "Picked 1")
    for button in ("All right", "Tick 1", "Tick 2", "Packed"):
        ben.clicks(counter.shipment(), button)

    assert counter.thread()[-1].text == (
        "The packing slip of SH-1 could not be printed. Ask whoever runs the bot to look at its "
        "log, then press “again” at the shipment."
    )
    assert [row for row in desk.pending(50) if row.delivery is Delivery.UNKNOWN] == []
