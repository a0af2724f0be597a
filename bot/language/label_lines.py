"""Reads which labels are wanted: `MUG-BLU lot:L7 copies:24 size:4x6`, `A-01 A-02 B-*`.

Words without a name are items or bins, as the book knows them; `@` says that it is a bin, and so do
our own labels. Paper, code and start belong to the whole print, wherever they stand.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeVar

from bot.language.codes import Codes
from bot.language.grammar import OPTIONS, VERB_SPELLINGS, VERBS, Option
from bot.language.numbers import read_number
from bot.language.option_reader import nearest_words, read_option
from bot.language.usage import EmptyOption, NotACount, OptionNotTaken, PartRepeated, UnknownChoice
from bot.language.words import PLACE, TARGET, Word, words_of
from inventory.inbound.labelling import LabelLine, LabelRequest
from inventory.papers.stock_label import LABELS_A_PAGE, LABELS_MAX, LabelCode, LabelSize
from inventory.scanning.scanner import Scan

VERB: Final = "label"
PLACES_MAX: Final = max(LABELS_A_PAGE.values())

E = TypeVar("E", bound=StrEnum)


def read_labels(text: str, codes: Codes) -> LabelRequest:
    """Read what is typed after the verb, a line for each kind of label.

    Args:
        text: as typed.
        codes: what scanned codes mean.

    Raises:
        UsageError: a word that cannot be read.
    """
    reader = _Reader(codes)
    lines = [reader.line(line) for line in text.splitlines() if line.strip()]
    return LabelRequest.model_validate({**reader.whole, "lines": tuple(lines)})


def asks_for_labels(text: str) -> bool:
    """Tell whether a whole line, verb and all, says which labels are wanted.

    Examples:
        >>> asks_for_labels("label MUG-BLU"), asks_for_labels("label"), asks_for_labels("MUG-BLU")
        (True, False, False)
    """
    verb, _, rest = text.partition(" ")
    return VERB_SPELLINGS.get(verb.casefold().removeprefix("/")) == VERB and bool(rest.strip())


def read_size(text: str) -> LabelSize:
    """Return the paper that a text names.

    Raises:
        UnknownChoice: there is none so called.
    """
    return _choice("size", text.replace("\N{MULTIPLICATION SIGN}", "x"), LabelSize)


def read_code(text: str) -> LabelCode:
    """Return the kind of code that a text names; the trade writes DataMatrix in two ways.

    Raises:
        UnknownChoice: there is none so called.
    """
    return _choice("code", text.replace(" ", "").replace("_", ""), LabelCode)


def read_count(name: str, text: str, most: int) -> int:
    """Return a whole number from 1 on.

    Raises:
        NotACount: it is another one.
    """
    number = read_number(text)
    if number != number.to_integral_value() or not 1 <= number <= most:
        raise NotACount(name=name, text=text, most=most)
    return int(number)


WHOLE: Final[Mapping[str, Callable[[str], object]]] = {
    "size": read_size,
    "code": read_code,
    "start": lambda text: read_count("start", text, PLACES_MAX),
}
"""What belongs to the whole print."""

OF_A_LINE: Final[Mapping[str, Callable[[str], object]]] = {
    "lot": str,
    "serials": str,
    "holds": read_number,
    "copies": lambda text: read_count("copies", text, LABELS_MAX),
}


@dataclass
class _Reader:
    """Reads lines; what belongs to the whole print is collected in `whole`."""

    codes: Codes
    whole: dict[str, object] = field(default_factory=dict)

    def line(self, text: str) -> LabelLine:
        names: list[str] = []
        bins: list[str] = []
        parts: dict[str, object] = {}
        for word in words_of(text):
            if word.marker == TARGET:
                takes = tuple(option.name for option in VERBS[VERB].options)
                raise OptionNotTaken(verb=VERB, name=TARGET, takes=takes)
            if word.marker == PLACE:
                bins.append(word.text if word.is_quoted else self.codes.place(word.text))
            elif word.marker:
                self._take(read_option(word, VERB, VERBS[VERB].options), word, parts)
            else:
                self._name(word, names, bins, parts)
        return LabelLine.model_validate({**parts, "names": tuple(names), "bins": tuple(bins)})

    def _name(
        self, word: Word, names: list[str], bins: list[str], parts: dict[str, object]
    ) -> None:
        """Take a word as the name of an item or a bin, or whatever a scanned code says."""
        scan = None if word.is_quoted else self.codes.goods(word.text)
        if scan is None:
            names.append(word.text)
        elif scan.location:
            bins.append(scan.location)
        else:
            names.append(self.codes.item(word.text))
            for name, value in _said(scan).items():
                _put(parts, name, value)

    def _take(self, option: Option, word: Word, parts: dict[str, object]) -> None:
        if not word.text:
            raise EmptyOption(name=option.name)
        if option.field in WHOLE:
            _put(self.whole, option.field, WHOLE[option.field](word.text))
            return
        if option.field == "lot" and not word.is_quoted and (scan := self.codes.read(word.text)):
            _put(parts, "lot", scan.lot or scan.serial or scan.name)
            return
        _put(parts, option.field, OF_A_LINE[option.field](word.text))


def _said(scan: Scan) -> dict[str, object]:
    """Return what a code of goods says besides the item."""
    said: dict[str, str | Decimal | None] = {
        "lot": scan.lot,
        "serials": scan.serial,
        "holds": scan.quantity,
    }
    return {name: value for name, value in said.items() if value}


def _put(parts: dict[str, object], name: str, value: object) -> None:
    """Note a part; the same one again is no contradiction.

    Raises:
        PartRepeated: another one stands there already.
    """
    if parts.setdefault(name, value) != value:
        named = next(one.name for one in OPTIONS.values() if one.field == name)
        raise PartRepeated(part=named)


def _choice(name: str, text: str, kinds: type[E]) -> E:
    known = tuple(kind.value for kind in kinds)
    wanted = text.strip().casefold()
    if wanted not in known:
        near = tuple(f"{name}:{one}" for one in nearest_words(wanted, known))
        error = UnknownChoice(name=name, text=text, known=known)
        error.fixes = near
        raise error
    return kinds(wanted)
