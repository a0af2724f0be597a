"""The words for what the bot says by itself: one message a notice."""

from typing import Final, assert_never

from bot.messages.approvals import approval
from bot.messages.documents import document_message
from bot.messages.kept import restored
from bot.messages.low_stock import digest
from bot.messages.message import Button, Message, say
from bot.messages.posted import UNDO, posted
from bot.messages.proposals import proposal
from bot.messages.remarks import paper_line, remark_line
from bot.messages.telling import Telling
from bot.messages.text import Bold, ChannelName, line
from bot.messages.warnings import warning
from inventory.book import Book
from inventory.documents.remark import RemarkKind
from inventory.errors import UnknownDocument
from inventory.notices import (
    AlertNotice,
    AnswerNotice,
    ApprovalNotice,
    DocumentNotice,
    LetterNotice,
    Notice,
    PaperNotice,
    PostedNotice,
    ProposalNotice,
    RemarkNotice,
    WarningNotice,
)
from inventory.ports import JournalReader

NOTED: Final = frozenset(
    {
        RemarkKind.RECALL_REPLIED,
        RemarkKind.RECALL_TOLD,
        RemarkKind.RECALL_NAMED,
        RemarkKind.RECALL_DECIDED,
    }
)
"""Remarks of what somebody has noted, which can be taken back where it is told."""


def worded(  # noqa: C901, PLR0911 - a table
    notice: Notice, book: Book, reader: JournalReader, telling: Telling | None = None
) -> Message:
    """Return what a notice says.

    Args:
        notice: as it left its transaction.
        book: for units and names.
        reader: for the transaction a notice is about.
        telling: who customers are, and which transaction tells.
    """
    telling = telling or Telling(book=book, reader=reader)
    match notice:
        case ApprovalNotice():
            return approval(book, notice.approval)
        case ProposalNotice():
            return proposal(book, notice.proposal)
        case AlertNotice():
            return digest(book, notice.alert)
        case WarningNotice():
            return warning(notice.warning)
        case PostedNotice():
            return _posted(notice, book, reader)
        case DocumentNotice():
            return _document(notice, telling)
        case RemarkNotice(remark=said):
            return Message((remark_line(said, telling),), _way_back(notice))
        case PaperNotice():
            return say(paper_line(notice))
        case AnswerNotice():
            return restored(notice.body)
        case LetterNotice():
            raise LookupError(f"{notice.message} leaves by mail")
        case _:
            assert_never(notice)


def misplaced(message: Message, channel: str) -> Message:
    """Say where a message belongs that could not be said there."""
    return message.followed_by(line("Belongs to ", ChannelName(channel), ", where I am no member."))


def _way_back(notice: RemarkNotice) -> tuple[Button, ...]:
    """Return Undo beside what somebody has noted and nothing else tells with its number."""
    transaction, _, _ = notice.number.partition(".")
    is_noted = notice.remark.kind in NOTED
    return (Button(f"Undo {transaction}", UNDO, transaction),) if is_noted else ()


def _document(notice: DocumentNotice, telling: Telling) -> Message:
    try:
        return document_message(notice.number, telling)
    except UnknownDocument:  # the step that made it was taken back
        return say(line(Bold(notice.number), " was taken back."))


def _posted(notice: PostedNotice, book: Book, reader: JournalReader) -> Message:
    transaction = reader.transaction(notice.transaction)
    reply = reader.reply_to(notice.transaction)
    if transaction is None or reply is None:
        return say(f"{notice.transaction} was recorded.")
    undone_by = reader.undone_by(notice.transaction) or ""
    return posted(book, transaction, reply, undone_by=undone_by)
