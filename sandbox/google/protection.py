"""Who may edit which cells: Google's protected ranges, and the people who stand above them."""

from dataclasses import dataclass

from sandbox.google.bounds import Bounds
from sandbox.google.errors import BadRequest
from sandbox.google.ranges import bounds_of
from sandbox.google.wire import Json
from sandbox.google.workbook import Sheet, Workbook


@dataclass(frozen=True, slots=True)
class Actor:
    """Whoever edits: an address, and whether the file is theirs (then nothing is closed to them)."""

    email: str
    owns_file: bool = False


def may_edit_range(actor: Actor, protected: Json) -> bool:
    """Whether this protection lets the actor through."""
    if actor.owns_file or protected.get("warningOnly"):
        return True
    editors = protected.get("editors", {})
    return bool(editors.get("domainUsersCanEdit")) or actor.email in editors.get("users", [])


def check_may_edit(workbook: Workbook, actor: Actor, sheet: Sheet, bounds: Bounds) -> None:
    """Hold an area against the tab's protected ranges.

    Raises:
        BadRequest: if any of its cells is closed to the actor.
    """
    for protected in sheet.objects["protectedRanges"]:
        if may_edit_range(actor, protected):
            continue
        if _reaches_closed_cells(workbook, protected, bounds):
            raise closed()


def closed() -> BadRequest:
    """The refusal of an edit to cells or objects that are closed to the actor."""
    return BadRequest(
        "You are trying to edit a protected cell or object. Please contact the spreadsheet owner "
        "to remove protection if you need to edit."
    )


def protected_bounds(workbook: Workbook, protected: Json) -> Bounds:
    """The rectangle a protection lies on, also where it follows a named range."""
    name_id = protected.get("namedRangeId")
    if name_id:
        named = (each for each in workbook.named_ranges if each["namedRangeId"] == name_id)
        return bounds_of(workbook, next(named, protected)["range"])[1]
    return bounds_of(workbook, protected["range"])[1]


def _reaches_closed_cells(workbook: Workbook, protected: Json, bounds: Bounds) -> bool:
    closed = protected_bounds(workbook, protected).intersection(bounds)
    if closed.is_empty:
        return False
    holes = [bounds_of(workbook, hole)[1] for hole in protected.get("unprotectedRanges", [])]
    return not any(hole.covers(closed) for hole in holes)


def check_may_insert(
    workbook: Workbook, actor: Actor, sheet: Sheet, dimension: str, index: int
) -> None:
    """Hold an insertion before `index` against protections that it would fall inside.

    Raises:
        BadRequest: if one of them is closed to the actor.
    """
    for protected in sheet.objects["protectedRanges"]:
        area = protected_bounds(workbook, protected)
        rows = dimension == "ROWS"
        first, last = (
            (area.start_row, area.end_row) if rows else (area.start_column, area.end_column)
        )
        if first < index < last and not may_edit_range(actor, protected):
            raise closed()
