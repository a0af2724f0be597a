"""What a hand scanner reads after `return RMA-1` has arrived of it, all of it at once by `done`."""

import pytest

from bot.answering.answers import Asker
from bot.answering.clerk import Clerk
from bot.answering.hearing import Hearing
from inventory.place import Place
from tests.bot.conftest import STOCK, a_warehouse
from tests.builders import a_customer, a_line, an_item, edit, open_stock, receive
from tests.journeys import shipped
from tests.returns import announce, back, lines_of, the_return


@pytest.fixture
def desk():
    """SO-1 has left: 3 blue mugs and 2 red ones; all of it is announced to come back."""
    desk = a_warehouse()
    desk.handle(edit(a_customer()))
    desk.handle(open_stock(9, "MUG-RED", at="A-03"))
    shipped(desk, (3, "MUG-BLU"), (2, "MUG-RED"))
    desk.handle(announce(back(3), back(2, "MUG-RED")))
    return desk


def test_scans_add_up_and_done_takes_them_in(talk, desk):
    begun = talk.writes("return RMA-1")
    assert begun.text.splitlines()[0].startswith("*Return RMA-1* of CAFE-SOL: waiting")
    assert begun.text.splitlines()[-2:] == [
        "*Taking back* `RMA-1`.",
        "Scan every piece; scans of one item add up. `done` posts it.",
    ]

    talk.writes("MUG-BLU", "MUG-BLU", "2 MUG-RED")
    assert lines_of(desk) == [("MUG-BLU", "", 3, 0, 0, 0), ("MUG-RED", "", 2, 0, 0, 0)]
    said = talk.writes("done")

    assert said.text.splitlines() == [
        f"*Took in 2 items of RMA-1*. *TX-{desk.last_sequence()}*",
        "MUG-BLU at RET: 0 → 2",
        "MUG-RED at RET: 0 → 2",
        "Next: `/return RMA-1 inspect line:1 new` for what has come.",
    ]
    assert lines_of(desk) == [("MUG-BLU", "", 3, 2, 0, 2), ("MUG-RED", "", 2, 2, 0, 2)]


def test_done_again_takes_nothing_in_twice(talk, desk):
    talk.writes("return RMA-1", "MUG-BLU", "done")
    talk.writes("done")
    assert the_return(desk).line(1).received == 1


def test_what_was_not_announced_came_besides(talk, desk):
    desk.handle(open_stock(6, "ROPE-8", at="A-03"))
    talk.writes("return RMA-1", "ROPE-8", "done")
    assert lines_of(desk)[-1] == ("ROPE-8", "", 0, 1, 0, 1)
    assert the_return(desk).line(1).received == 0


def test_more_than_was_shipped_is_refused_and_what_was_scanned_is_kept(talk, desk):
    said = talk.writes("return RMA-1", "5 MUG-BLU", "done")
    assert (
        "2 pieces of MUG-BLU beyond what was announced is more than may come back of SO-1"
        in said.text
    )
    assert "What was scanned is kept." in said.text
    assert the_return(desk).line(1).received == 0


def test_pieces_are_taken_in_by_their_serial_numbers(talk, desk):
    desk.handle(edit(an_item("DRILL", is_serial=True, packs=())))
    desk.handle(receive(3, "DRILL", at="A-01", serials="D1-D3"))
    shipped(desk, (3, "DRILL"))
    desk.handle(announce(back(2, "DRILL", order="SO-2")))
    talk.writes("return RMA-2", "DRILL sn:D1", "DRILL sn:D3", "done")
    assert [(one.lot, one.received) for one in the_return(desk, "RMA-2").lines] == [
        ("D1", 1),
        ("D3", 1),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("return RMA-9", "There is no “RMA-9”. Check the number."),
        ("return SO-1", "All that left came back already"),
    ],
)
def test_nothing_is_scanned_for_what_is_not_there(talk, text, told):
    assert told in talk.writes(text).text
    assert "Taking back" not in talk.writes("MUG-BLU").text


def test_in_the_thread_of_a_return_or_order_it_is_this(desk, talk, sender, workspace):
    while desk.pending(1):
        sender.send_once()
    roots = {one.text.split("*")[1]: one for one in workspace.messages(STOCK) if "*" in one.text}
    rma, order = roots["Return RMA-1"], roots["Order SO-1"]

    talk.person.types(STOCK, "@bincard return this arrived line:1 2", thread_ts=rma.ts)
    talk.take_up()
    assert the_return(desk).line(1).received == 2

    talk.person.types(STOCK, "@bincard return this 1 MUG-BLU", thread_ts=order.ts)
    talk.take_up()
    assert "is more than may come back of SO-1" in workspace.messages(STOCK)[-1].text


def test_what_was_taken_in_before_a_crash_is_known_by_its_key(desk):
    clerk = Clerk(desk, desk, desk.clock)
    returning = Hearing(clerk).returning
    asker = Asker(user="U0ANA", key="heard:D0:1", place=Place(channel="D0"))
    first, again = (returning.arrived("RMA-1", [a_line(2, "MUG-BLU")], "", asker) for _ in range(2))
    assert again.message.text.splitlines()[0] == first.message.text.splitlines()[0]
    assert the_return(desk).line(1).received == 2
