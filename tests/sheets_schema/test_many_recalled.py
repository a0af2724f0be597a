"""Every step of a recall of very many customers fits into its row of Audit, and is read from it."""

from inventory.documents.recall import Recall
from inventory.recall_commands import CloseRecall, RecordRecallReply
from sheets_schema.audit import entered_in
from sheets_schema.rendering import audit_cells
from sheets_schema.tabs import AUDIT
from tests.inventory.recalling.campaign import remind
from tests.inventory.recalling.many_customers import a_lot_of, go_on
from tests.inventory.recalling.recalls import asked, start

NOTE = "they look for it in the cellar, call again on {number}"


def test_rows_of_a_recall_with_parts_are_as_wide_as_the_tab():
    desk = a_lot_of(2500)
    before = desk.last_sequence()
    desk.handle(start("L7"))
    go_on(desk)
    for number in range(3):
        desk.handle(remind(1 + number))
    reply = {"line": 1, "note": NOTE.format(number=7), "is_all_destroyed": True}
    for one in tuple(desk.book.all(Recall)):
        desk.handle(asked(RecordRecallReply, one.number, **reply))
    desk.handle(asked(CloseRecall, "RC-1", reason="eaten"))
    go_on(desk)

    steps = desk.entered_after(before, 50)
    rows = [audit_cells(one) for one in steps]
    assert {len(row) for row in rows} <= set(range(len(AUDIT.columns) + 1))
    assert [entered_in(row) for row in rows] == list(steps)
