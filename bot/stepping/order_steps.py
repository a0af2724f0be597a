"""The steps of orders: which request each button makes, and each form.

One table for the buttons that act at once. A form's fields are read here into the same requests.
"""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from bot.stepping.asked import Asked, Fields, Press, Reader, lined, numbered, reasoned
from bot.target import Target
from inventory.book import Book
from inventory.documents.letter import LetterKind
from inventory.documents.pick_list import PickList
from inventory.documents.shipment import Shipment
from inventory.errors import UnknownItem
from inventory.item import Item
from inventory.known import known
from inventory.notices import PaperKind
from inventory.order_commands import AskedPackage
from inventory.order_errors import UnknownLine
from inventory.outbound.labelling import labels_of
from inventory.quantity import Amount


def _tick(target: Target, *, is_ticked: bool) -> Asked:
    facts = {"number": target.number, "rule": target.part, "is_ticked": is_ticked}
    return Asked("tick_rule", facts)


ORDER_PRESSES: Final[Mapping[str, Press]] = {
    "start_picking": lambda target: Asked("plan_pick", {"orders": (target.number,)}),
    "claim": numbered("claim_pick"),
    "release": numbered("release_pick"),
    "give_up": numbered("cancel_pick"),
    "pick": lined("record_pick"),
    "all_right": numbered("check_line"),
    "tick": lambda target: _tick(target, is_ticked=True),
    "untick": lambda target: _tick(target, is_ticked=False),
    "packed": numbered("pack_shipment"),
    "unpack": numbered("unpack_shipment"),
    "delivered": numbered("record_progress", event="delivered"),
    "slip_again": numbered("print_paper", paper=PaperKind.PACKING_SLIP),
    "label_again": numbered("print_paper", paper=PaperKind.LABEL),
    "invoice_again": numbered("print_paper", paper=PaperKind.INVOICE),
    "credit_again": numbered("print_paper", paper=PaperKind.CREDIT_NOTE),
    "resend_shipped": numbered("resend_letter", letter=LetterKind.SHIPPED),
    "resend_delivered": numbered("resend_letter", letter=LetterKind.DELIVERED),
}
"""Step -> the request of its button."""


def read_change(target: Target, fields: Fields, _book: Book) -> Asked:
    """Read what was changed in the form; what others changed meanwhile stays theirs."""
    demands = tuple(filter(None, (one.strip() for one in fields.text("requirements").splitlines())))
    wanted: dict[str, Any] = {
        "priority": int(fields.text("priority")),
        "requested_on": fields.day("requested_on"),
        "requirements": demands,
        "service": fields.chosen("service"),
    }
    changed = {n: v for n, v in wanted.items() if fields.text(n) != fields.opened.get(n, "")}
    return Asked("change_order", {"number": target.number, **changed})


def read_substitute(target: Target, fields: Fields, _book: Book) -> Asked:
    """Read which item is sent instead of which line."""
    facts = {
        "number": target.number,
        "line": int(fields.text("line")),
        "item": fields.text("item"),
        "amount": fields.amount("quantity"),
        "reason": fields.text("reason"),
    }
    return Asked("substitute_item", facts)


def read_short(target: Target, fields: Fields, book: Book) -> Asked:
    """Read what was found at a stop."""
    number = int(fields.text("stop"))
    pick_list = book.get(PickList, target.number)
    stop = pick_list.line(number) if pick_list else None
    if stop is None:
        raise UnknownLine(number=target.number, line=number)
    picked = _base_units(book, stop.item, fields.amount("quantity"))
    facts = {
        "number": target.number,
        "line": number,
        "picked": picked,
        "lot": fields.text("lot"),
        "reason": fields.text("reason"),
        "note": fields.text("note"),
    }
    return Asked("record_pick", facts, is_told=bool(picked))


def read_lot(target: Target, fields: Fields, book: Book) -> Asked:
    """Read which lot was taken at a stop; the one of the list needs no reason."""
    pick_list = book.get(PickList, target.number)
    stop = pick_list.line(target.part) if pick_list else None
    if stop is None:
        raise UnknownLine(number=target.number, line=target.part)
    taken = fields.text("lot")
    is_listed = taken.casefold() == stop.lot.casefold()
    facts = {
        "number": target.number,
        "line": target.part,
        "lot": "" if is_listed else taken,
        "reason": "" if is_listed else fields.text("reason"),
        "note": fields.text("note"),
    }
    return Asked("record_pick", facts, is_told=True)


def read_wrong(target: Target, fields: Fields, book: Book) -> Asked:
    """Read what the check found of a line."""
    shipment = book.get(Shipment, target.number)
    line = shipment.line(target.part) if shipment else None
    if line is None:
        raise UnknownLine(number=target.number, line=target.part)
    facts = {
        "number": target.number,
        "line": target.part,
        "finding": fields.text("finding"),
        "good": _base_units(book, line.item, fields.amount("quantity")),
        "note": fields.text("note"),
        "photo": fields.text("photo"),
    }
    return Asked("check_line", facts, is_told=True)


def read_pack(target: Target, fields: Fields, _book: Book) -> Asked:
    """Read the one box everything is in."""
    sizes = {name: fields.number(name) for name in ("weight", "length", "width", "height")}
    box = AskedPackage(kind=fields.chosen("kind"), **sizes)
    return Asked("pack_shipment", {"number": target.number, "packages": (box,)})


def read_ship(target: Target, fields: Fields, book: Book) -> Asked:
    """Read with whom a shipment leaves: with its labels, unless another way is named."""
    shipment = book.get(Shipment, target.number)
    carrier, tracking = fields.text("carrier"), fields.text("tracking")
    service = "" if carrier else fields.chosen("service")
    if shipment and labels_of(shipment):
        if carrier in ("", shipment.carrier) and tracking in ("", shipment.tracking):
            carrier = tracking = ""  # as it is labelled
    elif not carrier and not service:
        fields.errors["carrier"] = "Choose a service above, or name the carrier."
    facts = {
        "number": target.number,
        "service": service,
        "carrier": carrier,
        "tracking": tracking,
        "pickup_on": fields.day("pickup_on"),
        "pickup_window": fields.text("pickup_window"),
    }
    return Asked("ship_shipment", facts, is_told=True)


def read_credit(target: Target, fields: Fields, _book: Book) -> Asked:
    """Read what of an invoice is taken back; a line an item, as in `2 MUG-BLU`."""
    facts = {
        "number": target.number,
        "reason": fields.text("reason"),
        "lines": fields.goods("goods"),
    }
    return Asked("issue_credit", facts)


def read_progress(target: Target, fields: Fields, book: Book) -> Asked:
    """Read where a shipment is."""
    known(book, Shipment, target.number)
    facts = {name: fields.text(name) for name in ("event", "where", "note")}
    return Asked("record_progress", {"number": target.number, **facts})


ORDER_READERS: Final[Mapping[str, Reader]] = {
    "change": read_change,
    "cancel": reasoned("cancel_order", is_told=True),
    "substitute": read_substitute,
    "short": read_short,
    "lot": read_lot,
    "wrong": read_wrong,
    "pack": read_pack,
    "ship": read_ship,
    "credit": read_credit,
    "progress": read_progress,
}
"""Step -> what reads its form."""


def _base_units(book: Book, sku: str, amount: Amount | None) -> Decimal | None:
    if amount is None:
        return None
    item = book.get(Item, sku)
    if item is None:
        raise UnknownItem(item=sku)
    return item.in_base_units(amount)
