"""A count on paper: what is left of it, as the counter may know it."""

from inventory.correspondence_commands import PrintPaper
from inventory.counting.printing import count_sheet
from inventory.notices import PaperKind, PaperNotice
from inventory.order_errors import WrongStep
from tests.builders import ordered, refusal_of, set_rule
from tests.inventory.counting.sheets import a_count, claim, enter, plan, sheet
from tests.memory_desk import START

PRINT = {"paper": PaperKind.COUNT_SHEET, "by": "U0ANA"}


def printed(desk):
    return count_sheet(desk.book, sheet(desk), on=START.date())


def test_a_blind_sheet_tells_no_figures_and_names_what_is_left_in_walking_order():
    desk = a_count()
    desk.handle(enter((12, "MUG-BLU", "A-01")))
    paper = printed(desk)
    assert [(one.location, one.sku, one.lot) for one in paper.lines] == [
        ("A-01", "TEE-BLK-M", ""),
        ("A-02", "JAM-STR", "L7"),
        ("A-02", "MUG-BLU", ""),
        ("B-01", "", ""),
    ]
    assert (paper.is_blind, paper.counter) == (True, "Ana")


def test_a_sheet_that_is_not_blind_tells_what_the_book_says():
    desk = a_count(scope={"bins": ("A-01",), "is_blind": False})
    assert [one.expected for one in printed(desk).lines] == [12, 30]


def test_it_is_posted_in_the_thread_of_the_sheet_while_something_is_left_to_count():
    desk = a_count(scope={"bins": ("A-01",), "items": ("MUG-BLU",)})
    posted = desk.handle(ordered(PrintPaper, "CC-1", **PRINT))
    (notice,) = posted.transaction.notices
    assert isinstance(notice, PaperNotice)
    assert (notice.thread, notice.subject, notice.paper) == ("CC-1", "CC-1", PaperKind.COUNT_SHEET)
    desk.handle(enter((12, "MUG-BLU", "A-01")))
    assert isinstance(refusal_of(desk, ordered(PrintPaper, "CC-1", **PRINT)), WrongStep)


def test_a_sheet_that_nobody_has_taken_is_not_printed_for_what_moves_would_not_be_noticed():
    desk = a_count(scope={"bins": ("A-01",)})
    desk.handle(claim(is_claimed=False))
    assert refusal_of(desk, ordered(PrintPaper, "CC-1", **PRINT)) == WrongStep(
        number="CC-1", action="print", status="counting"
    )
    desk.handle(plan(bins=("A-02",), counter="U0ANA"))
    assert isinstance(refusal_of(desk, ordered(PrintPaper, "CC-2", **PRINT)), WrongStep)


def test_what_another_is_to_count_once_more_names_who_has_counted_it():
    desk = a_count(scope={"bins": ("A-01",)})
    desk.handle(enter((2, "MUG-BLU", "A-01")))
    assert [one.counted_by for one in printed(desk).lines] == [("Ana",), ()]
    desk.handle(set_rule("is_recounted", "no"))
    assert [one.counted_by for one in printed(desk).lines] == [(), ()]
