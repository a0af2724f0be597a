"""Recalls that do not end: once a day it is said who was not told, has not answered, or has some.

Nobody is named again before the days of the setting are over.
"""

from collections.abc import Set
from datetime import date
from typing import Final

from inventory.documents.recall import Recall
from inventory.documents.recall_line import RecallLine
from inventory.documents.remark import Remark, RemarkKind
from inventory.draft import Draft
from inventory.errors import NothingChanged
from inventory.recall_commands import RemindRecalls
from inventory.recalling.notifying import to_be_reminded, untold
from inventory.recalling.parts import first_of, whole_of
from inventory.recalling.scope import LINES_MAX
from inventory.recalling.stepping import open_recalls, put_recall, say
from inventory.reports import warn

TOPIC: Final = "recalls"
MENDED: Final = "Nobody is waited for by a recall any more."


def plan_remind_recalls(draft: Draft, command: RemindRecalls) -> None:
    """Look at every recall that is under way, and name as much as one transaction takes.

    Raises:
        NothingChanged: nothing is to be said.
    """
    told: list[str] = []
    room = LINES_MAX
    for recall in tuple(open_recalls(draft)):
        if not whole_of(draft.book, first_of(draft.book, recall)).outstanding:
            continue
        due = _due(draft, recall, command.on)
        if due and (len(recall.lines) <= room or room == LINES_MAX):
            _name(draft, recall, due, command.on)
            room -= len(recall.lines)
        if recall.outstanding:
            told.append(_line(recall))
    warn(draft, TOPIC, _headline(len(told)), tuple(told), is_open=bool(told))
    if draft.is_empty:
        raise NothingChanged(what=TOPIC)


def _due(draft: Draft, recall: Recall, on: date) -> set[int]:
    """Return the lines whose customers are to be named."""
    days = draft.book.rules.recall_reminder_days
    return {line.number for line in recall.lines if line.outstanding and _is_due(line, on, days)}


def _name(draft: Draft, recall: Recall, due: Set[int], on: date) -> None:
    lines = tuple(
        line.model_copy(update={"named_on": on}) if line.number in due else line
        for line in recall.lines
    )
    put_recall(draft, recall.model_copy(update={"lines": lines}))
    say(draft, recall, Remark(kind=RemarkKind.RECALL_WAITS, document=recall.number, day=on))


def _is_due(line: RecallLine, on: date, days: int) -> bool:
    """Tell whether a customer is to be named: who was not told at once, others after some days."""
    news = (line.notified_on, line.reminded_on, line.acknowledged_on, line.returned_on)
    last = max(filter(None, (*news, line.destroyed_on, line.named_on)), default=None)
    return last is None or (on - last).days >= days


def _line(recall: Recall) -> str:
    not_told, told = untold(recall), to_be_reminded(recall)
    silent = [one for one in told if not any(x.acknowledged_on for x in recall.lines_of(one))]
    parts = (
        f"{len(not_told)} not told" if not_told else "",
        f"{len(silent)} without an answer" if silent else "",
        f"{recall.outstanding:f} of {recall.shipped:f} still with customers",
    )
    facts = ", ".join(filter(None, parts))
    return f"{recall.number} ({recall.reason}): {facts}, {recall.recovered_percent} per cent back"


def _headline(waiting: int) -> str:
    if not waiting:
        return MENDED
    return "1 recall is not over." if waiting == 1 else f"{waiting} recalls are not over."
