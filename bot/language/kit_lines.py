"""Turns a line about a kit into what is asked of the desk: `build` and `unbuild` take one line each."""

from bot.language.requests import Posting
from inventory.errors import TooManyLines


def about_kit(posting: Posting) -> dict[str, object]:
    """Return the parts of the command that builds a kit or takes it apart.

    Raises:
        TooManyLines: one kit at a time.
    """
    if len(posting.lines) != 1:
        raise TooManyLines(lines=len(posting.lines), most=1)
    line = posting.lines[0]
    asked: dict[str, object] = {
        "item": line.item,
        "amount": line.amount,
        "location": line.location,
        "lot": line.lot,
        "serials": line.serials,
        "note": line.note,
    }
    if posting.verb == "build":
        return {**asked, "source": line.source, "expires_on": line.expires_on}
    return {**asked, "target": line.target, "parts": line.parts}
