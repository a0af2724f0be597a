"""Where the message of a document stands, so that its thread can be found and linked."""

from inventory.correspondence_commands import NoteThread
from inventory.draft import Draft
from inventory.errors import NothingChanged, UnknownDocument
from inventory.stepping import threaded


def plan_note_thread(draft: Draft, command: NoteThread) -> None:
    """Note where a document's message stands; nobody has to be told.

    Raises:
        UnknownDocument, NothingChanged: as they say.
    """
    document = threaded(draft.book, command.number)
    if document is None:
        raise UnknownDocument(number=command.number)
    if document.thread == command.thread:
        raise NothingChanged(what=document.number)
    draft.put(document.model_copy(update={"thread": command.thread}))
