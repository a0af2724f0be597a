"""Tries figures on an item's past, for whoever may look: what stock and service would have been.

Everything here blocks, so listeners call it in a thread.
"""

from bot.answering.answers import Answer, Asker, Handout, Said
from bot.answering.hearer import DrawingHearer
from bot.answering.lot_keeping import item_named
from bot.answering.sites_asked import sites_asked
from bot.answering.spoken import heard, offered
from bot.charts.of_replays import replay_chart
from bot.language.requests import Question
from bot.language.what_if_lines import VERB, WhatIfAsked, read_what_if
from bot.messages import what_if as words
from bot.messages.message import say
from bot.messages.usage import usage_of
from inventory.demand.history import Demand
from inventory.demand.supply_times import SupplyTimes
from inventory.documents.forecast import Forecast, LeadTimeEstimate, Period
from inventory.errors import UnknownItem
from inventory.inbound.lead_times import deliveries_of
from inventory.item import Item
from inventory.planning.what_if import TooShort, WhatIf, what_if
from inventory.rights import may
from inventory.stock_policy import forecast_key


class Trying(DrawingHearer):
    """Hears what is asked of the past for a clerk."""

    verbs = (VERB,)

    def hear(self, verb: str, text: str, asker: Asker) -> Answer:
        """Answer for the item and site named, or say what stands in the way."""
        if not text.strip():
            start = say("Say which item, and what to try.", usage_of(verb, self._prefix))
            return Said(start, is_refusal=True)

        def act() -> Said:
            try:
                return self._told(read_what_if(text, self._clerk.codes), asker)
            except UnknownItem as error:
                question = Question(verb=verb, words=error.item)
                return offered(self._clerk.book, question, error)

        return heard(self._clerk, verb, asker, act, self._prefix)

    def _told(self, asked: WhatIfAsked, asker: Asker) -> Said:
        """Answer in words, with a chart where two ways are compared.

        Raises:
            UnknownItem, UnknownSite: as they say.
        """
        book = self._clerk.book
        item = item_named(book, asked.item)
        sites = sites_asked(book, asked.site)
        if len(sites) > 1:
            return Said(words.which_site(item, sites, self._prefix, asked.changes), is_refusal=True)
        found = self._replayed(item, sites[0], asked)
        if found is None or isinstance(found, TooShort):
            return Said(words.nothing_to_replay(item, found), is_refusal=True)
        sees_value = may(book, asker.user, "see_value") and not asker.is_overheard
        currency = book.rules.currency if sees_value else ""
        file = self._picture(item, found)
        message = words.what_if_message(item, found, self._prefix, currency=currency)
        return Said(message, file=file)

    def _replayed(self, item: Item, site: str, asked: WhatIfAsked) -> WhatIf | TooShort | None:
        """Return the item's past replayed; None where nothing of it ever came or was asked for."""
        clerk, key = self._clerk, forecast_key(item.sku, site)
        demand = Demand(clerk.book, clerk.reader.flows(item=item.sku))
        daily = demand.histories(on=clerk.today, period=Period.DAY).get(key)
        if daily is None or not daily.values.size:
            return None
        return what_if(
            clerk.book,
            item,
            daily,
            demand.histories(on=clerk.today)[key],
            lead_time=self._lead_time(item, key),
            changes=asked.changes,
        )

    def _lead_time(self, item: Item, key: str) -> LeadTimeEstimate:
        """Return the lead time that is planned with, or what deliveries say before any plan."""
        book = self._clerk.book
        forecast = book.get(Forecast, key)
        if forecast is not None and forecast.lead_time is not None:
            return forecast.lead_time
        return SupplyTimes(book, deliveries_of(book, self._clerk.reader)).of(item)

    def _picture(self, item: Item, found: WhatIf) -> Handout | None:
        chart = replay_chart(item, found)
        if self._plotter is None or chart is None:
            return None
        name = f"what if {' '.join(filter(None, (item.sku, found.site)))}.png"
        return Handout(name, self._plotter.draw(chart), words.picture_comment(item, found))
