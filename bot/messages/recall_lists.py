"""Recalls in a line each: those that are open, for lists and the home tab."""

from collections.abc import Iterable, Sequence
from typing import Final

from bot.language.grammar import MENU, prefixed
from bot.messages.figures import counted
from bot.messages.message import LOOK_UP, Button, Message, say
from bot.messages.naming import rest_of
from bot.messages.recall_customers import to_be_told
from bot.messages.recall_lots import lots_named, much
from bot.messages.telling import Telling, day
from bot.messages.text import Bold, Code, Line, line
from inventory.documents.recall import Recall

LISTED_MAX: Final = 20
FEW: Final = 5
"""Of them, as the home tab shows it."""


def recalls_listed(found: Sequence[Recall], telling: Telling, prefix: str = "") -> Message:
    """Word the open recalls, the oldest first."""
    if not found:
        typed = Code(f"{prefixed(MENU, prefix)} recall JAM-STR lot:L7 glass in one jar")
        return say(
            line("No recall is open. Begin one with ", typed, ": it shows first whom it reaches.")
        )
    rows = [recall_row(one, telling) for one in found[:LISTED_MAX]]
    rows += rest_of(found, LISTED_MAX, ", on the tab Recalls.")
    return Message((line(Bold(f"{counted(len(found), 'recall')} open:")), *rows))


def recalls_waiting(found: Iterable[Recall], telling: Telling) -> Message | None:
    """Word the open recalls for the home tab, None where there are none."""
    recalls = list(found)
    if not recalls:
        return None
    rows = [recall_row(one, telling) for one in recalls[:FEW]]
    buttons = [
        Button(f"Board of {one.number}", f"{LOOK_UP}.{position}", f"recall {one.number}")
        for position, one in enumerate(recalls[:FEW], start=1)
    ]
    return Message(
        (line(Bold("Recalls under way:")), *rows, *rest_of(recalls, FEW)), tuple(buttons)
    )


def recall_row(recall: Recall, telling: Telling) -> Line:
    """Word an open recall in one line."""
    untold = len(to_be_told(recall))
    part = f" (part of {recall.part_of})" if recall.part_of else ""
    facts = ["nothing of it had left"]
    if recall.lines:
        facts = [
            f"{recall.recovered_percent} % back",
            f"{much(recall.outstanding, recall, telling.book)} still out",
            f"{counted(untold, 'customer')} not told yet" if untold else "",
        ]
    return line(
        Bold(recall.number),
        f"{part} {lots_named(recall)}: {', '.join(filter(None, facts))}, since {day(recall.started_on)}",
    )
