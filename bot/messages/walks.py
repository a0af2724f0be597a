"""What a walk along a pick list answers: what was recorded, what is next, what if nothing waits."""

from bot.language.grammar import MENU, prefixed
from bot.messages.figures import amount, counted, place_and_lot, unit_of
from bot.messages.message import Message, say
from bot.messages.telling import Telling
from bot.messages.text import Code, line
from inventory.documents.pick_list import PickLine, PickList


def recorded(stop: PickLine, transaction_id: str, telling: Telling) -> str:
    """Say what was fetched at a stop, and what becomes of the rest."""
    unit = unit_of(telling.book, stop.item)
    fetched = amount(stop.picked, unit)
    where = place_and_lot(stop.location, stop.lot)
    if not stop.short:
        return f"Picked {fetched} of {stop.item} at {where}. {transaction_id}."
    short = f"{amount(stop.short, unit)} short: kept from another bin if there is more."
    return f"Picked {fetched} of {stop.item} at {where}, {short} {transaction_id}."


def walked(pick_list: PickList, told: str) -> Message:
    """Say that nothing of a list waits any more."""
    return say(told, f"{pick_list.number} has no stop left. Its orders go on in their threads.")


def nothing_to_pick(ready: int, prefix: str = "") -> Message:
    """Say that no list waits, and how one is made where orders are ready."""
    if not ready:
        return say("Nothing waits to be picked.")
    verb = "waits" if ready == 1 else "wait"
    return say(
        "No pick list waits for you.",
        line(
            f"{counted(ready, 'order')} {verb} to be picked: ",
            Code(f"{prefixed(MENU, prefix)} wave"),
            " makes a list.",
        ),
    )
