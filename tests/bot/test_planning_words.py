"""The words of planning where no button leads to them."""

import inspect
import re

import pytest

from bot.messages.forecast_words import WARNINGS
from bot.messages.message import Message
from bot.messages.refusals import refusal
from inventory.errors import StockError
from inventory.planning import noticing
from inventory.planning_errors import (
    NothingSubscribed,
    NotOnProposal,
    NotOnReview,
    ReviewOvertaken,
    UnknownSite,
)
from tests.builders import a_desk


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            UnknownSite(site="Nord", known=("North", "South")),
            "There is no site “Nord”. Sites: North, South. Sites stand on Locations.",
        ),
        (
            NotOnProposal(number="RP-1", items=("JAM-STR",), proposed=("MUG-BLU", "ROPE-8")),
            "JAM-STR is not on RP-1, so nothing was approved. On it: MUG-BLU, ROPE-8.",
        ),
        (
            NotOnReview(number="RV-1", lines=("JAM-STR",), waiting=("MUG-BLU", "ROPE-8")),
            "JAM-STR does not wait on RV-1. What waits there: MUG-BLU, ROPE-8.",
        ),
        (
            ReviewOvertaken(number="RV-1"),
            "RV-1 is over: its figures have changed, and nothing waits any more.",
        ),
        (UnknownSite(site="Nord"), "There is no site “Nord”. Sites stand on Locations."),
        (
            NothingSubscribed(),
            "This channel has no subscription, so there is none to end.",
        ),
        (NothingSubscribed(code="SB-1"), "SB-1 has ended already."),
    ],
)
def test_refusals_say_what_to_do_next(error: StockError, words: str) -> None:
    assert Message((refusal(error, a_desk().book),)).text == words


def test_every_warning_of_a_forecast_has_a_sentence() -> None:
    source = inspect.getsource(noticing)
    named = set(re.findall(r'yield "(\w+)"', source))

    assert named
    assert named <= WARNINGS.keys()
