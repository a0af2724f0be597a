"""Tells what is expected of an item, in words and as a picture, for whoever may look.

Everything here blocks, so listeners call it in a thread.
"""

from typing import Final

from bot.answering.answers import Answer, Asker, Handout, Said
from bot.answering.hearer import DrawingHearer
from bot.answering.item_standing import standings_of
from bot.answering.lot_keeping import item_named
from bot.answering.sites_asked import sites_asked
from bot.answering.spoken import heard, offered
from bot.charts.of_demand import demand_chart, stock_gauge
from bot.language.grammar import MENU, prefixed
from bot.language.planning_lines import ItemAsked, read_item_asked
from bot.language.requests import Question
from bot.messages.forecasts import (
    ItemStanding,
    forecast_message,
    picture_comment,
    sites_message,
)
from bot.messages.message import say
from bot.messages.usage import usage_of
from inventory.errors import MissingPart, UnknownItem
from inventory.item import Item
from inventory.papers.chart import CHARTS_MAX, Chart, ChartSheet

VERB: Final = "forecast"


class Forecasting(DrawingHearer):
    """Hears about forecasts for a clerk."""

    verbs = (VERB,)

    def hear(self, verb: str, text: str, asker: Asker) -> Answer:
        """Answer for the item and site named, or say what stands in the way."""

        def act() -> Said:
            try:
                asked = read_item_asked(verb, text, self._clerk.codes)
                return self._told(asked)
            except MissingPart:
                shape = usage_of(verb, self._prefix, "MUG-BLU")
                return Said(say("Say which item to forecast.", shape), is_refusal=True)
            except UnknownItem as error:
                question = Question(verb=verb, words=error.item)
                return offered(self._clerk.book, question, error)

        return heard(self._clerk, verb, asker, act, self._prefix)

    def _told(self, asked: ItemAsked) -> Said:
        """Answer with everything about one site, or a line about each.

        Raises:
            UnknownItem, UnknownSite: as they say.
        """
        item = item_named(self._clerk.book, asked.item)
        sites = sites_asked(self._clerk.book, asked.site)
        found = standings_of(self._clerk, item, sites)
        file = self._picture(item, found)
        if len(found) == 1:
            return Said(forecast_message(found[0], has_picture=file is not None), file=file)
        example = ItemAsked(item.sku, next(filter(None, sites))).written
        command = f"{prefixed(MENU, self._prefix)} {VERB} {example}"
        return Said(sites_message(found, command, has_picture=file is not None), file=file)

    def _picture(self, item: Item, found: list[ItemStanding]) -> Handout | None:
        charts = [chart for known in found if (chart := _chart(known))][:CHARTS_MAX]
        if self._plotter is None or not charts:
            return None
        title = f"{item.sku} by site"
        shown = charts[0] if len(charts) == 1 else ChartSheet(title=title, charts=tuple(charts))
        site = found[0].site if len(found) == 1 else ""
        name = f"forecast of {' '.join(filter(None, (item.sku, site)))}.png"
        return Handout(name, self._plotter.draw(shown), picture_comment(item, site))


def _chart(known: ItemStanding) -> Chart | None:
    if known.shown is None or not known.shown.days:
        return None
    gauge = stock_gauge(known.item, known.forecast, available=known.available, coming=known.coming)
    return demand_chart(known.item, known.shown, gauge)
