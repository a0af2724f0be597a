"""One call of the API as its handlers see it: who calls, what is meant, and the state to act on."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from multidict import MultiMapping

from sandbox.google.accounts import Token
from sandbox.google.errors import BadRequest, NotFound, PermissionDenied, file_not_found
from sandbox.google.files import RANKS, DriveFile
from sandbox.google.state import GoogleState
from sandbox.google.wire import Json

PRIVATE_FILE = "1jIKzPs8LsiZZdLdeMEP-5ZIHw6RkjiOmj1LrJN706Yc"
"""A file of somebody else's, shared with nobody; gspread's own tests expect to be refused there."""
SHOWN_CHARACTERS = 20
BROAD = ("/auth/drive", "/auth/drive.readonly", "/auth/spreadsheets", "/auth/spreadsheets.readonly")


@dataclass(frozen=True, slots=True)
class Raw:
    """An answer that is no JSON."""

    content: bytes
    content_type: str
    status: int = 200


Answer = Json | Raw
Operation = Callable[["Call"], Answer]


@dataclass(frozen=True, slots=True)
class Call:
    """A request that has passed the door.

    Attributes:
        path: the parts of the path that are names, decoded.
        query: the query parameters.
        content: the body as sent.
        content_type: what it is, without its parameters, which are in the `headers`.
    """

    state: GoogleState
    token: Token
    path: tuple[str, ...]
    query: MultiMapping[str]
    content: bytes
    content_type: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def email(self) -> str:
        return self.token.email

    def body(self) -> Json:
        """The JSON body, empty if none was sent.

        Raises:
            BadRequest: if it is no JSON object.
        """
        if not self.content:
            return {}
        try:
            found: Any = json.loads(self.content)
        except ValueError as error:
            raise BadRequest(f"Invalid JSON payload received. {_broken_at(error)}") from error
        if not isinstance(found, dict):
            raise BadRequest("Invalid JSON payload received. Root element must be a message.")
        return found

    def spreadsheet(self, file_id: str, role: str = "reader") -> DriveFile:
        """The spreadsheet of that id, as the Sheets API lets one at it.

        Raises:
            NotFound: if there is none, or the token reaches only other files.
            PermissionDenied: if it is not shared with the account, or not for this.
        """
        if file_id == PRIVATE_FILE:
            raise PermissionDenied
        found = self.state.files.by_id.get(file_id)
        if found is None or found.workbook is None or not self.reaches(found):
            raise NotFound
        if found.rank(self.email) < RANKS[role]:
            raise PermissionDenied
        return found

    def file(self, file_id: str) -> DriveFile:
        """The file of that id, as the Drive API lets one at it.

        Raises:
            DriveError: 404 if there is none or it is not shared with the account.
        """
        found = self.state.files.by_id.get(file_id)
        if found is None or not found.rank(self.email) or not self.reaches(found):
            raise file_not_found(file_id)
        return found

    def reaches(self, found: DriveFile) -> bool:
        """A token for `drive.file` alone reaches the files its application made, and no others."""
        if any(scope.endswith(BROAD) for scope in self.token.scopes):
            return True
        return found.made_by == self.email


def _broken_at(error: ValueError) -> str:
    """Where a text stops being JSON: some of it, and a caret below the place."""
    if not isinstance(error, json.JSONDecodeError):
        return "Invalid UTF-8 sequence."
    text, place = error.doc, error.pos
    if not text[place:].strip():
        return "Unexpected end of string. Expected a value."
    start = max(0, place - SHOWN_CHARACTERS)
    shown = text[start : place + SHOWN_CHARACTERS].replace("\n", " ")
    return f"Unexpected token.\n{shown}\n{' ' * (place - start)}^"
