"""The people of a shop at their screens: they type, press and read."""

from collections.abc import Mapping
from decimal import Decimal

from sandbox.slack.driver import Person as Hand
from sandbox.slack.driver import Said
from tests.e2e.shop import CHANNEL, Shop

TEAM = ["U0ANA", "U0BEN", "U0CLEO", "U0DORA", "U0BINCARD"]


class Crew:
    """Ana and Ben work in the warehouse, Cleo and Dora manage."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        shop.slack.does("people", id="U0DORA", name="dora")
        shop.slack.does("channels", id=CHANNEL, name="stock", members=TEAM)
        self.ana, self.ben, self.cleo, self.dora = map(shop.person, ("ana", "ben", "cleo", "dora"))

    def types(self, person: Hand, text: str) -> str:
        """Type a line; return what it is answered with."""
        seen = person.types(CHANNEL, text)
        assert seen.message is not None, text
        return seen.message.text

    def press(self, person: Hand, screen: Said, label: str, times: int = 1) -> str:
        """Press a button; return what the presser alone is told."""
        before = len(person.ephemerals)
        person.clicks(screen, label, times=times)
        return "\n".join(one.text for one in person.ephemerals[before:])

    def fill(self, person: Hand, screen: Said, label: str, values: Mapping[str, object]) -> None:
        """Open a form by a button, fill it and send it."""
        assert self.press(person, screen, label) == ""
        sent = person.fills(person.views[-1], values).submits()
        assert (sent.errors, person.views) == ({}, [])

    def on_hand(self, item: str) -> Decimal:
        return sum(self.shop.book.balances(item).values(), Decimal())

    def message(self, title: str) -> Said:
        return self.shop.message(f"*{title}*")

    def thread(self, title: str) -> str:
        """Return everything that was said in the thread of a document's message."""
        return "\n".join(self.shop.below(self.message(title)))
