"""Real deliveries become purchase orders and receipts, and the book agrees with a plain recount."""

import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks import scms
from benchmarks.scms_lines import FILE, FROM_STOCK, NO_DAY, sort_out
from benchmarks.scms_recount import days_by_vendor, packs_by_item, value_by_order

HEADER = [
    "PO / SO #",
    "Vendor",
    "Item Description",
    "PO Sent to Vendor Date",
    "Scheduled Delivery Date",
    "Delivered to Client Date",
    "Line Item Quantity",
    "Pack Price",
    "Line Item Value",
    "ASN/DN #",
]
ROWS = [
    dict(zip(HEADER, row.split("|"), strict=True))
    for row in (
        "SCMS-1|Acme, Ltd|Test, 30|2009-01-05|2009-02-02|2009-02-02|100|2.50|250|ASN-1",
        "SCMS-1|Acme, Ltd|Test, 40|2009-01-05|2009-02-02|2009-02-12|10|7|70|ASN-2",
        "SCMS-1|Zeta|Test, 30|2009-01-05|2009-03-02|2009-02-12|10|2.4|24|ASN-3",
        "SCMS-2|Acme, Ltd|Test, 30|2009-05-05|2009-04-01|2009-04-01|5|0|0|ASN-4",
        "SCMS-3|Acme (Ltd)|Test, 30|N/A - From RDC|2009-04-01|2009-04-01|5|2|10|DN-1",
        "SCMS-4|Acme, Ltd|Test, 30|Date Not Captured|2009-04-01|2009-04-01|5|2|10|ASN-5",
    )
]


def test_lines_without_a_day_of_order_are_left_out_by_name():
    found = sort_out(ROWS)
    assert len(found.ordered) == 4
    assert found.left_out == {FROM_STOCK: 1, NO_DAY: 1}


def test_vendors_and_items_get_codes_that_tell_them_apart():
    rows = [{**row, "PO Sent to Vendor Date": "2009-01-05"} for row in ROWS]
    assert sort_out(rows).suppliers == {
        "Acme, Ltd": "ACME-LTD",
        "Zeta": "ZETA",
        "Acme (Ltd)": "ACME-LTD-2",
    }
    assert sort_out(rows).items == {"Test, 30": "HG-001", "Test, 40": "HG-002"}


def test_the_recount_is_plain_arithmetic():
    assert packs_by_item(ROWS) == {"Test, 30": 115, "Test, 40": 10}
    assert value_by_order(ROWS) == {
        ("SCMS-1", "Acme, Ltd"): 320,
        ("SCMS-1", "Zeta"): 24,
        ("SCMS-2", "Acme, Ltd"): 0,
    }
    acme = days_by_vendor(ROWS)["Acme, Ltd"]
    assert (acme.lines, acme.median, round(acme.late, 3)) == (3, 28, 0.333)


def test_the_book_agrees_also_where_goods_came_before_their_order(tmp_path: Path):
    text, is_equal = scms.run_rows(ROWS, folder=tmp_path)
    assert is_equal, text
    assert "3  purchase orders, 4 lines" in text
    assert "1  of them dated before their order" in text


def test_what_is_refused_is_counted_by_its_reason_and_nothing_is_equal(tmp_path: Path):
    broken = [*ROWS[:2], {**ROWS[2], "Line Item Quantity": "0"}]
    text, is_equal = scms.run_rows(broken, folder=tmp_path)
    assert not is_equal
    assert "1  refused: Cannot purchase 0 HG-001: it has to be more than 0." in text


def test_without_the_data_it_says_so_and_is_no_failure(tmp_path: Path):
    app = scms.typer.Typer()
    app.command()(scms.main)
    done = CliRunner().invoke(app, ["--data", str(tmp_path)])
    assert done.exit_code == 0
    assert done.output.startswith("Skipped: ")


def data_file() -> Path:
    named = os.environ.get("BINCARD_DATA")
    root = Path(named) if named else Path(__file__).parents[3] / "shared" / "data"
    return root / FILE


@pytest.mark.skipif(
    not data_file().exists(), reason="the deliveries are not here: set BINCARD_DATA"
)
def test_the_first_lines_of_the_real_file_agree(tmp_path: Path):
    text, is_equal = scms.run(data_file(), folder=tmp_path, first=200)
    assert is_equal, text
