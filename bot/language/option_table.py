"""The options of the language of the warehouse: one row for each `name:value` part."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from inventory.condition import Condition
from inventory.documents.customer_return import Remedy
from inventory.documents.order import Priority
from inventory.lot import LotStatus
from inventory.order_commands import Finding
from inventory.papers.stock_label import LabelCode, LabelSize
from inventory.reasons import REASONS


class OptionKind(StrEnum):
    """How an option's value is read, and which widget asks for it."""

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    AMOUNT = "amount"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Option:
    """One `name:value` part.

    Attributes:
        field: the field of `Line`, or of what is asked about an order, that it fills;
            `occurred_on` belongs to the whole command.
        label: its field's label on forms; `hint` tells what to write.
        choices: for a choice, the codes it takes.
        spellings: other names it answers to.
        looks_back: whether a day is about what has been.
    """

    name: str
    field: str
    label: str
    hint: str
    kind: OptionKind = OptionKind.TEXT
    choices: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()
    looks_back: bool = False


OPTIONS: Final[dict[str, Option]] = {
    option.name: option
    for option in (
        Option("lot", "lot", "Lot", "the code on the label"),
        Option("slot", "supplier_lot", "Supplier's lot", "the supplier's own lot number"),
        Option("lots", "lots", "Lots", "a range, as L100..L120, or several, as L7,L8"),
        Option(
            "status",
            "status",
            "Status",
            "how a lot is held back",
            OptionKind.CHOICE,
            (LotStatus.HOLD.value, LotStatus.QUARANTINE.value, LotStatus.RECALLED.value),
        ),
        Option(
            "exp",
            "expires_on",
            "Expires on",
            "the last day it may be used",
            OptionKind.DAY,
            spellings=("expires", "expiry"),
        ),
        Option(
            "made",
            "made_on",
            "Made on",
            "the day it was made; tells when it expires where Items has its shelf life",
            OptionKind.DAY,
            looks_back=True,
        ),
        Option(
            "sn",
            "serials",
            "Serial numbers",
            "of each piece, as 100-119 or A7,A9",
            spellings=("serial", "serials"),
        ),
        Option("from", "source", "Components from", "the one bin they come from"),
        Option(
            "parts",
            "parts",
            "Lots of the components",
            "which lots come out, as TEA-EARL=L19; of the only one L19 is enough",
        ),
        Option("po", "document", "Purchase order", "your purchase order"),
        Option(
            "rejected",
            "rejected",
            "Rejected",
            "how many of the delivery are no good, besides the quantity",
            OptionKind.AMOUNT,
            spellings=("reject",),
        ),
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
            "want",
            "remedy",
            "Wanted",
            "what the customer is to get for it",
            OptionKind.CHOICE,
            (Remedy.REFUND.value, Remedy.REPLACEMENT.value),
            spellings=("remedy",),
        ),
        Option(
            "override",
            "override",
            "Taken all the same",
            "why it is taken although it came late, or is more than was shipped",
        ),
        Option(
            "reason",
            "reason",
            "Reason",
            "why",
            OptionKind.CHOICE,
            tuple(REASONS),
        ),
        Option("photo", "photo", "Link to a picture", "post it, and paste its link here"),
        Option("carrier", "carrier", "Carrier", "who takes it"),
        Option(
            "track", "tracking", "Tracking number", "the parcel's number", spellings=("tracking",)
        ),
        Option("to", "to", "Customer", "to whom it goes", spellings=("customer",)),
        Option("cost", "unit_cost", "Unit cost", "what one unit cost", OptionKind.NUMBER),
        Option(
            "freight",
            "freight",
            "Freight",
            "what bringing all of it costs",
            OptionKind.NUMBER,
        ),
        Option(
            "date",
            "occurred_on",
            "Date",
            "when it happened, if not today",
            OptionKind.DAY,
            looks_back=True,
        ),
        Option("by", "requested_on", "Wanted by", "the day it should be there", OptionKind.DAY),
        Option("ref", "reference", "Reference", "the customer's or supplier's own number for it"),
        Option(
            "priority",
            "priority",
            "Priority",
            "how soon it is served",
            OptionKind.CHOICE,
            tuple(priority.name.lower() for priority in Priority),
            spellings=("prio",),
        ),
        Option(
            "req",
            "requirements",
            "Requirements",
            "what has to be done before it is packed; may be said several times",
            spellings=("requires",),
        ),
        Option(
            "price",
            "unit_price",
            "Price",
            "of one unit of that line, before tax",
            OptionKind.NUMBER,
            spellings=("each",),
        ),
        Option("off", "discount_percent", "Discount", "percent off that line", OptionKind.NUMBER),
        Option("service", "service", "Service", "a code from the tab Carriers"),
        Option("line", "line", "Line", "of the document, by its number", OptionKind.NUMBER),
        Option(
            "found",
            "finding",
            "Found",
            "what the check found",
            OptionKind.CHOICE,
            tuple(finding.value for finding in Finding),
        ),
        Option("good", "good", "Good", "how much of the line is right", OptionKind.NUMBER),
        Option(
            "box", "box", "Package", "a code from the tab Package types", spellings=("package",)
        ),
        Option("weight", "weight", "Weight", "kilograms, with the box", OptionKind.NUMBER),
        Option("supplier", "supplier", "Supplier", "whose goods, a code from Suppliers"),
        Option(
            "until",
            "until",
            "Came until",
            "the last day its goods came in",
            OptionKind.DAY,
            looks_back=True,
        ),
        Option("tell", "instructions", "What customers are to do", "printed in their letter"),
        Option("holds", "holds", "Each holds", "how many a label is about", OptionKind.NUMBER),
        Option("copies", "copies", "Copies", "how many of each label", OptionKind.NUMBER),
        Option(
            "size",
            "size",
            "Paper",
            "sheets of labels, or single ones",
            OptionKind.CHOICE,
            tuple(size.value for size in LabelSize),
            spellings=("paper",),
        ),
        Option(
            "code",
            "code",
            "Code",
            "the square on it",
            OptionKind.CHOICE,
            tuple(code.value for code in LabelCode),
        ),
        Option(
            "start",
            "start",
            "Start at",
            "the first free label of a sheet that is half used",
            OptionKind.NUMBER,
        ),
        Option("kind", "kind", "Kind", "of alert: low, out, late …; several as low,out"),
        Option("category", "category", "Category", "of items, as on the tab Items"),
        Option("zone", "zone", "Zone", "an aisle, as its bins begin, or a parent on Locations"),
        Option(
            "bin",
            "bins",
            "Bins",
            "one bin to count, or several as A-01,A-02, B-* or C-01..C-12",
            spellings=("bins",),
        ),
        Option(
            "items",
            "items",
            "Items",
            "one item to count wherever it lies, or several",
            spellings=("item",),
        ),
        Option(
            "class",
            "abc_class",
            "Class",
            "items of that class: A is worth most in a year",
            OptionKind.CHOICE,
            ("A", "B", "C"),
        ),
        Option("sample", "sample", "Sample", "so many at random", OptionKind.NUMBER),
        Option(
            "since",
            "touched_since",
            "Moved since",
            "only what has moved, or come in, since that day",
            OptionKind.DAY,
            looks_back=True,
        ),
        Option("site", "site", "Site", "one site, as Locations names it"),
        Option(
            "blind",
            "is_blind",
            "Blind",
            "no shows those who count what the book expects",
            OptionKind.CHOICE,
            ("yes", "no"),
        ),
        Option("for", "counter", "For", "who counts, as @U0ANA or by name"),
        Option("note", "note", "Note", "anything worth remembering"),
    )
}

SPELLINGS: Final[dict[str, Option]] = {
    spelling: option for option in OPTIONS.values() for spelling in (option.name, *option.spellings)
}
"""Every name an option answers to."""
