"""A stage keeps its changes to itself, also those of mappings that nobody has looked at before."""

from inventory.bookkeeping.overlay import Overlays, changes_of
from tests.builders import a_customer, a_desk, place_order


def test_what_is_there_is_known_before_it_is_looked_at() -> None:
    staged = Overlays({"order": {"SO-1": 1}})

    assert "order" in staged
    assert "count" not in staged
    assert staged["order"]["SO-1"] == 1
    staged["order"]["SO-2"] = 2
    assert dict(changes_of(staged["order"])) == {"SO-2": 2}


def test_a_stage_numbers_the_lines_of_documents_as_the_book_does() -> None:
    desk = a_desk(a_customer(), stock=[(9, "MUG-BLU", "A-01")])
    posted = desk.handle(place_order((2, "MUG-BLU"))).transaction
    before = desk.book_at(posted.sequence - 1)

    staged = before.fork()
    staged.apply(posted)

    assert "SO-1/1" in staged.parts["order"]
    before.absorb(staged)
    assert before.parts["order"] == desk.book.parts["order"]
    assert before.register.part_counts == desk.book.register.part_counts
