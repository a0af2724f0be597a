"""What a count sheet says, in the order and the words in which it is set."""

from typing import Final

from inventory.papers.count_sheet import CountSheet, CountSheetLine
from outside.documents import words
from outside.documents.parts import Contents, facts

ENTER: Final = "Enter it with Enter… at the message of"
IS_EMPTY: Final = "Is it empty? If not, write what lies there."


def count_contents(sheet: CountSheet) -> Contents:
    """Return a count sheet for `count_sheet.typ`."""
    return {
        "title": "Count sheet",
        "number": sheet.number,
        "sender": sheet.house,
        "facts": facts(
            ("Printed on", words.day(sheet.issued_on)),
            ("Due on", words.day(sheet.due_on)),
            ("Counter", sheet.counter),
        ),
        "is_blind": sheet.is_blind,
        "lines": [_line(line) for line in sheet.lines],
        "closing": [
            f"{ENTER} {sheet.number}, or send the bot “count {sheet.number}” and scan.",
            "If goods moved while you counted, their line asks again.",
        ],
    }


def _line(line: CountSheetLine) -> Contents:
    return {
        "number": str(line.number),
        "location": line.location,
        "sku": line.sku,
        "name": line.name if line.sku else IS_EMPTY,
        "notes": [text for text in (line.lot and f"Lot {line.lot}", _for_whom(line)) if text],
        "unit": line.unit,
        "expected": "" if line.expected is None else words.number(line.expected),
    }


def _for_whom(line: CountSheetLine) -> str:
    if not line.counted_by:
        return ""
    return f"Once more, by somebody else than {' or '.join(line.counted_by)}"
