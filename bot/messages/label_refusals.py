"""Why labels were not printed, and how to ask for them instead."""

from collections.abc import Callable
from typing import Any, Final

from bot.messages.text import Line, clipped, line
from inventory import inbound_errors as errors
from inventory.book import Book


def labels_refused(error: errors.LabelsRefused, _book: Book) -> Line:
    """Word labels that cannot be printed as asked for."""
    match error.problem:
        case "too_many":
            return line(
                f"These are {error.count:,} labels, and one print has at most {error.most:,}. "
                "Print them in parts."
            )
        case "start":
            return line(
                f"A sheet of {error.size} has {error.most} labels: "
                f"start: is a number from 1 to {error.most}."
            )
        case "no_bins":
            return line(
                f"No bin in use is called like “{clipped(error.pattern, 60)}”. "
                "A-* is every bin that begins so, A-01..A-12 those between."
            )
        case "which_item":
            return line("A lot and serial numbers belong to one item. Name it, one item a line.")
        case _:
            return line("Say what the labels are for: an item, or bins.")


LABEL_REFUSALS: Final[tuple[Callable[[Any, Book], Line], ...]] = (labels_refused,)
"""One function an error."""
