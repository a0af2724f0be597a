"""The words of planning where no button leads to them."""

import pytest

from bot.messages.message import Message
from bot.messages.refusals import refusal
from inventory.errors import StockError
from inventory.planning_errors import UnknownSite
from tests.builders import a_desk


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (
            UnknownSite(site="Nord", known=("North", "South")),
            "There is no site “Nord”. Sites: North, South. Sites stand on Locations.",
        ),
        (UnknownSite(site="Nord"), "There is no site “Nord”. Sites stand on Locations."),
    ],
)
def test_refusals_say_what_to_do_next(error: StockError, words: str) -> None:
    assert Message((refusal(error, a_desk().book),)).text == words
