"""Proposals in a line each: those that wait, and those that come back."""

from collections.abc import Iterable
from typing import Final

from bot.messages.figures import counted
from bot.messages.message import LOOK_UP, Button, Message, say
from bot.messages.proposals import summary
from bot.messages.telling import Telling
from bot.messages.text import Bold, line
from inventory.documents.replenishment import Proposal

LISTED_MAX: Final = 20


def proposals_listed(found: Iterable[Proposal], telling: Telling) -> Message:
    """Word the proposals that somebody has still to decide about, the oldest first."""
    proposals = list(found)
    if not proposals:
        return say("No proposal waits for a decision. What is low is proposed on weekday mornings.")
    rows = [summary(one, telling) for one in proposals[:LISTED_MAX]]
    if len(proposals) > LISTED_MAX:
        rows.append(line(f"… and {len(proposals) - LISTED_MAX} more, on the tab Proposals."))
    buttons = tuple(
        Button(f"Show {one.number}", f"{LOOK_UP}.{place}", f"proposals {one.number}")
        for place, one in enumerate(proposals[:LISTED_MAX], start=1)
    )
    title = line(Bold(f"{counted(len(proposals), 'proposal')} to decide about:"))
    return Message((title, *rows), buttons)
