"""Takes up what one person wrote in one conversation: some scans, or one command, at a time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Final

from bot.answering.answers import Answer, Asker, FormWanted, Said
from bot.answering.clerk import Clerk
from bot.answering.hearing import Hearing
from bot.language.grammar import VERB_SPELLINGS, VERBS
from bot.language.label_lines import asks_for_labels
from bot.language.plain_text import plain_text
from bot.language.requests import Posting
from bot.messages.documents import document_message
from bot.messages.message import Message, say
from bot.messages.text import Code, line
from bot.messages.text import Line as Words
from bot.scans import forms, sheets, words
from bot.scans.openings import opening_of, require_named
from bot.scans.reading import ScanReader
from bot.scans.recording import Recorder, asker_of, lines_of
from bot.scans.session import (
    PUTAWAY,
    ScanSession,
)
from inventory.commands import Line
from inventory.correspondence.heard import HeardMessage
from inventory.errors import StockError
from inventory.ports import JournalUnavailableError
from inventory.rights import require

DONE: Final = frozenset({"done", "end", "finish", "finished", "stop"})
DROP: Final = "cancel"


@dataclass(slots=True)
class Taken:
    """What came of some messages.

    Attributes:
        messages: those that were taken up.
        session: what scans mean afterwards.
        answers: name of a message -> what it says.
    """

    messages: Sequence[HeardMessage]
    session: ScanSession | None
    answers: dict[str, Message] = field(default_factory=dict)


class Scribe:
    """Reads a conversation on.

    Args:
        clerk: who posts.
        hearing: who hears typed commands.
        session: what scans meant so far; None where nothing is remembered.
        prefix: of commands in this workspace.
    """

    def __init__(
        self, clerk: Clerk, hearing: Hearing, session: ScanSession | None, prefix: str = ""
    ) -> None:
        self._clerk = clerk
        self._hearing = hearing
        self._session = session
        self._prefix = prefix
        self._reader = ScanReader(clerk.book, clerk.codes, clerk.today)

    def take(self, messages: Sequence[HeardMessage]) -> Taken:
        """Take up the scans at the beginning of some messages, or else the first alone.

        Raises:
            JournalUnavailableError: nobody knows what was recorded; the same messages find out.
        """
        scans = list(takewhile(self._is_scan, messages))
        if scans:
            return self._scanned(scans)
        first = messages[0]
        taken = Taken([first], self._session)
        said = self._heard(first, taken)
        if said is not None:
            taken.answers[first.key] = said
        return taken

    # -- scans ----------------------------------------------------------------------------------

    def _is_scan(self, message: HeardMessage) -> bool:
        text = plain_text(message.text)
        if not message.is_private or not text or _is_command(text):
            return False
        if _open_at(self._session, message.ts):
            return True
        return all(self._reader.looks_scanned(one.text) for one in lines_of(message))

    def _scanned(self, messages: Sequence[HeardMessage]) -> Taken:
        session = self._session
        if session is None or not _open_at(session, messages[0].ts):
            texts = [one.text for message in messages for one in lines_of(message)]
            return Taken(
                messages,
                _over(session),
                {messages[0].key: words.say_first(session, texts)},
            )
        put_away = self._hearing.shelving.put_goods
        recorder = Recorder(self._clerk, self._reader, session, put_away)
        recorder.take_all([one for message in messages for one in lines_of(message)])
        return Taken(messages, recorder.session, recorder.answers())

    # -- commands -------------------------------------------------------------------------------

    def _heard(self, message: HeardMessage, taken: Taken) -> Message | None:
        text = plain_text(message.text)
        word = text.casefold()
        session = self._session if _open_at(self._session, message.ts) else None
        opening = opening_of(text, self._clerk, self._hearing)
        sheet = sheets.opened_by(self._clerk.book, text) if message.is_private else ""
        is_turn = bool(word in DONE or word == DROP or sheet or opening)
        if session and is_turn and message.ts < session.heard_at:
            taken.session = _over(session)
            why = f"“{text}” came late, after scans that were sent behind it: look at those."
            return words.ended(session, why)
        if word in DONE or (word == DROP and session):
            return self._finished(message, session, taken, is_dropped=word == DROP)
        if sheet:
            return self._sheet_begun(message, sheet, taken)
        if opening is not None:
            return self._begun(message, opening, taken)
        return self._answered(message, text, taken)

    def _answered(self, message: HeardMessage, text: str, taken: Taken) -> Message | None:
        """Answer what means nothing to scans: a command, as it would be anywhere."""
        if not text:
            return say("I read text, and photos of barcodes.") if message.is_private else None
        if asks_for_labels(text):
            return words.labels_elsewhere(text, self._prefix)
        answer = self._hearing.hear_menu(text, asker_of(message, message.key))
        return self._told(answer, text, taken)

    def _told(self, answer: Answer, text: str, taken: Taken) -> Message:
        """Return what a command is answered; one that was to change what scans mean ends them."""
        verb = VERB_SPELLINGS.get(text.split()[0].casefold().removeprefix("/"), "")
        if isinstance(answer, FormWanted):
            return forms.form_offered(answer, self._clerk.telling(), self._prefix)
        _require_outcome(answer)
        is_posting = verb in VERBS and VERBS[verb].command is not None
        if answer.is_refusal and is_posting and taken.session and not taken.session.is_over:
            ended = words.ended(taken.session)
            taken.session = _over(taken.session)
            return answer.message.followed_by(*ended.lines)
        return answer.message

    def _sheet_begun(self, message: HeardMessage, sheet: str, taken: Taken) -> Message:
        """Take a sheet for whoever wrote, and have scans be of it."""
        before = taken.session if _open_at(taken.session, message.ts) else None
        taken.session = _over(taken.session)
        try:
            taken.session, said = sheets.begun(self._clerk, self._hearing.counting, message, sheet)
        except StockError as error:
            return self._clerk.refused(error)
        return _after(before, said)

    def _begun(self, message: HeardMessage, opening: Posting, taken: Taken) -> Message:
        shared = opening.lines[0] if opening.lines else Line(item="")
        before = taken.session if _open_at(taken.session, message.ts) else None
        taken.session = _over(taken.session)
        try:
            require(self._clerk.book, message.user, VERBS[opening.verb].right or opening.verb)
            require_named(self._clerk.book, opening.verb, shared)
        except StockError as error:
            return self._clerk.refused(error)
        taken.session = ScanSession(
            verb=opening.verb,
            shared=shared,
            occurred_on=opening.occurred_on,
            began_at=message.key,
            heard_at=message.ts,
            changed_at=message.ts,
        )
        said = words.begun(taken.session)
        if taken.session.is_putaway:
            said = self._waiting_to_be_put_away(message)
        if number := taken.session.return_number:
            said = replace(said, lines=(*self._expected(number), *said.lines))
        return _after(before, said)

    def _waiting_to_be_put_away(self, message: HeardMessage) -> Message:
        answer = self._hearing.hear(PUTAWAY, "", asker_of(message, message.key))
        listed = answer.message if isinstance(answer, Said) else say()
        return listed.followed_by(words.PUT_AWAY)

    def _finished(
        self, message: HeardMessage, session: ScanSession | None, taken: Taken, *, is_dropped: bool
    ) -> Message:
        taken.session = _over(session or self._session)
        if session is None:
            return say("There is nothing to end: no scans were begun, or they ended by themselves.")
        if is_dropped or not session.tallies:
            return words.ended(session)
        if session.sheet:
            return self._entered(message, session, taken)
        lines = tuple(tally.line for tally in session.tallies)
        posting = Posting(verb=session.verb, lines=lines, occurred_on=session.occurred_on)
        said = self._posted(session, posting, asker_of(message, message.key))
        _require_outcome(said)
        if said.is_refusal:
            return _kept(said.message, message, session, taken)
        left = self._not_scanned(session) if session.is_count else ()
        return said.message.followed_by(*left)

    def _entered(self, message: HeardMessage, session: ScanSession, taken: Taken) -> Message:
        try:
            return sheets.entered(self._clerk, self._hearing.counting, message, session)
        except StockError as error:
            return _kept(self._clerk.refused(error), message, session, taken)

    def _posted(self, session: ScanSession, posting: Posting, asker: Asker) -> Said:
        """Post what was scanned together: as it is, or as what has arrived of a return."""
        if session.return_number:
            number, target = session.return_number, session.shared.location
            return self._hearing.returning.arrived(number, posting.lines, target, asker)
        return self._clerk.post(posting, asker)

    def _expected(self, number: str) -> Iterator[Words]:
        """Yield how a return stands whose goods are about to be scanned."""
        message = document_message(number, self._clerk.telling())
        yield from message.lines

    def _not_scanned(self, session: ScanSession) -> Iterator[Words]:
        book = self._clerk.book
        places = dict.fromkeys(tally.line.location for tally in session.tallies)
        for text in places:
            place = book.location(text)
            if place is None:
                continue
            seen = {book.item(t.line.item) for t in session.tallies if t.line.location == text}
            skus = {item.sku for item in seen if item}
            left = sorted({key.item for key in book.items_at(place.code)} - skus)
            if left:
                yield words.not_scanned(left, place.code)


def _after(before: ScanSession | None, said: Message) -> Message:
    """Say first how the scans before ended."""
    if before is None:
        return said
    return replace(said, lines=(*words.ended(before).lines, *said.lines))


def _kept(refused: Message, message: HeardMessage, session: ScanSession, taken: Taken) -> Message:
    """Keep what was counted: it is not lost, and can be mended and posted."""
    taken.session = session.model_copy(update={"heard_at": message.ts, "run": ()})
    return refused.followed_by(
        line("What was scanned is kept. Go on scanning, or drop it: ", Code("cancel"), ".")
    )


def _open_at(session: ScanSession | None, ts: str) -> bool:
    """Tell whether a session goes on at a moment."""
    return session is not None and not session.is_over and not session.is_silent_at(ts)


def _over(session: ScanSession | None) -> ScanSession | None:
    return session and session.model_copy(update={"is_over": True, "run": (), "tallies": ()})


def _require_outcome(said: Said) -> None:
    """Have a message taken up again whose outcome nobody knows: its key finds out, once.

    Raises:
        JournalUnavailableError: the journal did not answer.
    """
    if said.is_away:
        raise JournalUnavailableError("nobody knows whether it was recorded")


def _is_command(text: str) -> bool:
    word = text.split()[0].casefold()
    is_end = text.casefold() in (*DONE, DROP)
    return is_end or word.removeprefix("/") in VERB_SPELLINGS
