"""What the reader promises: a manager's edit takes effect or is named, never ignored in silence."""

from collections.abc import Sequence
from typing import Any

import pytest

from inventory.item import Item
from inventory.location import Location
from inventory.people import IMPORT, Person, Role
from inventory.ports import Entered
from inventory.problem import Problem
from inventory.rules import Setting
from inventory.supplier import Supplier
from sheets_schema.errors import SheetsUnavailableError
from sheets_schema.pace import Pace
from sheets_schema.tabs import ITEMS as ITEMS_TAB
from sheets_schema.tabs import MANAGED
from tests.builders import an_item, edit, receive
from tests.memory_desk import MemoryDesk
from tests.sheets_schema.conftest import Office

ITEMS = [
    # SKU, Name, Unit, Category, Barcodes, Packs
    ["MUG-BLU", "Blue mug", "piece", "mugs", "4006381333931; 96385074", "case=12; pallet=480"],
    ["'00123", "Screw", "", "", "", ""],
]


@pytest.fixture
def filled(office: Office) -> Office:
    """Two items, two bins and a supplier were typed, and taken over."""
    office.types("Items!A2", *ITEMS)
    office.types("Locations!A6", ["A-01", "First bin", "storage"], ["A-02", "", ""])
    office.types("Suppliers!A2", ["ACME", "Acme Ltd"])
    office.poll()
    return office


def minimum(office: Office, sku: str = "MUG-BLU") -> object:
    found = office.desk.book.get(Item, sku)
    return found.minimum if found else None


def test_what_stands_in_the_sheet_is_in_the_book_after_one_look(filled: Office) -> None:
    book = filled.desk.book

    mug = book.get(Item, "MUG-BLU")
    assert mug is not None
    assert mug.barcodes == ("4006381333931", "96385074")
    assert [(pack.unit, pack.quantity) for pack in mug.packs] == [("case", 12), ("pallet", 480)]
    assert [item.sku for item in book.all(Item)] == ["MUG-BLU", "00123"]
    assert [place.code for place in book.all(Location)] == [
        "RECEIVING",
        "PACKING",
        "RETURNS",
        "QUARANTINE",
        "A-01",
        "A-02",
    ]
    assert book.get(Person, "U0ADA") == Person(
        user="U0ADA", role=Role.ADMIN, email="ada@example.com"
    )
    assert filled.problems() == []


def test_a_second_look_changes_nothing_and_reads_once(filled: Office) -> None:
    sequence = filled.desk.last_sequence()
    filled.poll(2)
    filled.google.control("DELETE", "/requests")

    assert filled.poll().is_unchanged
    assert filled.desk.last_sequence() == sequence
    assert filled.calls("") == 1


def test_an_edit_is_recorded_with_before_and_after(filled: Office) -> None:
    filled.types("Items!J2", [12])

    assert filled.poll().edits == 1
    [change] = filled.desk.entered_after(filled.desk.last_sequence() - 1, 1)[0].transaction.changes
    assert (change.before.minimum, change.after.minimum) == (None, 12)


@pytest.mark.parametrize(
    ("cell", "typed", "reason"),
    [
        ("J2", "abc", "“abc” is not a number"),
        ("J2", -3, "it is below zero"),
        ("J2", "1,5,0", "“1,5,0” is not a number"),
        ("J2", "=1/0", "the formula gives #DIV/0!"),
        ("O2", "NOBODY", "“NOBODY” is not on the tab Suppliers"),
        ("AF2", "perhaps", "“perhaps” is neither yes nor no"),
        ("F2", "case of 12", "“case of 12” is not a pack"),
        ("F2", "piece=3", "“piece” is what one is counted in"),
        ("I2", 1.5, "“1.5” is not a whole number"),
        ("I2", 4_000, "that is more than ten years"),
    ],
)
def test_a_bad_cell_is_named_and_the_last_valid_value_stands(
    filled: Office, cell: str, typed: object, reason: str
) -> None:
    before = filled.desk.book.get(Item, "MUG-BLU")
    filled.types(f"Items!{cell}", [typed])
    filled.poll()

    [(where, _, why)] = filled.problems()
    assert (where, why) == (f"Items!{cell}", reason)
    assert filled.desk.book.get(Item, "MUG-BLU") == before


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("MUG" * 30, "it has 90 characters"),
        ("MUG\nTEA", "there are line breaks or characters in it that nobody sees"),
        ("MUG\u200b-RED", "there are line breaks or characters in it that nobody sees"),
        ("\u202eDER-GUM", "there are line breaks or characters in it that nobody sees"),
    ],
)
def test_a_code_that_nobody_could_type_or_choose_is_named(
    filled: Office, code: str, reason: str
) -> None:
    filled.types("Items!A4", [code, "Red mug"])
    filled.poll()

    assert [(where, why) for where, _, why in filled.problems()] == [("Items!A4", reason)]
    assert [item.sku for item in filled.desk.book.all(Item)] == ["MUG-BLU", "00123"]


@pytest.mark.parametrize("act", ["deletes_rows", "sorts"])
def test_a_row_in_the_place_of_the_header_is_named_and_nothing_is_taken_out(
    filled: Office, act: str
) -> None:
    if act == "sorts":
        filled.person("sorts", range="Items!A1:S3", column="A")
    else:
        filled.person("deletes_rows", tab="Items", first=1)
    first = filled.tab("Items!A1")[0][0]
    filled.poll(3)

    assert [item.sku for item in filled.desk.book.all(Item)] == ["MUG-BLU", "00123"]
    [(where, _, why)] = filled.problems()
    assert (where, why) == ("Items", f"the header row is gone: {first} stands in row 1")
    filled.person("inserts_rows", tab="Items", before=1)
    if act == "deletes_rows":
        filled.types("Items!J2", [12])
        filled.poll()
        assert filled.problems() == []
        assert minimum(filled) == 12


def test_house_rules_without_their_header_are_named_too(filled: Office) -> None:
    filled.person("deletes_rows", tab="Settings", first=1)
    filled.poll()

    assert [(where, why) for where, _, why in filled.problems()] == [
        ("Settings", "the header row is gone: Company stands in row 1")
    ]


def test_a_mended_cell_solves_its_problem(filled: Office) -> None:
    filled.types("Items!J2", ["abc"])
    filled.poll()
    filled.types("Items!J2", [12])
    filled.poll()

    assert filled.problems() == []
    assert minimum(filled) == 12
    assert [problem.is_open for problem in filled.desk.book.all(Problem)] == [False]


def test_the_same_mistake_made_again_is_named_again(filled: Office) -> None:
    for typed in ("abc", 12, "abc"):
        filled.types("Items!J2", [typed])
        filled.poll()

    assert len(filled.problems()) == 1


def test_other_cells_of_a_row_with_a_bad_one_still_take_effect(filled: Office) -> None:
    filled.types("Items!J2", ["abc", 40])
    filled.poll()

    mug = filled.desk.book.get(Item, "MUG-BLU")
    assert mug is not None
    assert (mug.minimum, mug.maximum) == (None, 40)


def test_a_name_in_place_of_a_member_id_is_named(filled: Office) -> None:
    filled.types("People!A3", ["@ana", "Ana", "operator"])
    filled.poll()

    assert filled.problems() == [("People!A3", "@ana", "“@ana” is not a Slack member id")]


def test_a_tab_pasted_askew_does_not_bury_the_other_problems(filled: Office) -> None:
    filled.types("Items!A4", *[["", "a name without a code"]] * 250)
    filled.poll()

    assert len(filled.problems()) == 201
    assert filled.problems()[-1] == ("Items", "", "50 more cells cannot be used")


def test_google_away_is_no_edit(filled: Office) -> None:
    filled.fault("503", "values")

    with pytest.raises(SheetsUnavailableError):
        filled.poll()

    assert filled.poll().edits == 0


def test_a_maximum_below_the_minimum_is_named(filled: Office) -> None:
    filled.types("Items!J2", [40, 12])
    filled.poll()

    assert filled.problems() == [("Items!K2", "12", "it is below the minimum of 40")]


def test_every_bad_cell_of_a_tab_is_named_at_once(filled: Office) -> None:
    filled.types("Items!I2", [-1, "abc"], ["x", "y"])
    filled.poll()

    assert [cell for cell, _, _ in filled.problems()] == [
        "Items!I2",
        "Items!J2",
        "Items!I3",
        "Items!J3",
    ]


def test_twin_rows_are_named_and_neither_is_read(filled: Office) -> None:
    filled.types("Items!A4", ["MUG-BLU", "Another mug"])
    filled.poll()

    assert filled.problems() == [("Items!A4", "MUG-BLU", "it stands in rows 2 and 4")]
    found = filled.desk.book.get(Item, "MUG-BLU")
    assert found is not None
    assert found.name == "Blue mug"


def test_a_code_that_differs_in_case_only_is_named(filled: Office) -> None:
    filled.types("Items!A4", ["mug-blu", "Blue mug again"])
    filled.poll()

    assert filled.problems() == [
        ("Items!A4", "mug-blu", "it differs from MUG-BLU only in upper and lower case")
    ]
    assert filled.desk.book.get(Item, "mug-blu") is None


def test_a_barcode_of_two_items_is_named_and_the_first_keeps_it(filled: Office) -> None:
    filled.types("Items!E3", ["'96385074"])
    filled.poll()

    assert filled.problems() == [("Items!E3", "96385074", "96385074 is a barcode of MUG-BLU too")]
    screw = filled.desk.book.get(Item, "00123")
    assert screw is not None
    assert screw.barcodes == ()


def test_a_row_without_its_key_is_named_by_its_place(filled: Office) -> None:
    filled.types("Items!B7", ["A mug with no code"])
    filled.poll()

    assert filled.problems() == [("Items!A7", "", "it is blank")]


def test_an_unknown_house_rule_value_is_named(filled: Office) -> None:
    filled.types("Settings!B3", ["Middle Earth"])
    filled.poll()

    [(cell, value, reason)] = filled.problems()
    assert (cell, value) == ("Settings!B3", "Middle Earth")
    assert "no time zone is called Middle Earth" in reason


def test_a_house_rule_takes_effect_and_a_blank_cell_is_the_default(filled: Office) -> None:
    filled.types("Settings!B8", ["2.5"])
    filled.poll()
    assert filled.desk.book.get(Setting, "count_tolerance") == Setting(
        name="count_tolerance", value="2.5"
    )

    filled.person("clears", range="Settings!B8")
    filled.poll()
    assert filled.desk.book.rules.count_tolerance == 5


# -- harmless -----------------------------------------------------------------------------------


def test_sorting_is_no_edit(filled: Office) -> None:
    sequence = filled.desk.last_sequence()
    filled.person("sorts", range="Items!A2:S3", column="B", descending=True)

    assert filled.poll().edits == 0
    assert filled.desk.last_sequence() == sequence


def test_inserting_moving_and_renaming_columns_is_no_edit(filled: Office) -> None:
    sequence = filled.desk.last_sequence()
    filled.person("inserts_columns", tab="Items", before="C", count=2)
    filled.types("Items!C1", ["My remarks"], ["nice"])
    filled.person("moves_column", tab="Items", column="L", before="B")
    filled.types("Items!B1", ["Mindestbestand"])

    assert filled.poll().edits == 0
    filled.types("Items!B2", [12])
    assert filled.poll().edits == 1
    assert minimum(filled) == 12
    assert filled.desk.last_sequence() == sequence + 1


def test_inserting_and_deleting_blank_rows_is_no_edit(filled: Office) -> None:
    filled.person("inserts_rows", tab="Items", before=2, count=3)
    filled.person("inserts_rows", tab="Items", before=6, count=1)

    assert filled.poll(3).edits == 0
    assert filled.problems() == []


def test_a_renamed_tab_is_read_all_the_same(filled: Office) -> None:
    filled.person("renames_tab", tab="Items", title="Artikel")
    filled.types("Artikel!J2", [12])
    filled.poll()

    assert minimum(filled) == 12


# -- deletions ----------------------------------------------------------------------------------


def test_a_vanished_row_counts_only_after_two_looks(filled: Office) -> None:
    filled.person("deletes_rows", tab="Items", first=3)

    assert filled.poll().removals == 0
    assert filled.desk.book.get(Item, "00123") is not None
    assert filled.poll().removals == 1
    assert filled.desk.book.get(Item, "00123") is None


def test_cut_and_paste_is_no_deletion(filled: Office) -> None:
    filled.person("clears", range="Items!A3:F3")
    filled.poll()
    filled.types("Items!A9", ITEMS[1])

    assert filled.poll(2).removals == 0


def test_a_used_item_that_was_deleted_stays_and_is_named(filled: Office) -> None:
    filled.desk.handle(receive(24, "MUG-BLU", at="A-01", by="U0ADA"))
    filled.person("deletes_rows", tab="Items", first=2)
    filled.poll(3)

    assert filled.desk.book.get(Item, "MUG-BLU") is not None
    assert filled.problems() == [
        (
            "Items",
            "MUG-BLU",
            "the row of MUG-BLU is gone, but the ledger refers to it, and on hand are 24 (piece)",
        )
    ]


def test_the_unit_of_a_used_item_can_no_longer_change(filled: Office) -> None:
    filled.desk.handle(receive(24, "MUG-BLU", at="A-01", by="U0ADA"))
    filled.types("Items!C2", ["kg"])
    filled.poll()

    assert filled.problems() == [
        ("Items!C2", "kg", "MUG-BLU has been used, so this can no longer change")
    ]


def test_the_last_admin_cannot_be_removed(filled: Office) -> None:
    filled.types("People!C2", ["viewer"])
    filled.poll()

    assert filled.problems() == [("People!C2", "viewer", "nobody but U0ADA is an admin")]
    assert filled.desk.book.role_of("U0ADA") is Role.ADMIN


def test_a_deleted_column_stops_the_tab_and_is_named(filled: Office) -> None:
    filled.types("Items!J2", [12])
    filled.poll()
    filled.person("deletes_columns", tab="Items", first="J")
    filled.poll()

    assert minimum(filled) == 12
    [(_, _, reason)] = filled.problems()
    assert reason == "the column Minimum is gone; the tab is not read meanwhile"

    filled.lay_out(book=filled.desk.book)
    assert filled.poll().edits == 0
    assert filled.problems() == []
    assert minimum(filled) == 12


def test_a_deleted_tab_is_named_and_the_others_are_read(filled: Office) -> None:
    filled.person("deletes_tab", tab="Suppliers")
    filled.types("Items!J2", [12])
    filled.poll()

    assert filled.problems() == [("Suppliers", "", "the tab is gone")]
    assert minimum(filled) == 12
    assert filled.desk.book.get(Supplier, "ACME") is not None

    filled.lay_out(book=filled.desk.book)
    filled.poll(3)
    assert filled.problems() == []
    assert filled.desk.book.get(Supplier, "ACME") is not None


# -- what others change -------------------------------------------------------------------------


def test_imported_rows_appear_in_the_sheet_and_are_not_taken_for_deleted(filled: Office) -> None:
    for number in range(30):
        filled.desk.handle(edit(an_item(f"CUP-{number:02}"), by=IMPORT))
    filled.desk.handle(edit(an_item("MUG-BLU", name="Mug, imported"), by=IMPORT))

    assert filled.poll().told == 31
    filled.poll(3)

    assert len(list(filled.desk.book.all(Item))) == 32
    assert filled.tab("Items!A4:B4") == [["CUP-00", "Blue mug"]]
    assert filled.tab("Items!A2:B2") == [["MUG-BLU", "Mug, imported"]]
    assert filled.problems() == []


def test_a_row_that_is_typed_while_others_are_put_below_is_not_written_over(
    filled: Office,
) -> None:
    typed = [["CUP-TYPED", "Cup"]]

    def type_meanwhile(seconds: float) -> None:
        filled.rest(seconds)
        while typed:
            filled.types("Items!A4", typed.pop())

    filled.desk.handle(edit(an_item("CUP-IMPORTED"), by=IMPORT))
    filled.pace = Pace(1.25, elapsed=lambda: filled.seconds, rest=type_meanwhile)
    filled.reader = filled.new_reader()
    with filled.pace.turn():
        pass
    filled.poll(3)

    items = [item.sku for item in filled.desk.book.all(Item)]
    assert items == ["MUG-BLU", "00123", "CUP-IMPORTED", "CUP-TYPED"]
    assert filled.problems() == []


def test_a_manager_who_types_before_the_sheet_was_told_is_heard(filled: Office) -> None:
    filled.desk.handle(edit(an_item("MUG-BLU", name="Mug, imported"), by=IMPORT))
    filled.types("Items!B2", ["Mug, typed"])
    filled.poll(3)

    item = filled.desk.book.get(Item, "MUG-BLU")
    assert item is not None
    assert item.name == "Mug, typed"
    assert filled.tab("Items!A2:B2") == [["MUG-BLU", "Mug, typed"]]


class BusyJournal:
    """Something is received whenever somebody reads what is new in it, and once a row is imported."""

    def __init__(self, desk: MemoryDesk, import_at: int) -> None:
        self._desk = desk
        self._import_at = import_at
        self._reads = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._desk, name)

    def entered_after(self, sequence: int, limit: int) -> Sequence[Entered]:
        found = self._desk.entered_after(sequence, limit)
        self._reads += 1
        self._desk.handle(receive(1, "MUG-BLU", at="A-01", by="U0ADA"))
        if self._reads == self._import_at:
            self._desk.handle(edit(an_item("MUG-BLU", name="Mug, imported"), by=IMPORT))
        return found


def test_a_row_that_is_imported_while_its_tab_is_looked_at_is_not_taken_back(
    filled: Office,
) -> None:
    filled.desk.handle(receive(1, "MUG-BLU", at="A-01", by="U0ADA"))
    at_the_start, tab_by_tab = 1, MANAGED.index(ITEMS_TAB) + 1
    filled.reader = filled.new_reader(BusyJournal(filled.desk, at_the_start + tab_by_tab))

    assert filled.poll().edits == 0
    item = filled.desk.book.get(Item, "MUG-BLU")
    assert item is not None
    assert item.name == "Mug, imported"
    assert filled.poll().told == 1
    assert filled.tab("Items!B2") == [["Mug, imported"]]


def test_an_imported_row_can_be_deleted_by_a_manager(filled: Office) -> None:
    filled.desk.handle(edit(an_item("CUP-01"), by=IMPORT))
    filled.poll(2)
    filled.person("deletes_rows", tab="Items", first=4)
    filled.reader = filled.new_reader()
    filled.poll(2)

    assert filled.desk.book.get(Item, "CUP-01") is None


def test_thousands_of_rows_are_taken_over_in_one_look(office: Office) -> None:
    rows = [[f"SKU-{number:04}", f"Thing {number}"] for number in range(2_000)]
    office.types("Items!A2", *rows[:900])

    assert office.poll().edits == 900 + 5


def test_a_new_admin_may_edit_the_protected_tabs(filled: Office) -> None:
    filled.google.control(
        "POST", f"/spreadsheets/{filled.id}/share", email="mia@example.com", role="writer"
    )
    filled.types("People!A3", ["U0MIA", "Mia", "admin", "mia@example.com"])
    filled.poll()

    filled.types("People!B3", ["Mia M."], person="mia@example.com")
    filled.poll()
    found = filled.desk.book.get(Person, "U0MIA")
    assert found is not None
    assert found.name == "Mia M."
