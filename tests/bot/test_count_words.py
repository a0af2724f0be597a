"""The words of counts where no button leads to them: refusals, and what is said once in a thread."""

from decimal import Decimal

import pytest

from bot.messages.count_remarks import moved_since
from bot.messages.message import Message
from bot.messages.refusals import refusal
from bot.messages.remarks import remark_line
from bot.messages.telling import Telling
from inventory.count_errors import (
    CountedAlready,
    CountPosted,
    CountTaken,
    NothingToCount,
    NotInWrongBin,
    OtherCounterNeeded,
)
from inventory.documents.remark import Remark, RemarkKind
from tests.builders import a_desk, move, receive


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
            NothingToCount(problem="nothing", what="zone A"),
            (
                "Nothing of zone A is left to count: nothing lies there, or it is all on an open "
                "count. See `/inv counts`."
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
