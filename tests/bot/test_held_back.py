"""Whoever hears that stock is low reads how much of it lies there and is held back."""

from datetime import date
from decimal import Decimal

import pytest

from bot.messages.alert_lines import alert_text
from bot.messages.held_back import held_back
from bot.messages.proposals import proposal_message
from bot.messages.reorder_reasons import reasons
from bot.messages.telling import Telling
from inventory.documents.replenishment import Proposal
from inventory.documents.stock_alert import StockAlert
from inventory.inbound_commands import SetLotStatus
from inventory.lot import LotStatus
from inventory.replenishing.explaining import explained
from tests.builders import a_desk, a_location, an_item, propose_reorders, receive
from tests.inventory.recalling.recalls import JAM, asked, lift, start
from tests.inventory.replenishing.alerting.house import check

MONDAY = date(2026, 11, 23)


@pytest.fixture
def desk():
    """Of 39 jars, 30 are recalled and 4 on hold; there should be ten."""
    levels = {"minimum": Decimal(10), "maximum": Decimal(40), "supplier": "ACME"}
    desk = a_desk(an_item(JAM, is_lot_tracked=True, packs=(), **levels))
    for quantity, lot in ((30, "L7"), (4, "L8"), (5, "L9")):
        desk.handle(receive(quantity, JAM, at="A-01", lot=lot))
    desk.handle(start("L7"))
    status = {"item": JAM, "lot": "L8", "status": LotStatus.HOLD, "reason": "wet"}
    desk.handle(asked(SetLotStatus, **status))
    return desk


def test_an_alert_says_what_is_held_besides(desk):
    desk.handle(check())
    [alert] = desk.book.open(StockAlert)

    assert alert_text(alert, Telling(book=desk.book)).endswith(
        "5 pieces available, low at 10; 30 held by RC-1, 4 on hold."
    )


def test_a_proposal_says_what_is_not_counted(desk):
    desk.handle(propose_reorders())
    proposal = desk.book.get(Proposal, "RP-1")

    told = proposal_message(proposal, Telling(book=desk.book)).text.splitlines()
    assert "     here as well, and not counted: 30 held by RC-1, 4 on hold" in told


def test_why_it_is_to_be_bought_says_so_too(desk):
    item = desk.book.item(JAM)

    told = reasons(desk.book, item, explained(desk.book, item, MONDAY)).text.splitlines()
    assert told[-1] == "     Here as well, and not counted: 30 held by RC-1, 4 on hold."


def test_nothing_is_said_once_all_of_it_is_let_go(desk):
    desk.handle(lift())
    desk.handle(asked(SetLotStatus, item=JAM, lot="L8", status=LotStatus.APPROVED, reason="dry"))

    assert held_back(desk.book, JAM) == ""


def test_at_a_site_only_what_lies_there_is_named():
    places = (a_location("A-01", site="SOUTH"), a_location("N-01", site="NORTH"))
    desk = a_desk(*places, an_item(JAM, is_lot_tracked=True, packs=()))
    desk.handle(receive(6, JAM, at="A-01", lot="L7"))
    desk.handle(receive(2, JAM, at="N-01", lot="L7"))
    desk.handle(start("L7"))

    assert held_back(desk.book, JAM, "NORTH") == "2 held by RC-1"
    assert held_back(desk.book, JAM) == "8 held by RC-1"
