"""A run of very much goes on in a further transaction, and comes to the same end."""

from decimal import Decimal

from inventory.documents.replenishment import Proposal
from inventory.errors import NothingChanged
from tests.builders import a_desk, an_item, propose_reorders


def test_a_thousand_lines_are_enough_for_one_transaction():
    limits = {"minimum": Decimal(5), "maximum": Decimal(9), "packs": ()}
    items = [an_item(f"CUP-{n:04}", supplier=f"S{n % 7}", **limits) for n in range(1_400)]
    desk = a_desk(*items)
    first = desk.handle(propose_reorders()).transaction
    assert [len(change.after.lines) for change in first.changes] == [200] * 5
    second = desk.handle(propose_reorders()).transaction
    assert [change.after.number for change in second.changes] == ["RP-6", "RP-7"]
    assert isinstance(desk.handle_all([propose_reorders()])[0], NothingChanged)
    assert sum(len(one.lines) for one in desk.book.all(Proposal)) == 1_400
