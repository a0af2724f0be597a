"""What Count entries promises: rows of one count are entered together, once, and tell no figure."""

import pytest

from inventory.count_commands import AssignRecount
from inventory.count_errors import OtherCounterNeeded
from inventory.documents.cycle_count import CountStatus, CycleCount
from inventory.people import IMPORT
from sheets_schema.verify import compare
from tests.builders import (
    HOUSE,
    ITEMS,
    PEOPLE,
    approve,
    edit,
    move,
    open_stock,
    ordered,
    refusal_of,
)
from tests.inventory.counting.sheets import claim, enter, plan
from tests.sheets_schema.conftest import Office
from tests.sheets_schema.test_documents import columns

MUGS = ["CC-1", "A-01", "MUG-BLU", "", 24]
TEES = ["CC-1", "A-01", "TEE-BLK-M", "", 30]


@pytest.fixture
def counting(office: Office) -> Office:
    """A blind count of a bin with 24 mugs and 30 tees; B-01 is empty."""
    for row in (*HOUSE, *PEOPLE, *ITEMS):
        office.desk.handle(edit(row, by=IMPORT))
    office.desk.handle(open_stock(24, "MUG-BLU", at="A-01"))
    office.desk.handle(open_stock(30, "TEE-BLK-M", at="A-01"))
    office.desk.handle(plan(bins=("A-01", "B-01")))
    office.poll(2)
    return office


def statuses(office: Office) -> list[str]:
    return [row[6] if len(row) > 6 else "" for row in office.tab("Count entries!A2:G")]


def sheet(office: Office, number: str = "CC-1") -> CycleCount:
    count = office.desk.book.get(CycleCount, number)
    assert count is not None
    return count


def counted(office: Office) -> list[tuple[str, str]]:
    """Each line's bin and item, and how it stands."""
    return [(line.item or line.location, line.status.value) for line in sheet(office).lines]


def last(office: Office) -> str:
    return f"TX-{office.desk.last_sequence()}"


def test_rows_of_one_count_are_entered_together(counting: Office) -> None:
    counting.types("Count entries!A2", MUGS, TEES, ["cc-1", "b-01", "", "", 0])

    assert counting.poll().answers == 3
    assert statuses(counting) == [f"Done CC-1 ({last(counting)}): settled"] * 3
    assert sheet(counting).status is CountStatus.DONE
    assert counting.poll().answers == 0


def test_rows_of_two_counts_are_two_entries(counting: Office) -> None:
    counting.desk.handle(plan(bins=("A-02",)))
    counting.types("Count entries!A2", MUGS, ["CC-2", "A-02", "", "", 0])
    counting.poll()

    first, second = statuses(counting)
    assert (first[:9], second[:9]) == ("Done CC-1", "Done CC-2")
    assert first.split()[2] != second.split()[2]


def test_what_is_a_little_off_is_posted_and_no_figure_is_told(counting: Office) -> None:
    counting.types("Count entries!A2", [*MUGS[:4], 21, "one was chipped"])
    counting.poll()

    assert counting.desk.book.on_hand("MUG-BLU", "A-01") == 21
    assert statuses(counting) == [f"Done CC-1 ({last(counting)}): settled"]


def test_what_is_far_off_is_counted_once_more_and_no_figure_is_told(counting: Office) -> None:
    counting.types("Count entries!A2", [*MUGS[:4], 3], TEES)
    counting.poll()

    start = f"Done CC-1 ({last(counting)}): "
    assert statuses(counting) == [
        f"{start}far off, somebody else counts it once more",
        f"{start}settled",
    ]
    assert counting.desk.book.on_hand("MUG-BLU", "A-01") == 24
    counting.write_all()
    figures = columns(counting, "Count lines", "Item", "Status", "Expected", "Found")
    assert figures[0] == ["MUG-BLU", "recount", "", ""]


def test_of_a_recount_somebody_has_to_say_who_counts_it(counting: Office) -> None:
    counting.desk.handle(enter((3, "MUG-BLU", "A-01"), by="U0ANA"))
    counting.types("Count entries!A2", [*MUGS[:4], 4])
    counting.poll()
    assert statuses(counting)[0] == (
        "Cannot post: MUG-BLU at A-01 is counted once more by somebody else (line 1). "
        "Say in Slack who does, or have them enter it there: /count CC-1."
    )

    counting.desk.handle(ordered(AssignRecount, "CC-1", counter="U0BEN", by="U0MIA"))
    counting.types("Count entries!F2", ["Ben looked twice"])
    counting.poll()
    assert statuses(counting)[0].endswith("far off, waits for approval")
    assert sheet(counting).lines[0].counters == ("U0ANA", "U0BEN")


def test_rows_are_taken_for_those_of_whoever_has_the_sheet(counting: Office) -> None:
    counting.desk.handle(claim("CC-1", by="U0ANA"))
    counting.types("Count entries!A2", [*MUGS[:4], 3])
    counting.poll()

    assert sheet(counting).lines[0].counters == ("U0ANA",)
    again = refusal_of(counting.desk, enter((3, "MUG-BLU", "A-01"), by="U0ANA"))
    assert isinstance(again, OtherCounterNeeded)


def test_goods_that_moved_meanwhile_are_asked_for_again(counting: Office) -> None:
    counting.desk.handle(claim("CC-1", by="U0ANA"))
    counting.desk.handle(move(3, "MUG-BLU", at="A-01", to="A-02"))
    counting.types("Count entries!A2", MUGS)
    counting.poll()

    assert statuses(counting) == [
        f"Done CC-1 ({last(counting)}): goods moved meanwhile, count it again and type a new row"
    ]


def test_an_item_nobody_knows_is_kept_with_the_count(counting: Office) -> None:
    counting.types("Count entries!A2", ["CC-1", "B-01", "BOX OF SOMETHING", "", 2])
    counting.poll()

    [told] = statuses(counting)
    assert told == (
        f"Done CC-1 ({last(counting)}): nobody knows this item yet: kept with the count, "
        "a manager says what it is"
    )
    assert [(one.words, one.quantity) for one in sheet(counting).unknown] == [
        ("BOX OF SOMETHING", 2)
    ]


def test_a_scanned_barcode_that_no_item_has_is_kept_with_the_count(counting: Office) -> None:
    counting.types("Count entries!A2", ["CC-1", "B-01", "'4006381333931", "", 2])
    counting.poll()

    assert [one.words for one in sheet(counting).unknown] == ["4006381333931"]


def test_a_row_that_is_still_being_typed_keeps_the_others_waiting(counting: Office) -> None:
    counting.types("Count entries!A2", MUGS, TEES[:4])
    counting.poll()

    assert statuses(counting) == ["", ""]
    counting.types("Count entries!E3", [30])
    counting.poll()
    assert {status.partition(":")[2] for status in statuses(counting)} == {" settled"}


def test_an_error_names_its_row_and_the_others_wait_for_it(counting: Office) -> None:
    counting.types("Count entries!A2", MUGS, ["CC-1", "Z-99", "TEE-BLK-M", "", 30])
    counting.poll()

    assert statuses(counting) == [
        "Cannot post: waits for row 3 of the same count.",
        "Cannot post: there is no location Z-99. Type a code from Locations.",
    ]
    counting.types("Count entries!B3", ["A-01"])
    counting.poll()
    assert [status.partition(": ")[2] for status in statuses(counting)] == ["settled"] * 2


@pytest.mark.parametrize(
    ("row", "answer"),
    [
        (["CC-9", *MUGS[1:]], "there is no CC-9. Type a number from the tab Counts."),
        ([*MUGS[:4], -1], "Counted: it is below zero. Type zero or more, or clear it."),
        (
            ["CC-1", "B-01", "BOX", "", 0],
            "0 of BOX cannot be counted. Type how many lie there, or clear the item for none.",
        ),
        (
            ["CC-1", "A-01", "JAM-STR", "", 3],
            "JAM-STR is kept by lots. Leave it out.",
        ),
        (["CC-1", "A-01", "", "", 3], "the item is missing. Type the item."),
    ],
)
def test_what_cannot_be_entered_is_told_beside_it(
    counting: Office, row: list[object], answer: str
) -> None:
    counting.types("Count entries!A2", row)
    counting.poll()

    assert statuses(counting) == [f"Cannot post: {answer}"]


def test_one_balance_in_two_rows_is_named_in_the_second(counting: Office) -> None:
    counting.types("Count entries!A2", MUGS, MUGS)
    counting.poll()

    assert statuses(counting)[1] == (
        "Cannot post: MUG-BLU at A-01 is counted in two rows. Add them up in one row."
    )


def test_a_sheet_that_is_done_takes_nothing_more(counting: Office) -> None:
    counting.desk.handle(enter((24, "MUG-BLU", "A-01"), (30, "TEE-BLK-M", "A-01")))
    counting.types("Count entries!A2", MUGS)
    counting.poll()
    assert statuses(counting)[0] == (
        "Cannot post: MUG-BLU at A-01 is settled (line 1). "
        "Clear the row, or ask a manager to have it counted again."
    )

    counting.desk.handle(enter((0, "", "B-01")))
    counting.types("Count entries!A2", TEES)
    counting.poll()
    assert statuses(counting) == [
        "Cannot post: CC-1 is done. Type the number of an open count from Counts."
    ]


@pytest.mark.parametrize("kind", ["500", "applied_then_dropped"])
def test_an_answer_that_was_lost_is_given_again_and_nothing_entered_twice(
    counting: Office, kind: str
) -> None:
    counting.types("Count entries!A2", [*MUGS[:4], 21], TEES)
    counting.fault(kind, "values:batchUpdateByDataFilter")
    counting.poll()
    counting.person("sorts", range="Count entries!A2:G3", column="E", descending=True)
    counting.poll(2)

    assert all(status.startswith("Done CC-1") for status in statuses(counting))
    assert [len(line.tallies) for line in sheet(counting).lines if line.item] == [1, 1]
    assert counting.desk.book.on_hand("MUG-BLU", "A-01") == 21


def test_the_story_of_a_count_is_told_by_its_tabs(counting: Office) -> None:
    """Off by far, counted again by Ben, approved by an admin: nothing differs from the journal."""
    counting.types("Count entries!A2", [*MUGS[:4], 3], TEES, ["CC-1", "B-01", "", "", 0])
    counting.poll()
    counting.desk.handle(enter((4, "MUG-BLU", "A-01"), by="U0BEN"))
    counting.write_all()
    names = ("Status", "Expected", "Found", "Off by", "Times counted", "Approval")
    assert columns(counting, "Count lines", *names)[0] == ["approval", 24, 4, -20, 2, "AP-1"]
    assert columns(counting, "Counts", "Status", "To approve") == [["approval", 1]]

    counting.desk.handle(approve("AP-1", by="U0ADA"))
    counting.write_all()
    assert columns(counting, "Count lines", *names)[0] == ["posted", 24, 4, -20, 2, "AP-1"]
    assert columns(counting, "Counts", "Status", "Right", "Counted") == [["done", 2, 3]]
    assert compare(counting.workbook, counting.desk, counting.desk, rest=counting.rest) == []
