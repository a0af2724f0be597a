"""Offers forms by buttons: a message cannot open one by itself."""

from bot.answering.answers import FormWanted
from bot.language.grammar import VERBS
from bot.language.requests import Posting
from bot.language.return_draft import ReturnDraft
from bot.messages.message import Message
from bot.messages.telling import Telling
from bot.messages.text import line
from bot.scans import words
from inventory.commands import Line


def form_offered(wanted: FormWanted, telling: Telling, prefix: str) -> Message:
    """Offer the form that a line wants, filled in as far as the line goes."""
    if wanted.returned:
        return _of_return(wanted.returned, telling)
    if wanted.verb in VERBS and VERBS[wanted.verb].command is not None:
        posting = wanted.posting or Posting(verb=wanted.verb, lines=(Line(item=""),))
        return words.form_offered(posting, prefix)
    return words.form_of(wanted.verb)


def _of_return(returned: ReturnDraft, telling: Telling) -> Message:
    """Offer the form of an order's return, or of any."""
    if not returned.order or returned.lines:
        return words.form_of("returns")
    label = f"Return of {returned.order}…"
    button = telling.button(label, "return_so", returned.order)
    return Message((line("Open the form:"),), (button,))
