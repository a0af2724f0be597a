"""What is told beside a row that the desk refused."""

from typing import NamedTuple


class Refusal(NamedTuple):
    """What to tell beside the cell.

    Attributes:
        field: the column at fault, empty for the row's key.
    """

    field: str
    reason: str
    mend: str
