"""What sending the form of a delivery does."""

from bot.answering.answers import Asker
from bot.answering.clerk import Clerk
from bot.keys import Body
from bot.language.parse import parse_posting
from bot.language.usage import BlockErrors, UsageError
from bot.listeners.forms import CLOSES, Acknowledgement
from bot.listeners.surroundings import sender
from bot.messages.unavailable import unavailable_on_form
from bot.views.delivery import (
    HINT,
    VERB,
    Wrong,
    delivered,
    delivery_errors,
    freight_error,
    unread,
    wrong_lines,
)
from bot.views.goods import LINES
from bot.views.reading import Errors, values_of
from inventory.errors import StockError
from inventory.inbound_errors import FreightRefused
from inventory.ports import JournalUnavailableError


def send_delivery(clerk: Clerk, body: Body) -> Acknowledgement:
    """Receive what a form says, all of it or nothing; every error stands on its field at once."""
    asker, note = sender(body)
    values = values_of(body["view"])
    try:
        read = parse_posting(VERB, values.get(LINES, ""), today=clerk.today, codes=clerk.codes)
        posting = delivered(values, note.number, read)
    except BlockErrors as error:
        others = _wrong_too(clerk, error, values, note.number, asker)
        return _errors(unread(error, others))
    except (UsageError, FreightRefused) as error:
        return _errors(freight_error(clerk.book, error))
    if not posting.lines:
        return _errors({LINES: f"Say what came. {HINT}."})
    try:
        clerk.commit(posting, asker)
    except StockError as error:
        return _errors(delivery_errors(clerk.book, posting, error))
    except JournalUnavailableError as error:
        return _errors({LINES: unavailable_on_form(error)})
    return CLOSES


def _wrong_too(
    clerk: Clerk, unread_lines: BlockErrors, values: dict[str, str], order: str, asker: Asker
) -> list[Wrong]:
    """Return what is wrong with the readable lines of what is refused anyway."""
    if not unread_lines.readable:
        return []
    text = "\n".join(line for _, line in unread_lines.readable)
    read = parse_posting(VERB, text, today=clerk.today, codes=clerk.codes)
    numbers = tuple(number for number, _ in unread_lines.readable)
    alone = {name: value for name, value in values.items() if name != "freight"}
    posting = delivered(alone, order, read.model_copy(update={"numbers": numbers}))
    error = clerk.try_out(posting, asker)
    return [] if error is None else wrong_lines(clerk.book, posting, error)


def _errors(errors: Errors) -> Acknowledgement:
    return {"response_action": "errors", "errors": errors}
