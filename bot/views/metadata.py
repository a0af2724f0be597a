"""What a form remembers between opening and sending.

It travels through Slack and back, where only its owner sees it; nothing in it is a right.
"""

from decimal import Decimal

from inventory.place import Place
from inventory.quantity import Quantity
from inventory.record import Record


class FormNote(Record):
    """Where the form was opened, and what the book said then.

    Attributes:
        item, location: chosen so far, for the selects that depend on them.
        expected: for a count, on hand when the place was chosen, by lot.
        number: of the document the form is about, if it is about one.
        source: where an order comes from.
        shown: what was looked at before, where sending goes on with it.
    """

    verb: str
    place: Place
    item: str = ""
    location: str = ""
    expected: dict[str, Quantity] | None = None
    number: str = ""
    source: str = ""
    shown: str = ""

    def expected_of(self, lot: str) -> Decimal | None:
        """Return what the book said of a lot, or None where nobody looked."""
        return None if self.expected is None else self.expected.get(lot, Decimal(0))
