"""Makes anybody's text fit to be set: one line, no controls, no word wider than a column.

Nothing here protects from markup: the templates never read text as markup.
"""

import re
import unicodedata
from itertools import pairwise
from typing import Final

WORD_MAX: Final = 24
"""Characters; a longer word may be broken anywhere rather than run over the next column."""

BREAK: Final = "\N{ZERO WIDTH SPACE}"

_LONG: Final = re.compile(rf"[^\s{BREAK}]{{{WORD_MAX + 1},}}")
_SEPARATOR: Final = re.compile(r"[-_./](?=\S)")
_JOINERS: Final = "\N{ZERO WIDTH JOINER}\N{ZERO WIDTH NON-JOINER}"
"""Of the invisible characters these two change how letters look, and no more than that."""

_WITHOUT_SPACES: Final = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\U0010ffff]")
"""Thai, Lao, Burmese, Khmer, Chinese, Japanese, Korean, emoji: typst knows where those break."""


def printable(text: str) -> str:
    r"""Return a text without what cannot be seen and could mislead.

    Controls, marks that turn the writing direction round (`MUG-BLU` must not read `ULB-GUM`) and
    halves of characters go; whatever separates words becomes a single space.

    Examples:
        >>> printable("Blue\tmug\n\x07 with \u202elid")
        'Blue mug with lid'
    """
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(_kept(character) for character in composed)
    return _LONG.sub(_breakable, " ".join(kept.split()))


def printable_code(text: str) -> str:
    """Return a code fit to be set: a long one is broken after its hyphens rather than anywhere.

    Examples:
        >>> printable_code("COLD-STORE-NORTH-AISLE-12").split(BREAK)
        ['COLD-', 'STORE-', 'NORTH-', 'AISLE-', '12']
        >>> printable_code("A-01")
        'A-01'
    """
    plain = printable(text).replace(BREAK, "")
    if len(plain) <= WORD_MAX:
        return plain
    return _LONG.sub(_breakable, _SEPARATOR.sub(rf"\g<0>{BREAK}", plain))


def _kept(character: str) -> str:
    kind = unicodedata.category(character)
    if kind == "Cs":
        return "\N{REPLACEMENT CHARACTER}"
    if kind == "Cc":
        return " "
    if kind == "Cf" and character not in _JOINERS and not _is_tag(character):
        return ""
    return character


def _is_tag(character: str) -> bool:
    """Tell whether it spells a flag such as Wales's."""
    return 0xE0020 <= ord(character) <= 0xE007F


def _breakable(word: re.Match[str]) -> str:
    """Put an opportunity to break between the letters of a long word."""
    letters = word[0]
    return letters[0] + "".join(
        BREAK + after if _may_part(before) and _may_part(after) else after
        for before, after in pairwise(letters)
    )


def _may_part(letter: str) -> bool:
    is_mark = unicodedata.category(letter).startswith("M")
    return not is_mark and letter not in _JOINERS and not _WITHOUT_SPACES.match(letter)
