"""The base of every value that travels between packages: frozen, strict about its fields.

Edges parse text, cells and form states into records; inside, no dict with string keys travels.
"""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """An immutable value; unknown fields are refused rather than dropped."""

    model_config = ConfigDict(frozen=True, extra="forbid")
