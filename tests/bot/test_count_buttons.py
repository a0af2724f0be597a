"""Counts by buttons and forms: taken, entered page by page, counted again, looked into, decided, ended."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from decimal import Decimal

import pytest

from inventory.count_commands import AssignRecount
from inventory.documents.approval import Approval
from inventory.documents.cycle_count import CountLineStatus, CountStatus, CycleCount
from sandbox.slack.driver import ActError
from tests.bot.conftest import MANAGERS, STOCK
from tests.bot.counter import a_sender
from tests.bot.counts import EMPTY, FOUND, MUGS_A, MUGS_B, CountingRoom, a_stockroom
from tests.builders import a_location, edit, open_stock, ordered, pick, set_rule
from tests.inventory.counting.sheets import claim, enter, plan


@pytest.fixture
def desk():
    return a_stockroom()


@pytest.fixture
def counter(desk, sender, workspace):
    return CountingRoom(desk, sender, workspace)


@pytest.fixture
def planned(desk, counter):
    desk.handle(plan(by="U0CLEO"))
    counter.settle()
    return desk.book.get(CycleCount, "CC-1")


def beyond(desk, counter, *, by=("U0ANA",)):
    """Some count 12 of the 24 mugs in A-01, one after the other."""
    for user in by:
        desk.handle(enter((12, "MUG-BLU", "A-01"), by=user))
    counter.settle()


def wrong(sent):
    """What stands on the fields of a page, by their names."""
    return {name.partition("@")[0]: text for name, text in sent.errors.items()}


# -- whose it is ----------------------------------------------------------------------------------


def test_it_is_taken_by_one_press_and_given_back(planned, counter, ana, ben):
    assert counter.sheet().buttons == ["Count it", "Enter…", "Close…", "Cancel…"]

    ana.clicks(counter.sheet(), "Count it")

    assert counter.sheet().text.splitlines()[0] == (
        "*Count CC-1* of everything, blind: with <@U0ANA>, 0 of 3 lines counted"
    )
    assert ben.clicks(counter.sheet(), "Give back").text == (
        "CC-1 is in the hand of <@U0ANA>. They or a manager can give it back."
    )
    ana.clicks(counter.sheet(), "Give back")
    assert "nobody has it" in counter.sheet().text


def test_it_is_handed_to_somebody_else_in_a_form(planned, counter, ana, ben):
    ana.clicks(counter.sheet(), "Count it")
    form = ana.clicks(counter.sheet(), "Hand over…").view

    assert ana.fills(form, {"Who counts it from here on": "Ben"}).submits().errors == {}

    assert "with <@U0BEN>" in counter.sheet().text


def test_it_is_handed_on_by_nobody_who_does_not_have_it(planned, counter, ana, ben):
    ana.clicks(counter.sheet(), "Count it")
    form = ben.clicks(counter.sheet(), "Hand over…").view

    sent = ben.fills(form, {"Who counts it from here on": "Ben"}).submits()

    assert "in the hand of Ana" in sent.errors["counter"]
    assert "with <@U0ANA>" in counter.sheet().text


def test_it_is_printed_in_its_thread_once_somebody_has_taken_it(desk, options, workspace, ana):
    counter = CountingRoom(desk, a_sender(desk, options, contacts=None), workspace)
    desk.handle(plan(by="U0CLEO"))
    assert "Print" not in counter.sheet().buttons
    ana.clicks(counter.sheet(), "Count it")

    ana.clicks(counter.sheet(), "Print")

    assert counter.thread() == ["Count sheet CC-1 as a PDF."]


def test_two_who_press_at_the_same_moment_do_not_both_have_it(planned, desk, counter, ana, ben):
    message = counter.sheet()

    def press(person):
        with suppress(ActError):  # the other was so quick that the button was gone
            person.clicks(message, "Count it")

    with ThreadPoolExecutor(2) as both:
        list(both.map(press, (ana, ben)))

    assert desk.book.get(CycleCount, "CC-1").counter in ("U0ANA", "U0BEN")


def test_a_double_click_takes_it_once(planned, desk, counter, ana):
    before = desk.last_sequence()

    ana.double_clicks(counter.sheet(), "Count it")

    assert desk.last_sequence() == before + 1


# -- entering -------------------------------------------------------------------------------------


def test_the_form_has_a_field_a_line_in_walking_order(planned, counter, ana):
    form = ana.clicks(counter.sheet(), "Enter…").view

    assert form.title == "Count CC-1"
    assert form.labels[:3] == [MUGS_A, MUGS_B, EMPTY]
    assert "24" not in form.words
    assert "with <@U0ANA>" in counter.sheet().text


def test_typeahead_of_the_form_tells_no_figures(planned, desk, counter, ana):
    form = ana.clicks(counter.sheet(), "Enter…").view

    assert ana.options(form, "Found something else: which item", "mug") == [
        "MUG-BLU Blue mug",
        "MUG-RED Red mug",
    ]
    assert "A-01" in ana.options(form, "In which bin", "a-")
    quick = ana.types(STOCK, "/count").view
    assert ana.options(quick, "Item", "blu") == ["MUG-BLU Blue mug"]
    desk.handle(set_rule("is_count_blind", "no"))
    assert ana.options(quick, "Item", "blu") == ["MUG-BLU Blue mug: 44 pieces"]


def test_all_of_a_sheet_is_entered_at_once(planned, desk, counter, ana):
    form = ana.clicks(counter.sheet(), "Enter…").view

    sent = ana.fills(form, {MUGS_A: "2 case", MUGS_B: "20", EMPTY: ["A-03"]}).submits()

    assert sent.errors == {}
    assert "CC-1 is done." in sent.view.words
    assert desk.book.get(CycleCount, "CC-1").status is CountStatus.DONE
    assert counter.thread() == ["*Counted 3 lines of CC-1* by <@U0ANA>. *TX-25*"]


def test_a_field_left_empty_stays_waiting(planned, counter, ana):
    form = ana.clicks(counter.sheet(), "Enter…").view

    sent = ana.fills(form, {MUGS_B: "20"}).submits()

    assert "2 lines left. Next: A-01, MUG-BLU" in sent.view.words
    assert counter.line(1).status is CountLineStatus.WAITING
    again = ana.clicks(counter.sheet(), "Enter…").view
    assert again.labels[:2] == [MUGS_A, EMPTY]


def test_a_form_in_which_nothing_is_said_says_so(planned, counter, ana):
    form = ana.clicks(counter.sheet(), "Enter…").view

    assert wrong(ana.fills(form, {}).submits()) == {
        "counted-1": "Say how many lie there, of one line at least; 0 for none."
    }


def test_a_long_sheet_is_entered_page_by_page(desk, counter, ana):
    for number in range(1, 31):
        desk.handle(edit(a_location(f"C-{number:02}")))
        desk.handle(open_stock(number, "MUG-RED", at=f"C-{number:02}"))
    desk.handle(plan(by="U0CLEO", items=("MUG-RED",)))
    form = ana.clicks(counter.sheet(), "Enter…").view
    assert "25 lines of CC-1, along the walk, 5 more on the next page." in form.words

    first = {f"C-{number:02}: MUG-RED Red mug (piece)": str(number) for number in range(1, 25)}
    page = ana.fills(form, first).submits().view

    assert "Entered 24 lines of CC-1: 24 of 30 lines counted." in page.words
    assert [label for label in page.labels if label.startswith("C-")] == [
        f"C-{number:02}: MUG-RED Red mug (piece)" for number in range(26, 31)
    ]
    rest = {f"C-{number:02}: MUG-RED Red mug (piece)": str(number) for number in range(26, 31)}
    told = ana.fills(page, rest).submits().view
    assert "1 line left. Next: C-25, MUG-RED." in told.words


def test_a_page_can_be_passed_over(desk, counter, ana):
    for number in range(1, 31):
        desk.handle(edit(a_location(f"C-{number:02}")))
        desk.handle(open_stock(number, "MUG-RED", at=f"C-{number:02}"))
    desk.handle(plan(by="U0CLEO", items=("MUG-RED",)))
    form = ana.clicks(counter.sheet(), "Enter…").view

    page = ana.fills(form, {}).submits().view

    assert page.labels[0] == "C-26: MUG-RED Red mug (piece)"


def test_lines_that_ask_again_come_on_the_next_page(planned, desk, counter, ana):
    form = ana.clicks(counter.sheet(), "Enter…").view
    desk.handle(pick(3, "MUG-BLU", at="B-01", document="SO-7", by="U0BEN"))

    page = ana.fills(form, {MUGS_A: "24", MUGS_B: "20", EMPTY: ["A-03"]}).submits().view

    assert page.labels[0] == MUGS_B
    assert "Goods moved meanwhile: count these anew." in page.words
    told = ana.fills(page, {MUGS_B: "17"}).submits().view
    assert "CC-1 is done." in told.words


def test_something_else_is_entered_as_found(planned, desk, counter, ana):
    form = ana.clicks(counter.sheet(), "Enter…").view

    assert wrong(ana.fills(form, {"How many of it": "3"}).submits()) == {
        "item": "Choose the item, or write below what it says on it.",
        "location": "Say in which bin it lies.",
    }
    filled = ana.fills(form, {FOUND: "green thing", "In which bin": "A-03"})
    assert filled.submits().errors == {}

    assert "Unknown 1. A-03: 3 of “green thing”, found by Ana" in counter.sheet().text


def test_what_is_wrong_stands_on_its_line(planned, desk, counter, ana):
    form = ana.clicks(counter.sheet(), "Enter…").view

    sent = ana.fills(form, {MUGS_A: "1.5", MUGS_B: "many"}).submits()
    assert wrong(sent) == {"counted-3": "many is no number we know: write 1,200 or 2.5 or 1/2."}
    sent = ana.fills(form, {MUGS_B: "20"}).submits()
    assert wrong(sent) == {
        "counted-1": "1.5 pieces of MUG-BLU is not a whole number, and it comes in whole ones. "
        "Say a whole number, or tick Fractions on Items."
    }
    assert not counter.line(3).tallies


def test_a_form_of_a_sheet_in_another_hand_does_not_open(planned, desk, counter, ana):
    desk.handle(claim(by="U0BEN"))

    assert ana.clicks(counter.sheet(), "Enter…").text == (
        "CC-1 is in the hand of <@U0BEN>. They or a manager can give it back."
    )


def test_a_sheet_is_entered_from_the_home_tab(desk, counter, ana):
    desk.handle(plan(by="U0CLEO", counter="U0ANA"))

    home = ana.opens_home().home
    assert "To count:" in home.words
    form = ana.clicks(home, "Enter…").view
    assert form.title == "Count CC-1"


# -- counting again, and deciding -----------------------------------------------------------------


def test_a_recount_is_entered_by_another(planned, desk, counter, ana, ben):
    beyond(desk, counter)

    assert ana.clicks(counter.sheet(), "Enter…").view.labels[0] == MUGS_B
    form = ben.clicks(counter.sheet(), "Enter…").view
    assert form.labels[0] == MUGS_A
    assert ben.fills(form, {MUGS_A: "24"}).submits().errors == {}
    assert counter.line(1).status is CountLineStatus.POSTED
    assert desk.book.get(CycleCount, "CC-1").counter == "U0ANA"


def test_a_recount_alone_is_taken_by_one_person(planned, desk, counter, ana, ben):
    desk.handle(enter((12, "MUG-BLU", "A-01"), (0, "", "A-03"), (20, "MUG-BLU", "B-01")))
    counter.settle()
    assert "counted by <@U0ANA>, 2 of 3 lines counted, to be counted once more in part" in (
        counter.sheet().text
    )
    assert ana.clicks(counter.sheet(), "Enter…").text.startswith(
        "CC-1 line 1, MUG-BLU at A-01, was counted by <@U0ANA>: somebody else counts it once more."
    )

    form = ben.clicks(counter.sheet(), "Enter…").view
    assert counter.line(1).counter == "U0BEN"
    told = ben.fills(form, {MUGS_A: "24"}).submits().view
    assert "CC-1 is done." in told.words


def test_a_manager_takes_no_sheet_out_of_anothers_hand_by_entering(planned, desk, counter, cleo):
    desk.handle(claim(by="U0ANA"))

    assert cleo.clicks(counter.sheet(), "Enter…").text == (
        "CC-1 is in the hand of <@U0ANA>. They or a manager can give it back."
    )
    cleo.clicks(counter.sheet(), "Give back")
    assert cleo.clicks(counter.sheet(), "Enter…").view.title == "Count CC-1"


def test_an_entry_is_taken_back_and_its_lines_wait_again(planned, desk, counter, ana):
    form = ana.clicks(counter.sheet(), "Enter…").view
    ana.fills(form, {MUGS_A: "22"}).submits()
    said = counter.message("*Counted 1 line of CC-1*")
    assert "A-01: 24 → 22" in said.text

    ana.clicks(said, "Undo")

    assert desk.book.on_hand("MUG-BLU", "A-01") == 24
    assert "0 of 3 lines counted" in counter.sheet().text
    assert "Taken back by" in counter.message("*Counted 1 line of CC-1*").text


def test_more_unknown_goods_than_a_message_bears_are_named_by_number(planned, desk, counter):
    found = [(1, f"thing {number}", "A-03") for number in range(60)]
    desk.handle(enter(*found))

    told = counter.sheet()

    assert "… and 50 more that no item is called" in told.text
    assert len(told.blocks) <= 50


def test_who_counts_again_is_said_in_a_form(planned, desk, counter, cleo):
    beyond(desk, counter)
    form = cleo.clicks(counter.sheet(), "Recount…").view

    sent = cleo.fills(form, {"Which lines": ["1"], "Who": "Ana"}).submits()
    assert sent.errors["lines"].startswith("CC-1 line 1, MUG-BLU at A-01, was counted by Ana")
    assert cleo.fills(form, {"Who": "Ben"}).submits().errors == {}

    assert counter.thread()[-1] == "MUG-BLU at A-01 is to be counted once more by <@U0BEN>."


def test_an_approval_shows_both_counts_and_is_decided_by_a_third(
    planned, desk, counter, ana, ben, cleo
):
    beyond(desk, counter, by=("U0ANA", "U0BEN"))
    asked = counter.message("*Count AP-1*", MANAGERS)

    assert asked.buttons == ["Approve", "Reject", "Send back to recount"]
    cleo.clicks(asked, "Approve")

    assert desk.book.on_hand("MUG-BLU", "A-01") == 12
    assert counter.message("*Count AP-1*", MANAGERS).text.endswith("*Approved* by <@U0CLEO>.")
    assert "12 pieces found by <@U0BEN> (-12, TX-" in counter.sheet().text


def test_an_approval_is_sent_back_to_be_counted_once_more(planned, desk, counter, cleo):
    beyond(desk, counter, by=("U0ANA", "U0BEN"))

    cleo.clicks(counter.message("*Count AP-1*", MANAGERS), "Send back to recount")

    assert not desk.book.get(Approval, "AP-1").is_open
    assert counter.line(1).status is CountLineStatus.RECOUNT
    assert counter.message("*Count AP-1*", MANAGERS).buttons == []


def test_a_late_press_takes_the_recount_out_of_nobodys_hand(planned, desk, counter, cleo):
    beyond(desk, counter, by=("U0ANA", "U0BEN"))
    asked = counter.message("*Count AP-1*", MANAGERS)
    for user in ("", "U0ANA"):  # a manager was quicker, and the message lags behind
        given = {"lines": (1,), "counter": user, "by": "U0CLEO"}
        desk.handle(ordered(AssignRecount, "CC-1", **given))

    late = cleo.clicks(asked, "Send back to recount")

    assert late.text == "AP-1 is decided: rejected by <@U0CLEO>."
    assert counter.line(1).counter == "U0ANA"


def test_what_waits_for_a_decision_is_on_the_home_tab(planned, desk, counter, ana, cleo):
    beyond(desk, counter, by=("U0ANA", "U0BEN"))

    assert "AP-1" in cleo.opens_home().home.words
    assert "AP-1" not in ana.opens_home().home.words


# -- found in the wrong bin, or unknown -----------------------------------------------------------


def test_goods_in_the_wrong_bin_are_moved_by_one_press(planned, desk, counter, ana):
    desk.handle(enter((18, "MUG-BLU", "A-01"), (6, "MUG-BLU", "A-03")))
    counter.settle()

    told = counter.sheet()
    assert told.buttons[0] == "Move 6 from A-01 to A-03"
    ana.clicks(told, "Move 6 from A-01 to A-03")

    assert "6 pieces found by <@U0ANA>, moved here from A-01 in the book" in counter.sheet().text
    assert desk.book.on_hand("MUG-BLU", "A-03") == 6
    said = counter.message("*Moved 6 pieces of MUG-BLU to where it was found on CC-1*")
    assert said.thread_ts == counter.sheet().ts
    assert said.buttons == ["Undo"]


def test_a_double_click_moves_found_goods_once(planned, desk, counter, ana):
    desk.handle(enter((18, "MUG-BLU", "A-01"), (6, "MUG-BLU", "A-03")))
    counter.settle()

    ana.double_clicks(counter.sheet(), "Move 6 from A-01 to A-03")

    assert desk.book.on_hand("MUG-BLU", "A-03") == 6


def test_the_bin_they_come_from_may_be_another_than_proposed(planned, desk, counter, ana):
    desk.handle(enter((18, "MUG-BLU", "A-01"), (6, "MUG-BLU", "A-03")))
    counter.settle()
    form = ana.clicks(counter.sheet(), "Wrong bin…").view
    assert ana.options(form, "It comes from bin", "b-") == ["B-01"]

    sent = ana.fills(form, {"It comes from bin": "IN"}).submits()
    assert sent.errors["line"].startswith("Cannot move 6 MUG-BLU at IN: none there.")
    assert ana.fills(form, {"It comes from bin": "B-01"}).submits().errors == {}

    assert desk.book.on_hand("MUG-BLU", "B-01") == 14
    assert desk.book.on_hand("MUG-BLU", "A-03") == 6
    assert "moved here from B-01 in the book" in counter.sheet().text


def test_a_manager_says_what_unknown_goods_are(planned, desk, counter, ana, cleo):
    desk.handle(enter((3, "green thing", "A-03")))
    counter.settle()
    assert ana.clicks(counter.sheet(), "What is it?…").text.startswith("To say what unknown goods")
    form = cleo.clicks(counter.sheet(), "What is it?…").view

    assert cleo.fills(form, {}).submits().errors == {
        "item": "Choose the item, or say below that it is none of yours."
    }
    assert cleo.fills(form, {"It is": "MUG-RED"}).submits().errors == {}

    assert desk.book.on_hand("MUG-RED", "A-03") == 3
    assert "counted as MUG-RED, says <@U0CLEO>" in counter.sheet().text


def test_unknown_goods_that_are_none_of_ours_are_dismissed(planned, desk, counter, cleo):
    desk.handle(enter((3, "green thing", "A-03")))
    counter.settle()
    form = cleo.clicks(counter.sheet(), "What is it?…").view

    assert cleo.fills(form, {"Or": "none"}).submits().errors == {}

    assert "none of ours, says <@U0CLEO>" in counter.sheet().text


# -- looking into it ------------------------------------------------------------------------------


def test_a_cause_is_picked_where_every_move_is_shown(planned, desk, counter, ana):
    desk.handle(enter((23, "MUG-BLU", "A-01")))
    counter.settle()

    form = ana.clicks(counter.sheet(), "Investigate…").view

    assert form.title == "CC-1 line 1"
    assert "+24 → 24: opening from OPENING" in form.words
    options = form.raw["blocks"][-2]["element"]["options"]
    assert len(options) == 24
    assert ana.fills(form, {"Why it was off": "stolen", "Note": "seen"}).submits().errors == {}
    assert counter.line(1).cause == "stolen"
    assert "23 pieces found by <@U0ANA> (-1, stolen, TX-" in counter.sheet().text


def test_of_several_lines_one_is_chosen_first(planned, desk, counter, ana):
    desk.handle(enter((23, "MUG-BLU", "A-01"), (21, "MUG-BLU", "B-01")))
    counter.settle()
    chosen = ana.clicks(counter.sheet(), "Investigate…").view

    assert chosen.labels == ["Which one"]
    form = ana.fills(chosen, {"Which one": "3"}).submits().view

    assert form.title == "CC-1 line 3"
    assert "MUG-BLU Blue mug at B-01" in form.words


def test_the_cause_is_said_from_the_typed_answer_too(planned, desk, counter, ana):
    desk.handle(enter((23, "MUG-BLU", "A-01")))
    told = ana.types(STOCK, "/inv investigate CC-1").message

    form = ana.clicks(told, "Say why…").view

    assert form.title == "CC-1 line 1"


def test_a_line_that_is_counted_again_is_not_looked_into(planned, desk, counter, ana):
    desk.handle(enter((23, "MUG-BLU", "A-01"), (2, "MUG-BLU", "B-01")))
    counter.settle()

    form = ana.clicks(counter.sheet(), "Investigate…").view

    assert form.title == "CC-1 line 1"


# -- planning and ending --------------------------------------------------------------------------


def test_a_count_is_planned_in_a_form(desk, counter, ana):
    desk.handle(edit(a_location("A-01", parent="NORTH")))
    form = ana.clicks(ana.types(STOCK, "/inv counts").message, "Plan a count…").view
    assert ana.options(form, "Zone", "") == ["A: 1 place", "B: 1 place", "NORTH: 1 place"]

    filled = ana.fills(form, {"Bins": "Q-01", "So many at random": "few"})
    assert filled.submits().errors == {"sample": "Say a whole number from 1 to 10,000."}
    filled = ana.fills(form, {"So many at random": None})
    assert filled.submits().errors == {
        "bins": "There is no bin “Q-01”. Check it, or add it on Locations."
    }
    filled = ana.fills(form, {"Bins": None, "Zone": "NORTH", "Who counts": "Ben", "Blind": "no"})
    assert "Planned CC-1" in filled.submits().view.words

    assert counter.sheet().text.splitlines()[0] == (
        "*Count CC-1* of zone NORTH: with <@U0BEN>, 0 of 1 line counted"
    )


def test_a_count_is_closed_with_a_reason_where_lines_are_left(planned, desk, counter, cleo):
    desk.handle(enter((24, "MUG-BLU", "A-01")))
    counter.settle()
    form = cleo.clicks(counter.sheet(), "Close…").view
    assert "2 lines nobody has counted." in form.words

    assert cleo.fills(form, {"Why": "The aisle is blocked"}).submits().errors == {}

    assert (
        counter.sheet()
        .text.splitlines()[0]
        .endswith("1 of 3 lines as the book said, 2 not counted")
    )
    assert counter.sheet().buttons == []


def test_a_count_is_let_go_while_nothing_of_it_is_counted(planned, counter, cleo):
    form = cleo.clicks(counter.sheet(), "Cancel…").view

    assert cleo.fills(form, {"Why": "Planned twice"}).submits().errors == {}

    assert counter.sheet().text.splitlines()[0] == "*Count CC-1* of everything: cancelled"


def test_a_stale_message_refuses_with_how_it_stands(planned, desk, counter, cleo):
    message = counter.sheet()
    desk.handle(enter((24, "MUG-BLU", "A-01"), (20, "MUG-BLU", "B-01"), (0, "", "A-03")))

    assert cleo.clicks(message, "Enter…").text == (
        "Cannot take CC-1: it is done. Count a bin again with `/count bin:A-01`."
    )
    assert cleo.clicks(message, "Close…").text == (
        "Cannot close CC-1: it is done. Count a bin again with `/count bin:A-01`."
    )


def test_a_sheet_of_lots_names_them(desk, counter, ana):
    desk.handle(open_stock(6, "JAM-STR", at="A-03", lot="L7"))
    desk.handle(plan(by="U0CLEO", bins=("A-03",)))
    form = ana.clicks(counter.sheet(), "Enter…").view

    assert form.labels[0] == "A-03 lot L7: JAM-STR Strawberry jam (piece)"
    assert ana.fills(form, {form.labels[0]: "6"}).submits().errors == {}
    assert counter.line(1).counted == Decimal(6)


def test_home_names_what_anybody_may_count_and_what_waits_for_a_second_person(
    counter, ana, ben, cleo
):
    counter.told(cleo, "/count bin:A-01")
    assert "A-01: 1 line left" in ben.opens_home().home.words
    counter.told(ana, "/count CC-1 10 MUG-BLU @A-01")
    told = ben.opens_home().home.words
    assert "Free to count:" in told
    assert "A-01: 1 line to count once more" in told
    assert "Free to count:" not in ana.opens_home().home.words
