"""A stockroom to be counted: mugs in two bins, one bin empty; two count, two decide."""

from decimal import Decimal

from inventory.documents.cycle_count import CycleCount
from inventory.people import Person, Role
from tests.bot.conftest import STOCK, a_warehouse
from tests.bot.counter import Counter
from tests.builders import an_item, edit

MUGS_A = "A-01: MUG-BLU Blue mug (piece)"
MUGS_B = "B-01: MUG-BLU Blue mug (piece)"
EMPTY = "Empty bins: is A-03 empty?"
FOUND = "If no item is called so: what it says on it"


def a_stockroom():
    """24 blue mugs in A-01, 20 in B-01, nothing in A-03; Dora manages besides Cleo."""
    desk = a_warehouse()
    desk.handle(edit(Person(user="U0DORA", name="Dora", role=Role.MANAGER)))
    desk.handle(edit(an_item("MUG-BLU", unit_cost=Decimal("3.20"))))
    return desk


class CountingRoom(Counter):
    """What everybody sees of counts."""

    def sheet(self, number="CC-1"):
        """The message of a sheet as it stands now."""
        return self.message(f"*Count {number}*")

    def told(self, person, text, channel=STOCK):
        """The lines somebody is answered, once all that waited has left."""
        self.settle()
        return person.types(channel, text).message.text.splitlines()

    def thread(self, number="CC-1"):
        """The texts in the thread of a sheet, in order."""
        self.settle()
        root = self.sheet(number)
        said = self.workspace.messages(root.channel)
        return [one.text for one in said if one.thread_ts == root.ts and one.ts != root.ts]

    def line(self, number, sheet="CC-1"):
        """A line of a sheet as the book has it."""
        return self.desk.book.get(CycleCount, sheet).line(number)
