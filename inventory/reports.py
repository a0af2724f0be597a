"""Problems of the workbook and warnings to the managers: said once, and once more when over."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from inventory.commands import ReportProblems, Warn
from inventory.draft import Draft
from inventory.errors import NothingChanged
from inventory.notices import WarningNotice
from inventory.problem import Problem
from inventory.warning import ManagersWarning

LINES_MAX: Final = 20
ITEMS_MAX: Final = 3


def plan_problems(draft: Draft, command: ReportProblems) -> None:
    """Make a tab's open problems exactly those named.

    Raises:
        NothingChanged: they are the ones already known.
    """
    named = {problem.key: problem for problem in command.problems}
    for known in draft.book.open(Problem):
        if known.tab == command.tab and known.key not in named:
            draft.put(known.model_copy(update={"is_open": False}))
    for problem in named.values():
        if draft.book.get(Problem, problem.key) != problem:
            draft.put(problem)
    if draft.is_empty:
        raise NothingChanged(what=f"problems of {command.tab}")


def plan_warning(draft: Draft, command: Warn) -> None:
    """Open, refresh or end the warning of a topic.

    Raises:
        NothingChanged: nobody needs to hear it again.
    """
    is_open = not command.is_over
    if not warn(draft, command.topic, command.headline, command.lines, is_open=is_open):
        raise NothingChanged(what=command.topic)


def warn(draft: Draft, topic: str, headline: str, lines: tuple[str, ...], *, is_open: bool) -> bool:
    """Open, refresh or end the warning of a topic; False where nobody needs to hear it again."""
    known = next((w for w in draft.book.open(ManagersWarning) if w.topic == topic), None)
    if known is None and not is_open:
        return False
    number = known.number if known else draft.next_number(ManagersWarning, "WN")
    warning = ManagersWarning(
        number=number, topic=topic, headline=headline, lines=lines, is_open=is_open
    )
    if warning == known:
        return False
    draft.put(warning)
    draft.tell(WarningNotice(warning=warning))
    return True


def shortened(lines: Sequence[str], tab: str) -> tuple[str, ...]:
    """Return the lines of a warning; of very many, how many more there are and on which tab."""
    if len(lines) <= LINES_MAX:
        return tuple(lines)
    rest = len(lines) - LINES_MAX + 1
    return (*lines[: LINES_MAX - 1], f"and {rest} more, on the tab {tab}")


def goods_named(goods: Sequence[tuple[Decimal, str]]) -> str:
    """Name the first few of some goods, each with its quantity.

    Examples:
        >>> goods_named([(Decimal(3), "MUG-BLU"), (Decimal(1), "BOWL-1")])
        '3 of MUG-BLU, 1 of BOWL-1'
    """
    shown = [f"{quantity:f} of {item}" for quantity, item in goods[:ITEMS_MAX]]
    more = len(goods) - ITEMS_MAX
    return ", ".join(shown) + (f" and {more} more" if more > 0 else "")
