"""Reads what is said of a sheet by its number: to be shown, taken, handed over, ended, or what was found."""

from enum import StrEnum
from typing import Final, NamedTuple

from bot.language.order_pieces import pieces_of


class CountStep(StrEnum):
    """What is to be done with a sheet."""

    SHOW = "show"
    TAKE = "take"
    GIVE_BACK = "give back"
    HAND_OVER = "hand over"
    CLOSE = "close"
    CANCEL = "cancel"
    ENTER = "enter"


class SaidOfCount(NamedTuple):
    """A step with what belongs to it: to whom, why, or what was found."""

    step: CountStep
    text: str = ""


FOR: Final = "for:"
WHOLE: Final = {
    "take": CountStep.TAKE,
    "claim": CountStep.TAKE,
    "give back": CountStep.GIVE_BACK,
    "give": CountStep.GIVE_BACK,
    "back": CountStep.GIVE_BACK,
    "release": CountStep.GIVE_BACK,
}
"""What is said in so many words -> its step."""

REASONED: Final = {"close": CountStep.CLOSE, "cancel": CountStep.CANCEL}
"""How a line begins that ends a sheet -> its step; the rest says why."""


def read_count_step(text: str) -> SaidOfCount:
    """Read what stands behind the number of a sheet; whatever is no other step was found.

    Examples:
        >>> read_count_step("for:@ben").text
        '@ben'
        >>> read_count_step("close we open now")
        SaidOfCount(step=<CountStep.CLOSE: 'close'>, text='we open now')
        >>> read_count_step("12 MUG-BLU @A-01").step.value
        'enter'
    """
    if not pieces_of(text):
        return SaidOfCount(CountStep.SHOW)
    said = text.strip()
    whole, (first, _, rest) = said.casefold(), said.partition(" ")
    if whole in WHOLE:
        return SaidOfCount(WHOLE[whole])
    if whole.startswith(FOR) and not rest:
        return SaidOfCount(CountStep.HAND_OVER, said[len(FOR) :])
    if first.casefold() in REASONED:
        return SaidOfCount(REASONED[first.casefold()], rest.strip())
    return SaidOfCount(CountStep.ENTER, text)
