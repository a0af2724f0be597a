"""The sheet of a proposal: for each line what was asked for, what is expected, and what it changes."""

from datetime import date

from bot.charts.of_demand import NOTHING, chart_title, demand_chart, levels_of
from bot.messages.figures import amount, counted, number
from bot.messages.text import clipped
from inventory.book import Book
from inventory.demand.history import Demand
from inventory.documents.forecast import Forecast, Parameters
from inventory.documents.replenishment import Proposal, ProposalLine
from inventory.item import Item
from inventory.papers.chart import CHARTS_MAX, Chart, ChartSheet, Gauge
from inventory.planning.outlook import Outlook, outlook
from inventory.ports import JournalReader
from inventory.stock_policy import forecast_key
from inventory.supplier import Supplier


def proposal_sheet(book: Book, reader: JournalReader, proposal: Proposal, on: date) -> ChartSheet:
    """Return the charts of a proposal's first lines, as many as can be read in one picture."""
    shown = proposal.lines[:CHARTS_MAX]
    left = len(proposal.lines) - len(shown)
    is_are = "is" if left == 1 else "are"
    return ChartSheet(
        title=f"{proposal.number}: {_way(book, proposal)}",
        subtitle="What was asked for, what is expected, and stock with what is proposed",
        charts=tuple(
            _chart(book, one, _outlook(book, reader, proposal, one, on), on) for one in shown
        ),
        left_out=f"{counted(left, 'more line')} {is_are} not drawn." if left else "",
    )


def _outlook(
    book: Book, reader: JournalReader, proposal: Proposal, one: ProposalLine, on: date
) -> Outlook | None:
    """Return demand and forecast of a line; None where nothing ever came or was asked for."""
    key = forecast_key(one.item, proposal.site)
    forecast = book.get(Forecast, key)
    period = forecast.period if forecast else None
    history = Demand(book, reader.flows(item=one.item)).histories(on=on, period=period).get(key)
    return outlook(forecast, history, on=on) if forecast or history else None


def _chart(book: Book, one: ProposalLine, shown: Outlook | None, on: date) -> Chart:
    item = book.get(Item, one.item) or Item(sku=one.item, name="")
    gauge = _gauge(one, item.unit)
    if shown and shown.days:
        return demand_chart(item, shown, gauge)
    title = chart_title(item, shown.site if shown else "")
    return Chart(title=title, subtitle=NOTHING, days=(on,), gauge=gauge)


def _gauge(one: ProposalLine, unit: str) -> Gauge:
    """Return the position before and after, as the proposal found it."""
    levels = Parameters(reorder_point=one.minimum, order_up_to_level=one.maximum)
    return Gauge(
        label=f"There and on order {amount(one.inventory_position, unit)}",
        value=one.inventory_position,
        coming=one.quantity,
        coming_label=f"+ {number(one.quantity)} proposed",
        levels=levels_of(levels),
    )


def _way(book: Book, proposal: Proposal) -> str:
    """Say from where it comes and to where."""
    supplier = book.get(Supplier, proposal.supplier)
    name = supplier.name if supplier and supplier.name else proposal.supplier
    source = proposal.from_site or name or "a supplier still to be chosen"
    to = f" for {clipped(proposal.site, 60)}" if proposal.site else ""
    return f"from {clipped(source, 60)}{to}"
