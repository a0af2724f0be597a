"""What was printed of labels, and where the next print goes on."""

from typing import Final

from bot.messages.figures import counted
from bot.messages.message import Message, say
from bot.messages.naming import named_first
from bot.messages.text import Bold, Line, clipped, line
from inventory.papers.stock_label import (
    LABELS_A_PAGE,
    LabelCode,
    LabelSheet,
    LabelSize,
    title_of_label,
)

LABELS: Final = "labels"
"""The button that opens the form of labels, with what came in."""

PAPERS: Final[dict[LabelSize, str]] = {
    LabelSize.A4: "A4, 24 a sheet (70 x 37 mm)",
    LabelSize.A4_14: "A4, 14 a sheet (99.1 x 38.1 mm)",
    LabelSize.LETTER: "US Letter, 30 a sheet (2 5/8 x 1 in)",
    LabelSize.SINGLE_4X6: "single, 4 x 6 in",
    LabelSize.SINGLE_62X29: "single, 62 x 29 mm",
}
CODES: Final[dict[LabelCode, str]] = {
    LabelCode.QR: "QR, our own form",
    LabelCode.DATA_MATRIX: "DataMatrix, GS1 where there is a GTIN",
}
SHOWN: Final = 6
NO_PRINTER: Final = "Nothing can be printed here."
AT_FULL_SIZE: Final = "Print at 100 %, not fitted to the page."
SENT: Final = "The file is in our direct messages."
ON_THE_WAY: Final = "The labels are on their way to our direct messages."


def printed(sheet: LabelSheet) -> Message:
    """Word a print that has been handed out."""
    return say(line(_title(sheet), " ", SENT), *_next_start(sheet))


def printed_into(sheet: LabelSheet, file: str) -> Line:
    """Word a print that has been written into a file."""
    return line(_title(sheet), f" {file} holds them. {AT_FULL_SIZE}")


def too_long(size: LabelSize) -> Line:
    """Word a code that does not fit on its label."""
    return line(
        f"A code is too long for labels of this size ({PAPERS[size]}): it could not be "
        "scanned. Take larger ones, as size:4x6, or the other code:."
    )


def file_name(sheet: LabelSheet) -> str:
    """Name the file."""
    return f"labels {clipped(sheet.number, 60)}.pdf"


def file_comment(sheet: LabelSheet) -> str:
    """Say what the file holds, and how it is printed."""
    return f"{counted(sheet.count, 'label')}: {_what(sheet)}. {AT_FULL_SIZE}"


def _title(sheet: LabelSheet) -> Line:
    pages = "" if LABELS_A_PAGE[sheet.size] == 1 else f", {counted(sheet.pages, 'sheet')}"
    paper = f"{PAPERS[sheet.size]}{pages}"
    return line(Bold(counted(sheet.count, "label")), f" for {_what(sheet)}: {paper}.")


def _what(sheet: LabelSheet) -> str:
    names = list(dict.fromkeys(title_of_label(one.label) for one in sheet.labels))
    return named_first([clipped(name, 60) for name in names], SHOWN)


def _next_start(sheet: LabelSheet) -> tuple[str, ...]:
    """Say where the last sheet has its first free label."""
    places = LABELS_A_PAGE[sheet.size]
    used = (sheet.start - 1 + sheet.count) % places
    if not used:
        return ()
    return (
        f"The last sheet has {places - used} free: the next print goes on with start:{used + 1}.",
    )
