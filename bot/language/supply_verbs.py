"""Verbs about the way in and the way back: purchase orders, kits, rejected goods, returns."""

from typing import Final

from bot.language.verb import Shape, Verb
from inventory.inbound_commands import BuildKit, UnbuildKit
from inventory.reasons import REJECT_REASONS
from inventory.return_commands import RejectStock

SUPPLY_VERBS: Final = (
    Verb(
        "buy",
        "Draft an order to a supplier, to be approved and sent.",
        "CLAYCO 24 MUG-BLU; 2 case MUG-RED cost:3.20 by:2026-12-01 ref:4711 freight:45 "
        'note:"leave it at the gate"',
        "CLAYCO 24 MUG-BLU; 2 case MUG-RED",
        takes=("cost", "by", "ref", "freight", "note"),
        spellings=("po",),
        shapes=(Shape("PO-12", "Shows a purchase order."),),
        right="place_purchase",
        is_about_orders=True,
    ),
    Verb(
        "purchases",
        "What is ordered and still to come, late ones first.",
        "CLAYCO",
        "",
        is_about_orders=True,
    ),
    Verb(
        "approve",
        "Agree to a purchase order; a dear one takes another manager than who asked for it.",
        "PO-12",
        "PO-12",
        shapes=(
            Shape("AP-1", "Agrees to a count or an adjustment that is off by much."),
            Shape("RP-3", "Agrees to what is proposed: its purchase order is drafted."),
            Shape(
                "RP-3 MUG-BLU=24 BOWL-STD=0",
                "The same with other quantities; 0 leaves an item out.",
            ),
        ),
        right="approve_purchase",
        is_about_orders=True,
    ),
    Verb(
        "send",
        "Send an approved purchase order by mail, or say that its paper was handed over.",
        "PO-12 mail",
        "PO-12 mail",
        shapes=(Shape("PO-12 hand", "Says that the paper was handed over."),),
        right="send_purchase",
        is_about_orders=True,
    ),
    Verb(
        "close",
        "Expect nothing more of a purchase order.",
        "PO-12 the rest is out of stock there",
        "PO-12 the rest is out of stock there",
        right="close_purchase",
        is_about_orders=True,
    ),
    Verb(
        "build",
        "Build a kit of its components, wherever they are free.",
        "5 GIFT-SET @B-01 from:A-01 lot:K7 exp:2027-03-01",
        "5 GIFT-SET @B-01",
        BuildKit,
        needs=("quantity", "item"),
        takes=("location", "from", "lot", "sn", "exp", "note"),
        place="Into (where not its home)",
        done="Built",
        right="build_kit",
    ),
    Verb(
        "unbuild",
        "Take a kit apart; its components come back.",
        "2 GIFT-SET @B-01 > A-01 lot:K7 parts:TEA-EARL=L19",
        "2 GIFT-SET @B-01",
        UnbuildKit,
        needs=("quantity", "item"),
        takes=("location", "target", "lot", "sn", "parts", "note"),
        place="From bin",
        target="Components to bin (where not their homes)",
        done="Took apart",
        right="unbuild_kit",
    ),
    Verb(
        "kit",
        "What a kit is made of, and how many could be built now.",
        "GIFT-SET",
        "GIFT-SET",
    ),
    Verb(
        "reject",
        "Take goods that are no good out of a bin, to go back to their supplier.",
        '5 MUG-BLU @A-01 reason:defective po:PO-3 photo:https://… note:"handles off"',
        "5 MUG-BLU @A-01 reason:defective",
        RejectStock,
        needs=("quantity", "item", "location", "reason"),
        takes=("lot", "sn", "po", "photo", "note"),
        place="From bin",
        done="Rejected",
        reasons=REJECT_REASONS,
        shapes=(
            Shape(
                "AP-1 the pallet behind was not counted",
                "Says no to a count or an adjustment that waits for approval.",
            ),
            Shape("RP-3 we run it out", "Says no to what is proposed, and why; it rests a while."),
        ),
        right="reject_stock",
    ),
    Verb(
        "settle",
        "Say what becomes of rejected goods: they go back, are good after all, or are scrapped.",
        'RJ-3 return 2 note:"credit note promised"',
        "RJ-3 return 2",
        takes=("note",),
        shapes=(
            Shape("RJ-3 refurbish 2 @A-01", "Takes them in after all."),
            Shape("RJ-3 scrap", "Throws all that is left away."),
            Shape("RJ-3", "Shows a rejection."),
        ),
        right="settle_rejection",
        is_about_orders=True,
    ),
    Verb(
        "rejections",
        "Which rejected goods wait to be decided about.",
        "",
        "",
        is_about_orders=True,
    ),
    Verb(
        "returns",
        "Which returns wait for goods, to be inspected, or for a refund or a replacement.",
        "CAFE-SOL",
        "",
        is_about_orders=True,
    ),
)
