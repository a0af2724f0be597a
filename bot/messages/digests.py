"""Alerts as messages: the digest of a run, the list somebody asks for, and one alert alone.

A digest says how each of its alerts stands now, so it is right whenever it is looked at, and it ends
once all of them are over.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from bot.language.grammar import MENU, prefixed
from bot.messages.alert_lines import SHORT, TITLES, alert_text, counts_by_kind, digits_of, over_text
from bot.messages.figures import counted
from bot.messages.message import LOOK_UP, Button, Menu, Message
from bot.messages.naming import rest_of
from bot.messages.telling import Telling, day
from bot.messages.text import Bold, Code, Line, line
from inventory.documents.stock_alert import AlertStatus, Digest, StockAlert
from inventory.replenishing.alerting.finding import SHORTAGES, gravity
from inventory.stock_policy import AlertKind

SHOWN_MAX: Final = 10
LISTED_MAX: Final = 35
"""Of those that somebody asks for; the tab Alerts has them all."""

OVER_MAX: Final = 12
YOURS: Final = "yours"
MENU_ACTION: Final = "menu"
SEE_ALL: Final = "all_alerts"


def digest_message(digest: Digest, telling: Telling) -> Message:
    """Word a digest as its alerts stand now: ten at most, and how the others do."""
    told = [found for one in digest.alerts if (found := telling.book.get(StockAlert, one))]
    alive = sorted_alerts(one for one in told if one.is_open)
    gone = tuple(_gone(told, telling))
    if not alive:
        title = line(Bold("Alerts: none left here."), f" {digest.number} of {day(digest.on)}")
        return Message((title, *gone))
    shown = alive[:SHOWN_MAX]
    waits = counts_by_kind(Counter(one.about for one in alive))
    title = line(Bold(f"Alerts: {waits}"), f". {digest.number} of {day(digest.on)}")
    lines, beside = _grouped(shown, telling, first=1, number=digest.number)
    rest = rest_of(alive, len(shown), ".")
    left = counts_by_kind(digest.left_out)
    later = [line(f"More were found than one message takes: {left}. Later ones tell of them.")]
    buttons = (Button("See all", SEE_ALL, digest.number),) if rest else ()
    all_lines = (title, *lines, *rest, *gone, *(later if left else ()))
    return Message(all_lines, buttons, beside)


def listed(
    found: Sequence[StockAlert], telling: Telling, *, what: str, prefix: str = ""
) -> Message:
    """Word the alerts that somebody asks for, gravest first.

    Args:
        found: those that are not over.
        telling: the book.
        what: which they are, as in `low` or `yours`; empty for all.
        prefix: of commands in this workspace.
    """
    all_of_them = Code(f"{prefixed(MENU, prefix)} alerts")
    named = f" ({what})" if what else ""
    if not found and what == YOURS:
        return Message((line(Bold("No alert is in your hands."), " All: ", all_of_them, "."),))
    if not found:
        other = line(" All kinds: ", all_of_them, ".") if what else line()
        return Message((line(Bold(f"Nothing is wrong{named}."), *other),))
    alive = sorted_alerts(found)
    shown = alive[:LISTED_MAX]
    waits = counts_by_kind(Counter(one.about for one in alive))
    lines, beside = _grouped(shown, telling, first=1)
    rest = rest_of(alive, len(shown), ", on the tab Alerts.")
    return Message((line(Bold(f"Alerts{named}: {waits}")), *lines, *rest), (), beside)


def alert_card(alert: StockAlert, telling: Telling) -> Message:
    """Word one alert, with what can be said of it."""
    told = [line(Bold(TITLES[alert.about]), f": {alert_text(alert, telling)}")]
    told.append(line(f"Since {day(alert.opened_on)}{_ended(alert)}."))
    steps = _steps(alert, telling, "") if alert.is_open else ()
    look = Button("All alerts", LOOK_UP, "alerts")
    return Message(tuple(told), (*steps, look))


def alerts_waiting(found: Sequence[StockAlert], user: str) -> Message:
    """Word how many alerts there are, for somebody's home tab."""
    if not found:
        return Message((line(Bold("Alerts:"), " nothing is wrong."),))
    mine = sum(one.owner == user for one in found)
    buttons = [Button("See alerts", f"{LOOK_UP}.1", "alerts")]
    if mine:
        buttons.append(Button("See yours", f"{LOOK_UP}.2", "alerts mine"))
    waits = counts_by_kind(Counter(one.about for one in found))
    yours = f"; {mine} in your hands" if mine else ""
    return Message((line(Bold("Alerts:"), f" {waits}{yours}."),), tuple(buttons))


def sorted_alerts(alerts: Iterable[StockAlert]) -> list[StockAlert]:
    """Return alerts, the gravest first."""
    return sorted(alerts, key=lambda one: (*gravity(one.about, one.figures), one.subject))


def _grouped(
    alerts: Sequence[StockAlert], telling: Telling, *, first: int, number: str = ""
) -> tuple[list[Line], dict[int, Menu]]:
    """Return a heading for each kind with its alerts, and the menu beside each of these.

    Args:
        alerts: in the order in which they are told.
        telling: the book.
        first: the number of the first line in its message.
        number: of the digest that is told; empty where each is alone.
    """
    lines: list[Line] = []
    beside: dict[int, Menu] = {}
    kind: AlertKind | None = None
    for one in alerts:
        if one.about is not kind:
            kind = one.about
            lines.append(line(Bold(TITLES[kind])))
        beside[first + len(lines)] = Menu(
            f"{MENU_ACTION}.{digits_of(one.number)}", tuple(_steps(one, telling, number))
        )
        lines.append(line(alert_text(one, telling)))
    return lines, beside


def _steps(alert: StockAlert, telling: Telling, digest: str) -> Iterator[Button]:
    """Yield what can be said of an alert; in a digest the digest is shown again after it."""
    number, part = (digest, digits_of(alert.number)) if digest else (alert.number, 0)
    if alert.status is not AlertStatus.ACKNOWLEDGED:
        yield telling.button("I take care of it", "take_alert", number, part)
    if alert.status is not AlertStatus.SNOOZED:
        yield telling.button("Put off for a week", "snooze_alert_week", number, part)
    yield telling.button("Put off until…", "snooze_alert", number, part)
    yield telling.button("Already seen to…", "handle_alert", number, part)


def _gone(told: Sequence[StockAlert], telling: Telling) -> Iterator[Line]:
    """Yield what of a digest is over, and what has become something else since."""
    gone = [one for one in told if not one.is_open]
    shown = {one.number for one in told if one.is_open}
    last = [one for one in (_last_of(one, telling) for one in gone) if one.number not in shown]
    became = [f"{one.item} {SHORT[one.about]} ({one.number})" for one in last if one.is_open]
    over = {_matter(one): over_text(one) for one in last if not one.is_open}
    yield from _named("Since then:", became)
    yield from _named("Over:", list(over.values()))


def _last_of(alert: StockAlert, telling: Telling) -> StockAlert:
    """Return what an alert has become: the last of those that took each other's place."""
    later = telling.book.get(StockAlert, alert.followed_by) if alert.followed_by else None
    return alert if later is None else _last_of(later, telling)


def _matter(alert: StockAlert) -> str:
    """Return what an alert is about; all shortages of an item are one matter."""
    return alert.subject if alert.about in SHORTAGES else alert.identity


def _named(title: str, texts: Sequence[str]) -> Iterator[Line]:
    if texts:
        more = len(texts) - OVER_MAX
        rest = f" and {counted(more, 'other')}" if more > 0 else ""
        yield line(Bold(title), f" {', '.join(texts[:OVER_MAX])}{rest}.")


def _ended(alert: StockAlert) -> str:
    return f", over since {day(alert.resolved_on)}" if alert.resolved_on else ""
