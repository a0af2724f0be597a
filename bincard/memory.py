"""How often Python looks for garbage while a large book is in memory.

The collector walks every object it has not been told to leave alone. A book is hundreds of thousands
of immutable records without cycles; walking them again and again costs a third of the time of a
busy desk and frees nothing.
"""

import gc
from typing import Final

NEW_OBJECTS: Final = 50_000
"""Objects made before the youngest are looked at; Python's own choice is 700."""


def leave_the_book_alone() -> None:
    """Tell the collector to pass over everything loaded so far, and to come less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, 20, 50)


def look_at_all_again() -> None:
    """Let the collector have everything before the end.

    What it passes over then outlives the libraries it belongs to, and these complain of leaks.
    """
    gc.unfreeze()
