"""What one kind of request is: the members Google knows for it, and what it does."""

from collections.abc import Callable
from dataclasses import dataclass

from sandbox.google.editing import Edit
from sandbox.google.errors import BadRequest
from sandbox.google.fieldmask import NO_FIELD_LISTED, FieldMask, FieldMaskError
from sandbox.google.wire import Json

Handle = Callable[[Edit, Json], Json | None]


@dataclass(frozen=True, slots=True)
class Handler:
    """A kind of request; a reply of None stands for the empty reply."""

    handle: Handle
    members: frozenset[str]


def handler(handle: Handle, members: str) -> Handler:
    """A handler whose members are named in one text, parted by blanks."""
    return Handler(handle, frozenset(members.split()))


def update_mask(body: Json) -> FieldMask:
    """The `fields` of an update.

    Raises:
        BadRequest: if none is listed, or it does not parse.
    """
    text = body.get("fields")
    if not isinstance(text, str) or not text.strip():
        raise BadRequest(NO_FIELD_LISTED)
    try:
        return FieldMask.parse(text)
    except FieldMaskError as error:
        raise BadRequest(str(error)) from error
