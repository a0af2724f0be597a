"""spreadsheets.batchUpdate: a list of requests, all of them or none.

The requests run one after the other on a fork of the workbook; the first one that is refused ends
the batch, and the fork is dropped.
"""

from typing import Final

from sandbox.google.editing import Edit
from sandbox.google.errors import BadRequest, UnknownName, Unsupported
from sandbox.google.fieldmask import Tree
from sandbox.google.request_fields import REQUEST_FIELDS, check_members, snake_case
from sandbox.google.requests import (
    cells,
    colouring,
    dimensions,
    embedding,
    filtering,
    finding,
    guarding,
    making_room,
    merging,
    metadata,
    pasting,
    sorting,
    spreading,
    tables,
    tabs,
    tidying,
)
from sandbox.google.requests.handler import Handler
from sandbox.google.wire import Json, members

HANDLERS: Final[dict[str, Handler]] = (
    cells.HANDLERS
    | colouring.HANDLERS
    | dimensions.HANDLERS
    | embedding.HANDLERS
    | filtering.HANDLERS
    | finding.HANDLERS
    | guarding.HANDLERS
    | making_room.HANDLERS
    | merging.HANDLERS
    | metadata.HANDLERS
    | pasting.HANDLERS
    | sorting.HANDLERS
    | spreading.HANDLERS
    | tables.HANDLERS
    | tabs.HANDLERS
    | tidying.HANDLERS
)
GOOGLE_ONLY: Final = frozenset(
    (
        *("addCommentReply", "addDataSource", "cancelDataSourceRefresh", "deleteComment"),
        *("deleteCommentReply", "deleteDataSource", "insertComment", "refreshDataSource"),
        *("updateCommentPost", "updateDataSource"),
    )
)
BODY_MEMBERS: Final = frozenset(
    ("requests", "includeSpreadsheetInResponse", "responseRanges", "responseIncludeGridData")
)


def apply_requests(edit: Edit, body: Json) -> list[Json]:
    """Carry out every request of a batch on the edit's fork.

    Returns:
        The replies, one for each request and in the same order.

    Raises:
        BadRequest: naming the request that cannot be carried out, by place and kind.
        Unsupported: if Google knows a request of that kind and the stand-in does not.
    """
    for name in body:
        if name not in BODY_MEMBERS:
            raise UnknownName(name, "")
    requests = members(body, "requests")
    if not requests:
        raise BadRequest("Must specify at least one request.")
    kinds = [_checked(index, each) for index, each in enumerate(requests)]
    return [_apply(edit, index, kind, requests[index][kind]) for index, kind in enumerate(kinds)]


def _checked(index: int, request: Json) -> str:
    """The kind of a request that has the shape of one; shapes are judged before anything is done."""
    for name in request:
        if name not in HANDLERS and name not in GOOGLE_ONLY:
            raise UnknownName(name, f"requests[{index}]")
    set_kinds = [name for name, content in request.items() if content is not None]
    if not set_kinds:
        raise BadRequest(f"Invalid requests[{index}]: No request set.")
    if len(set_kinds) > 1:
        raise BadRequest(
            f"Invalid value at 'requests[{index}]' (oneof), oneof field 'kind' is already set. "
            f"Cannot set '{set_kinds[1]}'"
        )
    kind = set_kinds[0]
    if kind not in HANDLERS:
        raise Unsupported(f"requests[{index}].{kind}")
    _check_content(f"requests[{index}].{snake_case(kind)}", kind, request[kind])
    return kind


def _check_content(path: str, kind: str, content: object) -> None:
    if not isinstance(content, dict):
        raise BadRequest(f"Invalid value at '{path}', {content!r}")
    tree: Tree = dict.fromkeys(HANDLERS[kind].members)
    check_members(content, tree | REQUEST_FIELDS.get(kind, {}), path)


def _apply(edit: Edit, index: int, kind: str, content: Json) -> Json:
    try:
        reply = HANDLERS[kind].handle(edit, content)
    except BadRequest as error:
        if error.details:
            raise
        raise BadRequest(f"Invalid requests[{index}].{kind}: {error.message}") from error
    return {} if reply is None else {kind: reply}
