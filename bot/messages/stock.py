"""Answers to questions: how much, where, what happened, why it cannot be picked."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from bot.messages.balances import serials_text
from bot.messages.figures import (
    ARROW,
    amount,
    moment,
    number,
    place_and_lot,
    raw_mark,
    unit_of,
)
from bot.messages.lot_words import is_so
from bot.messages.message import Button, Message, say
from bot.messages.naming import rest_of
from bot.messages.telling import day
from bot.messages.text import Bold, Line, clipped, line, who
from inventory.book import Book
from inventory.item import Item
from inventory.location import Location
from inventory.lot import LotStatus
from inventory.move import Move
from inventory.quantity import ZERO
from inventory.questions import Holding, Standing, StockAnswer
from inventory.replenishing.on_order import Coming
from inventory.stock_key import StockKey

LINES_MAX: Final = 25
CSV = "history_csv"
HOLDERS_MAX: Final = 5
COMING_MAX: Final = 5


def stock(answer: StockAnswer, *, place: str = "") -> Message:
    """Word how much of an item there is, and where; of one place, if that was asked."""
    item = answer.item
    lines = [_total(answer)]
    places = standing_lines(item, answer.standings)
    lines += places[:LINES_MAX]
    lines += rest_of(places, LINES_MAX, " places.")
    if not answer.standings:
        where = f"at {clipped(place, 60)}" if place else "anywhere"
        lines.append(line(f"None lies {where}."))
    return Message(tuple(lines))


def bin_contents(book: Book, place: Location, contents: dict[StockKey, object]) -> Message:
    """Word what lies in a bin."""
    name = f" ({clipped(place.name, 60)})" if place.name else ""
    header = line(Bold(place.code), f"{name}, {place.kind.value}:")
    if not contents:
        return say(header, "It is empty by the book.")
    lines = [
        line(f"{_item_name(book, key.item)}: ", _lot(key.lot), _on_hand(book, key))
        for key in list(contents)[:LINES_MAX]
    ]
    return say(header, *lines, *rest_of(contents, LINES_MAX, "."))


def found(
    book: Book, text: str, items: Sequence[Item], near: Sequence[str], *, on: date
) -> Message:
    """Word which items match a search, with what of each may be picked on a day."""
    if not items:
        hint = f" Near: {', '.join(near)}." if near else ""
        return say(f"Nothing matches “{clipped(text, 60)}”.{hint}")
    lines = [_match(book, item, on) for item in items[:LINES_MAX]]
    if len(items) > LINES_MAX:
        lines.append(line("… and more: type more of the code or name."))
    return Message(tuple(lines))


def history(book: Book, item: Item, moves: Sequence[Move], *, is_cut: bool) -> Message:
    """Word what happened to an item, newest first."""
    if not moves:
        return say(f"Nothing has happened to {item.sku} yet.")
    lines = [line(Bold(_item_name(book, item.sku)), ", newest first:")]
    lines += _moves(book, item, moves)
    button = Button("All of it as a file", CSV, item.sku)
    return Message(tuple(lines), (button,) if is_cut else ())


def why(book: Book, item: Item, answer: StockAnswer, held: Sequence[Holding]) -> Message:
    """Word why on hand is not all available, and what more is to come by what."""
    expected = [_coming(one, item.unit) for one in answer.coming[:LINES_MAX]]
    if not answer.standings:
        return say(f"None of {item.sku} lies anywhere, so nothing holds it.", *expected)
    if not held:
        free = amount(answer.available, item.unit)
        return say(f"Nothing holds {item.sku}: all {free} on hand are available.", *expected)
    lines = [_total(answer)]
    for holding in held[:LINES_MAX]:
        lines.append(standing_line(holding.standing, item.unit))
        lines += [line("   ", one) for one in _moves(book, item, holding.moves)]
    return Message((*lines, *expected))


def _total(answer: StockAnswer) -> Line:
    item = answer.item
    name = f"{item.sku} ({clipped(item.name, 60)})" if item.name else item.sku
    raw = raw_mark(item)
    by = ", ".join(dict.fromkeys(one.document for one in answer.coming[:COMING_MAX]))
    more = f" and {len(answer.coming) - COMING_MAX} more" if len(answer.coming) > COMING_MAX else ""
    coming = (
        f", {number(answer.on_order)} proposed or on order ({by}{more})" if answer.on_order else ""
    )
    low = ""
    if item.minimum is not None and answer.available <= item.minimum:
        low = f" Low: the minimum is {number(item.minimum)}."
    total = f": {amount(answer.available, item.unit)} available"
    reserved = sum((s.reserved for s in answer.standings if s.is_available), ZERO)
    kept = f", {number(reserved)} more kept for orders" if reserved else ""
    elsewhere = answer.on_hand - answer.available - reserved
    held = f", {number(elsewhere)} more held" if elsewhere else ""
    waited = f", {number(answer.back_ordered)} on back-order" if answer.back_ordered else ""
    return line(Bold(name), f"{raw}{total}{kept}{held}{coming}{waited}.{low}")


def _coming(one: Coming, unit: str) -> Line:
    how = "proposed" if one.is_proposed else "on order"
    when = f", expected {day(one.expected_on)}" if one.expected_on else ""
    return line(f"{one.document}: {amount(one.quantity, unit)} {how}{when}")


def standing_lines(item: Item, standings: Sequence[Standing]) -> list[Line]:
    """Word how much lies where; pieces with serial numbers that lie alike share a line."""
    if not item.is_serial:
        return [standing_line(one, item.unit) for one in standings]
    alike: dict[Standing, list[Standing]] = {}
    for one in standings:
        alike.setdefault(one.model_copy(update={"lot": ""}), []).append(one)
    return [
        standing_line(
            group.model_copy(update={"quantity": sum((one.quantity for one in pieces), ZERO)}),
            item.unit,
            serials=serials_text(one.lot for one in pieces),
        )
        for group, pieces in alike.items()
    ]


def standing_line(standing: Standing, unit: str, *, serials: str = "") -> Line:
    """Word how much of an item lies in one place, for whom it is kept, and why it cannot be picked."""
    where = place_and_lot(standing.location, standing.lot)
    where += f" serial {serials}" if serials else ""
    expires = f", expires {standing.expires_on}" if standing.expires_on else ""
    held = "" if standing.is_available else f" ({_why_not(standing)}: not for picking)"
    return line(f"{where}: {amount(standing.quantity, unit)}{expires}{_kept(standing)}{held}")


def _why_not(standing: Standing) -> str:
    """Say why a balance cannot be picked: its lot, or else its place."""
    if standing.lot_status is LotStatus.APPROVED:
        return standing.kind.value
    return is_so(standing.lot_status, standing.reason, 80)


def _kept(standing: Standing) -> str:
    """Say for which orders goods are kept, `3 for SO-7`."""
    told = [f"{number(quantity)} for {order}" for order, quantity in standing.holders[:HOLDERS_MAX]]
    more = len(standing.holders) - HOLDERS_MAX
    return (
        f", kept: {', '.join([*told, *([f'and {more} more'] if more > 0 else [])])}" if told else ""
    )


def _match(book: Book, item: Item, on: date) -> Line:
    places = sorted(book.balances(item.sku).items(), key=lambda place: (-place[1], place[0]))
    where = ", ".join(f"{place_and_lot(*key)} {number(there)}" for key, there in places[:4])
    out = "" if item.is_active else " (out of use)"
    free = amount(book.available(item.sku, on), item.unit)
    return line(
        Bold(item.sku),
        f" {clipped(item.name, 60)}{out}{raw_mark(item)}: {free} available. ",
        where or "None lies anywhere",
    )


def _moves(book: Book, item: Item, moves: Sequence[Move]) -> list[Line]:
    """Word moves; those of one posting that took pieces the same way share a line."""
    if not item.is_serial:
        return [_move(book, move) for move in moves]
    own = {"id": "", "line": 0, "lot": "", "reverses": ""}
    alike: dict[Move, list[Move]] = {}
    for move in moves:
        alike.setdefault(move.model_copy(update=own), []).append(move)
    return [
        _move(
            book,
            way.model_copy(update={"quantity": sum((one.quantity for one in pieces), ZERO)}),
            serials=serials_text(one.lot for one in pieces),
        )
        for way, pieces in alike.items()
    ]


def _move(book: Book, move: Move, *, serials: str = "") -> Line:
    lot = f" lot {clipped(move.lot, 40)}" if move.lot else ""
    lot += f" serial {serials}" if serials else ""
    reason = f", {move.reason.replace('_', ' ')}" if move.reason else ""
    document = f", {clipped(move.document, 40)}" if move.document else ""
    note = f", “{clipped(move.note, 80)}”" if move.note else ""
    return line(
        f"{moment(book, move.occurred_at)} {move.transaction} {move.kind.value}: "
        f"{amount(move.quantity, unit_of(book, move.item))}{lot} "
        f"{move.source} {ARROW} {move.target}{reason}{document}{note}, ",
        who(move.actor),
    )


def _item_name(book: Book, sku: str) -> str:
    item = book.get(Item, sku)
    return f"{sku} ({clipped(item.name, 60)})" if item and item.name else sku


def _lot(lot: str) -> str:
    return f"lot {clipped(lot, 60)}, " if lot else ""


def _on_hand(book: Book, key: StockKey) -> str:
    return amount(book.on_hand(*key), unit_of(book, key.item))
