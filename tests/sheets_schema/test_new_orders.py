"""What New orders promises: rows of one reference are one order, taken once, and each is answered."""

import pytest

from inventory.documents.order import Order, Priority
from inventory.people import IMPORT
from tests.builders import HOUSE, ITEMS, PEOPLE, a_customer, edit, open_stock
from tests.sheets_schema.conftest import Office

MUGS = ["CAFE-SOL", "PO-77", "MUG-BLU", 12]
TEES = ["CAFE-SOL", "PO-77", "TEE-BLK-M", 8]
ALONE = ["HOTEL-MAR", "", "MUG-BLU", 2]


@pytest.fixture
def selling(office: Office) -> Office:
    """20 blue mugs, 5 black tees, two customers, and everything of the book in the sheet."""
    for row in (*HOUSE, *PEOPLE, *ITEMS, a_customer("CAFE-SOL"), a_customer("HOTEL-MAR")):
        office.desk.handle(edit(row, by=IMPORT))
    office.desk.handle(open_stock(20, "MUG-BLU", at="A-01"))
    office.desk.handle(open_stock(5, "TEE-BLK-M", at="B-01"))
    office.poll(2)
    return office


def statuses(office: Office) -> list[str]:
    return [row[10] if len(row) > 10 else "" for row in office.tab("New orders!A2:K")]


def orders(office: Office) -> list[tuple[str, list[tuple[str, int]]]]:
    """Each order's customer and lines."""
    return [
        (order.customer, [(line.item, int(line.ordered)) for line in order.lines])
        for order in office.desk.book.all(Order)
    ]


CAFE_ORDER = ("CAFE-SOL", [("MUG-BLU", 12), ("TEE-BLK-M", 8)])


def test_a_row_becomes_an_order_and_hears_what_is_kept(selling: Office) -> None:
    row = [
        "HOTEL-MAR", "", "MUG-BLU", 1, "case", 9.5, "2026-12-01", "urgent", "gift wrap; card", "blue",
    ]  # fmt: skip
    selling.types("New orders!A2", row)

    assert selling.poll().answers == 1
    assert statuses(selling) == [f"Done SO-1 (TX-{selling.desk.last_sequence()}): 12 reserved"]
    order = selling.desk.book.get(Order, "SO-1")
    assert order is not None
    assert (order.priority, order.requirements) == (Priority.URGENT, ("gift wrap", "card"))
    assert (str(order.requested_on), order.source) == ("2026-12-01", "sheet")
    [line] = order.lines
    assert (str(line.unit_price), line.note) == ("9.5", "blue")
    assert selling.poll().answers == 0


def test_rows_under_each_other_with_one_reference_are_one_order(selling: Office) -> None:
    selling.types("New orders!A2", MUGS, TEES, ALONE, ALONE)
    selling.poll()

    assert orders(selling) == [CAFE_ORDER, *[("HOTEL-MAR", [("MUG-BLU", 2)])] * 2]
    last = selling.desk.last_sequence()
    assert statuses(selling) == [
        f"Done SO-1 (TX-{last - 2}): 12 reserved",
        f"Done SO-1 (TX-{last - 2}): 5 reserved, 3 to come",
        f"Done SO-2 (TX-{last - 1}): 2 reserved",
        f"Done SO-3 (TX-{last}): 2 reserved",
    ]
    assert selling.workbook.marks("bincard.row") == []


def test_a_row_that_stays_unfinished_is_told_what_is_missing_and_who_waits_for_it(
    selling: Office,
) -> None:
    selling.types("New orders!A2", MUGS, TEES[:3])
    selling.poll(2)
    assert statuses(selling) == ["", ""]

    selling.clock.advance(minutes=2)
    selling.poll(3)
    assert statuses(selling) == [
        "Cannot post: waits for row 3 of the same order.",
        "Cannot post: Quantity: it is blank. Type the quantity.",
    ]
    selling.types("New orders!D3", [8])
    selling.poll()
    assert orders(selling) == [CAFE_ORDER]


def test_who_goes_on_typing_is_given_time(selling: Office) -> None:
    selling.types("New orders!A2", MUGS, TEES[:2])
    selling.poll()
    selling.clock.advance(minutes=2)
    selling.types("New orders!A3", TEES[:3])
    selling.poll(2)
    assert statuses(selling) == ["", ""]

    selling.types("New orders!A3", TEES)
    selling.poll()
    assert orders(selling) == [CAFE_ORDER]


def test_who_types_the_same_once_more_is_given_time_again(selling: Office) -> None:
    for _ in range(2):
        selling.types("New orders!A2", MUGS, TEES[:3])
        selling.poll()
        assert statuses(selling) == ["", ""]
        selling.person("clears", range="New orders!A2:Z3")
        selling.poll()
        selling.clock.advance(hours=1)


def test_an_error_names_its_row_and_the_others_wait_for_it(selling: Office) -> None:
    selling.types("New orders!A2", MUGS, [*MUGS[:2], "MUG-TYPO", 8])
    selling.poll()
    assert orders(selling) == []
    assert statuses(selling) == [
        "Cannot post: waits for row 3 of the same order.",
        "Cannot post: there is no item MUG-TYPO. Type a SKU from the tab Items.",
    ]
    assert selling.poll().answers == 0

    selling.types("New orders!C3", ["TEE-BLK-M"])
    selling.poll()
    assert orders(selling) == [CAFE_ORDER]
    assert all(status.startswith("Done SO-1") for status in statuses(selling))


def test_without_the_row_at_fault_the_others_are_ordered(selling: Office) -> None:
    selling.types("New orders!A2", MUGS, [*MUGS[:2], "MUG-TYPO", 8])
    selling.poll()
    selling.person("deletes_rows", tab="New orders", first=3)

    selling.poll(2)
    assert orders(selling) == [("CAFE-SOL", [("MUG-BLU", 12)])]


def test_a_row_added_to_a_refused_order_joins_it(selling: Office) -> None:
    selling.types("New orders!A2", [*MUGS[:2], "MUG-TYPO", 12])
    selling.poll()
    selling.types("New orders!A3", TEES)
    selling.types("New orders!C2", ["MUG-BLU"])

    selling.poll(3)
    assert orders(selling) == [CAFE_ORDER]


def test_a_row_that_leaves_a_refused_order_is_ordered_on_its_own(selling: Office) -> None:
    selling.types("New orders!A2", MUGS, [*MUGS[:2], "MUG-TYPO", 8])
    selling.poll()
    selling.types("New orders!B3", ["PO-78", "TEE-BLK-M"])

    selling.poll(3)
    assert orders(selling) == [
        ("CAFE-SOL", [("MUG-BLU", 12)]),
        ("CAFE-SOL", [("TEE-BLK-M", 8)]),
    ]


def test_a_row_still_being_typed_keeps_its_order_waiting(selling: Office) -> None:
    selling.types("New orders!A2", MUGS, TEES[:3])
    selling.poll()
    assert (orders(selling), statuses(selling)) == ([], ["", ""])

    selling.types("New orders!D3", [8])
    selling.poll()
    assert orders(selling) == [CAFE_ORDER]


@pytest.mark.parametrize("kind", ["500", "applied_then_dropped"])
def test_an_order_whose_answer_was_lost_is_taken_once_wherever_its_rows_go(
    selling: Office, kind: str
) -> None:
    selling.types("New orders!A2", MUGS, ALONE, TEES)
    selling.types("New orders!A3", TEES, ALONE)
    selling.fault(kind, "values:batchUpdateByDataFilter")
    selling.poll()
    assert orders(selling) == [CAFE_ORDER, ("HOTEL-MAR", [("MUG-BLU", 2)])]

    selling.person("sorts", range="New orders!A2:K4", column="D")
    selling.poll(3)
    assert orders(selling) == [CAFE_ORDER, ("HOTEL-MAR", [("MUG-BLU", 2)])]
    assert [s.partition(" (")[0] for s in statuses(selling)] == [
        "Done SO-2",
        "Done SO-1",
        "Done SO-1",
    ]


def test_rows_that_were_marked_before_a_crash_are_one_order_even_when_sorted_apart(
    selling: Office,
) -> None:
    selling.types("New orders!A2", MUGS, TEES)
    selling.fault("500", "values:batchGetByDataFilter", skip=1)
    with pytest.raises(Exception, match="500"):
        selling.poll()
    assert [mark.value for mark in selling.workbook.marks("bincard.row")] == ["1", "1.2"]
    selling.types("New orders!A4", ALONE)
    selling.person("sorts", range="New orders!A2:K4", column="A", descending=True)
    selling.person("sorts", range="New orders!A2:K4", column="D", descending=True)

    selling.reader = selling.new_reader()
    selling.poll(2)
    assert sorted(orders(selling)) == [CAFE_ORDER, ("HOTEL-MAR", [("MUG-BLU", 2)])]


@pytest.mark.parametrize("kind", ["500", "applied_then_dropped", "applied_late"])
def test_marks_in_doubt_never_make_an_order_twice(selling: Office, kind: str) -> None:
    selling.types("New orders!A2", MUGS, TEES)
    late = {"seconds": 0.2} if kind == "applied_late" else {}
    selling.fault(kind, "batchUpdate", **late)

    selling.poll(2)
    selling.google.wait_for_late_writes(0.3)
    selling.poll(2)
    selling.clock.advance(seconds=201)
    selling.poll(2)

    assert orders(selling) == [CAFE_ORDER]


def test_what_rows_of_one_order_say_differently_is_named(selling: Office) -> None:
    selling.types("New orders!A2", [*MUGS, "", "", "2026-12-01"], [*TEES, "", "", "2026-12-05"])
    selling.poll()

    assert statuses(selling) == [
        "Cannot post: waits for row 3 of the same order.",
        (
            "Cannot post: Requested on: 2026-12-05 is not 2026-12-01, as another row of this "
            "order says. Make them the same, or leave it blank."
        ),
    ]


def test_what_cannot_be_ordered_is_told_beside_it(selling: Office) -> None:
    selling.types(
        "New orders!A2",
        ["CAFE-LUNA", "", "MUG-BLU", 1],
        ["CAFE-SOL", "", "MUG-BLU", 1, "barrel"],
        ["CAFE-SOL", "", "MUG-BLU", 0],
        ["CAFE-SOL", "", "MUG-BLU", 1, "", "", "soon", "now"],
    )
    selling.poll()

    assert statuses(selling) == [
        (
            "Cannot post: there is no customer CAFE-LUNA, or it is not in use. "
            "Type a code from the tab Customers."
        ),
        "Cannot post: MUG-BLU is not counted by barrel. One of: dozen, gross, case, piece.",
        "Cannot post: nothing of MUG-BLU is ordered. Type how much.",
        (
            "Cannot post: Requested on: “soon” is not a date. Type a date, as in 2027-03-01.; "
            "Priority: “now” is not one of the choices. Choose: urgent, high, normal, low."
        ),
    ]


@pytest.mark.parametrize("moved", [(2, 3), (3,)], ids=["all of it", "its second row"])
def test_an_order_whose_rows_are_moved_before_its_answer_came_is_placed_once(
    selling: Office, moved: tuple[int, ...]
) -> None:
    rows = {2: MUGS, 3: TEES}
    selling.types("New orders!A2", *rows.values())
    selling.fault("500", "values:batchUpdateByDataFilter")
    selling.poll()
    for row in moved:
        selling.types(f"New orders!A{row}", [""] * len(rows[row]))
        selling.types(f"New orders!A{row + 6}", rows[row])

    selling.poll(2)

    assert orders(selling) == [CAFE_ORDER]
    where = [row + 6 if row in moved else row for row in rows]
    assert all(statuses(selling)[row - 2].startswith("Done") for row in where)
