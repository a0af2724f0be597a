"""What Adjustments promises: every complete row is answered, and posted once wherever it goes."""

import pytest

from inventory.people import IMPORT
from tests.builders import HOUSE, ITEMS, PEOPLE, an_item, approve, edit, open_stock
from tests.sheets_schema.conftest import Office


@pytest.fixture
def counted(office: Office) -> Office:
    """24 blue mugs in the first bin, and everything of the book in the sheet."""
    for row in (*HOUSE, *PEOPLE, *ITEMS):
        office.desk.handle(edit(row, by=IMPORT))
    office.desk.handle(open_stock(24, "MUG-BLU", at="A-01"))
    office.poll(2)
    return office


def statuses(office: Office) -> list[str]:
    return [row[6] if len(row) > 6 else "" for row in office.tab("Adjustments!A2:G")]


def on_hand(office: Office) -> object:
    return office.desk.book.on_hand("MUG-BLU", "A-01")


BROKEN = ["MUG-BLU", "A-01", "", -3, "damaged", "fell down"]


def test_a_row_is_posted_and_answered_beside_it(counted: Office) -> None:
    counted.types("Adjustments!A2", BROKEN)

    assert counted.poll().answers == 1
    assert on_hand(counted) == 21
    assert statuses(counted) == [f"Done TX-{counted.desk.last_sequence()}: 24 → 21"]
    assert counted.poll().answers == 0
    assert on_hand(counted) == 21


def test_a_row_that_is_still_being_typed_is_left_alone(counted: Office) -> None:
    counted.types("Adjustments!A2", BROKEN[:3])

    assert counted.poll().answers == 0
    assert statuses(counted) == [""]


def test_a_large_change_waits_for_somebody_else(counted: Office) -> None:
    counted.types("Adjustments!A2", ["MUG-BLU", "A-01", "", -6, "missing"])
    counted.poll()
    waiting = f"Waiting for approval AP-1 (TX-{counted.desk.last_sequence()})"
    assert statuses(counted) == [waiting]
    assert on_hand(counted) == 24

    counted.desk.handle(approve("AP-1"))
    counted.poll()
    assert on_hand(counted) == 18
    assert statuses(counted) == ["Done: AP-1 was approved by Mia"]


def test_a_row_that_is_changed_while_it_waits_hears_what_still_waits(counted: Office) -> None:
    counted.types("Adjustments!A2", ["MUG-BLU", "A-01", "", -6, "missing"])
    counted.poll()
    counted.types("Adjustments!D2", [-20])
    counted.poll()
    waiting = (
        "Waiting for approval AP-1 of -6 MUG-BLU at A-01, as first typed. "
        "To ask for something else, have AP-1 rejected and type a new row."
    )
    assert statuses(counted) == [waiting]
    assert counted.poll().answers == 0

    counted.desk.handle(approve("AP-1"))
    counted.poll()
    assert on_hand(counted) == 18
    assert statuses(counted) == ["Done: AP-1 was approved by Mia"]


@pytest.mark.parametrize(
    ("row", "answer"),
    [
        (
            ["MUG-RED", "A-01", "", -1, "damaged"],
            "Cannot post: there is no item MUG-RED. Type a SKU from the tab Items.",
        ),
        (
            ["MUG-BLU", "A-02", "", -1, "damaged"],
            "Cannot post: on hand at A-02 are 0 of MUG-BLU (piece). Choose another location.",
        ),
        (
            ["MUG-BLU", "A-01", "", "some", "damaged"],
            "Cannot post: Change: “some” is not a number. Type a plain number, or clear it.",
        ),
        (
            ["MUG-BLU", "A-01", "L7", -1, "damaged"],
            "Cannot post: MUG-BLU is not kept by lots. Clear the lot.",
        ),
        (
            ["MUG-BLU", "A-01", "", -0.5, "damaged"],
            (
                "Cannot post: -0.5 of MUG-BLU (piece) is not a whole number. "
                "Type a whole one, or tick Fractions on Items."
            ),
        ),
    ],
)
def test_what_cannot_be_posted_is_told_beside_it(
    counted: Office, row: list[object], answer: str
) -> None:
    counted.types("Adjustments!A2", row)
    counted.poll()

    assert statuses(counted) == [answer]


def test_a_corrected_row_is_tried_again_and_an_uncorrected_one_is_not(counted: Office) -> None:
    counted.types("Adjustments!A2", ["MUG-BLU", "A-02", "", -1, "damaged"])
    counted.poll()
    counted.desk.handle(open_stock(5, "MUG-BLU", at="A-02"))
    counted.poll(2)
    assert statuses(counted)[0].startswith("Cannot post")

    counted.types("Adjustments!D2", [-2])
    counted.poll()
    assert statuses(counted) == [f"Done TX-{counted.desk.last_sequence()}: 5 → 3"]


@pytest.mark.parametrize(("column", "header"), [(0, "Item"), (1, "Location"), (5, "Note")])
def test_a_cell_as_long_as_they_get_keeps_no_answer_from_the_others(
    counted: Office, column: int, header: str
) -> None:
    pasted = [*BROKEN]
    pasted[column] = "x" * 50_000
    counted.types("Adjustments!A2", pasted, BROKEN)
    counted.poll()

    assert statuses(counted) == [
        f"Cannot post: {header}: it has 50,000 characters. Use 5,000 at most.",
        f"Done TX-{counted.desk.last_sequence()}: 24 → 21",
    ]


def test_a_cell_that_is_shortened_at_its_far_end_is_tried_again(counted: Office) -> None:
    counted.types("Adjustments!A2", [*BROKEN[:5], "x" * 5_001])
    counted.poll()
    counted.types("Adjustments!F2", ["x" * 5_000])
    counted.poll()

    assert statuses(counted) == [f"Done TX-{counted.desk.last_sequence()}: 24 → 21"]


def test_sorting_rows_between_typing_and_answering_posts_each_once(counted: Office) -> None:
    counted.types("Adjustments!A2", BROKEN, ["MUG-BLU", "A-01", "", 1, "found"])
    counted.poll()
    counted.person("sorts", range="Adjustments!A2:G3", column="D", descending=True)
    counted.poll(2)

    assert on_hand(counted) == 22
    assert [row[3] for row in counted.tab("Adjustments!A2:G3")] == [1, -3]
    assert all(status.startswith("Done TX-") for status in statuses(counted))


def test_an_answer_that_was_lost_is_given_again_and_nothing_posted_twice(counted: Office) -> None:
    counted.types("Adjustments!A2", BROKEN)
    counted.fault("500", "values:batchUpdateByDataFilter")
    counted.poll()
    assert statuses(counted) == [""]

    counted.poll()
    assert on_hand(counted) == 21
    assert statuses(counted) == [f"Done TX-{counted.desk.last_sequence()}: 24 → 21"]


def a_posted_row_without_its_answer(counted: Office) -> None:
    counted.types("Adjustments!A2", BROKEN)
    counted.fault("500", "values:batchUpdateByDataFilter")
    counted.poll()
    assert (on_hand(counted), statuses(counted)) == (21, [""])


@pytest.mark.parametrize("fault", ["", "500", "applied_then_dropped"])
def test_a_row_that_is_moved_before_its_answer_came_is_not_posted_again(
    counted: Office, fault: str
) -> None:
    a_posted_row_without_its_answer(counted)
    counted.types("Adjustments!A2", [""] * 6)
    counted.types("Adjustments!A5", BROKEN)
    if fault:
        counted.fault(fault, "batchUpdate")

    counted.poll(2)
    counted.clock.advance(seconds=201)
    counted.poll(2)

    assert on_hand(counted) == 21
    assert statuses(counted)[3] == f"Done TX-{counted.desk.last_sequence()}: 24 → 21"


def test_a_new_row_that_says_the_same_as_one_that_was_answered_is_posted(counted: Office) -> None:
    a_posted_row_without_its_answer(counted)
    counted.poll()
    counted.types("Adjustments!A5", BROKEN)
    counted.poll()

    assert on_hand(counted) == 18


def test_a_second_row_that_says_the_same_is_posted_while_the_first_waits(counted: Office) -> None:
    a_posted_row_without_its_answer(counted)
    counted.types("Adjustments!A5", BROKEN)
    counted.poll()

    assert on_hand(counted) == 18
    assert [status[:7] for status in (statuses(counted)[0], statuses(counted)[3])] == [
        "Done TX"
    ] * 2


def test_a_copied_answer_is_not_posted_again(counted: Office) -> None:
    counted.types("Adjustments!A2", BROKEN)
    counted.poll()
    [row] = counted.tab("Adjustments!A2:G2")
    counted.types("Adjustments!A9", row)
    counted.poll(2)

    assert on_hand(counted) == 21


@pytest.mark.parametrize("kind", ["500", "applied_then_dropped", "applied_late"])
def test_a_mark_in_doubt_never_makes_a_row_post_twice(counted: Office, kind: str) -> None:
    counted.types("Adjustments!A2", BROKEN)
    late = {"seconds": 0.2} if kind == "applied_late" else {}
    counted.fault(kind, "batchUpdate", **late)

    counted.poll(2)
    counted.google.wait_for_late_writes(0.3)
    counted.poll(2)
    counted.clock.advance(seconds=201)
    counted.poll(2)

    assert on_hand(counted) == 21
    assert statuses(counted)[0].startswith("Done TX-")


def test_a_deleted_status_column_is_named_and_nothing_posted(counted: Office) -> None:
    counted.person("deletes_columns", tab="Adjustments", first="G")
    counted.types("Adjustments!A2", BROKEN)
    counted.poll()

    assert on_hand(counted) == 24
    assert [reason for _, _, reason in counted.problems()] == [
        "the column Status is gone; the tab is not read meanwhile"
    ]


def test_finished_rows_give_their_marks_back(counted: Office) -> None:
    counted.types("Adjustments!A2", *[["MUG-BLU", "A-01", "", 1, "found"]] * 5)
    counted.poll()

    assert on_hand(counted) == 29
    assert counted.workbook.marks("bincard.row") == []


def test_columns_of_the_inbox_may_be_moved(counted: Office) -> None:
    counted.person("moves_column", tab="Adjustments", column="G", before="A")
    counted.types("Adjustments!B2", BROKEN)
    counted.poll()

    assert counted.tab("Adjustments!A2") == [[f"Done TX-{counted.desk.last_sequence()}: 24 → 21"]]


@pytest.mark.parametrize("header", ["", "Note"])
def test_columns_are_found_where_their_headers_tell_nothing(counted: Office, header: str) -> None:
    counted.types("Adjustments!A2", BROKEN)
    counted.types("Adjustments!F1:G1", [header, header])
    counted.poll()
    counted.person("moves_column", tab="Adjustments", column="G", before="F")
    counted.poll(2)

    assert on_hand(counted) == 21
    assert counted.tab("Adjustments!F2:G2") == [
        [f"Done TX-{counted.desk.last_sequence()}: 24 → 21", "fell down"]
    ]


def test_rows_that_wait_or_were_refused_never_crowd_out_the_others(counted: Office) -> None:
    refused = [["MUG-TYPO", "A-01", "", 1, "found"]] * 60
    waiting = [["MUG-BLU", "A-01", "", 6, "found"]] * 60
    counted.types("Adjustments!A2", *refused, *waiting)
    counted.poll(3)
    counted.types("Adjustments!A122", BROKEN)

    counted.poll(2)
    assert on_hand(counted) == 21
    assert all(status for status in statuses(counted))
    sequence = counted.desk.last_sequence()
    assert counted.poll().answers == 0
    assert counted.desk.last_sequence() == sequence


@pytest.mark.parametrize("status", ["Waiting for approval", "Waiting for approval AP-99", "?"])
def test_an_answer_that_somebody_spoiled_stops_nothing(counted: Office, status: str) -> None:
    counted.types("Adjustments!A2", ["MUG-BLU", "A-01", "", -6, "missing"])
    counted.poll()
    counted.types("Adjustments!G2", [status])
    counted.types("Adjustments!A3", BROKEN)

    counted.poll(2)
    assert on_hand(counted) == 21
    assert statuses(counted)[1].startswith("Done")


def test_pieces_are_adjusted_by_their_numbers(counted: Office) -> None:
    laptop = an_item("LAPTOP", is_serial=True, packs=())
    counted.desk.handle(edit(laptop, by=IMPORT))
    counted.desk.handle(open_stock(4, "LAPTOP", at="A-01", serials="8-11"))
    counted.poll(2)
    row = ["LAPTOP", "A-01", "", -2, "damaged", "", "", "8-9"]
    counted.types("Adjustments!A2", row, ["LAPTOP", "A-01", "", -1, "damaged"])
    counted.poll()

    first, second = statuses(counted)
    assert first.endswith(": 1 → 0 (2 pieces)")
    assert "LAPTOP goes by serial number" in second
    assert sorted(lot for _, lot in counted.desk.book.balances("LAPTOP")) == ["10", "11"]
