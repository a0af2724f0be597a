"""Counts by typing: planned, taken, entered, counted again, looked into, decided, with whole answers."""

import pytest

from bot.answering.answers import Asker
from bot.answering.clerk import Clerk
from bot.answering.hearing import Hearing
from inventory.commands import DecideApproval
from inventory.documents.cycle_count import CountLineStatus, CountStatus, CycleCount
from inventory.people import Duty, Person, Role
from inventory.place import Place
from tests.bot.conftest import MANAGERS, STOCK
from tests.bot.counts import CountingRoom, a_stockroom
from tests.builders import a_location, edit, open_stock, ordered, pick, set_rule, ship


@pytest.fixture
def desk():
    return a_stockroom()


@pytest.fixture
def counter(desk, sender, workspace):
    return CountingRoom(desk, sender, workspace)


def test_a_scope_is_planned_as_a_sheet_in_walking_order(counter, cleo):
    assert counter.told(cleo, "/count all for:ana by:wednesday") == [
        "*Planned CC-1* of everything: 3 lines in 3 bins. *TX-22*",
        "*CC-1* everything: 0 of 3 lines counted, with <@U0ANA>, due Wed 2026-11-25",
    ]
    told = counter.sheet()
    assert told.channel == STOCK
    assert told.text.splitlines() == [
        "*Count CC-1* of everything, blind: with <@U0ANA>, 0 of 3 lines counted",
        "1. A-01: MUG-BLU Blue mug (to be counted)",
        "2. A-03: is it empty?",
        "3. B-01: MUG-BLU Blue mug (to be counted)",
        "Planned by <@U0CLEO> on Mon 2026-11-23, due Wed 2026-11-25",
    ]
    assert told.buttons == ["Enter…", "Give back", "Hand over…", "Close…", "Cancel…"]


def test_a_big_scope_is_several_sheets_of_one_run(desk, counter, cleo, ana):
    for number in range(1, 71):
        desk.handle(edit(a_location(f"C-{number:02}")))

    told = counter.told(cleo, "/count all")
    assert told[0].startswith("*Planned 2 counts CC-1 to CC-2* of everything: 73 lines in 73 bins.")
    assert "sheet 1 of 2 (CC-1 to CC-2)" in counter.sheet("CC-1").text
    assert "Page 1 of 3" in counter.sheet("CC-1").text
    listed = counter.told(ana, "/inv counts")
    assert listed[0] == "*2 counts open:*"
    assert listed[3] == "CC-1 to CC-2 together: 0 of 2 counts done, 0 of 73 lines counted"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("zone:Q", "There is no zone “Q”. Zones: A, B."),
        ("bin:Q-01", "There is no bin “Q-01”."),
        (
            "all for:bob",
            "Nobody on People is called just “bob”. There are Ana, Ben, Cleo and Dora.",
        ),
        ("sample:0", "sample: is a whole number from 1 to 10,000, not 0."),
    ],
)
def test_a_scope_that_is_none_is_refused(counter, cleo, text, words):
    assert counter.told(cleo, f"/count {text}")[0].startswith(words)


def test_a_scope_that_cannot_be_read_is_answered_with_the_shape_of_scopes(counter, cleo):
    assert counter.told(cleo, "/count zone:A nonsense")[-1].startswith("Write it as `/count zone:A")


def test_a_one_line_count_stays_as_it_was(desk, counter, ana):
    told = ana.types(STOCK, "/count 22 MUG-BLU @A-01").message

    assert told.text == "*Counted MUG-BLU*. A-01: 24 → 22. *TX-22*"
    assert told.buttons == ["Undo"]


def test_a_one_line_count_that_was_withdrawn_is_a_sheet_for_somebody_else(counter, ana, ben):
    counter.told(ana, "/count 12 MUG-BLU @A-01")
    assert counter.told(ana, "/count 24 MUG-BLU @A-01") == [
        (
            "CC-1 line 1, MUG-BLU at A-01, was counted by <@U0ANA>: somebody else counts it once "
            "more. Ask <@U0BEN>, <@U0CLEO>, <@U0DORA>."
        )
    ]
    counter.told(ana, "/inv reject AP-1")
    assert "to be counted once more by somebody else" in counter.sheet().text
    assert counter.thread()[-1].startswith("Withdrawn (AP-1): MUG-BLU at A-01, says <@U0ANA>")
    counter.told(ben, "/count 24 MUG-BLU @A-01")
    assert counter.line(1).status is CountLineStatus.POSTED


def test_ones_own_counts_are_listed_first_with_their_progress(counter, cleo, ana):
    counter.told(cleo, "/count bin:A-01")
    counter.told(cleo, "/count bin:B-01 for:ana by:tomorrow")

    assert counter.told(ana, "/inv counts") == [
        "*2 counts open, 1 of them yours:*",
        "*CC-2* B-01: 0 of 1 line counted, with <@U0ANA>, due Tue 2026-11-24",
        "*CC-1* A-01: 0 of 1 line counted, free to take",
        "Show one: `/count CC-2`, or count it by scanning: send me `count CC-2`.",
    ]


def test_a_sheet_is_taken_and_given_back(counter, cleo, ana, ben):
    counter.told(cleo, "/count all")
    assert "with <@U0ANA>" in counter.told(ana, "/count cc-1 take")[0]

    assert counter.told(ben, "/count CC-1 take") == [
        "CC-1 is in the hand of <@U0ANA>. They or a manager can give it back."
    ]
    assert counter.told(ana, "/count CC-1 give back")[0].startswith("*Gave back: CC-1*.")
    assert "with <@U0BEN>" in counter.told(ben, "/count CC-1 take")[0]


@pytest.mark.parametrize("nothing", [";", ";;\n;", "\u200b"])
def test_a_line_that_says_nothing_of_a_sheet_shows_it(desk, counter, cleo, ana, nothing):
    counter.told(cleo, "/count all")
    counter.settle()
    before = desk.last_sequence()

    assert counter.told(ana, f"/count CC-1 {nothing}")[0].startswith("*Count CC-1* of everything")
    assert desk.last_sequence() == before


def test_what_is_found_is_entered_in_a_block(desk, counter, cleo, ana):
    counter.told(cleo, "/count all")

    assert counter.told(ana, "/count CC-1 24 MUG-BLU @A-01; empty @A-03") == [
        "*Entered 2 lines of CC-1*: 2 of 3 lines counted. *TX-24*",
        "1 line left. Next: B-01, MUG-BLU.",
    ]
    assert counter.sheet().text.splitlines()[1:4] == [
        "1. A-01: MUG-BLU Blue mug: 24 pieces, as the book says; counted by <@U0ANA>",
        "2. A-03: empty, as the book says; looked at by <@U0ANA>",
        "3. B-01: MUG-BLU Blue mug (to be counted)",
    ]
    told = ana.types(STOCK, "/count CC-1 18 MUG-BLU").message
    assert told.text.splitlines()[1] == "CC-1 is done."
    assert told.buttons == ["Undo TX-25"]
    assert counter.thread()[-1] == ("*Counted 1 line of CC-1* by <@U0ANA>. B-01: 20 → 18. *TX-25*")
    assert desk.book.get(CycleCount, "CC-1").status is CountStatus.DONE
    assert counter.sheet().text.splitlines()[0] == (
        "*Count CC-1* of everything: done, 2 of 3 lines as the book said, 1 off"
    )


def test_everything_wrong_in_a_block_is_named_at_once_and_nothing_is_entered(
    desk, counter, cleo, ana
):
    counter.told(cleo, "/count all")

    told = counter.told(ana, "/count CC-1 5 MUG-BLU @Q-01; 24 MUG-BLU @A-01; 5 JAM-STR @A-01; 7")

    assert told == [
        "*Nothing was posted:* 3 of 4 lines are wrong.",
        "*Line 1:* There is no bin “Q-01”. Check it, or add it on Locations.",
        "*Line 3:* JAM-STR is tracked by lot: say which, as lot:L7.",
        "*Line 4:* A number of what? Write it before the code, as in `12 MUG-BLU`.",
        "Write it as `/count CC-3 12 MUG-BLU @A-01; empty @B-02`",
    ]
    assert not counter.line(1).tallies


def test_a_blind_counter_reads_nowhere_what_the_book_expects(counter, cleo, ana):
    counter.told(cleo, "/count all for:ana")

    seen = counter.told(ana, "/count CC-1") + counter.told(ana, "/count CC-1 7 MUG-BLU @A-01")
    seen += counter.told(ana, "/count CC-1") + counter.told(ana, "/inv counts")
    seen += counter.sheet().text.splitlines() + counter.thread()
    seen += [text for text in ana.opens_home().home.words.splitlines() if "/receive" not in text]

    assert not [text for text in seen if "24" in text.replace("TX-24", "")]
    assert counter.told(ana, "/inv investigate CC-1 line:1") == [
        "MUG-BLU at A-01 is being counted blind (CC-1): look into it once it is counted."
    ]
    assert counter.told(ana, "/inv investigate MUG-BLU @B-01")[0].startswith(
        "MUG-BLU at B-01 is being counted blind (CC-1)"
    )


def test_a_manager_sees_variances_once_the_line_is_counted(counter, cleo, ana):
    counter.told(cleo, "/count all for:ana")
    assert not any("Off so far" in text for text in counter.told(cleo, "/count CC-1"))
    counter.told(ana, "/count CC-1 12 MUG-BLU @A-01")

    assert counter.told(cleo, "/count CC-1")[-3:-1] == [
        "*Off so far*, shown to you because you decide about it:",
        (
            "1. MUG-BLU at A-01: the book said 24, found 12 by <@U0ANA> "
            "(-12 pieces, worth 38.40 EUR)"
        ),
    ]


def test_who_does_not_count_blind_sees_what_the_book_says(counter, cleo, ana):
    counter.told(cleo, "/count bin:A-01 blind:no")

    told = counter.told(ana, "/count CC-1 take")

    assert told[0] == "*Count CC-1* of A-01: with <@U0ANA>, 0 of 1 line counted"
    assert told[1] == "1. A-01: MUG-BLU Blue mug (to be counted; the book says 24 pieces)"


def test_goods_that_move_meanwhile_have_only_their_line_ask_again(desk, counter, cleo, ana):
    counter.told(cleo, "/count all blind:no for:ana")
    counter.told(ana, "/count CC-1 take")
    desk.handle(pick(3, "MUG-BLU", at="B-01", document="SO-7", by="U0BEN"))

    told = counter.told(ana, "/count CC-1 24 MUG-BLU @A-01; 20 MUG-BLU @B-01")

    assert told[1:] == [
        "MUG-BLU at B-01 asks again: goods moved there while you counted.",
        "2 lines left. Next: A-03, is it empty?",
    ]
    assert counter.thread()[0] == (
        "MUG-BLU at B-01: was 20, now 17 since SO-7 picked 3. Count it anew."
    )
    assert counter.line(1).status is CountLineStatus.POSTED
    counter.told(ana, "/count CC-1 17 MUG-BLU @B-01")
    assert counter.line(3).status is CountLineStatus.POSTED


def test_a_blind_count_says_what_moved_and_keeps_the_totals(desk, counter, cleo, ana):
    counter.told(cleo, "/count all for:ana")
    counter.told(ana, "/count CC-1 take")
    desk.handle(pick(3, "MUG-BLU", at="B-01", document="SO-7", by="U0BEN"))
    counter.told(ana, "/count CC-1 20 MUG-BLU @B-01")

    assert counter.thread()[0] == (
        "MUG-BLU at B-01 asks again: SO-7 picked 3 while it was counted. Count it anew."
    )


def test_beyond_the_tolerance_another_counts_and_a_third_decides(desk, counter, cleo, ana, ben):
    counter.told(cleo, "/count all for:ana")
    told = counter.told(ana, "/count CC-1 12 MUG-BLU @A-01; empty @A-03; 20 MUG-BLU @B-01")
    assert told[1] == (
        "MUG-BLU at A-01 differs by more than the tolerance: somebody else counts it once more."
    )

    assert counter.told(ana, "/count CC-1 12 MUG-BLU @A-01") == [
        (
            "CC-1 line 1, MUG-BLU at A-01, was counted by <@U0ANA>: somebody else counts it once more. "
            "Ask <@U0BEN>, <@U0CLEO>, <@U0DORA>."
        )
    ]
    told = counter.told(ben, "/count CC-1 12 MUG-BLU @A-01")
    assert told[1] == (
        "MUG-BLU at A-01 differs by more than the tolerance: it waits for approval as AP-1."
    )
    asked = counter.message("*Count AP-1*", MANAGERS)
    assert asked.text.splitlines() == [
        "*Count AP-1* of CC-1 by <@U0ANA> and <@U0BEN>",
        (
            "1. MUG-BLU at A-01: the book said 24, found 12 by <@U0ANA>, then 12 by <@U0BEN> "
            "(-12 pieces, worth 38.40 EUR). Both found the same."
        ),
        "Beyond the tolerance: a manager who has not counted it decides.",
    ]
    assert asked.buttons == ["Approve", "Reject", "Send back to recount"]
    assert counter.told(cleo, "/inv approve AP-1")[-1] == "*Approved* by <@U0CLEO>."
    assert desk.book.on_hand("MUG-BLU", "A-01") == 12
    assert counter.thread()[-1] == (
        "Approved (AP-1): MUG-BLU at A-01, says <@U0CLEO>; the book says so now."
    )


def test_who_counted_does_not_approve_not_even_as_a_manager(desk, counter, cleo, ana):
    counter.told(cleo, "/count bin:A-01 for:ana")
    counter.told(ana, "/count CC-1 12 MUG-BLU @A-01")
    counter.told(cleo, "/count CC-1 11 MUG-BLU @A-01")

    assert "They do not agree." in counter.message("*Count AP-1*", MANAGERS).text
    assert counter.told(cleo, "/inv approve AP-1") == [
        "AP-1 is your own: somebody else decides. Ask <@U0DORA>."
    ]
    assert counter.told(ana, "/inv approve CC-1")[0].startswith("To approve counts")
    desk.handle(ordered(DecideApproval, "AP-1", is_approved=True, by="U0DORA"))
    assert desk.book.on_hand("MUG-BLU", "A-01") == 11
    assert counter.told(cleo, "/inv approve CC-1") == ["Nothing of CC-1 waits for approval."]


def test_who_counted_first_does_not_approve_either(desk, counter, cleo, ana):
    counter.told(cleo, "/count bin:A-01 for:me")
    counter.told(cleo, "/count CC-1 12 MUG-BLU @A-01")
    counter.told(ana, "/count CC-1 12 MUG-BLU @A-01")

    assert counter.told(cleo, "/inv approve AP-1") == [
        "You have counted what AP-1 is about: somebody else decides. Ask <@U0DORA>."
    ]


def test_all_that_waits_of_a_count_is_approved_by_its_number(desk, counter, cleo, ana, ben):
    counter.told(cleo, "/count bin:A-01 for:ana")
    counter.told(ana, "/count CC-1 12 MUG-BLU @A-01")
    counter.told(ben, "/count CC-1 12 MUG-BLU @A-01")

    assert counter.told(cleo, "/inv approve CC-1")[-1] == "*Approved* by <@U0CLEO>."
    assert desk.book.on_hand("MUG-BLU", "A-01") == 12


def test_a_rejected_count_is_counted_again(counter, cleo, ana, ben):
    counter.told(cleo, "/count bin:A-01 for:ana")
    counter.told(ana, "/count CC-1 12 MUG-BLU @A-01")
    counter.told(ben, "/count CC-1 12 MUG-BLU @A-01")

    told = counter.told(cleo, "/inv reject AP-1 the pallet behind was not counted")

    assert told[-1].startswith("*Rejected* by <@U0CLEO>: the pallet behind was not counted.")
    assert counter.thread()[-1] == (
        "Not approved (AP-1): MUG-BLU at A-01, says <@U0CLEO>: “the pallet behind was not "
        "counted”; it is to be counted again, by anybody."
    )
    assert counter.line(1).status is CountLineStatus.RECOUNT


def test_a_withdrawn_count_is_counted_by_somebody_else(desk, counter, cleo, ana, ben):
    counter.told(cleo, "/count bin:A-01 for:ana")
    counter.told(ana, "/count CC-1 12 MUG-BLU @A-01")
    counter.told(ben, "/count CC-1 12 MUG-BLU @A-01")

    counter.told(ben, "/inv reject AP-1")

    assert counter.thread()[-1] == (
        "Withdrawn (AP-1): MUG-BLU at A-01, says <@U0BEN>; it is to be counted again, by somebody "
        "who has not counted it."
    )
    assert "to be counted once more by somebody else" in counter.sheet().text
    assert counter.told(ben, "/count CC-1 24 MUG-BLU @A-01") == [
        (
            "CC-1 line 1, MUG-BLU at A-01, was counted by <@U0ANA>, <@U0BEN>: somebody else counts "
            "it once more. Ask <@U0CLEO>, <@U0DORA>."
        )
    ]
    counter.told(cleo, "/inv recount CC-1 line:1")
    assert counter.thread()[-1].startswith(
        "MUG-BLU at A-01 is to be counted once more, by anybody."
    )
    counter.told(ben, "/count CC-1 24 MUG-BLU @A-01")
    assert counter.line(1).status is CountLineStatus.POSTED


def test_whoever_takes_a_sheet_of_another_hears_what_of_it_is_theirs(counter, cleo, ana, ben):
    counter.told(cleo, "/count all")
    counter.told(ana, "/count CC-1 take")
    counter.told(ana, "/count CC-1 12 MUG-BLU @A-01")

    assert counter.told(ben, "/count CC-1 take")[-1] == (
        "CC-1 stays with <@U0ANA>: yours to count is only what is asked for once more."
    )


def test_without_recounts_by_another_the_sheet_asks_anybody(desk, counter, cleo, ana):
    counter.told(cleo, "/count bin:A-01 for:ana")
    counter.told(ana, "/count CC-1 12 MUG-BLU @A-01")
    desk.handle(set_rule("is_recounted", "no"))

    told = counter.told(ana, "/count CC-1 12 MUG-BLU @A-01")

    assert told[1].endswith("it waits for approval as AP-1.")


def test_a_recount_goes_to_another_by_name(counter, cleo, ana, ben):
    counter.told(cleo, "/count bin:A-01 for:ana")
    counter.told(ana, "/count CC-1 12 MUG-BLU @A-01")

    assert counter.told(cleo, "/inv recount CC-1 line:1 for:ana")[0].startswith(
        "CC-1 line 1, MUG-BLU at A-01, was counted by <@U0ANA>"
    )
    told = counter.told(cleo, "/inv recount CC-1 line:1 for:@U0BEN")
    assert told[0].startswith("*To be counted again: CC-1*.")
    assert counter.thread()[-1] == ("MUG-BLU at A-01 is to be counted once more by <@U0BEN>.")
    assert counter.told(ben, "/inv counts")[0] == "*1 count open, 1 of them yours:*"
    assert "CC-1" in ben.opens_home().home.words
    assert "1 line to count once more" in ben.opens_home().home.words


def test_what_nobody_can_count_again_is_refused(counter, cleo):
    counter.told(cleo, "/count bin:A-01")

    assert counter.told(cleo, "/inv recount CC-1 line:1") == [
        (
            "Cannot have CC-1 line 1 counted again: it is still to be counted. "
            "Only what has been counted can be."
        )
    ]
    assert counter.told(cleo, "/inv recount CC-1 line:7") == [
        "CC-1 has no line 7. Look at its message for the numbers."
    ]


def test_unknown_goods_are_kept_and_told(counter, cleo, ana):
    counter.told(cleo, "/count bin:A-03 for:ana")

    told = counter.told(ana, '/count CC-1 3 "green thing" @A-03')

    assert told[0].startswith("*Entered 1 unknown thing of CC-1*")
    assert told[1] == (
        "“green thing” is no item: it is kept on CC-1 as unknown, and a manager says what it is."
    )
    assert "Unknown 1. A-03: 3 of “green thing”, found by Ana" in counter.sheet().text
    assert "What is it?…" in counter.sheet().buttons


def test_a_sheet_is_handed_over_to_who_is_there_and_may_count(desk, counter, cleo):
    counter.told(cleo, "/count all")
    assert counter.told(cleo, "/count CC-1 for:@nobody")[1:] == [
        "Write it as `/count CC-1 for:@U0BEN`",
    ]
    ben = Person(user="U0BEN", name="Ben", role=Role.OPERATOR, duties=(Duty.RECEIVING,))
    desk.handle(edit(ben))
    assert counter.told(cleo, "/count CC-1 for:@ben")[0].startswith(
        "Counting is not among the duties of <@U0BEN> (receiving). Name somebody who may: <@U0ANA>"
    )

    assert counter.told(cleo, "/count CC-1 for:@ana")[0].startswith("*Handed over: CC-1*.")


def test_a_count_is_closed_or_let_go(desk, counter, cleo, ana):
    counter.told(cleo, "/count all")
    assert counter.told(ana, "/count CC-1 close late")[0].startswith("To close a count takes")
    assert counter.told(cleo, "/count CC-1 cancel") == [
        "Say why after CC-1.",
        "Write it as `/count CC-1 cancel it was planned twice`",
    ]
    counter.told(ana, "/count CC-1 22 MUG-BLU @A-01")
    assert counter.told(cleo, "/count CC-1 cancel planned twice")[0].startswith(
        "CC-1 cannot be cancelled: TX-24 posted some of it."
    )

    assert counter.told(cleo, "/count CC-1 close the aisle is blocked")[0].startswith(
        "*Closed: CC-1*."
    )
    assert (
        counter.sheet()
        .text.splitlines()[0]
        .endswith("done, 0 of 3 lines as the book said, 1 off, 2 not counted")
    )
    assert counter.told(cleo, "/count CC-1 close") == [
        "Cannot close CC-1: it is done. Count a bin again with `/count bin:A-01`."
    ]


def test_a_variance_is_looked_into_and_its_cause_said(desk, counter, cleo, ana):
    desk.handle(pick(2, "MUG-BLU", at="A-01", document="SO-7", by="U0BEN"))
    counter.told(cleo, "/count bin:A-01 for:ana")
    counter.told(ana, "/count CC-1 24 MUG-BLU @A-01")

    assert counter.told(ana, "/inv investigate CC-1 line:1") == [
        (
            "*MUG-BLU Blue mug at A-01*: the book said 22, found 24 (+2 pieces, worth 6.40 EUR), "
            "CC-1 line 1"
        ),
        "Never counted before: everything since the beginning.",
        "Began with 0",
        "2026-11-23 08:00 +24 → 24: opening from OPENING, the import (TX-18)",
        "2026-11-23 08:00 -2 → 22: pick to PACK, SO-7, <@U0BEN> (TX-22)",
        "*Where it may come from:*",
        (
            "• *TX-22* pick of 2 pieces for SO-7 by <@U0BEN> is just as large: perhaps it never "
            "happened (outbound error)"
        ),
        "Say why it was off: `/inv cause CC-1 line:1 outbound_error`",
    ]
    told = counter.told(ana, "/inv cause CC-1 outbound error the box came back")
    assert told[0].startswith("*CC-1 line 1, MUG-BLU at A-01*: outbound error.")
    assert counter.line(1).cause == "outbound_error"
    assert counter.thread()[-1] == (
        "MUG-BLU at A-01 was off because of: outbound error, says <@U0ANA>: “the box came back”."
    )
    assert "outbound error, TX-" in counter.sheet().text
    assert counter.told(ana, "/inv cause CC-1 line:1 bewitched")[0].startswith(
        "“bewitched” is not on the list."
    )


def test_any_item_and_bin_can_be_looked_into(desk, counter, cleo, ana):
    counter.told(cleo, "/count bin:A-01 for:ana")
    counter.told(ana, "/count CC-1 24 MUG-BLU @A-01")
    desk.handle(pick(2, "MUG-BLU", at="A-01", document="SO-7", by="U0BEN"))

    assert counter.told(ana, "/inv investigate mug-blu @a-01") == [
        "*MUG-BLU Blue mug at A-01*: 22 pieces by the book now",
        "Last counted right on Mon 2026-11-23: 24 by <@U0ANA> (CC-1). Since then:",
        "Began with 24",
        "2026-11-23 08:00 -2 → 22: pick to PACK, SO-7, <@U0BEN> (TX-25)",
    ]
    assert counter.told(ana, "/inv investigate MUG-BLU")[0].startswith("Say which bin (@A-01)")
    assert counter.told(ana, "/inv investigate MUG-PNK @A-01")[0].startswith("There is no item")


def test_a_line_without_a_verb_counts_in_the_thread_of_a_sheet(desk, counter, cleo, ana):
    counter.told(cleo, "/count bin:A-01 for:ana")
    root = counter.sheet()
    hearing = Hearing(Clerk(desk, desk, desk.clock))
    counter.settle()
    here = Place(channel=root.channel, thread=root.ts)

    said = hearing.hear_menu("24 MUG-BLU @A-01", Asker(user="U0ANA", key="m1", place=here))

    assert said.message.text.splitlines()[1] == "CC-1 is done."
    elsewhere = Asker(user="U0ANA", key="m2", place=Place(channel=root.channel))
    assert hearing.hear_menu("24 MUG-BLU @A-01", elsewhere).is_refusal
    named = hearing.hear_menu("CC-1", elsewhere)
    assert named.message.text.startswith("*Count CC-1* of A-01: done")


def test_the_house_rule_decides_whether_counts_are_blind(desk, counter, cleo, ana):
    desk.handle(set_rule("is_count_blind", "no"))
    counter.told(cleo, "/count bin:A-01 for:ana")

    assert "the book says 24 pieces" in counter.told(ana, "/count CC-1 take")[1]


def test_help_shows_every_shape_of_a_count(ana):
    told = ana.types(STOCK, "/inv help count").message.text

    assert "`/count CC-3 12 MUG-BLU @A-01; empty @B-02` Says what was found" in told
    assert "*zone:* an aisle, as its bins begin" in told


def test_what_is_due_follows_what_was_sold(counter, cleo, desk):
    desk.handle(set_rule("count_days_a", 1))
    desk.handle(open_stock(4, at="PACK"))
    desk.handle(open_stock(4, "MUG-RED", at="B-01"))
    desk.handle(ship(4, at="PACK"))
    desk.clock.advance(days=2)
    counter.told(cleo, "/count due")
    lines = counter.sheet().text.splitlines()
    assert [line.partition(" (")[0] for line in lines[1:3]] == [
        "1. A-01: MUG-BLU Blue mug",
        "2. B-01: MUG-BLU Blue mug",
    ]


def test_a_sheet_is_handed_over_by_a_manager_or_whoever_has_it(counter, cleo, ana, ben):
    counter.told(cleo, "/count bin:A-01 for:ana")
    assert "in the hand of <@U0ANA>" in counter.told(ben, "/count CC-1 for:ben")[0]
    assert counter.told(cleo, "/count CC-1 for:ben")[0].startswith("*Handed over: CC-1*.")
    assert "with <@U0BEN>" in counter.sheet().text
    assert "with <@U0ANA>" in counter.told(ben, "/count CC-1 for:ana")[1]


def test_a_one_line_count_of_what_a_blind_sheet_asks_for_tells_nobody_what_the_book_expects(
    desk, counter, ana, ben, cleo
):
    counter.told(cleo, "/count bin:A-01")
    assert counter.told(ana, "/count 10 MUG-BLU @A-01") == [
        "*Counted MUG-BLU*. *TX-24*",
        "CC-1: MUG-BLU at A-01 differs by more than the tolerance: somebody else counts it once more.",
    ]
    assert counter.told(ben, "/count 10 MUG-BLU @A-01") == [
        "*Counted MUG-BLU*. *TX-25*",
        "CC-1: MUG-BLU at A-01 differs by more than the tolerance: it waits for approval as AP-1.",
    ]
    assert desk.book.on_hand("MUG-BLU", "A-01") == 24


def test_who_was_told_that_it_differs_is_told_why_it_is_not_taken_back(counter, ana, cleo):
    counter.told(cleo, "/count bin:A-01")
    counter.told(ana, "/count CC-1 10 MUG-BLU @A-01")
    assert counter.told(ana, "/inv undo TX-24") == [
        (
            "Cannot take TX-24 back: MUG-BLU at A-01 (CC-1 line 1) was told to differ, so who "
            "counted it does not take it back: somebody else counts it once more, or decides. A "
            "manager who has not counted it may take it back for you."
        )
    ]


def test_a_one_line_count_that_moved_nothing_says_why_it_is_not_taken_back(counter, ana, cleo):
    counter.told(cleo, "/count bin:A-01")
    counter.told(ana, "/count 24 MUG-BLU @A-01")
    assert counter.told(ana, "/inv undo TX-24")[0].startswith(
        "Cannot take TX-24 back: it moved nothing, it only put down on CC-1 what was found."
    )


def test_who_may_not_count_is_not_asked_to_type_what_they_find(desk, counter, ana, cleo):
    counter.told(cleo, "/count bin:A-01")
    assert counter.told(ana, "/count CC-1")[-1].startswith("Type what you find")
    desk.handle(edit(Person(user="U0ANA", name="Ana", role=Role.VIEWER)))
    assert counter.told(ana, "/count CC-1")[-1].startswith("Planned by")
