"""What is asked to be counted."""

from datetime import date

from inventory.record import Record


class CountScope(Record):
    """What of the building is to be counted; every part that is named narrows it down.

    Attributes:
        bins: codes of locations.
        zone: a parent of locations, or what the codes of bins begin with.
        sample: so many of them at random, 0 for all.
        touched_since: only what has moved since that day.
        is_suspect: only where something seems wrong: found short by a picker, down to nothing
            without a count, or far off when it was counted last.
        is_due: only what the schedule says is due.
    """

    bins: tuple[str, ...] = ()
    zone: str = ""
    items: tuple[str, ...] = ()
    abc_class: str = ""
    sample: int = 0
    touched_since: date | None = None
    is_suspect: bool = False
    is_due: bool = False
    site: str = ""
