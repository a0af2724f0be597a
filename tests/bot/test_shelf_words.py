"""The words of putaways and transfers where no button leads to them."""

from decimal import Decimal

import pytest

from bot.messages.message import Message
from bot.messages.putaways import putaway_message, putaways_listed
from bot.messages.refusals import refusal
from bot.messages.telling import Telling
from bot.messages.transfers import transfer_message, transfers_listed
from inventory.documents.putaway import Putaway
from inventory.documents.recall import RecallScope
from inventory.documents.transfer import Transfer
from inventory.inbound_commands import PutAway, ReceiveTransfer, TransferStock
from inventory.inbound_errors import AlreadyPutAway, OtherSite, WrongBin
from inventory.location import LocationKind
from inventory.recall_commands import StartRecall
from tests.builders import (
    _posting,
    a_desk,
    a_line,
    a_location,
    an_amount,
    an_item,
    edit,
    move,
    ordered,
    receive,
)


def text_of(error):
    return Message((refusal(error, a_desk().book),)).text


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            AlreadyPutAway(number="PA-1", line=2, item="MUG-BLU"),
            "Line 2 of PA-1 is done: its goods left receiving another way.",
        ),
        (
            WrongBin(problem="kind", item="MUG-BLU", location="A-01", takes=("raw", "Tea")),
            (
                "A-01 takes raw and Tea only, and MUG-BLU is none. Name another bin, or have a "
                "manager name this one."
            ),
        ),
        (
            WrongBin(problem="full", item="MUG-BLU", location="A-01", room=Decimal(0)),
            "A-01 is full. Name another bin, or have a manager name this one.",
        ),
        (
            WrongBin(problem="too_heavy", item="MUG-BLU", location="A-01", room=Decimal(0)),
            "A-01 bears no more weight. Name another bin, or have a manager name this one.",
        ),
        (
            OtherSite(problem="another_site", location="TR-1", target="A-01", sites=("NORTH",)),
            "A-01 is not at NORTH, where TR-1 goes. Name a bin there.",
        ),
        (
            OtherSite(problem="same_site", location="A-01", target="A-02"),
            (
                "A-02 is at the same site as A-01. Type /inv move for that, or name another site. "
                "There is no other site on Locations."
            ),
        ),
        (
            OtherSite(problem="unknown_site", location="A-01", target="EAST"),
            "There is no site or bin “EAST”. Locations names none yet, in its column Site.",
        ),
    ],
)
def test_a_refusal_says_what_can_be_done_instead(error, words):
    assert text_of(error) == words


def test_a_done_line_says_where_its_goods_went():
    desk = a_desk(*(a_location(f"C-0{number}") for number in range(1, 5)))
    desk.handle(receive(lines=[a_line(12, "MUG-BLU"), a_line(3, "TEE-BLK-M")]))
    for number in range(1, 5):
        step = {"line": 1, "target": f"C-0{number}", "amount": an_amount(2)}
        desk.handle(ordered(PutAway, "PA-1", **step))
    desk.handle(move(4, "MUG-BLU", at="IN", to="B-01"))
    desk.handle(move(3, "TEE-BLK-M", at="IN", to="B-01"))

    message = putaway_message(desk.book.get(Putaway, "PA-1"), Telling(book=desk.book))

    assert message.text.splitlines() == [
        "*Putaway PA-1*: done",
        (
            "1. 12 pieces of MUG-BLU Blue mug: 8 in C-01, C-02, C-03 and 1 more by <@U0ANA>, "
            "4 left receiving another way"
        ),
        "2. 3 pieces of TEE-BLK-M Black tee, M: 3 left receiving another way",
    ]


def test_a_long_list_of_what_waits_says_where_the_rest_is():
    desk = a_desk(*(an_item(f"SKU-{number:02}") for number in range(25)))
    desk.handle(receive(lines=[a_line(1, f"SKU-{number:02}") for number in range(25)]))
    putaway = desk.book.get(Putaway, "PA-1")

    listed = putaways_listed([(putaway, one) for one in putaway.lines], Telling(book=desk.book))

    assert listed.text.splitlines()[-1] == "… and 5 more lines, on the tab Putaways."
    assert len(listed.beside) == 20
    assert len(listed.blocks) <= 50


def sent(desk, lines=1, note=""):
    north = a_line(1, "MUG-BLU", at="A-01", to="NORTH", note=note)
    desk.handle(_posting(TransferStock, 1, "", lines=[north] * lines))


@pytest.fixture
def desk():
    south = [a_location(code, site="SOUTH") for code in ("A-01", "A-02", "B-01")]
    north = a_location("N-IN", LocationKind.RECEIVING, site="NORTH")
    return a_desk(*south, north, stock=[(200, "MUG-BLU", "A-01")])


def test_a_long_transfer_is_cut_short_and_keeps_its_note(desk):
    sent(desk, 45, "mind the handles")

    told = transfer_message(desk.book.get(Transfer, "TR-1"), Telling(book=desk.book))

    assert told.text.splitlines()[-3:-1] == [
        "… and 5 more lines, on the tab Transfers.",
        "“mind the handles”",
    ]


def test_recalled_goods_on_their_way_are_marked_until_they_have_arrived(desk):
    desk.handle(edit(an_item("JAM-STR", is_lot_tracked=True, packs=())))
    desk.handle(receive(5, "JAM-STR", at="A-01", lot="L7"))
    desk.handle(_posting(TransferStock, 5, "JAM-STR", at="A-01", to="NORTH", lot="L7"))
    scope = RecallScope(lots=("L7",))
    desk.handle(ordered(StartRecall, scope=scope, reason="glass", by="U0MIA"))

    def told():
        return transfer_message(desk.book.get(Transfer, "TR-1"), Telling(book=desk.book)).text

    marked = "from A-01 lot L7, *recalled, RC-1, “glass”*"
    assert marked in told()
    desk.handle(ordered(ReceiveTransfer, "TR-1"))
    assert marked not in told()


def test_many_transfers_are_counted(desk):
    for _ in range(27):
        sent(desk)
    desk.handle(ordered(ReceiveTransfer, "TR-1"))

    listed = transfers_listed(list(desk.book.open(Transfer)), Telling(book=desk.book))

    assert listed.text.splitlines()[0] == "*26 transfers on the way:*"
    assert listed.text.splitlines()[-1] == "… and 1 more, on the tab Transfers."


def test_a_transfer_of_which_nothing_came_names_nobody_who_received_it(desk):
    sent(desk)
    desk.handle(move(1, at="VAN", to="PACK"))

    told = transfer_message(desk.book.get(Transfer, "TR-1"), Telling(book=desk.book))

    assert told.text.splitlines()[1:] == [
        "1. 1 piece of MUG-BLU Blue mug from A-01, 1 lost",
        "Sent by <@U0ANA> on Mon 2026-11-23. None of it has arrived",
    ]
