"""What is asked for about papers, letters and threads, whichever document they are of."""

from typing import Literal, TypeAlias

from inventory.base_command import BaseCommand
from inventory.documents.letter import LetterKind, LetterState
from inventory.notices import PaperKind
from inventory.place import Place
from inventory.record import Record


class LetterFate(Record):
    """What became of one letter, by its key; `said` is what the mail server said."""

    letter: str
    state: LetterState
    said: str = ""


class RecordLetter(BaseCommand):
    """What became of a letter to a customer or supplier, by its key.

    Attributes:
        further: of other letters about the same document: a recall may have a thousand, and each
            step of it is kept with its whole board.
    """

    kind: Literal["record_letter"] = "record_letter"
    number: str
    letter: str
    state: LetterState
    said: str = ""
    further: tuple[LetterFate, ...] = ()

    @property
    def fates(self) -> tuple[LetterFate, ...]:
        """What became of each of them."""
        return (
            LetterFate(letter=self.letter, state=self.state, said=self.said),
            *self.further,
        )


class ResendLetter(BaseCommand):
    """Send a letter once more whose outcome is unknown or that was refused."""

    kind: Literal["resend_letter"] = "resend_letter"
    number: str
    letter: LetterKind


class PrintPaper(BaseCommand):
    """Print a paper of a document, once more where it was printed before."""

    kind: Literal["print_paper"] = "print_paper"
    number: str
    paper: PaperKind


class NoteThread(BaseCommand):
    """Where a document's message stands in Slack, so that its thread can be found and linked."""

    kind: Literal["note_thread"] = "note_thread"
    number: str
    thread: Place


CorrespondenceCommand: TypeAlias = RecordLetter | ResendLetter | PrintPaper | NoteThread
