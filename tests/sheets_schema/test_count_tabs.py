"""The tabs Counts and Count lines: how far each sheet is, and what was found line by line."""

from decimal import Decimal

import pytest

from inventory.documents.count_scope import CountScope
from inventory.documents.cycle_count import CountLine, CountLineStatus, CountStatus, UnknownGoods
from inventory.item import Item
from inventory.people import Person
from sheets_schema.mending import mend
from sheets_schema.verify import compare
from tests.builders import HOUSE, ITEMS, PEOPLE, edit
from tests.inventory.counting.kept_sheets import a_count, a_settled_line, a_tally, keep
from tests.sheets_schema.conftest import Office
from tests.sheets_schema.test_documents import columns, differences, links

FIGURES = ("Expected", "Found", "Off by", "Off by (value)")


@pytest.fixture
def counting(office: Office) -> Office:
    for row in (*HOUSE, *PEOPLE, *ITEMS):
        office.desk.handle(edit(row))
    return office


def a_line_to_recount(**parts) -> CountLine:
    facts = {"status": CountLineStatus.RECOUNT, "settled_on": None, "transaction": ""}
    return a_settled_line(24, 12, **{**facts, **parts})


def test_a_sheet_says_how_far_it_is_and_how_right_the_book_was(counting: Office) -> None:
    keep(
        counting.desk,
        a_count(
            "CC-1",
            a_settled_line(12, 12),
            a_settled_line(12, 9, at="A-02"),
            a_settled_line(3, 4, at="B-01"),
            a_line_to_recount(at="IN"),
            status=CountStatus.RECOUNT,
            scope=CountScope(zone="A", abc_class="A", sample=4),
        ),
    )
    counting.write_all()

    names = ("Count", "Status", "What", "Lines", "Counted", "To recount", "Right")
    assert columns(counting, "Counts", *names) == [
        ["CC-1", "recount", "zone A, class A, 4 at random", 4, 3, 1, 1]
    ]
    figures = ("Accuracy (percent)", "Off, net (value)", "Off, all (value)")
    assert columns(counting, "Counts", *figures) == [[33.3, -4, 8]]
    assert differences(counting) == []


def test_a_sheet_nobody_has_begun_has_no_accuracy(counting: Office) -> None:
    waiting = CountLine(number=1, item="MUG-BLU", location="A-01")
    keep(counting.desk, a_count("CC-1", waiting, status=CountStatus.PLANNED))
    counting.write_all()

    names = ("What", "Counted", "Right", "Accuracy (percent)", "Off, all (value)")
    assert columns(counting, "Counts", *names) == [["everything", 0, "", "", ""]]


def test_unknown_goods_are_told_until_somebody_says_what_they_are(counting: Office) -> None:
    found = UnknownGoods(number=1, words="BOX 7", quantity=Decimal(2), location="A-01", by="U0ANA")
    settled = found.model_copy(update={"number": 2, "settled_as": "MUG-BLU"})
    keep(counting.desk, a_count("CC-1", a_settled_line(), unknown=(found, settled)))
    counting.write_all()

    assert columns(counting, "Counts", "Unknown goods") == [[1]]


def test_every_line_has_its_row_and_says_what_was_found(counting: Office) -> None:
    keep(
        counting.desk,
        a_count(
            "CC-1",
            a_settled_line(12, 12),
            a_settled_line(12, 9, at="A-02", cause="damaged", approval="AP-1"),
        ),
    )
    counting.write_all()

    names = ("Line", "Bin", "Status", *FIGURES, "Cause", "Approval", "Posted by")
    assert columns(counting, "Count lines", *names) == [
        ["CC-1/1", "A-01", "right", 12, 12, 0, 0, "", "", ""],
        ["CC-1/2", "A-02", "posted", 12, 9, -3, -6, "damaged", "AP-1", "TX-9"],
    ]
    assert links(counting, "Count lines")[0] == "#gid=130&range=A2"
    assert differences(counting) == []


@pytest.mark.parametrize(
    "line",
    [
        CountLine(number=1, item="MUG-BLU", location="A-01", expected=Decimal(24), asked_at=9),
        a_line_to_recount(),
        a_line_to_recount(status=CountLineStatus.AGAIN),
    ],
    ids=["handed out", "to recount", "to count again"],
)
def test_a_blind_line_that_waits_shows_no_figures(counting: Office, line: CountLine) -> None:
    keep(counting.desk, a_count("CC-1", line, status=CountStatus.COUNTING))
    counting.write_all()

    assert columns(counting, "Count lines", *FIGURES) == [["", "", "", ""]]


def test_a_line_that_is_not_blind_shows_what_the_book_expects(counting: Office) -> None:
    line = CountLine(number=1, item="MUG-BLU", location="A-01", expected=Decimal(24), asked_at=9)
    keep(counting.desk, a_count("CC-1", line, status=CountStatus.COUNTING, is_blind=False))
    counting.write_all()

    assert columns(counting, "Count lines", *FIGURES) == [[24, "", "", ""]]


def test_a_line_that_waits_for_approval_is_shown_to_who_decides(counting: Office) -> None:
    tallies = (a_tally(24, 12), a_tally(24, 13, "U0BEN"))
    line = a_line_to_recount(status=CountLineStatus.APPROVAL, tallies=tallies, approval="AP-1")
    keep(counting.desk, a_count("CC-1", line, status=CountStatus.APPROVAL))
    counting.write_all()

    names = ("Status", "Expected", "Found", "Counted by", "Times counted")
    assert columns(counting, "Count lines", *names) == [["approval", 24, 13, "U0ANA; U0BEN", 2]]


def test_a_cancelled_count_leaves_no_line_that_waits(counting: Office) -> None:
    waiting = CountLine(number=1, item="MUG-BLU", location="A-01")
    keep(counting.desk, a_count("CC-1", waiting, status=CountStatus.CANCELLED))
    counting.write_all()

    assert columns(counting, "Count lines", "Status") == [["cancelled"]]


@pytest.mark.parametrize("tab", ["Counts", "Count lines"])
def test_a_damaged_tab_comes_back_as_it_was(counting: Office, tab: str) -> None:
    keep(counting.desk, a_count("CC-1", a_settled_line(12, 9)))
    counting.write_all()
    before = counting.tab(tab)

    counting.types(f"{tab}!C2", ["scribbled"])
    found = compare(counting.workbook, counting.desk, counting.desk, rest=counting.rest)
    assert len(found) == 1
    mend(counting.workbook, counting.desk, found, counting.clock())
    counting.write_all()

    assert counting.tab(tab) == before


def test_managers_say_who_counts_and_how_often_an_item_is_counted(office: Office) -> None:
    ticked = {"Slack user": "U0ANA", "Role": "operator", "Counts": True}
    classed = {"SKU": "MUG-BLU", "Name": "Blue mug", "Class": "b"}
    for tab, told in (("People", ticked), ("Items", classed)):
        row = [told.get(header, "") for header in office.tab(f"{tab}!1:1")[0]]
        office.types(f"{tab}!A9", row)
    office.poll(2)

    assert office.problems() == []
    [item] = office.desk.book.all(Item)
    counters = [person.user for person in office.desk.book.all(Person) if person.is_counter]
    assert (item.abc_class, counters) == ("B", ["U0ANA"])
