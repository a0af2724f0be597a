"""A transfer: what is on its way from one site to another, and what has arrived of it."""

from collections.abc import Iterator, Sequence
from typing import Final

from bot.messages.figures import amount, counted, number, place_and_lot, unit_of
from bot.messages.lot_words import is_so
from bot.messages.message import Button, Message, say
from bot.messages.naming import rest_of
from bot.messages.telling import Telling, day
from bot.messages.text import Bold, Code, Line, Part, clipped, line, who
from inventory.documents.transfer import Transfer, TransferLine, TransferStatus

LINES_SHOWN: Final = 40
TRANSFERS_SHOWN: Final = 25
HERE: Final = "the main site"
"""What places without a site are called."""

STATUSES: Final = {
    TransferStatus.SENT: "on its way",
    TransferStatus.PART_RECEIVED: "partly there",
    TransferStatus.RECEIVED: "received",
}


def transfer_message(transfer: Transfer, telling: Telling) -> Message:
    """Word a transfer."""
    lines = [_header(transfer)]
    lines += [_line(one, telling) for one in transfer.lines[:LINES_SHOWN]]
    more = len(transfer.lines) - LINES_SHOWN
    if more > 0:
        lines.append(line(f"… and {counted(more, 'more line')}, on the tab Transfers."))
    if transfer.note:
        lines.append(line(f"“{clipped(transfer.note)}”"))
    lines.append(_meanwhile(transfer))
    return Message(tuple(lines), tuple(_buttons(transfer, telling)))


def transfers_listed(found: Sequence[Transfer], telling: Telling, prefix: str = "") -> Message:
    """Word the transfers that are on their way, the oldest first."""
    if not found:
        typed = Code(f"{prefix} 6 MUG-BLU A-01 > NORTH")
        return say(line("Nothing is on its way between sites. Send some with ", typed, "."))
    rows = [_row(one, telling) for one in found[:TRANSFERS_SHOWN]]
    rows += rest_of(found, TRANSFERS_SHOWN, ", on the tab Transfers.")
    return Message((line(Bold(f"{counted(len(found), 'transfer')} on the way:")), *rows))


def site_name(site: str) -> str:
    """Name a site; places without one are the main site."""
    return clipped(site, 60) or HERE


def _header(transfer: Transfer) -> Line:
    return line(
        Bold(f"Transfer {transfer.number}"),
        f" from {site_name(transfer.from_site)} to {site_name(transfer.to_site)}: "
        f"{STATUSES[transfer.status]}",
    )


def _row(transfer: Transfer, telling: Telling) -> Line:
    first = next(one for one in transfer.lines if one.outstanding)
    unit = unit_of(telling.book, first.item)
    others = sum(bool(one.outstanding) for one in transfer.lines) - 1
    more = f" and {counted(others, 'more line')}" if others else ""
    way = f"{site_name(transfer.from_site)} to {site_name(transfer.to_site)}"
    what = f"{amount(first.outstanding, unit)} of {first.item}{more}"
    since = f", sent {day(transfer.sent_on)}"
    return line(Bold(transfer.number), f" {way}: {what}{since}")


def _line(one: TransferLine, telling: Telling) -> Line:
    unit = unit_of(telling.book, one.item)
    goal = f" for {clipped(one.target, 60)}" if one.target else ""
    came = f", {number(one.received)} arrived" if one.received else ""
    lost = f", {number(one.lost)} lost" if one.lost else ""
    is_partly = one.outstanding and (one.received or one.lost)
    left = f", {number(one.outstanding)} on the way" if is_partly else ""
    return line(
        f"{one.number}. {amount(one.sent, unit)} of {telling.item(one.item)} "
        f"from {place_and_lot(one.source, one.lot)}{goal}{came}{lost}{left}",
        *_held(one, telling),
    )


def _held(one: TransferLine, telling: Telling) -> tuple[Part, ...]:
    """Say that goods on their way are held back: whoever unloads them sets them apart."""
    lot = telling.book.lot(one.item, one.lot) if one.outstanding else None
    if lot is None or lot.is_approved:
        return ()
    return (", ", Bold(is_so(lot.status, lot.reason)))


def _meanwhile(transfer: Transfer) -> Line:
    sent = f" on {day(transfer.sent_on)}"
    if transfer.is_open:
        where = (
            f". Until it arrives it is in {clipped(transfer.transit, 60)}: on hand, not available"
        )
        return line("Sent by ", who(transfer.sent_by), sent, where)
    if not transfer.received_by:  # all of it was counted or moved away
        return line("Sent by ", who(transfer.sent_by), sent, ". None of it has arrived")
    return line(
        "Sent by ", who(transfer.sent_by), sent, ", received by ", who(transfer.received_by)
    )


def _buttons(transfer: Transfer, telling: Telling) -> Iterator[Button]:
    if transfer.is_open:
        yield telling.button("Arrived", "arrived", transfer.number, style="primary")
        yield telling.button("Arrived in part…", "arrived_part", transfer.number)
