"""The nightly proof that workbook and journal agree, and what the managers hear when they do not."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from inventory.commands import Warn
from inventory.ports import Desk
from jobs.job import Occasion

LINES_MAX = 20
"""Differences named in a warning; `bincard verify` names them all."""

Verify: TypeAlias = Callable[[], Sequence[str]]
"""Compares and returns the differences in plain words, most important first."""


def run_verify(desk: Desk, occasion: Occasion, *, verify: Verify) -> str:
    """Warn of the differences, or end the warning when there are none."""
    differences = verify()
    warning = Warn(
        key=occasion.key,
        actor=occasion.actor,
        at=occasion.at,
        topic="verify",
        headline=_headline(len(differences)),
        lines=tuple(differences[:LINES_MAX]),
        is_over=not differences,
    )
    return f"posted {desk.handle(warning).transaction.id}"


def _headline(differences: int) -> str:
    if not differences:
        return "The workbook and the journal agree again."
    where = "1 place" if differences == 1 else f"{differences} places"
    return f"The workbook and the journal differ in {where}."
