"""What the writer promises: everything once, at its place, whatever happens on the way."""

from datetime import date

import pytest

from inventory.commands import ReportProblems
from inventory.location import LocationKind
from inventory.ports import SheetBatch
from inventory.problem import Problem
from sheets_schema.audit import read_audit, transactions_from
from sheets_schema.errors import NotLaidOut, WorkbookAhead, WorkbookOwnedElsewhere
from sheets_schema.writer import Outcome
from tests.builders import (
    HOUSE,
    ITEMS,
    PEOPLE,
    a_location,
    an_item,
    edit,
    fresh_key,
    move,
    open_stock,
    receive,
)
from tests.memory_desk import START
from tests.sheets_schema.conftest import TOKEN, Office


@pytest.fixture
def stocked(office: Office) -> Office:
    """24 blue mugs came in, 4 of them went on to the second bin."""
    for row in (*HOUSE, *PEOPLE, *ITEMS):
        office.desk.handle(edit(row))
    office.desk.handle(receive(24, "MUG-BLU", at="A-01", note="=IMPORTXML(1)"))
    office.desk.handle(move(4, "MUG-BLU", at="A-01", to="A-02"))
    return office


def ledger_protection(office: Office) -> int:
    found = office.workbook.resource("sheets(properties.title,protectedRanges)")["sheets"]
    [one] = [sheet for sheet in found if sheet["properties"]["title"] == "Ledger"]
    number: int = one["protectedRanges"][0]["protectedRangeId"]
    return number


def a_problem(sku: str) -> Problem:
    return Problem(
        tab="Items",
        row_key=sku,
        column="Minimum",
        cell="Items!J2",
        value="abc",
        reason="it is no number",
        mend="Type a number.",
    )


def report(*problems: Problem) -> ReportProblems:
    key = fresh_key("report")
    return ReportProblems(key=key, actor="sheet", at=START, tab="Items", problems=problems)


def ledger(office: Office) -> list[list[object]]:
    """Line, item, quantity, from, to of every ledger row."""
    rows = office.tab("Ledger!A2:H")
    return [[row[0], row[4], row[5], row[6], row[7]] for row in rows]


TWO_MOVES = [
    [1, "MUG-BLU", 24, "SUPPLIER", "A-01"],
    [2, "MUG-BLU", 4, "A-01", "A-02"],
]


def test_one_batch_brings_all_tabs_to_the_same_transaction(stocked: Office) -> None:
    result = stocked.write()

    assert result.outcome is Outcome.DONE
    assert result.transactions == stocked.desk.last_sequence()
    assert ledger(stocked) == TWO_MOVES
    assert [row[:6] for row in stocked.tab("Stock!A2:F")] == [
        ["MUG-BLU", "Blue mug", "A-01", "storage", "", 20],
        ["MUG-BLU", "Blue mug", "A-02", "storage", "", 4],
    ]
    assert [row[0] for row in stocked.tab("Audit!A2:A")] == list(range(1, 20))
    assert stocked.write().outcome is Outcome.NOTHING


def test_text_is_never_taken_for_a_formula_or_a_number(stocked: Office) -> None:
    stocked.desk.handle(edit(an_item("00123", name="+49 screw")))
    stocked.desk.handle(open_stock(7, "00123", at="B-01"))
    stocked.write_all()

    assert stocked.tab("Ledger!L2", "FORMULA") == [["=IMPORTXML(1)"]]
    assert stocked.tab("Stock!A4:B4") == [["00123", "+49 screw"]]


def test_the_journal_comes_back_from_the_audit_tab_alone(stocked: Office) -> None:
    stocked.write_all()

    rebuilt = transactions_from(stocked.tab("Audit!A2:O"))

    assert rebuilt == list(stocked.desk.entered_after(0, 1000))


def test_the_journal_is_read_back_over_the_line(stocked: Office) -> None:
    stocked.write_all()

    assert read_audit(stocked.workbook) == list(stocked.desk.entered_after(0, 1000))


def test_a_body_too_long_for_a_cell_is_spread_and_comes_back(stocked: Office) -> None:
    note = "two boxes wet, " * 190
    lines = [receive(1, at="A-01", note=note).lines[0] for _ in range(120)]
    stocked.desk.handle(receive(lines=lines))
    stocked.write_all()

    rebuilt = transactions_from(stocked.tab("Audit!A2:O"))

    assert rebuilt[-1].transaction.moves[119].note == note
    assert len(stocked.tab("Audit!L21")[0][0]) <= 50_000


def test_a_row_of_stock_stays_where_it_first_appeared(stocked: Office) -> None:
    stocked.write_all()
    stocked.desk.handle(move(20, "MUG-BLU", at="A-01", to="A-02"))
    stocked.write_all()
    stocked.desk.handle(receive(1, "MUG-BLU", at="A-01"))
    stocked.write_all()

    assert [[row[2], row[5]] for row in stocked.tab("Stock!A2:F")] == [["A-01", 1], ["A-02", 24]]


def test_a_changed_item_is_shown_in_all_its_rows(stocked: Office) -> None:
    stocked.write_all()
    stocked.desk.handle(edit(an_item("MUG-BLU", name="Mug, blue", minimum=30, unit_cost=2)))
    stocked.write_all()

    shown = [[row[1], row[8], row[10]] for row in stocked.tab("Stock!A2:K")]
    assert shown == [["Mug, blue", 40, "low"], ["Mug, blue", 8, "low"]]


def test_a_place_that_became_a_quarantine_is_shown_as_one(stocked: Office) -> None:
    stocked.write_all()
    stocked.desk.handle(edit(a_location("A-01", LocationKind.QUARANTINE)))
    stocked.write_all()

    assert stocked.tab("Stock!D2:D3") == [["quarantine"], ["storage"]]


def test_a_problem_has_one_row_for_ever(stocked: Office) -> None:
    stocked.desk.handle(report(a_problem("MUG-BLU"), a_problem("TEE-BLK-M")))
    stocked.write_all()
    stocked.desk.handle(report(a_problem("TEE-BLK-M")))
    stocked.write_all()

    assert stocked.tab("Problems!A2:H3") == [
        ["Items", sku, "Minimum", "Items!J2", "abc", "it is no number", "Type a number.", status]
        for sku, status in (("MUG-BLU", "solved"), ("TEE-BLK-M", "open"))
    ]


def test_an_expiry_is_a_day(stocked: Office) -> None:
    stocked.desk.handle(receive(6, "JAM-STR", at="A-01", lot="L7", expires_on="2027-03-01"))
    stocked.write_all()

    assert stocked.desk.book.lot("JAM-STR", "L7").expires_on == date(2027, 3, 1)
    assert stocked.tab("Stock!H4", "FORMATTED_VALUE") == [["2027-03-01"]]


@pytest.mark.parametrize("kind", ["applied_then_dropped", "applied_then_503"])
def test_a_batch_whose_answer_was_lost_is_not_written_twice(stocked: Office, kind: str) -> None:
    stocked.write_all()
    stocked.desk.handle(receive(1, "MUG-BLU", at="A-01"))
    stocked.fault(kind)

    first, second, third = stocked.write(), stocked.write(), stocked.write()

    assert [r.outcome for r in (first, second, third)] == [
        Outcome.UNKNOWN,
        Outcome.DONE,
        Outcome.NOTHING,
    ]
    assert first.number == second.number
    assert ledger(stocked) == [*TWO_MOVES, [3, "MUG-BLU", 1, "SUPPLIER", "A-01"]]


@pytest.mark.parametrize("kind", ["500", "502", "503", "disconnect"])
def test_a_batch_that_never_arrived_is_sent_again(stocked: Office, kind: str) -> None:
    stocked.fault(kind)

    assert [stocked.write().outcome for _ in range(2)] == [Outcome.UNKNOWN, Outcome.DONE]
    assert ledger(stocked) == TWO_MOVES


def test_a_batch_that_lands_late_does_not_undo_a_later_one(stocked: Office) -> None:
    stocked.fault("applied_late", seconds=0.3)

    assert [stocked.write().outcome for _ in range(2)] == [Outcome.UNKNOWN, Outcome.DONE]
    stocked.desk.handle(move(20, "MUG-BLU", at="A-01", to="A-02"))
    stocked.write_all()
    stocked.google.wait_for_late_writes(0.4)

    assert [[row[2], row[5]] for row in stocked.tab("Stock!A2:F")] == [["A-01", 0], ["A-02", 24]]


def test_rows_in_doubt_are_written_once_more_when_nothing_can_be_under_way(
    stocked: Office,
) -> None:
    stocked.fault("applied_then_dropped")
    assert [stocked.write().outcome for _ in range(2)] == [Outcome.UNKNOWN, Outcome.DONE]
    assert stocked.write().outcome is Outcome.NOTHING

    stocked.clock.advance(seconds=201)
    outcomes = [stocked.write().outcome for _ in range(4)]

    assert outcomes == [Outcome.DONE, Outcome.DONE, Outcome.DONE, Outcome.NOTHING]
    assert ledger(stocked) == TWO_MOVES


def test_too_many_writes_make_it_wait_a_minute(stocked: Office) -> None:
    stocked.fault("429")

    result = stocked.write()

    assert (result.outcome, round(result.wait_s)) == (Outcome.WAITING, 61)
    assert stocked.writer.write_once(TOKEN).outcome is Outcome.WAITING
    assert stocked.write().outcome is Outcome.DONE


def test_who_takes_over_sends_the_same_batch(stocked: Office) -> None:
    stocked.fault("applied_then_dropped")
    assert stocked.write().outcome is Outcome.UNKNOWN
    stocked.desk.handle(receive(1, "MUG-BLU", at="A-01"))
    stocked.writer = stocked.new_writer()

    results = [stocked.write(TOKEN + 1), stocked.write(TOKEN + 1)]

    assert [r.number for r in results] == [1, 2]
    assert ledger(stocked) == [*TWO_MOVES, [3, "MUG-BLU", 1, "SUPPLIER", "A-01"]]


def test_an_old_token_writes_nothing(stocked: Office) -> None:
    stocked.write_all()
    stocked.desk.handle(receive(1, "MUG-BLU", at="A-01"))
    stocked.write(TOKEN + 1)
    stocked.desk.handle(receive(2, "MUG-BLU", at="A-01"))

    assert stocked.write(TOKEN).outcome is Outcome.FENCED
    assert len(ledger(stocked)) == 3


def test_a_journal_that_does_not_own_the_workbook_writes_nothing(stocked: Office) -> None:
    stocked.writer = stocked.new_writer("journal-2")

    with pytest.raises(WorkbookOwnedElsewhere) as refused:
        stocked.write()

    assert (refused.value.owner, refused.value.ours) == ("journal-1", "journal-2")
    assert ledger(stocked) == []


def test_a_spreadsheet_without_tabs_is_not_written(empty_office: Office) -> None:
    with pytest.raises(NotLaidOut):
        empty_office.write()


def test_an_older_journal_does_not_overwrite_a_newer_sheet(stocked: Office) -> None:
    stocked.write_all()
    stocked.restore_empty_journal()

    with pytest.raises(WorkbookAhead) as refused:
        stocked.write()

    assert (refused.value.sheet_sequence, refused.value.journal_sequence) == (19, 0)


def test_a_batch_number_that_was_used_for_other_rows_is_no_confirmation(stocked: Office) -> None:
    stocked.write_all()
    stocked.person("clears", range="Audit!A2:O100")
    stocked.restore_empty_journal()
    stocked.desk.handle(edit(an_item("MUG-BLU")))

    with pytest.raises(WorkbookAhead):
        stocked.write()


def test_another_history_under_the_same_numbers_is_not_written_over(stocked: Office) -> None:
    stocked.write_all()
    stocked.restore_empty_journal()
    for row in (*HOUSE, *PEOPLE, *ITEMS, an_item("MUG-RED")):
        stocked.desk.handle(edit(row))
    told = SheetBatch(number=1, from_sequence=0, to_sequence=18, body="{}", is_confirmed=True)
    stocked.desk.begin_batch(stocked.id, told, TOKEN)
    stocked.person("deletes_rows", tab="Audit", first=20)

    with pytest.raises(WorkbookAhead) as refused:
        stocked.write()

    assert (refused.value.sheet_sequence, refused.value.journal_sequence) == (18, 18)


def test_a_bot_that_was_locked_out_says_so_and_goes_on_when_let_in(stocked: Office) -> None:
    def lets_edit_the_ledger(*users: str) -> None:
        change = {"protectedRangeId": ledger_protection(stocked), "editors": {"users": users}}
        asked = {"updateProtectedRange": {"protectedRange": change, "fields": "editors"}}
        stocked.person("requests", requests=[asked])

    stocked.write_all()
    lets_edit_the_ledger("olga@example.com")
    stocked.desk.handle(receive(1, "MUG-BLU", at="A-01"))
    locked_out = stocked.write()
    lets_edit_the_ledger("olga@example.com", stocked.workbook.service_account)
    stocked.write_all()

    assert locked_out.outcome is Outcome.REFUSED
    assert "protected" in locked_out.reason
    assert len(ledger(stocked)) == 3


def test_a_deleted_tab_comes_back_whole(stocked: Office) -> None:
    stocked.write_all()
    stocked.person("deletes_tab", tab="Ledger")
    stocked.desk.handle(receive(1, "MUG-BLU", at="A-01"))

    assert stocked.write().outcome is Outcome.REFUSED
    stocked.write_all()

    assert ledger(stocked) == [*TWO_MOVES, [3, "MUG-BLU", 1, "SUPPLIER", "A-01"]]


@pytest.mark.parametrize("tab", ["Ledger", "Audit"])
def test_a_deleted_column_comes_back_with_the_next_writes(stocked: Office, tab: str) -> None:
    stocked.write_all()
    before = stocked.tab(tab)
    stocked.person("deletes_columns", tab=tab, first="C")
    stocked.desk.handle(receive(1, "MUG-BLU", at="A-01"))

    assert stocked.write().outcome is Outcome.REFUSED
    stocked.write_all()

    assert stocked.tab(tab)[: len(before)] == before
    assert len(stocked.tab(tab)) == len(before) + 1


def test_a_renamed_tab_is_written_all_the_same(stocked: Office) -> None:
    stocked.write_all()
    stocked.person("renames_tab", tab="Ledger", title="Bewegungen")
    stocked.desk.handle(receive(1, "MUG-BLU", at="A-01"))

    for _ in range(3):
        stocked.write()

    assert len(stocked.tab("Bewegungen!A2:A")) == 3


def test_a_deleted_ledger_row_is_noticed_with_the_next_write(stocked: Office) -> None:
    stocked.write_all()
    stocked.person("deletes_rows", tab="Ledger", first=2)
    stocked.desk.handle(receive(1, "MUG-BLU", at="A-01"))

    assert stocked.write().damage == ("Ledger row 3 says None, not 2",)


def test_a_thousand_postings_travel_in_a_handful_of_writes(stocked: Office) -> None:
    stocked.write_all()
    for _ in range(1000):
        stocked.desk.handle(receive(1, "MUG-BLU", at="A-01"))

    writes = 0
    while stocked.write().outcome is Outcome.DONE:
        writes += 1

    assert writes <= 4
    assert stocked.tab("Stock!F2") == [[1020]]
    assert len(ledger(stocked)) == 1002


def test_what_people_type_below_audit_is_no_newer_journal(stocked: Office) -> None:
    stocked.write_all()
    stocked.types("Audit!A25", [9_999, "", "what is this tab for?"])
    stocked.writer = stocked.new_writer()
    stocked.desk.handle(receive(1, "MUG-BLU", at="A-01"))

    assert stocked.write().outcome is Outcome.DONE
