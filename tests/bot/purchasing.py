"""The purchasing desk: a supplier, somebody who asks, two managers, and the messages of orders."""

from decimal import Decimal

from inventory.people import Person, Role
from tests.bot.conftest import STOCK
from tests.bot.counter import Counter, a_shop
from tests.builders import an_item, edit, set_rule
from tests.inventory.inbound.purchases import CLAY

BUYING = "C0BUYING"


def a_buying_shop():
    """The shop of the other tests, with Clay & Co who sell mugs; Dora manages besides Cleo."""
    desk = a_shop()
    for row in (
        CLAY,
        an_item("MUG-BLU", supplier="CLAYCO", supplier_sku="B-77", unit_cost=Decimal("3.20")),
        an_item("MUG-RED", name="Red mug", supplier="CLAYCO", unit_cost=Decimal("3.50")),
        Person(user="U0DORA", name="Dora", role=Role.MANAGER),
    ):
        desk.handle(edit(row))
    desk.handle(set_rule("address", "1 Dock St; Reno"))
    return desk


class BuyingCounter(Counter):
    """What everybody sees of the purchase orders."""

    def purchase(self, number="PO-1", channel=STOCK):
        return self.message(f"*Purchase order {number}*", channel)

    def presses(self, person, label, number="PO-1"):
        """Have somebody press a button of the message as it stands now."""
        person.clicks(self.purchase(number), label)

    def purchase_thread(self, number="PO-1"):
        """The texts in its thread, in order."""
        return [one.text for one in self._below(number)]

    def files(self, number="PO-1"):
        """The files in its thread, in order."""
        return [file for one in self._below(number) for file in one.raw.get("files", [])]

    def _below(self, number):
        root = self.purchase(number)
        said = self.workspace.messages(root.channel)
        return [one for one in said if one.thread_ts == root.ts and one.ts != root.ts]
