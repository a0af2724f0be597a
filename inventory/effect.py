"""What a recorded transaction did to the book: all that is needed to fold it in once more."""

from datetime import datetime

from pydantic import BaseModel, ConfigDict

from inventory.entries import Change
from inventory.move import Move


class Effect(BaseModel):
    """A transaction without who asked for it and who is told.

    Who asked for what and who was told takes more time to check than all of this, and changes no
    book: so whatever is to change one belongs into moves or changes.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    sequence: int
    id: str
    at: datetime
    moves: tuple[Move, ...] = ()
    changes: tuple[Change, ...] = ()
    undoes: str = ""
