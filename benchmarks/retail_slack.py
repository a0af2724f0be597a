"""The first lines of the retail year as a person types them: signed slash commands over HTTP."""

from collections.abc import Callable, Iterable
from typing import Final

from benchmarks.retail_commands import commands_for
from benchmarks.retail_postings import Posting
from benchmarks.retail_tally import Tally
from benchmarks.slack_stand_in import CHANNEL, OPERATOR, Surface
from bot.language.grammar import MENU, VERBS
from bot.language.requests import Posting as Said
from bot.language.written import written
from inventory.commands import Command, StockCommand
from inventory.ports import Desk

LINES_A_COMMAND: Final = 40
"""As much as fits into one message of 4,000 characters."""

REFUSED: Final = "told so in Slack"


def replay_in_slack(
    surface: Surface,
    desk: Desk,
    postings: Iterable[Posting],
    tally: Tally,
    on_progress: Callable[[int], None],
) -> None:
    """Type every posting, and count by what the book says afterwards."""
    person = surface.workspace.person(OPERATOR)
    for posting in postings:
        refusal = None
        for command in commands_for(posting):
            before = desk.book.sequence
            seen = person.types(CHANNEL, typed(command))
            if desk.book.sequence == before:
                refusal = REFUSED if seen.outcome == "ok" else seen.outcome
        tally.settle(posting, refusal)
        on_progress(tally.total)


def typed(command: Command) -> str:
    """Return a command as somebody would type it.

    Raises:
        TypeError: nobody types such a command.
    """
    if not isinstance(command, StockCommand):
        raise TypeError(command.kind)
    text = written(Said(verb=command.kind, lines=command.lines))
    name = f"/{command.kind}" if VERBS[command.kind].has_command else f"{MENU} {command.kind}"
    return f"{name} {text}"
