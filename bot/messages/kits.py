"""What a kit is made of, how many could be built now, and what stands in the way of one more."""

from typing import Final

from bot.language.grammar import VERBS
from bot.messages.figures import amount, number, unit_of
from bot.messages.message import Message
from bot.messages.naming import rest_of
from bot.messages.text import Bold, Line, clipped, line
from inventory.book import Book
from inventory.inbound_commands import BuildKit
from inventory.kits.bill_of_materials import KitAnswer, KitPart
from inventory.location import PRODUCTION
from inventory.quantity import ZERO
from inventory.transaction import Transaction

PARTS_TOLD: Final = 30
KITS_TOLD: Final = 10


def kit(answer: KitAnswer) -> Message:
    """Word an item as a kit, as a component, or both."""
    item = answer.item
    name = f"{item.sku} ({clipped(item.name, 60)})" if item.name else item.sku
    if not answer.parts:
        return Message((line(Bold(name), " is made of nothing. ", _goes_into(answer)),))
    able = amount(answer.buildable, item.unit)
    at_site = f" at {clipped(answer.site, 40)}" if answer.site else ""
    lines = [line(Bold(name), f": {able} could be built now{at_site}.")]
    lines += [_part(part) for part in answer.parts[:PARTS_TOLD]]
    lines += rest_of(answer.parts, PARTS_TOLD, " components.")
    limits = ", ".join(part.item for part in answer.limits[:KITS_TOLD])
    lines.append(line(f"What limits it: {limits}."))
    return Message((*lines, line(_goes_into(answer))) if answer.used_in else tuple(lines))


def worked_on(book: Book, transaction: Transaction) -> str:
    """Word how many kits came out of production, or came apart."""
    is_built = isinstance(transaction.command, BuildKit)
    own = [
        move
        for move in transaction.moves
        if (move.source if is_built else move.target) == PRODUCTION
    ]
    quantity = sum((move.quantity for move in own), ZERO)
    verb = VERBS["build" if is_built else "unbuild"].done
    return f"{verb} {amount(quantity, unit_of(book, own[0].item))} of {own[0].item}"


def _part(part: KitPart) -> Line:
    each = amount(part.each, part.unit or "piece")
    if part.problem:
        why = "not on Items" if part.problem == "unknown" else "out of use"
        return line(f"{each} of {clipped(part.item, 60)}: {why}")
    return line(f"{each} of {part.item}: {number(part.free)} free, for {number(part.lasts_for)}")


def _goes_into(answer: KitAnswer) -> str:
    more = len(answer.used_in) - KITS_TOLD
    told = [*answer.used_in[:KITS_TOLD], *([f"and {more} more"] if more > 0 else [])]
    return f"It goes into {', '.join(told)}."
