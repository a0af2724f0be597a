"""An import names every bad row before it posts any, and a second run posts nothing twice."""

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from bincard.demo.seeding import FILES
from bincard.importing.run import plan_import, post_import
from bincard.importing.table import ImportFileError, read_file
from inventory.customer import Contact, Customer
from inventory.documents.order import Order
from inventory.documents.purchase_order import PurchaseOrder
from inventory.inbound.lead_times import deliveries_of
from inventory.invariants import check_invariants
from inventory.item import Item
from inventory.ports import MoveFilter
from inventory.stock_policy import StockPolicy
from journal.opening import Journal, open_journal
from tests.builders import set_rule

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
SEED = Path("bincard/demo/seed")


@pytest.fixture
def journal(tmp_path: Path):
    journal = open_journal(f"sqlite:///{tmp_path / 'bincard.sqlite3'}", "journal-1")
    yield journal
    journal.close()


def bring(journal: Journal, kind: str, path: Path) -> tuple[int, int]:
    kept = journal.contacts.kept()
    plan = plan_import(kind, path, journal.desk.book, journal.reader, NOW, kept)
    assert plan.errors == {}
    return post_import(plan, journal.desk, lambda rows: None, journal.contacts)


def write(path: Path, text: str) -> Path:
    path.write_text(text, encoding="utf-8")
    return path


def test_the_demo_warehouse_comes_in_whole(journal: Journal):
    for kind in FILES:
        posted, repeated = bring(journal, kind, SEED / f"{kind}.csv")
        assert posted > 0
        assert repeated == 0
    book = journal.desk.book
    check_invariants(book)
    assert book.on_hand("MUG-BLU", "A-01") == 30
    assert book.on_hand("TEAPOT-1L", "QUARANTINE") == 1
    assert len(list(book.all(Item))) == 37


def test_the_same_file_again_posts_nothing(journal: Journal):
    for kind in FILES:
        bring(journal, kind, SEED / f"{kind}.csv")
    before = journal.reader.last_sequence()
    for kind in FILES:
        plan = plan_import(kind, SEED / f"{kind}.csv", journal.desk.book, journal.reader, NOW)
        assert (plan.commands, plan.errors) == ({}, {})
    assert journal.reader.last_sequence() == before


def test_every_bad_row_is_named_with_its_line_and_nothing_is_posted(
    journal: Journal, tmp_path: Path
):
    bring(journal, "locations", SEED / "locations.csv")
    bring(journal, "items", SEED / "items.csv")
    path = write(
        tmp_path / "stock.csv",
        "\ufeffItem;Location;Quantity;Unit\n"
        "MUG-BLU;A-01;1.200;\n"
        "MUG-BLU;A-01;3;case\n"
        "MUG-PINK;A-01;3;\n"
        "MUG-BLU;Z-99;3;\n"
        "MUG-BLU;A-01;0;\n"
        "TEA-EARL;A-01;3;\n",
    )
    plan = plan_import("stock", path, journal.desk.book, journal.reader, NOW)
    assert list(plan.commands) == [3]
    assert list(plan.errors) == [2, 4, 5, 6, 7]
    assert plan.errors[2] == "1.200 can mean 1,200 or 1.2: write one of them."
    assert plan.errors[4].startswith("There is no item “MUG-PINK”.")
    assert journal.desk.book.on_hand("MUG-BLU", "A-01") == 0


def test_a_row_of_items_names_every_bad_cell(journal: Journal, tmp_path: Path):
    path = write(tmp_path / "items.csv", "SKU,Name,Minimum,Active\nMUG-BLU,Mug,abc,perhaps\n")
    plan = plan_import("items", path, journal.desk.book, journal.reader, NOW)
    assert plan.errors[2] == (
        "Minimum: “abc” is not a number. Type a plain number, or clear it. "
        "Active: “perhaps” is neither yes nor no. Type yes or no."
    )


def test_codes_keep_their_zeros(journal: Journal, tmp_path: Path):
    path = write(tmp_path / "items.csv", "SKU,Name,Minimum\n00123,Washer,5\n")
    bring(journal, "items", path)
    item = journal.desk.book.get(Item, "00123")
    assert item is not None
    assert item.minimum == Decimal(5)


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (b"Item,Colour\nMUG,blue\n", "has a column \u201cColour\u201d"),
        (b"Item,Note\nMUG,\xff\n", "is not UTF-8"),
        (b"Item,Note\nMUG,blue,extra\n", "has more cells"),
    ],
)
def test_an_unusable_file_says_why(tmp_path: Path, content: bytes, told: str):
    path = tmp_path / "stock.csv"
    path.write_bytes(content)
    with pytest.raises(ImportFileError, match=told):
        read_file(path, {"item": "item", "note": "note"})


def test_an_unknown_column_is_told_the_headers_of_the_tab_alone(tmp_path: Path):
    path = write(tmp_path / "carriers.csv", "Code,Colour\nDHL,red\n")
    columns = {"code": "code", "rates": "brackets", "brackets": "brackets"}
    with pytest.raises(ImportFileError, match=r"“Colour”; known are: code, rates\."):
        read_file(path, columns)


def test_a_missing_file_says_so(tmp_path: Path):
    with pytest.raises(ImportFileError, match="cannot be read"):
        read_file(tmp_path / "none.csv", {})


def a_shop(journal: Journal) -> None:
    for kind in FILES[:-1]:
        bring(journal, kind, SEED / f"{kind}.csv")


def test_a_customer_comes_in_split_into_terms_and_a_contact(journal: Journal, tmp_path: Path):
    a_shop(journal)
    contact = journal.contacts.get("CAFE-SOL")
    assert contact is not None
    assert (contact.name, contact.city) == ("Cafe Sol", "Stuttgart")
    terms = journal.desk.book.get(Customer, "CAFE-SOL")
    assert terms is not None
    assert terms.contact == journal.contacts.kept()["CAFE-SOL"].mark_of(contact)
    said = str([one.model_dump_json() for one in journal.reader.entered_after(0, 500)])
    assert "Marktgasse" not in said

    moved = "Code,Name,City\nCAFE-SOL,Cafe Sol,Ulm\n"
    assert bring(journal, "customers", write(tmp_path / "moved.csv", moved)) == (1, 0)
    assert journal.contacts.get("CAFE-SOL") == Contact(name="Cafe Sol", city="Ulm")
    terms_only = "Code,Ships to\nCAFE-SOL,AT\n"
    assert bring(journal, "customers", write(tmp_path / "terms.csv", terms_only)) == (1, 0)
    assert journal.contacts.get("CAFE-SOL") == Contact(name="Cafe Sol", city="Ulm")


def test_rows_of_one_reference_come_in_as_one_order(journal: Journal):
    a_shop(journal)
    assert bring(journal, "orders", SEED / "orders.csv") == (2, 0)

    first, second = journal.desk.book.all(Order)
    assert [(line.item, line.ordered) for line in first.lines] == [
        ("MUG-WHT", 24),
        ("BOWL-STD", 12),
    ]
    assert (first.source, first.reference) == ("import", "CS-2041")
    assert second.requirements == ("Deliver to the back door",)


def test_every_bad_row_of_an_order_is_named_and_the_good_orders_wait(
    journal: Journal, tmp_path: Path
):
    a_shop(journal)
    path = write(
        tmp_path / "orders.csv",
        "Customer,Reference,Item,Quantity,Requested on\n"
        "CAFE-SOL,A-1,MUG-BLU,2,soon\n"
        "CAFE-SOL,A-1,MUG-RED,2,\n"
        "CAFE-SOL,A-2,MUG-BLU,2,\n"
        "CAFE-SOL,A-2,MUG-PINK,2,\n"
        "HOTEL-MAR,,MUG-BLU,,\n"
        "HOTEL-MAR,,MUG-BLU,2,\n",
    )
    plan = plan_import("orders", path, journal.desk.book, journal.reader, NOW)

    assert list(plan.errors) == [2, 5, 6]
    assert plan.errors[2].startswith("Requested on: “soon” is not a date.")
    assert plan.errors[5].startswith("There is no item “MUG-PINK”.")
    assert plan.errors[6] == "Quantity: it is blank. Type the quantity."
    assert list(plan.commands) == [7]


BOUGHT = (
    "Supplier,Reference,Item,Quantity,Unit cost,Expected on,Freight,Ordered on\n"
    "CLAYCO,W-1,MUG-BLU,24,2.40,2026-11-20,15,2026-11-02\n"
    "CLAYCO,W-1,MUG-RED,12,2.40,,,2026-11-02\n"
    "CLAYCO,W-2,MUG-BLU,6,,,,\n"
)
CAME = (
    "Verb,Date,Item,Quantity,Location,Document\n"
    "receive,2026-11-19,MUG-BLU,24,A-01,PO-1\n"
    "receive,2026-11-21,MUG-RED,2,A-01,PO-1\n"
)


def test_purchase_orders_placed_elsewhere_come_in_as_sent_and_others_as_drafts(
    journal: Journal, tmp_path: Path
):
    a_shop(journal)
    assert bring(journal, "purchase_orders", write(tmp_path / "po.csv", BOUGHT)) == (2, 0)

    first, second = journal.desk.book.all(PurchaseOrder)
    assert [(line.item, line.ordered) for line in first.lines] == [("MUG-BLU", 24), ("MUG-RED", 12)]
    assert (first.status.value, str(first.sent_on), first.sent_how) == (
        "sent",
        "2026-11-02",
        "posted",
    )
    assert (str(first.expected_on), first.freight, first.source) == ("2026-11-20", 15, "import")
    assert (second.status.value, second.sent_on) == ("draft", None)


def test_the_same_purchase_orders_again_post_nothing(journal: Journal, tmp_path: Path):
    a_shop(journal)
    path = write(tmp_path / "po.csv", BOUGHT)
    bring(journal, "purchase_orders", path)
    plan = plan_import("purchase_orders", path, journal.desk.book, journal.reader, NOW)
    assert (plan.commands, plan.errors, plan.unchanged) == ({}, {}, 3)


def test_past_receipts_count_against_the_order_they_name(journal: Journal, tmp_path: Path):
    a_shop(journal)
    bring(journal, "purchase_orders", write(tmp_path / "po.csv", BOUGHT))
    bring(journal, "moves", write(tmp_path / "came.csv", CAME))

    order = next(journal.desk.book.all(PurchaseOrder))
    assert (order.status.value, [line.received for line in order.lines]) == (
        "part_received",
        [24, 2],
    )
    found = deliveries_of(journal.desk.book, journal.reader)
    assert [(one.days, one.is_late) for one in found] == [(17, False), (19, True)]


def test_a_bad_row_of_a_purchase_order_is_named_and_a_day_to_come_refused(
    journal: Journal, tmp_path: Path
):
    a_shop(journal)
    path = write(
        tmp_path / "po.csv",
        "Supplier,Reference,Item,Quantity,Ordered on\n"
        "NOBODY,A,MUG-BLU,2,\n"
        "CLAYCO,B,MUG-PINK,2,\n"
        "CLAYCO,C,MUG-BLU,2,2026-11-02\n"
        "CLAYCO,C,MUG-RED,2,2026-11-03\n"
        "CLAYCO,D,MUG-BLU,2,2099-01-01\n",
    )
    plan = plan_import("purchase_orders", path, journal.desk.book, journal.reader, NOW)
    assert list(plan.errors) == [2, 3, 5, 6]
    assert plan.errors[3].startswith("There is no item “MUG-PINK”.")
    assert plan.errors[5].startswith("Ordered on: 2026-11-03 is not 2026-11-02")


def test_pieces_and_days_of_making_come_in_with_opening_stock(journal: Journal, tmp_path: Path):
    items = "SKU,Name,Lots,Serials,Shelf life (days)\nDRILL,Drill,,yes,\nTEA,Tea,yes,,365\n"
    stock = (
        "Item,Location,Quantity,Lot,Serials,Made on\n"
        "DRILL,A-01,3,,SN08-SN10,\nTEA,A-01,5,L1,,2026-03-01\n"
    )
    bring(journal, "locations", write(tmp_path / "locations.csv", "Code\nA-01\n"))
    bring(journal, "items", write(tmp_path / "items.csv", items))
    bring(journal, "stock", write(tmp_path / "stock.csv", stock))

    assert sorted(lot for _, lot in journal.desk.book.balances("DRILL")) == ["SN08", "SN09", "SN10"]
    assert journal.desk.book.lot("TEA", "L1").expires_on == date(2027, 3, 1)


def test_today_is_read_as_the_warehouses_own_day(journal: Journal, tmp_path: Path):
    journal.desk.handle(set_rule("time_zone", "Pacific/Kiritimati"))
    bring(journal, "locations", write(tmp_path / "locations.csv", "Code\nA-01\n"))
    bring(journal, "items", write(tmp_path / "items.csv", "SKU,Name\nMUG,Mug\n"))
    moves = "Verb,Item,Location,Quantity,Date\nreceive,MUG,A-01,3,today\n"
    bring(journal, "moves", write(tmp_path / "moves.csv", moves))

    [posted] = journal.reader.moves(MoveFilter(item="MUG"), 10)
    assert posted.occurred_at.astimezone(ZoneInfo("Pacific/Kiritimati")).date() == date(
        2026, 11, 23
    )


def test_policies_come_in_by_item_and_site_and_name_what_there_is_not(
    journal: Journal, tmp_path: Path
):
    bring(journal, "items", SEED / "items.csv")
    text = "Item,Site,Policy,Service level (percent)\nMUG-BLU,,automatic,98\n"
    assert bring(journal, "policies", write(tmp_path / "policies.csv", text)) == (1, 0)
    assert journal.desk.book.get(StockPolicy, "MUG-BLU")

    bad = write(tmp_path / "bad.csv", f"{text}MUG-PINK,,,\nMUG-RED,North,,\nMUG-RED,,often,\n")
    plan = plan_import("policies", bad, journal.desk.book, journal.reader, NOW)
    assert plan.errors == {
        3: "There is no item “MUG-PINK”. Check the code, or add it on Items.",
        4: "There is no site “North”. Sites stand on Locations.",
        5: "Policy: “often” is not one of the choices. Choose: automatic, min_max, "
        "reorder_quantity, reorder_level, order_up_to, keep_at_least, none.",
    }
