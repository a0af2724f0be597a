"""Reads `/inv trace`: a lot, or a document whose goods are traced, and which way."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from bot.language.codes import Codes
from bot.language.lot_lines import read_lot_line
from bot.language.step_lines import is_about_documents, read_step
from bot.language.usage import StrayWords
from bot.language.words import spelled
from inventory.errors import MissingPart

VERB: Final = "trace"
FORWARD: Final = "forward"
BACK: Final = "back"


@dataclass(frozen=True, slots=True)
class TraceAsked:
    """What is to be traced.

    Attributes:
        item, lot: as typed or scanned; the item may be left out.
        number: of a document, in the place of a lot.
        way: forward, back, or empty for both.
    """

    item: str = ""
    lot: str = ""
    number: str = ""
    way: str = ""

    @property
    def written(self) -> str:
        """The line that asks for the same."""
        lot = f"lot:{spelled(self.lot)}" if self.lot else ""
        item = spelled(self.item) if self.item else ""
        return " ".join(filter(None, (self.number, item, lot, self.way)))


def read_trace(text: str, codes: Codes, today: date) -> TraceAsked:
    """Read what is to be traced.

    Args:
        text: as typed after the verb.
        codes: what scanned codes mean.
        today: the warehouse's own.

    Raises:
        UsageError: a word that cannot be read, or has no place in it.
        MissingPart: nothing is named.
        SerialsRefused: more than one serial number.
    """
    asked, way = _without_way(text.strip())
    if is_about_documents(asked):
        step = read_step(VERB, asked)
        if step.rest or len(step.numbers) > 1:
            raise StrayWords(words=(*step.numbers[1:], *step.rest.split()))
        return TraceAsked(number=step.numbers[0], way=way)
    said = read_lot_line(VERB, asked, codes, today)
    if not (said.item or said.lot):
        raise MissingPart(verb=VERB, part="lot")
    return TraceAsked(item=said.item, lot=said.lot, way=way)


def _without_way(text: str) -> tuple[str, str]:
    rest, _, last = text.rpartition(" ")
    return (rest, last.casefold()) if last.casefold() in (FORWARD, BACK) else (text, "")
