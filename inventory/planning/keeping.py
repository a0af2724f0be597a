"""Keeping what was computed: little changes act at once, large ones wait until a manager has looked.

Managers see all that waits on one review, which the next computation edits or, where it has news,
overtakes. What they have turned down is not asked again before the figures have moved on.
"""

from inventory.documents.forecast import Forecast, Parameters
from inventory.draft import Draft
from inventory.errors import NothingChanged
from inventory.item import Item
from inventory.planning.changing import cause_of, differs_much, is_stated_since
from inventory.planning.follow_reviews import Asked, follow_reviews
from inventory.planning_commands import KeepForecasts
from inventory.stock_policy import PolicyKind

STATED = frozenset({PolicyKind.MIN_MAX, PolicyKind.KEEP_AT_LEAST, PolicyKind.NONE})
"""Policies whose levels people state themselves: nobody is asked about what he has typed."""


def plan_keep_forecasts(draft: Draft, command: KeepForecasts) -> None:
    """Keep forecasts that differ, and ask managers about those that differ by much.

    Raises:
        NothingChanged: all of them are as they were.
    """
    asked: dict[str, Asked | None] = dict.fromkeys(command.gone)
    for computed in command.forecasts:
        if draft.book.get(Item, computed.item) is None:
            continue  # taken out while it was being computed
        known = draft.book.get(Forecast, computed.key)
        kept = _kept(draft, known, computed)
        asked[kept.key] = _question(known, kept)
        if kept != known:
            draft.put(kept)
    for key in command.gone:
        if (known := draft.book.get(Forecast, key)) is not None:
            draft.take_out(known)
    follow_reviews(draft, asked, command.on, is_last=command.is_last)
    draft.command = command.model_copy(update={"forecasts": (), "gone": ()})
    if draft.is_empty:
        raise NothingChanged(what="forecasts")


def _kept(draft: Draft, known: Forecast | None, computed: Forecast) -> Forecast:
    """Return a forecast as it is kept: with the parameters that act, and those that wait."""
    if known is None or known.parameters == Parameters() or _is_stated(draft, known, computed):
        return computed
    percent, wanted = draft.book.rules.review_percent, computed.parameters
    if not differs_much(known.parameters, wanted, percent):
        return computed
    acting = {"parameters": known.parameters}
    if known.declined is not None and not differs_much(known.declined, wanted, percent):
        return computed.model_copy(update=acting | {"declined": known.declined})
    return computed.model_copy(update=acting | {"waiting": wanted})


def _is_stated(draft: Draft, known: Forecast, computed: Forecast) -> bool:
    """Tell whether a manager has said so: by the policy itself, or by a row typed since."""
    if computed.policy in STATED or computed.policy is not known.policy:
        return True
    return is_stated_since(draft.book, known)


def _question(known: Forecast | None, kept: Forecast) -> Asked | None:
    if known is None or kept.waiting is None:
        return None
    return Asked(kept, cause_of(known, kept))
