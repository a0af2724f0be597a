"""What `bincard doctor` finds: one line each."""

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """What a check found."""

    GOOD = "ok"
    WARNING = "look"
    BAD = "mend"


@dataclass(frozen=True)
class Finding:
    """One line of the report; `text` says what was found and, where needed, what to do."""

    subject: str
    verdict: Verdict
    text: str
