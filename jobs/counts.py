"""The counts of a day: its share of what is due, given to everybody who counts."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeAlias

from inventory.count_commands import ScheduleCounts
from inventory.counting.turns_today import turns_today
from inventory.ports import Desk
from jobs.job import Occasion

Classify: TypeAlias = Callable[[date], Mapping[str, str]]
"""Adds up what was sold up to a day, and returns which items are A and which are B."""


def run_counts(desk: Desk, occasion: Occasion, *, classify: Classify) -> str:
    """Plan what is to be counted today; whose turn it is, is found before the journal is locked."""
    turns = turns_today(desk.catch_up(), classify(occasion.on), occasion.on)
    command = ScheduleCounts(
        key=occasion.key,
        actor=occasion.actor,
        at=occasion.at,
        on=occasion.on,
        turns=turns.keys,
        week=turns.week,
    )
    return f"posted {desk.handle(command).transaction.id}"
