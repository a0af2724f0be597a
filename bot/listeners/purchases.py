"""What sending the form of a purchase order does."""

from bot.answering.answers import Asker
from bot.keys import Body
from bot.listeners.forms import Acknowledgement
from bot.listeners.surroundings import Surroundings, sender
from bot.messages.unavailable import unavailable_on_form
from bot.views.goods import LINES
from bot.views.purchase import purchase_errors, read_purchase
from bot.views.reading import values_of
from bot.views.stock import answer_view
from inventory.errors import StockError
from inventory.ports import JournalUnavailableError


def sent_purchase(around: Surroundings, body: Body) -> Acknowledgement:
    """Draft what a form says; the answer takes its place, errors stand on their fields."""
    clerk, purchases = around.clerk, around.hearing.purchases
    asker, note = sender(body)
    draft, errors = read_purchase(values_of(body["view"]), today=clerk.today, codes=clerk.codes)
    if draft is None:
        return {"response_action": "errors", "errors": errors}
    draft = draft.model_copy(update={"source": note.source or "form"})
    quiet = Asker(user=asker.user, key=asker.key, place=asker.place)
    try:
        posted = purchases.commit(draft, quiet)
    except StockError as error:
        wrong = purchases.every_wrong(draft, quiet) or error
        return {"response_action": "errors", "errors": purchase_errors(clerk.book, draft, wrong)}
    except JournalUnavailableError as error:
        return {"response_action": "errors", "errors": {LINES: unavailable_on_form(error)}}
    view = answer_view("Purchase order", purchases.told(posted))
    return {"response_action": "update", "view": view}
