"""What a recall needs after its first transaction: further customers listed, its parts ended.

It follows at once, under keys made of the first one's, so that a second click finds it done. Where it
cannot, the recall stands all the same, and a job goes on with it.
"""

from itertools import count

import structlog

from inventory.commands import Command
from inventory.documents.recall import Recall
from inventory.errors import StockError
from inventory.ports import Desk, JournalUnavailableError
from inventory.recall_commands import ContinueRecall
from inventory.recalling.parts import first_of, unfinished
from inventory.transaction import Posted

log = structlog.get_logger(__name__)


def go_on(desk: Desk, command: Command, done: Posted) -> None:
    """Have everything done that a recall still needs after a command.

    Args:
        desk: that has decided it.
        command: by whom, and under which key.
        done: what came of it; nothing follows what is about no recall.
    """
    for change in done.transaction.changes:
        if isinstance(change.after, Recall):
            _go_on(desk, command, first_of(desk.book, change.after).number)


def _go_on(desk: Desk, command: Command, number: str) -> None:
    for step in count(2):
        if number not in unfinished(desk.book):
            return
        further = ContinueRecall(
            key=f"{command.key}:{number}:{step}",
            actor=command.actor,
            at=command.at,
            place=command.place,
            number=number,
        )
        try:
            desk.handle(further)
        except (StockError, JournalUnavailableError) as error:
            log.warning("recall_not_whole_yet", number=number, error=repr(error))
            return
