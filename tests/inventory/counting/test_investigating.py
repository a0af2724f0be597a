"""Looking into a line: what happened to its balance since it was right, read from the journal."""

from datetime import timedelta
from typing import Any

import pytest

from inventory.counting.evidence import Clue
from inventory.counting.investigating import Investigation, last_good_count, look_at, look_into
from inventory.documents.cycle_count import CountLineStatus, CycleCount
from inventory.errors import UnknownDocument, UnknownItem
from inventory.location import LocationKind
from inventory.order_errors import UnknownLine
from inventory.stock_key import StockKey
from tests.builders import a_location, count_stock, edit, move, receive, undo
from tests.inventory.counting.sheets import a_stockroom, claim, enter, plan, sheet
from tests.memory_desk import START, MemoryDesk


@pytest.fixture
def desk() -> MemoryDesk:
    """Twelve mugs at A-01, which were counted right on Monday morning (CC-1)."""
    desk = a_stockroom()
    desk.handle(plan(items=("MUG-BLU",), bins=("A-01",)))
    desk.handle(claim("CC-1"))
    desk.handle(enter((12, "MUG-BLU", "A-01"), when=at(1)))
    return desk


def at(hours: float) -> Any:
    return START + timedelta(hours=hours)


def a_second_count(desk: MemoryDesk, found: float, hours: float = 40) -> Investigation:
    """Everything of the item is counted anew, by Ben: `found` lie at A-01."""
    desk.handle(plan(items=("MUG-BLU",), bins=("A-01",), when=at(hours)))
    [count] = desk.book.open(CycleCount)
    desk.handle(claim(count.number, by="U0BEN"))
    entered = (found, "MUG-BLU", "A-01")
    desk.handle(enter(entered, number=count.number, by="U0BEN", when=at(hours + 1)))
    return look_into(desk.book, desk, count.number.lower(), 1)


def told(found: Investigation) -> list[tuple[str, int, int]]:
    return [(s.move.kind.value, int(s.change), int(s.balance)) for s in found.steps]


def test_only_what_happened_since_the_last_good_count_is_told(desk: MemoryDesk) -> None:
    desk.handle(receive(24, at="A-01", when=at(2)))
    desk.handle(move(6, at="A-01", to="B-01", when=at(3)))
    desk.handle(receive(5, "TEE-BLK-M", at="A-01", when=at(4)))

    found = a_second_count(desk, 30)

    assert found.since is not None
    assert (found.since.count, found.since.counted, found.since.by) == ("CC-1", 12, "U0ANA")
    assert found.started_with == 12
    assert told(found) == [("receipt", 24, 36), ("move", -6, 30)]
    assert (found.suggestions, found.is_cut) == ((), False)


def test_the_counts_own_posting_is_not_what_went_wrong(desk: MemoryDesk) -> None:
    desk.handle(receive(24, at="A-01", when=at(2)))

    found = a_second_count(desk, 33)

    assert sheet(desk, "CC-2").lines[0].status is CountLineStatus.POSTED
    assert told(found) == [("receipt", 24, 36)]


def test_a_case_entered_as_a_piece_is_named_with_its_entry(desk: MemoryDesk) -> None:
    entered = desk.handle(receive(1, at="A-01", when=at(2))).transaction

    found = a_second_count(desk, 24)

    [suggestion] = found.suggestions
    assert (suggestion.clue, suggestion.unit, suggestion.meant) == (Clue.OTHER_UNIT, "case", 12)
    assert [move.transaction for move in suggestion.moves] == [entered.id]


def test_what_was_undone_although_it_happened_is_named(desk: MemoryDesk) -> None:
    received = desk.handle(receive(8, at="A-01", when=at(2))).transaction
    desk.handle(undo(received.id))

    found = a_second_count(desk, 20)

    assert [one.clue for one in found.suggestions] == [Clue.UNDONE]


def test_goods_put_into_another_bin_than_entered_are_traced(desk: MemoryDesk) -> None:
    desk.handle(move(7, at="A-02", to="B-01", when=at(2)))

    found = a_second_count(desk, 19)

    assert (found.suggestions[0].clue, found.suggestions[0].location) == (
        Clue.OTHER_BIN_USED,
        "B-01",
    )


def test_goods_on_the_packing_table_were_not_entered_for_it_instead_of_a_bin(
    desk: MemoryDesk,
) -> None:
    desk.handle(edit(a_location("PACKING", kind=LocationKind.PACKING)))
    desk.handle(move(7, at="A-02", to="PACKING", when=at(2)))

    found = a_second_count(desk, 19)

    assert found.suggestions == ()


def test_another_bin_of_the_same_count_is_off_the_other_way(desk: MemoryDesk) -> None:
    desk.handle(plan(items=("MUG-BLU",), when=at(40)))
    desk.handle(claim("CC-2", by="U0BEN"))
    entered = ((8, "MUG-BLU", "A-01"), (12, "MUG-BLU", "A-02"))
    desk.handle(enter(*entered, number="CC-2", by="U0BEN", when=at(41)))

    found = look_into(desk.book, desk, "CC-2", 1)

    assert found.suggestions[0].clue is Clue.OTHER_BIN_OFF
    assert found.suggestions[0].location == "A-02"


def test_without_a_count_before_it_begins_with_the_first_move(desk: MemoryDesk) -> None:
    desk.handle(plan(items=("TEE-BLK-M",)))
    desk.handle(claim("CC-2"))
    desk.handle(enter((29, "TEE-BLK-M", "A-01"), number="CC-2", when=at(2)))

    found = look_into(desk.book, desk, "CC-2", 1)

    assert found.since is None
    assert (found.started_with, told(found)) == (0, [("opening", 30, 30)])


def test_a_count_in_one_line_is_a_good_count_too(desk: MemoryDesk) -> None:
    desk.handle(count_stock(10, at="A-01", when=at(2)))
    desk.handle(receive(6, at="A-01", when=at(3)))

    found = a_second_count(desk, 16)

    assert told(found) == [("receipt", 6, 16)]


def test_of_several_good_counts_the_last_one_before_it_counts(desk: MemoryDesk) -> None:
    found = a_second_count(desk, 12)
    assert found.since is not None
    third = sheet(desk, "CC-2").model_copy(update={"number": "CC-3"})

    good = last_good_count(desk.book, third, third.lines[0])

    assert good is not None
    assert good.count == "CC-2"


def test_a_balance_is_looked_at_without_a_count_of_its_own(desk: MemoryDesk) -> None:
    desk.handle(receive(24, at="A-01", when=at(2)))

    found = look_at(desk.book, desk, StockKey("MUG-BLU", "A-01", ""))

    assert found.since is not None
    assert (found.since.count, told(found)) == ("CC-1", [("receipt", 24, 36)])
    assert found.suggestions == ()


def test_a_balance_nobody_has_counted_is_looked_at_from_the_beginning(desk: MemoryDesk) -> None:
    found = look_at(desk.book, desk, StockKey("JAM-STR", "A-02", "L7"))

    assert (found.since, told(found)) == (None, [("opening", 6, 6)])
    with pytest.raises(UnknownItem):
        look_at(desk.book, desk, StockKey("MUG-RED", "A-01", ""))


def test_of_an_empty_bin_there_is_nothing_to_look_into(desk: MemoryDesk) -> None:
    desk.handle(plan(bins=("B-01",)))

    with pytest.raises(UnknownItem):
        look_into(desk.book, desk, "CC-2", 1)


def test_what_is_not_there_cannot_be_looked_into(desk: MemoryDesk) -> None:
    with pytest.raises(UnknownDocument):
        look_into(desk.book, desk, "CC-9", 1)
    with pytest.raises(UnknownLine):
        look_into(desk.book, desk, "CC-1", 9)
