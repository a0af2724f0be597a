"""The language of the warehouse: one table of verbs, beside the one of options.

Commands, forms, help, suggestions and the app manifest derive from these tables. A new verb is a row
here and its command in `inventory/`.
"""

from dataclasses import dataclass
from typing import Final

from bot.language.option_table import OPTIONS as OPTIONS
from bot.language.option_table import SPELLINGS as SPELLINGS
from bot.language.option_table import Option as Option
from bot.language.option_table import OptionKind as OptionKind
from inventory.base_command import BaseCommand
from inventory.commands import (
    AdjustStock,
    CountStock,
    MoveStock,
    PickStock,
    ReceiveStock,
    ReturnStock,
    ShipStock,
    StockCommand,
)
from inventory.inbound_commands import BuildKit, TransferStock, UnbuildKit
from inventory.reasons import REJECT_REASONS


@dataclass(frozen=True, slots=True)
class Shape:
    """Another line that a verb takes: about a document, where the usual one is about goods.

    Attributes:
        usage: how it is typed; `does`: what comes of it.
    """

    usage: str
    does: str


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing people can do or ask.

    Attributes:
        command: what it posts; None for a question.
        needs: the parts without which a form opens; `takes`: further parts it has a use for.
        has_command: whether it is a slash command of its own besides `/inv <verb>`.
        usage: the shape of a line; `example`: one that could be typed as it stands.
        place, target: what the `@` and the `>` mean, as labels on its form.
        done: what the answer says happened.
        shapes: further lines it takes.
        reasons: those it takes, where they are others than a count's.
        right: what it takes to type it, where that is not the verb's own name.
        is_about_orders: it is about orders and what becomes of them, and posts no lines.
    """

    name: str
    summary: str
    usage: str
    example: str
    command: type[BaseCommand] | None = None
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    has_command: bool = False
    place: str = "Bin"
    target: str = "To bin"
    done: str = ""
    spellings: tuple[str, ...] = ()
    shapes: tuple[Shape, ...] = ()
    reasons: tuple[str, ...] = ()
    right: str = ""
    is_about_orders: bool = False

    @property
    def acts(self) -> bool:
        """Whether a line of it can change something; all others only ask."""
        return self.command is not None or self.is_about_orders

    @property
    def posts_lines(self) -> bool:
        """Whether it posts any number of lines together; else its line is one of its own."""
        return self.command is not None and issubclass(self.command, StockCommand)

    @property
    def is_about_goods(self) -> bool:
        """Whether it asks about an item or a bin."""
        return self.name in _ABOUT_GOODS

    @property
    def parts(self) -> tuple[str, ...]:
        """Everything a line of it may hold, in the order forms ask."""
        return tuple(part for part in _ORDER if part in (*self.needs, *self.takes))

    @property
    def options(self) -> tuple[Option, ...]:
        return tuple(OPTIONS[part] for part in self.parts if part in OPTIONS)


_ORDER: Final = ("item", "quantity", "location", "target", *OPTIONS)

_ABOUT_GOODS: Final = ("stock", "find", "history", "why", "kit")

VERBS: Final[dict[str, Verb]] = {
    verb.name: verb
    for verb in (
        Verb(
            "receive",
            "Book in what a supplier delivered.",
            "24 MUG-BLU @A-01 lot:L7 exp:2027-03-01 po:PO-12 cost:3.20",
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
            "12 MUG-BLU @A-01 lot:L7 order:SO-7",
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
        ),
        Verb(
            "return",
            "Take back what a customer sent; its condition decides where it goes.",
            "1 MUG-BLU condition:opened order:SO-7",
            "1 MUG-BLU condition:damaged",
            ReturnStock,
            needs=("quantity", "item", "condition"),
            takes=("location", "lot", "sn", "order", "date", "note"),
            has_command=True,
            place="Into (where not the usual place)",
            done="Returned",
            spellings=("returns",),
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
            "6 MUG-BLU lot:L7 @B-03",
            "",
            takes=("quantity", "item", "location", "lot"),
            spellings=("put",),
            shapes=(
                Shape("PA-3", "Shows a putaway."),
                Shape("PA-3 line:2 @B-03", "Puts a line there; `good:6` puts six of it."),
                Shape("6 MUG-BLU IN > B-02", "Moves goods, whether they wait there or not."),
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
        Verb(
            "order",
            "Take a customer's order; what is there is kept for it.",
            "CAFE-SOL 12 MUG-BLU; 3 case TEE-BLK-M price:4.50 off:10 by:2026-12-01 ref:4711 "
            'priority:urgent req:"gift card" service:DHL-STD note:"rings twice"',
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
                Shape(
                    "PO-12 too dear", "Lets a purchase order go; one's own draft, or as a manager."
                ),
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
            "settle",
            "Say what becomes of rejected goods: they go back, are good after all, or are scrapped.",
            'RJ-3 return 2 note:"credit note promised"',
            "RJ-3 return 2",
            takes=("note",),
            shapes=(
                Shape("RJ-3 rework 2 @A-01", "Takes them in after all."),
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
        Verb("find", "Look for an item, or what lies in a bin.", "mug", "@A-01"),
        Verb("history", "What happened to an item.", "MUG-BLU @A-01", "MUG-BLU"),
        Verb(
            "why",
            "Why stock cannot be picked: where it is held, and by whom.",
            "MUG-BLU",
            "MUG-BLU",
        ),
        Verb(
            "label",
            "Print labels for items, lots, single pieces and bins.",
            "JAM-STR lot:L7 copies:24 size:4x6 code:datamatrix",
            "MUG-BLU copies:24",
            takes=("lot", "sn", "holds", "copies", "size", "code", "start"),
            spellings=("labels", "print"),
            shapes=(
                Shape(
                    "A-01 A-02 B-*", "Labels of bins: by name, B-* all alike, A-01..A-12 a range."
                ),
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
        Verb("undo", "Take a posting back.", "TX-12", "TX-12"),
        Verb("status", "How the bot itself is doing: what lags, what waits.", "", ""),
        Verb("help", "This page, or one verb's.", "receive", "receive", spellings=("?",)),
    )
}

VERB_SPELLINGS: Final[dict[str, str]] = {
    spelling: verb.name for verb in VERBS.values() for spelling in (verb.name, *verb.spellings)
}


@dataclass(frozen=True, slots=True)
class Shortcut:
    """Something in a message's own menu. Slack shows at most 24 characters of its name."""

    id: str
    name: str
    does: str


MAKE_ORDER: Final = Shortcut(
    "make_order", "Make an order of this", "Opens an order with what could be read of the message."
)
SHORTCUTS: Final = (MAKE_ORDER,)

MENU: Final = "/inv"
"""The command that takes every verb."""

SLASH_COMMANDS: Final[tuple[str, ...]] = (
    *(f"/{verb.name}" for verb in VERBS.values() if verb.has_command),
    MENU,
)


def prefixed(command: str, prefix: str) -> str:
    """Return a command's name in a workspace where it needs a prefix.

    Examples:
        >>> prefixed("/receive", "wh"), prefixed("/receive", "")
        ('/wh-receive', '/receive')
    """
    return f"/{prefix}-{command[1:]}" if prefix else command
