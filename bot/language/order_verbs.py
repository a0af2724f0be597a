"""Verbs about customers' orders, from the line to the door."""

from typing import Final

from bot.language.verb import Shape, Verb

ORDER_VERBS: Final = (
    Verb(
        "order",
        "Take a customer's order; what is there is kept for it.",
        "CAFE-SOL 12 MUG-BLU; 3 pack TEE-BLK-M price:4.50 off:10 by:2026-12-01 ref:4711 "
        'priority:urgent req:"gift card" service:DHL-PAKET note:"rings twice"',
        "CAFE-SOL 12 MUG-BLU; 3 TEE-BLK-M by:tomorrow",
        takes=("to", "by", "ref", "priority", "req", "price", "off", "service", "note"),
        spellings=("so",),
        shapes=(Shape("SO-7", "Shows an order."),),
        right="place_order",
        is_about_orders=True,
    ),
    Verb(
        "orders",
        "What is open, the most urgent first.",
        "CAFE-SOL",
        "",
        is_about_orders=True,
    ),
    Verb(
        "wave",
        "Propose orders to be picked in one walk.",
        "SO-7 SO-8",
        "",
        right="plan_pick",
        is_about_orders=True,
    ),
    Verb(
        "check",
        "Look over what was picked, as a second person.",
        'SH-4 line:2 found:damaged good:6 note:"two are chipped"',
        "SH-4",
        takes=("line", "found", "good", "note"),
        shapes=(Shape("SH-4 ok", "Says that all of it is right."),),
        right="check_line",
        is_about_orders=True,
    ),
    Verb(
        "pack",
        "Close the boxes; without a box the proposed ones are taken.",
        "SH-4 box:BOX-S weight:4.2",
        "SH-4",
        takes=("box", "weight"),
        right="pack_shipment",
        is_about_orders=True,
    ),
    Verb(
        "track",
        "Where a shipment is, by its number or the carrier's.",
        "SH-4",
        "SH-4",
        is_about_orders=True,
    ),
    Verb(
        "cancel",
        "Let an order go, or what is left of a pick list; what was picked goes back.",
        "SO-7 ordered by mistake",
        "SO-7 ordered by mistake",
        shapes=(
            Shape("PK-3", "Gives up what was not fetched; it stays kept."),
            Shape("PO-12 too dear", "Lets a purchase order go; one's own draft, or as a manager."),
        ),
        right="cancel_order",
        is_about_orders=True,
    ),
    Verb(
        "credit",
        "Take an invoice back by a credit note; a part of it by the button Credit….",
        "INV-1 two arrived broken",
        "INV-1 two arrived broken",
        right="issue_credit",
        is_about_orders=True,
    ),
)
