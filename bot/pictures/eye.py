"""Looks at the pictures that were posted, one after another, and answers each once.

A picture that Slack does not give at once is asked for again a few times; then somebody is told, and
may post it again.
"""

from collections.abc import Callable
from typing import Final

import structlog

from bot.answering.clerk import Clerk
from bot.guard import reference_of, sorry
from bot.language.plain_text import plain_text
from bot.messages.kept import kept
from bot.messages.message import Message
from bot.messages.text import Line, line
from bot.pictures import of_returns, words
from bot.pictures.fetching import FileFetcher, FileRefusedError, NotNowError
from bot.pictures.making_out import make_out
from inventory.correspondence.heard import HeardKind, HeardMessage, HeardMessages, Waiting
from inventory.errors import StockError
from inventory.notices import AnswerNotice
from inventory.ports import JournalUnavailableError
from inventory.scanning.scanner import PictureError, PictureReader

log = structlog.get_logger(__name__)

AT_ONCE: Final = 20
FILES_MAX: Final = 5
IDLE_S: Final = 2.0
AGAIN_S: Final = 5.0
GIVE_UP_S: Final = 120.0


class Eye:
    """Answers pictures.

    Args:
        heard: where they were noted.
        clerk: whose book says what codes mean.
        fetcher: of shared files.
        pictures: who finds barcodes.
        on_answer: called when something was answered, which leaves through the outbox.
    """

    def __init__(
        self,
        heard: HeardMessages,
        clerk: Clerk,
        fetcher: FileFetcher,
        pictures: PictureReader,
        on_answer: Callable[[], None] = lambda: None,
    ) -> None:
        self._heard = heard
        self._clerk = clerk
        self._fetcher = fetcher
        self._pictures = pictures
        self._on_answer = on_answer

    def look_once(self, may_go_on: Callable[[], bool] = lambda: True) -> float:
        """Answer what waits, and return how long to wait then.

        Args:
            may_go_on: asked before each picture: whoever was paused may have been replaced.

        Raises:
            JournalUnavailableError: what was not settled is looked at again later.
        """
        wait = IDLE_S
        for one in self._heard.waiting(HeardKind.PICTURE, AT_ONCE):
            if not may_go_on():
                return IDLE_S
            said = self._answer_to(one)
            if said is None:
                wait = AGAIN_S
                continue
            message = one.message
            answer = AnswerNotice(
                place=message.place,
                message=message.key,
                number=f"answer:{message.key}",
                body=kept(said),
            )
            if self._heard.settle([message], answers=[answer]):
                self._on_answer()
        return wait

    def _answer_to(self, one: Waiting) -> Message | None:
        """Return what is said of a picture; None where it has to be asked for again."""
        try:
            self._clerk.inquiry(one.message.user)
            return self._seen(one.message)
        except StockError as error:
            return self._clerk.refused(error)
        except NotNowError:
            if one.age_s < GIVE_UP_S:
                return None
            return words.away(len(one.message.files))
        except JournalUnavailableError:
            raise
        except Exception:  # the outermost edge of a message: nobody else has to wait for it
            reference = reference_of(one.message.key)
            log.exception("picture.failed", key=one.message.key, reference=reference)
            return sorry(reference)

    def _seen(self, message: HeardMessage) -> Message:
        texts: list[str] = []
        links: list[str] = []
        bad: list[Line] = []
        for file in message.files[:FILES_MAX]:
            try:
                texts += self._codes_in(file, links)
            except FileRefusedError as error:
                bad.append(words.unread(error))
        if len(message.files) > FILES_MAX:
            bad.append(line(f"I looked at the first {FILES_MAX} of {len(message.files)} files."))
        book, caption = self._clerk.book, plain_text(message.text)
        found = of_returns.return_shown(book, message, caption)
        if found and links:
            return of_returns.offered(found, links, self._clerk.telling()).followed_by(*bad)
        if bad and not texts:
            return Message(tuple(bad))
        said = words.told(book, make_out(book, self._clerk.codes, texts), caption)
        return said.followed_by(*bad)

    def _codes_in(self, file: str, links: list[str]) -> list[str]:
        """Return what the codes of a file say, and note where it can be seen.

        Raises:
            FileRefusedError, NotNowError: as they say.
        """
        shared = self._fetcher.fetch(file)
        links += filter(None, [shared.link])
        try:
            return list(self._pictures.read(shared.content))
        except PictureError as error:
            raise FileRefusedError(shared.name, error.problem) from error
