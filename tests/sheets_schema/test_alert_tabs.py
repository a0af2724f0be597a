"""The tabs Alerts and Subscriptions: what is wrong and in whose hands, and who hears of it."""

from decimal import Decimal

import pytest

from inventory.correspondence_commands import NoteThread
from inventory.documents.stock_alert import Digest
from inventory.place import Place
from inventory.stock_policy import AlertKind, Subscription
from inventory.supplier import Supplier
from tests.builders import HOUSE, ITEMS, PEOPLE, a_location, an_item, edit, open_stock, receive
from tests.inventory.replenishing.alerting.house import acknowledge, check, subscribe
from tests.memory_desk import START
from tests.sheets_schema.conftest import Office
from tests.sheets_schema.test_documents import columns, differences, links


@pytest.fixture
def short(office: Office) -> Office:
    """Four mugs where ten should be."""
    mug = an_item(minimum=Decimal(10), category="Mugs", supplier="CLAYCO")
    site = a_location("N-01", site="North")
    for row in (*HOUSE, *PEOPLE, *ITEMS, mug, site, Supplier(code="CLAYCO")):
        office.desk.handle(edit(row, by="import"))
    office.desk.handle(open_stock(4, "MUG-BLU", at="A-01"))
    office.desk.handle(check())
    office.poll(2)
    return office


def test_an_alert_has_a_row_that_says_how_it_stands(short: Office) -> None:
    short.write_all()
    names = (
        "Alert",
        "Kind",
        "Status",
        "Item",
        "Supplier",
        "Owner",
        "Available",
        "Limit",
        "Told in",
    )
    assert columns(short, "Alerts", *names) == [
        ["AL-1", "low", "open", "MUG-BLU", "CLAYCO", "", 4, 10, "DG-1"]
    ]
    short.desk.handle(acknowledge())
    short.write_all()
    assert columns(short, "Alerts", "Status", "Owner") == [["acknowledged", "U0ANA"]]

    short.desk.handle(receive(24, at="A-01"))
    short.desk.handle(check())
    short.write_all()
    assert columns(short, "Alerts", "Status", "Available") == [["resolved", 28]]
    assert differences(short) == []


def test_it_leads_to_its_message_once_that_stands_in_slack(short: Office) -> None:
    short.write_all()
    assert links(short, "Alerts") == []
    place = Place(channel="C0STOCK", thread="17.5")
    noted = {"key": "noted", "actor": "job:outbox", "at": START, "number": "DG-1", "thread": place}
    short.desk.handle(NoteThread(**noted))
    short.write_all()
    assert links(short, "Alerts") == [
        "https://slack.com/app_redirect?channel=C0STOCK&message_ts=17.5"
    ]
    assert differences(short) == []


def test_managers_say_which_channel_hears_of_what(short: Office) -> None:
    row = ["MUGS", "C0MUGS", "Mugs", "CLAYCO", "North", "low, out; Stockout ahead"]
    short.types("Subscriptions!A2", row)
    assert short.poll().edits == 1
    [one] = short.desk.book.all(Subscription)
    assert (one.channel, one.category, one.supplier, one.site) == (
        "C0MUGS",
        "Mugs",
        "CLAYCO",
        "North",
    )
    assert one.kinds == (AlertKind.LOW, AlertKind.OUT, AlertKind.STOCKOUT_AHEAD)
    assert short.problems() == []


def test_what_names_no_channel_kind_or_site_is_told_at_its_cell(short: Office) -> None:
    short.types("Subscriptions!A2", ["A", "#mugs"])
    short.types("Subscriptions!A3", ["B", "C0MUGS", "", "", "", "lowish"])
    short.types("Subscriptions!A4", ["C", "C0MUGS", "", "", "Moon"])
    short.types("Subscriptions!A5", ["D", "C0MUGS", "", "NOBODY"])
    short.types("Subscriptions!A6", ["E", "C0MUGS", "Mugss"])
    short.poll(2)
    assert [problem[2] for problem in short.problems()] == [
        "an id looks like C0123ABCD or U0123ABCD; a name does not do",
        "“lowish” is no kind of alert",
        "“Moon” is not on the tab Locations",
        "“NOBODY” is not on the tab Suppliers",
        "“Mugss” is not on the tab Items",
    ]
    assert list(short.desk.book.all(Subscription)) == []


def test_what_was_asked_for_in_slack_stands_on_the_tab(short: Office) -> None:
    short.desk.handle(subscribe(category="Mugs", kinds=(AlertKind.LOW, AlertKind.OUT)))
    short.poll(2)
    assert columns(short, "Subscriptions", "Code", "Channel", "Category", "Kinds") == [
        ["SB-1", "C0MUGS", "Mugs", "low; out"]
    ]
    short.desk.handle(check())
    assert [one.channel for one in short.desk.book.all(Digest)] == ["", "C0MUGS"]
