"""A sheet that is counted with a hand scanner: taken, scanned bin by bin, put on record by `done`."""

from bot.answering.clerk import Clerk
from bot.answering.counting import COUNT, Counting
from bot.language.count_lines import Found
from bot.language.grammar import VERB_SPELLINGS
from bot.messages.message import Message
from bot.scans import count_words
from bot.scans.recording import asker_of
from bot.scans.session import ScanSession
from inventory.book import Book
from inventory.commands import Line
from inventory.correspondence.heard import HeardMessage
from inventory.documents.cycle_count import CycleCount
from inventory.rights import require


def opened_by(book: Book, text: str) -> str:
    """Return the count that scans are to be of, where a line says so; empty for any other."""
    verb, _, rest = text.partition(" ")
    if VERB_SPELLINGS.get(verb.casefold().removeprefix("/"), "") != COUNT:
        return ""
    known = book.get(CycleCount, rest.strip().upper())
    return known.number if known else ""


def begun(
    clerk: Clerk, counting: Counting, message: HeardMessage, sheet: str
) -> tuple[ScanSession, Message]:
    """Take a sheet for whoever wrote, and say what is to be scanned.

    Raises:
        StockError, JournalUnavailableError: as the desk says.
    """
    require(clerk.book, message.user, "enter_count")
    count = counting.begin(sheet, asker_of(message, message.key))
    session = ScanSession(
        verb=COUNT,
        shared=Line(item=""),
        sheet=count.number,
        began_at=message.key,
        heard_at=message.ts,
        changed_at=message.ts,
    )
    return session, count_words.sheet_begun(clerk.book.rules, session, count, message.user)


def entered(
    clerk: Clerk, counting: Counting, message: HeardMessage, session: ScanSession
) -> Message:
    """Enter what was scanned of a sheet, and say what came of it.

    Raises:
        StockError: nothing was entered.
        JournalUnavailableError: nobody knows whether it was; the same message finds out.
    """
    before = counting.the(session.sheet)
    lines = tuple(tally.line for tally in session.tallies)
    found = Found(lines, tuple(range(1, len(lines) + 1)))
    done = counting.enter(session.sheet, found, asker_of(message, message.key))
    told = counting.told(before, done, message.user)
    after, rules = counting.the(session.sheet), clerk.book.rules
    left = count_words.left_out(rules, after, session, message.user)
    return told.followed_by(*left)
