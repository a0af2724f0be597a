"""The words of counts where no button leads to them: refusals, and what is said once in a thread."""

from datetime import date
from decimal import Decimal

import pytest

from bot.messages.count_lines import scope_text
from bot.messages.count_remarks import moved_since
from bot.messages.counting import counts_listed
from bot.messages.investigations import CLUES
from bot.messages.message import Message
from bot.messages.refusals import refusal
from bot.messages.refused import refused
from bot.messages.remarks import remark_line
from bot.messages.telling import Telling
from bot.target import Target
from bot.views.cause_forms import cause_form, investigate_form
from bot.views.count_forms import (
    cancel_form,
    close_form,
    recount_form,
    unknown_form,
    wrong_bin_form,
)
from bot.views.step_fields import FormAbout
from inventory.count_errors import (
    CountedAlready,
    CountPosted,
    CountTaken,
    CountTooLong,
    NothingToCount,
    NotInWrongBin,
    OtherCounterNeeded,
)
from inventory.counting.slips import Clue, Suggestion
from inventory.documents.count_scope import CountScope
from inventory.documents.cycle_count import CycleCount
from inventory.documents.remark import Remark, RemarkKind
from inventory.errors import UnknownDocument
from inventory.order_errors import UnknownLine, WrongStep
from inventory.place import Place
from tests.builders import a_desk, move, receive
from tests.inventory.counting.sheets import a_stockroom, plan


def text_of(error):
    return Message((refusal(error, a_desk().book),)).text


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            NothingToCount(problem="unknown_zone", what="Q", known=("A", "B")),
            "There is no zone “Q”. Zones: A, B.",
        ),
        (
            NothingToCount(problem="unknown_site", what="EAST"),
            "There is no site “EAST”. Sites stand on Locations.",
        ),
        (
            NothingToCount(problem="unknown_class", what="D"),
            "There is no class “D”: items are of class A, B or C.",
        ),
        (
            NothingToCount(problem="nothing_due"),
            "Nothing is due to be counted today. Name what to count, as `/count zone:A`.",
        ),
        (
            NothingToCount(problem="nothing_suspect"),
            (
                "Nothing seems wrong there: no picker was short, no bin has gone down to nothing "
                "uncounted, and no last count was far off."
            ),
        ),
        (
            NothingToCount(problem="nothing"),
            "Nothing lies there that could be counted.",
        ),
        (
            NothingToCount(problem="on_sheets", counts=("CC-1", "CC-4")),
            ("All of that is on an open count already: CC-1, CC-4. Look at it with `/count CC-1`."),
        ),
        (
            NothingToCount(problem="unknown_bins", what="Q-*"),
            (
                "No bin in use is called like “Q-*”. B-* is every bin that begins so, "
                "B-01..B-12 those between."
            ),
        ),
        (
            CountTooLong(lines=5214, most=3000, zones=(("A", 2800), ("B", 2414))),
            (
                "That is 5,214 lines, and one plan has at most 3,000. Nothing was planned. Plan it "
                "zone by zone, as `/count zone:A`. The zones, with their lines: A (2,800), B (2,414)."
            ),
        ),
        (
            CountTooLong(lines=3001, most=3000),
            (
                "That is 3,001 lines, and one plan has at most 3,000. Nothing was planned. Name some "
                "of the bins, as `/count bin:A-01..A-40`."
            ),
        ),
        (
            CountTaken(number="CC-3", by="U0ANA"),
            "CC-3 is in the hand of <@U0ANA>. They or a manager can give it back.",
        ),
        (
            OtherCounterNeeded(
                number="CC-3",
                line=2,
                item="MUG-BLU",
                location="A-01",
                counters=("U0ANA", "U0CLEO"),
                who=("U0BEN",),
            ),
            (
                "CC-3 line 2, MUG-BLU at A-01, was counted by <@U0ANA>, <@U0CLEO>: somebody else "
                "counts it once more. Ask <@U0BEN>."
            ),
        ),
        (
            CountedAlready(number="CC-3", line=2, item="MUG-BLU", location="A-01", status="posted"),
            (
                "CC-3 line 2, MUG-BLU at A-01, is counted and settled. A manager can have it counted "
                "again: `/inv recount CC-3 line:2`."
            ),
        ),
        (
            CountedAlready(number="CC-3", line=0, item="", location="", status="done"),
            (
                "CC-3 is done: nothing of it is left to count. Count a bin again with "
                "`/count bin:A-01`."
            ),
        ),
        (
            CountedAlready(
                number="CC-3",
                line=1,
                item="green thing",
                location="A-01",
                status="settled as MUG-BLU",
            ),
            "What was found at A-01 as “green thing” is settled as MUG-BLU already: see CC-3.",
        ),
        (
            NotInWrongBin(number="CC-3", line=2, item="MUG-BLU", location="A-01"),
            (
                "Nothing says that MUG-BLU at A-01 (CC-3 line 2) belongs to another bin: no bin is "
                "short of so many. Leave it as found, or name the bin they come from."
            ),
        ),
        (
            CountPosted(number="CC-3", transactions=("TX-40", "TX-41")),
            (
                "CC-3 cannot be cancelled: TX-40, TX-41 posted some of it. Close it instead; what nobody has "
                "counted is left out: `/count CC-3 close`."
            ),
        ),
    ],
)
def test_a_refusal_says_what_to_do_next(error, words):
    assert text_of(error) == words


MUGS = {"document": "CC-3", "item": "MUG-BLU", "location": "A-01", "line": 2}


@pytest.mark.parametrize(
    ("kind", "facts", "words"),
    [
        (
            RemarkKind.COUNT_ANOTHER,
            {},
            (
                "MUG-BLU at A-01 is to be counted once more, by somebody who has not counted it. "
                "Press Enter… to do it."
            ),
        ),
        (
            RemarkKind.COUNT_ANOTHER,
            {"other": "U0BEN"},
            "MUG-BLU at A-01 is to be counted once more by <@U0BEN>.",
        ),
        (
            RemarkKind.WRONG_BIN,
            {"quantity": 6, "other": "B-01", "actor": "U0ANA"},
            (
                "Found 6 pieces of MUG-BLU at A-01, says <@U0ANA>. They seem to belong to B-01: move "
                "them in the book, or leave them as found."
            ),
        ),
        (
            RemarkKind.UNKNOWN_GOODS,
            {"item": "", "quantity": 3, "words": "green thing", "actor": "U0ANA"},
            (
                "Found 3 of something called “green thing” at A-01, says <@U0ANA>. A manager says "
                "which item it is."
            ),
        ),
        (
            RemarkKind.CAUSE_SET,
            {"other": "data_entry_error", "words": "typed twice", "actor": "U0CLEO"},
            "MUG-BLU at A-01 was off because of: data entry error, says <@U0CLEO>: “typed twice”.",
        ),
        (
            RemarkKind.COUNT_ANOTHER,
            {"item": "", "location": "", "line": 0, "quantity": 4},
            (
                "4 lines are to be counted once more, by somebody who has not counted them. Press "
                "Enter… to do it."
            ),
        ),
        (
            RemarkKind.COUNT_APPROVED,
            {"other": "AP-2", "actor": "U0MIA", "words": "seen it"},
            ("Approved (AP-2): MUG-BLU at A-01, says <@U0MIA>: “seen it”; the book says so now."),
        ),
        (
            RemarkKind.COUNT_REJECTED,
            {"other": "AP-2", "actor": "U0MIA", "item": "", "line": 0, "quantity": 2},
            (
                "Not approved (AP-2): 2 lines, says <@U0MIA>; they are to be counted again, by "
                "anybody."
            ),
        ),
        (
            RemarkKind.COUNT_WITHDRAWN,
            {"other": "AP-2", "actor": "U0ANA"},
            (
                "Withdrawn (AP-2): MUG-BLU at A-01, says <@U0ANA>; it is to be counted again, by "
                "somebody who has not counted it."
            ),
        ),
        (
            RemarkKind.COUNT_CLOSED,
            {"actor": "U0MIA", "words": "week is over", "quantity": 1},
            "Closed by <@U0MIA>: “week is over”. 1 line stays as the book has it.",
        ),
        (RemarkKind.COUNT_CANCELLED, {"actor": "U0MIA"}, "Cancelled by <@U0MIA>."),
        (
            RemarkKind.UNKNOWN_SETTLED,
            {"words": "green thing", "item": "MUG-GRN", "actor": "U0MIA"},
            "What was called “green thing” at A-01 is MUG-GRN, says <@U0MIA>.",
        ),
        (
            RemarkKind.UNKNOWN_SETTLED,
            {"words": "green thing", "item": "", "actor": "U0MIA"},
            "What was called “green thing” at A-01 is nothing of ours, says <@U0MIA>.",
        ),
    ],
)
def test_what_is_said_once_in_the_thread(kind, facts, words):
    told = remark_line(Remark(kind=kind, **{**MUGS, **facts}), Telling(book=a_desk().book))

    assert Message((told,)).text == words


def test_moves_while_a_blind_count_goes_on_are_told_without_what_the_book_expects():
    desk = a_desk()
    desk.handle(receive(12, "MUG-BLU"))
    handed_out = desk.last_sequence()
    desk.handle(move(3, "MUG-BLU", at="IN", to="A-01"))
    telling = Telling(book=desk.book, reader=desk)
    said = Remark(
        kind=RemarkKind.COUNT_AGAIN,
        document="CC-3",
        item="MUG-BLU",
        location="IN",
        was=Decimal(12),
        quantity=Decimal(9),
        since=handed_out,
    )

    assert Message((remark_line(said, telling),)).text == (
        "MUG-BLU at IN asks again: <@U0ANA> moved out 3 while it was counted. Count it anew."
    )
    assert moved_since(said.model_copy(update={"since": desk.last_sequence()}), telling) == []


@pytest.mark.parametrize(
    ("action", "status", "words"),
    [
        (
            "claim",
            "approval",
            (
                "Cannot take CC-3: it is counted, and waits to be decided about. Nothing of it is left "
                "to count for you."
            ),
        ),
        (
            "recount",
            "waiting",
            (
                "Cannot have CC-3 counted again: it is still to be counted. Only what has been counted "
                "can be."
            ),
        ),
        (
            "investigate",
            "done",
            "Cannot look into CC-3: it is done. Nothing of it was off.",
        ),
        (
            "count",
            "cancelled",
            "Cannot count CC-3: it is cancelled. Count a bin again with `/count bin:A-01`.",
        ),
        (
            "print",
            "planned",
            (
                "Cannot print CC-3: it is still to be counted. Take it first: from then on goods that "
                "move while you count are noticed."
            ),
        ),
        (
            "settle",
            "counting",
            (
                "Cannot settle what was found on CC-3: it is still being counted. Look at its message "
                "for what can be done now."
            ),
        ),
    ],
)
def test_a_count_that_is_at_another_step_says_what_can_be_done(action, status, words):
    assert text_of(WrongStep(number="CC-3", action=action, status=status)) == words


def test_a_form_of_a_count_that_has_gone_on_does_not_open():
    desk = a_stockroom()
    desk.handle(plan())
    telling = Telling(book=desk.book, reader=desk)
    first = FormAbout(Target("CC-1", 1), Place(channel="C0STOCK"))

    for form in (recount_form, wrong_bin_form, investigate_form, cause_form):
        with pytest.raises(WrongStep):
            form(first, telling)
    with pytest.raises(UnknownLine):
        unknown_form(first, telling)
    with pytest.raises(UnknownLine):
        cause_form(first._replace(target=Target("CC-1", 99)), telling)
    gone = first._replace(target=Target("CC-9"))
    for form in (recount_form, wrong_bin_form, investigate_form, close_form, cancel_form):
        with pytest.raises(UnknownDocument):
            form(gone, telling)


def test_every_clue_of_an_investigation_has_words():
    desk = a_desk()
    moves = tuple(desk.handle(receive(12, "MUG-BLU")).transaction.moves)
    telling = Telling(book=desk.book)

    told = {
        clue: Message(
            (
                words(
                    Suggestion(
                        cause="misplaced",
                        clue=clue,
                        moves=moves,
                        location="B-01",
                        lot="L7",
                        unit="case",
                        meant=Decimal(1),
                    ),
                    telling,
                ),
            )
        ).text
        for clue, words in CLUES.items()
    }

    assert set(told) == set(Clue)
    assert told[Clue.OTHER_UNIT] == (
        f"*TX-{desk.last_sequence()}* receipt of 12 pieces by <@U0ANA> would be right as 1 piece: a case is meant"
    )
    assert told[Clue.OTHER_BIN_OFF].startswith("B-01 lot L7 was off by as much the other way: ")


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        (CountScope(site="NORTH", is_due=True), "site NORTH, what is due"),
        (
            CountScope(bins=tuple(f"A-0{n}" for n in range(1, 8))),
            "A-01, A-02, A-03, A-04, A-05 and 2 more",
        ),
        (CountScope(touched_since=date(2026, 11, 1)), "moved since Sun 2026-11-01"),
    ],
)
def test_a_scope_is_said_in_words(scope, words):
    assert scope_text(scope) == words


def test_commands_are_named_as_they_are_typed_in_the_workspace():
    desk = a_stockroom()
    desk.handle(plan())
    sheets = list(desk.book.open(CycleCount))
    told = counts_listed(sheets, "U0ANA", Telling(book=desk.book), "wh").text

    assert "Show one: `/wh-count CC-1`" in told
    refused_there = refused(desk.book, NothingToCount(problem="nothing_due"), prefix="wh")
    assert refused_there.text.endswith("as `/wh-count zone:A`.")
