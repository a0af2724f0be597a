"""What every listener works with."""

from dataclasses import dataclass

from bot.answering.answers import Asker
from bot.answering.clerk import Clerk
from bot.answering.hearing import Hearing
from bot.guard import Guard
from bot.keys import Body, button_key, form_key
from bot.options import BotOptions
from bot.suggesting.customers import CustomerNames
from bot.views.metadata import FormNote
from inventory.place import Place


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The clerk, who hears typed text for it, the guard around every listener, and the facts.

    Attributes:
        names: what customers are called, for menus.
    """

    clerk: Clerk
    hearing: Hearing
    guard: Guard
    options: BotOptions
    names: CustomerNames


def presser(body: Body) -> Asker:
    """Return who pressed a button; what comes of it is told where the button is.

    A message that everybody sees gets its answer as a thread; an ephemeral one has no thread.
    """
    container = body["container"]
    thread = container.get("thread_ts", "")
    if not thread and not container.get("is_ephemeral", True):
        thread = container["message_ts"]
    place = Place(channel=container.get("channel_id", body["user"]["id"]), thread=thread)
    return Asker(user=body["user"]["id"], key=button_key(body), place=place, is_announced=True)


def sender(body: Body) -> tuple[Asker, FormNote]:
    """Return who sent a form, and what the form remembers."""
    note = FormNote.model_validate_json(body["view"]["private_metadata"])
    asker = Asker(user=body["user"]["id"], key=form_key(body), place=note.place, is_announced=True)
    return asker, note
