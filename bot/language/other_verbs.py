"""Verbs that ask, label and judge: items, lots, values, the bot itself."""

from typing import Final

from bot.language.verb import Shape, Verb

OTHER_VERBS: Final = (
    Verb("find", "Look for an item, or what lies in a bin.", "mug", "@A-01"),
    Verb("history", "What happened to an item.", "MUG-BLU @A-01", "MUG-BLU"),
    Verb(
        "why",
        "Why stock cannot be picked: where it is held, and by whom.",
        "MUG-BLU",
        "MUG-BLU",
        shapes=(Shape("reorder MUG-BLU", "Why it is proposed to be bought, or why it is not."),),
    ),
    Verb(
        "label",
        "Print labels for items, lots, single pieces and bins.",
        "JAM-STR lot:L7 copies:24 size:4x6 code:datamatrix",
        "MUG-BLU copies:24",
        takes=("lot", "sn", "holds", "copies", "size", "code", "start"),
        spellings=("labels", "print"),
        shapes=(
            Shape("A-01 A-02 B-*", "Labels of bins: by name, B-* all alike, A-01..A-12 a range."),
            Shape("DRILL sn:100-119", "A label for each serial number."),
        ),
        right="print_labels",
    ),
    Verb(
        "hold",
        "Hold a lot back: it stays on hand, and nobody can pick, pack or ship it.",
        "JAM-STR lot:L7 glass in one jar",
        "JAM-STR lot:L7 glass in one jar",
        takes=("lot", "slot", "sn", "status", "reason"),
        shapes=(
            Shape(
                "JAM-STR slot:F-1 status:recalled notice 4711",
                "Marks the supplier's lot F-1 as recalled.",
            ),
        ),
        right="set_lot_status",
    ),
    Verb(
        "release",
        "Let a lot be picked again.",
        "JAM-STR lot:L7",
        "JAM-STR lot:L7",
        takes=("lot", "slot", "sn"),
        right="set_lot_status",
    ),
    Verb(
        "lot",
        "What a lot is: its supplier's number, expiry, status, where it lies, what brought it.",
        "JAM-STR L7",
        "JAM-STR L7",
        takes=("lot", "slot", "sn"),
    ),
    Verb("lots", "The lots of an item, first expired first.", "JAM-STR", "JAM-STR"),
    Verb(
        "value",
        "What stock is worth, and what the goods cost that left.",
        "MUG-BLU",
        "",
        right="see_value",
    ),
    Verb(
        "accuracy",
        "How right the book was when it was counted, and what was lost.",
        "by:item from:2026-10-01 to:2026-10-31",
        "by:bin",
        shapes=(
            Shape("by:person", "Of everybody's lines how many were right, and what was off."),
            Shape("by:month", "Month by month, a year back."),
        ),
        right="see_accuracy",
    ),
    Verb("undo", "Take a posting back.", "TX-12", "TX-12"),
    Verb("status", "How the bot itself is doing: what lags, what waits.", "", ""),
    Verb("help", "This page, or one verb's.", "receive", "receive", spellings=("?",)),
)
