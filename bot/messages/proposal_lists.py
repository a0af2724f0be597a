"""Proposals in a line each: those that wait, and those that come back."""

from collections.abc import Iterable
from typing import Final

from bot.language.grammar import MENU, prefixed
from bot.messages.figures import counted
from bot.messages.message import LOOK_UP, Button, Message, say
from bot.messages.naming import rest_of
from bot.messages.proposals import summary
from bot.messages.telling import Telling
from bot.messages.text import Bold, Code, line
from inventory.documents.replenishment import Proposal, ProposalStatus

LISTED_MAX: Final = 20
FEW: Final = 5
"""Of them, as the home tab shows it."""


def proposals_listed(found: Iterable[Proposal], telling: Telling) -> Message:
    """Word the proposals that somebody has still to decide about, the oldest first."""
    proposals = list(found)
    if not proposals:
        return say("No proposal waits for a decision. What is low is proposed on weekday mornings.")
    title = f"{counted(len(proposals), 'proposal')} to decide about:"
    return _listed(title, proposals, telling, LISTED_MAX)


def proposals_waiting(found: Iterable[Proposal], telling: Telling) -> Message | None:
    """Word them for the home tab, None where there are none; what is put off is not named."""
    waiting = [one for one in found if one.status is ProposalStatus.PROPOSED]
    return _listed("Reorders to decide about:", waiting, telling, FEW) if waiting else None


def nothing_left(number: str, prefix: str = "") -> Message:
    """Say that a proposal of which nothing is to be ordered is turned down, not approved."""
    command = f"{prefixed(MENU, prefix)} reject {number} we run it out"
    return say(line("Nothing is left to order. To turn it down: ", Code(command), "."))


def _listed(title: str, proposals: list[Proposal], telling: Telling, most: int) -> Message:
    shown = proposals[:most]
    rows = [summary(one, telling) for one in shown]
    rows += rest_of(proposals, most, ", on the tab Proposals.")
    buttons = tuple(
        Button(f"Show {one.number}", f"{LOOK_UP}.{place}", f"proposals {one.number}")
        for place, one in enumerate(shown, start=1)
    )
    return Message((line(Bold(title)), *rows), buttons)
