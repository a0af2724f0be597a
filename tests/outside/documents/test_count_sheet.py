"""A count sheet: what to count in walking order, a box for each, and nothing a blind counter may know."""

from datetime import date
from decimal import Decimal

from inventory.papers.count_sheet import CountSheet, CountSheetLine
from outside.codes.reading import read_codes
from tests.outside.documents.printing import PRINTER, pages_of, text_of

LINES = (
    CountSheetLine(number=1, location="A-01", sku="MUG-BLU", name="Blue mug", unit="piece"),
    CountSheetLine(
        number=2, location="A-02", sku="JAM-STR", name="Strawberry jam", lot="L7", unit="jar"
    ),
    CountSheetLine(number=3, location="B-01"),
)

BLIND = """\
Lantern Goods
Count sheet CC-3 CC-3
Printed on 23 November 2026
Counter Ana
Bin SKU Item Counted Unit
1 A-01 MUG-BLU Blue mug piece
2 A-02 JAM-STR Strawberry jam Lot L7 jar
3 B-01 Is it empty? If not, write what lies there.
Found besides
Bin What it says on it Lot Counted Unit
Enter it with Enter… at the message of CC-3, or send the bot “count CC-3” and scan.
If goods moved while you counted, their line asks again.
Counted by  on
Count sheet CC-3, Lantern Goods 1 / 1"""


def a_sheet(*lines: CountSheetLine) -> CountSheet:
    return CountSheet(
        number="CC-3",
        issued_on=date(2026, 11, 23),
        house="Lantern Goods",
        counter="Ana",
        lines=lines or LINES,
    )


def text(sheet: CountSheet) -> str:
    said = text_of(PRINTER.print(sheet)).replace("\N{NO-BREAK SPACE}", " ")
    return "\n".join(line.rstrip() for line in said.split("\n"))


def test_it_says_where_to_go_and_what_to_count_and_no_figures() -> None:
    assert text(a_sheet()) == BLIND


def test_who_does_not_count_blind_reads_what_the_book_says() -> None:
    told = LINES[0].model_copy(update={"expected": Decimal(1200)})
    assert "The book Counted Unit" in text(a_sheet(told))
    assert "1 A-01 MUG-BLU Blue mug 1,200" in text(a_sheet(told))


def test_its_number_can_be_scanned() -> None:
    assert [one.text for one in read_codes(PRINTER.pictures(a_sheet())[0])] == ["CC-3"]


def test_a_long_sheet_goes_on_under_the_same_heads() -> None:
    many = tuple(LINES[0].model_copy(update={"number": number}) for number in range(1, 61))
    pages = pages_of(PRINTER.print(a_sheet(*many)))
    assert all("Bin SKU Item" in page.replace("\N{NO-BREAK SPACE}", " ") for page in pages[:2])


def test_who_has_counted_a_line_reads_that_somebody_else_is_to() -> None:
    again = LINES[0].model_copy(update={"counted_by": ("Ana", "Ben")})
    assert "Once more, by somebody else than Ana or Ben" in " ".join(text(a_sheet(again)).split())
