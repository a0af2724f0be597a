"""A writer that was paused at the worst moment and replaced meanwhile changes nothing any more."""

from typing import Any

import pytest

from inventory.people import IMPORT
from sheets_schema.tabs import BOT_TABS
from sheets_schema.writer import Outcome, SheetWriter
from tests.builders import HOUSE, ITEMS, PEOPLE, an_item, edit, move, receive
from tests.sheets_schema.conftest import JOURNAL, TOKEN, Office


@pytest.fixture
def stocked(office: Office) -> Office:
    office.desk.handle_all([edit(row) for row in (*HOUSE, *PEOPLE, *ITEMS)])
    office.desk.handle(receive(24, "MUG-BLU", at="A-01"))
    return office


def everything(office: Office) -> dict[str, list[list[Any]]]:
    return {tab.title: office.tab(tab.title) for tab in BOT_TABS}


def successor(office: Office) -> SheetWriter:
    """The writer of another process, on a line of its own."""
    return SheetWriter(
        office.open(),
        reader=office.desk,
        progress=office.desk,
        clock=office.clock,
        journal_id=JOURNAL,
        pace=office.new_pace(),
    )


def test_a_batch_noted_before_the_pause_and_sent_after_it_is_refused(office: Office, stocked):
    other, seen = successor(office), {}

    def paused() -> bool:
        """The machine sleeps here, between the noting of a batch and its sending."""
        assert other.write_once(TOKEN + 1).outcome is Outcome.DONE
        office.desk.handle(move(20, "MUG-BLU", at="A-01", to="A-02"))
        office.seconds += 120
        assert other.write_once(TOKEN + 1).outcome is Outcome.DONE
        seen.update(everything(office))
        return True

    office.workbook.may_write = paused
    assert office.write().outcome is Outcome.FENCED
    assert everything(office) == seen
    assert [row[2:6:3] for row in office.tab("Stock!A2:F")] == [["A-01", 4], ["A-02", 20]]


def test_a_batch_composed_before_the_pause_is_not_even_noted(office: Office, stocked):
    office.write_all()
    office.desk.handle(receive(1, "MUG-BLU", at="A-01"))
    other = successor(office)
    assert other.write_once(TOKEN + 1).outcome is Outcome.DONE
    office.desk.handle(receive(2, "MUG-BLU", at="A-01"))
    seen = everything(office)
    assert office.write(TOKEN).outcome is Outcome.FENCED
    assert everything(office) == seen


def test_who_knows_to_be_replaced_sends_nothing(office: Office, stocked):
    before = office.calls(":batchUpdate")
    office.workbook.may_write = lambda: False
    assert office.write().outcome is Outcome.WAITING
    assert office.calls(":batchUpdate") == before
    office.workbook.may_write = lambda: True
    assert office.write().outcome is Outcome.DONE
    assert [row[4:6] for row in office.tab("Ledger!A2:F")] == [["MUG-BLU", 24]]


def test_a_reader_that_was_replaced_puts_nothing_into_the_managers_tabs(office: Office, stocked):
    office.poll()
    office.desk.handle(edit(an_item("MUG-RED", name="Red mug"), by=IMPORT))
    seen = office.tab("Items")
    office.workbook.may_write = lambda: False
    office.poll()
    assert office.tab("Items") == seen
    office.workbook.may_write = lambda: True
    office.seconds += 120
    office.poll()
    assert office.tab("Items")[-1][:2] == ["MUG-RED", "Red mug"]
