"""The order form, by itself or made of a message: what is unread or wrong is shown, never guessed."""

from decimal import Decimal

import pytest

from bot.language.order_draft import DraftLine
from bot.suggesting.customers import CustomerNames
from bot.suggesting.message_reader import read_message
from bot.suggesting.order_typeahead import order_options, package_options
from bot.views.order import order_form
from inventory.carriage.carrier import CarrierService
from inventory.customer import Contact
from inventory.documents.order import Order
from inventory.package_type import PackageType
from inventory.people import Person, Role
from inventory.place import Place
from inventory.quantity import Amount
from sandbox.slack.blocks import validate_view
from tests.bot.conftest import STOCK
from tests.builders import a_customer, an_item, edit, place_order

MESSAGE = """\
Hi, this is Cafe Sol. Please send us
- 12 blue mugs
- 2 cases of MUG-RED, urgently
* 5 x 4006381333931
3 dozen Rope 8 mm
JAM-STR 6
some of the nice green plates
2.500 MUG-BLU
"""


@pytest.fixture
def desk(desk, contacts):
    """The warehouse with two customers, one of whom has a name, and a service."""
    mark = contacts.put("C-104", Contact(name="Cafe Sol", city="Bonn"))
    for row in (
        a_customer("C-104", contact=mark),
        a_customer("C-209"),
        an_item("PEN-BLK", name="Black pen", barcodes=("4006381333931",)),
        CarrierService(code="DHL-STD", carrier="DHL", service="Standard", days_min=2),
        CarrierService(code="DHL-OLD", carrier="DHL", days_min=9, is_active=False),
    ):
        desk.handle(edit(row))
    return desk


def order_of(desk, number="SO-1"):
    return desk.book.get(Order, number)


def a_line(number, item, unit=""):
    return DraftLine(item=item, amount=Amount(number=Decimal(number), unit=unit))


def words_of(form):
    """What a form shows, in one line."""
    return form.words.replace("\n\n\n", " / ").replace("\n", "")


def names_of(desk, contacts):
    names = CustomerNames(contacts)
    names.look_again(desk.book)
    return names


def test_a_sent_form_takes_the_order_and_says_so_in_its_place(ana, desk):
    form = ana.types(STOCK, "/inv order").view

    seen = ana.fills(
        form,
        {
            "Customer": "C-104",
            "Items": "12 MUG-BLU price:4.50\n3 MUG-RED",
            "Wanted by": "2026-12-01",
            "Priority": "high",
            "Reference": "4711",
            "Requirements": "gift card\nno peanuts",
            "Service": "DHL-STD",
            "Note": "rings twice",
        },
    ).submits()

    assert seen.view.title == "Order"
    assert words_of(seen.view).startswith("Took order SO-1 for C-104: 2 lines, 12 of 15 kept.")
    order = order_of(desk)
    assert (order.reference, order.priority.name, order.note) == ("4711", "HIGH", "rings twice")
    assert (order.requirements, order.service) == (("gift card", "no peanuts"), "DHL-STD")
    assert (order.lines[0].unit_price, order.source) == (Decimal("4.5"), "form")


@pytest.mark.parametrize(
    ("items", "error"),
    [
        (
            "12 MUG-BLU\n5 NOPE\n3 crate MUG-BLU",
            (
                "Line 2: There is no item “NOPE”. Check the code, or add it on Items. "
                "Line 3: MUG-BLU is not counted in “crate”. It comes in dozen, gross, case or "
                "piece."
            ),
        ),
        (
            "12 MUG-BLU\n1.200 MUG-RED",
            "Line 2: 1.200 can be 1,200 or 1.2. Write the one you mean.",
        ),
        ("MUG-BLU\n12 MUG-RED", "Line 1: Say how many to order."),
        (
            "by:2026-12-01",
            "Say what is ordered. One a line: 12 MUG-BLU, or 3 pack TEE-BLK-M price:4.50.",
        ),
    ],
)
def test_wrong_items_are_marked_on_their_field(ana, desk, items, error):
    form = ana.types(STOCK, "/inv order C-104").view

    seen = ana.fills(form, {"Items": items}).submits()

    assert seen.errors == {"lines": error}
    assert order_of(desk) is None


def test_a_customer_taken_out_meanwhile_is_told_on_the_field(ana, desk):
    form = ana.types(STOCK, "/inv order C-209").view
    filling = ana.fills(form, {"Items": "5 NOPE"})
    desk.handle(edit(a_customer("C-209", is_active=False)))

    assert filling.submits().errors == {
        "customer": ("There is no customer “C-209”. Check the code, or add it on Customers."),
        "lines": "There is no item “NOPE”. Check the code, or add it on Items.",
    }


def test_menus_find_customers_by_name_and_offer_only_what_is_in_use(ana):
    form = ana.types(STOCK, "/inv order").view

    assert ana.options(form, "customer", "sol") == ["C-104 Cafe Sol"]
    assert ana.options(form, "customer", "c-") == ["C-104 Cafe Sol", "C-209"]
    assert ana.options(form, "service", "dhl") == ["DHL-STD DHL Standard: 2 days"]


def test_a_menu_asks_nobody_for_names_it_knows(desk, contacts):
    names = names_of(desk, contacts)
    for _ in range(3):
        names.look_again(desk.book)

    assert contacts.asked == ["C-104"]


def test_an_erased_name_is_gone_from_the_next_menu(desk, contacts):
    names = names_of(desk, contacts)
    contacts.forget("C-104")
    desk.handle(edit(a_customer("C-104")))

    customer = next(one for one in desk.book.all(type(a_customer())) if one.code == "C-104")
    assert names.name_of(customer) == ""


def test_a_changed_name_is_read_anew(desk, contacts):
    names = names_of(desk, contacts)
    mark = contacts.put("C-104", Contact(name="Cafe Soleil"))
    desk.handle(edit(a_customer("C-104", contact=mark)))
    names.look_again(desk.book)

    assert names.name_of(a_customer("C-104", contact=mark)) == "Cafe Soleil"


def test_contacts_that_cannot_be_read_leave_the_codes(desk, contacts):
    contacts.is_broken = True
    names = names_of(desk, contacts)
    assert names.name_of(a_customer("C-104", contact="1")) == ""

    contacts.is_broken = False
    names.look_again(desk.book)
    assert contacts.asked == ["C-104", "C-104"]


def test_a_message_is_read_line_by_line_and_what_is_unread_is_kept(desk, contacts):
    read = read_message(desk.book, names_of(desk, contacts), MESSAGE)

    assert read.draft.customer == "C-104"
    assert read.draft.lines == (
        a_line(12, "MUG-BLU"),
        a_line(2, "MUG-RED", "case"),
        a_line(5, "PEN-BLK"),
        a_line(3, "ROPE-8", "dozen"),
        a_line(6, "JAM-STR"),
    )
    assert read.unread == (
        "Hi, this is Cafe Sol. Please send us",
        "urgently (beside MUG-RED)",
        "some of the nice green plates",
        "2.500 MUG-BLU",
    )


@pytest.mark.parametrize(
    "line",
    ["12 MUG-BLU and 3 MUG-RED", "MUG-BLU", "12 15 MUG-BLU", "-3 MUG-BLU", "12 mugs", "12"],
)
def test_a_line_with_two_meanings_is_not_read(desk, contacts, line):
    read = read_message(desk.book, names_of(desk, contacts), line)

    assert (read.draft.lines, read.unread) == ((), (line,))


def test_two_items_of_one_name_are_not_told_apart(desk, contacts):
    desk.handle(edit(an_item("MUG-BL2", name="Blue mug")))

    assert read_message(desk.book, names_of(desk, contacts), "3 blue mugs").draft.lines == ()


def test_the_shortcut_opens_the_order_with_what_could_be_read(ana, ben, desk, sender, workspace):
    message = said_by(ben, workspace)

    seen = ana.uses_shortcut("make_order", message)
    form = seen.view
    assert form.values["lines"]["lines"]["value"] == (
        "12 MUG-BLU\n2 case MUG-RED\n5 PEN-BLK\n3 dozen ROPE-8\n6 JAM-STR"
    )
    assert "Could not be read, and is not in the order:" in form.words
    assert "some of the nice green plates" in form.words
    sent = ana.fills(form, {"Customer": "C-104"}).submits()

    assert words_of(sent.view).startswith("Took order SO-1 for C-104: 5 lines, 12 of 83 kept.")
    assert order_of(desk).source == "message"
    sender.send_once()
    told = [one.text for one in workspace.messages(STOCK) if one.thread_ts == message.ts]
    assert told[-1] == "*Took order SO-1 for C-104* by <@U0ANA>. *TX-25*"


def test_the_shortcut_is_refused_to_who_may_not_take_orders(ana, ben, desk, workspace):
    desk.handle(edit(Person(user="U0ANA", name="Ana", role=Role.VIEWER)))

    seen = ana.uses_shortcut("make_order", said_by(ben, workspace))

    assert seen.views == []
    assert seen.text.startswith(
        "To take an order takes the role operator; you have the role viewer."
    )


def said_by(person, workspace):
    person.types(STOCK, MESSAGE)
    return workspace.wait_for_message(STOCK, "green plates")


def test_every_form_is_one_that_slack_shows(desk, contacts):
    read = read_message(desk.book, names_of(desk, contacts), MESSAGE * 40)
    place = Place(channel=STOCK)

    assert validate_view(order_form(desk.book, place)) == []
    assert validate_view(order_form(desk.book, place, read.draft, unread=read.unread)) == []


def test_packages_and_orders_have_menus_too(desk):
    box = {"inner_length_cm": 30, "inner_width_cm": 20, "inner_height_cm": 10}
    desk.handle(edit(PackageType(code="BOX-S", name="Small box", most_weight_kg=5, **box)))
    desk.handle(place_order((12, "MUG-BLU"), customer="C-104", reference="4711"))

    assert [one["text"]["text"] for one in package_options(desk.book, "small")] == [
        "BOX-S Small box: up to 5 kg"
    ]
    assert [one["text"]["text"] for one in order_options(desk.book, "4711")] == [
        "SO-1 C-104: reserved"
    ]
