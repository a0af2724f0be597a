"""Why something about a recall was refused: what cannot be done, and what to do next."""

from collections.abc import Callable, Sequence
from typing import Any, Final

from bot.messages.figures import amount, number, unit_of
from bot.messages.naming import listed_first
from bot.messages.recall_held import OUTCOMES
from bot.messages.text import Code, Line, clipped, line
from inventory import recall_errors as errors
from inventory.book import Book
from inventory.documents.recall import HeldOutcome

NAMED_MAX: Final = 6

SCOPES: Final = {
    "backwards": "“{what}” runs backwards. Write the first one first, as in lots:L100..L120.",
    "unlike": "“{what}” is no range: both ends begin alike, as in lots:L100..L120.",
    "too_wide": (
        "{what} lots are more than one recall takes (300), so nothing is held yet. Recall them in "
        "several: by item, as in JAM-STR lots:L100..L399, or by days, as in supplier:FARM "
        "since:2026-10-01 until:2026-10-10. To hold a lot meanwhile: /inv hold with status:recalled."
    ),
    "empty": "Say which lots: lot:L7, slot:F-1, lots:L100..L120, or supplier:FARM with its days.",
}
"""What is wrong with a scope -> its words."""

NO_LOTS: Final = {
    "item": "{what} has no lots. Only goods with lots or serial numbers can be recalled.",
    "supplier": (
        "No lot of {what} has come in. Only goods with lots or serial numbers can be recalled: move "
        "others into quarantine."
    ),
    "days": "No such lot came in {what}. Check the days.",
}
"""What of a scope finds nothing, where that is no lot's name -> its words."""


def nothing_to_recall(error: errors.NothingToRecall, _book: Book) -> Line:
    """Word that no lot is meant, and which were close."""
    if error.part in NO_LOTS:
        what = clipped(_days(error.what) if error.part == "days" else error.what, 80)
        return line(NO_LOTS[error.part].format(what=what))
    near = f" Close to it: {_named(error.known)}." if error.known else ""
    return line(
        f"No lot is meant by “{clipped(error.what, 80)}”.{near} Check the number, and the item if "
        "you named one."
    )


def _days(text: str) -> str:
    first, _, last = text.partition("..")
    return " ".join([*([f"since {first}"] if first else []), *([f"until {last}"] if last else [])])


def already_recalled(error: errors.AlreadyRecalled, _book: Book) -> Line:
    """Word that the lots are held by a recall already."""
    lots = _named(error.lots)
    if not error.number:
        return line(f"{lots}: recalled already. Look at its lot card.")
    board = Code(f"/inv recall {error.number}")
    return line(f"{lots}: recalled already by {error.number}. Its board: ", board)


def scope_unclear(error: errors.ScopeUnclear, _book: Book) -> Line:
    """Word that a scope has several meanings, or none."""
    what = clipped(error.what, 80)
    if error.problem != "several_items":
        return line(SCOPES[error.problem].format(what=what))
    first = error.known[0] if error.known else "JAM-STR"
    is_several = ".." in what or "," in what
    typed = Code(f"/inv recall {first} {'lots' if is_several else 'lot'}:{what}")
    return line(f"“{what}” is a lot of {_named(error.known)}. Say of which, as in ", typed)


def still_outside(error: errors.StillOutside, _book: Book) -> Line:
    """Word that customers still have some, and how it ends all the same."""
    typed = Code(f"/inv recall {error.number} close the rest was eaten")
    are = "is" if error.outstanding == 1 else "are"
    return line(
        f"{number(error.outstanding)} of {error.number} {are} still out, with "
        f"{_named(error.customers)}. Note what came back or was destroyed, or say why it ends all "
        "the same, as in ",
        typed,
    )


def still_held(error: errors.StillHeld, _book: Book) -> Line:
    """Word that some is still here, and how a recall ends all the same."""
    close = Code(f"/inv recall {error.number} close they are burned on Friday")
    are = "is" if error.held == 1 else "are"
    start = f"{number(error.held)} of {error.number} {are} still held here"
    if error.outcome == HeldOutcome.REFURBISH:  # a lot is released once no recall holds it any more
        typed = Code(f"/inv recall {error.number} close Ben relabels them")
        return line(
            f"{start}, to be {OUTCOMES[HeldOutcome.REFURBISH]}. Say who does that, as in ", typed
        )
    if error.outcome:
        what = f"{start}, to be {OUTCOMES[HeldOutcome(error.outcome)]}"
        return line(f"{what}. Do that first, or say why it ends before, as in ", close)
    decide = Code(f"/inv recall {error.number} decide scrap")
    return line(
        f"{start}. Decide what becomes of it (", decide, "), or say it at the end, as in ", close
    )


def beyond_outstanding(error: errors.BeyondOutstanding, book: Book) -> Line:
    """Word that a customer does not have so much any more."""
    unit = unit_of(book, error.item)
    left = amount(error.outstanding, unit) if error.outstanding else "none"
    return line(
        f"{number(error.wanted)} is more than {_customer(error.customer)} still has: {left} of "
        f"{error.item} by {error.number}. Check the figure; what came back is counted already."
    )


def beyond_unnamed(error: errors.BeyondUnnamed, book: Book) -> Line:
    """Word that less came back without a name."""
    left = amount(error.unnamed, unit_of(book, error.item))
    return line(
        f"{number(error.wanted)} is more than came back for {error.number} without a name: {left} of "
        f"{error.item}. Check the figure; what is named is counted already."
    )


def not_on_recall(error: errors.NotOnRecall, _book: Book) -> Line:
    """Word that a customer is not concerned, or that nobody said which one is meant."""
    known = f" Concerned: {_named(error.known)}." if error.known else ""
    if not error.customer:
        return line(f"Say which customer of {error.number} is meant.{known}")
    return line(f"{clipped(error.customer, 60)} got nothing of {error.number}.{known}")


RECALL_REFUSALS: Final[tuple[Callable[[Any, Book], Line], ...]] = (
    nothing_to_recall,
    already_recalled,
    scope_unclear,
    still_outside,
    still_held,
    beyond_outstanding,
    beyond_unnamed,
    not_on_recall,
)
"""One function an error of a recall."""


def _named(words: Sequence[str]) -> str:
    return listed_first([clipped(word, 60) or "somebody unknown" for word in words], NAMED_MAX)


def _customer(code: str) -> str:
    return clipped(code, 60) or "whoever got it"
