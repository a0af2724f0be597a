"""What happens while a form of a return is open, and what sending the one of several orders does."""

from collections.abc import Callable

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.web.async_client import AsyncWebClient

from bot.answering.clerk import Clerk
from bot.keys import Body
from bot.listeners.forms import Listener, show_rebuilt
from bot.listeners.opening import opener
from bot.listeners.surroundings import Surroundings, presser
from bot.messages.message import Message
from bot.messages.telling import Telling
from bot.messages.text import Block
from bot.pictures.of_returns import read_picture
from bot.target import Target
from bot.views.announce_form import RETURNABLE
from bot.views.inspection_form import STEP, inspection_form, retold
from bot.views.metadata import FormNote
from bot.views.reading import values_of
from bot.views.return_forms import close_form, part_form, return_so_form
from bot.views.step_fields import FormAbout
from inventory.documents.customer_return import CustomerReturn
from inventory.errors import StockError
from inventory.rights import may, require

FormOf = Callable[[FormAbout, Telling], Block]


def picture_opener(around: Surroundings) -> Listener:
    """Return the listener that opens an inspection with a picture that was posted."""

    def form(body: Body) -> Block:
        target, link = read_picture(body["actions"][0]["value"])
        require(around.clerk.book, body["user"]["id"], "inspect_return")
        return inspection_form(FormAbout(target, presser(body).place), around.clerk.telling(), link)

    return opener(around, form)


def returnable_chosen_listener(around: Surroundings) -> Listener:
    """Return the listener that shows the form of an order or of a return, once it is chosen."""
    return _rebuilding(around, _form_of_chosen)


def found_chosen_listener(around: Surroundings) -> Listener:
    """Return the listener that shows what is proposed for the condition that is chosen."""
    return _rebuilding(around, _proposed_anew)


def _rebuilding(around: Surroundings, rebuilt: Callable[[Clerk, Body], Block | None]) -> Listener:
    async def on_choice(ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        async def work() -> None:
            await ack()
            if not may(around.clerk.book, body["user"]["id"], "look"):
                return
            view = await around.guard.in_thread(rebuilt, around.clerk, body)
            if view is not None:
                await show_rebuilt(client, body, view)

        async def apologise(_message: Message) -> None:
            """Leave the form as it is: it can be sent all the same."""

        await around.guard.run(f"choice:{body['view']['id']}", ack, work, apologise)

    return on_choice


def _form_of_chosen(clerk: Clerk, body: Body) -> Block | None:
    number = values_of(body["view"]).get(RETURNABLE, "")
    note = FormNote.model_validate_json(body["view"]["private_metadata"])
    telling = clerk.telling()
    about = FormAbout(Target(number, seen=telling.sequence), note.place)
    found = clerk.book.get(CustomerReturn, number)
    form = _next_form(found) if found else return_so_form
    return _unless_refused(lambda: form(about, telling)) if number else None


def _next_form(found: CustomerReturn) -> FormOf:
    """Return the form of what a return waits for."""
    if any(line.waiting > 0 for line in found.lines):
        return inspection_form
    is_coming = any(found.to_come(line) for line in found.lines)
    return part_form if is_coming else close_form


def _proposed_anew(clerk: Clerk, body: Body) -> Block | None:
    shown = body["view"]
    note = FormNote.model_validate_json(shown["private_metadata"])
    if note.verb != STEP:
        return None
    target, telling = Target.read(note.number), clerk.telling()

    def rebuilt() -> Block:
        blocks = retold(shown["blocks"], values_of(shown), target, telling)
        kept = ("type", "callback_id", "title", "submit", "close", "private_metadata")
        return {**{key: shown[key] for key in kept}, "blocks": blocks}

    return _unless_refused(rebuilt)


def _unless_refused(form: Callable[[], Block]) -> Block | None:
    """Return a form, None where it cannot be had any more: sending the old one says why."""
    try:
        return form()
    except StockError:
        return None
