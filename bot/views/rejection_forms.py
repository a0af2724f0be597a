"""Forms that settle a rejection: how many go back, are good after all, or are thrown away."""

from collections.abc import Callable
from typing import Final, NamedTuple

from bot.messages.figures import amount, place_and_lot, unit_of
from bot.messages.telling import Telling, plain
from bot.messages.text import Block
from bot.stepping.rejection_steps import STEPS
from bot.views.blocks import field, text_input, words
from bot.views.step_fields import FormAbout, step_form
from inventory.documents.rejection import Outlet, Rejection
from inventory.known import known
from inventory.order_errors import WrongStep

NOTE_MAX: Final = 500


class _Words(NamedTuple):
    """What a form says: its title, its button, and what comes of it."""

    title: str
    submit: str
    does: str


WORDS: Final = {
    Outlet.RETURN_TO_VENDOR: _Words(
        "Return", "Return to vendor", "They leave for the supplier at what they cost."
    ),
    Outlet.REFURBISH: _Words(
        "Refurbish", "Good after all", "They go to a bin, and count as received from then on."
    ),
    Outlet.SCRAP: _Words("Scrap", "Scrap", "They are thrown away."),
}


def settle_form(step: str, about: FormAbout, telling: Telling) -> Block:
    """Return the form of a step of a rejection.

    Raises:
        UnknownDocument, WrongStep: there is none, or nothing of it is left to decide.
    """
    rejection = known(telling.book, Rejection, about.target.number)
    if not rejection.is_open:
        raise WrongStep(number=rejection.number, action="settle", status="settled")
    outlet = STEPS[step]
    said = WORDS[outlet]
    left = amount(rejection.outstanding, unit_of(telling.book, rejection.item))
    lies = place_and_lot(rejection.location, rejection.lot)
    asked = f"{left} of {telling.item(rejection.item)} lie at {lies}: {plain(rejection.reason)}."
    initial = f"{rejection.outstanding:f}"
    blocks = [
        words("about", f"{asked} {said.does}"),
        field(
            "quantity",
            "How many",
            text_input(hint="2", initial=initial, longest=40),
            optional=False,
        ),
        *_bin(outlet),
        field(
            "note", "Note", text_input(hint="Credit note promised", longest=NOTE_MAX), optional=True
        ),
    ]
    return step_form(step, f"{said.title} {rejection.number}", said.submit, about, blocks)


def _bin(outlet: Outlet) -> list[Block]:
    if outlet is not Outlet.REFURBISH:
        return []
    hint = "A-01; receiving if you leave it empty"
    return [field("target", "To bin", text_input(hint=hint, longest=75), optional=True)]


def _form_of(step: str) -> Callable[[FormAbout, Telling], Block]:
    return lambda about, telling: settle_form(step, about, telling)


REJECTION_FORMS: Final = {step: ("settle_rejection", _form_of(step)) for step in STEPS}
"""Step -> the right it takes, and its form."""
