"""Which lines go on a board that has no room for all of them."""

from decimal import Decimal

from inventory.documents.recall_line import RecallLine
from inventory.recalling.fitting import fitting


def a_line(number: int, customer: str, shipped: int, lot: str = "L7") -> RecallLine:
    return RecallLine(
        number=number, customer=customer, item="JAM-STR", lot=lot, shipped=Decimal(shipped)
    )


LINES = (
    a_line(4, "BISTRO", 1),
    a_line(5, "CAFE-SOL", 2),
    a_line(6, "HOTEL", 9),
    a_line(7, "CAFE-SOL", 3, "L8"),
)


def on_board(room: int) -> tuple[list[tuple[int, str, str]], int]:
    lines, left = fitting(LINES, room)
    return [(one.number, one.customer, one.lot) for one in lines], left


def test_lines_that_fit_stay_as_they_are():
    assert fitting(LINES, 4) == (LINES, 0)


def test_whoever_has_most_comes_first_with_all_they_have():
    assert on_board(3) == ([(4, "HOTEL", "L7"), (5, "CAFE-SOL", "L7"), (6, "CAFE-SOL", "L8")], 1)
    assert on_board(2) == ([(4, "HOTEL", "L7")], 3)


def test_who_has_more_lines_than_a_board_is_cut():
    lines = (a_line(1, "CAFE-SOL", 1), a_line(2, "CAFE-SOL", 1, "L8"), a_line(3, "BISTRO", 1))

    assert fitting(lines, 1) == (lines[:1], 2)


def test_a_full_board_takes_nothing():
    assert on_board(0) == ([], 4)
    assert on_board(-1) == ([], 4)
