"""Verbs about goods: what comes, moves, leaves and lies there."""

from typing import Final

from bot.language.verb import Shape, Verb
from inventory.commands import (
    AdjustStock,
    CountStock,
    MoveStock,
    PickStock,
    ReceiveStock,
    ReturnStock,
    ShipStock,
)
from inventory.inbound_commands import TransferStock
from inventory.reasons import REJECT_REASONS

GOODS_VERBS: Final = (
    Verb(
        "receive",
        "Book in what a supplier delivered.",
        "24 JAM-STR @A-03 lot:L7 exp:2028-01-31 po:PO-12 cost:3.20",
        "24 MUG-BLU @A-01",
        ReceiveStock,
        needs=("quantity", "item"),
        takes=(
            *("location", "lot", "slot", "sn", "exp", "made", "po", "rejected", "reason"),
            *("photo", "cost", "freight", "date", "note"),
        ),
        has_command=True,
        place="Into",
        done="Received",
        spellings=("recv", "in"),
        shapes=(
            Shape("po:PO-12", "Opens a form with all that is still to come of the order."),
            Shape(
                "22 MUG-BLU po:PO-12 rejected:2 reason:damaged photo:https://…",
                "Takes 22 in; the 2 that are no good go to quarantine. 0 takes none.",
            ),
        ),
        reasons=REJECT_REASONS,
    ),
    Verb(
        "pick",
        "Take goods from a bin to packing.",
        "12 JAM-STR @A-03 lot:L7 order:SO-7",
        "12 MUG-BLU @A-01",
        PickStock,
        needs=("quantity", "item", "location"),
        takes=("lot", "sn", "order", "date", "note"),
        has_command=True,
        place="From bin",
        done="Picked",
        shapes=(
            Shape("SO-7", "Makes the order's pick list, or shows it."),
            Shape("SO-7 SO-8", "Makes one pick list of several orders: a wave."),
            Shape("PK-3", "Shows a pick list."),
        ),
    ),
    Verb(
        "ship",
        "Send packed goods to a customer.",
        '12 MUG-BLU order:SO-7 carrier:DHL track:00340434161094 to:"Cafe Sol"',
        "12 MUG-BLU carrier:DHL track:00340434161094",
        ShipStock,
        needs=("quantity", "item"),
        takes=("location", "lot", "sn", "order", "carrier", "track", "to", "date", "note"),
        has_command=True,
        place="From packing place",
        done="Shipped",
        shapes=(
            Shape(
                "SH-4 carrier:DHL track:00340434161094042557",
                "Hands a packed shipment over; `service:` names one from the tab Carriers.",
            ),
        ),
    ),
    Verb(
        "count",
        "Say what really lies in a bin.",
        "22 MUG-BLU @A-01 reason:damaged",
        "22 MUG-BLU @A-01",
        CountStock,
        needs=("quantity", "item", "location"),
        takes=("lot", "sn", "reason", "date", "note"),
        has_command=True,
        done="Counted",
        shapes=(
            Shape(
                "zone:A class:A sample:20 for:@U0ANA by:2026-12-01",
                "Makes a count of what is named; `bin:`, `items:`, `since:` and `site:` narrow it "
                "down too, `suspect` takes what seems wrong, `due` what is due, `all` everything, "
                "`blind:no` shows what the book expects.",
            ),
            Shape("CC-3", "Shows a count; `take` or `give back` at the end says who counts it."),
            Shape(
                "CC-3 12 MUG-BLU @A-01; empty @B-02",
                "Says what was found; paste as many lines as you like.",
            ),
            Shape("CC-3 close", "Ends a count; `cancel` lets one go of which nothing is posted."),
        ),
        further=("zone", "bin", "items", "class", "sample", "since", "site", "blind", "for", "by"),
    ),
    Verb(
        "return",
        "Take back what a customer sent; its condition decides where it goes.",
        "1 MUG-BLU condition:opened order:SO-7",
        "1 MUG-BLU condition:damaged",
        ReturnStock,
        needs=("quantity", "item", "condition"),
        takes=("location", "lot", "sn", "order", "override", "date", "note"),
        has_command=True,
        place="Into (where not the usual place)",
        done="Returned",
        shapes=(
            Shape("SO-7", "Opens a form with all of the order that may come back."),
            Shape(
                'SO-7 2 MUG-BLU; 1 TEE-BLK-M SO-9 reason:"arrived broken" want:refund',
                "Announces a return of one order or several; want:replacement sends goods instead.",
            ),
            Shape(
                "new 2 MUG-BLU customer:CAFE-SOL",
                'Announces one without an order; override:"goodwill" takes what is late.',
            ),
            Shape("RMA-3", "Shows a return."),
            Shape(
                "RMA-3 arrived",
                "Takes in all of it; `line:1 good:2` or `2 MUG-BLU lot:L7` a part.",
            ),
            Shape(
                'RMA-3 inspect line:1 2 damaged scrap note:"chipped"',
                "Says what was found, and what becomes of it if not what is usual: restock @A-01, "
                "refurbish, quarantine, scrap or vendor.",
            ),
            Shape("RMA-3 refund", "Credits it, or replace sends others; `line:1 2` a part."),
            Shape("RMA-3 close they keep it", "Expects nothing more; cancel before it has come."),
        ),
        further=("to", "by", "want", "reason", "photo", "carrier", "track", "line", "good"),
    ),
    Verb(
        "stock",
        "How much there is, and where.",
        "MUG-BLU",
        "MUG-BLU",
        has_command=True,
    ),
    Verb(
        "move",
        "Move goods from one bin to another.",
        "6 MUG-BLU A-01 > B-02",
        "6 MUG-BLU A-01 > B-02",
        MoveStock,
        needs=("quantity", "item", "location", "target"),
        takes=("lot", "sn", "reason", "date", "note"),
        place="From bin",
        done="Moved",
        spellings=("mv",),
    ),
    Verb(
        "putaway",
        "What waits in receiving, and which bin it goes to; scan goods, then their bin.",
        "6 JAM-STR lot:L7 @B-03",
        "",
        takes=("quantity", "item", "location", "lot"),
        spellings=("put",),
        shapes=(
            Shape("PA-3", "Shows a putaway."),
            Shape("PA-3 line:2 @B-03", "Puts a line there; `good:6` puts six of it."),
            Shape("6 MUG-BLU RECEIVING > B-02", "Moves goods, whether they wait there or not."),
        ),
        right="put_away",
        is_about_orders=True,
    ),
    Verb(
        "transfer",
        "Send goods to another site, and say what has arrived.",
        "6 MUG-BLU A-01 > NORTH",
        "6 MUG-BLU A-01 > NORTH",
        TransferStock,
        needs=("quantity", "item", "location", "target"),
        takes=("lot", "sn", "note"),
        target="To site or bin",
        place="From bin",
        done="Sent",
        shapes=(
            Shape("TR-2 arrived", "Takes in all that is on its way."),
            Shape(
                "TR-2 line:1 good:5 @N-01",
                "Takes in five of a line; `lost` at the end gives its rest up.",
            ),
            Shape("TR-2", "Shows a transfer."),
        ),
    ),
    Verb("transfers", "What is on its way between sites.", "", "", is_about_orders=True),
    Verb(
        "adjust",
        "Correct the book by a difference.",
        "-2 MUG-BLU @A-01 reason:damaged",
        "-2 MUG-BLU @A-01 reason:damaged",
        AdjustStock,
        needs=("quantity", "item", "location", "reason"),
        takes=("lot", "sn", "date", "note"),
        done="Adjusted",
    ),
)
