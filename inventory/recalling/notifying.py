"""Telling customers of a recall: by mail where an address is known, else somebody calls them."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Final

from inventory.customer import Customer
from inventory.documents.letter import LetterKind, LetterState, SentLetter
from inventory.documents.recall import Recall
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.errors import MissingPart, NothingChanged
from inventory.notices import LetterNotice
from inventory.order_errors import NobodyToWriteTo
from inventory.recall_commands import NotifyRecall
from inventory.recalling.replying import customer_on
from inventory.recalling.stepping import open_recall, put_recall, say

NAMES_TOLD: Final = 10
NOT_LEFT: Final = (LetterState.REFUSED, LetterState.NO_ADDRESS)
FATES: Final = {
    LetterState.REFUSED: RemarkKind.RECALL_NOT_SENT,
    LetterState.NO_ADDRESS: RemarkKind.RECALL_NOT_SENT,
    LetterState.UNKNOWN: RemarkKind.RECALL_UNSURE,
}
"""What became of a letter -> what is said of it by itself."""

ON_ITS_WAY: Final = (LetterState.WAITING, LetterState.SENT)


def plan_notify_recall(draft: Draft, command: NotifyRecall) -> None:
    """Write to customers, or note that they were told another way.

    Raises:
        UnknownDocument, WrongStep: there is no such recall, or it has ended.
        NotOnRecall: nobody of that name got any.
        MissingPart: who was told is not said.
        NobodyToWriteTo: no address is known of any of them.
        NothingChanged: all of them have been told, or asked again today.
    """
    recall = open_recall(draft, command.number, "notify")
    if command.how == "told":
        _note_told(draft, command, recall)
    else:
        _write(draft, command, recall)


def letter_to(draft: Draft, recall: Recall, customer: str, kind: LetterKind) -> SentLetter | None:
    """Have a letter sent to a customer; None where there is nobody to write to."""
    known = draft.book.customer(customer)
    current = draft.current(Customer, known.code) if known else None
    if current is None or not current.contact:
        return None
    key = f"{draft.id}:{recall.number}:{current.code}:{kind.value}"
    letter = SentLetter(kind=kind, key=key, reader=customer)
    draft.tell(LetterNotice(document=recall.number, reader=current.code, letter=letter))
    return letter


def note_recall_letters(draft: Draft, recall: Recall, news: Sequence[SentLetter]) -> None:
    """Note what became of letters: whom none has reached has still to be told.

    Args:
        draft: in which it is noted.
        recall: with its letters as they are by now.
        news: those of them of which more is known than before.
    """
    for letter in news:
        is_lost = letter.state in NOT_LEFT and letter.kind is LetterKind.RECALL
        if is_lost and not _has_read(recall, letter):
            recall = _not_told(recall, letter.reader)
    _say_fates(draft, recall, news)
    _say_all_sent(draft, recall, news)
    put_recall(draft, recall)


def _say_fates(draft: Draft, recall: Recall, news: Iterable[SentLetter]) -> None:
    """Say whom letters did not reach, those together that did not for one reason."""
    lost: defaultdict[tuple[RemarkKind, str], list[str]] = defaultdict(list)
    for letter in news:
        if letter.state in FATES and (recall.is_open or letter.kind is LetterKind.RECALL_OVER):
            lost[FATES[letter.state], letter.said].append(letter.reader)
    for (kind, words), readers in lost.items():
        said = Remark(
            kind=kind,
            document=recall.number,
            other=_names(readers),
            words=words,
            quantity=Decimal(len(readers)),
        )
        say(draft, recall, said)


def _say_all_sent(draft: Draft, recall: Recall, news: Iterable[SentLetter]) -> None:
    """Say once how many have left of the letters that were asked for together."""
    before = draft.current(Recall, recall.number)
    known = {one.key: one.state for one in before.letters} if before else {}
    waited = (one.key for one in news if known.get(one.key) is LetterState.WAITING)
    for asked in dict.fromkeys(_asked_by(key) for key in waited):
        together = [one.state for one in recall.letters if _asked_by(one.key) == asked]
        sent = together.count(LetterState.SENT)
        if sent and LetterState.WAITING not in together:
            said = Remark(
                kind=RemarkKind.RECALL_SENT, document=recall.number, quantity=Decimal(sent)
            )
            say(draft, recall, said)


def _asked_by(letter: str) -> str:
    """Return the transaction that asked for a letter, by its key."""
    return letter.partition(":")[0]


def untold(recall: Recall) -> tuple[str, ...]:
    """Return the customers who have some and have not been told."""
    waiting = {one.customer for one in recall.lines if one.outstanding and not one.notified_on}
    return tuple(customer for customer in recall.customers if customer in waiting)


def to_be_reminded(recall: Recall) -> tuple[str, ...]:
    """Return the customers who were told, and still have some."""
    waiting = {one.customer for one in recall.lines if one.outstanding and one.notified_on}
    return tuple(customer for customer in recall.customers if customer in waiting)


def _note_told(draft: Draft, command: NotifyRecall, recall: Recall) -> None:
    if not command.customer.strip():
        raise MissingPart(verb="recall", part="customer")
    customer = customer_on(recall, command.customer)
    told = _noted(recall, (customer,), command, draft.today)
    if told == recall or (not command.is_reminder and customer not in untold(recall)):
        raise NothingChanged(what=customer, state="told")
    put_recall(draft, told)
    said = Remark(
        kind=RemarkKind.RECALL_TOLD,
        document=recall.number,
        other=customer,
        actor=command.actor,
    )
    say(draft, recall, said)


def _write(draft: Draft, command: NotifyRecall, recall: Recall) -> None:
    kind = LetterKind.RECALL_REMINDER if command.is_reminder else LetterKind.RECALL
    customers = _readers(draft, command, recall)
    letters = {one: letter_to(draft, recall, one, kind) for one in customers}
    written = [letter for letter in letters.values() if letter]
    unknown = [customer for customer, letter in letters.items() if not letter]
    if not written:
        raise NobodyToWriteTo(number=recall.number, customer=_names(unknown))
    told = _noted(recall, [letter.reader for letter in written], command, draft.today)
    put_recall(draft, told.model_copy(update={"letters": (*recall.letters, *written)}))
    said = Remark(
        kind=RemarkKind.RECALL_REMINDED if command.is_reminder else RemarkKind.RECALL_WRITTEN,
        document=recall.number,
        quantity=Decimal(len(written)),
        words=_names(unknown),
        actor=command.actor,
    )
    say(draft, recall, said)


def _readers(draft: Draft, command: NotifyRecall, recall: Recall) -> tuple[str, ...]:
    """Return to whom to write; nobody gets the same letter twice by a second click."""
    waiting = to_be_reminded(recall) if command.is_reminder else untold(recall)
    if command.customer.strip():
        waiting = (_reader(command, recall, waiting),)
    if command.is_reminder:
        waiting = tuple(one for one in waiting if not _was_reminded(draft, recall, one))
    if not waiting:
        state = "asked again" if command.is_reminder else "told"
        raise NothingChanged(what=command.customer or f"all of {recall.number}", state=state)
    return waiting


def _reader(command: NotifyRecall, recall: Recall, waiting: Collection[str]) -> str:
    """Return the one customer who is named; whom a letter may not have reached gets another."""
    customer = customer_on(recall, command.customer)
    letters = [one for one in recall.letters if one.reader == customer]
    is_there = any(one.state in ON_ITS_WAY for one in letters)
    if customer not in waiting and (command.is_reminder or is_there):
        raise NothingChanged(what=customer, state="asked again" if command.is_reminder else "told")
    return customer


def _was_reminded(draft: Draft, recall: Recall, customer: str) -> bool:
    return any(one.reminded_on == draft.today for one in recall.lines_of(customer))


def _has_read(recall: Recall, letter: SentLetter) -> bool:
    """Tell whether another letter may have reached its reader, or somebody has answered for them."""
    others = (one for one in recall.letters if one.reader == letter.reader and one != letter)
    is_known = any(one.acknowledged_on for one in recall.lines_of(letter.reader))
    return is_known or any(one.state not in NOT_LEFT for one in others)


def _noted(recall: Recall, customers: Collection[str], command: NotifyRecall, on: date) -> Recall:
    """Return a recall with the day on the lines of customers; that of the first notice stays."""
    days = {"reminded_on": on} if command.is_reminder else {"notified_on": on}
    lines = tuple(
        line.model_copy(update=days)
        if line.customer in customers and (command.is_reminder or line.notified_on is None)
        else line
        for line in recall.lines
    )
    return recall.model_copy(update={"lines": lines})


def _not_told(recall: Recall, customer: str) -> Recall:
    lines = tuple(
        line.model_copy(update={"notified_on": None}) if line.customer == customer else line
        for line in recall.lines
    )
    return recall.model_copy(update={"lines": lines})


def _names(customers: Iterable[str]) -> str:
    known = list(customers)
    more = f" and {len(known) - NAMES_TOLD} more" if len(known) > NAMES_TOLD else ""
    return ", ".join(known[:NAMES_TOLD]) + more
