"""What Customers promises: terms go to the journal, contacts beside it, and forgotten is forgotten."""

from typing import Any

import pytest

from inventory.customer import Contact, Customer
from inventory.people import IMPORT
from sheets_schema.customers import contacts_in
from tests.builders import edit
from tests.sheets_schema.conftest import Office

SOL = Contact(
    name="Sol Marin", lines=("Calle 9", "2nd floor"), city="Cadiz", email="sol@example.com"
)
ROW: list[Any] = [
    "CAFE-SOL",
    "no plastic; card inside",
    "",
    "es",
    21,
    "Sol Marin",
    "Calle 9; 2nd floor",
]
ROW += ["", "Cadiz", "", "sol@example.com"]


@pytest.fixture
def known(office: Office) -> Office:
    """Cafe Sol, as its owner typed it."""
    office.types("Customers!A2", ROW)
    office.poll(2)
    return office


def customer(office: Office) -> Customer:
    found = office.desk.book.get(Customer, "CAFE-SOL")
    assert found is not None
    return found


def said(office: Office) -> str:
    """Everything the journal has ever been told."""
    return "".join(
        entered.transaction.model_dump_json() + entered.reply.model_dump_json()
        for entered in office.desk.entered_after(0, 10_000)
    )


def forget(office: Office) -> None:
    office.desk.handle(edit(customer(office).model_copy(update={"contact": ""}), by=IMPORT))
    office.contacts.forget("CAFE-SOL")


def test_a_row_is_split_into_terms_and_a_contact(known: Office) -> None:
    assert known.contacts.get("CAFE-SOL") == SOL
    terms = customer(known)
    assert (terms.packing_rules, terms.country) == (("no plastic", "card inside"), "ES")
    assert terms.contact == known.contacts.kept()["CAFE-SOL"].mark_of(SOL)
    assert known.problems() == []


def test_nothing_personal_reaches_the_journal_or_a_tab_of_the_bots(known: Office) -> None:
    known.write_all()

    for secret in ("Sol Marin", "Calle 9", "Cadiz", "sol@example.com"):
        assert secret not in said(known)
        assert secret not in str(known.tab("Audit") + known.tab("Ledger") + known.tab("Problems"))


def test_a_row_that_has_not_changed_writes_nothing(known: Office) -> None:
    sequence, writes = known.desk.last_sequence(), known.contacts.writes
    known.types("Suppliers!A2", ["CLAYCO"])
    known.reader = known.new_reader()
    known.poll(2)

    assert known.contacts.writes == writes
    assert known.desk.last_sequence() == sequence + 1


def test_a_changed_address_changes_the_mark_and_nothing_else(known: Office) -> None:
    before = customer(known)
    known.types("Customers!I2", ["Sevilla"])
    known.poll()

    assert known.contacts.get("CAFE-SOL") == SOL.model_copy(update={"city": "Sevilla"})
    assert customer(known).contact not in ("", before.contact)
    assert customer(known).model_copy(update={"contact": before.contact}) == before


def test_a_forgotten_customer_is_blanked_in_the_sheet_and_stays_forgotten(known: Office) -> None:
    forget(known)
    known.reader = known.new_reader()
    known.poll(3)

    [row] = known.tab("Customers!A2:N2")
    assert row == ["CAFE-SOL", "no plastic; card inside", "", "ES", 21, *[""] * 8, "yes"]
    assert known.contacts.get("CAFE-SOL") is None
    assert customer(known).contact == ""
    assert customer(known).packing_rules == ("no plastic", "card inside")


def test_a_contact_typed_anew_after_that_is_kept_again(known: Office) -> None:
    forget(known)
    known.poll(2)
    known.types("Customers!F2", ["Sol again"])
    known.poll()

    assert known.contacts.get("CAFE-SOL") == Contact(name="Sol again")


def test_clearing_the_cells_forgets_the_contact(known: Office) -> None:
    known.person("clears", range="Customers!F2:M2")
    known.poll()

    assert known.contacts.get("CAFE-SOL") is None
    assert customer(known).contact == ""


def test_a_deleted_row_takes_the_contact_with_it(known: Office) -> None:
    known.person("deletes_rows", tab="Customers", first=2)
    known.poll(3)

    assert known.desk.book.get(Customer, "CAFE-SOL") is None
    assert known.contacts.get("CAFE-SOL") is None


def test_a_customer_who_came_by_import_stands_in_the_sheet_with_the_contact(office: Office) -> None:
    mark = office.contacts.put("CAFE-SOL", SOL)
    office.desk.handle(edit(Customer(code="CAFE-SOL", contact=mark), by=IMPORT))
    office.poll(3)

    [row] = office.tab("Customers!A2:N2")
    assert row[5:7] == ["Sol Marin", "Calle 9; 2nd floor"]
    assert customer(office).contact == mark


def test_a_tab_that_was_deleted_comes_back_with_its_contacts(known: Office) -> None:
    known.person("deletes_tab", tab="Customers")
    known.lay_out(book=known.desk.book, contacts=known.contacts)
    known.poll(3)

    assert known.tab("Customers!F2:G2") == [["Sol Marin", "Calle 9; 2nd floor"]]
    assert known.contacts.get("CAFE-SOL") == SOL


def test_contacts_come_back_from_the_sheet_when_their_store_was_lost(known: Office) -> None:
    assert dict(contacts_in(known.workbook)) == {"CAFE-SOL": SOL}

    known.contacts.forget("CAFE-SOL")
    known.reader = known.new_reader()
    known.poll(2)
    assert known.contacts.get("CAFE-SOL") == SOL
    assert customer(known).contact == known.contacts.kept()["CAFE-SOL"].mark_of(SOL)
