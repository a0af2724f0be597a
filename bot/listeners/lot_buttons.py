"""The buttons of a lot: release it, or open the form that holds it."""

from bot.answering.answers import Asker, Said
from bot.answering.clerk import Clerk
from bot.answering.lot_keeping import SET
from bot.keys import Body
from bot.listeners.forms import CLOSES, Acknowledgement
from bot.listeners.opening import Listener, opener
from bot.listeners.surroundings import Surroundings, presser, sender
from bot.messages.lots import SEPARATOR
from bot.messages.text import Block
from bot.messages.unavailable import unavailable_on_form
from bot.views.lot_form import lot_form
from bot.views.reading import values_of
from bot.views.step_errors import step_errors
from inventory.errors import StockError, UnknownLot
from inventory.ports import JournalUnavailableError
from inventory.rights import require


def release_lot(around: Surroundings, value: str, asker: Asker) -> Said:
    """Let a lot go again, as its button says."""
    item, lot, *_ = value.split(SEPARATOR)
    return around.hearing.lots.release(item, lot, asker)


def hold_opener(around: Surroundings) -> Listener:
    """Return the listener that opens the form which holds a lot."""

    def form(body: Body) -> Block:
        book = around.clerk.book
        require(book, body["user"]["id"], SET)
        item, code, *_ = body["actions"][0]["value"].split(SEPARATOR)
        lot = book.lot(item, code)
        if lot is None:
            raise UnknownLot(item=item, lot=code)
        return lot_form(lot, presser(body).place)

    return opener(around, form)


def send_hold(clerk: Clerk, body: Body) -> Acknowledgement:
    """Hold a lot as a form says; what is wrong stands on its field."""
    asker, note = sender(body)
    item, lot = note.number.split(SEPARATOR)
    values = values_of(body["view"])
    facts = {"status": values["status"], "reason": values.get("reason", "")}
    try:
        clerk.handle(SET, asker, item=item, lot=lot, **facts)
    except StockError as error:
        return {"response_action": "errors", "errors": step_errors(clerk.book, body["view"], error)}
    except JournalUnavailableError as error:
        return {"response_action": "errors", "errors": {"reason": unavailable_on_form(error)}}
    return CLOSES
