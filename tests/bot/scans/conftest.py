"""Somebody with a hand scanner who writes to the bot, and an ear that hears it at once."""

import pytest

from bot.answering.clerk import Clerk
from bot.answering.hearing import Hearing
from bot.scans.ear import Ear, Pace
from inventory.correspondence.heard import HeardKind
from outside.codes.scanning import BarcodeScanner

AT_ONCE = Pace(settle_s=0, between_s=0, edit_s=0)


def an_ear(desk, heard, pace=AT_ONCE):
    clerk = Clerk(desk, desk, desk.clock, scanner=BarcodeScanner())
    return Ear(heard, clerk, Hearing(clerk), pace=pace)


class Talk:
    """What a person writes to the bot alone, and what is answered."""

    def __init__(self, desk, heard, sender, workspace, person):
        self.desk, self.heard, self.workspace, self.person = desk, heard, workspace, person
        self.sender = sender
        self.ear = an_ear(desk, heard)
        self.channel = ""

    def writes(self, *lines):
        """Write messages one after another and return the newest answer."""
        for text in lines:
            seen = self.person.types("@bincard", text)
            self.channel = seen.messages[0].channel if seen.messages else self.channel
        return self.hears()

    def hears(self):
        """Have everything taken up and answered; return the newest answer."""
        self.take_up()
        answers = self.answers
        return answers[-1] if answers else None

    def take_up(self):
        while self.heard.waiting(HeardKind.LINE, 1):
            self.ear.hear_once()
        while self.desk.pending(1):
            self.sender.send_once()

    @property
    def answers(self):
        return [
            one for one in self.workspace.messages(self.channel) if one.author != self.person.id
        ]


@pytest.fixture
def talk(desk, heard, sender, workspace, ana):
    return Talk(desk, heard, sender, workspace, ana)
