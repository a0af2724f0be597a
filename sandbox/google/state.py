"""Everything the Google stand-in remembers, in one object that can be looked at and thrown away."""

from collections import deque
from dataclasses import dataclass, field
from typing import Any, Final

from sandbox.google.accounts import Accounts
from sandbox.google.clock import Clock
from sandbox.google.faults import Faults
from sandbox.google.files import DriveFile, Files
from sandbox.google.quotas import Quotas

BOT_EMAIL: Final = "bincard@sandbox-project.iam.gserviceaccount.com"
OWNER_EMAIL: Final = "olga@example.com"
KEPT_REQUESTS: Final = 1000


@dataclass
class GoogleState:
    """Accounts, files, quotas, faults and the last requests.

    Attributes:
        accounts_can_create: whether service accounts may own files; Google has begun to refuse it.
    """

    clock: Clock = field(default_factory=Clock)
    faults: Faults = field(default_factory=Faults)
    requests: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=KEPT_REQUESTS))
    accounts_can_create: bool = True
    accounts: Accounts = field(init=False)
    files: Files = field(init=False)
    quotas: Quotas = field(init=False)

    def __post_init__(self) -> None:
        self.accounts = Accounts(self.clock)
        self.files = Files(self.clock)
        self.quotas = Quotas(self.clock)

    def reset(self) -> None:
        """Forget files, quotas, faults and requests; accounts keep their keys and tokens."""
        self.clock.offset_seconds = 0.0
        self.faults = Faults()
        self.requests.clear()
        self.accounts_can_create = True
        self.files = Files(self.clock)
        self.quotas = Quotas(self.clock)

    def add_spreadsheet(
        self,
        title: str,
        *,
        owner: str = OWNER_EMAIL,
        share_with: str | None = BOT_EMAIL,
        file_id: str | None = None,
    ) -> DriveFile:
        """A spreadsheet that a person makes, and shares with one account for writing."""
        made = self.files.add(title, owner, file_id=file_id)
        if share_with:
            made.share("user", "writer", share_with)
        return made
