"""What every line about a document goes through, whatever it asks."""

from collections.abc import Callable
from typing import TypeVar

from bot.answering.answers import Asker, Said
from bot.answering.clerk import Clerk
from bot.language.requests import Question
from bot.language.usage import BlockErrors, UsageError
from bot.messages.message import Message
from bot.messages.refused import not_found, unreadable
from bot.messages.usage import mistake, usage_of
from bot.suggesting.suggestions import meant_questions
from inventory.book import Book
from inventory.errors import UnknownItem, UnknownLocation

A = TypeVar("A")


def heard(
    clerk: Clerk, verb: str, asker: Asker, act: Callable[[], A], prefix: str, shape: str = ""
) -> A | Said:
    """Do what a line asks, for those who may look; or say what stands in the way.

    Args:
        clerk: who knows who may look, and words refusals.
        verb: the line's, for its usage.
        asker: who typed it.
        act: reads the line and does it.
        prefix: of commands in this workspace.
        shape: how such a line is written, where that is not the verb's usual one.
    """

    def look_and_act() -> A:
        clerk.inquiry(asker.user)
        return act()

    try:
        return clerk.refusing(look_and_act)
    except BlockErrors as error:
        return Said(unreadable(error, verb, prefix, shape=shape), is_refusal=True)
    except UsageError as error:
        return Said(Message((mistake(error), usage_of(verb, prefix, shape))), is_refusal=True)


def offered(book: Book, question: Question, error: UnknownItem | UnknownLocation) -> Said:
    """Refuse a question about what is not there, and offer to ask it about what may be meant."""
    meant = meant_questions(book, question, error)
    return Said(not_found(book, error, meant), is_refusal=True)
