"""Planning: forecasts and parameters of what is due, kept many to a transaction."""

from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import date
from typing import TypeAlias

from inventory.book import Book
from inventory.errors import NothingChanged
from inventory.planning.running import Computed
from inventory.planning_commands import FORECASTS_MAX, KeepForecasts
from inventory.ports import Desk
from jobs.job import Occasion

Compute: TypeAlias = Callable[[Book, date], Computed]
"""Reads the ledger and returns the forecasts that are due on a day."""


def run_plan(desk: Desk, occasion: Occasion, *, compute: Compute) -> str:
    """Compute what is due and have it kept.

    A run that is repeated for its slot finds what was kept already, and goes on with the rest: a
    part is known by its first forecast.

    Raises:
        NothingChanged: nothing is due, or nothing of it differs.
    """
    found = compute(desk.catch_up(), occasion.on)
    posted: list[str] = []
    for command in _commands(found, occasion):
        with suppress(NothingChanged):
            posted.append(desk.handle(command).transaction.id)
    if not posted:
        raise NothingChanged(what="forecasts")
    return f"posted {', '.join(posted)}"


def _commands(found: Computed, occasion: Occasion) -> Iterator[KeepForecasts]:
    """Yield the parts of a run; what is not planned any more goes with the last."""
    starts = range(0, max(len(found.forecasts), bool(found.gone)), FORECASTS_MAX)
    for start in starts:
        part = found.forecasts[start : start + FORECASTS_MAX]
        is_last = start == starts[-1]
        yield KeepForecasts(
            key=f"{occasion.key}:{part[0].key if part else 'gone'}",
            actor=occasion.actor,
            at=occasion.at,
            on=occasion.on,
            forecasts=part,
            gone=found.gone if is_last else (),
            is_last=is_last,
        )
