"""Reads a quantity on its own, as a form's field holds it: `24`, `3 case`, `1 1/2 dozen`."""

from bot.language.line_shape import shape_of
from bot.language.numbers import read_number
from bot.language.usage import BadNumber
from bot.language.words import words_of
from inventory.quantity import Amount


def read_amount(text: str) -> Amount:
    """Return what a quantity field says.

    Raises:
        UsageError: it is not one quantity with at most one unit.

    Examples:
        >>> read_amount("3 case")
        Amount(number=Decimal('3'), unit='case')
    """
    shape = shape_of(words_of(text))
    is_more = shape.place or shape.target or shape.options or shape.unit
    if is_more:
        raise BadNumber(text=text)
    if shape.quantity is None:  # a number that could be a barcode, where only a quantity can stand
        return Amount(number=read_number(shape.item.text if shape.item else text))
    number = read_number(shape.quantity.text)
    return Amount(number=number, unit=shape.item.text if shape.item else "")
