"""What a shopkeeper's shorthand means: from a free remark to a reason code.

Remarks are typed in a hurry ("???missing", "Dagamed", "wet pallet-thrown away"), so that words are
looked for anywhere in them, the most telling first. The remark itself travels as the note.
"""

from typing import Final

_WORDS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    ("scrapped", ("thrown", "throw away", "destroyed")),
    ("damaged", ("damag", "dagamed", "wet", "crush", "rust", "mould", "smash", "broken", "break")),
    ("damaged", ("crack", "fault", "unsaleable", "water", "smudge")),
    ("consumed", ("sample", "display", "showroom", "given away", "mailout")),
    ("missing", ("missing", "lost", "can't find", "mia", "not rcvd", "mystery")),
    ("found", ("found", "put aside", "returned")),
    ("data_entry_error", ("wrong", "incorrect", "mix", "barcode", "reverse", "oops", "credit")),
    ("data_entry_error", ("test", "label", "error", "code")),
    ("not_recorded", ("dotcom", "amazon", "sold", "sales", "ebay", "set")),
    ("counted", ("check", "count", "?")),
    ("correction", ("adjust", "difference")),
)


def reason_for(remark: str) -> str:
    """Return the reason code a remark stands for.

    Examples:
        >>> reason_for("Wet pallet-thrown away"), reason_for("???missing"), reason_for("")
        ('scrapped', 'missing', 'other')
    """
    said = remark.casefold()
    for reason, words in _WORDS:
        if any(word in said for word in words):
            return reason
    return "other"
