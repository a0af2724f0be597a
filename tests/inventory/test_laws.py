"""Laws that hold for whatever people do: conservation, folding, reversing, forking, chaining."""

import json
from datetime import UTC, date, datetime
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from inventory.book import Book
from inventory.chain import entered_content, ledger_content
from inventory.commands import COMMANDS
from inventory.decide import decide
from inventory.errors import StockError
from inventory.history import NOTHING
from inventory.invariants import check_invariants
from inventory.move import Move, MoveKind
from inventory.snapshot import dump_book, load_book
from inventory.transaction import Posted, Transaction, chained_hash
from tests.builders import (
    a_desk,
    a_line,
    adjust,
    approve,
    count_stock,
    edit,
    move,
    pick,
    receive,
    return_stock,
    ship,
    undo,
)
from tests.inventory.test_book import contents

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)
WORDS = st.text(st.characters(codec="utf-8"), max_size=40)
BINS = st.sampled_from(["A-01", "A-02", "B-01"])
EXPIRY = {"L1": date(2027, 1, 31), "L2": None}
GOODS = st.one_of(
    st.tuples(st.just("MUG-BLU"), st.just(""), st.integers(1, 30).map(Decimal)),
    st.tuples(st.just("JAM-STR"), st.sampled_from(["L1", "L2"]), st.integers(1, 30).map(Decimal)),
    st.tuples(
        st.just("ROPE-8"),
        st.just(""),
        st.decimals("0.25", 30, places=2),
    ),
)


BUILDERS = {
    "receive": lambda q, i, at, to, **f: receive(q, i, at=at, expires_on=EXPIRY.get(f["lot"]), **f),
    "move": lambda q, i, at, to, **f: move(q, i, at=at, to=to, **f),
    "pick": lambda q, i, at, to, **f: pick(q, i, at=at, **f),
    "ship": lambda q, i, at, to, **f: ship(q, i, **f),
    "count": lambda q, i, at, to, **f: count_stock(q, i, at=at, **f),
    "adjust": lambda q, i, at, to, **f: adjust(-q, i, at=at, **f),
    "return": lambda q, i, at, to, **f: return_stock(q, i, condition="damaged", **f),
    "there and back": lambda q, i, at, to, lot, by: move(
        lines=[a_line(q, i, at=at, to=to, lot=lot), a_line(q, i, at=to, to=at, lot=lot)], by=by
    ),
}


@st.composite
def postings(draw):
    item, lot, quantity = draw(GOODS)
    build = BUILDERS[draw(st.sampled_from([*BUILDERS, "receive"]))]
    by = draw(st.sampled_from(["U0ANA", "U0MIA"]))
    return build(quantity, item, draw(BINS), draw(BINS), lot=lot, by=by)


STEPS = st.one_of(
    postings(),
    st.integers(1, 40).map(lambda n: undo(f"TX-{n}", by="U0ADA")),
    st.integers(1, 4).map(lambda n: approve(f"AP-{n}", by="U0ADA")),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(STEPS, max_size=25))
def test_whatever_people_do_stock_is_conserved_and_folds_the_same(steps):
    desk = a_desk()  # checks the whole book around every posting
    desk.handle_all(steps)
    check_invariants(desk.book)
    again = Book()
    for entered in desk.entered_after(0, 10_000):
        text = entered.transaction.model_dump_json()
        again.apply(Transaction.model_validate_json(text))
    assert contents(again) == contents(desk.book)
    assert contents(load_book(dump_book(desk.book))) == contents(desk.book)


@settings(max_examples=60, deadline=None)
@given(st.lists(postings(), max_size=8), postings())
def test_an_undo_restores_every_balance_and_its_undo_takes_it_away_again(before, posting):
    desk = a_desk(stock=[(20, "MUG-BLU", "A-01"), (20, "JAM-STR", "B-01", "L2")])
    desk.handle_all(before)
    was = {sku: dict(balances) for sku, balances in desk.book.stock.items() if balances}
    outcome = desk.handle_all([posting])[0]
    if not isinstance(outcome, Posted) or not outcome.transaction.moves:
        return
    then = {sku: dict(balances) for sku, balances in desk.book.stock.items() if balances}
    undone = desk.handle(undo(outcome.transaction.id, by="U0ADA"))
    assert {sku: dict(b) for sku, b in desk.book.stock.items() if b} == was
    desk.handle(undo(undone.transaction.id, by="U0ADA"))
    assert {sku: dict(b) for sku, b in desk.book.stock.items() if b} == then


@settings(max_examples=40, deadline=None)
@given(st.lists(postings(), max_size=10), postings())
def test_a_decision_is_the_same_on_a_book_and_on_its_fork(before, posting):
    desk = a_desk(stock=[(20, "MUG-BLU", "A-01")])
    desk.handle_all(before)
    outcomes = []
    for book in (desk.book, desk.book.fork(), desk.book.fork().fork()):
        try:
            outcomes.append(decide(book, NOTHING, posting))
        except StockError as refusal:
            outcomes.append(refusal)
    assert outcomes[0] == outcomes[1] == outcomes[2]


@settings(max_examples=60, deadline=None)
@given(STEPS)
def test_a_command_travels_as_json_and_means_the_same(command):
    again = COMMANDS.validate_json(COMMANDS.dump_json(command))
    assert again == command
    assert again.payload_hash() == command.payload_hash()


def test_the_payload_is_who_asked_for_what_and_not_when_or_where():
    asked = receive(24, at="A-01", key="one")
    later = asked.model_copy(update={"key": "two", "at": asked.at.replace(hour=9)})
    other = asked.model_copy(update={"actor": "U0BEN"})
    assert asked.payload_hash() == later.payload_hash() != other.payload_hash()


def test_both_chains_can_be_computed_again_from_what_is_kept():
    desk = a_desk(stock=[(24, "MUG-BLU", "A-01")])
    desk.handle(pick(3, at="A-01", note="für Zoë"))
    desk.handle(edit(desk.book.item("MUG-BLU").model_copy(update={"name": "Mug"})))
    link = ""
    for entered in desk.entered_after(0, 1000):
        content = entered_content(
            entered.transaction.model_dump_json(), entered.reply.model_dump_json()
        )
        assert entered.previous_hash == link
        link = chained_hash(link, content)
        assert entered.hash == link
    link = ""
    for row in desk.ledger_after(0, 1000):
        reread = Move.model_validate_json(row.move.model_dump_json())
        link = chained_hash(link, ledger_content(reread))
        assert row.hash == link


@settings(max_examples=100, deadline=None)
@given(note=WORDS, lot=WORDS, quantity=st.integers(1, 10**9))
def test_a_ledger_row_is_hashed_as_its_facts_by_name_in_plain_json(note, lot, quantity):
    """Letter for letter what JSON makes of it: hashes that were written once are checked for ever."""
    row = Move(
        line=7,
        id="TX-7/1",
        transaction="TX-7",
        kind=MoveKind.RECEIPT,
        item="MUG-BLU",
        quantity=Decimal(quantity),
        source="SUPPLIER",
        target="A-01",
        lot=lot,
        note=note,
        actor="U0ANA",
        occurred_at=NOON,
        recorded_at=NOON,
        unit_cost=Decimal("1.50"),
    )
    facts = row.model_dump(mode="json", exclude_defaults=True)

    assert ledger_content(row) == json.dumps(
        facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )


def test_a_new_field_at_its_default_would_leave_old_hashes_alone():
    desk = a_desk(stock=[(24, "MUG-BLU", "A-01")])
    (row,) = desk.ledger_after(0, 10)
    assert '"lot"' not in ledger_content(row.move)
    assert '"quantity":"24"' in ledger_content(row.move)
