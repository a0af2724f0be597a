"""Buttons beside scans: a form filled in from what was read, and the way back from many postings."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.answering.answers import FormWanted
from bot.answering.clerk import Clerk
from bot.keys import Body
from bot.language.parse import parse_posting
from bot.language.usage import BlockErrors
from bot.listeners.commands import form_for
from bot.listeners.pressing import press_listener
from bot.listeners.screen import Screen
from bot.listeners.surroundings import Surroundings, presser
from bot.messages.message import Message
from bot.messages.refused import unreadable
from bot.messages.text import Block, Line
from bot.scans.words import undo_answer, undo_buttons
from inventory.errors import StockError

Listener = Callable[..., Awaitable[None]]


def line_opener(around: Surroundings) -> Listener:
    """Return the listener of buttons that carry a line: they fill in its form and post nothing."""

    async def answer(screen: Screen) -> None:
        found = await around.guard.in_thread(_form, around, screen.body)
        if isinstance(found, Message):
            await screen.whisper(found)
        else:
            await screen.ask(found)

    return press_listener(around, answer)


def undo_scans_listener(around: Surroundings) -> Listener:
    """Return the listener that takes several postings back, the last one first."""

    async def answer(screen: Screen) -> None:
        said = await around.guard.in_thread(_taken_back, around.clerk, screen.body)
        told = [one for one in screen.body["message"]["blocks"] if one["type"] != "actions"]
        await screen.put(said.text, [*told, *said.blocks])

    return press_listener(around, answer)


def _form(around: Surroundings, body: Body) -> Block | Message:
    """Return a verb's form as far as a line goes, or why there is none."""
    clerk, asker = around.clerk, presser(body)
    verb, _, text = body["actions"][0]["value"].partition(" ")
    try:
        clerk.inquiry(asker.user)
        posting = parse_posting(verb, text, today=clerk.today, codes=clerk.codes)
    except BlockErrors as error:
        return unreadable(error, verb, around.options.prefix)
    except StockError as error:
        return clerk.refused(error)
    return form_for(around, FormWanted(verb, posting), asker.place)


def _taken_back(clerk: Clerk, body: Body) -> Message:
    """Take back what can be, each once; what stands in the way of the rest is named."""
    asker, wanted = presser(body), body["actions"][0]["value"].split()
    quiet = replace(asker, is_announced=False)
    stays: list[Line] = []
    for transaction in reversed(wanted):
        if clerk.past(transaction).undone_by:
            continue
        said = clerk.undo(transaction, replace(quiet, key=f"{asker.key}:{transaction}"))
        if said.is_refusal:
            stays += said.message.lines
    told = _told_in(body) or wanted
    undone = [one for one in told if clerk.past(one).undone_by]
    standing = [one for one in told if one not in undone]
    answer = undo_answer(undone, stays)
    return replace(answer, buttons=undo_buttons(standing))


def _told_in(body: Body) -> list[str]:
    """Return all postings whose buttons the pressed message has, the last one among them."""
    elements = [
        element
        for block in body["message"]["blocks"]
        if block["type"] == "actions"
        for element in block["elements"]
    ]
    return max((element["value"].split() for element in elements), key=len, default=[])
