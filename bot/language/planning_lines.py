"""Reads a line about one item as it is planned for: `/inv forecast MUG-BLU site:North`."""

from typing import NamedTuple

from bot.language.codes import Codes
from bot.language.grammar import VERBS
from bot.language.option_reader import read_option
from bot.language.usage import PartRepeated, StrayWords
from bot.language.words import Word, spelled, words_of
from inventory.errors import MissingPart


class ItemAsked(NamedTuple):
    """An item, and a site of the house where one is named; both as typed or scanned."""

    item: str
    site: str = ""

    @property
    def written(self) -> str:
        """The line that asks for the same."""
        return (
            f"{spelled(self.item)} site:{spelled(self.site)}" if self.site else spelled(self.item)
        )


def read_item_asked(verb: str, text: str, codes: Codes) -> ItemAsked:
    """Read which item is asked about, and at which site.

    Raises:
        UsageError: a word that cannot be read, or has no place in it.
        MissingPart: no item is named.
    """
    item, options = one_item(verb, text, codes)
    return ItemAsked(item, _site(verb, options))


def one_item(verb: str, text: str, codes: Codes) -> tuple[str, list[Word]]:
    """Return the item of a line about a single one, as typed or scanned, and the line's options.

    Raises:
        UsageError: the line cannot be read, or names more than that.
        MissingPart: no item is named.
    """
    words = words_of(text)
    bare = [word for word in words if not word.marker]
    if not bare:
        raise MissingPart(verb=verb, part="item")
    if len(bare) > 1:
        raise StrayWords(words=tuple(word.text for word in bare), is_question=True)
    (item,) = bare
    options = [word for word in words if word.marker]
    return item.text if item.is_quoted else codes.item(item.text), options


def _site(verb: str, options: list[Word]) -> str:
    for word in options:
        read_option(word, verb, VERBS[verb].options)
    if len(options) > 1:
        raise PartRepeated(part=options[1].marker)
    return options[0].text if options else ""
