"""What an entry gives itself away by, once a count has found the book off."""

from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any

import pytest

from inventory.counting.evidence import Clue, Suggestion
from inventory.counting.investigating import Investigation, investigate
from inventory.documents.cycle_count import CountLine, Tally
from inventory.location import CUSTOMER, DIFFERENCE, SUPPLIER
from inventory.move import Move, MoveKind
from tests.builders import an_item
from tests.memory_desk import START

_lines = count(1)
MUG = an_item("MUG-BLU")


def a_move(
    quantity: float = 1,
    source: str = SUPPLIER,
    target: str = "A-01",
    kind: MoveKind = MoveKind.RECEIPT,
    *,
    after_hours: float = 0,
    **parts: Any,
) -> Move:
    line = next(_lines)
    at = START + timedelta(hours=after_hours)
    return Move(
        line=line,
        id=f"TX-{line}/1",
        transaction=f"TX-{line}",
        kind=kind,
        item="MUG-BLU",
        quantity=Decimal(str(quantity)),
        source=source,
        target=target,
        actor="U0ANA",
        occurred_at=at,
        recorded_at=at,
        **parts,
    )


def a_counted_line(expected: float, counted: float, at: str = "A-01", **parts: Any) -> CountLine:
    tally = Tally(
        quantity=Decimal(str(counted)),
        by="U0ANA",
        at=START + timedelta(days=9),
        expected=Decimal(str(expected)),
        asked_expected=Decimal(str(expected)),
    )
    return CountLine(number=1, item="MUG-BLU", location=at, tallies=(tally,), **parts)


def looked_at(line: CountLine, *moves: Move, **known: Any) -> Investigation:
    return investigate(line, moves, MUG, **known)


def the_only(found: Investigation) -> Suggestion:
    [suggestion] = found.suggestions
    return suggestion


def test_each_move_of_the_balance_is_told_with_what_the_book_said_then() -> None:
    receipt = a_move(24)
    elsewhere = a_move(5, target="B-01")
    shipped = a_move(4, "A-01", CUSTOMER, MoveKind.SHIPMENT)

    found = looked_at(a_counted_line(30, 30), receipt, elsewhere, shipped)

    assert found.started_with == 10
    assert [(step.change, step.balance) for step in found.steps] == [(24, 34), (-4, 30)]
    assert found.suggestions == ()


def test_another_bin_off_by_as_much_the_other_way_says_the_goods_lie_there() -> None:
    line = a_counted_line(12, 7)

    found = looked_at(line, others=(a_counted_line(0, 5, at="B-01"),))

    assert the_only(found) == Suggestion(
        cause="misplaced", clue=Clue.OTHER_BIN_OFF, location="B-01"
    )


def test_another_lot_off_by_as_much_the_other_way_says_the_lots_were_mixed_up() -> None:
    found = looked_at(a_counted_line(12, 7, lot="L1"), others=(a_counted_line(3, 8, lot="L2"),))

    assert the_only(found).clue is Clue.OTHER_LOT_OFF
    assert the_only(found).lot == "L2"


def test_a_correction_in_another_bin_by_as_much_is_found_too() -> None:
    corrected = a_move(5, DIFFERENCE, "B-01", MoveKind.COUNT)

    found = looked_at(a_counted_line(12, 7), corrected)

    assert (the_only(found).clue, the_only(found).location) == (Clue.OTHER_BIN_OFF, "B-01")


def test_a_correction_of_another_lot_in_this_bin_by_as_much_is_found_too() -> None:
    corrected = a_move(5, DIFFERENCE, "A-01", MoveKind.ADJUSTMENT, lot="L2")

    found = looked_at(a_counted_line(12, 7, lot="L1"), corrected)

    assert (the_only(found).clue, the_only(found).lot) == (Clue.OTHER_LOT_OFF, "L2")
    assert found.steps == ()


def test_lines_of_the_same_balance_or_off_by_another_figure_say_nothing() -> None:
    others = (a_counted_line(7, 12), a_counted_line(0, 4, at="B-01"))

    assert looked_at(a_counted_line(12, 7), others=others).suggestions == ()


def test_a_correction_in_another_bin_the_same_way_says_nothing() -> None:
    corrected = a_move(5, "B-01", DIFFERENCE, MoveKind.COUNT)

    assert looked_at(a_counted_line(12, 7), corrected).suggestions == ()


def test_two_equal_entries_within_a_day_may_be_one_entered_twice() -> None:
    first, second = a_move(12), a_move(12, after_hours=2)

    found = looked_at(a_counted_line(24, 12), first, second)

    suggestion = the_only(found)
    assert (suggestion.clue, suggestion.cause) == (Clue.ENTERED_TWICE, "data_entry_error")
    assert suggestion.moves == (first, second)


def test_equal_entries_of_different_days_are_two() -> None:
    first, second = a_move(12), a_move(12, after_hours=30)

    found = looked_at(a_counted_line(24, 12), first, second)

    assert [one.clue for one in found.suggestions] == [Clue.AS_LARGE, Clue.AS_LARGE]


@pytest.mark.parametrize(
    ("said", "expected", "counted", "meant"),
    [(3, 3, 36, 36), (36, 36, 3, 3)],
    ids=["pieces said of cases", "cases said of pieces"],
)
def test_a_case_said_as_a_piece_is_off_by_the_rest_of_the_case(
    said: int, expected: int, counted: int, meant: int
) -> None:
    received = a_move(said)

    found = looked_at(a_counted_line(expected, counted), received)

    suggestion = the_only(found)
    assert (suggestion.clue, suggestion.unit, suggestion.meant) == (Clue.OTHER_UNIT, "case", meant)
    assert suggestion.cause == "inbound_error"


def test_an_issue_in_the_wrong_unit_is_off_the_other_way() -> None:
    shipped = a_move(2, "A-01", CUSTOMER, MoveKind.SHIPMENT)

    found = looked_at(a_counted_line(50, 28), shipped)

    assert (the_only(found).clue, the_only(found).meant) == (Clue.OTHER_UNIT, 24)
    assert the_only(found).cause == "outbound_error"


def test_an_adjustment_the_wrong_way_round_is_off_by_twice_as_much() -> None:
    adjusted = a_move(4, DIFFERENCE, "A-01", MoveKind.ADJUSTMENT, reason="found")

    found = looked_at(a_counted_line(20, 12), adjusted)

    assert (the_only(found).clue, the_only(found).cause) == (Clue.WRONG_WAY, "data_entry_error")


@pytest.mark.parametrize(("said", "meant"), [(21, 12), (100, 10), (5, 50)])
def test_a_slip_of_the_finger_is_recognised(said: int, meant: int) -> None:
    found = looked_at(a_counted_line(said, meant), a_move(said))

    assert (the_only(found).clue, the_only(found).meant) == (Clue.MISTYPED, meant)


def test_an_entry_undone_although_the_goods_had_come_is_named_with_its_undo() -> None:
    receipt = a_move(7)
    undo = a_move(7, "A-01", SUPPLIER, reverses=receipt.id)

    found = looked_at(a_counted_line(0, 7), receipt, undo)

    suggestion = the_only(found)
    assert (suggestion.clue, suggestion.cause) == (Clue.UNDONE, "inbound_not_recorded")
    assert suggestion.moves == (receipt, undo)


def test_an_entry_as_large_as_what_is_missing_may_never_have_happened() -> None:
    receipt = a_move(7)

    found = looked_at(a_counted_line(11, 4), a_move(4), receipt)

    assert (the_only(found).clue, the_only(found).moves) == (Clue.AS_LARGE, (receipt,))


def test_goods_put_here_and_entered_for_another_bin_are_traced_to_that_entry() -> None:
    put_away = a_move(9, "IN", "B-01", MoveKind.PUTAWAY)

    found = looked_at(a_counted_line(0, 9), put_away)

    suggestion = the_only(found)
    assert (suggestion.clue, suggestion.location) == (Clue.OTHER_BIN_USED, "B-01")
    assert suggestion.cause == "misplaced"


def test_a_clue_that_fits_many_entries_names_the_newest_only() -> None:
    same = [a_move(9, "IN", "B-01", MoveKind.PUTAWAY, after_hours=day * 30) for day in range(6)]

    found = looked_at(a_counted_line(0, 9), *same)

    assert [one.moves for one in found.suggestions] == [(same[5],), (same[4],), (same[3],)]


def test_a_line_nobody_has_counted_has_moves_and_no_suggestions() -> None:
    line = CountLine(number=1, item="MUG-BLU", location="A-01", expected=Decimal(12))

    found = looked_at(line, a_move(12))

    assert [step.balance for step in found.steps] == [12]
    assert found.suggestions == ()
