"""The language of the warehouse: one table of verbs, one of options.

Commands, forms, help, suggestions and the app manifest derive from these two tables. A new verb is
a row here and its command in `inventory/`.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

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
from inventory.reasons import REASONS
from inventory.returns import Condition


class OptionKind(StrEnum):
    """How an option's value is read, and which widget asks for it."""

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Option:
    """One `name:value` part.

    Attributes:
        field: the field of `Line` it fills; `occurred_on` belongs to the whole command.
        label: its field's label on forms; `hint` tells what to write.
        choices: for a choice, the codes it takes.
        spellings: other names it answers to.
    """

    name: str
    field: str
    label: str
    hint: str
    kind: OptionKind = OptionKind.TEXT
    choices: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()


OPTIONS: Final[dict[str, Option]] = {
    option.name: option
    for option in (
        Option("lot", "lot", "Lot", "the code on the label"),
        Option("slot", "supplier_lot", "Supplier's lot", "the supplier's own lot number"),
        Option(
            "exp",
            "expires_on",
            "Expires on",
            "the last day it may be used",
            OptionKind.DAY,
            spellings=("expires", "expiry"),
        ),
        Option("po", "document", "Purchase order", "your purchase order"),
        Option("order", "document", "Order", "the customer's order", spellings=("so",)),
        Option(
            "condition",
            "condition",
            "Condition",
            "the state it came back in",
            OptionKind.CHOICE,
            tuple(condition.value for condition in Condition),
            spellings=("cond",),
        ),
        Option(
            "reason",
            "reason",
            "Reason",
            "why",
            OptionKind.CHOICE,
            tuple(REASONS),
        ),
        Option("carrier", "carrier", "Carrier", "who takes it"),
        Option(
            "track", "tracking", "Tracking number", "the parcel's number", spellings=("tracking",)
        ),
        Option("to", "to", "Customer", "to whom it goes"),
        Option("cost", "unit_cost", "Unit cost", "what one unit cost", OptionKind.NUMBER),
        Option("date", "occurred_on", "Date", "when it happened, if not today", OptionKind.DAY),
        Option("note", "note", "Note", "anything worth remembering"),
    )
}

SPELLINGS: Final[dict[str, Option]] = {
    spelling: option for option in OPTIONS.values() for spelling in (option.name, *option.spellings)
}
"""Every name an option answers to."""


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
    """

    name: str
    summary: str
    usage: str
    example: str
    command: type[StockCommand] | None = None
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    has_command: bool = False
    place: str = "Bin"
    target: str = "To bin"
    done: str = ""
    spellings: tuple[str, ...] = ()

    @property
    def parts(self) -> tuple[str, ...]:
        """Everything a line of it may hold, in the order forms ask."""
        return tuple(part for part in _ORDER if part in (*self.needs, *self.takes))

    @property
    def options(self) -> tuple[Option, ...]:
        return tuple(OPTIONS[part] for part in self.parts if part in OPTIONS)


_ORDER: Final = ("item", "quantity", "location", "target", *OPTIONS)

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
            takes=("location", "lot", "slot", "exp", "po", "cost", "date", "note"),
            has_command=True,
            place="Into",
            done="Received",
            spellings=("recv", "in"),
        ),
        Verb(
            "pick",
            "Take goods from a bin to packing.",
            "12 MUG-BLU @A-01 lot:L7 order:SO-7",
            "12 MUG-BLU @A-01",
            PickStock,
            needs=("quantity", "item", "location"),
            takes=("lot", "order", "date", "note"),
            has_command=True,
            place="From bin",
            done="Picked",
        ),
        Verb(
            "ship",
            "Send packed goods to a customer.",
            '12 MUG-BLU order:SO-7 carrier:DHL track:00340434161094 to:"Cafe Sol"',
            "12 MUG-BLU carrier:DHL track:00340434161094",
            ShipStock,
            needs=("quantity", "item"),
            takes=("location", "lot", "order", "carrier", "track", "to", "date", "note"),
            has_command=True,
            place="From packing place",
            done="Shipped",
        ),
        Verb(
            "count",
            "Say what really lies in a bin.",
            "22 MUG-BLU @A-01 reason:damaged",
            "22 MUG-BLU @A-01",
            CountStock,
            needs=("quantity", "item", "location"),
            takes=("lot", "reason", "date", "note"),
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
            takes=("location", "lot", "order", "date", "note"),
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
            takes=("lot", "reason", "date", "note"),
            place="From bin",
            done="Moved",
            spellings=("putaway", "mv"),
        ),
        Verb(
            "adjust",
            "Correct the book by a difference.",
            "-2 MUG-BLU @A-01 reason:damaged",
            "-2 MUG-BLU @A-01 reason:damaged",
            AdjustStock,
            needs=("quantity", "item", "location", "reason"),
            takes=("lot", "date", "note"),
            done="Adjusted",
        ),
        Verb("find", "Look for an item, or what lies in a bin.", "mug", "@A-01"),
        Verb("history", "What happened to an item.", "MUG-BLU @A-01", "MUG-BLU"),
        Verb(
            "why",
            "Why stock cannot be picked: where it is held, and by whom.",
            "MUG-BLU",
            "MUG-BLU",
        ),
        Verb("undo", "Take a posting back.", "TX-12", "TX-12"),
        Verb("status", "How the bot itself is doing: what lags, what waits.", "", ""),
        Verb("help", "This page, or one verb's.", "receive", "receive", spellings=("?",)),
    )
}

VERB_SPELLINGS: Final[dict[str, str]] = {
    spelling: verb.name for verb in VERBS.values() for spelling in (verb.name, *verb.spellings)
}

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
