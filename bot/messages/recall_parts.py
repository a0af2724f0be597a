"""A recall of more customers than one board takes: what its boards say of each other."""

from collections.abc import Iterator
from typing import Final

from bot.messages.figures import counted
from bot.messages.recall_customers import to_be_told
from bot.messages.text import Bold, Code, Line, line
from inventory.book import Book
from inventory.documents.recall import Recall
from inventory.recalling.parts import parts_of, whole_of

PARTS_SHOWN: Final = 20


def parts_lines(recall: Recall, book: Book) -> Iterator[Line]:
    """Word which other boards belong to a recall, nothing where it has one only."""
    if recall.part_of:
        ends = " Closing or lifting that one ends this board, too." if recall.is_open else ""
        yield line(
            Bold(f"Part of {recall.part_of}:"),
            f" further customers of that recall, which holds the goods.{ends} Its board: ",
            Code(f"/inv recall {recall.part_of}"),
        )
        return
    if parts := parts_of(book, recall):
        people = counted(len(whole_of(book, recall).customers), "customer")
        named = ", ".join(map(_part, parts[:PARTS_SHOWN]))
        more = len(parts) - PARTS_SHOWN
        rest = f" and {counted(more, 'more board')}" if more > 0 else ""
        yield line(
            Bold("Goes on in"),
            f" {named}{rest}: {people} in all. The figures here are of all boards together, the "
            "customers below those of this one.",
        )
    if recall.is_open and recall.unlisted:
        lines = counted(recall.unlisted, "more line")
        yield line(f"{lines} of customers and lots are about to go on a board of their own.")


def untold_parts(recall: Recall, book: Book) -> Line:
    """Name the parts of a recall with customers nobody has told; nothing where there are none."""
    waiting = [one.number for one in parts_of(book, recall) if one.is_open and to_be_told(one)]
    return line(f" Then go on with {', '.join(waiting[:PARTS_SHOWN])}.") if waiting else line()


def _part(part: Recall) -> str:
    untold = len(to_be_told(part)) if part.is_open else 0
    return f"{part.number} ({counted(untold, 'customer')} not told yet)" if untold else part.number
