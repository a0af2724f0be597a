"""The retail year through the desk, in the order of the file, many commands to a commit."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from itertools import islice
from typing import Final

from benchmarks.retail_commands import commands_for, edit_of, master_rows, opening_commands
from benchmarks.retail_lines import Names
from benchmarks.retail_postings import Posting
from benchmarks.retail_tally import Tally, refusal_of
from inventory.commands import Command
from inventory.errors import StockError
from inventory.ports import Desk

POSTINGS_AT_ONCE: Final = 100


class ShopNotSetUpError(Exception):
    """Items, bins or opening stock were refused: the replay cannot begin."""

    def __init__(self, refusals: list[StockError]) -> None:
        super().__init__(f"{len(refusals)} refused, the first: {refusals[0]!r}")
        self.refusals = refusals


def set_up_shop(desk: Desk, names: Names, opening: Mapping[str, int], at: datetime) -> None:
    """Import items and bins and receive the opening stock.

    Raises:
        ShopNotSetUpError: see there.
    """
    commands: list[Command] = [edit_of(row, at) for row in master_rows(names)]
    commands += opening_commands(opening, at)
    refusals = [one for one in desk.handle_all(commands) if isinstance(one, StockError)]
    if refusals:
        raise ShopNotSetUpError(refusals)


def replay_at_desk(
    desk: Desk, postings: Iterable[Posting], tally: Tally, on_progress: Callable[[int], None]
) -> None:
    """Ask the desk for every posting; `on_progress` hears how many lines have gone through."""
    for chunk in _chunks(postings):
        asked = [commands_for(posting) for posting in chunk]
        results = iter(desk.handle_all([command for commands in asked for command in commands]))
        for posting, commands in zip(chunk, asked, strict=True):
            own = list(islice(results, len(commands)))
            tally.settle(posting, refusal_of(posting, own))
        on_progress(tally.total)


def _chunks(postings: Iterable[Posting]) -> Iterator[list[Posting]]:
    source = iter(postings)
    while chunk := list(islice(source, POSTINGS_AT_ONCE)):
        yield chunk
