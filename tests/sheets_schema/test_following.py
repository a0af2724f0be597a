"""Which rows of Stock are written for what happened: those that say something new, and no others."""

from inventory.inbound_commands import SetLotStatus
from inventory.lot import LotStatus
from inventory.snapshot import dump_book, load_book
from sheets_schema.following import Places, Stage
from sheets_schema.pages import Pages
from sheets_schema.tabs import STOCK
from tests.builders import a_desk, an_item, edit, ordered, receive


class Written(Pages):
    """Pages that know which rows of Stock were put."""

    def __init__(self):
        super().__init__()
        self.stock = set()

    def put(self, tab, number, cells):
        super().put(tab, number, cells)
        if tab is STOCK:
            self.stock.add(number)


def rows_written(desk, command):
    """Return the lots whose rows on Stock are written for a command."""
    base = load_book(dump_book(desk.book))
    desk.handle(command)
    stage, pages = Stage(base, Places(base)), Written()
    for entered in desk.entered_after(base.sequence, 10):
        stage.take(entered)
    stage.fill(pages)
    return sorted(key.lot for key, row in desk.book.rows.items() if row + 1 in pages.stock)


def a_store():
    desk = a_desk()
    desk.handle(edit(an_item("LAPTOP", is_serial=True, packs=())))
    desk.handle(receive(20, "LAPTOP", at="A-01", serials="100-119"))
    return desk


def test_a_piece_that_comes_has_its_own_row_written_and_not_those_of_all_others():
    assert rows_written(a_store(), receive(1, "LAPTOP", at="A-01", serials="120")) == ["120"]


def test_a_lot_that_is_held_has_its_row_written():
    named = {"item": "LAPTOP", "lot": "104"}
    hold = ordered(SetLotStatus, status=LotStatus.HOLD, reason="cracked", by="U0MIA", **named)
    assert rows_written(a_store(), hold) == ["104"]
