"""Whatever happens at the dock, and whatever people call things, there are words that Slack takes."""

import json
from random import Random

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from bot.messages.message import say
from bot.messages.notices import worded
from bot.messages.posted import posted
from bot.messages.refusals import refusal
from bot.messages.telling import Telling
from bot.messages.text import Link, as_text
from inventory.errors import LineErrors, StockError
from inventory.notices import LetterNotice
from inventory.supplier import Supplier
from sandbox.slack.blocks.payload import validate_message
from tests.a_dock_day import DockDay, a_busy_house
from tests.builders import a_location, an_item, edit

HOSTILE = (
    "<!channel> & <b>",
    "<@U0EVIL>",
    '=IMPORTXML("http://example.com","//a")',
    "*bold* `code`",
    "\u202egnp.exe",
    "🫖" * 50,
    "line\nbreak\ttab",
    "https://example.com/>|<!channel>",
    "https://example.com/" + "x" * 9_000,
    "x" * 9_000,
)
FIELDS = ("note", "reason", "reference", "number", "lot", "target", "parts", "serials")
OF_LINES = ("note", "lot", "serials", "location", "item", "document", "photo", "supplier_lot")


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.randoms(use_true_random=False))
def test_all_that_is_said_is_taken_and_nobody_is_called_by_it(chance: Random):
    desk = a_busy_house()
    name = chance.choice(HOSTILE)
    for row in (
        Supplier(code="CLAYCO", name=name),
        a_location("A-01", name=name),
        an_item("MUG-BLU", name=name, supplier="CLAYCO", supplier_sku=name),
    ):
        desk.handle(edit(row))
    day = DockDay(chance, desk)
    for _ in range(60):
        for message in said_of(desk, spoilt(chance, day.next())):
            holds(message)


def spoilt(chance, command):
    """Return the command as somebody types it who means harm."""
    if chance.random() < 0.6:
        return command
    text = chance.choice(HOSTILE)
    lines = getattr(command, "lines", ())
    if lines:
        named = chance.choice([name for name in OF_LINES if hasattr(lines[0], name)])
        first = lines[0].model_copy(update={named: text})
        return command.model_copy(update={"lines": (first, *lines[1:])})
    named = next((name for name in FIELDS if hasattr(command, name)), "")
    return command.model_copy(update={named: text}) if named else command


def said_of(desk, command):
    """Yield all that is said of a command: why it is refused, or what it did and whom it concerns."""
    try:
        done = desk.handle(command)
    except LineErrors as refused:
        yield from (say(refusal(error, desk.book)) for _, error in refused.errors)
        return
    except StockError as refused:
        yield say(refusal(refused, desk.book))
        return
    yield posted(desk.book, done.transaction, done.reply)
    for notice in done.transaction.notices:
        if not isinstance(notice, LetterNotice):
            yield worded(notice, desk.book, desk, Telling(book=desk.book))


def holds(message):
    told = {"text": message.text, "blocks": message.blocks}
    assert validate_message(told) == []
    assert "<!channel>" not in message.text
    assert "<@U0EVIL>" not in message.text
    assert '"mrkdwn"' not in json.dumps(message.blocks)
    assert "That was refused (" not in message.text


def test_a_pasted_link_cannot_call_the_channel():
    picture = Link("https://example.com/>|<!channel>", "Picture")
    assert as_text([(picture,)]) == "<https://example.com/%3E%7C%3C!channel%3E|Picture>"
