"""A line typed in Slack is posted and answered, once."""

from decimal import Decimal

from tests.bot.conftest import STOCK


def test_a_receipt_is_answered_with_before_and_after(ana, desk):
    seen = ana.types(STOCK, "/receive 24 MUG-BLU @A-01")

    assert seen.text == "*Received 24 pieces of MUG-BLU*. A-01: 24 → 48. *TX-20*"
    assert seen.message.buttons == ["Undo"]
    assert not seen.message.is_ephemeral
    assert desk.book.on_hand("MUG-BLU", "A-01") == Decimal(48)
