"""Several processes on one journal do the same thing at the dock: one does it, the others hear why not."""

from collections import Counter

import pytest

from inventory.base_command import BaseCommand
from inventory.documents.purchase_order import PurchaseOrder
from inventory.documents.rejection import Outlet
from inventory.errors import StockError
from inventory.inbound_commands import ApprovePurchase, PutAway, SendPurchase, SettleRejection
from inventory.invariants import check_invariants
from journal.opening import Journal, open_journal
from tests.builders import HOUSE, ITEMS, PEOPLE, an_amount, edit, ordered, receive, undo
from tests.inventory.inbound.purchases import CLAY, buy
from tests.journal.test_several import EIGHT, at_once


@pytest.fixture
def desks(database: str):
    """Eight journals on one database; Ana has asked for 24 mugs."""
    journals = [open_journal(database, "journal-1") for _ in EIGHT]
    journals[0].desk.handle_all([edit(row) for row in (*HOUSE, *PEOPLE, *ITEMS, CLAY)])
    journals[0].desk.handle(buy())
    yield journals
    for journal in journals:
        journal.close()


def outcomes(desks: list[Journal], *commands: BaseCommand) -> Counter[str]:
    """Have each process handle its own command at the same moment, or all of them the only one."""

    def handle(number: int) -> str:
        try:
            done = desks[number].desk.handle(commands[number % len(commands)])
        except StockError as refused:
            return type(refused).__name__
        return "repeated" if done.is_repeat else "done"

    return Counter(at_once(handle))


def test_every_step_is_done_by_one_of_eight(desks: list[Journal]):
    delivery = {"document": "PO-1", "rejected": an_amount(2), "reason": "damaged"}
    steps = (
        (lambda: ordered(ApprovePurchase, "PO-1", by="U0MIA"), "WrongStep"),
        (lambda: ordered(SendPurchase, "PO-1", by="U0MIA"), "WrongStep"),
        (lambda: receive(20, **delivery), "OverDelivery"),
        (lambda: ordered(PutAway, "PA-1", target="B-01"), "AlreadyPutAway"),
        (lambda: ordered(SettleRejection, "RJ-1", outlet=Outlet.SCRAP), "WrongStep"),
    )
    for step, refusal in steps:
        assert outcomes(desks, *(step() for _ in EIGHT)) == {"done": 1, refusal: 7}
    last = f"TX-{desks[0].desk.catch_up().sequence}"
    assert outcomes(desks, *(undo(last) for _ in EIGHT)) == {"done": 1, "UndoRefused": 7}
    agreed(desks)


def test_a_receipt_that_reaches_all_of_eight_is_posted_once(desks: list[Journal]):
    assert outcomes(desks, receive(5)) == {"done": 1, "repeated": 7}
    agreed(desks)


def agreed(desks: list[Journal]) -> None:
    books = [journal.desk.catch_up() for journal in desks]
    for book in books:
        check_invariants(book)
        assert list(book.all(PurchaseOrder)) == list(books[0].all(PurchaseOrder))
        assert book.stock == books[0].stock
