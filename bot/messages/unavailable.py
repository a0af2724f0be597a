"""What is said while the journal is away: that nothing was posted, or that nobody knows.

The two must not be mixed up. Who is told that nothing was posted will type it again.
"""

from typing import Final

from bot.messages.message import Message, say
from inventory.ports import JournalUnavailableError, OutcomeUnknownError

NOT_RECORDED: Final = (
    "The journal cannot record right now. Nothing was posted; try again in a minute."
)
UNCERTAIN: Final = (
    "The journal did not answer: this may have been posted, or not. "
    "Look at the stock before you send it again."
)
SEND_AGAIN: Final = "The journal did not answer. Send this again: it is not posted twice."


def unavailable(error: JournalUnavailableError) -> Message:
    """Word it where the same request, typed again, would be another one."""
    return say(UNCERTAIN if isinstance(error, OutcomeUnknownError) else NOT_RECORDED)


def unavailable_on_form(error: JournalUnavailableError) -> str:
    """Word it on a form, which keeps its key when it is sent again."""
    return SEND_AGAIN if isinstance(error, OutcomeUnknownError) else NOT_RECORDED
