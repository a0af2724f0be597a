"""A rejection as it stands: what is no good, why, where it lies, and what became of it."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.language.grammar import MENU, prefixed
from bot.messages.figures import amount, counted, number, place_and_lot, unit_of
from bot.messages.message import Button, Message, say
from bot.messages.naming import rest_of
from bot.messages.telling import Telling, day, plain
from bot.messages.text import Bold, Code, Line, Link, clipped, line, who
from inventory.documents.rejection import Outlet, Rejection, Settlement
from inventory.supplier import Supplier

SETTLED: Final = {
    Outlet.RETURN_TO_VENDOR: "returned to the supplier",
    Outlet.REFURBISH: "good after all",
    Outlet.SCRAP: "scrapped",
}
PLANNED: Final = {
    Outlet.RETURN_TO_VENDOR: "sent back to the supplier",
    Outlet.REFURBISH: "refurbished, then taken back to stock",
    Outlet.SCRAP: "scrapped",
}
"""What is meant to become of goods -> its words."""

WAYS: Final = {
    Outlet.RETURN_TO_VENDOR: ("Return to vendor…", "return_rejected"),
    Outlet.REFURBISH: ("Refurbish…", "refurbish_rejected"),
    Outlet.SCRAP: ("Scrap…", "scrap_rejected"),
}
"""What can become of goods -> its button and its step."""

SETTLEMENTS_SHOWN: Final = 10
LISTED_MAX: Final = 20


def rejection_message(rejection: Rejection, telling: Telling) -> Message:
    """Word a rejection, with what can become of it."""
    lines = (_header(rejection, telling), *_details(rejection, telling))
    return Message(lines, tuple(_buttons(rejection, telling)))


def rejections_listed(found: Sequence[Rejection], telling: Telling, prefix: str = "") -> Message:
    """Word the rejections that wait for somebody to decide, the oldest first."""
    if not found:
        return say("No rejected goods wait to be decided about.")
    lines = [line(Bold(f"{counted(len(found), 'rejection')} to decide about, the oldest first:"))]
    lines += [summary(one, telling) for one in found[:LISTED_MAX]]
    lines += rest_of(found, LISTED_MAX, ", on the tab Rejections.")
    typed = Code(f"{prefixed(MENU, prefix)} settle {found[0].number} return")
    return Message((*lines, line("Say what becomes of one: ", typed, ", refurbish or scrap.")))


def summary(rejection: Rejection, telling: Telling) -> Line:
    """Word an open rejection in one line."""
    left = amount(rejection.outstanding, unit_of(telling.book, rejection.item))
    where = place_and_lot(rejection.location, rejection.lot)
    came = rejection.purchase_order or rejection.customer_return
    order = f", {came}" if came else ""
    meant = f", to be {PLANNED[rejection.planned]}" if rejection.planned else ""
    return line(
        Bold(rejection.number),
        f" {left} of {rejection.item} at {where}: {plain(rejection.reason)}{order}{meant}, "
        f"since {day(rejection.rejected_on)}",
    )


def _header(rejection: Rejection, telling: Telling) -> Line:
    unit = unit_of(telling.book, rejection.item)
    stands = (
        f"{number(rejection.outstanding)} to be decided" if rejection.is_open else "all settled"
    )
    what = f"{amount(rejection.quantity, unit)} of {telling.item(rejection.item)}"
    return line(Bold(f"Rejection {rejection.number}"), f": {what}, {stands}")


def _details(rejection: Rejection, telling: Telling) -> Iterator[Line]:
    order = f" of {clipped(rejection.purchase_order, 60)}" if rejection.purchase_order else ""
    where = place_and_lot(rejection.location, rejection.lot)
    whose = f"by {_supplier(rejection, telling)}{order}"
    if rejection.customer_return:
        of = f", of {_supplier(rejection, telling)}" if rejection.supplier else ""
        whose = f"came back with {clipped(rejection.customer_return, 60)}{of}"
    yield line(f"{plain(rejection.reason).capitalize()}, {whose}; it lies at {where}.")
    if rejection.planned and rejection.is_open:
        yield line(Bold("Meant to be:"), f" {PLANNED[rejection.planned]}")
    if rejection.note:
        yield line(f"“{clipped(rejection.note)}”")
    if rejection.photo.startswith(("https://", "http://")):
        yield line(Link(rejection.photo, "Picture"))
    elif rejection.photo:
        yield line(f"Picture: {clipped(rejection.photo, 200)}")
    shown = rejection.settlements[-SETTLEMENTS_SHOWN:]
    if earlier := len(rejection.settlements) - len(shown):
        yield line(f"… {counted(earlier, 'earlier settlement')}")
    yield from map(_settled, shown)
    if rejection.gone:
        yield line(f"{number(rejection.gone)} left {clipped(rejection.location, 60)} another way")
    rejected = f" on {day(rejection.rejected_on)} with {rejection.receipt}"
    yield line("Rejected by ", who(rejection.rejected_by), rejected)


def _buttons(rejection: Rejection, telling: Telling) -> Iterator[Button]:
    for outlet, (label, step) in WAYS.items() if rejection.is_open else ():
        is_meant = outlet is rejection.planned and outlet is not Outlet.SCRAP
        style = "primary" if is_meant else "danger" if outlet is Outlet.SCRAP else ""
        yield telling.button(label, step, rejection.number, style=style)


def _supplier(rejection: Rejection, telling: Telling) -> str:
    known = telling.book.get(Supplier, rejection.supplier)
    name = known.name if known and known.name else rejection.supplier
    return clipped(name, 60) or "a supplier nobody has named"


def _settled(one: Settlement) -> Line:
    note = f" “{clipped(one.note, 200)}”" if one.note else ""
    told = f"{number(one.quantity)} {SETTLED[one.outlet]} on {day(one.on)} by "
    return line(told, who(one.by), f", {one.transaction}{note}")
