"""The book: folded from transactions, looked up by name, forked for decisions."""

import zlib
from datetime import timedelta
from decimal import Decimal

import pytest

from inventory.book import Book
from inventory.bookkeeping.versioned import Versioned
from inventory.decide import decide
from inventory.documents.approval import Approval
from inventory.documents.count_words import balance_word
from inventory.documents.cycle_count import CycleCount
from inventory.effect import Effect
from inventory.errors import BrokenInvariantError, KeyReused
from inventory.history import NOTHING, Needs, needs
from inventory.invariants import check_invariants, check_touched
from inventory.item import Item
from inventory.location import Location, LocationKind
from inventory.snapshot import dump_book, load_book
from inventory.stock_key import StockKey
from tests.builders import (
    a_desk,
    a_location,
    an_item,
    approve,
    count_stock,
    edit,
    move,
    pick,
    receive,
    ship,
    take_out,
    undo,
)
from tests.memory_desk import START


def contents(book):
    """Everything a book says, in order."""
    return (
        book.sequence,
        book.line,
        dict(book.stock),
        dict(book.rows),
        book.shelves.row_count,
        dict(book.touches),
        {kind: dict(rows) for kind, rows in book.entries.items()},
        book.register.entry_counts,
        book.trail.dumped(),
    )


@pytest.fixture
def busy():
    desk = a_desk(stock=[(24, "MUG-BLU", "A-01"), (6, "JAM-STR", "A-02", "L7")])
    desk.handle(pick(3, at="A-01"))
    desk.handle(ship(2))
    desk.handle(count_stock(2, at="A-01"))
    received = desk.handle(receive(9, "TEE-BLK-M", at="B-01"))
    desk.handle(undo(received.transaction.id))
    desk.handle(take_out(a_location("VAN", LocationKind.TRANSIT)))
    return desk


def test_a_book_folded_again_says_the_same(busy):
    assert contents(busy.book_at(busy.last_sequence())) == contents(busy.book)


def test_what_was_recorded_of_each_transaction_folds_to_the_same_book(busy):
    again = Book()
    for entered in busy.entered_after(0, 100):
        again.apply(Effect.model_validate_json(entered.transaction.model_dump_json()))
    assert dump_book(again) == dump_book(busy.book)


def test_a_snapshot_comes_back_as_it_was(busy):
    loaded = load_book(dump_book(busy.book))
    assert contents(loaded) == contents(busy.book)
    assert loaded.is_used("TEE-BLK-M")
    assert loaded.items_at("A-01") == busy.book.items_at("A-01")
    assert loaded.item("mug-blu") == busy.book.item("MUG-BLU")
    assert loaded.location("a-01").code == "A-01"


@pytest.mark.parametrize(
    ("was", "now"), [('"format":9', '"format":0'), ('"unit":"piece"', '"colour":"blue"')]
)
def test_a_snapshot_of_another_version_is_no_snapshot(busy, was, now):
    text = zlib.decompress(dump_book(busy.book)).decode()
    assert was in text
    assert load_book(zlib.compress(text.replace(was, now).encode())) is None


@pytest.mark.parametrize("damage", [slice(-9), slice(9), slice(0)])
def test_a_snapshot_that_was_cut_short_is_no_snapshot(busy, damage):
    assert load_book(dump_book(busy.book)[damage]) is None


def test_a_fork_keeps_its_changes_to_itself(busy):
    before = contents(busy.book)
    fork = busy.book.fork()
    fork.apply(decide(fork, NOTHING, receive(1, at="A-01")).transaction)
    fork.apply(decide(fork, NOTHING, edit(an_item("MUG-RED"))).transaction)
    assert fork.on_hand("MUG-BLU", "A-01") == 22
    assert fork.item("mug-red") == an_item("MUG-RED")
    assert busy.book.item("MUG-RED") is None
    assert contents(busy.book) == before


def test_transactions_are_applied_in_order_and_once(desk):
    posted = desk.handle(receive(1, at="A-01")).transaction
    with pytest.raises(BrokenInvariantError, match="applied at"):
        desk.book.fork().apply(posted)


def test_ledger_lines_have_no_gap(desk):
    posted = desk.handle(receive(1, at="A-01")).transaction
    late = posted.model_copy(update={"sequence": posted.sequence + 1})
    with pytest.raises(BrokenInvariantError, match="ledger line"):
        desk.book.fork().apply(late)


def test_a_change_decided_on_another_book_is_not_applied(desk):
    posted = desk.handle(edit(an_item(minimum=Decimal(3)))).transaction
    late = posted.model_copy(update={"sequence": posted.sequence + 1})
    with pytest.raises(BrokenInvariantError, match="stale item"):
        desk.book.fork().apply(late)


def test_real_balances_have_rows_in_order_of_first_appearance(busy):
    assert busy.book.rows == {
        StockKey("MUG-BLU", "A-01", ""): 0,
        StockKey("JAM-STR", "A-02", "L7"): 1,
        StockKey("MUG-BLU", "PACK", ""): 2,
        StockKey("TEE-BLK-M", "B-01", ""): 3,
    }


def test_a_balance_is_touched_also_by_what_goes_out_and_comes_in_again():
    desk = a_desk()
    there = StockKey("MUG-BLU", "A-01", "")
    assert not desk.book.is_touched(there, 0)
    received = desk.handle(receive(5, at="A-01")).transaction.sequence
    desk.handle(receive(5, at="A-02"))
    assert desk.book.is_touched(there, received - 1)
    assert not desk.book.is_touched(there, received)
    desk.handle(move(5, at="A-01", to="B-01"))
    desk.handle(move(5, at="B-01", to="A-01", when=START + timedelta(hours=3)))
    assert desk.book.on_hand(*there) == 5
    assert desk.book.touches[there][:2] == (received + 3, START + timedelta(hours=3))


def test_goods_lie_there_since_the_balance_was_empty_last():
    desk = a_desk()
    there = StockKey("MUG-BLU", "A-01", "")
    for hours, request in enumerate(
        (receive(5, at="A-01"), receive(5, at="A-01"), move(9, at="A-01", to="B-01"))
    ):
        desk.handle(request.model_copy(update={"at": START + timedelta(hours=hours)}))
    assert desk.book.touches[there].since == START
    desk.handle(move(1, at="A-01", to="B-01", when=START + timedelta(hours=5)))
    desk.handle(receive(5, at="A-01", when=START + timedelta(hours=6)))
    assert desk.book.touches[there].since == START + timedelta(hours=6)


def test_two_codes_that_differ_in_case_only_are_named_exactly(desk):
    desk.handle(edit(a_location("a-01")))
    desk.handle(edit(an_item("mug-blu")))
    assert (desk.book.location("a-01").code, desk.book.location("A-01").code) == ("a-01", "A-01")
    assert desk.book.item("Mug-Blu") is None
    assert desk.book.location("A-01 ") is None


def test_an_old_barcode_names_nothing(desk):
    desk.handle(edit(an_item(barcodes=("4006381333931",))))
    desk.handle(edit(an_item(barcodes=())))
    assert desk.book.item("4006381333931") is None


def test_a_place_that_is_gone_counts_as_storage(desk):
    assert desk.book.kind_of("Z-99") is LocationKind.STORAGE


def test_what_lies_in_a_place(desk):
    desk.handle(receive(2, "TEE-BLK-M", at="A-01"))
    desk.handle(move(24, at="A-01", to="B-01"))
    assert desk.book.items_at("A-01") == {StockKey("TEE-BLK-M", "A-01", ""): 2}


def test_versions_and_positions_are_kept(desk):
    version = desk.book.version_of("item", "MUG-BLU")
    desk.handle(edit(an_item(name="Mug, blue")))
    assert desk.book.version_of("item", "MUG-BLU") == desk.book.sequence > version
    assert (desk.book.version_of("item", "MUG-RED"), desk.book.position_of("item", "MUG-BLU")) == (
        0,
        0,
    )
    with pytest.raises(KeyError):
        desk.book.position_of("item", "MUG-RED")


def test_rows_come_in_order_of_first_appearance_also_from_a_fork(desk):
    fork = desk.book.fork()
    assert [item.sku for item in fork.all(Item)] == [item.sku for item in desk.book.all(Item)]
    assert [place.code for place in fork.all(Location)][:3] == ["IN", "A-01", "A-02"]


def test_the_same_key_is_the_same_answer_and_nothing_more(desk):
    first = desk.handle(receive(5, at="A-01", key="click-1"))
    again = desk.handle(receive(5, at="A-01", key="click-1"))
    assert (again.is_repeat, again.transaction, again.reply) == (
        True,
        first.transaction,
        first.reply,
    )
    assert desk.book.on_hand("MUG-BLU", "A-01") == 29


def test_the_same_key_with_another_wish_is_refused(desk):
    first = desk.handle(receive(5, at="A-01", key="click-1"))
    with pytest.raises(KeyReused) as refusal:
        desk.handle(receive(6, at="A-01", key="click-1"))
    assert refusal.value == KeyReused(key="click-1", transaction=first.transaction.id)


def test_an_undo_wants_to_see_what_it_undoes():
    assert needs(undo("TX-7"), Book()) == Needs(transactions=("TX-7",))
    assert needs(receive(1), Book()) == Needs()
    assert NOTHING.transactions == {}


# -- invariants -------------------------------------------------------------------------------


def broken(balances):
    book = Book()
    book.stock["MUG-BLU"] = {(place, ""): Decimal(quantity) for place, quantity in balances.items()}
    for place in balances:
        book.rows[StockKey("MUG-BLU", place, "")] = 0
    return book


@pytest.mark.parametrize(
    ("balances", "complaint"),
    [
        ({"A-01": 5, "SUPPLIER": -4}, "sums to 1"),
        ({"A-01": -1, "SUPPLIER": 1}, "below zero"),
        ({"A-01": 0}, "keeps a zero"),
    ],
)
def test_a_book_that_is_not_sound_is_found_out(balances, complaint):
    with pytest.raises(BrokenInvariantError, match=complaint):
        check_invariants(broken(balances))


def test_a_balance_without_a_row_is_found_out():
    book = broken({"A-01": 5, "SUPPLIER": -5})
    book.rows.clear()
    with pytest.raises(BrokenInvariantError, match="has no row"):
        check_invariants(book)


def test_only_what_was_touched_is_checked_in_production(desk):
    posted = desk.handle(receive(1, at="A-01")).transaction
    check_touched(desk.book, posted)
    desk.book.stock["TEE-BLK-M"] = {("A-01", ""): Decimal(1)}
    check_touched(desk.book, posted)


def test_a_book_absorbs_what_its_fork_has_decided(busy):
    book = busy.book_at(busy.book.sequence)
    stage = book.fork()
    stage.apply(decide(stage, NOTHING, receive(5, at="A-02")).transaction)
    folded = load_book(dump_book(busy.book))
    folded.apply(decide(folded, NOTHING, receive(5, at="A-02")).transaction)

    book.absorb(stage)

    assert book.on_hand("MUG-BLU", "A-02") == 5
    assert contents(book) == contents(folded)
    check_invariants(book)


def test_a_fork_of_an_older_book_is_not_absorbed(busy):
    stage = busy.book.fork()
    stage.apply(decide(stage, NOTHING, receive(5, at="A-02")).transaction)
    busy.handle(receive(1, at="A-01"))
    with pytest.raises(BrokenInvariantError):
        busy.book.absorb(stage)


def open_approvals(book):
    return [approval.number for approval in book.open(Approval)]


def test_a_document_is_open_until_it_is_decided():
    desk = a_desk(stock=[(24, "MUG-BLU", "A-01"), (24, "TEE-BLK-M", "A-02")])
    desk.handle(count_stock(2, at="A-01"))
    desk.handle(count_stock(2, "TEE-BLK-M", at="A-02"))
    desk.handle(approve("AP-1"))

    assert open_approvals(desk.book) == ["AP-2"]
    assert open_approvals(load_book(dump_book(desk.book))) == ["AP-2"]
    assert open_approvals(desk.book_at(desk.last_sequence())) == ["AP-2"]


def test_what_is_found_open_is_what_is_not_done():
    desk = a_desk(stock=[(24, "MUG-BLU", "A-01")])
    word = balance_word(StockKey("MUG-BLU", "A-01", ""))
    desk.handle(count_stock(24, at="A-01"))
    desk.handle(count_stock(2, at="A-01"))
    assert [one.number for one in desk.book.found(CycleCount, word)] == ["CC-1", "CC-2"]
    assert [one.number for one in desk.book.open_found(CycleCount, word)] == ["CC-2"]
    stage = desk.book.fork()
    stage.apply(decide(stage, NOTHING, approve()).transaction)
    assert list(stage.open_found(CycleCount, word)) == []
    assert len(list(desk.book.open_found(CycleCount, word))) == 1


def test_a_dropped_stage_closes_nothing():
    desk = a_desk(stock=[(24, "MUG-BLU", "A-01")])
    desk.handle(count_stock(2, at="A-01"))
    stage = desk.book.fork()
    stage.apply(decide(stage, NOTHING, approve("AP-1")).transaction)

    assert open_approvals(stage) == []
    assert open_approvals(desk.book) == ["AP-1"]


def test_open_documents_are_told_in_the_order_they_first_appeared():
    """Also after an undo has opened one again, and whichever process tells them."""
    desk = a_desk(stock=[(24, "MUG-BLU", "A-01"), (24, "TEE-BLK-M", "A-02")])
    desk.handle(count_stock(2, at="A-01"))
    desk.handle(count_stock(2, "TEE-BLK-M", at="A-02"))
    approved = desk.handle(approve("AP-1"))
    desk.handle(undo(approved.transaction.id, by="U0MIA"))

    assert open_approvals(desk.book) == ["AP-1", "AP-2"]
    assert open_approvals(load_book(dump_book(desk.book))) == ["AP-1", "AP-2"]


def test_a_document_of_a_dropped_stage_was_never_there():
    desk = a_desk(stock=[(24, "MUG-BLU", "A-01")])
    stage = desk.book.fork()
    stage.apply(decide(stage, NOTHING, count_stock(2, at="A-01")).transaction)

    assert open_approvals(stage) == ["AP-1"]
    assert open_approvals(desk.book) == []
    desk.handle(count_stock(3, at="A-01"))
    assert open_approvals(desk.book) == ["AP-1"]


def test_a_load_that_is_not_the_sum_of_its_balances_is_found():
    desk = a_desk(stock=[(5, "MUG-BLU", "A-01")])
    desk.book.loads["A-01"] = Decimal(4)

    with pytest.raises(BrokenInvariantError, match="A-01 holds 5, not its load"):
        check_invariants(desk.book)


@pytest.mark.parametrize(
    ("update", "complaint"),
    [
        ({"done": Decimal(7)}, "put away more than there was"),
        ({"quantity": Decimal(9)}, "9 of MUG-BLU wait at IN, more than lies"),
    ],
)
def test_a_putaway_that_waits_for_what_is_not_there_is_found(update, complaint):
    desk = a_desk()
    desk.handle(receive(6, "MUG-BLU"))
    book = desk.book_at(desk.book.sequence)
    known = book.entries["putaway"]["PA-1"]
    wrong = known.entry.with_line(known.entry.line(1).model_copy(update=update))
    book.entries["putaway"]["PA-1"] = Versioned(wrong, known.version, known.position)

    with pytest.raises(BrokenInvariantError, match=complaint):
        check_invariants(book)
