"""A sheet is counted with a hand scanner: bin by bin along the walk, and put on record by `done`."""

import pytest

from inventory.documents.cycle_count import CountLineStatus, CycleCount
from tests.bot.conftest import STOCK
from tests.bot.counts import a_stockroom
from tests.builders import pick
from tests.inventory.counting.sheets import claim, enter, plan


@pytest.fixture
def desk():
    desk = a_stockroom()
    desk.handle(plan(by="U0CLEO"))
    return desk


def the_sheet(desk):
    return desk.book.get(CycleCount, "CC-1")


def test_a_sheet_is_begun_taken_and_told_where_to_start(desk, talk):
    said = talk.writes("count cc-1")

    assert said.text.splitlines() == [
        "*Counting CC-1*, everything: 3 lines in 3 bins.",
        "*Begin at A-01*: MUG-BLU",
        (
            "Scan a bin, then every piece in it, or type `12` before a code; `empty` if nothing "
            "lies there. `done` puts it on record."
        ),
    ]
    assert the_sheet(desk).counter == "U0ANA"
    assert the_sheet(desk).line(1).asked_at


def test_bins_and_goods_are_scanned_and_done_puts_them_on_record(desk, talk):
    talk.writes("count CC-1", "A-01")
    said = talk.writes("MUG-BLU", "MUG-BLU", "20 MUG-BLU")
    assert said.text.splitlines() == [
        "*Counted so far:* 22 pieces of MUG-BLU at A-01. `done` posts it.",
        "Next bin: A-03.",
    ]
    said = talk.writes("BC:B:A-03")
    assert said.text.splitlines()[0] == "*At A-03*: is it empty?"
    talk.writes("empty", "B-01", "20 MUG-BLU")

    said = talk.writes("done")

    assert said.text.splitlines() == [
        "*Entered 3 lines of CC-1*: 3 of 3 lines counted. *TX-25*",
        "CC-1 is done.",
    ]
    assert desk.book.on_hand("MUG-BLU", "A-01") == 22
    assert [one.status for one in the_sheet(desk).lines] == [CountLineStatus.POSTED] * 3


def test_nothing_says_how_much_the_book_has(desk, talk):
    talk.writes("count CC-1", "A-01", "12 MUG-BLU", "B-01", "20 MUG-BLU", "done")

    assert not [one.text for one in talk.answers if "24" in one.text.replace("TX-24", "")]


def test_what_was_not_scanned_stays_on_the_sheet(desk, talk):
    talk.writes("count CC-1", "B-01", "3 MUG-RED")

    said = talk.writes("done")

    assert said.text.splitlines()[-2:] == [
        "3 lines left. Next: A-01, MUG-BLU.",
        "Not scanned at B-01, and still to be counted: MUG-BLU.",
    ]
    assert the_sheet(desk).line(4).is_found


def test_what_nobody_knows_is_kept_as_it_was_scanned(desk, talk):
    talk.writes("count CC-1", "A-03", "3 04012345678901", "green-thing")

    said = talk.writes("done")

    assert [one.words for one in the_sheet(desk).unknown] == ["04012345678901", "green-thing"]
    assert "“green-thing” is no item: it is kept on CC-1 as unknown" in said.text


def test_goods_that_moved_meanwhile_ask_again(desk, talk):
    talk.writes("count CC-1", "B-01", "20 MUG-BLU")
    desk.handle(pick(3, "MUG-BLU", at="B-01", document="SO-7", by="U0BEN"))

    said = talk.writes("done")

    assert "MUG-BLU at B-01 asks again: goods moved there while you counted." in said.text


def test_what_is_refused_is_kept_to_be_mended(desk, talk):
    talk.writes("count CC-1", "A-01", "3 JAM-STR")

    said = talk.writes("done")
    assert "JAM-STR is tracked by lot" in said.text
    assert "What was scanned is kept." in said.text
    assert talk.writes("cancel").text.splitlines()[-1] == (
        "*The count is over and was not posted*: 3 JAM-STR at A-01."
    )
    assert not the_sheet(desk).line(1).tallies


def test_a_sheet_in_somebody_elses_hand_is_not_begun(desk, talk):
    desk.handle(claim(by="U0BEN"))

    assert talk.writes("count CC-1").text == (
        "CC-1 is in the hand of <@U0BEN>. They or a manager can give it back."
    )
    assert "Say first what these scans are" in talk.writes("MUG-BLU").text


def test_a_bin_whose_goods_were_scanned_is_not_empty(desk, talk):
    talk.writes("count CC-1")
    talk.writes("12 MUG-BLU @A-01")

    assert "goods of A-01 are scanned already." in talk.writes("empty @A-01").text
    assert "*Entered 1 line of CC-1*" in talk.writes("done").text


def test_without_a_bin_nothing_is_counted(desk, talk):
    talk.writes("count CC-1")

    assert "say the bin first, then scan it again." in talk.writes("MUG-BLU").text
    assert "Say which bin (@A-01) to count." in talk.writes("empty").text
    said = talk.writes("12 MUG-BLU @A-01", "empty @A-03")
    assert said.text.splitlines()[0] == (
        "*Counted so far:* 12 pieces of MUG-BLU at A-01; A-03 empty. `done` posts it."
    )


def test_a_line_said_in_the_thread_of_a_sheet_counts_for_it(desk, talk, ana, sender):
    while desk.pending(1):
        sender.send_once()
    root = next(
        one for one in talk.workspace.messages(STOCK) if one.text.startswith("*Count CC-1*")
    )

    ana.types(STOCK, "@bincard 24 MUG-BLU @A-01", thread_ts=root.ts)
    talk.channel = STOCK
    said = talk.hears()

    assert "*Entered 1 line of CC-1*: 1 of 3 lines counted." in said.text
    assert said.thread_ts == root.ts
    assert the_sheet(desk).line(1).counted == 24


def test_figures_asked_for_in_a_thread_are_kept_from_those_who_read_there(desk, talk, workspace):
    desk.handle(enter((12, "MUG-BLU", "A-01"), by="U0BEN"))

    workspace.person("U0CLEO").types(STOCK, "@bincard count CC-1")
    talk.channel = STOCK
    said = talk.hears()

    assert "*Count CC-1* of everything, blind" in said.text
    assert "Off so far" not in said.text
