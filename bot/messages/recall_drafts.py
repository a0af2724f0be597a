"""The letters of a recall before they leave: one after the other, each as it will be read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final, NamedTuple

from bot.messages.figures import counted
from bot.messages.message import Button, Confirm, Message, say
from bot.messages.recall_customers import (
    FATES,
    Concerned,
    concerned,
    named,
    to_be_asked_again,
    to_be_told,
)
from bot.messages.recall_letter import recall_letter
from bot.messages.telling import Telling
from bot.messages.text import Bold, Line, clipped, line
from inventory.documents.letter import LetterKind, LetterState
from inventory.documents.recall import Recall


class DraftWords(NamedTuple):
    """How notices and reminders differ: the steps of their buttons, and what is said of none."""

    letter: LetterKind
    show: str
    send: str
    send_all: str
    what: str
    none: str


NOTICES: Final = DraftWords(
    LetterKind.RECALL,
    "draft_notices",
    "send_notice",
    "send_notices",
    "letter",
    "Nobody is left to be told of {}: every customer was.",
)
REMINDERS: Final = DraftWords(
    LetterKind.RECALL_REMINDER,
    "draft_reminders",
    "send_reminder",
    "send_reminders",
    "reminder",
    "Nobody has to be asked again about {} now: whoever was told has nothing left, or was asked today.",
)


def draft_message(
    recall: Recall,
    telling: Telling,
    *,
    on: date | None = None,
    is_reminder: bool = False,
    line_number: int = 0,
) -> Message:
    """Word the letter to one customer, with the ways to send it, and to those before and after.

    Args:
        recall: as it stands.
        telling: the book, and who customers are.
        on: today; who was asked again today is not asked once more.
        is_reminder: those who were told are asked once more.
        line_number: a line of the customer whose letter is shown; 0 for the first.
    """
    kind = REMINDERS if is_reminder else NOTICES
    people = to_be_asked_again(recall, on) if is_reminder else to_be_told(recall)
    if not is_reminder and (unsure := _unsure(recall, line_number)):
        people = [unsure, *people]
    if not recall.lines:
        return say(f"Nothing of {recall.number} had left: there is no customer to write to.")
    if not people:
        return say(kind.none.format(recall.number))
    at = _position(people, line_number)
    one = people[at]
    return Message(
        (_header(recall, people, at, kind, telling), *_letter(recall, one, telling, kind)),
        tuple(_buttons(recall, people, at, kind, telling)),
    )


def _unsure(recall: Recall, line_number: int) -> Concerned | None:
    """Return the customer of a line whose letter may not have arrived: that can be sent once more."""
    for one in concerned(recall):
        is_meant = any(entry.number == line_number for entry in one.lines)
        if is_meant and one.letter and one.letter.state is LetterState.UNKNOWN:
            return one
    return None


def _position(people: Sequence[Concerned], line_number: int) -> int:
    for at, one in enumerate(people):
        if any(entry.number == line_number for entry in one.lines):
            return at
    return 0


def _header(
    recall: Recall, people: Sequence[Concerned], at: int, kind: DraftWords, telling: Telling
) -> Line:
    one = people[at]
    of = f" {at + 1} of {len(people)}" if len(people) > 1 else ""
    title = f"{kind.what.capitalize()}{of} of {recall.number}"
    return line(Bold(title), f" to {named(one.customer, telling)}, ", _address(one, telling))


def _address(one: Concerned, telling: Telling) -> str:
    email = telling.contact(one.customer).email.strip()
    fate = f" ({FATES[one.letter.state]})" if one.letter and one.letter.state in FATES else ""
    if not email:
        return "who has no e-mail address: call them, then press Told them."
    return f"{clipped(email, 100)}{fate}. Not sent yet:"


def _letter(recall: Recall, one: Concerned, telling: Telling, kind: DraftWords) -> Iterator[Line]:
    letter = recall_letter(
        telling.book,
        recall,
        one.customer,
        telling.contact(one.customer),
        kind=kind.letter,
    )
    yield line(Bold("Subject:"), f" {letter.subject}")
    yield from (line(text) for text in letter.text.rstrip().split("\n"))


def _buttons(
    recall: Recall, people: Sequence[Concerned], at: int, kind: DraftWords, telling: Telling
) -> Iterator[Button]:
    number, here = recall.number, _part(people[at])
    if telling.contact(people[at].customer).email.strip():
        yield telling.button("Send this", kind.send, number, here, style="primary")
    without = sum(not telling.contact(one.customer).email.strip() for one in people)
    if 1 < len(people) != without:
        yield _send_all(recall, len(people), without, kind, telling)
    if kind is NOTICES:
        yield telling.button("Told them", "told_customer", number, here)
    if at:
        yield telling.button("Earlier", kind.show, number, _part(people[at - 1]))
    if at + 1 < len(people):
        yield telling.button("Later", kind.show, number, _part(people[at + 1]))


def _send_all(
    recall: Recall, people: int, without: int, kind: DraftWords, telling: Telling
) -> Button:
    calls = f" {without} of them have no e-mail address and have to be called." if without else ""
    confirm = Confirm(
        title=f"Send all {people}?",
        text=f"{counted(people, kind.what)} of {recall.number} leave by mail.{calls}",
        confirm="Send all",
    )
    button = telling.button(f"Send all {people}", kind.send_all, recall.number)
    return replace(button, confirm=confirm)


def _part(one: Concerned) -> int:
    return one.lines[0].number
