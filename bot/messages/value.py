"""Answers to what stock is worth: one item by its layers, or everything by its dearest items."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Final

from bot.messages.figures import amount, money, number, price, raw_mark
from bot.messages.message import Button, Message, say
from bot.messages.naming import rest_of
from bot.messages.telling import plain
from bot.messages.text import Bold, Code, Line, clipped, line
from inventory.book import Book
from inventory.item import Item, ItemKind
from inventory.quantity import ZERO, trimmed
from inventory.settings.orders import ValuationMethod
from inventory.valuation.cost_layers import Layer
from inventory.valuation.folding import Costs, ItemValue
from inventory.valuation.stock_value import StockValue

CSV: Final = "value_csv"
LAYERS_MAX: Final = 25
COST_SHOWN: Final = Decimal("0.000001")
ITEMS_MAX: Final = 10
MONTHS_MAX: Final = 6
UNKNOWN_MAX: Final = 5
KINDS: Final = {ItemKind.FINISHED: "in finished goods", ItemKind.RAW: "in raw materials"}
METHODS: Final = {
    ValuationMethod.FIFO: "by FIFO",
    ValuationMethod.AVERAGE: "by moving average",
}


def item_value(book: Book, value: ItemValue, today: date) -> Message:
    """Word what one item is worth: its layers, and what it cost that left of late."""
    item = book.get(Item, value.item)
    unit = item.unit if item else "piece"
    there = f"{amount(value.quantity, unit)}, worth "
    what = f"{raw_mark(item)}: {there}"
    head = line(Bold(_name(book, value.item)), what, *_worth(book, value.values), ".")
    lines = [head, *_layers(book, value.layers, unit)]
    months = (f"{today:%Y-%m}", f"{today.replace(day=1) - timedelta(days=1):%Y-%m}")
    lines += [_cost(book, value.costs[book.rules.valuation], month) for month in months]
    if value.unknown:
        lines.append(_unknown(f"Of {amount(value.unknown, unit)} nobody has said what they cost"))
    return Message(tuple(lines))


def stock_value(book: Book, value: StockValue) -> Message:
    """Word what everything is worth, the dearest items first."""
    own = book.rules.valuation
    costs = value.costs[own]
    if not value.items and not costs:
        return say("Nothing has been received yet, so there is nothing to value.")
    lines = [line(Bold("The whole stock"), ": worth ", *_worth(book, value.totals), ".")]
    lines += [_by_kind(book, value)] if ItemKind.RAW in value.kinds else []
    lines += [_dear(book, one) for one in value.items[:ITEMS_MAX]]
    lines += rest_of(value.items, ITEMS_MAX, " items; the file has all of them.")
    lines += [_cost(book, costs, month) for month in list(costs)[:MONTHS_MAX]]
    if unknown := [one for one in value.items if one.unknown]:
        lines.append(_unknown(f"Nobody has said what these cost: {_named(unknown)}"))
    return Message(tuple(lines), (Button("All of it as a file", CSV, "all"),))


def _money(book: Book, value: Decimal) -> str:
    return money(value, book.rules.currency)


def _by_kind(book: Book, value: StockValue) -> Line:
    """Word how much of it is raw material, and how much finished goods."""
    own = book.rules.valuation
    told = [f"{_money(book, values[own])} {KINDS[kind]}" for kind, values in value.kinds.items()]
    return line(f"Of that {', '.join(told)} ({METHODS[own]}).")


def _worth(book: Book, values: Mapping[ValuationMethod, Decimal]) -> Iterator[Bold | str]:
    """Word a value by both methods, the team's own first."""
    own = book.rules.valuation
    (other,) = (method for method in ValuationMethod if method is not own)
    yield Bold(_money(book, values[own]))
    yield f" {METHODS[own]} ({_money(book, values[other])} {METHODS[other]})"


def _layers(book: Book, layers: tuple[Layer, ...], unit: str) -> Iterator[Line]:
    if layers:
        yield line("By FIFO, the oldest first:")
    told = _told_layers(layers)
    for layer, value in told[:LAYERS_MAX]:
        since = f"since {layer.since.astimezone(book.rules.zone):%Y-%m-%d}"
        cost = f"{price(layer.unit_cost, book.rules.currency)} each"
        yield line(
            f"{amount(layer.quantity, unit)} {since}: "
            f"{f'{cost}, {_money(book, value)}' if layer.is_known else 'cost unknown'}"
        )
    if len(told) > LAYERS_MAX:
        yield line(f"… and {len(told) - LAYERS_MAX} later ones.")


def _told_layers(layers: tuple[Layer, ...]) -> list[tuple[Layer, Decimal]]:
    """Return layers with their values; what one line brought at one cost, as it is told, is one."""
    told: dict[tuple[int, Decimal, bool], tuple[Layer, Decimal]] = {}
    for layer in layers:
        cost = trimmed(layer.unit_cost.quantize(COST_SHOWN))
        key = (layer.line, cost, layer.is_known)
        before, value = told.get(key, (layer.of(ZERO), ZERO))
        joined = replace(layer, quantity=before.quantity + layer.quantity, unit_cost=cost)
        told[key] = (joined, value + layer.value)
    return list(told.values())


def _dear(book: Book, value: ItemValue) -> Line:
    item = book.get(Item, value.item)
    there = amount(value.quantity, item.unit if item else "piece")
    return line(
        f"{_name(book, value.item)}: {there}, {_money(book, value.values[book.rules.valuation])}"
    )


def _cost(book: Book, costs: Costs, month: str) -> Line:
    """Word what the goods cost that left in a month, by reason."""
    told = ", ".join(
        f"{_money(book, cost)} {plain(reason)}" for reason, cost in costs.get(month, {}).items()
    )
    return line(f"Cost of goods in {month} ({METHODS[book.rules.valuation]}): {told or 'none'}.")


def _unknown(beginning: str) -> Line:
    return line(
        f"{beginning}: counted as nothing. Write ",
        Code("cost:2.50"),
        " when you receive, or fill in Unit cost on Items before.",
    )


def _named(values: list[ItemValue]) -> str:
    named = [f"{number(one.unknown)} of {clipped(one.item, 60)}" for one in values[:UNKNOWN_MAX]]
    more = len(values) - UNKNOWN_MAX
    return ", ".join([*named, f"and {more:,} more items"] if more > 0 else named)


def _name(book: Book, sku: str) -> str:
    item = book.get(Item, sku)
    return f"{sku} ({clipped(item.name, 60)})" if item and item.name else sku
