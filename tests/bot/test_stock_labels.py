"""Labels are asked for by a line, a form or the button of a receipt, and come in direct messages."""

from datetime import date
from decimal import Decimal

import pytest

from bot.views.reading import values_of
from inventory.inbound.labelling import labels_for
from inventory.people import Person, Role
from inventory.quantity import Amount
from outside.codes.reading import read_codes
from tests.bot.conftest import STOCK
from tests.builders import a_location, an_item, edit, receive, set_rule
from tests.outside.documents.printing import rendered

DIRECT = "The file is in our direct messages."


@pytest.fixture
def desk(desk):
    for row in (
        an_item("DRILL", name="Drill", is_serial=True),
        a_location("A-02", walk_order=1),
        a_location("C-1", name="Cold store"),
    ):
        desk.handle(edit(row))
    desk.handle(receive(6, "JAM-STR", at="A-01", lot="L7", expires_on=date(2027, 3, 1)))
    return desk


def codes_in(workspace):
    """What the codes of the last file say, page by page, each once, as a label printer draws them."""
    content = workspace.file(workspace.state()["files"][-1]["id"])
    return [[found.text for found in read_codes(page)] for page in rendered(content)]


def test_an_item_gets_its_labels_in_direct_messages(ana, workspace):
    seen = ana.types(STOCK, "/inv label MUG-BLU copies:3")
    assert seen.message.is_ephemeral
    assert seen.text == (
        "*3 labels* for MUG-BLU: A4, 24 a sheet (70 x 37 mm), 1 sheet. "
        f"{DIRECT}\n"
        "The last sheet has 21 free: the next print goes on with start:4."
    )
    (file,) = workspace.state()["files"]
    assert file["name"] == "labels MUG-BLU.pdf"
    assert codes_in(workspace) == [["BC:I:MUG-BLU"]]


def test_a_lot_a_sheet_and_a_code_are_chosen_in_the_line(ana, workspace):
    seen = ana.types(STOCK, "/inv label JAM-STR lot:l7 copies:2 size:4x6 code:datamatrix")
    assert seen.text == f"*2 labels* for JAM-STR lot L7: single, 4 x 6 in. {DIRECT}"
    assert codes_in(workspace) == [["BC:L:JAM-STR:L7"], ["BC:L:JAM-STR:L7"]]


def test_bins_come_by_name_pattern_and_range(ana, workspace):
    seen = ana.types(STOCK, "/inv label C-1 a-* size:letter start:29")
    assert seen.text.startswith(
        "*4 labels* for C-1, A-02, A-01, A-03: US Letter, 30 a sheet (2 5/8 x 1 in), 2 sheets."
    )
    assert codes_in(workspace) == [["BC:B:C-1", "BC:B:A-02"], ["BC:B:A-01", "BC:B:A-03"]]
    assert "for A-01, A-03:" in ana.types(STOCK, "/inv label A-01 A-03..A-03").text
    assert "for A-02:" in ana.types(STOCK, "/inv label BC:B:A-02").text


def test_pieces_get_a_label_each(ana, workspace):
    ana.types(STOCK, "/inv label DRILL sn:SN08-SN10 size:62x29")
    assert codes_in(workspace) == [[f"BC:S:DRILL:SN{number}"] for number in ("08", "09", "10")]


def test_several_kinds_of_labels_go_on_one_sheet(ana, workspace):
    ana.types(STOCK, "/inv label MUG-BLU copies:2\nJAM-STR lot:L7 holds:6\n@C-1 size:a4-14")
    assert codes_in(workspace) == [["BC:I:MUG-BLU", "BC:L:JAM-STR:L7:6", "BC:B:C-1"]]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("MUG-GRN", "There is no item “MUG-GRN”."),
        ("Z-*", "No bin in use is called like “Z-*”."),
        ("JAM-STR lot:L9", "JAM-STR has no lot “L9”."),
        ("MUG-BLU sn:1-3", "MUG-BLU has no serial numbers."),
        ("MUG-BLU copies:2.5", "copies: is a whole number from 1 to 1,000, not 2.5."),
        ("MUG-BLU copies:5000", "copies: is a whole number from 1 to 1,000, not 5000."),
        ("MUG-BLU copies:600\nMUG-RED copies:600", "These are 1,200 labels, and one print has"),
        ("MUG-BLU start:25", "A sheet of a4 has 24 labels: start: is a number from 1 to 24."),
        ("MUG-BLU size:a5", "“a5” is no size: it can be a4, a4-14, letter, 4x6 or 62x29."),
        ("lot:L7", "A lot and serial numbers belong to one item."),
        ("MUG-BLU size:a4\nMUG-RED size:letter", "The size stands there twice. Keep one."),
        ("MUG-BLU > A-01", "To label has no use for a target."),
        ("size:a4", "Say what the labels are for: an item, or bins."),
    ],
)
def test_what_cannot_be_printed_is_told_with_the_mend(ana, workspace, typed, says):
    assert ana.types(STOCK, f"/inv label {typed}").text.startswith(says)
    assert workspace.state()["files"] == []


def test_only_who_works_here_prints(ben, desk):
    desk.handle(edit(Person(user="U0BEN", name="Ben", role=Role.VIEWER)))
    refusal = "To print labels takes the role operator; you have the role viewer."
    assert ben.types(STOCK, "/inv label MUG-BLU").text.startswith(refusal)
    assert ben.types(STOCK, "/inv label").text.startswith(refusal)


def test_bare_it_opens_a_form_that_prints(ana, desk, workspace):
    desk.handle(set_rule("label_size", "letter"))
    form = ana.types(STOCK, "/inv label").view
    assert values_of(form.raw)["size"] == "letter"
    filled = ana.fills(form, {"item": "MUG-BLU", "copies": "2", "bins": "C-1", "start": "30"})
    filled.submits()
    assert codes_in(workspace) == [["BC:I:MUG-BLU"], ["BC:I:MUG-BLU", "BC:B:C-1"]]


@pytest.mark.parametrize(
    ("values", "field", "says"),
    [
        ({}, "item", "Say what the labels are for: an item, or bins."),
        ({"bins": "Z-*"}, "bins", "No bin in use is called like “Z-*”."),
        ({"item": "MUG-BLU", "copies": "none"}, "copies", "none is no number we know"),
        ({"item": "MUG-BLU", "start": "25"}, "start", "A sheet of a4 has 24 labels"),
        ({"item": "MUG-BLU", "sn": "1-3"}, "sn", "MUG-BLU has no serial numbers."),
        ({"sn": "1-3"}, "item", "A lot and serial numbers belong to one item."),
    ],
)
def test_mistakes_stand_on_their_fields(ana, values, field, says):
    form = ana.types(STOCK, "/inv label").view
    errors = ana.fills(form, values).submits().errors
    assert errors[field].startswith(says)


def test_a_receipt_offers_labels_for_what_came(ana, workspace):
    receipt = ana.types(STOCK, "/receive 24 JAM-STR @A-01 lot:L8 exp:2027-04-01")
    form = ana.clicks(receipt.message, "Labels…").view
    assert values_of(form.raw) == {
        "item": "JAM-STR",
        "lot": "L8",
        "copies": "24",
        "size": "a4",
        "code": "qr",
        "start": "1",
    }
    ana.submits(form)
    assert codes_in(workspace) == [["BC:L:JAM-STR:L8"]]


def test_a_receipt_of_several_lines_offers_a_line_for_each(ana, workspace):
    receipt = ana.types(STOCK, "/receive 2 MUG-BLU @A-01\n300 MUG-RED @A-03\n1.5 ROPE-8 @A-01")
    form = ana.clicks(receipt.message, "Labels…").view
    assert values_of(form.raw)["lines"] == "MUG-BLU copies:2\nMUG-RED copies:100\nROPE-8"
    filled = ana.fills(form, {"lines": "MUG-BLU copies:2\nROPE-8", "size": "4x6"})
    filled.submits()
    assert codes_in(workspace) == [["BC:I:MUG-BLU"], ["BC:I:MUG-BLU"], ["BC:I:ROPE-8"]]


def test_what_was_rejected_gets_no_label(desk):
    quantity = Amount(number=Decimal(2))
    desk.handle(receive(22, "MUG-RED", at="A-01", rejected=quantity, reason="damaged"))
    (line,) = labels_for(desk.book, desk.transaction(f"TX-{desk.last_sequence()}")).lines
    assert (line.names, line.copies) == (("MUG-RED",), 22)


def test_the_form_tells_of_the_chosen_item_and_offers_its_lots(ana):
    form = ana.types(STOCK, "/inv label").view
    chosen = ana.fills(form, {"item": "JAM-STR"}).form
    assert "Strawberry jam" in ana.views[-1].words
    assert ana.options(chosen, "lot", "") == ["L7 until 2027-03-01: A-01 6 pieces"]


def test_a_receipt_of_pieces_offers_a_label_for_each(ana, desk):
    desk.handle(receive(3, "DRILL", at="A-01", serials="SN08-SN10"))
    transaction = desk.transaction(f"TX-{desk.last_sequence()}")
    (line,) = labels_for(desk.book, transaction).lines
    assert line.serials == "SN08-SN10"
