"""Forms of a proposal: other quantities, until when it is put off, why it is turned down."""

from collections.abc import Callable
from datetime import timedelta
from typing import Final

from bot.messages.figures import typed, unit_of
from bot.messages.proposals import DECIDABLE, LINES_A_PAGE, pages
from bot.messages.telling import Telling
from bot.messages.text import Block, clipped
from bot.stepping.proposal_steps import LINE_OF, WEEK_DAYS
from bot.views.blocks import day_input, field, text_input, words
from bot.views.step_fields import FormAbout, step_form
from inventory.dates import local_date
from inventory.documents.replenishment import Proposal
from inventory.errors import AlreadyDecided
from inventory.known import known

LINES_MAX: Final = 90
NOTE_MAX: Final = 300


def change_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form of quantities, from the page that was looked at on; the others stay.

    Raises:
        UnknownDocument, AlreadyDecided: there is none to decide about.
    """
    proposal = to_decide(telling, about.target.number)
    first = (min(max(about.target.part, 1), pages(proposal)) - 1) * LINES_A_PAGE
    if len(proposal.lines) <= LINES_MAX:
        first = 0
    shown = proposal.lines[first : first + LINES_MAX]
    text = f"Approves {proposal.number} with these quantities. 0 leaves an item out."
    if len(shown) < len(proposal.lines):
        text = f"{text} Lines that are not shown stay as proposed."
    blocks = [words("about", text)]
    for place, one in enumerate(shown, start=first):
        label = clipped(f"{one.item} ({unit_of(telling.book, one.item)})", 150)
        quantity = text_input(hint="0 to leave it out", initial=typed(one.quantity), longest=20)
        blocks.append(field(f"{LINE_OF}{place}", label, quantity, optional=False))
    return step_form("change_rp", f"Change {proposal.number}", "Approve", about, blocks)


def snooze_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that puts a proposal off; a week, unless another day is chosen.

    Raises:
        UnknownDocument, AlreadyDecided: there is none to decide about.
    """
    proposal = to_decide(telling, about.target.number)
    today = local_date(telling.book, telling.at) if telling.at else proposal.proposed_on
    until = day_input(initial=str(today + timedelta(days=WEEK_DAYS)))
    text = f"{proposal.number} comes back on that day, with the figures of that day."
    blocks = [
        words("about", text),
        field("until", "Put off until", until, optional=False),
        _why("We are counting first", is_optional=True),
    ]
    return step_form("snooze_rp", f"Snooze {proposal.number}", "Put it off", about, blocks)


def reject_form(about: FormAbout, telling: Telling) -> Block:
    """Return the form that turns a proposal down.

    Raises:
        UnknownDocument, AlreadyDecided: there is none to decide about.
    """
    proposal = to_decide(telling, about.target.number)
    usual = str(telling.book.rules.proposal_rest_days)
    rest = text_input(hint="14", initial=usual, longest=4)
    text = "Nothing of it is proposed again for so many days."
    blocks = [
        words("about", text),
        _why("We run it out", is_optional=False),
        field("rest_days", "Rests for (days)", rest, optional=True),
    ]
    return step_form("reject_rp", f"Reject {proposal.number}", "Reject", about, blocks)


def to_decide(telling: Telling, number: str) -> Proposal:
    """Return a proposal that nobody has decided about.

    Raises:
        UnknownDocument, AlreadyDecided: as they say.
    """
    found = known(telling.book, Proposal, number)
    if found.status not in DECIDABLE:
        raise AlreadyDecided(number=number, status=found.status.value, by=found.decided_by)
    return found


FormOf = Callable[[FormAbout, Telling], Block]

PROPOSAL_FORMS: Final[dict[str, tuple[str, FormOf]]] = {
    "change_rp": ("decide_proposal", change_form),
    "snooze_rp": ("snooze_proposal", snooze_form),
    "reject_rp": ("decide_proposal", reject_form),
}
"""Step -> the right it takes, and its form."""


def _why(hint: str, *, is_optional: bool) -> Block:
    return field("note", "Why", text_input(hint=hint, longest=NOTE_MAX), optional=is_optional)
