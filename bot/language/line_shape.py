"""Decides what each bare word of a line is: the quantity, its unit, the item, a bin before `>`.

The label of a bin says itself that it is one: the first is the place, the second the target.
Only position and form decide, never what exists in the book, so that a line means the same today
and tomorrow. What fits no role is refused as stray.
"""

from dataclasses import dataclass, replace

from bot.language.code_form import is_barcode_digits, is_bin_label
from bot.language.numbers import is_fraction, is_marked, is_number_like
from bot.language.usage import PartRepeated, StrayWords
from bot.language.words import PLACE, TARGET, Word


@dataclass(frozen=True, slots=True)
class Shape:
    """The words of one line by their roles."""

    quantity: Word | None = None
    unit: Word | None = None
    item: Word | None = None
    place: Word | None = None
    target: Word | None = None
    options: tuple[Word, ...] = ()


def shape_of(words: list[Word]) -> Shape:
    """Give each word its role.

    Raises:
        PartRepeated: two places or two targets.
        StrayWords: words without a role.
    """
    words = _bins_marked(words)
    place, bare = _only(words, PLACE, "place"), _merged_fractions(words)
    target = _only(words, TARGET, "target")
    if target and not place:
        place, bare = _place_before(target, words, bare)
    shape = _quantity_and_item(bare)
    named = tuple(w for w in words if w.marker not in ("", PLACE, TARGET))
    return replace(shape, place=place, target=target, options=named)


def _bins_marked(words: list[Word]) -> list[Word]:
    """Return the words with the scanned labels of bins as place and target."""
    said = {word.marker for word in words}
    marked: list[Word] = []
    for word in words:
        if word.is_code and not word.marker and is_bin_label(word.text):
            marker = TARGET if PLACE in said and TARGET not in said else PLACE
            said.add(marker)
            marked.append(replace(word, marker=marker))
        else:
            marked.append(word)
    return marked


def _only(words: list[Word], marker: str, part: str) -> Word | None:
    found = [word for word in words if word.marker == marker]
    if len(found) > 1:
        raise PartRepeated(part=part)
    return found[0] if found else None


def _merged_fractions(words: list[Word]) -> list[Word]:
    """Return the bare words, with `1 1/2` as one."""
    bare: list[Word] = []
    for word in words:
        if word.marker:
            continue
        before = bare[-1] if bare else None
        if before and _is_whole(before) and not word.is_quoted and is_fraction(word.text):
            bare[-1] = replace(before, text=f"{before.text} {word.text}", end=word.end)
        else:
            bare.append(word)
    return bare


def _is_whole(word: Word) -> bool:
    return word.text.isdigit() and not word.is_quoted and not is_barcode_digits(word.text)


def _place_before(
    target: Word, words: list[Word], bare: list[Word]
) -> tuple[Word | None, list[Word]]:
    """Take the bare word right before `>` as the place, if it is not the line's only item."""
    index = words.index(target)
    before = words[index - 1] if index else None
    if before is None or before.marker or before not in bare:
        return None, bare
    rest = [word for word in bare if word is not before]
    if not any(not _is_number(word) for word in rest) and sum(map(_is_number, rest)) < 2:
        return None, bare
    return before, rest


def _quantity_and_item(bare: list[Word]) -> Shape:
    quantity = _quantity_of(bare)
    rest = [word for word in bare if word is not quantity]
    if len(rest) <= 1:
        return Shape(quantity=quantity, item=rest[0] if rest else None)
    if quantity is not None and len(rest) == 2:
        after = bare.index(quantity) + 1
        unit = bare[after] if after < len(bare) else None
        if unit is not None:
            item = rest[1] if unit is rest[0] else rest[0]
            return Shape(quantity=quantity, unit=unit, item=item)
    raise StrayWords(words=tuple(word.text for word in rest))


def _quantity_of(bare: list[Word]) -> Word | None:
    numbers = [word for word in bare if _is_number(word)]
    for word in numbers:
        if is_marked(word.text):
            return word
    if len(bare) > len(numbers) and len(numbers) == 1:
        return numbers[0]  # another word is the item
    small = [word for word in numbers if not is_barcode_digits(word.text)]
    if small or len(numbers) == 1:
        return small[0] if small else None
    return numbers[0] if numbers else None


def _is_number(word: Word) -> bool:
    last = word.text.split(" ")[-1]
    return not word.is_quoted and not word.is_code and is_number_like(last)
