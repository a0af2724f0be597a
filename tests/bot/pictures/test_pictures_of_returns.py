"""A picture in a return's thread, or with its number, goes into the form of an inspection."""

import pytest

from bot.pictures.eye import Eye
from tests.bot.conftest import STOCK
from tests.bot.counter import a_sender
from tests.bot.pictures.test_eye import an_eye, as_file, bin_code, sheet_of
from tests.bot.returning import ReturnsCounter, a_shop_that_shipped
from tests.returns import announce, back, receive_back, the_return


@pytest.fixture
def desk():
    """Two blue mugs of SO-1 lie in returns; RMA-2 has not come."""
    desk = a_shop_that_shipped()
    desk.handle(announce(back(2)))
    desk.handle(receive_back())
    desk.handle(announce(back(1, "MUG-RED")))
    return desk


@pytest.fixture
def counter(desk, options, contacts, workspace):
    return ReturnsCounter(desk, a_sender(desk, options, contacts), workspace)


@pytest.fixture
def eye(desk, heard, options) -> Eye:
    return an_eye(desk, heard, options)


def answer(eye, counter, channel):
    for _ in range(3):
        eye.look_once()
    while counter.desk.pending(1):
        counter.sender.send_once()
    return counter.workspace.messages(channel)[-1]


def test_a_picture_in_the_thread_opens_the_form_with_it(desk, eye, counter, ana):
    root = counter.returned()
    ana.uploads(
        STOCK, "chip.png", as_file(sheet_of(bin_code("A-01"))), "@bincard look", thread_ts=root.ts
    )
    said = answer(eye, counter, STOCK)
    assert said.thread_ts == root.ts
    assert said.text.splitlines()[1:] == ["1. 2 pieces of MUG-BLU"]
    assert said.buttons == ["Inspect line 1…"]

    form = ana.clicks(said, "Inspect line 1…").view
    assert ana.fills(form, {"In which condition": "Damaged"}).submits().errors == {}

    photo = the_return(desk).line(1).inspections[0].photo
    assert photo.startswith("http")
    assert f"<{photo}|Picture>" in counter.returned().text


def test_a_picture_with_the_number_does_the_same(desk, eye, counter, ana):
    seen = ana.uploads("@bincard", "chip.png", as_file(sheet_of(bin_code("A-01"))), "rma-1 chipped")
    said = answer(eye, counter, seen.messages[0].channel)
    assert said.text.startswith("This <http")
    assert said.buttons == ["Inspect line 1…"]


def test_what_has_not_come_cannot_be_inspected_with_it(desk, eye, counter, ana):
    seen = ana.uploads("@bincard", "chip.png", as_file(sheet_of(bin_code("A-01"))), "RMA-2")
    said = answer(eye, counter, seen.messages[0].channel)
    assert said.text == "Nothing of RMA-2 waits to be inspected: take it in first."


def test_a_button_pressed_too_late_says_that_nothing_waits(desk, eye, counter, ana, ben):
    seen = ana.uploads("@bincard", "chip.png", as_file(sheet_of(bin_code("A-01"))), "RMA-1")
    said = answer(eye, counter, seen.messages[0].channel)
    ben.types(STOCK, "/return RMA-1 inspect new")
    assert ana.clicks(said, "Inspect line 1…").text.startswith("Nothing of RMA-1 waits")
