"""Verbs about recalls: lots taken back from everywhere."""

from typing import Final

from bot.language.verb import Shape, Verb

RECALL_VERBS: Final = (
    Verb(
        "recall",
        "Take lots back: held everywhere at once, with the kits made of them, and accounted for "
        "customer by customer. It shows first whom it reaches.",
        'JAM-STR lot:L7 glass in one jar tell:"send them back to us"',
        "JAM-STR lot:L7 glass in one jar",
        takes=("lot", "slot", "lots", "sn", "supplier", "since", "until", "tell", "reason"),
        shapes=(
            Shape("slot:F-1 glass in one jar", "The supplier's number, of whatever item."),
            Shape(
                "TEA-EARL lots:L19..L22 wrong label now", "A range; `now` at the end asks no more."
            ),
            Shape(
                "supplier:TEAHOUSE since:2026-10-01 until:2026-10-31 wrong label",
                "All lots that came of a supplier between two days.",
            ),
            Shape("RC-1", "Shows a recall: what lies where, and who still has some."),
            Shape("RC-1 notify CAFE-SOL", "Shows the letter first; `now` at the end sends it."),
            Shape("RC-1 told CAFE-SOL", "Notes that somebody called them."),
            Shape("RC-1 remind", "Asks again whoever has not answered or still has some."),
            Shape("RC-1 ack CAFE-SOL they look for it", "Notes that they have answered."),
            Shape("RC-1 destroyed 3 CAFE-SOL", "Notes what they threw away; `all` for the rest."),
            Shape(
                "RC-1 from CAFE-SOL 2",
                "Says whose it is that came back without a name; all of it without a number.",
            ),
            Shape("RC-1 add lot:L24", "Recalls further lots under the same number."),
            Shape(
                "RC-1 decide scrap",
                "Says what becomes of what is held: scrap, return, destroy or refurbish.",
            ),
            Shape("RC-1 close the rest was eaten", "Ends it, with a report."),
            Shape("RC-1 lift it was another lot", "It was a mistake: all is as it was."),
        ),
        right="start_recall",
        is_about_orders=True,
    ),
    Verb(
        "trace",
        "Where a lot came from and who has got some of it, through every kit it went into.",
        "JAM-STR lot:L7 forward",
        "JAM-STR lot:L7",
        takes=("lot", "slot", "sn"),
        shapes=(
            Shape("slot:F-1", "The supplier's number, of whatever item."),
            Shape("DRILL sn:104 back", "One piece: only where it came from."),
            Shape(
                "SH-4", "The lots that left with a shipment; SO-7, RMA-2, PO-3 and RC-1 likewise."
            ),
        ),
        right="look",
    ),
    Verb("recalls", "Which recalls are open, and how much is back.", "", "", is_about_orders=True),
)
