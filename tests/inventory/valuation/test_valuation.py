"""What stock is worth, and what the goods cost that left: worked examples."""

from datetime import UTC, datetime
from decimal import Decimal

import pytest

from inventory.errors import BrokenInvariantError
from inventory.valuation.cost_layers import Portion
from inventory.valuation.fifo import FifoLayers
from inventory.valuation.moving_average import MovingAverage
from tests.inventory.valuation.a_ledger import ALedger


@pytest.fixture
def ledger() -> ALedger:
    """Ten mugs at 2.00, then ten at 3.00."""
    ledger = ALedger()
    ledger.receives(10, "2.00")
    ledger.receives(10, "3.00")
    return ledger


def costs(valuation) -> dict[str, str]:
    return {
        f"{month} {account}": f"{value:.2f}" for (month, account), value in valuation.months.items()
    }


def worth(ledger) -> tuple[str, str]:
    """By FIFO and by moving average, rounded to the cent."""
    return f"{ledger.by_fifo().pool.value:.2f}", f"{ledger.by_average().pool.value:.2f}"


def test_the_oldest_goods_leave_first(ledger):
    ledger.ships(12)
    assert ledger.layers() == ["8 at 3.00 since line 2"]
    assert costs(ledger.by_fifo()) == {"2026-11 came_in": "50.00", "2026-11 sold": "26.00"}


def test_by_average_everything_costs_the_same(ledger):
    ledger.ships(12)
    assert worth(ledger) == ("24.00", "20.00")
    assert f"{ledger.by_average().totals['sold']:.2f}" == "30.00"


def test_a_move_between_bins_changes_nothing(ledger):
    ledger.carries(15)
    ledger.ships(1)
    assert ledger.layers() == ["9 at 2.00 since line 1", "10 at 3.00 since line 2"]


def test_a_back_dated_receipt_does_not_come_before_what_was_there(ledger):
    ledger.receives(5, "9.00", on=datetime(2026, 10, 1, tzinfo=UTC))
    ledger.ships(10)
    assert ledger.layers() == ["10 at 3.00 since line 2", "5 at 9.00 since line 3"]
    assert costs(ledger.by_fifo()) == {
        "2026-11 came_in": "50.00",
        "2026-10 came_in": "45.00",
        "2026-11 sold": "20.00",
    }


def test_a_month_begins_at_midnight_in_the_warehouse(ledger):
    ledger.ships(1, on=datetime(2026, 11, 30, 22, 59, tzinfo=UTC))
    ledger.ships(1, on=datetime(2026, 11, 30, 23, 0, tzinfo=UTC))
    months = ledger.by_fifo().months
    assert (months["2026-11", "sold"], months["2026-12", "sold"]) == (Decimal(2), Decimal(2))


def test_sold_lost_and_scrapped_are_three_figures(ledger):
    ledger.ships(1)
    ledger.loses(2)
    ledger.scraps(3)
    assert costs(ledger.by_fifo()) == {
        "2026-11 came_in": "50.00",
        "2026-11 sold": "2.00",
        "2026-11 lost": "4.00",
        "2026-11 scrapped": "6.00",
    }


def test_what_turns_up_without_a_cost_is_worth_what_the_item_last_cost(ledger):
    ledger.finds(1)
    assert ledger.layers()[-1] == "1 at 3.00 since line 3"


def test_what_never_had_a_cost_counts_as_nothing_and_is_known_for_it():
    ledger = ALedger()
    ledger.receives(4)
    ledger.receives(6, "0")
    assert [layer.is_known for layer in ledger.by_fifo().pool.layers] == [False, True]
    assert worth(ledger) == ("0.00", "0.00")


def test_a_return_comes_back_at_what_it_left_for(ledger):
    ledger.ships(12, "SH-1")
    ledger.receives(1, "7.00")
    ledger.takes_back(11, "sh-1")
    assert ledger.layers() == [
        "8 at 3.00 since line 2",
        "1 at 7.00 since line 4",
        "10 at 2.00 since line 5",
        "1 at 3.00 since line 5",
    ]
    assert f"{ledger.by_fifo().totals['sold']:.2f}" == "3.00"


def test_a_return_of_an_order_is_of_all_its_shipments(ledger):
    ledger.ships(10, "SH-1")
    ledger.ships(10, "SH-2")
    ledger.takes_back(12, "SO-7")
    assert ledger.layers() == ["10 at 2.00 since line 5", "2 at 3.00 since line 5"]


def test_what_is_returned_beyond_the_shipment_comes_at_the_current_cost(ledger):
    ledger.ships(1, "SH-1")
    ledger.takes_back(2, "SH-1")
    ledger.takes_back(1, "SH-1")
    ledger.takes_back(1)
    assert ledger.layers() == [
        "9 at 2.00 since line 1",
        "10 at 3.00 since line 2",
        "1 at 2.00 since line 4",
        "1 at 3.00 since line 4",
        "1 at 3.00 since line 5",
        "1 at 3.00 since line 6",
    ]


def test_a_return_that_is_thrown_away_is_scrapped_and_not_sold(ledger):
    ledger.ships(4, "SH-1")
    back = ledger.takes_back(1, "SH-1", to="SCRAP")
    assert costs(ledger.by_fifo()) == {
        "2026-11 came_in": "50.00",
        "2026-11 sold": "6.00",
        "2026-11 scrapped": "2.00",
    }
    ledger.undoes(back)
    assert f"{ledger.by_fifo().totals['sold']:.2f}" == "8.00"


def test_a_shipment_taken_back_regains_its_place_among_the_layers(ledger):
    sent = ledger.ships(12)
    ledger.undoes(sent)
    assert ledger.layers() == ["10 at 2.00 since line 1", "10 at 3.00 since line 2"]
    assert costs(ledger.by_fifo()) == {"2026-11 came_in": "50.00", "2026-11 sold": "0.00"}
    ledger.takes_back(1, "SH-1")
    assert ledger.layers()[-1] == "1 at 3.00 since line 5"  # nothing of SH-1 is out any more


def test_a_receipt_taken_back_takes_its_own_layer(ledger):
    ledger.undoes(ledger.moves[1])
    assert ledger.layers() == ["10 at 2.00 since line 1"]
    assert worth(ledger) == ("20.00", "20.00")


def test_a_receipt_taken_back_after_its_goods_left_corrects_what_they_cost(ledger):
    ledger.ships(4)
    ledger.undoes(ledger.moves[0])
    assert ledger.layers() == ["6 at 3.00 since line 2"]
    assert costs(ledger.by_fifo()) == {
        "2026-11 came_in": "30.00",
        "2026-11 sold": "8.00",
        "2026-11 corrected": "4.00",
    }


def test_an_undo_of_an_undo_is_as_though_nothing_had_been(ledger):
    ledger.ships(4)
    before = ledger.layers()
    undo = ledger.undoes(ledger.moves[0])
    ledger.undoes(undo)
    assert ledger.layers() == before
    assert f"{ledger.by_fifo().totals['corrected']:.2f}" == "0.00"


def test_an_average_that_cannot_be_taken_apart_stays_an_average(ledger):
    ledger.ships(10)
    ledger.undoes(ledger.moves[1])
    pool = ledger.by_average().pool
    assert (pool.quantity, pool.value) == (0, 0)
    assert f"{ledger.by_average().totals['corrected']:.2f}" == "-5.00"


def test_thirds_of_a_cent_are_not_lost():
    ledger = ALedger()
    ledger.receives(1, "0.01")
    ledger.receives(2, "0")
    for _ in range(3):
        ledger.ships(1)
    valuation = ledger.by_average()
    assert (valuation.pool.value, valuation.totals["sold"]) == (0, Decimal("0.01"))


def test_rejected_goods_go_back_at_what_they_came_for_whatever_lay_there_before(ledger):
    rejected = ledger.rejects(5, "9.00")
    ledger.settles(rejected, 3)
    ledger.settles(rejected, 2, "SCRAP")
    assert ledger.layers() == ["10 at 2.00 since line 1", "10 at 3.00 since line 2"]
    assert worth(ledger) == ("50.00", "50.00")
    assert costs(ledger.by_fifo()) == {
        "2026-11 came_in": "95.00",
        "2026-11 returned_to_vendor": "27.00",
        "2026-11 scrapped": "18.00",
    }


def test_a_return_to_the_vendor_that_was_taken_back_lies_there_again(ledger):
    rejected = ledger.rejects(5, "9.00")
    ledger.undoes(ledger.settles(rejected, 5))
    assert ledger.layers()[-1] == "5 at 9.00 since line 3"
    assert f"{ledger.by_fifo().totals['returned_to_vendor']:.2f}" == "0.00"


def test_what_nobody_received_with_the_rejection_goes_back_at_the_oldest_cost(ledger):
    rejected = ledger.rejects(1, "9.00")
    ledger.settles(rejected, 2)
    assert ledger.layers()[0] == "8 at 2.00 since line 1"
    assert f"{ledger.by_fifo().totals['returned_to_vendor']:.2f}" == "4.00"


def test_rejected_goods_that_were_sold_by_the_book_go_back_at_the_oldest_cost(ledger):
    rejected = ledger.rejects(5, "9.00")
    ledger.ships(22)
    ledger.settles(rejected, 3)
    assert ledger.layers() == []
    assert f"{ledger.by_fifo().totals['returned_to_vendor']:.2f}" == "27.00"


@pytest.mark.parametrize("pool", [FifoLayers(), MovingAverage()])
def test_more_than_is_there_is_a_mistake_of_ours(pool):
    pool.bring(Portion(Decimal(0), Decimal(0)))
    with pytest.raises(BrokenInvariantError, match="3 to value, only 0 on hand"):
        pool.take(Decimal(3))
