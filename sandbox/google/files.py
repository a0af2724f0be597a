"""Drive's side of the stand-in: files, who may do what with them, and their older versions."""

import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from sandbox.google.calculation import CellValues
from sandbox.google.clock import Clock
from sandbox.google.protection import Actor
from sandbox.google.wire import Json
from sandbox.google.workbook import Workbook, new_workbook

SPREADSHEET: Final = "application/vnd.google-apps.spreadsheet"
RANKS: Final = {"reader": 1, "commenter": 2, "writer": 3, "fileOrganizer": 4, "owner": 5}
KEPT_REVISIONS: Final = 25


@dataclass(frozen=True, slots=True)
class Revision:
    """A version as it was before the one that followed."""

    number: int
    at: str
    by: str
    workbook: Workbook


@dataclass(frozen=True, slots=True)
class Removal:
    """A file that is gone for good, and who knew of it."""

    id: str
    changed: int
    at: str
    known_to: frozenset[str]


@dataclass
class DriveFile:
    """A file: its sharing, its comments, and a workbook if it is a spreadsheet."""

    id: str
    mime_type: str
    created: str
    name: str = ""
    workbook: Workbook | None = None
    parents: list[str] = field(default_factory=list)
    permissions: list[Json] = field(default_factory=list)
    comments: list[Json] = field(default_factory=list)
    description: str = ""
    trashed: bool = False
    version: int = 1
    modified: str = ""
    modified_by: str = ""
    made_by: str = ""
    count: Callable[[], int] = lambda: 0
    changed: int = 0
    revisions: deque[Revision] = field(default_factory=lambda: deque(maxlen=KEPT_REVISIONS))
    _values: CellValues | None = None

    @property
    def title(self) -> str:
        """A spreadsheet's name is its workbook's title."""
        return self.name if self.workbook is None else str(self.workbook.properties["title"])

    @property
    def owner(self) -> str:
        owners = (each for each in self.permissions if each["role"] == "owner")
        return str(next(owners, {}).get("emailAddress", ""))

    def rank(self, email: str) -> int:
        """How far the file is open to an address: 0 not at all, 3 for writing, 5 for its owner."""
        return max(
            (RANKS[each["role"]] for each in self.permissions if _applies(each, email)), default=0
        )

    def actor(self, email: str) -> Actor:
        return Actor(email, owns_file=email == self.owner)

    def values(self, now: datetime) -> CellValues:
        """The worth of the present version's cells, worked out once for each version."""
        if self.workbook is None:
            raise TypeError("only a spreadsheet has cells")
        if self._values is None or self._values.workbook is not self.workbook:
            self._values = CellValues(self.workbook, now)
        return self._values

    def commit(self, workbook: Workbook, by: str, at: str) -> None:
        """Make a workbook the present version; the one before goes to the revisions."""
        if self.workbook is not None:
            self.revisions.append(
                Revision(self.version, self.modified, self.modified_by, self.workbook)
            )
        self.workbook = workbook
        self.touch(by, at)

    def touch(self, by: str, at: str) -> None:
        self.version += 1
        self.changed = self.count()
        self.modified = at
        self.modified_by = by

    def share(self, kind: str, role: str, address: str | None = None) -> Json:
        """Open the file to somebody; a second time changes the role."""
        name = "domain" if kind == "domain" else "emailAddress"
        for index, each in enumerate(self.permissions):
            if each["type"] == kind and each.get(name) == address:
                self.permissions[index] = each | {"role": role}
                return self.permissions[index]
        permission: Json = {
            "kind": "drive#permission",
            "id": "anyoneWithLink" if kind == "anyone" else str(secrets.randbelow(10**20)),
            "type": kind,
            "role": role,
            "deleted": False,
            "pendingOwner": False,
        }
        if address is not None:
            permission |= {name: address, "displayName": address.partition("@")[0]}
        self.permissions.append(permission)
        return permission


class Files:
    """All files of the drive, by id."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.by_id: dict[str, DriveFile] = {}
        self.removals: list[Removal] = []
        self.changes = 0

    def count(self) -> int:
        """The number of the change that happens now, counting through all files."""
        self.changes += 1
        return self.changes

    def remove(self, found: DriveFile) -> None:
        """Let a file be gone for good."""
        del self.by_id[found.id]
        known_to = frozenset(str(each.get("emailAddress")) for each in found.permissions)
        self.removals.append(Removal(found.id, self.count(), self.clock.stamp(), known_to))

    def add(
        self, title: str, owner: str, *, mime_type: str = SPREADSHEET, file_id: str | None = None
    ) -> DriveFile:
        """A new file of `owner`'s; a spreadsheet starts with one empty tab."""
        stamp = self.clock.stamp()
        made = DriveFile(file_id or new_file_id(), mime_type, stamp, name=title, made_by=owner)
        if mime_type == SPREADSHEET:
            made.workbook = new_workbook(title)
        made.modified, made.modified_by = stamp, owner
        made.count, made.changed = self.count, self.count()
        made.share("user", "owner", owner)
        self.by_id[made.id] = made
        return made


def new_file_id() -> str:
    """44 characters, beginning with 1, as Google's are."""
    return "1" + secrets.token_urlsafe(33)[:43]


def _applies(permission: Json, email: str) -> bool:
    match permission["type"]:
        case "anyone":
            return True
        case "domain":
            return email.endswith(f"@{permission.get('domain')}")
        case _:
            return bool(permission.get("emailAddress") == email)
