"""The returns desk: an order that has left, and what everybody sees of what comes back."""

from decimal import Decimal

from tests.bot.counter import Counter, a_shop
from tests.builders import a_customer, an_item, edit
from tests.journeys import shipped


def a_shop_that_shipped():
    """The shop of the other tests: SO-1 of 3 blue mugs and 2 red ones has left for CAFE-SOL."""
    desk = a_shop()
    desk.handle(edit(a_customer()))
    desk.handle(edit(an_item("MUG-BLU", home="A-01", price=Decimal("4.99"))))
    shipped(desk, (3, "MUG-BLU", "4.99"), (2, "MUG-RED", "12.90"))
    return desk


class ReturnsCounter(Counter):
    """What everybody sees of the returns."""

    def returned(self, number="RMA-1"):
        return self.message(f"*Return {number}*")

    def said_of(self, number="RMA-1"):
        """The texts in a return's thread, in order."""
        root = self.returned(number)
        said = self.workspace.messages(root.channel)
        return [one.text for one in said if one.thread_ts == root.ts and one.ts != root.ts]

    def field(self, form, start):
        """The label of the field that begins so."""
        labels = [block["label"]["text"] for block in form.blocks if "label" in block]
        return next(label for label in labels if label.startswith(start))
