"""What is written to the bot alone is heard like a typed command; scans belong to what was said first."""

import pytest

from inventory.correspondence.heard import HeardKind
from inventory.documents.putaway import Putaway
from inventory.people import Person, Role
from tests.bot.conftest import STOCK
from tests.builders import an_item, edit, receive


def on_hand(desk, item="MUG-BLU", place="A-01"):
    return desk.book.on_hand(item, place)


def buttons(said):
    elements = (b["elements"] for b in said.raw["blocks"] if b["type"] == "actions")
    return [element["text"]["text"] for some in elements for element in some]


def test_a_line_is_heard_without_a_slash(talk, desk):
    said = talk.writes("receive 24 MUG-BLU @A-01")
    assert said.text == "*Received 24 pieces of MUG-BLU*. A-01: 24 → 48. *TX-20*"
    assert on_hand(desk) == 48


def test_help_is_a_line_too(talk):
    assert "Book in what a supplier delivered." in talk.writes("help receive").text


def test_what_slack_puts_around_words_is_no_part_of_them(talk, desk):
    said = talk.writes("move 6 MUG-BLU A-01 > B-01")
    assert said.text.startswith("*Moved 6 pieces of MUG-BLU*")


def test_a_line_that_leaves_something_out_offers_its_form_filled_in(talk, ana):
    said = talk.writes("receive 24 @A-01 lot:L7")
    assert "leaves out: item" in said.text
    form = ana.clicks(said, "Receive…").view
    assert form.title == "Receive"
    assert "L7" in str(form.raw["blocks"])


def test_a_digital_link_is_read_although_slack_makes_a_link_of_it(talk, desk):
    desk.handle(edit(an_item("CUP-WHT", barcodes=("09506000134352",))))
    said = talk.writes("receive 6 https://id.gs1.org/01/09506000134352 @A-03")
    assert said.text.startswith("*Received 6 pieces of CUP-WHT*")


def test_scans_are_recorded_one_by_one_and_told_together(talk, desk):
    talk.writes("receive @A-01 po:4711")
    said = talk.writes(*["MUG-BLU"] * 11, "MUG-RED")
    assert said.text == (
        "*Received 11 pieces of MUG-BLU* (11 scans). A-01: 24 → 35. *TX-20 to TX-30*\n"
        "*Received 1 piece of MUG-RED* (1 scan). A-01: 0 → 1. *TX-31*"
    )
    assert buttons(said) == ["Undo TX-31", "Undo all 12"]
    assert {move.document for move in desk.transaction("TX-20").moves} == {"4711"}


def test_a_quantity_before_the_code_and_one_in_the_code_count(talk, desk):
    talk.writes("receive @A-01")
    said = talk.writes("12 MUG-BLU", "2 dozen MUG-BLU")
    assert said.text.startswith("*Received 36 pieces of MUG-BLU* (2 scans). A-01: 24 → 60.")


def test_a_scanned_bin_is_the_bin_from_then_on(talk, desk):
    talk.writes("receive @A-01")
    talk.writes("MUG-BLU", "BC:B:B-01", "MUG-BLU", "A-03", "MUG-BLU")
    assert [on_hand(desk, place=place) for place in ("A-01", "B-01", "A-03")] == [25, 21, 1]


def test_a_bin_scanned_while_goods_are_moved_is_where_they_go(talk, desk):
    talk.writes("move A-01 > B-01", "MUG-BLU", "BC:B:A-03", "MUG-BLU")
    assert [on_hand(desk, place=place) for place in ("A-01", "B-01", "A-03")] == [22, 21, 1]


def test_from_and_to_may_both_be_scanned(talk, desk):
    assert "Say the bin and the bin they go to first" in talk.writes("move").text
    talk.writes("BC:B:A-01", "BC:B:A-03", "MUG-BLU")
    assert on_hand(desk, place="A-03") == 1


def test_what_cannot_be_recorded_is_named_and_the_rest_is_recorded(talk, desk):
    talk.writes("pick @A-01")
    said = talk.writes("20 MUG-BLU", "5 MUG-BLU", "4006381333932", "12", "MUG-BLU")
    first, second, third, fourth = said.text.split("\n")
    assert first.startswith("*Picked 21 pieces of MUG-BLU* (2 scans). A-01: 24 → 3, PACK: 0 → 21.")
    assert second.startswith(
        "*Not recorded:* 5 MUG-BLU: Cannot pick 5 MUG-BLU at A-01: 4 pieces available"
    )
    assert "wrong check digit" in third
    assert fourth.startswith("*Not recorded:* 12: A number of what?")


@pytest.mark.parametrize("text", ["MUG-BLU", "BC:I:MUG-BLU", "3 4006381333931", "A-01"])
def test_scans_that_belong_to_nothing_are_asked_about(talk, desk, text):
    before = desk.last_sequence()
    said = talk.writes(text)
    assert "Say first what these scans are" in said.text
    assert desk.last_sequence() == before


def test_done_ends_it(talk, desk):
    talk.writes("receive @A-01", "MUG-BLU")
    assert talk.writes("done").text == "*Receiving is over*: 1 scan recorded."
    assert "Say first what these scans are" in talk.writes("MUG-BLU").text
    assert on_hand(desk) == 25


def test_a_command_in_between_is_answered_and_scans_go_on(talk, desk):
    talk.writes("receive @A-01", "MUG-BLU")
    assert "MUG-BLU" in talk.writes("stock MUG-BLU").text
    talk.writes("MUG-BLU")
    assert on_hand(desk) == 26


def test_a_beginning_that_cannot_be_read_ends_what_was_going_on(talk, desk):
    talk.writes("receive @A-01", "MUG-BLU")
    said = talk.writes("pick @A-01 lott:L7")
    assert "There is no option" in said.text
    assert "*Receiving is over*" in said.text
    assert "Say first what these scans are" in talk.writes("MUG-BLU").text


def test_a_bin_that_is_not_there_begins_nothing(talk):
    assert "A-99" in talk.writes("receive @A-99").text
    assert "Say first what these scans are" in talk.writes("MUG-BLU").text


def test_an_order_that_is_not_there_begins_nothing(talk):
    assert "There is no “PO-99”" in talk.writes("receive @A-01 po:PO-99").text
    assert "Say first what these scans are" in talk.writes("MUG-BLU").text


def test_it_ends_by_itself_after_a_quarter_of_an_hour(talk, desk, workspace):
    talk.writes("receive @A-01", "MUG-BLU")
    workspace.advances(901)
    said = talk.writes("MUG-BLU")
    assert "The last scans were `receive @A-01`; they are over." in said.text
    assert on_hand(desk) == 25


def test_who_may_not_receive_cannot_begin(talk, desk):
    desk.handle(edit(Person(user="U0ANA", name="Ana", role=Role.VIEWER)))
    assert talk.writes("receive @A-01").text.startswith("To receive takes the role operator")
    assert "Say first what these scans are" in talk.writes("MUG-BLU").text


@pytest.fixture
def delivered(desk):
    """24 blue mugs and 6 red ones wait in receiving."""
    desk.handle(receive(24, "MUG-BLU", at="IN"))
    desk.handle(receive(6, "MUG-RED", at="IN"))


def test_goods_and_then_their_bin_are_put_away(talk, desk, delivered):
    listed = talk.writes("putaway")
    assert "MUG-RED" in listed.text
    assert listed.text.endswith(
        "Scan goods, then their bin: all that waits goes there. `done` ends it."
    )
    said = talk.writes("MUG-RED", "BC:B:A-03", "5 MUG-BLU", "BC:B:B-01")
    assert said.text.startswith("*Put away 6 pieces of MUG-RED* (1 scan). IN: 6 → 0, A-03: 0 → 6.")
    assert [on_hand(desk, place=place) for place in ("IN", "B-01")] == [19, 25]
    assert buttons(said)[1] == "Undo all 2"


def test_goods_without_a_bin_and_a_bin_without_goods_are_named(talk, desk, delivered):
    talk.writes("putaway")
    said = talk.writes("BC:B:A-03", "MUG-RED", "JAM-STR", "BC:B:A-03", "MUG-RED")
    assert said.text.split("\n") == [
        "*Not recorded:* BC:B:A-03: scan the goods first, then their bin.",
        "*Not recorded:* JAM-STR: the bin of MUG-RED was not scanned: it stays where it is.",
        "*Not recorded:* BC:B:A-03: nothing of JAM-STR waits to be put away.",
    ]
    assert "MUG-RED stays where it is" in talk.writes("done").text
    assert on_hand(desk, "MUG-RED", "IN") == 6


def test_a_count_adds_up_and_is_posted_at_the_end(talk, desk):
    talk.writes("count @A-01")
    said = talk.writes(*["MUG-BLU"] * 3, "20 MUG-BLU")
    assert said.text == "*Counted so far:* 23 pieces of MUG-BLU at A-01. `done` posts it."
    assert on_hand(desk) == 24
    assert talk.writes("done").text.startswith("*Counted MUG-BLU*. A-01: 24 → 23.")
    assert on_hand(desk) == 23


def test_what_comes_in_at_the_dock_is_one_receipt_with_one_putaway(talk, desk):
    assert "scans of one item add up" in talk.writes("receive").text
    said = talk.writes("MUG-BLU", "MUG-RED", "11 MUG-BLU")
    assert said.text == (
        "*Scanned so far:* 12 pieces of MUG-BLU; 1 piece of MUG-RED. `done` posts it."
    )
    before = desk.last_sequence()
    said = talk.writes("done")
    assert said.text.startswith("*Received 2 lines*")
    assert desk.last_sequence() == before + 1
    assert [putaway.number for putaway in desk.book.open(Putaway)] == ["PA-1"]


def test_what_cannot_be_posted_at_the_end_is_kept_and_can_be_dropped(talk, desk):
    talk.writes("receive", "MUG-BLU", "JAM-STR")
    said = talk.writes("done")
    assert "What was scanned is kept" in said.text
    assert talk.writes("cancel").text == (
        "*What was scanned was not posted*: 1 MUG-BLU; 1 JAM-STR."
    )
    assert on_hand(desk, place="IN") == 0


def test_a_count_names_what_nobody_scanned(talk, desk):
    talk.writes("receive 3 MUG-RED @A-01", "count @A-01", "24 MUG-BLU")
    said = talk.writes("done")
    assert said.text.endswith("Not scanned at A-01, and left as they are: MUG-RED.")
    assert on_hand(desk, "MUG-RED") == 3


def test_a_count_can_be_dropped(talk, desk):
    talk.writes("count @A-01", "MUG-BLU")
    assert talk.writes("cancel").text == (
        "*The count is over and was not posted*: 1 MUG-BLU at A-01."
    )
    assert on_hand(desk) == 24


def test_a_count_that_nobody_ended_is_told_of(talk, desk, workspace):
    talk.writes("count @A-01", "MUG-BLU")
    heard_at = float(talk.answers[-1].ts)
    desk.clock.now = desk.clock.now.fromtimestamp(heard_at + 1_000, desk.clock.now.tzinfo)
    talk.ear.hear_once()
    talk.ear.hear_once()
    said = talk.hears()
    assert said.text == (
        "Nobody has scanned for 15 minutes.\n"
        "*The count is over and was not posted*: 1 MUG-BLU at A-01."
    )
    assert on_hand(desk) == 24


def test_many_postings_are_taken_back_by_one_press(talk, desk, ana):
    talk.writes("receive @A-01")
    said = talk.writes("MUG-BLU", "MUG-BLU", "4006381333932")
    answer = ana.clicks(said, "Undo all 2")
    assert on_hand(desk) == 24
    [told] = [one for one in talk.workspace.messages(talk.channel) if one.ts == said.ts]
    assert "Taken back: *TX-20, TX-21*." in told.text
    assert "wrong check digit" in str(told.raw["blocks"])
    assert buttons(told) == []
    assert answer.outcome == "ok"


def test_the_last_scan_is_taken_back_alone_and_the_others_stand(talk, desk, ana):
    talk.writes("receive @A-01")
    said = talk.writes("MUG-BLU", "MUG-BLU", "MUG-BLU")
    ana.clicks(said, "Undo TX-22")
    [told] = [one for one in talk.workspace.messages(talk.channel) if one.ts == said.ts]
    assert buttons(told) == ["Undo TX-21", "Undo all 2"]
    assert on_hand(desk) == 26
    assert "Taken back: TX-22" in talk.writes("MUG-BLU").text or on_hand(desk) == 27


def test_what_cannot_be_taken_back_is_named_and_the_rest_is(talk, desk, ana):
    talk.writes("receive @A-03")
    said = talk.writes("MUG-RED", "MUG-BLU")
    talk.writes("pick 1 MUG-BLU @A-03")
    ana.clicks(said, "Undo all 2")
    [told] = [one for one in talk.workspace.messages(talk.channel) if one.ts == said.ts]
    assert "Taken back: *TX-20*." in told.text
    assert "TX-21" in told.text
    assert buttons(told) == ["Undo TX-21"]


def test_a_mention_in_a_channel_is_answered_in_its_place(talk, desk, ana, workspace):
    ana.types(STOCK, "@bincard receive 24 MUG-BLU @A-01")
    talk.channel = STOCK
    said = talk.hears()
    [asked] = [one for one in workspace.messages(STOCK) if one.author == "U0ANA"]
    assert said.thread_ts == asked.ts
    assert said.text.startswith("*Received 24 pieces of MUG-BLU*")


def test_what_others_write_in_a_channel_is_not_heard(talk, desk, ana, heard):
    ana.types(STOCK, "receive 24 MUG-BLU @A-01")
    assert heard.waiting(HeardKind.LINE, 1) == []


def test_several_lines_of_one_putaway_are_taken_back_together(talk, desk, delivered, ana):
    talk.writes("putaway")
    said = talk.writes("5 MUG-BLU", "BC:B:A-03", "7 MUG-BLU", "BC:B:A-03", "MUG-BLU", "BC:B:B-01")
    ana.clicks(said, "Undo all 3")
    assert on_hand(desk, place="IN") == 24
