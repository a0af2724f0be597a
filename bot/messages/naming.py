"""Naming several things: the first of them, and how many more there are, everywhere alike."""

from collections.abc import Iterable, Sequence, Sized

from bot.messages.text import Line, line


def listed(words: Iterable[str], last: str = "and") -> str:
    """Join words as one says them, none to nothing.

    Examples:
        >>> listed(["A", "B", "C"]), listed(["A", "B"], "or"), listed([])
        ('A, B and C', 'A or B', '')
    """
    *first, end = [*words] or [""]
    return f"{', '.join(first)} {last} {end}" if first else end


def listed_first(words: Sequence[str], most: int, noun: str = "more") -> str:
    """Join the first words as one says them, and tell how many more there are.

    Examples:
        >>> listed_first(["A", "B", "C"], 3), listed_first(["A", "B", "C"], 1, "more lots")
        ('A, B and C', 'A and 2 more lots')
    """
    more = len(words) - most
    return listed([*words[:most], *([f"{more:,} {noun}"] if more > 0 else [])])


def named_first(words: Sequence[str], most: int, noun: str = "more") -> str:
    """Set the first words side by side, and tell how many more there are.

    Examples:
        >>> named_first(["A", "B", "C"], 3), named_first(["A", "B", "C"], 2)
        ('A, B, C', 'A, B and 1 more')
    """
    more = len(words) - most
    return ", ".join(words[:most]) + (f" and {more:,} {noun}" if more > 0 else "")


def rest_of(found: Sized, shown: int, ending: str = "") -> list[Line]:
    """Return the line that ends a cut list: how many more there are; none where all are shown."""
    more = len(found) - shown
    return [line(f"… and {more:,} more{ending}")] if more > 0 else []
