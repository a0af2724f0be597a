"""Lots in words: one as it is, those of an item, and what holding one did."""

from collections.abc import Iterable, Sequence
from typing import Final

from bot.language.trace_lines import TraceAsked
from bot.messages.balances import serials_text
from bot.messages.figures import amount, counted, number
from bot.messages.lot_words import held_by, is_so
from bot.messages.message import LOOK_UP, Button, Message, say
from bot.messages.naming import named_first, rest_of
from bot.messages.stock import standing_lines
from bot.messages.text import Bold, Line, clipped, line
from inventory.book import Book
from inventory.documents.remark import RemarkKind
from inventory.inbound_commands import SetLotStatus
from inventory.item import Item
from inventory.lot import Lot, LotStatus
from inventory.notices import RemarkNotice
from inventory.quantity import ZERO
from inventory.questions import LotAnswer
from inventory.transaction import Transaction

HOLD_LOT: Final = "hold_lot"
RELEASE_LOT: Final = "release_lot"
SEPARATOR: Final = "\n"
LINES_MAX: Final = 25
ORDERS_MAX: Final = 5

DID: Final = {
    LotStatus.APPROVED: "Released {lot}",
    LotStatus.HOLD: "Put {lot} on hold",
    LotStatus.QUARANTINE: "Put {lot} into quarantine",
    LotStatus.RECALLED: "Marked {lot} as recalled",
}
"""Status -> what was done by setting it."""


def card(book: Book, answer: LotAnswer) -> Message:
    """Word a lot as it is, with what can be done about it."""
    lot, unit = answer.lot, answer.item.unit
    name = f"{_called(answer.item, lot)} ({clipped(answer.item.name, 60)})"
    there = f"{amount(answer.on_hand, unit)} on hand"
    free = "" if answer.is_approved else ", none of it available"
    lines = [line(Bold(name), f": {_status(answer)}. {there}{free}.")]
    lines += [line(text) for text in (_origin(lot), _came(lot)) if text]
    lines += standing_lines(answer.item, answer.standings)[:LINES_MAX]
    return Message(tuple(lines), _buttons(book, answer))


def several(answers: Sequence[LotAnswer], text: str) -> Message:
    """Word which of our lots are one of the supplier's."""
    item = answers[0].item
    start = f"{clipped(text, 60)} is {counted(len(answers), 'lot')} of {item.sku}:"
    return say(start, *(_row(one) for one in answers[:LINES_MAX]))


def listed(item: Item, answers: Sequence[LotAnswer]) -> Message:
    """Word the lots of an item: those that lie somewhere or are held, first expired first."""
    name = f"{item.sku} ({clipped(item.name, 60)})"
    told = [one for one in answers if one.on_hand or one.lot.status is not LotStatus.APPROVED]
    if not told:
        return say(f"No lot of {name} lies anywhere.")
    rows = list(_pieces(told)) if item.is_serial else [_row(one) for one in told]
    order = "by where they lie" if item.is_serial else "first expired first"
    noun = "serial number" if item.is_serial else "lot"
    header = line(Bold(name), f": {counted(len(told), noun)}, {order}.")
    return Message((header, *rows[:LINES_MAX], *rest_of(rows, LINES_MAX, ".")))


def lot_title(book: Book, transaction: Transaction, command: SetLotStatus) -> str:
    """Say what was done to a lot."""
    lot = _lot_in(transaction)
    item = book.get(Item, command.item)
    called = _called(item, lot) if lot and item else f"lot {clipped(command.lot, 60)}"
    return DID[command.status].format(lot=called[0].lower() + called[1:])


def lot_details(book: Book, transaction: Transaction) -> list[Line]:
    """Say why a lot is held, what that is about, and which orders had to let go of it."""
    lot = _lot_in(transaction)
    if lot is None:
        return []
    item = book.get(Item, lot.item)
    on_hand = sum((q for (_, code), q in book.balances(lot.item).items() if code == lot.code), ZERO)
    much = amount(on_hand, item.unit if item else "piece")
    lines = [line(f"“{clipped(lot.reason, 200)}”")] if lot.reason else []
    state = "available again" if lot.is_approved else "not available now"
    lines.append(line(f"{much} on hand, {state}."))
    released = [
        f"{number(notice.remark.quantity)} for {notice.thread}"
        for notice in transaction.notices
        if isinstance(notice, RemarkNotice) and notice.remark.kind is RemarkKind.LOT_HELD
    ]
    if released:
        lines.append(line(f"Let go of what was kept: {named_first(released, ORDERS_MAX)}."))
    return lines


def lot_value(book: Book, lot: Lot) -> str:
    """Return what a button about a lot carries: which, and how new the message is."""
    version = book.version_of("lot", lot.key)
    return SEPARATOR.join((lot.item, lot.code, str(version)))


def _lot_in(transaction: Transaction) -> Lot | None:
    return next((c.after for c in transaction.changes if isinstance(c.after, Lot)), None)


def _called(item: Item, lot: Lot) -> str:
    if not lot.code:
        return f"All {item.sku}"
    kind = "Serial" if item.is_serial else "Lot"
    return f"{kind} {clipped(lot.code, 60)} of {item.sku}"


def _status(answer: LotAnswer) -> str:
    if answer.is_approved:
        return "approved"
    return is_so(answer.status, answer.lot.reason)


def _origin(lot: Lot) -> str:
    by = f" of {clipped(lot.supplier, 40)}" if lot.supplier else ""
    facts = (
        f"supplier's lot {clipped(lot.supplier_lot, 60)}{by}" if lot.supplier_lot else "",
        f"from {clipped(lot.supplier, 40)}" if lot.supplier and not lot.supplier_lot else "",
        f"made on {lot.made_on}" if lot.made_on else "",
        f"expires on {lot.expires_on}" if lot.expires_on else "",
    )
    text = ", ".join(filter(None, facts))
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _came(lot: Lot) -> str:
    with_it = f", with {clipped(lot.document, 40)}" if lot.document else ""
    return f"Came first in {lot.receipt}{with_it}." if lot.receipt else ""


def _row(answer: LotAnswer) -> Line:
    lot = answer.lot
    supplier = f" (supplier's {clipped(lot.supplier_lot, 60)})" if lot.supplier_lot else ""
    expires = f", expires {lot.expires_on}" if lot.expires_on else ""
    held = "" if answer.is_approved else f", {_status(answer)}"
    there = amount(answer.on_hand, answer.item.unit)
    return line(Bold(clipped(lot.code, 60)), f"{supplier}: {there}{expires}{held}")


def _pieces(answers: Sequence[LotAnswer]) -> Iterable[Line]:
    """Word single pieces by where they lie and how they are, their numbers as ranges."""
    groups: dict[tuple[str, str], list[str]] = {}
    for one in answers:
        where = ", ".join(standing.location for standing in one.standings) or "not here"
        held = "" if one.is_approved else f" ({_status(one)})"
        groups.setdefault((where, held), []).append(one.lot.code)
    for (where, held), codes in sorted(groups.items()):
        yield line(Bold(where), f"{held}: {serials_text(codes)}")


def _buttons(book: Book, answer: LotAnswer) -> tuple[Button, ...]:
    lot = answer.lot
    value = lot_value(book, lot)
    trace = Button("Trace", f"{LOOK_UP}.0", f"trace {TraceAsked(lot.item, lot.code).written}")
    if recall := held_by(answer.status, lot.reason).recall:
        return (Button(f"Recall {recall}", f"{LOOK_UP}.1", f"recall {recall}"), trace)
    hold = Button("Hold…" if lot.is_approved else "Change…", HOLD_LOT, value)
    can_go = answer.status in (LotStatus.HOLD, LotStatus.QUARANTINE)
    release = (Button("Release", RELEASE_LOT, value, "primary"),) if can_go else ()
    return (*release, hold, trace)
