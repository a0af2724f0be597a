"""Forms: options while one types, what a choice changes, and what sending does."""

from collections.abc import Awaitable, Callable
from typing import Any, Final

from slack_bolt.context.ack.async_ack import AsyncAck
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.answering.clerk import Clerk
from bot.keys import Body, form_key
from bot.language.grammar import VERBS, Verb
from bot.language.requests import Posting, Question
from bot.listeners.surroundings import Surroundings, sender
from bot.messages.message import Message
from bot.messages.text import Block
from bot.messages.unavailable import unavailable_on_form
from bot.suggesting.bin_typeahead import bin_options, end_options
from bot.suggesting.code_typeahead import coded_options, item_of_code
from bot.suggesting.typeahead import (
    counts_blind,
    item_options,
    lot_options,
    place_options,
)
from bot.views import plan_form
from bot.views.blocks import hinted, words
from bot.views.metadata import FormNote
from bot.views.posting import ABOUT, about, lot_hint, noted
from bot.views.reading import Errors, changed_since, field_errors, read_posting, values_of
from bot.views.stock import answer_view
from inventory.book import Book
from inventory.errors import StockError
from inventory.item import Item
from inventory.location import REAL_KINDS, LocationKind
from inventory.ports import JournalUnavailableError
from inventory.rights import may

Listener = Callable[..., Awaitable[None]]
Acknowledgement = dict[str, Any]
"""The arguments of the ack of a sent form; empty closes it."""

RETURN_PLACES: Final = {
    "part_rma": frozenset({LocationKind.RETURNS}),
    "inspect_rma": frozenset({LocationKind.STORAGE, LocationKind.RECEIVING}),
}
"""Form of a return -> the kinds of places it offers."""

Sending = Callable[[Clerk, Body], Acknowledgement]
CLOSES: Acknowledgement = {}


def sending_listener(around: Surroundings, send: Sending) -> Listener:
    """Return the listener of a sent form."""

    async def on_send(ack: AsyncAck, body: Body) -> None:
        async def work() -> None:
            await ack(**await around.guard.in_thread(send, around.clerk, body))

        async def apologise(message: Message) -> None:
            await ack(response_action="update", view=answer_view("Bincard", message))

        await around.guard.run(form_key(body), ack, work, apologise)

    return on_send


def send_posting(clerk: Clerk, body: Body) -> Acknowledgement:
    """Post what a form says; errors stand on their fields."""
    asker, note = sender(body)
    values = values_of(body["view"])
    posting, errors = read_posting(note.verb, values, clerk.codes)
    if posting is None:
        return _errors(errors)
    if errors := _moved_meanwhile(clerk, note, posting):
        return _errors(errors)
    try:
        clerk.commit(posting, asker)
    except StockError as error:
        return _errors(field_errors(clerk.book, posting, error))
    except JournalUnavailableError as error:
        return _errors({"quantity": unavailable_on_form(error)})
    return CLOSES


def send_question(clerk: Clerk, body: Body) -> Acknowledgement:
    """Answer the stock form in its place."""
    asker, _ = sender(body)
    values = values_of(body["view"])
    if not values:
        return _errors({"item": "Choose an item or a bin."})
    item = values.get("item", "")
    place = "" if item else values.get("location", "")
    question = Question(verb="stock", words=item, location=place)
    try:
        message = clerk.inquiry(asker.user).answer(question)
    except StockError as error:
        return _errors(field_errors(clerk.book, Posting(verb="receive", lines=()), error))
    return {"response_action": "update", "view": answer_view("Stock", message)}


def options_listener(around: Surroundings) -> Listener:
    """Return the listener that offers items, places and lots while one types."""
    return offering_listener(around, lambda body: _options(around.clerk, body))


def offering_listener(around: Surroundings, offered: Callable[[Body], list[Block]]) -> Listener:
    """Return the listener that offers something while one types; nothing where it cannot be had."""

    async def on_options(ack: AsyncAck, body: Body) -> None:
        async def work() -> None:
            await ack(options=await around.guard.in_thread(offered, body))

        async def apologise(_message: Message) -> None:
            await ack(options=[])

        await around.guard.run(f"options:{body.get('action_id')}", ack, work, apologise)

    return on_options


def choice_listener(around: Surroundings) -> Listener:
    """Return the listener that tells, once an item or place is chosen, what lies there."""

    async def on_choice(ack: AsyncAck, body: Body, client: AsyncWebClient) -> None:
        async def work() -> None:
            await ack()
            if not may(around.clerk.book, body["user"]["id"], "look"):
                return
            view = await around.guard.in_thread(_rebuilt, around.clerk, body)
            await show_rebuilt(client, body, view)

        async def apologise(_message: Message) -> None:
            """Leave the form as it is: it can be sent all the same."""

        await around.guard.run(f"choice:{body['view']['id']}", ack, work, apologise)

    return on_choice


async def show_rebuilt(client: AsyncWebClient, body: Body, view: Block) -> None:
    """Show a rebuilt form, unless the person has gone on meanwhile."""
    shown = body["view"]
    try:
        await client.views_update(view_id=shown["id"], hash=shown["hash"], view=view)
    except SlackApiError as error:
        if error.response["error"] not in ("hash_conflict", "not_found", "view_not_found"):
            raise


def _options(clerk: Clerk, body: Body) -> list[Block]:
    if not may(clerk.book, body["user"]["id"], "look"):
        return []
    note = FormNote.model_validate_json(body["view"]["private_metadata"])
    typed = body.get("value") or ""
    coded = coded_options(clerk.book, clerk.codes, note.verb, body["action_id"], typed)
    if coded is not None:
        return coded
    is_blind = counts_blind(clerk.book, note.verb)
    match body["action_id"]:
        case plan_form.ZONE:
            return plan_form.zone_options(clerk.book, typed)
        case "item":
            return item_options(clerk.book, typed, is_blind=is_blind)
        case "lot":
            return lot_options(
                clerk.book, typed, item=note.item, location=note.location, is_blind=is_blind
            )
        case field:
            return _places(clerk.book, field, note, typed)


def _places(book: Book, field: str, note: FormNote, typed: str) -> list[Block]:
    if field == "target" and note.verb == "other_bin":
        return bin_options(book, typed, note.number)
    if field == "target" and note.verb in RETURN_PLACES:
        return place_options(book, typed, kinds=RETURN_PLACES[note.verb])
    if field == "target" and note.verb == "transfer":
        return end_options(book, typed, item=note.item)
    is_blind = counts_blind(book, note.verb)
    return place_options(book, typed, item=note.item, kinds=REAL_KINDS, is_blind=is_blind)


def _rebuilt(clerk: Clerk, body: Body) -> Block:
    """Return the form with what it knows of the chosen item; its fields keep their values."""
    shown, values = body["view"], values_of(body["view"])
    note = FormNote.model_validate_json(shown["private_metadata"])
    item = item_of_code(clerk.book, clerk.codes, values.get("item", ""))
    now = noted(clerk.book, note, item, values.get("location", ""))
    row = VERBS[note.verb]
    blocks = [_retold(block, clerk.book, row, item) for block in shown["blocks"]]
    kept = {key: shown[key] for key in ("type", "callback_id", "title", "submit", "close")}
    return {**kept, "private_metadata": now.model_dump_json(), "blocks": blocks}


def _retold(block: Block, book: Book, row: Verb, item: Item | None) -> Block:
    """Return a block of a form with what it says of the chosen item."""
    if block["block_id"] == ABOUT:
        return words(ABOUT, about(book, row, item))
    if block["block_id"] == "lot":
        return hinted(block, lot_hint(row, item))
    return block


def _moved_meanwhile(clerk: Clerk, note: FormNote, posting: Posting) -> Errors:
    """Refuse a count whose stock has moved since the bin was chosen."""
    line = posting.lines[0]
    if note.verb != "count" or note.expected is None or line.location != note.location:
        return {}
    lot = line.lot or next(iter(note.expected), "")
    now = clerk.book.on_hand(note.item, note.location, lot)
    is_blind = counts_blind(clerk.book, note.verb)
    return changed_since(note.expected_of(lot), now, is_blind=is_blind)


def _errors(errors: Errors) -> Acknowledgement:
    return {"response_action": "errors", "errors": errors}
