"""What would have been with other figures: an item's past replayed, in words."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final, TypeAlias

from bot.language.grammar import MENU, prefixed
from bot.language.what_if_lines import written_figures, written_what_if
from bot.messages.figures import ARROW, amount, counted, money, number
from bot.messages.forecast_words import POLICIES, SERVICES, percent, rounded
from bot.messages.message import LOOK_UP, Button, Message, say
from bot.messages.text import Bold, Code, Line, clipped, line
from inventory.item import Item
from inventory.planning.past_buying import Outcome
from inventory.planning.policy_rules import ResolvedPolicy
from inventory.planning.tried_figures import Changes, Figures
from inventory.planning.what_if import TooShort, WhatIf
from inventory.quantity import plural
from inventory.stock_policy import PolicyKind, ServiceKind

NOW: Final = "As it is now"
YOURS: Final = "With your figures"
UNCHANGED: Final = (
    "Nothing is changed. Service and review stand on Policies, the lead time on Items or Suppliers."
)
WHOLE: Final = Decimal(1)
SHORT: Final = Decimal("0.02")
"""So much less service than asked for is told."""

Row: TypeAlias = tuple[str, str, str]


def what_if_message(item: Item, found: WhatIf, prefix: str, *, currency: str) -> Message:
    """Word an item's past as it is bought now beside what was tried.

    Args:
        item: whose past it is.
        found: how it went.
        prefix: of commands in this workspace.
        currency: of what stock is worth; empty for those who may not see that.
    """
    head = _head(item, found)
    if not found.asked:
        return Message((head, line("Nothing was asked for in them, so that there is no telling.")))
    worth = currency if item.unit_cost is not None else ""
    is_ladder = len(found.tried) > 1
    body = _ladder(item, found, worth) if is_ladder else _side_by_side(item, found, worth)
    following = _further(found, prefix) if is_ladder else line(UNCHANGED)
    return Message((head, *body, *_notes(found), following), tuple(_buttons(found)))


def nothing_to_replay(item: Item, short: TooShort | None) -> Message:
    """Say that there is no past to try figures on, or not enough of it."""
    name = line(Bold(item.sku), _name(item))
    if short is None:
        return say(line(*name, ": it never came and was never asked for, so nothing can be tried."))
    known, more = counted(short.days, "day"), counted(short.needed - short.days, "day")
    since = (
        f"since it was asked for first, on {short.asked_first}" if short.asked_first else "of it"
    )
    return say(
        line(
            *name,
            f": its history is too short to try figures on: {known} {since}, and these need "
            f"{short.needed}. Ask again in {more}.",
        )
    )


def which_site(item: Item, sites: tuple[str, ...], prefix: str, changes: Changes) -> Message:
    """Ask for a site, where an item is planned for at several; what was to be tried stays."""
    named = [site for site in sites if site]
    listed = ", ".join(clipped(site, 40) for site in named)
    example = written_what_if(item.sku, named[0], written_figures(changes))
    return say(
        line(
            f"{item.sku} is planned for at each site by itself. Say which of {listed}, as ",
            Code(f"{prefixed(MENU, prefix)} {example}"),
            ".",
        )
    )


def picture_comment(item: Item, found: WhatIf) -> str:
    """Say what the chart shows, beside the file."""
    where = f" at {clipped(found.site, 60)}" if found.site else ""
    return f"Stock of {item.sku}{where} as it would have been, now and with your figures."


def _head(item: Item, found: WhatIf) -> Line:
    where = f" at {clipped(found.site, 60)}" if found.site else ""
    return line(
        Bold(item.sku),
        f"{_name(item)}{where}, replayed on its own last {found.days} days ({found.first} to "
        f"{found.last}): {amount(rounded(found.asked), item.unit)} "
        f"{'was' if found.asked == 1 else 'were'} asked for.",
    )


def _side_by_side(item: Item, found: WhatIf, currency: str) -> Iterator[Line]:
    now, (tried,) = found.now, found.tried
    yield line(Bold(f"{NOW} {ARROW} with your figures" if now else YOURS))
    before = {name: value for name, value, _ in _rows(item, found, now or tried, currency)}
    for name, value, ending in _rows(item, found, tried, currency):
        change = "" if before[name] == value else f"{before[name]} {ARROW} "
        yield line(Bold(f"{name}:"), f" {change}{value}{ending}")


def _rows(item: Item, found: WhatIf, way: Outcome, currency: str) -> Iterator[Row]:
    """Yield what is compared: its name, its value, and what follows the value."""
    figures, units = way.figures, f" {plural(item.unit)}"
    yield "Bought", _bought(figures), ""
    yield (
        "Delivery",
        f"{number(figures.lead_time.days.quantize(WHOLE))} days{_give_or_take(figures)}",
        "",
    )
    yield "Looked at", _every(figures.policy.review_days), ""
    yield "Filled up to", number(way.level), units
    yield "Stock on an average day", number(rounded(way.stock)), units
    if currency and item.unit_cost is not None:
        yield "Worth", money(way.stock * item.unit_cost, currency), ""
    yield "There at once", percent(way.fill_rate), " of what was asked for"
    if _tells_cycles(found):
        yield "Nobody waited between", percent(way.cycle_service), " of the deliveries"
    yield "Days with nothing left", f"{way.days_out}", f" of {found.days}"
    yield "Orders", number(way.orders_a_year.quantize(WHOLE)), " a year"


def _tells_cycles(found: WhatIf) -> bool:
    ways = [found.now, *found.tried] if found.now else [*found.tried]
    return any(way.figures.policy.service is ServiceKind.CYCLE for way in ways)


def _ladder(item: Item, found: WhatIf, currency: str) -> Iterator[Line]:
    if found.now:
        yield line(
            Bold(NOW),
            f", {_bought(found.now.figures)}: ",
            _in_short(item, found.now, currency),
        )
    for way in found.tried:
        asked = f"{percent(way.figures.policy.service_level)} asked for"
        yield line(Bold(asked), ": ", _in_short(item, way, currency))


def _in_short(item: Item, way: Outcome, currency: str) -> str:
    worth = ""
    if currency and item.unit_cost is not None:
        worth = f" ({money(way.stock * item.unit_cost, currency)})"
    return (
        f"{amount(rounded(way.stock), item.unit)} on an average day{worth}, "
        f"{percent(way.fill_rate)} there at once, "
        f"{counted(way.days_out, 'day')} with nothing left, "
        f"{number(way.orders_a_year.quantize(WHOLE))} orders a year."
    )


def _bought(figures: Figures) -> str:
    """Say by what it is bought: stated levels, or a service that the forecast is asked for."""
    policy = figures.policy
    stated = f"{POLICIES[policy.kind]}{_stated(policy)}"
    if policy.is_stated:
        return stated
    service = f"{percent(policy.service_level)} {SERVICES[policy.service]}{_part(figures)}"
    if policy.kind is PolicyKind.AUTOMATIC and policy.minimum is None:
        return f"from the forecast, {service}"
    return f"{stated}, {service}"


def _part(figures: Figures) -> str:
    """Say what the item itself has to serve of a promise that it shares."""
    part = figures.part
    if part is None:
        return ""
    others = "one other item" if part.items == 2 else f"{part.items - 1} others"
    beside = f" beside {others}" if part.items > 1 else ""
    return f" ({percent(part.promised)} of this one{beside})"


def _stated(policy: ResolvedPolicy) -> str:
    """Say which of the stated levels act: not every policy goes by each."""
    low, high, quantity = policy.minimum, policy.maximum, policy.order_quantity
    match policy.kind:
        case PolicyKind.KEEP_AT_LEAST:
            return f" ({number(policy.floor)})"
        case PolicyKind.ORDER_UP_TO:
            low = quantity = None
        case PolicyKind.REORDER_QUANTITY:
            high = None
        case _:
            quantity = None
    parts = [f"at {number(low)} or below" if low is not None else ""]
    parts.append(f"up to {number(high)}" if high is not None else "")
    parts.append(f"{number(quantity)} at a time" if quantity else "")
    said = ", ".join(filter(None, parts))
    return f" ({said})" if said else ""


def _every(days: int) -> str:
    return "every day" if days == 1 else f"every {days} days"


def _give_or_take(figures: Figures) -> str:
    spread = figures.lead_time.deviation.quantize(WHOLE)
    return f", give or take {number(spread)}" if spread else ""


def _notes(found: WhatIf) -> Iterator[Line]:
    if found.asked_first is not None:
        yield line(
            f"It was asked for first on {found.asked_first}. The replay begins on {found.first}, when "
            "there was enough of a past to plan from."
        )
    if found.now is None:
        yield line("As it is now there is no rule that could be replayed beside it.")
    if any(map(_fell_short, found.tried)):
        yield line(
            "Where less was there than was asked for, more was wanted than the days before had "
            "foretold. Planning aims higher by and by where that goes on."
        )
    if found.days_unknown:
        yield line(
            f"Not to be told: on {found.days_unknown} of these days it had run out, and nobody knows what more was "
            "wanted. In truth each would have served a little less."
        )


def _fell_short(way: Outcome) -> bool:
    policy = way.figures.policy
    if policy.is_stated:
        return False
    is_cycle = policy.service is ServiceKind.CYCLE
    return (way.cycle_service if is_cycle else way.fill_rate) < way.figures.target - SHORT


def _further(found: WhatIf, prefix: str) -> Line:
    figures = "service:98 lead:14 review:7"
    typed = f"{prefixed(MENU, prefix)} {written_what_if(found.item, found.site, figures)}"
    return line("Try figures of your own: ", Code(typed), ".")


def _buttons(found: WhatIf) -> Iterator[Button]:
    if len(found.tried) == 1:
        everything = written_what_if(found.item, found.site)
        yield Button("Compare levels of service", LOOK_UP, everything)
        return
    for place, way in enumerate(found.tried):
        level = number(way.figures.policy.service_level * 100)
        asked = written_what_if(found.item, found.site, f"service:{level}")
        yield Button(f"See {level} %", f"{LOOK_UP}.{place}", asked)


def _name(item: Item) -> str:
    return f" {clipped(item.name, 60)}" if item.name else ""
