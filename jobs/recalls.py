"""Recalls that are not over: who was not told, has not answered or still has some, said once a day.

Where a recall reaches more customers than one board takes, the process that began it goes on with it
at once; should that have died, a job of its own does so soon after.
"""

from contextlib import suppress
from itertools import count

from inventory.errors import NothingChanged
from inventory.ports import Desk
from inventory.recall_commands import ContinueRecall, RemindRecalls
from inventory.recalling.parts import unfinished
from jobs.job import Occasion


def run_recalls(desk: Desk, occasion: Occasion) -> str:
    """Look at every recall that is under way, as many to a transaction as that takes."""
    command = RemindRecalls(key=occasion.key, actor=occasion.actor, at=occasion.at, on=occasion.on)
    posted = [desk.handle(command).transaction.id]
    with suppress(NothingChanged):
        for step in count(2):
            further = command.model_copy(update={"key": f"{occasion.key}:{step}"})
            posted.append(desk.handle(further).transaction.id)
    return f"posted {', '.join(posted)}"


def run_recall_parts(desk: Desk, occasion: Occasion) -> str:
    """Go on with recalls that somebody began or ended, and that are not whole yet.

    Raises:
        NothingChanged: all of them are.
    """
    posted: list[str] = []
    while waiting := unfinished(desk.catch_up()):
        command = ContinueRecall(
            key=f"{occasion.key}:{len(posted) + 1}",
            actor=occasion.actor,
            at=occasion.at,
            number=waiting[0],
        )
        posted.append(desk.handle(command).transaction.id)
    if not posted:
        raise NothingChanged(what="recalls")
    return f"posted {', '.join(posted)}"
