"""What somebody has to count and to decide, as the home tab shows it."""

from collections.abc import Sequence
from typing import Final

from bot.language.grammar import MENU, prefixed
from bot.messages.count_lines import scope_text
from bot.messages.counting import due_text, is_mine, left_for, named_for, open_sheets
from bot.messages.figures import counted
from bot.messages.message import Message
from bot.messages.naming import rest_of
from bot.messages.telling import Telling
from bot.messages.text import Bold, Code, line, who
from inventory.documents.approval import Approval
from inventory.documents.cycle_count import CountLineStatus, CountStatus, CycleCount
from inventory.rights import may

FEW: Final = 5
"""Of what waits, as the home tab shows it."""


def waiting(telling: Telling, user: str, prefix: str = "") -> list[Message]:
    """Word what waits for somebody: what is in their hand, what they may take, what they may decide."""
    sheets = open_sheets(telling.book.open(CycleCount), user)
    mine = [one for one in sheets if is_mine(one, user)]
    told: list[Message] = []
    for count in mine[:FEW]:
        mine_left = named_for(count, user)
        again = [one for one in mine_left if one.status is CountLineStatus.RECOUNT]
        what = f"{counted(len(mine_left), 'line')} left"
        if len(again) == len(mine_left):
            what = f"{counted(len(again), 'line')} to count once more"
        title = line(Bold(count.number), f" {scope_text(count.scope)}: {what}{due_text(count)}")
        told.append(Message((title,), (telling.button("Enter…", "enter_count", count.number),)))
    if told:
        told[0] = Message((line(Bold("To count:")), *told[0].lines), told[0].buttons)
        if more := len(mine) - FEW:
            typed = Code(f"{prefixed(MENU, prefix)} counts")
            told += [Message((line(f"… and {more} more, see ", typed),))] * (more > 0)
    return told + _to_take(telling, user, sheets) + _to_decide(telling, user, prefix)


def _to_take(telling: Telling, user: str, sheets: Sequence[CycleCount]) -> list[Message]:
    """Word what nobody has in hand: recounts first, for somebody waits for them."""
    if not may(telling.book, user, "enter_count"):
        return []
    free = {
        one.number: left_for(telling.book.rules, one, user)
        for one in sheets
        if not is_mine(one, user)
    }
    waiting = sorted(
        (one for one in sheets if free.get(one.number)),
        key=lambda one: one.status is not CountStatus.RECOUNT,
    )
    told = []
    for count in waiting[:FEW]:
        again = count.status is CountStatus.RECOUNT
        what = f"{counted(len(free[count.number]), 'line')} {'to count once more' if again else 'left'}"
        title = line(Bold(count.number), f" {scope_text(count.scope)}: {what}{due_text(count)}")
        told.append(Message((title,), (telling.button("Enter…", "enter_count", count.number),)))
    if told:
        told[0] = Message((line(Bold("Free to count:")), *told[0].lines), told[0].buttons)
    return told


def approvals_open(telling: Telling, user: str) -> list[Approval]:
    """Return the approvals that somebody may decide about."""
    if not may(telling.book, user, "decide_approval"):
        return []
    return [
        one
        for one in telling.book.open(Approval)
        if user not in (one.requested_by, *one.counted_by)
    ]


def _to_decide(telling: Telling, user: str, prefix: str) -> list[Message]:
    found = approvals_open(telling, user)
    if not found:
        return []
    lines = [line(Bold("To approve:"))]
    for one in found[:FEW]:
        goods = ", ".join(dict.fromkeys(v.item for v in one.variances[:3]))
        about = f" of {one.count}" if one.count else ""
        lines.append(
            line(Bold(one.number), f"{about}: {goods}, counted by ", who(one.requested_by))
        )
    lines += rest_of(found, FEW)
    lines.append(
        line(
            "Their messages stand in the managers' channel; or type ",
            Code(f"{prefixed(MENU, prefix)} approve {found[0].number}"),
            ".",
        )
    )
    return [Message(tuple(lines))]
