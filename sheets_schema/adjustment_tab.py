"""The inbox in which stock figures are put right."""

from typing import Final

from inventory.reasons import REASONS
from sheets_schema.columns import ANSWER, ITEM_OF_INBOX, Column, Kind, Owner, Tab

ADJUSTMENTS: Final = Tab(
    title="Adjustments",
    sheet_id=107,
    owner=Owner.INBOX,
    key="mark",
    purpose="Put stock figures right: type or paste rows, the bot answers beside them.",
    color="#F9AB00",
    columns=(
        ITEM_OF_INBOX,
        Column(
            "Location",
            "location",
            width=120,
            choices_from=("Locations", "code"),
            is_required=True,
        ),
        Column("Lot", "lot", width=110, note="Only for items that track lots."),
        Column(
            "Change",
            "change",
            Kind.QUANTITY,
            90,
            "By how much the book is off, in units: 2 adds, -2 takes away.",
            is_required=True,
            is_signed=True,
        ),
        Column(
            "Reason",
            "reason",
            Kind.CHOICE,
            140,
            choices=tuple(REASONS),
            is_required=True,
        ),
        Column("Note", "note", width=240),
        ANSWER,
        Column("Serials", "serials", width=140, note="Of each piece, as 100-119 or A7,A9."),
    ),
)
