"""Buttons and forms of recalls that take more than one look: previews, and letters before they leave."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Final

from bot.answering.answers import Asker, Said
from bot.answering.recall_asking import WIDEN, as_shown
from bot.keys import Body
from bot.language.recall_lines import RecallAsked
from bot.language.usage import UsageError
from bot.listeners.forms import Acknowledgement, offering_listener, sending_listener
from bot.listeners.opening import opener
from bot.listeners.pressing import press_listener
from bot.listeners.screen import Screen
from bot.listeners.surroundings import Surroundings, presser, sender
from bot.messages.message import Message, say
from bot.messages.recall_customers import customer_at
from bot.messages.recall_preview import Foreseen
from bot.messages.text import Block
from bot.messages.unavailable import unavailable
from bot.messages.usage import mistake
from bot.stepping.recall_steps import CUSTOMER, GOODS
from bot.suggesting.recall_typeahead import (
    open_recall_options,
    recall_customer_options,
    recall_line_options,
    recall_lot_options,
)
from bot.target import Target
from bot.views.metadata import FormNote
from bot.views.reading import values_of
from bot.views.recall_form import LOT, OPEN, later_view, read_recall_form, recall_form, sure_view
from bot.views.recall_step_forms import open_recall
from bot.views.step_errors import step_errors
from bot.views.stock import answer_view
from inventory.errors import StockError
from inventory.ports import JournalUnavailableError
from inventory.recall_errors import AlreadyRecalled, NothingToRecall
from inventory.rights import may, require

Listener = Callable[..., Awaitable[None]]
RECALL_MENUS: Final = (LOT, OPEN, CUSTOMER, GOODS)
"""Selects whose options are asked for while one types, by action id."""

LETTER_STEPS: Final = (
    "draft_notices",
    "draft_reminders",
    "send_notice",
    "send_notices",
    "send_reminder",
    "send_reminders",
    "told_customer",
)
"""Steps whose answer is a letter for the presser alone, or the next one in its place."""


def recall_now(around: Surroundings, value: str, asker: Asker) -> Said:
    """Recall the lots that a preview has shown."""
    return around.clerk.refusing(lambda: around.hearing.recalling.asking.press(value, asker))


def letter_listener(around: Surroundings) -> Listener:
    """Return the listener of the buttons that show letters and send them."""

    async def answer(screen: Screen) -> None:
        said = await around.guard.in_thread(_letter, around, screen.body)
        is_own = bool(screen.body["container"].get("is_ephemeral"))  # the board stays as it is
        await screen.show(said.message, replaces=is_own and not said.is_refusal)

    return press_listener(around, answer)


def widen_opener(around: Surroundings) -> Listener:
    """Return the listener that opens the form which adds lots to a recall."""

    def form(body: Body) -> Block:
        book, target = around.clerk.book, Target.read(body["actions"][0]["value"])
        require(book, body["user"]["id"], WIDEN)
        recall = open_recall(around.clerk.telling(), target.number, "add lots to")
        return recall_form(book, presser(body).place, RecallAsked(), recall.number)

    return opener(around, form)


def recall_form_sender(around: Surroundings) -> Listener:
    """Return the listener of the form that names lots: what they reach takes its place."""
    return _sender(around, _previewed)


def recall_sure_sender(around: Surroundings) -> Listener:
    """Return the listener of the look at what is reached: sending it recalls the lots."""
    return _sender(around, _recalled)


def recall_menu_listener(around: Surroundings) -> Listener:
    """Return the listener that offers lots, and whose goods are out."""
    return offering_listener(around, lambda body: _offered(around, body))


def _letter(around: Surroundings, body: Body) -> Said:
    action, asker = body["actions"][0], presser(body)
    step, target = action["action_id"].split(".")[1], Target.read(action["value"])
    alone = replace(asker, is_announced=False)
    return around.clerk.refusing(lambda: Said(_letter_step(around, step, target, alone)))


def _letter_step(around: Surroundings, step: str, target: Target, asker: Asker) -> Message:
    recalling = around.hearing.recalling
    is_reminder = "reminder" in step
    if step.startswith("draft"):
        return recalling.draft(
            target.number, asker, line_number=target.part, is_reminder=is_reminder
        )
    recall = open_recall(around.clerk.telling(), target.number, "notify")
    customer = customer_at(recall, target.part) if target.part else ""
    how = "told" if step == "told_customer" else "mail"
    return recalling.notify(target.number, customer, asker, how=how, is_reminder=is_reminder)


def _sender(
    around: Surroundings, sent: Callable[[Surroundings, Body], Acknowledgement]
) -> Listener:
    return sending_listener(around, lambda _clerk, body: sent(around, body))


def _previewed(around: Surroundings, body: Body) -> Acknowledgement:
    """Show what is reached; what is wrong stands on its field."""
    asker, note = sender(body)
    values = values_of(body["view"])
    asked, errors = read_recall_form(values, around.clerk.codes)
    number = note.number or values.get(OPEN, "")
    if not (asked.reason or number):
        errors = {"reason": "Say why, in a few words.", **errors}
    if errors:
        return {"response_action": "errors", "errors": errors}
    try:
        return _sure(around, asked, asker, note.model_copy(update={"number": number}))
    except StockError as error:
        errors = step_errors(around.clerk.book, body["view"], error)
        return {"response_action": "errors", "errors": errors}


def _sure(
    around: Surroundings, asked: RecallAsked, asker: Asker, note: FormNote
) -> Acknowledgement:
    asking = around.hearing.recalling.asking
    try:
        found = asking.foresee(asked, asker, note.number)
    except (NothingToRecall, AlreadyRecalled) as none_by_now:
        found, asked = asking.foresee_later(asked, asker, note.number, none_by_now)
        refusal = around.clerk.refused(none_by_now)
        view = later_view(refusal, found, _remembering(note, found, asked))
        is_first = not note.shown  # the form stays below: perhaps a number was mistyped
        return {"response_action": "push" if is_first else "update", "view": view}
    view = sure_view(found, around.clerk.telling(), _remembering(note, found, asked))
    return {"response_action": "update", "view": view}


def _remembering(note: FormNote, found: Foreseen, asked: RecallAsked) -> FormNote:
    return note.model_copy(update={"shown": as_shown(found, asked, note.number)})


def _recalled(around: Surroundings, body: Body) -> Acknowledgement:
    """Recall what was shown; where it reaches other lots by now, show it once more."""
    asker, note = sender(body)
    asking, alone = around.hearing.recalling.asking, replace(asker, is_announced=False)
    try:
        number, asked = asking.meant(note.shown)
        if not asking.is_as_shown(note.shown, alone):
            return _sure(around, asked, alone, note)
        message = asking.act(asked, alone, number).message
    except StockError as error:
        message = around.clerk.refused(error)
    except UsageError as error:
        message = say(mistake(error))
    except JournalUnavailableError as error:
        message = unavailable(error)
    view = answer_view("Recall", message) | {"clear_on_close": True}
    return {"response_action": "update", "view": view}


def _offered(around: Surroundings, body: Body) -> list[Block]:
    book = around.clerk.book
    if not may(book, body["user"]["id"], "look"):
        return []
    typed = body.get("value") or ""
    note = FormNote.model_validate_json(body["view"]["private_metadata"])
    if body["action_id"] == LOT:
        return recall_lot_options(book, typed)
    if body["action_id"] == OPEN:
        return open_recall_options(book, typed)
    around.names.look_again(book)
    offer = recall_customer_options if body["action_id"] == CUSTOMER else recall_line_options
    return offer(book, around.names, Target.read(note.number).number, typed)
