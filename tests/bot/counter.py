"""The packing table: a shop with customers, boxes and carriers, and the messages of its orders."""

from decimal import Decimal

from bot.outbox.sender import OutboxSender, sending_client
from inventory.customer import Contact
from inventory.package_type import PackageType
from inventory.people import Person, Role
from outside.charts.plotter import MatplotlibPlotter
from outside.documents.printer import TypstPrinter
from tests.bot.conftest import STOCK, a_warehouse
from tests.builders import a_customer, edit, open_stock, set_rule
from tests.inventory.carriage.carriers import a_service

ORDERS = "C0STOCK"
SOL = Contact(
    name="Café Sol",
    lines=("Calle Mayor 5",),
    postcode="28013",
    city="Madrid",
    country="DE",
)
PRINTER = TypstPrinter()
"""One for all tests: the first paper takes a while."""

PLOTTER = MatplotlibPlotter()


def a_shop():
    """The warehouse of the other tests, open for orders; Dan may only look."""
    desk = a_warehouse()
    for row in (
        Person(user="U0DAN", name="Dan", role=Role.VIEWER),
        a_customer(packing_rules=("No peanuts", "Two layers of paper")),
        PackageType(
            code="BOX-S",
            inner_length_cm=Decimal(30),
            inner_width_cm=Decimal(20),
            inner_height_cm=Decimal(10),
            own_weight_kg=Decimal("0.2"),
            most_weight_kg=Decimal(20),
        ),
        a_service("POST", "Post", rates={"20": "4.90"}, days=3),
        a_service("SWIFT", "Swift", rates={"20": "9.90"}, days=1),
    ):
        desk.handle(edit(row))
    desk.handle(set_rule("home_country", "DE"))
    desk.handle(set_rule("company", "Mug House"))
    desk.handle(open_stock(9, "MUG-RED", at="A-03"))
    return desk


def a_sender(desk, options, contacts, labels=None):
    """A sender that prints, and looks at once for what it is not sure of."""
    client = sending_client(options.bot_token, options.api_url)
    return OutboxSender(
        client,
        outbox=desk,
        desk=desk,
        reader=desk,
        contacts=contacts,
        printer=PRINTER,
        plotter=PLOTTER,
        labels=labels,
        look_after_s=0,
    )


class Counter:
    """What everybody sees of the orders, once everything that waited has left."""

    def __init__(self, desk, sender, workspace):
        self.desk, self.sender, self.workspace = desk, sender, workspace

    def message(self, start, channel=STOCK):
        """The message of a document by how it begins, as it stands now."""
        self.settle()
        said = self.workspace.messages(channel)
        told = [one for one in said if one.text.startswith(start)]
        assert told, f"nothing in {channel} begins with {start!r}: {[one.text for one in said]}"
        return told[-1]

    def settle(self):
        """Have everything that waits said."""
        while self.desk.pending(1):
            self.sender.send_once()

    def order(self, number="SO-1"):
        return self.message(f"*Order {number}*")

    def pick_list(self, number="PK-1"):
        return self.message(f"*Pick list {number}*")

    def shipment(self, number="SH-1"):
        return self.message(f"*Shipment {number}*")

    def thread(self, number="SO-1"):
        """The texts in an order's thread, in order."""
        root = self.order(number)
        said = self.workspace.messages(root.channel)
        return [one for one in said if one.thread_ts == root.ts and one.ts != root.ts]
